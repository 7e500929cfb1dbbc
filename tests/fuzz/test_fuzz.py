"""The script that a person runs for an hour, for a moment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "fuzz.py"


@pytest.mark.slow
def test_every_part_runs_and_finds_no_fault() -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--minutes", "0"],
        capture_output=True,
        text=True,
        timeout=600,
        cwd=SCRIPT.parents[2],
    )
    assert (done.returncode, done.stderr) == (0, "")
    *_, rows = done.stdout.partition("| --- | --- | --- | --- |\n")
    told = [[cell.strip() for cell in row.split("|")] for row in rows.splitlines()]
    assert [name.split()[0] for _, name, *_ in told] == [
        "changed",
        "hostile",
        "killed",
        "damaged",
        "made-up",
    ]
    assert [(int(runs.replace(",", "")) > 0, faults) for _, _, runs, faults, *_ in told] == 5 * [
        (True, "0")
    ]
