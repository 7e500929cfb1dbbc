"""Mermaid: the whole text of a small chart, labels that it would obey, and its two limits."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
import yaml

from stakegraph.errors import CannotWriteError
from stakegraph.exporters.mermaid import losses, write

NASTY = [
    "<b>bold</b>",
    "<script>alert(1)</script>",
    "end",
    "graph",
    "a \"double\" and a 'single'",
    "back\\slash \\n",
    "&amp; & &lt; #35; #quot;",
    "{curly} [square] (round) |pipe|",
    "`code` *em* _under_ ~strike~",
    "1. first",
    "- item",
    "# heading",
    "$x^2$ %% comment",
    "semi; a:::b --> c",
    "https://example.org a@example.org",
    "fa:fa-car",
    "北京 Ünïcödé",
]

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
RENDERER = shutil.which("mmdc")


def ring(names: list[str]) -> str:
    """Return organisations each of which commissioned the next."""
    actors = "\n".join(
        f"  a{n:03}: {{name: {json.dumps(name, ensure_ascii=False)}}}"
        for n, name in enumerate(names)
    )
    facts = "\n".join(
        f"  - {{who: a{n:03}, commissioned: a{(n + 1) % len(names):03}}}" for n in range(len(names))
    )
    return f"organisations:\n{actors}\nfacts:\n{facts}\n"


def test_an_org_chart_is_a_flowchart_from_the_bottom_up(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    text = """
    people: {ann: {name: Ann O'Neil}, bob: {name: Bob}}
    organisations: {end: {name: the town}}
    posts: {head: {title: head, at: end}}
    facts:
      - {who: ann, holds: head}
      - {who: bob, reports_to: head, status: hedged}
    """
    assert "".join(write(drawn(text))) == (
        "flowchart BT\n"
        'n0("Bob"):::person\n'
        'n1["the town"]:::organisation\n'
        'n2["head<br/>Ann O#39;Neil"]:::post\n'
        'n0 -.->|"reports to<br/>#40;hedged#41;"| n2\n'
        'n2 -->|"is a post at"| n1\n'
        "classDef organisation fill:#f1e2c0,stroke:#4a535d,color:#000\n"
        "classDef person fill:#cfe0f4,stroke:#4a535d,color:#000\n"
        "classDef post fill:#dcd7ee,stroke:#4a535d,color:#000\n"
        "linkStyle 0 stroke:#1f4e8c\n"
        "linkStyle 1 stroke:#8a6420\n"
    )


def test_who_left_a_post_is_no_holder_of_now(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    graph = drawn(
        """
        sources: {s: {title: S, date: 2024-06-01}}
        people: {ann: {name: Ann}, bea: {name: Bea}, cy: {name: Cy}}
        posts: {boss: {title: boss}, dep: {title: deputy}}
        facts:
          - {who: ann, holds: boss, since: 2020, until: 2023, evidence: s}
          - {who: bea, holds: boss, since: 2024, evidence: s}
          - {who: dep, reports_to: boss, until: 2022, evidence: s}
          - {who: cy, reports_to: boss, since: 2025, evidence: s}
        """,
        "reporting",
    )
    assert (
        "".join(write(graph))
        == """flowchart BT
n0["boss<br/>Bea<br/>Ann<br/>#40;former#41;"]:::post
n1("Cy"):::person
n2["deputy"]:::post
n1 -.->|"is to report to<br/>#40;to come#41;"| n0
n2 -.->|"reported to<br/>#40;former#41;"| n0
classDef person fill:#cfe0f4,stroke:#4a535d,color:#000
classDef post fill:#dcd7ee,stroke:#4a535d,color:#000
linkStyle 0,1 stroke:#1f4e8c
"""
    )


def test_a_partnership_is_a_hexagon_and_a_tie_both_ways_has_no_arrow(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    text = """
    organisations: {acme: {name: Acme}, bee: {name: Bee}}
    partnerships: {deal: {name: Deal}}
    facts:
      - {who: acme, partner_in: deal, as: lead}
      - {who: acme, works_with: bee}
    """
    written = "".join(write(drawn(text))).splitlines()
    assert written[0] == "flowchart LR"
    assert 'n2{{"Deal"}}:::partnership' in written
    assert 'n0 -->|"is the lead in"| n2' in written
    assert 'n0 ---|"works with"| n1' in written


@pytest.mark.parametrize("name", [*NASTY, "two\nlines", "\x1b[31m", "\u202egnp.exe"])
def test_a_label_has_nothing_that_mermaid_would_obey(
    name: str, drawn: Callable[..., nx.MultiDiGraph[str]]
) -> None:
    text = "".join(write(drawn(ring([name, "other"]))))
    label = re.findall(r'^n0\["(.*)"\]:::organisation$', text, re.MULTILINE)[0]
    bare = re.sub(r"#\d+;|<br/>", "", label)
    assert not re.search(r"[^\w\s␛]", bare)


def test_500_lines_are_written_and_501_are_refused(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    assert "".join(write(drawn(ring(["x"] * 500)))).count("-->") == 500
    with pytest.raises(CannotWriteError, match=r"draws 500 lines, .* 501 lines; .*--only.*--proj"):
        "".join(write(drawn(ring(["x"] * 501))))


def test_50000_characters_are_written_and_more_are_refused(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    empty = len("".join(write(drawn(ring(["x", "y"]))))) - 1
    full = "x" * (50_000 - empty)
    assert len("".join(write(drawn(ring([full, "y"]))))) == 50_000
    with pytest.raises(CannotWriteError, match=r"draws 50,000 characters, and this has 50,001"):
        "".join(write(drawn(ring([f"{full}x", "y"]))))
    # JavaScript counts what lies beyond the first plane as two.
    with pytest.raises(CannotWriteError, match="50,001"):
        "".join(write(drawn(ring([f"{full[1:]}😀", "y"]))))


def test_what_is_left_out_is_said(drawn: Callable[..., nx.MultiDiGraph[str]]) -> None:
    text = """
    people: {ann: {name: Ann}, bob: {name: Bob}, cat: {name: Cat}}
    events: {fair: {what: a fair, on: 2019, who: [cat]}}
    facts: [{who: ann, reports_to: bob}]
    """
    assert losses(drawn(text)) == [
        "1 event left out: the format has no place for them",
        "1 actor not drawn: no line leads to them",
    ]


@pytest.mark.skipif(
    not (BROWSER and RENDERER), reason="mermaid-cli (mmdc) or a Chromium is missing: not rendered"
)
def test_mermaid_shows_every_label_exactly(
    drawn: Callable[..., nx.MultiDiGraph[str]], tmp_path: Path
) -> None:
    chart, browser, picture = (tmp_path / name for name in ("in.mmd", "browser.json", "out.svg"))
    chart.write_text("".join(write(drawn(ring(NASTY)))), encoding="utf-8")
    browser.write_text(json.dumps({"executablePath": BROWSER, "args": ["--no-sandbox"]}))
    assert RENDERER is not None
    command = [RENDERER, "-q", "-p", str(browser), "-i", str(chart), "-o", str(picture)]
    subprocess.run(command, check=True, timeout=60, env=dict(os.environ))
    shown = re.findall(r'class="nodeLabel[^>]*>(.*?)</span>', picture.read_text(encoding="utf-8"))
    texts = [html.unescape(re.sub(r"<[^>]*>", "", label)) for label in shown]
    assert sorted(texts) == sorted(NASTY)


@pytest.mark.parametrize(("reports", "direction"), [(8, "BT"), (9, "RL")])
def test_more_than_eight_side_by_side_are_set_below_each_other(
    drawn: Callable[..., nx.MultiDiGraph[str]], reports: int, direction: str
) -> None:
    people = "".join(f"p{at}: {{name: P{at}}}, " for at in range(reports + 1))
    facts = "".join(
        f"  - {{who: p{at}, reports_to: p0, evidence: cc}}\n" for at in range(1, reports + 1)
    )
    text = "".join(write(drawn(f"people: {{{people}}}\nfacts:\n{facts}")))
    title = 'title: "Lines without words: reports to"'
    assert text.startswith(f"---\n{title}\n---\nflowchart {direction}\n")
    assert text.count("reports to") == 1


def test_the_words_of_a_relation_of_ones_own_are_a_title_of_one_line(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    text = "".join(
        write(
            drawn("""
                relations: {likes: {from: [person], to: [person], family: stance,
                  verb: 'likes "a\\b" #1: ---', inverse: is liked by}}
                people: {a: {name: A}, b: {name: B}, c: {name: C}}
                facts: [{who: a, likes: b}, {who: b, likes: c, status: hedged}]
                """)
        )
    )
    head, written, *_, first, second = text.partition("classDef")[0].splitlines()
    assert head == "---"
    assert yaml.safe_load(written) == {"title": 'Lines without words: likes "a\\b" #1: ---'}
    assert (first, second) == ("n0 --> n1", 'n1 -.->|"#40;hedged#41;"| n2')


def test_it_is_said_where_a_picture_is_too_large_to_be_read(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    def said(count: int) -> list[str]:
        people = "".join(f"p{at}: {{name: P{at}}}, " for at in range(count))
        return losses(drawn(f"people: {{{people}}}"))

    assert said(60) == []
    (sentence,) = said(61)
    assert sentence.startswith("61 boxes are too many to be read in a page; draw less, with --only")


def test_how_a_post_is_held_stands_in_its_box(drawn: Callable[..., nx.MultiDiGraph[str]]) -> None:
    text = "".join(
        write(
            drawn(
                "organisations: {o: {name: O}}\npeople: {a: {name: Ann}, b: {name: Ben}}\n"
                "posts: {p: {title: head, at: o}, q: {title: aide, at: o}}\nfacts:\n"
                "  - {who: a, holds: p, as: acting}\n  - {who: b, holds: q, status: hedged}\n"
                "  - {who: q, reports_to: p}\n"
            )
        )
    )
    assert "head<br/>Ann<br/>#40;acting#41;" in text
    assert "aide<br/>Ben<br/>#40;hedged#41;" in text


def test_that_a_post_stands_empty_is_written_on_it(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    text = "".join(
        write(
            drawn(
                "organisations: {o: {name: O}}\nposts:\n"
                "  p: {title: head, at: o, vacant: [{since: 2023-05-01, until: 2023-06}]}\n"
                "  q: {title: aide, at: o}\nfacts:\n  - {who: q, reports_to: p}\n"
            )
        )
    )
    assert '"head<br/>said to be vacant#58; 1 May 2023 to June 2023"' in text
    assert '"aide"' in text
