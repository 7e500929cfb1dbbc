"""Node-link JSON, read back by networkx."""

from __future__ import annotations

import json
import math
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.exporters.json import losses, write
from stakegraph.text.escaping import json_text, visible

TEXTS = st.text(st.characters(codec=None), max_size=20)  # surrogates included
VALUES = TEXTS | st.integers() | st.booleans() | st.lists(TEXTS, max_size=3)
ATTRIBUTES = st.dictionaries(st.sampled_from(["label", "type", "evidence", "start"]), VALUES)


def read(text: str) -> nx.MultiDiGraph[str]:
    graph = nx.node_link_graph(json.loads(text), edges="edges")
    assert isinstance(graph, nx.MultiDiGraph)
    return graph


@st.composite
def graphs(draw: st.DrawFn) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(**draw(ATTRIBUTES))
    ids = draw(st.lists(TEXTS, min_size=1, max_size=4, unique=True))
    for id in ids:
        graph.add_node(id, **draw(ATTRIBUTES))
    for key in draw(st.lists(TEXTS, max_size=4, unique=True)):
        ends = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
        graph.add_edge(*ends, key=key, **draw(ATTRIBUTES))
    return graph


@given(graphs())
def test_networkx_reads_back_the_same_graph(graph: nx.MultiDiGraph[str]) -> None:
    text = "".join(write(graph))
    again = read(text)
    assert again.graph == graph.graph
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    assert [*again.edges(keys=True, data=True)] == [*graph.edges(keys=True, data=True)]
    assert all(visible(line) == line for line in text.split("\n"))
    assert losses(graph) == []


@given(graphs())
def test_the_file_is_written_piece_by_piece_as_it_would_be_at_once(
    graph: nx.MultiDiGraph[str],
) -> None:
    data = nx.node_link_data(graph, edges="edges")
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=1)
    assert "".join(write(graph)) == json_text(text) + "\n"


def test_the_file_is_the_shape_that_d3_reads() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="T")
    graph.add_node("b", label="Łódź")
    graph.add_edge("b", "a", key="b.owns.a", type="owns")
    expected: dict[str, Any] = {
        "directed": True,
        "multigraph": True,
        "graph": {"title": "T"},
        "nodes": [{"id": "b", "label": "Łódź"}, {"id": "a"}],
        "edges": [{"source": "b", "target": "a", "key": "b.owns.a", "type": "owns"}],
    }
    text = "".join(write(graph))
    assert json.loads(text) == expected
    assert "Łódź" in text
    assert text.endswith("}\n")


def test_what_json_cannot_hold_is_refused() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", share=math.nan)
    with pytest.raises(ValueError, match="JSON"):
        list(write(graph))
