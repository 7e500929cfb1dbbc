"""`stakegraph` alone: what is loaded, in which state it is, and what to do next."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stakegraph.store import keep

Run = Callable[..., Any]

WHOLE = """\
stakegraph: 1
title: The docks
sources: {s: {title: S, date: 2022-06-01}, t: {title: T, date: 2022-06-01}}
people: {ann: {name: Ann, evidence: s}, bob: {name: Bob, evidence: s}}
organisations: {acme: {name: Acme, evidence: s}}
posts: {head: {title: head, at: acme, evidence: s}}
events: {fire: {what: A fire broke out, on: 2020, who: [acme], evidence: s}}
facts:
- {who: ann, holds: head, since: 2020, evidence: s}
"""
CLEAN = WHOLE + "- {who: ann, works_with: bob, evidence: s}\n"


def lines(ran: Any) -> list[str]:
    """Return what stands in the lines of a page, without the marks of the tree."""
    return [re.sub("^[├└]── ", "", line) for line in ran.out.splitlines() if line]


def test_an_empty_folder_has_the_example_and_is_told_how_to_begin(run: Run) -> None:
    ran = run()
    assert ran.code == 0
    assert ran.err == (
        "stakegraph: answering from the bundled example: --facts PATH asks your own\n"
    )
    first, *rest, last, commands = lines(ran)
    assert first.startswith("Who runs children's services in Stoke-on-Trent")
    assert rest[0] == "from the bundled example"
    assert rest[-3:-1] == ["problems: none", "conflicts: none"]
    gaps = run("gaps").out.splitlines()[-1]
    assert rest[-1] == f"gaps: {gaps.split()[0]}"
    assert last == "Next: stakegraph init begins a fact file of your own."
    assert commands == "All commands: stakegraph --help"


def test_the_page_counts_what_other_commands_show(here: Path, run: Run) -> None:
    more = "- {who: bob, holds: head, since: 2020, evidence: t}\n- {who: acme, funds: bob}\n"
    (here / "stakegraph.yaml").write_text(WHOLE + more)
    assert lines(run()) == [
        "The docks",
        "from stakegraph.yaml",
        "4 actors: 2 people, 1 organisation, 1 post",
        "4 facts, from which 2 more follow; 1 event",
        "2 sources",
        "problems: 1 warning",
        "conflicts: 1",
        f"gaps: {run('gaps').out.splitlines()[-1].split()[0]}",
        "Next: stakegraph conflicts shows the facts that cannot all be true.",
        "All commands: stakegraph --help",
    ]
    assert run("status") == run()
    assert run("conflicts").out.endswith("1 conflict.\n")
    (here / "stakegraph.yaml").rename(here / "docks.yaml")
    assert lines(run("--facts", "docks.yaml"))[1] == "from docks.yaml"
    assert lines(run("--facts", "docks.yaml"))[-2] == (
        "Next: stakegraph conflicts --facts docks.yaml shows the facts that cannot all be true."
    )
    assert run("--facts=docks.yaml") == run("status", "--facts", "docks.yaml")


@pytest.mark.parametrize(
    ("text", "step"),
    [
        (CLEAN, "gaps shows what the facts do not say yet, and what to ask"),
        (WHOLE, "check names each warning, with its line"),
        (WHOLE + "- {who: ann, works_wth: bob}\n", "check names each error, with its line"),
        ("stakegraph: 1\n", "add --help shows how facts are added"),
        ("", "check names each error, with its line"),
        ("x: [", "check names each error, with its line"),
    ],
)
def test_what_to_do_next_is_what_the_facts_need_first(
    text: str, step: str, here: Path, run: Run
) -> None:
    (here / "stakegraph.yaml").write_text(text)
    ran = run()
    assert (ran.code, ran.err) == (0, "")
    assert lines(ran)[-2] == f"Next: stakegraph {step}."


@pytest.mark.parametrize("text", ["x: [", "", WHOLE + "- {who: cid, works_with: bob}\n"])
def test_of_facts_with_errors_no_conflict_and_no_gap_is_counted(
    text: str, here: Path, run: Run
) -> None:
    (here / "stakegraph.yaml").write_text(text)
    told = lines(run())
    assert told[1] == "from stakegraph.yaml, as far as it can be read"
    assert told[-5:-2] == [
        "problems: 1 error" if len(text) < 9 else "problems: 1 error and 1 warning",
        "conflicts: not known while there are errors",
        "gaps: not known while there are errors",
    ]
    answer = json.loads(run("status", "--format", "json").out)["answer"]
    assert (answer["errors"], answer["conflicts"], answer["gaps"]) == (1, None, None)


@pytest.mark.parametrize("text", [CLEAN, WHOLE, "x: ["])
def test_the_next_command_can_be_typed_as_it_stands(text: str, here: Path, run: Run) -> None:
    (here / "my docks.yaml").write_text(text)
    (here / "more.yaml").write_text("stakegraph: 1\n")
    paths = "--facts", "my docks.yaml", "--facts", "more.yaml"
    _, *command = shlex.split(json.loads(run("status", *paths, "--format", "json").out)
                              ["answer"]["next"]["command"])  # fmt: skip
    assert command[1:] == [*paths]
    found = run(*command)
    assert "bundled example" not in found.err
    assert found.out


def test_several_files_are_named_as_far_as_they_are_few(here: Path, run: Run) -> None:
    (here / "facts").mkdir()
    for number in range(5):
        (here / "facts" / f"{number}.yaml").write_text("stakegraph: 1\n")
    assert lines(run())[1] == (
        "from facts/0.yaml, facts/1.yaml, facts/2.yaml and 2 more".replace("/", os.sep)
    )


def test_large_facts_are_counted_as_they_are_kept_and_not_read_for_it(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep, "LARGE", 100)
    path = here / "stakegraph.yaml"
    path.write_text(WHOLE)
    unread = [
        "Facts",
        "from stakegraph.yaml (0.0 MB)",
        "not read since they changed, or ever: the next question reads them, once",
        "Next: stakegraph check reads them, and names each problem.",
        "All commands: stakegraph --help",
    ]
    assert lines(run()) == unread
    assert run("list").code == 0
    assert lines(run())[2:4] == [
        "4 actors: 2 people, 1 organisation, 1 post",
        "2 facts, from which 1 more follows; 1 event",
    ]
    path.write_text(f"{WHOLE}- {{who: bob, works_with: ann, evidence: s}}\n")
    assert lines(run()) == unread
    assert lines(run("status", "--no-cache"))[3] == "3 facts, from which 1 more follows; 1 event"


def test_what_limits_the_facts_is_refused(here: Path, run: Run) -> None:
    (here / "stakegraph.yaml").write_text(WHOLE)
    told = "stakegraph: {} is that of all facts: leave out what limits them\n"
    assert run("status", "--source", "s") == (2, "", told.format("the status"))
    assert run("relations", "--as-of", "2020") == (2, "", told.format("the vocabulary"))
    assert run("kinds", "--firm") == (2, "", told.format("the vocabulary"))


def test_an_option_before_a_command_is_no_status(run: Run) -> None:
    ran = run("--facts", "f.yaml", "list")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "stakegraph: --facts comes after the command: stakegraph list ... --facts\n"


def test_facts_that_are_not_there_are_told_of_in_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAKEGRAPH_FACTS", "nowhere.yaml")
    assert run() == (2, "", "stakegraph: nowhere.yaml: there is no such file or folder\n")


def test_on_a_terminal_the_note_of_the_example_is_dim(here: Path) -> None:
    pty = pytest.importorskip("pty", reason="needs pseudo-terminals")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
    subprocess.run(
        [sys.executable, "-m", "stakegraph"],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=environment,
        timeout=60,
        check=True,
    )
    os.close(theirs)
    told = os.read(ours, 10_000).decode()
    os.close(ours)
    note = "stakegraph: answering from the bundled example: --facts PATH asks your own"
    assert told == f"\x1b[2m{note}\x1b[0m\r\n"
