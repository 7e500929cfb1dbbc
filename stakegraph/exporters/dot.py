r"""DOT, for Graphviz: an org chart in layers where lines lead up or down, a network otherwise.

Ids are made here and texts are always quoted, so that a name may be `<b>`, `end` or `\N`.
https://graphviz.org/doc/info/lang.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from stakegraph.exporters._dot_legend import legend
from stakegraph.exporters._packing import Point
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
from stakegraph.exporters._reporting_chart import reporting_chart, spline
from stakegraph.model.relations import PARTNERSHIP, PERSON
from stakegraph.text.escaping import visible

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph

_FONT = "Helvetica,Arial,sans-serif"
_WIDTH = 28  # characters in a line of a label, where its words allow
_WIDEST = 300  # characters of a line that has no place to be broken
_BOX = (196.0, 76.0)  # of a chart, in points
_MANY = 6  # boxes side by side that fit a page

_ROOM = 16_000  # bytes of a text: Graphviz reads none of 16,384
_FIELDS = 100  # of a box: the post and its holders

_LARGE = 250  # lines from which on Graphviz takes minutes over their course

_OF_RECORDS = r"[{}|<>]| (?= )|(?<= ) "  # what a record's label takes for its own

_LAYERED = "layout=dot rankdir={} nodesep=0.25 ranksep=0.6"
_LAYERED_QUICKLY = f"{_LAYERED} nslimit=2 mclimit=0.3"
_NETWORK = 'layout=sfdp overlap=prism sep="+20" K=1.4 splines={}'


def write(graph: Graph) -> Iterator[str]:
    """Write a graph as DOT text that names its own layout, `dot` or `sfdp`.

    In layers a post and whoever holds no other share a box; lines between the same boxes that
    say the same are one. What most lines of a family say is said once, in the legend. Controls and
    what else is unseen are written as `visible` shows them. A text that is longer than Graphviz
    reads is shortened.
    """
    picture = picture_of(graph)
    sideways = picture.is_layered and widest(picture) > _MANY
    words = {
        family: common_words(said for *_, said, each in picture.lines if each == family)
        for family in dict.fromkeys(family for *_, family in picture.lines)
    }
    title = f'label=<{legend(graph, picture, words)}> labelloc=t fontname="{_FONT}" fontsize=11'
    placed = reporting_chart(picture, _BOX)
    yield "digraph stakeholders {\n"
    layout = "layout=nop2" if placed else _layout(picture, sideways)
    yield f"graph [{layout} {title} outputorder=edgesfirst];\n"
    yield f'node [fontname="{_FONT}" fontsize=11 margin="0.1,0.05" height=0.3];\n'
    yield f'edge [fontname="{_FONT}" fontsize=8 arrowsize=0.6];\n'
    links = _links(graph)
    numbers = {id: f"n{number}" for number, id in enumerate(picture.boxes)}
    for id, held in picture.boxes.items():
        texts = box_texts(graph, id, held)
        is_seat = len(texts) > 1
        label = _seat(texts, sideways and not placed) if is_seat else _quoted(texts[0], _WIDTH)
        look = _node_style(graph.nodes[id], is_seat)
        parts = [graph.nodes[id], *(graph.nodes[holder] for holder in held), *held.values()]
        place = _place(placed.boxes[id]) if placed else ""
        yield f"{numbers[id]} [label={label} {look} {_tooltip(parts, links)}{place}];\n"
    for key, facts in picture.lines.items():
        subject, object, said, family = key
        look = f"{_line_style(graph, facts[0])} {_tooltip(facts, links)}"
        if placed:
            course = placed.lines[key]
            look += f' pos="{spline(course)}"{_label_place(course)}'
        line = f"label={_quoted(besides(said, words[family]), _WIDTH)} {look}"
        yield f"{numbers[subject]} -> {numbers[object]} [{line}];\n"
    yield "}\n"


def losses(graph: Graph) -> list[str]:
    """Say what the picture will not show."""
    return undrawn(graph, picture_of(graph))


def _place(point: Point) -> str:
    width, height = (side / 72 for side in _BOX)
    x, y = point
    return f' pos="{x:g},{y:g}" width={width:g} height={height:g} fixedsize=true'


def _label_place(course: list[Point]) -> str:
    (x, y), (to_x, to_y) = course[:2]
    return f' lp="{(x + to_x) / 2:g},{(y + to_y) / 2:g}"'


def _layout(picture: Picture, sideways: bool) -> str:
    is_large = len(picture.lines) > _LARGE
    if picture.is_layered:
        return (_LAYERED_QUICKLY if is_large else _LAYERED).format("RL" if sideways else "BT")
    return _NETWORK.format("line" if is_large else "true")


def _seat(texts: list[str], sideways: bool) -> str:
    """Return the label of a post's box, its title over its holders, as a record's fields."""
    more = len(texts) - _FIELDS
    shown = [*texts[:_FIELDS], f"and {more:,} more"] if more > 0 else texts
    room = _ROOM // len(shown)
    fields = "|".join(_within(room, _field, text) for text in shown)
    return f'"{fields}"' if sideways else f'"{{{fields}}}"'


def _field(text: str) -> str:
    return re.sub(_OF_RECORDS, r"\\\g<0>", _escaped(text, _WIDTH))


def _node_style(data: Attributes, is_seat: bool) -> str:
    shape = "hexagon" if data["type"] == PARTNERSHIP else "record" if is_seat else "box"
    inside = inside_colour(data["type"])
    style = "filled"
    if data["type"] == PERSON:
        style += ",rounded"
    if "unnamed" in data:
        style += ",dashed"
    return f'shape={shape} style="{style}" color="{OUTLINE.light}" fillcolor="{inside}"'


def _line_style(graph: Graph, data: Attributes) -> str:
    colour = line_colour(data["family"])
    parts = [f'color="{colour}" fontcolor="{colour}"']
    if doubt(data):
        parts.append("style=dashed")
    if is_symmetric(graph, data):
        parts.append("dir=none")
    return " ".join(parts)


def _tooltip(parts: Iterable[Attributes], links: Mapping[str, str]) -> str:
    """Return what a picture shows when it is pointed at, and where a click leads."""
    names = ("fact", "classification", "description", "unnamed", "because", "note")
    texts = []
    for data in parts:
        evidence = ", ".join(data.get("evidence", ()))
        texts.append("; ".join(filter(None, (*map(data.get, names), evidence))))
    tooltip = f"tooltip={_quoted(chr(10).join(texts) or ' ')}"
    places = (place for data in parts for place in data.get("evidence", ()))
    link = next(filter(None, (links.get(place.partition(" ")[0]) for place in places)), "")
    return f"{tooltip} URL={_quoted(link)}" if link else tooltip


def _links(graph: Graph) -> dict[str, str]:
    """Return the addresses of sources, those alone that only lead to a page."""
    given = ((source["id"], source.get("url", "")) for source in graph.graph["sources"])
    return {
        id: url
        for id, url in given
        if re.match("https?://", url, re.IGNORECASE) and len(_escaped(url).encode()) <= _ROOM
    }


def _quoted(text: str, width: int = 0) -> str:
    return f'"{_within(_ROOM, lambda text: _escaped(text, width), text)}"'


def _within(room: int, escape: Callable[[str], str], text: str) -> str:
    """Return a text escaped, of one that takes more bytes than there is room for the beginning."""
    escaped = escape(text)
    while (size := len(escaped.encode())) > room:
        text = f"{text[: len(text) * room // size - 1]}…"
        escaped = escape(text)
    return escaped


def _escaped(text: str, width: int = 0) -> str:
    lines: Iterable[str] = chain.from_iterable(_folded(line, width) for line in text.split("\n"))
    if width:
        lines = (line if len(line) <= _WIDEST else f"{line[:_WIDEST]}…" for line in lines)
    return "\\n".join(map(_escaped_line, lines))


def _escaped_line(line: str) -> str:
    line = visible(line)  # before the rest, since it writes backslashes of its own
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("&", "&amp;")):
        line = line.replace(plain, escaped)
    return line


def _folded(line: str, width: int) -> Iterator[str]:
    """Break a line at single spaces, so that joining the pieces by a space gives it back."""
    start, last = 0, -1
    for match in re.finditer(r"(?<=\S) (?=\S)", line) if width else ():
        if match.start() - start > width and last > start:
            yield line[start:last]
            start = last + 1
        last = match.start()
    if width and len(line) - start > width and last > start:
        yield line[start:last]
        start = last + 1
    yield line[start:]
