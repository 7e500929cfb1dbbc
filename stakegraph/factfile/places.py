"""Where the fields of entries stand in fact files, found when a problem of one is shown."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from io import BytesIO
from itertools import groupby
from typing import Any, NamedTuple

from stakegraph.errors import Problem
from stakegraph.factfile.blocks import NotPlain
from stakegraph.factfile.placed import Items, Table
from stakegraph.factfile.readers import JSON_LINES, reader
from stakegraph.factfile.schema import ENTRIES
from stakegraph.model.facts import Place

# What YAML takes for the end of a line.
_LINE_END = re.compile(b"\r\n|[\n\r]|\xc2\x85|\xe2\x80[\xa8\xa9]")
_NEW_LINE = re.compile(b"\n")

Pieces = Callable[[], Iterable[bytes]]


def located(
    problems: Iterable[Problem], pieces: Callable[[str], Iterable[bytes]]
) -> Iterator[Problem]:
    """Yield problems, those of a field with the line and column of that field's value.

    They come sorted by file and line, and there may be more than memory holds. `pieces` yields the
    bytes of a fact file; only entries that have such a problem are parsed again. What a file does
    not say where it should keeps the place of its entry.
    """
    for path, some in groupby(problems, lambda one: one.path):
        wanted: list[Place] = []  # the entry that is to come next
        entries = _entries(path, iter(wanted.pop, None), partial(pieces, path))
        for one in some:
            line, column = one.line, one.column
            if one.field:
                wanted.append((line, column))
                line, column = _place(next(entries), one.field) or (line, column)
            yield one._replace(line=line, column=column, field="")


def _place(entry: Table | None, field: str) -> Place | None:
    """Return where the value of a field begins, or an item of it."""
    value: Any = entry
    place = None
    for step in field.split("/"):
        if isinstance(value, Table) and step in value:
            place, value = value.values_at[step], value[step]
        elif isinstance(value, Items) and step.isdecimal() and int(step) <= len(value):
            place, value = value.values_at[int(step) - 1], value[int(step) - 1]
    return place


class _Stretch(NamedTuple):
    """Some lines of a fact file, of which the first has the number `first`; where each begins."""

    first: int
    text: bytes
    starts: list[int]


def _entries(path: str, places: Iterable[Place], pieces: Pieces) -> Iterator[Table | None]:
    """Yield the entry of a fact file in each of some places, sorted by line."""
    is_lines = path.endswith(JSON_LINES)
    whole = cache(lambda: {} if is_lines else _all_entries(b"".join(pieces())))
    stretches = _stretches(path, pieces)
    stretch: _Stretch | None = _Stretch(1, b"", [])
    for line, column in places:
        while stretch and line >= stretch.first + len(stretch.starts):
            stretch = next(stretches, None)
        if stretch and is_lines:
            yield _line_of(stretch, line)
        else:
            alone = _entry_beginning_line(stretch, line, column) if stretch else None
            yield alone or whole().get((line, column))


def _stretches(path: str, pieces: Pieces) -> Iterator[_Stretch]:
    """Yield a fact file cut between entries, or all of it where it cannot be cut."""
    line_end = _NEW_LINE if path.endswith(JSON_LINES) else _LINE_END

    def stretch(first: int, text: bytes) -> _Stretch:
        starts = [0, *(match.end() for match in line_end.finditer(text))]
        return _Stretch(first, text, starts[:-1] if starts[-1] == len(text) else starts)

    try:
        for block in reader(path).blocks(pieces()):
            yield stretch(block.line, block.text)
    except NotPlain:
        yield stretch(1, b"".join(pieces()))


def _line_of(stretch: _Stretch, line: int) -> Table | None:
    """Return the entry that is a line of JSON."""
    from stakegraph.factfile._line import parse_line

    start = stretch.starts[line - stretch.first]
    end = stretch.text.find(b"\n", start)
    text = stretch.text[start : end if end >= 0 else None]
    value, _ = parse_line(text, "", line)
    return value if isinstance(value, Table) else None


def _entry_beginning_line(stretch: _Stretch, line: int, column: int) -> Table | None:
    """Return an entry of YAML that begins a line, parsed from there."""
    from stakegraph.factfile.document import entry_at

    start = stretch.starts[line - stretch.first]
    if stretch.text[start : start + column - 1].strip(b" ") not in (b"", b"-"):
        return None
    stream = BytesIO(stretch.text)
    stream.seek(start)
    return entry_at(stream, line)


def _all_entries(data: bytes) -> dict[Place, Table]:
    """Return all entries of a file of YAML by where they stand; it is parsed whole."""
    from stakegraph.factfile.document import parse

    root, _ = parse(data, "")
    found: dict[Place, Table] = {}
    for section in ENTRIES:
        table = root.get(section) if isinstance(root, Table) else None
        if isinstance(table, Table):
            found |= {table.keys_at[key]: value for key, value in table.items()}
    facts = root.get("facts") if isinstance(root, Table) else None
    tables = facts if isinstance(facts, Items) else ()
    found |= {(table.line, table.column): table for table in tables if isinstance(table, Table)}
    return {place: table for place, table in found.items() if isinstance(table, Table)}
