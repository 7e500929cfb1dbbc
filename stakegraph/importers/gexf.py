"""GEXF 1.1 to 1.3, as Gephi, Gephi Lite and networkx write it: https://gexf.net.

What a node or an edge looks like (`viz:`) is left out. Each spell of an edge is a fact; a node's
spells are one span, from the first to the last. A node within a node is part of it.
"""

from __future__ import annotations

from stakegraph.errors import FactsError, Problem
from stakegraph.factfile.reading import Reading
from stakegraph.importers._parsers import Element, refusal, xml_root
from stakegraph.importers._property_graph import Data, Edge, Node, reading

_VIZ = frozenset(("color", "position", "size", "shape", "thickness"))


def read(data: bytes, path: str) -> Reading:
    """Read a GEXF file; raises FactsError with all that is wrong with it."""
    root = xml_root(data, path)
    if root.name != "gexf":
        raise refusal(path, f"not GEXF: it begins with <{root.name}>", "wrong-type", root.line)
    if not any(root.all("graph")):
        raise refusal(path, "the file has no <graph>", "missing-key", root.line)
    return _File(path, root).read()


class _File:
    def __init__(self, path: str, root: Element) -> None:
        self.path = path
        self.root = root
        self.problems: list[Problem] = []
        self.names: dict[tuple[str, str], str] = {}  # (class, id) -> title
        self.defaults: dict[str, Data] = {"node": {}, "edge": {}}
        self.nodes: dict[str, Node] = {}
        self.edges: list[Edge] = []
        self.is_drawn = False

    def read(self) -> Reading:
        for graph in self.root.all("graph"):
            self.graph(graph)
        if self.problems:
            raise FactsError(self.problems)
        notes = ["how nodes and edges are drawn (viz) is left out"] if self.is_drawn else []
        titles = [
            part.text.strip()
            for meta in self.root.all("meta")
            for part in meta.all("title", "description")
        ]
        about = {"title": next(filter(None, titles), "")}
        return reading(self.path, self.nodes.values(), self.edges, about, notes)

    def report(self, element: Element, message: str, rule: str) -> None:
        self.problems.append(Problem(self.path, element.line, 1, "error", message, rule))

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
                waiting += [(each, self.node(each, around)) for each in nodes.all("node")]
            for edges in owner.all("edges"):
                for element in edges.all("edge"):
                    self.edge(element, graph.attributes.get("defaultedgetype", "undirected"))

    def node(self, element: Element, around: str) -> str:
        given = element.attributes
        id, at = given.get("id", ""), f"line {element.line}"
        if not id:
            self.report(element, "a <node> needs an id", "missing-key")
        elif id in self.nodes:
            self.report(element, f"a second node with the id {id!r}", "duplicate-id")
        else:
            data = self.data(element, "node")
            spells = _spells(element)
            if spells and not {"start", "end"} & data.keys():
                data |= {"start": spells[0][0], "end": spells[-1][1]}
            self.nodes[id] = Node(id, data, at)
            around = around or given.get("pid", "")
            if around:
                self.edges.append(Edge(id, around, {"type": "part_of"}, at))
        return id

    def edge(self, element: Element, default: str) -> None:
        given = element.attributes
        ends = given.get("source", ""), given.get("target", "")
        if not all(ends):
            self.report(element, "an <edge> needs a source and a target", "missing-key")
            return
        data = self.data(element, "edge")
        for name in ("weight", "kind"):
            if given.get(name):
                data.setdefault("type" if name == "kind" else name, given[name])
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
