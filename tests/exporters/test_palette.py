"""The colours of the page and the pictures: all can be read, and no kind is without one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from colours import contrast

from stakegraph.exporters._palette import INSIDE, LINES, OUTLINE
from stakegraph.model.relations import ACTOR_KINDS, FAMILIES
from stakegraph.text import formats

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


@pytest.mark.parametrize("name", ["dot", "gexf", "mermaid", "yed"])
def test_every_picture_has_the_colours_of_the_page_and_no_other(
    name: str, drawn: Callable[[str], Any]
) -> None:
    graph = drawn("""
        people: {ann: {name: Ann}, bo: {name: Bo}}
        organisations: {acme: {name: Acme}, zinc: {name: Zinc}}
        posts: {head: {title: head, at: acme}}
        partnerships: {deal: {name: Deal}}
        facts:
          - {who: ann, reports_to: bo}
          - {who: ann, role_at: acme, title: clerk}
          - {who: zinc, merged_into: acme}
          - {who: zinc, partner_in: deal}
          - {who: zinc, audits: acme}
          - {who: ann, opposes: zinc}
          - {who: zinc, located_in: acme}
        """)
    text = "".join(formats.load("exporters", name).write(graph))
    found = set(re.findall("#[0-9a-f]{6}", text)) | {
        "#" + "".join(f"{int(value):02x}" for value in colour)
        for colour in re.findall(r'viz:color r="(\d+)" g="(\d+)" b="(\d+)"', text)
    }
    own = {colour.light for colour in (*INSIDE.values(), *LINES.values())}
    assert found - {OUTLINE.light} == own
