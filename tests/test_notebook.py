"""The notebook in docs/ runs from its first cell to its last."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOK = json.loads((ROOT / "docs" / "python.ipynb").read_text(encoding="utf-8"))
CELLS = ["".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]


@pytest.mark.parametrize("folder", [ROOT, ROOT / "docs"], ids=["clone", "docs"])
def test_the_cells_run_one_after_the_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {}
    for cell in CELLS:
        exec(compile(cell, "docs/python.ipynb", "exec"), names)
    shown = capsys.readouterr()
    assert shown.err == ""
    lines = shown.out.splitlines()
    assert "Ged Rowney, director of children's services, Stoke-on-Trent Council" in lines
    assert "stoke-council | Stoke-on-Trent Council" in lines
    assert any(line.startswith("MultiDiGraph with ") for line in lines)
    assert "<ul>" in names["answer"]._repr_html_()


def test_the_notebook_has_the_form_of_version_4_5_and_no_outputs() -> None:
    assert (NOTEBOOK["nbformat"], NOTEBOOK["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in NOTEBOOK["cells"]]
    assert len({*ids}) == len(ids)
    code = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
    assert all((cell["outputs"], cell["execution_count"]) == ([], None) for cell in code)
