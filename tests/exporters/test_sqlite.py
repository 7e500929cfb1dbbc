"""A database for other programs, read with sqlite3 through its documented views."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from stakegraph.edtf.dates import period
from stakegraph.exporters import sqlite
from stakegraph.exporters._stated import Stated
from stakegraph.model.relations import FAMILIES
from stakegraph.store import EVERYTHING, Scope
from stakegraph.store.database import Database
from stakegraph.store.loading import inspect, sound

ROOT = Path(__file__).parents[2]

FACTS = """
sources:
  cc: {title: Community Care, date: 2008-03-13}
  gu: {title: The Guardian, date: 2008-06-01}
organisations:
  council: {name: The Council, ids: {lei: 5A, gb-coh: ["1", "2"]}, evidence: cc}
  board: {name: The Board, evidence: gu}
people:
  ann: {name: Ann Lee, evidence: cc}
  lee: {name: A. Lee, same_as: ann, because: one photograph, evidence: cc}
  bob: {name: Bob Ray, evidence: cc}
posts:
  head: {title: head of care, at: council, evidence: cc}
facts:
  - {who: ann, holds: head, since: 2007, evidence: {source: cc, at: ¶2, quote: "at the head"}}
  - {who: bob, holds: head, since: 2007, evidence: gu ¶3}
  - {who: lee, reports_to: bob, id: told, in: 2008, status: hedged, evidence: gu ¶1}
"""


def written(store: Database, path: Path, scope: Scope = EVERYTHING) -> sqlite3.Connection:
    path.write_bytes(b"".join(sqlite.write_facts(Stated(store, FAMILIES, scope))))
    return sqlite3.connect(path)


def facts(db: sqlite3.Connection) -> dict[str, tuple[Any, ...]]:
    columns = "id, subject, relation, object, since, until, attested, status, rule"
    return {row[0]: row[1:] for row in db.execute(f"select {columns} from facts")}


def same(store: Database, db: sqlite3.Connection) -> None:
    """Compare every view with what the store says."""
    known = store.everything()
    assert facts(db) == {
        fact.id: (
            *(fact.subject, fact.relation, fact.object),
            *(
                None if fact.rule else each or None
                for each in (fact.since, fact.until, fact.attested)
            ),
            *(fact.status, fact.rule or None),
        )
        for fact in known.facts.values()
    }
    hidden = {id for (id,) in db.execute("select id from facts where hidden")}
    assert hidden == {fact.id for fact in known.facts.values() if fact.covered_by}
    ids = dict(db.execute("select number, id from facts"))
    cited = {
        (ids[n], *row) for n, *row in db.execute("select fact, source, at, quote from evidence")
    }
    assert cited == {
        (fact.id, one.source, one.at, one.quote or None)
        for fact in known.facts.values()
        if not fact.rule
        for one in fact.evidence
    }
    assert {*db.execute("select id, kind, name from actors")} == {
        (actor.id, actor.kind, actor.name) for actor in known.actors.values()
    }
    assert {*db.execute("select actor, scheme, identifier from identifiers")} == {
        (actor.id, *each) for actor in known.actors.values() for each in actor.ids
    }
    assert {*db.execute("select id, title, date from sources")} == {
        (source.id, source.title, source.date or None) for source in known.sources.values()
    }
    for rule, *shared in db.execute("select rule, subject, relation, object from conflicts"):
        assert rule in store.rules
        assert any(shared)
    assert db.execute("pragma integrity_check").fetchall() == [("ok",)]


def test_the_views_say_what_the_facts_say(store: Callable[[str], Database], tmp_path: Path) -> None:
    known = store(FACTS)
    with closing(written(known, tmp_path / "facts.db")) as db:
        same(known, db)
        ((subject, object),) = db.execute("select subject, object from conflicts")
        assert (subject, object) == (None, "head")
        assert [*db.execute("select distinct file from facts where rule is null")] == [
            ("facts.yaml",)
        ]
        (quoted,) = db.execute("select source, at, quote from evidence where quote <> ''")
        assert quoted == ("cc", "¶2", "at the head")


def test_the_views_say_what_the_example_says(tmp_path: Path) -> None:
    known = sound(*inspect([str(ROOT / "data" / "stoke.yaml")]))
    with closing(written(known, tmp_path / "facts.db")) as db:
        same(known, db)


def test_what_is_not_within_the_scope_is_not_written_and_nothing_follows_from_it(
    store: Callable[[str], Database], tmp_path: Path
) -> None:
    known = store(FACTS)
    for number, scope in enumerate(
        (
            Scope(firm=True),
            Scope(source="gu"),
            Scope(without=frozenset(["gu"])),
            Scope(as_of=period("2006-01-01")),
        )
    ):
        with closing(written(known, tmp_path / f"{number}.db", scope)) as db:
            counting = known.hop(None, known.relations, "out", scope)
            stated = {tie.fact.id for tie in counting if not tie.fact.rule}
            found = {id for id, row in facts(db).items() if row[-1] is None}
            assert found == stated < facts(written(known, tmp_path / "all.db")).keys()
            cited = {id for (id,) in db.execute("select distinct source from evidence")}
            assert not cited & scope.without
            assert [*db.execute("select * from problem where severity = 'error'")] == []


def test_thousands_of_facts_are_written_and_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "bench"))
    path = tmp_path / "facts.yaml"
    import_module("generate").write(str(path), 3000, 3)
    known = sound(*inspect([str(path)]))
    with closing(written(known, tmp_path / "facts.db")) as db:
        same(known, db)
        assert db.execute("select count(*) from conflicts").fetchone() > (0,)
