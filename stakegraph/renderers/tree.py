"""Show an answer as a tree, in at most the terminal's width."""

import sys
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.text import Text
from rich.tree import Tree

from stakegraph.model.facts import Source
from stakegraph.model.links import place_url
from stakegraph.outlines import Item, citations
from stakegraph.questions.results import Cited
from stakegraph.renderers import LIMIT, Answer, mark, notes, proofs, status
from stakegraph.renderers._terminal import console
from stakegraph.text.escaping import visible

_COLOURS = {"hedged": "yellow", "inferred": "yellow"}
_COLOURS |= dict.fromkeys(("disputed", "denied", "retracted"), "red")


def show(answer: Answer[Any], stream: TextIO) -> None:
    """Print the outline of an answer, each line with its status and where it is said."""
    terminal = console(stream)
    outline = answer.outline
    title = Text(visible(outline.title), "bold", overflow="fold")
    opening = [Text(visible(line), overflow="fold") for line in outline.opening]
    tree = Tree(Group(title, *opening))
    limit = answer.limit or (LIMIT if terminal.is_terminal else sys.maxsize)
    sources = answer.sources if terminal.is_terminal else {}
    _grow(tree, outline.items, answer.cite, limit, sources)
    terminal.print(tree)
    if outline.closing:
        terminal.print()
    for line in outline.closing:
        terminal.print(Text(visible(line), overflow="fold"))


def _grow(
    tree: Tree, items: tuple[Item, ...], cite: bool, limit: int, sources: Mapping[str, Source]
) -> None:
    for item in items[:limit]:
        _grow(tree.add(_line(item, cite, sources)), item.items, cite, limit, sources)
    if len(items) > limit:
        tree.add(Text(f"and {len(items) - limit:,} more: --limit {len(items)} shows all", "dim"))


def _line(item: Item, cite: bool, sources: Mapping[str, Source]) -> RenderableType:
    line = Text(overflow="fold")
    if item.number:
        line.append(f"{item.number}. ")
    word = status(item)
    if word:
        line.append(f"{word}: ", _COLOURS.get(word.rpartition(" ")[2], "cyan"))
    line.append(visible(item.text))
    place = mark(item)
    if place:
        line.append(f" [{visible(place)}]", "dim")
        _link(line, item.evidence or item.facts[0].evidence, sources)
    beneath = [Text(visible(note), "italic dim", overflow="fold") for note in notes(item)]
    if cite:
        for n, proof in enumerate(proofs(item)):
            shown = Text(visible(proof), "dim", overflow="fold")
            _link(shown, item.facts[n].evidence if item.facts else item.evidence, sources)
            beneath.append(shown)
    # Indented, so that a note that goes on in the next line is still seen to be one.
    return Group(line, *(Padding(note, (0, 0, 0, 2), expand=False) for note in beneath))


def _link(text: Text, evidence: Iterable[Cited], sources: Mapping[str, Source]) -> None:
    """Let the places at the end of a line lead to where they can be read, one for each source."""
    by_source: dict[str, list[Cited]] = {}
    for cited in evidence:
        by_source.setdefault(cited.source, []).append(cited)
    at = len(text.plain)
    for id, places in reversed(by_source.items()):
        shown = visible(citations(places))
        at = text.plain.rfind(shown, 0, at)
        if at < 0:
            return
        source = sources.get(id)
        first = next((each for each in places if each.quote), places[0])
        if source and (url := place_url(source.url or source.archived, first.at, first.quote)):
            text.stylize(Style(link=url), at, at + len(shown))
