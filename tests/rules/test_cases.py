"""Files that must be refused or warned of, and beside each the problems as `check` prints them."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from stakegraph.cli._problems import show
from stakegraph.errors import RULES, WAIVABLE
from stakegraph.store.loading import inspect

CASES = Path(__file__).parents[1] / "cases"
# What `verify` finds in the texts of the sources, and `check` in no fact file.
OF_VERIFY = {"no-text", *WAIVABLE}
NAMES = sorted(path.stem for path in CASES.glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_a_case_has_exactly_these_problems(
    name: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    expected = CASES / f"{name}.txt"
    monkeypatch.chdir(CASES)
    printed = io.StringIO()
    show(inspect([_path(name)])[1], "text", printed)
    if request.config.getoption("--regen", default=False):
        expected.write_text(printed.getvalue(), encoding="utf-8")
    assert printed.getvalue() == expected.read_text(encoding="utf-8")


def _path(name: str) -> str:
    """Return the file of a case, or the folder."""
    (path,) = (
        str(path)
        for path in Path().glob(f"{name}*")
        if path.name != f"{name}.txt" and path.stem == name
    )
    return path


def test_every_case_has_its_problems_beside_it_and_none_is_clean() -> None:
    cases = {path.stem for path in CASES.iterdir() if path.suffix != ".txt"}
    assert cases == set(NAMES)
    assert all((CASES / f"{name}.txt").stat().st_size for name in NAMES)


def test_the_cases_show_every_rule_of_check_and_no_other() -> None:
    printed = "".join((CASES / f"{name}.txt").read_text(encoding="utf-8") for name in NAMES)
    assert set(re.findall(r"\[([a-z-]+)\]$", printed, re.MULTILINE)) == RULES.keys() - OF_VERIFY
