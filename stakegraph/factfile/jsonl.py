"""Read a fact file of JSON Lines: one entry a line, the same language as a fact file of YAML.

    {"stakegraph": 1, "title": "Of whom it is"}
    {"section": "people", "id": "ana", "name": "Ana Ruiz", "evidence": "cc ¶7"}
    {"who": "ana", "holds": "head", "since": "2007-03", "evidence": ["cc ¶7", "cc ¶8"]}

A line that is surely right becomes a part of the facts at once; any other one is looked at again,
which says what is wrong and where.
"""

from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

import msgspec

from stakegraph.factfile._entries import Entries
from stakegraph.factfile._header import SECTIONS, header, no_facts, unknown_section
from stakegraph.factfile.placed import Table
from stakegraph.factfile.reading import Reading, given_twice, joined, uncollected
from stakegraph.factfile.shapes import Fields, Shapes, Unsure, Value
from stakegraph.model.facts import Place
from stakegraph.model.relations import RELATIONS, Relation

HEADER = b'{"stakegraph": 1}\n'

_PART = 4096  # entries


class _Header(msgspec.Struct, forbid_unknown_fields=True):
    stakegraph: Literal[1]
    title: str = ""


_decode_header = msgspec.json.Decoder(_Header).decode
_Inner = str | tuple[str, ...] | dict[str, str]
_Given = str | tuple[str | dict[str, _Inner], ...] | dict[str, _Inner]
_decoder = msgspec.json.Decoder(dict[str, _Given])
_decode_numbers = msgspec.json.Decoder(dict[str, _Given | int]).decode


def read(data: bytes, path: str, relations: Mapping[str, Relation] = RELATIONS) -> Reading:
    """Read one fact file; never raises for what it says. See `yaml.read`."""
    with uncollected():
        lines = _Lines(path, relations, 1)
        found = joined(lines.parts([data]))
        if lines.is_late:  # facts may state what is declared below them
            again = _Lines(path, found.relations, 1)
            again.into.unread = lines.into.unread
            found = joined(again.parts([data]))
        return found


def parts(
    chunks: Iterable[bytes],
    path: str,
    relations: Mapping[str, Relation] = RELATIONS,
    line: int = 1,
) -> Iterator[Reading]:
    """Read a fact file of any size part by part. See `yaml.parts`."""
    return _Lines(path, relations, line).parts(chunks)


class _Lines:
    """The entries of a file, line by line."""

    def __init__(self, path: str, relations: Mapping[str, Relation], line: int) -> None:
        self.path = path
        self.known = relations
        self.line = line
        self.into = Entries(path, Reading(), relations)
        self.shapes = Shapes(self.into, _text, _bare)
        self.first: dict[Value, dict[Value, int]] = defaultdict(dict)  # the line of each id
        self.is_begun = self.is_late = self.is_foreign = self.has_facts = False

    def parts(self, chunks: Iterable[bytes]) -> Iterator[Reading]:
        for lines in _batches(chunks):
            reading = Reading()
            self.into.next_part(reading)
            with uncollected():
                self.add(lines)
            reading.relations = dict(self.into.relations)
            yield reading
            if self.is_foreign:
                return
        if not self.is_begun:
            yield Reading(problems=[no_facts(self.path)])

    def add(self, lines: list[bytes]) -> None:
        """Add the entries of some lines."""
        for line, given in zip(lines, _decoded(lines), strict=True):
            if given is None or not self.is_begun or not self.added(given, line):
                self.look_at(line)
                if self.is_foreign:
                    return
            self.line += 1

    def added(self, given: dict[str, Value], line: bytes) -> bool:
        """Add an entry if it is surely right, and return whether it is."""
        if line.count(b'"') != 4 * len(given) and _marks(given) != _marks_in(line):
            return False  # a key is given twice, of which only the last was kept
        if b"{" in line[1:]:
            given = {name: _remembered(value) for name, value in given.items()}
        section = given.pop("section", "facts")
        if section == "facts":
            self.has_facts = True
            return self.shapes.add_fact(tuple(given), given.values(), self.line, 1)
        key = given.pop("id", "")
        if self.first[section].setdefault(key, self.line) != self.line:
            return False
        return self.shapes.add(section, key, tuple(given), given.values(), self.line, 1)

    def look_at(self, line: bytes) -> None:
        """Add what can be read of a line, and put down what is wrong with it."""
        from stakegraph.factfile._line import parse_line  # few lines need it

        if not line.strip() or (not self.is_begun and self.is_header(line)):
            return
        is_first = not self.is_begun
        self.is_begun = True
        table, problems = parse_line(line, self.path, self.line)
        self.into.problems += problems
        if not isinstance(table, Table):
            if not problems:
                message = 'a line holds one entry: {"section": ..., "id": ...} or {"who": ...}'
                self.into.report((self.line, 1), message, "wrong-type")
            return
        table.line, table.column = self.line, 1
        if "section" not in table and ("stakegraph" in table or (is_first and "who" not in table)):
            self.header(table)
        else:  # a first line that says of what version the file is may be left out
            self.entry(table)

    def is_header(self, line: bytes) -> bool:
        """Take in the usual first line of a file, and return whether it is that."""
        try:
            found = _decode_header(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return False
        if _marks_in(line) != (6 if found.title else 2):
            return False
        self.is_begun = True
        self.first[""]["stakegraph"] = self.line
        self.into.reading.title = found.title
        return True

    def header(self, table: Table) -> None:
        """Take in a line that says of what version the file is, and its title."""
        if self.is_given("", "stakegraph", table.keys_at.get("stakegraph", (self.line, 1))):
            return
        self.is_foreign = not header(table, self.into)

    def entry(self, table: Table) -> None:
        section = table.pop("section", "facts")
        if section == "facts":
            self.has_facts = True
            self.into.fact(table, (self.line, 1))
            return
        if not isinstance(section, str):
            self.into.report(table.values_at["section"], "section: write one text", "wrong-type")
            return
        if section not in SECTIONS:
            unknown_section(section, table.values_at["section"], self.into)
            return
        key = table.pop("id", None)
        if key is None:
            self.into.report((self.line, 1), "'id' is missing", "missing-key")
        elif not isinstance(key, str):
            self.into.report(table.values_at["id"], "id: write one text", "wrong-type")
        elif not self.is_given(section, key, table.values_at["id"]):
            self.into.add(section, key, (self.line, 1), table)
            if section == "relations":
                self.shapes.relation_added()
                self.is_late |= self.has_facts and key not in self.known

    def is_given(self, section: str, key: str, place: Place) -> bool:
        """Return whether an earlier line has the key of this one, after reporting it."""
        first = self.first[section].setdefault(key, self.line)
        if first == self.line:
            return False
        self.into.report(place, given_twice(key, first), "duplicate-key")
        return True


def _batches(chunks: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Yield the lines of a file, a few thousand at a time."""
    rest: list[bytes] = []
    is_first = True
    for chunk in chunks:
        end = chunk.rfind(b"\n") + 1
        rest.append(chunk[:end] if end else chunk)
        if not end:
            continue
        data = b"".join(rest)
        lines = (data.removeprefix(BOM_UTF8) if is_first else data).split(b"\n")
        rest, is_first = [chunk[end:]], False
        lines.pop()
        for start in range(0, len(lines), _PART):
            yield lines[start : start + _PART]
    if last := b"".join(rest):
        yield [last.removeprefix(BOM_UTF8) if is_first else last]


def _decoded(lines: list[bytes]) -> list[dict[str, Any] | None]:
    """Return what each line holds, None where it is not an entry in the usual form."""
    try:
        found: list[Any] = _decoder.decode_lines(b"\n".join(lines))
        if len(found) == len(lines):  # of an empty line there is nothing
            return found
    except (msgspec.DecodeError, UnicodeDecodeError):
        pass
    return [*map(_entry, lines)]


def _entry(line: bytes) -> dict[str, Any] | None:
    try:
        given = _decode_numbers(line)  # which only dates may be
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return given if _marks(given) == _marks_in(line) else None


def _text(raw: Any) -> str:
    if type(raw) is not str or not raw:
        raise Unsure
    return raw


def _bare(raw: Any) -> str:
    return str(raw) if type(raw) is int else _text(raw)


def _marks_in(line: bytes) -> int:
    """Return how many quotation marks begin and end the texts of a line."""
    return line.replace(b"\\\\", b"").replace(b'\\"', b"").count(b'"')


def _marks(value: Any) -> int:
    """Return how many of them there would be if no key were given twice."""
    if isinstance(value, str):
        return 2
    if isinstance(value, dict):
        return 2 * len(value) + sum(map(_marks, value.values()))
    return sum(map(_marks, value)) if isinstance(value, tuple) else 0


def _remembered(value: Any) -> Any:
    """Return a value whose tables can be remembered."""
    if isinstance(value, dict):
        return Fields(tuple((name, _remembered(part)) for name, part in value.items()))
    return tuple(map(_remembered, value)) if isinstance(value, tuple) else value
