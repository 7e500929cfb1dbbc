"""From entries that are written plainly straight to the parts of a reading.

Only what is surely right is read here. What may be wrong is left to `Entries`, which says so.
"""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import call
from typing import Any, NamedTuple, get_args

import msgspec

from stakegraph.edtf import dates
from stakegraph.factfile._entries import CITATION, KINDS, OF_POST, PLACE, Entries
from stakegraph.factfile.pieces import Piece
from stakegraph.factfile.plainyaml import Item, Placed, items, table, text, texts
from stakegraph.factfile.schema import (
    ENTRIES,
    ID_PATTERN,
    Edtf,
    Evidence,
    FactRecord,
    Id,
    Record,
    Text,
)
from stakegraph.model.facts import Actor, Citation, Event, Fact, Origin, Source

_MOST_KNOWN = 1 << 16  # values whose meaning is kept, of each type
_MARK = "?"  # before a qualifier's name, so that it is none of a fact's own
_OF_PLACE = ("since", "until", "evidence", "origin")  # what a post and where it is have in common
_new = tuple.__new__
_ID = re.compile(ID_PATTERN)

# What a value means, or None where that is not sure.
Meaning = Callable[[str], Any]


class Shape(NamedTuple):
    """What the entries with the same fields in the same order have in common."""

    names: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    same: dict[str, Any]  # what they all say
    qualifiers: tuple[str, ...] = ()


class PlainEntries:
    """Adds plain entries, section after section, to what `entries` reads."""

    def __init__(self, entries: Entries) -> None:
        self.entries = entries
        self.path = entries.path
        self.ids = _Known(_id)
        # A text is not kept: it seldom stands twice.
        self.known: dict[Meaning, Meaning] = {text: text, _id: self.ids.__getitem__}
        self.begin("facts")

    def begin(self, section: str) -> None:
        """Go on with another section."""
        self.section = section
        self.kind = KINDS.get(section)
        self.is_facts = section == "facts"
        self.shapes: dict[tuple[str | None, ...], Shape | None] = _Known(self.shape)

    def add(self, piece: Piece) -> str | None:
        """Add an entry if it is surely right, and give its id, "" for a fact; None if it is not."""
        line, _, match = piece
        if match is None:
            return None
        groups = match.groups()
        is_fact = groups[0] == "- "
        shape = self.shapes[groups[1::2]]
        if shape is None or is_fact is not self.is_facts:
            return None
        names, meanings, same, qualifiers = shape
        values = [*map(call, meanings, groups[2::2])]
        if None in values:
            return None
        given = same.copy()
        given.update(zip(names, values, strict=True))
        column = match.start(1) - match.start() + (3 if is_fact else 1)
        # Called as it is, a named tuple takes twice the time, and there are millions.
        given["origin"] = _new(Origin, (self.path, line, column))
        if not is_fact:
            key: str = groups[0].partition(":")[0]
            self.entry(key, given)
            if len(self.ids) < _MOST_KNOWN and text(key):
                self.ids[key] = key  # which facts are about to name
            return key
        if "status" in given:
            given["certainty"] = given["status"]
        if qualifiers:
            given["qualifiers"] = {name: given.pop(_MARK + name) for name in qualifiers}
        self.entries.reading.facts.append(Fact(**given))
        return ""

    def entry(self, key: str, given: dict[str, Any]) -> None:
        given["id"] = key
        reading = self.entries.reading
        if self.kind:
            place = given.pop("at", "")
            reading.actors.append(Actor(**given))
            if place:
                stated = {name: given[name] for name in _OF_PLACE if name in given}
                fact = Fact(id="", subject=key, relation=OF_POST, object=place, **stated)
                reading.facts.append(fact)
        elif self.section == "sources":
            reading.sources.append(Source(**given))
        else:
            reading.events.append(Event(**given))

    def shape(self, keys: tuple[str | None, ...]) -> Shape | None:
        """Return the shape of entries with these fields, or None if they are not surely right."""
        given = [key for key in keys if key]
        if self.is_facts:
            return self.shape_of_facts(given)
        if self.section == "relations":  # which are few
            return None
        if not self.kind:
            return self.shaped(given, ENTRIES[self.section], {}, {}, {})
        renamed = {self.kind.named_by: "name", "kind": "classification"}
        return self.shaped(given, ENTRIES[self.section], {}, renamed, {"kind": self.kind.key})

    def shape_of_facts(self, keys: list[str]) -> Shape | None:
        named = [key for key in keys if key in self.entries.relations]
        if len(named) != 1:
            return None
        relation = self.entries.relations[named[0]]
        renamed = {"who": "subject", relation.key: "object"}
        renamed |= {name: _MARK + name for name in relation.qualifiers}
        more = {relation.key: _id} | dict.fromkeys(relation.qualifiers, text)
        same = {"id": "", "relation": relation.key}
        shape = self.shaped(keys, FactRecord, more, renamed, same)
        given = tuple(name for name in relation.qualifiers if name in keys)
        return shape and shape._replace(qualifiers=given)

    def shaped(
        self,
        keys: list[str],
        record_type: type[Record],
        more: Mapping[str, Meaning],
        renamed: dict[str, str],
        same: dict[str, Any],
    ) -> Shape | None:
        known, required = _fields(record_type)
        fields = {**known, **more}
        if len(set(keys)) != len(keys) or not required <= set(keys) <= fields.keys():
            return None
        for key in keys:
            if fields[key] not in self.known:
                self.known[fields[key]] = _Known(fields[key]).__getitem__
        # A struct finds its fields faster by the very names that it has.
        names = tuple(sys.intern(renamed.get(key, key)) for key in keys)
        return Shape(names, tuple(self.known[fields[key]] for key in keys), same)


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


@cache
def _fields(record_type: type[Record]) -> tuple[dict[str, Meaning], set[str]]:
    """Return what reads each field of a record, and which must be given."""
    fields = msgspec.structs.fields(record_type)
    required = {field.encode_name for field in fields if field.required}
    return {field.encode_name: _meaning(field.type) for field in fields}, required


def _meaning(wanted: Any) -> Meaning:
    """Return what reads the values of a type."""
    for known, meaning in _MEANINGS:
        if wanted == known:
            return meaning
    choices = {option for part in (wanted, *get_args(wanted)) for option in get_args(part)}
    return lambda raw: given if (given := text(raw)) in choices else None


def _id(raw: str) -> str | None:
    given = text(raw)
    return given if given and _ID.match(given) else None


def _ids(raw: str) -> tuple[str, ...] | None:
    given = texts(raw)
    return given if given and all(map(_ID.match, given)) else None


def _date(raw: str) -> str | None:
    # What other readers take a date for does no harm.
    given = text(raw) if raw[0] in "'\"[{>\n" else raw
    try:
        return given and dates.parse(given).text
    except dates.DateError:
        return None


def _cited(raw: str) -> tuple[Citation, ...] | None:
    if raw[0] in "[{\n":
        one = table(raw)
        given: Sequence[Placed] = [one] if one else items(raw) or ()
    else:
        given = [(raw, 0, 0)]
    cited = tuple(filter(None, (_citation(item) for item, _, _ in given)))
    return cited if cited and len(cited) == len(given) else None


def _citation(item: Item) -> Citation | None:
    if isinstance(item, str):
        match = CITATION.fullmatch(text(item) or "")
        source, at, quote = (match[1], match[2] or "", "") if match else ("", "", "")
    else:
        given = {key: text(raw) for key, raw in item.items()}
        if None in given.values() or not given.keys() <= {"source", "at", "quote"}:
            return None
        source, at, quote = (given.get(key) or "" for key in ("source", "at", "quote"))
    if not _ID.match(source) or (at and not PLACE.fullmatch(at)):
        return None
    return Citation(source=source, at=at, quote=quote)


_MEANINGS: tuple[tuple[Any, Meaning], ...] = (
    (Id, _id),
    (Text, text),
    (Edtf, _date),
    (Evidence, _cited),
    (tuple[Text, ...], texts),
    (tuple[Id, ...], _ids),
)
