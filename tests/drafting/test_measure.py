"""The figures of docs/drafting.md are those of the rules as they are."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


@pytest.fixture
def measure(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(HERE))
    return importlib.import_module("measure")


def test_the_figures_are_those_of_today(measure: Any) -> None:
    assert measure.document() == measure.DOCUMENT.read_text(encoding="utf-8")
