"""Evidence: why something is said, and how much rests on each source."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

from stakegraph.evidence.checksums import is_changed
from stakegraph.evidence.excerpts import excerpts
from stakegraph.evidence.passages import Text
from stakegraph.evidence.texts import read_text, text_path
from stakegraph.graph.neighbourhood import Graph, actor_of, firmness, tie_of
from stakegraph.graph.tenses import dating_of
from stakegraph.model.facts import Event, Source, citations
from stakegraph.model.lifetimes import end_told
from stakegraph.questions.actors import Happening, happened
from stakegraph.questions.results import Cited, Ref, Result, Statement, ref, shown, statement
from stakegraph.store import Tie

_MOST = 3  # paragraphs of a place that are shown


class Reason(Result, frozen=True, kw_only=True):
    """A fact with what it follows from, and the facts that dispute it (`rivals`).

    Where it gives no end, `ends` are the facts of the same that do. `premises` are the facts that a
    derived one was joined from, by the rule that it names; `weakest` is the number of the least
    firm of them, from 1, or 0 when all are stated.
    """

    fact: Statement
    premises: tuple["Reason", ...]
    weakest: int
    rivals: tuple[Statement, ...]
    ends: tuple[Statement, ...] = ()


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
    """A paragraph of a text under its number; `quoted` are the ends of each run of quoted words."""

    number: int
    text: str
    quoted: tuple[tuple[int, int], ...]


class Passage(Result, frozen=True, kw_only=True):
    """What stands in a place that is cited, as far as the saved text is at hand.

    Of many paragraphs only the first are given, and how many `more` there are. A text that is
    `changed` is not the one of its source's checksum.
    """

    cited: Cited
    paragraphs: tuple[Paragraph, ...]
    more: int
    changed: bool


class Why(Result, frozen=True, kw_only=True):
    """What was asked about: a fact or an event by its id, or all facts that join two actors.

    `sources` are those that are cited, `passages` what stands there in their texts.
    """

    start: Ref | None
    end: Ref | None
    reasons: tuple[Reason, ...]
    event: Happening | None
    sources: tuple[Named, ...]
    passages: tuple[Passage, ...] = ()


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
    *,
    ends: tuple[str, str] | None = None,
    event: Event | None = None,
) -> Why:
    """Explain some facts, each down to what was stated: those that join two `ends`, if given.

    Or explain an event: where it was read.
    """
    reasons = _reasons(graph, facts)
    happening = happened(graph, event) if event else None
    evidence = [*_evidence(reasons), happening.evidence if happening else ()]
    start, end = (ref(actor_of(graph, id)) for id in ends) if ends else (None, None)
    return Why(
        start=start,
        end=end,
        reasons=reasons,
        event=happening,
        sources=_cited(evidence, known),
        passages=passages(chain.from_iterable(evidence), known),
    )


def passages(evidence: Iterable[Cited], known: Mapping[str, Source]) -> tuple[Passage, ...]:
    """Return what stands in some places, each once, where a text is at hand and numbers them."""
    text_of = cache(lambda source: _text(known[source]) if source in known else None)
    found = []
    for cited in dict.fromkeys(evidence):
        text = text_of(cited.source) if cited.at or cited.quote else None
        there = excerpts(text[0], cited.at, cited.quote) if text else None
        if text and there:
            some = [each for each in there if each.quoted] or there[:_MOST]
            paragraphs = tuple(shown(Paragraph, each) for each in some)
            more = len(there) - len(some)
            found.append(Passage(cited=cited, paragraphs=paragraphs, more=more, changed=text[1]))
    return tuple(found)


def _text(source: Source) -> tuple[Text, bool] | None:
    """Return the saved text of a source and whether it is another than its checksum's."""
    if not source.text:
        return None
    try:
        return Text(read_text(text_path(source))), is_changed(source)
    except (OSError, ValueError):  # of which `verify` tells
        return None


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
        shown(
            Weight,
            source,
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
        ends=tuple(statement(graph, each) for each in _ending(graph, tie, ties.values())),
    )


def _ending(graph: Graph, tie: Tie, ties: Iterable[Tie]) -> Iterator[Tie]:
    """Yield the ties that give a fact the end that bounds it, which it does not give itself."""
    if tie.fact.premises or not tie.fact.ended_elsewhere:
        return
    dating, sources = dating_of(graph, tie), graph.graph["store"].sources
    row = graph.graph["relations"][tie.fact.relation]
    for each in ties:
        if each.fact.ties == tie.fact.ties and dating:
            issued = {one.source: sources[one.source].date for one in each.fact.evidence}
            if end_told(tie.fact, each.fact, row, issued) == dating.within[1] != "":
                yield each


def _evidence(reasons: Iterable[Reason]) -> Iterator[tuple[Cited, ...]]:
    """Yield the evidence of some facts and of those that dispute them."""
    for reason in reasons:
        yield reason.fact.evidence
        yield from (other.evidence for other in (*reason.rivals, *reason.ends))
        yield from _evidence(reason.premises)


def _cited(evidence: Iterable[Iterable[Cited]], known: Mapping[str, Source]) -> tuple[Named, ...]:
    """Name the sources that are cited, in the order of their ids."""
    used = {cited.source for each in evidence for cited in each}
    return tuple(shown(Named, known[id]) for id in sorted(used & known.keys()))
