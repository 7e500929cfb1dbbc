"""DOT: what is drawn and how it is worded, and every label as Graphviz gives it back."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from stakegraph.exporters.dot import losses, write
from stakegraph.graph.projection import collapse

NASTY = [
    "<b>bold</b>",
    "<script>alert(1)</script>",
    "end",
    "digraph { }",
    "a \"double\" and a 'single'",
    "back\\slash \\N \\G \\n \\l",
    "ends with a backslash\\",
    "&amp; & &lt; &eacute;",
    "{curly} [square] (round) |pipe| <port>",
    "/* comment */ // # -->",
    "two  spaces",
    "北京 Ünïcödé",
    "a name of many words that no box could hold in one line of text",
    "\x1b[31m and \u202e",
]
SHOWN = {"\x1b[31m and \u202e": "␛[31m and \\u{202e}"}

needs_dot = pytest.mark.skipif(
    shutil.which("dot") is None, reason="Graphviz is not installed: nothing here can read DOT"
)

COUNCIL = """
people:
  ann: {name: Ann}
  bob: {name: Bob}
  cat: {name: Cat}
organisations:
  town: {name: the town}
  fund: {name: Fund}
posts:
  head: {title: head, at: town}
  deputy: {title: deputy, at: town}
facts:
  - {who: ann, holds: head}
  - {who: bob, holds: deputy, status: hedged}
  - {who: deputy, reports_to: head}
  - {who: cat, reports_to: ann, status: inferred, because: she says so}
"""


def labels(text: str) -> list[str]:
    """Return the labels of boxes and lines, the page's own left out."""
    return re.findall(r'^n.*?\[label="((?:[^"\\]|\\.)*)"', text, re.MULTILINE)


def svg_texts(text: str) -> list[str]:
    """Return what is written in each box, its lines joined, as an SVG of Graphviz has it."""
    ran = subprocess.run(
        ["dot", "-Tsvg"], input=text.encode(), capture_output=True, check=True, timeout=60
    )
    assert ran.stderr == b""
    root = ElementTree.fromstring(ran.stdout)
    space = {"svg": "http://www.w3.org/2000/svg"}
    boxes = [group for group in root.iterfind(".//svg:g", space) if group.get("class") == "node"]
    lines = [[line.text or "" for line in box.iterfind(".//svg:text", space)] for box in boxes]
    return [" ".join(texts).replace("\xa0", " ") for texts in lines]


def nasty(relation: str) -> str:
    """Return a circle of organisations with names that some writer of DOT gets wrong."""
    names = "\n".join(f"  a{n}: {{name: {json.dumps(name)}}}" for n, name in enumerate(NASTY))
    facts = "\n".join(
        f"  - {{who: a{n}, {relation}: a{(n + 1) % len(NASTY)}}}" for n in range(len(NASTY))
    )
    return f"organisations:\n{names}\nfacts:\n{facts}\n"


def test_an_org_chart_has_posts_with_their_holders_in_one_box(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    text = "".join(write(drawn(COUNCIL, "reporting", "role")))
    assert "layout=dot rankdir=BT" in text
    assert labels(text) == [
        "Cat",
        "{deputy|Bob\\n(hedged)}",
        "{head|Ann}",
        "the town",
        "is head at",  # which is the one line of its family
        "(inferred)",
        "",
    ]
    assert "— reports to<" in text  # said once for the family


def test_that_a_post_stands_empty_is_written_on_it(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    empty = "head: {title: head, at: town, vacant: [{since: 2023-05-01}]}"
    facts = COUNCIL.replace("head: {title: head, at: town}", empty)
    without = facts.replace("  - {who: ann, holds: head}\n", "")
    assert "{head|Ann|said to be vacant: since 1\\nMay 2023}" in labels(
        "".join(write(drawn(facts)))
    )
    assert "{head|said to be vacant: since 1\\nMay 2023}" in labels("".join(write(drawn(without))))


def test_a_line_that_is_not_plainly_stated_is_dashed(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    hedged = "  - {who: bob, reports_to: cat, status: hedged}\n"
    text = "".join(write(drawn(COUNCIL + hedged, "reporting")))
    dashed = {line.split(" [")[0]: "style=dashed" in line for line in text.splitlines()}
    ends = {line.split('"')[1]: line.split(" [")[0] for line in text.splitlines() if "->" in line}
    assert "— reports to" in text  # said once for all lines
    assert dashed[ends[""]] is False
    assert dashed[ends["(inferred)"]] is True
    assert dashed[ends["(hedged)"]] is True


def test_a_network_is_laid_out_as_one_and_posts_stand_apart(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    supports = "".join(f"  - {{who: {who}, supports: fund}}\n" for who in ("ann", "bob", "cat"))
    text = "".join(write(drawn(COUNCIL + supports)))
    assert "layout=sfdp overlap=prism" in text
    assert {"head", "Ann"} <= set(labels(text))
    assert "is" not in labels(text)
    assert "supports" not in labels(text)
    assert [words in text for words in ("— is<", "— supports<", "— reports to<")] == [True] * 3


def test_what_few_lines_of_a_family_say_stands_on_them(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    """A line of what is over does not bring the words back to all the others."""
    lines = "".join(f"  - {{who: p{at}, reports_to: boss, evidence: cc}}\n" for at in range(3))
    people = ", ".join(f"p{at}: {{name: P{at}}}" for at in range(5))
    text = "".join(
        write(
            drawn(
                f"people: {{boss: {{name: Boss}}, {people}}}\nfacts:\n{lines}"
                "  - {who: p3, reports_to: boss, until: 2001, evidence: cc}\n"
                "  - {who: p4, reports_to: boss, since: 2031, evidence: cc}\n"
            )
        )
    )
    assert labels(text)[6:] == ["", "", "", "reported to\\n(former)", "is to report to\\n(to come)"]
    assert "— reports to<" in text


def test_what_other_lines_show_is_not_drawn_and_the_reader_is_told(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    # Drawn are two lines; not drawn are Bob's line to Ann, which the posts' line shows, and his
    # role at the town, which is his manager's town.
    assert losses(drawn(COUNCIL, "reporting", "role")) == [
        "2 derived facts not drawn: other lines show what follows",
        "1 actor not drawn: no line leads to them",
    ]


def test_where_nobody_has_a_line_all_actors_are_drawn(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    graph = drawn("people: {ann: {name: Ann}, bob: {name: Bob}}")
    assert labels("".join(write(graph))) == ["Ann", "Bob"]
    assert losses(graph) == []


def test_a_tie_that_holds_both_ways_has_no_arrow(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    both = "people: {ann: {name: Ann}, bob: {name: Bob}}\nfacts: [{who: ann, works_with: bob}]"
    one = both.replace("works_with", "reports_to")
    assert "dir=none" in "".join(write(drawn(both)))
    assert "dir=none" not in "".join(write(drawn(one)))


def test_a_projection_is_drawn(drawn: Callable[..., nx.MultiDiGraph[str]]) -> None:
    graph = collapse(drawn(COUNCIL), "person")
    # Bob's role at the town follows from a hedged fact, so the tie through it is no firmer.
    assert "both tied to the town\\n(hedged)" in labels("".join(write(graph)))


def test_only_addresses_of_pages_become_links(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    text = """
    sources:
      page: {title: T, url: 'https://example.org/?a=1&b="2"'}
      trap: {title: T, url: 'javascript:alert(1)'}
      file: {title: T, url: 'file:///etc/passwd'}
    people:
      ann: {name: Ann, evidence: page}
      bob: {name: Bob, evidence: [trap, file]}
    facts: [{who: ann, works_with: bob, evidence: trap}]
    """
    drawn = "".join(write(drawn(text)))
    assert re.findall(r'URL="((?:[^"\\]|\\.)*)"', drawn) == [
        'https://example.org/?a=1&amp;b=\\"2\\"'
    ]
    assert "javascript" not in drawn


@needs_dot
@pytest.mark.parametrize("relation", ["part_of", "works_with"])
def test_every_label_comes_back_exact(
    relation: str, store: Callable[[str], Any], drawn: Callable[..., nx.MultiDiGraph[str]]
) -> None:
    text = nasty(relation)
    if relation == "part_of":  # a circle of parts is a mistake
        text = text.replace(f"  - {{who: a{len(NASTY) - 1}, part_of: a0}}\n", "")
    drawn = svg_texts("".join(write(drawn(text))))
    assert sorted(drawn) == sorted(SHOWN.get(name, name) for name in NASTY)


@needs_dot
@pytest.mark.parametrize("width", [1, 8])
def test_a_post_and_its_holder_come_back_exact(
    width: int, drawn: Callable[..., nx.MultiDiGraph[str]]
) -> None:
    # Boxes of a post and its holder are records, upright in a narrow chart, flat in a wide one.
    names = [SHOWN.get(name, name) for name in NASTY]
    people = "\n".join(f"  p{n}: {{name: {json.dumps(name)}}}" for n, name in enumerate(names))
    posts = "\n".join(f"  t{n}: {{title: post {n}, at: town}}" for n in range(len(names)))
    held = "\n".join(f"  - {{who: p{n}, holds: t{n}}}" for n in range(len(names)))
    lines = "\n".join(
        f"  - {{who: t{n}, reports_to: t{(n - 1) // width}}}" for n in range(1, len(names))
    )
    text = (
        f"organisations: {{town: {{name: Town}}}}\npeople:\n{people}\nposts:\n{posts}\n"
        f"facts:\n{held}\n{lines}\n"
    )
    drawn = "".join(write(drawn(text, "reporting", "role")))
    assert ("rankdir=RL" in drawn) == (width == 8)
    assert {f"post {n} {name}" for n, name in enumerate(names)} <= set(svg_texts(drawn))


@needs_dot
@pytest.mark.parametrize("unit", ["L", "long ", "&<|> ", "\\\\", "\\u202e", "北"])
def test_a_text_of_any_length_is_drawn_shortened(
    unit: str, drawn: Callable[..., nx.MultiDiGraph[str]]
) -> None:
    long = f"begins {unit * 20_000}"
    graph = drawn(
        f'people: {{a: {{name: "{long}", note: "{long}"}}, b: {{name: B}}}}\n'
        f'organisations: {{o: {{name: O, note: "{long}"}}}}\n'
        f'posts: {{p: {{title: "{long}", at: o}}}}\n'
        "facts:\n"
        "  - {who: a, holds: p}\n"
        "  - {who: b, reports_to: p}\n"
        f'  - {{who: b, role_at: o, title: "{long}"}}\n'
    )
    text = "".join(write(graph))
    assert max(len(each.encode()) for each in re.findall(r'"(?:[^"\\]|\\.)*"', text)) < 16_384
    assert "begins" in " ".join(svg_texts(text))
    assert graph.nodes["a"]["label"] == graph.nodes["a"]["note"]  # the data stay whole
    assert len(graph.nodes["a"]["label"]) > 20_000


@needs_dot
def test_a_box_of_many_holders_names_the_first(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    people = "".join(f"  p{n:03}: {{name: Person & {n}}}\n" for n in range(300))
    facts = "".join(f"  - {{who: p{n:03}, holds: seat}}\n" for n in range(300))
    post = "posts: {seat: {title: councillor, at: o}}\norganisations: {o: {name: O}}\n"
    shown = svg_texts("".join(write(drawn(f"people:\n{people}{post}facts:\n{facts}"))))
    (box,) = (each for each in shown if each.startswith("councillor"))
    assert (box.count("Person"), box.endswith("and 201 more")) == (99, True)
