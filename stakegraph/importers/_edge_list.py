"""A table of edges, one row for each tie, with tables of the nodes beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from stakegraph.errors import Unsure
from stakegraph.factfile.reading import Reading
from stakegraph.importers._builder import Builder
from stakegraph.importers._cells import are_dates, are_mostly, are_numbers
from stakegraph.importers._columns import Columns
from stakegraph.importers._edge_attributes import (
    ENDS,
    USED,
    attributes,
    is_address,
    is_ours,
    own_attributes,
    qualifying,
)
from stakegraph.importers._headings import OF_WORDS, letters
from stakegraph.importers._identifiers import linked, scheme_called
from stakegraph.importers._node_tables import NodeTable, group_of, grouped
from stakegraph.importers._nodes_and_edges import Edge, Node
from stakegraph.importers._periods import ENDED, is_over
from stakegraph.importers._property_graph import reading
from stakegraph.importers._relations import relation_called
from stakegraph.importers._row_sources import RowSources
from stakegraph.importers._spellings import Spellings, body_key, is_body, some, tidy
from stakegraph.importers._values import joined
from stakegraph.model.facts import Citation
from stakegraph.model.relations import ORGANISATION, PERSON, RELATIONS, REPORTING

_KIND = ("kind", "type")
# How people alone are addressed.
_ADDRESSED = re.compile(
    r"(?:mr|mrs|ms|miss|herr|frau|mme|sir|dame|lord|lady)\b\.?\s", re.IGNORECASE
)
# Of ICIJ, which has them between nodes that may be one.
_LIKENESS = ("samenameas", "similar", "samecompanyas", "probablysameofficeras")


class EdgeTable(Struct):
    """A table of edges; `relation` is that of all rows, `kinds` those of the ends, or ""."""

    columns: Columns
    prefix: str = ""
    relation: str = ""
    kinds: tuple[str, str] = ("", "")

    def told(self) -> list[str]:
        """Return the lines that say what the columns are taken for."""
        kinds = {index: "kind" for role in ENDS if (index := kind_column(self.columns, role)) >= 0}
        codes = {index: "id" for role in ENDS if (index := code_column(self.columns, role)) >= 0}
        others = kinds | codes | qualifying(self.columns, self.relation)
        return self.columns.table(USED, others)


def edges_reading(
    builder: Builder,
    tables: Sequence[EdgeTable],
    beside: Sequence[NodeTable],
    kind: str,
    about: Mapping[str, Any] | None = None,
) -> Reading:
    """Read tables of edges with those of the nodes; `kind` is that of nodes where none is said.

    `about` has the events and sources of a graph of ours.
    """
    return _Edges(builder, beside, kind).read(tables, about)


class _Edges:
    def __init__(self, builder: Builder, beside: Sequence[NodeTable], kind: str) -> None:
        self.builder, self.kind = builder, kind
        self.nodes: dict[str, Node] = {}
        self.by_name: dict[str, list[str]] = defaultdict(list)
        self.edges: list[Edge] = []
        self.spellings = Spellings()
        self.sources = RowSources(builder)
        self.are_given = bool(beside)
        self.addresses: set[str] = set()
        for table in beside:
            self.add_nodes(table)

    def read(self, tables: Sequence[EdgeTable], about: Mapping[str, Any] | None) -> Reading:
        for table in tables:
            self.check(table)
            self.add_edges(table)
        self.builder.notes += self.spellings.notes()
        tied = {end for edge in self.edges for end in (edge.source, edge.target)}
        for key in self.addresses - tied:
            del self.nodes[key]
        self.settle_kinds(tables)
        nodes = self.nodes.values()
        return reading(self.builder.path, nodes, self.edges, about, builder=self.builder)

    def add_nodes(self, table: NodeTable) -> None:
        for node, is_place in table.nodes():
            if not node.key:
                self.builder.note("left out, because it has no id and no name", node.at)
            elif node.key in self.nodes:
                self.builder.note(f"left out, because {node.key!r} is a node already", node.at)
            else:
                self.nodes[node.key] = node
                self.by_name[body_key(node.data["label"])].append(node.key)
                self.addresses |= {node.key} if is_place else set()

    def check(self, table: EdgeTable) -> None:
        """Raise Unsure for ends that are no names: dates, or numbers that no nodes explain."""
        columns = table.columns
        ends = {role: columns.sheet.column(columns.roles[role]) for role in ENDS}
        groups = {role: group_of(columns.heading(role)) for role in ENDS}
        if any(grouped(one, groups[role]) in self.nodes for role in ENDS for one in ends[role]):
            return
        for role, cells in ends.items():
            what = "dates" if are_dates(cells) else "numbers" if are_numbers(cells) else ""
            if what:
                raise Unsure(
                    f"{columns.sheet.path}: the column {columns.heading(role)!r} holds {what} "
                    f"({some(cells[:2])}), no names of who is tied: give the file that names "
                    f"them as well (import table EDGES NODES), or --column {role}=HEADING",
                    "column",
                    columns.sheet.header,
                    f"{role}={{}}",
                )

    def add_edges(self, table: EdgeTable) -> None:
        columns, ours = table.columns, is_ours(table.columns)
        if not table.relation and "relation" not in columns:
            self.builder.note("no column says how they are tied: --as RELATION says it of all rows")
        kinds = [kind_column(columns, role) for role in ENDS]
        codes = [code_column(columns, role) for role in ENDS]
        groups = [group_of(columns.heading(role)) for role in ENDS]
        for line, cells in columns.sheet.rows:
            at = f"{table.prefix}line {line}"
            ends = [
                grouped(columns.written(cells, role), group)
                for role, group in zip(ENDS, groups, strict=True)
            ]
            if not all(ends):
                missing = columns.heading("from" if not ends[0] else "to")
                self.builder.note(f"left out, because {missing!r} is empty", at)
                continue
            if is_over(columns.cell(cells, "status")) and not columns.cell(cells, "until"):
                self.builder.note(ENDED, at)
                continue
            relation = table.relation or columns.cell(cells, "relation")
            given = [
                cells[column] if column >= 0 else kind
                for column, kind in zip(kinds, table.kinds, strict=True)
            ]
            ids = [cells[column] if column >= 0 else "" for column in codes]
            source = self.end(ends[0], at, given[0], ids[0])
            if is_address(relation):
                self.add_address(source, ends[1], at)
                continue
            if letters(relation) in _LIKENESS:
                self.builder.note("left out, because names that are alike are no tie", at)
                continue
            target = self.end(ends[1], at, given[1], ids[1])
            cited: tuple[Citation, ...] = ()
            if ours:
                data = own_attributes(columns, cells)
            else:
                data = attributes(columns, cells, table.relation, (*kinds, *codes))
                cited = self.sources.cite(columns.cell(cells, "source"), at)
            way = columns.cell(cells, "direction").casefold()
            known = relation_called(str(data.get("type", "")))
            if way == "mutual" and known and not RELATIONS[known[0]].symmetric:
                self.edges.append(Edge(target, source, data, at, True, cited))
                way = "directed"
            directed = way not in ("undirected", "mutual")
            self.edges.append(Edge(source, target, data, at, directed, cited))

    def add_address(self, key: str, address: str, at: str) -> None:
        """Put down in a note where somebody is: an address is no actor."""
        node = self.nodes[key]
        known = self.nodes.get(address)
        name = known.data["label"] if known else address
        if known:
            self.addresses.add(address)
        node.data["note"] = joined([node.data.get("note", ""), f"registered address: {name}"])
        self.builder.note("a registered address is no actor: it went into a note", at)

    def end(self, written: str, at: str, kind: str, id: str) -> str:
        """Return the key of a node, by its id or name; it is added where no table has it."""
        if written not in self.nodes:
            keys = self.by_name.get(body_key(written), [])
            if self.are_given:
                written = keys[0] if len(keys) == 1 else tidy(written)
            else:
                written = self.spellings.name(body_key(written), written)
        node = self.nodes.setdefault(written, Node(written, {"label": written}, at))
        if known := linked(id):
            node.data.setdefault(known.scheme, known.value)
        if kind and (scheme := scheme_called(kind)):
            node.data.setdefault(scheme, written)
        if kind and node.data.setdefault("type", kind) != kind:
            told = f"{written!r} is a {kind!r} here, a {node.data['type']!r} before"
            self.builder.note(told, at)
        return written

    def settle_kinds(self, tables: Sequence[EdgeTable]) -> None:
        """Give a kind to nodes of none that may be people or bodies; raise Unsure of what is so."""
        possible: dict[str, set[str]] = {key: {PERSON, ORGANISATION} for key in self.nodes}
        for edge in self.edges:
            known = relation_called(str(edge.data.get("type", "")))
            if known:
                row = RELATIONS[known[0]]
                joins = (row.objects, row.subjects) if known[1] else (row.subjects, row.objects)
                for end, kinds in zip((edge.source, edge.target), joins, strict=True):
                    possible[end] &= {*kinds}
                    if row.family == REPORTING and not is_body(end):
                        possible[end].discard(ORGANISATION)
        unsure = []
        for key, node in self.nodes.items():
            named = {letters(name) for name in node.data}
            is_number = self.are_given and key == node.data["label"] and key.isdecimal()
            if named & {"type", "kind", "category"} or len(possible[key]) < 2 or is_number:
                continue
            if is_body(str(node.data["label"])):
                node.data["type"] = ORGANISATION
            elif _ADDRESSED.match(str(node.data["label"])):
                node.data["type"] = PERSON
            elif self.kind:
                node.data["type"] = self.kind
            else:
                unsure.append(str(node.data["label"]))
        if unsure:
            paths = ", ".join(dict.fromkeys(table.columns.sheet.path for table in tables))
            raise Unsure(
                f"{paths}: nothing says whether these are people or organisations: {some(unsure)}; "
                "--kind person or --kind organisation says it of all, columns 'from kind' and "
                "'to kind' of each",
                "kind",
                (PERSON, ORGANISATION),
            )


def kind_column(columns: Columns, role: str) -> int:
    """Return the column that says what kind those at an end are, or -1."""
    heading = columns.heading(role)
    names = [letters(each) for each in columns.sheet.header]
    ends = [re.sub("name$", "", letters(heading)), letters(heading), role]
    wanted = [letters(f"{end} {kind}") for end in ends for kind in _KIND]
    wanted += ["donorstatus"] * (ends[0] == "donor")  # of the Electoral Commission
    found = (names.index(name) for name in wanted if name in names)
    return next((index for index in found if index not in columns.roles.values()), -1)


def code_column(columns: Columns, role: str) -> int:
    """Return the column of links to those at an end, as Wikidata has it beside names, or -1."""
    heading = letters(columns.heading(role))
    for index, other in enumerate(columns.sheet.header):
        is_beside = heading in {f"{letters(other)}{end}" for end in OF_WORDS}
        if is_beside and are_mostly(columns.sheet.column(index), linked):
            return index
    return -1
