"""The routes within a graph that was drawn between two actors, the shortest and surest first.

A route goes from actor to actor, whichever way the facts point. Its hops may have held at once or
years apart: a step says when its fact may have held, and `at_once` finds the routes that may have
held on one day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from stakegraph.edtf.spans import ALWAYS, Span, common
from stakegraph.graph.neighbourhood import Graph, firmness, tie_of
from stakegraph.graph.periods import Period, period
from stakegraph.store import Store, Tie

if TYPE_CHECKING:
    import networkx as nx

# A doubtful hop counts for less than any hop more: 1,000 of them would outweigh one.
_HOP = 1000
_DOUBT = {"stated": 0, "hedged": 1, "inferred": 1, "disputed": 2, "denied": 2}
_MOST = 20_000  # beginnings of routes that one search for those on one day goes on from


class Step(NamedTuple):
    """A fact that a hop rests on, how doubtful it is, and when it may have held."""

    tie: Tie
    doubt: int
    period: Period

    @property
    def span(self) -> Span:
        """Return the longest span in which the fact may have held."""
        return self.period.span


class Route(NamedTuple):
    """The actors on the way, the step that each hop rests on, and what else joins the same two.

    `together` is whether these steps may all have held on one day.
    """

    nodes: tuple[str, ...]
    steps: tuple[Step, ...]
    others: tuple[tuple[Step, ...], ...]
    together: bool

    @property
    def doubt(self) -> int:
        """Return how doubtful the steps are."""
        return _doubtful(self.steps)


class _Ahead(NamedTuple):
    """A way to the end: its hops and doubts, and the span within which all may have held."""

    cost: tuple[int, int]
    span: Span

    def serves(self, cost: tuple[int, int], span: Span) -> bool:
        """Return whether the way costs no more than another and may have held on all its days."""
        cheaper = self.cost[0] <= cost[0] and self.cost[1] <= cost[1]
        return cheaper and self.span.low <= span.low and span.high <= self.span.high


class Routes:
    """The routes between two actors of a graph, along facts of some relations.

    A denied fact joins nobody.
    """

    def __init__(
        self, store: Store, graph: Graph, start: str, end: str, relations: Collection[str]
    ) -> None:
        import networkx as nx

        self.store = store
        self.start, self.end = start, end
        # One edge where any fact joins two actors, with the surest first.
        self._plain: nx.Graph[str] = nx.Graph()
        self._plain.add_nodes_from(sorted(graph))
        edges = [
            (subject, object, tie_of(data))
            for subject, object, data in graph.edges(data=True)
            if data["fact"].status != "denied" and subject != object
            if data["fact"].relation in relations
        ]
        for subject, object, tie in sorted(edges, key=lambda edge: _surest(edge[2])):
            if self._plain.has_edge(subject, object):
                self._plain[subject][object]["ties"].append(tie)
            else:
                self._plain.add_edge(subject, object, ties=[tie], weight=_HOP + _doubt(tie))

    def shortest(self, most: int) -> Iterator[Route]:
        """Yield the routes of at most so many hops, whenever each hop held."""
        import networkx as nx

        ends = (self.start, self.end)
        if self.start != self.end and nx.has_path(self._plain, *ends):
            for nodes in nx.shortest_simple_paths(self._plain, *ends, weight="weight"):
                if len(nodes) - 1 > most:
                    break
                yield self._route(tuple(nodes))

    def at_once(self, most: int) -> Iterator[Route]:
        """Yield the routes of at most so many hops that may all have held on one day.

        The beginning of a route is gone on from only where its end can be reached on one of the
        days on which all of its hops may have held: what that costs is known beforehand.
        """
        ahead = self._ahead(most) if self.start != self.end else {}
        heap: list[tuple[tuple[int, int], tuple[str, ...], int, list[Span]]] = []
        heappush(heap, ((0, 0), (self.start,), 0, [ALWAYS]))
        for _ in range(_MOST):
            if not heap:
                return
            _, nodes, doubt, spans = heappop(heap)
            if nodes[-1] == self.end != self.start:
                yield self._route(nodes, at_once=True)
                continue
            for far in self._plain[nodes[-1]]:
                if far in nodes or far not in ahead:
                    continue
                met = [
                    (step.doubt, both)
                    for step in self._steps(nodes[-1], far)
                    if (both := _common(spans, step.span))
                ]
                days = _united(span for _, both in met for span in both)
                left = [way.cost for way in ahead[far] if _common(days, way.span)]
                if left and len(nodes) + min(left)[0] <= most:
                    hops, doubts = min(left)
                    so_far = doubt + min(each for each, _ in met)
                    cost = (len(nodes) + hops, so_far + doubts)
                    heappush(heap, (cost, (*nodes, far), so_far, days))

    def _ahead(self, most: int) -> dict[str, list[_Ahead]]:
        """Return the ways from each actor to the end, of at most so many hops.

        One that costs more than another, which may have held on all of its days, is left out.
        """
        ahead = {self.end: [_Ahead((0, 0), ALWAYS)]}
        fresh = [(self.end, ahead[self.end][0])]
        for hops in range(1, most + 1):
            reached = []
            for near, way in fresh:
                for far in self._plain[near]:
                    for step in self._steps(near, far):
                        both = common(way.span, step.span)
                        cost = (hops, way.cost[1] + step.doubt)
                        known = ahead.setdefault(far, [])
                        if both and not any(one.serves(cost, both) for one in known):
                            known.append(_Ahead(cost, both))
                            reached.append((far, known[-1]))
            fresh = reached
        return ahead

    def _route(self, nodes: tuple[str, ...], *, at_once: bool = False) -> Route:
        """Return the route along some actors, each hop on its surest fact.

        Of facts that are as sure, or of all where it must be `at_once`, those that may have held on
        one day come before others.
        """
        hops = [self._steps(near, far) for near, far in pairwise(nodes)]
        surest = tuple(steps[0] for steps in hops)
        met = surest if len(hops) == 1 or _meet(surest) else _on_one_day(hops)
        together = met is not None and (at_once or _doubtful(met) == _doubtful(surest))
        taken = met if met and together else surest
        others = tuple(
            tuple(step for step in steps if step is not one)
            for steps, one in zip(hops, taken, strict=True)
        )
        return Route(nodes, taken, others, together)

    def _steps(self, near: str, far: str) -> list[Step]:
        """Return the facts that join two actors, the surest first, of these what lasted longest."""
        data = self._plain[near][far]
        if "steps" not in data:
            steps = [Step(tie, _doubt(tie), period(self.store, tie)) for tie in data["ties"]]
            data["steps"] = sorted(steps, key=lambda step: (step.doubt, -step.span.high))
        found: list[Step] = data["steps"]
        return found


def _on_one_day(hops: Sequence[Sequence[Step]]) -> tuple[Step, ...] | None:
    """Return a step of each hop, all of which may have held on one day, the surest there are."""
    found = []
    # If they share any day, they share the first day of one of them.
    for day in sorted({step.span.low for steps in hops for step in steps}):
        on = [[s for s in steps if s.span.low <= day < s.span.high] for steps in hops]
        if all(on):
            found.append(tuple(steps[0] for steps in on))
    return min(found, key=_doubtful, default=None)


def _doubtful(steps: Iterable[Step]) -> int:
    return sum(step.doubt for step in steps)


def _meet(steps: Sequence[Step]) -> bool:
    """Return whether some steps may all have held on one day."""
    return common(*(step.span for step in steps)) is not None


def _common(spans: Iterable[Span], other: Span) -> list[Span]:
    """Return what each of some spans has in common with another, where that is anything."""
    return [both for span in spans if (both := common(span, other))]


def _united(spans: Iterable[Span]) -> list[Span]:
    """Return the days of some spans as spans that lie apart."""
    apart: list[Span] = []
    for span in sorted(spans):
        if apart and span.low <= apart[-1].high:
            apart[-1] = Span(apart[-1].low, max(apart[-1].high, span.high))
        else:
            apart.append(span)
    return apart


def _surest(tie: Tie) -> tuple[object, ...]:
    return (_doubt(tie), *firmness(tie))


def _doubt(tie: Tie) -> int:
    # What rests on a retracted source alone is doubted more than what another denies.
    doubts = bool(tie.missing) + bool(tie.against) + 2 * tie.fact.retracted
    return _DOUBT[tie.fact.certainty] + doubts
