"""Differences in words."""

from collections.abc import Callable

from stores import store_of

from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.model.facts import Facts
from stakegraph.outlines import Outline
from stakegraph.outlines.diff import outline
from stakegraph.questions.diff import State, diff

Lines = Callable[[Outline], list[str]]

OLD = """
people: {a: {name: Ann}, b: {name: Bob}, c: {name: Cid}}
facts: [{who: a, works_with: b, id: f, evidence: cc}]
"""


def test_the_answers_are_counted_beside_the_differences(
    facts: Callable[[str], Facts], lines: Lines
) -> None:
    texts = {"old": OLD, "new": OLD.replace("works_with: b", "works_with: c")}
    states = [State(neighbourhood(store_of(facts(texts[name]))), name=name) for name in texts]
    assert lines(outline(diff(*states, answers=True))) == [
        "From old to new",
        "  facts changed",
        "    Ann works with Cid [f]",
        "      - object: b -> c",
        "  answers, partnerships and other ties changed",
        "    Ann works with Cid [f]",
        "      - statement: Ann works with Bob -> Ann works with Cid",
        "1 difference, and 1 in the answers.",
    ]
    assert lines(outline(diff(*states)))[-1] == "1 difference."
