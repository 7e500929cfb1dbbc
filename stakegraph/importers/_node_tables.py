"""Tables of nodes, which tables of edges beside them tie: by their ids, else by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from stakegraph.importers._builder import CLASSIFICATIONS
from stakegraph.importers._columns import Columns
from stakegraph.importers._graph_vocabulary import KINDS
from stakegraph.importers._headings import letters
from stakegraph.importers._identifiers import scheme_called
from stakegraph.importers._nodes_and_edges import Node
from stakegraph.importers._spellings import tidy

_IDS = ("id", "idid", "nodeid", "key", "identifier", "uniqueid", "lei")
_NAMES = (
    *("label", "name", "title", "caption", "nodelabel", "displayname", "fullname"),
    *("entitylegalname", "legalname"),  # of GLEIF
)
# Neo4j's, with the name of a property before and that of a group of ids behind it.
_NEO4J_ID = re.compile(r"\w*:ID(?:\((.*)\))?")


class NodeTable(NamedTuple):
    """A table of nodes: their keys and names lie in the columns `key` and `name`.

    Ids of one `group` are apart from those of another.
    """

    columns: Columns
    key: int
    name: int
    prefix: str = ""
    group: str = ""

    def nodes(self) -> Iterator[tuple[Node, bool]]:
        """Yield each node, and whether it is an address; its key is "" without id and name."""
        header = self.columns.sheet.header
        for line, cells in self.columns.sheet.rows:
            id, name = tidy(cells[self.key]), tidy(cells[self.name])
            address = tidy(self._under(cells, "address")) if name in ("", id) else ""
            data: dict[str, Any] = {"label": address or name or id}
            if scheme_called(header[self.key]):
                data[header[self.key]] = id
            for index, heading in enumerate(header):
                called, _, typed = heading.lstrip(":").partition(":")
                if not cells[index] or index in (self.key, self.name):
                    continue
                if heading == ":LABEL":
                    data.setdefault("type", kind_among(cells[index].split(";")))
                else:
                    data[called] = cells[index].split(";") if typed.endswith("[]") else cells[index]
            key = grouped(id, self.group) or name
            yield Node(key, data, f"{self.prefix}line {line}"), bool(address)

    def _under(self, cells: Sequence[str], heading: str) -> str:
        """Return the cell of a node under a heading, "" where no column has it."""
        names = [letters(each) for each in self.columns.sheet.header]
        return cells[names.index(heading)] if heading in names else ""


def node_table(columns: Columns, prefix: str) -> NodeTable | None:
    """Return a table of nodes, by the columns of their ids and names; None if there is neither."""
    names = ["" if each[:1] == ":" else letters(each) for each in columns.sheet.header]
    typed = [_NEO4J_ID.fullmatch(each) for each in columns.sheet.header]
    group = next((found[1] or "" for found in typed if found), "")
    key = next((place for place, found in enumerate(typed) if found), -1)
    if key < 0:
        key = next((names.index(each) for each in _IDS if each in names), -1)
    name = next((names.index(each) for each in _NAMES if each in names), -1)
    if key < 0 and name < 0:
        return None
    return NodeTable(columns, key if key >= 0 else name, name if name >= 0 else key, prefix, group)


def node_keys(tables: Iterable[NodeTable]) -> set[str]:
    """Return the ids and the names that tables of nodes give to their rows."""
    return {
        cells[index]
        for table in tables
        for _, cells in table.columns.sheet.rows
        for index in (table.key, table.name)
    }


def group_of(heading: str) -> str:
    """Return the group of the ids in a column of ends of Neo4j's, "" where it names none."""
    found = re.fullmatch(r":(?:START|END)_ID\((.*)\)", heading)
    return found[1] if found else ""


def grouped(id: str, group: str) -> str:
    """Return an id with its group, if it has one."""
    return f"{id} ({group})" if id and group else id


def kind_among(names: Sequence[str]) -> str:
    """Return the first of some labels that is a kind of actor, else the first."""
    known = {*KINDS, *CLASSIFICATIONS}
    return next(
        (name for name in names if re.sub(r"[\s_-]", "", name.casefold()) in known), names[0]
    )
