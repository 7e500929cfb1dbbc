"""Show an answer as a tree, in at most the terminal's width."""

import sys
from typing import Any, TextIO

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text
from rich.tree import Tree

from stakegraph.outlines import Item
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
    _grow(tree, outline.items, answer.cite, limit)
    terminal.print(tree)
    if outline.closing:
        terminal.print()
    for line in outline.closing:
        terminal.print(Text(visible(line), overflow="fold"))


def _grow(tree: Tree, items: tuple[Item, ...], cite: bool, limit: int) -> None:
    for item in items[:limit]:
        _grow(tree.add(_line(item, cite)), item.items, cite, limit)
    if len(items) > limit:
        tree.add(Text(f"and {len(items) - limit:,} more: --limit {len(items)} shows all", "dim"))


def _line(item: Item, cite: bool) -> RenderableType:
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
    beneath = [Text(visible(note), "italic dim", overflow="fold") for note in notes(item)]
    if cite:
        beneath += [Text(visible(proof), "dim", overflow="fold") for proof in proofs(item)]
    # Indented, so that a note that goes on in the next line is still seen to be one.
    return Group(line, *(Padding(note, (0, 0, 0, 2), expand=False) for note in beneath))
