"""From entries that are surely right straight to the parts of a reading.

Entries that have the same fields in the same order have one shape: a function from their values to
the part, which is put together once for all of them. What may be wrong is left to `Entries`, which
says so.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache, lru_cache, partial
from types import CodeType
from typing import Any, NamedTuple, get_args

import msgspec

from stakegraph.edtf import dates
from stakegraph.factfile._entries import (
    CITATION,
    KINDS,
    OF_POST,
    Entries,
    cited,
)
from stakegraph.factfile.schema import (
    COUNT_PATTERN,
    ENTRIES,
    ID_PATTERN,
    LANGUAGE_PATTERN,
    SHA256_PATTERN,
    Aliases,
    Amount,
    Count,
    Edtf,
    Evidence,
    EvidenceRecord,
    Flag,
    Id,
    Identifiers,
    Language,
    Record,
    Sha256,
    Share,
    Speakers,
    Text,
    fact_record,
)
from stakegraph.model.facts import Actor, Citation, Event, Fact, Origin, Source
from stakegraph.model.identifiers import Identifier, read_entry
from stakegraph.model.places import is_place
from stakegraph.model.qualifiers import is_fit
from stakegraph.model.relations import Relation

_MOST_KNOWN = 1 << 16  # values whose meaning is kept, of each type
_MOST_COMPILED = 1 << 12  # shapes
_FEW = "different_from"  # what few entries have, and relations: these are left to `Entries`
_OF_PLACE = ("since", "until", "evidence")  # what a post and where it is have in common
_COUNT = re.compile(COUNT_PATTERN)
_new = tuple.__new__


class Fields(msgspec.Struct, frozen=True):
    """A table that is a value, as pairs: it can be remembered, as a text can."""

    pairs: "tuple[tuple[str, Value], ...]"


# A value as a reader gives it: a text in a form of its own, a table, or a list of these.
Value = str | Fields | tuple[str | Fields, ...]
# Returns what a value means, or raises Unsure.
Meaning = Callable[[Any], Any]

# What reads a value of each type, `{}`.
_READS = (
    (Text, "text({})"),
    (Id, "ids[{}]"),
    (Sha256, "checksums[{}]"),
    (Language, "languages[{}]"),
    (Edtf, "dates[{}]"),
    (Evidence, "cited[{}]"),
    (Identifiers, "identified({})"),
    (Speakers, "speakers({})"),
    (Share, "shares[{}]"),
    (Amount, "amounts[{}]"),
    (Count, "counts[{}]"),
    (Flag, "flags[{}]"),
    (tuple[Text, ...], "several(text, {})"),
    (Aliases, "several(text, {})"),
    (tuple[Id, ...], "several(an_id, {})"),
)


class Unsure(Exception):
    """A value may be wrong."""


class Shape(NamedTuple):
    """From the origin, the id and the values of an entry to its part, and to where that is."""

    part: Callable[..., Any]
    place: Callable[..., Fact] | None = None


class Shapes:
    """Adds entries that are surely right to what `entries` reads.

    `text` returns the text of a value, or raises Unsure where it is none, is empty or may be
    misread, and `bare` returns it whatever other readers may take it for.
    """

    def __init__(self, entries: Entries, text: Meaning, bare: Meaning) -> None:
        self.entries = entries
        self.path = entries.path
        self.text = text
        self.bare = bare
        self.ids = self._matching(ID_PATTERN)
        self.places = _Known(_place)
        self.choices: dict[Any, str] = {}
        self.names: dict[str, Any] = {
            "text": text,
            "ids": self.ids,
            "an_id": self.ids.__getitem__,
            "checksums": self._matching(SHA256_PATTERN),
            "languages": self._matching(LANGUAGE_PATTERN),
            "dates": _Known(self._date),
            "cited": _Known(self._cited),
            "identified": self._identified,
            "shares": _Known(partial(self._quantity, "share")),
            "amounts": _Known(partial(self._quantity, "amount")),
            "counts": _Known(lambda raw: _count(bare(raw))),
            "flags": _Known(lambda raw: _among(get_args(Flag), bare(raw)) == "true"),
            "several": _several,
            "speakers": lambda raw: _several(text, _listed(raw)),
        }
        self.shapes: dict[str, dict[tuple[str, ...], Shape | None]] = _Known(
            lambda section: _Known(lambda keys: self._shape(section, keys))
        )

    def relation_added(self) -> None:
        """Let facts state a relation that was just declared."""
        self.shapes.pop("facts", None)

    def add_fact(
        self, keys: tuple[str, ...], values: Iterable[Value], line: int, column: int
    ) -> bool:
        """Add a fact if it is surely right, and return whether it is."""
        shape = self.shapes["facts"][keys]
        if shape is None:
            return False
        # Called as it is, a named tuple takes twice the time, and there are millions.
        origin = _new(Origin, (self.path, line, column))
        try:
            fact = shape.part(origin, "", *values)
        except Unsure:
            return False
        self.entries.reading.facts.append(fact)
        return True

    def add(
        self,
        section: Any,
        key: Value,
        keys: tuple[str, ...],
        values: Iterable[Value],
        line: int,
        column: int,
    ) -> bool:
        """Add the entry of the id `key` if it is surely right, and return whether it is."""
        shape = self.shapes[section][keys]
        if shape is None:
            return False
        origin = _new(Origin, (self.path, line, column))
        reading = self.entries.reading
        try:
            id = self.ids[key]
            part = shape.part(origin, id, *values)
            if shape.place:
                reading.facts.append(shape.place(origin, id, *values))
        except Unsure:
            return False
        if section in KINDS:
            reading.actors.append(part)
        elif section == "sources":
            reading.sources.append(part)
        else:
            reading.events.append(part)
        return True

    def _shape(self, section: str, keys: tuple[str, ...]) -> Shape | None:
        """Return the shape of entries with these fields, or None if they are not surely right."""
        if section == "facts":
            named = [key for key in keys if key in self.entries.relations]
            return (
                self._shape_of_facts(self.entries.relations[named[0]], keys)
                if len(named) == 1
                else None
            )
        if section == "relations" or section not in ENTRIES or _FEW in keys:
            return None
        reads = self._reads(keys, ENTRIES[section])
        if reads is None:
            return None
        if section not in KINDS:
            part = Source if section == "sources" else Event
            return Shape(self._maker(part, keys, {"id": "id", **reads}))
        kind = KINDS[section]
        renamed = {kind.named_by: "name", "kind": "classification"}
        given = {renamed.get(key, key): read for key, read in reads.items() if key != "at"}
        actor = self._maker(Actor, keys, {"id": "id", "kind": repr(kind.key), **given})
        if "at" not in keys:
            return Shape(actor)
        stated = {key: reads[key] for key in _OF_PLACE if key in keys}
        ends = {"subject": "id", "relation": repr(OF_POST), "object": reads["at"]}
        return Shape(actor, self._maker(Fact, keys, {"id": "''", **ends, **stated}))

    def _shape_of_facts(self, relation: Relation, keys: tuple[str, ...]) -> Shape | None:
        given = self._reads(keys, fact_record(relation))
        if given is None or ("in" in keys and not {"since", "until"}.isdisjoint(keys)):
            return None
        said = {"subject": given.pop("who"), "object": given.pop(relation.key)}
        said |= {"id": given.pop("id", "id"), "relation": repr(relation.key)}
        qualifiers = {name: given.pop(name) for name in relation.qualifiers if name in keys}
        if "in" in keys:
            said["attested"] = given.pop("in")
        if qualifiers:
            items = (f"{name!r}: {read}" for name, read in qualifiers.items())
            said["qualifiers"] = f"{{{', '.join(items)}}}"
        if "status" in keys:
            said["certainty"] = given["status"]
        return Shape(self._maker(Fact, keys, said | given))

    def _reads(self, keys: tuple[str, ...], record_type: type[Record]) -> dict[str, str] | None:
        """Return what reads the value of each key, or None where the keys are not surely right."""
        types, required = _fields(record_type)
        if len(set(keys)) != len(keys) or not required <= set(keys) <= types.keys():
            return None
        return {key: self._read(types[key]).format(f"v{n}") for n, key in enumerate(keys)}

    def _read(self, wanted: Any) -> str:
        """Return what reads the values of a type."""
        for known, read in _READS:
            if wanted == known:
                return read
        name = self.choices.setdefault(wanted, f"choice{len(self.choices)}")
        choices = {option for part in (wanted, *get_args(wanted)) for option in get_args(part)}
        self.names.setdefault(name, _Known(lambda raw: _among(choices, self.text(raw))))
        return f"{name}[{{}}]"

    def _maker(
        self, part: type, keys: tuple[str, ...], given: Mapping[str, str]
    ) -> Callable[..., Any]:
        """Return a function from an origin, an id and the values of some keys to a part.

        It is compiled, once for all blocks of a file: to fill a dictionary for each entry takes
        three times as long. Of what a file says nothing gets into it but names that are fields or
        columns of a relation.
        """
        values = ", ".join(f"v{n}" for n in range(len(keys)))
        fields = ", ".join(f"{name}={read}" for name, read in given.items())
        code = f"lambda origin, id, {values}: part(origin=origin, {fields})"
        made: Callable[..., Any] = eval(_compiled(code), {**self.names, "part": part})  # noqa: S307
        return made

    def _matching(self, pattern: str) -> "_Known":
        """Return what gives the texts of values that match a pattern."""
        matches = re.compile(pattern).match

        def text(raw: Value) -> str:
            given: str = self.text(raw)
            if not matches(given):
                raise Unsure
            return given

        return _Known(text)

    def _quantity(self, name: str, raw: Value) -> str:
        text: str = self.text(raw)
        if not is_fit(name, text):
            raise Unsure
        return text

    def _date(self, raw: Value) -> str:
        try:
            return dates.parse(self.bare(raw)).text
        except dates.DateError as error:
            raise Unsure from error

    def _cited(self, raw: Value) -> tuple[Citation, ...]:
        return _several(self._citation, _listed(raw))

    def _citation(self, item: str | Fields) -> Citation:
        if isinstance(item, Fields):
            try:
                record = msgspec.convert(self._plain(item), EvidenceRecord)
            except msgspec.ValidationError as error:
                raise Unsure from error
            self.places[record.at]  # which is sure to be one
            return cited(record)
        given = self.text(item)
        source, space, at = given.partition(" ")
        if not space or (at and at[0] != " "):  # as nearly all are written
            return Citation(source=self.ids[source], at=self.places[at])
        match = CITATION.fullmatch(given)
        if match is None:
            raise Unsure
        return Citation(source=match[1], at=self.places[match[2] or ""])

    def _identified(self, raw: Value) -> tuple[Identifier, ...]:
        if not isinstance(raw, Fields):
            raise Unsure
        given = ((self.ids[scheme], value) for scheme, value in raw.pairs)
        return read_entry({scheme: _several(self.text, _listed(value)) for scheme, value in given})

    def _plain(self, raw: Value) -> Any:
        """Return a value as it would be in JSON."""
        if isinstance(raw, Fields):
            return {name: self._plain(value) for name, value in raw.pairs}
        return _several(self.text, raw) if isinstance(raw, tuple) else self.text(raw)


class _Known(dict[Any, Any]):
    """What some values mean, found out once for each."""

    def __init__(self, meaning: Callable[[Any], Any]) -> None:
        super().__init__()
        self.meaning = meaning

    def __missing__(self, value: Any) -> Any:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        found = self[value] = self.meaning(value)
        return found


@lru_cache(_MOST_COMPILED)
def _compiled(code: str) -> CodeType:
    return compile(code, "<shape>", "eval")


def _place(at: str) -> str:
    if at and not is_place(at):
        raise Unsure
    return at


def _count(given: str) -> int:
    if not _COUNT.match(given):
        raise Unsure
    return int(given)


def _among(choices: Collection[str], given: str) -> str:
    if given not in choices:
        raise Unsure
    return given


def _listed(raw: Value) -> Any:
    """Return what may be given as one or as a list."""
    return raw if isinstance(raw, tuple) else (raw,)


def _several(meaning: Meaning, raw: Any) -> tuple[Any, ...]:
    """Return what each item of a list means, of which there must be one at least."""
    if not isinstance(raw, tuple) or not raw:
        raise Unsure
    return tuple(map(meaning, raw))


@cache
def _fields(record_type: type[Record]) -> tuple[dict[str, Any], set[str]]:
    """Return the type of each field of a record, and which must be given."""
    fields = msgspec.structs.fields(record_type)
    required = {field.encode_name for field in fields if field.required}
    return {field.encode_name: field.type for field in fields}, required
