"""What a builder has collected, under ids, kinds and relations of ours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from stakegraph.errors import shortened
from stakegraph.factfile.reading import Reading
from stakegraph.importers._builder import Builder, Tie
from stakegraph.importers._ids import distinct_ids, is_id
from stakegraph.importers._values import joined, readable_slug, text
from stakegraph.model.facts import Actor, Event, Fact, united
from stakegraph.model.relations import ORGANISATION, PARTNERSHIP, PERSON, POST, RELATIONS, REPORTING

# What an actor of no known kind is taken for, the likeliest first.
_LIKELY = (ORGANISATION, PERSON, POST, PARTNERSHIP)


def resolve(builder: Builder) -> Reading:
    """Return everything under ids of ours, each fact once."""
    _complete(builder)
    ids = distinct_ids(builder.actors, keep=builder.keeps_ids)
    facts = _facts(builder, ids)
    actors = [replace(builder.taken(key), id=ids[key]) for key in [*builder.actors]]
    events = _events(builder, ids)
    parts: list[Actor | Fact | Event] = [*actors, *facts, *events]
    cited = {one.source for part in parts for one in part.evidence}
    files = {file.id for file in builder.files.values()} - cited
    sources = [source for source in builder.sources.values() if source.id not in files]
    if builder.source.id in cited or not sources:
        sources.insert(0, builder.source)
    return Reading(
        title=text(builder.title),
        relations={**RELATIONS, **builder.relations.rows()},
        sources=sources,
        actors=actors,
        facts=facts,
        events=events,
        notes=builder.notes,
    )


def _complete(builder: Builder) -> None:
    """Add the actors that only facts name, and settle what kind the others are."""
    for fact, at in builder.ties:
        for key in (fact.subject, fact.object):
            if key not in builder.actors:
                builder.note(f"{key!r} is not described in the file: its id serves as name", at)
                builder.actor(key, "", key, at)
    wanted: dict[str, tuple[str, ...]] = {}
    unknown = {key for key, actor in builder.actors.items() if not actor.kind}
    for fact, _ in builder.ties if unknown else ():
        if fact.relation in RELATIONS:
            row = RELATIONS[fact.relation]
            for key, kinds in ((fact.subject, row.subjects), (fact.object, row.objects)):
                if key not in unknown:
                    continue
                had = wanted.get(key, _LIKELY)
                found = [kind for kind in had if kind in kinds] or [*had]
                if row.family == REPORTING:  # to a body only where more is known of it
                    found.sort(key=lambda kind: kind == ORGANISATION)
                wanted[key] = tuple(found)
    for key, actor in builder.actors.items():
        if key in unknown:
            kind = wanted.get(key, _LIKELY)[0]
            builder.actors[key] = replace(actor, kind=kind)
            if kind != ORGANISATION and actor.classification:
                note = joined([actor.note, f"classification: {actor.classification}"])
                builder.actors[key] = replace(actor, kind=kind, classification="", note=note)


def _facts(builder: Builder, ids: Mapping[str, str]) -> list[Fact]:
    """Return the facts, each once; those of the builder are gone then."""
    found: dict[Any, Fact] = {}
    again: dict[Any, list[Fact]] = defaultdict(list)
    taken: set[str] = set()
    builder.ties.reverse()
    while builder.ties:
        tie = builder.ties.pop()
        given = tie.fact
        kinds = builder.actors[given.subject].kind, builder.actors[given.object].kind
        relation = _fitting(builder, tie, *kinds)
        qualifiers = builder.relations.use(relation, *kinds, given.qualifiers)
        id = given.id
        if id and (id in taken or not is_id(id)):
            builder.note(f"the fact's id {id!r} is taken or cannot be one; it gets another", tie.at)
            id = ""
        fact = replace(
            given,
            id=id,
            subject=ids[given.subject],
            relation=relation,
            object=ids[given.object],
            qualifiers=qualifiers,
        )
        taken.add(id)
        identity = fact.identity
        if found.setdefault(identity, fact) is not fact:
            builder.note("it says once more what the file said before; the two are one", tie.at)
            again[identity].append(fact)
    for identity, others in again.items():
        facts = [found[identity], *others]
        note = joined(fact.note for fact in facts)
        evidence = united([cited for fact in facts for cited in fact.evidence])
        found[identity] = replace(facts[0], note=note, evidence=evidence)
    return list(found.values())


def _fitting(builder: Builder, tie: Tie, subject: str, object: str) -> str:
    """Return the relation of a fact, or one like it where ours does not join such actors."""
    fact = tie.fact
    row = RELATIONS.get(fact.relation)
    if row is None or (subject in row.subjects and object in row.objects):
        return fact.relation
    ends = (shortened(builder.name_of(end)) for end in (fact.subject, fact.object))
    name = f" {row.key} ".join(ends)
    key = builder.relations.declare_like(row)
    builder.note(f"{name}: {row.key} joins no {subject} to a {object}; it became {key}", tie.at)
    return key


def _events(builder: Builder, ids: Mapping[str, str]) -> list[Event]:
    events: dict[str, Event] = {}
    for event in builder.events:
        id = event.id if is_id(event.id) else readable_slug(event.what) or "event"
        unique, number = id, 2
        while unique in events:
            unique, number = f"{id}-{number}", number + 1
        who = dict.fromkeys(ids[key] for key in event.who if key in ids)
        events[unique] = replace(event, id=unique, who=tuple(who))
    return list(events.values())
