"""Rules are rows: whatever a table of them says holds for facts of any number."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.edtf.validity import sure
from stakegraph.errors import Problem
from stakegraph.model.facts import Actor, Citation, Fact, Origin
from stakegraph.model.relations import RELATIONS
from stakegraph.rules import RULES
from stakegraph.rules.conflicts import CONFLICTS
from stakegraph.rules.rivals import Rivals
from stakegraph.rules.rule import Group
from stakegraph.store import build
from stakegraph.store.database import Database

HERE = Path(__file__).parent
FURTHER = "further_rules.RULES"  # beside this file: a check, a conflict and an inference more

FACTS = """\
stakegraph: 1
sources: {cc: {title: CC}, echo: {title: Echo}}
people: {ann: {name: Ann, evidence: cc}, bob: {name: Bob, evidence: cc}}
organisations: {acme: {name: Acme, evidence: cc}, aid: {name: Aid, evidence: cc}}
facts:
- {who: ann, owns: acme, share: 60 %, evidence: cc}
- {who: bob, owns: acme, share: 70 %, evidence: echo}
- {who: acme, owns: aid, evidence: cc}
- {who: ann, works_with: bob, on: a secret, evidence: cc}
"""


@pytest.fixture(params=["in memory", "kept", "by several processes"])
def database(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """Yield the facts with the further rules, whichever way they are kept and read."""
    monkeypatch.syspath_prepend(str(HERE))
    if request.param == "by several processes":
        monkeypatch.setattr(build, "_MUCH", 0)
        monkeypatch.setattr(build, "processors", lambda: 2)
    files = count()
    kept = request.param != "in memory"

    def connect() -> sqlite3.Connection:
        place = str(tmp_path / f"{next(files)}") if kept else ":memory:"
        return sqlite3.connect(place, isolation_level=None)

    data = FACTS.encode()
    connection = build.build(
        connect,
        [build.File("f.yaml", len(data), lambda: [data])],
        FURTHER,
        indexed=kept,
    )
    yield Database(connection, ["f.yaml"], import_module("further_rules").RULES)
    connection.close()
    sys.modules.pop("further_rules")


def test_a_rule_that_is_added_holds_wherever_the_facts_lie(database: Database) -> None:
    assert [(each.rule, each.line, each.message) for each in database.problems()] == [
        ("secret", 9, "ann works with bob on a secret"),
    ]
    pairs, _ = database.conflicts()
    assert [(rule, one.id, other.id) for rule, one, other in pairs] == [
        ("over-half", "ann.owns.acme", "bob.owns.acme"),
    ]
    facts = database.everything().facts
    derived = {fact.id: fact.premises for fact in facts.values() if fact.rule}
    assert derived == {
        "ann.owns.aid.via.acme": ("ann.owns.acme", "acme.owns.aid"),
        "bob.owns.aid.via.acme": ("bob.owns.acme", "acme.owns.aid"),
    }


DATES = st.sampled_from(
    ["", "2006", "2007", "2007-06", "2007-06-01", "2008~", "2008?", "2006/2008"]
)
ENDS = st.sampled_from(["ann", "bob", "cid"])
DAYS = {"cc": "2007-06-01", "echo": "2008-01-01", "gu": "2008"}
SOURCES = st.lists(st.sampled_from(["cc", "echo", "gu"]), max_size=2, unique=True)


@st.composite
def _fact(draw: st.DrawFn) -> Fact:
    relation = draw(st.sampled_from(["holds", "reports_to", "supports", "opposes"]))
    return Fact(
        id="",
        subject=draw(ENDS),
        relation=relation,
        object=draw(ENDS),
        since=draw(DATES),
        until=draw(DATES),
        status=draw(st.sampled_from(["stated", "denied"])),
        evidence=tuple(Citation(source=source) for source in draw(SOURCES)),
        origin=Origin("f.yaml", 1, 1),
    )


@pytest.mark.parametrize("rule", CONFLICTS, ids=lambda rule: rule.name)
@given(st.lists(_fact(), max_size=9), st.sampled_from([1, 1, 2]))
def test_rivals_are_those_that_clash_two_by_two(rule: Any, facts: list[Fact], seats: int) -> None:
    """What the index of spans finds in a group is what comparing each with each finds."""
    named = [_named(fact, number) for number, fact in enumerate(facts)]
    group = Group(RELATIONS, [fact for fact in named if rule.of(RELATIONS[fact.relation])])
    group.dates = DAYS
    if not group.facts:
        return
    post = Actor(id="p", kind="post", name="p", seats=seats, origin=Origin("f.yaml", 1, 1))
    group.actors = {fact.object: post for fact in group.facts}
    rivals = Rivals(rule.clash, group)
    found = {fact.id: {other.id for other in rivals.of(fact)} for fact in group.facts}
    assert found == {
        fact.id: {other.id for other in group.facts if _clash(rule, group, fact, other)}
        for fact in group.facts
    }
    assert {fact.id for fact in rivals.clashing()} == {id for id in found if found[id]}


def _named(fact: Fact, number: int) -> Fact:
    from msgspec.structs import replace

    return replace(fact, id=f"f{number}")


def _clash(rule: Any, group: Group, one: Fact, other: Fact) -> bool:
    clash = rule.clash
    excused = clash.excuses(group) if clash.excuses else lambda one, other: False
    term_of = clash.terms(group, sure)
    mine, theirs = term_of(one), term_of(other)
    return bool(
        clash.counts(one)
        and clash.counts(other)
        and clash.within(one) == clash.within(other)
        and clash.side(one) != clash.side(other)
        and not excused(one, other)
        and mine.sources.isdisjoint(theirs.sources)
        and any(a.low < b.high and b.low < a.high for a in mine.spans for b in theirs.spans)
    )


def test_every_rule_has_a_name_of_its_own() -> None:
    names: Iterable[str] = [rule.name for rule in RULES]
    assert len({*names}) == len(RULES)
    assert isinstance(Problem("", 1, 1, "error", "", ""), tuple)
