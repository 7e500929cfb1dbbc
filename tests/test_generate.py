"""The fact files that benchmarks are made of are sound ones, and the same for the same seed."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from stakegraph.factfile.writer import write
from stakegraph.factfile.yaml import read
from stakegraph.model.names import resolve_name
from stakegraph.store import EVERYTHING
from stakegraph.store.loading import inspect

BENCH = Path(__file__).parent / "bench"


@pytest.fixture
def generate(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(BENCH))
    return importlib.import_module("generate")


def test_a_generated_file_has_no_problem(generate: Any, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    generate.write(str(path), 300, 7)
    database, problems = inspect([str(path)])
    assert problems == []
    assert path.read_text(encoding="utf-8").count("\n  - who: ") == 300
    assert len(database.conflicts()[0]) <= 3, "only what is planted clashes"


def test_a_generated_file_is_laid_out_as_ours_are(generate: Any, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    generate.write(str(path), 300, 7)
    data = path.read_bytes()
    assert "".join(write(read(data, "facts.yaml"))).encode() == data


def test_the_same_seed_gives_the_same_bytes(generate: Any, tmp_path: Path) -> None:
    files = []
    for name, seed in (("one", 7), ("two", 7), ("other", 8)):
        generate.write(str(tmp_path / name), 300, seed)
        files.append((tmp_path / name).read_bytes())
    assert files[0] == files[1] != files[2]


def test_a_generated_file_has_what_is_asked_for(generate: Any, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    generate.write(str(path), 300, 7)
    kept, _ = inspect([str(path)])
    asked = generate.asked(300, 7)
    assert resolve_name(asked.manager, kept).id == asked.manager_id
    assert resolve_name(asked.organisation, kept).id == asked.organisation_id
    assert tuple(resolve_name(name, kept).id for name in asked.far) == asked.far_ids
    assert (
        resolve_name(asked.person, kept).kind == resolve_name(asked.report, kept).kind == "person"
    )
    assert [tie.fact.id for tie in kept.facts([asked.fact], EVERYTHING)] == [asked.fact]
