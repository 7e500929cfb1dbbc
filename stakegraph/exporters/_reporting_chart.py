"""Where the boxes and lines of a picture stand that shows nothing but who reports to whom.

As in the page's own chart, whoever has nobody below stands in columns, and every line
has right angles. Graphviz would set a hundred reports in one row.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from stakegraph.exporters._org_chart import upward
from stakegraph.exporters._packing import Point
from stakegraph.exporters._picture import Picture
from stakegraph.exporters._tree_layout import chart
from stakegraph.model.relations import REPORTING

_ARROW = 7.0  # how long the head of an arrow is

Line = tuple[str, str, str, str]  # as in Picture


class Placed(NamedTuple):
    """The centres of the boxes and the corners of the lines, upward; y grows upward too."""

    boxes: dict[str, Point]
    lines: dict[Line, list[Point]]


def reporting_chart(picture: Picture, box: tuple[float, float]) -> Placed | None:
    """Return the places of a picture of reporting lines; None where they are no trees.

    They are none where somebody reports to several, or a circle is closed.
    """
    lines = picture.lines
    if not lines or any(family != REPORTING for *_, family in lines):
        return None
    above: dict[str, str] = {}
    below: dict[str, list[str]] = {}
    for low, high, *_ in lines:
        if low in above or low in upward(above, high):
            return None
        above[low] = high
        below.setdefault(high, []).append(low)
    drawn = chart(below, [id for id in picture.boxes if id not in above], box)
    boxes = {id: (x, -y) for id, (x, y) in drawn.places.items()}
    courses = {line: [(x, -y) for x, y in reversed(drawn.lines[line[0]])] for line in lines}
    return Placed(boxes, courses)


def spline(corners: list[Point]) -> str:
    """Return a course as Graphviz writes it: an arrow's head, and curves that are straight."""
    (before_x, before_y), (x, y) = corners[-2:]
    length = max(abs(x - before_x), abs(y - before_y)) or 1.0
    share = max(0.0, 1 - _ARROW / length)
    end = (before_x + (x - before_x) * share, before_y + (y - before_y) * share)
    course = [*corners[:-1], end]
    points = [course[0]]
    for one, other in pairwise(course):
        points += [one, other, other]
    return f"e,{x:g},{y:g} " + " ".join(f"{x:g},{y:g}" for x, y in points)
