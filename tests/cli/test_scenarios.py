"""What is so in each situation of posts, terms and sources: small fact files, questions, answers.

A file of `scenarios/` begins with questions, each as it is typed (`# $ stakegraph ...`), and under
it the whole answer. Facts of a second file, which stands behind a line of hyphens, are read with
the first.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SCENARIOS = sorted((Path(__file__).parents[1] / "scenarios").glob("*.yaml"))


def parts(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the questions of a scenario with their answers, and its fact files."""
    head, _, rest = text.partition("stakegraph: 1\n")
    asked = []
    for block in re.split(r"^# \$ stakegraph ", head, flags=re.MULTILINE)[1:]:
        question, _, answer = block.partition("\n")
        lines = [line.removeprefix("#").removeprefix(" ") for line in answer.splitlines()]
        asked.append((question, "\n".join(lines).strip("\n") + "\n"))
    return asked, ["stakegraph: 1\n" + each for each in rest.split("---\nstakegraph: 1\n")]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.stem)
def test_each_question_of_a_scenario_has_the_right_answer(
    scenario: Path, run: Callable[..., Any], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    text = scenario.read_text(encoding="utf-8")
    asked, files = parts(text)
    given = []
    for number, facts in enumerate(files, 1):
        path = tmp_path / f"{number}.yaml"
        path.write_text(facts, encoding="utf-8")
        given += ["--facts", str(path)]
    answers = []
    for question, _ in asked:
        ran = run(*shlex.split(question), *given)
        assert ran.err == ""
        answers.append((question, ran.out))
    if request.config.getoption("--regen"):
        scenario.write_text(_rewritten(text, answers), encoding="utf-8")
        asked = answers
    assert asked
    assert answers == asked


def _rewritten(text: str, answers: list[tuple[str, str]]) -> str:
    """Return a scenario with other answers."""
    head, _, rest = text.partition("stakegraph: 1\n")
    said = re.split(r"^# \$ stakegraph ", head, flags=re.MULTILINE)[0]
    blocks = []
    for question, answer in answers:
        lines = [f"# {line}".rstrip() for line in answer.rstrip("\n").splitlines()]
        blocks.append("\n".join([f"# $ stakegraph {question}", *lines]) + "\n#\n")
    return said + "".join(blocks) + "stakegraph: 1\n" + rest
