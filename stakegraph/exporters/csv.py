"""CSV, one file of nodes and one of edges: for Gephi, for a spreadsheet, or for Neo4j."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from stakegraph.exporters import once
from stakegraph.exporters._columns import (
    cell,
    columns,
    edge_rows,
    edges_with_kinds,
    node_rows,
)
from stakegraph.exporters.cypher import labels, relationship
from stakegraph.model.facts import RECORDS
from stakegraph.model.qualifiers import NUMERIC
from stakegraph.model.sentences import counted
from stakegraph.text.escaping import REPLACEMENT

if TYPE_CHECKING:
    from stakegraph.exporters import FlatGraph

STREAMS = True
FLAVOURS = ("gephi", "spreadsheet", "neo4j")

Row = Iterable[str]

# Controls that a text file has no use for and a terminal obeys, and lone surrogates.
_CONTROLS = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]"

# What begins a formula (OWASP, CSV injection), full-width letters included: at the beginning of a
# cell, and after what begins a new cell where a spreadsheet splits at semicolons or tabs instead.
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_FORMULA = re.compile(f'^(?=[\t\r\n{_SIGNS}])|([;\t\r\n|]["\\s]*)(?=[{_SIGNS}])')

# What Gephi's import knows by name, whatever the case of the letters; and what we call ours.
_GEPHI = frozenset(("id", "source", "target", "type", "kind", "label", "weight", "relation"))
_SPREADSHEET = frozenset(("source_label", "target_label"))

_BOM = "\ufeff"  # without it Excel takes UTF-8 for the local code page


def write_files(graph: FlatGraph, flavour: str = "gephi") -> Iterator[tuple[str, Iterator[str]]]:
    r"""Write a graph as two files, `nodes` and `edges`, its `events` and `sources` as two more.

    Cells are the attributes as text, lists joined with "; "; UTF-8, comma, line feed. The flavours:

    gephi        the columns that its import knows by name, every edge of a kind of its own, so that
                 none are merged
    spreadsheet  with a byte order mark and with the names of both ends beside their ids; what could
                 run as a formula begins with '
    neo4j        the headers of `neo4j-admin database import` (add --multiline-fields=true); a list
                 is `string[]` with ";" between its items, or one text with "; " where in any row an
                 item has a ";" of its own

    Controls and lone surrogates become U+FFFD. https://neo4j.com/docs/operations-manual/current/import/
    """
    nodes, edges = _TABLES[flavour]
    yield "nodes", _lines(nodes(graph), flavour)
    yield "edges", _lines(edges(graph), flavour)
    for name, fields in RECORDS.items():
        if graph.graph.get(name):
            yield name, _lines(_records(graph.graph[name], fields), flavour)


def path(out: str, name: str) -> str:
    """Return the path of one file.

    In `out` if that is a folder, else beside it as `OUT-name.csv`.
    """
    if out.endswith(("/", os.sep)) or os.path.isdir(out):
        return os.path.join(out, f"{name}.csv")
    stem, suffix = os.path.splitext(out)
    if suffix.lower() != ".csv":
        stem, suffix = out, ".csv"
    return f"{stem}-{name}{suffix}"


def losses(graph: FlatGraph) -> list[str]:
    """Say what the files will not hold."""
    count = once(_survey, graph).controls
    return [f"{counted(count, 'control character')} became U+FFFD"] if count else []


class _Survey(NamedTuple):
    """What has to be known of all nodes and edges: their attributes, and which can be arrays."""

    nodes: dict[str, bool]
    edges: dict[str, bool]
    controls: int


def _survey(graph: FlatGraph) -> _Survey:
    nodes: dict[str, bool] = {}
    edges: dict[str, bool] = {}
    controls = 0
    for names, rows in ((nodes, node_rows(graph)), (edges, edge_rows(graph))):
        for row in rows:
            for name, value in row.items():
                text = cell(value)
                if not text.isprintable():
                    controls += len(re.findall(_CONTROLS, text))
                can_be = isinstance(value, list) and not any(";" in item for item in value)
                names[name] = names.get(name, True) and can_be
    return _Survey(nodes, edges, controls)


def _lines(rows: Iterable[Row], flavour: str) -> Iterator[str]:
    buffer = io.StringIO(newline="")
    is_sheet = flavour == "spreadsheet"
    # Where semicolons separate, only a cell in quotation marks keeps its commas and semicolons.
    # Before Python 3.13 a cell is quoted only for what is in the line's end: a CR wants it as well.
    writer = csv.writer(
        buffer, lineterminator="\r\n", quoting=csv.QUOTE_ALL if is_sheet else csv.QUOTE_MINIMAL
    )
    if is_sheet:
        yield _BOM
    for row in rows:
        cells = (re.sub(_CONTROLS, REPLACEMENT, text) for text in row)
        writer.writerow(map(_harmless, cells) if is_sheet else cells)
        yield f"{buffer.getvalue()[:-2]}\n"
        buffer.seek(0)
        buffer.truncate()


def _harmless(text: str) -> str:
    return _FORMULA.sub(r"\1'", text)


def _gephi_nodes(graph: FlatGraph) -> Iterator[Row]:
    names = columns([once(_survey, graph).nodes], left=("label", "type"), taken=("id", "kind"))
    yield ["Id", "Label", "kind", *names.values()]
    for id, data in graph.nodes(data=True):
        yield [id, data["label"], data["type"], *_cells(names, data)]


def _gephi_edges(graph: FlatGraph) -> Iterator[Row]:
    names = columns([once(_survey, graph).edges], left=("label", "type", "fact"), taken=_GEPHI)
    head = ["Source", "Target", "Type", "Kind", "Id", "Label", "Weight", "relation"]
    yield [*head, *names.values()]
    for subject, object, key, data, kind in edges_with_kinds(graph):
        way = "Undirected" if data.get("undirected") else "Directed"
        known = [subject, object, way, kind, key, data["label"], "1.0"]
        yield [*known, data["type"], *_cells(names, data)]


def _spreadsheet_nodes(graph: FlatGraph) -> Iterator[Row]:
    names = columns([once(_survey, graph).nodes], left=("label", "type"))
    yield ["id", "label", "type", *names.values()]
    for id, data in graph.nodes(data=True):
        yield [id, data["label"], data["type"], *_cells(names, data)]


def _spreadsheet_edges(graph: FlatGraph) -> Iterator[Row]:
    names = columns([once(_survey, graph).edges], left=("label", "fact"), taken=_SPREADSHEET)
    head = ["fact", "source", "source_label", "label", "target_label", "target"]
    yield [*head, *names.values()]
    for subject, object, key, data in graph.edges(keys=True, data=True):
        ends = graph.nodes[subject]["label"], graph.nodes[object]["label"]
        known = [key, subject, ends[0], data["label"], ends[1], object]
        yield [*known, *_cells(names, data)]


def _neo4j_nodes(graph: FlatGraph) -> Iterator[Row]:
    names = columns([once(_survey, graph).nodes], left=("label",))
    lists = _lists(once(_survey, graph).nodes)
    yield ["id:ID", "name", ":LABEL", *_typed(names, lists)]
    for id, data in graph.nodes(data=True):
        yield [id, data["label"], ";".join(labels(data)), *_cells(names, data, lists)]


def _neo4j_edges(graph: FlatGraph) -> Iterator[Row]:
    names = columns([once(_survey, graph).edges])
    lists = _lists(once(_survey, graph).edges)
    yield [":START_ID", ":END_ID", ":TYPE", *_typed(names, lists)]
    for subject, object, _, data in graph.edges(keys=True, data=True):
        yield [subject, object, relationship(data), *_cells(names, data, lists)]


_TABLES = {
    "gephi": (_gephi_nodes, _gephi_edges),
    "spreadsheet": (_spreadsheet_nodes, _spreadsheet_edges),
    "neo4j": (_neo4j_nodes, _neo4j_edges),
}


def _records(records: Iterable[Mapping[str, Any]], names: Sequence[str]) -> Iterator[Row]:
    yield names
    for record in records:
        yield [cell(record.get(name, "")) for name in names]


def _lists(names: Mapping[str, bool]) -> frozenset[str]:
    """Return the attributes that are lists and can be arrays: no item has the separator."""
    return frozenset(name for name, can_be in names.items() if can_be)


def _typed(names: Mapping[str, str], lists: frozenset[str]) -> list[str]:
    types = {**dict.fromkeys(lists, ":string[]"), **dict.fromkeys(NUMERIC, ":double")}
    return [f"{column}{types.get(name, '')}" for name, column in names.items()]


def _cells(
    names: Iterable[str], data: Mapping[str, Any], lists: frozenset[str] = frozenset()
) -> list[str]:
    return [
        ";".join(data.get(name, ())) if name in lists else cell(data.get(name, ""))
        for name in names
    ]
