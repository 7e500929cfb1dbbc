"""Which column of a table says what: by its heading, and by what its cells look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from msgspec import Struct, field

from stakegraph.errors import Unsure, UsageError
from stakegraph.importers._cells import are_dates, are_mostly, is_link, is_way
from stakegraph.importers._dates import edtf, orders
from stakegraph.importers._headings import (
    BARE_NAMES,
    OF_WORDS,
    ROLES,
    is_of_ends,
    is_of_percent,
    letters,
    preference,
    roles_of,
)
from stakegraph.importers._sheet import Sheet
from stakegraph.importers._short_dates import ShortDates
from stakegraph.importers._spellings import tidy
from stakegraph.model.personal_names import is_title
from stakegraph.text.folding import fold
from stakegraph.text.suggestions import did_you_mean

T = TypeVar("T")

_ID_ROLES = ("id", "post id", "organisation id")
_DATED = ("since", "until", "on", "hired")
_ENDS = ("from", "to")
_LINKS = ("link", "url", "sourceurl", "sourcelink", "web", "website")
_OTHER = {"dmy": "mdy", "mdy": "dmy"}
_EXAMPLE = 40  # characters of a cell
_COUNT = re.compile(r"\d{4,}|\d{1,3}(?:[ .,'\u00a0\u202f]\d{3})+|[2-9]\d\d|1(?:0[1-9]|[1-9]\d)")
_CODE = re.compile(r"https?://\S+|(?:wd:)?[A-Z]{0,3}\d+")

# What a table says on standard error of a column that is taken for something else than its name.
_WORDS = {
    "title": "job title",
    "post": "post held",
    "hired": "start of employment, a note",
    "on": "date",
    "from": "who (from)",
    "to": "whom (to)",
    "born": "date of birth, a note",
    "id": "id, kept",
    "email": "address, and a note",
    "direction": "whether directed",
}


class Columns(Struct):
    """The columns of a table by what they say; `order` is that of the numbers in its dates.

    `named` are those of which the user says it, `short` completes dates that give too little.
    """

    sheet: Sheet
    roles: dict[str, int] = field(default_factory=dict)
    order: str = ""
    named: frozenset[str] = frozenset()
    short: ShortDates = ShortDates()
    known: dict[str, Any] = field(default_factory=dict)

    def __contains__(self, role: str) -> bool:
        return role in self.roles

    def cell(self, cells: Sequence[str], role: str) -> str:
        """Return what a row says of something, with single spaces; "" where nothing does."""
        return tidy(cells[self.roles[role]]) if role in self.roles else ""

    def written(self, cells: Sequence[str], role: str) -> str:
        """Return the same with the spaces that it has."""
        return cells[self.roles[role]] if role in self.roles else ""

    def date(self, cells: Sequence[str], role: str) -> str:
        """Return a date of a row as EDTF where it can be read, else as it is written."""
        written = self.cell(cells, role)
        return edtf(self.short.completed(written), self.order) or written

    def whole(self, role: str, what: Callable[[Iterable[str]], T]) -> T:
        """Return what all cells of a column show together, which is looked for once."""
        if role not in self.known:
            self.known[role] = what(self.sheet.cells(self.roles[role]))
        found: T = self.known[role]
        return found

    def heading(self, role: str) -> str:
        """Return what the column is headed that says something."""
        return self.sheet.header[self.roles[role]]

    def rest(self, cells: Sequence[str], used: Collection[str]) -> dict[str, str]:
        """Return what else a row says, by heading: all but the columns of some roles."""
        apart = {self.roles[role] for role in used if role in self.roles}
        return {
            self.sheet.header[index] or f"column {index + 1}": cell
            for index, cell in enumerate(cells)
            if cell and index not in apart
        }

    def table(self, used: Collection[str], others: Mapping[int, str] | None = None) -> list[str]:
        """Return the lines of a table of what the columns are taken for, with a cell of each.

        `others` are columns of another meaning, in words.
        """
        by_index = dict(others or {}) | {
            index: role for role, index in self.roles.items() if role in used
        }
        rows = [("column", "taken for", "for example")]
        for index, heading in enumerate(self.sheet.header):
            role = by_index.get(index, "")
            filled = self.sheet.column(index)
            example = tidy(filled[0])[:_EXAMPLE] if filled else "(empty)"
            said = _WORDS.get(role, role) if role else "a note"
            rows.append((heading or f"column {index + 1}", said, example))
        wide = [max(len(row[place]) for row in rows) for place in range(2)]
        return [f"  {a.ljust(wide[0])}  {b.ljust(wide[1])}  {c}".rstrip() for a, b, c in rows]


def recognise(
    sheet: Sheet,
    named: Iterable[str] = (),
    order: str = "",
    keys: Collection[str] = (),
    short: ShortDates | None = None,
) -> Columns:
    """Say what the columns of a table mean; `named` are those that the user names, as ROLE=HEADING.

    `keys` are the ids that other tables give to their rows. Raises UsageError for a role or a
    column that there is not, Unsure where the order of the numbers in a date is not known, or what
    its year is; without `short` nothing of that is asked.
    """
    roles = dict(_named(sheet, each) for each in named)
    by_user = frozenset(roles)
    candidates = {
        index: _possible(sheet, index, keys)
        for index in range(len(sheet.header))
        if index not in roles.values()
    }
    if not all(end in roles or any(end in each for each in candidates.values()) for end in _ENDS):
        candidates = {
            i: [role for role in each if role not in _ENDS] for i, each in candidates.items()
        }
        if any("since" in each for each in candidates.values()):
            # Beside a start, `To` is an end, whatever words are in its cells.
            for index, each in candidates.items():
                each += ["until"] * (not each and "until" in roles_of(sheet.header[index]))
    for role in (*_ENDS, *ROLES):
        fitting = [
            index
            for index, possible in candidates.items()
            if role in possible and index not in roles.values()
        ]
        if role not in roles and fitting:
            roles[role] = min(fitting, key=lambda each: preference(role, sheet.header[each]))
    if "until" not in roles:
        for index in sorted(candidates.keys() - roles.values(), reverse=True):
            if is_of_ends(sheet.header[index]) and are_dates(sheet.column(index)):
                roles["until"] = index
    _part_names(sheet, roles)
    columns = Columns(sheet, roles, order, by_user, short or ShortDates())
    if short:
        dated = [role for role in _DATED if role in columns]
        for role in dated:
            if role != "hired":  # which is a note
                short.check(sheet.path, sheet.cells(roles[role]), columns.heading(role))
        columns.order = order or _order(columns, dated)
    return columns


def _named(sheet: Sheet, given: str) -> tuple[str, int]:
    """Return the role and the column of `ROLE=HEADING`."""
    name, equals, heading = given.partition("=")
    roles = [role for role in ROLES if letters(role) == letters(name)] or [*roles_of(name)]
    if not equals or not roles:
        near = did_you_mean(name, ROLES)
        raise UsageError(
            f"--column {given}: write what a column says, then its heading, as in "
            f"role='Business Title'{near}; a column may say: {', '.join(ROLES)}"
        )
    return roles[0], column_called(sheet, heading)


def column_called(sheet: Sheet, heading: str) -> int:
    """Return the column of a heading; raises UsageError where there is none."""
    names = [letters(each) or each for each in sheet.header]
    wanted = letters(heading) or heading
    if wanted not in names:
        near = did_you_mean(heading, sheet.header)
        there = ", ".join(filter(None, sheet.header))
        raise UsageError(f"{sheet.path}: no column is called {heading!r}{near}; there are: {there}")
    return names.index(wanted)


def _possible(sheet: Sheet, index: int, keys: Collection[str]) -> list[str]:
    """Return what a column may say, by its heading and by its cells."""
    heading, filled = sheet.header[index], sheet.column(index)
    folded = letters(heading)
    found = [*roles_of(heading)]
    words = {f"{folded}{end}" for end in OF_WORDS}
    has_words = not words.isdisjoint(map(letters, sheet.header))
    if has_words and are_mostly(filled, _CODE.fullmatch):  # Wikidata: `item` beside `itemLabel`
        return [role for role in found if role in _ID_ROLES][:1]
    found = [role for role in found if role not in _ID_ROLES] or found
    if {*found} & {*_ENDS} and {*found} & {*_DATED}:
        are_ends = are_mostly(filled, lambda cell: cell in keys) or not are_dates(filled)
        found = [role for role in found if role not in (_DATED if filled and are_ends else _ENDS)]
    if "direction" in found:
        others = [role for role in found if role != "direction"]
        found = ["direction"] if are_mostly(filled, is_way) else others
    if folded == "area" and "areaid" in map(letters, sheet.header):  # whom a politician speaks for
        return []
    if "share" in found and not is_of_percent(heading) and are_mostly(filled, _COUNT.fullmatch):
        found.remove("share")  # how many shares somebody has
    if "title" in found and filled and all(is_title(fold(cell)) for cell in filled):
        found.remove("title")
    if "source" in found and folded in _LINKS and not are_mostly(filled, is_link):
        found.remove("source")
    if not found and filled and all(re.fullmatch(r"[^@\s]+@[^@\s]+\.\w+", each) for each in filled):
        found = ["email"]
    return found


def _part_names(sheet: Sheet, roles: dict[str, int]) -> None:
    """Make a column of names one of last or first names where the other part has a column."""
    first, last, whole = (roles.get(role) for role in ("first name", "last name", "person"))
    is_part = whole is not None and letters(sheet.header[whole]) in BARE_NAMES
    if is_part and (first is None) != (last is None):
        roles["last name" if last is None else "first name"] = roles.pop("person")


def _order(columns: Columns, dated: Sequence[str]) -> str:
    """Return the order of the numbers in all dates of a table, "" where none depends on it."""

    def written() -> Iterator[str]:
        for role in dated:
            yield from map(columns.short.completed, columns.sheet.cells(columns.roles[role]))

    possible = orders(written())
    if len(possible) == 1:
        how = "day" if possible == ["dmy"] else "month"
        shown = next(
            cell for cell in written() if edtf(cell) and not edtf(cell, _OTHER[possible[0]])
        )
        columns.sheet.notes.append(f"dates are read with the {how} first, as {shown!r} shows")
        return possible[0]
    if len(possible) != 3:
        unsure = next(cell for cell in written() if not edtf(cell) and edtf(cell, "dmy"))
        near = [columns.heading(role) for role in dated]
        raise Unsure(
            f"{columns.sheet.path}: {unsure!r} may have the day or the month first "
            f"({', '.join(near)}): --date-order dmy or mdy says which",
            "date_order",
            ("dmy", "mdy"),
        )
    return ""
