"""Who has or had which role, where, and when."""

from collections.abc import Callable

import pytest

from stakegraph.graph.neighbourhood import Graph
from stakegraph.questions.roles import Roles, roles

Draw = Callable[..., Graph]

TOWN = """
organisations: {town: {name: Town}, aid: {name: Aid}}
people: {ann: {name: Ann}, bob: {name: Bob}, boss: {name: a boss, unnamed: protected}}
posts: {head: {title: head, remit: parks, at: town}, clerk: {title: clerk, at: town}}
partnerships: {deal: {name: Deal}}
facts:
"""


def summary(found: Roles) -> list[str]:
    """Return roles as `holder: title @organisation since-until`, what is empty left out."""
    return [
        f"{role.holder.id if role.holder else ''}: {role.title or '?'}"
        f"{' @' + role.organisation.id if role.organisation else ''}"
        f" {role.since}-{role.until}".removesuffix(" -")
        for role in found.roles
    ]


def test_a_persons_roles_are_told_oldest_first_and_undated_last(graph: Draw) -> None:
    found = graph(
        TOWN
        + """
- {who: ann, role_at: aid, title: adviser}
- {who: ann, holds: head, since: 2007-06}
- {who: ann, role_at: aid, title: trustee, since: 2007-05~, until: 2008}
- {who: ann, role_at: aid, title: clerk, since: ../2003}
- {who: ann, member_of: deal, as: chair, since: 2005}
- {who: bob, role_at: aid, title: cook, since: 1990}
"""
    )
    assert summary(roles(found, "ann")) == [
        "ann: clerk @aid ../2003-",
        "ann: chair @deal 2005-",
        "ann: trustee @aid 2007-05~-2008",
        "ann: head @town 2007-06-",
        "ann: adviser @aid",
    ]


def test_a_role_that_follows_from_a_post_is_told_once(graph: Draw) -> None:
    found = graph(TOWN + "- {who: ann, holds: head, evidence: cc ¶2}")
    for asked in ("ann", "town"):
        role = next(role for role in roles(found, asked).roles if role.holder)
        assert (role.title, role.remit, role.membership) == ("head", "parks", False)
        assert role.post is not None
        assert [fact.id for fact in role.facts] == ["ann.holds.head", "head.at.town"]


def test_an_organisation_has_its_people_and_its_vacant_posts(graph: Draw) -> None:
    found = graph(
        TOWN
        + """
- {who: boss, role_at: town, title: adviser}
- {who: bob, member_of: town}
- {who: ann, holds: head}
- {who: ann, role_at: aid, title: trustee}
"""
    )
    assert summary(roles(found, "town")) == [
        "ann: head @town",
        "bob: ? @town",
        "boss: adviser @town",
        ": clerk @town",
    ]
    assert [role.membership for role in roles(found, "town").roles] == [False, True, False, False]


def test_a_post_has_its_holders_one_after_the_other(graph: Draw) -> None:
    found = graph(
        TOWN
        + """
- {who: bob, holds: head, since: 2005}
- {who: ann, holds: head, until: 2004}
"""
    )
    assert summary(roles(found, "head")) == ["ann: head @town -2004", "bob: head @town 2005-"]
    assert summary(roles(found, "clerk")) == [": clerk @town"]


def test_a_partnership_has_its_members(graph: Draw) -> None:
    found = graph(TOWN + "- {who: bob, member_of: deal, as: chair}\n- {who: aid, member_of: deal}")
    assert summary(roles(found, "deal")) == ["aid: ? @deal", "bob: chair @deal"]


def test_all_roles_are_told_by_holder_and_the_vacant_last(graph: Draw) -> None:
    found = graph(
        TOWN
        + """
- {who: bob, role_at: aid, title: cook}
- {who: ann, holds: head, since: 2007}
- {who: ann, role_at: aid, since: 2001, until: 2002}
"""
    )
    answer = roles(found)
    assert answer.of is None
    assert summary(answer) == [
        "ann: ? @aid 2001-2002",
        "ann: head @town 2007-",
        "bob: cook @aid",
        ": clerk @town",
    ]


def test_a_post_whose_holder_is_denied_is_vacant(graph: Draw) -> None:
    found = graph(TOWN + "- {who: ann, holds: head, status: denied}")
    assert ": head @town" in summary(roles(found, "town"))


@pytest.mark.parametrize("asked", ["aid", "bob"])
def test_no_role_is_an_empty_answer(graph: Draw, asked: str) -> None:
    assert roles(graph(TOWN + "- {who: ann, holds: head}"), asked).roles == ()
