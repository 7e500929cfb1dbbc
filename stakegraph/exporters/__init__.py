"""Graphs -> files: each module writes one format.

A module has `write(graph)`, which gives the text (or the bytes) of one file in pieces; or, for
several files, `write_files(graph)`, which gives (name, pieces) of each, and `path(out, name)`,
which says where a file goes. Its `losses(graph)` says in plain sentences what of the facts the
format cannot carry. `FLAVOURS` are the dialects that it takes as `flavour=`, if it has any.

One with `write_facts(stated)`, which gives the pieces of one file, takes the facts themselves. All
others take the flat graph that `flat` makes. One with `STREAMS = True` goes through the nodes and
the edges only from the first to the last, and so takes a `StreamedGraph` as well, which is the same
without being held in memory. `BINARY = True` marks what is no text, `XML = True` XML in which a
text may have any character that XML has, and `PASSAGES = True` one that writes the `passages` of
sources: by cited place, a list of paragraphs.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

import networkx as nx

from stakegraph.exporters._attributes import (
    TAKEN,
    edge_attributes,
    graph_attributes,
    node_attributes,
    qualifiers,
)
from stakegraph.exporters._stream import FlatGraph, StreamedGraph, once
from stakegraph.graph.neighbourhood import Graph, tie_of
from stakegraph.graph.tenses import tense
from stakegraph.model.facts import Event, Source
from stakegraph.model.sentences import counted

__all__ = [
    "TAKEN",
    "FlatGraph",
    "StreamedGraph",
    "directed",
    "flat",
    "left_out",
    "once",
    "qualifiers",
    "replacements",
]


def flat(graph: Graph, sources: Mapping[str, Source], events: Iterable[Event]) -> Graph:
    """Return a drawn graph with plain attributes, nodes and edges sorted by id.

    Nodes have `label`, `type` (the kind of actor) and what the actor says of itself; edges have
    `label` (the verb), `type` (the relation), `family`, `fact` (their key), what the fact says, and
    its qualifiers: one with a name that is taken has a `_` behind it, which `qualifiers` takes off
    again. Dates are EDTF texts, as `start` and `end`; `evidence` is a list such as
    ["cc ¶7"], `quotes` a list of the same length where there is any quotation. What is not given is
    left out. What is former, to come or last attested has that as its `tense`, and in its `label`
    the words for it. The graph itself has `title`, `sources` and
    `events` (lists of records that have an `id`) and `relations` (relation -> the columns of its
    row). All of it is valid JSON.
    """
    relations = graph.graph["relations"]
    own = graph_attributes(graph.graph["title"], relations, sources, events)
    plain: Graph = nx.MultiDiGraph(**own)
    for id in sorted(graph):
        plain.add_node(id, **node_attributes(graph.nodes[id]["actor"]))
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2])
    for subject, object, key, data in edges:
        tie = tie_of(data)
        attributes = edge_attributes(tie, relations[tie.fact.relation], tense(graph, tie))
        plain.add_edge(subject, object, key=key, **attributes)
    return plain


def directed(edges: Container[str]) -> list[str]:
    """Say that ties without a direction get one, where the edges have the attribute for them."""
    words = "ties without a direction are written with one; their attribute 'undirected' is true"
    return [words] if "undirected" in edges else []


def replacements(count: int) -> list[str]:
    """Say how many characters became U+FFFD, where there are any."""
    return [f"{counted(count, 'character')} that XML cannot hold became U+FFFD"] if count else []


def left_out(graph: FlatGraph, *parts: str) -> list[str]:
    """Say which of `events` and `sources` are left out, one sentence each where there are any."""
    counts = {part: len(graph.graph.get(part, ())) for part in parts}
    return [
        f"{counted(count, part.removesuffix('s'))} left out: the format has no place for them"
        for part, count in counts.items()
        if count
    ]
