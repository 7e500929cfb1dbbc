"""The colours of the page and the pictures: all can be read, and no kind is without one."""

from __future__ import annotations

import pytest
from colours import contrast

from stakegraph.exporters._palette import INSIDE, LINES, OUTLINE
from stakegraph.model.relations import ACTOR_KINDS, FAMILIES

INK = ("#22272e", "#e8e6e1")  # of the page, light and dark
GROUND = ("#fbfaf7", "#1f2429")


def test_each_kind_and_family_has_its_colour() -> None:
    assert list(INSIDE) == list(ACTOR_KINDS)
    assert list(LINES) == list(FAMILIES)


@pytest.mark.parametrize("at", [0, 1], ids=["light", "dark"])
def test_words_in_the_colours_of_lines_and_on_those_of_marks_can_be_read(at: int) -> None:
    for colour in (OUTLINE, *LINES.values()):
        assert contrast(colour[at], GROUND[at]) >= 4.5
    for colour in INSIDE.values():
        assert contrast(INK[at], colour[at]) >= 4.5
