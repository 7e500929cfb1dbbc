"""The rows of a table, from delimited text or a spreadsheet, each with the line it stands in."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from stakegraph.errors import UsageError
from stakegraph.importers._content import (
    Content,
    head,
    whole,
)
from stakegraph.importers._delimited import Line, delimited, delimiter
from stakegraph.importers._headings import letters, roles_of
from stakegraph.importers._json_rows import json_rows
from stakegraph.importers._parsers import refusal
from stakegraph.importers._spreadsheet import opened_book, spreadsheet
from stakegraph.importers._stored_list import StoredList
from stakegraph.text.folding import fold

_HEAD = 65_536  # bytes in which a file shows what it is
_SAMPLE = 10_000  # rows, about, from which the columns of a long table are recognised
_TITLE_ROWS = 20  # that may stand above the headings
_OBJECTS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?[{\]]")  # of JSON, or none
_SUM = re.compile(
    r"(?:(?:grand |sub)?totale?|total geral|totaal|summe|gesamt(?:summe)?|insgesamt|anzahl|suma"
    r"|somme|somma|razem|ogolem|lacznie)\b(?!.*\b(?:sa|se|plc|ltd|ag)$)"
)
_NUMBER = re.compile(r"[-+]?[\d.,\s]*\d\s*[^\w\s]?")
_SPREADSHEET = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class Sheet:
    """A table: its headings, and the rows in which anything stands, a cell for every heading."""

    def __init__(
        self, path: str, header: list[str], rows: StoredList[Line], notes: list[str]
    ) -> None:
        self.path, self.header, self.notes = path, header, notes
        self.rows = rows
        self._sample: list[list[str]] | None = None
        self._columns: dict[int, list[str]] = {}

    def column(self, index: int) -> list[str]:
        """Return the cells of a column in which anything stands: of a long table, of some rows."""
        if self._sample is None:
            step = len(self.rows) // _SAMPLE or 1
            self._sample = [cells for place, (_, cells) in enumerate(self.rows) if not place % step]
        if index not in self._columns:
            self._columns[index] = [cells[index] for cells in self._sample if cells[index]]
        return self._columns[index]

    def cells(self, index: int) -> Iterator[str]:
        """Yield all cells of a column in which anything stands."""
        return (cells[index] for _, cells in self.rows if cells[index])

    def replace(self, rows: Iterable[Line]) -> None:
        """Let it have other rows, under headings of which there may be more now."""
        self.rows = StoredList(Line, rows)
        self._sample, self._columns = None, {}


def sheet(data: Content, path: str, name: str = "") -> Sheet:
    """Read a table; `name` is the sheet of a spreadsheet, the first with rows unless it is given.

    Raises FactsError for what is no table, UsageError for a sheet that there is not.
    """
    notes: list[str] = []
    start = head(data, _HEAD)
    lines: Iterator[Line]
    if start.startswith(_SPREADSHEET):
        lines = iter(spreadsheet(whole(data), path, name, notes))
    elif name:
        raise UsageError(f"--sheet: {path} is no spreadsheet of several sheets")
    elif _OBJECTS.match(start):
        lines = json_rows(whole(data), path)
    else:
        lines = delimited(data, path, notes)
    first = [*islice(lines, _TITLE_ROWS)]
    if not first:
        raise refusal(path, "the file holds no rows", "missing-key")
    top = _headings(first)
    above = [" ".join(filter(None, cells)) for _, cells in first[:top]]
    if above:
        notes.append(f"left out above the headings: {'; '.join(above)}")
    _, headings = first[top]
    header = [" ".join(cell.split()) for cell in headings]
    rows = StoredList[Line](Line)
    widest = len(header)
    while widest and not header[widest - 1]:
        widest -= 1
    for line, row in chain(first[top + 1 :], lines):
        if any(extra := [cell for cell in row[len(header) :] if cell]):
            notes.append(f"line {line}: more cells than columns; left out: {', '.join(extra)}")
        cells = row[: len(header)]
        if why := _no_row(cells, headings):
            notes.append(f"line {line}: left out, because it is {why}")
            continue
        while widest < len(cells) and any(cells[widest:]):
            widest += 1
        rows.append((line, cells + [""] * (len(header) - len(cells))))
    if widest < len(header):  # behind the last heading stands nothing
        rows = StoredList(Line, ((line, cells[:widest]) for line, cells in rows))
    return Sheet(path, header[:widest], rows, notes)


def sheet_names(data: Content, path: str) -> list[str]:
    """Return the sheets of a spreadsheet; none of any other file."""
    is_one = head(data, _HEAD).startswith(_SPREADSHEET)
    return [*opened_book(whole(data), path).sheet_names] if is_one else []


def _no_row(cells: list[str], header: list[str]) -> str:
    """Say why cells are no row of a table, or give "" for one."""
    if cells == header[: len(cells)]:
        return "the headings again"
    filled = [cell for cell in cells if cell]
    is_sum = filled and _SUM.match(fold(filled[0])) and len(cells) > 1
    return "a sum" if is_sum and all(map(_NUMBER.fullmatch, filled[1:])) else ""


def is_table(text: str) -> bool:
    """Return whether the first lines of a text are rows: below known headings, or of one width."""
    lines = [line for line in text.splitlines()[:_TITLE_ROWS] if line.strip()]
    between = delimiter("\n".join(lines))
    rows = [row for row in csv.reader(lines, delimiter=between) if row]
    wide = {len(row) for row in rows}
    known = max((sum(bool(roles_of(cell)) for cell in row) for row in rows), default=0)
    return known > 1 or (len(rows) > 1 and wide.isdisjoint({1}) and len(wide) == 1)


def _headings(lines: list[Line]) -> int:
    """Return which row holds the headings: of the first ones that with most that are known.

    What stands above headings has fewer different cells than they have.
    """
    best, most, widest = 0, 1, 0
    for place, (_, cells) in enumerate(lines[:_TITLE_ROWS]):
        known = len({letters(cell) for cell in cells if roles_of(cell)})
        wide = len({*cells} - {""})
        if known > most and wide > widest:
            best, most = place, known
        widest = max(widest, wide)
    return best
