"""The timeline in words."""

from collections.abc import Callable

from stores import store_of

from stakegraph.edtf.dates import period
from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.model.facts import Facts
from stakegraph.outlines import Outline
from stakegraph.outlines.timeline import outline
from stakegraph.questions.timeline import timeline

Load = Callable[[str], Facts]
Lines = Callable[[Outline], list[str]]

TOWN = """
people: {ann: {name: Ann}}
posts: {head: {title: head}}
events:
  fire: {what: A fire, on: 2006~, who: [ann]}
  plan: {what: A plan, on: ../2009, status: inferred, because: it was carried out in 2010}
  talk: {what: A talk}
facts:
- {who: ann, holds: head, since: 2006~, until: 2008-05?, status: hedged}
"""


def printed(facts: Load, lines: Lines, as_of: str = "", text: str = TOWN) -> list[str]:
    store = store_of(facts(text))
    graph = neighbourhood(store)
    return lines(outline(timeline(graph, store.events(), as_of=period(as_of) if as_of else None)))


def test_about_before_and_in_doubt_are_shown_as_such(facts: Load, lines: Lines) -> None:
    assert printed(facts, lines) == [
        "Timeline",
        "  About 2006",
        "    A fire",
        "    hedged: starts: Ann is the head",
        "  May 2008 (uncertain)",
        "    hedged: may end: Ann is the head",
        "  By 2009",
        "    inferred: A plan",
        "      - because it was carried out in 2010",
        "  No date is given",
        "    A talk",
    ]


def test_as_of_a_day_what_cannot_be_said_is_a_group_of_its_own(facts: Load, lines: Lines) -> None:
    found = printed(facts, lines, "2008-01-01")
    assert found[: found.index("  cannot be said for 1 January 2008")] == [
        "Timeline",
        "  About 2006",
        "    A fire",
        "    hedged: starts: Ann is the head",
    ]
    assert "        - its date, May 2008 (uncertain), is in doubt" in found
    assert found[-2:] == ["      A talk", "        - no date is given"]


def test_where_nothing_is_dated_that_is_said(facts: Load, lines: Lines) -> None:
    text = "people: {ann: {name: Ann}}\nevents: {fire: {what: A fire, on: 2009}}\n"
    assert printed(facts, lines, text="people: {ann: {name: Ann}}") == [
        "Timeline",
        "No event, start or end is recorded.",
    ]
    assert printed(facts, lines, "2008-01-01", text) == [
        "Timeline",
        "No event, start or end by 1 January 2008 is recorded.",
    ]


def test_what_starts_on_an_uncertain_date_may_start(facts: Load, lines: Lines) -> None:
    text = """
        people: {ann: {name: Ann}, bob: {name: Bob}}
        facts: [{who: ann, works_with: bob, since: 2006?, until: 2008~}]
        """
    assert printed(facts, lines, text=text) == [
        "Timeline",
        "  2006 (uncertain)",
        "    may start: Ann works with Bob",
        "  About 2008",
        "    ends: Ann works with Bob",
    ]


def test_what_is_done_once_does_not_start(facts: Load, lines: Lines) -> None:
    text = """
        people: {ann: {name: Ann}, bob: {name: Bob}}
        facts:
        - {who: ann, promised: bob, what: a seat, since: 2006?}
        - {who: ann, delegated_to: bob, since: 2006?, until: 2008}
        """
    assert printed(facts, lines, text=text) == [
        "Timeline",
        "  2006 (uncertain)",
        "    Ann promised Bob: a seat",
        "    may start: Ann delegated powers to Bob",
        "  2008",
        "    ends: Ann delegated powers to Bob",
    ]


def test_one_date_is_one_group(facts: Load, lines: Lines) -> None:
    text = """
        events: {fire: {what: Fire, on: 2006}, flood: {what: Flood, on: 2006~},
          gale: {what: Gale, on: 2006}, hail: {what: Hail, on: 2006~}}
        """
    assert printed(facts, lines, text=text) == [
        "Timeline",
        "  2006",
        "    Fire",
        "    Gale",
        "  About 2006",
        "    Flood",
        "    Hail",
    ]
