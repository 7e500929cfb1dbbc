"""GEXF of Gephi, networkx and others."""

from __future__ import annotations

from contextlib import suppress

import damage
import pytest
from hypothesis import given
from readings import loaded, said

from stakegraph.errors import FactsError
from stakegraph.importers.gexf import read

SAMPLE = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>somebody</creator><description>Who owns whom</description></meta>
<graph defaultedgetype="directed" mode="dynamic">
<attributes class="node"><attribute id="0" title="type" type="string"/>
<attribute id="1" title="country" type="string"><default>gb</default></attribute></attributes>
<attributes class="edge"><attribute id="0" title="share" type="string"/></attributes>
<nodes>
<node id="1" label="Ann"><attvalues><attvalue for="0" value="person"/></attvalues>
<viz:color r="1" g="2" b="3"/></node>
<node id="2" label="Acme" start="1999" end="2009"/>
</nodes>
<edges>
<edge id="0" source="1" target="2" kind="owns" weight="2.0"><attvalues>
<attvalue for="0" value="5%"/></attvalues>
<spells><spell start="2001" end="2003"/><spell start="2005-02-01"/></spells></edge>
<edge id="1" source="1" target="2" label="met" type="undirected" start="2007" endopen="2008"/>
</edges></graph></gexf>"""


def document(inside: str) -> bytes:
    return f"<gexf><graph>{inside}</graph></gexf>".encode()


def refusals(data: bytes) -> list[str]:
    with pytest.raises(FactsError) as caught:
        read(data, "x.gexf")
    problems = caught.value.problems
    return [f"{problem.line} {problem.message} [{problem.rule}]" for problem in problems]


def test_spells_are_facts_and_attributes_what_they_are_called() -> None:
    reading = read(SAMPLE.encode(), "net.gexf")
    facts = loaded(reading)
    assert said(facts) == [
        "ann owns acme share=5% 2001..2003 (strength: 2.0) [net line 14]",
        "ann owns acme share=5% 2005-02-01.. (strength: 2.0) [net line 14]",
        "ann met acme 2007..2008 [net line 17]",
    ]
    assert facts.relations["met"].symmetric
    acme = facts.actors["acme"]
    assert (acme.kind, acme.note) == ("organisation", "country: gb; starts: 1999; ends: 2009")
    assert facts.title == "Who owns whom"
    assert reading.notes == [
        "how nodes and edges are drawn (viz) is left out",
        "1 node untyped taken for what the edges need: Acme",
    ]


def test_a_mutual_edge_is_two_and_a_node_within_another_is_part_of_it() -> None:
    inside = """<nodes><node id="ann-co"><nodes><node id="bo-co"/></nodes></node></nodes>
        <edges><edge source="ann-co" target="bo-co" type="mutual" kind="likes"/></edges>"""
    facts = said(loaded(read(document(inside), "x.gexf")))
    assert sorted(line.rpartition(" [")[0] for line in facts) == [
        "ann-co likes bo-co", "bo-co likes ann-co", "bo-co part_of ann-co",
    ]  # fmt: skip


def test_wrong_files_are_refused_with_every_problem_and_its_line() -> None:
    assert refusals(b"<gexf><graph>") == ["1 not XML: no element found [wrong-type]"]
    assert refusals(b"<gexf/>") == ["1 the file has no <graph> [missing-key]"]
    assert refusals(b"<graphml/>") == ["1 not GEXF: it begins with <graphml> [wrong-type]"]
    inside = """<nodes><node/>
<node id="a"><attvalues><attvalue for="9" value="x"/></attvalues></node>
<node id="a"/></nodes><edges><edge source="a"/></edges>"""
    assert refusals(document(inside)) == [
        "1 a <node> needs an id [missing-key]",
        "2 no <attribute> declares '9' [unknown-key]",
        "3 a second node with the id 'a' [duplicate-id]",
        "3 an <edge> needs a source and a target [missing-key]",
    ]
    bomb = b'<!DOCTYPE gexf [<!ENTITY a "aaaa">]><gexf><graph/></gexf>'
    assert "a document type may define entities" in refusals(bomb)[0]


@given(damage.texts(SAMPLE, words=["1", "mutual"]))
def test_no_damaged_file_makes_it_crash(data: bytes) -> None:
    with suppress(FactsError):
        loaded(read(data, "x.gexf"))


AGAIN = """<gexf><graph defaultedgetype="directed"><attributes class="edge">
<attribute id="relation" title="relation" type="string"/></attributes>
<nodes><node id="a" label="Ana"/><node id="t" label="Trust"/></nodes><edges>
<edge id="0" source="a" target="t" kind="role_at" start="2001" end="2003"><attvalues>
<attvalue for="relation" value="role_at"/></attvalues></edge>
<edge id="1" source="a" target="t" kind="role_at (2)" start="2007" end="2009"><attvalues>
<attvalue for="relation" value="role_at"/></attvalues></edge>
</edges></graph></gexf>"""


def test_a_kind_that_is_numbered_is_the_relation_that_it_numbers() -> None:
    facts = read(AGAIN.encode(), "again.gexf").facts
    assert [(fact.relation, fact.qualifiers, fact.since) for fact in facts] == [
        ("role_at", {}, "2001"),
        ("role_at", {}, "2007"),
    ]
