"""How a command ends: 0 answered, 1 the facts are at fault, 2 called wrongly."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FACTS = """\
stakegraph: 1
sources: {cc: {title: T, date: 2020}}
people:
  ann: {name: Ann Lee, evidence: cc ¶1}
  bob: {name: Bob Lee, evidence: cc ¶1}
  cy: {name: Cy, evidence: cc ¶1}
organisations:
  acme: {name: Acme, evidence: cc ¶1}
  bolt: {name: Bolt, evidence: cc ¶1}
facts:
  - {who: ann, reports_to: bob, evidence: cc ¶1}
  - {who: cy, role_at: acme, evidence: cc ¶1}
  - {who: ann, supports: bolt, evidence: cc ¶1}
"""


@pytest.fixture(autouse=True)
def facts(here: Path) -> Path:
    (here / "stakegraph.yaml").write_text(FACTS, encoding="utf-8")
    return here / "stakegraph.yaml"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("who-reports-to ann", "Nobody is recorded as reporting to Ann Lee."),
        ("chain bob", "Nobody is recorded above Bob Lee in a reporting line."),
        ("roles bob", "No role of Bob Lee is recorded."),
        ("roles bolt", "No role at Bolt is recorded."),
        ("partners acme", "No partner of Acme is recorded."),
        ("find zebra", "No actor with 'zebra' is recorded."),
        ("list partnership", "No actor of kind partnership is recorded."),
        ("path ann cy", "No route connects them."),
        ("path ann ann", "Both names mean the same actor."),
    ],
)
def test_an_empty_answer_is_a_sentence_and_no_error(
    line: str, said: str, run: Callable[..., Any]
) -> None:
    ran = run(*line.split())
    assert (ran.code, ran.err) == (0, "")
    assert said in ran.out.splitlines()


@pytest.mark.parametrize("format", ["json", "csv", "md", "table"])
def test_an_empty_answer_is_no_error_in_any_format(format: str, run: Callable[..., Any]) -> None:
    ran = run("find", "zebra", "--format", format)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.strip()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("show zebra", "nobody here is called 'zebra'; 'stakegraph list' shows who is here"),
        ("show", "missing argument"),
        ("show Boblee x", "unexpected extra argument"),
        ("show Bolts", "the nearest names:\n  bolt: Bolt (organisation)"),
        ("show Lee", "  ann: Ann Lee (person)\n  bob: Bob Lee (person)\n"),
        ("chain Acme", "Acme is of kind organisation"),
        ("org-chart Ann", "Ann Lee is of kind person"),
        ("path Cy Bob --avoid Cy", "--avoid: Cy is an end of the path itself"),
        ("list peeple", "no actor is of kind 'peeple'"),
        ("show Cy --format xml", "no format is called 'xml'; there are: csv, json, md, table"),
        ("show Cy --source c", "no source has the id 'c'"),
        ("show Cy --without-source ccc", "no source has the id 'ccc': did you mean 'cc'?"),
        ("show Cy --as-of 2008-13-01", "--as-of: "),
        ("show Cy --as-of soon", "--as-of: "),
        ("path Cy Bob --only stanse", "kind or actor is called 'stanse': did you mean 'stance'?"),
        ("path Cy Bob --paths 0", "invalid value for '--paths'"),
        ("show Cy --facts no.yaml", "no.yaml: there is no such file or folder"),
        ("show Cy --facts *.yml", "*.yml: no file has such a name"),
        ("check no.yaml", "no.yaml: there is no such file or folder"),
        ("check --ignore no-evidense", "'no-evidense': did you mean 'no-evidence'?"),
        ("check --format xml", "no format is called 'xml'; there are: text, json, github"),
        ("export", "name a format with --to, or a file with --out"),
        ("export --out a", "name a format with --to, or a file with --out"),
        ("export --out stakegraph.yaml/a.json", "stakegraph.yaml/a.json: "),
        ("export --to markdown --out stakegraph.yaml", "stakegraph.yaml/"),
        ("export --to csv --out stakegraph.yaml/x", "x-nodes.csv: Not a directory"),
        ("export --to docx", "no format is called 'docx'; there are: "),
        ("export --out a.docx", "no format is called 'docx'; there are: "),
        ("schema --out no/such.json", "no/such.json: No such file or directory"),
        ("shwo Cy", "no such command 'shwo'"),
        ("show --colour Cy", "no such option"),
    ],
)
def test_a_wrong_call_says_so_and_prints_nothing_else(
    line: str, said: str, here: Path, run: Callable[..., Any]
) -> None:
    ran = run(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert [path.name for path in here.iterdir()] == ["stakegraph.yaml"]


def test_a_folder_without_fact_files_is_a_wrong_call(here: Path, run: Callable[..., Any]) -> None:
    (here / "empty").mkdir()
    ran = run("list", "--facts", "empty")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "stakegraph: empty: the folder holds no fact file (.yaml, .yml or .jsonl): "
        "'stakegraph init empty' begins one\n"
    )


BROKEN = FACTS.replace("reports_to: bob", "reports_to: bbo").replace("role_at: acme", "role: acme")


@pytest.mark.parametrize("line", ["list", "show Cy --format json", "export --to json", "gaps"])
def test_facts_at_fault_end_every_question_with_the_lines_of_check(
    line: str, facts: Path, run: Callable[..., Any]
) -> None:
    facts.write_text(BROKEN, encoding="utf-8")
    checked, asked = run("check"), run(*line.split())
    errors = [line for line in checked.out.splitlines() if ": error: " in line]
    assert (checked.code, asked.code, asked.out) == (1, 1, "")
    assert len(errors) >= 2
    assert asked.err.splitlines() == errors


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
@pytest.mark.parametrize("line", ["list", "export --to json"])
def test_an_answer_that_does_not_fit_on_the_disk_is_one_line_and_1(line: str) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "stakegraph", *line.split()],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    said = "stakegraph: the answer cannot be written: No space left on device\n"
    assert (done.returncode, done.stderr) == (1, said)


def test_a_kind_of_which_none_counts_is_an_empty_answer(
    facts: Path, run: Callable[..., Any]
) -> None:
    changed = FACTS.replace("name: Acme,", "name: Acme, kind: company,")
    facts.write_text(changed.replace("{cc: {", "{s2: {title: U}, cc: {"), encoding="utf-8")
    ran = run("list", "company", "--source", "s2")
    assert (ran.code, ran.err) == (0, "")
    assert "No actor of kind company is recorded." in ran.out


def test_why_of_an_event_that_does_not_count_says_so(facts: Path, run: Callable[..., Any]) -> None:
    changed = FACTS.replace("{cc: {", "{s2: {title: U}, cc: {")
    changed += "events: {fair: {what: A fair, evidence: cc ¶1}}\n"
    facts.write_text(changed, encoding="utf-8")
    assert "A fair" in run("why", "fair").out
    ran = run("why", "fair", "--source", "s2")
    assert (ran.code, "A fair" in ran.out) == (0, False)
    assert "does not count with these options" in ran.out
