"""The rows of the questions: each says of its question what there is to say."""

from __future__ import annotations

import ast
import inspect
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from stakegraph.model.relations import ACTOR_KINDS, FAMILIES
from stakegraph.questions import question, registry
from stakegraph.questions.asking import Ask
from stakegraph.questions.question import SCOPE, Drawing, Question
from stakegraph.questions.registry import QUESTIONS
from stakegraph.questions.session import Session
from stakegraph.store.database import Database

EXAMPLE = Path(__file__).parents[2] / "data" / "stoke.yaml"
TIED = {"fact": "Rowney", "other": "Serco"}  # who are asked about, in the place of a fact's id

each_question = pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row.name)


def function(name: str) -> inspect.Signature:
    module, _, own = name.partition(":")
    return inspect.signature(getattr(import_module(f"stakegraph.questions.{module}"), own))


@pytest.mark.parametrize("module", [question, registry])
def test_the_rows_need_the_standard_library_alone(module: ModuleType) -> None:
    tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
    names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    names |= {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    assert names - {question.__name__} <= sys.stdlib_module_names | {"collections.abc"}


@each_question
def test_what_a_row_names_is_there_and_takes_what_the_row_gives(row: Question) -> None:
    own = {each.name: None for each in row.takes}
    if isinstance(row.draws, Drawing):
        options = [each.name for each in row.takes if each.option]
        arguments = [None for name in own if name not in options]
        function(row.answers).bind(None, *arguments, **dict.fromkeys(options))
    else:
        function(row.draws).bind(None, **own)
        assert next(iter(function(row.draws).parameters.values())).annotation in (Ask, "Ask")


@each_question
def test_a_row_names_families_kinds_and_flags_that_there_are(row: Question) -> None:
    assert {kind for each in row.takes for kind in each.kinds} <= ACTOR_KINDS.keys()
    if isinstance(row.draws, Drawing):
        assert set(row.draws.families) <= set(FAMILIES)
        assert row.draws.lifted_by in {"", *(each.name for each in row.takes if each.option)}


@each_question
def test_what_a_row_takes_is_told_apart_on_every_surface(row: Question) -> None:
    takes = (*row.takes, *SCOPE)
    for names in ([each.name for each in takes], [each.keyword for each in takes]):
        assert len({*names}) == len(names)
    positional = [each for each in row.takes if not each.option]
    assert list(row.takes[: len(positional)]) == positional  # arguments come before options
    required = [each for each in positional if each.default is None]
    assert positional[: len(required)] == required
    assert all(each.default is not None for each in row.takes if each.option)


@each_question
def test_the_example_gives_what_the_row_takes(row: Question) -> None:
    names = {each.name for each in (*row.takes, *SCOPE)}
    assert row.example.keys() <= names
    assert {each.name for each in row.takes if each.default is None} <= row.example.keys()


@pytest.mark.parametrize(
    "row",
    [row for row in QUESTIONS if any(each.type == "actor" for each in row.takes)],
    ids=lambda row: row.name,
)
def test_what_is_asked_about_somebody_does_not_draw_the_whole(
    row: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("hop", "actors"):
        method = getattr(Database, name)

        def of_some(
            self: Database, ids: Any = None, *more: Any, of: Any = method, **limits: Any
        ) -> Any:
            assert ids is not None
            return of(self, ids, *more, **limits)

        monkeypatch.setattr(Database, name, of_some)
    given = {each.name: each.default for each in row.takes} | row.example | TIED
    assert Ask(Session(lambda: [str(EXAMPLE)])).answer(row, given)


def test_the_ways_to_put_an_example_agree() -> None:
    gaps = next(row for row in QUESTIONS if row.name == "gaps")
    assert gaps.command_line() == "stakegraph gaps --ignore undated-role"
    assert gaps.help.endswith("\n\nExample: stakegraph gaps --ignore undated-role")
