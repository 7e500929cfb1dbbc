"""Who supports, opposes or takes no side on what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stakegraph.graph.neighbourhood import Graph
from stakegraph.questions.positions import positions

Draw = Callable[..., Graph]

TOWN = """
people: {ann: {name: Ann}, bob: {name: Bob}}
organisations: {town: {name: Town}, union: {name: Union}}
partnerships: {deal: {name: the Deal}}
facts:
- {who: union, neutral_on: deal}
- {who: bob, opposes: deal, why: it costs too much, evidence: cc ¶3}
- {who: ann, supports: deal, status: hedged, evidence: cc ¶2}
- {who: town, supports: deal}
- {who: ann, opposes: bob}
- {who: ann, works_with: union}
"""


@pytest.mark.parametrize(
    ("id", "found"),
    [
        (
            None,
            [
                "Ann opposes Bob",
                "Town supports the Deal",
                "Ann supports the Deal",
                "Bob opposes the Deal",
                "Union takes no side on the Deal",
            ],
        ),
        ("bob", ["Ann opposes Bob", "Bob opposes the Deal"]),
        (
            "deal",
            [
                "Town supports the Deal",
                "Ann supports the Deal",
                "Bob opposes the Deal",
                "Union takes no side on the Deal",
            ],
        ),
    ],
)
def test_positions_stand_under_what_they_are_about_those_for_it_first(
    graph: Draw, id: str | None, found: list[str]
) -> None:
    answer = positions(graph(TOWN), id)
    assert [f"{one.holder.name} {one.stance} {one.on.name}" for one in answer.positions] == found
    assert (answer.of.id if answer.of else None) == id


def test_a_position_has_its_reason_and_its_source(graph: Draw) -> None:
    (against,) = (one for one in positions(graph(TOWN), "bob").positions if one.why)
    assert against.why == "it costs too much"
    assert [(one.source, one.at) for one in against.fact.evidence] == [("cc", "¶3")]


def test_who_has_none_has_none(graph: Draw) -> None:
    assert positions(graph("people: {ann: {name: Ann}}"), "ann").positions == ()
