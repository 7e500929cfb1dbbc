"""GraphML for yEd, read back by networkx, and looked at for what yEd draws."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from stakegraph.edtf.dates import period
from stakegraph.exporters import flat
from stakegraph.exporters.yed import losses, write
from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.store import Scope
from stakegraph.store.database import Database
from stakegraph.text.escaping import xml_losses

FACTS = """\
people:
  ann: {name: Ann, aliases: [A., Annie], evidence: cc}
  bob: {name: Bob, evidence: cc}
organisations:
  acme: {name: Acme, description: a maker of anvils, evidence: cc}
  zinc: {name: Zinc, evidence: cc}
posts:
  chief: {title: chief executive, evidence: cc}
partnerships:
  deal: {name: the deal, evidence: cc}
facts:
  - {id: line, who: ann, reports_to: bob, evidence: cc}
  - {id: guess, who: bob, role_at: acme, status: hedged, evidence: cc}
  - {id: tie, who: acme, works_with: zinc, evidence: cc}
  - {id: seat, who: bob, holds: chief, evidence: cc}
  - {id: part, who: zinc, partner_in: deal, status: denied, evidence: cc}
"""

Y = "{http://www.yworks.com/xml/graphml}"
G = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture
def drawn(store: Callable[[str], Database]) -> Callable[..., Any]:
    def drawn(text: str, **limits: Any) -> Any:
        kept = store(text)
        scope = Scope(**limits)
        return flat(neighbourhood(kept, scope=scope), kept.sources, kept.events(scope=scope))

    return drawn


def text(graph: Any) -> str:
    return "".join(write(graph))


def read(graph: Any) -> Any:
    return nx.parse_graphml(text(graph), force_multigraph=True)


def element(graph: Any, what: str, id: str) -> ElementTree.Element:
    root = ElementTree.fromstring(text(graph))
    (found,) = [each for each in root.iter(f"{G}{what}") if each.attrib["id"] == id]
    return found


def attribute(within: ElementTree.Element, tag: str, name: str) -> str:
    found = within.find(f".//{Y}{tag}")
    assert found is not None
    return found.attrib[name]


def places(graph: Any) -> dict[str, tuple[float, float]]:
    """Return the middle of each node across, and its top."""
    root = ElementTree.fromstring(text(graph))
    found = {}
    for node in root.iter(f"{G}node"):
        box = {key: float(attribute(node, "Geometry", key)) for key in ("x", "y", "width")}
        found[node.attrib["id"]] = (box["x"] + box["width"] / 2, box["y"])
    return found


def courses(graph: Any) -> dict[str, list[tuple[float, float]]]:
    """Return the corners of each line that has bends, from its source to its target."""
    root = ElementTree.fromstring(text(graph))
    centres = {}
    for node in root.iter(f"{G}node"):
        x, y, width, height = (
            float(attribute(node, "Geometry", key)) for key in ("x", "y", "width", "height")
        )
        centres[node.attrib["id"]] = (x + width / 2, y + height / 2)
    found = {}
    for edge in root.iter(f"{G}edge"):
        path = edge.find(f".//{Y}Path")
        if path is not None:
            start, end = (centres[edge.attrib[name]] for name in ("source", "target"))
            sx, sy, tx, ty = (float(path.attrib[name]) for name in ("sx", "sy", "tx", "ty"))
            bends = [(float(at.attrib["x"]), float(at.attrib["y"])) for at in path]
            found[edge.attrib["id"]] = [
                (start[0] + sx, start[1] + sy), *bends, (end[0] + tx, end[1] + ty)
            ]  # fmt: skip
    return found


def test_networkx_reads_the_same_graph_with_its_labels(drawn: Callable[..., Any]) -> None:
    graph = drawn(FACTS)
    again = read(graph)
    assert dict(again.nodes(data="label")) == dict(graph.nodes(data="label"))
    assert list(again.edges(keys=True, data="label")) == list(graph.edges(keys=True, data="label"))


def test_what_is_said_of_an_actor_and_a_fact_is_a_custom_property(
    drawn: Callable[..., Any],
) -> None:
    again = read(drawn(FACTS))
    assert again.nodes["ann"]["aliases"] == "A.; Annie"
    assert again.nodes["acme"]["description"] == "a maker of anvils"
    assert again.edges["bob", "acme", "guess"]["status"] == "hedged"
    root = ElementTree.fromstring(text(drawn(FACTS)))
    keys = [key.attrib for key in root.iter(f"{G}key")]
    assert len({key["id"] for key in keys}) == len(keys)
    assert [key["yfiles.type"] for key in keys if "attr.type" not in key] == [
        "nodegraphics",
        "edgegraphics",
    ]


def test_each_kind_of_actor_has_a_shape_and_a_colour(drawn: Callable[..., Any]) -> None:
    graph = drawn(FACTS)
    looks = {
        id: tuple(
            attribute(element(graph, "node", id), *what)
            for what in (("Shape", "type"), ("Fill", "color"))
        )
        for id in graph
    }
    assert looks["ann"] == looks["bob"]
    assert looks["acme"] == looks["zinc"]
    assert len(set(looks.values())) == 4


@pytest.mark.parametrize(
    ("fact", "line", "arrow"),
    [
        ("line", "line", "standard"),
        ("guess", "dashed", "standard"),
        ("tie", "line", "none"),
        ("part", "dashed", "standard"),
    ],
)
def test_a_line_is_dashed_unless_it_is_stated(
    fact: str, line: str, arrow: str, drawn: Callable[..., Any]
) -> None:
    edge = element(drawn(FACTS), "edge", fact)
    assert attribute(edge, "LineStyle", "type") == line
    assert attribute(edge, "Arrows", "target") == arrow


def test_a_stated_line_that_may_be_over_is_dotted(drawn: Callable[..., Any]) -> None:
    edge = element(drawn(FACTS, as_of=period("2020-01-01")), "edge", "tie")
    assert attribute(edge, "LineStyle", "type") == "dotted"


TREE = """\
people:
  top: {name: Top, evidence: cc}
  left: {name: Left, evidence: cc}
  right: {name: Right, evidence: cc}
  first: {name: "A person of so long a name that it takes five lines or more of a node, even so",
          evidence: cc}
  last: {name: Last, evidence: cc}
  alone: {name: Alone, evidence: cc}
organisations: {acme: {name: Acme, evidence: cc}}
facts:
  - {who: left, reports_to: top, evidence: cc}
  - {who: right, reports_to: top, evidence: cc}
  - {who: first, reports_to: left, evidence: cc}
  - {who: last, reports_to: left, evidence: cc}
  - {who: alone, role_at: acme, evidence: cc}
"""


def test_reporting_lines_stand_in_layers_and_the_rest_below(drawn: Callable[..., Any]) -> None:
    at = places(drawn(TREE))
    assert at["top"][1] < at["left"][1] == at["right"][1] < at["first"][1] == at["last"][1]
    assert at["last"][1] < at["alone"][1] == at["acme"][1]
    assert at["left"][0] == (at["first"][0] + at["last"][0]) / 2
    assert at["left"][0] < at["top"][0] < at["right"][0]


def test_the_holders_of_a_post_stand_beneath_it_and_share_its_lines(
    drawn: Callable[..., Any],
) -> None:
    graph = drawn("""
        organisations: {acme: {name: Acme, evidence: cc}}
        people: {ann: {name: Ann}, bo: {name: Bo}, cy: {name: Cy}, di: {name: Di}, ed: {name: Ed}}
        posts: {head: {title: head, at: acme}, aide: {title: aide, at: acme, shared: true}}
        facts:
          - {who: ann, holds: head, evidence: cc}
          - {who: bo, holds: aide, evidence: cc}
          - {who: cy, holds: aide, evidence: cc}
          - {who: di, holds: aide, evidence: cc}
          - {who: aide, reports_to: head, evidence: cc}
          - {who: ed, supports: di, evidence: cc}
        """)
    at = places(graph)
    assert at["head"][0] == at["ann"][0]
    assert at["head"][1] + 32 == at["ann"][1]
    beneath = sorted(id for id in ("bo", "cy", "di") if at[id][1] < at["acme"][1])
    assert len(beneath) == 2  # of three: the third stands with those beside the chart
    assert [at[id][1] - at["aide"][1] for id in beneath] in ([32, 64], [64, 32])
    lines = courses(graph)
    stated = lines.pop("aide.reports_to.head")
    assert stated[-1] == (at["ann"][0], at["ann"][1] + 32)
    assert {tuple(line) for line in lines.values()} == {tuple(stated)}
    assert len(lines) == 2  # those of the two that stand in the chart


def test_lines_of_the_chart_have_right_angles_and_cross_no_box(drawn: Callable[..., Any]) -> None:
    people = "".join(f"  p{at}: {{name: Person {at}, evidence: cc}}\n" for at in range(9))
    lines = "".join(f"  - {{who: p{at}, reports_to: right, evidence: cc}}\n" for at in range(9))
    graph = drawn(TREE.replace("people:\n", f"people:\n{people}") + lines)
    drawn_lines = courses(graph)
    assert len(drawn_lines) == 13
    root = ElementTree.fromstring(text(graph))
    boxes = [
        [float(box.attrib[key]) for key in ("x", "y", "width", "height")]
        for box in root.iter(f"{Y}Geometry")
    ]
    for course in drawn_lines.values():
        for (x, y), (to_x, to_y) in pairwise(course):
            assert x == to_x or y == to_y
            for left, top, width, height in boxes:
                assert (
                    max(x, to_x) <= left
                    or min(x, to_x) >= left + width
                    or max(y, to_y) <= top
                    or min(y, to_y) >= top + height
                )


def test_no_two_actors_cover_each_other(drawn: Callable[..., Any]) -> None:
    graph = drawn(TREE)
    root = ElementTree.fromstring(text(graph))
    boxes = [
        {key: float(box.attrib[key]) for key in ("x", "y", "width", "height")}
        for box in root.iter(f"{Y}Geometry")
    ]
    assert len(boxes) == 7
    assert {box["height"] for box in boxes} > {32.0}
    for one, other in combinations(boxes, 2):
        assert (
            abs(one["x"] - other["x"]) > one["width"]
            or one["y"] > other["y"] + other["height"]
            or other["y"] > one["y"] + one["height"]
        )


def test_a_circle_of_managers_and_a_line_to_oneself_have_places(
    drawn: Callable[..., Any],
) -> None:
    graph = drawn(TREE)
    data = next(data for *_, data in graph.edges(data=True) if data["type"] == "reports_to")
    graph.add_edge("top", "first", key="circle", **data | {"fact": "circle"})
    graph.add_edge("alone", "alone", key="self", **data | {"fact": "self"})
    assert len(set(places(graph).values())) == len(graph) == 7


def test_a_long_line_of_command_has_a_place_for_each(drawn: Callable[..., Any]) -> None:
    graph = drawn(TREE)
    like = graph.nodes["top"]
    data = next(data for *_, data in graph.edges(data=True) if data["type"] == "reports_to")
    for number in range(3000):  # more than Python's limit of recursion
        graph.add_node(f"n{number + 1}", **like)
        graph.add_edge(f"n{number + 1}", f"n{number}" if number else "top", f"e{number}", **data)
    at = places(graph)
    assert at["n3000"][1] > at["n2999"][1] > at["top"][1]


HOSTILE = [
    '<b a="1">&amp;</b> ]]>',
    "two\nlines\tand \r\n",
    "ESC \x1b[31m NUL \x00",
    "\u202egnp.exe",
    "lone \ud800 surrogate",
    "北京 👩\u200d💻",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_comes_back_as_it_was(hostile: str, drawn: Callable[..., Any]) -> None:
    graph = drawn(FACTS)
    graph.nodes["ann"].update(label=hostile, note=hostile)
    graph.edges["ann", "bob", "line"].update(label=hostile, note=hostile)
    again = read(graph)
    expected = "".join("\ufffd" if xml_losses(char) else char for char in hostile)
    for data in (again.nodes["ann"], again.edges["ann", "bob", "line"]):
        assert data["label"] == data["note"] == expected


def test_a_label_is_never_drawn_as_a_page_of_html(drawn: Callable[..., Any]) -> None:
    graph = drawn(FACTS)
    graph.nodes["ann"]["label"] = '<HTML><img src="http://example.org/x.png">'
    assert read(graph).nodes["ann"]["label"] == ' <HTML><img src="http://example.org/x.png">'


def test_what_is_lost_is_said(drawn: Callable[..., Any]) -> None:
    graph = drawn(FACTS)
    graph.nodes["ann"]["label"] = "\x00"
    assert losses(graph) == [
        "1 source left out: the format has no place for them",
        "1 character that XML cannot hold became U+FFFD",
    ]


def test_an_empty_graph_is_a_document(drawn: Callable[..., Any]) -> None:
    assert len(read(drawn("title: nothing yet\n"))) == 0
