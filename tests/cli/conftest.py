"""Commands run as a user runs them: in this process, or in one of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from stakegraph.cli import main

ROOT = Path(__file__).parents[2]


class Ran(NamedTuple):
    """What a command left behind: its exit code and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _quiet_place(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Work in an empty folder, with nothing in the environment that changes what is printed."""
    for name in ("STAKEGRAPH_FACTS", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    place = tmp_path_factory.mktemp("here")
    monkeypatch.setenv("XDG_CACHE_HOME", str(place / "cache"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    for name in ("cache", "here"):
        (place / name).mkdir()
    monkeypatch.chdir(place / "here")


@pytest.fixture
def here() -> Path:
    """Return the working folder, empty at first."""
    return Path.cwd()


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Answer from the example, under the path that it has in the checkout."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("STAKEGRAPH_FACTS", "data/stoke.yaml")
    return ROOT / "data" / "stoke.yaml"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command in this process."""

    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["stakegraph", *arguments])
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        return Ran(int(left.value.code or 0), *capfd.readouterr())

    return run


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run a command in a process of its own; keywords are its environment."""

    def process(*arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "stakegraph", *arguments],
            capture_output=True,
            env={**os.environ, **variables},
            timeout=60,
        )

    return process
