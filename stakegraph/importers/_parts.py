"""The tables of one file: several where its sheets, or its rows, are of nodes and of ties."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from stakegraph.importers._content import Content
from stakegraph.importers._delimited import Line
from stakegraph.importers._headings import letters
from stakegraph.importers._sheet import Sheet, sheet, sheet_names
from stakegraph.importers._stored_list import StoredList
from stakegraph.importers._values import words

# What the sheets of a workbook are called, as Kumu and others have them.
_NODES = words("nodes elements vertices")
_TIES = words("edges connections links ties relationships")


class _Mixed(NamedTuple):
    """A table whose rows are nodes or ties: its columns, with what two tables would call them."""

    nodes: Mapping[str, str]
    ties: Mapping[str, str]
    name: str  # the column without which a row is no node
    has_more: bool  # of nodes and of ties, in the other columns
    frames: Collection[tuple[str, str]] = ()  # what stands in which column of what is no node


_NEO4J = _Mixed(  # apoc.export.csv
    {"_id": ":ID", "_labels": ":LABEL"},
    {"_start": ":START_ID", "_end": ":END_ID", "_type": ":TYPE"},
    "_id",
    True,
)
_LUCIDCHART = _Mixed(
    {"Id": "Id", "Text Area 1": "Label"},
    {"Line Source": "from", "Line Destination": "to", "Text Area 1": "Label"},
    "Text Area 1",
    False,
    [("Name", "Document"), ("Name", "Page")],
)


def parts(data: Content, path: str, name: str = "") -> list[tuple[str, Sheet]]:
    """Return the tables of a file, each with what its places begin with.

    `name` is the sheet of a spreadsheet that alone is read.
    """
    names = [] if name else sheet_names(data, path)
    folded = {letters(each) for each in names}
    if folded & _NODES and folded & _TIES:
        of_graph = [each for each in names if letters(each) in _NODES | _TIES]
        return [(f'sheet "{each}", ', sheet(data, path, each)) for each in of_graph]
    found = sheet(data, path, name)
    for mixed in (_NEO4J, _LUCIDCHART):
        if {*mixed.nodes, *mixed.ties} <= {*found.header}:
            return _apart(found, mixed)
    return [("", found)]


def _apart(table: Sheet, mixed: _Mixed) -> list[tuple[str, Sheet]]:
    """Return a table of the nodes and one of the ties."""
    header = table.header
    first, second = (header.index(each) for each in [*mixed.ties][:2])
    name = header.index(mixed.name)
    frames = {*mixed.frames}
    nodes: list[Line] = []
    ties: list[Line] = []
    for line, cells in table.rows:
        if cells[first] and cells[second]:
            ties.append((line, cells))
        elif cells[name] and frames.isdisjoint(zip(header, cells, strict=True)):
            nodes.append((line, cells))
    made = []
    for rows, own, other in ((nodes, mixed.nodes, mixed.ties), (ties, mixed.ties, mixed.nodes)):
        kept = [
            index
            for index, heading in enumerate(header)
            if heading in own or (mixed.has_more and heading not in other)
        ]
        kept = [index for index in kept if any(cells[index] for _, cells in rows)]
        lines = (
            (line, [_cell(header[index], cells[index]) for index in kept]) for line, cells in rows
        )
        headings = [own.get(header[index], header[index]) for index in kept]
        made.append(("", Sheet(table.path, headings, StoredList(Line, lines), table.notes)))
    return made


def _cell(heading: str, cell: str) -> str:
    """Return a cell, labels as they are parted in a file of nodes: `:Person:Trustee`."""
    return cell.strip(":").replace(":", ";") if heading == "_labels" else cell
