"""What every answer in words shares: how firm a line is, where it was read, what is not sure."""

from collections.abc import Callable

import pytest

from stakegraph.graph.neighbourhood import Graph, ties_out
from stakegraph.outlines import Outline, citations, label, named, outline
from stakegraph.questions.reporting import who_reports_to
from stakegraph.questions.results import Cited, ref, statement
from stakegraph.questions.roles import roles
from stakegraph.store import Scope

Draw = Callable[..., Graph]
Lines = Callable[[Outline], list[str]]

TOWN = """
organisations: {town: {name: Town}}
people: {ann: {name: Ann}, bob: {name: Bob}, boss: {name: a boss, unnamed: protected}}
posts: {head: {title: head, at: town}}
facts:
"""


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("{who: ann, holds: head}", ["", "derived"]),
        ("{who: ann, holds: head, status: hedged}", ["hedged", "derived from hedged"]),
        ("{who: ann, holds: head, status: denied}", ["denied"]),
    ],
)
def test_a_line_that_is_not_stated_says_so(graph: Draw, fact: str, words: list[str]) -> None:
    found = graph(f"{TOWN}- {fact}")
    assert [label(statement(found, tie)) for tie in ties_out(found, "ann")] == words


def test_a_fact_that_another_contradicts_is_disputed(graph: Draw) -> None:
    found = graph(TOWN + "- {who: ann, holds: head}\n- {who: ann, holds: head, status: denied}")
    assert [label(statement(found, tie)) for tie in ties_out(found, "ann")] == [
        "disputed, denied",
        "disputed",
        "disputed, derived",
    ]


def test_places_are_named_under_their_source() -> None:
    places = [("cc", "¶7"), ("echo", "p. 3"), ("cc", "¶8"), ("cc", "¶7"), ("site", "")]
    evidence = [Cited(source=source, at=at) for source, at in places]
    assert citations(evidence) == "cc ¶7, ¶8; echo p. 3; site"


def test_an_unnamed_person_is_said_to_be_not_named(graph: Draw) -> None:
    found = graph(TOWN + "- {who: boss, holds: head}")
    assert named(ref(found.nodes["boss"]["actor"])) == "a boss (not named)"


def test_what_cannot_be_said_for_the_day_stands_apart_at_every_level(
    graph: Draw, lines: Lines
) -> None:
    scope = Scope(as_of=((2008, 1, 1), (2008, 1, 1)))
    found = graph(
        TOWN
        + """
- {who: ann, role_at: town, title: adviser, since: 2001, until: 2010}
- {who: ann, role_at: town, title: clerk, since: 2002, evidence: cc ¶1}
- {who: ann, role_at: town, title: cook, since: 2003}
- {who: ann, role_at: town, title: page, until: 2007}
""",
        scope=scope,
    )
    assert lines(outline(roles(found, "ann"), scope)) == [
        "Roles of Ann, on 1 January 2008",
        "  adviser, Town (2001 to 2010)",
        "  clerk, Town (since 2002)",
        "  cannot be said for 1 January 2008",
        "    cook, Town (since 2003)",
        "      - no end is given, and no dated source says it lasted",
    ]


def test_an_empty_answer_of_a_day_names_the_day(graph: Draw, lines: Lines) -> None:
    scope = Scope(as_of=((2008, 1, 1), (2008, 1, 1)))
    found = graph(TOWN + "- {who: bob, reports_to: ann, until: 2007}", scope=scope)
    assert lines(outline(who_reports_to(found, "ann"), scope)) == [
        "Ann, on 1 January 2008",
        "Nobody is recorded as reporting to Ann.",
    ]


@pytest.mark.parametrize(
    ("scope", "title"),
    [
        (Scope(), "Ann"),
        (Scope(as_of=((2008, 1, 1), (2008, 1, 1))), "Ann, on 1 January 2008"),
        (Scope(firm=True), "Ann, counting only what is stated"),
        (Scope(source="cc"), "Ann, counting only what cc says"),
        (Scope(without=frozenset({"echo", "cc"})), "Ann, without cc, echo"),
        (
            Scope(as_of=((2008, 1, 1), (2008, 1, 1)), firm=True, without=frozenset({"cc"})),
            "Ann, on 1 January 2008, counting only what is stated, without cc",
        ),
    ],
)
def test_a_title_names_what_limits_the_answer(graph: Draw, scope: Scope, title: str) -> None:
    found = graph(TOWN.replace("facts:", ""), "ann", scope=scope)
    assert outline(who_reports_to(found, "ann"), scope).title == title
