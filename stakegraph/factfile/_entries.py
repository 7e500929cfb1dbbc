"""From the tables of a fact file's entries to the parts of a reading, or to what is wrong."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from stakegraph.edtf import dates
from stakegraph.factfile.placed import Table
from stakegraph.factfile.reading import Reading
from stakegraph.factfile.schema import (
    ENTRIES,
    ID_PATTERN,
    AliasRecord,
    DifferenceRecord,
    EvidenceRecord,
    FactRecord,
    RelationRecord,
    VacancyRecord,
    fact_record,
)
from stakegraph.factfile.unknown_relations import UnknownRelations
from stakegraph.factfile.validation import Validator, no_id
from stakegraph.model import labels
from stakegraph.model.declarations import misfits
from stakegraph.model.facts import (
    Actor,
    Alias,
    Citation,
    Different,
    Event,
    Fact,
    Origin,
    Place,
    Source,
    Vacancy,
)
from stakegraph.model.identifiers import read_entry
from stakegraph.model.phrases import phrase, slots
from stakegraph.model.places import is_place
from stakegraph.model.relations import ACTOR_KINDS, MEANINGS, NAMING, RELATIONS, WORDINGS, Relation
from stakegraph.text.suggestions import did_you_mean

CITATION = re.compile(r"([a-z0-9][a-z0-9._-]*)(?:\s+(\S.*))?")
KINDS = {kind.section: kind for kind in ACTOR_KINDS.values()}
OF_POST = next(row.key for row in RELATIONS.values() if row.of_post)

_ID = re.compile(ID_PATTERN)
_QUALIFIER = re.compile("[a-z][a-z0-9_]*")
_FACT_FIELDS = frozenset(FactRecord.__struct_encode_fields__)


class Entries(Validator):
    """Adds entries, one by one, to a reading and puts down what is wrong with them.

    A reader that reads in parts puts another reading in the place of `reading`, with `next_part`.
    """

    def __init__(self, path: str, reading: Reading, relations: Mapping[str, Relation]) -> None:
        super().__init__(path, reading.problems)
        self.reading = reading
        self.relations: dict[str, Relation] = dict(relations)
        self.unknown = UnknownRelations(self.relations, _FACT_FIELDS)
        self.unread: set[str] = set()  # relations whose entries are wrong

    def next_part(self, reading: Reading) -> None:
        """Add what follows to another reading."""
        self.reading = reading
        self.problems = reading.problems

    def add(self, section: str, key: str, place: Place, value: Any) -> None:
        """Add the source, actor, event or relation that stands under an id of its section."""
        errors = self.errors
        self.entry(section, key, place, value)
        self.note_errors(errors, place)

    def note_errors(self, errors: int, place: Place) -> None:
        """Put down where an entry stands before which there were so many errors, if it has one."""
        if self.errors != errors:
            self.reading.faulty.add(place)

    def entry(self, section: str, key: str, place: Place, value: Any) -> None:
        if not _ID.match(key):
            self.report(place, no_id(key), "bad-id")
        elif not isinstance(value, Table):
            message = f"{key}: an entry needs fields, such as {{name: ...}}"
            self.report(place, message, "wrong-type")
            self.stand_in(section, key, place)
        else:
            record = self.record(value, ENTRIES[section])
            if record is not None:
                self.part(section, key, place, value, record)
            else:
                self.stand_in(section, key, place)

    def part(self, section: str, key: str, place: Place, table: Table, record: Any) -> None:
        given = msgspec.structs.asdict(record)
        given["origin"] = Origin(self.path, *place)
        if "evidence" in given:
            given["evidence"] = self.citations(table, record.evidence, given["origin"])
        if "according_to" in given:
            given["according_to"] = _several(given["according_to"])
        if section in KINDS:
            self.actor(section, key, given, table)
        elif section == "sources":
            self.reading.sources.append(Source(id=key, **given))
        elif section == "events":
            self.reading.events.append(Event(id=key, **given))
        else:
            self.relation(key, place, record, table)

    def stand_in(self, section: str, key: str, place: Place) -> None:
        """Let facts refer to what has a wrong entry: the entry's own problems are enough."""
        origin = Origin(self.path, *place)
        if section in KINDS:
            kind = KINDS[section].key
            self.reading.actors.append(Actor(id=key, kind=kind, name="", origin=origin))
        elif section == "sources":
            self.reading.sources.append(Source(id=key, title="", origin=origin))
        elif section == "relations":
            self.unread.add(key)

    def actor(self, section: str, key: str, given: dict[str, Any], table: Table) -> None:
        kind = KINDS[section]
        given["plural"] = given["plural"] == "true"
        given["ids"] = read_entry(given["ids"])
        given |= self.aliases(table, given["aliases"])
        given |= self.differences(table, given)
        if "seats" in given:
            given["seats"] = int(given["seats"])
            given["shared"] = given["shared"] == "true"
            given["vacant"] = self.vacancies(table, given["vacant"], given["origin"])
        given["name"] = given.pop(kind.named_by)
        given["classification"] = given.pop("kind", "")
        place = given.pop("at", "")
        self.reading.actors.append(Actor(id=key, kind=kind.key, **given))
        if place:
            stated = {name: given[name] for name in ("since", "until", "evidence", "origin")}
            fact = Fact(id="", subject=key, relation=OF_POST, object=place, **stated)
            self.reading.facts.append(fact)

    def aliases(
        self, table: Table, records: tuple[str | AliasRecord, ...]
    ) -> dict[str, tuple[Any, ...]]:
        """Return the names, and the dates of those that have any."""
        names: list[str] = []
        dated: list[Alias] = []
        for record, given in zip(records, table.get("aliases", ()), strict=True):
            if isinstance(record, str):
                names.append(record)
                continue
            names.append(record.name)
            self.span(given, record)
            if record.since or record.until:
                dated.append(Alias(record.name, record.since, record.until))
        if dated:
            names = [*dict.fromkeys(names)]
        return {"aliases": tuple(names), "alias_dates": tuple(dict.fromkeys(dated))}

    def differences(self, table: Table, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return whom an actor is different from, and the reason if it is not for that alone."""
        if "different_from" not in table:
            return {"different_from": ()}
        value, because = given["different_from"], given["because"]
        some = value if isinstance(value, list) else [value]
        found = [
            Different(one.id, one.because)
            if isinstance(one, DifferenceRecord)
            else Different(one, because)
            for one in some
        ]
        if not all(one.because for one in found):
            message = "'different_from' needs 'because: ...', how it is known"
            self.report(table.values_at["different_from"], message, "no-reason")
        is_for_that = not given["same_as"] and any(isinstance(one, str) for one in some)
        return {
            "different_from": tuple(dict.fromkeys(found)),
            "because": "" if is_for_that else because,
        }

    def vacancies(
        self, table: Table, records: tuple[VacancyRecord, ...], origin: Origin
    ) -> tuple[Vacancy, ...]:
        found = []
        for record, given in zip(records, table.get("vacant", ()), strict=True):
            if not record.since and not record.until:
                message = "a vacancy needs 'since: ...' or 'until: ...'"
                self.report((given.line, given.column), message, "missing-key")
            self.span(given, record)
            cited = self.citations(given, record.evidence, origin)
            found.append(Vacancy(since=record.since, until=record.until, evidence=cited))
        return tuple(found)

    def span(self, table: Table, record: AliasRecord | VacancyRecord) -> None:
        """Report an end before the start."""
        if record.since and record.until and dates.surely_before(record.until, record.since):
            message = f"it ends ({record.until}) before it starts ({record.since})"
            self.report(table.values_at["until"], message, "end-before-start")

    def relation(self, key: str, place: Place, record: RelationRecord, table: Table) -> None:
        if key in RELATIONS and _is_same(record, RELATIONS[key]):
            message = f"{key!r} is a relation of every fact file: remove this entry"
            self.report(place, message, "bad-id", "warning")
            return
        if key in RELATIONS or key in _FACT_FIELDS or not key.isidentifier():
            message = f"{key!r} cannot name a relation of your own"
            if key in RELATIONS:
                row = RELATIONS[key]
                words = f"{phrase(row.verb, {})!r}, {phrase(row.inverse, {})!r}"
                message += f", since every fact file has it ({words}): use it, or another name"
            self.report(place, message, "bad-id")
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
        for field in WORDINGS:
            self.wording(key, field, getattr(record, field), record.qualifiers, table)
        row = Relation(
            key,
            subjects=record.from_,
            objects=record.to,
            family=record.family,
            qualifiers=record.qualifiers,
            choices=tuple(record.choices.items()),
            examples=tuple(record.examples.items()),
            **{name: getattr(record, name) for name in (*WORDINGS, *NAMING)},
            **{name: getattr(record, name) == "true" for name in MEANINGS},
        )
        for field, message in misfits(row):
            self.report(table.values_at[field], f"{field}: {message}", "wrong-type")
        self.reading.declared[key] = Origin(self.path, *place)
        self.relations[key] = row
        self.unknown.relation_added()

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

    def fact(self, table: Any, place: Place) -> None:
        """Add the fact of one item."""
        errors = self.errors
        self.statement(table, place)
        self.note_errors(errors, place)

    def statement(self, table: Any, place: Place) -> None:
        if not isinstance(table, Table):
            spelled = self.unknown.spelled_out(table) if isinstance(table, str) else ""
            message = spelled or "a fact needs fields: '- who: ...', then a relation"
            self.report(place, message, "wrong-type")
            return
        relation = self.relation_of(table)
        record = self.record(table, fact_record(relation)) if relation else None
        if record is None or relation is None:
            return
        if record.attested and (record.since or record.until):
            message = "'in' is when it was so, its start and end unknown: leave it out, "
            message += "or 'since' and 'until'"
            self.report(table.keys_at["in"], message, "bad-date")
        given = msgspec.structs.asdict(record)
        qualifiers = {name: given.pop(name) for name in relation.qualifiers}
        origin = Origin(self.path, *place)
        given["evidence"] = self.citations(table, record.evidence, origin)
        given["according_to"] = _several(given["according_to"])
        self.reading.facts.append(
            Fact(
                subject=given.pop("who"),
                relation=relation.key,
                object=given.pop(relation.key),
                qualifiers={name: text for name, text in qualifiers.items() if text},
                certainty=record.status,
                origin=origin,
                **given,
            )
        )

    def relation_of(self, table: Table) -> Relation | None:
        """Return the one relation that a fact names, or report that it names none or several."""
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
                message = self.unknown.advice(key, table)
                self.report(table.keys_at[key], message, "unknown-relation")
                return None
        message = "the fact states no relation, such as 'reports_to: ID'"
        self.report((table.line, table.column), message, "no-relation")
        return None

    def there_are(self, key: str, fields: Iterable[str]) -> str:
        """Return what may stand where an unknown key stands: of a fact, what its relation takes.

        What somebody does is no field of a person or organisation, but a fact.
        """
        relation, is_backward = labels.meant(key, self.relations) or ("", False)
        if relation and not is_backward and "aliases" in fields:
            return f": it makes a fact: under 'facts', write '- who: ...' and '{relation}: ...'"
        own = [name for name in fields if name not in _FACT_FIELDS]
        row = self.relations.get(own[0]) if own else None
        if row is None or "who" not in fields:
            return super().there_are(key, fields)
        taken = ", ".join(map(repr, row.qualifiers)) or "no words of its own"
        others = [one.key for one in self.relations.values() if key in one.qualifiers]
        elsewhere = f"; {key!r} goes with {', '.join(others)}" if others else ""
        return f": {row.key} takes {taken}{elsewhere}"

    def citations(self, table: Table, evidence: Any, origin: Origin) -> tuple[Citation, ...]:
        if evidence == "":
            return ()
        place = table.values_at["evidence"]
        if not isinstance(evidence, list):
            one = self.citation(evidence, place)
            return (one,) if one else ()
        places = table["evidence"].values_at
        if not places:
            message = "evidence: nothing is given: write a value or remove the key"
            self.report(place, message, "empty-value")
        given = [self.citation(one, at) for one, at in zip(evidence, places, strict=True)]
        cited = tuple(one for one in given if one)
        if len(cited) == len(given):
            return cited
        numbered = enumerate(given, 1)
        return tuple(replace(one, number=n, origin=origin) for n, one in numbered if one)

    def citation(self, evidence: str | EvidenceRecord, place: Place) -> Citation | None:
        if isinstance(evidence, EvidenceRecord):
            source, at = evidence.source, evidence.at
        else:
            match = CITATION.fullmatch(evidence)
            source, at = (match[1], match[2] or "") if match else ("", evidence)
        if not source or (at and not is_place(at)):
            what = "is no place in a source" if source or not is_place(at) else "names no source"
            message = f"{at!r} {what}: write 'ID ¶7', 'ID pp. 3-4', 'ID § 4.2', "
            message += "'ID 12:30' or 'ID line 9', and several as a list"
            self.report(place, message, "bad-evidence", unknown=source or at.split()[0])
            return None
        if isinstance(evidence, EvidenceRecord):
            return cited(evidence)
        return Citation(source=source, at=at)


def cited(record: EvidenceRecord) -> Citation:
    """Return the citation of a record, whatever its place is."""
    said_as = (record.said_as,) if isinstance(record.said_as, str) else record.said_as
    names, values = record.waive.__struct_encode_fields__, msgspec.structs.astuple(record.waive)
    return Citation(
        source=record.source,
        at=record.at,
        quote=record.quote,
        said_as=tuple(filter(None, said_as)),
        waive=tuple(pair for pair in zip(names, values, strict=True) if pair[1]),
    )


def _is_same(record: RelationRecord, row: Relation) -> bool:
    """Return whether a file declares a relation of ours in our words, for actors that it joins."""
    given = (record.from_, record.to, record.qualifiers)
    known = (row.subjects, row.objects, row.qualifiers)
    fits = all(set(some) <= set(whole) for some, whole in zip(given, known, strict=True))
    return fits and (record.verb, record.inverse) == (row.verb, row.inverse)


def _several(given: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return what may be given as one or as a list."""
    return given if isinstance(given, tuple) else tuple(filter(None, (given,)))
