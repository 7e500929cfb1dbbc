"""Texts that mean something to a terminal, a spreadsheet or Markdown are shown as what they are."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from typing import Any

import pytest

from stakegraph.outlines import outline
from stakegraph.questions.actors import page
from stakegraph.renderers import Answer
from stakegraph.text import formats
from stakegraph.text.escaping import visible

HOSTILE = [
    "[red]",
    "[/bold]",
    "[link=http://x]y[/link]",
    "\x1b[31m",
    "\x1b]8;;http://x\x07",
    "two\nlines",
    "\u202egnp.exe",
    "\x9b31m",
    "<b>bold</b>",
    ":smile:",
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "a | b",
    "`code`",
    "**bold** _em_",
    "# heading",
    "1. item",
    "![x](http://x/y.png)",
    "&amp; \\",
    "北京 👩\u200d💻",
]
FORMATS = ["tree", "table", "csv", "json", "md"]


@pytest.fixture
def show(graph: Callable[..., Any], capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Show the page of an actor of that name, who holds a title and has a reason of that text."""

    def show(text: str, format: str, cite: bool = True) -> str:
        quoted = "".join(
            c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text
        )
        quoted = f'"{quoted}"'
        drawn = graph(f"""\
            stakegraph: 1
            sources: {{s: {{title: {quoted}, publisher: {quoted}}}}}
            organisations: {{o: {{name: O, evidence: s}}}}
            people: {{p: {{name: {quoted}, note: {quoted}, evidence: s ¶1}}}}
            facts:
              - who: p
                role_at: o
                title: {quoted}
                status: inferred
                because: {quoted}
                evidence: {{source: s, at: ¶1, quote: {quoted}}}
        """)
        result = page(drawn, "p")
        sources = {"s": _source(text)}
        capsys.readouterr()
        answer = Answer(
            command="show",
            question={"name": text},
            result=result,
            outline=outline(result),
            sources=sources,
            cite=cite,
        )
        formats.load("renderers", format).show(answer, sys.stdout)
        return capsys.readouterr().out

    return show


def _source(text: str) -> Any:
    from stakegraph.model.facts import Source

    fields = dict.fromkeys(Source.__struct_fields__, "")
    return Source(**{**fields, "id": "s", "title": text, "publisher": text})


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("format", FORMATS)
def test_nothing_reaches_a_terminal_that_it_would_obey(
    text: str, format: str, show: Callable[..., str]
) -> None:
    shown = show(text, format)
    assert all(visible(line) == line for line in shown.split("\n"))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("format", ["tree", "table"])
def test_people_see_every_character(text: str, format: str, show: Callable[..., str]) -> None:
    shown = show(text, format)
    assert shown.splitlines()[0].rstrip() == visible(text)
    assert f"because {visible(text)}" in shown
    assert f"note: {visible(text)}" in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_json_gives_back_the_text_itself(text: str, show: Callable[..., str]) -> None:
    answer = json.loads(show(text, "json"))
    (fact,) = answer["answer"]["families"][0]["facts"]
    said = [answer["question"]["name"], answer["answer"]["of"]["actor"]["name"], fact["because"]]
    assert said == [text, text, text]
    assert (fact["qualifiers"]["title"], fact["evidence"][0]["quote"]) == (text, text)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_csv_is_a_formula(text: str, show: Callable[..., str]) -> None:
    rows = list(csv.DictReader(io.StringIO(show(text, "csv"))))
    cells = [cell for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert f"because {visible(text)}" in cells


# What CommonMark and GitHub's tables take for markup, and where.
@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("[red]", r"\[red\]"),
        ("<b>bold</b>", r"\<b\>bold\</b\>"),
        ("a | b", r"a \| b"),
        ("`code`", r"\`code\`"),
        ("**bold** _em_", r"\*\*bold\*\* \_em\_"),
        ("![x](http://x/y.png)", r"!\[x\](http://x/y.png)"),
        ("&amp; \\", r"&amp;amp; \\"),
        ("# heading", r"\# heading"),
        ("1. item", r"1\. item"),
        (":smile:", ":smile:"),
    ],
)
def test_markdown_shows_markup_as_text(text: str, written: str, show: Callable[..., str]) -> None:
    shown = show(text, "md")
    assert shown.splitlines()[0] == f"**{written}**"


@pytest.mark.parametrize("format", ["tree", "csv", "md", "table"])
def test_every_format_shows_the_status_the_reason_and_the_place(
    format: str, show: Callable[..., str]
) -> None:
    shown = show("a plain text", format)
    assert "inferred" in shown
    assert "because a plain text" in shown
    assert "¶1" in shown


def test_citing_in_markdown_makes_footnotes_that_name_the_source(
    show: Callable[..., str],
) -> None:
    shown = show("X", "md").splitlines()
    assert shown[-1] == "[^1]: X, “X”, ¶1: “X” (s)"
    assert [line for line in shown if line.endswith("[^1]")] != []
    assert "[^1]" not in show("X", "md", cite=False)
