"""With what a question is asked that wants more than one graph, or another than of its row.

Each function takes an `Ask` and what was given, under the names of its row, and returns what the
function that answers is called with. Wrong values are told of before anything is drawn.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from stakegraph.edtf.dates import DateError, parse
from stakegraph.errors import Candidate, UnknownName, UsageError, shortened
from stakegraph.graph.neighbourhood import (
    Graph,
    add_neighbourhood,
    around_facts,
    empty_graph,
    ids_between,
    neighbourhood,
)
from stakegraph.graph.tenses import is_present
from stakegraph.model.facts import Actor, Source
from stakegraph.model.lifetimes import tells_end
from stakegraph.model.relations import ACTOR_KINDS, REPORTING, ROLE, STRUCTURE, SUCCESSION
from stakegraph.questions.asking import Ask, no_such
from stakegraph.questions.selection import kinds, selection
from stakegraph.questions.session import store_of
from stakegraph.store import EVERYTHING, Scope, Store, Tie
from stakegraph.store.admission import any_counts, event_counts
from stakegraph.store.presence import present
from stakegraph.text.folding import fold
from stakegraph.text.suggestions import did_you_mean, nearest

Material = dict[str, Any]

# How many ids before and behind a mistyped one are looked at: an id begins with its subject's.
_BESIDE = 100


def paths(
    ask: Ask, start: str, end: str, *, avoid: Sequence[str], only: Sequence[str], **limits: int
) -> Material:
    """Give the store itself: what to draw is what a path looks for."""
    along = selection(ask.store, only, avoid)
    for actor in ask.store.actors([start, end], ask.scope):
        if f"actor:{actor.id}" in along.avoid:
            raise UsageError(f"--avoid: {shortened(actor.name)} is an end of the path itself")
    return {
        "store": ask.store,
        "start": start,
        "end": end,
        "along": along,
        "scope": ask.scope,
        **limits,
    }


def page(ask: Ask, name: str) -> Material:
    """Draw an actor's ties, and take the events that it took part in."""
    return {
        "graph": ask.graph(name, depth=1),
        "id": name,
        "events": ask.store.events(name, ask.scope),
    }


def org_chart(ask: Ask, org: str | None) -> Material:
    """Draw every reporting line, or those of an organisation.

    That is who and what is or was of it and of its parts, with all lines that these have or had,
    and below those that are of it now all lines of now, to the last.
    """
    if org is None:
        return {"graph": ask.graph(families=(REPORTING, ROLE, STRUCTURE)), "organisation": None}
    graph = empty_graph(ask.store, ask.scope)

    def is_of_now(tie: Tie) -> bool:
        """Return whether a tie may be of the chart; what follows has its premises there."""
        return not tie.fact.premises and is_present(graph, tie)

    now = _members(graph, org, along=is_of_now)
    add_neighbourhood(
        graph, now, families=[REPORTING], direction="in", derived=False, along=is_of_now
    )
    add_neighbourhood(graph, _members(graph, org), families=[REPORTING], depth=1, derived=False)
    add_neighbourhood(graph, [org], families=[SUCCESSION], depth=1)
    return {"graph": graph, "organisation": org}


def listing(ask: Ask, kind: str) -> Material:
    """Take the actors, and the kind as its row or as a classification has it."""
    known = kinds(ask.store)
    if kind and kind not in known:
        there = [*ACTOR_KINDS, *ask.store.classifications()]
        raise no_such("no actor is of kind", kind, there, f" ({', '.join(there)})")
    actors = ask.store.actors(scope=ask.scope)
    return {"actors": actors, "there": _there(ask), "kind": known[kind] if kind else ""}


def find(ask: Ask, text: str) -> Material:
    """Take the actors, and a text that has a letter."""
    if not fold(text):
        raise UsageError("type a word to look for, or 'stakegraph list' for all")
    return {"actors": ask.store.actors(scope=ask.scope), "there": _there(ask), "text": text}


def _there(ask: Ask) -> Callable[[Iterable[Actor]], Iterable[Actor]]:
    """Return what leaves of some actors those that are there at the time asked for."""
    return lambda actors: present(ask.store, actors, ask.scope)


def why(ask: Ask, fact: str, other: str | None) -> Material:
    """Draw the fact of an id, or those between two actors; or take the event of an id."""
    known = {"known": ask.store.sources}
    if other:
        one = ask.actor(fact).id
        between = ids_between(ask.graph(one, depth=1), one, other)
        graph = _around(ask, between, one, other)
        return {"graph": graph, "facts": between, "ends": (one, other), **known}
    event = ask.store.event(fact)
    if event and event_counts(event, ask.scope):
        return {"graph": _around(ask, []), "facts": (), "event": event, **known}
    graph = _around(ask, [fact])
    beside = ask.store.ids_beside(fact, _BESIDE)
    if not graph and not event and fact not in beside:
        near = did_you_mean(fact, beside)
        told = near or "; --cite shows the ids, and two names ask why those are tied"
        ids = map(Candidate, nearest(fact, beside))
        raise UnknownName(f"no fact has the id {fact!r}{told}", ids)
    return {"graph": graph, "facts": [fact] if graph else [], **known}


def sources(ask: Ask) -> Material:
    """Draw everything, with the sources that count and those that each event cites."""
    return {"graph": ask.graph(), "known": _sources(ask), "events": _cited_by_events(ask)}


def conflicts(ask: Ask, possible: bool) -> Material:
    """Draw the facts that clash, or those that may, with where the posts are that they are of."""
    pairs, crowded = ask.store.conflicts(ask.scope, possible=possible)
    facts = {fact.id: fact for _, one, other in pairs for fact in (one, other)}
    rows = ask.store.relations
    posts = sorted({fact.object for fact in facts.values() if rows[fact.relation].fills})
    of_post = frozenset(row.key for row in rows.values() if row.of_post)
    places = (tie.fact.id for tie in ask.store.hop(posts, of_post, "out", ask.scope))
    graph = around_facts(ask.store, [*facts, *places], ask.scope)
    return {"graph": graph, "pairs": pairs, "crowded": crowded, "possible": possible}


def timeline(ask: Ask, name: str | None) -> Material:
    """Draw the ties of all times: what has ended by the day had come to pass as well."""
    scope = ask.scope._replace(as_of=None)
    return {
        "graph": neighbourhood(ask.store, [name] if name else None, depth=1, scope=scope),
        "events": ask.store.events(name, scope),
        "id": name,
        "as_of": ask.scope.as_of,
    }


def gaps(ask: Ask, older_than: str, ignore: Sequence[str]) -> Material:
    """Draw everything, with the sources that count and those that each event cites."""
    from stakegraph.questions.gaps import names

    for rule in ignore:
        if rule not in names():
            raise no_such("no rule is called", rule, names())
    try:
        older = parse(older_than).text if older_than else ""
    except DateError as error:
        raise UsageError(f"--older-than: {error}") from error
    return {
        "graph": ask.graph(),
        "sources": _sources(ask),
        "events": _cited_by_events(ask),
        "older_than": older,
        "ignore": ignore,
    }


def what_if(ask: Ask) -> Material:
    """Draw everything, and everything within the limits.

    Both as of the same day: what falls, falls for want of evidence and not of time.
    """
    if ask.scope._replace(as_of=None) == EVERYTHING:
        raise UsageError("what if what? Give --without-source ID, --source ID or --firm")
    whole = neighbourhood(ask.store, scope=Scope(as_of=ask.scope.as_of))
    return {"whole": whole, "less": ask.graph()}


def diff(ask: Ask, old: str, new: str, **asked: bool) -> Material:
    """Draw the facts of two places, the second of which the answer is about."""
    before = _facts_of(ask, old)
    if new:
        ask.store = _facts_of(ask, new)
    now = new or ", ".join(ask.session.paths)
    return {
        "before": _state(ask, before, old),
        "after": _state(ask, ask.store, now),
        **asked,
    }


def _members(graph: Graph, org: str, along: Callable[[Tie], bool] | None = None) -> set[str]:
    """Draw the parts of an organisation, and who has a role in any; return all of them."""
    parts = add_neighbourhood(graph, [org], families=[STRUCTURE], direction="in", along=along)
    return add_neighbourhood(graph, parts, families=[ROLE], direction="in", depth=1, along=along)


def _around(ask: Ask, ids: Sequence[str], *ends: str) -> Graph:
    """Draw some facts with their premises, with what disputes them, and what tells their end."""
    graph = around_facts(ask.store, ids, ask.scope, ends=ends)
    more: list[str] = []
    for *_, data in graph.edges(data=True):
        fact = data["fact"]
        about = ask.store.about(fact) if fact.ended_elsewhere and not fact.premises else ()
        row = ask.store.relations[fact.relation]
        ending = (each.id for each in about if tells_end(fact, each, row))
        more += [*data["against"], *ending]
    return around_facts(ask.store, [*ids, *more], ask.scope, ends=ends) if more else graph


def _sources(ask: Ask) -> dict[str, Source]:
    """Return the sources that count."""
    return {id: one for id, one in ask.store.sources.items() if any_counts([id], ask.scope)}


def _cited_by_events(ask: Ask) -> Iterable[list[str]]:
    """Return for each event that counts the sources that it cites."""
    events = ask.store.events(scope=ask.scope)
    return [[cited.source for cited in event.evidence] for event in events]


def _facts_of(ask: Ask, place: str) -> Store:
    """Return the facts of a file or folder, or those that a git revision had."""
    from stakegraph.factfile.revisions import files_at

    if os.path.exists(place):
        return store_of(place)
    return store_of(place, files_at(place, ask.session.paths, ask.session.tell))


def _state(ask: Ask, store: Store, name: str) -> Any:
    from stakegraph.questions.diff import State

    events = store.events(scope=ask.scope)
    return State(neighbourhood(store, scope=ask.scope), events, store.sources.values(), name)
