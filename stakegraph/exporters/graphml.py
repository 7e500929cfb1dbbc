"""GraphML, for Gephi, Cytoscape, igraph, graph-tool, Tulip, JGraphT and networkx.

The text is written here because networkx's writers refuse None, lists and control characters, or
write a file that nothing reads, and give one attribute of mixed types several keys. What the
readers need decides the rest: keys named after their attributes, nodes before edges, no `<desc>`,
only the four types that all of them know.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import chain, islice
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING
from weakref import finalize

from stakegraph.exporters import FlatGraph, StreamedGraph, directed, left_out, once, replacements
from stakegraph.exporters._graphml_values import Values, check_nmtoken, key_of, text_of, wider
from stakegraph.text.escaping import xml_losses

if TYPE_CHECKING:
    import networkx as nx

STREAMS = True
XML = True

_IN_MEMORY = 2**20  # bytes; what is longer goes to disk
_AT_ONCE = 2**20  # characters
_TOGETHER = 500  # nodes or edges

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def write(graph: FlatGraph | nx.MultiDiGraph[str]) -> Iterator[str]:
    """Write a graph as GraphML, piece by piece.

    Every edge gets two attributes: `fact`, its key once more (python-igraph 1.0 loses edge ids),
    and `weight`, 1.0 unless the edge has one. An attribute has one type throughout: boolean, long,
    double or string. Lists are joined with "; ", dicts are JSON, dates are ISO 8601; None, NaN,
    infinities and what is empty are left out. Characters that XML cannot hold become U+FFFD;
    `replaced` counts them. Nodes and edges keep the graph's order, attributes are sorted.

    Raises ValueError, before the first piece, for an attribute named in `TAKEN`, for an edge
    key used twice, and for a name, node or key that is no xs:NMTOKEN; TypeError for a value of
    any other type. http://graphml.graphdrawing.org/specification.html
    """
    return _document(once(_Content, graph))


def losses(graph: FlatGraph) -> list[str]:
    """Say what the file will not hold."""
    if isinstance(graph, StreamedGraph):
        names: Container[str] = once(_Content, graph).edge_types
    else:
        names = {name for *_, data in graph.edges(data=True) for name in data}
    sentences = left_out(graph, "events", "sources") + directed(names)
    return [*sentences, *replacements(replaced(graph))]


def replaced(graph: FlatGraph) -> int:
    """Count the characters of a graph that `write` replaces by U+FFFD."""
    if isinstance(graph, StreamedGraph):
        return once(_Content, graph).replaced
    nodes = (data for _, data in graph.nodes(data=True))
    edges = (data for *_, data in graph.edges(data=True))
    values = (value for data in chain(nodes, edges) for value in data.values())
    return sum(xml_losses(text_of(value) or "") for value in values)


class _Content:
    """The nodes and edges as they are written, and what is known once all of them were seen.

    They go to a temporary file because the types of their attributes stand before them, and to go
    through a store twice, once to learn the types, would take almost twice as long.
    """

    def __init__(self, graph: FlatGraph) -> None:
        self.text = SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="")  # noqa: SIM115
        finalize(self, self.text.close)
        nodes, edges = Values("node"), Values("edge", weight="1.0")
        pieces = chain(_nodes(graph, nodes), _edges(graph, edges))
        while together := list(islice(pieces, _TOGETHER)):
            self.text.write("".join(together))
        types = {**edges.types(), "fact": "string"}
        types["weight"] = wider(types.get("weight"), "double")
        self.node_types = nodes.types()
        self.edge_types = dict(sorted(types.items()))
        self.replaced = nodes.replaced + edges.replaced


def _document(content: _Content) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{_NAMESPACE}">\n'
    yield from _keys("node", content.node_types)
    yield from _keys("edge", content.edge_types)
    yield '<graph edgedefault="directed">\n'
    content.text.seek(0)
    while piece := content.text.read(_AT_ONCE):
        yield piece
    yield "</graph>\n</graphml>\n"


def _nodes(graph: FlatGraph, values: Values) -> Iterator[str]:
    for node, data in graph.nodes(data=True):
        check_nmtoken("node", node)
        yield f'<node id="{node}">{values.written(data)}</node>\n'


def _edges(graph: FlatGraph, values: Values) -> Iterator[str]:
    keys = None if isinstance(graph, StreamedGraph) else set[str]()  # a store has each key once
    for source, target, key, data in graph.edges(keys=True, data=True):
        check_nmtoken("edge key", key)
        if keys is not None:
            if key in keys:
                raise ValueError(f"two edges have the key {key!r}")
            keys.add(key)
        own = data if data.get("fact") == key else {**data, "fact": key}
        start = f'<edge id="{key}" source="{source}" target="{target}">'
        yield f"{start}{values.written(own)}</edge>\n"


def _keys(domain: str, types: dict[str, str]) -> Iterator[str]:
    for name, kind in types.items():
        key = key_of(domain, name)
        yield f'<key id="{key}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'
