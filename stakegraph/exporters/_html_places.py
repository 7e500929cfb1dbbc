"""Where the page draws what: the marks of a network, the boxes and lines of an org chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from stakegraph.exporters._force_layout import network
from stakegraph.exporters._org_chart import OrgChart
from stakegraph.exporters._packing import GAP, Point
from stakegraph.exporters._tree_layout import chart
from stakegraph.model.relations import POST
from stakegraph.text.escaping import visible

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph

_MANY = 150  # actors; of more than this not all names are legible at once
_LETTERS = 20  # on one line of a label
_BOX = (204.0, 84.0)  # of the org chart


def node_places(graph: Graph) -> dict[str, Point]:
    """Place the marks of the actors so that their names, beneath, have room."""
    lines = {id: label_lines(data["label"]) for id, data in graph.nodes(data=True)}
    sizes = {
        id: (max(44.0, 8.0 * max(map(len, words))), 36.0 + 18.0 * len(words))
        for id, words in lines.items()
    }
    if len(graph) > _MANY:  # there the page writes only the names for which there is room
        sizes = dict.fromkeys(sizes, (56.0, 44.0))
    places = network(sizes, ((one, other) for one, other in graph.edges()))
    return {id: (x, y - 9.0 * len(lines[id])) for id, (x, y) in places.items()}


def label_lines(text: str, letters: int = _LETTERS) -> list[str]:
    """Break a name into at most two lines."""
    words = visible(text).split() or ["?"]
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + len(word) < letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1]} …"]
    return [line if len(line) <= letters + 2 else f"{line[:letters]}…" for line in lines]


def chart_boxes(
    graph: Graph, found: OrgChart, index: Mapping[str, int], ties: Mapping[str, int]
) -> dict[str, Any]:
    drawn = chart(found.below, found.tops, _BOX)
    across, down = (side + GAP for side in _BOX)
    foot = max((y for _, y in drawn.places.values()), default=-1.6 * down) + 1.6 * down
    columns = max(4, min(12, int(max((x for x, _ in drawn.places.values()), default=0.0) / across)))
    apart = {
        post: (_BOX[0] / 2 + at % columns * across, foot + at // columns * down)
        for at, post in enumerate(found.apart)
    }
    boxes = []
    for seat, (x, y) in {**drawn.places, **apart}.items():
        of_post = found.seats.of_post(seat)
        house = of_post.organisation
        holdings = [tie.fact for tie in of_post.holdings]
        role = graph.nodes[seat]["label"] if graph.nodes[seat]["type"] == POST else ""
        boxes.append(
            {
                "actor": index[seat],
                "x": x,
                "y": y,
                "lines": label_lines(role, 30) if role else [],
                "house": visible(graph.nodes[house]["label"]) if house else "",
                "holders": [(index[fact.subject], ties[fact.id]) for fact in holdings],
            }
        )
    lines = []
    for (low, high), keys in sorted(found.lines.items()):
        placed = drawn.lines.get(low) if low in found.below.get(high, ()) else None
        (x, y), (to_x, to_y) = drawn.places[high], drawn.places[low]
        half = _BOX[1] / 2
        corners = placed or [(x, y + half), (to_x, to_y - half)]
        ends = (index[low], index[high])
        facts = [ties[key] for key in keys]
        lines.append({"ends": ends, "ties": facts, "corners": corners, "aside": not placed})
    return {"box": _BOX, "boxes": boxes, "lines": lines, "foot": foot if apart else None}
