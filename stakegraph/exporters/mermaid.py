"""Mermaid flowcharts, which GitHub and Obsidian draw inside a page.

Ids are made here and every label is quoted, with all its punctuation as `#NN;`: Mermaid reads
labels as Markdown and as HTML. https://mermaid.js.org/syntax/flowchart.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from stakegraph.errors import CannotWriteError
from stakegraph.exporters._palette import OUTLINE, inside_colour, line_colour
from stakegraph.exporters._picture import (
    Attributes,
    Picture,
    besides,
    box_texts,
    common_words,
    doubt,
    is_symmetric,
    picture_of,
    undrawn,
    widest,
)
from stakegraph.model.relations import ORGANISATION, PARTNERSHIP, PERSON, POST
from stakegraph.model.sentences import counted
from stakegraph.text.escaping import visible

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph

MOST_LINES = 500  # limits that no diagram can raise: beyond them Mermaid draws an error
MOST_CHARACTERS = 50_000

MOST_BESIDE = 8  # boxes of one row that can be read in a page
MOST_BOXES = 60

_NARROWER = (
    "draw less, with --only FAMILY, --project people or --project organisations, --firm or "
    "--as-of; --to svg and --to html have no such limit"
)
_BRACKETS = {PERSON: "()", ORGANISATION: "[]", POST: "[]", PARTNERSHIP: ("{{", "}}")}


def write(graph: Graph) -> Iterator[str]:
    """Write a graph as a Mermaid flowchart; lines that are not plainly stated are dotted.

    What most lines say is said once, in the title.

    Controls and what else is unseen are written as `visible` shows them. Raises CannotWriteError
    for more than Mermaid draws.
    """
    picture = picture_of(graph)
    if len(picture.lines) > MOST_LINES:
        lines = counted(len(picture.lines), "line")
        raise CannotWriteError(
            f"Mermaid draws {MOST_LINES} lines, and this has {lines}; {_NARROWER}"
        )
    text = "".join(_lines(graph, picture))
    # JavaScript, which counts them, has two for what lies beyond the first plane.
    length = len(text.encode("utf-16-le")) // 2
    if length > MOST_CHARACTERS:
        raise CannotWriteError(
            f"Mermaid draws {MOST_CHARACTERS:,} characters, and this has {length:,}; {_NARROWER}"
        )
    yield text


def losses(graph: Graph) -> list[str]:
    """Say what the picture will not show."""
    picture = picture_of(graph)
    boxes = len(picture.boxes)
    if boxes <= MOST_BOXES:
        return undrawn(graph, picture)
    too_large = f"{counted(boxes, 'box', 'boxes')} are too many to be read in a page; {_NARROWER}"
    return [*undrawn(graph, picture), too_large]


def _lines(graph: Graph, picture: Picture) -> Iterator[str]:
    common = common_words(said for _, _, said, _ in picture.lines)
    if common:
        yield f'---\ntitle: "Lines without words: {_in_title(common)}"\n---\n'
    yield f"flowchart {_direction(picture)}\n"
    ids = {id: f"n{number}" for number, id in enumerate(picture.boxes)}
    kinds = set()
    for id, held in picture.boxes.items():
        kind = graph.nodes[id]["type"]
        opening, closing = _BRACKETS.get(kind, "[]")
        label = _escaped("\n".join(box_texts(graph, id, held)))
        yield f'{ids[id]}{opening}"{label}"{closing}:::{kind}\n'
        kinds.add(kind)
    for (subject, object, words, _), facts in picture.lines.items():
        label = _escaped(besides(words, common))
        label = label and f'|"{label}"|'
        yield f"{ids[subject]} {_arrow(graph, facts[0])}{label} {ids[object]}\n"
    for kind in sorted(kinds):
        yield f"classDef {kind} fill:{inside_colour(kind)},stroke:{OUTLINE.light},color:#000\n"
    families: dict[str, list[str]] = {}
    for number, (_, _, _, family) in enumerate(picture.lines):
        families.setdefault(family, []).append(str(number))
    for family, numbers in sorted(families.items()):
        yield f"linkStyle {','.join(numbers)} stroke:{line_colour(family)}\n"


def _direction(picture: Picture) -> str:
    """Return where lines lead: up, or from right to left where a row would be too wide to read."""
    if not picture.is_layered:
        return "LR"
    return "RL" if widest(picture) > MOST_BESIDE else "BT"


def _arrow(graph: Graph, data: Attributes) -> str:
    if is_symmetric(graph, data):
        return "-.-" if doubt(data) else "---"
    return "-.->" if doubt(data) else "-->"


def _in_title(text: str) -> str:
    """Return a text as it stands between quotation marks in YAML, drawn as it is."""
    return visible(text).replace("\\", "\\\\").replace('"', '\\"')


def _escaped(text: str) -> str:
    return "<br/>".join(
        re.sub(r"[!-/:-@\[-`{-~]", lambda match: f"#{ord(match[0])};", visible(line))
        for line in text.split("\n")
    )
