"""GEXF 1.1 to 1.3, as Gephi, Gephi Lite and networkx write it: https://gexf.net.

What a node or an edge looks like (`viz:`) is left out. Each spell of an edge is a fact; a node's
spells are one span, from the first to the last. A node within a node is part of it.
"""

from __future__ import annotations

import re

from stakegraph.factfile.reading import Reading
from stakegraph.importers._content import Content
from stakegraph.importers._nodes_and_edges import Data, Edge
from stakegraph.importers._parsers import Element
from stakegraph.importers._xml_graph import XmlGraph, graph_root

_AGAIN = re.compile(r" \([0-9]+\)$")
_VIZ = frozenset(("color", "position", "size", "shape", "thickness"))


def read(data: Content, path: str) -> Reading:
    """Read a GEXF file; raises FactsError with all that is wrong with it."""
    return _File(path, graph_root(data, path, "GEXF")).read()


class _File(XmlGraph):
    def __init__(self, path: str, root: Element) -> None:
        super().__init__(path, root)
        self.names: dict[tuple[str, str], str] = {}  # (class, id) -> title
        self.defaults: dict[str, Data] = {"node": {}, "edge": {}}
        self.is_drawn = False

    def read(self) -> Reading:
        for graph in self.root.all("graph"):
            self.graph(graph)
        if self.is_drawn:
            self.notes.append("how nodes and edges are drawn (viz) is left out")
        titles = [
            part.text.strip()
            for meta in self.root.all("meta")
            for part in meta.all("title", "description")
        ]
        return self.reading({"title": next(filter(None, titles), "")})

    def graph(self, graph: Element) -> None:
        for declared in graph.all("attributes"):
            domain = declared.attributes.get("class", "node")
            for element in declared.all("attribute"):
                id = element.attributes.get("id", "")
                title = element.attributes.get("title") or id
                self.names[domain, id] = title
                default = "".join(child.text for child in element.all("default"))
                if default:
                    self.defaults.setdefault(domain, {})[title] = default
        waiting = [(graph, "")]
        while waiting:
            owner, around = waiting.pop()
            for nodes in owner.all("nodes"):
                waiting += [
                    (each, self.add_node(each, around or each.attributes.get("pid", "")))
                    for each in nodes.all("node")
                ]
            for edges in owner.all("edges"):
                for element in edges.all("edge"):
                    self.edge(element, graph.attributes.get("defaultedgetype", "undirected"))

    def node_data(self, element: Element) -> Data:
        data = self.data(element, "node")
        spells = _spells(element)
        if spells and not {"start", "end"} & data.keys():
            data |= {"start": spells[0][0], "end": spells[-1][1]}
        return data

    def edge(self, element: Element, default: str) -> None:
        given = element.attributes
        ends = self.ends(element)
        if ends is None:
            return
        data = self.data(element, "edge")
        kind = given.get("kind", "")
        if _AGAIN.sub("", kind) == data.get("relation", kind):
            kind = data.pop("relation", kind)  # whose kinds are numbered where there are several
        for name, value in (("weight", given.get("weight")), ("type", kind)):
            if value:
                data.setdefault(name, value)
        spells = [("", "")] if {"start", "end"} & data.keys() else _spells(element) or [("", "")]
        way = given.get("type", default)
        for start, end in spells:
            dated = data | {name: day for name, day in (("start", start), ("end", end)) if day}
            edge = Edge(*ends, dated, f"line {element.line}", way != "undirected")
            self.edges.append(edge)
            if way == "mutual":
                self.edges.append(edge._replace(source=ends[1], target=ends[0]))

    def data(self, owner: Element, domain: str) -> Data:
        data: Data = dict(self.defaults[domain])
        found: dict[str, list[str]] = {}
        for values in owner.all("attvalues"):
            for element in values.all("attvalue"):
                id = element.attributes.get("for") or element.attributes.get("id", "")
                if (domain, id) in self.names:
                    value = element.attributes.get("value", element.text)
                    found.setdefault(self.names[domain, id], []).append(value)
                else:
                    self.report(element, f"no <attribute> declares {id!r}", "unknown-key")
        # An attribute that changes over time has several values.
        data |= {name: texts[0] if len(texts) == 1 else texts for name, texts in found.items()}
        if owner.attributes.get("label"):
            data.setdefault("label", owner.attributes["label"])
        self.is_drawn = self.is_drawn or any(owner.all(*_VIZ))
        return data


def _spells(element: Element) -> list[tuple[str, str]]:
    """Return when a node or an edge was there; bounds that are not in the span tell as much."""
    spells = [spell for group in element.all("spells", "slices") for spell in group.children]
    spans = [
        (
            given.get("start") or given.get("startopen", ""),
            given.get("end") or given.get("endopen", ""),
        )
        for given in (part.attributes for part in (spells or [element]))
    ]
    return sorted(span for span in spans if any(span))
