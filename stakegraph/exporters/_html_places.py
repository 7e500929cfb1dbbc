"""What the page draws: the places of a network's marks, the boxes and lines of an org chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from stakegraph.exporters._force_layout import network
from stakegraph.exporters._org_chart import OrgChart
from stakegraph.exporters._packing import Point
from stakegraph.text.escaping import visible

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph

_MANY = 150  # actors; of more than this not all names are legible at once


def node_places(graph: Graph) -> dict[str, Point]:
    """Place the marks of the actors with room for their names, which the page itself measures."""
    size = (56.0, 44.0) if len(graph) > _MANY else (120.0, 66.0)
    return network(dict.fromkeys(graph, size), ((one, other) for one, other in graph.edges()))


def chart_boxes(
    graph: Graph, found: OrgChart, index: Mapping[str, int], ties: Mapping[str, int]
) -> dict[str, Any]:
    """Return the boxes of an org chart, each with the number of the one above, and its lines."""
    above = {low: high for high, lows in found.below.items() for low in lows}
    seats = [*dict.fromkeys((*found.tops, *above)), *found.apart]
    numbers = {seat: at for at, seat in enumerate(seats)}
    apart = set(found.apart)
    boxes = []
    for seat in seats:
        of_post = found.seats.of_post(seat)
        house = of_post.organisation
        holders = [
            (tie.fact.subject, tie.fact.id)
            for tie in of_post.holdings
            if not tie.fact.is_designation
        ]
        boxes.append(
            {
                "actor": index[seat],
                "above": numbers[above[seat]] if seat in above else -1,
                "apart": seat in apart,
                "house": visible(graph.nodes[house]["label"]) if house else "",
                "holders": [(index[who], ties[fact]) for who, fact in holders],
            }
        )
    lines = [
        {
            "boxes": (numbers[low], numbers[high]),
            "ties": [ties[key] for key in keys],
            "aside": above.get(low) != high,
        }
        for (low, high), keys in sorted(found.lines.items())
    ]
    return {"boxes": boxes, "lines": lines}
