"""Facts kept in dictionaries."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cached_property

from stakegraph.model.facts import Actor, Event, Fact, Facts
from stakegraph.model.names import Named
from stakegraph.rules.conflicts import conflicts, rivals
from stakegraph.store import EVERYTHING, Direction, Link, Scope, Tie, scoping
from stakegraph.store.names import Index, index_of


class MemoryStore:
    """A store over facts that are in memory, derived ones included."""

    def __init__(self, facts: Facts) -> None:
        self._actors = {id: facts.actors[id] for id in sorted(facts.actors)}
        self._facts = {id: facts.facts[id] for id in sorted(facts.facts)}
        self._events = {id: facts.events[id] for id in sorted(facts.events)}
        self.title = facts.title
        self.relations = facts.relations
        self.sources = {id: facts.sources[id] for id in sorted(facts.sources)}
        self._conflicts = conflicts(facts)
        self._rivals = rivals(self._conflicts)
        self._out: dict[str, list[Fact]] = defaultdict(list)
        self._in: dict[str, list[Fact]] = defaultdict(list)
        for fact in self._facts.values():
            self._out[fact.subject].append(fact)
            self._in[fact.object].append(fact)

    def size(self) -> int:
        """Return how many facts there are, derived ones included."""
        return len(self._facts)

    def actors(
        self, ids: Iterable[str] | None = None, scope: Scope = EVERYTHING
    ) -> Iterator[Actor]:
        """Yield the actors of these ids, or all that count by id; unknown ids are passed over."""
        known = self._actors
        if ids is not None:
            return (known[id] for id in ids if id in known)
        return (actor for actor in known.values() if scoping.actor_counts(actor, scope))

    @cached_property
    def _index(self) -> Index:
        return index_of(self._actors.values())

    def named(self, text: str) -> Sequence[Named]:
        """Return the actors that a text names best, all in the same way, by id."""
        return self._index.named(text)

    def near(self, text: str) -> Sequence[Named]:
        """Return the few actors whose names are nearest to a mistyped one, the nearest first."""
        return self._index.near(text)

    def hop(
        self,
        ids: Iterable[str] | None,
        relations: Container[str],
        direction: Direction,
        scope: Scope,
    ) -> Iterator[Tie]:
        """Yield the ties that leave ("out") or reach ("in") these actors, or all there are."""
        index = self._out if direction == "out" else self._in
        groups = [self._facts.values()] if ids is None else (index.get(id, ()) for id in ids)
        return self._ties((fact for group in groups for fact in group), relations, scope)

    def joining(
        self, id: str, others: Container[str], relations: Container[str], scope: Scope
    ) -> Iterator[Tie]:
        """Yield the ties that lead from an actor to one of some others."""
        leaving = (fact for fact in self._out.get(id, ()) if fact.object in others)
        return self._ties(leaving, relations, scope)

    def degree(self, id: str, relations: Container[str]) -> int:
        """Return how many facts of some relations leave or reach an actor, whatever the scope."""
        facts = (*self._out.get(id, ()), *self._in.get(id, ()))
        return sum(fact.relation in relations for fact in facts)

    def links(self, ids: Iterable[str], relations: Container[str], scope: Scope) -> Iterator[Link]:
        """Yield whom these actors are tied to, whichever way the facts point, without the facts."""
        return scoping.links(self, ids, relations, scope)

    def facts(self, ids: Iterable[str], scope: Scope) -> Iterator[Tie]:
        """Yield the facts of these ids that count; ids that no fact has are passed over."""
        known = self._facts
        return self._ties((known[id] for id in ids if id in known), self.relations, scope)

    def ids_beside(self, id: str, count: int) -> list[str]:
        """Return the ids of facts that stand next to an id in their order, so many on each side."""
        ids = list(self._facts)
        place = bisect_left(ids, id)
        return ids[max(place - count, 0) : place + count]

    def conflicts(self) -> list[tuple[str, Fact, Fact]]:
        """Return the pairs of facts that clash, each with the rule that says so."""
        return self._conflicts

    def event(self, id: str) -> Event | None:
        """Return the event of an id, if there is one."""
        return self._events.get(id)

    def events(self, who: str | None = None, scope: Scope = EVERYTHING) -> Iterator[Event]:
        """Yield the events that an actor took part in, or all, as far as they count, by id."""
        for event in self._events.values():
            if (who is None or who in event.who) and scoping.event_counts(event, scope):
                yield event

    def fact(self, id: str) -> Fact:
        """Return the fact of an id."""
        return self._facts[id]

    def actor(self, id: str) -> Actor:
        """Return the actor of an id."""
        return self._actors[id]

    def rivals(self, id: str) -> tuple[str, ...]:
        """Return the ids of the facts that dispute one."""
        return self._rivals.get(id, ())

    def _ties(
        self, facts: Iterable[Fact], relations: Container[str], scope: Scope
    ) -> Iterator[Tie]:
        disputed = bool(self._rivals)
        for fact in facts:
            if fact.relation in relations:
                tie = scoping.tie(self, fact, scope, disputed=disputed)
                if tie:
                    yield tie
