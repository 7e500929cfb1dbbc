"""The attributes of a flat graph as columns, cells and kinds of line, for formats of plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stakegraph.graph import Graph


def node_rows(graph: Graph) -> Iterator[dict[str, Any]]:
    """Give the attributes of each node."""
    return (data for _, data in graph.nodes(data=True))


def edge_rows(graph: Graph) -> Iterator[dict[str, Any]]:
    """Give the attributes of each edge."""
    return (data for *_, data in graph.edges(data=True))


def columns(
    rows: Iterable[Mapping[str, Any]], *, left: Collection[str] = (), taken: Collection[str] = ()
) -> dict[str, str]:
    """Give the attributes that some rows have, sorted, each with the name of its column.

    Those in `left` are left out; a name in `taken`, in small letters, gets a `_`.
    """
    names = sorted({name for row in rows for name in row}.difference(left))
    return {name: f"{name}_" if name in taken else name for name in names}


def cell(value: Any) -> str:
    """Give a value as one text; the items of a list are joined with `; `."""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def kinds(graph: Graph) -> dict[str, str]:
    """Give for each edge's key its relation, numbered where two actors have several: `owns (2)`.

    Gephi takes edges of one kind between the same two for one edge.
    """
    times: Counter[tuple[str, str, str]] = Counter()
    found: dict[str, str] = {}
    for subject, object, key, data in graph.edges(keys=True, data=True):
        relation = data["type"]
        times[subject, object, relation] += 1
        number = times[subject, object, relation]
        found[key] = relation if number == 1 else f"{relation} ({number})"
    return found
