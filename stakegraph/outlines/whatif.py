"""What falls, in words."""

from collections.abc import Iterator

from stakegraph.model.relations import HEADINGS
from stakegraph.model.sentences import counted, enumerated
from stakegraph.outlines import Item, Outline, named
from stakegraph.questions.results import Statement
from stakegraph.questions.whatif import Reworded, Severed, WhatIf


def outline(result: WhatIf) -> Outline:
    """Put which answers fall in words."""
    title = "What falls"
    changed = (result.weakened, result.reworded, result.actors, result.instead)
    if not (result.fallen or result.severed or any(changed)):
        return Outline(title=title, closing=("No fact falls, and none is told otherwise.",))
    items = [_group(HEADINGS[fallen.family], fallen.facts) for fallen in result.fallen]
    if result.weakened:
        items.append(_group("weakened", result.weakened))
    if result.reworded:
        items.append(_told_otherwise(result.reworded))
    if result.actors:
        names = tuple(Item(text=named(actor)) for actor in result.actors)
        items.append(Item(text=f"less told of: {len(names):,}", items=names))
    if result.severed:
        items.append(Item(text="connections", items=tuple(_severed(result.severed))))
    if result.instead:
        items.append(_group("instead", result.instead))
    fallen_facts = sum(len(fallen.facts) for fallen in result.fallen)
    facts = counted(result.before, "fact")
    verb = "falls" if fallen_facts == 1 else "fall"
    closing = f"{fallen_facts:,} of {facts} {verb}, derived ones included."
    if not fallen_facts:
        closing = "No fact falls."
    return Outline(title=title, items=tuple(items), closing=(closing,))


def _group(heading: str, facts: tuple[Statement, ...]) -> Item:
    lines = (Item(text=fact.text, cells={"statement": fact.text}, facts=(fact,)) for fact in facts)
    return Item(text=f"{heading}: {len(facts):,}", items=tuple(lines))


def _told_otherwise(facts: tuple[Reworded, ...]) -> Item:
    lines = (
        Item(
            text=one.after.text,
            cells={"statement": one.after.text},
            facts=(one.after,),
            notes=(f"before: {one.before.text}",),
        )
        for one in facts
    )
    return Item(text=f"told otherwise: {len(facts):,}", items=tuple(lines))


def _severed(parts: tuple[Severed, ...]) -> Iterator[Item]:
    """Say who is cut off: group by group, and in one line those who are left alone."""
    for part in parts:
        if len(part.members) > 1:
            names = enumerated([named(member) for member in part.members])
            yield Item(text=f"cut off from the rest: {names}")
    single = [named(part.members[0]) for part in parts if len(part.members) == 1]
    if single:
        yield Item(text=f"connected with nobody any more: {enumerated(single)}")
