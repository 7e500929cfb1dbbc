"""The rows of a spreadsheet, Excel or OpenDocument, each with its number."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from stakegraph.errors import UsageError
from stakegraph.importers._delimited import Line
from stakegraph.importers._parsers import refusal
from stakegraph.importers._percent_cells import percent_cells
from stakegraph.model.sentences import counted
from stakegraph.text.suggestions import did_you_mean


def opened_book(data: bytes, path: str) -> Any:
    """Return the workbook that a spreadsheet is, as python-calamine has it."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise UsageError(
            f"{path}: a spreadsheet needs python-calamine: pip install 'stakegraph[sheets]', "
            "or save the sheet as CSV"
        ) from None
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except CalamineError as error:
        raise refusal(path, f"not a spreadsheet: {error}", "wrong-type") from None


def spreadsheet(data: bytes, path: str, wanted: str, notes: list[str]) -> list[Line]:
    """Read the rows of one sheet of a spreadsheet: the `wanted`, else the first with two columns.

    Where none has two, it is the first with rows.
    """
    book = opened_book(data, path)
    names = book.sheet_names
    if wanted and wanted not in names:
        near = did_you_mean(wanted, names)
        raise UsageError(
            f"{path}: no sheet is called {wanted!r}{near}; there are: {', '.join(names)}"
        )
    found: dict[str, tuple[list[Line], int]] = {}
    for name in [wanted] if wanted else names:
        found[name] = lines, _ = _lines(book, name, data, path)
        if any(len([*filter(None, cells)]) > 1 for _, cells in lines):
            break
    else:
        name = next((name for name in found if found[name][0]), names[0])
    lines, merged = found[name]
    if merged:
        notes.append(f"{counted(merged, 'merged cell')} read as said of each of its rows")
    others = [each for each in names if each != name]
    if others and not wanted:
        notes.append(
            f"read is the sheet {name!r} only; --sheet NAME reads another: {', '.join(others)}"
        )
    return lines


def _lines(book: Any, name: str, data: bytes, path: str) -> tuple[list[Line], int]:
    """Return the rows of a sheet in which anything stands, and how many of its cells are merged."""
    from python_calamine import CalamineError

    try:
        read = book.get_sheet_by_name(name)
        rows = read.to_python(skip_empty_area=False)
    except CalamineError as error:
        raise refusal(path, f"not a spreadsheet: {error}", "wrong-type") from None
    for row, column in percent_cells(data, name):
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = _percentage(rows[row][column])
    merged = _fill_merged(rows, read.merged_cell_ranges or ())
    return [*_filled(rows)], merged


def _percentage(value: Any) -> Any:
    """Return the value of a cell that is shown as a percentage as it is shown: 0.25 is 25 %."""
    if not isinstance(value, int | float):
        return value
    return f"{Decimal(f'{value * 100:.10f}').normalize():f} %"


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
