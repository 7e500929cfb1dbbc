"""`check` as a linter: silent when clean, and problems for people, programs and GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CLEAN = """\
stakegraph: 1
sources: {s: {title: T, date: 2020}}
people: {p: {name: Ann, evidence: s ¶1}}
organisations: {o: {name: Acme, evidence: s ¶1}}
facts:
  - {who: p, role_at: o, evidence: s ¶1}
"""
WARNED = CLEAN.replace("role_at: o, evidence: s ¶1", "role_at: o")
WRONG = CLEAN.replace("role_at: o,", "role_at: x,")


@pytest.fixture
def check(here: Path, run: Callable[..., Any]) -> Callable[..., Any]:
    def check(text: str, *options: str) -> Any:
        (here / "f.yaml").write_text(text, encoding="utf-8")
        return run("check", "f.yaml", *options)

    return check


def test_a_clean_file_is_passed_in_silence(check: Callable[..., Any]) -> None:
    assert check(CLEAN) == (0, "", "")
    assert check(CLEAN, "--strict", "--format", "github") == (0, "", "")


def test_a_warning_fails_only_when_strict_and_not_when_ignored(check: Callable[..., Any]) -> None:
    plain = check(WARNED)
    assert plain.out.startswith("f.yaml:6:5: warning: ")
    assert plain.out.endswith(" [no-evidence]\n")
    assert (plain.code, plain.out.count("\n")) == (0, 1)
    assert check(WARNED, "--strict") == (1, plain.out, "")
    assert check(WARNED, "--strict", "--ignore", "no-evidence") == (0, "", "")


def test_an_error_fails(check: Callable[..., Any]) -> None:
    ran = check(WRONG, "--ignore", "unmentioned-actor")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith("f.yaml:6:23: error: ")
    assert ran.out.endswith(" [unknown-actor]\n")


def test_programs_get_json(check: Callable[..., Any]) -> None:
    ran = check(WARNED, "--format", "json")
    (problem,) = json.loads(ran.out)
    assert problem.pop("message")
    assert problem == {
        "path": "f.yaml",
        "line": 6,
        "column": 5,
        "severity": "warning",
        "rule": "no-evidence",
    }
    assert json.loads(check(CLEAN, "--format", "json").out) == []


def test_github_gets_workflow_commands(check: Callable[..., Any]) -> None:
    ran = check(WARNED, "--format", "github")
    assert ran.out.startswith("::warning file=f.yaml,line=6,col=5,title=no-evidence::")


def test_github_is_told_nothing_else_by_a_hostile_text(check: Callable[..., Any]) -> None:
    ran = check(CLEAN.replace("who: p", 'who: "a\\n::error::100%, x"'), "--format", "github")
    assert ran.code == 1
    assert [
        line for line in ran.out.splitlines() if not line.startswith("::error file=f.yaml")
    ] == []
    assert "100%25, x" in ran.out


KNOWN = """\
stakegraph: 1
sources: {s: {title: T, date: 2020}}
people: {ann: {name: Ann, evidence: s ¶1}}
organisations:
  acme: {name: Acme}
facts:
- {who: ann, role_at: acme, evidence: s ¶1}
- {who: ann, role_at: acme, evidence: s ¶2}
- {who: anna, role_at: acme, evidence: t ¶2}
- {who: ann, works_with: ann, evidence: Gazette}
"""


@pytest.fixture
def baseline(check: Callable[..., Any], here: Path) -> Path:
    """Return a baseline of the problems of KNOWN, one of which names a line."""
    path = here / "known.txt"
    path.write_text(check(KNOWN).out, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == (
        "f.yaml:5:3: warning: acme cites no source: add 'evidence: SOURCE ¶N' [no-evidence]\n"
        "f.yaml:8:3: warning: the same fact stands in line 7: remove one of the two, and put the "
        "evidence of both at the other [duplicate-fact]\n"
        "f.yaml:9:9: error: no actor has the id 'anna': did you mean 'ann'? [unknown-actor]\n"
        "f.yaml:9:40: error: no source has the id 't' [unknown-source]\n"
        "f.yaml:10:41: error: 'Gazette' is no place in a source: write 's ¶7', 's pp. 3-4', "
        "'s § 4.2', 's 12:30' or 's line 9', and several as a list; the sources are s "
        "[bad-evidence]\n"
    )
    return path


OLD = "stakegraph: 5 problems left out, as in known.txt\n"


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("", ""),
        ("people:", "# One line more.\n\npeople:"),
        ("acme: {", "acme:   {"),
        ("sources: {", "sources: {r: {title: R, date: 2019}, "),  # what the advice names
        ("people: {", "people: {anni: {name: Anni, evidence: s, because: x, same_as: ann}, "),
        ("organisations:", "events: {e: {what: Fire, on: 2020, evidence: s}}\norganisations:"),
    ],
)
@pytest.mark.usefixtures("baseline")
def test_what_a_baseline_has_is_left_out_wherever_it_stands(
    was: str, becomes: str, check: Callable[..., Any]
) -> None:
    text = KNOWN.replace(was, becomes, 1)
    assert check(text, "--baseline", "known.txt", "--strict") == (0, "", OLD)


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (
            "{who: ann, role_at: bolt, evidence: s}",
            "11:23: error: no actor has the id 'bolt' [unknown-actor]",
        ),
        # What is alike once more is new.
        (
            "{who: anna, member_of: acme, evidence: s}",
            "11:9: error: no actor has the id 'anna': did you mean 'ann'? [unknown-actor]",
        ),
        (
            "{who: ann, role_at: acme, title: head}",
            "11:3: warning: ann.role_at.acme.head cites no source: add 'evidence: SOURCE ¶N' "
            "[no-evidence]",
        ),
    ],
)
@pytest.mark.usefixtures("baseline")
def test_what_a_baseline_has_not_is_shown_and_fails_as_ever(
    fact: str, told: str, check: Callable[..., Any]
) -> None:
    text = f"{KNOWN}- {fact}\n"
    is_error = ": error: " in told
    assert check(text, "--baseline", "known.txt") == (int(is_error), f"f.yaml:{told}\n", OLD)
    assert check(text, "--baseline", "known.txt", "--strict").code == 1
    (shown,) = json.loads(check(text, "--baseline", "known.txt", "--format", "json").out)
    assert told.endswith(f"[{shown['rule']}]")


def test_the_path_of_a_file_may_be_written_otherwise_and_another_file_is_another(
    baseline: Path, here: Path, run: Callable[..., Any]
) -> None:
    for path in ("./f.yaml", str(here / "f.yaml")):
        assert run("check", path, "--baseline", str(baseline)).code == 0
    (here / "f.yaml").rename(here / "g.yaml")
    assert run("check", "g.yaml", "--baseline", str(baseline)).code == 1


def test_a_baseline_may_have_remarks_and_other_line_ends_and_be_in_utf_16(
    baseline: Path, check: Callable[..., Any]
) -> None:
    text = "# To be mended.\n\n" + baseline.read_text(encoding="utf-8")
    for encoding in ("utf-8-sig", "utf-16"):
        baseline.write_bytes(text.replace("\n", "\r\n").encode(encoding))
        assert check(KNOWN, "--baseline", "known.txt", "--strict") == (0, "", OLD)


def test_an_empty_baseline_leaves_nothing_out(check: Callable[..., Any], here: Path) -> None:
    (here / "known.txt").write_text("")
    assert check(KNOWN, "--baseline", "known.txt") == check(KNOWN)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "known.txt: there is no such file; 'stakegraph check > known.txt' makes a baseline"),
        (
            KNOWN.encode(),
            "known.txt is no baseline: line 1 is none that 'stakegraph check' prints",
        ),
        (b"[]\n", "known.txt is no baseline: line 1 is none that 'stakegraph check' prints"),
        (b"\xff\x00\x81", "known.txt is no baseline: it is no text in UTF-8"),
    ],
)
def test_what_is_no_baseline_is_refused(
    content: bytes | None, told: str, check: Callable[..., Any], here: Path
) -> None:
    if content is not None:
        (here / "known.txt").write_bytes(content)
    assert check(KNOWN, "--baseline", "known.txt") == (2, "", f"stakegraph: {told}\n")


def test_github_is_shown_commas_and_colons_as_they_are(check: Callable[..., Any]) -> None:
    ran = check(WARNED, "--format", "github")
    assert ran.out == (
        "::warning file=f.yaml,line=6,col=5,title=no-evidence::p.role_at.o cites no source: "
        "add 'evidence: SOURCE ¶N'\n"
    )
