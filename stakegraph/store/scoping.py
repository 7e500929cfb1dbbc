"""What a scope lets through, wherever the facts are kept."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from stakegraph.edtf.validity import HELD, NOT_HELD, Standing, conjunction, standing
from stakegraph.model.facts import STATED, Actor, Citation, Event, Fact, Source
from stakegraph.model.relations import span
from stakegraph.store import EVERYTHING, RIVALS, Direction, Link, Scope, Tie

if TYPE_CHECKING:
    from stakegraph.model.relations import Relation


class Kept(Protocol):
    """Where the scope of a question looks up what its facts depend on."""

    @property
    def relations(self) -> Mapping[str, Relation]:
        """Return the relations that the facts may state."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """Return the sources."""

    def fact(self, id: str) -> Fact:
        """Return the fact of an id."""

    def actor(self, id: str) -> Actor:
        """Return the actor of an id."""

    def rivals(self, id: str) -> Iterator[Fact]:
        """Yield the facts that dispute one, whatever the scope."""

    def disputing(self, id: str, scope: Scope) -> tuple[str, ...]:
        """Return the ids of the facts that dispute one, as `disputing` finds them."""

    def hop(
        self,
        ids: Iterable[str] | None,
        relations: Container[str],
        direction: Direction,
        scope: Scope,
    ) -> Iterator[Tie]:
        """Yield the ties that leave ("out") or reach ("in") these actors, or all there are."""


def tie(kept: Kept, fact: Fact, scope: Scope, *, disputed: bool) -> Tie | None:
    """Return a fact as the scope sees it, or None where it does not count.

    A fact that is not `disputed`, nor any of its premises, need not be looked up.
    """
    if scope == EVERYTHING:
        if fact.covered_by:
            return None
        against = _against(kept, fact.premises or (fact.id,), scope) if disputed else ()
        return Tie(fact, (), against)
    premises = [kept.fact(id) for id in fact.premises] or [fact]
    if not all(_admitted(premise, scope) for premise in premises):
        return None
    covering = (kept.fact(id) for id in fact.covered_by)
    if any(_admitted(one, scope) and _is_held(kept, one, scope) for one in covering):
        return None
    if scope.without:
        left = tuple(one for one in fact.evidence if one.source not in scope.without)
        fact = replace(fact, evidence=left)
    against = _against(kept, (one.id for one in premises), scope) if disputed else ()
    if scope.as_of is None:
        return Tie(fact, (), against)
    held = conjunction(_standing(kept, premise, scope) for premise in premises)
    return None if held.held == NOT_HELD else Tie(fact, held.missing, against)


def links(
    kept: Kept, ids: Iterable[str], relations: Container[str], scope: Scope
) -> Iterator[Link]:
    """Yield whom some actors are tied to, from the ties themselves."""
    for id in ids:
        for tie in kept.hop([id], relations, "out", scope):
            if tie.fact.status != "denied":
                yield Link(id, tie.fact.object, is_doubtful(tie))
        for tie in kept.hop([id], relations, "in", scope):
            if tie.fact.status != "denied":
                yield Link(id, tie.fact.subject, is_doubtful(tie))


def is_doubtful(tie: Tie) -> bool:
    """Return whether a tie is not stated, is disputed or cannot be said to hold."""
    return tie.fact.certainty != STATED or bool(tie.missing) or bool(tie.against)


def actor_counts(actor: Actor, scope: Scope) -> bool:
    """Return whether an actor counts."""
    return _cited(actor.evidence, scope) and _may_be(actor.since, actor.until, scope)


def event_counts(event: Event, scope: Scope) -> bool:
    """Return whether an event counts."""
    firm = event.status == STATED or not scope.firm
    return firm and _cited(event.evidence, scope) and _may_be(event.on, "", scope)


def disputing(kept: Kept, id: str, scope: Scope) -> tuple[str, ...]:
    """Return the ids of the facts within the scope that dispute one; a denial is always firm.

    Of more than so many, one more than that is given.
    """
    loose = scope._replace(firm=False)
    found = (
        fact.id
        for fact in kept.rivals(id)
        if scope == EVERYTHING
        or (
            _admitted(fact, loose if fact.status == "denied" else scope)
            and _may_hold(kept, fact, scope)
        )
    )
    return tuple(sorted(islice(found, RIVALS + 1)))


def _against(kept: Kept, premises: Iterable[str], scope: Scope) -> tuple[str, ...]:
    """Return the facts within the scope that dispute one of these."""
    return tuple(dict.fromkeys(rival for id in premises for rival in kept.disputing(id, scope)))


def _is_held(kept: Kept, fact: Fact, scope: Scope) -> bool:
    return scope.as_of is None or _standing(kept, fact, scope).held == HELD


def _may_hold(kept: Kept, fact: Fact, scope: Scope) -> bool:
    return scope.as_of is None or _standing(kept, fact, scope).held != NOT_HELD


def _standing(kept: Kept, fact: Fact, scope: Scope) -> Standing:
    """Return whether a stated fact was held on the day of the scope."""
    assert scope.as_of is not None
    other = kept.actor(fact.object)
    own, whole = (fact.since, fact.until), (other.since, other.until)
    relation = kept.relations[fact.relation]
    dates = span(relation, other.kind, own, whole)
    if dates is None:
        return Standing(HELD)
    cited = {one.source for one in fact.evidence} - scope.without
    attested = (kept.sources[source].date for source in sorted(cited))
    dated = [date for date in attested if date]
    return standing(scope.as_of, *dates, dated, act=relation.act)


def _admitted(fact: Fact, scope: Scope) -> bool:
    """Return whether a stated fact counts, whatever the day."""
    return (fact.status == STATED or not scope.firm) and _cited(fact.evidence, scope)


def _may_be(since: str, until: str, scope: Scope) -> bool:
    """Return whether something of these dates may have been on the day of the scope."""
    return scope.as_of is None or standing(scope.as_of, since, until, ()).held != NOT_HELD


def _cited(evidence: Iterable[Citation], scope: Scope) -> bool:
    """Return whether something counts by the sources that it cites; what cites none always does."""
    cited = {one.source for one in evidence}
    if scope.source and scope.source not in cited:
        return False
    return not cited or not cited <= scope.without
