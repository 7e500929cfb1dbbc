"""Nodes and relationships of Neo4j, as APOC exports them to JSON and as its Browser does.

APOC writes an object a line, a list of these, or `nodes` and `rels`; the Browser the records of an
answer, in which nodes, relationships and paths stand under the names of its columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from stakegraph.importers._node_tables import kind_among
from stakegraph.importers._nodes_and_edges import Data, Edge, Node
from stakegraph.importers._relations import called
from stakegraph.importers._values import Number, text, texts

_DEEPEST = 9  # lists and objects around a node: of a path within a list of an answer
_IDS = ("identity", "id", "elementId")
_FROM = ("start", "startNode", "startNodeElementId")
_TO = ("end", "endNode", "endNodeElementId")
_LOOKED_AT = 5  # values of a list or an object
_OF_RECORDS = ("keys", "length", "_fields", "_fieldLookup")


def is_of_neo4j(value: Any, depth: int = _DEEPEST) -> bool:
    """Return whether nodes or relationships of Neo4j stand in a value."""
    if isinstance(value, dict):
        if _is_node(value) or _is_relationship(value):
            return True
        value = [*value.values()] if {"edges", "links"}.isdisjoint(value) else []
    inner = value[:_LOOKED_AT] if isinstance(value, list) and depth else ()
    return any(is_of_neo4j(each, depth - 1) for each in inner)


def graph(values: Iterable[tuple[str, Any]], notes: list[str]) -> tuple[list[Node], list[Edge]]:
    """Return the nodes and the edges that stand in values with their places, each once.

    A node that only a relationship describes is one as well. What is neither is told in the notes.
    """
    found = _Graph(notes)
    for at, value in values:
        found.take(value, at)
    return [*found.nodes.values()], [*found.edges.values()]


class _Graph:
    def __init__(self, notes: list[str]) -> None:
        self.notes = notes
        self.nodes: dict[str, Node] = {}
        self.edges: dict[str, Edge] = {}
        self.keys: dict[str, str] = {}  # of nodes, by each of their ids

    def take(self, value: Any, at: str, depth: int = _DEEPEST) -> None:
        if isinstance(value, dict) and _is_node(value):
            self.node(value, at)
        elif isinstance(value, dict) and _is_relationship(value):
            self.edge(value, at)
        elif isinstance(value, dict | list) and depth:
            for name, inner in _parts(value):
                self.take(inner, _place(at, name), depth - 1)
            if isinstance(value, dict) and at != "item" and any(map(is_of_neo4j, value.values())):
                left = [name for name, one in value.items() if not isinstance(one, dict | list)]
                if named := ", ".join(name for name in left if name not in _OF_RECORDS):
                    told = "left out, because it is no node and no relationship"
                    self.notes.append(f"{at}: {told}: {named}")

    def node(self, given: Data, at: str) -> str:
        """Add a node unless it was added before; return its key."""
        ids = [id for name in _IDS if (id := _number(given.get(name)))]
        key = next((self.keys[id] for id in ids if id in self.keys), ids[0] if ids else at)
        self.keys |= dict.fromkeys(ids, key)
        labels, properties = texts(given.get("labels")), given.get("properties")
        known = self.nodes.get(key)
        if known and (not properties or "properties" in known.data):
            return key
        data: Data = {"type": kind_among(labels)} if labels else {}
        if labels[1:]:
            data["labels"] = ", ".join(labels)
        self.nodes[key] = Node(key, data | _plain(properties, ("type", "kind", "labels")), at)
        return key

    def edge(self, given: Data, at: str) -> None:
        start, end = (self.end(given, names, at) for names in (_FROM, _TO))
        if not (start and end):
            self.notes.append(f"{at}: left out, because it has no start or no end")
            return
        id = next((id for name in _IDS if (id := _number(given.get(name)))), at)
        relation = text(given.get("label") or given.get("type"))
        said = called(relation)
        data = {**said, **_plain(given.get("properties"), ("type", "kind", *said))}
        self.edges.setdefault(id, Edge(start, end, data, at))

    def end(self, given: Data, names: Iterable[str], at: str) -> str:
        """Return the key of one end of a relationship, "" where it has none."""
        for name in names:
            end = given.get(name)
            if isinstance(end, dict) and any(id in end for id in _IDS):
                return self.node(end, at)
            if id := _number(end):
                return self.keys.get(id, id)
        return ""


def _place(at: str, name: str) -> str:
    """Return the place of what has a name within what has a place; of a line that is the line."""
    return at if at.startswith("line ") else f"{at}{'/' if ' ' in at else ' '}{name}"


def _is_node(value: Data) -> bool:
    is_one = value.get("type") == "node" or isinstance(value.get("properties"), dict)
    is_one = is_one and any(name in value for name in _IDS)
    return is_one and (isinstance(value.get("labels"), list) or value.get("type") == "node")


def _is_relationship(value: Data) -> bool:
    is_one = value.get("type") == "relationship" or isinstance(value.get("properties"), dict)
    is_one = is_one and isinstance(value.get("label", value.get("type")), str)
    return is_one and all(any(name in value for name in ends) for ends in (_FROM, _TO))


def _parts(value: Data | list[Any]) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        yield from ((str(index), each) for index, each in enumerate(value))
        return
    # A path has its ends once more in its segments.
    names = ["segments"] if "segments" in value else [*value]
    yield from ((name, value[name]) for name in names)


def _number(value: Any) -> str:
    """Return an id or a number; whole ones are in two halves where they may be large."""
    if isinstance(value, dict) and {*value} == {"low", "high"}:
        low, high = (int(value[half]) for half in ("low", "high"))
        return str((high << 32) + (low & 0xFFFFFFFF))
    return text(value) if isinstance(value, str | int | Number) else ""


def _plain(properties: Any, taken: Iterable[str]) -> Data:
    """Return the properties of a node or relationship, those of a taken name under another."""
    found: Data = {}
    for name, value in properties.items() if isinstance(properties, dict) else ():
        is_halved = isinstance(value, dict) and {*value} == {"low", "high"}
        called = f"{name} (property)" if name.casefold() in taken else name
        found[called] = _number(value) if is_halved else value
    return found
