"""What stands above a picture of Graphviz: its title, what its colours mean, and its sources.

The text is one of Graphviz' labels like HTML, in which only what is written here is markup.
https://graphviz.org/doc/info/shapes.html#html
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from stakegraph.edtf.words import in_words
from stakegraph.exporters._palette import INSIDE, OUTLINE, inside_colour, line_colour
from stakegraph.exporters._picture import Picture, doubt
from stakegraph.model.relations import FAMILIES, HEADINGS
from stakegraph.model.sentences import counted
from stakegraph.text.escaping import visible

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph

_WIDTH = 90  # characters of a line
_MOST = 3  # sources that are named
_LONGEST = 300  # characters of a title


def legend(graph: Graph, picture: Picture, words: Mapping[str, str]) -> str:
    """Return the label of a whole picture; `words` are what most lines of a family say, or ""."""
    cells = [*_kinds(graph, picture), *_lines(picture, words)]
    signs = f'<TABLE BORDER="0" CELLSPACING="5"><TR>{"".join(cells)}</TR></TABLE>'
    rows = [
        *(f'<FONT POINT-SIZE="14">{row}</FONT>' for row in _folded(graph.graph["title"])),
        *([signs] if cells else ()),
        *(f'<FONT POINT-SIZE="9">{row}</FONT>' for row in _folded(_sources(graph))),
    ]
    table = "".join(f"<TR><TD>{row}</TD></TR>" for row in rows)
    return f'<TABLE BORDER="0" CELLSPACING="0">{table}</TABLE>' if rows else " "


def _kinds(graph: Graph, picture: Picture) -> Iterator[str]:
    drawn = [id for id, held in picture.boxes.items() for id in (id, *held)]
    there = {graph.nodes[id]["type"] for id in drawn}
    for kind in INSIDE:
        if kind in there:
            look = f'BORDER="1" COLOR="{OUTLINE.light}" BGCOLOR="{inside_colour(kind)}"'
            yield f"<TD {look}>{kind}</TD>"


def _lines(picture: Picture, words: Mapping[str, str]) -> Iterator[str]:
    there = {family for *_, family in picture.lines}
    for family in FAMILIES:
        if family in there:
            says = _text(words[family]) or HEADINGS[family]
            yield f'<TD><FONT COLOR="{line_colour(family)}">— {says}</FONT></TD>'
    if any(doubt(facts[0]) for facts in picture.lines.values()):
        yield "<TD>- - not plainly stated, or not of now</TD>"


def _sources(graph: Graph) -> str:
    sources = graph.graph["sources"]
    named = [_source(source) for source in sources[:_MOST]]
    more = len(sources) - len(named)
    if more > 0:
        named.append(f"and {counted(more, 'more source', 'more sources')}")
    return f"Sources: {'; '.join(named)}" if named else ""


def _source(source: dict[str, Any]) -> str:
    title = textwrap.shorten(source["title"], 80, placeholder=" …")
    given = (
        source.get("publisher", ""),
        title,
        in_words(date) if (date := source.get("date")) else "",
    )
    return ", ".join(filter(None, given))


def _folded(text: str) -> Iterable[str]:
    lines = textwrap.wrap(" ".join(text.split())[:_LONGEST], _WIDTH)
    return map(_text, lines)


def _text(text: str) -> str:
    return html.escape(visible(text))
