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
from stakegraph.questions.selection import selection
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
    found = store(text)
    along = selection(found, ["stance", "authority"])
    (hop,) = paths(found, "a", "b", along=along).routes[0].hops
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
    assert routes(paths(found, "a", "c", along=selection(found, avoid=["b"]))) == ["adec"]
    assert routes(paths(found, "a", "c", along=selection(found, avoid=["b", "e"]))) == []


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


def spans(*pairs: str) -> str:
    """Return facts `a-b`, and `a-b SINCE UNTIL` with `..` for what is not given."""
    rows = []
    for pair in pairs:
        ends, *given = pair.split()
        a, b = ends.split("-")
        dates = zip(("since", "until"), given, strict=False)
        told = "".join(f", {name}: {value}" for name, value in dates if value != "..")
        rows.append(f"{{who: {a}, works_with: {b}{told}}}")
    return people("abcdefgh") + f"facts: [{', '.join(rows)}]"


def test_hops_that_never_held_on_one_day_are_told_so_each_with_its_days(store: Keep) -> None:
    (route,) = paths(store(spans("a-b 1990 1995", "b-c 2010 2015")), "a", "c").routes
    assert (route.together, route.since, route.until) == (False, "", "")
    assert [(hop.since, hop.until) for hop in route.hops] == [("1990", "1995"), ("2010", "2015")]


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("1990 2005-06-30", "2005-06-30 2010", True),  # the last day belongs to a span
        ("1990 2005-06-29", "2005-06-30 2010", False),
        ("1990 2005", "2005-06 2010", True),
        ("1990 ..", "2010 ..", True),
        ("..", "2010 2015", True),
        ("1990 2004~", "2005 2010", True),
        ("1990 1995?", "2005 2010", True),
    ],
)
def test_hops_may_have_held_on_one_day_where_their_dates_leave_room(
    store: Keep, first: str, second: str, together: bool
) -> None:
    (route,) = paths(store(spans(f"a-b {first}", f"b-c {second}")), "a", "c").routes
    assert route.together is together


def test_a_part_in_a_partnership_lasts_no_longer_than_the_partnership(store: Keep) -> None:
    found = store("""
        organisations: {aid: {name: Aid}, town: {name: Town}, far: {name: Far}}
        partnerships: {deal: {name: Deal, since: 2007, until: 2010}}
        facts:
        - {who: aid, partner_in: deal}
        - {who: town, partner_in: deal}
        - {who: town, works_with: far, since: 2012}
        """)
    (route,) = paths(found, "aid", "far").routes
    assert not route.together
    assert [(hop.since, hop.until) for hop in route.hops] == [
        ("2007", "2010"),
        ("2007", "2010"),
        ("2012", ""),
    ]
    (route,) = paths(found, "aid", "town").routes
    assert (route.together, route.since, route.until) == (True, "2007", "2010")


def test_a_derived_hop_is_dated_by_its_premises(store: Keep) -> None:
    found = store("""
        organisations: {town: {name: Town}}
        people: {ann: {name: Ann}, bob: {name: Bob}}
        posts: {head: {title: head, at: town}}
        facts:
        - {who: ann, holds: head, since: 2001, until: 2003}
        - {who: bob, role_at: town, since: 2005}
        """)
    (route,) = paths(found, "ann", "bob").routes
    assert [(hop.since, hop.until) for hop in route.hops] == [("2001", "2003"), ("2005", "")]
    assert not route.together


def test_of_facts_as_sure_those_that_met_are_the_hops(store: Keep) -> None:
    met = ("a-b 1990 1995", "a-b 2011 2014", "b-c 2010 2015")
    (route,) = paths(store(spans(*met)), "a", "c").routes
    assert (route.together, route.since, route.until) == (True, "2011", "2014")
    assert [fact.since for fact in route.hops[0].also] == ["1990"]


def test_a_less_sure_fact_makes_hops_meet_only_where_that_is_asked_for(store: Keep) -> None:
    hedged = "{who: b, accountable_to: a, since: 2011, until: 2014, status: hedged}"
    found = store(
        spans("a-b 1990 1995", "b-c 2010 2015").replace("facts: [", f"facts: [{hedged}, ")
    )
    (route,) = paths(found, "a", "c").routes
    assert (route.together, route.doubtful, route.hops[0].since) == (False, 0, "1990")
    (route,) = paths(found, "a", "c", together=True).routes
    assert (route.together, route.doubtful, route.hops[0].since) == (True, 1, "2011")


def test_a_longer_route_is_found_where_the_shorter_ones_never_held_on_one_day(store: Keep) -> None:
    found = store(
        spans("a-b 1990 1995", "b-c 2010 2015", "a-d 2001 2004", "d-e 2003 2010", "e-c 2004 2006")
    )
    assert routes(paths(found, "a", "c")) == ["abc", "adec"]
    answer = paths(found, "a", "c", together=True)
    assert (routes(answer), answer.apart) == (["adec"], 0)
    (route,) = answer.routes
    assert (route.since, route.until) == ("2004", "2004")


def test_where_no_route_held_on_one_day_the_shortest_of_the_others_is_known(store: Keep) -> None:
    found = store(spans("a-b 1990 1995", "b-c 2010 2015"))
    answer = paths(found, "a", "c", together=True)
    assert (routes(answer), answer.shortest, answer.apart) == ([], 0, 2)


YEARS = st.tuples(st.integers(2000, 2006), st.integers(0, 2)).map(lambda n: (n[0], sum(n)))
TERMS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), YEARS),
    min_size=1,
    max_size=12,
).map(lambda rows: [row for row in dict.fromkeys(rows) if row[0] != row[1]])


@given(terms=TERMS, count=st.integers(1, 4))
def test_those_on_one_day_are_the_shortest_routes_of_the_days_there_are(
    store: Keep, terms: list[tuple[str, str, tuple[int, int]]], count: int
) -> None:
    found = store(spans(*(f"{a}-{b} {since} {until}" for a, b, (since, until) in terms)))
    every = set()
    for year in range(2000, 2010):
        plain: nx.Graph[str] = nx.Graph([(a, b) for a, b, (s, u) in terms if s <= year <= u])
        plain.add_nodes_from("af")
        every |= {"".join(way) for way in nx.all_simple_paths(plain, "a", "f", cutoff=6)}
    answer = paths(found, "a", "f", count=count, together=True)
    assert len({*routes(answer)}) == len(answer.routes) == min(count, len(every))
    assert {*routes(answer)} <= every
    assert [len(way) for way in routes(answer)] == sorted(map(len, every))[:count]
    assert all(route.together for route in answer.routes)
    whenever = paths(found, "a", "f", count=9)
    known = zip(routes(whenever), whenever.routes, strict=True)
    assert all(route.together is (way in every) for way, route in known)


def test_of_routes_on_one_day_that_are_as_long_the_one_with_fewer_doubts_comes_first(
    store: Keep,
) -> None:
    text = ties("a-b", "b-g hedged", "a-c hedged", "c-g hedged", "a-d", "d-g")
    apart = "{who: a, works_with: e, until: 1991}, {who: g, works_with: e, since: 1995}"
    found = store(text.replace("facts: [", f"facts: [{apart}, "))
    assert routes(paths(found, "a", "g", together=True, count=1)) == ["adg"]
    assert routes(paths(found, "a", "g", together=True, max_hops=2)) == ["adg", "abg", "acg"]
    # Of two without a doubt, the one on one day.
    assert routes(paths(found, "a", "g", max_hops=2)) == ["adg", "aeg", "abg"]
