"""A line and a circle cost no more than a few times what as many facts in a plain tree do."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

MANY = {"org-chart o": 300, "who-reports-to t0 --all": 300, "export --to html --out x.html": 200}
HEAD = """\
stakegraph: 1
sources: {s: {title: S, date: 2020-01-01}}
organisations: {o: {name: O, evidence: s}}
posts:
"""
ABOVE: dict[str, Callable[[int, int], int]] = {
    "tree": lambda n, many: (n - 1) // 7,
    "line": lambda n, many: n - 1,
    "circle": lambda n, many: (n - 1) % many,
}


def written(here: Path, shape: str, many: int) -> str:
    posts = "".join(f"  t{n}: {{title: Post {n}, at: o, evidence: s ¶1}}\n" for n in range(many))
    facts = "".join(
        f"  - {{who: t{n}, reports_to: t{ABOVE[shape](n, many)}, evidence: s ¶2}}\n"
        for n in range(shape != "circle", many)
    )
    path = here / f"{shape}.yaml"
    path.write_text(f"{HEAD}{posts}facts:\n{facts}", encoding="utf-8")
    return path.name


@pytest.mark.parametrize("line", MANY)
def test_no_shape_takes_more_than_three_times_what_a_tree_does(
    line: str, here: Path, run: Callable[..., Any]
) -> None:
    took = {}
    for shape in ABOVE:
        facts = written(here, shape, MANY[line])
        started = time.process_time()
        ran = run(*line.split(), "--facts", facts, "--no-cache")
        took[shape] = time.process_time() - started
        assert ran.code == 0
    # What a machine that does other things as well adds to so short a time is no shape's fault.
    assert max(took.values()) < 3 * took["tree"] + 1
