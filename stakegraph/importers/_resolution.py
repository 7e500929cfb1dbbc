"""What a builder has collected, under ids, kinds and relations of ours."""

from __future__ import annotations

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
    actors = [replace(actor, id=ids[key]) for key, actor in builder.actors.items()]
    facts = _facts(builder, ids)
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
    for tie in builder.ties:
        for key in (tie.subject, tie.object):
            if key not in builder.actors:
                builder.note(f"{key!r} is not described in the file: its id serves as name", tie.at)
                builder.actor(key, "", key, tie.at)
    wanted: dict[str, tuple[str, ...]] = {}
    for tie in builder.ties:
        if tie.relation in RELATIONS:
            row = RELATIONS[tie.relation]
            for key, kinds in ((tie.subject, row.subjects), (tie.object, row.objects)):
                had = wanted.get(key, _LIKELY)
                found = [kind for kind in had if kind in kinds] or [*had]
                if row.family == REPORTING:  # to a body only where more is known of it
                    found.sort(key=lambda kind: kind == ORGANISATION)
                wanted[key] = tuple(found)
    for key, actor in builder.actors.items():
        if not actor.kind:
            kind = wanted.get(key, _LIKELY)[0]
            builder.actors[key] = replace(actor, kind=kind)
            if kind != ORGANISATION and actor.classification:
                note = joined([actor.note, f"classification: {actor.classification}"])
                builder.actors[key] = replace(actor, kind=kind, classification="", note=note)


def _facts(builder: Builder, ids: Mapping[str, str]) -> list[Fact]:
    found: dict[Any, Fact] = {}
    taken: set[str] = set()
    for tie in builder.ties:
        kinds = builder.actors[tie.subject].kind, builder.actors[tie.object].kind
        relation = _fitting(builder, tie, *kinds)
        qualifiers = builder.relations.use(relation, *kinds, tie.qualifiers)
        id = tie.given.pop("id", "")
        if id and (id in taken or not is_id(id)):
            builder.note(f"the fact's id {id!r} is taken or cannot be one; it gets another", tie.at)
            id = ""
        fact = Fact(
            id=id,
            subject=ids[tie.subject],
            relation=relation,
            object=ids[tie.object],
            qualifiers=qualifiers,
            origin=builder.origin(tie.at),
            **tie.given,
        )
        taken.add(id)
        known = found.get(fact.identity)
        if known:
            builder.note("it says once more what the file said before; the two are one", tie.at)
            note = joined([known.note, fact.note])
            evidence = united((*known.evidence, *fact.evidence))
            fact = replace(known, note=note, evidence=evidence)
        found[fact.identity] = fact
    return list(found.values())


def _fitting(builder: Builder, tie: Tie, subject: str, object: str) -> str:
    """Return the relation of a fact, or one like it where ours does not join such actors."""
    row = RELATIONS.get(tie.relation)
    if row is None or (subject in row.subjects and object in row.objects):
        return tie.relation
    ends = (shortened(builder.name_of(end)) for end in (tie.subject, tie.object))
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
