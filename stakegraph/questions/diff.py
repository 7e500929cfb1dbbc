"""The difference between two sets of facts, whatever the order and layout of their files."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from stakegraph.edtf.words import span_in_words
from stakegraph.graph.neighbourhood import Graph, actor_of, tie_of
from stakegraph.model.facts import STATED, Actor, Citation, Event, Fact, Source
from stakegraph.model.names import in_sentence
from stakegraph.model.relations import FAMILIES
from stakegraph.model.sentences import capitalised, sentence, when
from stakegraph.questions.results import Cited, Result, cited

Change = Literal["added", "removed", "changed"]

# What is compared of each part.
_SOURCE = ("title", "publisher", "date", "url", "note")
_ACTOR: tuple[str, ...] = ("name", "kind", "classification", "aliases", "remit", "description")
_ACTOR += ("unnamed", "since", "until", "note", "evidence")
_FACT: tuple[str, ...] = ("subject", "relation", "object", "since", "until", "status", "because")
_FACT += ("qualifiers", "note", "evidence")
_EVENT = ("what", "on", "who", "status", "because", "note", "evidence")


class Edit(Result, frozen=True, kw_only=True):
    """One field that changed; "" is one that was not given."""

    field: str
    before: str
    after: str


class Difference(Result, frozen=True, kw_only=True):
    """Something that was added, removed or changed; `text` names it in words.

    `status` and `evidence` are those of what was removed, else of what is there now.
    """

    change: Change
    id: str
    text: str
    status: str
    evidence: tuple[Cited, ...]
    edits: tuple[Edit, ...]


class Answers(Result, frozen=True, kw_only=True):
    """The answers of one family that came or went, those that are derived included."""

    family: str
    differences: tuple[Difference, ...]


class Diff(Result, frozen=True, kw_only=True):
    """Everything that differs; `answers` is None when it was not asked for."""

    old: str
    new: str
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


def diff(before: State, after: State, *, answers: bool = False) -> Diff:
    """Compare two states of the facts; with `answers`, what is derived as well."""
    old, new = before.graph, after.graph
    return Diff(
        old=before.name,
        new=after.name,
        sources=_compared(_sources(before.sources), _sources(after.sources)),
        actors=_compared(_actors(old), _actors(new)),
        facts=_compared(_facts(old), _facts(new)),
        events=_compared(_events(before.events), _events(after.events)),
        answers=_answers(old, new) if answers else None,
    )


class Compared(NamedTuple):
    """What is compared of one part: its fields; what is shown of it: the rest."""

    text: str
    fields: Mapping[str, str]
    status: str = STATED
    evidence: tuple[Citation, ...] = ()


Parts = Mapping[str, Compared]


def _compared(old: Parts, new: Parts) -> tuple[Difference, ...]:
    """Compare parts given by id."""
    found = []
    for id in sorted(old.keys() | new.keys()):
        change: Change = "removed" if id not in new else "added" if id not in old else "changed"
        shown = new.get(id) or old[id]
        edits: tuple[Edit, ...] = ()
        if change == "changed":
            before, after = old[id].fields, new[id].fields
            edits = tuple(
                Edit(field=name, before=before[name], after=after[name])
                for name in before
                if before[name] != after[name]
            )
        if edits or change != "changed":
            difference = Difference(
                change=change,
                id=id,
                text=shown.text,
                status=shown.status,
                evidence=cited(shown.evidence),
                edits=edits,
            )
            found.append(difference)
    return tuple(found)


def _sources(sources: Iterable[Source]) -> Parts:
    return {source.id: Compared(source.title, _fields(source, _SOURCE)) for source in sources}


def _actors(graph: Graph) -> Parts:
    actors = (actor_of(graph, id) for id in graph)
    return {
        actor.id: Compared(
            capitalised(in_sentence(actor)), _fields(actor, _ACTOR), STATED, actor.evidence
        )
        for actor in actors
    }


def _facts(graph: Graph) -> Parts:
    facts = (tie_of(data).fact for _, _, data in graph.edges(data=True))
    return {
        fact.id: Compared(
            _claim(graph, fact) + when(fact), _fields(fact, _FACT), fact.status, fact.evidence
        )
        for fact in facts
        if not fact.rule
    }


def _events(events: Iterable[Event]) -> Parts:
    return {
        event.id: Compared(event.what, _fields(event, _EVENT), event.status, event.evidence)
        for event in events
    }


def _answers(old: Graph, new: Graph) -> tuple[Answers, ...]:
    """Compare what is answered: the ties of each family by what they say, whoever says it."""
    found = []
    for family in FAMILIES:
        differences = _compared(_facts_of(old, family), _facts_of(new, family))
        if differences:
            found.append(Answers(family=family, differences=differences))
    return tuple(found)


def _facts_of(graph: Graph, family: str) -> Parts:
    relations = graph.graph["relations"]
    facts = (tie_of(data).fact for _, _, data in graph.edges(data=True))
    return {
        fact.id: Compared(
            _claim(graph, fact) + when(fact),
            {
                "statement": _claim(graph, fact),
                "certainty": fact.certainty,
                "dates": span_in_words(fact.since, fact.until),
            },
            fact.status,
            fact.evidence,
        )
        for fact in facts
        if relations[fact.relation].family == family
    }


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
