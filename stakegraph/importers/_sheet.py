"""The rows of a table, from delimited text or a spreadsheet, each with the line it stands in."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from stakegraph.errors import UsageError
from stakegraph.importers._content import (
    Content,
    encoding,
    head,
    is_encoded,
    text_lines,
    whole,
)
from stakegraph.importers._headings import letters, roles_of
from stakegraph.importers._json_rows import json_rows
from stakegraph.importers._parsers import decoded, refusal
from stakegraph.importers._stored import StoredList
from stakegraph.model.sentences import counted
from stakegraph.text.folding import fold
from stakegraph.text.suggestions import did_you_mean

_DELIMITERS = ",;\t|"
_LIMIT = 10_000_000  # characters in one cell; the csv module's own is 131,072
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

Line = tuple[int, list[str]]


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
        lines = iter(_spreadsheet(whole(data), path, name, notes))
    elif name:
        raise UsageError(f"--sheet: {path} is no spreadsheet of several sheets")
    elif _OBJECTS.match(start):
        lines = json_rows(whole(data), path)
    else:
        lines = _delimited(data, path, notes)
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
    delimiter = _delimiter("\n".join(lines))
    rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
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


def _delimited(data: Content, path: str, notes: list[str]) -> Iterator[Line]:
    """Yield the rows of a text, by the delimiter that gives most headings that are known."""
    code = encoding(data)
    if not is_encoded(data, code):
        if code == "utf-16":
            decoded(whole(data), path)  # which says where
        code = "cp1252"
        notes.append("the file is not UTF-8; it was read as Windows-1252")
    start = head(data, _HEAD).decode(code, "ignore").lstrip("\r\n")
    first = start.split("\n", 1)[0].rstrip("\r")
    declared = re.fullmatch("sep=(.)", first)  # as Excel has it
    delimiter = declared[1] if declared else _delimiter(start)
    rows = _rows(_without_nul(text_lines(data, code), notes), delimiter, path)
    return islice(rows, 1 if declared else 0, None)


def _without_nul(lines: Iterable[str], notes: list[str]) -> Iterator[str]:
    """Yield lines of text without NUL characters, which no fact file can hold."""
    told = False
    for line in lines:
        if "\0" in line:
            line = line.replace("\0", "\ufffd")
            if not told:
                notes.append("NUL characters became U+FFFD")
            told = True
        yield line


def _delimiter(text: str) -> str:
    lines = [line for line in text.split("\n", _TITLE_ROWS * 2)[:-1] or [text] if line.strip()]
    lines = lines[:_TITLE_ROWS] or [""]

    def fit(delimiter: str) -> tuple[int, int]:
        cells = [[cell.strip(' "\r') for cell in line.split(delimiter)] for line in lines]
        known = max(sum(bool(roles_of(cell)) for cell in row) for row in cells)
        return (known if known > 1 else 0), lines[0].count(delimiter)

    return max(_DELIMITERS, key=fit)


def _rows(text: Iterable[str], delimiter: str, path: str) -> Iterator[Line]:
    """Yield the rows in which anything stands, each with the line that it begins in."""
    limit = csv.field_size_limit(_LIMIT)
    lines = csv.reader(text, delimiter=delimiter)
    start = 1
    try:
        for row in lines:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield start, cells
            start = lines.line_num + 1
    except csv.Error as error:
        raise refusal(path, f"not CSV: {error}", "wrong-type", start) from None
    finally:
        csv.field_size_limit(limit)


def _spreadsheet(data: bytes, path: str, wanted: str, notes: list[str]) -> list[Line]:
    """Read the rows of one sheet of a spreadsheet."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise UsageError(
            f"{path}: a spreadsheet needs python-calamine: pip install 'stakegraph[sheets]', "
            "or save the sheet as CSV"
        ) from None
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names
        if wanted and wanted not in names:
            near = did_you_mean(wanted, names)
            raise UsageError(
                f"{path}: no sheet is called {wanted!r}{near}; there are: {', '.join(names)}"
            )
        for name in [wanted] if wanted else names:
            read = book.get_sheet_by_name(name)
            rows = read.to_python(skip_empty_area=False)
            if merged := _fill_merged(rows, read.merged_cell_ranges or ()):
                notes.append(f"{counted(merged, 'merged cell')} read as said of each of its rows")
            lines = [*_filled(rows)]
            if lines:
                break
        else:
            lines = []
    except CalamineError as error:
        raise refusal(path, f"not a spreadsheet: {error}", "wrong-type") from None
    others = [each for each in names if each != name]
    if others and not wanted:
        notes.append(
            f"read is the sheet {name!r} only; --sheet NAME reads another: {', '.join(others)}"
        )
    return lines


def _fill_merged(
    rows: list[list[Any]], ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]
) -> int:
    """Put what a merged cell says into each of its rows; return how many have several."""
    several = 0
    for (top, left), (bottom, _) in ranges:
        below = rows[top + 1 : bottom + 1]
        for row in below:
            row[left] = rows[top][left]
        several += bool(below)
    return several


def _filled(rows: Iterable[Iterable[Any]]) -> Iterator[Line]:
    for number, row in enumerate(rows, 1):
        cells = [_cell(value).strip() for value in row]
        if any(cells):
            yield number, cells


def _cell(value: Any) -> str:
    """Return the value of a cell as it would be typed: a whole number without `.0`, a day alone."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).removesuffix(" 00:00:00")
