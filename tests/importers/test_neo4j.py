"""JSON of Neo4j: the lines, lists and objects of APOC, and the records of its Browser."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from readings import loaded, said

from stakegraph.errors import FactsError
from stakegraph.importers._recognition import shapes
from stakegraph.importers.json import read

ANA = {"labels": ["Person", "Trustee"], "properties": {"name": "Ana Ruiz", "born": 1970}}
DOCK = {"labels": ["Company"], "properties": {"name": "Dock Ltd", "type": "private"}}
OWNS = {"properties": {"share": "60 %", "since": "2010-05-01"}}

NODES = [{"type": "node", "id": "0", **ANA}, {"type": "node", "id": "1", **DOCK}]
TIE = {
    **{"id": "0", "type": "relationship", "label": "OWNS", **OWNS},
    **{"start": {"id": "0", "labels": ["Person"]}, "end": {"id": "1", "labels": ["Company"]}},
}
OF_BROWSER = {
    "n": {"identity": 0, "elementId": "4:x:0", **ANA},
    "r": {"identity": 5, "start": 0, "end": 1, "type": "OWNS", "elementId": "5:x:5", **OWNS},
    "m": {"identity": 1, "elementId": "4:x:1", **DOCK},
}
HALVED = {
    "n": {"identity": {"low": 0, "high": 0}, **ANA},
    "m": {"identity": {"low": 1, "high": 0}, **DOCK},
    "r": {
        **{"identity": {"low": 5, "high": 0}, "type": "OWNS", **OWNS},
        **{"start": {"low": 0, "high": 0}, "end": {"low": 1, "high": 0}},
    },
}
PATH = {"start": OF_BROWSER["n"], "end": OF_BROWSER["m"], "length": 1.0, "segments": [
    {"start": OF_BROWSER["n"], "relationship": OF_BROWSER["r"], "end": OF_BROWSER["m"]}
]}  # fmt: skip
OF_SERVER = {
    "nodes": [{"id": "0", **ANA}, {"id": "1", **DOCK}],
    "relationships": [{"id": "5", "type": "OWNS", "startNode": "0", "endNode": "1", **OWNS}],
}


def lines(*values: Any) -> bytes:
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


@pytest.mark.parametrize(
    ("data", "at"),
    [
        (lines(*NODES, TIE), "line 3"),
        (lines(TIE, *NODES), "line 1"),
        (lines([*NODES, TIE]), "item 2"),
        (lines({"nodes": NODES, "rels": [TIE]}), "item rels/0"),
        (lines([OF_BROWSER]), "item 0/r"),
        (lines([{"keys": ["n", "r", "m"], "length": 3, "_fields": [*HALVED.values()]}]),
         "item 0/_fields/2"),
        (lines([{"p": PATH}]), "item 0/p/segments/0/relationship"),
        (lines({"results": [{"data": [{"graph": OF_SERVER}]}]}),
         "item results/0/data/0/graph/relationships/0"),
    ],
)  # fmt: skip
def test_each_form_in_which_neo4j_gives_a_tie_says_the_same(data: bytes, at: str) -> None:
    assert [shape.format for shape in shapes(io.BytesIO(data))][:1] == ["json"]
    reading = read(data, "g.json")
    assert said(loaded(reading)) == [
        f"ana-ruiz owns dock-ltd share=60 % 2010-05-01.. [g {at}]",
    ]
    ana, dock = sorted(reading.actors, key=lambda actor: actor.id)
    assert (ana.name, ana.kind, ana.note) == (
        *("Ana Ruiz", "person"),
        "labels: Person, Trustee; born: 1970",
    )
    assert (dock.name, dock.classification, dock.note) == (
        *("Dock Ltd", "company"),
        "type (property): private",
    )


def test_an_office_of_neo4j_is_a_role_with_its_title_and_keeps_the_property_of_that_name() -> None:
    tie = {**TIE, "label": "DIRECTOR_OF", "properties": {"title": "Chair"}}
    (fact,) = read(lines(*NODES, tie), "g.json").facts
    assert (fact.relation, fact.qualifiers, fact.note) == (
        *("role_at", {"title": "director"}),
        "title (property): Chair",
    )


def test_what_a_record_holds_beside_nodes_and_ties_is_told() -> None:
    reading = read(lines([{**OF_BROWSER, "count": 3}]), "g.json")
    assert reading.notes == ["item 0: left out, because it is no node and no relationship: count"]


def test_a_tie_without_an_end_is_told() -> None:
    reading = read(lines(*NODES, {**TIE, "end": {}}), "g.json")
    assert reading.notes == ["line 3: left out, because it has no start or no end"]


def test_a_line_of_neo4j_that_is_broken_is_an_error() -> None:
    with pytest.raises(FactsError, match="not JSON"):
        read(lines(*NODES) + b'{"type": "rel\n', "g.json")


def test_a_graph_whose_nodes_have_labels_and_with_links_is_none_of_neo4j() -> None:
    nodes = [{"id": "a", "labels": ["x"], "properties": {}}, {"id": "b", "labels": []}]
    graph = {"nodes": nodes, "links": [{"source": "a", "target": "b", "type": "owns"}]}
    assert said(loaded(read(lines(graph), "g.json"))) == ["a owns b [g item links/0]"]
