"""What is stated within a scope, for the formats that hold the facts themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from stakegraph.graph.neighbourhood import followed
from stakegraph.model.facts import Actor, Event, Fact, Source
from stakegraph.store import EVERYTHING, Scope, Store
from stakegraph.store.admission import actor_within, any_counts
from stakegraph.store.presence import present

Counted = TypeVar("Counted", Actor, Fact)


class Stated:
    """The parts that a fact file of all that is stated within a scope has, each read when asked.

    `given` counts the actors and the facts that were.
    """

    def __init__(self, store: Store, families: Collection[str], scope: Scope) -> None:
        self.title = store.title
        self.relations = store.relations
        self.given: Counter[str] = Counter()
        self._store = store
        self._followed = followed(store, families)
        self._scope = scope

    def sources(self) -> Iterator[Source]:
        """Yield the sources that count."""
        return (each for id, each in self._store.sources.items() if any_counts([id], self._scope))

    def actors(self) -> Iterator[Actor]:
        """Yield the actors that count, and those that facts or events join."""
        return self._counted("actors", self._actors())

    def _actors(self) -> Iterator[Actor]:
        if self._scope == EVERYTHING:
            return self._store.actors()
        there = present(self._store, self._store.actors(scope=self._scope), self._scope)
        counting = {actor.id for actor in there}
        for fact in self._facts():
            counting |= {fact.subject, fact.object}
        counting.update(id for event in self.events() for id in event.who)
        # A fact file has all names, and what was so at any time, by the sources that count.
        limits, sources = self._scope.of_sources, self._store.sources
        every = (actor for actor in self._store.actors() if actor.id in counting)
        return (actor_within(sources, actor, limits) for actor in every)

    def events(self) -> Iterator[Event]:
        """Yield the events that count."""
        return self._store.events(scope=self._scope)

    def facts(self) -> Iterator[Fact]:
        """Yield the facts that count, without what follows from them."""
        return self._counted("facts", self._facts())

    def _facts(self) -> Iterator[Fact]:
        ties = self._store.hop(None, self._followed, "out", self._scope, derived=False)
        return (tie.fact for tie in ties)

    def _counted(self, what: str, parts: Iterable[Counted]) -> Iterator[Counted]:
        for part in parts:
            self.given[what] += 1
            yield part
