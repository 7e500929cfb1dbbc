"""The timeline: events, starts and ends in the order of their dates."""

import re
from collections.abc import Iterable
from typing import Literal

from msgspec.structs import replace

from stakegraph.edtf import dates
from stakegraph.edtf.words import in_words
from stakegraph.graph.neighbourhood import Graph, actor_of, tie_of
from stakegraph.graph.seats import seats_of
from stakegraph.graph.vacancies import Empty, vacancies
from stakegraph.model.attribution import evidence_of
from stakegraph.model.facts import Actor, Citation, Event, Fact, apart
from stakegraph.model.lifetimes import span
from stakegraph.model.names import in_sentence
from stakegraph.model.relations import Relation
from stakegraph.model.sentences import attribution, is_worded_as_to_come
from stakegraph.questions.results import Cited, Ref, Result, Statement, cited, ref, statement
from stakegraph.questions.seats import organisation_of

Mark = Literal["event", "starts", "ends"]


class Entry(Result, frozen=True, kw_only=True):
    """Something that happened, began or ended; `on` is "" where no date is given.

    It is an event (`id`, `who`), a fact that starts, ends or was so then (`fact`), or an actor, or
    the vacancy of a post, that starts or ends (`actor`). `text` says what, without the date;
    `missing` why it cannot be said whether that was by the day asked for.
    """

    on: str
    mark: Mark
    text: str
    id: str
    who: tuple[Ref, ...]
    fact: Statement | None
    actor: Ref | None
    status: str
    because: str
    note: str
    evidence: tuple[Cited, ...]
    missing: tuple[str, ...] = ()


class Timeline(Result, frozen=True, kw_only=True):
    """What is dated, in order, and the events that are not.

    As of a day (`as_of`, else "") it is what had come to pass by then; `undetermined` is what may
    have, or may not.
    """

    of: Ref | None
    as_of: str
    dated: tuple[Entry, ...]
    undetermined: tuple[Entry, ...]
    undated: tuple[Entry, ...]


def timeline(
    graph: Graph,
    events: Iterable[Event],
    id: str | None = None,
    *,
    as_of: dates.Period | None = None,
) -> Timeline:
    """Return the events, starts and ends of a graph, or those that concern one actor.

    The posts at an organisation, and who holds them, concern it as well.
    With `as_of`, those that had come to pass by the end of that time; the graph is one of all
    times.
    """
    entries = [_event(graph, event) for event in events]
    for subject, object, data in graph.edges(data=True):
        tie = tie_of(data)
        # A derived fact begins and ends with its premises, which are here already.
        # Where a post is that never moved, it is while there is the post, which has its own dates.
        places = seats_of(graph).of_post(subject).places
        stays = graph.graph["relations"][tie.fact.relation].of_post and len(places) < 2
        implied = tie.fact.premises or stays
        if not implied and id in (None, subject, object, *_houses(graph, object, tie.fact)):
            fact = statement(graph, tie)
            seat = seats_of(graph).of_post(tie.fact.object)
            house = seat.organisation if len(seat.places) < 2 else ""
            if graph.graph["relations"][tie.fact.relation].fills and house:
                where = in_sentence(actor_of(graph, house))
                # Where it is told anyhow, it may stand before how the post is held.
                told = re.sub(rf" at {re.escape(where)}( \([^()]*\))?$", r"\1", fact.claim)
                fact = replace(fact, claim=f"{told} at {where}")
            row: Relation = graph.graph["relations"][tie.fact.relation]
            is_told = is_worded_as_to_come(row, fact.qualifiers, fact.tense)
            if row.act and fact.tense == "to come" and not is_told:
                fact = replace(fact, claim=f"{fact.claim} ({fact.tense})")
            once = tie.fact.attested
            dated = (once, "") if once else span(fact.since, fact.until, act=row.act)
            entries += _ends(*dated, fact, once=row.act or bool(once))
    for node in graph:
        actor = actor_of(graph, node)
        if id in (None, node, *_houses(graph, node)):
            for side, own in (("since", (actor.since, "")), ("until", ("", actor.until))):
                citing = evidence_of(actor, side)
                entries += _ends(*own, actor=actor, claim=actor.name, evidence=citing)
            for empty in vacancies(graph, node):
                entries += _ends(
                    empty.vacancy.since,
                    empty.vacancy.until,
                    actor=actor,
                    claim=_emptiness(graph, empty, node),
                    evidence=empty.vacancy.evidence,
                )
    ordered = sorted(entries, key=_key)
    last = as_of[1] if as_of else None
    by_then = [(_missing(entry, last), entry) for entry in ordered]
    return Timeline(
        of=ref(actor_of(graph, id)) if id else None,
        as_of=dates.iso(last) if last else "",
        dated=tuple(entry for missing, entry in by_then if missing == () and entry.on),
        undetermined=tuple(
            replace(entry, missing=missing) for missing, entry in by_then if missing
        ),
        undated=tuple(entry for missing, entry in by_then if missing == () and not entry.on),
    )


def _houses(graph: Graph, post: str, held: Fact | None = None) -> list[str]:
    """Return the organisations that a post is at, or may have been at while it was held."""
    places = (tie.fact for tie in seats_of(graph).of_post(post).places)
    return [fact.object for fact in places if held is None or not apart(held, fact)]


def _missing(entry: Entry, day: dates.Day | None) -> tuple[str, ...] | None:
    """Say why it cannot be said that something was by a day: () if it was, None if it was not."""
    if day is None:
        return ()
    if not entry.on:
        return ("no date is given",)
    date = dates.parse(entry.on)
    if dates.is_before(day, date.surely_from):
        return None
    if dates.is_by(date.surely_to, day):
        return ()
    fault = "in doubt" if date.uncertain else "not exact enough"
    return (f"its date, {in_words(entry.on)}, is {fault}",)


def _event(graph: Graph, event: Event) -> Entry:
    return Entry(
        on=event.on,
        mark="event",
        text=event.what + attribution(graph.graph["speakers"](event.according_to)),
        id=event.id,
        who=tuple(ref(actor_of(graph, id)) for id in event.who if id in graph),
        fact=None,
        actor=None,
        status=event.status,
        because=event.because,
        note=event.note,
        evidence=cited(event.evidence),
    )


def _emptiness(graph: Graph, empty: Empty, post: str) -> str:
    """Say that a post stands empty, as what it was, is or is to be."""
    be = {"current": "is", "to come": "is to be"}.get(empty.tense, "was")
    house = organisation_of(graph, post)
    at = f" at {in_sentence(actor_of(graph, house.id))}" if house else ""
    return f"The post of {actor_of(graph, post).name}{at} {be} vacant"


def _ends(
    since: str,
    until: str,
    fact: Statement | None = None,
    *,
    actor: Actor | None = None,
    claim: str = "",
    evidence: Iterable[Citation] | None = None,
    once: bool = False,
) -> list[Entry]:
    """Return the start and the end of a fact, of an actor, or of what is claimed of one."""
    # What is done or told of `once`, such as a promise, neither starts nor ends; nor what is seen
    # on one day.
    first: Mark = "event" if (once and not until) or (claim and since == until) else "starts"
    marks: tuple[tuple[str, Mark], ...] = ((since, first), (until, "ends"))
    if first == "event":
        marks = marks[:1]
    return [
        Entry(
            on=on,
            mark=mark,
            text=fact.claim + attribution(fact.speakers) if fact else claim,
            id=fact.id if fact else actor.id if actor else "",
            who=(),
            fact=fact,
            actor=ref(actor) if actor else None,
            status=fact.status if fact else "stated",
            because=fact.because if fact else "",
            note=fact.note if fact else "",
            evidence=fact.evidence if fact else cited(evidence or ()),
        )
        for on, mark in marks
        if on
    ]


def _key(entry: Entry) -> tuple[object, ...]:
    """Sort by the first day that a date may be, else by the last; what is undated comes last."""
    date = dates.parse(entry.on or "..")
    first = date.earliest or date.latest or (0, 0, 0)
    last = date.latest or (9999, 99, 99)
    return (not entry.on, first, last, entry.on, entry.mark != "event", entry.text, entry.id)
