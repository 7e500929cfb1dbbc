"""What a builder has collected, under ids, kinds and relations of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import chain

from msgspec.structs import replace

from stakegraph.errors import shortened
from stakegraph.factfile.reading import Reading
from stakegraph.importers._builder import Builder, Tie
from stakegraph.importers._ids import Called, distinct_ids, is_id
from stakegraph.importers._stored_list import StoredList
from stakegraph.importers._stored_mapping import StoredDict, StoredLists
from stakegraph.importers._values import joined, readable_slug, text
from stakegraph.model.articles import article
from stakegraph.model.facts import Actor, Event, Fact, united
from stakegraph.model.relations import ORGANISATION, PARTNERSHIP, PERSON, POST, RELATIONS, REPORTING

# What an actor of no known kind is taken for, the likeliest first.
_LIKELY = (ORGANISATION, PERSON, POST, PARTNERSHIP)


def resolve(builder: Builder) -> Reading:
    """Return everything under ids of ours, each fact once."""
    _complete(builder)
    named = distinct_ids(builder.actors, keep=builder.keeps_ids)
    facts = _facts(builder, named)
    actors = StoredList[Actor](Actor)
    cited = {one.source for fact in facts for one in fact.evidence}
    for key, actor in builder.complete_actors():
        actors.append(replace(actor, id=named[key].id))
        cited.update(one.source for one in actor.evidence)
    events = _events(builder, named)
    cited.update(one.source for event in events for one in event.evidence)
    files = {file.id for file in builder.files.values()} - cited
    sources = [source for source in builder.sources.values() if source.id not in files]
    if builder.source.id in cited or not sources:
        sources.insert(0, builder.source)
    return Reading(
        title=text(builder.title),
        relations={**RELATIONS, **builder.relations.rows()},
        sources=sources,
        actors=actors.whole(),
        facts=facts.whole(),
        events=events,
        notes=StoredList(str, chain(builder.first_notes, builder.notes)).whole(),
    )


def _complete(builder: Builder) -> None:
    """Add the actors that only facts name, and settle what kind the others are."""
    for fact, at in builder.ties:
        for key in (fact.subject, fact.object):
            if key not in builder.actors:
                builder.note(f"{key!r} is not described in the file: its id serves as name", at)
                builder.actor(key, "", key, at)
    if not builder.has_unknown_kinds:
        return
    wanted = StoredDict[tuple[str, ...]](tuple[str, ...])
    for key, actor in builder.actors.pairs():
        if not actor.kind:
            wanted[key] = _LIKELY
    for fact, _ in builder.ties:
        if fact.relation in RELATIONS:
            row = RELATIONS[fact.relation]
            for key, kinds in ((fact.subject, row.subjects), (fact.object, row.objects)):
                had = wanted.get(key)
                if had is None:
                    continue
                found = [kind for kind in had if kind in kinds] or [*had]
                if row.family == REPORTING:  # to a body only where more is known of it
                    found.sort(key=lambda kind: kind == ORGANISATION)
                wanted[key] = tuple(found)
    for key, likely in wanted.pairs():
        actor, kind = builder.actors[key], likely[0]
        note, classification = actor.note, actor.classification
        if kind != ORGANISATION and classification:
            note = joined([note, f"classification: {classification}"])
            classification = ""
        builder.actors[key] = replace(actor, kind=kind, classification=classification, note=note)


def _facts(builder: Builder, named: Mapping[str, Called]) -> StoredList[Fact]:
    """Return the facts, each once."""
    facts = StoredList[Fact](Fact)
    known = StoredDict[bool](bool)
    again = StoredLists[Fact](Fact)
    taken: set[str] = set()
    for tie in builder.ties:
        given = tie.fact
        subject, object = named[given.subject], named[given.object]
        relation = _fitting(builder, tie, subject.kind, object.kind)
        qualifiers = builder.relations.use(relation, subject.kind, object.kind, given.qualifiers)
        id = given.id
        if id and (id in taken or not is_id(id)):
            builder.note(f"the fact's id {id!r} is taken or cannot be one; it gets another", tie.at)
            id = ""
        fact = replace(
            given,
            id=id,
            subject=subject.id,
            relation=relation,
            object=object.id,
            qualifiers=qualifiers,
        )
        taken |= {id} if id else set()
        identity = _identity(fact)
        if identity in known:
            builder.note("it says once more what the file said before; the two are one", tie.at)
            again.add(identity, fact)
        else:
            known[identity] = True
            facts.append(fact)
    return StoredList(Fact, _united(facts, again)) if again else facts


def _identity(fact: Fact) -> str:
    """Return what makes two facts the same one, in few characters."""
    return blake2b(repr(fact.identity).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _united(facts: Iterable[Fact], again: StoredLists[Fact]) -> Iterator[Fact]:
    """Yield each fact with what was said of it again."""
    for fact in facts:
        if others := again.of(_identity(fact)):
            note = joined([fact.note, *(other.note for other in others)])
            evidence = united([*fact.evidence, *(one for each in others for one in each.evidence)])
            fact = replace(fact, note=note, evidence=evidence)
        yield fact


def _fitting(builder: Builder, tie: Tie, subject: str, object: str) -> str:
    """Return the relation of a fact, or one like it where ours does not join such actors."""
    fact = tie.fact
    row = RELATIONS.get(fact.relation)
    if row is None or (subject in row.subjects and object in row.objects):
        return fact.relation
    ends = (shortened(builder.name_of(end)) for end in (fact.subject, fact.object))
    name = f" {row.key} ".join(ends)
    key = builder.relations.declare_like(row)
    pair = f"{subject} to {article(object)} {object}"
    builder.note(f"{name}: {row.key} joins no {pair}; it became {key}", tie.at)
    return key


def _events(builder: Builder, named: Mapping[str, Called]) -> list[Event]:
    events: dict[str, Event] = {}
    for event in builder.events:
        id = event.id if is_id(event.id) else readable_slug(event.what) or "event"
        unique, number = id, 2
        while unique in events:
            unique, number = f"{id}-{number}", number + 1
        who = dict.fromkeys(named[key].id for key in event.who if key in named)
        events[unique] = replace(event, id=unique, who=tuple(who))
    return list(events.values())
