"""Files of compiled facts that are damaged: a question notices, whatever the damage."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest

import stakegraph as sg
from stakegraph.errors import UsageError
from stakegraph.store import keep

pytestmark = pytest.mark.slow

BENCH = Path(__file__).parents[1] / "bench"
VARIANTS = 80


@pytest.fixture
def facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a generated file of 120 facts, which is large enough to be compiled."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(keep, "LARGE", 0)
    monkeypatch.syspath_prepend(str(BENCH))
    path = tmp_path / "facts.yaml"
    import_module("generate").write(str(path), 120, 3)
    os.utime(path, (1, 1))
    return path


def answers(path: Path, questions: list[tuple[str, ...]]) -> list[str]:
    """Return the answers to some questions, a wrong name's message among them."""
    found = []
    with sg.open(path) as facts:
        for method, *names in questions:
            try:
                found.append(str(getattr(facts, method)(*names).to_dict()))
            except UsageError as error:
                found.append(str(error))
    return found


def questions(path: Path) -> list[tuple[str, ...]]:
    """Return questions about actors and facts all over a file."""
    connection = keep.opened(keep.kept([str(path)]))
    assert connection is not None
    by_kind: dict[str, list[str]] = {}
    for kind, id, name in connection.execute("select kind, id, name from actor order by id"):
        by_kind.setdefault(kind, []).append(id if len(by_kind.get(kind, ())) % 2 else name)
    ids = [id for (id,) in connection.execute("select id from facts order by id")]
    connection.close()
    people, houses = by_kind["person"], by_kind["organisation"]
    return [
        *(("show", name) for kind in sorted(by_kind) for name in by_kind[kind][::15]),
        *(("path", one, other) for one, other in zip(people[::15], people[7::15], strict=False)),
        *(("roles", name) for name in houses[::7]),
        *(("who_reports_to", name) for name in people[3::15]),
        *(("why", id) for id in ids[::60]),
        *(("timeline", name) for name in houses[1::9]),
        *((method,) for method in ("conflicts", "sources")),
        ("show", "Zzyzx Qwert"),
    ]


def damaged(whole: bytes, draw: random.Random) -> bytes:
    """Return a file with pages swapped, copied or emptied, cut, or with other bytes."""
    page = int.from_bytes(whole[16:18], "big")
    count = len(whole) // page
    data = bytearray(whole)
    one, other = (slice(n * page, (n + 1) * page) for n in draw.sample(range(1, count), 2))
    match draw.choice(["swap", "copy", "empty", "cut", "bytes"]):
        case "swap":
            data[one], data[other] = whole[other], whole[one]
        case "copy":
            data[one] = whole[other]
        case "empty":
            data[one] = bytes(page)
        case "cut":
            del data[draw.randrange(len(data)) :]
        case "bytes":
            for _ in range(draw.choice([1, 5, 20])):
                data[draw.randrange(len(data))] ^= draw.randrange(1, 256)
    return bytes(data)


@pytest.fixture
def variants(facts: Path) -> Iterator[tuple[int, bytes]]:
    assert keep.compile_into_cache(keep.kept([str(facts)])) == ""
    whole = Path(keep.kept([str(facts)]).target).read_bytes()
    draw = random.Random(1)
    return ((number, damaged(whole, draw)) for number in range(VARIANTS))


def test_a_damaged_file_never_gives_a_wrong_answer(
    facts: Path, variants: Iterator[tuple[int, bytes]]
) -> None:
    target = Path(keep.kept([str(facts)]).target)
    asked = questions(facts)
    right = dict(zip(asked, answers(facts, asked), strict=True))
    draw = random.Random(2)
    wrong = []
    for number, data in variants:
        target.write_bytes(data)
        some = draw.sample(asked, 4)
        wrong += [
            (number, question)
            for question, answer in zip(some, answers(facts, some), strict=True)
            if answer != right[question]
        ]
    assert wrong == []


@pytest.mark.parametrize(
    "change",
    [
        "source set entry = replace(entry, 'the ', 'one ')",
        "source set entry = replace(entry, ':\"20', ':\"19')",
        "actor set name = name || ' Ltd'",
        "actor set classification = 'club'",
        "actor set description = 'nobody'",
        "actor set entry = replace(entry, '¶', '¶1')",
        "event set entry = replace(entry, 'board', 'staff')",
        "fact set entry = replace(entry, '¶', '¶1')",
        "fact set line = line + 1",
        "fact set flags = flags | 1",
        "fact set relation = 0",
        "fact set object = 1 where object = 2",
        "relation set row = replace(row, 'reports', 'answers')",
        "citing set day = '1999-01-01'",
        "conflict set disputed = not disputed",
    ],
)
def test_a_row_that_others_wrote_to_is_not_believed(facts: Path, change: str) -> None:
    assert keep.compile_into_cache(keep.kept([str(facts)])) == ""
    target = keep.kept([str(facts)]).target
    asked = [*questions(facts), ("timeline", "upperbrook-catering-ltd-0000095")]
    right = answers(facts, asked)
    with closing(sqlite3.connect(target)) as connection, connection:
        assert connection.execute(f"update {change}").rowcount
    assert answers(facts, asked) == right
