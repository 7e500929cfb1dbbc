"""The parts that the results of questions share; they are what `--format json` shows."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from stakegraph.edtf.dates import earlier
from stakegraph.edtf.words import in_words
from stakegraph.graph.neighbourhood import Graph, actor_of
from stakegraph.graph.seats import seats_of
from stakegraph.graph.tenses import Tense, attested, tense, wording
from stakegraph.graph.vacancies import Empty
from stakegraph.model.facts import Actor, Citation, Status
from stakegraph.model.names import in_sentence
from stakegraph.model.qualifiers import numbers
from stakegraph.model.relations import POST
from stakegraph.model.sentences import (
    attribution,
    depends_on_others,
    is_worded_as_to_come,
    sentence,
    when,
)
from stakegraph.store import Tie
from stakegraph.text.folding import fold

_KEPT = "titles"  # the graph attribute that keeps how many posts of the graph are called so


class Result(Struct, frozen=True, kw_only=True):
    """What every answer, and every part of one, is."""

    @property
    def fails(self) -> bool:
        """Return whether the command is to leave with exit code 1."""
        return False


class Ref(Result, frozen=True, kw_only=True):
    """An actor, named; `unnamed` is the reason why it bears no real name.

    `later` is the name that one named as on a day bore since.
    """

    id: str
    kind: str
    name: str
    classification: str = ""
    unnamed: str = ""
    later: str = ""


class Cited(Result, frozen=True, kw_only=True):
    """A place in a source, which may be retracted."""

    source: str
    at: str = ""
    quote: str = ""
    retracted: bool = False


class Vacant(Result, frozen=True, kw_only=True):
    """That a post stood empty; `missing` says why it cannot be said of the day asked for."""

    since: str
    until: str
    tense: Tense
    missing: tuple[str, ...]
    evidence: tuple[Cited, ...]


class Statement(Result, frozen=True, kw_only=True):
    """A fact as an answer shows it.

    `text` is the fact as a sentence, `claim` the same without its dates and whose word it is; an
    `act` was done on its day, and does not last;
    `certainty` is its status or that of its weakest premise; `missing` says why it cannot be said
    to hold on the day asked for, `is_part` that it held for a part of that time; `against` are the
    ids of the facts that dispute it; `file` and `line` are where it stands. `attested` is when it
    was so, of a fact of a time gone by; `tense` tells what is former or to come from what is now.
    What is `retracted` rests on sources alone that are, or a premise of it does. `according_to` are
    the ids or words that say whose word it is, or that of a premise, and `speakers` names them.
    `numbers` are those of a share, in percent, and of an amount, with its currency.
    """

    id: str
    text: str
    claim: str
    subject: str
    relation: str
    act: bool
    object: str
    qualifiers: dict[str, str]
    numbers: dict[str, int | float | str]
    since: str
    until: str
    status: Status
    certainty: Status
    because: str
    note: str
    evidence: tuple[Cited, ...]
    rule: str
    premises: tuple[str, ...]
    attested: str
    tense: Tense
    missing: tuple[str, ...]
    is_part: bool
    against: tuple[str, ...]
    retracted: bool
    according_to: tuple[str, ...]
    speakers: str
    file: str
    line: int

    @property
    def when(self) -> str:
        """Return when it was so, as its text says in brackets; "" where it says nothing."""
        told = self.text.removeprefix(self.claim).removesuffix(attribution(self.speakers))
        return told[2:-1]


Shown = TypeVar("Shown", bound=Result)


def shown(kind: type[Shown], part: Any, **others: Any) -> Shown:
    """Return what shows a part of the facts: its fields of the same names, and others."""
    same = {name: getattr(part, name) for name in kind.__struct_fields__ if name not in others}
    return kind(**same, **others)


def ref(actor: Actor) -> Ref:
    """Name an actor in a result."""
    return shown(Ref, actor)


def cited(evidence: Iterable[Citation]) -> tuple[Cited, ...]:
    """Show citations in a result."""
    return tuple(shown(Cited, one) for one in evidence)


def vacant(empty: Empty) -> Vacant:
    """Show a vacancy in a result."""
    evidence = cited(empty.vacancy.evidence)
    return shown(Vacant, empty.vacancy, tense=empty.tense, missing=empty.missing, evidence=evidence)


def statement(graph: Graph, tie: Tie, *, backward: bool = False) -> Statement:
    """Show a tie of the graph in a result; its sentence begins with the object if `backward`."""
    fact = tie.fact
    relation = graph.graph["relations"][fact.relation]
    named = actor_of if relation.of_post else told_apart
    actors = {id: named(graph, id) for id in (fact.subject, fact.object)}
    now = tense(graph, tie)
    speakers = graph.graph["speakers"](fact.according_to)
    claim = sentence(
        fact,
        actors,
        relation,
        backward=backward,
        tense=wording(now),
        several=depends_on_others(relation, backward=backward)
        and bool(fact.qualifiers)
        and graph.graph["several"](fact),
    )
    return shown(
        Statement,
        fact,
        text=claim + _when(graph, tie, now, backward=backward) + attribution(speakers),
        claim=claim,
        act=relation.act,
        numbers=numbers(fact.qualifiers),
        evidence=cited(fact.evidence),
        tense=now,
        missing=tie.missing,
        is_part=tie.is_part,
        against=tie.against,
        speakers=speakers,
        file=fact.origin.path,
        line=fact.origin.line,
    )


def told_apart(graph: Graph, id: str) -> Actor:
    """Return an actor as a sentence names it: a post with its body, where others are called so.

    Others are those that the graph has. Of a post that moved, the body is not told.
    """
    actor = actor_of(graph, id)
    if actor.kind != POST:
        return actor
    if _KEPT not in graph.graph:
        posts = (data["actor"] for _, data in graph.nodes(data=True) if data["actor"].kind == POST)
        graph.graph[_KEPT] = Counter(fold(post.name) for post in posts)
    places = seats_of(graph).of_post(id).places if graph.graph[_KEPT][fold(actor.name)] > 1 else ()
    if len(places) != 1:
        return actor
    house = in_sentence(actor_of(graph, places[0].fact.object))
    return replace(actor, name=f"{actor.name} at {house}")


def _when(graph: Graph, tie: Tie, now: Tense, *, backward: bool) -> str:
    """Return when something was so, in brackets; what was done once was done on its day."""
    fact = tie.fact
    is_told = now == "last attested" and not fact.premises and not fact.attested
    day = attested(graph, tie) if is_told else ""
    row = graph.graph["relations"][fact.relation]
    dated = replace(fact, until=until_of(graph, tie))
    told = when(dated, act=row.act, to_come=now == "to come")
    if is_worded_as_to_come(row, fact.qualifiers, now, backward=backward):
        return told
    remark = f"last attested {in_words(day)}" if day else ""
    # What is to come, or follows from what is no more than attested, says that it is not of now.
    if now == "to come" or (now == "last attested" and not (day or fact.attested)):
        remark = now
    if not remark:
        return told
    return f"{told[:-1]}; {remark})" if told else f" ({remark})"


def until_of(graph: Graph, tie: Tie) -> str:
    """Return until when a tie held: its own end, or that of what bounds it, or a premise of it.

    A part of which a start is given ended with its partnership.
    """
    fact, limits = tie.fact, list[str]()
    is_over = tense(graph, tie) == "former"
    for each in [graph.graph["stated"](id) for id in fact.premises] or [fact]:
        dating = graph.graph["dating"](each)
        if dating:
            own_end = dating.until if is_over and each.since and not each.until else ""
            limits += filter(None, (dating.within[1], own_end))
    return earlier((fact.until, *limits)) if limits else fact.until
