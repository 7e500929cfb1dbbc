"""Evidence in words."""

from collections.abc import Mapping

from msgspec.structs import asdict

from stakegraph.edtf.words import in_words
from stakegraph.evidence.excerpts import marked
from stakegraph.model.facts import RETRACTED, STATED
from stakegraph.model.sentences import attribution, counted, of_source
from stakegraph.outlines import Item, Outline, citations, label, named
from stakegraph.questions.actors import Happening
from stakegraph.questions.evidence import Named, Passage, Reason, Sources, Weight, Why
from stakegraph.questions.results import Cited
from stakegraph.rules import inference as derive

Passages = Mapping[Cited, Passage]

_ALONE = "it rests on a source alone that is retracted"


def outline(result: Why | Sources) -> Outline:
    """Put evidence in words."""
    if isinstance(result, Sources):
        return _sources(result)
    if result.start and result.end:
        title = f"What joins {named(result.start)} and {named(result.end)}"
        if not result.reasons:
            none = "No fact joins them directly; 'stakegraph path' shows how they are connected."
            return Outline(title=title, closing=(none,))
    else:
        title = "Why this is said"
        if not result.reasons and not result.event:
            none = "The fact is in the files, but does not count with these options."
            return Outline(title=title, closing=(none,))
    passages = {passage.cited: passage for passage in result.passages}
    return Outline(
        title=title,
        items=(
            *(_reason(reason, passages) for reason in result.reasons),
            *([_event(result.event, passages)] if result.event else []),
        ),
        closing=tuple(
            f"{source.id}: {'; '.join((_named(source), *_told(source)))}"
            for source in result.sources
        ),
    )


def _reason(reason: Reason, passages: Passages) -> Item:
    fact = reason.fact
    items = [Item(text=f"id: {fact.id}")]
    if reason.premises:
        items.append(Item(text=f"rule: {derive.in_words(fact.rule)}"))
        premises = tuple(_reason(premise, passages) for premise in reason.premises)
        weakest = ""
        if reason.weakest:
            weak = reason.premises[reason.weakest - 1].fact
            weakest = f"; the weakest is number {reason.weakest}, {label(weak)}"
        items.append(Item(text=f"{counted(len(premises), 'premise')}{weakest}", items=premises))
    else:
        items.append(Item(text=f"status: {fact.status}"))
        if fact.speakers:
            items.append(Item(text=f"according to: {fact.speakers}"))
        if fact.retracted:
            items.append(Item(text=_ALONE))
        items += [_evidence(cited, passages) for cited in fact.evidence]
        if not fact.evidence:
            items.append(Item(text="evidence: no source is cited"))
        if fact.note:
            items.append(Item(text=f"note: {fact.note}"))
        items.append(Item(text=f"written in {fact.file}, line {fact.line}"))
    for end in reason.ends:
        items.append(Item(text=f"its end: {end.text} [{citations(end.evidence)}]; id: {end.id}"))
    for rival in reason.rivals:
        told = ("" if rival.status == STATED else rival.status, RETRACTED * rival.retracted)
        said = ", ".join(filter(None, told))
        said = f"{said}: " if said else ""
        line = f"{said}{rival.text} [{citations(rival.evidence) or 'no source'}]"
        items.append(Item(text=f"against it: {line}; id: {rival.id}"))
    cells = {"statement": fact.text}
    return Item(text=fact.text, cells=cells, facts=(fact,), items=tuple(items))


def _event(event: Happening, passages: Passages) -> Item:
    date = f"date: {in_words(event.on)}" if event.on else "no date is given"
    items = [Item(text=f"id: {event.id}"), Item(text=date), Item(text=f"status: {event.status}")]
    items += [_evidence(cited, passages) for cited in event.evidence]
    items += [Item(text=f"according to: {event.speakers}")] if event.speakers else []
    items += [Item(text=f"note: {event.note}")] if event.note else []
    notes = (f"because {event.because}",) if event.because else ()
    status = "" if event.status == STATED else event.status
    return Item(
        text=event.what + attribution(event.speakers),
        cells={"what": event.what},
        status=status,
        evidence=event.evidence,
        notes=notes,
        items=tuple(items),
    )


def _evidence(cited: Cited, passages: Passages) -> Item:
    """Name a place, with what stands there beneath it: the quoted words between >> and <<."""
    passage = passages.get(cited)
    lines = (
        [marked(each.number, each.text, each.quoted) for each in passage.paragraphs]
        if passage
        else []
    )
    if passage and passage.more:
        words = f"stakegraph sources read {cited.source} {cited.at}"
        lines.append(f"and {counted(passage.more, 'more paragraph')}: {words}")
    if passage and passage.changed:
        lines.append(f"the saved text is not the one of the sha256 of {cited.source}")
    items = tuple(Item(text=line) for line in lines)
    return Item(text=f"evidence: {_quoted(cited)}", items=items, sequence=True)


def _quoted(cited: Cited) -> str:
    place = f"{cited.source} {cited.at}".rstrip()
    return f"{place}: “{cited.quote}”" if cited.quote else place


def _sources(result: Sources) -> Outline:
    items = tuple(
        Item(
            text=_weight(weight),
            cells=_cells(weight),
            status="retracted" if weight.retracted else "",
            notes=tuple(_told(weight)),
        )
        for weight in result.sources
    )
    if not items:
        return Outline(title="Sources", closing=("No source is listed.",))
    closing = f"{counted(len(items), 'source')}."
    return Outline(title="Sources", items=items, closing=(closing,))


def _weight(weight: Weight) -> str:
    alone = f"{weight.alone:,} of which rest{'s' if weight.alone == 1 else ''} on it alone"
    rests = f"cited by {counted(weight.facts, 'fact')}, {alone}"
    if not weight.facts:
        rests = "cited by no fact"
    others = f"{counted(weight.actors, 'actor')} and {counted(weight.events, 'event')} cite it"
    return f"{weight.id}: {_named(weight)}: {rests}; {others}"


def _named(source: Named) -> str:
    date = in_words(source.date) if source.date else ""
    named = (source.author, source.publisher, f"“{source.title}”", date, source.url)
    return ", ".join(filter(None, named))


def _told(source: Named) -> list[str]:
    """Say what is known of a source besides what it is; the reason of a retraction is a note."""
    note = [f"note: {source.note}"] if source.note else []
    return [*of_source(asdict(source)), *note]


def _cells(weight: Weight) -> dict[str, str]:
    return {
        "source": weight.id,
        "author": weight.author,
        "publisher": weight.publisher,
        "title": weight.title,
        "date": weight.date,
        "url": weight.url,
        "facts": str(weight.facts),
        "alone": str(weight.alone),
        "actors": str(weight.actors),
        "events": str(weight.events),
    }
