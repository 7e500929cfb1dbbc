"""Fact files of any size are looked at for errors, with the same result."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from stakegraph.factfile import blocks
from stakegraph.store import build, loading, numbering
from stakegraph.store.loading import errors_in

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))
RELATION = (
    '{"section": "relations", "id": "mentors", "from": ["person"], "to": ["person"],'
    ' "verb": "mentors", "inverse": "is mentored by", "family": "role"}\n'
)


def test_a_large_file_has_the_errors_of_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def found() -> dict[str, list[str]]:
        pieces = {path: path.read_bytes() for path in CASES}
        return {
            path.stem: [*map(str, errors_in("f.yaml", len(data), lambda data=data: [data]))]
            for path, data in pieces.items()
        }

    expected = found()
    monkeypatch.setattr(loading, "_MUCH", -1)
    monkeypatch.setattr(numbering, "_IN_MEMORY", 1)
    assert sum(map(len, expected.values())) > 100
    assert found() == expected


def test_relations_that_a_file_declares_first_are_known_to_all_of_its_blocks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(build, "_MUCH", 0)
    monkeypatch.setattr(build, "processors", lambda: 2)
    long = "because " * 500
    people = (f'{{"section": "people", "id": "p{n}", "name": "P"}}\n' for n in range(1501))
    facts = (f'{{"who": "p{n}", "mentors": "p{n + 1}", "note": "{long}"}}\n' for n in range(1500))
    text = "".join(('{"stakegraph": 1}\n', RELATION, *people, *facts)).encode()
    assert len(text) > blocks.SIZE
    opened = []

    def connect() -> sqlite3.Connection:
        opened.append(sqlite3.connect(":memory:", isolation_level=None))
        return opened[-1]

    pieces = [text[at : at + (1 << 20)] for at in range(0, len(text), 1 << 20)]
    given = [build.File("f.jsonl", len(text), lambda: pieces)]
    db = build.build(connect, given, "stakegraph.rules.checks.CHECKS")
    assert len(opened) == 1
    assert db.execute("select * from problem where severity = 'error'").fetchall() == []
    assert db.execute("select count(*) from fact").fetchone() == (1500,)
    db.close()
