"""Nodes and edges as files have them, with attributes, and what an edge calls its relation."""

from __future__ import annotations

from typing import Any, NamedTuple

from stakegraph.importers._graph_vocabulary import own_names
from stakegraph.importers._relations import relation_called
from stakegraph.importers._values import text
from stakegraph.model.facts import Citation
from stakegraph.model.relations import RELATIONS

Data = dict[str, Any]


class Node(NamedTuple):
    """A node; `at` is its place in the file."""

    key: str
    data: Data
    at: str


class Edge(NamedTuple):
    """An edge; one without a direction says the same of both ends."""

    source: str
    target: str
    data: Data
    at: str
    directed: bool = True
    evidence: tuple[Citation, ...] = ()


def under_own_names(edge: Edge) -> Edge:
    """Return an edge with our names of its attributes; `title` is a qualifier of some relations."""
    named = edge._replace(data=own_names(edge.data))
    known = relation_of(named)[1]
    kept = RELATIONS[known[0]].qualifiers if known else ()
    return edge._replace(data=own_names(edge.data, kept)) if kept else named


def relation_of(edge: Edge) -> tuple[str, tuple[str, bool] | None]:
    """Return what an edge calls its relation, and which of ours that is, if any."""
    labels = [text(edge.data.get(name)) for name in ("type", "label")]
    for label in labels:
        known = relation_called(label)
        if known:
            return label, known
    return next((label for label in labels if label.strip()), "is linked to"), None
