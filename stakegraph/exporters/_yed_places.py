"""Where actors and lines stand in yEd: the org chart with its holders, below it all others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from stakegraph.exporters._force_layout import network
from stakegraph.exporters._org_chart import OrgChart, org_chart
from stakegraph.exporters._packing import GAP, Point, Size
from stakegraph.exporters._tree_layout import chart

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph

_HOLDERS = 2  # of a post that stand beneath it
_MANY = 1_500  # actors beside the chart; more than these stand in rows, whoever they are tied to


class Placed(NamedTuple):
    """The upper left corners of all boxes, and the courses of the chart's lines, by fact, upward.

    A course begins and ends at the edge of a box, or of the boxes that stand together.
    """

    boxes: dict[str, Point]
    courses: dict[str, list[Point]]


def yed_places(graph: Graph, sizes: Mapping[str, Size]) -> Placed:
    """Place all actors of a flat graph, whose boxes are all of one width."""
    placed = _chart(graph, sizes)
    bottoms = [y + sizes[id][1] for id, (_, y) in placed.boxes.items()]
    under = max(bottoms) + 2 * GAP if bottoms else 0.0
    rest = {id: (w + GAP, h + GAP) for id, (w, h) in sizes.items() if id not in placed.boxes}
    ties = graph.edges() if len(rest) <= _MANY else ()
    for id, (x, y) in network(rest, (tie for tie in ties if rest.keys() >= {*tie})).items():
        width, height = sizes[id]
        placed.boxes[id] = (x - width / 2, under + y - height / 2)
    return placed


def _chart(graph: Graph, sizes: Mapping[str, Size]) -> Placed:
    found = org_chart(graph)
    above = {low: high for high, lows in found.below.items() for low in lows}
    stacks = _stacks(found, [*found.tops, *above])
    heights = {seat: sum(sizes[id][1] for id in stack) for seat, stack in stacks.items()}
    width = max((size[0] for size in sizes.values()), default=0.0)
    height = max(heights.values(), default=0.0)
    drawn = chart(found.below, found.tops, (width, height))
    placed = Placed({}, {})
    for seat, (x, y) in drawn.places.items():
        top = y - height / 2
        for id in stacks[seat]:
            placed.boxes[id] = (x - width / 2, top)
            top += sizes[id][1]
    for low, corners in drawn.lines.items():
        high = above[low]
        bottom = placed.boxes[high][1] + heights[high]
        course = _course(corners, bottom, placed.boxes[low][1] + sizes[low][1] / 2)
        facts = {*found.lines[low, high]}
        for _, other, key, data in graph.out_edges(stacks[low], keys=True, data=True):
            if other in stacks[high] and facts.intersection((key, *data.get("premises", ()))):
                placed.courses[key] = course
    return placed


def _stacks(found: OrgChart, seats: Iterable[str]) -> dict[str, list[str]]:
    """Return the seats of a chart, each with those beneath it who hold that post and no other."""
    stacks = {seat: [seat] for seat in seats}
    for seat, stack in stacks.items():
        terms = found.seats.of_post(seat).holdings
        for person in dict.fromkeys(tie.fact.subject for tie in terms):
            posts = {tie.fact.object for tie in found.seats.held[person]}
            if len(stack) <= _HOLDERS and posts == {seat} and person not in stacks:
                stack.append(person)
    return stacks


def _course(corners: list[Point], bottom: float, middle: float) -> list[Point]:
    """Return the corners of a line upward: from a box with such a middle to the bottom of one."""
    (x, _), *bends, (beside, before), (last, y) = corners
    if before == y:  # from the side
        before = y = middle
    return [(last, y), (beside, before), *reversed(bends), (x, bottom)]
