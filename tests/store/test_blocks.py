"""The index of names of a folder, held against that of a kept set."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from stakegraph.errors import DamagedIndex
from stakegraph.factfile.discovery import NAMES
from stakegraph.store import cache
from stakegraph.store.build import File, build
from stakegraph.store.database import Database
from stakegraph.store.parquet import blocks
from stakegraph.store.parquet.blocks import Blocks
from stakegraph.store.parquet.writing import write_names

WORDS = ["ana", "ruiz", "berg", "lee", "harbour", "trust", "works", "north", "quay", "dock"]


def entries(count: int) -> Iterator[dict[str, object]]:
    """Yield entries of so many actors, of which the later ones have ids that come first."""
    yield {"stakegraph": 1}
    for n in range(count):
        name = f"{WORDS[n % 10]} {WORDS[n * 7 // 10 % 10]} {n % 3 or ''}".strip().title()
        named: dict[str, object] = {"name": name} if n % 11 else {"name": "?", "unnamed": "secret"}
        aliases = [f"{WORDS[-1 - n % 10]} {n}", "Ånn O’Dwyer"][: n % 4]
        ids = {"gb-coh": f"{n:08}"} if n % 5 == 0 else {}
        more = {"aliases": aliases, "ids": ids, "evidence": "s"}
        yield {"section": "organisations", "id": f"o{count - n:03}", **named, **more}
    yield {"section": "organisations", "id": "same", "name": "Same", "same_as": "o001",
           "because": "one address", "evidence": "s"}  # fmt: skip
    yield {"section": "sources", "id": "s", "title": "S", "date": "2020"}
    yield {"who": "o002", "works_with": "o003", "evidence": "s"}


@pytest.fixture(params=[1, 4, 64])
def both(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Database, Blocks]]:
    monkeypatch.setattr(blocks, "_SIZE", request.param)
    monkeypatch.setattr(blocks, "_PLACES", request.param)
    text = "".join(f"{json.dumps(entry)}\n" for entry in entries(70)).encode()
    files = [File("f.jsonl", len(text), lambda: iter([text]))]
    db = build(lambda: sqlite3.connect(str(tmp_path / "kept"), isolation_level=None), files)
    write_names(db, str(tmp_path))
    with closing(db), closing(cache.connect(str(tmp_path / NAMES), "ro")) as names:
        yield Database(db, ["f.jsonl"], is_filled=False), Blocks(names)


def test_a_folder_finds_by_names_and_ids_whom_a_kept_set_finds(
    both: tuple[Database, Blocks],
) -> None:
    kept, found = both
    typed = [*WORDS, "Ana Ruiz", "odwyer", "o1", "o035", "same", "zzz", "", "ruiz ana 1", "arbou"]
    typed += ["00000005", "gb-coh 00000010", "berg 3", "\ud800"]
    mistyped = ["Rwiz", "harbuor trst", "nrth quya 2", "ana rruiz berg"]
    for text in typed:
        assert found.named(text) == kept.named(text)
        for limit in (1, 5, 1000):
            assert found.beginning(text, limit) == kept.beginning(text, limit)
    for text in (*typed, *mistyped):
        assert found.near(text) == kept.near(text)
        assert text == "\ud800" or found.near_ids(text) == kept.near_ids(text)
    assert [len(kept.named(text)) for text in ("Ana Ruiz", "odwyer")] != [0, 0]
    assert all(map(found.near, mistyped))


def test_its_actors_are_the_rows_of_a_kept_set_with_how_many_facts_each_has(
    both: tuple[Database, Blocks],
) -> None:
    kept, found = both
    rows = kept.connection.execute("select * from actor order by id").fetchall()
    whole = [*found.counted()]
    assert [tuple(row[:12]) for row in whole] == rows
    assert {row[1]: row[12:] for row in whole if any(row[12:])} == {
        "o002": (1, 0, 0),
        "o003": (0, 1, 0),
    }
    some = ["o070", "none", "o001", "\ud800"]
    assert [row[1] for row in found.counted(some)] == ["o001", "o070"]
    assert [found.id(row[0]) for row in rows] == [row[1] for row in rows]


def test_a_block_that_is_not_what_was_written_is_told(
    both: tuple[Database, Blocks], tmp_path: Path
) -> None:
    ids = [f"o{number:03}" for number in range(1, 71)]
    path = str(tmp_path / NAMES)
    whole = (tmp_path / NAMES).read_bytes()

    def told(change: str) -> set[str]:
        """Return what is told after a change where actors are looked up by id and by number."""
        (tmp_path / NAMES).write_bytes(whole)
        with closing(sqlite3.connect(path)) as db:
            db.execute(change)
            db.commit()
            index = Blocks(db)
            found = set()
            for look_up in (lambda: [*index.counted(ids)], lambda: [*map(index.id, range(70))]):
                try:
                    look_up()
                except DamagedIndex as error:
                    found.add(str(error))
            return found

    changed = "substr(content, 1, 20) || x'00' || substr(content, 22)"
    assert told("select 1") == set()
    for change in (
        f"update block set content = cast({changed} as blob)",
        "update block set id = id || 'x'",
        "update block set id = 'a' where n = (select max(n) from block)",
        "update place set blocks = x'00'",
        "delete from place",
    ):
        assert told(change), change
