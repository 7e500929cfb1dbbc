"""Facts kept in dictionaries."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from itertools import chain

from msgspec.structs import replace

from stakegraph.conflicts import conflicts, rivals
from stakegraph.model import STATED, Actor, Citation, Event, Fact, Facts
from stakegraph.relations import span
from stakegraph.standing import HELD, NOT_HELD, Standing, conjunction, standing
from stakegraph.stores import EVERYTHING, Direction, Scope, Tie


class MemoryStore:
    """A store over facts that are in memory, derived ones included."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.title = facts.title
        self.relations = facts.relations
        self.sources = facts.sources
        self._conflicts = conflicts(facts)
        self._rivals = rivals(self._conflicts)
        self._out: dict[str, list[Fact]] = defaultdict(list)
        self._in: dict[str, list[Fact]] = defaultdict(list)
        self._actors = sorted(facts.actors.values(), key=lambda actor: actor.id)
        self._sorted = sorted(facts.facts.values(), key=lambda fact: fact.id)
        for fact in self._sorted:
            self._out[fact.subject].append(fact)
            self._in[fact.object].append(fact)

    def actors(
        self, ids: Iterable[str] | None = None, scope: Scope = EVERYTHING
    ) -> Iterator[Actor]:
        """Give the actors of these ids, or all that count; ids that nobody has are passed over."""
        known = self._facts.actors
        if ids is not None:
            return (known[id] for id in ids if id in known)
        return (
            actor
            for actor in self._actors
            if _cited(actor.evidence, scope) and _may_be(actor.since, actor.until, scope)
        )

    def named(self, text: str) -> Iterator[Actor]:
        """Give at least the actors that a text may mean or be a misspelling of."""
        return self.actors()

    def hop(
        self,
        ids: Iterable[str] | None,
        relations: Container[str],
        direction: Direction,
        scope: Scope,
    ) -> Iterator[Tie]:
        """Give the ties that leave ("out") or reach ("in") these actors, or all there are."""
        index = self._out if direction == "out" else self._in
        known = chain.from_iterable(index.get(id, ()) for id in ids or ())
        for fact in self._sorted if ids is None else known:
            if fact.relation in relations:
                tie = self._tie(fact, scope)
                if tie:
                    yield tie

    def facts(self, ids: Iterable[str], scope: Scope) -> Iterator[Tie]:
        """Give the facts of these ids that count; ids that no fact has are passed over."""
        known = self._facts.facts
        ties = (self._tie(known[id], scope) for id in ids if id in known)
        return (tie for tie in ties if tie)

    def size(self) -> int:
        """Count the facts, derived ones included."""
        return len(self._sorted)

    def fact_ids(self) -> Iterator[str]:
        """Give the ids of all facts."""
        return iter(self._facts.facts)

    def conflicts(self) -> list[tuple[str, Fact, Fact]]:
        """Give the pairs of facts that clash, each with the rule that says so."""
        return self._conflicts

    def events(self, who: str | None = None, scope: Scope = EVERYTHING) -> Iterator[Event]:
        """Give the events that an actor took part in, or all, as far as they count."""
        for event in self._facts.events.values():
            firm = event.status == STATED or not scope.firm
            counts = firm and _cited(event.evidence, scope) and _may_be(event.on, "", scope)
            if counts and (who is None or who in event.who):
                yield event

    def _tie(self, fact: Fact, scope: Scope) -> Tie | None:
        """Give a fact as the scope sees it, or None where it does not count."""
        premises = [self._facts.facts[id] for id in fact.premises] or [fact]
        if scope == EVERYTHING:  # then whatever covers it counts, too
            against = self._against(premises, scope) if self._rivals else ()
            return None if fact.covered_by else Tie(fact, (), against)
        if not all(_admitted(premise, scope) for premise in premises):
            return None
        covering = (self._facts.facts[id] for id in fact.covered_by)
        if any(_admitted(one, scope) and self._is_held(one, scope) for one in covering):
            return None
        if scope.without:
            kept = tuple(one for one in fact.evidence if one.source not in scope.without)
            fact = replace(fact, evidence=kept)
        against = self._against(premises, scope) if self._rivals else ()
        if scope.as_of is None:
            return Tie(fact, (), against)
        held = conjunction(self._standing(premise, scope) for premise in premises)
        return None if held.held == NOT_HELD else Tie(fact, held.missing, against)

    def _against(self, premises: Iterable[Fact], scope: Scope) -> tuple[str, ...]:
        """Give the facts within the scope that dispute one of these; a denial is always firm."""
        ids = dict.fromkeys(id for fact in premises for id in self._rivals.get(fact.id, ()))
        facts = (self._facts.facts[id] for id in ids)
        return tuple(
            fact.id
            for fact in facts
            if _admitted(fact, scope._replace(firm=scope.firm and fact.status != "denied"))
            if self._may_hold(fact, scope)
        )

    def _is_held(self, fact: Fact, scope: Scope) -> bool:
        return scope.as_of is None or self._standing(fact, scope).held == HELD

    def _may_hold(self, fact: Fact, scope: Scope) -> bool:
        return scope.as_of is None or self._standing(fact, scope).held != NOT_HELD

    def _standing(self, fact: Fact, scope: Scope) -> Standing:
        """Say whether a stated fact was held on the day of the scope."""
        assert scope.as_of is not None
        other = self._facts.actors[fact.object]
        own, whole = (fact.since, fact.until), (other.since, other.until)
        relation = self.relations[fact.relation]
        dates = span(relation, other.kind, own, whole)
        if dates is None:
            return Standing(HELD)
        cited = {one.source for one in fact.evidence} - scope.without
        attested = (self.sources[source].date for source in sorted(cited))
        dated = [date for date in attested if date]
        return standing(scope.as_of, *dates, dated, act=relation.act)


def _admitted(fact: Fact, scope: Scope) -> bool:
    """Tell whether a stated fact counts, whatever the day."""
    return (fact.status == STATED or not scope.firm) and _cited(fact.evidence, scope)


def _may_be(since: str, until: str, scope: Scope) -> bool:
    """Tell whether something of these dates may have been on the day of the scope."""
    return scope.as_of is None or standing(scope.as_of, since, until, ()).held != NOT_HELD


def _cited(evidence: Iterable[Citation], scope: Scope) -> bool:
    """Tell whether something counts by the sources that it cites; what cites none always does."""
    cited = {one.source for one in evidence}
    if scope.source and scope.source not in cited:
        return False
    return not cited or not cited <= scope.without
