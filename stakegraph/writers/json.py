"""Node-link JSON: networkx' own shape, which d3 reads as well."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import networkx as nx

from stakegraph.text import json_text

if TYPE_CHECKING:
    from stakegraph.graph import Graph


def write(graph: Graph) -> Iterator[str]:
    """Write a graph as networkx' `node_link_data` gives it, with the edges under `edges`.

    Sources, events and relations are attributes of the graph.
    """
    data = nx.node_link_data(graph, edges="edges")
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=1)
    yield json_text(text) + "\n"


def losses(graph: Graph) -> list[str]:
    """Say what the file will not hold: nothing."""
    return []
