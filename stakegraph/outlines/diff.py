"""Differences in words."""

from collections.abc import Iterator

from stakegraph.model.relations import ACTOR_KINDS, HEADINGS, POST
from stakegraph.model.sentences import counted, enumerated
from stakegraph.outlines import Item, Outline, proven
from stakegraph.questions.comparison import Difference
from stakegraph.questions.diff import Diff
from stakegraph.questions.turnover import Count


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
    moved = counted(result.moved, "part")
    more = (f"Of {moved} only the evidence differs: --evidence shows it.",) if result.moved else ()
    if not groups:
        but = f" but the evidence of {moved}: --evidence shows it" if result.moved else ""
        return Outline(title=title, closing=(f"Nothing differs{but}.",))
    count = sum(map(len, (result.sources, result.actors, result.facts, result.events)))
    closing = f"{counted(count, 'difference')}{_aside(result)}."
    if result.answers is not None:
        answers = sum(len(each.differences) for each in result.answers)
        closing = f"{counted(count, 'difference')}{_aside(result)}, and {answers:,} in the answers."
    opening = (f"{'; '.join(_counts(result))}.",) if result.counts or result.holders else ()
    return Outline(title=title, opening=opening, items=tuple(groups), closing=(closing, *more))


def _aside(result: Diff) -> str:
    """Say how many differences are of the evidence alone."""
    parts = (*result.actors, *result.facts, *result.events)
    count = sum({edit.field for edit in each.edits} == {"evidence"} for each in parts)
    return f", {count:,} of the evidence alone" if count else ""


def _counts(result: Diff) -> Iterator[str]:
    """Say how many of each sort are new, gone or changed, the posts with their people first."""
    found = {(count.of, count.sort): count for count in result.counts}
    turnover = [
        counted(len(changed), noun)
        for changed, noun in ((result.holders, "holder"), (result.managers, "manager"))
        if changed
    ]
    post = found.pop(("actors", POST), None)
    posts = _count(post) if post else ""
    people = f"{enumerated(turnover)} changed" if turnover else ""
    if posts or people:
        yield ", ".join(filter(None, (posts, people)))
    yield from map(_count, found.values())


def _count(count: Count) -> str:
    changes = (("new", count.added), ("gone", count.removed), ("changed", count.changed))
    (word, number), *others = [each for each in changes if each[1]]
    if count.of == "actors":
        first = counted(number, count.sort, ACTOR_KINDS[count.sort].section)
    else:
        on = f" on {HEADINGS[count.sort]}" if count.sort else ""
        first = counted(number, count.of.removesuffix("s")) + on
    return ", ".join((f"{first} {word}", *(f"{number:,} {word}" for word, number in others)))


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
        text=f"{difference.text} ({difference.id})",
        ids=(difference.id,),
        cells={"change": difference.change, "id": difference.id, "what": difference.text},
        status="" if difference.status in ("stated", "derived") else difference.status,
        evidence=difference.evidence,
        proof=proven(difference.id, difference.status, "", difference.evidence),
        notes=edits,
    )
