"""The plain graph that every format is written from."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from stakegraph.edtf.dates import period
from stakegraph.exporters import TAKEN, flat, left_out, qualifiers
from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.model.relations import RELATIONS, Relation
from stakegraph.store import Scope
from stakegraph.store.database import Database
from stakegraph.text import formats

FACTS = """\
title: Who runs it
sources: {s: {title: T, date: 2020}, t: {title: U, date: 2021, url: "http://x"}}
organisations:
  zinc: {name: Zinc Ltd, aliases: [Zn, Z], kind: company, since: 2001, evidence: s ¶1}
  acme: {name: Acme, evidence: s ¶2}
people:
  minister: {name: a minister, unnamed: protected, evidence: s ¶3}
events:
  fair: {what: a fair, on: 2019, who: [acme], evidence: s ¶4}
facts:
  - {who: zinc, owns: acme, share: 51%, since: 2010~, until: 2015, evidence: s ¶5}
  - {who: minister, role_at: acme, title: patron, status: hedged, note: N, evidence:
     [{source: s, at: ¶6, quote: a patron}, t ¶1]}
"""


@pytest.fixture
def drawn(store: Callable[[str], Database]) -> Callable[..., Any]:
    def drawn(text: str, **scope: Any) -> Any:
        kept = store(text)
        limits = Scope(**scope)
        events = kept.events(scope=limits)
        return flat(neighbourhood(kept, scope=limits), kept.sources, events)

    return drawn


def test_actors_are_nodes_sorted_by_id_with_what_is_said_of_them(
    drawn: Callable[..., Any],
) -> None:
    assert list(drawn(FACTS).nodes(data=True)) == [
        ("acme", {"label": "Acme", "type": "organisation", "evidence": ["s ¶2"]}),
        (
            "minister",
            {
                "label": "a minister",
                "type": "person",
                "unnamed": "protected",
                "evidence": ["s ¶3"],
            },
        ),
        (
            "zinc",
            {
                "label": "Zinc Ltd",
                "type": "organisation",
                "classification": "company",
                "aliases": ["Zn", "Z"],
                "start": "2001",
                "evidence": ["s ¶1"],
            },
        ),
    ]


def test_facts_are_edges_sorted_by_id_with_what_they_say(drawn: Callable[..., Any]) -> None:
    (first, hedged), (second, owns) = [
        ((subject, object, key), data)
        for subject, object, key, data in drawn(FACTS).edges(keys=True, data=True)
    ]
    assert first == ("minister", "acme", "minister.role_at.acme.patron")
    assert second == ("zinc", "acme", "zinc.owns.acme")
    assert owns == {
        "label": owns["label"],
        "type": "owns",
        "family": "partnership",
        "fact": "zinc.owns.acme",
        "share": "51%",
        "share_minimum": 51,
        "share_maximum": 51,
        "start": "2010~",
        "end": "2015",
        "tense": "former",
        "status": "stated",
        "certainty": "stated",
        "evidence": ["s ¶5"],
    }
    assert (hedged["title"], hedged["status"], hedged["note"]) == ("patron", "hedged", "N")
    assert hedged["evidence"] == ["s ¶6", "t ¶1"]
    assert hedged["quotes"] == ["a patron", ""]


def test_the_graph_holds_sources_and_events(drawn: Callable[..., Any]) -> None:
    graph = drawn(FACTS)
    assert graph.graph["title"] == "Who runs it"
    assert [source["id"] for source in graph.graph["sources"]] == ["s", "t"]
    assert [(event["id"], event["who"]) for event in graph.graph["events"]] == [("fair", ["acme"])]
    assert left_out(graph, "events", "sources") == [
        "1 event left out: the format has no place for them",
        "2 sources left out: the format has no place for them",
    ]


def test_what_cannot_be_said_for_a_day_says_why(drawn: Callable[..., Any]) -> None:
    def held(date: str) -> dict[str, bool]:
        edges = drawn(FACTS, as_of=period(date)).edges(data=True)
        return {data["type"]: "undetermined" not in data for _, _, data in edges}

    assert held("2012-06-01")["owns"]
    assert held("2010-06-01")["owns"] is False  # about 2010
    assert "owns" not in held("2016-01-01")


def test_no_attribute_has_a_name_that_readers_take_for_their_own(
    drawn: Callable[..., Any],
) -> None:
    graph = drawn(FACTS)
    nodes = {name for _, data in graph.nodes(data=True) for name in data}
    edges = {name for _, _, data in graph.edges(data=True) for name in data}
    assert "label" in nodes & edges
    assert (nodes | edges) & TAKEN == set()


def test_all_of_it_is_json(drawn: Callable[..., Any]) -> None:
    graph = drawn(FACTS)
    whole = [graph.graph, dict(graph.nodes(data=True)), [*graph.edges(keys=True, data=True)]]
    assert json.loads(json.dumps(whole)) == json.loads(json.dumps(whole, allow_nan=False))
    assert '"2010~"' in json.dumps(whole)


@pytest.mark.parametrize("name", formats.names("exporters"))
def test_every_writer_says_what_it_leaves_out(name: str, drawn: Callable[..., Any]) -> None:
    writer = formats.load("exporters", name)
    ways = ("write", "write_files", "write_facts")
    assert [hasattr(writer, way) for way in ways].count(True) == 1
    if hasattr(writer, "write_facts"):  # it holds the facts themselves, and leaves nothing out
        return
    sentences = writer.losses(drawn(FACTS))
    assert all(isinstance(one, str) and one for one in sentences)


def test_a_qualifier_of_ones_own_is_not_lost_under_a_name_that_is_taken(graph: Any) -> None:
    drawn = graph("""
        relations:
          mentors: {from: [person], to: [person], verb: mentors, inverse: is mentored by,
            family: role, qualifiers: [type, start, source]}
        people: {a: {name: A}, b: {name: B}}
        facts: [{who: a, mentors: b, type: T, start: S, source: R}]
        """)
    (edge,) = (data for _, _, data in flat(drawn, {}, []).edges(data=True))
    assert (edge["type_"], edge["start_"], edge["source_"]) == ("T", "S", "R")
    assert edge["type"] == "mentors"
    assert "start" not in edge


def test_the_relations_have_all_columns_of_their_rows(drawn: Callable[..., Any]) -> None:
    rows = drawn(FACTS).graph["relations"]
    assert set(rows) == set(RELATIONS)
    assert {frozenset(row) for row in rows.values()} == {frozenset(Relation._fields) - {"key"}}
    assert rows["supports"]["contrary"] == "opposes"
    assert (rows["promised"]["act"], rows["owns"]["act"]) == (True, False)


def test_a_qualifier_comes_back_under_its_own_name(graph: Any) -> None:
    drawn = graph("""
        relations:
          mentors: {from: [person], to: [person], verb: mentors, inverse: is mentored by,
            family: role, qualifiers: [weight, via, label, label_, topic]}
        people: {a: {name: A}, b: {name: B}}
        facts: [{who: a, mentors: b, weight: W, via: V, label: L, label_: M, topic: T}]
        """)
    plain = flat(drawn, {}, [])
    (edge,) = (data for _, _, data in plain.edges(data=True))
    assert "weight" not in edge  # which is a number to graph programs
    assert "via" not in edge  # which marks the edge of a projection
    assert (edge["label"], edge["label_"], edge["label__"]) == ("mentors", "L", "M")
    given = {"label": "L", "label_": "M", "topic": "T", "via": "V", "weight": "W"}
    assert qualifiers(plain, edge) == given


def test_what_rests_on_a_retracted_source_alone_says_so(drawn: Callable[..., Any]) -> None:
    graph = drawn("""
    sources: {s: {title: S}, gone: {title: G, retracted: 2021, note: made up}}
    people: {ann: {name: Ann, evidence: s}, bo: {name: Bo, evidence: [gone ¶1, gone ¶2]}}
    events: {fire: {what: A fire, who: [ann], evidence: gone}}
    facts:
      - {who: ann, reports_to: bo, evidence: [gone, s]}
      - {who: bo, supports: ann, evidence: gone}
    """)
    nodes = {id: data.get("retracted", "") for id, data in graph.nodes(data=True)}
    edges = {
        key: data.get("retracted", "") for _, _, key, data in graph.edges(keys=True, data=True)
    }
    assert nodes == {"ann": "", "bo": "true"}
    assert edges == {"ann.reports_to.bo": "", "bo.supports.ann": "true"}
    assert [event["retracted"] for event in graph.graph["events"]] == ["true"]
    assert [source.get("retracted", "") for source in graph.graph["sources"]] == ["2021", ""]
