"""How two actors are connected: the best few routes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.questions.paths import Paths, paths
from stakegraph.store import Scope
from stakegraph.store.database import Database

Keep = Callable[..., Database]


def people(ids: Iterable[str]) -> str:
    return "people: {" + ", ".join(f"{id}: {{name: {id.upper()}}}" for id in ids) + "}\n"


def ties(*pairs: str) -> str:
    """Return facts `a-b` and `a-b STATUS`."""
    rows = []
    for pair in pairs:
        ends, _, status = pair.partition(" ")
        a, b = ends.split("-")
        because = ", because: of a hunch" if status == "inferred" else ""
        rows.append(f"{{who: {a}, works_with: {b}, status: {status or 'stated'}{because}}}")
    return people("abcdefgh") + f"facts: [{', '.join(rows)}]"


def routes(found: Paths) -> list[str]:
    """Return each route as the ids on it."""
    return ["".join([r.hops[0].start.id, *(hop.end.id for hop in r.hops)]) for r in found.routes]


def test_the_shortest_route_comes_first(store: Keep) -> None:
    found = store(ties("a-b", "b-c", "c-d", "a-c", "a-e", "e-f", "f-d"))
    assert routes(paths(found, "a", "d")) == ["acd", "abcd", "aefd"]
    assert routes(paths(found, "a", "d", count=1)) == ["acd"]


def test_of_routes_of_one_length_the_one_with_fewer_doubtful_hops_comes_first(store: Keep) -> None:
    found = store(
        ties("a-b hedged", "b-d inferred", "a-c", "c-d hedged", "a-e", "e-d", "a-f", "f-g", "g-d")
    )
    answer = paths(found, "a", "d", count=4)
    assert routes(answer) == ["aed", "acd", "abd", "afgd"]
    assert [(route.doubtful, route.weakest) for route in answer.routes] == [
        (0, 0),
        (1, 2),
        (2, 1),
        (0, 0),
    ]


def test_the_weakest_hop_is_the_least_firm(store: Keep) -> None:
    (route,) = paths(store(ties("a-b hedged", "b-c disputed", "c-d hedged")), "a", "d").routes
    assert (route.doubtful, route.weakest) == (3, 2)


def test_a_hop_that_cannot_be_said_for_the_day_is_doubtful(store: Keep) -> None:
    text = people("abc") + (
        "facts: [{who: a, works_with: b, since: 2001, until: 2009}, {who: b, works_with: c}]"
    )
    (route,) = paths(store(text), "a", "c", scope=Scope(as_of=((2005, 1, 1), (2005, 1, 1)))).routes
    assert (route.doubtful, route.weakest) == (1, 2)


def test_a_hop_is_a_sentence_in_the_direction_that_is_gone(store: Keep) -> None:
    text = people("ab") + "facts: [{who: a, appointed: b, as: clerk}]"
    there, back = paths(store(text), "a", "b"), paths(store(text), "b", "a")
    (hop,), (other,) = there.routes[0].hops, back.routes[0].hops
    assert (hop.fact.text, hop.backward) == ("A appointed B as clerk", False)
    assert (other.fact.text, other.backward) == ("B was appointed by A as clerk", True)


def test_of_several_ties_the_firmest_is_the_hop_and_the_others_are_kept(store: Keep) -> None:
    text = people("ab") + (
        "facts: [{who: a, supports: b, status: hedged}, {who: b, appointed: a}, "
        "{who: a, opposes: b, status: denied}]"
    )
    (hop,) = paths(store(text), "a", "b").routes[0].hops
    assert hop.fact.text == "A was appointed by B"
    assert [fact.text for fact in hop.also] == ["A supports B"]


def test_posts_and_partnerships_on_the_way_are_told(store: Keep) -> None:
    found = store("""
        organisations: {aid: {name: Aid}, town: {name: Town}}
        partnerships: {deal: {name: Deal, since: 2007, until: 2010, description: runs the parks}}
        facts: [{who: aid, partner_in: deal}, {who: town, partner_in: deal}]
        """)
    (route,) = paths(found, "aid", "town").routes
    (stop,) = route.stops
    assert (stop.actor.id, stop.since, stop.until) == ("deal", "2007", "2010")
    assert stop.description == "runs the parks"


def test_a_route_goes_around_whom_it_is_to_avoid(store: Keep) -> None:
    found = store(ties("a-b", "b-c", "a-d", "d-e", "e-c"))
    assert routes(paths(found, "a", "c", avoid=["b"])) == ["adec"]
    assert routes(paths(found, "a", "c", avoid=["b", "e"])) == []


def test_a_denied_fact_joins_nobody(store: Keep) -> None:
    answer = paths(store(ties("a-b", "b-c denied")), "a", "c")
    assert routes(answer) == []
    assert answer.shortest == 0


def test_routes_longer_than_asked_for_are_left_out(store: Keep) -> None:
    found = store(ties("a-b", "b-c", "a-d", "d-e", "e-c"))
    assert routes(paths(found, "a", "c", max_hops=2)) == ["abc"]
    assert routes(paths(found, "a", "c", max_hops=3)) == ["abc", "adec"]


def test_when_every_route_is_too_long_the_shortest_is_told(store: Keep) -> None:
    answer = paths(store(ties("a-b", "b-c", "c-d", "d-e")), "a", "e", max_hops=3)
    assert (routes(answer), answer.shortest, answer.max_hops) == ([], 4, 3)


def test_without_a_route_it_is_told_whom_each_is_connected_with(store: Keep) -> None:
    answer = paths(store(ties("a-b", "b-c", "b-e", "e-c")), "a", "d")
    assert [(part.of.id, part.size) for part in answer.components] == [("a", 4), ("d", 1)]
    # The best connected first.
    assert [member.id for member in answer.components[0].members] == ["b", "c", "e"]
    assert answer.components[1].members == ()


def test_no_more_than_five_of_a_component_are_named(store: Keep) -> None:
    answer = paths(store(ties(*(f"a-{other}" for other in "bcdefg"))), "a", "h")
    assert (answer.components[0].size, len(answer.components[0].members)) == (7, 5)


def test_an_actor_is_no_route_to_itself(store: Keep) -> None:
    answer = paths(store(ties("a-b")), "a", "a")
    assert (answer.routes, answer.components, answer.shortest) == ((), (), 0)


@pytest.mark.parametrize("max_hops", [1, 6])
def test_a_dense_graph_is_answered_at_once(store: Keep, max_hops: int) -> None:
    ids = [f"p{number}" for number in range(60)]
    rows = ", ".join(f"{{who: {a}, works_with: {b}}}" for a, b in combinations(ids, 2))
    found = store(people(ids) + f"facts: [{rows}]")
    begun = time.perf_counter()
    answer = paths(found, "p0", "p59", count=5, max_hops=max_hops)
    assert time.perf_counter() - begun < 2
    assert [len(route.hops) for route in answer.routes] == [1, 2, 2, 2, 2][: max_hops * 5 - 4]


PAIRS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.booleans()),
    min_size=1,
    max_size=9,
    unique_by=lambda row: row[:2],
)


@given(pairs=PAIRS, count=st.integers(1, 4))
def test_the_first_route_is_a_shortest_one_and_no_route_is_told_twice(
    store: Keep, pairs: list[tuple[str, str, bool]], count: int
) -> None:
    found = store(ties(*(f"{a}-{b}{' hedged' if doubt else ''}" for a, b, doubt in pairs)))
    plain: nx.Graph[str] = nx.Graph([(a, b) for a, b, _ in pairs])
    plain.add_nodes_from("af")
    answer = paths(found, "a", "f", count=count)
    every = [*nx.all_simple_paths(plain, "a", "f")]
    assert len(answer.routes) == min(count, len(every))
    assert len(set(routes(answer))) == len(answer.routes)
    lengths = [len(route.hops) for route in answer.routes]
    assert lengths == sorted(len(way) - 1 for way in every)[:count]
    if lengths:
        assert lengths[0] == nx.shortest_path_length(plain, "a", "f")


@pytest.mark.parametrize(
    ("pairs", "firm"),
    [
        (["a-b hedged", "a-c", "c-d", "d-b"], 3),
        (["a-b hedged", "a-c", "c-d", "d-b inferred"], 0),
        (["a-b hedged"], 0),
        (["a-b", "a-c", "c-b"], 0),  # the one shown is stated
    ],
)
def test_a_longer_route_of_stated_hops_alone_is_known(
    store: Keep, pairs: list[str], firm: int
) -> None:
    answer = paths(store(ties(*pairs)), "a", "b", count=1)
    assert (routes(answer), answer.firm) == (["ab"], firm)


def test_no_longer_route_is_told_of_where_one_of_those_shown_is_stated(store: Keep) -> None:
    answer = paths(store(ties("a-b hedged", "a-c", "c-b")), "a", "b", count=2)
    assert (routes(answer), answer.firm) == (["ab", "acb"], 0)


def test_a_longer_route_is_told_of_only_within_the_hops_asked_for(store: Keep) -> None:
    found = store(ties("a-b hedged", "a-c", "c-d", "d-b"))
    assert paths(found, "a", "b", count=1, max_hops=2).firm == 0
    assert paths(found, "a", "b", count=1, max_hops=3).firm == 3
