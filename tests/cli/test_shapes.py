"""A line and a circle cost no more than a few times what as many facts in a plain tree do."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

MANY = 300
HEAD = """\
stakegraph: 1
sources: {s: {title: S, date: 2020-01-01}}
organisations: {o: {name: O, evidence: s}}
posts:
"""
ABOVE: dict[str, Callable[[int], int]] = {
    "tree": lambda n: (n - 1) // 7,
    "line": lambda n: n - 1,
    "circle": lambda n: (n - 1) % MANY,
}


def written(here: Path, shape: str) -> str:
    posts = "".join(f"  t{n}: {{title: Post {n}, at: o, evidence: s ¶1}}\n" for n in range(MANY))
    facts = "".join(
        f"  - {{who: t{n}, reports_to: t{ABOVE[shape](n)}, evidence: s ¶2}}\n"
        for n in range(shape != "circle", MANY)
    )
    path = here / f"{shape}.yaml"
    path.write_text(f"{HEAD}{posts}facts:\n{facts}", encoding="utf-8")
    return path.name


@pytest.mark.parametrize("shape", ["line", "circle"])
@pytest.mark.parametrize(
    "line", ["org-chart o", "who-reports-to t0 --all", "export --to html --out x.html"]
)
def test_no_shape_takes_more_than_three_times_what_a_tree_does(
    line: str, shape: str, here: Path, run: Callable[..., Any]
) -> None:
    took = {}
    for each in ("tree", shape):
        facts = written(here, each)
        started = time.process_time()
        ran = run(*line.split(), "--facts", facts, "--no-cache")
        took[each] = time.process_time() - started
        assert ran.code == 0
    # What a machine that does other things as well adds to so short a time is no shape's fault.
    assert took[shape] < 3 * took["tree"] + 1
