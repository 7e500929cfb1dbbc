"""What a scope lets through, wherever the facts are kept."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import islice
from typing import Protocol

from msgspec.structs import replace

from stakegraph.edtf.spans import NEVER
from stakegraph.edtf.standing import HELD, NOT_HELD, PART, Standing, standing
from stakegraph.edtf.validity import Dating, surely_meet, validity
from stakegraph.model.facts import STATED, Actor, Fact, Source, retracted
from stakegraph.model.lifetimes import (
    Lifetime,
    attested,
    begins_after,
    dating,
    ended_by,
    is_first,
    of_post,
    place,
)
from stakegraph.model.relations import POST, REPORTING
from stakegraph.rules.inference import says
from stakegraph.store import EVERYTHING, RIVALS, Link, Scope, Tie
from stakegraph.store.admission import admitted, by_sources, cited_within
from stakegraph.store.schema import CONTESTED, DISPUTED
from stakegraph.store.succession import Holdings, is_followed, last_known


class Kept(Holdings, Protocol):
    """Where the scope of a question looks up what its facts depend on."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """Return the sources."""

    @property
    def retracted(self) -> frozenset[str]:
        """Return the sources that are retracted, as far as anything cites them."""

    def fact(self, id: str) -> Fact:
        """Return the fact of an id."""

    def reworded(self, fact: Fact, scope: Scope) -> Fact:
        """Return a derived fact with the words that its premises have within a scope."""

    def actor(self, id: str) -> Actor:
        """Return the actor of an id."""

    def about(self, fact: Fact) -> Iterator[Fact]:
        """Yield the facts that tie the same two in the same relation, by the same word."""

    def rivals(self, id: str, limits: Scope) -> Iterator[Fact]:
        """Yield the facts that dispute one within a scope, whatever the day."""

    def lifetime(self, id: str, scope: Scope) -> Lifetime:
        """Return the lifetime of an actor, by the sources that count."""

    def places(self, post: str, scope: Scope) -> list[str]:
        """Return the organisations that a post is at, by the sources that count."""

    def disputing(self, id: str, scope: Scope) -> tuple[str, ...]:
        """Return the ids of the facts that dispute one, as `disputing` finds them."""


def tie(kept: Kept, fact: Fact, scope: Scope, flags: int = -1) -> Tie | None:
    """Return a fact as the scope sees it, or None where it does not count.

    By its flags a fact whose premises nobody disputes need not be looked up.
    """
    if scope == EVERYTHING:
        if fact.covered_by or _is_unfounded(kept, fact, scope):
            return None
        against = _against(kept, fact.premises or (fact.id,), scope) if flags & DISPUTED else ()
        if kept.retracted:
            fact = _founded(fact, [kept.fact(id) for id in fact.premises] or [fact])
        return Tie(fact, (), against)
    premises = []
    for each in [kept.fact(id) for id in fact.premises] or [fact]:
        premise = admitted(each, scope)
        if premise is None:
            return None
        premises.append(premise)
    if _is_unfounded(kept, fact, scope):
        return None
    if fact.premises:
        fact = kept.reworded(fact, scope)
    covering = (admitted(kept.fact(id), scope) for id in fact.covered_by)
    if any(one and says(one, fact) and _covers(kept, one, scope) for one in covering):
        return None
    fact = cited_within(fact, scope)
    if kept.retracted:
        fact = _founded(fact, premises)
    whole = scope._replace(as_of=None) == EVERYTHING
    disputed = flags & (DISPUTED if whole else CONTESTED)
    against = _against(kept, (one.id for one in premises), scope) if disputed else ()
    if scope.as_of is None:
        return Tie(fact, (), against)
    known = _standing(kept, premises, scope)
    if known.held == NOT_HELD:
        return None
    return Tie(fact, known.missing, against, is_part=known.held == PART)


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
    """Return whether a tie is not stated, is disputed, cannot be said to hold or is retracted."""
    fact = tie.fact
    return fact.certainty != STATED or fact.retracted or bool(tie.missing) or bool(tie.against)


def disputing(kept: Kept, id: str, scope: Scope) -> tuple[str, ...]:
    """Return the ids of the facts within the scope that dispute one.

    Of more than so many, one more than that is given. On a day, only what is held on it disputes.
    """
    rivals = kept.rivals(id, scope._replace(as_of=None))
    found = (fact.id for fact in rivals if _disputes(kept, fact, scope))
    return tuple(sorted(islice(found, RIVALS + 1)))


def dating_of(kept: Kept, fact: Fact, scope: Scope) -> Dating | None:
    """Return what is said of the time of a stated fact; None if it is while its ends are."""
    days = _days(kept, fact, scope)
    subject, object = (kept.lifetime(end, scope) for end in (fact.subject, fact.object))
    if fact.is_designation:  # before there is the post
        object = object._replace(since="")
    row = kept.relations[fact.relation]
    moves = row.of_post and len(kept.places(fact.subject, scope)) > 1
    own, once = (fact.since, fact.until), bool(fact.attested)
    found = dating(row, own, days, subject, object, moves=moves, once=once)
    if not fact.ended_elsewhere or found is None:
        return found
    others = [*filter(None, (admitted(each, scope) for each in kept.about(fact)))]
    cited = {one.source for each in others for one in each.evidence}
    return ended_by(found, fact, others, row, {one: kept.sources[one].date for one in cited})


def lifetime(kept: Kept, id: str, scope: Scope) -> Lifetime:
    """Return the lifetime of an actor, by the sources that count."""
    actor = by_sources(kept.sources, kept.actor(id), scope)
    own = Lifetime(actor.kind, actor.since, actor.until)
    if actor.kind != POST:
        return own
    return of_post(own, (kept.lifetime(place, scope) for place in kept.places(id, scope)))


def met(kept: Kept, facts: Iterable[Fact], scope: Scope) -> bool:
    """Return whether some stated facts may have been so on one day, as far as that is known.

    One who was followed in a post is known to have held it until that was last attested.
    """
    datings = [(fact, dating) for fact in facts if (dating := dating_of(kept, fact, scope))]
    spans = [validity(dating).possible for _, dating in datings]
    low = max((span.low for span in spans), default=-NEVER)
    if low >= min((span.high for span in spans), default=NEVER):
        return False
    # Who holds a post is looked up where one had come by then of whom no source tells before.
    return not any(
        (end := last_known(kept, fact, dating, scope)) is not None
        and end <= low
        and is_followed(kept, fact, dating, scope)
        for fact, dating in datings
    )


def _is_unfounded(kept: Kept, fact: Fact, scope: Scope) -> bool:
    """Return whether the premises of a fact were surely, or as far as is known, never so together.

    By their own dates they may have been: that is looked at where something else bounds one, or
    where one began or ended on a day that is given. Nor does a line follow where the dates leave
    open whether its ends were there together; of a day asked for, that cannot be said.
    """
    if not fact.premises or not (fact.since or fact.until or fact.ended_elsewhere):
        return False
    premises = [*map(kept.fact, fact.premises)]
    if not met(kept, premises, scope):
        return True
    lines = [one for one in premises if kept.relations[one.relation].family == REPORTING]
    if scope.as_of or not lines:
        return False
    (line,) = lines
    terms = [one for one in premises if one is not line]
    datings = [dating_of(kept, one, scope) or Dating() for one in (line, *terms)]
    ends = (kept.actor(end).kind for end in (line.subject, line.object))
    return not surely_meet(datings, lasting=set(ends) == {POST})


def _founded(fact: Fact, premises: Iterable[Fact]) -> Fact:
    """Return a fact that says whether one of its premises rests on retracted sources alone."""
    if any(retracted(premise.evidence) for premise in premises):
        return replace(fact, retracted=True)
    return fact


def _covers(kept: Kept, fact: Fact, scope: Scope) -> bool:
    return scope.as_of is None or _standing(kept, [fact], scope).held == HELD


def _disputes(kept: Kept, fact: Fact, scope: Scope) -> bool:
    if scope.as_of is None:
        return True
    held = _standing(kept, [fact], scope).held
    # A denial without dates of its own denies for all time.
    return held != NOT_HELD if fact.status == "denied" else held in (HELD, PART)


def _against(kept: Kept, premises: Iterable[str], scope: Scope) -> tuple[str, ...]:
    """Return the facts within the scope that dispute one of these."""
    return tuple(dict.fromkeys(rival for id in premises for rival in kept.disputing(id, scope)))


def _standing(kept: Kept, facts: Iterable[Fact], scope: Scope) -> Standing:
    """Return whether stated facts were all held at the time of the scope."""
    assert scope.as_of is not None
    facts = list(facts)
    datings = [dating_of(kept, fact, scope) for fact in facts]
    if len(facts) == 1 and kept.relations[facts[0].relation].of_post:
        datings = [_place_then(kept, facts[0], datings[0], scope)]
    return standing(scope.as_of, filter(None, datings))


def _place_then(kept: Kept, fact: Fact, found: Dating | None, scope: Scope) -> Dating:
    """Return what bounds that a post is at a body, of which `found` tells if it moved or ended.

    It is there for as long as there is one, and before for whoever is to come there by then.
    """
    assert scope.as_of is not None
    life = kept.lifetime(fact.subject, scope)
    if begins_after(life, scope.as_of) and is_first(life, kept.lifetime(fact.object, scope)):
        awaited = _designation(kept, fact.subject, scope)
        if awaited:
            return dating_of(kept, awaited, scope) or Dating()
    return found or place(life, _days(kept, fact, scope))


def _designation(kept: Kept, post: str, scope: Scope) -> Fact | None:
    """Return the fact that somebody is to come to a post, one that is surely so if there is one."""
    fills = [row.key for row in kept.relations.values() if row.fills]
    ties = [
        tie
        for tie in kept.hop([post], fills, "in", scope)
        if tie.fact.is_designation and tie.fact.status != "denied"
    ]
    return min(ties, key=lambda tie: len(tie.missing)).fact if ties else None


def _days(kept: Kept, fact: Fact, scope: Scope) -> tuple[str, ...]:
    """Return the dates of the sources within the scope that state a fact."""
    return attested(fact, {one: kept.sources[one].date for one in _cited_by(fact, scope)})


def _cited_by(fact: Fact, scope: Scope) -> set[str]:
    return {one.source for one in cited_within(fact, scope).evidence}
