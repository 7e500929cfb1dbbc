"""The package from outside: its modules, its version."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

import stakegraph

ROOT = Path(__file__).parent.parent
MODULES = [
    module.name
    for module in pkgutil.walk_packages(stakegraph.__path__, "stakegraph.")
    if not module.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_what_it_is(name: str) -> None:
    if name.startswith("stakegraph.store.spark."):
        pytest.importorskip("pyspark", reason="Spark is not installed")
    first = (importlib.import_module(name).__doc__ or "").strip().splitlines()[:1]
    assert first
    assert first[0].endswith((".", ":", ";", "?")) or len(first[0]) > 60


def test_nothing_imports_click() -> None:
    importing = []
    for path in (ROOT / "stakegraph").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            importing += [path.name for name in names if name.partition(".")[0] == "click"]
    assert importing == []


def test_the_version_is_the_one_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert version("stakegraph") == project["version"]
    changes = (ROOT / "docs" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## \[(.*?)\] - \d{4}-\d\d-\d\d$", changes, re.MULTILINE)[0] == version(
        "stakegraph"
    )
