"""Paths: how two actors are connected, as the best few routes.

Unlike other queries this one asks a store: what to draw is what it looks for.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import islice, pairwise

from msgspec.structs import replace

from stakegraph.graph.neighbourhood import Graph, actor_of, joined
from stakegraph.graph.periods import overlap
from stakegraph.graph.routes import Route as Way
from stakegraph.graph.routes import Routes, Step
from stakegraph.graph.search import Between
from stakegraph.model.relations import POST
from stakegraph.questions.results import Ref, Result, Statement, ref, shown, statement
from stakegraph.questions.selection import Selection, selection
from stakegraph.store import EVERYTHING, Scope, Store

# How many routes are looked at for one that is shown: one that differs from an earlier one by going
# through a post alone tells nothing new.
_TRIED = 10
_HUBS = 3  # of those who were left out, how many are named


class Hop(Result, frozen=True, kw_only=True):
    """One step of a route, the way it is gone; `backward` when the fact points the other way.

    `fact` is the firmest of the facts that join the two, `also` are the others. `since` and `until`
    are when it held: by its own dates, those of its premises or of what it is a part in.
    """

    start: Ref
    end: Ref
    backward: bool
    since: str
    until: str
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

    `weakest` is 0 when every hop is stated; `doubtful` counts those that are not. `together` is
    whether all hops may have held on one day, between `since` and `until`.
    """

    hops: tuple[Hop, ...]
    stops: tuple[Stop, ...]
    doubtful: int
    weakest: int
    together: bool
    since: str
    until: str


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

    `families` are those whose facts the routes may use, `only` and `avoid` what limits them, each
    word with what it means; `together` is whether they were to be such that all hops may have held
    on one day. Without a route, `components` tell where each end is; `shortest` is then the number
    of hops of a route longer than was asked for, or 0. `firm` is the number of hops of the shortest
    route without a doubtful one, where none of those shown is it, or 0; `apart` that of the
    shortest route that was passed over because its hops never held on one day, where none else was
    found. `unwalked` are those with the most ties whom a long search left out.
    """

    start: Ref
    end: Ref
    max_hops: int
    families: tuple[str, ...]
    only: tuple[str, ...]
    avoid: tuple[str, ...]
    together: bool
    routes: tuple[Route, ...]
    components: tuple[Component, ...]
    shortest: int
    firm: int
    apart: int
    unwalked: tuple[Hub, ...]


def paths(
    store: Store,
    start: str,
    end: str,
    *,
    count: int = 3,
    max_hops: int = 6,
    along: Selection | None = None,
    together: bool = False,
    scope: Scope = EVERYTHING,
) -> Paths:
    """Return the best routes between two actors of a store, and what there is to say without one.

    Routes go along or against the facts that are selected, and with `together` only where all hops
    may have held on one day. Only what lies between the two is drawn: the shortest routes, and one
    hop more at a time until there are enough.
    """
    along = along or selection(store)
    relations = along.relations

    def answer(graph: Graph, most: int) -> Paths:
        found = Routes(store, graph, start, end, relations)
        routes = _best(graph, found.at_once(most) if together else found.shortest(most), count)
        return Paths(
            start=ref(actor_of(graph, start)),
            end=ref(actor_of(graph, end)),
            max_hops=max_hops,
            families=along.families,
            only=along.only,
            avoid=along.avoid,
            together=together,
            routes=tuple(_route(graph, route) for route in routes),
            components=(),
            shortest=0,
            firm=0,
            apart=0,
            unwalked=(),
        )

    if start == end:
        return answer(joined(store, {}, relations, scope, ends=(start,)), 0)
    passes = along.passes if along.is_of_actors else None
    between = partial(Between, store, start, end, relations=relations, passes=passes, scope=scope)
    search = between()
    shortest = search.length(max_hops)
    found = answer(search.graph(shortest), shortest)
    for length in range(shortest + 1, max_hops + 1) if shortest else ():
        if len(found.routes) == count:
            break
        found = answer(search.graph(length), length)
    if not found.routes:
        search = between(is_exact=True)
        shortest = search.length(max_hops)
        if not shortest:
            return _without_route(search, found)
    doubtful = not together and all(route.doubtful for route in found.routes)
    return replace(
        found,
        firm=between(is_exact=True).sure_length(max_hops) if doubtful else 0,
        apart=0 if found.routes else shortest,
        unwalked=_unwalked(search),
    )


def _best(graph: Graph, found: Iterable[Way], count: int) -> list[Way]:
    """Return the first few routes that differ by more than the posts that they go through."""
    routes: dict[tuple[str, ...], Way] = {}
    for way in islice(found, _TRIED * count):
        through = tuple(id for id in way.nodes[1:-1] if actor_of(graph, id).kind != POST)
        routes.setdefault(through, way)
        if len(routes) == count:
            break
    return sorted(routes.values(), key=_order)


def _order(way: Way) -> tuple[object, ...]:
    return (len(way.nodes), way.doubt, not way.together, way.nodes)


def _without_route(search: Between, found: Paths) -> Paths:
    """Tell of a route that is longer than was asked for, or whom each end is connected with."""
    shortest = search.length()
    components = tuple(
        shown(
            Component,
            one,
            of=_ref(search, one.id),
            members=tuple(_ref(search, member) for member in one.best),
        )
        for one in ([] if shortest else search.reached())
    )
    unwalked = _unwalked(search)
    return replace(found, shortest=shortest, components=components, unwalked=unwalked)


def _unwalked(search: Between) -> tuple[Hub, ...]:
    most = sorted(search.unwalked.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Hub(actor=_ref(search, id), ties=ties) for id, ties in most[:_HUBS])


def _ref(search: Between, id: str) -> Ref:
    (actor,) = search.store.actors([id], search.scope)
    return ref(actor)


def _route(graph: Graph, way: Way) -> Route:
    doubts = [step.doubt for step in way.steps]
    through = [actor_of(graph, id) for id in way.nodes[1:-1]]
    since, until, _ = overlap(step.period for step in way.steps)
    return Route(
        hops=tuple(
            _hop(graph, start, end, step, others)
            for (start, end), step, others in zip(
                pairwise(way.nodes), way.steps, way.others, strict=True
            )
        ),
        stops=tuple(
            shown(Stop, actor, actor=ref(actor))
            for actor in through
            if actor.kind in ("post", "partnership")
        ),
        doubtful=sum(doubt > 0 for doubt in doubts),
        weakest=doubts.index(max(doubts)) + 1 if any(doubts) else 0,
        together=way.together,
        since=since if way.together else "",
        until=until if way.together else "",
    )


def _hop(graph: Graph, start: str, end: str, step: Step, others: Iterable[Step]) -> Hop:
    backward = step.tie.fact.subject == end
    ties = [other.tie for other in others]
    return Hop(
        start=ref(actor_of(graph, start)),
        end=ref(actor_of(graph, end)),
        backward=backward,
        since=step.period.since,
        until=step.period.until,
        fact=statement(graph, step.tie, backward=backward),
        also=tuple(statement(graph, tie, backward=tie.fact.subject == end) for tie in ties),
    )
