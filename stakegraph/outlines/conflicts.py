"""Conflicts in words."""

from stakegraph.edtf.words import span_in_words
from stakegraph.model.relations import RELATIONS
from stakegraph.model.sentences import counted
from stakegraph.outlines import Item, Outline
from stakegraph.questions.conflicts import Conflict, Conflicts
from stakegraph.questions.results import Statement
from stakegraph.store import RIVALS

_WORDS = {
    "stated-and-denied": "one says it, another denies it",
    "two-at-once": "{} managers at once",
    "two-in-one-seat": "{} people in one post at once",
    "dates-differ": "different dates",
    "shares-differ": "different shares at once",
    "for-and-against": "for and against at once",
}
# The same of relations of one's own, which may be of anything.
_OWN_WORDS = {
    "two-at-once": "{} at once where there can be one",
    "for-and-against": "contrary statements of one time",
}
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def outline(result: Conflicts) -> Outline:
    """Put what clashes in words, all sides of each."""
    title = "Possible conflicts" if result.possible else "Conflicts"
    if not result.conflicts:
        none = "No two facts may clash." if result.possible else "No two facts clash."
        return Outline(title=title, closing=(none,))
    items = tuple(_item(conflict) for conflict in result.conflicts)
    closing = f"{counted(len(items), title[:-1].lower())}."
    if result.crowded:
        closing = f"{closing[:-1]}, and more: {counted(result.crowded, 'fact')} clash in groups"
        closing += f" of which only the first {RIVALS} pairs are shown."
    if result.possible:
        closing += " The dates and the sources leave open whether they were so at once."
    return Outline(title=title, items=items, closing=(closing,))


def _item(conflict: Conflict) -> Item:
    count = len({fact.subject if conflict.post else fact.id for fact in conflict.facts})
    number = _NUMBERS[count - 2] if count - 2 < len(_NUMBERS) else f"{count:,}"
    is_own = any(fact.relation not in RELATIONS for fact in conflict.facts)
    known = {**_WORDS, **_OWN_WORDS} if is_own else _WORDS
    words = known.get(conflict.rule, conflict.rule).format(number)
    if conflict.seats > 1:
        words = f"{number} people in {conflict.seats} seats at once"
    if conflict.post and conflict.rule == "two-in-one-seat":
        house = conflict.organisation
        words += f": {conflict.post.name}" + (f", {house.name}" if house else "")
    span = span_in_words(conflict.days.since, conflict.days.until) if conflict.days else ""
    sides = tuple(_side(fact) for fact in conflict.facts)
    return Item(text=words + (f" ({span})" if span else ""), items=sides)


def _side(fact: Statement) -> Item:
    return Item(text=fact.text, cells={"statement": fact.text}, facts=(fact,))
