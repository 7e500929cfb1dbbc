"""Facts that cannot all be true: which pairs clash, and which only look as if they did."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import ANY

import pytest

from stakegraph.edtf.dates import period
from stakegraph.store import Scope
from stakegraph.store.database import Database

Keep = Callable[[str], Database]

# `alike` is of the same day as `cc`, `loose` of some day in a year.
TOWN = """
sources:
  cc: {title: CC, date: 2008-03-13}
  alike: {title: Alike, date: 2008-03-13}
  echo: {title: Echo, date: 2009-01-01}
  loose: {title: Loose, date: 2008}
people: {ann: {name: Ann}, bob: {name: Bob}, cid: {name: Cid}}
organisations: {town: {name: Town}}
posts:
  head: {title: head, at: town}
  deputy: {title: deputy, at: town}
  member: {title: member, at: town, seats: 2}
  chair: {title: chair, at: town, shared: true}
facts:
"""


def found(store: Keep, *statements: str) -> list[str]:
    text = TOWN + "".join(f"- {{{statement}}}\n" for statement in statements)
    return [f"{rule}: {one.id} / {other.id}" for rule, one, other in store(text).conflicts()[0]]


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        # a denial without dates of its own denies for all time, whoever says it
        (
            "who: ann, reports_to: bob, evidence: cc",
            "who: ann, reports_to: bob, status: denied, evidence: echo",
            "stated-and-denied: ann.reports_to.bob.denied / ann.reports_to.bob.stated",
        ),
        (
            "who: ann, reports_to: bob, evidence: loose",
            "who: ann, reports_to: bob, status: denied, evidence: loose",
            "stated-and-denied: ann.reports_to.bob.denied / ann.reports_to.bob.stated",
        ),
        (
            "who: ann, reports_to: bob, evidence: cc",
            "who: ann, reports_to: bob, since: 2007, status: denied, evidence: echo",
            "stated-and-denied: ann.reports_to.bob / ann.reports_to.bob.2007",
        ),
        # on the day of both sources, or in the midst of what is dated
        (
            "who: ann, reports_to: bob, evidence: cc",
            "who: ann, reports_to: cid, line: solid, evidence: alike",
            "two-at-once: ann.reports_to.bob / ann.reports_to.cid",
        ),
        (
            "who: ann, holds: head, until: 2008-06, evidence: cc",
            "who: bob, holds: head, since: 2007, evidence: echo",
            "two-in-one-seat: ann.holds.head / bob.holds.head",
        ),
        (
            "who: ann, holds: head, evidence: cc",
            "who: bob, holds: head, since: 2007, until: 2009, evidence: loose",
            "two-in-one-seat: ann.holds.head / bob.holds.head",
        ),
        # one holding, with two starts or two ends
        (
            "who: ann, holds: head, since: 2006, evidence: cc",
            "who: ann, holds: head, since: 2007-05, evidence: echo",
            "dates-differ: ann.holds.head.2006 / ann.holds.head.2007-05",
        ),
        (
            "who: ann, holds: head, since: 2001, until: 2006, evidence: cc",
            "who: ann, holds: head, since: 2001, until: 2007, evidence: echo",
            ANY,
        ),
        # one holding of which the share is told otherwise
        (
            "who: ann, owns: town, share: 40 %, evidence: cc",
            "who: ann, owns: town, share: 70 %, since: 2007, evidence: echo",
            "shares-differ: ann.owns.town / ann.owns.town.2007",
        ),
        (
            "who: ann, owns: town, share: more than 50 %, evidence: cc",
            "who: ann, owns: town, share: up to 50 %, evidence: alike",
            "shares-differ: ann.owns.town.more-than-50 / ann.owns.town.up-to-50",
        ),
        (
            "who: ann, owns: town, share: about 40 %, evidence: cc",
            "who: ann, owns: town, share: a majority, evidence: alike",
            "shares-differ: ann.owns.town.a-majority / ann.owns.town.about-40",
        ),
        (
            "who: ann, supports: town, evidence: cc",
            "who: ann, opposes: town, since: 2007, evidence: echo",
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
        # what may be one share, or was of different times, or is told by one source
        (
            "who: ann, owns: town, share: 40 %, evidence: cc",
            "who: ann, owns: town, share: 25 % to 50 %, evidence: alike",
        ),
        (
            "who: ann, owns: town, share: about 48 %, evidence: cc",
            "who: ann, owns: town, share: a majority, evidence: alike",
        ),
        (
            "who: ann, owns: town, share: 50 %, evidence: cc",
            "who: ann, owns: town, share: up to 50 %, evidence: alike",
        ),
        (
            "who: ann, owns: town, share: 40 %, until: 2007, evidence: cc",
            "who: ann, owns: town, share: 70 %, since: 2008, evidence: echo",
        ),
        (
            "who: ann, owns: town, share: 40 %, evidence: cc",
            "who: ann, owns: town, share: 70 %, evidence: cc",
        ),
        (
            "who: ann, owns: town, share: 40 %, evidence: cc",
            "who: ann, owns: town, evidence: alike",
        ),
        # a succession: the dates allow the one to have ended when the other began
        (
            "who: ann, holds: head, until: 2007, evidence: cc",
            "who: bob, holds: head, since: 2008, evidence: echo",
        ),
        (
            "who: ann, holds: head, since: 2006, until: 2007-06, evidence: cc",
            "who: bob, holds: head, since: 2007-06, evidence: echo",
        ),
        (
            "who: ann, holds: head, since: 2006, until: 2008~, evidence: cc",
            "who: bob, holds: head, since: 2007, evidence: echo",
        ),
        (
            "who: ann, holds: head, since: 2006, until: 2007-06-15, evidence: cc",
            "who: bob, holds: head, since: 2007-06-15, evidence: echo",
        ),
        (
            "who: ann, reports_to: bob, since: 2006, until: 2007, evidence: cc",
            "who: ann, reports_to: cid, since: 2007, evidence: echo",
        ),
        # attested on other days, or on no day that is known: it may have changed between them
        ("who: ann, holds: head, evidence: cc", "who: bob, holds: head, evidence: echo"),
        ("who: ann, holds: head, evidence: cc", "who: bob, holds: head, evidence: loose"),
        ("who: ann, holds: head", "who: bob, holds: head"),
        ("who: ann, holds: head, evidence: [cc, echo]", "who: bob, holds: head, in: 2008-06"),
        # told together
        ("who: ann, holds: head, evidence: cc", "who: bob, holds: head, evidence: [cc, alike]"),
        ("who: ann, reports_to: bob, evidence: cc", "who: ann, reports_to: cid, evidence: cc"),
        ("who: ann, supports: town, evidence: cc", "who: ann, opposes: town, evidence: cc"),
        # another line, another seat, a shared one, one of two, one who acts for the other
        (
            "who: ann, reports_to: bob, evidence: cc",
            "who: ann, reports_to: cid, line: dotted, evidence: alike",
        ),
        ("who: ann, reports_to: bob, evidence: cc", "who: cid, reports_to: bob, evidence: alike"),
        ("who: ann, holds: head, evidence: cc", "who: bob, holds: deputy, evidence: alike"),
        ("who: ann, holds: chair, evidence: cc", "who: bob, holds: chair, evidence: alike"),
        ("who: ann, holds: member, evidence: cc", "who: bob, holds: member, evidence: alike"),
        (
            "who: ann, holds: head, evidence: cc",
            "who: bob, holds: head, as: acting, evidence: alike",
        ),
        # both say no; the no is about another time; the same date, given more or less exactly
        (
            "who: ann, holds: head, status: denied, evidence: cc",
            "who: bob, holds: head, evidence: alike",
        ),
        (
            "who: ann, reports_to: bob, until: 2005, evidence: cc",
            "who: ann, reports_to: bob, since: 2006, status: denied, evidence: echo",
        ),
        (
            "who: ann, reports_to: bob, evidence: loose",
            "who: ann, reports_to: bob, since: 2007, status: denied, evidence: echo",
        ),
        (
            "who: ann, holds: head, since: 2007, evidence: cc",
            "who: ann, holds: head, since: 2007-05, evidence: echo",
        ),
        # two terms of one person
        (
            "who: ann, holds: head, since: 2001, until: 2003, evidence: cc",
            "who: ann, holds: head, since: 2006, evidence: echo",
        ),
        (
            "who: ann, holds: head, since: 2001, until: 2003-05-01, evidence: cc",
            "who: ann, holds: head, since: 2003-05-01, evidence: echo",
        ),
        ("who: ann, works_with: bob", "who: ann, works_with: bob, status: hedged"),
        # a change of mind; another's mind; about another; no side taken; not so
        ("who: ann, supports: town, evidence: cc", "who: ann, opposes: town, evidence: echo"),
        ("who: ann, supports: town, evidence: cc", "who: bob, opposes: town, evidence: alike"),
        ("who: ann, supports: town, evidence: cc", "who: ann, opposes: bob, evidence: alike"),
        ("who: ann, supports: town, evidence: cc", "who: ann, neutral_on: town, evidence: alike"),
        (
            "who: ann, supports: town, evidence: cc",
            "who: ann, opposes: town, status: denied, evidence: alike",
        ),
    ],
)
def test_two_facts_that_can_both_be_true_do_not_clash(store: Keep, one: str, other: str) -> None:
    assert found(store, one, other) == []
    assert found(store, other, one) == []


@pytest.mark.parametrize(
    "place",
    [
        "who: cid, holds: head",
        "who: head, member_of: town",
        "who: cid, role_at: town, title: adviser",
    ],
)
def test_a_manager_and_where_the_manager_sits_are_one(store: Keep, place: str) -> None:
    ends = {"cid", "head", "town"}
    one, other = sorted(end for end in ends if end in place)
    lines = (
        f"who: ann, reports_to: {one}, evidence: cc",
        f"who: ann, reports_to: {other}, evidence: alike",
    )
    assert found(store, *lines) == [f"two-at-once: ann.reports_to.{one} / ann.reports_to.{other}"]
    assert found(store, *lines, place) == []


def test_two_who_share_a_post_are_one_manager(store: Keep) -> None:
    lines = (
        "who: ann, reports_to: bob, evidence: cc",
        "who: ann, reports_to: cid, evidence: alike",
    )
    shared = ("who: bob, holds: chair", "who: cid, holds: chair")
    assert found(store, *lines, *shared[:1]) != []
    assert found(store, *lines, *shared) == []


def test_more_than_there_are_seats_dispute_each_other_unless_one_source_names_them_all(
    store: Keep,
) -> None:
    two = ("who: ann, holds: member, evidence: cc", "who: bob, holds: member, evidence: alike")
    third = "who: cid, holds: member, evidence: [cc, alike]"
    assert found(store, *two, third) == [
        "two-in-one-seat: ann.holds.member / bob.holds.member",
        "two-in-one-seat: ann.holds.member / cid.holds.member",
        "two-in-one-seat: bob.holds.member / cid.holds.member",
    ]
    assert found(store, *two, third.replace("[cc, alike]", "echo")) == []
    assert found(store, *(each.replace("alike", "cc") for each in (*two, third))) == []


def test_a_fact_knows_all_that_disputes_it(store: Keep) -> None:
    kept = store(
        TOWN
        + """
- {who: ann, reports_to: bob, evidence: cc}
- {who: ann, reports_to: cid, evidence: alike}
- {who: ann, reports_to: head, since: 2001, until: 2010, evidence: loose}
"""
    )
    assert sorted(rival.id for rival in kept.rivals("ann.reports_to.bob")) == [
        "ann.reports_to.cid",
        "ann.reports_to.head",
    ]


def test_what_one_source_told_together_is_disputed_where_that_source_does_not_count(
    store: Keep,
) -> None:
    kept = store(
        TOWN
        + """
- {who: ann, holds: head, evidence: [echo, cc]}
- {who: bob, holds: head, evidence: [echo, alike]}
"""
    )
    (tie,) = kept.facts(["ann.holds.head"], Scope())
    assert tie.against == ()
    less = Scope(without=frozenset(["echo"]))
    (tie,) = kept.facts(["ann.holds.head"], less)
    assert tie.against == ("bob.holds.head",)
    assert kept.conflicts()[0] == []
    assert [rule for rule, *_ in kept.conflicts(less)[0]] == ["two-in-one-seat"]


def test_different_dates_dispute_nobody(store: Keep) -> None:
    kept = store(
        TOWN
        + """
- {who: ann, holds: head, since: 2006, evidence: cc}
- {who: ann, holds: head, since: 2007, evidence: echo}
"""
    )
    assert len(kept.conflicts()[0]) == 1
    assert [tie.against for tie in kept.facts(kept.everything().facts, Scope())] == [()] * 8


def test_both_sides_are_kept_and_what_follows_from_them_is_disputed_as_well(store: Keep) -> None:
    kept = store(
        TOWN
        + """
- {who: ann, holds: head, evidence: cc}
- {who: bob, holds: head, evidence: alike}
"""
    )
    ties = {tie.fact.id: tie.against for tie in kept.facts(kept.everything().facts, Scope())}
    assert ties == {
        "head.at.town": (),
        "deputy.at.town": (),
        "member.at.town": (),
        "chair.at.town": (),
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
    stated = ("ann.holds.head.stated",)
    assert told() == {
        **dict.fromkeys((*stated, "ann.role_at.town.via.head"), denied),
        **dict.fromkeys(denied, stated),
    }
    assert set(told(without=frozenset(["echo"])).values()) == {()}
