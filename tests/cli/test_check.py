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
    assert "100%25%2C x" in ran.out
