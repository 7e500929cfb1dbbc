"""The parts of a picture set side by side, in about the shape of a screen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

Point = tuple[float, float]
Size = tuple[float, float]

RATIO = 1.6  # how wide a picture is for its height
GAP = 24.0  # between two boxes


def packed(
    parts: Iterable[Mapping[str, Point]], sizes: Mapping[str, Size], gap: float = GAP
) -> dict[str, Point]:
    """Set parts side by side in rows, in about the shape of a screen; return whole numbers."""
    frames = []
    for part in parts:
        left = min(x - sizes[id][0] / 2 for id, (x, _) in part.items())
        top = min(y - sizes[id][1] / 2 for id, (_, y) in part.items())
        right = max(x + sizes[id][0] / 2 for id, (x, _) in part.items())
        bottom = max(y + sizes[id][1] / 2 for id, (_, y) in part.items())
        frames.append((part, left, top, right - left + gap, bottom - top + gap))
    area = sum(width * height for _, _, _, width, height in frames)
    room = max([math.sqrt(area * RATIO), *(frame[3] for frame in frames)])
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
