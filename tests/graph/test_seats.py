"""Posts with who holds them and where they are, from a drawn graph and from a flat one."""

from collections.abc import Callable

import pytest

from stakegraph.edtf import dates
from stakegraph.exporters import flat
from stakegraph.exporters._attributes import relations, ties
from stakegraph.graph.neighbourhood import Graph
from stakegraph.graph.seats import Seats, seats, seats_of
from stakegraph.store import Scope

Draw = Callable[..., Graph]

TOWN = """
organisations: {town: {name: Town}, city: {name: City}}
people: {ann: {name: Ann}, bob: {name: Bob}}
posts:
  head: {title: head, at: town}
  clerk: {title: clerk, at: town}
  free: {title: free lance}
facts:
"""


def of_flat(graph: Graph) -> Seats:
    plain = flat(graph, {}, ())
    return seats(ties(plain), relations(plain))


@pytest.fixture(params=[seats_of, of_flat], ids=["drawn", "flat"])
def found(request: pytest.FixtureRequest) -> Callable[[Graph], Seats]:
    """Return the seats of a graph, found in it or in the flat graph that is made of it."""
    way: Callable[[Graph], Seats] = request.param
    return way


def test_a_person_with_posts_and_a_post_with_holders_are_one_place(
    graph: Draw, found: Callable[[Graph], Seats]
) -> None:
    known = found(
        graph(
            TOWN
            + """
- {who: ann, holds: head}
- {who: bob, holds: head}
- {who: ann, holds: clerk, status: denied}
"""
        )
    )
    assert known.members("ann") == ["ann", "head"]
    assert known.members("head") == ["head", "ann", "bob"]
    assert known.members("clerk") == ["clerk"]
    assert known.of_post("head").holders == ["ann", "bob"]
    assert known.of_post("clerk").holders == []
    assert known.of_post("clerk").organisation == "town"
    assert known.of_post("free").organisation == ""


@pytest.mark.parametrize(
    ("ann", "bob", "first"),
    [
        (", until: 2003", "", "bob"),  # held now
        ("", ", until: 2003", "ann"),
        (", since: 2001", ", since: 2002", "bob"),
        (", since: 2002", ", since: 2001~", "ann"),
        (", since: 2002", ", since: ../2001", "ann"),
        (", since: 2002", "", "ann"),
    ],
)
def test_who_holds_a_post_still_or_since_last_comes_first(
    graph: Draw, found: Callable[[Graph], Seats], ann: str, bob: str, first: str
) -> None:
    facts = f"- {{who: ann, holds: head{ann}}}\n- {{who: bob, holds: head{bob}}}"
    holdings = found(graph(TOWN + facts)).of_post("head").holdings
    assert holdings[0].fact.subject == first
    assert len(holdings) == 2


def test_whoever_surely_holds_a_post_on_the_day_asked_for_comes_before_who_may(
    graph: Draw, found: Callable[[Graph], Seats]
) -> None:
    facts = """
- {who: ann, holds: head, since: 2001, until: 2004, evidence: cc}
- {who: bob, holds: head, since: 2003~, evidence: cc}
"""
    drawn = graph(TOWN + facts, scope=Scope(as_of=dates.period("2003-02-01")))
    ann, bob = found(drawn).of_post("head").holdings
    assert (ann.fact.subject, bob.fact.subject) == ("ann", "bob")
    assert not ann.missing
    assert bob.missing


def test_a_post_that_moved_is_where_it_is_now(graph: Draw, found: Callable[[Graph], Seats]) -> None:
    facts = """
- {who: free, at: city, until: 2003}
- {who: free, at: town, since: 2003, status: hedged}
"""
    seat = found(graph(TOWN + facts)).of_post("free")
    assert seat.organisation == "town"
    assert [tie.fact.object for tie in seat.places] == ["town", "city"]
