"""Node-link JSON: our own is in test_round_trip; here that of others."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import damage
import pytest
from hypothesis import given
from readings import loaded, said

from stakegraph.errors import FactsError
from stakegraph.importers.json import read

GRAPH = """
{"directed": true, "multigraph": false, "graph": {},
 "nodes": [{"id": "n1", "label": "Ann", "type": "Person", "age": 40, "x": 1.5},
           {"id": "n2", "label": "Acme Ltd", "type": "company"},
           {"id": "n3", "label": "Server room", "type": "Room"}],
 "links": [{"source": "n1", "target": "n2", "type": "OWNS", "share": "5%", "start": "2001-02"},
           {"source": "n2", "target": "n1", "type": "is member of", "weight": 3},
           {"source": "n1", "target": "n2", "type": "likes", "since": "last year", "why": "fun"},
           {"source": "n3", "target": "n2", "type": "part of"},
           {"source": "n3"}]}
"""


def test_a_graph_made_elsewhere_becomes_facts() -> None:
    reading = read(GRAPH.encode(), "net.json")
    facts = loaded(reading)
    assert said(facts) == [
        "ann owns acme-ltd share=5% 2001-02.. [net item links/0]",
        "acme-ltd is_member_of ann strength=3 [net item links/1]",
        "ann likes acme-ltd why=fun (starts: last year) [net item links/2]",
        "server-room part_of acme-ltd [net item links/3]",
    ]
    likes = facts.relations["likes"]
    assert (likes.verb, likes.inverse, likes.family, likes.subjects, likes.objects) == (
        "likes", 'is the object of "likes" by', "partnership", ("person",), ("organisation",),
    )  # fmt: skip
    assert (facts.actors["ann"].note, facts.actors["acme-ltd"].classification) == (
        "age: 40", "company",
    )  # fmt: skip
    assert facts.actors["server-room"].note == "type: Room"
    assert reading.notes == [
        "item links/4: left out, because it has no source or no target",
        "item links/2: 'Ann likes Acme Ltd': starts 'last year' is no date; it went into the note",
        "how nodes and edges are drawn is left out: x",
        "1 node of the type 'Room', which is no kind of actor here, taken for what the edges"
        " need: Server room",
    ]


def test_a_relation_that_joins_no_such_actors_is_kept_as_one_like_it() -> None:
    text = """{"nodes": [{"id": "acme", "type": "company"}, {"id": "ann", "type": "person"}],
               "edges": [{"source": "acme", "target": "ann", "type": "reports_to"}]}"""
    reading = read(text.encode(), "x.json")
    facts = loaded(reading)
    assert said(facts) == ["acme reports_to_otherwise ann [x item edges/0]"]
    assert facts.relations["reports_to_otherwise"].verb == "reports to"
    assert reading.notes == [
        "item edges/0: acme reports_to ann: reports_to joins no organisation to a person;"
        " it became reports_to_otherwise"
    ]


def test_what_others_call_an_inverse_is_read_backward() -> None:
    text = """{"nodes": [{"id": "acme"}, {"id": "ann"}, {"id": "bo"}], "edges": [
      {"source": "acme", "target": "ann", "label": "is owned by"},
      {"source": "ann", "target": "bo", "relationship": "Manages"}]}"""
    facts = loaded(read(text.encode(), "x.json"))
    assert [line.rpartition(" [")[0] for line in said(facts)] == [
        "ann owns acme", "bo reports_to ann",
    ]  # fmt: skip
    # Nothing says what they are but the relations: who reports is a person.
    assert {id: actor.kind for id, actor in facts.actors.items()} == {
        "acme": "organisation", "ann": "person", "bo": "person",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        '{"nodes": [{"name": "Ann"}, {"name": "Bo"}], "links": [{"source": 0, "target": 1}]}',
        '{"elements": {"nodes": [{"data": {"id": "Ann"}}, {"data": {"id": "Bo"}}],'
        ' "edges": [{"data": {"id": "e", "source": "Ann", "target": "Bo"}}]}}',
        '{"graph": {"nodes": {"Ann": {}, "Bo": {}}, "edges": [{"source": "Ann", "target": "Bo"}]}}',
        '{"nodes": ["Ann", "Bo"], "edges": [{"source": {"id": "Ann"}, "target": "Bo"}]}',
    ],
    ids=["d3", "cytoscape", "jgf", "plain"],
)
def test_the_shapes_of_other_programs_are_read(text: str) -> None:
    (line,) = said(loaded(read(text.encode(), "x.json")))
    assert line.startswith("ann is_linked_to bo [x item ")


def test_an_edge_without_direction_says_the_same_of_both_ends() -> None:
    text = """{"directed": false, "nodes": ["a-co", "b-co"],
               "links": [{"source": "a-co", "target": "b-co", "label": "borders"}]}"""
    row = loaded(read(text.encode(), "x.json")).relations["borders"]
    assert (row.symmetric, row.inverse) == (True, "borders")


@pytest.mark.parametrize(("word", "text"), [("no graph", "[]"), ("no graph", '{"nodes": 3}')])
def test_what_is_no_graph_is_refused(word: str, text: str) -> None:
    with pytest.raises(FactsError, match=word):
        read(text.encode(), "x.json")


@given(
    damage.documents(
        json.loads(GRAPH),
        words=["n1", "n2", "reports_to"],
        keys=["id", "label", "type", "source", "target", "since", "evidence"],
    )
)
def test_no_damaged_file_makes_it_crash(document: Any) -> None:
    with suppress(FactsError):
        loaded(read(json.dumps(document).encode(), "x.json"))


def test_a_map_of_kumu_is_a_graph() -> None:
    reading = read(
        b"""{"elements": [{"_id": "e1", "label": "Ana Ruiz", "type": "Person"},
                          {"_id": "e2", "label": "Harbour Trust", "type": "Organization"}],
             "connections": [{"from": "e1", "to": "Harbour Trust", "type": "governance",
                              "label": "chairs", "direction": "directed"},
                             {"from": "e2", "to": "e1", "type": "trust",
                              "direction": "mutual"}]}""",
        "k.json",
    )
    assert said(loaded(reading)) == [
        "ana-ruiz chairs harbour-trust (Type: governance) [k item edges/0]",
        "harbour-trust trust ana-ruiz [k item edges/1]",
    ]
    assert [row.symmetric for row in reading.relations.values()][-1]
