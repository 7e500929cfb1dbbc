"""Differences in words."""

from collections.abc import Iterator

from stakegraph.model.relations import HEADINGS
from stakegraph.model.sentences import counted
from stakegraph.outlines import Item, Outline, proven
from stakegraph.questions.diff import Diff, Difference


def outline(result: Diff) -> Outline:
    """Put what differs in words."""
    title = f"From {result.old} to {result.new}"
    compared = {
        "sources": result.sources,
        "actors": result.actors,
        "facts": result.facts,
        "events": result.events,
        **{f"answers, {HEADINGS[each.family]}": each.differences for each in result.answers or ()},
    }
    groups = [group for heading, found in compared.items() for group in _groups(heading, found)]
    if not groups:
        return Outline(title=title, closing=("Nothing differs.",))
    count = sum(map(len, (result.sources, result.actors, result.facts, result.events)))
    closing = f"{counted(count, 'difference')}."
    if result.answers is not None:
        answers = sum(len(each.differences) for each in result.answers)
        closing = f"{counted(count, 'difference')}, and {answers:,} in the answers."
    return Outline(title=title, items=tuple(groups), closing=(closing,))


def _groups(heading: str, found: tuple[Difference, ...]) -> Iterator[Item]:
    for change in ("added", "removed", "changed"):
        items = tuple(_item(each) for each in found if each.change == change)
        if items:
            yield Item(text=f"{heading} {change}", items=items)


def _item(difference: Difference) -> Item:
    edits = tuple(
        f"{edit.field}: {edit.before or 'not given'} -> {edit.after or 'not given'}"
        for edit in difference.edits
    )
    return Item(
        text=f"{difference.text} [{difference.id}]",
        cells={"change": difference.change, "id": difference.id, "what": difference.text},
        status="" if difference.status in ("stated", "derived") else difference.status,
        evidence=difference.evidence,
        proof=proven(difference.id, difference.status, "", difference.evidence),
        notes=edits,
    )
