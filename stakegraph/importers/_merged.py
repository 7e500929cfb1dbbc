"""Cells that stand for the rows below them: merged in a spreadsheet, which other formats lose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from stakegraph.errors import Unsure
from stakegraph.importers._columns import Columns, column_called
from stakegraph.importers._delimited import Line
from stakegraph.importers._headings import letters
from stakegraph.importers._managers import MANAGERS
from stakegraph.importers._sheet import Sheet

# What may be given once for several rows, and how many values show that it is: what somebody is
# or where, may well be given of one alone. What else is blank is absent.
_GROUPING = {
    **dict.fromkeys(("title", "department", "relation"), 2),
    **dict.fromkeys(("organisation", "person", "post", "from", "to"), 1),
    **dict.fromkeys(("owner", "owned", "donor", "funder", "recipient"), 1),
}
_NOTHING = "nothing"
_LEAST = 0.25  # of the rows have a blank where a value stands for several


def fill_down(tables: Iterable[Columns], named: Iterable[str]) -> None:
    """Put the value above into the blank cells of the columns that the user names.

    Raises UsageError for a column that no table has, Unsure where blanks may stand for the value
    above and nothing is said of them.
    """
    tables, asked = [*tables], {*named}
    is_all = any(letters(each) == _NOTHING for each in asked)
    asked = {each for each in asked if letters(each) != _NOTHING}
    filled = [{_place(each, one) for one in asked} - {-1} for each in tables]
    for one in asked:
        if all(_place(each, one) < 0 for each in tables):
            column_called(tables[0].sheet, one)  # which says that there is none
    for columns, places in zip(tables, filled, strict=True):
        if not is_all and (unsure := _with_runs(columns, places)):
            raise _unsure(columns.sheet, unsure)
        if places:
            columns.sheet.replace(_filled(columns.sheet.rows, sorted(places)))


def _unsure(sheet: Sheet, places: Iterable[int]) -> Unsure:
    headings = [sheet.header[place] for place in places]
    option = " ".join(f"--fill-down {each!r}" for each in headings)
    return Unsure(
        f"{sheet.path}: blank cells under {' and '.join(map(repr, headings))} may stand for the "
        f"value above, as merged cells do: {option} says so, --fill-down {_NOTHING} that nothing "
        "is given there",
        "fill_down",
        (*headings, _NOTHING),
    )


def _place(columns: Columns, named: str) -> int:
    """Return the column of a role or a heading, -1 where there is none."""
    roles = [role for role in columns.roles if letters(role) == letters(named)]
    names = [*map(letters, columns.sheet.header)]
    if letters(named) in names:
        return names.index(letters(named))
    return columns.roles[roles[0]] if roles else -1


def _with_runs(columns: Columns, apart: set[int]) -> list[int]:
    """Return the columns with values that have blanks below them, in rows that say something."""
    roles = {columns.roles[role]: role for role in _GROUPING if role in columns}
    if not columns.roles.keys().isdisjoint(MANAGERS):  # nobody in a row of staff is a vacancy
        roles = {place: role for place, role in roles.items() if role != "person"}
    values: dict[int, list[str]] = {place: [] for place in roles.keys() - apart}
    blanks = dict.fromkeys(values, 0)
    told = {*columns.roles.values()}
    for _, cells in columns.sheet.rows:
        for place, known in [*values.items()]:
            if cells[place] and cells[place] not in known[-1:]:
                known[:] = [*known[-1:], cells[place]]
            elif cells[place] or not known:
                del values[place]  # which is given again, or is not given in the first row
            elif any(cells[other] for other in told - {place}):
                blanks[place] += 1
    least = max(2, _LEAST * len(columns.sheet.rows))
    return sorted(
        place
        for place, known in values.items()
        if blanks[place] >= least and len(known) >= _GROUPING[roles[place]]
    )


def _filled(rows: Iterable[Line], places: Sequence[int]) -> Iterator[Line]:
    above = dict.fromkeys(places, "")
    for line, given in rows:
        cells = [*given]
        for place in places:
            above[place] = cells[place] = cells[place] or above[place]
        yield line, cells
