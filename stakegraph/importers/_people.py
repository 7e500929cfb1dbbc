"""The people and the bodies that the rows of a table name, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from stakegraph.importers._builder import Builder
from stakegraph.importers._columns import Columns
from stakegraph.importers._identifiers import of_cell, registered
from stakegraph.importers._organogram_table import lacking
from stakegraph.importers._row_sources import RowSources
from stakegraph.importers._spellings import (
    Spellings,
    body_key,
    first_name_first,
    is_company,
    person_key,
    tidy,
)
from stakegraph.importers._stored_mapping import StoredDict
from stakegraph.model.identifiers import Identifier
from stakegraph.model.relations import ORGANISATION, PERSON
from stakegraph.model.sentences import counted
from stakegraph.text.folding import fold

# What tells two people of one name apart, the surest first.
MARKS = ("id", "email", "born")
_MARKS_WORDS = ("ids", "e-mail addresses", "dates of birth")
NAME_PARTS = ("first name", "name prefix", "last name")
NAMES = ("person", *NAME_PARTS)
# What stands, folded, for nobody in other languages than English.
_VACANT = re.compile(
    r"n ?n|frei|.*\b(?:vakant|unbesetzt|offen|vacante?s?|vacature|wakat|vago|vaga|niet ingevuld|"
    r"(?:nicht|noch zu|zu|neu zu|derzeit nicht) besetz(?:t|en)|wird noch (?:besetzt|benannt)|"
    r"te vervullen|te benoemen|onvervuld|non pourvue?|a pourvoir|a designer|a nommer|"
    r"por designar|sin cubrir|da nominare|da designare|scopert[ao]|a preencher|por preencher|"
    r"nie ?obsadzone|nieobsadzony|do obsadzenia)\b.*"
)
# What no person is called: numbers, addresses of the web (Wikidata has them for who is not known),
# and the sums below a table.
_NO_NAME = re.compile(
    r"[\W\d_]*$|https?://|_:|(?:grand |sub)?totale?\b|total geral|totaal\b|summe\b|gesamt\b|suma\b"
    r"|razem\b|ogolem\b"
)


class PeopleTable(NamedTuple):
    """A table, with what its places begin with."""

    columns: Columns
    prefix: str = ""


class Named(Struct):
    """A name in a row; `marks` are what the row has of MARKS."""

    name: str
    marks: tuple[str, ...]
    kind: str = PERSON
    written: str = ""


def name_in(columns: Columns, cells: Sequence[str]) -> Named | None:
    """Return the name in a row, None where what stands there is none (vacant, not known)."""
    parts = [columns.cell(cells, role) for role in NAME_PARTS]
    written = columns.written(cells, "person") or " ".join(filter(None, parts))
    if no_name(tidy(written)):
        return None
    kind = columns.cell(cells, "kind").casefold()
    is_organisation = is_company(written) or kind.startswith(
        ("organi", "corporat", "company", "legal")
    )
    name = tidy(written) if is_organisation else first_name_first(written)
    marks = tuple(columns.cell(cells, role).casefold() for role in MARKS)
    return Named(name, marks, ORGANISATION if is_organisation else PERSON, written)


def no_name(written: str) -> str:
    """Say why what stands for a person's name is none, or give "" for a name."""
    if _VACANT.fullmatch(fold(written)):
        return "vacant"
    return lacking(written.strip("()[] ")) or (
        "no name" if _NO_NAME.match(written.casefold()) else ""
    )


class People:
    """Those whom the rows of a table name; two rows of one name are one unless a mark differs."""

    def __init__(self, builder: Builder, named: Iterable[Named]) -> None:
        self._builder = builder
        self._spellings = Spellings()
        self._turned = StoredDict[str](str)
        self._marks = StoredDict[int](int)  # which mark tells those of a name apart
        self.keys = StoredDict[tuple[str, ...]](tuple[str, ...])  # of those with a name
        first = StoredDict[Named](Named)  # with the first of each mark
        for each in named:
            key = _key(each)
            known = first.get(key)
            if known is None:
                first[key] = each
                continue
            pairs = [*zip(known.marks, each.marks, strict=True)]
            differing = [
                at for at, (one, other) in enumerate(pairs) if one and other not in ("", one)
            ]
            if differing:
                self._marks[key] = min(*differing, self._marks.get(key, len(MARKS)))
            marks = tuple(one or other for one, other in pairs)
            if marks != known.marks:
                first[key] = replace(known, marks=marks)
        for key, one in first.pairs() if self._marks else ():
            if key in self._marks:
                builder.note(
                    f"{one.name!r}: rows with different {_MARKS_WORDS[self._marks[key]]} "
                    "are kept apart as different people"
                )

    def add(self, named: Named, at: str) -> str:
        """Add whom a row names, unless a row before did; return the key."""
        shared = _key(named)
        place = self._marks.get(shared, -1)
        mark = named.marks[place] if place >= 0 else ""
        key = f"{shared}\t{mark}" if place >= 0 else f"{shared}\t{named.kind}"
        if place >= 0 and not mark:
            key = f"{shared}\tother"
            told = f"{named.name!r} is of those rows that have no {_MARKS_WORDS[place]}: kept apart"
            self._builder.note(told, at)
        is_turned = first_name_first(named.written) == named.name != tidy(named.written)
        if is_turned and named.kind == PERSON:
            self._turned[named.written] = named.name
        else:
            self._spellings.name(shared, named.written or named.name)
        name = self._spellings.name(shared, named.name)
        if key not in self._builder:
            self._builder.actor(key, named.kind, name, at)
        else:
            self._builder.remark(key, "", self._builder.cite(at))
        keys = self.keys.get(person_key(name), ())
        if key not in keys:
            self.keys[person_key(name)] = (*keys, key)
        return key

    def notes(self) -> Iterator[str]:
        """Yield what there is to say of names that were spelled in another way than they are."""
        for written, name in islice(self._turned.pairs(), 1):
            count = counted(len(self._turned), "name")
            yield f"{count} written surname first: {written!r} is {name!r}"
        yield from self._spellings.notes()


class Bodies:
    """The organisations that the rows of a table name, and their departments."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._spellings = Spellings()

    def add(
        self, written: str, at: str, within: str = "", classification: str = "", id: str = ""
    ) -> str:
        """Add a body, a part of `within` if that is given, unless a row did; return the key."""
        shared, place = body_key(written), within.partition("\t")[0]
        name = self._spellings.name(f"{shared}\t{place}", written)
        key = f"{shared}\t{id or place or ORGANISATION}"
        if key not in self._builder:
            self._builder.actor(key, ORGANISATION, name, at, classification=classification)
            if within:
                self._builder.fact(key, "part_of", within, at)
        return key

    def identify(self, key: str, id: Identifier | None) -> None:
        """Add what a register calls a body."""
        self._builder.identify(key, id)

    def notes(self) -> Iterator[str]:
        """Yield what there is to say of names that were spelled in several ways."""
        return self._spellings.notes()


class Known:
    """Whom and what tables that are read together name; `tables` are these, with their places."""

    def __init__(self, builder: Builder, tables: Iterable[PeopleTable]) -> None:
        self.people = People(builder, _named(tables))
        self.bodies = Bodies(builder)
        self.sources = RowSources(builder)

    def notes(self) -> Iterator[str]:
        """Yield what there is to say of names that were spelled in several ways."""
        yield from self.people.notes()
        yield from self.bodies.notes()


def _named(tables: Iterable[PeopleTable]) -> Iterator[Named]:
    """Yield whom tables name, if they have anything that tells people of one name apart."""
    tables = [*tables]
    if not any(mark in each.columns for each in tables for mark in MARKS):
        return iter(())
    rows = ((each.columns, cells) for each in tables for _, cells in each.columns.sheet.rows)
    return filter(None, (name_in(columns, cells) for columns, cells in rows))


def several_at(tables: Iterable[PeopleTable]) -> set[str]:
    """Return the places whose line names several people, each in a row of its own."""
    return {
        f"{prefix}line {line}"
        for columns, prefix in tables
        for (line, _), (following, _) in pairwise(columns.sheet.rows)
        if line == following
    }


def place_in(
    columns: Columns, cells: Sequence[str], bodies: Bodies, at: str, otherwise: str = ""
) -> str:
    """Return the key of the department or organisation that a row names, "" for none."""
    written = columns.written(cells, "organisation") or otherwise
    id = columns.cell(cells, "organisation id")
    where = columns.cell(cells, "jurisdiction")
    if id and not written and "organisation" not in columns:
        written = f"{columns.heading('organisation id').replace('_', ' ')} {id}"
    body = bodies.add(written, at, id=f"{where} {id}".strip()) if not lacking(tidy(written)) else ""
    if body and id:
        known = registered(where, id) if where else of_cell(columns.heading("organisation id"), id)
        bodies.identify(body, known)
    department = columns.written(cells, "department")
    if lacking(tidy(department)) or body_key(department) == body_key(written):
        return body
    return bodies.add(department, at, body, "department")


def _key(named: Named) -> str:
    return (body_key if named.kind == ORGANISATION else person_key)(named.name)
