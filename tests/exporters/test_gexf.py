"""GEXF, read back by networkx and, where node has it, by graphology."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from stakegraph.exporters.gexf import losses, write
from stakegraph.text.escaping import xml_losses

FACTS = """\
title: Who runs A&B
people:
  kath: {name: Kath O'Dwyer, aliases: [Kathy, K.], evidence: cc}
organisations:
  serco: {name: Serco, kind: company, evidence: cc}
partnerships:
  deal: {name: the deal, kind: contract, since: 2007-03, until: 2010, evidence: cc}
facts:
  - {who: kath, role_at: serco, title: head, since: 2001~, until: 2005-02, evidence: cc}
  - {who: kath, role_at: serco, title: chair, since: 2006-21, status: hedged, evidence: cc}
  - {who: serco, partner_in: deal, until: ../2009-12, evidence: cc}
  - {who: kath, supports: serco, evidence: cc}
"""

HOSTILE = [
    '<b a="1">&amp;</b> ]]> <!--',
    "two\nlines\tand \r\n",
    "ESC \x1b[31m NUL \x00",
    "\u202egnp.exe",
    "lone \ud800 surrogate \uffff",
    "  spaces  ",
    "北京 👩\u200d💻",
]

GEXF = "{http://gexf.net/1.3}"


def text(graph: Any) -> str:
    return "".join(write(graph))


def read(graph: Any) -> Any:
    return nx.read_gexf(io.BytesIO(text(graph).encode()))


def clean(value: str) -> str:
    return "".join("\ufffd" if xml_losses(char) else char for char in value)


def spells(graph: Any) -> dict[str, dict[str, str]]:
    root = ElementTree.fromstring(text(graph))
    elements = [*root.iter(f"{GEXF}node"), *root.iter(f"{GEXF}edge")]
    found = {element.attrib["id"]: element.find(f".//{GEXF}spell") for element in elements}
    return {id: spell.attrib for id, spell in found.items() if spell is not None}


def test_networkx_reads_the_actors_with_their_colours_and_sizes(
    drawn: Callable[[str], Any],
) -> None:
    again = read(drawn(FACTS))
    assert sorted(again) == ["deal", "kath", "serco"]
    kath = again.nodes["kath"]
    assert (kath["label"], kath["kind"], kath["aliases"]) == ("Kath O'Dwyer", "person", "Kathy; K.")
    looks = {
        data["kind"]: (str(data["viz"]["color"]), data["viz"]["size"]) for data in nodes(again)
    }
    assert len(set(looks.values())) == len(looks) == 3


def nodes(graph: Any) -> list[dict[str, Any]]:
    return [data for _, data in graph.nodes(data=True)]


def test_networkx_reads_every_fact_with_what_it_says(drawn: Callable[[str], Any]) -> None:
    graph = drawn(FACTS)
    again = read(graph)
    assert sorted(again.edges(keys=True)) == sorted(graph.edges(keys=True))
    (chair,) = [data for *_, data in again.edges(data=True) if data.get("title") == "chair"]
    assert chair["relation"] == "role_at"
    assert chair["label"] == "is chair at"
    assert chair["status"] == "hedged"
    assert chair["start"] == "2006-21"
    assert chair["evidence"] == "cc"
    assert "type" not in chair


def test_two_facts_of_one_relation_between_two_actors_differ_in_kind(
    drawn: Callable[[str], Any],
) -> None:
    root = ElementTree.fromstring(text(drawn(FACTS)))
    kinds = [
        (edge.attrib["source"], edge.attrib["target"], edge.attrib["kind"])
        for edge in root.iter(f"{GEXF}edge")
    ]
    assert sorted(kinds) == [
        ("kath", "serco", "role_at"),
        ("kath", "serco", "role_at (2)"),
        ("kath", "serco", "supports"),
        ("serco", "deal", "partner_in"),
    ]


def test_no_attribute_is_called_type_and_each_has_its_title_as_id(
    drawn: Callable[[str], Any],
) -> None:
    root = ElementTree.fromstring(text(drawn(FACTS)))
    declared = [attribute.attrib for attribute in root.iter(f"{GEXF}attribute")]
    assert all(each["id"] == each["title"] for each in declared)
    assert "type" not in {each["id"] for each in declared}
    assert not [edge for edge in root.iter(f"{GEXF}edge") if "type" in edge.attrib]


@pytest.mark.parametrize(
    ("dates", "spell"),
    [
        ("since: 2007-03-13, until: 2007-03-14", {"start": "2007-03-13", "end": "2007-03-14"}),
        ("since: 2007, until: 2008", {"start": "2007-01-01", "end": "2008-12-31"}),
        ("since: 2008-02, until: 2008-02", {"start": "2008-02-01", "end": "2008-02-29"}),
        ("since: 2001~, until: 2005-05?", {"start": "2001-01-01", "end": "2005-05-31"}),
        ("since: 2006-24", {"start": "2006-12-01"}),
        ("until: 2006-24", {"end": "2007-02-28"}),
        ("since: ../2007-06, until: 2008", {"end": "2008-12-31"}),
        ("since: 2006/2008, until: 2009/..", {"start": "2006-01-01"}),
        ("until: 201X", {"end": "2019-12-31"}),
        ("since: 0000, until: 9999-24", None),
        ("since: 2008~, until: 2007~", None),
        ("note: nothing is known", None),
    ],
)
def test_a_spell_is_in_whole_days(
    dates: str, spell: dict[str, str] | None, drawn: Callable[[str], Any]
) -> None:
    graph = drawn(f"""\
organisations: {{a: {{name: A, evidence: cc}}, b: {{name: B, evidence: cc}}}}
facts:
  - {{id: f, who: a, owns: b, {dates}, evidence: cc}}
""")
    assert spells(graph).get("f") == spell
    assert ('mode="dynamic" timeformat="date"' in text(graph)) == (spell is not None)


def test_an_actor_has_a_spell_as_well(drawn: Callable[[str], Any]) -> None:
    assert spells(drawn(FACTS))["deal"] == {"start": "2007-03-01", "end": "2010-12-31"}


def test_what_is_lost_is_said(drawn: Callable[[str], Any]) -> None:
    graph = drawn("""\
    people: {ann: {name: Ann, evidence: cc}}
    organisations: {acme: {name: Acme, evidence: cc}}
    events: {fair: {what: a fair, evidence: cc}}
    facts:
      - {who: ann, role_at: acme, since: 2008~, until: 2007~, evidence: cc}
    """)
    graph.nodes["ann"]["label"] = "A\x00\x1bnn"
    assert losses(graph) == [
        "1 event left out: the format has no place for them",
        "1 source left out: the format has no place for them",
        "2 characters that XML cannot hold became U+FFFD",
        "1 span without a spell: as written the end is before the start",
    ]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_comes_back_as_it_was(hostile: str, drawn: Callable[[str], Any]) -> None:
    graph = drawn(FACTS)
    graph.graph["title"] = hostile
    graph.nodes["kath"].update(label=hostile, note=hostile)
    for *_, data in graph.edges(data=True):
        data.update(label=hostile, title=hostile)
    again = read(graph)
    assert again.nodes["kath"]["label"] == again.nodes["kath"]["note"] == clean(hostile)
    values = {data[name] for *_, data in again.edges(data=True) for name in ("label", "title")}
    assert values == {clean(hostile)}
    root = ElementTree.fromstring(text(graph))
    assert root.findtext(f".//{GEXF}description") == clean(hostile)


def test_a_qualifier_of_ones_own_keeps_its_text(drawn: Callable[[str], Any]) -> None:
    graph = drawn("""\
    relations:
      mentors: {from: [person], to: [person], verb: mentors, inverse: is mentored by,
                family: role, qualifiers: [relation, kind, weight]}
    people: {a: {name: A, evidence: cc}, b: {name: B, evidence: cc}}
    facts:
      - {who: a, mentors: b, relation: aunt, kind: strict, weight: heavy, evidence: cc}
    """)
    ((_, _, fact),) = read(graph).edges(data=True)
    assert fact["relation"] == "mentors"
    assert [fact[name] for name in ("relation_", "kind_", "weight_")] == ["aunt", "strict", "heavy"]


def test_an_empty_graph_is_a_document(drawn: Callable[[str], Any]) -> None:
    assert len(read(drawn("title: nothing yet\n"))) == 0


PROGRAM = """
const { parse } = require('graphology-gexf'), Graph = require('graphology');
const graph = parse(Graph, require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify({
  nodes: graph.mapNodes((id, data) => [id, data.label, data.kind, data.size]),
  edges: graph.mapEdges((id, data, from, to) => [id, from, to, data.kind, data.start || null]),
}));
"""


def test_graphology_reads_the_same_graph(drawn: Callable[[str], Any]) -> None:
    node = shutil.which("node")
    find = ["-e", "require('graphology-gexf'), require('graphology')"]
    if not node or subprocess.run([node, *find], capture_output=True).returncode:
        pytest.skip("needs node, and graphology and graphology-gexf where NODE_PATH finds them")
    graph = drawn(FACTS)
    graph.nodes["kath"]["label"] = HOSTILE[0]
    ran = subprocess.run([node, "-e", PROGRAM], input=text(graph), capture_output=True, text=True)
    assert ran.stderr == ""
    again = json.loads(ran.stdout)
    assert sorted(again["nodes"]) == [
        ["deal", "the deal", "partnership", 14],
        ["kath", HOSTILE[0], "person", 10],
        ["serco", "Serco", "organisation", 14],
    ]
    assert sorted(edge[1:] for edge in again["edges"]) == [
        ["kath", "serco", "role_at", "2006-21"],
        ["kath", "serco", "role_at (2)", "2001~"],
        ["kath", "serco", "supports", None],
        ["serco", "deal", "partner_in", None],
    ]
    assert {edge[0] for edge in again["edges"]} == {key for *_, key in graph.edges(keys=True)}
