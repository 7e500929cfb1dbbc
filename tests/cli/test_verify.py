"""`verify` as a linter of citations: silent when they are borne out, findings at their places."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PAGE = "¶1 A headline\n¶2 Ann Lee has joined Acme.\n¶3 Acme’s rival is Bolt.\n"
GOOD = """\
stakegraph: 1
sources:
  s: {title: T, date: 2020, text: page.md}
people: {ann: {name: Ann Lee}}
organisations: {acme: {name: Acme}, bolt: {name: Bolt}}
facts:
  - {who: ann, role_at: acme, evidence: s ¶2}
  - who: acme
    works_with: bolt
    evidence:
      - {source: s, at: ¶3, quote: "Acme's rival"}
"""


@pytest.fixture
def verify(here: Path, run: Callable[..., Any]) -> Callable[..., Any]:
    def verify(*replaced: str, options: tuple[str, ...] = ()) -> Any:
        text = GOOD
        for said, instead in zip(replaced[::2], replaced[1::2], strict=True):
            assert text.count(said) == 1
            text = text.replace(said, instead)
        (here / "f.yaml").write_text(text, encoding="utf-8")
        (here / "page.md").write_text(PAGE, encoding="utf-8")
        return run("verify", "--facts", "f.yaml", *options)

    return verify


WELL = "stakegraph: 2 facts, 2 citations, 1 quote: all borne out\n"


def test_citations_that_are_borne_out_are_counted(verify: Callable[..., Any]) -> None:
    assert verify() == (0, "", WELL)
    assert verify(options=("--format", "json")) == (0, "[]\n", WELL)


@pytest.mark.parametrize(
    ("said", "instead", "finding"),
    [
        ("s ¶2", "s ¶9", "7:41: error: s has no ¶9: its paragraphs are ¶1 to ¶3 [missing-place]"),
        (
            "at: ¶3",
            "at: ¶2",
            "11:9: error: the quotation stands in ¶3, not in ¶2 [quote-moved]",
        ),
        (
            "Acme's rival",
            "Acme's rivals",
            "11:9: error: the quotation is not in s ¶3;"
            " the nearest words are “Acme's rival” [quote-not-found]",
        ),
        (
            "s ¶2",
            "s ¶3",
            "7:41: error: ann.role_at.acme: Ann Lee is not mentioned in s ¶3 [end-not-mentioned]",
        ),
        (
            "page.md",
            "lost.md",
            "3:35: error: the text of s cannot be read: lost.md: No such file or directory"
            " [no-text]",
        ),
    ],
)
def test_a_broken_citation_is_found_at_its_line_and_column(
    verify: Callable[..., Any], said: str, instead: str, finding: str
) -> None:
    ran = verify(said, instead)
    assert ran.out == f"f.yaml:{finding}\n"
    assert ran.code == 1
    assert ran.err.endswith("stakegraph: 1 finding\n")


def test_all_findings_come_in_one_run_sorted_by_place(verify: Callable[..., Any]) -> None:
    ran = verify("s ¶2", "s ¶9", "at: ¶3", "at: ¶2")
    assert [line.split(": ")[0] for line in ran.out.splitlines()] == ["f.yaml:7:41", "f.yaml:11:9"]
    assert ran.err == "stakegraph: 2 findings\n"


def test_a_copy_of_ones_own_goes_before_the_text(verify: Callable[..., Any], here: Path) -> None:
    (here / "mine.txt").write_text("Headline\n\nLee is at Acme\n\nAcme's rival: Bolt\n")
    copy = ("--text", "s=mine.txt")
    assert verify("page.md", "lost.md", options=copy) == (0, "", WELL)
    (here / "mine.txt").write_text("Headline\n\nSomebody is at Acme\n\nAcme's rival: Bolt\n")
    assert "Ann Lee is not mentioned in s ¶2" in verify(options=copy).out


def test_a_source_without_a_text_is_no_finding(verify: Callable[..., Any]) -> None:
    told = "stakegraph: s has no text to check against; give yours with --text s=PATH\n"
    assert verify(", text: page.md", "") == (0, "", told)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("page.md", "--text 'page.md': write ID=PATH, with the id of a source"),
        ("t=page.md", "--text 't=page.md': write ID=PATH, with the id of a source"),
        ("s=lost.txt", "lost.txt: No such file or directory"),
    ],
)
def test_a_copy_that_cannot_be_meant_or_read_is_a_wrong_call(
    verify: Callable[..., Any], given: str, message: str
) -> None:
    assert verify(options=("--text", given)) == (2, "", f"stakegraph: {message}\n")


def test_findings_are_waived_in_the_file_and_counted(verify: Callable[..., Any]) -> None:
    waiver = '"Acme\'s rivals", waive: {quote-not-found: "so in print, p. 3"}'
    told = "stakegraph: 2 facts, 2 citations, 1 quote: all borne out but for 1 finding waived\n"
    assert verify('"Acme\'s rival"', waiver) == (0, "", told)
    ran = verify('"Acme\'s rival"', waiver, "s ¶2", "s ¶3")
    assert ran.err == "stakegraph: 1 finding, 1 finding waived\n"
    assert ran.code == 1


def test_a_place_that_no_text_numbers_is_told_of(verify: Callable[..., Any]) -> None:
    ran = verify("s ¶2", '"s § 2, p. 9"')
    assert ran.code == 0
    assert ran.err == (
        "stakegraph: 2 facts, 2 citations, 1 quote: all borne out; 1 citation looked for in the"
        " whole text, which does not number such places\n"
    )


def test_programs_get_json(verify: Callable[..., Any]) -> None:
    (finding,) = json.loads(verify("s ¶2", "s ¶9", options=("--format", "json")).out)
    assert (finding["line"], finding["column"], finding["rule"]) == (7, 41, "missing-place")


@pytest.mark.usefixtures("example")
def test_the_example_is_clean_and_its_citations_are_looked_into(
    run: Callable[..., Any], here: Path
) -> None:
    assert run("verify") == (0, "", "stakegraph: 82 facts, 242 citations: all borne out\n")
    ran = run("verify", "--text", "cc=README.md")
    assert ran.code == 1
    assert ran.out.count("data/stoke.yaml:") > 50


def test_a_text_that_is_not_the_one_of_the_checksum_is_a_finding(
    verify: Callable[..., Any], here: Path
) -> None:
    sha = hashlib.sha256(PAGE.encode()).hexdigest()
    ran = verify("text: page.md", f"text: page.md, sha256: {sha.upper()}")
    assert (ran.code, ran.out) == (0, "")
    other = hashlib.sha256(b"another text").hexdigest()
    ran = verify("text: page.md", f"text: page.md, sha256: {other}")
    assert ran.out == (
        "f.yaml:3:52: error: s: page.md is not the text of this checksum: 2 entries cite it:"
        " ann.role_at.acme, acme.works_with.bolt [changed-text]\n"
    )
    assert (ran.code, ran.err) == (1, "stakegraph: 1 finding\n")


def test_a_text_of_other_line_ends_is_told_of_as_such(verify: Callable[..., Any]) -> None:
    sha = hashlib.sha256(PAGE.replace("\n", "\r\n").encode()).hexdigest()
    ran = verify("text: page.md", f"text: page.md, sha256: {sha}")
    assert "page.md is not the text of this checksum but for its line ends: 2 entries" in ran.out


def test_a_copy_that_is_given_is_compared_with_the_checksum(
    verify: Callable[..., Any], here: Path
) -> None:
    sha = hashlib.sha256(PAGE.encode()).hexdigest()
    (here / "mine.txt").write_text(PAGE + "¶4 More.\n", encoding="utf-8")
    ran = verify(", text: page.md", f", sha256: {sha}", options=("--text", "s=mine.txt"))
    assert "s: mine.txt is not the text of this checksum" in ran.out
