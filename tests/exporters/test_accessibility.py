"""What axe-core finds wrong with the HTML page for those who cannot see it well: nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Opener = Callable[..., Any]

FACTS = """
sources:
  cc: {title: Community Care, date: 2013-03-31, url: 'https://example.org/cc'}
organisations: {ayton: {name: Ayton Council, evidence: cc}}
people: {ann: {name: Ann Roe, evidence: cc ¶1},
         bob: {name: Bob Berg, aliases: [Robert], evidence: cc},
         cy: {name: Cy Cole, evidence: cc}, di: {name: Di Dale, evidence: cc}}
posts:
  head: {title: head of care, at: ayton, evidence: cc}
  clerk: {title: clerk, at: ayton, evidence: cc}
facts:
  - {who: ann, holds: head, evidence: cc}
  - {who: clerk, reports_to: head, evidence: cc}
  - {who: bob, reports_to: ann, status: disputed, evidence: cc}
  - {who: cy, reports_to: ann, status: hedged, until: 2012, evidence: cc}
  - {who: di, supports: ann, status: inferred, because: she says so, evidence: cc}
events: {left: {what: Ann left, on: 2013-01, who: [ann], evidence: cc}}
"""

FINDINGS = """() => axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`))"""


@pytest.fixture(scope="module")
def axe() -> str:
    for folder in filter(None, os.environ.get("NODE_PATH", "").split(os.pathsep)):
        script = Path(folder) / "axe-core" / "axe.min.js"
        if script.exists():
            return script.read_text(encoding="utf-8")
    pytest.skip("needs axe-core where NODE_PATH finds it")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=str)
@pytest.mark.parametrize("hash", ["#network:", "#chart:", "#list:", "#network:ann", "#list:ann"])
def test_axe_finds_nothing(
    open_page: Opener, axe: str, hash: str, size: tuple[int, int], scheme: str
) -> None:
    page = open_page(FACTS, hash, size)
    page.emulate_media(color_scheme=scheme)
    page.evaluate(axe)
    assert page.evaluate(FINDINGS) == []
    page.evaluate(
        "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
    )
    if page.locator(".grow").is_visible():
        page.locator(".grow").click()
    for typed in ("a", "nobody"):
        page.locator("#search").fill(typed)
        assert page.evaluate(FINDINGS) == []
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(FINDINGS) == []
