"""Evidence: why something is said, and how much rests on each source."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from stakegraph.graph.neighbourhood import Graph, actor_of, firmness, tie_of
from stakegraph.model.facts import Event, Source, citations
from stakegraph.questions.actors import Happening, happened
from stakegraph.questions.results import Cited, Ref, Result, Statement, ref, statement
from stakegraph.rules.cited_words import words_at
from stakegraph.rules.passages import Text
from stakegraph.store import Tie


class Reason(Result, frozen=True, kw_only=True):
    """A fact with what it follows from, and the facts that dispute it (`rivals`).

    `premises` are the facts that a derived one was joined from, by the rule that it names;
    `weakest` is the number of the least firm of them, from 1, or 0 when all are stated.
    """

    fact: Statement
    premises: tuple["Reason", ...]
    weakest: int
    rivals: tuple[Statement, ...]


class Named(Result, frozen=True, kw_only=True):
    """A source, named in full; see `Source` for what its fields mean."""

    id: str
    title: str
    author: str
    publisher: str
    date: str
    language: str
    url: str
    archived: str
    accessed: str
    sha256: str
    retracted: str
    corrected: str
    reliability: str
    note: str


class Paragraph(Result, frozen=True, kw_only=True):
    """A paragraph of a saved text; `quoted` is where quoted words begin and end in its `text`."""

    number: int
    text: str
    quoted: tuple[tuple[int, int], ...]


class Passage(Result, frozen=True, kw_only=True):
    """What stands in a cited place of a saved text: `more` paragraphs are there besides.

    `missing` is the reason why it is not shown, where the source has a saved text.
    """

    source: str
    at: str
    quote: str
    paragraphs: tuple[Paragraph, ...]
    more: int
    missing: str


class Why(Result, frozen=True, kw_only=True):
    """What was asked about: a fact or an event by its id, or all facts that join two actors.

    `sources` are those that are cited, `passages` what stands in the cited places of saved texts.
    """

    start: Ref | None
    end: Ref | None
    reasons: tuple[Reason, ...]
    event: Happening | None
    sources: tuple[Named, ...]
    passages: tuple[Passage, ...]


class Weight(Named, frozen=True, kw_only=True):
    """A source with how many facts, actors and events cite it; `alone` facts cite no other."""

    facts: int
    alone: int
    actors: int
    events: int


class Sources(Result, frozen=True, kw_only=True):
    """Every source, the one that most rests on first."""

    sources: tuple[Weight, ...]


def why(
    graph: Graph,
    facts: Iterable[str],
    known: Mapping[str, Source],
    text_of: Callable[[Source], Text | str | None] = lambda _: None,
    *,
    ends: tuple[str, str] | None = None,
    event: Event | None = None,
) -> Why:
    """Explain some facts, each down to what was stated: those that join two `ends`, if given.

    Or explain an event: where it was read. `text_of` returns the saved text of a source, or why it
    cannot be shown, None where it has none.
    """
    reasons = _reasons(graph, facts)
    happening = happened(event) if event else None
    evidence = [*_evidence(reasons), happening.evidence if happening else ()]
    start, end = (ref(actor_of(graph, id)) for id in ends) if ends else (None, None)
    return Why(
        start=start,
        end=end,
        reasons=reasons,
        event=happening,
        sources=_cited(evidence, known),
        passages=tuple(_passages(evidence, known, text_of)),
    )


def sources(graph: Graph, known: Mapping[str, Source], events: Iterable[Iterable[str]]) -> Sources:
    """Count what rests on each source; `events` are the sources that each event cites.

    Derived facts do not count: they rest on what their premises rest on.
    """
    facts = [
        {cited.source for cited in data["fact"].evidence}
        for _, _, data in graph.edges(data=True)
        if not data["fact"].premises
    ]
    actors = [{cited.source for _, cited in citations(actor_of(graph, id))} for id in graph]
    happened = [set(cited) for cited in events]
    weights = [
        Weight(
            **_names(source),
            facts=sum(source.id in cited for cited in facts),
            alone=sum(cited == {source.id} for cited in facts),
            actors=sum(source.id in cited for cited in actors),
            events=sum(source.id in cited for cited in happened),
        )
        for source in known.values()
    ]
    weights.sort(key=lambda weight: (-weight.alone, -weight.facts, weight.id))
    return Sources(sources=tuple(weights))


def _reasons(graph: Graph, facts: Iterable[str]) -> tuple[Reason, ...]:
    ties = {key: tie_of(data) for _, _, key, data in graph.edges(keys=True, data=True)}
    wanted = sorted((ties[id] for id in facts), key=firmness)
    return tuple(_reason(graph, tie, ties) for tie in wanted)


def _reason(graph: Graph, tie: Tie, ties: Mapping[str, Tie]) -> Reason:
    premises = [ties[id] for id in tie.fact.premises]
    ranks = [firmness(premise)[1] for premise in premises]
    return Reason(
        fact=statement(graph, tie),
        premises=tuple(_reason(graph, premise, ties) for premise in premises),
        weakest=ranks.index(max(ranks)) + 1 if any(ranks) else 0,
        rivals=tuple(statement(graph, ties[id]) for id in tie.against if id in ties),
    )


def _evidence(reasons: Iterable[Reason]) -> Iterator[tuple[Cited, ...]]:
    """Yield the evidence of some facts and of those that dispute them."""
    for reason in reasons:
        yield reason.fact.evidence
        yield from (rival.evidence for rival in reason.rivals)
        yield from _evidence(reason.premises)


def _passages(
    evidence: Iterable[Iterable[Cited]],
    known: Mapping[str, Source],
    text_of: Callable[[Source], Text | str | None],
) -> Iterator[Passage]:
    """Yield what stands in the cited places, each once, as far as there are texts of them."""
    for cited in dict.fromkeys(one for each in evidence for one in each if one.source in known):
        place = {"source": cited.source, "at": cited.at, "quote": cited.quote}
        text = text_of(known[cited.source])
        if isinstance(text, str):
            yield Passage(**place, paragraphs=(), more=0, missing=text)
        elif text:
            found, more = words_at(text, cited.at, cited.quote)
            paragraphs = tuple(Paragraph(**each._asdict()) for each in found)
            if paragraphs:
                yield Passage(**place, paragraphs=paragraphs, more=more, missing="")


def _cited(evidence: Iterable[Iterable[Cited]], known: Mapping[str, Source]) -> tuple[Named, ...]:
    """Name the sources that are cited, in the order of their ids."""
    used = {cited.source for each in evidence for cited in each}
    return tuple(Named(**_names(known[id])) for id in sorted(used & known.keys()))


def _names(source: Source) -> dict[str, str]:
    return {name: getattr(source, name) for name in Named.__struct_fields__}
