"""A list of edges as CSV: one row for each tie, with columns for its two ends and the relation.

Other columns are dates, status and note, what an end is (`from kind`), or qualifiers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from stakegraph.errors import UsageError
from stakegraph.factfile.reading import Reading
from stakegraph.importers._parsers import decoded, refusal
from stakegraph.importers._property_graph import Edge, Node, reading
from stakegraph.text.suggestions import did_you_mean

# What the columns are called where nobody says.
_FROM = ("who", "from", "source", "subject")
_RELATION = ("relation", "type", "relationship", "predicate", "kind", "label")
_TO = ("to", "other", "target", "object")
_KIND = ("kind", "type")
_WAYS = ("directed", "undirected", "mutual")
_LIMIT = 10_000_000  # characters in one cell; the csv module's own is 131,072


def read(
    data: bytes,
    path: str,
    *,
    from_column: str = "",
    relation_column: str = "",
    to_column: str = "",
) -> Reading:
    """Read a list of edges; the columns are named, or called as such columns mostly are.

    Raises UsageError for a named column that the file does not have.
    """
    table = _table(data, path)
    subject = table.column(from_column, _FROM, "from")
    object = table.column(to_column, _TO, "to")
    # Gephi has a column of this name for whether an edge has a direction.
    way = next((i for i, name in enumerate(table.names) if table.is_way(name, i)), -1)
    relation = table.column(relation_column, _RELATION, "", taken=(subject, object, way))
    kinds = [table.kind(subject), table.kind(object)]
    apart = {subject, object, relation, way, *kinds}
    apart |= {i for i, name in enumerate(table.names) if name == "id"}  # which row it is
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    for line, cells in table.rows:
        at = f"line {line}"
        ends = [cells[subject], cells[object]]
        if not all(ends):
            missing = table.header[object] if ends[0] else table.header[subject]
            table.notes.append(f"{at}: left out, because {missing!r} is empty")
            continue
        for end, column in zip(ends, kinds, strict=True):
            kind = cells[column] if column >= 0 else ""
            known = nodes.setdefault(end, Node(end, {"label": end}, at)).data
            if kind and known.setdefault("type", kind) != kind:
                table.notes.append(f"{at}: {end!r} is a {kind!r} here, a {known['type']!r} before")
        others = {
            table.header[index] or f"column {index + 1}": cell
            for index, cell in enumerate(cells)
            if cell and index not in apart
        }
        if relation >= 0:
            others = {"type": cells[relation]} | {
                f"{name} column" if name == "type" else name: cell for name, cell in others.items()
            }
        directed = way < 0 or cells[way].casefold() != "undirected"
        edges.append(Edge(ends[0], ends[1], dict(others), at, directed))
    return reading(path, nodes.values(), edges, {}, table.notes)


class _Table(Struct):
    """The rows that say something, each with its line and a cell for every column."""

    path: str
    header: list[str]
    rows: list[tuple[int, list[str]]]
    notes: list[str]

    @property
    def names(self) -> list[str]:
        """Return the header without case, hyphens and underscores."""
        return [_folded(name) for name in self.header]

    def is_way(self, name: str, index: int) -> bool:
        """Return whether a column says which edges have a direction."""
        return name == "type" and all(cells[index].casefold() in _WAYS for _, cells in self.rows)

    def kind(self, end: int) -> int:
        """Return the column that says what kind the actors of another are, or -1."""
        wanted = [_folded(f"{self.header[end]} {kind}") for kind in _KIND]
        return next((self.names.index(name) for name in wanted if name in self.names), -1)

    def column(
        self, named: str, usual: Sequence[str], option: str, taken: Sequence[int] = ()
    ) -> int:
        """Find a column by the name given or by the usual ones; -1 where none is needed."""
        names, there = self.names, ", ".join(filter(None, self.header))
        if named and _folded(named) not in names:
            near = did_you_mean(named, self.header)
            raise UsageError(
                f"{self.path}: no column is called {named!r}{near}; there are: {there}"
            )
        for name in (_folded(named),) if named else usual:
            if name in names and names.index(name) not in taken:
                return names.index(name)
        if not option:
            return -1
        message = f"no column is called {' or '.join(usual)}: name one with --{option}: {there}"
        raise refusal(self.path, message, "missing-key")


def _table(data: bytes, path: str) -> _Table:
    """Read the rows, by the delimiter that the first line has most of."""
    text = decoded(data, path, lenient=True)
    notes = []
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            notes.append("the file is not UTF-8; it was read as Windows-1252")
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
        notes.append("NUL characters became U+FFFD")
    first = text.lstrip("\r\n").split("\n", 1)[0].rstrip("\r")
    declared = re.fullmatch("sep=(.)", first)  # as Excel has it
    delimiter = declared[1] if declared else max(",;\t|", key=first.count)
    found = list(_rows(text, delimiter, path))[1 if declared else 0 :]
    if not found:
        raise refusal(path, "the file holds no rows", "missing-key")
    (_, header), *others = found
    rows = []
    for line, row in others:
        if len(row) > len(header):
            extra = ", ".join(row[len(header) :])
            notes.append(f"line {line}: more cells than columns; left out: {extra}")
        cells = [cell.strip() for cell in row[: len(header)]]
        rows.append((line, cells + [""] * (len(header) - len(cells))))
    return _Table(path, [name.strip() for name in header], rows, notes)


def _rows(text: str, delimiter: str, path: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows in which anything stands, each with the line that it begins in."""
    limit = csv.field_size_limit(_LIMIT)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    start = 1
    try:
        for row in lines:
            if any(cell.strip() for cell in row):
                yield start, row
            start = lines.line_num + 1
    except csv.Error as error:
        raise refusal(path, f"not CSV: {error}", "wrong-type", start) from None
    finally:
        csv.field_size_limit(limit)


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name.strip().casefold())
