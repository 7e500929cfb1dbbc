"""Facts written as JSON Lines and read back are the same facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict
from stores import store_of

from stakegraph.exporters._stated import Stated
from stakegraph.exporters.jsonl import write_facts
from stakegraph.factfile.line_writer import write as write_lines
from stakegraph.factfile.yaml import read
from stakegraph.model.facts import Facts, Joined
from stakegraph.model.relations import FAMILIES
from stakegraph.store import EVERYTHING, Scope
from stakegraph.store.database import Database
from stakegraph.store.loading import inspect_files, load, load_files

JOINED = """
title: "Two ids, \\"one\\" actor 李 😀 \\u2028 \\x7f"
sources: {cc: {title: CC, date: 2008-03-13, text: cc.txt}, echo: {title: Echo}}
relations:
  mentors: {from: [person], to: [person], verb: v, inverse: i, family: role, qualifiers: [topic]}
organisations:
  serco: {name: Serco, kind: company, since: 1987, evidence: cc ¶2}
  serco-plc: {name: Serco plc, same_as: serco, because: it says so, evidence: echo p. 3}
people:
  ann: {name: Ann, evidence: {source: cc, at: ¶7, quote: 'said "so"'}}
  mayor: {name: the mayor, unnamed: it gives no name, same_as: ann, because: known, evidence: cc}
posts: {head: {title: head, at: serco, evidence: cc}}
events: {deal: {what: A deal, on: 2007-03, who: [serco-plc, ann], status: hedged, evidence: cc}}
facts:
  - {who: ann, role_at: serco-plc, title: director, since: 2007~, evidence: [cc ¶1, echo p. 3]}
  - {who: ann, holds: head, status: inferred, because: of it, note: n, evidence: cc ¶4}
  - {who: mayor, mentors: ann, topic: law, id: once, status: denied, evidence: cc ¶5}
"""


def bare(part: Any) -> Any:
    """Return a part without where it stands, and how an actor was called that it is now.

    Of an actor of several entries one is written, of all that they cite.
    """
    if isinstance(part, Struct):
        left = ("origin", "number", "told", *(["name"] if isinstance(part, Joined) else []))
        return {name: bare(value) for name, value in asdict(part).items() if name not in left}
    return [*map(bare, part)] if isinstance(part, tuple | list) else part


def said(facts: Facts) -> list[Any]:
    parts = [facts.sources, facts.actors, facts.events, facts.facts]
    return [facts.title, facts.relations, *({id: bare(p[id]) for id in sorted(p)} for p in parts)]


def lines(store: Database, **options: Any) -> bytes:
    return "".join(
        write_facts(Stated(store, **{"families": FAMILIES, "scope": EVERYTHING, **options}))
    ).encode()


def test_the_example_is_read_back_the_same() -> None:
    facts = load(["data/stoke.yaml"])
    data = lines(store_of(facts))
    assert said(load_files([("x.jsonl", data)])) == said(facts)
    assert b"derived" not in data


def test_joined_actors_own_relations_and_what_is_given_an_id_are_read_back_the_same(
    store: Callable[[str], Database],
) -> None:
    kept = store(JOINED)
    database, problems = inspect_files([("x.jsonl", lines(kept))])
    assert problems == []
    assert said(database.everything()) == said(kept.everything())
    assert [each.id for each in database.everything().actors["serco"].joined] == ["serco-plc"]


def test_the_limits_of_a_question_limit_the_lines(store: Callable[[str], Database]) -> None:
    found = lines(store(JOINED), scope=Scope(source="echo"), families=("role",)).decode()
    assert [line[:30] for line in found.splitlines() if '"who"' in line] == [
        '{"who": "ann", "role_at": "ser'
    ]


def test_what_an_importer_reads_is_written_line_by_line_as_it_is_in_yaml() -> None:
    text = f"stakegraph: 1{JOINED}"
    reading = read(text.encode(), "f.yaml")
    assert reading.problems == []
    data = "".join(write_lines(reading)).encode()
    assert said(load_files([("x.jsonl", data)])) == said(load_files([("f.yaml", text.encode())]))
    assert data.count(b'"at": "serco"') == 1


def test_what_a_question_leaves_out_is_not_in_the_lines(store: Callable[[str], Database]) -> None:
    found = lines(store(JOINED), scope=Scope(without=frozenset({"echo"})))
    assert b"echo" not in found
    database, problems = inspect_files([("x.jsonl", found)])
    assert [problem.rule for problem in problems] == []
    assert "ann.role_at.serco.director" in database.everything().facts
