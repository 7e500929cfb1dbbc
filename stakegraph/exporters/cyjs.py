"""Cytoscape JSON (.cyjs), for Cytoscape desktop and cytoscape.js.

networkx' own `cytoscape_data` loses the edges' ids and calls every node by its id.
https://manual.cytoscape.org/en/stable/Supported_Network_File_Formats.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from stakegraph.exporters import left_out
from stakegraph.text.escaping import json_text

if TYPE_CHECKING:
    from stakegraph.exporters import FlatGraph

STREAMS = True


def write(graph: FlatGraph) -> Iterator[str]:
    """Write a graph as Cytoscape JSON, piece by piece.

    `name` is what desktop shows: the actor's name, or `SUBJECT (RELATION) OBJECT` in ids, its own
    form for a line, whose kind is `interaction`. Nodes and edges share one space of ids in
    cytoscape.js: an edge whose key is also an actor's id is called `fact:KEY`; `fact` is the key.
    `directed`, `multigraph`, `value` and `key` are for networkx' reader.
    """
    head = {
        "format_version": "1.0",
        "generated_by": "stakegraph",
        "target_cytoscapejs_version": "~2.1",
        "directed": True,
        "multigraph": True,
        "data": {"name": graph.graph.get("title", "") or "stakeholders"},
    }
    yield f'{_json(head)[:-1]}, "elements": {{\n"nodes": ['
    yield from _items(_nodes(graph))
    yield '],\n"edges": ['
    yield from _items(_edges(graph))
    yield "]\n}}\n"


def losses(graph: FlatGraph) -> list[str]:
    """Say what the file will not hold."""
    return left_out(graph, "events", "sources")


def _nodes(graph: FlatGraph) -> Iterator[dict[str, Any]]:
    for id, data in graph.nodes(data=True):
        yield {**data, "id": id, "value": id, "name": data["label"]}


def _edges(graph: FlatGraph) -> Iterator[dict[str, Any]]:
    for subject, object, key, data in graph.edges(keys=True, data=True):
        relation = data["type"]
        yield {
            **data,
            "id": f"fact:{key}" if key in graph else key,
            "key": key,
            "source": subject,
            "target": object,
            "name": f"{subject} ({relation}) {object}",
            "interaction": relation,
        }


def _items(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    mark = "\n"
    for record in records:
        yield f'{mark}{{"data": {_json(record)}}}'
        mark = ",\n"


def _json(value: Mapping[str, Any]) -> str:
    return json_text(json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True))
