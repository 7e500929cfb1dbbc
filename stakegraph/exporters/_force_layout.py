"""A network laid out by forces: the tied stand together and no box covers another.

Plain Python, because numpy is no dependency of ours; the same input gives the same places, to the
unit. A thousand actors with two thousand ties take two to three seconds.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from random import Random

from stakegraph.exporters._packing import GAP, Point, Size, packed

Place = list[float]  # x and y, while they still move

_SEED = 20080313
_PIVOTS = 24
_REACH = 2.6  # how far actors push each other away, in lengths of a tie
_MARGIN = 0.6  # by how much nearer two may come before who is near is found out again
_AGAIN = 5  # rounds after which that is done, unless there are
_FEW = 150  # actors or less
_ROUNDS = 50, 300  # at least, and at most
_PAIRS = 22_500_000  # of actors, that may be looked at in all rounds but for those at least
_CROWD = 4  # one pair of boxes that cover each other among so many is a crowd


def network(sizes: Mapping[str, Size], ties: Iterable[tuple[str, str]]) -> dict[str, Point]:
    """Place boxes so that the tied stand together and none covers another; return their centres.

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
    return packed(parts, sizes)


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
    rounds = max(_ROUNDS[0], min(_ROUNDS[1], _PAIRS // count**2))
    again = 1 if count < _FEW else _AGAIN
    for number in range(rounds):
        if number % again == 0:
            pairs = _within_reach(places)
        _push(places, pairs, ties, degrees, 0.02 + 0.7 * (1 - number / rounds) ** 1.5)
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


def _within_reach(places: list[Place]) -> list[tuple[int, int]]:
    """Return the pairs that push each other away, or may in the next rounds."""
    most = (_REACH + _MARGIN) ** 2
    return [
        (one, other)
        for one, other in _neighbours(places, _REACH + _MARGIN)
        if (places[one][0] - places[other][0]) ** 2 + (places[one][1] - places[other][1]) ** 2
        < most
    ]


def _push(
    places: list[Place],
    pairs: list[tuple[int, int]],
    ties: list[tuple[int, int]],
    degrees: list[int],
    limit: float,
) -> None:
    """Move all actors once: away from those near, toward those tied, no further than `limit`."""
    xs, ys = map(list, zip(*places, strict=True))
    across, down = [0.0] * len(places), [0.0] * len(places)
    most = _REACH * _REACH
    for one, other in pairs:
        dx, dy = xs[one] - xs[other], ys[one] - ys[other]
        square = dx * dx + dy * dy + 1e-3
        if square < most:
            force = 1.1 / square
            dx *= force
            dy *= force
            across[one] += dx
            down[one] += dy
            across[other] -= dx
            down[other] -= dy
    for one, other in ties:
        dx, dy = xs[one] - xs[other], ys[one] - ys[other]
        length = math.sqrt(dx * dx + dy * dy)
        force = length / math.sqrt(min(degrees[one], degrees[other])) / 2
        across[one] -= dx * force
        down[one] -= dy * force
        across[other] += dx * force
        down[other] += dy * force
    for place, dx, dy in zip(places, across, down, strict=True):
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
    width = sum(size[0] for size in sizes) / len(sizes) + GAP
    height = sum(size[1] for size in sizes) / len(sizes) + GAP
    for place in places:
        place[0] *= width * 0.72
        place[1] *= height * 0.95


def _separate(places: list[Place], sizes: Sequence[Size]) -> None:
    """Move boxes apart until none covers another, each the shorter way."""
    width = max(size[0] for size in sizes) + GAP / 2
    height = max(size[1] for size in sizes) + GAP / 2
    for _ in range(400):
        pairs = []
        for one, other in _neighbours(places, width, height):
            dx, dy = places[other][0] - places[one][0], places[other][1] - places[one][1]
            wide = (sizes[one][0] + sizes[other][0] + GAP) / 2
            high = (sizes[one][1] + sizes[other][1] + GAP / 2) / 2
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
