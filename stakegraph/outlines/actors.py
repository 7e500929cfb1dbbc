"""Actors in words."""

from collections.abc import Iterable
from itertools import groupby

from stakegraph.edtf.words import in_words, span_in_words
from stakegraph.model.relations import HEADINGS
from stakegraph.model.sentences import attribution, counted, enumerated
from stakegraph.outlines import EMPTY, Item, Outline, citations, named, proven, retraction
from stakegraph.questions.actors import Happening, Listed, Listing, Otherwise, Page
from stakegraph.questions.results import Vacant

_FIELDS = {
    "name": "called {}",
    "classification": "of kind {}",
    "remit": "responsible for {}",
    "description": "{}",
    "since": "since {}",
    "until": "until {}",
}
_PLURALS = {"person": "people", "organisation": "organisations", "post": "posts"}


def outline(result: Listing | Page) -> Outline:
    """Put actors in words."""
    return _listing(result) if isinstance(result, Listing) else _page(result)


def _listing(result: Listing) -> Outline:
    what = (
        f"with {result.text!r}" if result.text else f"of kind {result.kind}" if result.kind else ""
    )
    if not result.actors:
        return Outline(
            title="Actors", closing=(f"No actor {what} is recorded.".replace("  ", " "),)
        )
    groups = []
    for kind, group in groupby(result.actors, key=lambda listed: listed.actor.kind):
        items = tuple(
            Item(
                text=_line(listed),
                ids=(listed.actor.id,),
                cells=_cells(listed),
                evidence=listed.evidence,
                proof=proven(
                    listed.actor.id,
                    "stated",
                    span_in_words(listed.since, listed.until),
                    listed.evidence,
                ),
            )
            for listed in group
        )
        heading = f"{counted(len(items), kind, _PLURALS.get(kind, ''))}"
        groups.append(Item(text=heading, items=items))
    closing = f"{counted(len(result.actors), 'actor')}."
    return Outline(title=f"Actors {what}".strip(), items=tuple(groups), closing=(closing,))


def _line(listed: Listed) -> str:
    """Return an actor in one line: name, id, what it is."""
    actor = listed.actor
    parts = [actor.classification, f"also {', '.join(listed.aliases)}" if listed.aliases else ""]
    parts += [span_in_words(listed.since, listed.until), listed.description]
    said = "; ".join(filter(None, parts))
    return f"{named(actor)} ({actor.id}){f': {said}' if said else ''}"


def _cells(listed: Listed) -> dict[str, str]:
    return {
        "id": listed.actor.id,
        "name": listed.actor.name,
        "kind": listed.actor.kind,
        "classification": listed.actor.classification,
        "aliases": "; ".join(listed.aliases),
        "ids": "; ".join(_identifiers(listed)),
        "description": listed.description,
    }


def _aliases(of: Listed) -> list[str]:
    """Return the other names of an actor, each with its time."""
    spans = {one.name: span_in_words(one.since, one.until) for one in of.alias_dates}
    return [f"{name} ({span})" if (span := spans.get(name)) else name for name in of.aliases]


def _identifiers(of: Listed) -> list[str]:
    return [f"{scheme} {value}" for scheme, values in of.ids.items() for value in values]


def _page(result: Page) -> Outline:
    of = result.of
    about = [
        ("id", of.actor.id),
        ("kind", ", ".join(filter(None, (of.actor.kind, of.actor.classification)))),
        ("not named", of.actor.unnamed),
        ("also called", ", ".join(_aliases(of))),
        ("identifiers", ", ".join(_identifiers(of))),
        ("responsible for", of.remit),
        ("dates", span_in_words(of.since, of.until)),
        ("about", of.description),
        ("note", of.note),
        ("evidence", "; ".join(filter(None, (citations(of.evidence), retraction(of.evidence))))),
    ]
    about += [("the same as", f"{one.name} ({one.id}), because {one.because}") for one in of.same]
    about += [("different from", f"{one.id}, because {one.because}") for one in of.different]
    about += [("otherwise", text) for text in otherwise_in_words(of.otherwise)]
    items = [Item(text=f"{name}: {text}") for name, text in about if text]
    items += map(_stood_empty, result.vacant)
    for family in result.families:
        facts = tuple(
            Item(text=fact.text, facts=(fact,), notes=(fact.note,) if fact.note else ())
            for fact in family.facts
        )
        items.append(Item(text=HEADINGS[family.family], items=facts))
    if result.events:
        items.append(Item(text="events", items=tuple(map(_event, result.events))))
    return Outline(title=named(of.actor), items=tuple(items))


def otherwise_in_words(told: Iterable[Otherwise]) -> tuple[str, ...]:
    """Say what sources say that differs from what the latest says."""
    return tuple(
        f"{words.format(in_words(one.value) if one.field in ('since', 'until') else one.value)}"
        f" according to {enumerated([*one.sources])}"
        for one in told
        for words in (_FIELDS.get(one.field, f"{one.field}: {{}}"),)
    )


def _stood_empty(vacant: Vacant) -> Item:
    words = EMPTY.get(vacant.tense, "stood empty")
    span = span_in_words(vacant.since, vacant.until, to_come=vacant.tense == "to come")
    return Item(text=f"{words}: {span}", evidence=vacant.evidence, missing=vacant.missing)


def _event(event: Happening) -> Item:
    date = f"{in_words(event.on)}: " if event.on else ""
    because = f"because {event.because}" if event.because else ""
    return Item(
        text=date + event.what + attribution(event.speakers),
        cells={"what": event.what + attribution(event.speakers), "date": event.on},
        status="" if event.status == "stated" else event.status,
        evidence=event.evidence,
        proof=proven(
            event.id, event.status, in_words(event.on) if event.on else "", event.evidence
        ),
        notes=tuple(filter(None, (because, event.note))),
    )
