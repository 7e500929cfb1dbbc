"""Paths in words."""

from collections.abc import Callable

from stakegraph.outlines import Outline
from stakegraph.outlines.paths import outline
from stakegraph.questions.paths import paths
from stakegraph.questions.selection import selection
from stakegraph.store import Scope
from stakegraph.store.database import Database

Keep = Callable[..., Database]
Lines = Callable[[Outline], list[str]]

WORLD = """
organisations: {town: {name: Town}, firm: {name: Firm}, aid: {name: Aid}, lone: {name: Lone}}
people: {ann: {name: Ann}, bob: {name: Bob}, dan: {name: Dan}, eve: {name: Eve}}
partnerships:
  deal: {name: the Deal, kind: contract, since: 2007, until: 2010, description: runs parks}
facts:
- {who: ann, role_at: town, title: mayor}
- {who: town, partner_in: deal, as: client}
- {who: firm, partner_in: deal, as: lead}
- {who: town, commissioned: aid, status: hedged}
- {who: aid, works_with: firm, status: inferred, because: they share a desk}
- {who: aid, funds: firm, status: disputed}
- {who: dan, works_with: eve}
"""


def test_a_route_is_a_list_of_sentences_with_its_weakest_hop_named(
    store: Keep, lines: Lines
) -> None:
    assert lines(outline(paths(store(WORLD), "firm", "ann"))) == [
        "From Firm to Ann",
        "  Route 1: 3 hops; every hop is stated",
        "    1. Firm is the lead in the Deal",
        "      - the Deal: contract, 2007 to 2010; runs parks",
        "    2. The Deal has as its client Town",
        "    3. Town has as its mayor Ann",
        "  Route 2: 3 hops; 2 of them in doubt; the weakest is hop 1, inferred",
        "    1. inferred: Firm works with Aid",
        "      - because they share a desk",
        "      - also: disputed: Firm is funded by Aid",
        "    2. hedged: Aid was commissioned by Town",
        "    3. Town has as its mayor Ann",
    ]


def test_what_follows_from_what_is_stated_is_not_called_stated(store: Keep, lines: Lines) -> None:
    found = store("""
        organisations: {town: {name: Town}}
        people: {ann: {name: Ann}}
        posts: {head: {title: head, at: town}}
        facts: [{who: ann, holds: head}]
        """)
    assert lines(outline(paths(found, "ann", "town"))) == [
        "From Ann to Town",
        "  Route 1: 1 hop; every hop is stated or follows from what is stated",
        "    1. derived: Ann is head at Town",
    ]


def test_a_hop_that_cannot_be_said_for_the_day_is_called_undetermined(
    store: Keep, lines: Lines
) -> None:
    text = "people: {a: {name: A}, b: {name: B}}\nfacts: [{who: a, works_with: b, since: 2001}]"
    found = paths(store(text), "a", "b", scope=Scope(as_of=((2005, 1, 1), (2005, 1, 1))))
    assert lines(outline(found))[1] == ("  Route 1: 1 hop; undetermined")


def test_a_longer_route_without_a_doubtful_hop_is_pointed_to(store: Keep, lines: Lines) -> None:
    text = """
        people: {a: {name: A}, b: {name: B}, c: {name: C}}
        facts:
        - {who: a, works_with: b, status: hedged}
        - {who: a, works_with: c}
        - {who: c, works_with: b}
        """
    shown = lines(outline(paths(store(text), "a", "b", count=1)))
    assert shown == [
        "From A to B",
        "  Route 1: 1 hop; hedged",
        "    1. hedged: A works with B",
        "Every hop of another route is stated, or follows: --firm shows it, 2 hops long.",
    ]
    assert len(lines(outline(paths(store(text), "a", "b")))) == 6  # both are shown: no hint


def test_a_route_that_is_too_long_is_told_with_what_to_try(store: Keep, lines: Lines) -> None:
    assert lines(outline(paths(store(WORLD), "firm", "ann", max_hops=2))) == [
        "From Firm to Ann",
        "No route of at most 2 hops; the shortest has 3 hops: try --max-hops 3.",
    ]


def test_no_route_tells_whom_each_is_connected_with(store: Keep, lines: Lines) -> None:
    assert lines(outline(paths(store(WORLD), "ann", "lone"))) == [
        "From Ann to Lone",
        "No route connects them.",
        "Routes lead from Ann to 4 others: Town, Aid, the Deal and Firm.",
        "No route leads from Lone to anybody (opinions and places are not followed).",
    ]
    assert lines(outline(paths(store(WORLD), "dan", "lone")))[2] == (
        "A route leads from Dan to 1 other: Eve."
    )


def test_one_actor_twice_is_one_plain_sentence(store: Keep, lines: Lines) -> None:
    assert lines(outline(paths(store(WORLD), "ann", "ann"))) == [
        "From Ann to Ann",
        "Both names mean the same actor.",
    ]


APART = """
    organisations: {firm: {name: Firm}, lone: {name: Lone}}
    people: {ann: {name: Ann}, bob: {name: Bob}, cy: {name: Cy}}
    facts:
    - {who: ann, role_at: firm, title: clerk, since: 1990, until: 1995}
    - {who: bob, role_at: firm, title: clerk, since: 2010, until: 2015}
    - {who: cy, role_at: firm, title: clerk, since: 1994, until: 2011}
    """


def test_a_route_over_hops_that_never_held_on_one_day_is_told_so(store: Keep, lines: Lines) -> None:
    assert lines(outline(paths(store(APART), "ann", "bob"))) == [
        "From Ann to Bob",
        "  Route 1: 2 hops, which never held on one day (hop 1: 1990 to 1995; hop 2: 2010 to 2015);"
        " every hop is stated",
        "    1. Ann is clerk at Firm (1990 to 1995)",
        "    2. Firm has as a clerk Bob (2010 to 2015)",
        "--together looks for a route whose hops may all have held on one day.",
    ]
    assert lines(outline(paths(store(APART), "ann", "cy")))[1] == (
        "  Route 1: 2 hops; every hop is stated"
    )


def test_a_route_that_may_have_held_on_one_day_is_told_with_its_days(
    store: Keep, lines: Lines
) -> None:
    assert lines(outline(paths(store(APART), "ann", "cy", together=True)))[1] == (
        "  Route 1: 2 hops, which may have held at once (1994 to 1995); every hop is stated"
    )


def test_where_no_route_held_on_one_day_that_is_said(store: Keep, lines: Lines) -> None:
    assert lines(outline(paths(store(APART), "ann", "bob", together=True))) == [
        "From Ann to Bob",
        "No route of at most 6 hops is known whose hops may all have held on one day; "
        "without --together the shortest has 2 hops.",
    ]


def test_what_limits_a_path_is_told_where_there_is_none(store: Keep, lines: Lines) -> None:
    found = store(APART)
    along = selection(found, ["owns"], ["kind:person"])
    assert lines(outline(paths(found, "ann", "bob", along=along))) == [
        "From Ann to Bob",
        "No route connects them with --only relation:owns and --avoid kind:person.",
        "So limited, no route leads from Ann to anybody.",
        "So limited, no route leads from Bob to anybody.",
    ]
