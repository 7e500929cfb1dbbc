"""Cytoscape JSON, read back by networkx and, where node has it, by cytoscape.js."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from stakegraph.exporters.cyjs import losses, write

FACTS = """\
title: Who runs Acme
people: {ann: {name: Ann, aliases: [A., Annie], evidence: cc}}
organisations: {acme: {name: Acme, evidence: cc}}
events: {fair: {what: a fair, evidence: cc}}
facts:
  - {id: ann, who: ann, role_at: acme, title: head, since: 2007-03~, evidence: cc}
  - {id: f2, who: ann, role_at: acme, title: chair, status: hedged, evidence: cc}
"""

HOSTILE = [
    "\x1b[31m\x00\n\t",
    "</script> & \"'\\",
    "\ud800 \u2028 \u202e",
    "北京 👩\u200d💻",
    "=1+1",
]


def text(graph: Any) -> str:
    return "".join(write(graph))


def test_the_file_has_what_cytoscape_desktop_looks_for(drawn: Callable[[str], Any]) -> None:
    network = json.loads(text(drawn(FACTS)))
    assert network["format_version"] == "1.0"
    assert network["data"] == {"name": "Who runs Acme"}
    (acme, ann) = (node["data"] for node in network["elements"]["nodes"])
    assert (acme["id"], acme["name"], acme["label"]) == ("acme", "Acme", "Acme")
    assert ann["aliases"] == ["A.", "Annie"]
    (one, two) = (edge["data"] for edge in network["elements"]["edges"])
    assert one == {
        "id": "fact:ann",
        "fact": "ann",
        "key": "ann",
        "source": "ann",
        "target": "acme",
        "name": "ann (role_at) acme",
        "interaction": "role_at",
        "type": "role_at",
        "label": "is head at",
        "family": "role",
        "title": "head",
        "start": "2007-03~",
        "status": "stated",
        "certainty": "stated",
        "evidence": ["cc"],
    }
    assert (two["id"], two["fact"], two["status"]) == ("f2", "f2", "hedged")


def test_networkx_reads_the_same_graph(drawn: Callable[[str], Any]) -> None:
    graph = drawn(FACTS)
    again = nx.cytoscape_graph(json.loads(text(graph)))
    assert isinstance(again, nx.MultiDiGraph)
    assert again.name == "Who runs Acme"
    assert dict(again.nodes(data="name")) == {"acme": "Acme", "ann": "Ann"}
    for id, data in graph.nodes(data=True):
        assert data.items() <= again.nodes[id].items()
    assert list(again.edges(keys=True)) == [("ann", "acme", "ann"), ("ann", "acme", "f2")]
    for *edge, data in graph.edges(keys=True, data=True):
        assert data.items() <= again.edges[tuple(edge)].items()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_comes_back_as_it_was(hostile: str, drawn: Callable[[str], Any]) -> None:
    graph = drawn(FACTS)
    graph.graph["title"] = graph.nodes["ann"]["label"] = hostile
    written = text(graph)
    assert not {"\x1b", "\x00", "\u202e", "\ud800"} & set(written)
    network = json.loads(written)
    assert network["data"]["name"] == hostile
    assert network["elements"]["nodes"][1]["data"]["name"] == hostile


def test_what_is_lost_is_said(drawn: Callable[[str], Any]) -> None:
    assert losses(drawn(FACTS)) == [
        "1 event left out: the format has no place for them",
        "1 source left out: the format has no place for them",
    ]


def test_an_empty_graph_is_a_network(drawn: Callable[[str], Any]) -> None:
    graph = drawn("people: {}\n")
    assert json.loads(text(graph)) == {
        "data": {"name": "stakeholders"},
        "directed": True,
        "multigraph": True,
        "elements": {"edges": [], "nodes": []},
        "format_version": "1.0",
        "generated_by": "stakegraph",
        "target_cytoscapejs_version": "~2.1",
    }


PROGRAM = """
const network = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const graph = require('cytoscape')({ headless: true, elements: network.elements });
console.log(JSON.stringify({
  nodes: graph.nodes().map(node => [node.id(), node.data('name')]),
  edges: graph.edges().map(edge => [edge.id(), edge.source().id(), edge.target().id()]),
}));
"""


def test_cytoscape_js_reads_the_same_graph(drawn: Callable[[str], Any]) -> None:
    node = shutil.which("node")
    if (
        not node
        or subprocess.run([node, "-e", "require('cytoscape')"], capture_output=True).returncode
    ):
        pytest.skip("needs node, and cytoscape where NODE_PATH finds it")
    graph = drawn(FACTS)
    graph.nodes["ann"]["label"] = HOSTILE[1]
    ran = subprocess.run([node, "-e", PROGRAM], input=text(graph), capture_output=True, text=True)
    assert ran.stderr == ""
    assert json.loads(ran.stdout) == {
        "nodes": [["acme", "Acme"], ["ann", HOSTILE[1]]],
        "edges": [["fact:ann", "ann", "acme"], ["f2", "ann", "acme"]],
    }
