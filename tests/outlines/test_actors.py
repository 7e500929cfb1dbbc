"""Actors in words."""

from collections.abc import Callable

from stores import store_of

from stakegraph.graph.neighbourhood import Graph
from stakegraph.model.facts import Facts
from stakegraph.outlines import Outline
from stakegraph.outlines.actors import outline
from stakegraph.questions.actors import find, listing, page

Read = Callable[[str], Facts]
Draw = Callable[..., Graph]
Lines = Callable[[Outline], list[str]]

TOWN = """
organisations:
  town: {name: Town, kind: public body, aliases: [Borough, City], description: runs the parks}
  aid: {name: Aid, kind: charity, since: 2001~, evidence: [cc ¶2, cc ¶3]}
people: {boss: {name: a boss, unnamed: the source protects the name, note: tall}}
posts: {head: {title: head, remit: parks, at: town}}
events:
  met: {what: Aid met Town, on: 2007, who: [aid, town], evidence: cc ¶4}
  left: {what: Aid left, on: ../2008, who: [aid], status: inferred, because: it is gone}
  sang: {what: Aid sang, who: [aid], note: no date}
facts:
- {who: aid, works_with: town, on: floods, since: 2005}
- {who: boss, role_at: aid, status: hedged}
"""


def test_a_list_groups_actors_by_kind(facts: Read, lines: Lines) -> None:
    assert lines(outline(listing(facts(TOWN).actors.values()))) == [
        "Actors",
        "  1 person",
        "    a boss (not named) (boss)",
        "  1 post",
        "    head (head)",
        "  2 organisations",
        "    Aid (aid): charity; since about 2001",
        "    Town (town): public body; also Borough, City; runs the parks",
        "4 actors.",
    ]


def test_a_list_names_what_it_is_of(facts: Read, lines: Lines) -> None:
    actors = facts(TOWN).actors.values()
    assert lines(outline(listing(actors, "person"))) == [
        "Actors of kind person",
        "  1 person",
        "    a boss (not named) (boss)",
        "1 actor.",
    ]
    assert lines(outline(find(actors, "flood"))) == [
        "Actors",
        "No actor with 'flood' is recorded.",
    ]
    assert lines(outline(listing(actors, "partnership"))) == [
        "Actors",
        "No actor of kind partnership is recorded.",
    ]
    assert lines(outline(listing([]))) == ["Actors", "No actor is recorded."]


def test_a_page_tells_everything_of_an_actor(graph: Draw, facts: Read, lines: Lines) -> None:
    events = store_of(facts(TOWN)).events("aid")
    assert lines(outline(page(graph(TOWN, "aid", depth=1), "aid", events))) == [
        "Aid",
        "  id: aid",
        "  kind: organisation, charity",
        "  dates: since about 2001",
        "  evidence: cc ¶2, ¶3",
        "  roles",
        "    hedged: Aid has as one of its people a boss (not named)",
        "  partnerships and other ties",
        "    Aid works with Town on floods (since 2005)",
        "  events",
        "    inferred: by 2008: Aid left",
        "      - because it is gone",
        "    Aid sang",
        "      - no date",
        "    2007: Aid met Town",
    ]


def test_a_page_says_why_somebody_is_not_named(graph: Draw, lines: Lines) -> None:
    assert lines(outline(page(graph(TOWN, "boss", depth=1), "boss"))) == [
        "a boss (not named)",
        "  id: boss",
        "  kind: person",
        "  not named: the source protects the name",
        "  note: tall",
        "  roles",
        "    hedged: A boss (not named) has a role at Aid",
    ]


def test_a_post_tells_what_it_is_responsible_for(graph: Draw, lines: Lines) -> None:
    assert lines(outline(page(graph(TOWN, "head", depth=1), "head"))) == [
        "head",
        "  id: head",
        "  kind: post",
        "  responsible for: parks",
        "  structure",
        "    The head is a post at Town",
    ]
