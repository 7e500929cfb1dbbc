"""GraphML with yEd's graphics: shapes and colours by kind, lines by status, everybody in a place.

yEd shows nothing of a plain GraphML file but empty boxes on one heap; and what yEd shows, other
programs refuse. So this is a format of its own. https://yed.yworks.com/support/manual/
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

from stakegraph.exporters import left_out, replacements
from stakegraph.exporters._columns import cell, columns, edge_rows, node_rows
from stakegraph.exporters._palette import OUTLINE, inside_colour, line_colour
from stakegraph.exporters._picture import is_symmetric
from stakegraph.exporters.graphml import replaced
from stakegraph.model.facts import STATED
from stakegraph.model.relations import ORGANISATION, PARTNERSHIP, PERSON, POST, REPORTING
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
_ACROSS, _DOWN = 40, 60  # between two nodes

_ROOT = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key id="n_graphics" for="node" yfiles.type="nodegraphics"/>
<key id="e_graphics" for="edge" yfiles.type="edgegraphics"/>
"""

Places = dict[str, tuple[float, int]]

XML = True


def losses(graph: Graph) -> list[str]:
    """Say what the file will not hold."""
    return [*left_out(graph, "events", "sources"), *replacements(replaced(graph))]


def write(graph: Graph) -> Iterator[str]:
    """Write a graph as GraphML for yEd, piece by piece.

    Labels stand in the graphics, all other attributes are custom properties (strings; lists joined
    with "; "). Lines are dashed where the status is not `stated`, dotted where it cannot be said
    that they hold on the day asked for, and have no arrow where the relation is symmetric. Who
    reports to whom stands in layers, managers above; all others in a grid below. A label that
    yEd would take for a page of HTML gets a space before it. What XML cannot hold becomes U+FFFD.
    """
    nodes = columns(node_rows(graph), left=("label",))
    edges = columns(edge_rows(graph), left=("label",))
    places = _places(graph)
    tops = _tops(graph, places)
    yield _ROOT
    yield from (_key("node", name) for name in nodes)
    yield from (_key("edge", name) for name in edges)
    yield '<graph edgedefault="directed">\n'
    for id, data in graph.nodes(data=True):
        column, row = places[id]
        left = round(column * (_WIDTH + _ACROSS))
        yield f'<node id="{id}">{_node(data, left, tops[row])}{_properties("n", data)}</node>\n'
    for subject, object, key, data in graph.edges(keys=True, data=True):
        yield f'<edge id="{key}" source="{subject}" target="{object}">'
        yield f"{_edge(data, is_symmetric(graph, data))}{_properties('e', data)}</edge>\n"
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


def _node(data: Mapping[str, Any], left: int, top: int) -> str:
    shape, inside = _SHAPES[data["type"]], inside_colour(data["type"])
    return (
        '<data key="n_graphics"><y:ShapeNode>'
        f'<y:Geometry height="{_height(data)}" width="{_WIDTH}" x="{left}" y="{top}"/>'
        f'<y:Fill color="{inside}" transparent="false"/>'
        f'<y:BorderStyle color="{OUTLINE.light}" type="line" width="1.0"/>'
        # yEd wraps a cropping label at the node's edge.
        '<y:NodeLabel autoSizePolicy="node_size" configuration="CroppingLabel">'
        f'{_label(data)}</y:NodeLabel><y:Shape type="{shape}"/></y:ShapeNode></data>'
    )


def _edge(data: Mapping[str, Any], is_symmetric: bool) -> str:
    line, colour = "line", line_colour(data["family"])
    if data["status"] != STATED:
        line = "dashed"
    elif data.get("undetermined"):
        line = "dotted"
    return (
        '<data key="e_graphics"><y:PolyLineEdge>'
        f'<y:LineStyle color="{colour}" type="{line}" width="1.0"/>'
        f'<y:Arrows source="none" target="{"none" if is_symmetric else "standard"}"/>'
        f'<y:EdgeLabel fontSize="10">{_label(data)}</y:EdgeLabel></y:PolyLineEdge></data>'
    )


def _label(data: Mapping[str, Any]) -> str:
    label: str = data["label"]
    is_page = label[:6].lower() == "<html>"  # Swing's rule: it would draw it, and fetch its images
    return xml_text(f" {label}" if is_page else label)


def _height(data: Mapping[str, Any]) -> int:
    return _LINE * (1 + max(1, len(textwrap.wrap(data["label"], _LETTERS))))


def _tops(graph: Graph, places: Places) -> list[int]:
    """Return how far down each row begins: a row is as high as its highest node."""
    heights = [0] * (1 + max((row for _, row in places.values()), default=-1))
    for id, (_, row) in places.items():
        heights[row] = max(heights[row], _height(graph.nodes[id]))
    tops, top = [], 0
    for height in heights:
        tops.append(top)
        top += height + _DOWN
    return tops


def _places(graph: Graph) -> Places:
    """Return everybody a column and a row."""
    managers: dict[str, str] = {}  # of several, the one whose line comes first
    for subject, object, data in graph.edges(data=True):
        if data["family"] == REPORTING and data["status"] != "denied" and subject != object:
            managers.setdefault(subject, object)
    reports: dict[str, list[str]] = {}
    for subject, manager in managers.items():
        reports.setdefault(manager, []).append(subject)
    places: Places = {}
    column = 0
    heads = [id for id in reports if id not in managers]
    for head in [*heads, *managers]:  # of the latter only circles, which have no head, are left
        if head not in places:
            column += _place_tree(head, reports, column, places)
    _place_grid([id for id in graph if id not in places], graph, places)
    return places


def _place_tree(head: str, reports: Mapping[str, list[str]], column: int, places: Places) -> int:
    """Place a manager above the middle of their reports; return how many columns the tree takes."""
    below: dict[str, list[str]] = {}
    rows = {head: 0}
    stack = [head]
    leaves = 0
    while stack:
        id = stack.pop()
        below[id] = [other for other in reports.get(id, ()) if other not in rows]
        rows |= dict.fromkeys(below[id], rows[id] + 1)
        stack += reversed(below[id])
        if not below[id]:
            places[id] = (column + leaves, rows[id])
            leaves += 1
    for id in reversed(below):  # whoever is below comes after in `below`
        if below[id]:
            ends = places[below[id][0]][0], places[below[id][-1]][0]
            places[id] = (sum(ends) / 2, rows[id])
    return leaves


def _place_grid(ids: Iterable[str], graph: Graph, places: Places) -> None:
    """Place the rest in rows below all that is placed, by kind."""
    rest = sorted(ids, key=lambda actor: (graph.nodes[actor]["type"], actor))
    wide = max(6, ceil(sqrt(len(rest))))
    first = 1 + max((row for _, row in places.values()), default=-1)
    for number, id in enumerate(rest):
        row, column = divmod(number, wide)
        places[id] = (column, first + row)
