"""Node-link JSON: ours, networkx' (`edges` or `links`), d3's, Cytoscape's, JSON Graph Format's.

Maps of Kumu and what Neo4j exports as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stakegraph.errors import FactsError, Problem
from stakegraph.factfile.reading import Reading
from stakegraph.importers import _neo4j
from stakegraph.importers._content import Content
from stakegraph.importers._evidence import tables
from stakegraph.importers._nodes_and_edges import Data, Edge, Node
from stakegraph.importers._parsers import is_lines, json_document, placed_values, refusal
from stakegraph.importers._property_graph import reading
from stakegraph.importers._relations import relation_called
from stakegraph.importers._values import Number, joined, text

_ENDS = frozenset(("source", "target"))
_OF_KUMU = frozenset(("from", "to", "direction"))


def read(data: Content, path: str) -> Reading:
    """Read a graph as JSON; raises FactsError where it is none."""
    if is_lines(data):
        notes: list[str] = []
        problems: list[Problem] = []
        told = placed_values(data, path, lambda said, at: notes.append(f"{at}: {said}"), problems)
        values = [(at, value) for at, _, _, value in told]
        if problems:
            raise FactsError(problems)
    else:
        root, notes = json_document(data, path)
        values = [("item", root)]
    if _neo4j.is_of_neo4j([value for _, value in values]):
        nodes, edges = _neo4j.graph(values, notes)
        return reading(path, nodes, edges, {}, notes)
    graph = _graph(values[0][1]) if len(values) == 1 else None
    if graph is None:
        message = "no graph: expected an object with 'nodes' and 'edges' (or 'links')"
        raise refusal(path, message, "wrong-type")
    return _File(path, graph, notes).read()


def _graph(root: Any) -> dict[str, Any] | None:
    """Find the object that holds the nodes: the whole, Cytoscape's `elements` or JGF's `graph`."""
    if not isinstance(root, dict):
        return None
    if isinstance(root.get("elements"), list) and isinstance(root.get("connections"), list):
        return _of_kumu(root)
    graphs = root.get("graphs")
    first = graphs[0] if isinstance(graphs, list) and graphs else None
    for inner in (root, root.get("elements"), root.get("graph"), first):
        if isinstance(inner, dict) and isinstance(inner.get("nodes"), list | dict):
            return inner
    return None


def _of_kumu(root: dict[str, Any]) -> dict[str, Any]:
    """Return a graph of Kumu, whose connections name elements by their ids or their labels."""
    keys = {
        text(one.get("label")): text(one.get("_id") or one.get("id") or one.get("label"))
        for one in tables(root["elements"])
    }
    edges = []
    for one in tables(root["connections"]):
        ends = (text(one.get("from")), text(one.get("to")))
        source, target = (keys.get(end, end) for end in ends)
        label = text(one.get("label"))
        kind = text(one.get("type"))
        if label and not relation_called(kind):
            note = joined([text(one.get("note")), f"Type: {kind}" if kind else ""])
            one = {**one, "type": label, "label": "", "note": note}
        way = {"directed": one.get("direction") not in ("undirected", "mutual")}
        edge = {name: value for name, value in one.items() if name not in _OF_KUMU}
        edges.append({**edge, "source": source, "target": target, **way})
    nodes = [{**one, "id": keys[text(one.get("label"))]} for one in tables(root["elements"])]
    return {"nodes": nodes, "edges": edges}


class _File:
    def __init__(self, path: str, graph: dict[str, Any], notes: list[str]) -> None:
        self.path = path
        self.graph = graph
        self.notes = notes
        self.nodes: dict[str, Node] = {}
        self.order: list[str] = []  # d3's older files name a node by its position

    def read(self) -> Reading:
        for id, item, at in self.items("nodes"):
            self.node(id, item, at)
        edges = [
            edge
            for name in ("edges", "links")
            for _, item, at in self.items(name)
            for edge in self.edge(item, at)
        ]
        about = self.graph.get("graph")
        about = about if isinstance(about, dict) else {}
        return reading(self.path, self.nodes.values(), edges, about, self.notes)

    def items(self, section: str) -> Iterator[tuple[str, Data, str]]:
        """Yield the objects of a section, each with its key (where it has one) and its place."""
        found = self.graph.get(section)
        pairs: Any = ()
        if isinstance(found, dict):
            pairs = (
                (key, f"{section}/{index}", item) for index, (key, item) in enumerate(found.items())
            )
        elif isinstance(found, list):
            pairs = (("", f"{section}/{index}", item) for index, item in enumerate(found))
        elif found is not None:
            self.notes.append(f"item {section}: left out, because it is no list")
        for key, place, item in pairs:
            at = f"item {place}"
            if isinstance(item, str) and section == "nodes":
                yield item, {}, at  # a node that is only its id
            elif isinstance(item, dict):
                yield key, _flat(item), at
            else:
                self.notes.append(f"{at}: left out, because it is no object")

    def node(self, key: str, item: Data, at: str) -> None:
        names = (key, text(item.get("id")), text(item.get("key")), text(item.get("name")))
        id = next((name for name in names if name.strip()), "")
        data = {name: value for name, value in item.items() if name != "id"}
        if id and text(data.get("value")) == id:  # as networkx repeats it for Cytoscape
            del data["value"]
        if not id:
            id = at.rpartition("/")[2]
            data.setdefault("label", f"node {id}")
        if id in self.nodes:
            self.notes.append(f"{at}: left out, because another node has the id {id!r}")
        else:
            self.nodes[id] = Node(id, data, at)
        self.order.append(id)

    def edge(self, item: Data, at: str) -> Iterator[Edge]:
        ends = [self.end(item.get(name)) for name in ("source", "target")]
        if not all(ends):
            self.notes.append(f"{at}: left out, because it has no source or no target")
            return
        directed = item.get("directed", self.graph.get("directed", True)) is not False
        data = {name: value for name, value in item.items() if name not in _ENDS}
        for name in ("id", "key", "directed"):  # which edge it is, not what it says
            data.pop(name, None)
        yield Edge(ends[0], ends[1], data, at, directed)

    def end(self, value: Any) -> str:
        """Return the id of a node that an edge names by its id, its position, or as an object."""
        if isinstance(value, dict):
            value = value.get("id", value.get("name"))
        id = text(value)
        if id not in self.nodes and isinstance(value, Number) and id.isdecimal() and len(id) < 10:
            return self.order[int(id)] if int(id) < len(self.order) else id
        return id


def _flat(item: Data) -> Data:
    """Return an object with what Cytoscape keeps under `data`, and JGF under `metadata`."""
    flat = dict(item)
    for inner in ("data", "metadata", "attributes"):
        within = flat.get(inner)
        if isinstance(within, dict):
            del flat[inner]
            flat = {**flat, **within}
    if "relation" in flat and "type" not in flat:
        flat["type"] = flat.pop("relation")
    for drawn in ("position", "selected", "selectable", "locked", "grabbable", "classes", "group"):
        if "data" in item:
            flat.pop(drawn, None)
    return flat
