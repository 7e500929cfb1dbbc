"""Read a fact file: strict YAML whose entries have the shape that `factfile` gives them."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import msgspec

from stakegraph.document import Items, Table, parse
from stakegraph.errors import Problem
from stakegraph.factfile import (
    ENTRIES,
    ID_PATTERN,
    VERSION,
    EvidenceRecord,
    FactRecord,
    Record,
    RelationRecord,
    fact_record,
)
from stakegraph.model import Actor, Citation, Event, Fact, Origin, Place, Source
from stakegraph.nearest import did_you_mean
from stakegraph.readers import Reading
from stakegraph.records import Validator, slug
from stakegraph.relations import ACTOR_KINDS, RELATIONS, Relation, slots

SUFFIXES = (".yaml", ".yml")

# What may be cited within a source: ¶7, ¶7-9, p. 3, pp. 3-4, 12:30, 1:02:30, line 9, and in a file
# of data item 12 or item people/12.
PLACE = re.compile(r"¶ ?\d+([-–]\d+)?|pp?\. ?\d+([-–]\d+)?|(\d+:)?\d{1,3}:\d\d|line \d+|item \S+")
CITATION = re.compile(r"([a-z0-9][a-z0-9._-]*)(?:\s+(\S.*))?")
_ID = re.compile(ID_PATTERN)
_QUALIFIER = re.compile("[a-z][a-z0-9_]*")
_KINDS = {kind.section: kind for kind in ACTOR_KINDS.values()}
_FACT_FIELDS = frozenset(FactRecord.__struct_fields__)
_OF_POST = next(row.key for row in RELATIONS.values() if row.of_post)

_record_of = cache(fact_record)


def read(data: bytes, path: str, relations: Mapping[str, Relation] = RELATIONS) -> Reading:
    """Read one fact file.

    `path` is what problems and origins name; `relations` are those that its facts may state besides
    its own. Never raises for what the file says.
    """
    root, problems = parse(data, path)
    reading = Reading(problems=problems)
    if isinstance(root, Table):
        _File(root, path, reading, relations).read()
    elif not problems:
        message = "the file holds no facts: begin with 'stakegraph: 1'"
        problems.append(Problem(path, 1, 1, "error", message, "not-a-fact-file"))
    return reading


class _File(Validator):
    """One document on its way to a Reading."""

    def __init__(
        self, root: Table, path: str, reading: Reading, relations: Mapping[str, Relation]
    ) -> None:
        super().__init__(path, reading.problems)
        self.root = root
        self.reading = reading
        self.relations: dict[str, Relation] = dict(relations)
        self.unread: set[str] = set()  # relations whose entries are wrong

    def read(self) -> None:
        self.header()
        for section, record_type in ENTRIES.items():
            for key, record in self.entries(section, record_type):
                self.entry(section, key, record)
        for table in self.tables():
            self.fact(table)
        self.reading.relations = self.relations

    def header(self) -> None:
        known = ["stakegraph", "title", *ENTRIES, "facts"]
        if not any(key in known for key in self.root):
            message = "this is no fact file: it would begin with 'stakegraph: 1'"
            self.report((1, 1), message, "not-a-fact-file")
            return
        for key in self.root:
            if key not in known:
                message = f"unknown section {key!r}{did_you_mean(key, known)}"
                self.report(self.root.keys_at[key], message, "unknown-key")
        version = self.root.get("stakegraph")
        if version is None:
            self.report((1, 1), "the file must begin with 'stakegraph: 1'", "version")
        elif version != VERSION:
            message = f"format version {version!r} is not known here: write 'stakegraph: 1'"
            self.report(self.root.values_at["stakegraph"], message, "version")
        title = self.root.get("title")
        if isinstance(title, str):
            self.reading.title = title
            self.text("title", title, self.root.values_at["title"])
        elif title is not None:
            self.report(self.root.values_at["title"], "title: write one text", "wrong-type")

    def entries(self, section: str, record_type: type[Record]) -> Iterator[tuple[str, Any]]:
        """Give the entries of a section that can be used, as (id, record)."""
        table = self.root.get(section, "")
        if table == "":
            return
        if not isinstance(table, Table):
            message = f"{section}: write one entry a line, each under an id of its own"
            self.report(self.root.values_at[section], message, "wrong-type")
            return
        for key, value in table.items():
            if not _ID.match(key):
                message = f"{key!r} is no id: write {slug(key)!r}"
                self.report(table.keys_at[key], message, "bad-id")
            elif not isinstance(value, Table):
                message = f"{key}: an entry needs fields, such as {{name: ...}}"
                self.report(table.keys_at[key], message, "wrong-type")
                self.stand_in(section, key, {"evidence": table.keys_at[key]})
            else:
                record = self.record(value, record_type)
                if record is not None:
                    yield key, record
                else:
                    self.stand_in(section, key, value.values_at)

    def entry(self, section: str, key: str, record: Any) -> None:
        """Add one source, actor, event or relation."""
        table = self.root[section][key]
        place: Place = self.root[section].keys_at[key]
        given = msgspec.structs.asdict(record)
        given["origin"] = Origin(self.path, *place, table.values_at)
        if "evidence" in given:
            given["evidence"] = self.citations(table, record.evidence)
        if section in _KINDS:
            self.actor(section, key, given)
        elif section == "sources":
            self.reading.sources.append(Source(id=key, **given))
        elif section == "events":
            self.reading.events.append(Event(id=key, **given))
        else:
            self.relation(key, record, table)

    def stand_in(self, section: str, key: str, fields: dict[str, Place]) -> None:
        """Let facts refer to what has a wrong entry: the entry's own problems are enough."""
        line, column = self.root[section].keys_at[key]
        origin = Origin(self.path, line, column, fields)
        if section in _KINDS:
            kind = _KINDS[section].key
            self.reading.actors.append(Actor(id=key, kind=kind, name="", origin=origin))
        elif section == "sources":
            self.reading.sources.append(Source(id=key, title="", origin=origin))
        elif section == "relations":
            self.unread.add(key)

    def actor(self, section: str, key: str, given: dict[str, Any]) -> None:
        kind = _KINDS[section]
        given["name"] = given.pop(kind.named_by)
        given["classification"] = given.pop("kind", "")
        place = given.pop("at", "")
        self.reading.actors.append(Actor(id=key, kind=kind.key, **given))
        if place:
            stated = {name: given[name] for name in ("since", "until", "evidence", "origin")}
            fact = Fact(id="", subject=key, relation=_OF_POST, object=place, **stated)
            self.reading.facts.append(fact)

    def relation(self, key: str, record: RelationRecord, table: Table) -> None:
        place: Place = self.root["relations"].keys_at[key]
        if key in RELATIONS or key in _FACT_FIELDS or not key.isidentifier():
            self.report(place, f"{key!r} cannot name a relation of your own", "bad-id")
            self.unread.add(key)
            return
        taken = {key, *RELATIONS}
        for name in record.qualifiers:
            if name in _FACT_FIELDS:
                message = f"every fact has {name!r} already: leave it out of the qualifiers"
            elif name in taken or not _QUALIFIER.fullmatch(name):
                message = f"{name!r} cannot name a qualifier: write a word of a-z, 0-9 and _, once"
            else:
                taken.add(name)
                continue
            self.report(place, message, "bad-id")
            self.unread.add(key)
            return
        for field in ("verb", "inverse", "after"):
            self.wording(key, field, getattr(record, field), record.qualifiers, table)
        self.reading.declared[key] = Origin(self.path, *place, table.values_at)
        self.relations[key] = Relation(
            key,
            subjects=record.from_,
            objects=record.to,
            family=record.family,
            verb=record.verb,
            inverse=record.inverse,
            after=record.after,
            qualifiers=record.qualifiers,
            symmetric=record.symmetric == "true",
        )

    def wording(
        self, key: str, field: str, text: str, qualifiers: tuple[str, ...], table: Table
    ) -> None:
        """Report the slots of a relation's wording that nothing would fill."""
        filled, left = slots(text)
        messages = [f"{field}: {{{name}}} must stand in brackets: [{{{name}}}]" for name in left]
        messages += [
            f"{field}: {name!r} is none of the qualifiers of {key}{did_you_mean(name, qualifiers)}"
            for name in filled
            if name not in qualifiers
        ]
        for message in messages:
            self.report(table.values_at[field], message, "wrong-type")

    def tables(self) -> Iterator[Table]:
        """Give the tables of the facts."""
        items = self.root.get("facts", "")
        if items == "":
            return
        if not isinstance(items, Items):
            message = "facts: write a list, each item beginning with '- who: ...'"
            self.report(self.root.values_at["facts"], message, "wrong-type")
            return
        for table, place in zip(items, items.values_at, strict=True):
            if isinstance(table, Table):
                yield table
            else:
                message = "a fact needs fields: '- who: ...', then a relation"
                self.report(place, message, "wrong-type")

    def fact(self, table: Table) -> None:
        relation = self.relation_of(table)
        record = self.record(table, _record_of(relation)) if relation else None
        if record is None or relation is None:
            return
        given = msgspec.structs.asdict(record)
        qualifiers = {name: given.pop(name) for name in relation.qualifiers}
        given["evidence"] = self.citations(table, record.evidence)
        self.reading.facts.append(
            Fact(
                subject=given.pop("who"),
                relation=relation.key,
                object=given.pop(relation.key),
                qualifiers={name: text for name, text in qualifiers.items() if text},
                certainty=record.status,
                origin=Origin(self.path, table.line, table.column, table.values_at),
                **given,
            )
        )

    def relation_of(self, table: Table) -> Relation | None:
        """Give the one relation that a fact names, or report that it names none or several."""
        named = [key for key in table if key in self.relations]
        if len(named) == 1:
            return self.relations[named[0]]
        if named:
            message = f"a fact states one relation, this one {len(named)}: {', '.join(named)}"
            self.report(table.keys_at[named[1]], message, "several-relations")
            return None
        if not self.unread.isdisjoint(table):
            return None
        qualifiers = {name for row in self.relations.values() for name in row.qualifiers}
        for key in table:
            if key not in _FACT_FIELDS and key not in qualifiers:
                near = did_you_mean(key, self.relations)
                there = "" if near else f"; there are {', '.join(self.relations)}"
                message = f"unknown relation {key!r}{near}{there}"
                self.report(table.keys_at[key], message, "unknown-relation")
                return None
        message = "the fact states no relation, such as 'reports_to: ID'"
        self.report((table.line, table.column), message, "no-relation")
        return None

    def citations(self, table: Table, evidence: Any) -> tuple[Citation, ...]:
        if evidence == "":
            return ()
        place = table.values_at["evidence"]
        if not isinstance(evidence, list):
            return self.citation(evidence, place)
        places = table["evidence"].values_at
        if not places:
            message = "evidence: nothing is given: write a value or remove the key"
            self.report(place, message, "empty-value")
        cited = [self.citation(one, at) for one, at in zip(evidence, places, strict=True)]
        return tuple(citation for some in cited for citation in some)

    def citation(self, evidence: str | EvidenceRecord, place: Place) -> tuple[Citation, ...]:
        if isinstance(evidence, EvidenceRecord):
            source, at, quote = evidence.source, evidence.at, evidence.quote
        else:
            match = CITATION.fullmatch(evidence)
            source, at, quote = (match[1], match[2] or "", "") if match else ("", evidence, "")
        if not source or (at and not PLACE.fullmatch(at)):
            message = f"{at!r} is no place in a source: write 'cc ¶7', 'cc ¶7-9', 'cc p. 3', "
            message += "'cc 12:30' or 'cc line 9', and several as a list"
            self.report(place, message, "bad-evidence")
            return ()
        return (Citation(source=source, at=at, quote=quote, origin=Origin(self.path, *place)),)
