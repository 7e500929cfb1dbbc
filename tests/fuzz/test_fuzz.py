"""The script that a person runs for an hour, for a moment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "fuzz.py"


@pytest.mark.parametrize("part", ["changed", "hostile", "killed", "damaged"])
def test_a_part_runs_and_finds_no_fault(part: str) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--minutes", "0.01", "--only", part],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=SCRIPT.parents[2],
    )
    assert (done.returncode, done.stderr) == (0, "")
    *_, row = done.stdout.splitlines()
    _, name, runs, faults, _, _ = (cell.strip() for cell in row.split("|"))
    assert (name.split()[0], int(runs.replace(",", "")) > 0, faults) == (part, True, "0")
