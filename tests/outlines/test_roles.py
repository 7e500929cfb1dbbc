"""Roles in words."""

from collections.abc import Callable

import pytest

from stakegraph.graph.neighbourhood import Graph
from stakegraph.outlines import NO_NOW, Outline
from stakegraph.outlines.roles import outline
from stakegraph.questions.roles import roles

Draw = Callable[..., Graph]
Lines = Callable[[Outline], list[str]]

TOWN = """
organisations: {town: {name: Town Council}, aid: {name: Aid}, lone: {name: Lone}}
people:
  ann: {name: Ann}
  bob: {name: Bob}
  mayor: {name: a new mayor, unnamed: the article gives no name}
posts:
  head: {title: head of care, remit: care, at: town}
  deputy: {title: deputy, remit: parks, at: town}
  clerk: {title: clerk, at: town}
partnerships: {deal: {name: the Deal}}
facts:
- {who: ann, role_at: aid, since: 2001~, until: 2007-06}
- {who: ann, holds: deputy, since: 2007-06}
- {who: ann, member_of: deal}
- {who: mayor, holds: head}
- {who: bob, member_of: deal, as: chair, status: hedged}
- {who: bob, role_at: town, title: adviser, remit: money}
"""


def test_a_person_has_a_life_in_roles(graph: Draw, lines: Lines) -> None:
    assert lines(outline(roles(graph(TOWN), "ann"))) == [
        "Roles of Ann",
        "  a role at Aid, title not given (about 2001 to June 2007)",
        "  deputy, Town Council, responsible for parks (since June 2007)",
        "  member of the Deal",
        NO_NOW,
    ]


def test_an_organisation_has_people_and_posts_nobody_is_named_for(
    graph: Draw, lines: Lines
) -> None:
    assert lines(outline(roles(graph(TOWN), "town"))) == [
        "Roles at Town Council",
        "  Ann: deputy, responsible for parks (since June 2007)",
        "  Bob: adviser, responsible for money",
        "  a new mayor (not named): head of care",
        "  posts whose holder is not named",
        "    clerk",
    ]


def test_a_partnership_has_people_in_it(graph: Draw, lines: Lines) -> None:
    assert lines(outline(roles(graph(TOWN), "deal"))) == [
        "Roles in the Deal",
        "  Ann: member of the Deal",
        "  hedged: Bob: chair of the Deal",
    ]


def test_a_post_has_holders(graph: Draw, lines: Lines) -> None:
    assert lines(outline(roles(graph(TOWN), "deputy"))) == [
        "Holders of the post: deputy, Town Council, responsible for parks",
        "  Ann (since June 2007)",
    ]


def test_all_roles_stand_under_who_has_several(graph: Draw, lines: Lines) -> None:
    assert lines(outline(roles(graph(TOWN)))) == [
        "Roles",
        "  Ann",
        "    a role at Aid, title not given (about 2001 to June 2007)",
        "    deputy, Town Council, responsible for parks (since June 2007)",
        "    member of the Deal",
        "  Bob",
        "    adviser, Town Council, responsible for money",
        "    hedged: chair of the Deal",
        "  a new mayor (not named): head of care, Town Council",
        "  posts whose holder is not named",
        "    clerk, Town Council",
        NO_NOW,
    ]


@pytest.mark.parametrize(
    ("text", "asked", "said"),
    [
        (TOWN, "lone", ["Roles at Lone", "No role at Lone is recorded."]),
        ("people: {ann: {name: Ann}}", None, ["Roles", "No role is recorded."]),
        ("people: {ann: {name: Ann}}", "ann", ["Roles of Ann", "No role of Ann is recorded."]),
    ],
)
def test_no_role_is_one_plain_sentence(
    graph: Draw, lines: Lines, text: str, asked: str | None, said: list[str]
) -> None:
    assert lines(outline(roles(graph(text), asked))) == said
