"""Fact YAML text -> facts, a store, a graph; and an answer in words as lines."""

import sqlite3
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from textwrap import dedent, indent

import pytest
from hypothesis import settings

from stakegraph.errors import FactsError
from stakegraph.factfile.yaml import read
from stakegraph.graph.neighbourhood import Graph, neighbourhood
from stakegraph.model.facts import Facts
from stakegraph.outlines import Item, Outline
from stakegraph.renderers import notes, status
from stakegraph.rules.checks import check
from stakegraph.rules.inference import derive
from stakegraph.rules.merge import merge
from stakegraph.store import Store
from stakegraph.store.compiler import NotCompiled, compile_files
from stakegraph.store.memory import MemoryStore
from stakegraph.store.sqlite import SqliteStore

HEADER = "stakegraph: 1\n"
_NUMBERS = count()
SOURCE = "sources: {cc: {title: Community Care, date: 2008-03-13}}\n"

# How long an example takes says how busy the machine is, not whether the answer is right.
# The same examples every time: what a run finds is what the next run finds. To explore instead:
# pytest --hypothesis-profile=default
settings.register_profile("stakegraph", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("brief", settings.get_profile("stakegraph"), max_examples=10)
settings.load_profile("stakegraph")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--regen`."""
    parser.addoption("--regen", action="store_true", help="Rewrite golden files, then compare.")


@pytest.fixture(scope="session")
def facts() -> Callable[[str], Facts]:
    """Return the facts of a YAML text; the header and a source `cc` are added where it has none."""
    return _facts


@pytest.fixture(scope="session", params=["memory", "compiled"])
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Store]:
    """Return the store of a YAML text.

    Each test is asked of facts in memory and of compiled ones.
    """
    if request.param == "memory":
        return lambda text: MemoryStore(_facts(text))
    folder = tmp_path_factory.mktemp("compiled")
    return lambda text: _compiled(text, folder)


@pytest.fixture(scope="session")
def graph(store: Callable[[str], Store]) -> Callable[..., Graph]:
    """Return the graph of a YAML text.

    The neighbourhood of the ids that follow it, or all of it.
    """
    return lambda text, *start, **options: neighbourhood(store(text), start or None, **options)


@pytest.fixture(scope="session")
def lines() -> Callable[[Outline], list[str]]:
    """Return an outline as lines: what stands before each line is its status, `- ` marks a note."""
    return lambda outline: [outline.title, *_lines(outline.items), *outline.closing]


def _compiled(text: str, folder: Path) -> SqliteStore:
    number = next(_NUMBERS)
    file, target = folder / f"{number}.yaml", folder / f"{number}.facts"
    file.write_text(_whole(text), encoding="utf-8", newline="")
    try:
        compile_files([str(file)], str(target))
    except NotCompiled:
        _facts(text)  # which says why
        raise
    return SqliteStore(sqlite3.connect(target), ["facts.yaml"])


def _whole(text: str) -> str:
    text = dedent(text)
    text = text if "sources:" in text else SOURCE + text
    return text if "stakegraph:" in text else HEADER + text


def _facts(text: str) -> Facts:
    reading = read(_whole(text).encode(), "facts.yaml")
    facts, problems = merge([reading])
    problems += [*reading.problems, *check(facts)]
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise FactsError(errors)
    return derive(facts)


def _lines(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        word = status(item)
        text = f"{word}: {item.text}" if word else item.text
        yield f"  {item.number}. {text}" if item.number else f"  {text}"
        yield from (f"    - {note}" for note in notes(item))
        for line in _lines(item.items):
            yield indent(line, "  ")
