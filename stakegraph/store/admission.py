"""What counts within a scope of actors, facts and events: by source, by word, by firmness.

What a part says that is told by sources alone which do not count, it does not say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from msgspec.structs import replace

from stakegraph.model.attribution import FIELDS, latest
from stakegraph.model.facts import STATED, Actor, Citation, Event, Fact, Source, Vacancy
from stakegraph.model.lifetimes import Lifetime, may_be, named_at
from stakegraph.store import EVERYTHING, Scope

Cited = TypeVar("Cited", Actor, Event, Fact, Vacancy)


def actor_counts(sources: Mapping[str, Source], actor: Actor, scope: Scope) -> bool:
    """Return whether an actor counts."""
    known = by_sources(sources, actor, scope)
    return _cited(actor.evidence, scope) and _may_be(known.since, known.until, scope)


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
            if _cited(empty.evidence, scope) and _may_be(empty.since, empty.until, scope)
        )
        actor = replace(actor, vacant=vacant)
    return actor


def by_sources(sources: Mapping[str, Source], actor: Actor, scope: Scope) -> Actor:
    """Return an actor with what the sources that count say of it; its id and a name always stay."""
    if not scope.is_by_source:
        return actor
    counts = _cited(actor.evidence, scope)
    left = [one for one in actor.told if sources_count(one.sources, scope)]
    changes: dict[str, Any] = {}
    for field in FIELDS:
        told, said = ([one for one in some if one.field == field] for some in (actor.told, left))
        if not told and not counts:
            changes[field] = ""
        elif len(said) < len(told) and getattr(actor, field) not in [one.value for one in said]:
            last = latest(said, lambda source: sources[source].date)[0] if said else ""
            changes[field] = last or (said[-1].value if said else "")
    if not changes and len(left) == len(actor.told):
        return cited_within(actor, scope)
    changes["name"] = name = changes.get("name") or actor.name
    gone = {one.value for one in actor.told if one.field == "name" and one not in left} - {name}
    aliases = dict.fromkeys((actor.name, *actor.aliases))
    changes["aliases"] = tuple(each for each in aliases if each not in (name, *gone))
    return cited_within(replace(actor, told=tuple(left), **changes), scope)


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
    evidence = tuple(one for one in part.evidence if sources_count([one.source], scope))
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
    return sources_count({one.source for one in evidence}, scope)


def sources_count(sources: Collection[str], scope: Scope) -> bool:
    """Return whether what has some sources counts; what has none does unless one is asked for."""
    if scope.source and scope.source not in sources:
        return False
    return not sources or not scope.without.issuperset(sources)
