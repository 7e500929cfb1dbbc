"""Gaps in words."""

from collections.abc import Callable

from stakegraph.graph.neighbourhood import Graph
from stakegraph.outlines import Outline
from stakegraph.outlines.gaps import _HEADINGS, outline
from stakegraph.questions.gaps import gaps, names

Draw = Callable[..., Graph]
Lines = Callable[[Outline], list[str]]


def test_a_gap_stands_under_its_rule_and_ends_in_a_question(graph: Draw, lines: Lines) -> None:
    drawn = graph("""
        people: {ann: {name: Ann}, bob: {name: Bob}}
        posts: {head: {title: head}}
        facts:
        - {who: bob, reports_to: head, status: hedged, evidence: cc}
        - {who: ann, works_with: bob}
        """)
    assert lines(outline(gaps(drawn, {}))) == [
        "What the facts do not say yet",
        "  what is hedged, disputed or inferred [in-doubt]",
        "    Bob reports to the head: it is hedged. Who can say for certain?",
        "  what no source is cited for [no-source]",
        "    Ann works with Bob: no source is cited. Where was it read?",
        "  what rests on one source [one-source]",
        "    Bob reports to the head: it rests on one source, cc. Who else can confirm it?",
        "  posts whose holder is not named [vacant-post]",
        "    No holder of the post is named: head. Who is the head?",
        "4 gaps.",
    ]


def test_where_there_is_none_that_is_said(graph: Draw, lines: Lines) -> None:
    printed = lines(outline(gaps(graph("people: {}"), {})))
    assert printed == ["What the facts do not say yet", "No gap was found."]


def test_every_rule_has_a_heading() -> None:
    assert list(_HEADINGS) == names()


def test_a_gap_can_be_cited(graph: Draw) -> None:
    drawn = graph("organisations: {town: {name: Town, evidence: cc ¶2}}")
    (group,) = outline(gaps(drawn, {}, ignore=["alone"])).items
    (item,) = group.items
    assert item.proof == "town; stated; cc ¶2"
