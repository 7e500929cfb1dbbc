"""The colours of kinds of actors and families of relations, for the page and for every picture.

Lines, which also colour their words, have a contrast of at least 4.5 with white, and on a dark
page with its ground; what stands in a mark has it with the inside of the mark.
"""

from __future__ import annotations

from typing import NamedTuple

from stakegraph.model.relations import ORGANISATION, PARTNERSHIP, PERSON, POST


class Colour(NamedTuple):
    """One colour, on a light ground and on a dark one."""

    light: str
    dark: str


OUTLINE = Colour("#4a535d", "#aab3bd")  # of every mark, and of a line of no known family
INSIDE = {
    PERSON: Colour("#cfe0f4", "#2c4a6e"),
    ORGANISATION: Colour("#f1e2c0", "#5a4a24"),
    POST: Colour("#dcd7ee", "#463f6b"),
    PARTNERSHIP: Colour("#cbe8d8", "#235340"),
}
LINES = {
    "reporting": Colour("#1f4e8c", "#84b2ee"),
    "role": Colour("#5c6670", "#a4adb7"),
    "structure": Colour("#8a6420", "#d5ac62"),
    "succession": Colour("#7a4b3a", "#d29a86"),
    "partnership": Colour("#1f7a55", "#6cc79d"),
    "authority": Colour("#8a3f8f", "#cf94d4"),
    "stance": Colour("#b04a1c", "#ec9468"),
    "location": Colour("#1d7480", "#6fc3cd"),
}


def line_colour(family: str) -> str:
    """Return the colour of a family's lines on a light ground."""
    return LINES.get(family, OUTLINE).light


def inside_colour(kind: str) -> str:
    """Return the colour of the inside of a kind's marks on a light ground."""
    return INSIDE[kind].light
