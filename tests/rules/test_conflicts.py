"""Facts that cannot all be true: which pairs clash, and which only look as if they did."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stakegraph.edtf.dates import period
from stakegraph.store import Scope
from stakegraph.store.database import Database

Keep = Callable[[str], Database]

TOWN = """
sources: {cc: {title: CC, date: 2008}, echo: {title: Echo, date: 2009}}
people: {ann: {name: Ann}, bob: {name: Bob}, cid: {name: Cid}}
organisations: {town: {name: Town}}
posts: {head: {title: head, at: town}, deputy: {title: deputy, at: town}}
facts:
"""


def found(store: Keep, *statements: str) -> list[str]:
    text = TOWN + "".join(f"- {{{statement}}}\n" for statement in statements)
    return [f"{rule}: {one.id} / {other.id}" for rule, one, other in store(text).conflicts()[0]]


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        (
            "who: ann, reports_to: bob, evidence: cc",
            "who: ann, reports_to: bob, status: denied, evidence: echo",
            "stated-and-denied: ann.reports_to.bob.denied / ann.reports_to.bob.stated",
        ),
        (
            "who: ann, reports_to: bob",
            "who: ann, reports_to: cid, line: solid",
            "two-at-once: ann.reports_to.bob / ann.reports_to.cid",
        ),
        (
            "who: ann, holds: head, until: 2008",
            "who: bob, holds: head, since: 2007",
            "two-in-one-seat: ann.holds.head / bob.holds.head",
        ),
        (
            "who: ann, holds: head, since: 2006, evidence: cc",
            "who: ann, holds: head, since: 2007-05, evidence: echo",
            "dates-differ: ann.holds.head.2006 / ann.holds.head.2007-05",
        ),
        (
            "who: ann, holds: head, until: 2006, evidence: cc",
            "who: ann, holds: head, since: 2007, evidence: echo",
            "dates-differ: ann.holds.head / ann.holds.head.2007",
        ),
        (
            "who: ann, supports: town, until: 2007",
            "who: ann, opposes: town, since: 2007",
            "for-and-against: ann.opposes.town / ann.supports.town",
        ),
    ],
)
def test_two_facts_that_cannot_both_be_true_clash(
    store: Keep, one: str, other: str, rule: str
) -> None:
    assert found(store, one, other) == [rule]
    assert found(store, other, one) == [rule]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # a succession: the dates allow the one to have ended when the other began
        ("who: ann, holds: head, until: 2007", "who: bob, holds: head, since: 2008"),
        ("who: ann, holds: head, until: 2007-06", "who: bob, holds: head, since: 2007-06"),
        ("who: ann, holds: head, until: 2008~", "who: bob, holds: head, since: 2007"),
        ("who: ann, reports_to: bob, until: 2007", "who: ann, reports_to: cid, since: 2007"),
        # another line, another seat, the same place twice
        ("who: ann, reports_to: bob", "who: ann, reports_to: cid, line: dotted"),
        ("who: ann, reports_to: bob", "who: cid, reports_to: bob"),
        ("who: ann, holds: head", "who: bob, holds: deputy"),
        ("who: ann, holds: head", "who: ann, holds: deputy"),
        # both say no; the no is about another time; there is one source, which knows both dates
        ("who: ann, holds: head, status: denied", "who: bob, holds: head"),
        (
            "who: ann, reports_to: bob, until: 2005",
            "who: ann, reports_to: bob, since: 2006, status: denied",
        ),
        (
            "who: ann, holds: head, since: 2001, until: 2003, evidence: cc",
            "who: ann, holds: head, since: 2006, evidence: cc",
        ),
        (
            "who: ann, holds: head, since: 2007, evidence: cc",
            "who: ann, holds: head, since: 2007-05, evidence: echo",
        ),
        ("who: ann, works_with: bob", "who: ann, works_with: bob, status: hedged"),
        # a change of mind; another's mind; about another; no side taken; not so
        ("who: ann, supports: town, until: 2006", "who: ann, opposes: town, since: 2007"),
        ("who: ann, supports: town", "who: bob, opposes: town"),
        ("who: ann, supports: town", "who: ann, opposes: bob"),
        ("who: ann, supports: town", "who: ann, neutral_on: town"),
        ("who: ann, supports: town", "who: ann, opposes: town, status: denied"),
    ],
)
def test_two_facts_that_can_both_be_true_do_not_clash(store: Keep, one: str, other: str) -> None:
    assert found(store, one, other) == []


def test_a_manager_and_the_post_that_the_manager_holds_are_one(store: Keep) -> None:
    lines = ("who: ann, reports_to: bob", "who: ann, reports_to: head")
    assert found(store, *lines) == ["two-at-once: ann.reports_to.bob / ann.reports_to.head"]
    assert found(store, *lines, "who: bob, holds: head") == []


def test_a_fact_knows_all_that_disputes_it(store: Keep) -> None:
    kept = store(
        TOWN
        + """
- {who: ann, reports_to: bob}
- {who: ann, reports_to: cid}
- {who: ann, reports_to: head}
"""
    )
    assert tuple(rival.id for rival in kept.rivals("ann.reports_to.bob")) == (
        "ann.reports_to.cid",
        "ann.reports_to.head",
    )


def test_both_sides_are_kept_and_what_follows_from_them_is_disputed_as_well(store: Keep) -> None:
    kept = store(
        TOWN
        + """
- {who: ann, holds: head, evidence: cc}
- {who: bob, holds: head, evidence: echo}
"""
    )
    ties = {tie.fact.id: tie.against for tie in kept.facts(kept.everything().facts, Scope())}
    assert ties == {
        "head.at.town": (),
        "deputy.at.town": (),
        "ann.holds.head": ("bob.holds.head",),
        "bob.holds.head": ("ann.holds.head",),
        "ann.role_at.town.via.head": ("bob.holds.head",),
        "bob.role_at.town.via.head": ("ann.holds.head",),
    }


@pytest.mark.parametrize(
    ("scope", "against"),
    [
        (Scope(), ("bob.holds.head",)),
        (Scope(without=frozenset(["echo"])), ()),
        (Scope(source="cc"), ()),
        (Scope(firm=True), ()),
        (Scope(as_of=period("2008-06-01")), ("bob.holds.head",)),
        (Scope(as_of=period("2005-06-01")), ()),
    ],
)
def test_a_conflict_vanishes_when_one_side_does_not_count(
    store: Keep, scope: Scope, against: tuple[str, ...]
) -> None:
    kept = store(
        TOWN
        + """
- {who: ann, holds: head, since: 2004, evidence: cc}
- {who: bob, holds: head, since: 2007, status: hedged, evidence: echo}
"""
    )
    (tie,) = kept.facts(["ann.holds.head"], scope)
    assert tie.against == against


def test_a_denial_disputes_what_is_stated_even_where_only_what_is_stated_counts(
    store: Keep,
) -> None:
    kept = store(
        TOWN
        + """
- {who: ann, holds: head, evidence: cc}
- {who: ann, holds: head, status: denied, evidence: echo}
"""
    )

    def told(**scope: object) -> dict[str, tuple[str, ...]]:
        ties = kept.facts(kept.everything().facts, Scope(firm=True, **scope))  # type: ignore[arg-type]
        return {tie.fact.id: tie.against for tie in ties if "at" not in tie.fact.id.split(".")}

    denied = ("ann.holds.head.denied",)
    assert told() == {"ann.holds.head.stated": denied, "ann.role_at.town.via.head": denied}
    assert set(told(without=frozenset(["echo"])).values()) == {()}
