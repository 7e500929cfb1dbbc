"""The graph of a question: how far it reaches, and what it holds."""

from collections.abc import Callable
from textwrap import indent
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.graph.neighbourhood import Graph, actor_of, neighbourhood, ties_in, ties_out
from stakegraph.store import EVERYTHING, Scope
from stakegraph.store.database import Database

Draw = Callable[..., Graph]

LINE = """
organisations: {town: {name: Town}, aid: {name: Aid}, far: {name: Far}}
people: {ann: {name: Ann}, bob: {name: Bob}, cat: {name: Cat}}
posts:
  head: {title: head, at: town}
  deputy: {title: deputy, at: town}
facts:
- {who: ann, holds: head}
- {who: bob, holds: deputy}
- {who: deputy, reports_to: head}
- {who: cat, reports_to: bob}
- {who: town, works_with: aid}
- {who: aid, works_with: far}
"""


def drawn(graph: Graph) -> set[str]:
    return {key for _, _, key in graph.edges(keys=True)}


def test_the_key_of_an_edge_is_the_id_of_its_fact(graph: Draw) -> None:
    edges = graph(LINE).edges(keys=True, data="fact")
    assert [key for *_, key, _ in edges] == [fact.id for *_, fact in edges]
    assert all((a, b) == (fact.subject, fact.object) for a, b, _, fact in edges)


def test_parallel_facts_are_parallel_edges(graph: Draw) -> None:
    found = graph("""
        organisations: {aid: {name: Aid}}
        people: {ann: {name: Ann}}
        facts:
        - {who: ann, role_at: aid, title: clerk, until: 2001}
        - {who: ann, role_at: aid, title: head, since: 2002}
        - {who: ann, supports: aid}
        """)
    assert [*found["ann"]["aid"]] == [
        "ann.role_at.aid.clerk",
        "ann.role_at.aid.head",
        "ann.supports.aid",
    ]


def test_every_node_is_an_actor(graph: Draw) -> None:
    found = graph(LINE, "ann")
    assert [actor_of(found, id).id for id in found] == [*found]


def test_without_a_start_everyone_is_drawn_even_those_without_ties(graph: Draw) -> None:
    found = graph("people: {ann: {name: Ann}, bob: {name: Bob}}")
    assert sorted(found) == ["ann", "bob"]


@pytest.mark.parametrize(
    ("depth", "reached"),
    [(0, {"town"}), (1, {"town", "aid", "head", "deputy", "ann", "bob"})],
)
def test_people_and_their_posts_are_one_place_and_cost_no_hop(
    graph: Draw, depth: int, reached: set[str]
) -> None:
    assert set(graph(LINE, "town", depth=depth)) == reached


def test_a_person_comes_with_the_post_and_its_house_but_not_with_all_of_the_house(
    graph: Draw,
) -> None:
    assert set(graph(LINE, "ann", depth=0)) == {"ann", "head", "town"}


def test_a_post_comes_with_its_holders(graph: Draw) -> None:
    assert set(graph(LINE, "head", depth=0)) == {"ann", "head", "town"}


def test_a_holder_comes_with_every_post_that_they_hold(graph: Draw) -> None:
    text = """
        organisations: {town: {name: Town}, aid: {name: Aid}}
        people: {ann: {name: Ann}}
        posts: {head: {title: head, at: town}, chair: {title: chair, at: aid}}
        facts: [{who: ann, holds: head}, {who: ann, holds: chair}]
        """
    assert set(graph(text, "head", depth=0)) == {"head", "town", "ann", "chair", "aid"}


@pytest.mark.parametrize(
    ("direction", "lines"),
    [
        ("in", {"cat.reports_to.bob"}),
        ("out", {"deputy.reports_to.head", "bob.reports_to.ann.via.deputy"}),
        (
            "both",
            {"cat.reports_to.bob", "deputy.reports_to.head", "bob.reports_to.ann.via.deputy"},
        ),
    ],
)
def test_a_direction_follows_facts_along_against_or_both_ways(
    graph: Draw, direction: str, lines: set[str]
) -> None:
    found = graph(LINE, "bob", depth=1, direction=direction, families=["reporting"])
    assert {id for id in drawn(found) if "reports_to" in id} == lines


def test_a_direction_is_kept_from_hop_to_hop(graph: Draw) -> None:
    found = graph(LINE, "cat", direction="out", families=["reporting"])
    assert {"bob", "ann"} <= set(found)
    assert "cat" not in graph(LINE, "ann", direction="out", families=["reporting"])


def test_only_the_families_asked_for_are_followed(graph: Draw) -> None:
    assert set(graph(LINE, "far", families=["partnership"])) == {"far", "aid", "town"}
    assert set(graph(LINE, "far", families=["reporting"])) == {"far"}


def test_depth_counts_hops(graph: Draw) -> None:
    reached = [set(graph(LINE, "far", families=["partnership"], depth=n)) for n in range(3)]
    assert reached == [{"far"}, {"far", "aid"}, {"far", "aid", "town"}]


def test_several_starts_are_drawn_together(graph: Draw) -> None:
    assert {"far", "aid", "cat", "bob"} <= set(graph(LINE, "far", "cat", depth=1))


def test_what_a_scope_leaves_out_leads_nowhere(graph: Draw) -> None:
    text = """
        people: {ann: {name: Ann}, bob: {name: Bob}, cat: {name: Cat}}
        facts:
        - {who: ann, works_with: bob, status: hedged}
        - {who: bob, works_with: cat}
        """
    assert set(graph(text, "ann")) == {"ann", "bob", "cat"}
    assert set(graph(text, "ann", scope=Scope(firm=True))) == {"ann"}


def test_ties_come_in_the_order_of_their_ids(graph: Draw) -> None:
    found = graph(LINE)
    assert [tie.fact.id for tie in ties_in(found, "town")] == [
        "ann.role_at.town.via.head",
        "bob.role_at.town.via.deputy",
        "deputy.at.town",
        "head.at.town",
    ]
    assert [tie.fact.id for tie in ties_out(found, "town")] == ["town.works_with.aid"]


PEOPLE, POSTS = ("ann", "bob", "cat", "dan"), ("head", "deputy", "clerk")
STATUS = st.sampled_from(["stated", "stated", "hedged", "denied"])
PAIRS = st.tuples(st.sampled_from(PEOPLE + POSTS), st.sampled_from(PEOPLE + POSTS))
HELD = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(POSTS))


@st.composite
def fact_files(draw: st.DrawFn) -> str:
    """Return a small fact file: people, posts, holdings, reporting lines."""
    rows = [
        *((who, "holds", what) for who, what in draw(st.lists(HELD, max_size=4, unique=True))),
        *((a, "reports_to", b) for a, b in draw(st.lists(PAIRS, max_size=7, unique=True))),
    ]
    stated = [f"- {{who: {a}, {verb}: {b}, status: {draw(STATUS)}}}" for a, verb, b in rows]
    people = ", ".join(f"{id}: {{name: {id.title()}}}" for id in PEOPLE)
    posts = ", ".join(f"{id}: {{title: {id}, at: town}}" for id in POSTS)
    listed = indent("\n".join(stated), "  ")
    return (
        f"organisations: {{town: {{name: Town}}}}\npeople: {{{people}}}\nposts: {{{posts}}}\n"
        + (f"facts:\n{listed}\n" if stated else "")
    )


def admitted(store: Database, scope: Scope) -> set[str]:
    return {tie.fact.id for tie in store.hop(None, store.relations, "out", scope)}


@given(text=fact_files(), firm=st.booleans())
def test_the_whole_projection_holds_the_admitted_facts_and_no_other(
    store: Callable[[str], Database], text: str, firm: bool
) -> None:
    kept, scope = store(text), Scope(firm=firm)
    assert drawn(neighbourhood(kept, scope=scope)) == admitted(kept, scope)


@given(text=fact_files())
def test_the_whole_is_the_union_of_what_lies_around_each(
    store: Callable[[str], Database], text: str
) -> None:
    kept = store(text)
    whole = neighbourhood(kept)
    around = [neighbourhood(kept, [id], depth=1, scope=EVERYTHING) for id in whole]
    union: Any = nx.compose_all(around)
    assert drawn(union) == drawn(whole)
    assert set(union) == set(whole)


@given(text=fact_files(), start=st.sampled_from(PEOPLE + POSTS), depth=st.integers(0, 3))
def test_another_hop_never_takes_anything_away(
    store: Callable[[str], Database], text: str, start: str, depth: int
) -> None:
    kept = store(text)
    near, further = (neighbourhood(kept, [start], depth=n) for n in (depth, depth + 1))
    assert drawn(near) <= drawn(further)


def test_reporting_lines_come_with_who_holds_which_post(graph: Draw) -> None:
    lines = drawn(graph(LINE, families=["reporting"]))
    assert lines == {
        "ann.holds.head",
        "bob.holds.deputy",
        "deputy.reports_to.head",
        "cat.reports_to.bob",
        "bob.reports_to.ann.via.deputy",
    }
    assert drawn(graph(LINE, families=["partnership"])) == {
        "town.works_with.aid",
        "aid.works_with.far",
    }
