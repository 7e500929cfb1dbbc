"""The help: one page for a newcomer, a family at a time, and one style for wrong arguments."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap
from typing import Any

import pytest

from stakegraph.cli import _app

Run = Callable[..., Any]


def test_the_first_page_names_every_command_on_a_terminal_of_80_by_24(run: Run) -> None:
    ran = run("--help")
    lines = ran.out.splitlines()
    assert (ran.code, ran.err, len(lines) <= 24) == (0, "", True)
    assert max(map(len, lines)) <= 80
    named = {
        name for line in lines if line.startswith("  ") for name in line[34:].strip().split(", ")
    }
    assert {name.split()[0] for name in _app.COMMANDS} <= {name.strip(",") for name in named}
    assert {row.group for row in _app.COMMANDS.values()} <= {line[2:34].strip() for line in lines}


def test_help_says_what_every_command_shows(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    ran = run("help")
    assert (ran.code, ran.err) == (0, "")
    said = " ".join(ran.out.split())
    for name, row in _app.COMMANDS.items():
        assert f"{name} {' '.join(row.help.partition(chr(10) * 2)[0].split())}" in said
    assert max(map(len, ran.out.splitlines())) < 80


def test_the_words_of_a_help_are_broken_where_the_terminal_ends(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for name, row in _app.COMMANDS.items():
        lines = {line.strip() for line in run(*name.split(), "--help").out.splitlines()}
        for part in row.help.split("\n\n"):
            words = " ".join(part.split())
            assert {*wrap(words, 78, break_on_hyphens=False)} <= lines, name


def test_a_family_is_named_by_its_beginning_and_a_command_has_its_options(run: Run) -> None:
    family = run("help", "reporting", "lines").out
    assert [line.split()[0] for line in family.splitlines() if line[2:3] != " "] == [
        *("Reporting", "who-reports-to", "chain", "org-chart", "roles")
    ]
    assert run("help", "sources", "read") == run("sources", "read", "--help")
    assert run("help", "chain").code == 0
    wrong = run("help", "evidenze")
    assert (wrong.code, wrong.out) == (2, "")
    assert "no command and no family of commands is called 'evidenze'" in wrong.err


def test_an_option_before_the_command_is_told_where_it_belongs(run: Run) -> None:
    for option in ("--facts", "--facts=x.yaml", "--format"):
        ran = run(option, "x.yaml", "roles", "Rowney")
        said = f"{option.partition('=')[0]} comes after the command: stakegraph roles ... {option}"
        assert (ran.code, ran.err) == (2, f"stakegraph: {said}\n")


def test_who_asks_help_for_what_is_not_there_is_told_what_lists_all(run: Run) -> None:
    said = "no command and no family of commands is called 'nobody': 'stakegraph help' lists all"
    assert run("help", "nobody").err == f"stakegraph: {said}\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("list --bogus", "no such option: --bogus"),
        ("shwo", "no such command 'shwo'; did you mean 'show'?: see 'stakegraph --help'"),
        ("path", "missing argument 'start': see 'stakegraph path --help'"),
        ("show serco --limit x", "invalid value for '--limit': 'x' is not a valid"),
        ("show a b", "got unexpected extra argument"),
        ("--nothing", "no such option: --nothing"),
    ],
)
def test_wrong_arguments_are_told_in_one_line_as_all_else(line: str, said: str, run: Run) -> None:
    ran = run(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"stakegraph: {said}")
    assert ran.err.count("\n") == 1
    assert " --help'" in ran.err
