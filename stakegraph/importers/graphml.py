"""GraphML of any program, ours included: http://graphml.graphdrawing.org/specification.html.

Groups (a graph within a node) are read as nodes that the nodes within are part of; yEd's labels are
read from its graphics. Ports are passed over, hyperedges left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from stakegraph.factfile.reading import Reading
from stakegraph.importers._content import Content
from stakegraph.importers._nodes_and_edges import Data, Edge
from stakegraph.importers._parsers import Element
from stakegraph.importers._xml_graph import XmlGraph, graph_root

_TYPES = ("boolean", "int", "long", "float", "double", "string")
_TRUTH = {"true": "true", "1": "true", "false": "false", "0": "false"}


class _Key(NamedTuple):
    name: str
    type: str
    domain: str
    default: str


def read(data: Content, path: str) -> Reading:
    """Read a GraphML file; raises FactsError with all that is wrong with it."""
    return _File(path, graph_root(data, path, "GraphML")).read()


class _File(XmlGraph):
    def __init__(self, path: str, root: Element) -> None:
        super().__init__(path, root)
        self.keys: dict[str, _Key] = {}

    def read(self) -> Reading:
        for element in self.root.all("key"):
            self.key(element)
        for graph in self.root.all("graph"):
            self.graph(graph)
        about: Data = {}
        for graph in self.root.all("graph"):
            about |= self.data(graph, "graph")
        return self.reading(about)

    def key(self, element: Element) -> None:
        given = element.attributes
        id, kind = given.get("id", ""), given.get("attr.type", "string")
        # What a program keeps for itself, such as yEd's graphics, has no name.
        name = given.get("attr.name") or given.get("yfiles.type")
        if not id:
            self.report(element, "a <key> needs an id", "missing-key")
        elif name is None:
            self.report(element, f"the key {id!r} needs an attr.name", "missing-key")
        elif kind not in _TYPES:
            types = ", ".join(_TYPES)
            message = f"the key {id!r} has the type {kind!r}, which is none of {types}"
            self.report(element, message, "wrong-type")
        else:
            default = "".join(child.text for child in element.all("default"))
            domain = given.get("for", "all")
            self.keys[id] = _Key(name, kind, domain, self.value(element, name, kind, default))
        if id and id not in self.keys:
            self.keys[id] = _Key(id, "string", "", "")  # its own problem is enough

    def graph(self, top: Element) -> None:
        """Read a graph with the graphs inside its nodes."""
        waiting = [(top, "")]
        while waiting:
            graph, around = waiting.pop()
            directed = graph.attributes.get("edgedefault", "directed") != "undirected"
            for element in graph.children:
                if element.name == "node":
                    id = self.add_node(element, around)
                    waiting += [(inner, id) for inner in element.all("graph")]
                elif element.name == "edge":
                    self.edge(element, directed)
                elif element.name == "hyperedge":
                    place = f"line {element.line}"
                    message = "a hyperedge left out: an edge here has two ends"
                    self.notes.append(f"{place}: {message}")

    def node_data(self, element: Element) -> Data:
        return self.data(element, "node")

    def edge(self, element: Element, directed: bool) -> None:
        given = element.attributes
        ends = self.ends(element)
        if ends is None:
            return
        if "directed" in given:
            directed = _TRUTH.get(given["directed"].strip().casefold(), "true") == "true"
        data = self.data(element, "edge")
        if given.get("label"):  # none of GraphML's own, but Gephi's
            data.setdefault("label", given["label"])
        self.edges.append(Edge(*ends, data, f"line {element.line}", directed))

    def data(self, owner: Element, domain: str) -> Data:
        data: Data = {
            key.name: key.default
            for key in self.keys.values()
            if key.default and key.domain == domain
        }
        for element in owner.all("data"):
            key = self.keys.get(element.attributes.get("key", ""))
            if key is None:
                name = element.attributes.get("key", "")
                self.report(element, f"no <key> declares {name!r}", "unknown-key")
            elif element.children:
                data |= _label(element)
            else:
                data[key.name] = self.value(element, key.name, key.type, element.text)
        return data

    def value(self, element: Element, name: str, kind: str, text: str) -> str:
        """Return a value as it is written, after looking whether it is of its type."""
        try:
            if kind in ("int", "long") and text.strip():
                int(text[:400])
            elif kind in ("float", "double") and text.strip():
                return text if math.isfinite(float(text)) else ""
            elif kind == "boolean" and text.strip():
                return _TRUTH[text.strip().casefold()]
        except (ValueError, KeyError):
            self.report(element, f"{name}: {text[:40]!r} is no {kind}", "wrong-type")
        return text


def _label(element: Element) -> Iterator[tuple[str, str]] | Data:
    """Yield the label in the graphics of a node or an edge."""
    for inner in element.within():
        if inner.name.endswith(("NodeLabel", "EdgeLabel")) and inner.text.strip():
            return {"label": inner.text.strip()}
    return {}
