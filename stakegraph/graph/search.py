"""What lies between two actors, found from both ends at once and no further than it must be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from stakegraph.graph.neighbourhood import Graph, joined
from stakegraph.model.facts import Actor
from stakegraph.store import Scope, Store

BUDGET = 100_000  # ties that one search looks at; then it leaves out who has the most


class Reached(NamedTuple):
    """Whom an actor is connected with at all.

    `size` counts the actor too; there are `more` where the search ended before all were counted.
    `best` are the best connected of the others.
    """

    id: str
    size: int
    more: bool
    best: tuple[str, ...]


class _Side:
    """One end of a search: who is how many hops away, and whose ties are looked at next."""

    def __init__(self, end: str) -> None:
        self.hops = {end: 0}
        self.fresh = [end]
        self.radius = 0


class Between:
    """A search for the routes between two different actors.

    Routes go along or against facts of the given relations that are within the scope and not
    denied, and through those actors alone that `passes` lets through. `unwalked` tells of whom the
    search left out, with how many ties each has. Unless the search `is_exact`, there may be fewer
    routes than it finds, as `Store.links` tells; what is drawn of them is what there is.
    """

    def __init__(
        self,
        store: Store,
        start: str,
        end: str,
        *,
        relations: Collection[str],
        passes: Callable[[Actor], bool] | None = None,
        scope: Scope,
        is_exact: bool = False,
    ) -> None:
        self.store = store
        self.start, self.end = start, end
        self.relations = relations
        self.scope = scope
        self.passes = passes
        self.is_exact = is_exact
        self.unwalked: dict[str, int] = {}
        self._spent = 0
        # Of each actor looked at, whom it is tied to, and whether by doubtful facts alone.
        self._links: dict[str, dict[str, bool]] = {}
        self._tied: dict[str, set[str]] = defaultdict(set)  # the same, known from either end
        self._degrees: dict[str, int] = {}
        self._passing = {start: True, end: True}
        self._sides = self._ends()

    def length(self, most: int | None = None) -> int:
        """Return the number of hops of the shortest route, of at most so many, or 0."""
        return self._meet(self._sides, most, sure=False)

    def sure_length(self, most: int) -> int:
        """Return the same of the shortest route without a doubtful hop."""
        return self._meet(self._ends(), most, sure=True)

    def graph(self, length: int) -> Graph:
        """Draw every route of at most so many hops."""
        while sum(side.radius for side in self._sides) < length and self._widen(self._sides):
            pass
        near, far = (self._within(end, length) for end in (self.start, self.end))
        kept = {id for id, hops in near.items() if id in far and hops + far[id] <= length}
        pairs = {id: sorted(kept & self._tied[id]) for id in sorted(kept)}
        ends = (self.start, self.end)
        return joined(self.store, pairs, self.relations, self.scope, ends=ends)

    def reached(self) -> list[Reached]:
        """Return whom each end is connected with, where no route connects them."""
        found = []
        for side, end in zip(self._sides, (self.start, self.end), strict=True):
            while side.fresh and self._spent <= BUDGET:
                self._widen([side])
            ranked = sorted((-len(self._tied[id]), id) for id in side.hops if id != end)
            more = bool(side.fresh) or bool(self.unwalked)
            found.append(Reached(end, len(side.hops), more, tuple(id for _, id in ranked[:5])))
        return found

    def _ends(self) -> list[_Side]:
        return [_Side(self.start), _Side(self.end)]

    def _meet(self, sides: list[_Side], most: int | None, *, sure: bool) -> int:
        """Widen the sides until somebody is reached from both; return the hops between the ends."""
        one, other = sides
        while most is None or one.radius + other.radius < most:
            if not self._widen(sides, sure=sure):
                return 0
            met = one.hops.keys() & other.hops.keys()
            if met:
                return min(one.hops[id] + other.hops[id] for id in met)
        return 0

    def _widen(self, sides: list[_Side], *, sure: bool = False) -> bool:
        """Go one hop further on the side where that costs less; return whether there is any.

        An end from which nobody new is reached ends the search.
        """
        if not all(side.fresh for side in sides):
            return False
        side = self._cheapest(sides)
        self._look_at(side.fresh)
        side.radius += 1
        fresh = []
        for id in side.fresh:
            for far, doubtful in self._links.get(id, {}).items():
                if far not in side.hops and not (sure and doubtful):
                    side.hops[far] = side.radius
                    fresh.append(far)
        side.fresh = sorted(fresh)
        return True

    def _cheapest(self, sides: list[_Side]) -> _Side:
        """Return the side on which few ties have to be looked at to go on: at most twice the least.

        Each actor has a tie at least, by which it was reached; to count those of many takes long.
        """
        few, *many = sorted(sides, key=lambda side: len(self._unlooked(side)))
        cost = self._cost(few)
        if all(cost < 2 * len(self._unlooked(side)) for side in many):
            return few
        return min(sides, key=self._cost)

    def _cost(self, side: _Side) -> int:
        """Return how many ties have to be looked at to go on from a side."""
        fresh = self._unlooked(side)
        unknown = [id for id in fresh if id not in self._degrees]
        self._degrees |= self.store.degrees(unknown, self.relations)
        return sum(self._degrees[id] for id in fresh)

    def _unlooked(self, side: _Side) -> list[str]:
        return [id for id in side.fresh if id not in self._links]

    def _look_at(self, ids: Iterable[str]) -> None:
        """Find whom some actors are tied to, as far as the search can afford it.

        Those with the most ties are left out first: a route through them says the least.
        """
        fresh = sorted((self._degrees[id], id) for id in ids if id not in self._links)
        wanted = []
        for degree, id in fresh:
            if self._spent + degree > BUDGET:
                self.unwalked[id] = degree
                self._links[id] = {}
            else:
                self._spent += degree
                wanted.append(id)
        self._links |= {id: {} for id in wanted}
        links = self.store.links(wanted, self.relations, self.scope, is_exact=self.is_exact)
        for id, far, doubtful in links:
            if far != id and self._is_passing(far):
                ties = self._links[id]
                ties[far] = ties.get(far, True) and doubtful
                self._tied[id].add(far)
                self._tied[far].add(id)

    def _is_passing(self, id: str) -> bool:
        """Return whether a route may go through an actor, or ends there."""
        if id not in self._passing:
            self._passing[id] = not self.passes or all(
                map(self.passes, self.store.actors([id], self.scope))
            )
        return self._passing[id]

    def _within(self, end: str, length: int) -> dict[str, int]:
        """Return how many hops everyone whose ties were looked at is away from an end."""
        hops = {end: 0}
        fresh = [end]
        for distance in range(1, length + 1):
            reached = (far for id in fresh for far in self._tied[id] if far not in hops)
            fresh = list(dict.fromkeys(reached))
            hops.update(dict.fromkeys(fresh, distance))
        return hops
