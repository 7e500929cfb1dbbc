"""A search between two actors looks no further than it must, and tells whom it left out."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.graph import search as between
from stakegraph.graph.search import Between
from stakegraph.outlines.paths import outline
from stakegraph.questions.paths import paths
from stakegraph.questions.selection import selection
from stakegraph.store import EVERYTHING, Scope, Store

Keep = Callable[[str], Store]

PAIRS = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), st.booleans()),
    min_size=1,
    max_size=14,
    unique_by=lambda row: row[:2],
)


def facts(pairs: list[tuple[str, str, bool]]) -> str:
    people = ", ".join(f"{id}: {{name: {id.upper()}}}" for id in "abcdefgh")
    rows = ", ".join(
        f"{{who: {a}, works_with: {b}{', status: hedged' if doubt else ''}}}"
        for a, b, doubt in pairs
    )
    return f"people: {{{people}}}\nfacts: [{rows}]"


def search(store: Store, *, scope: Scope = EVERYTHING, avoid: str = "") -> Between:
    along = selection(store, avoid=[*avoid])
    return Between(store, "a", "h", relations=["works_with"], scope=scope, passes=along.passes)


def length(plain: nx.Graph[str]) -> int:
    return nx.shortest_path_length(plain, "a", "h") if nx.has_path(plain, "a", "h") else 0


@given(PAIRS)
def test_the_length_is_that_of_the_shortest_route(
    store: Keep, pairs: list[tuple[str, str, bool]]
) -> None:
    kept = store(facts(pairs))
    plain: nx.Graph[str] = nx.Graph([(a, b) for a, b, _ in pairs])
    plain.add_nodes_from("ah")
    sure: nx.Graph[str] = nx.Graph([(a, b) for a, b, doubt in pairs if not doubt])
    sure.add_nodes_from("ah")
    for scope, found in ((EVERYTHING, plain), (Scope(firm=True), sure)):
        assert search(kept, scope=scope).length() == length(found)
    shortest = length(plain)
    assert search(kept).length(3) == (shortest if shortest <= 3 else 0)
    assert search(kept).sure_length(99) == length(sure)
    apart = plain.copy()
    apart.remove_node("b") if "b" in apart else None
    assert search(kept, avoid="b").length() == length(apart)


@given(PAIRS, st.integers(1, 6))
def test_the_graph_holds_every_route_that_is_short_enough(
    store: Keep, pairs: list[tuple[str, str, bool]], most: int
) -> None:
    plain: nx.Graph[str] = nx.Graph([(a, b) for a, b, _ in pairs if a != b])
    plain.add_nodes_from("ah")
    drawn = nx.Graph(search(store(facts(pairs))).graph(most))
    wanted = {tuple(way) for way in nx.all_simple_paths(plain, "a", "h", cutoff=most)}
    assert {tuple(way) for way in nx.all_simple_paths(drawn, "a", "h", cutoff=most)} == wanted
    hops = {end: nx.single_source_shortest_path_length(plain, end) for end in "ah"}
    for node in set(drawn) - {"a", "h"}:
        assert hops["a"][node] + hops["h"][node] <= most


def test_those_apart_are_counted_with_the_best_connected_first(store: Keep) -> None:
    kept = store(facts([("a", "b", False), ("b", "c", False), ("b", "d", True)]))
    found = search(kept)
    assert found.length() == 0
    assert [tuple(each) for each in found.reached()] == [
        ("a", 4, False, ("b", "c", "d")),
        ("h", 1, False, ()),
    ]


@pytest.fixture
def crowded(store: Keep, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Return a store in which a hub is between, and more than a search may look at."""
    monkeypatch.setattr(between, "BUDGET", 30)
    people = "".join(f"  p{n}: {{name: P {n}}}\n" for n in range(40))
    text = "people:\n  a: {name: A}\n  h: {name: H}\n  x: {name: X}\n  y: {name: Y}\n"
    ties = "".join(f"  - {{who: p{n}, works_with: hub}}\n" for n in range(40))
    ties += "  - {who: a, works_with: x}\n  - {who: x, works_with: hub}\n"
    ties += "  - {who: p0, works_with: h}\n  - {who: a, works_with: y}\n"
    return store(f"{text}{people}organisations: {{hub: {{name: Hub}}}}\nfacts:\n{ties}")


def test_a_hub_is_passed_where_both_sides_reach_it(crowded: Store) -> None:
    found = search(crowded)
    assert found.length() == 4  # a - x - hub - p0 - h
    assert found.unwalked == {}


def test_ties_of_many_are_not_counted_where_those_of_few_are_hardly_more(
    store: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = {"a": "b", "h": "c"}
    people = [*ends, *ends.values(), *(f"{end}{n}" for end in ends for n in range(9))]
    ties = [("b", "c"), *ends.items(), *((id[0], id) for id in people if id[1:])]
    named = ", ".join(f"{id}: {{name: {id.upper()}}}" for id in people)
    rows = ", ".join(f"{{who: {a}, works_with: {b}}}" for a, b in ties)
    kept = store(f"people: {{{named}}}\nfacts: [{rows}]")
    counted: list[str] = []
    degrees = kept.degrees
    monkeypatch.setattr(
        kept, "degrees", lambda ids, among: counted.extend(ids) or degrees(ids, among)
    )
    assert search(kept).length() == 3
    assert sorted(counted) == ["a", *(f"a{n}" for n in range(9)), "b", "h"]


def test_whom_a_search_left_out_is_told(crowded: Store) -> None:
    assert paths(crowded, "a", "y", count=1).unwalked == ()
    lost = paths(crowded, "hub", "y", along=selection(crowded, avoid=["x"]))
    assert lost.routes == ()
    assert [(hub.actor.id, hub.ties) for hub in lost.unwalked] == [("hub", 41)]
    printed = outline(lost).closing
    assert printed[0] == "No route was found with --avoid actor:x."
    assert printed[-1] == (
        "There is more here than one search looks at: what lies behind those with the most ties on"
        " record was left out, such as Hub (41 ties). --only WORD narrows the search."
    )
