"""Reading plain entries without a YAML parser says exactly what reading the whole document says."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from factfiles import FILES
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from stakegraph.factfile import pieces, yaml
from stakegraph.factfile._entries import Entries
from stakegraph.factfile._whole import read_whole
from stakegraph.factfile.pieces import NotPlain, Piece
from stakegraph.factfile.reading import Reading, joined
from stakegraph.factfile.writer import write
from stakegraph.factfile.yaml import parts, read

ROOT = Path(__file__).parent.parent.parent
CASES = sorted((ROOT / "tests" / "cases").glob("**/*.yaml"))
STOKE = (ROOT / "data" / "stoke.yaml").read_text(encoding="utf-8")

# Every way to write an entry that is read without a parser, and one that is not.
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


def in_chunks(data: bytes, size: int) -> Reading:
    return joined(list(parts((data[at : at + size] for at in range(0, len(data), size)), "f.yaml")))


def by_place(reading: Reading) -> Reading:
    """Return what a file says in the order of the file, which parts have, not of the sections."""

    def sort(entries: list[Any]) -> list[Any]:
        return sorted(entries, key=lambda entry: entry.origin[1:3])

    return replace(
        reading,
        sources=sort(reading.sources),
        actors=sort(reading.actors),
        events=sort(reading.events),
        facts=sort(reading.facts),
        problems=sorted(reading.problems),
    )


def assert_the_same(data: bytes, size: int = 1 << 20) -> None:
    """Compare all ways of reading a file with that of the whole document."""
    whole = read_whole(data, "f.yaml")
    for few in (0, 1 << 16):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(pieces, "_FEW", few)
            assert read(data, "f.yaml") == whole
            with suppress(NotPlain):
                assert by_place(in_chunks(data, size)) == by_place(whole)


def parsed(text: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the first line of each entry that takes a parser of YAML."""
    found = []
    original = yaml._parsed

    def noting(section: str, piece: Piece, into: Entries) -> str:
        found.append(piece[1].splitlines()[0])
        return original(section, piece, into)

    with monkeypatch.context() as patched:
        patched.setattr(yaml, "_parsed", noting)
        list(parts([text.encode()], "f.yaml"))
    return found


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_faulty_file_has_the_same_problems(path: Path) -> None:
    for size in (7, 1 << 20):
        assert_the_same(path.read_bytes(), size)


@pytest.mark.parametrize("text", [PLAIN, FACTS_AT_THE_MARGIN, STOKE, PLAIN.replace("\n", "\r\n")])
@pytest.mark.parametrize("size", [1, 1000])
def test_a_good_file_says_the_same_however_it_comes_in(text: str, size: int) -> None:
    data = text.encode()
    whole = read_whole(data, "f.yaml")
    assert whole.problems == []
    for sent in (data, b"\xef\xbb\xbf" + data):
        assert in_chunks(sent, size) == read(sent, "f.yaml") == whole


def test_what_our_own_writer_writes_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for text, expected in ((PLAIN, ["  mentors:"]), (STOKE, [])):
        once = "".join(write(read(text.encode(), "f.yaml")))
        assert_the_same(once.encode())
        assert parsed(once, monkeypatch) == expected


def test_only_what_is_not_plain_takes_a_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = parsed(PLAIN, monkeypatch)
    assert line.startswith("  mentors:")
    assert parsed(STOKE, monkeypatch) == []


def test_the_example_is_read_without_importing_a_yaml_parser() -> None:
    code = (
        "import sys; from stakegraph.store.loading import load; load(['data/stoke.yaml']);"
        "sys.exit('yaml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60).returncode == 0


def test_sections_may_stand_in_another_order() -> None:
    text = "stakegraph: 1\nfacts:\n  - {who: a, reports_to: b}\npeople:\n  a: {name: A}\n"
    assert_the_same(text.encode())
    found = in_chunks(text.encode(), 1000)
    assert ([fact.subject for fact in found.facts], [a.id for a in found.actors]) == (["a"], ["a"])


def test_a_part_has_a_few_thousand_entries() -> None:
    facts = "".join(f"  - {{who: a{n}, reports_to: b}}\n" for n in range(9000))
    found = list(parts([f"stakegraph: 1\nfacts:\n{facts}".encode()], "f.yaml"))
    assert [len(reading.facts) for reading in found] == [0, 4096, 4096, 808]


def test_an_id_given_again_in_a_later_part_is_noticed() -> None:
    people = "".join(f"  a{n}: {{name: A}}\n" for n in [*range(5000), 0])
    with pytest.raises(NotPlain):
        list(parts([f"stakegraph: 1\npeople:\n{people}".encode()], "f.yaml"))


@settings(max_examples=25)
@given(FILES)
def test_whatever_stands_in_a_file_as_another_program_writes_it(data: dict[str, object]) -> None:
    import yaml as parser

    assert_the_same(parser.dump(data, allow_unicode=True, sort_keys=False).encode(), 100)


@given(
    st.sampled_from([PLAIN, PLAIN, FACTS_AT_THE_MARGIN]),
    st.lists(
        st.tuples(
            st.integers(0, len(PLAIN)),
            st.sampled_from([0, 0, 1, 2, 20]),
            st.sampled_from(["", *NASTY]),
        ),
        min_size=1,
        max_size=3,
    ),
    st.integers(1, 300),
)
def test_whatever_happens_to_a_plain_file(
    text: str, edits: list[tuple[int, int, str]], size: int
) -> None:
    for at, removed, put in edits:
        text = text[:at] + put + text[at + removed :]
    assert_the_same(text.encode(), size)


@given(st.lists(st.sampled_from(PLAIN.splitlines(keepends=True)), max_size=12))
def test_whatever_lines_follow_each_other(lines: list[str]) -> None:
    assert_the_same(("stakegraph: 1\n" + "".join(lines)).encode(), 100)
