"""The difference between two sets of facts, whatever the order and layout of their files."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import NamedTuple

from stakegraph.graph.neighbourhood import Graph, actor_of, tie_of
from stakegraph.model.facts import OF_SOURCE, STATED, Actor, Citation, Event, Fact, Source
from stakegraph.model.names import in_sentence
from stakegraph.model.relations import FAMILIES
from stakegraph.model.sentences import capitalised, dates_in_words, sentence
from stakegraph.questions.comparison import Compared, Comparison, Difference, Parts
from stakegraph.questions.results import Result, statement
from stakegraph.questions.turnover import Count, Turnover, counts, holders, managers, stated
from stakegraph.store import Tie

# What is compared of each part.
_SOURCE = tuple(name for name in OF_SOURCE if name != "text")
_ACTOR: tuple[str, ...] = ("name", "kind", "classification", "aliases", "remit", "description")
_ACTOR += ("unnamed", "since", "until", "note", "evidence", "seats", "shared", "vacant")
_ACTOR += ("plural", "alias_dates", "ids")
_FACT: tuple[str, ...] = ("subject", "relation", "object", "since", "until", "status", "because")
_FACT += ("qualifiers", "attested", "according_to", "note", "evidence")
_EVENT = ("what", "on", "who", "status", "because", "according_to", "note", "evidence")


class Answers(Result, frozen=True, kw_only=True):
    """The answers of one family that came or went, those that are derived included."""

    family: str
    differences: tuple[Difference, ...]


class Diff(Result, frozen=True, kw_only=True):
    """Everything that differs; `answers` is None when it was not asked for.

    `holders` are the posts, there before and after, whose holders differ, `managers` those whose
    reporting lines lead to others. Of `moved` parts only the evidence differs, in what does not
    count as a difference unless that is asked for. `counts` are of all but the differences of
    evidence or of spelling alone.
    """

    old: str
    new: str
    counts: tuple[Count, ...]
    holders: tuple[Turnover, ...]
    managers: tuple[Turnover, ...]
    moved: int
    sources: tuple[Difference, ...]
    actors: tuple[Difference, ...]
    facts: tuple[Difference, ...]
    events: tuple[Difference, ...]
    answers: tuple[Answers, ...] | None

    @property
    def fails(self) -> bool:
        """Return whether anything differs, for the exit code."""
        parts = (self.sources, self.actors, self.facts, self.events, self.answers)
        return any(parts)


class State(NamedTuple):
    """The facts at one time: their graph, their events, their sources, and what they are called."""

    graph: Graph
    events: Iterable[Event] = ()
    sources: Iterable[Source] = ()
    name: str = ""


def diff(before: State, after: State, *, answers: bool = False, evidence: bool = False) -> Diff:
    """Compare two states of the facts; with `answers`, what is derived as well.

    That the same is cited from another place counts with `evidence` alone.
    """
    old, new = before.graph, after.graph
    sources = [{source.id: source for source in state.sources} for state in (before, after)]
    compare = Comparison(*sources, evidence=evidence)
    parts = {
        "sources": compare.differences(*map(_sources, sources)),
        "actors": compare.differences(_actors(old), _actors(new)),
        "facts": compare.statements(_facts(old), _facts(new)),
        "events": compare.differences(_events(before.events), _events(after.events)),
    }
    changes = [(of, one) for of, found in parts.items() for one in found]
    held, managed = holders(old, new), managers(old, new)
    return Diff(
        old=before.name,
        new=after.name,
        counts=counts(changes, old, new, (*held, *managed)),
        holders=held,
        managers=managed,
        **parts,
        answers=_answers(compare, old, new) if answers else None,
        moved=compare.moved,
    )


def _sources(sources: Mapping[str, Source]) -> Parts:
    return {
        id: Compared("", partial(str, source.title), _fields(source, _SOURCE))
        for id, source in sources.items()
    }


def _actors(graph: Graph) -> Parts:
    actors = (actor_of(graph, id) for id in graph)
    return {
        actor.id: Compared(
            actor.kind,
            partial(_named, actor),
            _fields(actor, _ACTOR),
            STATED,
            actor.evidence,
        )
        for actor in actors
    }


def _facts(graph: Graph) -> Parts:
    relations = graph.graph["relations"]
    return {
        id: Compared(
            relations[tie.fact.relation].family,
            partial(_worded, graph, tie),
            _fields(tie.fact, _FACT),
            tie.fact.status,
            tie.fact.evidence,
        )
        for id, tie in stated(graph).items()
    }


def _events(events: Iterable[Event]) -> Parts:
    return {
        event.id: Compared(
            "", partial(str, event.what), _fields(event, _EVENT), event.status, event.evidence
        )
        for event in events
    }


def _answers(compare: Comparison, old: Graph, new: Graph) -> tuple[Answers, ...]:
    """Compare what is answered: the ties of each family by what they say, whoever says it."""
    found = []
    for family in FAMILIES:
        differences = compare.statements(_facts_of(old, family), _facts_of(new, family))
        if differences:
            found.append(Answers(family=family, differences=differences))
    return tuple(found)


def _facts_of(graph: Graph, family: str) -> Parts:
    relations = graph.graph["relations"]
    ties = [tie_of(data) for _, _, data in graph.edges(data=True)]
    return {
        fact.id: Compared(
            family,
            partial(_worded, graph, tie),
            {
                "statement": _claim(graph, fact),
                "certainty": fact.certainty,
                "dates": dates_in_words(fact.since, fact.until, act=relations[fact.relation].act),
            },
            fact.status,
            fact.evidence,
        )
        for tie, fact in ((tie, tie.fact) for tie in ties)
        if relations[fact.relation].family == family
    }


def _named(actor: Actor) -> str:
    return capitalised(in_sentence(actor))


def _worded(graph: Graph, tie: Tie) -> str:
    return statement(graph, tie).text


def _claim(graph: Graph, fact: Fact) -> str:
    actors = {id: actor_of(graph, id) for id in (fact.subject, fact.object)}
    return sentence(fact, actors, graph.graph["relations"][fact.relation])


def _fields(part: Source | Actor | Fact | Event, names: Iterable[str]) -> dict[str, str]:
    return {name: _text(getattr(part, name)) for name in names}


def _text(value: object) -> str:
    """Show a field's value as one text, lists in an order of their own."""
    if isinstance(value, dict):
        return "; ".join(f"{name}: {text}" for name, text in sorted(value.items()))
    if isinstance(value, tuple):
        return "; ".join(sorted(_cited(item) for item in value))
    return str(value)


def _cited(item: object) -> str:
    quote = f" “{item.quote}”" if isinstance(item, Citation) and item.quote else ""
    return f"{item}{quote}"
