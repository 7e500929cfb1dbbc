"""Show an answer as a tree, in at most the terminal's width."""

import sys
from collections.abc import Iterable
from typing import Any, TextIO

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.text import Text
from rich.tree import Tree

from stakegraph.evidence.links import place_link
from stakegraph.outlines import Item, citations, places, proof
from stakegraph.questions.results import Cited, Statement
from stakegraph.renderers import LIMIT, Answer, evidence, is_heading, left_out, notes, shown, status
from stakegraph.renderers._joined import Line, between, within
from stakegraph.renderers._terminal import console, has_links
from stakegraph.text.escaping import visible

# How firm a line is; none of these colours is too pale for a light terminal or for a dark one.
_STYLES = dict.fromkeys(("hedged", "inferred"), "bold")
_STYLES |= dict.fromkeys(("disputed", "denied", "retracted"), "bold red")


def show(answer: Answer[Any], stream: TextIO) -> None:
    """Print the outline of an answer, each line with its status and where it is said."""
    terminal = console(stream)
    outline = answer.outline
    title = Text(visible(outline.title), "bold", overflow="fold")
    opening = [Text(visible(line), overflow="fold") for line in outline.opening]
    tree = Tree(Group(title, *opening))
    limit = answer.limit or (LIMIT if terminal.is_terminal else sys.maxsize)
    _grow(tree, outline.items, _Lines(answer, has_links=has_links(stream)), limit)
    terminal.print(tree)
    if outline.closing:
        terminal.print()
    for line in outline.closing:
        terminal.print(Text(visible(line), overflow="fold"))


def _grow(tree: Tree, items: tuple[Item, ...], lines: "_Lines", limit: int) -> None:
    some, count = shown(items, limit)
    for item in some:
        _grow(tree.add(lines.line(item)), item.items, lines, limit)
    if len(some) < len(items):
        tree.add(Text(left_out(count, limit), "dim"))


class _Lines:
    """The lines of an answer, in which places are links where a terminal `has_links`."""

    def __init__(self, answer: Answer[Any], *, has_links: bool) -> None:
        self.cite = answer.cite
        self.sources = answer.sources if has_links else {}

    def line(self, item: Item) -> RenderableType:
        """Return a line with what stands beneath it."""
        line = Line()
        if item.number:
            line.append(f"{item.number}. ")
        word = status(item)
        if word:
            line.append(f"{word}: ", _STYLES.get(word.rpartition(" ")[2], "italic"))
        text = Text(visible(item.text), "bold" if is_heading(item) else "")
        for id in item.ids:
            text.highlight_words([f"({visible(id)})"], "dim")
        line.append(text)
        if cited := evidence(item):
            line.append(" [", "dim").append(self.places(cited)).append("]", "dim")
        beneath = [Text(visible(note), "italic dim", overflow="fold") for note in notes(item)]
        if self.cite:
            beneath += map(self.proof, item.facts)
            beneath += [Text(visible(item.proof), "dim", overflow="fold")] * bool(item.proof)
        # Indented, so that a note that goes on in the next line is still seen to be one.
        return Group(line, *(Padding(note, (0, 0, 0, 2), expand=False) for note in beneath))

    def proof(self, fact: Statement) -> Text:
        """Return the whole evidence of a fact, which ends in the places."""
        told = proof(fact)
        cited = citations(fact.evidence)
        text = Line(visible(told.removesuffix(cited)), "dim")
        return text.append(self.places(fact.evidence)) if cited else text

    def places(self, cited: Iterable[Cited]) -> Text:
        """Name some places in sources."""
        text = Text()
        for words, one in places(cited):
            source = self.sources.get(one.source) if one else None
            url = source and one and place_link(source.url or source.archived, one.at, one.quote)
            joined = within(visible(words)) if one else between(words)
            text.append(joined, Style(dim=True, link=url or None))
        return text
