"""GraphML, for Gephi, Cytoscape, igraph, graph-tool, Tulip, JGraphT and networkx.

The text is written here because networkx's writers refuse None, lists and control characters, or
write a file that nothing reads, and give one attribute of mixed types several keys. What the
readers need decides the rest: keys named after their attributes, nodes before edges, no `<desc>`,
only the four types that all of them know.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from stakegraph.text import xml_losses, xml_text
from stakegraph.words import counted
from stakegraph.writers import TAKEN, left_out

if TYPE_CHECKING:
    import networkx as nx

_NMTOKEN = re.compile(
    "[-.0-9:A-Z_a-z\xb7\xc0-\xd6\xd8-\xf6\xf8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]+"
)

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def write(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
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
    node_types = _types(_checked_nodes(graph))
    edge_types = _types(_checked_edges(graph))
    edge_types |= {"fact": "string", "weight": _wider(edge_types.get("weight"), "double")}
    return _document(graph, node_types, dict(sorted(edge_types.items())))


def losses(graph: nx.MultiDiGraph[str]) -> list[str]:
    """Say what the file will not hold."""
    count = replaced(graph)
    told = [f"{counted(count, 'character')} that XML cannot hold became U+FFFD"] if count else []
    return [*left_out(graph, "events", "sources"), *told]


def replaced(graph: nx.MultiDiGraph[str]) -> int:
    """Count the characters of a graph that `write` replaces by U+FFFD."""
    nodes = (data for _, data in graph.nodes(data=True))
    edges = (data for *_, data in graph.edges(data=True))
    values = (value for data in chain(nodes, edges) for value in data.values())
    return sum(xml_losses(_text(value) or "") for value in values)


def _document(
    graph: nx.MultiDiGraph[str], node_types: dict[str, str], edge_types: dict[str, str]
) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{_NAMESPACE}">\n'
    yield from _keys("node", node_types)
    yield from _keys("edge", edge_types)
    yield '<graph edgedefault="directed">\n'
    starts = _starts("node", node_types)
    for node, data in graph.nodes(data=True):
        yield f'<node id="{node}">{_data(starts, data)}</node>\n'
    starts = _starts("edge", edge_types)
    for source, target, key, data in _edges(graph):
        yield f'<edge id="{key}" source="{source}" target="{target}">{_data(starts, data)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _edges(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for source, target, key, data in graph.edges(keys=True, data=True):
        yield source, target, key, {"weight": 1.0, **data, "fact": key}


def _keys(domain: str, types: dict[str, str]) -> Iterator[str]:
    for name, kind in types.items():
        key = _key(domain, name)
        yield f'<key id="{key}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'


def _key(domain: str, name: str) -> str:
    return f"{domain[0]}_{name}"  # unique where nodes and edges share a name; never d0, d1


def _starts(domain: str, types: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, f'<data key="{_key(domain, name)}">') for name in types]


def _data(starts: list[tuple[str, str]], data: dict[str, Any]) -> str:
    parts = []
    for name, start in starts:
        value = data.get(name)
        text = value if type(value) is str else _text(value)
        if text is not None:
            parts.append(f"{start}{xml_text(text)}</data>")
    return "".join(parts)


def _text(value: object) -> str | None:
    # The unbound methods give an enum's or a numpy scalar's plain value.
    match value:
        case None:
            return None
        case str():
            return str.__str__(value)
        case bool():
            return "true" if value else "false"
        case int():
            return int.__repr__(value)
        case float():
            return float.__repr__(value) if math.isfinite(value) else None
        case date():
            return value.isoformat()
        case list() | tuple():
            texts = [text for item in value if (text := _text(item)) is not None]
            return "; ".join(texts) if texts else None
        case dict():
            return json.dumps(_finite(value), ensure_ascii=False) if value else None
    raise TypeError(f"GraphML has no form for {type(value).__name__} {value!r}")


def _finite(value: object) -> object:
    match value:
        case float():
            return value if math.isfinite(value) else None
        case date():
            return value.isoformat()
        case list() | tuple():
            return [_finite(item) for item in value]
        case dict():
            return {key: _finite(item) for key, item in value.items()}
    return value


def _checked_nodes(graph: nx.MultiDiGraph[str]) -> Iterator[dict[str, Any]]:
    for node, data in graph.nodes(data=True):
        _check_nmtoken("node", node)
        yield data


def _checked_edges(graph: nx.MultiDiGraph[str]) -> Iterator[dict[str, Any]]:
    keys = set()
    for *_, key, data in graph.edges(keys=True, data=True):
        _check_nmtoken("edge key", key)
        if key in keys:
            raise ValueError(f"two edges have the key {key!r}")
        keys.add(key)
        yield data


def _check_nmtoken(what: str, value: object) -> None:
    if not (isinstance(value, str) and _NMTOKEN.fullmatch(value)):
        raise ValueError(f"the {what} {value!r} is no xs:NMTOKEN")


def _types(rows: Iterable[dict[str, Any]]) -> dict[str, str]:
    types: dict[str, str | None] = {}
    for row in rows:
        for name, value in row.items():
            known = types.get(name)
            if known == "string":
                continue
            if known is None:
                _check_name(name)
            kind = _type(value)
            types[name] = known if kind is None else _wider(known, kind)
    return {name: kind for name, kind in sorted(types.items()) if kind is not None}


def _check_name(name: object) -> None:
    if name in TAKEN:
        raise ValueError(f"programs that read GraphML use the attribute {name!r} for themselves")
    _check_nmtoken("attribute name", name)


def _type(value: object) -> str | None:
    match value:
        case str():
            return "string"
        case bool():
            return "boolean"
        case int() if -(2**63) <= value < 2**63:
            return "long"
        case float():
            return "double" if math.isfinite(value) else None
    return None if _text(value) is None else "string"


def _wider(known: str | None, kind: str) -> str:
    if known is None or known == kind:
        return kind
    return "double" if {known, kind} == {"long", "double"} else "string"
