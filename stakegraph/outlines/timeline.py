"""The timeline in words."""

from collections.abc import Iterable
from itertools import groupby

from stakegraph.edtf.words import in_words
from stakegraph.model.sentences import capitalised
from stakegraph.outlines import Item, Outline, named, proven
from stakegraph.questions.timeline import Entry, Timeline


def outline(result: Timeline) -> Outline:
    """Put what happened when in words."""
    title = f"Timeline of {named(result.of)}" if result.of else "Timeline"
    groups = _by_date(result.dated)
    if result.undated:
        undated = tuple(_item(entry) for entry in result.undated)
        groups.append(Item(text="No date is given", items=undated))
    if result.undetermined:
        text = f"cannot be said for {in_words(result.as_of)}"
        groups.append(Item(text=text, items=tuple(_by_date(result.undetermined))))
    if not groups:
        by_then = f" by {in_words(result.as_of)}" if result.as_of else ""
        return Outline(title=title, closing=(f"No event, start or end{by_then} is recorded.",))
    return Outline(title=title, items=tuple(groups))


def _by_date(entries: Iterable[Entry]) -> list[Item]:
    return [
        Item(
            text=capitalised(in_words(on)) if on else "No date is given",
            items=tuple(_item(entry) for entry in group),
        )
        for on, group in groupby(entries, key=lambda entry: entry.on)
    ]


def _item(entry: Entry) -> Item:
    words = {"event": "", "starts": "starts: ", "ends": "ends: "}[entry.mark]
    if words and "(uncertain)" in in_words(entry.on):
        words = f"may {words.replace('s:', ':')}"  # the doubt of a date may be whether, not when
    status = "" if entry.status == "stated" else entry.status
    because = f"because {entry.because}" if entry.because and not entry.fact else ""
    date = in_words(entry.on) if entry.on else ""
    return Item(
        text=words + entry.text,
        cells={"date": entry.on, "what": words + entry.text},
        facts=(entry.fact,) if entry.fact else (),
        status=status,
        evidence=entry.evidence,
        proof=proven(entry.id, entry.status, date, entry.evidence),
        notes=tuple(filter(None, (because, entry.note, *entry.missing))),
    )
