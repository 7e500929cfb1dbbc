"""Fact YAML text -> facts, a store, a graph; and an answer in words as lines."""

import shutil
import signal
from collections.abc import Callable, Iterator
from functools import lru_cache
from textwrap import dedent, indent
from typing import Any

import pytest
from hypothesis import settings

from stakegraph.graph.neighbourhood import Graph, neighbourhood
from stakegraph.model.facts import Facts
from stakegraph.outlines import Item, Outline
from stakegraph.renderers import notes, status
from stakegraph.store.database import Database
from stakegraph.store.loading import inspect_files, sound

HEADER = "stakegraph: 1\n"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SOURCE = "sources: {cc: {title: Community Care, date: 2008-03-13}}\n"

# How long an example takes says how busy the machine is, not whether the answer is right.
# The same examples every time: what a run finds is what the next run finds. `thorough` draws others
# every time, and fifty times as many: pytest --hypothesis-profile=thorough
settings.register_profile("stakegraph", deadline=None, max_examples=20, derandomize=True)
settings.register_profile("brief", settings.get_profile("stakegraph"), max_examples=5)
settings.register_profile("thorough", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile("stakegraph")

# A shell that runs the tests behind itself lets them, and what they start, pass over interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--regen`."""
    parser.addoption("--regen", action="store_true", help="Rewrite golden files, then compare.")


def pytest_configure(config: pytest.Config) -> None:
    """Leave what takes long out of a run of all tests, unless it is asked for."""
    of_all = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    if of_all and not config.option.markexpr:
        config.option.markexpr = "not slow"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that want a browser."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def facts() -> Callable[[str], Facts]:
    """Return the facts of a YAML text; the header and a source `cc` are added where it has none."""
    return _facts


@pytest.fixture(scope="session")
def store() -> Callable[[str], Database]:
    """Return the store of a YAML text."""
    return _store


@pytest.fixture(scope="session")
def graph(store: Callable[[str], Database]) -> Callable[..., Graph]:
    """Return the graph of a YAML text.

    The neighbourhood of the ids that follow it, or all of it.
    """
    return lambda text, *start, **options: neighbourhood(store(text), start or None, **options)


@pytest.fixture(scope="session")
def lines() -> Callable[[Outline], list[str]]:
    """Return an outline as lines: what stands before each line is its status, `- ` marks a note."""
    return lambda outline: [
        outline.title,
        *outline.opening,
        *_lines(outline.items),
        *outline.closing,
    ]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Yield Chromium: one for all, for a second cannot be begun where one runs."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="the page is tested in a browser by the package playwright"
    )
    if CHROMIUM is None:
        pytest.skip("the page is tested in Chromium, which is not installed")
    with playwright.sync_playwright() as started:
        options = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=options)
        yield chromium
        chromium.close()


def _whole(text: str) -> str:
    text = dedent(text)
    text = text if "sources:" in text else SOURCE + text
    return text if "stakegraph:" in text else HEADER + text


@lru_cache(maxsize=32)
def _store(text: str) -> Database:
    return sound(*inspect_files([("facts.yaml", _whole(text).encode())]))


def _facts(text: str) -> Facts:
    return _store(text).everything()


def _lines(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        word = status(item)
        text = f"{word}: {item.text}" if word else item.text
        yield f"  {item.number}. {text}" if item.number else f"  {text}"
        yield from (f"    - {note}" for note in notes(item))
        for line in _lines(item.items):
            yield indent(line, "  ")
