"""GraphML with yEd's graphics: shapes and colours by kind, lines by status, everybody in a place.

yEd shows nothing of a plain GraphML file but empty boxes on one heap; and what yEd shows, other
programs refuse. So this is a format of its own. https://yed.yworks.com/support/manual/
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from stakegraph.exporters import left_out, replacements
from stakegraph.exporters._columns import cell, columns, edge_rows, node_rows
from stakegraph.exporters._packing import Point, Size
from stakegraph.exporters._palette import OUTLINE, inside_colour, line_colour
from stakegraph.exporters._picture import is_symmetric
from stakegraph.exporters._yed_places import yed_places
from stakegraph.exporters.graphml import replaced
from stakegraph.model.facts import STATED
from stakegraph.model.relations import ORGANISATION, PARTNERSHIP, PERSON, POST
from stakegraph.text.escaping import xml_text

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph


_SHAPES = {
    PERSON: "ellipse",
    ORGANISATION: "rectangle",
    POST: "roundrectangle",
    PARTNERSHIP: "hexagon",
}
_WIDTH, _LETTERS, _LINE = 180, 22, 16  # of a node; letters in a line of it; height of a line

_ROOT = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key id="n_graphics" for="node" yfiles.type="nodegraphics"/>
<key id="e_graphics" for="edge" yfiles.type="edgegraphics"/>
"""

XML = True


def losses(graph: Graph) -> list[str]:
    """Say what the file will not hold."""
    return [*left_out(graph, "events", "sources"), *replacements(replaced(graph))]


def write(graph: Graph) -> Iterator[str]:
    """Write a graph as GraphML for yEd, piece by piece.

    Labels stand in the graphics, all other attributes are custom properties (strings; lists joined
    with "; "). Lines are dashed where the status is not `stated`, dotted where it cannot be said
    that they hold on the day asked for, and have no arrow where the relation is symmetric. Who
    reports to whom stands in a chart, managers above, the holders of a post beneath it; all others
    stand below, near to those they are tied to. A label that
    yEd would take for a page of HTML gets a space before it. What XML cannot hold becomes U+FFFD.
    """
    nodes = columns(node_rows(graph), left=("label",))
    edges = columns(edge_rows(graph), left=("label",))
    sizes = {id: (float(_WIDTH), float(_height(data))) for id, data in graph.nodes(data=True)}
    placed = yed_places(graph, sizes)
    yield _ROOT
    yield from (_key("node", name) for name in nodes)
    yield from (_key("edge", name) for name in edges)
    yield '<graph edgedefault="directed">\n'
    for id, data in graph.nodes(data=True):
        graphics = _node(data, sizes[id], placed.boxes[id])
        yield f'<node id="{id}">{graphics}{_properties("n", data)}</node>\n'
    for subject, object, key, data in graph.edges(keys=True, data=True):
        yield f'<edge id="{key}" source="{subject}" target="{object}">'
        course = placed.courses.get(key, [])
        path = _path(course, *(_centre(placed.boxes[id], sizes[id]) for id in (subject, object)))
        graphics = _edge(data, is_symmetric(graph, data), path)
        yield f"{graphics}{_properties('e', data)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _key(domain: str, name: str) -> str:
    prefix = domain[0]
    return f'<key id="{prefix}_{name}" for="{domain}" attr.name="{name}" attr.type="string"/>\n'


def _properties(prefix: str, data: Mapping[str, Any]) -> str:
    return "".join(
        f'<data key="{prefix}_{name}">{xml_text(cell(value))}</data>'
        for name, value in sorted(data.items())
        if name != "label"
    )


def _node(data: Mapping[str, Any], size: Size, corner: Point) -> str:
    (width, height), (left, top) = size, corner
    shape, inside = _SHAPES[data["type"]], inside_colour(data["type"])
    return (
        '<data key="n_graphics"><y:ShapeNode>'
        f'<y:Geometry height="{height:g}" width="{width:g}" x="{left:g}" y="{top:g}"/>'
        f'<y:Fill color="{inside}" transparent="false"/>'
        f'<y:BorderStyle color="{OUTLINE.light}" type="line" width="1.0"/>'
        # yEd wraps a cropping label at the node's edge.
        '<y:NodeLabel autoSizePolicy="node_size" configuration="CroppingLabel">'
        f'{_label(data)}</y:NodeLabel><y:Shape type="{shape}"/></y:ShapeNode></data>'
    )


def _edge(data: Mapping[str, Any], is_symmetric: bool, path: str) -> str:
    line, colour = "line", line_colour(data["family"])
    if data["status"] != STATED:
        line = "dashed"
    elif data.get("undetermined"):
        line = "dotted"
    return (
        f'<data key="e_graphics"><y:PolyLineEdge>{path}'
        f'<y:LineStyle color="{colour}" type="{line}" width="1.0"/>'
        f'<y:Arrows source="none" target="{"none" if is_symmetric else "standard"}"/>'
        f'<y:EdgeLabel fontSize="10">{_label(data)}</y:EdgeLabel></y:PolyLineEdge></data>'
    )


def _path(course: list[Point], start: Point, end: Point) -> str:
    """Return a course as yEd writes it: both ends as seen from two centres, and its bends."""
    if not course:
        return ""
    (sx, sy), (tx, ty) = (
        (x - at[0], y - at[1]) for (x, y), at in ((course[0], start), (course[-1], end))
    )
    bends = "".join(f'<y:Point x="{x:g}" y="{y:g}"/>' for x, y in course[1:-1])
    return f'<y:Path sx="{sx:g}" sy="{sy:g}" tx="{tx:g}" ty="{ty:g}">{bends}</y:Path>'


def _centre(corner: Point, size: Size) -> Point:
    return corner[0] + size[0] / 2, corner[1] + size[1] / 2


def _label(data: Mapping[str, Any]) -> str:
    label: str = data["label"]
    is_page = label[:6].lower() == "<html>"  # Swing's rule: it would draw it, and fetch its images
    return xml_text(f" {label}" if is_page else label)


def _height(data: Mapping[str, Any]) -> int:
    return _LINE * (1 + max(1, len(textwrap.wrap(data["label"], _LETTERS))))
