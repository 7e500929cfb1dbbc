"""The timeline: order, kinds of date, one actor's share, and what had come to pass by a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from stores import store_of

from stakegraph.edtf.dates import period
from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.model.facts import Facts
from stakegraph.questions.timeline import Entry, Timeline, timeline

Load = Callable[[str], Facts]

TOWN = """
people: {ann: {name: Ann}, bob: {name: Bob}}
organisations: {town: {name: Town}}
posts: {head: {title: head, at: town}}
partnerships: {deal: {name: the Deal, since: 2007-03, until: ../2010}}
events:
  vote: {what: A vote, on: 2007-03-05, who: [town]}
  fire: {what: A fire, on: 2007~, who: [bob]}
  flood: {what: A flood, on: 2007}
  talk: {what: A talk, who: [ann]}
  plan: {what: A plan, on: 2008/.., status: hedged}
facts:
- {who: ann, holds: head, since: 2006-09~, until: 2008-05?}
- {who: town, partner_in: deal}
"""


def asked(facts: Load, id: str | None = None, as_of: str = "") -> Timeline:
    store = store_of(facts(TOWN))
    graph = neighbourhood(store, [id] if id else None, depth=1)
    return timeline(graph, store.events(id), id, as_of=period(as_of) if as_of else None)


def summary(entries: Iterable[Entry]) -> list[str]:
    return [f"{entry.on} {entry.mark} {entry.id}".strip() for entry in entries]


def test_a_body_has_the_holders_of_its_posts_while_they_were_there(facts: Load) -> None:
    moved = TOWN.replace("organisations: {town", "organisations: {county: {name: County}, town")
    moved = (
        moved.replace("at: town}", "}")
        + """\
- {who: head, at: county, until: 2005}
- {who: head, at: town, since: 2006}
- {who: bob, holds: head, since: 1999, until: 2004}
"""
    )
    graph = neighbourhood(store_of(facts(moved)), ["town"], depth=1)
    marks = summary(timeline(graph, (), "town").dated)
    assert any("ann.holds.head" in mark for mark in marks)
    assert not any("bob.holds.head" in mark for mark in marks)


def test_events_starts_and_ends_stand_in_order_and_the_undated_apart(facts: Load) -> None:
    answer = asked(facts)
    assert summary(answer.dated) == [
        "2006-09~ starts ann.holds.head",
        "2007 event flood",
        "2007~ event fire",
        "2007-03 starts deal",
        "2007-03-05 event vote",
        "2008/.. event plan",
        "2008-05? ends ann.holds.head",
        "../2010 ends deal",
    ]
    assert summary(answer.undated) == ["event talk"]
    assert answer.undetermined == ()


def test_what_follows_begins_with_its_premises_and_is_not_told_twice(facts: Load) -> None:
    assert "ann.role_at.town.via.head" in facts(TOWN).facts
    assert [entry.text for entry in asked(facts, "ann").dated] == ["Ann is the head at Town"] * 2


@pytest.mark.parametrize(
    ("id", "entries"),
    [
        ("ann", ["2006-09~ starts ann.holds.head", "2008-05? ends ann.holds.head"]),
        ("bob", ["2007~ event fire"]),
        (
            "town",
            [
                "2006-09~ starts ann.holds.head",
                "2007-03-05 event vote",
                "2008-05? ends ann.holds.head",
            ],
        ),
        ("deal", ["2007-03 starts deal", "../2010 ends deal"]),
    ],
)
def test_one_actor_has_a_timeline(facts: Load, id: str, entries: list[str]) -> None:
    answer = asked(facts, id)
    assert summary(answer.dated) == entries
    assert answer.of is not None
    assert answer.of.id == id


def test_as_of_a_day_it_is_what_had_come_to_pass(facts: Load) -> None:
    answer = asked(facts, as_of="2007-06-01")
    assert summary(answer.dated) == [
        "2006-09~ starts ann.holds.head",
        "2007-03 starts deal",
        "2007-03-05 event vote",
    ]
    assert [(entry.id, *entry.missing) for entry in answer.undetermined] == [
        ("flood", "its date, 2007, is not exact enough"),
        ("fire", "its date, about 2007, is not exact enough"),
        ("ann.holds.head", "its date, May 2008 (uncertain), is in doubt"),
        ("deal", "its date, by 2010, is not exact enough"),
        ("talk", "no date is given"),
    ]
    assert answer.undated == ()


def test_what_has_ended_has_come_to_pass(facts: Load) -> None:
    answer = asked(facts, as_of="2030-01-01")
    assert summary(answer.dated)[-1] == "../2010 ends deal"
    assert {entry.id for entry in answer.undetermined} == {"talk", "plan", "ann.holds.head"}


def test_what_is_done_once_is_an_event_unless_an_end_is_given(facts: Load) -> None:
    text = """
        organisations: {town: {name: Town}, firm: {name: Firm}}
        facts:
        - {who: town, commissioned: firm, for: a study, since: 2006}
        - {who: town, commissioned: firm, for: a school, since: 2007, until: 2009}
        - {who: town, works_with: firm, since: 2008}
        """
    store = store_of(facts(text))
    assert summary(timeline(neighbourhood(store), ()).dated) == [
        "2006 event town.commissioned.firm.2006",
        "2007 starts town.commissioned.firm.2007",
        "2008 starts town.works_with.firm",
        "2009 ends town.commissioned.firm.2007",
    ]
