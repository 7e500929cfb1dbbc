"""An entry is taken out of a fact file of any style, with what belongs to it and nothing else."""

from __future__ import annotations

import pytest
from factstyles import place_of, styled
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.factfile.document import parse
from stakegraph.factfile.layout import spliced
from stakegraph.factfile.removal import removal


def without(text: str, key: str, section: str = "people", path: str = "f.yaml") -> str:
    place = (int(key), 1) if path.endswith(".jsonl") else place_of(text.encode(), section, key)
    return spliced(text.encode(), removal(text.encode(), path, place)).decode()


FILE = """\
stakegraph: 1
sources: {g: {title: G}}

# who there is
people:

  # the family
  ann:
    name: Ann
    # born in 1960
    aliases: [Annie]  # as the register has it
  bob: {name: Bob}

  # not of the family
  cara: {name: Cara}  # by marriage

  # checked on 3 May
  dan: {name: Dan}
  # the last one
  eve:
    name: >-
      Eve

facts:
- {who: ann, works_with: bob}
# said by nobody else
- who: bob
  works_with: cara
"""


def test_the_comments_of_an_entry_go_with_it() -> None:
    assert without(FILE, "cara") == FILE.replace(
        "  # not of the family\n  cara: {name: Cara}  # by marriage\n\n", ""
    )
    assert without(FILE, "dan") == FILE.replace("  # checked on 3 May\n  dan: {name: Dan}\n", "")


def test_a_comment_over_several_entries_stays() -> None:
    assert without(FILE, "ann") == FILE.replace(
        """\
  ann:
    name: Ann
    # born in 1960
    aliases: [Annie]  # as the register has it
""",
        "",
    )


def test_a_comment_at_the_end_of_a_section_may_be_of_the_entry_before() -> None:
    assert without(FILE, "eve") == FILE.replace("  eve:\n    name: >-\n      Eve\n", "")
    assert without(FILE, "", "facts") == FILE.replace("- who: bob\n  works_with: cara\n", "")


def test_a_section_goes_with_its_last_entry() -> None:
    text = "stakegraph: 1\ntitle: T\n\nsources:\n  g: {title: G}\n\n# who\npeople: {a: {name: A}}\n"
    assert without(text, "g", "sources") == (
        "stakegraph: 1\ntitle: T\n\n# who\npeople: {a: {name: A}}\n"
    )
    assert without(text, "a") == text.replace("a: {name: A}", "")
    both = "stakegraph: 1\npeople:\n  a: {name: A}\n\nfacts:\n  - {who: a, works_with: b}\n"
    assert without(both, "", "facts") == "stakegraph: 1\npeople:\n  a: {name: A}\n"


@pytest.mark.parametrize(
    ("key", "left"),
    [
        ("a", "{b: {name: B}, c: {name: C}}"),
        ("b", "{a: {name: A}, c: {name: C}}"),
        ("c", "{a: {name: A}, b: {name: B}}"),
    ],
)
def test_in_brackets_one_comma_goes(key: str, left: str) -> None:
    text = "stakegraph: 1\npeople: {a: {name: A}, b: {name: B}, c: {name: C}}  # c\n"
    assert without(text, key) == f"stakegraph: 1\npeople: {left}  # c\n"


def test_in_brackets_an_entry_in_lines_of_its_own_goes_with_these() -> None:
    text = "stakegraph: 1\npeople: {\n  a: {name: A},  # one\n  b: {name: B}  # two\n}\n"
    assert without(text, "a") == "stakegraph: 1\npeople: {\n  b: {name: B}  # two\n}\n"
    assert without(text, "b") == "stakegraph: 1\npeople: {\n  a: {name: A}  # one\n}\n"
    comma = text.replace("B}", "B},")
    assert without(comma, "b") == "stakegraph: 1\npeople: {\n  a: {name: A},  # one\n}\n"


def test_what_is_json_stays_json() -> None:
    text = '{"stakegraph": 1, "people": {"a": {"name": "A"}}, "facts": [{"who": "a", "owns": "b"}]}'
    assert without(text, "a") == '{"stakegraph": 1, "facts": [{"who": "a", "owns": "b"}]}'
    assert without(text, "", "facts") == '{"stakegraph": 1, "people": {"a": {"name": "A"}}}'


def test_a_line_of_json_lines_goes() -> None:
    lines = ['{"stakegraph": 1}', '{"section": "people", "id": "a", "name": "A"}', '{"who": "a"}']
    text = "\r\n".join(lines)
    assert without(text, "2", path="f.jsonl") == f"{lines[0]}\r\n{lines[2]}"
    assert without(text, "3", path="f.jsonl") == f"{lines[0]}\r\n{lines[1]}\r\n"


def test_the_dash_of_a_fact_may_stand_above_it() -> None:
    text = "stakegraph: 1\nfacts:\n  -\n    # one\n    who: a\n    owns: b\n"
    text += "  -\n    who: c\n    owns: d\n"
    assert without(text, "", "facts") == text.removesuffix("  -\n    who: c\n    owns: d\n")


def test_in_brackets_a_comma_may_begin_the_line() -> None:
    text = "stakegraph: 1\npeople: {\n  a: {name: A}\n  , b: {name: B}\n}\n"
    assert without(text, "a") == "stakegraph: 1\npeople: {\n  b: {name: B}\n}\n"
    assert without(text, "b") == "stakegraph: 1\npeople: {\n  a: {name: A}\n}\n"


@given(before=styled(), number=st.integers(0, 9))
def test_any_entry_is_taken_out_and_the_file_says_what_is_left(before: bytes, number: int) -> None:
    root = parse(before, "f.yaml")[0]
    sections = [name for name in ("sources", "people", "organisations", "facts") if name in root]
    if not sections:
        return
    section = sections[number % len(sections)]
    keys = [""] if section == "facts" else [*root[section]]
    key = keys[number % len(keys)]
    found = removal(before, "f.yaml", place_of(before, section, key))
    after = spliced(before, found)
    left, problems = parse(after, "f.yaml")
    assert problems == []
    if section == "facts":
        root[section].pop()
    else:
        del root[section][key]
    assert {name: part for name, part in left.items() if part} == {
        name: part for name, part in root.items() if part
    }
    assert [splice.text for splice in found] == [b""] * len(found)
