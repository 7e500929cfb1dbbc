"""GraphML of other programs; our own is in test_round_trip."""

from __future__ import annotations

from contextlib import suppress

import damage
import pytest
from hypothesis import given
from readings import loaded, said

from stakegraph.errors import FactsError
from stakegraph.importers.graphml import read

KEYS = """<key id="d0" for="node" attr.name="label" attr.type="string"/>
<key id="d1" for="node" attr.name="type" attr.type="string"><default>person</default></key>
<key id="d2" for="edge" attr.name="relation" attr.type="string"/>
<key id="d3" for="edge" attr.name="weight" attr.type="double"/>
<key id="d4" for="edge" attr.name="active" attr.type="boolean"/>
<key id="g" for="node" yfiles.type="nodegraphics"/>
"""
SAMPLE = f"""<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
{KEYS}<graph edgedefault="directed">
<node id="n0"><data key="d0">Ann &amp; Bo</data></node>
<node id="n1"><data key="d1">company</data>
<data key="g"><y:ShapeNode><y:NodeLabel>Acme</y:NodeLabel></y:ShapeNode></data></node>
<edge id="e0" source="n0" target="n1"><data key="d2">owns</data><data key="d3">2.5</data></edge>
<edge source="n0" target="n1"><data key="d2">visits</data><data key="d4">1</data></edge>
<hyperedge><endpoint node="n0"/></hyperedge>
</graph></graphml>"""


def document(inside: str, keys: str = KEYS) -> bytes:
    return f"<graphml>{keys}<graph>{inside}</graph></graphml>".encode()


def refusals(data: bytes) -> list[str]:
    with pytest.raises(FactsError) as caught:
        read(data, "x.graphml")
    problems = caught.value.problems
    return [f"{problem.line} {problem.message} [{problem.rule}]" for problem in problems]


def test_a_graph_made_elsewhere_becomes_facts() -> None:
    reading = read(SAMPLE.encode(), "net.graphml")
    facts = loaded(reading)
    assert said(facts) == [
        "ann-bo owns acme (strength: 2.5) [net line 13]",
        "ann-bo visits acme active=true [net line 14]",
    ]
    assert {actor.name: actor.kind for actor in facts.actors.values()} == {
        "Ann & Bo": "person",
        "Acme": "organisation",
    }
    assert reading.notes == ["line 15: a hyperedge left out: an edge here has two ends"]


def test_the_errors_that_networkx_raises_are_problems_with_their_line() -> None:
    keyless = '<key id="d9" for="node" attr.type="string"/>'
    assert refusals(b"<graphml>\n<graph>") == ["2 not XML: no element found [wrong-type]"]
    assert refusals(b"<graphml/>") == ["1 the file has no <graph> [missing-key]"]
    assert refusals(document("", keyless)) == ["1 the key 'd9' needs an attr.name [missing-key]"]
    assert refusals(document('\n<node id="a"><data key="zz">x</data></node>')) == [
        "8 no <key> declares 'zz' [unknown-key]"
    ]
    assert refusals(
        document('<node id="a"/>\n<edge source="a" target="a"><data key="d3">much</data>\n'
                 '<data key="d4">maybe</data></edge>')
    ) == [
        "8 weight: 'much' is no double [wrong-type]",
        "9 active: 'maybe' is no boolean [wrong-type]",
    ]  # fmt: skip


def test_every_problem_is_told_at_once() -> None:
    assert refusals(document('<node/><node id="a"/><node id="a"/><edge source="a"/>')) == [
        "7 a <node> needs an id [missing-key]",
        "7 a second node with the id 'a' [duplicate-id]",
        "7 an <edge> needs a source and a target [missing-key]",
    ]


@pytest.mark.parametrize(
    "declared",
    [
        '[<!ENTITY a "xxxxxxxx"><!ENTITY b "&a;&a;&a;&a;">]',
        '[<!ENTITY a SYSTEM "file:///etc/passwd">]',
        'SYSTEM "http://example.org/x.dtd"',
    ],
)
def test_no_document_type_is_read(declared: str) -> None:
    data = f'<!DOCTYPE graphml {declared}>\n<graphml><graph><node id="n"/></graph></graphml>'
    assert [line.split(": ")[0] for line in refusals(data.encode())] == [
        "1 a document type may define entities"
    ]


def test_deep_and_odd_files_are_refused() -> None:
    assert "levels" in refusals(b"<a>" * 5000)[0]
    assert "not GraphML: it begins with <svg>" in refusals(b"<svg/>")[0]
    assert "encoding" in refusals(b'<?xml version="1.0" encoding="utf-9"?><graphml/>')[0]


def test_a_group_is_what_its_nodes_are_part_of() -> None:
    group = '<node id="g1"><graph><node id="acme"/></graph></node>'
    (line,) = said(loaded(read(document(group, ""), "x.graphml")))
    assert line == "acme part_of g1 [x line 1]"


def test_an_edge_to_a_node_that_is_not_there_gets_one() -> None:
    reading = read(document('<edge source="ann" target="acme"/>', ""), "x.graphml")
    assert said(loaded(reading)) == ["ann is_linked_to acme [x line 1]"]
    assert reading.notes == [
        "line 1: 'ann' is not described in the file: its id serves as name",
        "line 1: 'acme' is not described in the file: its id serves as name",
    ]


@given(damage.texts(SAMPLE, words=["n0", "true"]))
def test_no_damaged_file_makes_it_crash(data: bytes) -> None:
    with suppress(FactsError):
        loaded(read(data, "x.graphml"))
