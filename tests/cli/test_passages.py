"""`export --with-passages`: what stands in the cited places, for some formats."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PAGE = "A headline\n\nAnn Lee has joined Acme.\nAcme's rival is *Bolt*.\n"
FACTS = """\
stakegraph: 1
sources:
  s: {title: T, text: s.txt}
  bare: {title: B}
people: {ann: {name: Ann Lee, evidence: s ¶2}}
organisations: {acme: {name: Acme, evidence: bare ¶1}}
events:
  e: {what: It began, evidence: {source: s, quote: Acme's rival}}
facts:
- {who: ann, role_at: acme, evidence: [s ¶2-3, s § 4]}
"""


@pytest.fixture
def export(here: Path, run: Callable[..., Any]) -> Callable[..., Any]:
    (here / "f.yaml").write_text(FACTS, encoding="utf-8")
    (here / "s.txt").write_text(PAGE, encoding="utf-8")
    return lambda *words: run("export", "--facts", "f.yaml", *words)


def test_a_source_has_what_stands_in_its_cited_places(export: Callable[..., Any]) -> None:
    ran = export("--to", "json", "--with-passages")
    assert (ran.code, ran.err) == (0, "")
    second, third = "¶2 Ann Lee has joined Acme.", "¶3 Acme's rival is *Bolt*."
    bare, cited = json.loads(ran.out)["graph"]["sources"]
    assert "passages" not in bare
    assert cited["passages"] == {"": [third], "¶2": [second], "¶2-3": [second, third]}


@pytest.mark.parametrize("format", ["json", "html"])
def test_without_being_asked_no_export_has_them(format: str, export: Callable[..., Any]) -> None:
    assert "has joined Acme" in export("--to", format, "--with-passages").out
    assert "has joined Acme" not in export("--to", format).out


def test_the_page_of_the_sources_shows_them(export: Callable[..., Any], here: Path) -> None:
    assert export("--to", "markdown", "--out", "pages", "--with-passages").code == 0
    assert (
        (here / "pages" / "_sources.md").read_text(encoding="utf-8")
        == """\
# Sources: what was read

## bare

B

## s

T

**quoted**

> ¶3 Acme's rival is \\*Bolt\\*.

**¶2**

> ¶2 Ann Lee has joined Acme.

**¶2-3**

> ¶2 Ann Lee has joined Acme.

> ¶3 Acme's rival is \\*Bolt\\*.
"""
    )


def test_a_text_that_is_changed_is_left_out(export: Callable[..., Any], here: Path) -> None:
    sha = hashlib.sha256(b"").hexdigest()
    changed = FACTS.replace("text: s.txt", f"text: s.txt, sha256: {sha}")
    (here / "f.yaml").write_text(changed, encoding="utf-8")
    ran = export("--to", "json", "--with-passages")
    assert "passages" not in ran.out
    assert ran.err == (
        "stakegraph: s: no passages, since its saved text is not the one of its sha256\n"
    )


@pytest.mark.parametrize("format", ["graphml", "jsonl", "csv"])
def test_a_format_without_room_for_them_is_told_of(format: str, export: Callable[..., Any]) -> None:
    ran = export("--to", format, "--with-passages")
    assert ran == (
        2,
        "",
        "stakegraph: the format has no place for passages; these have: html, json, markdown\n",
    )


def test_what_is_exported_with_passages_is_read_without_them(
    export: Callable[..., Any], run: Callable[..., Any], here: Path
) -> None:
    for name, options in (("with", ["--with-passages"]), ("without", [])):
        export("--out", f"{name}.json", *options)
        run("import", "json", f"{name}.json", "--out", f"{name}.yaml")
    texts = [(here / f"{name}.yaml").read_text(encoding="utf-8") for name in ("with", "without")]
    assert texts[0].replace("with.json", "without.json") == texts[1]
    assert "has joined" not in texts[0]
