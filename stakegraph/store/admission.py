"""What counts within a scope of actors, facts and events: by source, by word, by firmness.

What a part says that is told by sources alone which do not count, it does not say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from msgspec.structs import replace

from stakegraph.model.attribution import combined, is_told, resolved, span_of, told
from stakegraph.model.facts import STATED, Actor, Citation, Event, Fact, Source, Told, Vacancy
from stakegraph.model.lifetimes import Lifetime, may_be, named_at
from stakegraph.store import EVERYTHING, Scope

Cited = TypeVar("Cited", Actor, Event, Fact, Vacancy)


def actor_counts(sources: Mapping[str, Source], actor: Actor, scope: Scope) -> bool:
    """Return whether an actor counts."""
    known = by_sources(sources, actor, scope)
    # Of several entries one may count by its sources, or by having none.
    counts = any(known.told) if known.told else _cited(actor.evidence, scope)
    return counts and _may_be(known.since, known.until, scope)


def actor_within(sources: Mapping[str, Source], actor: Actor, scope: Scope) -> Actor:
    """Return an actor as the scope sees it: its name then, and what of it counts."""
    if scope == EVERYTHING:
        return actor
    actor = by_sources(sources, actor, scope)
    if scope.as_of and actor.alias_dates:
        actor = named_at(actor, scope.as_of)
    if actor.vacant:
        vacant = tuple(
            cited_within(empty, scope)
            for empty in actor.vacant
            if _empty_counts(actor, empty, scope) and _may_be(empty.since, empty.until, scope)
        )
        actor = replace(actor, vacant=vacant)
    return actor


def by_sources(sources: Mapping[str, Source], actor: Actor, scope: Scope) -> Actor:
    """Return an actor with what the entries say of it that cite sources that count.

    Some name always stays, and what tells it apart from others: its id, its identifiers, who it is
    and is not, how many may hold it.
    """
    if not scope.is_by_source:
        return actor
    groups = actor.told or (told([actor]),)
    left = tuple(tuple(_left(some, scope)) for some in groups)
    if left == groups:
        return cited_within(actor, scope)
    said = combined([_named(resolved(some, lambda one: sources[one].date)) for some in left])
    seen = replace(actor, told=left, **{**said, "name": said["name"] or actor.name})
    of_joined = left[1:] if len(left) > 1 else left * len(actor.joined)
    joined = zip(actor.joined, of_joined, strict=True)
    seen = replace(
        seen,
        alias_dates=tuple(
            one for one in actor.alias_dates if is_told(seen, "alias_dates", str(one))
        ),
        joined=tuple(one for one, some in joined if some),
        plural=is_told(seen, "plural", "plural"),
    )
    return cited_within(seen, scope)


def _named(said: dict[str, Any]) -> dict[str, Any]:
    """Return what is said, with the first of several names of which nothing tells the latest."""
    if said["name"] or not said["aliases"]:
        return said
    name, *others = said["aliases"]
    return {**said, "name": name, "aliases": tuple(others)}


def _empty_counts(actor: Actor, empty: Vacancy, scope: Scope) -> bool:
    """Return whether that a post stood empty counts: by what it cites, or else its entry."""
    if empty.evidence or not scope.is_by_source:
        return _cited(empty.evidence, scope)
    return is_told(actor, "vacant", span_of(empty)) if actor.told else True


def _left(some: Iterable[Told], scope: Scope) -> Iterator[Told]:
    """Yield what is told by sources that count, without the others."""
    for one in some:
        if any_counts(one.sources, scope):
            sources = tuple(source for source in one.sources if any_counts([source], scope))
            yield Told(one.field, one.value, sources)


def event_counts(event: Event, scope: Scope) -> bool:
    """Return whether an event counts."""
    firm = event.status == STATED or not scope.firm
    counts = firm and _said(event, scope)
    return counts and _cited(event.evidence, scope) and _may_be(event.on, "", scope)


def admitted(fact: Fact, scope: Scope) -> Fact | None:
    """Return a stated fact with the evidence that counts, or None where it does not count.

    A denial is always firm: who denies something disputes it.
    """
    if scope.firm and fact.status not in (STATED, "denied"):
        return None
    if not _cited(fact.evidence, scope) or not _said(fact, scope):
        return None
    return cited_within(fact, scope)


def cited_within(part: Cited, scope: Scope) -> Cited:
    """Return a part with what it cites that counts."""
    if not scope.is_by_source:
        return part
    evidence = tuple(one for one in part.evidence if any_counts([one.source], scope))
    return part if evidence == part.evidence else replace(part, evidence=evidence)


def _said(part: Fact | Event, scope: Scope) -> bool:
    """Return whether something counts by whose word it is."""
    return not scope.according_to or scope.according_to in part.according_to


def _may_be(since: str, until: str, scope: Scope) -> bool:
    """Return whether something of these dates may have been at the time of the scope."""
    if scope.as_of is None:
        return True
    return may_be(Lifetime(since=since, until=until), scope.as_of)


def _cited(evidence: Iterable[Citation], scope: Scope) -> bool:
    return any_counts({one.source for one in evidence}, scope)


def any_counts(sources: Collection[str], scope: Scope) -> bool:
    """Return whether what has some sources counts; what has none does unless one is asked for."""
    if scope.source and scope.source not in sources:
        return False
    return not sources or not scope.without.issuperset(sources)
