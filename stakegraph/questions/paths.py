"""Paths: how two actors are connected, as the best few routes.

Unlike other queries this one asks a store: what to draw is what it looks for.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import islice, pairwise

import networkx as nx
from msgspec.structs import replace

from stakegraph.graph.neighbourhood import Graph, actor_of, firmness, joined, tie_of
from stakegraph.graph.search import Between
from stakegraph.model.relations import FAMILIES, POST
from stakegraph.questions.results import Ref, Result, Statement, ref, statement
from stakegraph.store import EVERYTHING, Scope, Store, Tie

# A doubtful hop counts for less than any hop more: 1,000 of them would outweigh one.
_HOP = 1000
# How many routes are looked at for one that is shown: one that differs from an earlier one by going
# through a post alone tells nothing new.
_TRIED = 10
_HUBS = 3  # of those who were left out, how many are named
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
    """Everyone whom an actor is connected with at all: how many, and the best connected of them.

    `size` counts the actor too; there may be `more`, where not everyone could be looked at.
    """

    of: Ref
    size: int
    more: bool
    members: tuple[Ref, ...]


class Hub(Result, frozen=True, kw_only=True):
    """Somebody with so many ties that none of them was looked at."""

    actor: Ref
    ties: int


class Paths(Result, frozen=True, kw_only=True):
    """The routes between two actors, shortest first, then those with fewest doubtful hops.

    `families` are those whose facts the routes may use. Without a route, `components` tell where
    each end is; `shortest` is then the number of hops of a route longer than was asked for, or 0.
    `firm` is the number of hops of the shortest route without a doubtful one, where none of those
    shown is it, or 0. `unwalked` are those with the most ties whom a long search left out.
    """

    start: Ref
    end: Ref
    max_hops: int
    families: tuple[str, ...]
    routes: tuple[Route, ...]
    components: tuple[Component, ...]
    shortest: int
    firm: int
    unwalked: tuple[Hub, ...]


def paths(
    store: Store,
    start: str,
    end: str,
    *,
    count: int = 3,
    max_hops: int = 6,
    avoid: Iterable[str] = (),
    families: Container[str] = FAMILIES,
    scope: Scope = EVERYTHING,
) -> Paths:
    """Return the best routes between two actors of a store, and what there is to say without one.

    Routes go along or against the facts of some families, and from people to the posts that they
    hold. Only what lies between the two is drawn: the shortest routes, and one hop more at a time
    until there are enough.
    """
    around = {*avoid} - {start, end}
    rows = store.relations.values()
    relations = frozenset(row.key for row in rows if row.family in families or row.fills)

    def answer(graph: Graph) -> Paths:
        return _among(graph, start, end, count=count, max_hops=max_hops, families=families)

    if start == end:
        return answer(joined(store, {}, relations, scope, ends=(start,)))
    search = Between(store, start, end, relations=relations, avoid=around, scope=scope)
    shortest = search.length(max_hops)
    drawn = search.graph(shortest)
    found = answer(drawn)
    if not shortest:
        return _without_route(store, search, found)
    for length in range(shortest + 1, max_hops + 1):
        if len(found.routes) == count:
            break
        wider = search.graph(length)
        if wider.number_of_edges() > drawn.number_of_edges():
            drawn, found = wider, answer(wider)
    doubtful = all(route.doubtful for route in found.routes)
    firm = search.sure_length(max_hops) if doubtful else 0
    return replace(found, firm=firm, unwalked=_unwalked(store, search))


def _among(
    graph: Graph, start: str, end: str, *, count: int, max_hops: int, families: Container[str]
) -> Paths:
    """Return the best routes within a graph."""
    plain = _plain(graph, families)
    routes: list[tuple[int, list[str]]] = []
    if start != end and nx.has_path(plain, start, end):
        found = nx.shortest_simple_paths(plain, start, end, weight="weight")
        seen: set[tuple[str, ...]] = set()
        for nodes in islice(found, _TRIED * count):
            if len(nodes) - 1 > max_hops or len(routes) == count:
                break
            through = tuple(id for id in nodes[1:-1] if actor_of(graph, id).kind != POST)
            if through not in seen:
                seen.add(through)
                routes.append((nx.path_weight(plain, nodes, "weight"), nodes))
    return Paths(
        start=ref(actor_of(graph, start)),
        end=ref(actor_of(graph, end)),
        max_hops=max_hops,
        families=tuple(family for family in FAMILIES if family in families),
        routes=tuple(_route(graph, plain, nodes) for _, nodes in sorted(routes)),
        components=(),
        shortest=0,
        firm=0,
        unwalked=(),
    )


def _without_route(store: Store, search: Between, found: Paths) -> Paths:
    """Tell of a route that is longer than was asked for, or whom each end is connected with."""
    shortest = search.length()
    components = tuple(
        Component(
            of=_ref(store, one.id),
            size=one.size,
            more=one.more,
            members=tuple(_ref(store, member) for member in one.best),
        )
        for one in ([] if shortest else search.reached())
    )
    unwalked = _unwalked(store, search)
    return replace(found, shortest=shortest, components=components, unwalked=unwalked)


def _unwalked(store: Store, search: Between) -> tuple[Hub, ...]:
    most = sorted(search.unwalked.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Hub(actor=_ref(store, id), ties=ties) for id, ties in most[:_HUBS])


def _ref(store: Store, id: str) -> Ref:
    (actor,) = store.actors([id])
    return ref(actor)


def _plain(graph: Graph, families: Container[str]) -> nx.Graph[str]:
    """Return the graph without directions: one edge where any fact joins two actors.

    A denied fact joins nobody.
    """
    relations = graph.graph["relations"]
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    edges = [
        (subject, object, tie_of(data))
        for subject, object, data in graph.edges(data=True)
        if data["fact"].status != "denied" and subject != object
        if (row := relations[data["fact"].relation]).family in families or row.fills
    ]
    for subject, object, tie in sorted(edges, key=lambda edge: _surest(edge[2])):
        if plain.has_edge(subject, object):
            plain[subject][object]["ties"].append(tie)
        else:
            plain.add_edge(subject, object, ties=[tie], weight=_HOP + _doubt(tie))
    return plain


def _surest(tie: Tie) -> tuple[object, ...]:
    return (_doubt(tie), *firmness(tie))


def _doubt(tie: Tie) -> int:
    return _DOUBT[tie.fact.certainty] + bool(tie.missing) + bool(tie.against)


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
