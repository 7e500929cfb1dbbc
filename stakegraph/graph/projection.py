"""A graph of people alone, or of organisations alone: the others become ties between them."""

from collections.abc import Iterator
from itertools import chain, combinations, product
from typing import Any

import networkx as nx

from stakegraph.edtf.dates import apart, earlier, later
from stakegraph.graph.neighbourhood import Graph
from stakegraph.graph.tenses import TENSES
from stakegraph.model.facts import FIRMNESS, weakest
from stakegraph.model.relations import ORGANISATION, PERSON, UNCONNECTING

Tie = dict[str, Any]

KINDS = {"people": PERSON, "organisations": ORGANISATION}


def collapse(graph: Graph, kind: str) -> Graph:
    """Return the one-mode projection of a flat graph on one kind of actor.

    Facts between two such actors stay. Two that are both tied to an actor of another kind, sharing
    an opinion apart, are joined by one edge for it: its `label` names it, `via` is its id, and
    `evidence` is that of both ties. Of several ties the firmest count, and what lies apart in time
    joins nobody: the edge is no firmer than either tie and lasts while both do. Borgatti and
    Everett, Network analysis of 2-mode data (1997).
    """
    kept = [id for id, data in graph.nodes(data=True) if data["type"] == kind]
    plain: Graph = nx.MultiDiGraph(**graph.graph)
    plain.add_nodes_from((id, graph.nodes[id]) for id in kept)
    for subject, object, key, data in graph.edges(keys=True, data=True):
        if subject in plain and object in plain:
            plain.add_edge(subject, object, key=key, **data)
    for hub in graph:
        if hub not in plain:
            for one, other, key, data in _through(graph, hub, set(kept)):
                plain.add_edge(one, other, key=key, **data)
    return plain


def _through(
    graph: Graph, hub: str, kept: set[str]
) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Yield the edges between those who are tied to one actor."""
    ties: dict[str, list[Tie]] = {}
    for one, other, data in (*graph.in_edges(hub, data=True), *graph.out_edges(hub, data=True)):
        end = other if one == hub else one
        if end in kept and data["family"] not in UNCONNECTING and data["status"] != "denied":
            ties.setdefault(end, []).append(data)
    for one, other in combinations(sorted(ties), 2):
        pairs = [
            (a, b) for a, b in product(ties[one], ties[other]) if not apart(*_span(a), *_span(b))
        ]
        if not pairs:
            continue
        both = min(pairs, key=_firmness)
        evidence = dict.fromkeys(place for tie in both for place in tie.get("evidence", ()))
        missing = (tie["undetermined"].split("; ") for tie in both if "undetermined" in tie)
        against = dict.fromkeys(id for tie in both for id in tie.get("disputed_by", ()))
        edge = {
            "label": f"both tied to {graph.nodes[hub]['label']}",
            "type": "shares",
            "family": both[0]["family"],
            "via": hub,
            "fact": f"{one}.shares.{hub}.{other}",
            "status": "derived",
            "start": later(tuple(_span(tie)[0] for tie in both)),
            "end": earlier(tuple(_span(tie)[1] for tie in both)),
            "certainty": weakest(tie["certainty"] for tie in both),
            "evidence": list(evidence),
            "premises": [tie["fact"] for tie in both],
            "undetermined": "; ".join(dict.fromkeys(chain.from_iterable(missing))),
            "disputed_by": list(against),
            "tense": max((tie.get("tense", "") for tie in both), key=TENSES.index),
            "retracted": next((tie["retracted"] for tie in both if "retracted" in tie), ""),
        }
        given = {name: value for name, value in edge.items() if value not in ("", [])}
        yield one, other, edge["fact"], given


def _span(tie: Tie) -> tuple[str, str]:
    return tie.get("start", ""), tie.get("end", "")


def _firmness(pair: tuple[Tie, Tie]) -> tuple[object, ...]:
    """Return the key that sorts pairs of ties: held first, then the firmest, then by id."""
    doubtful = any("undetermined" in tie for tie in pair)
    ranks = sorted((FIRMNESS.index(tie["certainty"]) for tie in pair), reverse=True)
    return doubtful, ranks, *(tie["fact"] for tie in pair)
