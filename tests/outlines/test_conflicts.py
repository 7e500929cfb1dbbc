"""Conflicts in words."""

from collections.abc import Callable

from stores import store_of

from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.model.facts import Facts
from stakegraph.outlines import Outline
from stakegraph.outlines.conflicts import _WORDS, outline
from stakegraph.questions.conflicts import conflicts
from stakegraph.rules import conflicts as rules

Load = Callable[[str], Facts]
Lines = Callable[[Outline], list[str]]

TOWN = """
people: {ann: {name: Ann}, bob: {name: Bob}}
facts:
- {who: ann, reports_to: bob}
"""


def printed(facts: Load, lines: Lines, text: str) -> list[str]:
    store = store_of(facts(text))
    return lines(outline(conflicts(neighbourhood(store), *store.conflicts())))


def test_both_sides_stand_under_what_is_wrong(facts: Load, lines: Lines) -> None:
    text = TOWN + "- {who: ann, reports_to: bob, status: denied}\n"
    assert printed(facts, lines, text) == [
        "Conflicts",
        "  one says it, another denies it",
        "    disputed, denied: Ann reports to Bob",
        "      - against it: ann.reports_to.bob.stated"
        " (see: stakegraph why ann.reports_to.bob.denied)",
        "    disputed: Ann reports to Bob",
        "      - against it: ann.reports_to.bob.denied"
        " (see: stakegraph why ann.reports_to.bob.stated)",
        "1 conflict.",
    ]


def test_where_there_is_none_that_is_said(facts: Load, lines: Lines) -> None:
    assert printed(facts, lines, TOWN) == ["Conflicts", "No two facts clash."]


def test_every_rule_is_told_in_words() -> None:
    assert set(_WORDS) == {rule.name for rule in rules.CONFLICTS}
