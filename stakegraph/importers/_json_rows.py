"""The rows of a table that is written as JSON: a list of objects, or an object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from stakegraph.importers._parsers import decoded, refusal
from stakegraph.importers._values import Number, listed, text

_NEXT = re.compile(r"[\s,]*")
_READER = json.JSONDecoder(parse_int=Number, parse_float=Number, parse_constant=Number)


def json_rows(data: bytes, path: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the headings, which are the keys of all objects, then the rows.

    Each comes with the line that it begins in. Raises FactsError for what is no list of objects, or
    one of objects that hold others.
    """
    found = list(_objects(decoded(data, path), path))
    header = [*dict.fromkeys(key for _, row in found for key in row)]
    yield 1, header
    for line, row in found:
        yield line, [_cell(row.get(key), path, line) for key in header]


def _objects(document: str, path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    line, place = 1, 0
    start = _NEXT.match(document).end()  # type: ignore[union-attr]
    start += document[start : start + 1] == "["
    while True:
        start = _NEXT.match(document, start).end()  # type: ignore[union-attr]
        line, place = line + document.count("\n", place, start), start
        if document[start : start + 1] in ("", "]"):
            return
        try:
            value, start = _READER.raw_decode(document, start)
        except json.JSONDecodeError as error:
            message = f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
            raise refusal(path, message, "wrong-type", error.lineno, error.colno) from None
        except RecursionError:
            raise refusal(path, "too many levels of JSON", "wrong-type", line) from None
        if not isinstance(value, dict):
            raise refusal(path, "no row of a table: expected an object", "wrong-type", line)
        yield line, value


def _cell(value: Any, path: str, line: int) -> str:
    if isinstance(value, dict) or any(isinstance(one, dict | list) for one in listed(value)):
        message = "no row of a table: it holds other objects"
        raise refusal(path, message, "wrong-type", line)
    return "; ".join(map(text, value)) if isinstance(value, list) else text(value)
