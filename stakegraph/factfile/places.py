"""Where the fields of entries stand in fact files, found when a problem of one is shown."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from io import BytesIO
from typing import Any

from stakegraph.errors import Problem
from stakegraph.factfile.placed import Items, Table
from stakegraph.factfile.readers import JSON_LINES
from stakegraph.factfile.schema import ENTRIES
from stakegraph.model.facts import Place

# What YAML takes for the end of a line.
_LINE_END = re.compile(b"\r\n|[\n\r]|\xc2\x85|\xe2\x80[\xa8\xa9]")


def located(problems: Iterable[Problem], read: Callable[[str], bytes]) -> Iterator[Problem]:
    """Yield problems, those of a field with the line and column of that field's value.

    `read` returns the bytes of a fact file; only entries that have such a problem are parsed again.
    What a file does not say where it should keeps the place of its entry.
    """
    file = cache(lambda path: (_Lines if path.endswith(JSON_LINES) else _Yaml)(read(path)))
    for problem in problems:
        if problem.field:
            entry = file(problem.path).entry(problem.line, problem.column)
            line, column = _place(entry, problem.field) or (problem.line, problem.column)
            problem = problem._replace(line=line, column=column, field="")
        yield problem


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


class _Lines:
    """A fact file of JSON Lines whose entries can be looked up by where they stand."""

    def __init__(self, data: bytes) -> None:
        self.lines = data.split(b"\n")

    def entry(self, line: int, column: int) -> Table | None:
        """Return the entry that stands in a line."""
        from stakegraph.factfile._line import parse_line

        value, _ = parse_line(self.lines[line - 1], "", line)
        return value if isinstance(value, Table) else None


class _Yaml:
    """A fact file of YAML whose entries can be looked up by where they stand."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.data))]

    @cached_property
    def entries(self) -> dict[Place, Table]:
        """Return all entries of the file, which is parsed whole."""
        from stakegraph.factfile.document import parse

        root, _ = parse(self.data, "")
        found: dict[Place, Table] = {}
        for section in ENTRIES:
            table = root.get(section) if isinstance(root, Table) else None
            if isinstance(table, Table):
                found |= {table.keys_at[key]: value for key, value in table.items()}
        facts = root.get("facts") if isinstance(root, Table) else None
        tables = facts if isinstance(facts, Items) else ()
        found |= {(table.line, table.column): table for table in tables if isinstance(table, Table)}
        return {place: table for place, table in found.items() if isinstance(table, Table)}

    def entry(self, line: int, column: int) -> Table | None:
        """Return the entry that stands in a place."""
        return self._alone(line, column) or self.entries.get((line, column))

    def _alone(self, line: int, column: int) -> Table | None:
        """Return an entry that begins a line, parsed from there."""
        from stakegraph.factfile.document import entry_at

        start = self.starts[line - 1] if line <= len(self.starts) else len(self.data)
        before = self.data[start : start + column - 1].strip(b" ")
        if before not in (b"", b"-"):
            return None
        stream = BytesIO(self.data)
        stream.seek(start)
        return entry_at(stream, line)
