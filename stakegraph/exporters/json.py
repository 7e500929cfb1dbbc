"""Node-link JSON: networkx' own shape, which d3 reads as well."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from stakegraph.text.escaping import json_text

if TYPE_CHECKING:
    from stakegraph.exporters import FlatGraph

STREAMS = True
PASSAGES = True


def write(graph: FlatGraph) -> Iterator[str]:
    """Write a graph as networkx' `node_link_data` gives it, with the edges under `edges`.

    Sources, events and relations are attributes of the graph. All names are sorted.
    """
    yield '{\n "directed": true,\n "edges": '
    yield from _list(_edges(graph))
    yield f',\n "graph": {_json(graph.graph, 1)},\n "multigraph": true,\n "nodes": '
    yield from _list(_nodes(graph))
    yield "\n}\n"


def losses(graph: FlatGraph) -> list[str]:
    """Say what the file will not hold: nothing."""
    return []


def _nodes(graph: FlatGraph) -> Iterator[dict[str, Any]]:
    return ({**data, "id": id} for id, data in graph.nodes(data=True))


def _edges(graph: FlatGraph) -> Iterator[dict[str, Any]]:
    for subject, object, key, data in graph.edges(keys=True, data=True):
        yield {**data, "source": subject, "target": object, "key": key}


def _list(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Write records one by one, as they stand when all are written at once."""
    mark = "[\n  "
    for record in records:
        yield f"{mark}{_json(record, 2)}"
        mark = ",\n  "
    yield "[]" if mark == "[\n  " else "\n ]"


def _json(value: Mapping[str, Any], depth: int) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=1)
    return json_text(text.replace("\n", "\n" + " " * depth))
