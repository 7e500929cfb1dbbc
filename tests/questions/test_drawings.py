"""What is drawn for a question: as much as its answer needs, and the answer is that of the whole.

Sentences tell posts of one title apart where the graph has several of them: the whole is told which
titles these are.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.graph.neighbourhood import Graph, add_neighbourhood, neighbourhood
from stakegraph.questions import drawings
from stakegraph.questions.asking import Ask
from stakegraph.questions.reporting import org_chart
from stakegraph.questions.session import Session
from stakegraph.store import Store
from stakegraph.store.loading import inspect, inspect_files

TESTS = Path(__file__).parents[1]
SETS = [TESTS.parent / "data" / "stoke.yaml", *sorted((TESTS / "scenarios").glob("*.yaml"))]

PEOPLE = [f"p{number}" for number in range(9)]
POSTS = [f"t{number}" for number in range(9)]
BODIES = [f"b{number}" for number in range(5)]
SOURCES = ["s0", "s1", "s2", "never"]


def drawn(store: Store, body: str, **limits: Any) -> Graph:
    """Return what is drawn for the chart of a body."""
    ask = Ask(Session(tuple), **limits)
    ask.store = store
    graph: Graph = drawings.org_chart(ask, body)["graph"]
    return graph


def assert_same(store: Store, **limits: Any) -> None:
    """Assert that the chart of each body is that of the whole graph."""
    bodies = [actor.id for actor in store.actors() if actor.kind == "organisation"]
    whole = None
    for body in bodies:
        graph = drawn(store, body, **limits)
        if whole is None:
            whole = neighbourhood(store, scope=graph.graph["scope"])
        add_neighbourhood(whole, [body], depth=0)  # who does not count is asked about as well
        chart = org_chart(graph, body)
        whole.graph["titles"] = graph.graph.get("titles", Counter())
        assert chart == org_chart(whole, body)
        assert graph.edges <= whole.edges


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_the_chart_of_a_body_is_that_of_the_whole_graph(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    files = ["stakegraph: 1\n" + each for each in text.split("stakegraph: 1\n")[1:]]
    files = [each.removesuffix("---\n") for each in files]
    named = [(f"{number}.yaml", each.encode()) for number, each in enumerate(files)]
    database, _ = inspect_files(named)
    days = sorted(filter(None, (source.date for source in database.sources.values())))
    limits: list[dict[str, Any]] = [{}, {"firm": True}]
    limits += [{"as_of": day.rstrip("~?")} for day in days[:1]]
    limits += [{"without_source": [source]} for source in sorted(database.sources)[:2]]
    for each in limits:
        assert_same(database, **each)


@pytest.mark.parametrize(
    "limits",
    [{}, {"as_of": "2012-05"}, {"firm": True}, {"without_source": ["src-000001"]}],
    ids=str,
)
def test_the_chart_of_a_body_of_a_generated_set_is_that_of_the_whole_graph(
    limits: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(TESTS / "bench"))
    path = tmp_path / "facts.jsonl"
    import_module("generate").write_lines(str(path), 600, 5)
    database, problems = inspect([str(path)])
    assert problems == []
    assert_same(database, **limits)


@given(seed=st.integers(0, 2**32))
def test_the_chart_of_a_made_up_body_is_that_of_the_whole_graph(seed: int) -> None:
    rng = random.Random(seed)
    text = yaml.safe_dump(made_up(rng), sort_keys=False)
    database, _ = inspect_files([("made-up.yaml", text.encode())])
    for limits in ({}, {"as_of": "2016"}, {"firm": True}, {"without_source": ["s0"]}):
        assert_same(database, **limits)


def made_up(rng: random.Random) -> dict[str, Any]:
    """Return facts that tie a few people, posts and bodies in every way that a chart tells of."""

    def cited(**fields: Any) -> dict[str, Any]:
        return fields | {"evidence": rng.choice(SOURCES)}

    def dates() -> dict[str, str]:
        since, until = sorted(rng.sample(range(2008, 2026), 2))
        kind = rng.randrange(6)
        if kind == 0:
            return {"in": str(since)}
        return {
            **({"since": str(since)} if kind in (1, 2) else {}),
            **({"until": f"{until}{rng.choice(('', '', '~'))}"} if kind in (2, 3) else {}),
        }

    def fact() -> dict[str, Any]:
        person, post, body = map(rng.choice, (PEOPLE, POSTS, BODIES))
        seated = rng.choice([*PEOPLE, *POSTS, *POSTS])
        above = rng.choice([*PEOPLE, *POSTS, *POSTS, body])
        kind = rng.randrange(20)
        said: dict[str, Any] = {"who": seated, "reports_to": above}
        if kind < 8:
            said = {"who": person, "holds": post}
            said |= {"as": rng.choice(("acting", "designate"))} if kind == 0 else {}
        elif kind < 14:
            said |= {"line": "dotted"} if kind == 8 else {}
        elif kind == 14:
            said = {"who": person, "role_at": body, "title": "clerk"}
        elif kind < 17:
            said = {"who": rng.choice([person, post, rng.choice(BODIES)]), "member_of": body}
        elif kind == 17:
            said = {"who": post, "at": body}
        else:
            tie = rng.choice(("part_of", "part_of", "succeeded", "works_with"))
            said = {"who": rng.choice(BODIES), tie: body}
        doubt = rng.choice(("hedged", "denied", "disputed")) if rng.random() < 0.1 else "stated"
        return cited(**said, **({} if said.get("succeeded") else dates()), status=doubt)

    posts = {}
    for id in POSTS:
        posts[id] = cited(title=rng.choice(("head", "deputy", "clerk")), at=rng.choice(BODIES))
        posts[id] |= {"seats": 2} if rng.random() < 0.2 else {}
        posts[id] |= {"vacant": [cited(since="2015")]} if rng.random() < 0.15 else {}
    return {
        "stakegraph": 1,
        "sources": {
            id: {"title": id} | ({} if id == "never" else {"date": str(rng.randrange(2012, 2026))})
            for id in SOURCES
        },
        "organisations": {
            id: cited(name=id.upper()) | ({"until": "2018"} if rng.random() < 0.15 else {})
            for id in BODIES
        },
        "people": {id: cited(name=id.upper()) for id in PEOPLE},
        "posts": posts,
        "facts": [fact() for _ in range(rng.randrange(6, 40))],
    }


def test_of_a_body_neither_its_other_ties_nor_who_else_its_people_work_for_are_drawn(
    store: Callable[[str], Store],
) -> None:
    kept = store("""
        organisations: {town: {name: T}, aid: {name: A}, bank: {name: B}, club: {name: C}}
        people: {ann: {name: Ann}, bob: {name: Bob}, cat: {name: Cat}, dan: {name: Dan}}
        posts:
          head: {title: head, at: town}
          chair: {title: chair, at: aid}
          clerk: {title: clerk, at: aid}
          cook: {title: cook, at: aid}
          porter: {title: porter, at: bank}
        facts:
        - {who: ann, holds: head, evidence: cc}
        - {who: bob, holds: head, until: 2001, evidence: cc}
        - {who: bob, holds: chair, evidence: cc}
        - {who: clerk, reports_to: chair, evidence: cc}
        - {who: cook, reports_to: clerk, evidence: cc}
        - {who: cat, holds: cook, evidence: cc}
        - {who: ann, member_of: bank, evidence: cc}
        - {who: dan, holds: porter, evidence: cc}
        - {who: bank, funds: town, evidence: cc}
        - {who: club, member_of: town, evidence: cc}
        - {who: dan, member_of: club, evidence: cc}
        """)
    graph = drawn(kept, "town")
    assert set(graph) == {"town", "head", "ann", "bob", "chair", "aid", "clerk", "club"}
    assert not [key for *_, key in graph.edges if "dan" in key or "bank" in key or "cook" in key]
