"""Where files are written: never over what is read, never as bytes on a terminal."""

from __future__ import annotations

import os
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from forks import pieces, program

from stakegraph.text.escaping import visible

FACTS = """\
stakegraph: 1
sources: {cc: {title: Gazette, date: 2008-03-13}}
organisations:
  o: {name: "Acme \\x9b31m\\u202eevil\\x7f\\u200b", evidence: cc ¶1}
people:
  a: {name: "Bo\\x852J", evidence: cc ¶1}
facts:
  - {who: a, role_at: o, title: "head\\u2066 é", evidence: cc ¶1}
"""
REFUSED = "this is a file that is read: write to another one"
NO_TEXT = "the format is no text: say where with --out FILE"


@pytest.fixture(autouse=True)
def facts(here: Path) -> Path:
    (here / "stakegraph.yaml").write_text(FACTS, encoding="utf-8")
    return here / "stakegraph.yaml"


@pytest.mark.parametrize("to", ["jsonl", "json", "graphml", "sqlite", "dot"])
def test_an_export_is_never_written_over_a_fact_file_that_it_reads(
    to: str, facts: Path, here: Path, run: Callable[..., Any]
) -> None:
    os.link(facts, here / "hard.yaml")
    os.symlink(facts, here / "soft.yaml")
    for out in ("stakegraph.yaml", "./stakegraph.yaml", "hard.yaml", "soft.yaml", str(facts)):
        assert run("export", "--to", to, "--out", out) == (2, "", f"stakegraph: {out}: {REFUSED}\n")
    assert facts.read_text("utf-8") == FACTS


def test_no_file_of_a_folder_of_facts_is_written_over(here: Path, run: Callable[..., Any]) -> None:
    (here / "facts").mkdir()
    old = here / "facts" / "x-nodes.csv"
    old.write_text(FACTS, encoding="utf-8")
    (here / "facts" / "a.yaml").write_text(FACTS, encoding="utf-8")
    ran = run("export", "--facts", "facts", "--to", "json", "--out", "facts/a.yaml")
    assert (ran.code, REFUSED in ran.err) == (2, True)
    ran = run("export", "--facts", str(old), "--to", "csv", "--out", "facts/x")
    assert (ran.code, REFUSED in ran.err) == (2, True)
    assert old.read_text("utf-8") == FACTS


def test_an_older_export_is_written_over(here: Path, run: Callable[..., Any]) -> None:
    (here / "old.json").write_text("what was there", encoding="utf-8")
    ran = run("export", "--out", "old.json")
    told = "stakegraph: written to old.json: json, made from 2 actors and 1 tie\n"
    assert ran == (0, "", told)
    assert (here / "old.json").read_text("utf-8") == run("export", "--to", "json").out


def test_no_other_command_writes_over_what_it_reads(here: Path, run: Callable[..., Any]) -> None:
    assert REFUSED in run("schema", "--facts", "stakegraph.yaml", "--out", "stakegraph.yaml").err
    run("export", "--out", "a.json")
    assert REFUSED in run("import", "json", "a.json", "--out", "a.json", "--force").err
    assert (here / "stakegraph.yaml").read_text("utf-8") == FACTS


def test_a_dash_is_standard_output(here: Path, run: Callable[..., Any]) -> None:
    assert run("export", "--to", "json", "--out", "-") == run("export", "--to", "json")
    assert run("schema", "--out", "-") == run("schema")
    (here / "a.json").write_text(run("export", "--to", "json").out, encoding="utf-8")
    shown = run("import", "json", "a.json", "--out", "-")
    assert (shown.code, shown.out) == (0, run("import", "json", "a.json").out)
    assert {path.name for path in here.iterdir()} == {"stakegraph.yaml", "a.json"}
    for to in ("csv", "markdown"):
        ran = run("export", "--to", to, "--out", "-")
        assert ran == (2, "", "stakegraph: the format has several files: say where with --out\n")


@pytest.mark.parametrize("out", ["there", "there/", "nowhere/", ".", "..", "nowhere/deep/"])
def test_one_file_is_not_written_to_a_folder(out: str, here: Path, run: Callable[..., Any]) -> None:
    (here / "there").mkdir()
    ran = run("export", "--to", "json", "--out", out)
    assert ran == (2, "", f"stakegraph: {out}: this is a folder: name a file\n")
    assert not [*(here / "there").iterdir()]
    assert not (here / "nowhere").exists()


def on_terminal(here: Path, *lines: str) -> list[tuple[int, str]]:
    """Run commands on a terminal; return the exit code of each and what is seen there."""
    pty = pytest.importorskip("pty", reason="needs pseudo-terminals")
    ours, theirs = pty.openpty()
    command = program(here / "codes", lines)
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.STDOUT):
        os.close(theirs)
        seen = b""
        while True:
            try:
                piece = os.read(ours, 1 << 16)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            seen += piece
        os.close(ours)
    codes = map(int, (here / "codes").read_text().split())
    # The end of each is written to both streams.
    pairs = zip(codes, pieces(seen, 2 * len(lines))[::2], strict=True)
    return [(code, each.decode().replace("\r\n", "\n")) for code, each in pairs]


def test_what_is_no_text_is_not_sent_to_a_terminal(here: Path) -> None:
    lines = ["png", "pdf", "sqlite", "png --out -", "sqlite --out -"]
    if os.path.exists("/dev/tty") and os.path.exists("/proc/self/fd/1"):
        lines.append("sqlite --out /proc/self/fd/1")
    seen = on_terminal(here, *(f"export --to {line}" for line in lines))
    assert seen == len(lines) * [(2, f"stakegraph: {NO_TEXT}\n")]


def test_a_terminal_is_sent_nothing_that_it_would_obey_or_hide(
    here: Path, run: Callable[..., Any]
) -> None:
    formats = ["graphml", "gexf", "yed", "json", "dot", "turtle", "html"]
    on_it = on_terminal(here, *(f"export --to {to}" for to in formats))
    for to, (code, seen) in zip(formats, on_it, strict=True):
        assert code == 0
        assert "evil" in seen
        shown = seen.split("\n")
        assert [line for line in shown if visible(line).replace("␉", "\t") != line] == []
        text = run("export", "--to", to).out
        if to in ("graphml", "gexf", "yed"):
            names = {"Acme \x9b31m\u202eevil\x7f\u200b", "Bo\x852J"}
            assert all(name in text for name in names)  # in a file they stay
            drawn, written = ET.fromstring(seen[seen.index("<?xml") :]), ET.fromstring(text)
            assert [*map(contents, drawn.iter())] == [*map(contents, written.iter())]
        else:
            assert seen.endswith(text)


def contents(element: ET.Element) -> Any:
    return element.tag, element.attrib, element.text
