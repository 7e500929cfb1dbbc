"""The colours of the page and the pictures: all can be read, and no kind is without one."""

from __future__ import annotations

import pytest

from stakegraph.exporters._palette import INSIDE, LINES, OUTLINE
from stakegraph.model.relations import ACTOR_KINDS, FAMILIES

INK = ("#22272e", "#e8e6e1")  # of the page, light and dark
GROUND = ("#fbfaf7", "#1f2429")


def luminance(colour: str) -> float:
    """Return the relative luminance of the Web Content Accessibility Guidelines."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def test_each_kind_and_family_has_its_colour() -> None:
    assert list(INSIDE) == list(ACTOR_KINDS)
    assert list(LINES) == list(FAMILIES)


@pytest.mark.parametrize("at", [0, 1], ids=["light", "dark"])
def test_words_in_the_colours_of_lines_and_on_those_of_marks_can_be_read(at: int) -> None:
    for colour in (OUTLINE, *LINES.values()):
        assert contrast(colour[at], GROUND[at]) >= 4.5
    for colour in INSIDE.values():
        assert contrast(INK[at], colour[at]) >= 4.5
