"""Who is there, and everything on one of them."""

from collections.abc import Callable

import pytest
from stores import store_of

from stakegraph.graph.neighbourhood import Graph
from stakegraph.model.facts import Facts
from stakegraph.questions.actors import find, listing, page

Read = Callable[[str], Facts]
Draw = Callable[..., Graph]

TOWN = """
organisations:
  town: {name: Town, kind: public body, aliases: [The Borough]}
  aid: {name: aid, kind: charity, description: fostering}
  zed: {name: Zed, kind: charity, note: once a foster agency}
people:
  ann: {name: Zoë Ann}
  boss: {name: a foster carer, aliases: [Jo], unnamed: protected}
posts: {head: {title: head, remit: Fostering, at: town}}
partnerships: {deal: {name: Deal, kind: contract}}
"""


@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        ("", ["boss", "ann", "head", "aid", "town", "zed", "deal"]),
        ("person", ["boss", "ann"]),
        ("post", ["head"]),
        ("charity", ["aid", "zed"]),
        ("contract", ["deal"]),
        ("company", []),
    ],
)
def test_a_list_is_of_a_kind_or_a_classification_sorted_by_name(
    facts: Read, kind: str, ids: list[str]
) -> None:
    found = listing(facts(TOWN).actors.values(), kind)
    assert [listed.actor.id for listed in found.actors] == ids
    assert found.kind == kind


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("FOSTER", ["boss", "head", "aid", "zed"]),  # description, note, name, remit
        ("zoe", ["ann"]),
        ("borough", ["town"]),  # an alias
        ("deal", ["deal"]),
        ("charity", ["aid", "zed"]),
        ("jo", []),  # what the source protects is not found
        ("nothing", []),
    ],
)
def test_a_text_is_found_wherever_an_actor_is_described(
    facts: Read, text: str, ids: list[str]
) -> None:
    found = find(facts(TOWN).actors.values(), text)
    assert [listed.actor.id for listed in found.actors] == ids


def test_a_page_has_ties_by_family_as_sentences_that_begin_with_the_actor(graph: Draw) -> None:
    found = page(
        graph(
            TOWN
            + """
facts:
- {who: ann, opposes: town}
- {who: aid, works_with: town, status: hedged}
- {who: town, funds: zed}
- {who: ann, holds: head}
"""
        ),
        "town",
    )
    assert [(group.family, [fact.text for fact in group.facts]) for group in found.families] == [
        ("role", ["Town has as its head Zoë Ann, responsible for Fostering"]),
        ("structure", ["Town has among its posts the head"]),
        ("partnership", ["Town funds Zed", "Town works with aid"]),
        ("stance", ["Town is opposed by Zoë Ann"]),
    ]


def test_a_tie_of_an_actor_to_itself_is_told_once(graph: Draw) -> None:
    found = page(graph(TOWN + "facts: [{who: town, funds: town}]"), "town")
    (money,) = (group for group in found.families if group.family == "partnership")
    assert [fact.text for fact in money.facts] == ["Town funds Town"]


def test_events_stand_in_order(graph: Draw, facts: Read) -> None:
    text = (
        TOWN
        + """
events:
  c: {what: the end, on: 2008-03, who: [town]}
  b: {what: no date, who: [town]}
  a: {what: the start, on: 2008, who: [town, ann]}
  x: {what: elsewhere, on: 2001, who: [ann]}
"""
    )
    events = store_of(facts(text)).events("town")
    assert [event.id for event in page(graph(text), "town", events).events] == ["b", "a", "c"]


def test_a_joined_actor_is_told_with_the_reason(graph: Callable[..., Graph]) -> None:
    found = graph("""
        people:
          ann: {name: Ann Lee}
          a-lee: {name: A. Lee, same_as: ann, because: the same register number}
        """)
    (same,) = page(found, "ann").of.same
    assert (same.id, same.name, same.because) == ("a-lee", "A. Lee", "the same register number")
