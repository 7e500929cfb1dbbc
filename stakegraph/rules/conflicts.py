"""Facts that cannot all be true: all are kept, and each is shown as disputed by the others.

Only what is stated is compared, not what follows from it. A conflict is a group of facts, by what
they have in common; who of them disputes whom is worked out when that is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from operator import attrgetter

from stakegraph.edtf.spans import NEVER, Span, bounds, certain, possible
from stakegraph.model.facts import Fact
from stakegraph.model.relations import RELATIONS, Relation
from stakegraph.rules.rivals import Rivals
from stakegraph.rules.rule import Clash, Column, Group, Join, Rule, Test

_CONTRARY = {key for row in RELATIONS.values() if row.contrary for key in (row.key, row.contrary)}


def _possible(fact: Fact) -> Span:
    return possible(fact.since, fact.until)


def _certain(fact: Fact) -> Span:
    return certain(fact.since, fact.until)


def _before(date: str, other: str) -> Test:
    """Return the test that one's `date` surely lies before the other's."""
    mine, theirs = attrgetter(date), attrgetter(other)
    return Test(
        lambda fact: Span(bounds(mine(fact)).high, NEVER),
        lambda fact: Span(-NEVER, bounds(theirs(fact)).low),
    )


def _after(date: str, other: str) -> Test:
    """Return the test that one's `date` surely lies after the other's."""
    mine, theirs = attrgetter(date), attrgetter(other)
    return Test(
        lambda fact: Span(-NEVER, bounds(mine(fact)).low),
        lambda fact: Span(bounds(theirs(fact)).high, NEVER),
    )


# `until: 2007-06`, `since: 2007-06`: the one may have ended when the other began.
_AT_ONCE = (Test(_certain, _certain),)
_ONE_DAY = (Test(_possible, _possible),)
_DIFFERENT = (
    _before("since", "since"),
    _after("since", "since"),
    _before("until", "until"),
    _after("until", "until"),
    _before("until", "since"),
    _after("since", "until"),
)


def _sources(fact: Fact) -> frozenset[str]:
    return frozenset([cited.source for cited in fact.evidence])


def _one_place(group: Group) -> Callable[[Fact, Fact], bool]:
    """Return whether the objects of two facts are a person and the post that the person holds."""
    places = {frozenset((fact.subject, fact.object)) for fact in group.joined}
    return lambda one, other: frozenset((one.object, other.object)) in places


def _share_a_source(group: Group) -> Callable[[Fact, Fact], bool]:
    return lambda one, other: not _sources(one).isdisjoint(_sources(other))


def _not_contrary(group: Group) -> Callable[[Fact, Fact], bool]:
    contrary = {(key, row.contrary) for key, row in group.relations.items() if row.contrary}

    def excused(one: Fact, other: Fact) -> bool:
        ends = one.relation, other.relation
        return ends not in contrary and ends[::-1] not in contrary

    return excused


def stated_and_denied() -> Clash:
    """One says it, the other denies it, of the same time."""
    return Clash(_AT_ONCE, side=lambda fact: fact.status == "denied")


def two_at_once() -> Clash:
    """Somebody has two managers by a solid line at once.

    A person and a post that the person holds are one manager.
    """
    return Clash(
        _AT_ONCE,
        side=lambda fact: fact.object,
        counts=lambda fact: fact.qualifiers.get("line") != "dotted",
        excuses=_one_place,
    )


def two_in_one_seat() -> Clash:
    """Two people hold one post at once."""
    return Clash(_AT_ONCE, side=lambda fact: fact.subject)


def dates_differ() -> Clash:
    """Two sources give one thing different starts or ends, or end it before the other starts it."""
    return Clash(
        _DIFFERENT,
        side=lambda fact: _sources(fact) or fact.id,
        within=lambda fact: tuple(sorted(fact.qualifiers.items())),
        excuses=_share_a_source,
    )


def for_and_against() -> Clash:
    """Somebody takes contrary positions on one thing at once."""
    return Clash(_ONE_DAY, side=lambda fact: fact.relation, excuses=_not_contrary)


def disputed(clash: Clash, group: Group) -> Iterator[Fact]:
    """Yield the facts of a group that clash with any other."""
    return Rivals(clash, group).disputed()


def _row(
    clash: Callable[[], Clash],
    over: tuple[Column, ...],
    of: Callable[[Relation], object] = bool,
    *,
    denials: bool = False,
    join: Join | None = None,
) -> Rule:
    how = clash()
    return Rule(
        clash.__name__.replace("_", "-"),
        partial(disputed, how),
        over,
        of,
        least=2,
        denials=denials,
        join=join,
        clash=how,
    )


# In this order: two facts that clash by several rules are told to do so by the first.
CONFLICTS: tuple[Rule, ...] = (
    _row(stated_and_denied, ("subject", "relation", "object"), denials=True),
    _row(
        two_at_once,
        ("subject", "relation"),
        lambda relation: relation.exclusive,
        join=Join(lambda relation: relation.fills, "object", ("object",)),
    ),
    _row(two_in_one_seat, ("object",), lambda relation: relation.fills),
    _row(dates_differ, ("subject", "relation", "object")),
    _row(for_and_against, ("subject", "object"), lambda relation: relation.key in _CONTRARY),
)
