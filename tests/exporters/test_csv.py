"""CSV, read back by Python's csv: the headers each program expects, and no formula that runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stakegraph.exporters.csv import FLAVOURS, losses, path, write_files

FACTS = """\
people: {ann: {name: "Ann, \\"the\\" head", aliases: [A., Annie], evidence: cc}}
organisations:
  acme: {name: Acme, kind: public body, evidence: [cc ¶1, cc ¶2]}
facts:
  - {id: f1, who: ann, role_at: acme, title: head, since: 2007-03~, evidence: [cc ¶1, cc ¶2]}
  - {id: f2, who: ann, role_at: acme, title: chair,
     evidence: [{source: cc, at: ¶3, quote: "first; second"}]}
  - {id: f3, who: acme, commissioned: acme, for: care, evidence: cc}
"""

Table = list[list[str]]


def written(graph: Any, flavour: str) -> dict[str, str]:
    return {name: "".join(pieces) for name, pieces in write_files(graph, flavour=flavour)}


def tables(graph: Any, flavour: str = "gephi") -> tuple[Table, Table]:
    files = written(graph, flavour)
    assert list(files)[:2] == ["nodes", "edges"]
    nodes, edges = (
        list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
        for text in [*files.values()][:2]
    )
    assert {len(row) for row in nodes} == {len(nodes[0])}
    assert {len(row) for row in edges} == {len(edges[0])}
    return nodes, edges


def records(table: Table) -> list[dict[str, str]]:
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def test_gephi_finds_its_columns(drawn: Callable[[str], Any]) -> None:
    nodes, edges = tables(drawn(FACTS))
    assert nodes == [
        ["Id", "Label", "kind", "aliases", "classification", "evidence"],
        ["acme", "Acme", "organisation", "", "public body", "cc ¶1; cc ¶2"],
        ["ann", 'Ann, "the" head', "person", "A.; Annie", "", "cc"],
    ]
    assert edges[0][:8] == [
        *("Source", "Target", "Type", "Kind", "Id", "Label", "Weight"),
        "relation",
    ]
    assert [row[:8] for row in edges[1:]] == [
        ["acme", "acme", "Directed", "commissioned", "f3", "commissioned", "1.0", "commissioned"],
        ["ann", "acme", "Directed", "role_at", "f1", "is head at", "1.0", "role_at"],
        ["ann", "acme", "Directed", "role_at (2)", "f2", "is chair at", "1.0", "role_at"],
    ]
    assert [(each["start"], each["for"]) for each in records(edges)] == [
        ("", "care"),
        ("2007-03~", ""),
        ("", ""),
    ]


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_no_two_columns_have_one_name(flavour: str, drawn: Callable[[str], Any]) -> None:
    graph = drawn("""\
    relations:
      mentors: {from: [person], to: [person], verb: mentors, inverse: is mentored by, family: role,
                qualifiers: [weight, kind, relation, source, source_label]}
    people: {a: {name: A, evidence: cc}, b: {name: B, evidence: cc}}
    facts:
      - {who: a, mentors: b, weight: w, kind: k, relation: r, source: s, source_label: l,
         evidence: cc}
    """)
    _, edges = tables(graph, flavour)
    heads = [head.lower() for head in edges[0]]
    assert len(set(heads)) == len(heads)
    assert {"w", "k", "r", "s", "l"} < set(edges[1])


def test_gephi_is_the_flavour_unless_another_is_named(drawn: Callable[[str], Any]) -> None:
    graph = drawn(FACTS)
    plain = {name: "".join(pieces) for name, pieces in write_files(graph)}
    assert plain == written(graph, FLAVOURS[0])
    assert FLAVOURS[0] == "gephi"


def test_neo4j_finds_its_headers_labels_and_arrays(drawn: Callable[[str], Any]) -> None:
    nodes, edges = tables(drawn(FACTS), "neo4j")
    assert " ".join(nodes[0]) == (
        "id:ID name :LABEL aliases:string[] classification evidence:string[] type"
    )
    assert [row[:6] for row in nodes[1:]] == [
        ["acme", "Acme", "Entity;Organisation;PublicBody", "", "public body", "cc ¶1;cc ¶2"],
        ["ann", 'Ann, "the" head', "Entity;Person", "A.;Annie", "", "cc"],
    ]
    assert edges[0][:3] == [":START_ID", ":END_ID", ":TYPE"]
    assert [row[:3] for row in edges[1:]] == [
        ["acme", "acme", "COMMISSIONED"],
        ["ann", "acme", "ROLE_AT"],
        ["ann", "acme", "ROLE_AT"],
    ]
    assert [each["fact"] for each in records(edges)] == ["f3", "f1", "f2"]


def test_a_list_with_a_semicolon_in_an_item_is_no_array(drawn: Callable[[str], Any]) -> None:
    _, edges = tables(drawn(FACTS), "neo4j")
    assert "evidence:string[]" in edges[0]
    assert "quotes" in edges[0]
    assert records(edges)[2]["quotes"] == "first; second"


def test_a_spreadsheet_gets_a_byte_order_mark_and_the_names_of_both_ends(
    drawn: Callable[[str], Any],
) -> None:
    files = written(drawn(FACTS), "spreadsheet")
    assert all(text.startswith('\ufeff"') for text in files.values())
    assert not any(text.startswith("\ufeff") for text in written(drawn(FACTS), "gephi").values())
    _, edges = tables(drawn(FACTS), "spreadsheet")
    assert edges[0][:6] == ["fact", "source", "source_label", "label", "target_label", "target"]
    assert edges[2][:6] == ["f1", "ann", 'Ann, "the" head', "is head at", "Acme", "acme"]


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "x;=1+1",
    'x;"=1+1',
    "x\t=1+1",
    "x\n=cmd|' /C calc'!A0",
    '";=1+1;"',
]

# A spreadsheet may split at any of these, and then runs what begins with one of those.
SPLITS = re.compile("[;\t\r\n|]")
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_formula_runs_in_a_spreadsheet(formula: str, drawn: Callable[[str], Any]) -> None:
    graph = drawn(FACTS)
    graph.nodes["ann"].update(label=formula, note=formula)
    graph.edges["ann", "acme", "f1"].update(label=formula, title=formula)
    for table in tables(graph, "spreadsheet"):
        assert any(
            cell.replace("'", "") == formula.replace("'", "") for row in table for cell in row
        )
        for cell in (cell for row in table for cell in row):
            assert not cell.startswith(RUNS)
            assert not any(part.lstrip(' "').startswith(RUNS[:4]) for part in SPLITS.split(cell))


@pytest.mark.parametrize("flavour", ["gephi", "neo4j"])
def test_other_programs_get_the_text_as_it_is(flavour: str, drawn: Callable[[str], Any]) -> None:
    graph = drawn(FACTS)
    graph.nodes["ann"]["label"] = "=1+1"
    nodes, _ = tables(graph, flavour)
    assert "=1+1" in nodes[2]


HOSTILE = {
    'a "quoted", b; c': 'a "quoted", b; c',
    "two\nlines\r\nand a\ttab": "two\nlines\r\nand a\ttab",
    "\x1b[31m \x00 \x7f": "\ufffd[31m \ufffd \ufffd",
    "lone \ud800": "lone \ufffd",
    "\u202egnp.exe 北京 👩\u200d💻": "\u202egnp.exe 北京 👩\u200d💻",
}


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_comes_back(hostile: str, flavour: str, drawn: Callable[[str], Any]) -> None:
    graph = drawn(FACTS)
    graph.nodes["ann"]["label"] = hostile
    assert all(text.encode() for text in written(graph, flavour).values())
    nodes, _ = tables(graph, flavour)
    assert nodes[2][1] == HOSTILE[hostile]


def test_what_is_lost_is_said(drawn: Callable[[str], Any]) -> None:
    graph = drawn(FACTS)
    graph.nodes["ann"]["aliases"] = ["\x00", "fine\n", "\ud800\x1b"]
    assert losses(graph) == ["3 control characters became U+FFFD"]


@pytest.mark.parametrize(
    ("out", "expected"),
    [
        ("net.csv", "net-nodes.csv"),
        ("NET.CSV", "NET-nodes.CSV"),
        ("net", "net-nodes.csv"),
        ("a.b/net.v2", "a.b/net.v2-nodes.csv"),
        ("new/", "new/nodes.csv"),
        ("there", "there/nodes.csv"),
        ("there/net.csv", "there/net-nodes.csv"),
    ],
)
def test_the_files_stand_in_a_folder_or_side_by_side(
    out: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    assert path(out, "nodes") == expected


def test_events_and_sources_have_files_of_their_own(drawn: Callable[[str], Any]) -> None:
    events = """events:
  fire: {what: "Fire; at night", on: 2019-03, who: [ann, acme], evidence: [cc ¶1, cc ¶2]}
"""
    files = written(drawn(FACTS + events), "gephi")
    assert [*files] == ["nodes", "edges", "events", "sources"]
    assert files["events"] == (
        "id,what,on,who,status,because,note,evidence,according_to,quotes\n"
        "fire,Fire; at night,2019-03,ann; acme,stated,,,cc ¶1; cc ¶2,,\n"
    )
    assert files["sources"].splitlines()[0].startswith("id,title,author,publisher,date,")
    assert [*written(drawn(FACTS), "gephi")] == ["nodes", "edges", "sources"]


def test_an_empty_graph_is_two_headers(drawn: Callable[[str], Any]) -> None:
    for flavour in FLAVOURS:
        nodes, edges = tables(drawn("title: nothing yet\n"), flavour)
        assert (len(nodes), len(edges)) == (1, 1)


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_line_end_of_any_kind_stands_in_quotation_marks(
    flavour: str, drawn: Callable[[str], Any]
) -> None:
    graph = drawn(
        'people: {a: {name: "A\\rB", note: "x\\r\\ny"}, b: {name: "\\r"}, c: {name: "C\\n"}}\n'
        'facts: [{who: a, reports_to: b, note: "n\\r"}]\n'
    )
    for text in written(graph, flavour).values():
        unquoted = re.sub('"(?:[^"]|"")*"', "", text)
        assert "\r" not in unquoted
        assert unquoted.endswith("\n")
    nodes, edges = tables(graph, flavour)
    assert {"A\rB", "x\r\ny"} <= {cell for row in nodes for cell in row}
    assert len(nodes) == 4
    assert len(edges) == 2
