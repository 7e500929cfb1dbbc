"""Who sits where, as an answer shows it."""

from collections.abc import Callable

import pytest

from stakegraph.graph.neighbourhood import Graph
from stakegraph.graph.seats import seats_of
from stakegraph.questions.seats import occupancy

Draw = Callable[..., Graph]

TOWN = """
organisations: {town: {name: Town}}
people: {ann: {name: Ann}, bob: {name: Bob}}
posts:
  head: {title: head, remit: parks, at: town}
  clerk: {title: clerk, at: town}
  free: {title: free lance}
facts:
"""


def test_a_seat_tells_who_what_where_and_when(graph: Draw) -> None:
    found = occupancy(graph(TOWN + "- {who: ann, holds: head, since: 2001, until: 2003}"), "ann")
    assert found.person is not None
    assert found.post is not None
    assert found.organisation is not None
    assert (found.person.id, found.post.id, found.organisation.id) == ("ann", "head", "town")
    assert (found.title, found.remit, found.since, found.until) == ("head", "parks", "2001", "2003")
    assert [fact.id for fact in found.holding] == ["ann.holds.head"]


def test_a_post_alone_is_a_seat_without_a_person(graph: Draw) -> None:
    found = occupancy(graph(TOWN + "- {who: ann, holds: clerk}"), "head")
    assert (found.person, found.title, found.holding) == (None, "head", ())


def test_a_person_without_a_post_is_a_seat_without_a_title(graph: Draw) -> None:
    found = occupancy(graph(TOWN + "- {who: ann, role_at: town, title: adviser}"), "ann")
    assert (found.post, found.title, found.organisation) == (None, "", None)


def test_a_post_need_not_be_anywhere(graph: Draw) -> None:
    assert occupancy(graph(TOWN + "- {who: ann, holds: free}"), "ann").organisation is None


@pytest.mark.parametrize(
    ("head", "clerk", "shown"),
    [
        (", until: 2003", "", "clerk"),  # held now
        ("", ", until: 2003", "head"),
        (", since: 2001", ", since: 2002", "clerk"),
        (", since: 2002", ", since: 2001~", "head"),
        (", since: 2002", ", since: ../2001", "head"),
        (", since: 2002", "", "head"),
        (", since: 2001, until: 2002", ", since: 1999, until: 2003", "head"),
    ],
)
def test_of_several_posts_the_one_that_lasts_or_began_last_is_shown(
    graph: Draw, head: str, clerk: str, shown: str
) -> None:
    found = graph(f"{TOWN}- {{who: ann, holds: head{head}}}\n- {{who: ann, holds: clerk{clerk}}}")
    assert occupancy(found, "ann").title == shown
    terms = seats_of(found).of_post
    assert [occupancy(found, "ann", terms(post).holdings).title for post in ("head", "clerk")] == [
        "head",
        "clerk",
    ]
