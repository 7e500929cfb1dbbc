"""Graphs -> files: each module writes one format.

A module has `write(graph)`, which gives the text (or the bytes) of one file in pieces; or, for
several files, `write_files(graph)`, which gives (name, pieces) of each, and `path(out, name)`,
which says where a file goes. Its `losses(graph)` says in plain sentences what of the facts the
format cannot carry. `FLAVOURS` are the dialects that it takes as `flavour=`, if it has any.

All take the flat graph that `flat` makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from stakegraph.graph import Graph
from stakegraph.model import Actor, Event, Fact, Source
from stakegraph.relations import Relation, phrase
from stakegraph.words import counted

# Attribute names that some reader of graphs takes for its own: Gephi x to color, for graphics,
# igraph and Cytoscape id and name; and where a viewer merges an edge's attributes with its ends,
# source and target replace them.
TAKEN = frozenset(
    ("id", "source", "target", "key", "name", "x", "y", "z", "r", "g", "b", "size", "color")
)

# What an edge says besides what qualifies its fact: `flat`'s own attributes, `via`, which
# `collapse` adds, and `weight`, which programs count with.
_SAID = frozenset(
    (
        *("label", "type", "family", "fact", "start", "end", "status", "certainty", "because"),
        *("note", "evidence", "quotes", "rule", "premises", "undetermined", "disputed_by"),
        *("via", "weight"),
    )
)


def flat(graph: Graph, sources: Mapping[str, Source], events: Iterable[Event]) -> Graph:
    """Give a drawn graph with plain attributes, nodes and edges sorted by id.

    Nodes have `label`, `type` (the kind of actor) and what the actor says of itself; edges have
    `label` (the verb), `type` (the relation), `family`, `fact` (their key), what the fact says, and
    its qualifiers: one with a name that is taken has a `_` behind it, which `qualifiers` takes off
    again. Dates are EDTF texts, as `start` and `end`; `evidence` is a list such as
    ["cc ¶7"], `quotes` a list of the same length where there is any quotation. What is not given is
    left out. The graph itself has `title`, `sources` and `events` (lists of records that have an
    `id`) and `relations` (relation -> the columns of its row). All of it is valid JSON.
    """
    relations = graph.graph["relations"]
    plain: Graph = nx.MultiDiGraph()
    plain.graph["title"] = graph.graph["title"]
    plain.graph["sources"] = [_given(_source(source)) for source in sources.values()]
    plain.graph["events"] = [_given(_event(event)) for event in events]
    plain.graph["relations"] = {key: _relation(row) for key, row in sorted(relations.items())}
    for id in sorted(graph):
        plain.add_node(id, **_given(_node(graph.nodes[id]["actor"])))
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2])
    for subject, object, key, data in edges:
        fact = data["fact"]
        attributes = _edge(fact, relations[fact.relation])
        attributes["undetermined"] = "; ".join(data["missing"])
        attributes["disputed_by"] = list(data["against"])
        plain.add_edge(subject, object, key=key, **_given(attributes))
    return plain


def qualifiers(graph: Graph, edge: Mapping[str, Any]) -> dict[str, str]:
    """Give what qualifies a fact of a flat graph, under the names that its fact file has."""
    row = graph.graph["relations"].get(edge["type"], {})
    columns = {name: _column(name) for name in row.get("qualifiers", ())}
    return {name: edge[column] for name, column in sorted(columns.items()) if column in edge}


def left_out(graph: Graph, *parts: str) -> list[str]:
    """Say which of `events` and `sources` are left out, one sentence each where there are any."""
    counts = {part: len(graph.graph.get(part, ())) for part in parts}
    return [
        f"{counted(count, part.removesuffix('s'))} left out: the format has no place for them"
        for part, count in counts.items()
        if count
    ]


def _node(actor: Actor) -> dict[str, Any]:
    return {
        "label": actor.name,
        "type": actor.kind,
        "classification": actor.classification,
        "aliases": list(actor.aliases),
        "description": actor.description,
        "remit": actor.remit,
        "unnamed": actor.unnamed,
        "start": actor.since,
        "end": actor.until,
        "note": actor.note,
        **_evidence(actor),
    }


def _edge(fact: Fact, relation: Relation) -> dict[str, Any]:
    said = {
        "label": phrase(relation.verb, fact.qualifiers),
        "type": fact.relation,
        "family": relation.family,
        "fact": fact.id,
        "start": fact.since,
        "end": fact.until,
        "status": fact.status,
        "certainty": fact.certainty,
        "because": fact.because,
        "note": fact.note,
        **_evidence(fact),
        "rule": fact.rule,
        "premises": list(fact.premises),
    }
    return {_column(name): value for name, value in fact.qualifiers.items()} | said


def _column(qualifier: str) -> str:
    """Give the attribute of a qualifier; no two have the same."""
    is_taken = qualifier in TAKEN | _SAID or qualifier.endswith("_")
    return f"{qualifier}_" if is_taken else qualifier


def _evidence(part: Actor | Fact | Event) -> dict[str, list[str]]:
    quotes = [citation.quote for citation in part.evidence]
    places = [str(citation) for citation in part.evidence]
    return {"evidence": places, "quotes": quotes if any(quotes) else []}


def _source(source: Source) -> dict[str, Any]:
    names = ("id", "title", "publisher", "date", "url", "note")
    return {name: getattr(source, name) for name in names}


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "what": event.what,
        "on": event.on,
        "who": list(event.who),
        "status": event.status,
        "because": event.because,
        "note": event.note,
        **_evidence(event),
    }


def _relation(row: Relation) -> dict[str, Any]:
    columns = row._asdict()
    del columns["key"]
    return {k: list(v) if isinstance(v, tuple) else v for k, v in columns.items()}


def _given(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value not in ("", [], None)}
