"""A table of staff and their managers: people, the posts they hold, who reports to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from stakegraph.importers._builder import Builder
from stakegraph.importers._columns import Columns
from stakegraph.importers._headings import EMPLOYED_SINCE, letters
from stakegraph.importers._holders import holders
from stakegraph.importers._managers import (
    BY_MARK,
    BY_NAME,
    BY_TITLE,
    BY_WORDS,
    MANAGERS,
    named_above,
    plain,
    searched_by,
    words_of,
)
from stakegraph.importers._people import (
    MARKS,
    NAMES,
    Known,
    PeopleTable,
    name_in,
    no_name,
    place_in,
    several_at,
)
from stakegraph.importers._spellings import first_name_first, is_body, person_key
from stakegraph.importers._stored_list import StoredList
from stakegraph.importers._values import joined, remark
from stakegraph.model.facts import Citation
from stakegraph.model.relations import PERSON, POST

USED = (
    *NAMES,
    "title",
    "department",
    "organisation",
    *MANAGERS,
    "since",
    "until",
    "attested",
    "source",
    "note",
)


def set_apart(columns: Columns) -> list[str]:
    """Take for a note what may be the start of an employment and not of a post; say so."""
    if "since" not in columns or "since" in columns.named:
        return []
    heading = columns.heading("since")
    if letters(heading) not in EMPLOYED_SINCE:
        return []
    del columns.roles["since"]
    return [
        f"the column {heading!r} may be the start of the employment and not of the post: it went "
        f"into notes; --column since={heading!r} has it otherwise"
    ]


class _Row(Struct):
    """Who is in a row, as keys; "" for no person (vacant) or no post.

    `above` is what it says of whom somebody reports to; it `is_bare` if it gives but a name.
    """

    at: str
    above: list[str]
    person: str
    post: str
    until: str
    evidence: tuple[Citation, ...]
    is_bare: bool

    @property
    def who(self) -> str:
        return self.person or self.post


def add_staff(
    builder: Builder, known: Known, tables: Sequence[PeopleTable], organisation: str
) -> None:
    """Add what tables of staff say; `organisation` is the one that they are at."""
    _Staff(builder, known, tables, organisation).read()


class _Staff:
    def __init__(
        self, builder: Builder, known: Known, tables: Sequence[PeopleTable], organisation: str
    ) -> None:
        self.builder, self.tables, self.organisation = builder, tables, organisation
        self.people, self.bodies, self.sources = known.people, known.bodies, known.sources
        self.several = several_at(tables)
        self.managers: dict[tuple[str, str], list[_Row]] = {
            key: []
            for table in tables
            for _, cells in table.columns.sheet.rows
            for written in named_above(table.columns, cells)
            for one in {written, *holders(written).names}
            for key in searched_by(one)
        }

    def read(self) -> None:
        rows = StoredList[_Row](_Row)
        for columns, prefix in self.tables:
            for line, cells in columns.sheet.rows:
                if row := self.row(columns, f"{prefix}line {line}", cells):
                    rows.append(row)
        for row in rows:
            self.line(row)
        bare = {row.who for row in rows if row.is_bare}
        for fact, _ in self.builder.ties if bare else ():
            bare -= {fact.subject, fact.object}
        for row in rows if bare else ():
            if row.who in bare:
                name = self.builder.name_of(row.who)
                self.builder.note(f"no fact, because it gives nothing but a name: {name!r}", row.at)

    def row(self, columns: Columns, at: str, cells: list[str]) -> _Row | None:
        """Add who is in a row, and the post; return both."""
        builder = self.builder
        named, title = name_in(columns, cells), columns.cell(cells, "title")
        if named is None and not title:
            builder.note("left out, because it names neither a person nor a post", at)
            return None
        person = self.people.add(named, at) if named else ""
        if person:
            about = columns.rest(cells, USED)
            builder.remark(person, joined([columns.cell(cells, "note"), remark(about)]))
        place = place_in(columns, cells, self.bodies, at, self.organisation)
        evidence = self.sources.cite(columns.cell(cells, "source"), at) or builder.cite(at)
        dates = {role: columns.date(cells, role) for role in ("since", "until")}
        given: dict[str, Any] = {**dates, "evidence": evidence}
        post = ""
        if title:
            post = self.post(title, person, columns.cell(cells, "post id"), at)
            if person:
                builder.fact(person, "holds", post, at, **given)
            else:
                builder.remark(post, no_name(columns.cell(cells, "person")) or "no holder given")
            if place:
                builder.fact(post, "at", place, at, evidence=evidence)
        elif place:
            builder.fact(person, "role_at", place, at, **given)
        above, is_bare = named_above(columns, cells), not (post or place)
        row = _Row(at, above, person, post, dates["until"], evidence, is_bare)
        names = [(BY_MARK, plain(columns.cell(cells, mark))) for mark in (*MARKS, "post id")]
        if named:
            names += [(BY_NAME, person_key(named.name)), (BY_WORDS, words_of(named.name))]
        for name in {*names, (BY_TITLE, title.casefold())}:
            if name in self.managers:
                self.managers[name].append(row)
        return row

    def post(self, title: str, person: str, id: str, at: str) -> str:
        """Add the post of one row: another one than that of the same title in another row.

        Rows that give one id to their posts are of one post, which is shared, as are those of one
        line.
        """
        holder = person.replace("\t", " ").removesuffix(f" {PERSON}") or at
        common = id or (at if at in self.several else "")
        key = f"{title.casefold()}\t{common or holder}"
        if key not in self.builder:
            self.builder.actor(key, POST, title, at)
        elif common:
            self.builder.share(key)
        return key

    def line(self, row: _Row) -> None:
        """Add to whom somebody reports; of a cell that names several, to each."""
        given = row.above
        if not given:
            return
        several = holders(given[-1]).names if not self.found(given) else ()
        for each in [[one] for one in several] if len(several) > 1 else [given]:
            self.line_to(row, each)

    def found(self, given: list[str]) -> list[_Row]:
        """Return the rows that one of some words for a manager may mean."""
        searched = [key for each in given for key in searched_by(each)]
        return next((rows for key in searched if (rows := self.managers.get(key, []))), [])

    def line_to(self, row: _Row, given: list[str]) -> None:
        """Add that somebody reports to one manager, where the table says it of one alone."""
        found = self.found(given)
        distinct = {one.who: one for one in found}
        evidence, until = row.evidence, row.until
        told = f"no line from {self.builder.name_of(row.who)!r}"
        posts = {one.post for one in found} if row.post else set()
        if len(distinct) > 1 and len(posts) == 1 and "" not in posts:  # which they share
            self.builder.fact(
                row.post, "reports_to", posts.pop(), row.at, until=until, evidence=evidence
            )
        elif len(distinct) > 1:
            self.builder.note(f"{told}: {given[-1]!r} may be any of {len(distinct)} rows", row.at)
        elif row.who in distinct:
            self.builder.note(f"{told}: the row names itself as manager", row.at)
        elif found:
            above = found[0]
            ends = row.who, above.who
            if row.post and above.post and not (row.person and above.person):
                ends = row.post, above.post
            self.builder.fact(
                ends[0], "reports_to", ends[1], row.at, until=until, evidence=evidence
            )
        elif "@" in given[-1] or not re.search(r"[^\W\d_]{2}", given[-1]):
            self.builder.note(f"{told}: no row is {given[-1]!r}", row.at)
        else:
            manager = self.stranger(given[-1], row.at)
            self.builder.fact(
                row.who, "reports_to", manager, row.at, until=until, evidence=evidence
            )

    def stranger(self, written: str, at: str) -> str:
        """Add a manager whom no row of the table is about."""
        if is_body(written):
            self.builder.note(f"{written!r} is in no row: taken for a body, as a manager", at)
            return self.bodies.add(written, at)
        name = first_name_first(written)
        key = f"{person_key(name)}\t{PERSON}"
        if key not in self.builder:
            self.builder.note(f"{name!r} is in no row: taken for a person, as a manager", at)
            self.builder.actor(key, PERSON, name, at)
        return key
