"""PNG, drawn by Graphviz."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from stakegraph.exporters import dot
from stakegraph.exporters._graphviz import rendered

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph

BINARY = True


def write(graph: Graph) -> Iterator[bytes]:
    """Draw a graph; raises CannotWriteError where Graphviz is not installed."""
    yield rendered(graph, "png")


def losses(graph: Graph) -> list[str]:
    """Say what the picture will not show."""
    return dot.losses(graph)
