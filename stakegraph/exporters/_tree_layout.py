"""An org chart laid out in layers and, further down, in lists: managers stand above their own."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from stakegraph.exporters._packing import GAP, RATIO, Point, Size, packed

_LEVELS = 6  # of a tree, at most, after which those below may stand in an indented list
_INDENT = 26.0
_BESIDE = 8  # boxes side by side that a page has room for
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
    trees = [_best_tree(children, top, box) for top in tops]
    sizes = {id: box for tree in trees for id in tree.places}
    places = packed([tree.places for tree in trees], sizes, 2 * GAP)
    lines = {}
    for tree in trees:
        for id, corners in tree.lines.items():
            dx, dy = (places[id][axis] - tree.places[id][axis] for axis in (0, 1))
            lines[id] = [(x + dx, y + dy) for x, y in corners]
    return Chart(places, lines)


def _best_tree(children: Mapping[str, Sequence[str]], top: str, box: Size) -> Chart:
    """Place one tree: in layers where it is no wider than a page.

    Else it has layers down to the level that brings it nearest to the shape of a screen, and
    indented lists below.
    """
    order, depths = [top], {top: 0}
    for id in order:
        order += children.get(id, ())
        depths |= dict.fromkeys(children.get(id, ()), depths[id] + 1)
    layers = _tree(children, order, box, None)
    if _spans(layers, box)[0] <= _BESIDE * (box[0] + GAP):
        return layers
    trees = [layers]
    levels = range(1, min(depths[order[-1]], _LEVELS) + 1)
    for level in levels:
        blocks = {id for id in order if depths[id] == level and children.get(id)}
        trees.append(_tree(children, [id for id in order if depths[id] <= level], box, blocks))
    return min(trees, key=lambda tree: abs(math.log(_ratio(tree, box) / RATIO)))


def _ratio(tree: Chart, box: Size) -> float:
    width, height = _spans(tree, box)
    return width / height


def _spans(tree: Chart, box: Size) -> Size:
    xs = [x for x, _ in tree.places.values()]
    ys = [y for _, y in tree.places.values()]
    return max(xs) - min(xs) + box[0], max(ys) - min(ys) + box[1]


def _listed(children: Mapping[str, Sequence[str]], head: str) -> list[tuple[str, str, int]]:
    """Return all below somebody as an indented list: who, under whom, and how far in."""
    rows = []
    stack = [(child, head, 1) for child in reversed(children[head])]
    while stack:
        row = stack.pop()
        rows.append(row)
        id, _, depth = row
        stack += [(child, id, depth + 1) for child in reversed(children.get(id, ()))]
    return rows


def _place_list(
    head: str,
    rows: list[tuple[str, str, int]],
    box: Size,
    places: dict[str, Point],
    lines: dict[str, list[Point]],
) -> None:
    wide, high = box
    x, y = places[head]
    for number, (id, above, depth) in enumerate(rows, 1):
        places[id] = (x + depth * _INDENT, y + number * (high + GAP / 2))
        rail = places[above][0] - wide / 2 + _INDENT / 2
        bottom, middle = places[above][1] + high / 2, places[id][1]
        lines[id] = [(rail, bottom), (rail, middle), (places[id][0] - wide / 2, middle)]


def _tree(
    children: Mapping[str, Sequence[str]], order: list[str], box: Size, blocks: set[str] | None
) -> Chart:
    """Place one tree, from the leaves up; no recursion, since a line may be as long as it likes.

    Whoever is below one of the `blocks` stands in a list under it.
    """
    top = order[0]
    rows = {id: _listed(children, id) for id in blocks or ()}
    widths: dict[str, float] = {}
    hung: dict[str, list[str]] = {}
    for id in reversed(order):
        if id in rows:
            deepest = max(depth for *_, depth in rows[id])
            widths[id] = box[0] + GAP + 2 * deepest * _INDENT
            continue
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
        if id in rows:
            left, y = starts[id]
            places[id] = (left + widths[id] / 2, y)
            _place_list(id, rows[id], box, places, lines)
        elif id in starts:
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
