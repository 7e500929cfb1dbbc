"""Positions in words."""

from itertools import groupby

from stakegraph.outlines import Item, Outline, named
from stakegraph.questions.positions import Position, Positions


def outline(result: Positions) -> Outline:
    """Put who is for and against what in words, under what it is about."""
    title = f"Positions of and on {named(result.of)}" if result.of else "Positions"
    if not result.positions:
        whose = f" of or on {named(result.of)}" if result.of else ""
        return Outline(title=title, closing=(f"No position{whose} is recorded.",))
    groups = [
        Item(text=f"on {named(each[0].on)}", items=tuple(_item(position) for position in each))
        for _, group in groupby(result.positions, key=lambda position: position.on.id)
        if (each := list(group))
    ]
    return Outline(title=title, items=tuple(groups))


def _item(position: Position) -> Item:
    cells = {
        "who": named(position.holder),
        "stance": position.stance,
        "on": named(position.on),
        "why": position.why,
    }
    return Item(text=position.fact.text, cells=cells, facts=(position.fact,))
