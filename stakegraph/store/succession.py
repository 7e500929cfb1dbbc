"""Who followed whom in a post, or took the contrary view, where nobody says when one ended."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple, Protocol

from stakegraph.edtf.dates import parse
from stakegraph.edtf.spans import NEVER, closed, possible
from stakegraph.edtf.validity import Dating, named_from, sure
from stakegraph.model.facts import Actor, Fact
from stakegraph.model.relations import Relation
from stakegraph.store import Direction, Scope, Tie


class Named(NamedTuple):
    """Who is named as holding a post; numbers of spans say when last, and when they came last."""

    who: str
    named: int = -NEVER
    begun: int = -NEVER


class Holdings(Protocol):
    """Where it is looked up who holds a post, and when."""

    @property
    def relations(self) -> Mapping[str, Relation]:
        """Return the relations that the facts may state."""

    def now(self, scope: Scope) -> str:
        """Return the day of the latest source that facts within a scope cite."""

    def dating(self, fact: Fact, scope: Scope) -> Dating | None:
        """Return what is said of the time of a stated fact."""

    def named_last(self, post: str, scope: Scope) -> list[Named]:
        """Return whom the latest sources name as holders of a post."""

    def joining(
        self, pairs: Mapping[str, Collection[str]], relations: Container[str], scope: Scope
    ) -> Iterator[Tie]:
        """Yield the ties that lead from each of some actors to those named with it."""

    def hop(
        self,
        ids: Iterable[str] | None,
        relations: Container[str],
        direction: Direction,
        scope: Scope,
    ) -> Iterator[Tie]:
        """Yield the ties that leave ("out") or reach ("in") these actors, or all there are."""


def last_known(kept: Holdings, fact: Fact, dating: Dating, scope: Scope) -> int | None:
    """Return until when somebody is known to have held a post, or a view, as a number of a span.

    None is told of who is said to have left on a day. What is known is that of now: a question
    about a day has no such bound.
    """
    is_open = not (scope.as_of or dating.span[1] or fact.is_designation)
    row = kept.relations[fact.relation]
    if not is_open or not (row.fills or row.contrary):
        return None
    mine = max((span.high for span in sure(dating)), default=None)
    if mine is None:  # of sources of which no day is known, the last that they may be of
        days = filter(None, (parse(text).surely_to for text in dating.attested))
        mine = max((closed(day, day).high for day in days), default=None)
    return mine


def is_followed(kept: Holdings, fact: Fact, dating: Dating, scope: Scope) -> bool:
    """Return whether a later source names another holder of a post of one seat, or nobody.

    Who acts there may do so for a holder: only one who came later follows on them. Who took a view
    is followed by themselves, once they take the contrary.
    """
    mine = last_known(kept, fact, dating, scope)
    if mine is None:
        return False
    contrary = kept.relations[fact.relation].contrary
    if contrary:
        return any(day >= mine for day in _turned(kept, fact, contrary, scope))
    others = [each for each in kept.named_last(fact.object, scope) if each.who != fact.subject]
    if fact.is_provisional:
        return any(each.begun >= mine for each in others)
    return any(each.named >= mine for each in others)


def named_last(kept: Holdings, post: Actor, scope: Scope) -> list[Named]:
    """Return the two whom the latest sources name as holders of a post, and the two who came last.

    Where a post is said to have stood empty, that is nobody: "". Of one with several seats, or
    that is shared, nobody follows another, nor by what rests on retracted sources alone.
    """
    today = kept.now(scope)
    if post.is_for_several or not today:
        return []
    now = possible(today, today).high  # what is to come follows nobody yet
    latest: dict[str, Named] = {}

    def name(who: str, days: Iterable[int], *, is_start: bool) -> None:
        known = latest.get(who, Named(who))
        last = max((day for day in days if day < now), default=-NEVER)
        begun = max(known.begun, last) if is_start else known.begun
        latest[who] = Named(who, max(known.named, last), begun)

    fills = frozenset(row.key for row in kept.relations.values() if row.fills)
    for tie in kept.hop([post.id], fills, "in", scope):
        fact, dating = tie.fact, kept.dating(tie.fact, scope)
        counts = fact.status != "denied" and not fact.retracted and not fact.qualifiers.get("as")
        if dating and counts:
            name(fact.subject, named_from(dating), is_start=bool(dating.since))
    for empty in post.vacant:
        day = parse(empty.since).surely_to if empty.since else parse(empty.until).surely_from
        name("", [closed(day, day).low] if day else [], is_start=False)
    ranked = (
        sorted(latest.values(), key=lambda each: (-getattr(each, key), each.who))[:2]
        for key in ("named", "begun")
    )
    return list(dict.fromkeys(chain.from_iterable(ranked)))


def _turned(kept: Holdings, fact: Fact, contrary: str, scope: Scope) -> Iterator[int]:
    """Yield from when on sources say firmly that somebody takes a contrary view, up to now.

    What is another's word of that ends nothing.
    """
    today = kept.now(scope)
    now = possible(today, today).high
    for tie in kept.joining({fact.subject: [fact.object]}, {contrary}, scope):
        other, dating = tie.fact, kept.dating(tie.fact, scope)
        is_own = other.according_to in ((), fact.according_to)
        if dating and is_own and other.is_firm:
            yield from (day for day in named_from(dating) if day < now)
