"""An org chart laid out in layers: each manager above those who report to them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from stakegraph.exporters._packing import GAP, RATIO, Point, Size, packed

_HANG = 5  # more people than this without reports hang below their manager in columns


class Chart(NamedTuple):
    """Say where the boxes of an org chart stand (their centres) and how each line runs upward.

    `lines` gives the corners from the manager's box down to that of the one who reports.
    """

    places: dict[str, Point]
    lines: dict[str, list[Point]]


def chart(children: Mapping[str, Sequence[str]], tops: Iterable[str], box: Size) -> Chart:
    """Place the boxes of a forest in layers, each manager above those who report to them.

    `children` must lead to nobody twice. All boxes are of one size.
    """
    trees = [_tree(children, top, box) for top in tops]
    sizes = {id: box for tree in trees for id in tree.places}
    places = packed([tree.places for tree in trees], sizes, 2 * GAP)
    lines = {}
    for tree in trees:
        for id, corners in tree.lines.items():
            dx, dy = (places[id][axis] - tree.places[id][axis] for axis in (0, 1))
            lines[id] = [(x + dx, y + dy) for x, y in corners]
    return Chart(places, lines)


def _tree(children: Mapping[str, Sequence[str]], top: str, box: Size) -> Chart:
    """Place one tree, from the leaves up; no recursion, since a line may be as long as it likes."""
    order = [top]
    for id in order:
        order += children.get(id, ())
    widths: dict[str, float] = {}
    hung: dict[str, list[str]] = {}
    for id in reversed(order):
        below = children.get(id, ())
        leaves = [child for child in below if not children.get(child)]
        hung[id] = leaves if len(leaves) > _HANG else []
        beside = [widths[child] for child in below if child not in set(hung[id])]
        if hung[id]:
            beside.append(_columns(len(leaves), box) * (box[0] + GAP))
        widths[id] = max(sum(beside), box[0] + GAP)
    places: dict[str, Point] = {}
    lines: dict[str, list[Point]] = {}
    starts = {top: (0.0, 0.0)}
    for id in order:
        if id in starts:
            _place_below(id, children.get(id, ()), hung[id], widths, box, starts, places, lines)
    return Chart(places, lines)


def _place_below(
    id: str,
    below: Sequence[str],
    hung: list[str],
    widths: Mapping[str, float],
    box: Size,
    starts: dict[str, Point],
    places: dict[str, Point],
    lines: dict[str, list[Point]],
) -> None:
    """Place a manager over the room that the tree below takes, and the people who hang there."""
    wide, high = box
    left, y = starts[id]
    x = left + widths[id] / 2
    places[id] = (x, y)
    rail, under = y + high / 2 + GAP / 2, y + high + GAP
    beside = [child for child in below if child not in set(hung)]
    columns = _columns(len(hung), box) if hung else 0
    taken = sum(widths[child] for child in beside) + columns * (wide + GAP)
    start = left + (widths[id] - taken) / 2
    for child in beside:
        starts[child] = (start, under)
        middle = start + widths[child] / 2
        top = under - high / 2
        lines[child] = [(x, y + high / 2), (x, rail), (middle, rail), (middle, top)]
        start += widths[child]
    rows = math.ceil(len(hung) / columns) if hung else 0
    for number, child in enumerate(hung):
        column, row = divmod(number, rows)
        side = start + column * (wide + GAP) + GAP / 4
        middle = under + row * (high + GAP / 2)
        places[child] = (side + GAP / 2 + wide / 2, middle)
        lines[child] = [
            *((x, y + high / 2), (x, rail), (side, rail)),
            *((side, middle), (side + GAP / 2, middle)),
        ]


def _columns(count: int, box: Size) -> int:
    """Return how many columns bring some boxes into about the shape of a screen."""
    per_row = (box[1] + GAP / 2) * RATIO / (box[0] + GAP)
    rows = max(1, round(math.sqrt(count / per_row)))
    return math.ceil(count / rows)
