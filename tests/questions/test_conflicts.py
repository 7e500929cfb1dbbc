"""Conflicts as an answer: both sides, while both are in the graph."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from stores import store_of

from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.model.facts import Facts
from stakegraph.questions.conflicts import conflicts
from stakegraph.store import Scope

TOWN = """
sources: {cc: {title: CC, date: 2008-03-13}, echo: {title: Echo, date: 2008-03-13}}
people: {ann: {name: Ann}, bob: {name: Bob}}
posts: {head: {title: head}}
facts:
- {who: ann, holds: head, evidence: cc ¶1}
- {who: bob, holds: head, status: hedged, evidence: echo}
"""


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (Scope(), [("two-in-one-seat", "ann.holds.head", "bob.holds.head")]),
        (Scope(without=frozenset(["echo"])), []),
        (Scope(source="cc"), []),
        (Scope(firm=True), []),
    ],
)
def test_a_conflict_needs_both_sides(
    facts: Callable[[str], Facts], scope: Scope, found: list[tuple[str, str, str]]
) -> None:
    store = store_of(facts(TOWN))
    answer = conflicts(neighbourhood(store, scope=scope), *store.conflicts(scope))
    ids = [(each.rule, *(fact.id for fact in each.facts)) for each in answer.conflicts]
    assert ids == found
    assert all(len(fact.against) == 1 for each in answer.conflicts for fact in each.facts)
