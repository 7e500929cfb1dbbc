"""Values that are read without a parser of YAML: what each means, or that it is not sure."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.factfile.document import parse
from stakegraph.factfile.placed import Plain
from stakegraph.factfile.plainyaml import LINE, _compiled, items, table, text, texts


@pytest.mark.parametrize(
    ("raw", "meaning"),
    [
        ("Ann", "Ann"),
        ("a: b", None),
        ("http://x.org/a#b", "http://x.org/a#b"),
        ("12:30 or so", "12:30 or so"),
        ("'it''s: #1'", "it's: #1"),
        ('"it\'s"', "it's"),
        (r'"a\n"', None),
        ("''", None),
        ("'a' b", None),
        ("no", None),
        ("2007", None),
        ("2007-03-13", None),
        (".inf", None),
        ("2007 was a year", "2007 was a year"),
        (">-\n  a\n  b: c", "a b: c"),
        (">-\n  a\n   b", None),
        (">-\n  a \n  b", None),
        ("[a]", None),
        ("{a: b}", None),
    ],
)
def test_a_text_is_what_it_says_or_not_sure(raw: str, meaning: str | None) -> None:
    assert (text(raw) if raw[0] in "'\"[{>" or _compiled(LINE).fullmatch(raw) else None) == meaning


@pytest.mark.parametrize(
    ("raw", "meaning"),
    [
        ("[a, 'b, c',  d e]", ("a", "b, c", "d e")),
        ("\n  - a, b\n  - 'c'", ("a, b", "c")),
        ("[a, no]", None),
        ("[]", None),
        ("[a,b]", None),
        ("[a, ]", None),
        ("[a]]", None),
        ("[a: b]", None),
        ("[2006?]", None),
        ("\n  - a\n    b", None),
        ("\n  - a\n  -", None),
        ("a", None),
    ],
)
def test_a_list_is_a_list_of_texts(raw: str, meaning: tuple[str, ...] | None) -> None:
    assert texts(raw) == meaning


def test_items_and_tables_know_where_they_stand() -> None:
    assert items("[a, {b: c}]") == [("a", 0, 1), ({"b": "c"}, 0, 4)]
    assert items("\n  - a\n  - b: c\n    d: e\n  - f") == [
        ("a", 1, 5),
        ({"b": "c", "d": "e"}, 2, 5),
        ("f", 4, 5),
    ]
    assert table("{a: b, c: 'd'}") == ({"a": "b", "c": "'d'"}, 0, 0)
    assert table("\n  a: b\n  c: >-\n    d") == ({"a": "b", "c": ">-\n    d"}, 1, 3)
    assert table("{a: b, a: c}") is None


PIECES = [*"ab:#,[]{}?!&*|>%@`'\"=<~+-_./0129eExXoOTtZ ", ": ", " #", "''", "no", "on", "null"]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join))
def test_a_text_that_is_understood_means_the_same_to_a_parser(raw: str) -> None:
    if raw[0] in "'\"" or _compiled(LINE).fullmatch(raw):
        meaning = text(raw)
        if meaning is not None:
            root, problems = parse(f"k: {raw}\n".encode(), "f.yaml")
            assert (root, problems) == ({"k": meaning}, [])
            assert not isinstance(root["k"], Plain)
    if (meant := texts(f"[{raw}]")) is not None:
        root, problems = parse(f"k: [{raw}]\n".encode(), "f.yaml")
        assert (root, problems) == ({"k": list(meant)}, [])


@given(st.lists(st.sampled_from("0123456789-+_.:eExXabfoOTtZ nulyso"), min_size=1, max_size=9))
def test_a_text_that_others_misread_is_left_to_the_parser(chars: list[str]) -> None:
    raw = "".join(chars)
    if _compiled(LINE).fullmatch(raw) and text(raw):
        assert isinstance(yaml.safe_load(raw), str)
