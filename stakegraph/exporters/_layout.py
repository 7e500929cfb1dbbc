"""Where the actors of a picture stand: a network by forces, an org chart by layers.

Plain Python, because numpy is no dependency of ours; the same input gives the same places, to the
unit. A thousand actors with two thousand ties take a few seconds.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import NamedTuple

Point = tuple[float, float]
Size = tuple[float, float]
Place = list[float]  # x and y, while they still move

_SEED = 20080313
_PIVOTS = 24
_REACH = 2.6  # how far actors push each other away, in lengths of a tie
_RATIO = 1.6  # how wide a picture is for its height
_GAP = 24.0
_CROWD = 4  # one pair of boxes that cover each other among so many is a crowd
_HANG = 5  # more people than this without reports hang below their manager in columns


class Chart(NamedTuple):
    """Say where the boxes of an org chart stand (their centres) and how each line runs upward.

    `lines` gives the corners from the manager's box down to that of the one who reports.
    """

    places: dict[str, Point]
    lines: dict[str, list[Point]]


def network(sizes: Mapping[str, Size], ties: Iterable[tuple[str, str]]) -> dict[str, Point]:
    """Place boxes so that the tied stand together and none covers another; give their centres.

    Each connected part is drawn by itself and set beside the others, the largest first. Pivot MDS
    (Brandes and Pich 2007) gives it its shape, forces (Fruchterman and Reingold 1991, on a grid)
    its room.
    """
    near: dict[str, set[str]] = {id: set() for id in sizes}
    for one, other in ties:
        if one != other:
            near[one].add(other)
            near[other].add(one)
    parts = []
    for part in _parts(near):
        places = _spread(part, near)
        _scale(places, [sizes[id] for id in part])
        _separate(places, [sizes[id] for id in part])
        parts.append({id: (place[0], place[1]) for id, place in zip(part, places, strict=True)})
    return _packed(parts, sizes)


def chart(children: Mapping[str, Sequence[str]], tops: Iterable[str], box: Size) -> Chart:
    """Place the boxes of a forest in layers, each manager above those who report to them.

    `children` must lead to nobody twice. All boxes are of one size.
    """
    trees = [_tree(children, top, box) for top in tops]
    sizes = {id: box for tree in trees for id in tree.places}
    places = _packed([tree.places for tree in trees], sizes, 2 * _GAP)
    lines = {}
    for tree in trees:
        for id, corners in tree.lines.items():
            dx, dy = (places[id][axis] - tree.places[id][axis] for axis in (0, 1))
            lines[id] = [(x + dx, y + dy) for x, y in corners]
    return Chart(places, lines)


def _parts(near: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the connected parts of a network, the largest first, each in the order of its ids."""
    seen: set[str] = set()
    parts = []
    for id in near:
        if id not in seen:
            part = set(_hops(near, id))
            seen |= part
            parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _hops(near: Mapping[str, Iterable[str]], start: str) -> dict[str, int]:
    """Return how many ties lie between an actor and each that can be reached."""
    hops = {start: 0}
    queue = deque([start])
    while queue:
        id = queue.popleft()
        for other in near[id]:
            if other not in hops:
                hops[other] = hops[id] + 1
                queue.append(other)
    return hops


def _spread(part: list[str], near: Mapping[str, set[str]]) -> list[Place]:
    """Place one connected part, with ties about 1 long."""
    count = len(part)
    if count < 3:
        return [[1.2 * number, 0.0] for number in range(count)]
    random = Random(_SEED)  # noqa: S311 (it only tells apart what has the same neighbours)
    places = _pivoted(part, near)
    spans = [max(place[axis] for place in places) - min(place[axis] for place in places)
             for axis in (0, 1)]  # fmt: skip
    side = math.sqrt(count)
    scales = [side / span if span > 1e-9 else 0.0 for span in spans]
    for place in places:
        for axis in (0, 1):
            place[axis] = place[axis] * scales[axis] + random.uniform(-0.5, 0.5)
    index = {id: number for number, id in enumerate(part)}
    ties = [(index[id], index[other]) for id in part for other in sorted(near[id]) if id < other]
    degrees = [len(near[id]) for id in part]
    rounds = max(40, min(300, 120_000 // count))
    for number in range(rounds):
        _push(places, ties, degrees, 0.02 + 0.7 * (1 - number / rounds) ** 1.5)
    return places


def _pivoted(part: list[str], near: Mapping[str, set[str]]) -> list[Place]:
    """Place actors by how many ties lie between them and some that are far apart."""
    pivot = max(part, key=lambda one: (len(near[one]), one))
    least = dict.fromkeys(part, len(part))
    columns = []
    for _ in range(min(_PIVOTS, len(part))):
        hops = _hops(near, pivot)
        columns.append([float(hops[id] ** 2) for id in part])
        least = {id: min(least[id], hops[id]) for id in part}
        pivot = max(part, key=lambda one: (least[one], one))
    means = [sum(column) / len(part) for column in columns]
    mean = sum(means) / len(means)
    rows = [
        [value - means[at] - sum(row) / len(row) + mean for at, value in enumerate(row)]
        for row in zip(*columns, strict=True)
    ]
    products = [[sum(row[i] * row[j] for row in rows) for j in range(len(means))]
                for i in range(len(means))]  # fmt: skip
    first = _axis(products, [])
    second = _axis(products, [first])
    return [[_dot(row, first), _dot(row, second)] for row in rows]


def _axis(products: list[list[float]], known: list[list[float]]) -> list[float]:
    """Return the direction in which a matrix stretches most, at right angles to those known."""
    vector = [1.0 + number / (len(products) + 1) for number in range(len(products))]
    for _ in range(100):
        for other in known:
            share = _dot(vector, other)
            vector = [a - share * b for a, b in zip(vector, other, strict=True)]
        length = math.sqrt(_dot(vector, vector)) or 1.0
        vector = [value / length for value in vector]
        vector = [_dot(row, vector) for row in products]
    length = math.sqrt(_dot(vector, vector)) or 1.0
    return [value / length for value in vector]


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _push(
    places: list[Place], ties: list[tuple[int, int]], degrees: list[int], limit: float
) -> None:
    """Move all actors once: away from those near, toward those tied, no further than `limit`."""
    moves = [[0.0, 0.0] for _ in places]
    for one, other in _neighbours(places, _REACH):
        dx, dy = places[one][0] - places[other][0], places[one][1] - places[other][1]
        square = dx * dx + dy * dy + 1e-3
        if square < _REACH * _REACH:
            force = 1.1 / square
            moves[one][0] += dx * force
            moves[one][1] += dy * force
            moves[other][0] -= dx * force
            moves[other][1] -= dy * force
    for one, other in ties:
        dx, dy = places[one][0] - places[other][0], places[one][1] - places[other][1]
        length = math.sqrt(dx * dx + dy * dy)
        force = length / math.sqrt(min(degrees[one], degrees[other]))
        moves[one][0] -= dx * force / 2
        moves[one][1] -= dy * force / 2
        moves[other][0] += dx * force / 2
        moves[other][1] += dy * force / 2
    for place, (dx, dy) in zip(places, moves, strict=True):
        length = math.sqrt(dx * dx + dy * dy)
        share = min(1.0, limit / length) if length else 0.0
        place[0] += dx * share
        place[1] += dy * share


def _neighbours(
    places: list[Place], reach: float, height: float = 0.0
) -> Iterable[tuple[int, int]]:
    """Yield the pairs that may be nearer than `reach` (or, up and down, `height`)."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    high = height or reach
    for number, (x, y) in enumerate(places):
        cells[math.floor(x / reach), math.floor(y / high)].append(number)
    for (column, row), here in cells.items():
        beside = [
            other
            for cell in ((1, -1), (1, 0), (1, 1), (0, 1))
            for other in cells.get((column + cell[0], row + cell[1]), ())
        ]
        for at, one in enumerate(here):
            for other in here[at + 1 :]:
                yield one, other
            for other in beside:
                yield one, other


def _scale(places: list[Place], sizes: Sequence[Size]) -> None:
    """Stretch places by the boxes that are to stand on them."""
    width = sum(size[0] for size in sizes) / len(sizes) + _GAP
    height = sum(size[1] for size in sizes) / len(sizes) + _GAP
    for place in places:
        place[0] *= width * 0.72
        place[1] *= height * 0.95


def _separate(places: list[Place], sizes: Sequence[Size]) -> None:
    """Move boxes apart until none covers another, each the shorter way."""
    width = max(size[0] for size in sizes) + _GAP / 2
    height = max(size[1] for size in sizes) + _GAP / 2
    for _ in range(400):
        pairs = []
        for one, other in _neighbours(places, width, height):
            dx, dy = places[other][0] - places[one][0], places[other][1] - places[one][1]
            wide = (sizes[one][0] + sizes[other][0] + _GAP) / 2
            high = (sizes[one][1] + sizes[other][1] + _GAP / 2) / 2
            over, under = wide - abs(dx), high - abs(dy)
            if over > 0.5 and under > 0.5:
                axis, amount, way = (0, over, dx) if over / wide < under / high else (1, under, dy)
                pairs.append((one, other, axis, amount / 2 if way >= 0 else -amount / 2))
        if not pairs:
            return
        if len(pairs) > len(places) / _CROWD:  # crowds need more room: pushed, they would line up
            for place in places:
                place[0], place[1] = place[0] * 1.07, place[1] * 1.07
            continue
        for one, other, axis, step in pairs:
            places[one][axis] -= step
            places[other][axis] += step


def _packed(
    parts: Iterable[Mapping[str, Point]], sizes: Mapping[str, Size], gap: float = _GAP
) -> dict[str, Point]:
    """Set parts side by side in rows, in about the shape of a screen; give whole numbers."""
    frames = []
    for part in parts:
        left = min(x - sizes[id][0] / 2 for id, (x, _) in part.items())
        top = min(y - sizes[id][1] / 2 for id, (_, y) in part.items())
        right = max(x + sizes[id][0] / 2 for id, (x, _) in part.items())
        bottom = max(y + sizes[id][1] / 2 for id, (_, y) in part.items())
        frames.append((part, left, top, right - left + gap, bottom - top + gap))
    area = sum(width * height for _, _, _, width, height in frames)
    room = max([math.sqrt(area * _RATIO), *(frame[3] for frame in frames)])
    places: dict[str, Point] = {}
    x = y = deep = 0.0
    for part, left, top, width, height in frames:
        if x and x + width > room + 1:
            x, y, deep = 0.0, y + deep, 0.0
        for id, place in part.items():
            places[id] = (float(round(place[0] - left + x)), float(round(place[1] - top + y)))
        x += width
        deep = max(deep, height)
    return places


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
            beside.append(_columns(len(leaves), box) * (box[0] + _GAP))
        widths[id] = max(sum(beside), box[0] + _GAP)
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
    rail, under = y + high / 2 + _GAP / 2, y + high + _GAP
    beside = [child for child in below if child not in set(hung)]
    columns = _columns(len(hung), box) if hung else 0
    taken = sum(widths[child] for child in beside) + columns * (wide + _GAP)
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
        side = start + column * (wide + _GAP) + _GAP / 4
        middle = under + row * (high + _GAP / 2)
        places[child] = (side + _GAP / 2 + wide / 2, middle)
        lines[child] = [
            *((x, y + high / 2), (x, rail), (side, rail)),
            *((side, middle), (side + _GAP / 2, middle)),
        ]


def _columns(count: int, box: Size) -> int:
    """Return how many columns bring some boxes into about the shape of a screen."""
    per_row = (box[1] + _GAP / 2) * _RATIO / (box[0] + _GAP)
    rows = max(1, round(math.sqrt(count / per_row)))
    return math.ceil(count / rows)
