"""The rows of delimited text, each with the line that it begins in."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from stakegraph.importers._content import (
    Content,
    encoding,
    head,
    is_encoded,
    text_lines,
    whole,
)
from stakegraph.importers._headings import roles_of
from stakegraph.importers._parsers import decoded, refusal

Line = tuple[int, list[str]]

_DELIMITERS = ",;\t|"
_LIMIT = 10_000_000  # characters in one cell; the csv module's own is 131,072
_UTF_32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_HEAD = 65_536  # bytes in which a text shows its delimiter
_TITLE_ROWS = 20  # that may stand above the headings


def delimited(data: Content, path: str, notes: list[str]) -> Iterator[Line]:
    """Yield the rows of a text, by the delimiter that gives most headings that are known."""
    code = encoding(data)
    start = head(data, _HEAD)
    if start.startswith(_UTF_32) or (code != "utf-16" and 4 * start.count(0) > len(start)):
        message = "it is UTF-32, or UTF-16 without a mark that says so: save the file as UTF-8"
        raise refusal(path, message, "encoding")
    if not is_encoded(data, code):
        if code == "utf-16":
            decoded(whole(data), path)  # which says where
        code = "cp1252"
        notes.append("the file is not UTF-8; it was read as Windows-1252")
    text = start.decode(code, "ignore").lstrip("\r\n")
    first = text.split("\n", 1)[0].rstrip("\r")
    declared = re.fullmatch("sep=(.)", first)  # as Excel has it
    between = declared[1] if declared else delimiter(text)
    rows = _rows(_without_nul(text_lines(data, code), notes), between, path)
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


def delimiter(text: str) -> str:
    """Return what parts the cells of a text: that which gives most headings that are known."""
    lines = [line for line in text.split("\n", _TITLE_ROWS * 2)[:-1] or [text] if line.strip()]
    lines = lines[:_TITLE_ROWS] or [""]

    def fit(mark: str) -> tuple[int, int]:
        cells = [[cell.strip(' "\r') for cell in line.split(mark)] for line in lines]
        known = max(sum(bool(roles_of(cell)) for cell in row) for row in cells)
        return (known if known > 1 else 0), lines[0].count(mark)

    return max(_DELIMITERS, key=fit)


class _Quotes:
    """Lines of text, of which it is known whether their quotation marks are all closed."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines
        self.are_open = False

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.are_open ^= line.count('"') % 2 == 1
            yield line


def _rows(text: Iterable[str], between: str, path: str) -> Iterator[Line]:
    """Yield the rows in which anything stands, each with the line that it begins in."""
    limit = csv.field_size_limit(_LIMIT)
    quotes = _Quotes(text)
    lines = csv.reader(quotes, delimiter=between)
    start, width = 1, 0
    try:
        for row in lines:
            cells = [cell.strip() for cell in row]
            width = width or len(row)
            if lines.line_num > start and quotes.are_open and len(row) < width:
                message = "a quotation mark that opens in this row is never closed"
                raise refusal(path, message, "wrong-type", start)
            if any(cells):
                yield start, cells
            start = lines.line_num + 1
    except csv.Error as error:
        raise refusal(path, f"not CSV: {error}", "wrong-type", start) from None
    finally:
        csv.field_size_limit(limit)
