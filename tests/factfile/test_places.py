"""The fields of entries are found where they stand, however the file is laid out."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import pytest

from stakegraph.errors import Problem
from stakegraph.factfile import places
from stakegraph.factfile.places import located

FILE = """\
# one
stakegraph: 1
sources:
  cc: {title: C, date: 2008}
people:
  ann:
    name: Ann
    aliases:
      - Annie
      - 'A
 B'
    evidence: cc
  bob: {name: Bob, aliases: [Bo, Bobby],
    note: text}
facts:
  # two
  - who: ann
    reports_to: bob
    evidence:
      - cc ¶7
      - source: cc
        at: ¶8

  - {who: bob,
     funds: ann}
  -
    who: ann
    owns: bob
"""
FLOW = """\
{stakegraph: 1, people: {ann: {name: Ann,
 note: x}, bob: {name: Bob}}, facts: [
 {who: ann, reports_to: bob}, {who: bob,
  owns: ann}]}
"""


def place(text: str | bytes, line: int, column: int, field: str, path: str = "f.yaml") -> str:
    data = text.encode() if isinstance(text, str) else text
    problem = Problem(path, line, column, "error", "m", "r", field)
    ((_, line, column, *_, left),) = located([problem], lambda _: [data])
    assert left == ""
    return f"{line}:{column}"


@pytest.mark.parametrize(
    ("line", "column", "field", "expected"),
    [
        (4, 3, "date", "4:24"),
        (4, 3, "note", "4:3"),
        (6, 3, "name", "7:11"),
        (6, 3, "aliases/2", "10:9"),
        (6, 3, "aliases/3", "9:7"),
        (6, 3, "evidence/1", "12:15"),
        (13, 3, "aliases", "13:29"),
        (13, 3, "aliases/2", "13:34"),
        (13, 3, "note", "14:11"),
        (17, 5, "who", "17:10"),
        (17, 5, "evidence", "20:7"),
        (17, 5, "evidence/1", "20:9"),
        (17, 5, "evidence/2", "21:9"),
        (24, 5, "funds", "25:13"),
        (27, 5, "owns", "28:11"),
        (99, 1, "name", "99:1"),
    ],
)
def test_a_field_is_found_from_where_its_entry_stands(
    line: int, column: int, field: str, expected: str
) -> None:
    assert place(FILE, line, column, field) == expected
    assert place(FILE.replace("\n", "\r\n"), line, column, field) == expected
    assert place(FILE.replace("\n", "\r"), line, column, field) == expected
    assert place(b"\xef\xbb\xbf" + FILE.encode(), line, column, field) == expected


@pytest.mark.parametrize(
    ("line", "column", "field", "expected"),
    [
        (1, 26, "name", "1:38"),
        (1, 26, "note", "2:8"),
        (2, 12, "name", "2:24"),
        (3, 2, "who", "3:8"),
        (3, 31, "owns", "4:9"),
    ],
)
def test_a_field_is_found_where_entries_share_a_line(
    line: int, column: int, field: str, expected: str
) -> None:
    assert place(FLOW, line, column, field) == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("who", "2:9"),
        ("evidence/2", "2:69"),
        ("note", "2:39"),
        ("until", "2:1"),
        ("owns/1", "2:24"),
    ],
)
def test_a_field_is_found_in_a_line_of_json(field: str, expected: str) -> None:
    line = '{"who": "ann", "owns": "bob", "note": "[\\"é\\"]", "evidence": ["cc", "cc ¶7"]}'
    assert place(f'{{"stakegraph": 1}}\n{line}\r\n', 2, 1, field, "f.jsonl") == expected


def test_only_entries_that_have_a_problem_are_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    problems = [Problem("f.yaml", 6, 3, "error", "m", "r", field) for field in ("", "name")]
    monkeypatch.setattr(places, "_all_entries", lambda _: pytest.fail("parsed whole"))
    opened: list[str] = []

    def pieces(path: str) -> list[bytes]:
        opened.append(path)
        return [FILE.encode()]

    assert [each[1:3] for each in located(problems, pieces)] == [(6, 3), (7, 11)]
    assert opened == ["f.yaml"]
    assert [*located(problems[:1], pieces)] == problems[:1]
    assert opened == ["f.yaml"]


ENTRIES = 100_000


def many_lines() -> list[str]:
    entry = '{{"section": "people", "id": "p{}", "name": "Ann", "note": "{}"}}\n'
    return ['{"stakegraph": 1}\n', *(entry.format(n, "x" * 200) for n in range(ENTRIES))]


def many_entries() -> list[str]:
    entry = '  p{}: {{name: Ann, note: "{}"}}\n'
    return ["stakegraph: 1\npeople:\n", *(entry.format(n, "x" * 200) for n in range(ENTRIES))]


@pytest.mark.parametrize(
    ("path", "written", "first", "column"),
    [("f.jsonl", many_lines, 2, 1), ("f.yaml", many_entries, 3, 3)],
)
def test_a_large_file_is_not_held_whole(
    path: str,
    written: Callable[[], list[str]],
    first: int,
    column: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(places, "_all_entries", lambda _: pytest.fail("parsed whole"))
    data = "".join(written()).encode()
    numbers = [*range(0, ENTRIES, 9973), ENTRIES - 1]
    problems = [Problem(path, first + n, column, "error", "m", "r", "name") for n in numbers]
    tracemalloc.start()
    pieces = (data[start : start + 65536] for start in range(0, len(data), 65536))
    found = [*located(problems, lambda _: pieces)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < len(data)
    lines = data.splitlines()
    for problem, n in zip(found, numbers, strict=True):
        assert problem.line == first + n
        assert lines[problem.line - 1][problem.column - 1 :].startswith((b'"Ann"', b"Ann"))
