"""Which cells of a spreadsheet are shown as percentages: they hold 0.25 for 25 %."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Callable
from typing import NoReturn
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile

Place = tuple[int, int]  # a row and a column, from 0
_Start = Callable[[str, dict[str, str]], None]

_BUILT_IN = ("9", "10")  # formats of Excel: 0% and 0.00%
_QUOTED = re.compile(r'"[^"]*"|\\.')
_BOOK, _STYLES, _CONTENT = "xl/workbook.xml", "xl/styles.xml", "content.xml"


def percent_cells(data: bytes, sheet: str) -> set[Place]:
    """Return where one sheet of a workbook has them; nowhere where its form does not show it."""
    try:
        with ZipFile(io.BytesIO(data)) as parts:
            if _BOOK in parts.namelist():
                return _of_excel(parts, sheet)
            if _CONTENT in parts.namelist():
                return _of_opendocument(parts.read(_CONTENT), sheet)
    except (BadZipFile, ExpatError, KeyError, ValueError):
        pass  # what is wrong with it is told by what reads its cells
    return set()


def _of_excel(parts: ZipFile, sheet: str) -> set[Place]:
    formats = _percent_formats(parts.read(_STYLES)) if _STYLES in parts.namelist() else set()
    if not formats:
        return set()
    found: set[Place] = set()
    row, column = -1, -1

    def cell(name: str, given: dict[str, str]) -> None:
        nonlocal row, column
        if name == "row":
            row, column = int(given.get("r", row + 2)) - 1, -1
        elif name == "c":
            letters = re.match("[A-Z]*", given.get("r", ""))
            column = _column(letters[0]) if letters and letters[0] else column + 1
            if given.get("s") in formats and given.get("t", "n") == "n":
                found.add((row, column))

    _parse(parts.read(_part_of(parts, sheet)), cell)
    return found


def _percent_formats(styles: bytes) -> set[str]:
    """Return the numbers of the styles of cells that show a percentage."""
    codes = dict.fromkeys(_BUILT_IN, "0%")
    styled: list[str] = []
    part = ""

    def style(name: str, given: dict[str, str]) -> None:
        nonlocal part
        if name in ("cellXfs", "cellStyleXfs", "dxfs"):
            part = name
        elif name == "numFmt" and part != "dxfs":
            codes[given["numFmtId"]] = given["formatCode"]
        elif name == "xf" and part == "cellXfs":
            styled.append(given.get("numFmtId", ""))

    _parse(styles, style)
    shown = {number for number, code in codes.items() if "%" in _QUOTED.sub("", code)}
    return {str(place) for place, number in enumerate(styled) if number in shown}


def _part_of(parts: ZipFile, sheet: str) -> str:
    """Return which part of a workbook a sheet is; raises KeyError where there is none."""
    ids: dict[str, str] = {}
    targets: dict[str, str] = {}

    def listed(name: str, given: dict[str, str]) -> None:
        if name == "sheet":
            ids[given["name"]] = given["id"]
        elif name == "Relationship":
            targets[given["Id"]] = given["Target"]

    for part in (_BOOK, "xl/_rels/workbook.xml.rels"):
        _parse(parts.read(part), listed)
    return posixpath.join("/xl", targets[ids[sheet]]).lstrip("/")


def _of_opendocument(content: bytes, sheet: str) -> set[Place]:
    if b'"percentage"' not in content:
        return set()
    found: set[Place] = set()
    row, column, repeated = -1, -1, 1
    is_asked = False

    def cell(name: str, given: dict[str, str]) -> None:
        nonlocal row, column, repeated, is_asked
        if name == "table":
            is_asked, row, repeated = given.get("name") == sheet, -1, 1
        elif name == "table-row":
            row, column = row + repeated, -1
            repeated = int(given.get("number-rows-repeated", 1))
        elif name in ("table-cell", "covered-table-cell"):
            count = int(given.get("number-columns-repeated", 1))
            if is_asked and given.get("value-type") == "percentage":
                rows, columns = range(row, row + repeated), range(column + 1, column + count + 1)
                found.update((each, place) for each in rows for place in columns)
            column += count

    _parse(content, cell)
    return found


def _parse(data: bytes, start: _Start) -> None:
    """Tell of each element of a document: its name and its attributes, without namespaces."""

    def begin(name: str, given: dict[str, str]) -> None:
        plain = {each.rpartition(" ")[2]: value for each, value in given.items()}
        start(name.rpartition(" ")[2], plain)

    def refuse(*_: object) -> NoReturn:
        raise ValueError("a document of a spreadsheet declares no entities")

    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = begin
    parser.EntityDeclHandler = refuse
    parser.Parse(data, True)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1
