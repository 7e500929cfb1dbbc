"""A table of people with their roles at organisations, or with the posts that they held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from stakegraph.importers._builder import Builder
from stakegraph.importers._dates import edtf
from stakegraph.importers._holders import holders
from stakegraph.importers._identifiers import linked
from stakegraph.importers._people import (
    MARKS,
    NAMES,
    Known,
    Named,
    PeopleTable,
    name_in,
    no_name,
    place_in,
    several_at,
)
from stakegraph.importers._relations import relation_called
from stakegraph.importers._spellings import first_name_first, person_key
from stakegraph.importers._stored_list import StoredList
from stakegraph.importers._stored_mapping import StoredDict
from stakegraph.importers._values import joined, remark
from stakegraph.model.relations import PERSON, POST, RELATIONS

_WHO = (
    *NAMES,
    *MARKS,
    "kind",
    "organisation",
    "department",
    "organisation id",
    "jurisdiction",
    "source",
    "note",
)
_WHEN = ("since", "until", "period", "attested")
_ENTITY = re.compile(r"&#?\w+;")
USED = (*_WHO, *_WHEN, "title", "post", "post id", "replaces", "replaced by")
_ABOUT_PERSON = (*MARKS, "kind")


class _Term(Struct):
    """That somebody held a post, as one row has it."""

    at: str
    cells: list[str]
    person: str
    post: str
    since: str


def add_people(builder: Builder, known: Known, table: PeopleTable, organisation: str) -> None:
    """Add what a table of people says; `organisation` is where they are if no column says it."""
    _People(builder, known, table, organisation).read()


class _People:
    def __init__(
        self, builder: Builder, known: Known, table: PeopleTable, organisation: str
    ) -> None:
        self.builder, (self.columns, self.prefix) = builder, table
        self.people, self.bodies, self.sources = known.people, known.bodies, known.sources
        self.organisation = organisation
        held = {"post", "replaces", "replaced by"}
        self.holds = not held.isdisjoint(self.columns.roles)
        self.follows = not (held - {"post"}).isdisjoint(self.columns.roles)
        self.terms = StoredList[_Term](_Term)
        self.several = several_at([table])

    def read(self) -> None:
        for line, cells in self.columns.sheet.rows:
            at = f"{self.prefix}line {line}"
            for each in self.places(at, cells):
                self.row(at, each)
        held = StoredDict[bool](bool)
        for term in self.terms:
            held[f"{term.person}\n{term.post}"] = True
        for term in self.terms:
            self.predecessor(term, held)

    def places(self, at: str, cells: list[str]) -> Iterator[list[str]]:
        """Yield a row for each organisation that its cell names, with the title of that."""
        columns = self.columns
        if "organisation id" in columns:
            yield cells
            return
        bodies = _parted(columns.written(cells, "organisation"))
        titles = _parted(columns.written(cells, "title"))
        if len(bodies) < 2:
            yield cells
            return
        told = columns.cell(cells, "organisation")
        self.builder.note(f"{told!r} is several organisations: a fact for each", at)
        for place, body in enumerate(bodies):
            apart = [*cells]
            apart[columns.roles["organisation"]] = body
            if len(titles) == len(bodies):
                apart[columns.roles["title"]] = titles[place]
            yield apart

    def row(self, at: str, cells: list[str]) -> None:
        columns, builder = self.columns, self.builder
        title = columns.cell(cells, "post" if "post" in columns else "title")
        named = name_in(columns, cells)
        place = place_in(columns, cells, self.bodies, at, self.organisation)
        if self.holds and title and not named:
            vacant = no_name(columns.cell(cells, "person")) or "no holder given"
            builder.remark(self.post(cells, title, place, at), vacant)
            builder.note("no fact of a holder, because it names no person", at)
            return
        missing = "person" if not named else ""
        if not missing and self.holds and not title:
            missing = "post"
        elif not missing and not self.holds and not place:
            missing = "organisation"
        if missing or named is None:
            builder.note(f"left out, because it names no {missing}", at)
            return
        named_in = {columns.roles[role] for role in NAMES if role in columns}
        if "title" in columns and not any(
            cell for index, cell in enumerate(cells) if index not in named_in
        ):
            builder.note("left out, because it gives nothing but a name", at)  # as above a group
            return
        person = self.people.add(named, at)
        about = {
            columns.heading(role): columns.cell(cells, role)
            for role in _ABOUT_PERSON
            if role in columns
        }
        if id := linked(columns.cell(cells, "id")):
            builder.identify(person, id)
            del about[columns.heading("id")]
        builder.remark(person, remark(about))
        given: dict[str, Any] = self.dates(cells)
        given["evidence"] = self.sources.cite(columns.cell(cells, "source"), at)
        rest = remark(columns.rest(cells, USED))
        given["note"] = joined([columns.cell(cells, "note"), rest])
        if self.holds:
            post = self.post(cells, title, place, at)
            if at in self.several:
                builder.share(post)
            builder.fact(person, "holds", post, at, **given)
            if self.follows:
                self.terms.append(_Term(at, cells, person, post, given["since"]))
            return
        known = relation_called(title)
        if known and not known[1] and PERSON in RELATIONS[known[0]].subjects:
            builder.fact(person, known[0], place, at, **given)
        else:
            builder.fact(person, "role_at", place, at, {"title": title}, **given)

    def dates(self, cells: Sequence[str]) -> dict[str, str]:
        """Return since when and until when a row says that something was so."""
        columns = self.columns
        given = {role: columns.date(cells, role) for role in ("since", "until")}
        return {**given, "attested": columns.cell(cells, "attested")}

    def post(self, cells: Sequence[str], title: str, place: str, at: str) -> str:
        """Add the post of a row, unless a row before did; return the key."""
        id = self.columns.cell(cells, "post id").rstrip("/").rpartition("/")[2]
        where = place.partition("\t")[0]
        key = f"{title.casefold()} {where}\t{id or where or POST}"
        if key not in self.builder:
            written = self.columns.cell(cells, "post id")
            known = linked(written)
            note = "" if known or not written else f"{self.columns.heading('post id')}: {written}"
            self.builder.actor(key, POST, title, at, note=note, ids=[known])
            if place:
                self.builder.fact(key, "at", place, at)
        else:
            self.builder.remark(key, "", self.builder.cite(at))
        return key

    def predecessor(self, term: _Term, held: StoredDict[bool]) -> None:
        """Add that who was replaced held the post before, unless a row says so.

        The same of who replaced somebody: that one holds it after.
        """
        columns, builder = self.columns, self.builder
        who = builder.name_of(term.person)
        until = columns.date(term.cells, "until")
        day = {"replaces": edtf(term.since), "replaced by": edtf(until)}
        for role, known in day.items():
            written = columns.cell(term.cells, role)
            if not written or no_name(written):
                continue
            names = holders(written).names
            if len(names) != 1:
                builder.note(f"{written!r} may be several people: left out", term.at)
                continue
            named = Named(first_name_first(names[0]), ("", "", ""))
            keys = self.people.keys.get(person_key(named.name), ())
            if any(f"{key}\n{term.post}" in held for key in keys):
                continue
            if len(keys) > 1:
                builder.note(f"{written!r} may be any of {len(keys)} people: left out", term.at)
                continue
            other = keys[0] if keys else self.people.add(named, term.at)
            before = role == "replaces"
            dates: dict[str, Any] = {}
            if known and "/" not in known:
                dates = {"until": f"../{known}"} if before else {"since": f"{known}/.."}
            verb = "replaced" if before else "was replaced by"
            because = f"{who} {verb} {builder.name_of(other)} ({term.at})"
            builder.fact(
                other,
                "holds",
                term.post,
                term.at,
                status="inferred",
                because=because,
                **dates,
            )
            held[f"{other}\n{term.post}"] = True


def _parted(written: str) -> list[str]:
    """Return what a cell lists; a name may well be broken over two lines, or have an `&amp;`."""
    if _ENTITY.search(written):
        return [written]
    return [*filter(None, map(str.strip, written.split(";")))]
