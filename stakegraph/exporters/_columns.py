"""The attributes of a flat graph as columns, cells and kinds of line, for formats of plain text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stakegraph.exporters import FlatGraph


def node_rows(graph: FlatGraph) -> Iterator[dict[str, Any]]:
    """Yield the attributes of each node."""
    return (data for _, data in graph.nodes(data=True))


def edge_rows(graph: FlatGraph) -> Iterator[dict[str, Any]]:
    """Yield the attributes of each edge."""
    return (data for *_, data in graph.edges(keys=True, data=True))


def columns(
    rows: Iterable[Mapping[str, Any]], *, left: Collection[str] = (), taken: Collection[str] = ()
) -> dict[str, str]:
    """Return the attributes that some rows have, sorted, each with the name of its column.

    Those in `left` are left out; a name in `taken`, in small letters, gets a `_`.
    """
    names = sorted({name for row in rows for name in row}.difference(left))
    return {name: f"{name}_" if name in taken else name for name in names}


def cell(value: Any) -> str:
    """Return a value as one text; the items of a list are joined with `; `."""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def edges_with_kinds(
    graph: FlatGraph,
) -> Iterator[tuple[str, str, str, dict[str, Any], str]]:
    """Yield the edges, each with its relation, numbered where two actors have several: `owns (2)`.

    Gephi takes edges of one kind between the same two for one edge. All edges between two actors
    come together.
    """
    times: dict[str, int] = {}
    last = None
    for subject, object, key, data in graph.edges(keys=True, data=True):
        if (subject, object) != last:
            times.clear()
            last = subject, object
        relation = data["type"]
        number = times[relation] = times.get(relation, 0) + 1
        kind = relation if number == 1 else f"{relation} ({number})"
        yield subject, object, key, data, kind
