"""People alone, or organisations alone: what joins them is no firmer than what it comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from stores import store_of

from stakegraph.edtf.dates import period
from stakegraph.exporters import flat
from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.graph.projection import collapse
from stakegraph.model.facts import Facts
from stakegraph.store import Scope

HEAD = """
people: {a: {name: Ann}, b: {name: Bob}}
organisations: {club: {name: the club}}
facts:
"""


@pytest.fixture
def shared(facts: Callable[[str], Facts]) -> Callable[..., list[dict[str, Any]]]:
    def shared(text: str, as_of: str = "") -> list[dict[str, Any]]:
        kept = store_of(facts(HEAD + text))
        scope = Scope(as_of=period(as_of) if as_of else None)
        graph = flat(neighbourhood(kept, scope=scope), kept.sources, ())
        return [data for *_, data in collapse(graph, "person").edges(data=True)]

    return shared


@pytest.mark.parametrize("status", ["hedged", "disputed"])
def test_an_edge_is_as_firm_as_the_weaker_of_its_ties(
    status: str, shared: Callable[..., list[dict[str, Any]]]
) -> None:
    (edge,) = shared(f"""
- {{who: a, member_of: club, evidence: cc}}
- {{who: b, member_of: club, status: {status}, evidence: cc}}
""")
    assert (edge["status"], edge["certainty"]) == ("derived", status)


def test_of_several_ties_the_firmest_joins(shared: Callable[..., list[dict[str, Any]]]) -> None:
    (edge,) = shared("""
- {who: a, member_of: club, status: disputed, id: first, evidence: cc}
- {who: a, role_at: club, id: second, evidence: cc}
- {who: b, member_of: club, id: third, evidence: cc}
""")
    assert (edge["certainty"], edge["premises"]) == ("stated", ["second", "third"])


def test_an_edge_lasts_while_both_ties_do(shared: Callable[..., list[dict[str, Any]]]) -> None:
    (edge,) = shared("""
- {who: a, member_of: club, since: 2001, until: 2006, evidence: cc}
- {who: b, member_of: club, since: 2004, until: 2010, evidence: cc}
""")
    assert (edge["start"], edge["end"]) == ("2004", "2006")


def test_those_who_were_never_there_together_are_not_joined(
    shared: Callable[..., list[dict[str, Any]]],
) -> None:
    text = """
- {who: a, member_of: club, until: 2003, id: first, evidence: cc}
- {who: b, member_of: club, since: 2005, id: second, evidence: cc}
"""
    assert shared(text) == []
    # Nor does a tie that comes too early hide one that does not.
    (edge,) = shared(text + "- {who: a, role_at: club, status: hedged, id: third, evidence: cc}")
    assert (edge["certainty"], edge["premises"]) == ("hedged", ["third", "second"])


def test_doubts_and_disputes_are_carried(shared: Callable[..., list[dict[str, Any]]]) -> None:
    (edge,) = shared(
        """
- {who: a, member_of: club, since: 2001, evidence: cc}
- {who: b, member_of: club, since: 2001, until: 2030, evidence: cc}
- {who: b, member_of: club, status: denied, id: not-b, evidence: cc}
""",
        as_of="2020-01-01",
    )
    assert "no source after 13 March 2008" in edge["undetermined"]
    assert edge["disputed_by"] == ["not-b"]
