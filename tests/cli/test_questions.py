"""Questions asked from the shell and from Python: the same row, the same answer."""

from __future__ import annotations

import csv
import io
import json
import shlex
from collections.abc import Callable
from typing import Any

import pytest

import stakegraph as sg
from stakegraph.questions.question import Question
from stakegraph.questions.registry import QUESTIONS

Run = Callable[..., Any]


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row.name)
def test_an_example_has_the_same_answer_from_the_shell_and_from_python(
    row: Question, run: Run
) -> None:
    answer = eval(row.python_call(), {"facts": sg.open()})
    shown = {
        format: run(*shlex.split(row.command_line())[1:], "--format", format).out
        for format in ("json", "csv", "tree")
    }
    assert answer.to_dict() == json.loads(shown["json"])
    assert answer.to_records() == [*csv.DictReader(io.StringIO(shown["csv"]))]
    assert str(answer) == shown["tree"].rstrip("\n")
    assert answer.result.fails is False


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    ("call", "line"),
    [
        ('who_reports_to("Rowney", all=True)', "who-reports-to Rowney --all"),
        (
            'path("Williams", "Rowney", paths=1, max_hops=4, avoid="Serco", only=["role"])',
            "path Williams Rowney --paths 1 --max-hops 4 --avoid Serco --only role",
        ),
        (
            'path("Williams", "Rowney", together=True, only="kind:team", avoid=["owns", "Serco"])',
            "path Williams Rowney --together --only kind:team --avoid owns --avoid Serco",
        ),
        ('diff("data/stoke.yaml", evidence=True)', "diff data/stoke.yaml --evidence"),
        ('roles(as_of=date(2007, 6, 15), source="cc")', "roles --as-of 2007-06-15 --source cc"),
        ('gaps(older_than="2009", ignore="alone")', "gaps --older-than 2009 --ignore alone"),
        ('what_if(without_source="cc")', "what-if --without-source cc"),
        ('why("Serco", "Tact")', "why Serco Tact"),
    ],
)
def test_the_options_are_those_of_the_command_line(call: str, line: str, run: Run) -> None:
    from datetime import date

    answer = eval(f"facts.{call}", {"facts": sg.open(), "date": date})
    assert answer.to_dict() == json.loads(run(*line.split(), "--format", "json").out)


def test_what_differs_is_data_in_python_and_an_exit_code_in_the_shell(
    run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("two")
    old, new = folder / "old.yaml", folder / "new.yaml"
    old.write_text("stakegraph: 1\npeople: {ann: {name: Ann}}\n", encoding="utf-8")
    new.write_text("stakegraph: 1\npeople: {ann: {name: Anne}}\n", encoding="utf-8")
    answer = sg.open(new).diff(old)
    ran = run("diff", str(old), "--facts", str(new), "--format", "json")
    assert (ran.code, answer.result.fails) == (1, True)
    assert answer.to_dict() == json.loads(ran.out)
