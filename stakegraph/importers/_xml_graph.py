"""A graph in a file of XML: its nodes and edges, and what is wrong with them."""

from __future__ import annotations

from abc import ABC, abstractmethod

from stakegraph.errors import FactsError, Problem
from stakegraph.factfile.reading import Reading
from stakegraph.importers._content import Content
from stakegraph.importers._nodes_and_edges import Data, Edge, Node
from stakegraph.importers._parsers import Element, refusal, xml_root
from stakegraph.importers._property_graph import reading


def graph_root(data: Content, path: str, name: str) -> Element:
    """Return the root of a file of a format ("GEXF"); raises FactsError where it is none."""
    root = xml_root(data, path)
    if root.name != name.lower():
        raise refusal(path, f"not {name}: it begins with <{root.name}>", "wrong-type", root.line)
    if not any(root.all("graph")):
        raise refusal(path, "the file has no <graph>", "missing-key", root.line)
    return root


class XmlGraph(ABC):
    """Collects the nodes and edges of one file; `reading` then gives what they say."""

    def __init__(self, path: str, root: Element) -> None:
        self.path = path
        self.root = root
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.nodes: dict[str, Node] = {}
        self.edges: list[Edge] = []

    @abstractmethod
    def node_data(self, element: Element) -> Data:
        """Return the attributes of a node."""

    def report(self, element: Element, message: str, rule: str) -> None:
        """Add a problem of an element."""
        self.problems.append(Problem(self.path, element.line, 1, "error", message, rule))

    def add_node(self, element: Element, around: str) -> str:
        """Add a node and return its id; it is part of the node `around` it, if there is one."""
        id, at = element.attributes.get("id", ""), f"line {element.line}"
        if not id:
            self.report(element, "a <node> needs an id", "missing-key")
        elif id in self.nodes:
            self.report(element, f"a second node with the id {id!r}", "duplicate-id")
        else:
            self.nodes[id] = Node(id, self.node_data(element), at)
            if around:
                self.edges.append(Edge(id, around, {"type": "part_of"}, at))
        return id

    def ends(self, element: Element) -> tuple[str, str] | None:
        """Return the ids of the ends of an edge; one that lacks them is reported."""
        source, target = (element.attributes.get(name, "") for name in ("source", "target"))
        if source and target:
            return source, target
        self.report(element, "an <edge> needs a source and a target", "missing-key")
        return None

    def reading(self, about: Data) -> Reading:
        """Return what the graph says; raises FactsError with all that is wrong with the file."""
        if self.problems:
            raise FactsError(self.problems)
        return reading(self.path, self.nodes.values(), self.edges, about, self.notes)
