"""Who followed whom in a post, as far as sources tell: nobody says when the one before left."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Protocol

from stakegraph.edtf.dates import parse
from stakegraph.edtf.spans import NEVER, closed, possible
from stakegraph.edtf.validity import Dating, named_from, sure
from stakegraph.model.facts import Actor, Fact
from stakegraph.model.relations import Relation
from stakegraph.store import Direction, Scope, Tie


class Holdings(Protocol):
    """Where it is looked up who holds a post, and when."""

    @property
    def relations(self) -> Mapping[str, Relation]:
        """Return the relations that the facts may state."""

    def now(self, scope: Scope) -> str:
        """Return the day of the latest source that facts within a scope cite."""

    def dating(self, fact: Fact, scope: Scope) -> Dating | None:
        """Return what is said of the time of a stated fact."""

    def named_last(self, post: str, scope: Scope) -> list[tuple[str, int]]:
        """Return whom the latest sources name as holders of a post."""

    def hop(
        self,
        ids: Iterable[str] | None,
        relations: Container[str],
        direction: Direction,
        scope: Scope,
    ) -> Iterator[Tie]:
        """Yield the ties that leave ("out") or reach ("in") these actors, or all there are."""


def last_known(kept: Holdings, fact: Fact, dating: Dating, scope: Scope) -> int | None:
    """Return until when somebody is known to have held a post, as a number of a span.

    None is told of who is said to have left on a day. What is known is that of now: a question
    about a day has no such bound.
    """
    is_open = not (scope.as_of or dating.span[1] or fact.qualifiers.get("as"))
    if not is_open or not kept.relations[fact.relation].fills:
        return None
    mine = max((span.high for span in sure(dating)), default=None)
    if mine is None:  # of sources of which no day is known, the last that they may be of
        days = filter(None, (parse(text).surely_to for text in dating.attested))
        mine = max((closed(day, day).high for day in days), default=None)
    return mine


def is_followed(kept: Holdings, fact: Fact, dating: Dating, scope: Scope) -> bool:
    """Return whether a later source names another holder of a post of one seat, or nobody."""
    mine = last_known(kept, fact, dating, scope)
    if mine is None:
        return False
    named = kept.named_last(fact.object, scope)
    return any(day >= mine for who, day in named if who != fact.subject)


def named_last(kept: Holdings, post: Actor, scope: Scope) -> list[tuple[str, int]]:
    """Return the two whom the latest sources name as holders of a post, each with when.

    Where a post is said to have stood empty, that is nobody: "". Of one with several seats, or
    that is shared, nobody follows another, nor by what rests on retracted sources alone.
    """
    today = kept.now(scope)
    if post.shared or post.seats > 1 or not today:
        return []
    now = possible(today, today).high  # what is to come follows nobody yet
    latest: dict[str, int] = {}
    fills = frozenset(row.key for row in kept.relations.values() if row.fills)
    for tie in kept.hop([post.id], fills, "in", scope):
        fact, dating = tie.fact, kept.dating(tie.fact, scope)
        counts = fact.status != "denied" and not fact.retracted and not fact.qualifiers.get("as")
        if dating and counts:
            begun = [low for low in named_from(dating) if low < now]
            latest[fact.subject] = max([latest.get(fact.subject, -NEVER), *begun])
    for empty in post.vacant:
        day = parse(empty.since).surely_to if empty.since else parse(empty.until).surely_from
        begun = [closed(day, day).low] if day else []
        latest[""] = max([latest.get("", -NEVER), *(low for low in begun if low < now)])
    return sorted(latest.items(), key=lambda each: -each[1])[:2]
