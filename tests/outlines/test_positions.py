"""Positions in words."""

from collections.abc import Callable

from stakegraph.graph.neighbourhood import Graph
from stakegraph.outlines import Outline
from stakegraph.outlines.positions import outline
from stakegraph.questions.positions import positions

Draw = Callable[..., Graph]
Lines = Callable[[Outline], list[str]]

TOWN = """
people: {ann: {name: Ann}, bob: {name: Bob}}
partnerships: {deal: {name: the Deal}}
facts:
- {who: bob, opposes: deal, why: it costs too much, status: inferred, because: he voted against}
- {who: ann, supports: deal}
"""


def test_who_is_for_and_who_against_stand_under_what_it_is_about(graph: Draw, lines: Lines) -> None:
    assert lines(outline(positions(graph(TOWN)))) == [
        "Positions",
        "  on the Deal",
        "    Ann supports the Deal",
        "    inferred: Bob opposes the Deal: it costs too much",
        "      - because he voted against",
    ]


def test_of_one_actor_and_of_none(graph: Draw, lines: Lines) -> None:
    assert lines(outline(positions(graph(TOWN), "ann")))[0] == "Positions of and on Ann"
    empty = graph("people: {ann: {name: Ann}}")
    assert lines(outline(positions(empty, "ann")))[1:] == ["No position of or on Ann is recorded."]
    assert lines(outline(positions(empty)))[1:] == ["No position is recorded."]
