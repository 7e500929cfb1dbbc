"""Strict YAML: texts as typed, with their places; nothing in it that a fact file does not need."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.factfile.document import parse
from stakegraph.factfile.placed import Items, Plain, Table

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parents[1] / "cases"


def parsed(text: str) -> Any:
    root, problems = parse(text.encode(), "f.yaml")
    assert problems == []
    return root


def placed(value: Any) -> Any:
    """Return a document with every place in it."""
    if isinstance(value, Table):
        place = (value.line, value.column)
        entries = [(key, value.keys_at[key], value.values_at[key]) for key in value]
        return place, entries, [placed(each) for each in value.values()]
    if isinstance(value, Items):
        return list(zip(value.values_at, map(placed, value), strict=True))
    return str(value), isinstance(value, Plain)


def test_every_scalar_is_the_text_that_was_typed() -> None:
    texts = ["NO", "yes", "12:30", "007", "2007", "2007-03", "1e3", "0x1F", "~", "null", "=", "<"]
    root = parsed("\n".join(f"- {text}" for text in texts))
    assert root == texts
    assert parsed("NO: 12:30\n007: 2007\n") == {"NO": "12:30", "007": "2007"}
    assert parsed("a:\nb: ''\nc: >-\n  folded\n  text\n") == {
        "a": "",
        "b": "",
        "c": "folded text",
    }


@pytest.mark.parametrize(
    ("text", "otherwise"),
    [
        ("NO", "a truth value"),
        ("12:30", "a number"),
        ("007", "a number"),
        ("2.50", "a number"),
        ("~", "nothing"),
        ("2008-03-13", "a date"),
        ("=", "a special key"),
    ],
)
def test_an_unquoted_text_that_others_misread_says_as_what(text: str, otherwise: str) -> None:
    (unquoted, quoted) = parsed(f"[{text}, '{text}']")
    assert isinstance(unquoted, Plain)
    assert unquoted.otherwise == otherwise
    assert not isinstance(quoted, Plain)
    assert unquoted == quoted


def test_keys_values_and_items_know_where_they_stand() -> None:
    root = parsed("# a file\npeople:\n  ann: {name: Ann}\nfacts:\n  - who: ann\n  - [a,  b]\n")
    assert (root.line, root.column) == (2, 1)
    assert root.keys_at == {"people": (2, 1), "facts": (4, 1)}
    assert root.values_at == {"people": (3, 3), "facts": (5, 3)}
    assert root["people"].keys_at == {"ann": (3, 3)}
    assert root["people"]["ann"].values_at == {"name": (3, 15)}
    assert root["facts"].values_at == [(5, 5), (6, 5)]
    assert root["facts"][1].values_at == [(6, 6), (6, 10)]


def test_columns_count_characters_not_bytes() -> None:
    assert parsed("{näme: 'Ł😀', b: c}").keys_at == {"näme": (1, 2), "b": (1, 14)}


def test_a_byte_order_mark_and_windows_line_ends_are_no_part_of_the_text() -> None:
    unix = "title: Ünïted\npeople:\n  ann:\n    note: |\n      one\n      two\n"
    windows = b"\xef\xbb\xbf" + unix.replace("\n", "\r\n").encode()
    root, problems = parse(windows, "f.yaml")
    assert problems == []
    assert placed(root) == placed(parsed(unix))


@pytest.mark.parametrize("text", ["", "# only\n# comments\n", "\n\n", "\ufeff"])
def test_a_file_with_nothing_in_it_is_nothing(text: str) -> None:
    assert parse(text.encode(), "f.yaml") == (None, [])


@pytest.mark.parametrize("bracket", ["[", "{a: ", "- ", "? "])
def test_depth_is_refused_before_it_can_crash(bracket: str) -> None:
    text = "a:\n " + bracket * 50_000
    root, problems = parse(text.encode(), "f.yaml")
    assert root is None
    assert [problem.rule for problem in problems] == [
        "yaml-key" if bracket == "? " else "yaml-depth"
    ]


def test_a_hundred_levels_are_not_too_deep() -> None:
    assert parse(b"[" * 100 + b"]" * 100, "f.yaml")[1] == []
    (problem,) = parse(b"[" * 101 + b"]" * 101, "f.yaml")[1]
    assert problem[:3] == ("f.yaml", 1, 101)


def test_what_is_never_closed_is_reported_where_it_opens() -> None:
    for text in ("a: b\nc: 'never closed\nd: e\n", "a: b\nc: [never closed\n\n"):
        (problem,) = parse(text.encode(), "f.yaml")[1]
        assert (problem.line, problem.column) == (2, 4)


@pytest.fixture
def only_python(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that takes PyYAML's C parser away."""
    return lambda: monkeypatch.delattr(yaml, "CSafeLoader")


def test_the_pure_python_parser_gives_the_same_data_and_places(only_python: Any) -> None:
    tricky = b"""\xef\xbb\xbf%YAML 1.1
---
a: {b: [c,  'd\xc3\xb6', "\\u00e9"]}\r
f:
- - g
  - h: i
- >
  folded

  text
? j k
: |+
  kept

l: x # comment
"""
    files = [(ROOT / "data" / "stoke.yaml").read_bytes(), tricky]
    fast = [parse(data, "f.yaml") for data in files]
    only_python()
    slow = [parse(data, "f.yaml") for data in files]
    for (root, problems), (other, others) in zip(fast, slow, strict=True):
        assert (problems, others) == ([], [])
        assert placed(other) == placed(root)


def test_the_pure_python_parser_finds_problems_in_the_same_lines(only_python: Any) -> None:
    # Within brackets, libyaml alone refuses `{date:}`, and PyYAML alone an unquoted `2006?`; it
    # takes a mark of byte order within a file for a letter.
    apart = {"colon-in-brackets", "ends-before-starts", "mark-inside"}
    names = {path for path in CASES.glob("*.yaml") if path.stem not in apart}
    fast = {path: parse(path.read_bytes(), "f.yaml")[1] for path in names}
    only_python()
    slow = {path: parse(path.read_bytes(), "f.yaml")[1] for path in names}
    for path in sorted(names):
        assert [(each.line, each.rule) for each in slow[path]] == [
            (each.line, each.rule) for each in fast[path]
        ], path
    assert sum(map(len, fast.values())) > 20


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


NESTED = st.recursive(
    st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12
)


@given(NESTED)
def test_what_another_program_wrote_is_read_back(data: Any) -> None:
    text = yaml.dump(data, Dumper=Dumper, default_style='"', allow_unicode=True)
    assert parse(text.encode(), "f.yaml") == (data, [])
