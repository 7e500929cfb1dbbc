"""Bytes -> JSON, XML or plain text of another program, or a FactsError that says where it fails."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any
from xml.parsers import expat

from msgspec import Struct, field

from stakegraph.errors import FactsError, Problem
from stakegraph.importers._content import Content, encoding, opened, whole
from stakegraph.importers._values import Number

DEPTH_LIMIT = 200
_OPENING = ("{", "[", "[{")  # lines that begin a value of several


def refusal(path: str, message: str, rule: str, line: int = 1, column: int = 1) -> FactsError:
    """Say that a file cannot be read as what it is said to be."""
    return FactsError([Problem(path, line, column, "error", message, rule)])


def decoded(content: Content, path: str) -> str:
    """Read bytes as text: UTF-8 or, with its mark, UTF-16."""
    data, code = whole(content), encoding(content)
    try:
        return data.decode(code)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        message = f"byte 0x{data[error.start]:02x} is not {code.removesuffix('-sig').upper()}"
        raise refusal(
            path, f"{message}: save the file as UTF-8", "encoding", line, column
        ) from None


def json_document(data: Content, path: str) -> tuple[Any, list[str]]:
    """Return what a JSON file holds, numbers as `Number`, and a note on each key given twice."""
    repeated: list[str] = []
    value = json_value(decoded(data, path), path, repeated)
    return value, [_given_twice(key) for key in repeated]


def _given_twice(key: str) -> str:
    return f"the key {key!r} is given twice in one object: the last counts"


def json_value(document: str, path: str, repeated: list[str], line: int = 1) -> Any:
    """Read a JSON text, numbers as `Number`; `repeated` gets each key that an object has twice."""

    def table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            keys = [key for key, _ in pairs]
            repeated.extend(sorted({key for key in keys if keys.count(key) > 1}))
        return made

    try:
        value = json.loads(
            document,
            object_pairs_hook=table,
            parse_int=Number,
            parse_float=Number,
            parse_constant=Number,
        )
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise refusal(path, message, "wrong-type", line - 1 + error.lineno, error.colno) from None
    except RecursionError:
        value = None
        deep = True
    else:
        deep = _is_deep(value)
    if deep:
        message = f"more than {DEPTH_LIMIT} levels of JSON: no such file is read"
        raise refusal(path, message, "wrong-type", line) from None
    return value


def placed_values(
    data: Content, path: str, note: Callable[[str, str], None], problems: list[Problem]
) -> Iterator[tuple[str, int, int, Any]]:
    """Yield the values of a file, one a line or else one in all, each with its place.

    An answer with `results` is these. Of several lists the lines are the places.
    """
    first = _first(data)
    is_whole = not _are_values(first)
    lines = [(1, decoded(data, path))] if is_whole and first else _lines(data, path)
    for number, line in lines:
        repeated: list[str] = []
        try:
            value = json_value(line, path, repeated, number)
        except FactsError as error:
            problems += error.problems
            continue
        for key in repeated:
            note(_given_twice(key), f"line {number}")
        if isinstance(value, dict) and isinstance(value.get("results"), list):
            value = value["results"]
        if isinstance(value, list):
            is_only = is_whole or len(first) == 1
            for index, each in enumerate(value):
                yield f"item {index}" if is_only else f"line {number}", number, 1, each
        else:
            yield f"line {number}", number, 1, value


def is_lines(data: Content) -> bool:
    """Return whether a file has a value of JSON in each of several lines."""
    first = _first(data)
    return len(first) > 1 and _are_values(first)


def _first(data: Content) -> list[str]:
    return [line.strip() for _, line in islice(_lines(data, ""), 3)]


def _are_values(lines: list[str]) -> bool:
    """Return whether lines are values by themselves, and no parts of one."""
    return any(map(_is_object, lines)) and lines[0] not in _OPENING


def _lines(data: Content, path: str) -> Iterator[tuple[int, str]]:
    """Yield the lines in which anything stands, with their numbers."""
    code = encoding(data)
    if code == "utf-16":
        yield from ((n, line) for n, line in enumerate(decoded(data, path).split("\n"), 1) if line)
        return
    for number, line in enumerate(opened(data), 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            decoded(data, path)  # which says where
            raise
        if text.strip():
            yield number, text.removesuffix("\n")


def _is_object(line: str) -> bool:
    """Return whether a line is a value of several by itself, and no part of one."""
    try:
        return isinstance(json.loads(line), dict | list)
    except (ValueError, RecursionError):
        return False


def _is_deep(value: Any) -> bool:
    """Return whether a value has more levels than can safely be written out again."""
    layer = [value]
    for _ in range(DEPTH_LIMIT):
        layer = [
            inner
            for outer in layer
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not layer:
            return False
    return True


class Element(Struct):
    """An element of XML: its name and attributes without their namespaces, and where it stands."""

    name: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def all(self, *names: str) -> Iterator[Element]:
        """Yield the children of these names."""
        return (child for child in self.children if child.name in names)

    def within(self) -> Iterator[Element]:
        """Yield all elements below this one, in the order of the file."""
        waiting = self.children[::-1]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(element.children[::-1])


def xml_root(data: Content, path: str) -> Element:
    """Read an XML document that declares nothing of its own: no entities, no document type."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    top = Element("", {}, 1)
    stack = [top]

    def start(name: str, attributes: dict[str, str]) -> None:
        bare = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition("}")[2], bare, parser.CurrentLineNumber)
        stack[-1].children.append(element)
        stack.append(element)
        if len(stack) > DEPTH_LIMIT:
            refuse(f"more than {DEPTH_LIMIT} levels of XML: no such file is read")

    def end(name: str) -> None:
        stack.pop()

    def characters(data: str) -> None:
        stack[-1].text += data

    def declaration(*_: object) -> None:
        refuse("a document type may define entities: remove the <!DOCTYPE ...>")

    def refuse(message: str) -> None:
        place = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        raise refusal(path, message, "wrong-type", *place)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = declaration
    try:
        parser.Parse(whole(data), True)
    except expat.ExpatError as error:
        message = f"not XML: {expat.ErrorString(error.code)}"
        raise refusal(path, message, "wrong-type", error.lineno, error.offset + 1) from None
    except (LookupError, ValueError) as error:
        raise refusal(path, f"its encoding cannot be read: {error}", "encoding") from None
    return top.children[0]
