"""FollowTheMoney entities, a JSON object to a line: https://followthemoney.tech.

An entity that says who or what becomes an actor, a document a source, an event an event, and one
that ties others a fact: of the nearest relation of ours, or one of its own. Lines of one id are one
entity. Entities of other schemata are reported; how to reach somebody is not read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import product

from stakegraph.errors import shortened
from stakegraph.factfile.reading import Reading
from stakegraph.importers._builder import Builder
from stakegraph.importers._content import Content
from stakegraph.importers._dates import edtf
from stakegraph.importers._ftm_entities import Entity, entities
from stakegraph.importers._ftm_export import OwnExport, fielded
from stakegraph.importers._ftm_remarks import Remarks
from stakegraph.importers._identifiers import registered
from stakegraph.importers._relations import relation_called
from stakegraph.importers._resolution import resolve
from stakegraph.importers._values import joined, money, remark
from stakegraph.model import ftm as schemata
from stakegraph.model.identifiers import Identifier
from stakegraph.model.qualifiers import AMOUNT
from stakegraph.model.relations import PARTNERSHIP, PERSON, RELATIONS

_REGISTERED = "registrationNumber"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def read(data: Content, path: str) -> Reading:
    """Read a file of entities; raises FactsError with every line that is none."""
    return _File(path, data).read()


class _File:
    def __init__(self, path: str, data: Content) -> None:
        self.builder = Builder(path)
        self.entities = entities(data, path, self.builder.note)
        self.remarks = Remarks(self.builder, self.entities)
        self.unread: dict[str, list[str]] = defaultdict(list)

    def read(self) -> Reading:
        ours = OwnExport(self.builder, self.entities)
        for _, entity in self.entities.pairs():
            if entity.schema in schemata.DOCUMENTS:
                self.document(entity, ours)
        ours.add_sources()
        for _, entity in self.entities.pairs():
            if entity.schema in schemata.ACTORS and not ours.is_fact(entity):
                self.actor(entity, ours)
        for _, entity in self.entities.pairs():
            if not ours.read(entity):
                self.other(entity)
        for schema, names in self.unread.items():
            shown = ", ".join(names[:5]) + (", ..." if len(names) > 5 else "")
            count = (
                f"{len(names)} entit{'y' if len(names) == 1 else 'ies'} of the schema {schema!r}"
            )
            self.builder.note(f"{count} left out, since no fact can be made of them: {shown}")
        ours.remarks()
        return resolve(self.builder)

    def other(self, entity: Entity) -> None:
        """Read what is no actor and none of ours: a tie, an event, a note."""
        if entity.schema in schemata.TIES:
            self.tie(entity)
        elif entity.schema in schemata.EVENTS:
            self.remarks.event(entity, entity.all("involved", "organizer"))
        elif entity.schema in ("Sanction", "Risk"):
            words = f"{entity.schema}: {entity.first('program', 'reason', 'summary', 'status')}"
            self.remarks.event(entity, entity.all("entity"), words.removesuffix(": "))
        elif entity.schema == "Note":
            if words := self.remarks.note(entity):
                self.unread["Note"].append(f"{words[:40]} ({entity.at})")
        elif entity.schema == "Documentation":
            self.remarks.documentation(entity)
        elif entity.schema in schemata.ACTORS:
            self.links(entity)
        elif entity.schema not in schemata.DOCUMENTS:
            name = shortened(entity.first(*schemata.NAMES) or entity.id)
            self.unread[entity.schema].append(f"{name} ({entity.at})")

    def document(self, entity: Entity, ours: OwnExport) -> None:
        given = {
            "title": entity.first("title", "name", "fileName"),
            "author": entity.first("author"),
            "publisher": entity.first("publisher"),
            "date": entity.first("date", "publishedAt", "authoredAt"),
            "accessed": entity.first("retrievedAt"),
            "url": entity.first("sourceUrl"),
        }
        self.builder.add_source(ours.source_id(entity), **(given | ours.source(entity)))

    def actor(self, entity: Entity, ours: OwnExport) -> None:
        kind, classification = schemata.ACTORS[entity.schema]
        names = entity.all("name") or entity.all("title")
        read = {*schemata.NAMES[:2], *schemata.ALIASES, "description", "notes",
                *schemata.FIELD_NAMES, *schemata.PARTS, *schemata.RECORD, _REGISTERED,
                *(name for name, _ in schemata.IDS.values())}  # fmt: skip
        given = ours.actor(entity)
        if given is None:
            given = {"description": joined(entity.all("description", "summary"))}
            given["ids"] = _ids(entity)
            read |= {"summary"}
            if classified := _by_topic(entity):
                classification = classified
                read.add("topics")
        else:
            read |= {"summary", "classification", "legalForm", "keywords", "publisher", "sourceUrl",
                     "jurisdiction", "topics"}  # fmt: skip
        classification = given.pop("classification", classification)
        spans = {"since": schemata.SINCE, "until": schemata.UNTIL}
        for end, fields in spans.items():
            if not given.get(end):
                found = [name for name in fields if entity.properties.get(name)]
                given[end] = entity.first(*found) if found else ""
                read |= {name for name in found[:1] if len(entity.properties[name]) == 1}
            else:
                read |= set(fields)
        private = sorted(schemata.PRIVATE & entity.properties.keys())
        if private:
            self.unread_private(private, entity)
        rest = {
            name: values
            for name, values in entity.properties.items()
            if name not in read and name not in schemata.PRIVATE
        }
        note = joined([given.pop("note", joined(entity.all("notes"))), remark(dict(rest))])
        self.builder.actor(
            entity.id,
            kind,
            names[0] if names else "",
            entity.at,
            classification=classification,
            aliases=[*names[1:], *entity.all(*schemata.ALIASES)],
            note=note,
            **given,
        )

    def unread_private(self, names: Iterable[str], entity: Entity) -> None:
        self.builder.note(f"not read, to keep it private: {', '.join(names)}", entity.at)

    def links(self, entity: Entity) -> None:
        """Add what an actor's own properties say of others."""
        kind = self.builder.kind_of(entity.id)
        for row in schemata.FIELDS:
            for other in entity.all(row.name):
                self.fact(entity, entity.id, (row.relation, ""), other, {}, {})
        if kind == PARTNERSHIP:
            for name, part in schemata.PARTS.items():
                for other in entity.all(name):
                    relation = (
                        "member_of" if self.builder.kind_of(other) == PERSON else "partner_in"
                    )
                    self.fact(entity, other, (relation, "as"), entity.id, {"as": part}, {})

    def tie(self, entity: Entity) -> None:
        row, ends = schemata.TIES[entity.schema], schemata.ENDS[entity.schema]
        subjects, objects = map(entity.all, ends)
        if not subjects or not objects:
            missing = ends[bool(subjects)]
            self.builder.note(f"a tie left out: this {entity.schema} has no {missing!r}", entity.at)
            return
        if row.backward:
            subjects, objects = objects, subjects
        read = {*ends, *row.role, *schemata.RECORD}
        given = self.span(entity, read)
        roles = entity.all(*row.role) or [""]
        if schemata.PERCENTAGE in row.role:
            roles = [f"{role} %" if _NUMBER.fullmatch(role) else role for role in roles]
        rest = {name: values for name, values in entity.properties.items() if name not in read}
        for subject, object, role in product(subjects, objects, roles):
            self.fact(entity, subject, self.relation(row, subject, object), object,
                      {"role": role}, {**given}, rest)  # fmt: skip

    def span(self, entity: Entity, read: set[str]) -> dict[str, str]:
        """Return the dates of a tie; of several the first that can be read."""
        given = {}
        for end, fields in (("since", ("startDate", "periodStart", "date")),
                            ("until", ("endDate", "periodEnd", "date"))):  # fmt: skip
            both = (
                "date" if not entity.all("startDate", "endDate", "periodStart", "periodEnd") else ""
            )
            names = [name for name in fields if name != "date" or both]
            found = [name for name in names if entity.properties.get(name)]
            if found:
                values = entity.properties[found[0]]
                given[end] = next(filter(edtf, values), values[0])
                read |= {found[0]} if len(values) == 1 else set()
        return given

    def relation(self, row: schemata.Tie, subject: str, object: str) -> tuple[str, str]:
        """Return the first relation of a row that joins such actors, with the name of its role."""
        kinds = self.builder.kind_of(subject), self.builder.kind_of(object)
        for relation, role in row.relations:
            known = RELATIONS.get(relation)
            fits = known is None or (
                (not kinds[0] or kinds[0] in known.subjects)
                and (not kinds[1] or kinds[1] in known.objects)
            )
            if fits:
                return relation, role
        return row.relations[0]

    def fact(
        self,
        entity: Entity,
        subject: str,
        relation: tuple[str, str],
        object: str,
        qualifiers: dict[str, str],
        given: dict[str, str],
        rest: dict[str, list[str]] | None = None,
    ) -> None:
        """Add a fact, unless one of its ends is no actor."""
        ends = [subject, object]
        for end in ends:
            known = self.entities.get(end)
            if known and known.schema not in schemata.ACTORS:
                name = known.first(*schemata.NAMES) or end
                words = f"a tie to {name!r} left out, since a {known.schema} is no actor here"
                self.builder.note(words, entity.at)
                return
        (key, takes), rest = relation, dict(rest or {})
        qualifiers_of = {takes or "role": qualifiers.pop("role", "")} | qualifiers
        if entity.schema == "UnknownLink" and relation_called(qualifiers_of["as"]):
            key, backward = relation_called(qualifiers_of.pop("as")) or ("", False)
            ends = ends[::-1] if backward else ends
        if schemata.has_amount(key) and rest.get("amount"):
            amount = (", ".join(rest.pop(name, ())) for name in schemata.AMOUNT)
            qualifiers_of[AMOUNT] = money(*amount)
        elif schemata.has_amount(key) and (given_in := schemata.CONVERTED.keys() & rest.keys()):
            name = min(given_in)
            qualifiers_of[AMOUNT] = money(", ".join(rest.pop(name)), schemata.CONVERTED[name])
        if entity.schema == "ContractAward":
            qualifiers_of["as"] = "supplier"
        note = remark(dict(rest))
        if key not in RELATIONS:
            wording = schemata.OWN[key]
            key = self.builder.relations.declare(
                key,
                verb=key,
                inverse=wording.inverse,
                family=wording.family,
                symmetric=wording.symmetric,
                after=wording.after,
                templates=True,
            )
        self.builder.fact(ends[0], key, ends[1], entity.at, qualifiers_of, note=note, **given)


def _by_topic(entity: Entity) -> str:
    """Return what the one topic of an organisation makes it, "" for anything else."""
    topics = entity.all("topics") if entity.schema == "Organization" else []
    return next((kind for kind, topic in schemata.TOPICS.items() if topics == [topic]), "")


def _ids(entity: Entity) -> list[Identifier | None]:
    """Return what registers call an actor; a number is of the register of its one country."""
    countries = entity.all("jurisdiction") or entity.all("country", "mainCountry")
    country = countries[0] if len(countries) == 1 else ""
    return [*fielded(entity), *(registered(country, number) for number in entity.all(_REGISTERED))]
