"""Conflicts in words."""

from stakegraph.model.sentences import counted
from stakegraph.outlines import Item, Outline
from stakegraph.questions.conflicts import Conflict, Conflicts
from stakegraph.questions.results import Statement
from stakegraph.store import RIVALS

_WORDS = {
    "stated-and-denied": "one says it, the other denies it",
    "two-at-once": "two managers at once",
    "two-in-one-seat": "two people in one post at once",
    "dates-differ": "different dates",
    "for-and-against": "for and against at once",
}


def outline(result: Conflicts) -> Outline:
    """Put what clashes in words, both sides of each."""
    if not result.conflicts:
        return Outline(title="Conflicts", closing=("No two facts clash.",))
    items = tuple(_item(conflict) for conflict in result.conflicts)
    closing = f"{counted(len(items), 'conflict')}."
    if result.crowded:
        closing = f"{closing[:-1]}, and more: {counted(result.crowded, 'fact')} clash in groups"
        closing += f" of which only the first {RIVALS} pairs are shown."
    return Outline(title="Conflicts", items=items, closing=(closing,))


def _item(conflict: Conflict) -> Item:
    sides = (_side(conflict.one), _side(conflict.other))
    return Item(text=_WORDS.get(conflict.rule, conflict.rule), items=sides)


def _side(fact: Statement) -> Item:
    return Item(text=fact.text, cells={"statement": fact.text}, facts=(fact,))
