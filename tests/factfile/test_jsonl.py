"""A fact file of JSON Lines says what the same file says in YAML, and has the same faults."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from examples import examples
from factfiles import FILES
from hypothesis import given
from hypothesis import strategies as st
from jsonlines import json_lines, without_places
from msgspec import Struct
from msgspec.structs import asdict

from stakegraph.errors import RULES, Problem
from stakegraph.factfile import jsonl
from stakegraph.factfile.blocks import blocks_of_lines
from stakegraph.factfile.jsonl import parts, read
from stakegraph.factfile.reading import Reading, joined
from stakegraph.factfile.schema import ENTRIES
from stakegraph.factfile.yaml import read as read_yaml
from stakegraph.store.loading import inspect, inspect_files

ROOT = Path(__file__).parents[2]
# Those whose faults are of YAML itself, or that have no entries.
NOT_THE_SAME = {
    *(
        "aliases",
        "at-sign",
        "backslash",
        "colon-in-a-second-line",
        "colon-in-braces",
        "colon-in-brackets",
        "colon-in-text",
        "comments-only",
    ),
    *("deep", "empty", "item-beside-key", "key-of-a-list", "key-of-a-table", "latin-1"),
    *(
        "list-at-top",
        "mark-inside",
        "merge-and-colon",
        "merge-keys",
        "not-a-fact-file",
        "nul",
        "odd-indentation",
        "tab-indentation",
    ),
    *("tags", "text-at-top", "two-documents", "unclosed-before-the-next-entry"),
    *("unclosed-before-the-next-item", "unclosed-bracket", "unclosed-quote"),
}
FILES_OF_CASES = sorted((ROOT / "tests" / "cases").glob("**/*.yaml"))
CASES = [path for path in FILES_OF_CASES if path.stem not in NOT_THE_SAME]
STOKE = (ROOT / "data" / "stoke.yaml").read_text(encoding="utf-8")
# What only an unquoted text of YAML can be, and what has no counterpart in lines.
OF_YAML = re.compile(
    r"misread-text|the key '(people|facts)' is given|unknown section '(fact|remarks|relationships)'"
    r"|: write one entry a line|facts: write a list|(an entry|a fact) needs fields"
)

HEAD = '{"stakegraph": 1, "title": "T"}\n'
OWN = (
    '{"section": "relations", "id": "mentors", "from": ["person"], "to": ["person"], "verb": "v",'
    ' "inverse": "i", "family": "role", "qualifiers": ["topic"], "symmetric": true}\n'
)
FILE = f"""\
{HEAD}\
{{"section": "sources", "id": "cc", "title": "C", "date": "2008-03-13"}}
{{"section": "people", "id": "ann", "name": "\\u00e9 \\"A\\" \\\\", "aliases": ["A"]}}
{{"section": "organisations", "id": "acme", "name": "Acme", "kind": "company", "since": 1987}}
{{"section": "posts", "id": "head", "title": "head", "at": "acme", "evidence": ["cc ¶1"]}}

{{"section": "events", "id": "ev", "what": "It", "on": "2007-03", "who": ["ann", "acme"]}}
{OWN}\
{{"who": "ann", "holds": "head", "since": "2007", "evidence": {{"source": "cc", "quote": "x"}}}}
{{"section": "facts", "id": "f1", "who": "ann", "mentors": "ann", "topic": "law",\
 "evidence": ["cc", {{"source": "cc", "at": "¶7"}}]}}
"""


def told(text: str) -> list[str]:
    """Return the problems of a file, each with its place."""
    problems = inspect_files([("f.jsonl", text.encode())])[1]
    return [f"{each.line}:{each.column} {each.message} [{each.rule}]" for each in problems]


def bare(part: Any) -> Any:
    """Return a part without where it stands."""
    if isinstance(part, Struct):
        given = asdict(part)
        return {name: bare(given[name]) for name in given if name not in ("origin", "number")}
    return [*map(bare, part)] if isinstance(part, tuple | list) else part


def said(reading: Reading) -> dict[str, Any]:
    names = ("sources", "actors", "events", "facts")
    parts = {name: [*map(bare, getattr(reading, name))] for name in names}
    return parts | {"title": reading.title, "relations": reading.relations}


def test_an_entry_a_line_is_what_the_same_entry_is_in_yaml() -> None:
    found = read(FILE.encode(), "f.jsonl")
    assert found.problems == []
    assert found.title == "T"
    assert [actor.id for actor in found.actors] == ["ann", "acme", "head"]
    assert found.actors[0].name == 'é "A" \\'
    assert found.actors[1].since == "1987"
    assert [fact.origin[1:] for fact in found.facts] == [(5, 1), (9, 1), (10, 1)]
    assert [str(cited) for fact in found.facts for cited in fact.evidence] == [
        *("cc ¶1", "cc", "cc", "cc ¶7")
    ]
    assert found.facts[2].qualifiers == {"topic": "law"}
    assert found.relations["mentors"].symmetric


def test_the_example_says_the_same_in_json_lines() -> None:
    lines = json_lines(STOKE)
    assert said(read(lines.encode(), "f.jsonl")) == said(read_yaml(STOKE.encode(), "f.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_faulty_file_has_the_same_problems_in_json_lines(path: Path) -> None:
    def compared(problems: list[Problem]) -> list[tuple[str, str, str]]:
        return [each for each in without_places(problems) if not OF_YAML.search(" ".join(each))]

    lines = json_lines(path.read_text(encoding="utf-8"))
    mine = compared(inspect_files([("f.jsonl", lines.encode())])[1])
    assert mine == compared(inspect([str(path)])[1])


@given(FILES)
def test_whatever_stands_in_a_file_is_the_same_in_json_lines(data: dict[str, Any]) -> None:
    for name, section in data.items():
        if name == "facts":
            data[name] = [each for each in section if isinstance(each, dict)]
        elif name in ENTRIES:
            entries = section if isinstance(section, dict) else {}
            data[name] = {id: each for id, each in entries.items() if isinstance(each, dict)}
            for each in data[name].values():
                each.pop("id", None)  # which a line has for what stands before an entry of YAML
    # What is the same object is an alias in YAML.
    data = json.loads(json.dumps(data))
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    theirs = read_yaml(text.encode(), "f.yaml")
    mine = read(json_lines(text).encode(), "f.jsonl")
    assert [*without_places(mine.problems)] == [*without_places(theirs.problems)]
    assert said(mine) == said(theirs)


def test_a_case_within_a_folder_has_the_same_problems(tmp_path: Path) -> None:
    folder = ROOT / "tests" / "cases" / "clash"
    for path in folder.iterdir():
        lines = json_lines(path.read_text(encoding="utf-8"))
        (tmp_path / f"{path.stem}.jsonl").write_text(lines, encoding="utf-8")
    assert [*without_places(inspect([str(tmp_path)])[1])] == [
        *without_places(inspect([str(folder)])[1])
    ]


GOOD = '{"who": "ann", "works_with": "acme"}'


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"who": "ann", "x": "b",}', "25 '}' stands where a key in quotation marks is expected"),
        ('{"who": "ann" "x": "b"}', "15 '\"x\"' stands where ',' or '}' is expected"),
        ('{"who": "ann", "x" "b"}', "20 '\"b\"' stands where ':' is expected"),
        ('{"who": ["ann" "b"]}', "16 '\"b\"' stands where ',' or ']' is expected"),
        ('{"who": }', "9 '}' stands where a value is expected"),
        ('{"who": 007}', "9 '0' stands where a value is expected"),
        ('{"who": NaN}', "9 'N' stands where a value is expected"),
        ("{'who': 'ann'}", '2 "\'" stands where a key in quotation marks is expected'),
        ('{"who": "é', "9 '\"' stands where a value is expected"),
        ('{"who": "ann"', "14 the line ends where ',' or '}' is expected"),
        (GOOD + " {}", "38 '{' stands where the end of the line is expected"),
        (r'{"who": "\ud800"}', "9 '\"\\\\ud800\"' stands where a whole character"),
        ('{"who": "\x01"}', "9 '\"' stands where a value is expected"),
        ('["who", "ann"]', '1 a line holds one entry: {"section": ..., "id": ...} or {"who": ...}'),
        ('"who"', "1 a line holds one entry"),
        ("7", "1 a line holds one entry"),
        ('{"section": "peple", "id": "a"}', "13 unknown section 'peple': did you mean 'people'?"),
        ('{"section": ["people"], "id": "a"}', "13 section: write one text"),
        ('{"section": "people", "name": "A"}', "1 'id' is missing"),
        ('{"section": "people", "id": {}, "name": "A"}', "29 id: write one text"),
        ('{"section": "people", "id": "A B", "name": "A"}', "1 'A B' is no id: write 'a-b'"),
        ('{"section": "people", "id": "ann", "name": "A"}', "29 the key 'ann' is given twice"),
        ('{"stakegraph": 1}', "2 the key 'stakegraph' is given twice; first in line 1"),
        ('{"who": "ann", "holds": "head", "note": null}', "41 note: nothing is given"),
        ('{"who": "ann", "holds": "head", "since": 2007.5}', "42 since: not a date"),
        ('{"who": "ann", "holds": "head", "since": -0}', "42 since: not a date"),
        ('{"who": "ann", "holds": "head", "evidence": []}', "45 evidence: nothing is given"),
        ('{"who": "ann", "holds": "head", "evidence": ["cc", "dd ¶1"]}', "52 no source has the id"),
        ('{"who": "ann", "holds": "Head"}', "25 holds: 'Head' is no id: write 'head'"),
        ('{"who": "ann", "holds": "heed"}', "25 no actor has the id 'heed': did you mean 'head'?"),
        ("[" * 5000, "101 more than 100 levels deep"),
    ],
)
def test_a_line_that_is_at_fault_says_what_and_where(line: str, problem: str) -> None:
    (found,) = (each for each in told(FILE + line) if "[no-evidence]" not in each)
    assert found.startswith(f"11:{problem}")


@pytest.mark.parametrize(
    "line",
    [
        '{"who": "ann", "who": "ann", "owns": "acme"}',
        '{"who": "ann", "owns": "acme", "note": "\\"\\\\", "note": "\\""}',
        '{"who": "ann", "owns": "acme", "since": 2007, "since": 2007}',
        '{"who": "ann", "owns": "acme", "evidence": {"source": "cc", "source": "cc"}}',
        '{"who": "ann", "owns": "acme", "evidence": ["cc"], "evidence": "cc"}',
        '{"section": "people", "id": "x", "name": "X", "section": "people"}',
        '{"\\u0077ho": "ann", "who": "ann", "owns": "acme"}',
    ],
)
def test_a_key_given_twice_is_noticed(line: str) -> None:
    (problem,) = read(f"{HEAD}{line}\n{GOOD}\n".encode(), "f.jsonl").problems
    assert (problem.line, problem.rule) == (2, "duplicate-key")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "1:1 the file holds no facts: begin with 'stakegraph: 1' [not-a-fact-file]"),
        (" \n\n", "1:1 the file holds no facts: begin with 'stakegraph: 1' [not-a-fact-file]"),
        ('{"a": 1}\n' * 9, "1:1 this is no fact file: it would begin with 'stakegraph: 1'"),
        ('{"title": "T"}\n', "1:1 the file must begin with 'stakegraph: 1' [version]"),
        ('{"stakegraph": 2}', "1:16 format version '2' is not known here"),
        ('{"stakegraph": 1, "title": ""}', "1:28 title: nothing is given"),
        ('{"stakegraph": 1, "title": ["T"]}', "1:28 title: write one text"),
        ('{"stakegraph": 1, "stakegraph": 1}', "1:19 the key 'stakegraph' is given twice"),
        ("x", "1:1 'x' stands where a value is expected [json-syntax]"),
    ],
)
def test_a_file_begins_with_its_version(text: str, problem: str) -> None:
    assert told(text)[0].startswith(problem)


def test_the_line_of_the_version_may_be_left_out() -> None:
    lines = f"{GOOD}\n{GOOD.replace('acme', 'aid')}\n"
    with_version = read(f"{HEAD}{lines}".encode(), "f.jsonl")
    without = read(lines.encode(), "f.jsonl")
    assert without.problems == with_version.problems == []
    assert [fact.identity for fact in without.facts] == [
        fact.identity for fact in with_version.facts
    ]


def test_a_byte_that_is_not_utf_8_is_found_in_its_line() -> None:
    (problem,) = read(
        HEAD.encode() + b'{"who": "\xc3\xa9\xff"}\n' + GOOD.encode(), "f.jsonl"
    ).problems
    assert (problem.line, problem.column, problem.rule) == (2, 11, "encoding")


def test_a_relation_may_stand_below_the_facts_that_state_it() -> None:
    text = HEAD + '{"who": "ann", "mentors": "bob"}\n' + OWN
    assert [fact.relation for fact in read(text.encode(), "f.jsonl").facts] == ["mentors"]


def test_the_mark_of_an_editor_and_its_line_ends_do_no_harm() -> None:
    data = b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode()
    assert read(data, "f.jsonl") == read(FILE.encode(), "f.jsonl")


def test_a_part_has_a_few_thousand_entries() -> None:
    facts = "".join(f'{{"who": "a{n}", "owns": "b"}}\n' for n in range(9000))
    found = list(parts([HEAD.encode() + facts.encode()], "f.jsonl"))
    assert [len(reading.facts) for reading in found] == [4095, 4096, 809]


@pytest.mark.parametrize("size", [1, 40, 300, 10_000])
def test_blocks_say_together_what_the_file_says(size: int) -> None:
    chunks = [FILE.encode()[at : at + 7] for at in range(0, len(FILE.encode()), 7)]
    cut = list(blocks_of_lines(chunks, size))
    assert b"".join(block.text for block in cut) == FILE.encode()
    assert len(cut) > 2 or size > 1000
    known = read(FILE.encode(), "f.jsonl").relations
    found: list[Reading] = []
    for block in cut:
        text, line = block.as_file()
        found += parts(text, "f.jsonl", known, line)
    assert joined(found) == read(FILE.encode(), "f.jsonl")


NASTY = [
    *'"\\{}[]:,\n\r\t\x00é\x7f\u2028 07.-e',
    "\\u00",
    "null",
    "true",
    '""',
    '"id"',
    '"who": ',
    "{}\n",
]


@examples(10)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(FILE)),
            st.sampled_from([0, 0, 1, 2, 20]),
            st.sampled_from(["", *NASTY]) | st.text(max_size=3),
        ),
        min_size=1,
        max_size=3,
    ),
    st.integers(1, 300),
)
def test_whatever_happens_to_a_file_a_closer_look_says_the_same(
    edits: list[tuple[int, int, str]], size: int
) -> None:
    text = FILE
    for at, removed, put in edits:
        text = text[:at] + put + text[at + removed :]
    data = text.encode()
    found = read(data, "f.jsonl")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(jsonl._Lines, "added", lambda *_: False)
        patched.setattr(jsonl._Lines, "is_header", lambda *_: False)
        assert read(data, "f.jsonl") == found
    chunks = (data[at : at + size] for at in range(0, len(data), size))
    assert joined(list(parts(chunks, "f.jsonl", found.relations))) == found
    for problem in found.problems:
        assert problem.rule in RULES
        assert 1 <= problem.line <= text.count("\n") + 1
        assert problem.column >= 1


@given(st.binary())
def test_any_bytes_give_a_reading(data: bytes) -> None:
    assert {problem.rule for problem in read(data, "f.jsonl").problems} <= RULES.keys()


@pytest.mark.parametrize(
    "ids",
    ['{"lei": "5A"}', '{"lei": "5A", "gb-coh": ["1", "2"]}', '{"lei": 5}', '{"LEI": "5A"}', '{}',
     '{"lei": ""}', '{"lei": []}', '{"lei": {"a": "b"}}', '["5A"]', '"5A"', '{"lei": ["", "5"]}',
     '{"lei": "5A", "lei": "5B"}'],
)  # fmt: skip
def test_identifiers_are_read_alike_in_both_languages(ids: str) -> None:
    line = f'{{"section": "people", "id": "ann", "name": "Ann", "ids": {ids}}}\n'
    mine = read((HEAD + line).encode(), "f.jsonl")
    table = f"{{ann: {{name: Ann, ids: {ids}}}}}"
    theirs = read_yaml(f"stakegraph: 1\npeople: {table}\n".encode(), "f.yaml")
    assert [actor.ids for actor in mine.actors] == [actor.ids for actor in theirs.actors]
    assert [each.rule for each in mine.problems] == [each.rule for each in theirs.problems]
