"""Duplicates in words."""

from stakegraph.model.sentences import counted
from stakegraph.outlines import Item, Outline
from stakegraph.questions.duplicates import Candidate, Duplicates


def outline(result: Duplicates) -> Outline:
    """Put which actors may be the same in words."""
    title = "Actors that may be the same"
    if not result.candidates:
        return Outline(title=title, closing=("No two actors look like the same one.",))
    items = tuple(_item(candidate) for candidate in result.candidates)
    how = "Add 'same_as: ID' or 'different_from: ID' to one of the two, and 'because: ...'."
    closing = (f"{counted(len(items), 'pair')}. {how}",)
    return Outline(title=title, items=items, closing=closing)


def _item(candidate: Candidate) -> Item:
    one, other = candidate.one, candidate.other
    return Item(
        text=f"{one.name} ({one.id}) and {other.name} ({other.id})",
        ids=(one.id, other.id),
        cells={"one": one.id, "other": other.id, "signals": "; ".join(candidate.signals)},
        notes=candidate.signals,
    )
