"""Markdown pages: whole texts, links that lead somewhere, names that stay text."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import networkx as nx
import pytest
import yaml
from stores import store_of

from stakegraph.exporters import flat
from stakegraph.exporters.markdown import losses, page, path, write_files
from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.graph.projection import collapse
from stakegraph.store import Scope
from stakegraph.store.loading import load

STOKE = Path(__file__).parents[2] / "data" / "stoke.yaml"

NASTY = [
    "<b>bold</b> <!-- gone -->",
    "[link](javascript:alert(1)) ![picture](x.png)",
    "[[wiki|link]] #tag ^block ==mark== %%hidden%%",
    "*em* _under_ **strong** __dunder__ ~~strike~~ `code`",
    "1. first",
    "2) second",
    "- item",
    "+ plus",
    "# heading #",
    "> quoted",
    "---",
    "=== ",
    "a | b | c",
    "&amp; & &lt;",
    "back\\slash \\* end\\",
    "$x^2$ :smile: @someone",
    "a \"double\" and a 'single': yes, no # not a comment",
    "北京 Ünïcödé 👩\u200d💻",
]


@pytest.fixture
def plain(store: Callable[[str], Any]) -> Callable[..., nx.MultiDiGraph[str]]:
    """Return the flat graph of a YAML text, as `export` draws it."""

    def plain(text: str, **options: Any) -> nx.MultiDiGraph[str]:
        kept = store(text)
        scope = options.get("scope")
        events = kept.events(scope=scope) if scope else kept.events()
        return flat(neighbourhood(kept, **options), kept.sources, events)

    return plain


def pages(graph: nx.MultiDiGraph[str]) -> dict[str, str]:
    return {name: "".join(pieces) for name, pieces in write_files(graph)}


def named(names: list[str]) -> str:
    """Return organisations each of which is part of the next."""
    quoted = [json.dumps(name, ensure_ascii=False) for name in names]
    actors = "\n".join(
        f"  a{n}: {{name: {name}, aliases: [{name}, B], description: {name}, note: {name}}}"
        for n, name in enumerate(quoted)
    )
    facts = "\n".join(f"  - {{who: a{n}, part_of: a{n + 1}}}" for n in range(len(names) - 1))
    return f"organisations:\n{actors}\nfacts:\n{facts}\n"


def front_matter(text: str) -> Any:
    return yaml.safe_load(text.split("---\n")[1])


TOWN = """
sources:
  cc: {title: Community Care, publisher: RBI, date: 2008-03-13, url: 'https://example.org/a (b)'}
people:
  ann: {name: Ann, aliases: [A. N. Other], evidence: cc ¶1}
  mayor: {name: the mayor, unnamed: no name is given}
organisations:
  serco: {name: Serco, kind: company, description: a company, evidence: cc ¶2}
  tact: {name: Tact, kind: charity}
posts:
  head: {title: head of care, at: tact}
events:
  fair: {what: A fair, on: 2007-03, who: [ann], status: hedged, note: "- 1. so", evidence: cc ¶5}
facts:
  - who: ann
    holds: head
    since: 2007
    evidence: [cc ¶3, {source: cc, at: ¶4, quote: she heads it}]
  - {who: serco, commissioned: tact, for: a look, status: inferred, because: it paid, evidence: cc}
  - {who: mayor, opposes: serco}
"""

ANN = """\
---
id: "ann"
title: "Ann"
aliases:
  - "Ann"
  - "A. N. Other"
type: "person"
---

# Ann

Person; also A. N. Other. Evidence: [cc](_sources.md#cc) ¶1.

## Roles

- Ann is the [head of care](head.md) (since 2007). Stated. \
Evidence: [cc](_sources.md#cc) ¶3, [cc](_sources.md#cc) ¶4.
  - fact `ann.holds.head`
  - “she heads it”
- Ann is head of care at [Tact](tact.md) (since 2007). Derived. \
Evidence: [cc](_sources.md#cc) ¶3, [cc](_sources.md#cc) ¶4.
  - follows from `ann.holds.head`, `head.at.tact`
  - fact `ann.role_at.tact.via.head`
  - “she heads it”

## Events

- March 2007: A fair. Hedged. Evidence: [cc](_sources.md#cc) ¶5.
  - [Ann](ann.md)
  - \\- 1. so

[All actors](README.md), [sources](_sources.md)
"""


def test_a_page_says_who_it_is_and_each_fact_with_its_evidence(
    plain: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    assert pages(plain(TOWN))["ann.md"] == ANN


def test_a_fact_is_told_from_both_ends(plain: Callable[..., nx.MultiDiGraph[str]]) -> None:
    written = pages(plain(TOWN))
    assert "- Serco commissioned [Tact](tact.md) for a look. Inferred." in written["serco.md"]
    assert "- Tact was commissioned by [Serco](serco.md) for a look. Inf" in written["tact.md"]
    assert "  - because it paid\n" in written["serco.md"]
    assert "- Serco is opposed by [the mayor](mayor.md) (not named)." in written["serco.md"]
    assert "Person; not named: no name is given. No evidence." in written["mayor.md"]


def test_a_qualifier_whose_name_is_taken_is_told(
    plain: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    text = """
    relations:
      mentors: {from: [person], to: [person], family: role, qualifiers: [type],
        verb: 'is [the {type}|a] mentor of', inverse: 'has as [its {type}|a] mentor'}
    people: {ann: {name: Ann}, bob: {name: Bob}}
    facts: [{who: ann, mentors: bob, type: chief}]
    """
    written = pages(plain(text))
    assert "- Ann is the chief mentor of [Bob](bob.md). Stated." in written["ann.md"]
    assert "- Bob has as its chief mentor [Ann](ann.md). Stated." in written["bob.md"]


def test_the_index_lists_all_and_the_sources_are_told(
    plain: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    written = pages(plain(TOWN))
    assert list(written)[:3] == ["README.md", "_sources.md", "_events.md"]
    assert sorted(list(written)[3:]) == ["ann.md", "head.md", "mayor.md", "serco.md", "tact.md"]
    assert "## Organisations\n\n- [Serco](serco.md): a company\n- [Tact]" in written["README.md"]
    assert written["_sources.md"] == (
        "# Sources: what was read\n\n## cc\n\n"
        "[Community Care](https://example.org/a%20%28b%29)\n\nRBI, 2008-03-13\n"
    )
    assert losses(plain(TOWN)) == []


def test_the_index_is_in_the_order_of_names_whatever_article_stands_before_them(
    plain: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    text = """
    organisations:
      {a: {name: the Zoo}, b: {name: Éire Trust}, c: {name: an Ark}, d: {name: Fox}}
    """
    listed = pages(plain(text))["README.md"].partition("## Organisations\n\n")[2]
    assert re.findall(r"\[(.+?)\]", listed) == ["an Ark", "Éire Trust", "Fox", "the Zoo"]


def test_a_post_has_the_article_that_it_has_in_every_answer(
    plain: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    text = """
    people: {ann: {name: Ann}}
    posts: {one: {title: an honorary clerk}, two: {title: MP, seats: 2}, three: {title: head}}
    facts: [{who: ann, holds: one}, {who: ann, holds: two}, {who: ann, holds: three}]
    """
    written = pages(plain(text))
    assert "- Ann is [an honorary clerk](one.md). Stated." in written["ann.md"]
    assert "- Ann is an [MP](two.md). Stated." in written["ann.md"]
    assert "- Ann is the [head](three.md). Stated." in written["ann.md"]
    assert "- An MP is [Ann](ann.md). Stated." in written["two.md"]


def test_a_page_says_when_a_post_stood_empty_and_who_says_so(
    plain: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    text = """
    posts: {one: {title: clerk, vacant: [{since: 2007-01, until: 2008, evidence: cc ¶2}]}}
    """
    assert "; said to be vacant: January 2007 to 2008 (cc ¶2)." in pages(plain(text))["one.md"]


def test_what_cannot_be_said_of_a_day_is_said(
    plain: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    written = pages(plain(TOWN, scope=Scope(as_of=((2012, 1, 1), (2012, 1, 1)))))
    assert "  - cannot say whether it held: " in written["ann.md"]


def test_a_projection_has_pages(plain: Callable[..., nx.MultiDiGraph[str]]) -> None:
    text = """
    people: {ann: {name: Ann}, bob: {name: Bob}}
    organisations: {town: {name: the town}}
    facts: [{who: ann, role_at: town}, {who: bob, role_at: town}]
    """
    written = pages(collapse(plain(text), "person"))
    assert "- Ann and [Bob](bob.md): both tied to the town. Derived." in written["ann.md"]


@pytest.mark.parametrize("source", ["stoke", "nasty", "awkward ids"])
def test_every_link_leads_to_a_page_and_every_anchor_to_a_heading(
    source: str, plain: Callable[..., nx.MultiDiGraph[str]]
) -> None:
    markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py reads the pages")
    if source == "stoke":
        kept = store_of(load([str(STOKE)]))
        graph = flat(neighbourhood(kept), kept.sources, kept.events())
    elif source == "nasty":
        graph = plain(named(NASTY))
    else:
        graph = plain("""
        sources: {a.b: {title: T}, s-1: {title: T}}
        organisations:
          readme: {name: A, evidence: a.b p. 1}
          nul: {name: B, evidence: s-1 p. 2}
          com1.x: {name: C, evidence: s-1}
          null: {name: D, evidence: s-1}
        facts: [{who: readme, part_of: nul}, {who: com1.x, part_of: readme}]
        """)
    written = pages(graph)
    links = 0
    for text in written.values():
        for token in markdown_it.MarkdownIt().parse(text):
            for child in token.children or ():
                if child.type == "link_open":
                    target, _, anchor = unquote(child.attrGet("href")).partition("#")
                    assert target in written
                    assert not anchor or f"\n## {anchor}\n" in written[target]
                    links += 1
    assert links > len(written)


def test_names_of_files_suit_every_file_system() -> None:
    names = ["readme", "con", "nul", "com1.x", "con-way", "sources", "null", "lpt9"]
    assert [page(name) for name in names] == [
        *("_readme.md", "_con.md", "_nul.md", "_com1.x.md"),
        *("con-way.md", "sources.md", "null.md", "_lpt9.md"),
    ]
    assert path("out", "ann.md") == os.path.join("out", "ann.md")


def test_front_matter_is_read_back_exactly(plain: Callable[..., nx.MultiDiGraph[str]]) -> None:
    controls = [
        "\x1b[31m",
        "two\nlines",
        "\x85 \u2028 \u202e \U000e0041",
        "no",
        "2007",
        "~",
        "a: b",
    ]
    names = [*NASTY, *controls]
    graph = plain(named(["first"]))
    for number, name in enumerate(names):
        graph.add_node(f"n{number}", label=name, type="organisation", aliases=["B", name])
    written = pages(graph)
    for number, name in enumerate(names):
        assert front_matter(written[f"n{number}.md"]) == {
            "id": f"n{number}",
            "title": name,
            "aliases": [name, "B"],
            "type": "organisation",
        }


def test_names_stay_text(plain: Callable[..., nx.MultiDiGraph[str]]) -> None:
    markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py reads the pages")
    reader = markdown_it.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    written = pages(plain(named(NASTY)))
    for number, name in enumerate(NASTY):
        body = written[f"a{number}.md"].split("---\n", 2)[2]
        tokens = reader.parse(body)
        assert {token.type for token in tokens} <= {
            f"{kind}_{side}"
            for kind in ("heading", "paragraph", "bullet_list", "list_item")
            for side in ("open", "close")
        } | {"inline"}
        inner = [child for token in tokens for child in token.children or ()]
        assert {token.type for token in inner} <= {"text", "text_special", "code_inline"} | {
            "link_open",
            "link_close",
        }
        # What markdown-it has no rule for, GitHub and Obsidian have: all of it is escaped.
        assert not re.search(r"(?<!\\)(==|%%|\$|\[\[|@|\^|:smile:)", body)
        heading = tokens[1]
        assert "".join(child.content for child in heading.children) == " ".join(name.split())


def test_what_is_former_is_told_in_the_past_from_both_sides(
    plain: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    graph = plain(
        """
        sources: {s: {title: S, date: 2024-06-01}}
        people: {ann: {name: Ann, evidence: s}, bea: {name: Bea, evidence: s}}
        posts: {boss: {title: boss, evidence: s}}
        relations:
          mentors: {from: [person], to: [person], family: authority, verb: mentors,
                    inverse: is mentored by}
        facts:
          - {who: ann, holds: boss, since: 2019, until: 2021, evidence: s}
          - {who: bea, holds: boss, evidence: s}
          - {who: ann, mentors: bea, until: 2022, evidence: s}
          - {who: bea, mentors: ann, since: 2025, evidence: s}
        """
    )
    pages = {name: "".join(pieces) for name, pieces in write_files(graph)}
    said = [line for line in pages["ann.md"].splitlines() if line.startswith("- ")]
    assert [line.partition(" Stated.")[0] for line in said] == [
        "- Ann was the [boss](boss.md) (2019 to 2021).",
        "- Ann mentors [Bea](bea.md) (until 2022, former).",
        "- Ann is to be mentored by [Bea](bea.md) (from 2025).",
    ]
    (of_post,) = (line for line in pages["boss.md"].splitlines() if "2019" in line)
    assert of_post.startswith("- The boss was [Ann](ann.md) (2019 to 2021).")
