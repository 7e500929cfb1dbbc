"""A fact file of YAML says the same whole, in parts and entry by entry, and what PyYAML says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml as pyyaml
from examples import examples
from factfiles import FILES
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from stakegraph.factfile import yaml
from stakegraph.factfile.fields import entries
from stakegraph.factfile.reading import Reading, joined
from stakegraph.factfile.yaml import parts, read
from stakegraph.store.batch import LACKING

ROOT = Path(__file__).parent.parent.parent
CASES = sorted((ROOT / "tests" / "cases").glob("**/*.yaml"))
STOKE = (ROOT / "data" / "stoke.yaml").read_text(encoding="utf-8")

# Every way to write an entry.
PLAIN = """\
# a comment
stakegraph: 1  # and another
title: A title of it

sources:
  cc: {title: A, date: 2008-03-13}
  dd:
    title: "B, c"
    url: http://x.org/a#b
organisations:
  # comment

  acme:
    name: Acme & Sons
    aliases: [A, 'B''s', "C d"]
    kind: public body
    note: >-
      some long text that: goes
      on "here" # no comment
    evidence: cc ¶2
  bx: {name: Bx, aliases: [x y], since: 2001~, evidence: [cc ¶1, cc 12:30]}
people:
  ann: {name: Ann, evidence: {source: cc, at: ¶7, quote: "said so"}}
  bob:
    name: Bob
    aliases:
      - Bobby
      - 'R: x'
    evidence:
      source: cc
      at: p. 3
      quote: >-
        long quote
        in lines
posts:
  head: {title: head, at: acme, since: 2007, evidence: cc}
events:
  ev: {what: It, on: 2007-03, who: [ann, acme], status: hedged, evidence: cc ¶2}
relations:
  mentors: {from: [person], to: [person], verb: mentors, inverse: is mentored by, family: role,
            qualifiers: [topic]}
facts:
  - who: ann
    holds: head
    since: 2007-06
    evidence: [cc ¶7, cc ¶8]
  - {who: bob, mentors: ann, topic: law, status: inferred, because: of it}
  - who: acme
    works_with: bx
    on: the scheme
    until: 2009
    evidence:
    - cc ¶1
    - {source: dd, quote: 'x y'}
    - source: cc
      at: ¶3
      quote: "yes: no"

  # the end
  - who: bob
    reports_to: ann
    id: x.1
    note: 'quoted # text'
"""
HEAD, _, FACTS = PLAIN.partition("facts:\n")
FACTS_AT_THE_MARGIN = f"{HEAD}facts:\n" + FACTS.replace("\n  ", "\n")[2:]

NASTY = [
    *"\n:-[]{}?&*!|>'\"%@`,# \t\r\\a1=<~\x00\x85\xa0\u2028\ufeff",
    *("  ", ": ", "- ", " #", ", ", "? ", "''", '""', "[]", "{}", "{a: b}", "<<: ", "&a ", "!t "),
    *("---\n", "...\n", ">-\n", "|\n", "\n\n", "\n  ", "\n    ", "\n      ", "\n- ", "\r\n", " \n"),
    *("no", "2007", "  - ", "facts:\n", "people:\n", "title: x\n", "stakegraph: 1\n", "# c\n"),
    *("  # c\n", "      # c\n", "      more\n", "    note: x\n", "  z: {name: Z}\n", "  : x\n"),
]


def in_chunks(data: bytes, size: int) -> list[Reading]:
    return list(parts((data[at : at + size] for at in range(0, len(data), size)), "f.yaml"))


def by_place(reading: Reading) -> Reading:
    """Return what a file says in the order of the file, which parts have, not of the sections."""

    def sort(entries: list[Any]) -> list[Any]:
        return sorted(entries, key=lambda entry: entry.origin)

    return replace(
        reading,
        sources=sort(reading.sources),
        actors=sort(reading.actors),
        events=sort(reading.events),
        facts=sort(reading.facts),
        problems=sorted(reading.problems),
    )


def assert_the_same(data: bytes, size: int = 1 << 20) -> None:
    """Compare all ways of reading a file with that of looking closely at each entry."""
    found = read(data, "f.yaml")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(yaml._File, "added", lambda *_: False)
        assert read(data, "f.yaml") == found
    *before, last = in_chunks(data, size)
    if last.is_broken:
        assert found.is_broken
        assert set(last.problems) <= set(found.problems)
        return
    if not any(problem.rule in LACKING for part in before for problem in part.problems):
        assert by_place(joined([*before, last])) == by_place(found)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_faulty_file_has_the_same_problems_however_it_is_read(path: Path) -> None:
    for size in (7, 1 << 20):
        assert_the_same(path.read_bytes(), size)


@pytest.mark.parametrize("text", [PLAIN, FACTS_AT_THE_MARGIN, STOKE, PLAIN.replace("\n", "\r\n")])
@pytest.mark.parametrize("size", [1, 1000])
def test_a_good_file_says_the_same_however_it_comes_in(text: str, size: int) -> None:
    data = text.encode()
    assert read(data, "f.yaml").problems == []
    for sent in (data, b"\xef\xbb\xbf" + data):
        assert_the_same(sent, size)


@pytest.mark.parametrize("text", [PLAIN, STOKE])
def test_good_entries_are_not_looked_at_closely(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = []
    value = yaml._File.value

    def noting(file: yaml._File, taken: list[Any], depth: int) -> Any:
        looked_at.append(taken[0].start_mark.line)
        return value(file, taken, depth)

    monkeypatch.setattr(yaml._File, "value", noting)
    read(text.encode(), "f.yaml")
    assert looked_at == [
        number for number, line in enumerate(text.split("\n")) if "mentors: {" in line
    ]


def test_sections_may_stand_in_another_order() -> None:
    text = "stakegraph: 1\nfacts:\n  - {who: a, reports_to: b}\npeople:\n  a: {name: A}\n"
    assert_the_same(text.encode())
    found = joined(in_chunks(text.encode(), 1000))
    assert ([fact.subject for fact in found.facts], [a.id for a in found.actors]) == (["a"], ["a"])


def test_a_relation_may_stand_below_the_facts_that_state_it() -> None:
    before, own = PLAIN[: PLAIN.index("relations:")], PLAIN[PLAIN.index("relations:") :]
    own, facts = own[: own.index("facts:")], own[own.index("facts:") :]
    found = read((before + facts + own).encode(), "f.yaml")
    assert found.problems == []
    assert {fact.relation for fact in found.facts} >= {"mentors"}
    wrong = read((before + facts + own.replace("verb:", "verbs:")).encode(), "f.yaml")
    assert {problem.rule for problem in wrong.problems} == {"unknown-key", "missing-key"}


def test_a_part_has_a_few_thousand_entries() -> None:
    facts = "".join(f"  - {{who: a{n}, reports_to: b}}\n" for n in range(9000))
    found = list(parts([f"stakegraph: 1\nfacts:\n{facts}".encode()], "f.yaml"))
    assert [len(reading.facts) for reading in found] == [4096, 4096, 808, 0]


def test_an_id_given_again_in_a_later_part_is_noticed() -> None:
    people = "".join(f"  a{n}: {{name: A}}\n" for n in [*range(5000), 0])
    found = list(parts([f"stakegraph: 1\npeople:\n{people}".encode()], "f.yaml"))
    assert [(each.line, each.rule) for part in found for each in part.problems] == [
        (5003, "duplicate-key")
    ]


def test_what_cannot_be_parsed_to_its_end_says_so_in_its_last_part() -> None:
    people = "".join(f"  a{n}: {{name: A}}\n" for n in range(5000))
    data = f"stakegraph: 1\npeople:\n{people}  b: {{name: 'B}}\n\n".encode()
    *before, last = in_chunks(data, 1000)
    assert [len(part.actors) for part in before] == [4096]
    assert last.is_broken
    assert last.problems == read(data, "f.yaml").problems
    assert [(each.line, each.column) for each in last.problems] == [(5003, 13)]


def test_every_byte_and_character_that_yaml_forbids_is_told_of() -> None:
    lines = ["stakegraph: 1", *(f"# {n}" for n in range(99)), "# \x07\x7f", "title: \x1b", "# end"]
    data = "\n".join(lines).encode()
    for size in (10, 10_000):
        (*_, last) = in_chunks(data, size)
        places = [(each.line, each.column, each.rule) for each in last.problems]
        assert places == [(101, 3, "encoding"), (101, 4, "encoding"), (102, 8, "encoding")]
        (*_, last) = in_chunks(data + b"\n\n\xc3\xa9\xff", size)
        assert [each[1:3] for each in last.problems][3:] == [(105, 2)]


@given(FILES)
def test_whatever_stands_in_a_file_as_another_program_writes_it(data: dict[str, object]) -> None:
    assert_the_same(pyyaml.dump(data, allow_unicode=True, sort_keys=False).encode(), 100)


EDITS = st.lists(
    st.tuples(
        st.integers(0, len(PLAIN)),
        st.sampled_from([0, 0, 1, 2, 20]),
        st.sampled_from(["", *NASTY]),
    ),
    min_size=1,
    max_size=3,
)


@examples(10)
@given(st.sampled_from([PLAIN, PLAIN, FACTS_AT_THE_MARGIN]), EDITS, st.integers(1, 300))
def test_whatever_happens_to_a_file_it_says_what_pyyaml_takes_it_for(
    text: str, edits: list[tuple[int, int, str]], size: int
) -> None:
    for at, removed, put in edits:
        text = text[:at] + put + text[at + removed :]
    assert_the_same(text.encode(), size)
    found = read(text.encode(), "f.yaml")
    if not any(problem.severity == "error" for problem in found.problems):
        assert given_by(found) == given_by_pyyaml(text)


@given(st.lists(st.sampled_from(PLAIN.splitlines(keepends=True)), max_size=12))
def test_whatever_lines_follow_each_other(lines: list[str]) -> None:
    text = "stakegraph: 1\n" + "".join(lines)
    assert_the_same(text.encode(), 100)
    found = read(text.encode(), "f.yaml")
    if not any(problem.severity == "error" for problem in found.problems):
        assert given_by(found) == given_by_pyyaml(text)


def given_by(reading: Reading) -> dict[str, Any]:
    """Return what was read as the tables that a fact file has, without what is empty."""
    found: dict[str, Any] = {"title": reading.title, "facts": []}
    for section, key, fields in entries(reading):
        plain = {name: _plain(name, value) for name, value in fields.items() if value}
        if key:
            found.setdefault(section, {})[key] = plain
        else:
            found["facts"].append(plain)
    return {name: each for name, each in found.items() if each}


def given_by_pyyaml(text: str) -> dict[str, Any]:
    """Return the tables of a fact file as PyYAML composes them, every scalar a text."""
    found = pyyaml.load(text, pyyaml.CBaseLoader)
    del found["stakegraph"]
    for name, section in found.items():
        if name == "facts" and section:
            found[name] = [_plainly(fact) for fact in section]
        elif name != "title" and section:
            found[name] = {key: _plainly(fields) for key, fields in section.items()}
    return {name: each for name, each in found.items() if each}


def _plainly(fields: dict[str, Any]) -> dict[str, Any]:
    same = {"status": "stated", "symmetric": "false"}  # as where nothing is given
    found = {name: _plain(name, value) for name, value in fields.items()}
    return {name: value for name, value in found.items() if value and same.get(name) != value}


def _plain(name: str, value: Any) -> Any:
    """Return a value in one form of those that say the same."""
    if name == "evidence":
        items = value if isinstance(value, list | tuple) else [value]
        return [_cited(item) for item in items]
    if name in ("since", "until", "on", "date"):
        return value.strip()
    return (
        list(value) if isinstance(value, tuple) else str(value) if isinstance(value, str) else value
    )


def _cited(item: Any) -> tuple[str, str, str]:
    if isinstance(item, str):
        source, *at = item.split(maxsplit=1)
        return source, "".join(at).strip(), ""
    return item["source"], item.get("at", ""), item.get("quote", "")
