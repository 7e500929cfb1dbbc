"""Paths: how two actors are connected, as the best few routes."""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import islice, pairwise

import networkx as nx

from stakegraph.graph import Graph, actor_of, tie_of
from stakegraph.queries import Ref, Result, Statement, firmness, ref, statement
from stakegraph.relations import FAMILIES, POST
from stakegraph.stores import Tie

# A doubtful hop counts for less than any hop more: 1,000 of them would outweigh one.
_HOP = 1000
# How many routes are looked at for one that is shown: one that differs from an earlier one by going
# through a post alone tells nothing new.
_TRIED = 10
_DOUBT = {"stated": 0, "hedged": 1, "inferred": 1, "disputed": 2, "denied": 2}


class Hop(Result, frozen=True, kw_only=True):
    """One step of a route, the way it is gone; `backward` when the fact points the other way.

    `fact` is the firmest of the facts that join the two, `also` are the others.
    """

    start: Ref
    end: Ref
    backward: bool
    fact: Statement
    also: tuple[Statement, ...]


class Stop(Result, frozen=True, kw_only=True):
    """A post or partnership that a route goes through, with what there is to know of it."""

    actor: Ref
    description: str
    since: str
    until: str


class Route(Result, frozen=True, kw_only=True):
    """One way from one actor to the other; `weakest` is the number of its least firm hop, from 1.

    `weakest` is 0 when every hop is stated; `doubtful` counts those that are not.
    """

    hops: tuple[Hop, ...]
    stops: tuple[Stop, ...]
    doubtful: int
    weakest: int


class Component(Result, frozen=True, kw_only=True):
    """Everyone whom an actor is connected with at all: how many, and the best connected of them."""

    of: Ref
    size: int
    members: tuple[Ref, ...]


class Paths(Result, frozen=True, kw_only=True):
    """The routes between two actors, shortest first, then those with fewest doubtful hops.

    `families` are those whose facts the routes may use. Without a route, `components` tell where
    each end is; `shortest` is then the number of hops of a route longer than was asked for, or 0.
    `firm` is the number of hops of the shortest route without a doubtful one, where none of those
    shown is it, or 0.
    """

    start: Ref
    end: Ref
    max_hops: int
    families: tuple[str, ...]
    routes: tuple[Route, ...]
    components: tuple[Component, ...]
    shortest: int
    firm: int


def paths(
    graph: Graph,
    start: str,
    end: str,
    *,
    count: int = 3,
    max_hops: int = 6,
    avoid: Iterable[str] = (),
    families: Container[str] = FAMILIES,
) -> Paths:
    """Give the best routes between two actors, along or against the facts.

    They lead through facts of some families alone, and from people to the posts that they hold.
    """
    plain = _plain(graph, {*avoid} - {start, end}, families)
    routes: list[Route] = []
    shortest = 0
    if start != end and nx.has_path(plain, start, end):
        found = nx.shortest_simple_paths(plain, start, end, weight="weight")
        told: set[tuple[str, ...]] = set()
        for nodes in islice(found, _TRIED * count):
            if len(nodes) - 1 > max_hops or len(routes) == count:
                shortest = 0 if routes else len(nodes) - 1
                break
            through = tuple(id for id in nodes[1:-1] if actor_of(graph, id).kind != POST)
            if through not in told:
                told.add(through)
                routes.append(_route(graph, plain, nodes))
    apart = not routes and start != end
    doubtful = routes and all(route.doubtful for route in routes)
    firm = _firm(plain, start, end) if doubtful else 0
    return Paths(
        start=ref(actor_of(graph, start)),
        end=ref(actor_of(graph, end)),
        max_hops=max_hops,
        families=tuple(family for family in FAMILIES if family in families),
        routes=tuple(routes),
        components=tuple(_component(graph, plain, id) for id in (start, end) if apart),
        shortest=shortest,
        firm=firm if firm <= max_hops else 0,
    )


def _plain(graph: Graph, avoid: set[str], families: Container[str]) -> nx.Graph[str]:
    """Give the graph without directions: one edge where any fact joins two actors.

    A denied fact joins nobody.
    """
    relations = graph.graph["relations"]
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(id for id in sorted(graph) if id not in avoid)
    edges = [
        (subject, object, tie_of(data))
        for subject, object, data in graph.edges(data=True)
        if data["fact"].status != "denied" and subject != object
        if (row := relations[data["fact"].relation]).family in families or row.fills
    ]
    for subject, object, tie in sorted(edges, key=lambda edge: firmness(edge[2])):
        if subject in plain and object in plain:
            if plain.has_edge(subject, object):
                plain[subject][object]["ties"].append(tie)
            else:
                doubt = _DOUBT[tie.fact.certainty] + bool(tie.missing) + bool(tie.against)
                plain.add_edge(subject, object, ties=[tie], weight=_HOP + doubt)
    return plain


def _firm(plain: nx.Graph[str], start: str, end: str) -> int:
    """Give the length of the shortest route of hops that are not doubtful, or 0."""
    firm = nx.subgraph_view(plain, filter_edge=lambda one, other: _sure(plain, one, other))
    return len(nx.shortest_path(firm, start, end)) - 1 if nx.has_path(firm, start, end) else 0


def _sure(plain: nx.Graph[str], one: str, other: str) -> bool:
    return bool(plain[one][other]["weight"] == _HOP)


def _route(graph: Graph, plain: nx.Graph[str], nodes: list[str]) -> Route:
    hops = tuple(
        _hop(graph, start, end, plain[start][end]["ties"]) for start, end in pairwise(nodes)
    )
    doubts = [plain[start][end]["weight"] - _HOP for start, end in pairwise(nodes)]
    through = [actor_of(graph, id) for id in nodes[1:-1]]
    return Route(
        hops=hops,
        stops=tuple(
            Stop(
                actor=ref(actor),
                description=actor.description,
                since=actor.since,
                until=actor.until,
            )
            for actor in through
            if actor.kind in ("post", "partnership")
        ),
        doubtful=sum(doubt > 0 for doubt in doubts),
        weakest=doubts.index(max(doubts)) + 1 if any(doubts) else 0,
    )


def _hop(graph: Graph, start: str, end: str, ties: list[Tie]) -> Hop:
    first, *others = ties
    backward = first.fact.subject == end
    return Hop(
        start=ref(actor_of(graph, start)),
        end=ref(actor_of(graph, end)),
        backward=backward,
        fact=statement(graph, first, backward=backward),
        also=tuple(statement(graph, tie, backward=tie.fact.subject == end) for tie in others),
    )


def _component(graph: Graph, plain: nx.Graph[str], id: str) -> Component:
    members = nx.node_connected_component(plain, id)
    best = sorted(members - {id}, key=lambda member: (-plain.degree(member), member))
    return Component(
        of=ref(actor_of(graph, id)),
        size=len(members),
        members=tuple(ref(actor_of(graph, member)) for member in best[:5]),
    )
