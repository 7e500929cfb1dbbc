"""Why something is said, and what rests on each source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from stores import store_of

import stakegraph as sg
from stakegraph.graph.neighbourhood import around_facts, ids_between, neighbourhood
from stakegraph.model.facts import Facts
from stakegraph.questions.evidence import sources, why
from stakegraph.store import Scope
from stakegraph.store.database import Database

Load = Callable[[str], Facts]

TOWN = """
sources:
  cc: {title: CC, publisher: Community Care, date: 2008, url: "http://cc"}
  echo: {title: Echo, date: 2008-03-13}
  blog: {title: Blog, date: 2008-03-13}
people: {ann: {name: Ann, evidence: cc}, bob: {name: Bob, evidence: [cc, echo]}}
organisations: {town: {name: Town}}
posts: {head: {title: head, at: town, evidence: cc}, deputy: {title: deputy}}
facts:
- {who: ann, holds: head, status: hedged, evidence: [cc ¶1, echo]}
- {who: bob, holds: deputy, evidence: echo}
- {who: deputy, reports_to: head, status: inferred, because: x, evidence: cc ¶2}
- {who: ann, works_with: bob, evidence: cc ¶3}
"""


@pytest.fixture
def store(facts: Load) -> Database:
    return store_of(facts(TOWN))


def test_a_derived_fact_has_its_premises_and_the_weakest_is_named(store: Database) -> None:
    line = "bob.reports_to.ann.via.deputy"
    answer = why(around_facts(store, [line]), [line], store.sources)
    (reason,) = answer.reasons
    assert reason.fact.rule == "line_of_holders"
    assert (reason.fact.status, reason.fact.certainty) == ("derived", "inferred")
    assert [(premise.fact.id, premise.fact.status) for premise in reason.premises] == [
        ("deputy.reports_to.head", "inferred"),
        ("bob.holds.deputy", "stated"),
        ("ann.holds.head", "hedged"),
    ]
    assert reason.weakest == 1
    assert [premise.premises for premise in reason.premises] == [(), (), ()]
    assert [source.id for source in answer.sources] == ["cc", "echo"]
    assert answer.sources[0].publisher == "Community Care"


def test_of_premises_that_are_all_stated_none_is_the_weakest(facts: Load) -> None:
    store = store_of(facts(TOWN.replace("status: hedged, ", "")))
    role = "ann.role_at.town.via.head"
    (reason,) = why(around_facts(store, [role]), [role], store.sources).reasons
    assert len(reason.premises) == 2
    assert reason.weakest == 0


@pytest.mark.parametrize("ends", [("ann", "bob"), ("bob", "ann")])
def test_two_names_ask_for_all_that_joins_them_the_firmest_first(
    store: Database, ends: tuple[str, str]
) -> None:
    graph = neighbourhood(store, [ends[0]], depth=1)
    between = ids_between(graph, *ends)
    answer = why(graph, between, store.sources, ends=ends)
    assert [reason.fact.id for reason in answer.reasons] == [
        "ann.works_with.bob",
        "bob.reports_to.ann.via.deputy",
    ]
    assert (answer.start and answer.start.id, answer.end and answer.end.id) == ends


def test_a_disputed_fact_brings_its_rivals(facts: Load) -> None:
    store = store_of(facts(TOWN + "- {who: bob, holds: head, evidence: blog p. 2}\n"))
    ids = ["ann.holds.head", "bob.holds.head"]
    answer = why(around_facts(store, ids), ids[:1], store.sources)
    (reason,) = answer.reasons
    assert [(rival.id, rival.text) for rival in reason.rivals] == [
        ("bob.holds.head", "Bob is the head")
    ]
    assert [source.id for source in answer.sources] == ["blog", "cc", "echo"]


def test_each_source_is_weighed_by_what_rests_on_it(store: Database) -> None:
    answer = sources(neighbourhood(store), store.sources, [["echo"], ["echo", "cc"]])
    assert [(one.id, one.facts, one.alone, one.actors, one.events) for one in answer.sources] == [
        ("cc", 4, 3, 3, 1),
        ("echo", 2, 1, 1, 2),
        ("blog", 0, 0, 0, 0),
    ]


def test_without_a_source_its_facts_rest_on_the_others(store: Database) -> None:
    scope = Scope(without=frozenset(["cc"]))
    answer = sources(neighbourhood(store, scope=scope), {"echo": store.sources["echo"]}, [])
    (echo,) = answer.sources
    assert (echo.facts, echo.alone) == (2, 2)


def test_what_tells_the_end_of_a_fact_is_given_with_it(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(
        """\
stakegraph: 1
sources: {a: {title: A, date: 2022-03-10}, b: {title: B, date: 2024-06-01},
          c: {title: C, date: 2024-07-01, retracted: 2024-08}}
people: {ann: {name: Ann, evidence: a}}
organisations: {acme: {name: Acme, evidence: a}}
posts: {head: {title: head, at: acme, evidence: a}}
facts:
- {id: open, who: ann, holds: head, since: 2021, evidence: a}
- {who: ann, holds: head, until: 2024-05, evidence: b}
- {who: ann, holds: head, until: 2023-05, evidence: c}
- {who: ann, holds: head, as: acting, until: 2022-12, evidence: b}
- {who: ann, holds: head, status: hedged, until: 2022-11, evidence: b}
""",
        encoding="utf-8",
    )
    with sg.open(path) as facts:
        (told,) = facts.why("open").result.reasons
        (within,) = facts.why("open", without_source=["b"]).result.reasons
    assert [end.text for end in told.ends] == ["Ann was the head (until May 2024)"]
    assert told.fact.text == "Ann was the head (since 2021, until May 2024 or earlier)"
    # What rests on a retracted source alone ends nothing.
    assert (within.fact.text, within.ends) == ("Ann is the head (since 2021)", ())
