"""A table of staff and their managers: people, the posts they hold, who reports to whom."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from msgspec import Struct

from stakegraph.importers._builder import Builder
from stakegraph.importers._columns import Columns
from stakegraph.importers._headings import EMPLOYED_SINCE, letters
from stakegraph.importers._organogram_table import NOTHING
from stakegraph.importers._people import MARKS, NAMES, Bodies, People, name_in, no_name, place_in
from stakegraph.importers._row_sources import RowSources
from stakegraph.importers._spellings import first_name_first, person_key
from stakegraph.importers._values import joined, remark
from stakegraph.model.personal_names import without_titles
from stakegraph.model.relations import PERSON, POST

MANAGERS = ("manager id", "manager email", "manager")
USED = (
    *NAMES,
    "title",
    "department",
    "organisation",
    *MANAGERS,
    "since",
    "until",
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
    """Who is in a row, as keys; "" for no person (vacant) or no post."""

    at: str
    cells: list[str]
    person: str
    post: str
    dates: dict[str, str]

    @property
    def who(self) -> str:
        return self.person or self.post


def add_staff(builder: Builder, columns: Columns, organisation: str) -> None:
    """Add what a table of staff says; `organisation` is the one that they are at."""
    _Staff(builder, columns, organisation).read()


class _Staff:
    def __init__(self, builder: Builder, columns: Columns, organisation: str) -> None:
        self.builder, self.columns = builder, columns
        self.organisation = organisation
        self.sources, self.bodies = RowSources(builder), Bodies(builder)
        rows = columns.sheet.rows
        self.people = People(builder, filter(None, (name_in(columns, cells) for _, cells in rows)))
        self.by_mark: dict[str, list[_Row]] = defaultdict(list)
        self.by_name: dict[str, list[_Row]] = defaultdict(list)
        self.by_words: dict[str, list[_Row]] = defaultdict(list)
        self.by_title: dict[str, list[_Row]] = defaultdict(list)

    def read(self) -> None:
        rows = [row for line, cells in self.columns.sheet.rows if (row := self.row(line, cells))]
        for row in rows:
            self.line(row)
        tied = {end for tie in self.builder.ties for end in (tie.subject, tie.object)}
        for row in rows:
            if row.who not in tied:
                name = self.builder.name_of(row.who)
                self.builder.note(f"no fact, because it gives nothing but a name: {name!r}", row.at)
        self.builder.notes += [*self.people.notes(), *self.bodies.notes()]

    def row(self, line: int, cells: list[str]) -> _Row | None:
        """Add who is in a row, and the post; return both."""
        at, columns, builder = f"line {line}", self.columns, self.builder
        named, title = name_in(columns, cells), columns.cell(cells, "title")
        if named is None and not title:
            builder.note("left out, because it names neither a person nor a post", at)
            return None
        person = self.people.add(named, at) if named else ""
        if person:
            about = columns.rest(cells, USED)
            builder.remark(person, joined([columns.cell(cells, "note"), remark(about)]))
        place = place_in(columns, cells, self.bodies, at, self.organisation)
        evidence = self.sources.cite(columns.cell(cells, "source"), at)
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
        row = _Row(at, cells, person, post, dates)
        for mark in (*MARKS, "post id"):
            if written := columns.cell(cells, mark):
                self.by_mark[_plain(written)].append(row)
        if named:
            self.by_name[person_key(named.name)].append(row)
            self.by_words[_words(named.name)].append(row)
        if title:
            self.by_title[title.casefold()].append(row)
        return row

    def post(self, title: str, person: str, id: str, at: str) -> str:
        """Add the post of one row: another one than that of the same title in another row.

        Rows that give one id to their posts are of one post, which is shared.
        """
        holder = person.replace("\t", " ").removesuffix(f" {PERSON}") or at
        key = f"{title.casefold()}\t{id or holder}"
        if key not in self.builder:
            self.builder.actor(key, POST, title, at)
        elif id:
            self.builder.share(key)
        return key

    def line(self, row: _Row) -> None:
        """Add to whom somebody reports, where the table says it of one alone."""
        written = [self.columns.cell(row.cells, role) for role in MANAGERS]
        given = [each for each in written if each and not _is_nobody(each)]
        if not given:
            return
        found: list[_Row] = []
        for each in given:
            found = self.found(each)
            if found:
                break
        distinct = {one.who: one for one in found}
        evidence = self.sources.cite(self.columns.cell(row.cells, "source"), row.at)
        until = row.dates["until"]
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

    def found(self, written: str) -> list[_Row]:
        """Return the rows that may be meant by an id, an address, a name or a job title."""
        name = first_name_first(written)
        bare, _, behind = re.sub(r"[)\]]$", "", written).replace("[", "(").partition("(")
        return (
            self.by_mark.get(_plain(written))
            or self.by_mark.get(_plain(behind.strip()))
            or self.by_name.get(person_key(name))
            or self.by_name.get(person_key(first_name_first(bare)))
            or self.by_words.get(_words(bare))
            or self.by_title.get(written.casefold())
            or []
        )

    def stranger(self, written: str, at: str) -> str:
        """Add a manager whom no row of the table is about."""
        name = first_name_first(written)
        key = f"{person_key(name)}\t{PERSON}"
        if key not in self.builder:
            self.builder.note(f"{name!r} is in no row: taken for a person, as a manager", at)
            self.builder.actor(key, PERSON, name, at)
        return key


def _is_nobody(manager: str) -> bool:
    """Return whether a cell says that there is no manager, or no name of one."""
    is_nothing = bool(NOTHING.fullmatch(manager.casefold()))
    return is_nothing or no_name(manager) not in ("", "no name")  # ids are no names


def _words(name: str) -> str:
    """Return the words of a name, in whatever order they stand, without titles."""
    return " ".join(sorted(without_titles(person_key(first_name_first(name))).split()))


def _plain(mark: str) -> str:
    """Return an id or address as it is compared: without what a spreadsheet adds to numbers."""
    return re.sub(r"^0+(?=\d)", "", re.sub(r"\.0+$", "", mark.casefold()))
