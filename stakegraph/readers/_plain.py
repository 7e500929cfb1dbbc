"""From entries that are written plainly straight to the parts of a reading.

Only what is surely right is read here. What may be wrong is left to `Entries`, which says so.
"""

import re
from collections.abc import Callable, Sequence
from operator import call
from typing import Any, NamedTuple, get_args

import msgspec

from stakegraph import dates
from stakegraph.factfile import (
    ENTRIES,
    ID_PATTERN,
    Edtf,
    Evidence,
    FactRecord,
    Id,
    Record,
    Text,
)
from stakegraph.model import Actor, Citation, Event, Fact, Origin, Source
from stakegraph.pieces import Piece
from stakegraph.plainyaml import Item, Placed, items, table, text, texts
from stakegraph.readers._entries import CITATION, KINDS, OF_POST, PLACE, Entries
from stakegraph.readers._fields import Fields

_MOST_KNOWN = 1 << 16  # values whose meaning is kept, of each type
_QUALIFIER = "?"  # before a qualifier's name, so that it is none of a fact's own
_ID = re.compile(ID_PATTERN)

# What a value means, or None where that is not sure.
Meaning = Callable[[str], Any]
Cited = tuple[str, str, str, int, int]


class Shape(NamedTuple):
    """What the entries with the same fields in the same order have in common."""

    names: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    evidence: int = -1  # which of the fields it is
    relation: str = ""
    qualifiers: tuple[str, ...] = ()


class PlainEntries:
    """Adds the plain entries of one section to what `entries` reads."""

    def __init__(self, section: str, entries: Entries) -> None:
        self.section = section
        self.entries = entries
        self.shapes: dict[tuple[str | None, ...], Shape | None] = {}
        self.meanings: dict[Any, Meaning] = {}
        self.kind = KINDS.get(section)
        self.make: Callable[[str, dict[str, Any], Shape], None]
        if section == "facts":
            self.make = self.fact
        elif self.kind:
            self.make = self.actor
        else:
            self.make = (
                self.actor if self.kind else self.source if section == "sources" else self.event
            )

    def add(self, piece: Piece) -> str | None:
        """Add an entry if it is surely right, and give its id or dash; None if it is not."""
        line, lines, match = piece
        if match is None:
            return None
        groups = match.groups()
        keys = groups[1::2]
        if keys not in self.shapes:
            self.shapes[keys] = self.shape([key for key in keys if key])
        shape = self.shapes[keys]
        if shape is None:
            return None
        values = [*map(call, shape.meanings, groups[2::2])]
        if None in values:
            return None
        given = dict(zip(shape.names, values, strict=True))
        path = self.entries.path
        if shape.evidence >= 0:
            start = match.start(2 * shape.evidence + 3) - match.start()
            row, column = line + lines.count("\n", 0, start), start - lines.rfind("\n", 0, start)
            given["evidence"] = tuple(
                [
                    Citation(
                        source=source,
                        at=at,
                        quote=quote,
                        origin=Origin(path, row + below, across if below else column + across),
                    )
                    for source, at, quote, below, across in values[shape.evidence]
                ]
            )
        column = match.start(1) - match.start() + (3 if shape.relation else 1)
        given["origin"] = Origin(path, line, column, Fields(lines, line))
        key: str = groups[0]
        self.make(key, given, shape)
        return key

    def fact(self, _: str, given: dict[str, Any], shape: Shape) -> None:
        given.setdefault("id", "")
        if "status" in given:
            given["certainty"] = given["status"]
        qualifiers = {name: given.pop(_QUALIFIER + name) for name in shape.qualifiers}
        fact = Fact(relation=shape.relation, qualifiers=qualifiers, **given)
        self.entries.reading.facts.append(fact)

    def actor(self, key: str, given: dict[str, Any], _: Shape) -> None:
        place = given.pop("at", "")
        assert self.kind is not None
        self.entries.reading.actors.append(Actor(id=key, kind=self.kind.key, **given))
        if place:
            shared = ("since", "until", "evidence", "origin")
            stated = {name: given[name] for name in shared if name in given}
            fact = Fact(id="", subject=key, relation=OF_POST, object=place, **stated)
            self.entries.reading.facts.append(fact)

    def source(self, key: str, given: dict[str, Any], _: Shape) -> None:
        self.entries.reading.sources.append(Source(id=key, **given))

    def event(self, key: str, given: dict[str, Any], _: Shape) -> None:
        self.entries.reading.events.append(Event(id=key, **given))

    def shape(self, keys: list[str]) -> Shape | None:
        """Give the shape of the entries with these fields, or None if they are not surely right."""
        if self.section == "facts":
            return self.shape_of_facts(keys)
        if self.section == "relations":  # which are few
            return None
        kind = self.kind
        renamed = {kind.named_by: "name", "kind": "classification"} if kind else {}
        return self.shaped(keys, ENTRIES[self.section], {}, renamed)

    def shape_of_facts(self, keys: list[str]) -> Shape | None:
        named = [key for key in keys if key in self.entries.relations]
        if len(named) != 1:
            return None
        relation = self.entries.relations[named[0]]
        renamed = {"who": "subject", relation.key: "object"}
        renamed |= {name: _QUALIFIER + name for name in relation.qualifiers}
        more = {relation.key: Id} | dict.fromkeys(relation.qualifiers, Text)
        shape = self.shaped(keys, FactRecord, more, renamed)
        given = tuple(name for name in relation.qualifiers if name in keys)
        return shape and shape._replace(relation=relation.key, qualifiers=given)

    def shaped(
        self,
        keys: list[str],
        record_type: type[Record],
        more: dict[str, Any],
        renamed: dict[str, str],
    ) -> Shape | None:
        fields = {field.encode_name: field for field in msgspec.structs.fields(record_type)}
        types = {name: field.type for name, field in fields.items()} | more
        required = {name for name, field in fields.items() if field.required}
        if len(set(keys)) != len(keys) or not required <= set(keys) <= types.keys():
            return None
        meanings = tuple(self.meaning(types[key]) for key in keys)
        names = tuple(renamed.get(key, key) for key in keys)
        return Shape(names, meanings, keys.index("evidence") if "evidence" in keys else -1)

    def meaning(self, wanted: Any) -> Meaning:
        """Give what reads the values of a type."""
        known = repr(wanted)
        if known not in self.meanings:
            found = _meaning(wanted)
            # A text seldom stands twice, everything else often does.
            self.meanings[known] = found if found is text else _Known(found).__getitem__
        return self.meanings[known]


class _Known(dict[str, Any]):
    """The meanings of values, each found once."""

    def __init__(self, meaning: Meaning) -> None:
        super().__init__()
        self.meaning = meaning

    def __missing__(self, raw: str) -> Any:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        found = self[raw] = self.meaning(raw)
        return found


def _meaning(wanted: Any) -> Meaning:
    for known, meaning in ((Id, _id), (Text, text), (Edtf, _date), (Evidence, _cited)):
        if wanted == known:
            return meaning
    if wanted == tuple[Text, ...]:
        return texts
    if wanted == tuple[Id, ...]:
        return _ids
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


def _cited(raw: str) -> tuple[Cited, ...] | None:
    """Give each citation, how many lines below the value's beginning it stands, and the column."""
    if raw[0] in "[{\n":
        one = table(raw)
        given: Sequence[Placed] = [one] if one else items(raw) or ()
    else:
        given = [(raw, 0, 0)]
    found = [(_citation(item), line, column) for item, line, column in given]
    cited = tuple((*each, line, column) for each, line, column in found if each)
    return cited if cited and len(cited) == len(found) else None


def _citation(item: Item) -> tuple[str, str, str] | None:
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
    return source, at, quote
