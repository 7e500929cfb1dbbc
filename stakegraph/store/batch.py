"""What a part of a fact file says, as rows for the tables, which can go from process to process.

It is read here, and looked at by the rules about one part alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from struct import Struct
from typing import TypeAlias

import msgspec

from stakegraph.errors import Problem
from stakegraph.factfile.reading import Reading
from stakegraph.factfile.schema import is_id
from stakegraph.model.facts import STATED, Actor, Event, Fact, Source, Vacancy
from stakegraph.model.names import indexed_forms
from stakegraph.model.relations import Relation
from stakegraph.rules.rule import Over, Rule
from stakegraph.rules.statements import base_id
from stakegraph.store import rows
from stakegraph.store.schema import DENIED, DOUBTFUL, ENDED, GIVEN

# An id, the entry, its line and column.
PartRow: TypeAlias = tuple[str, str, int, int]
# The same of an actor, with its columns in between: kind, name, classification, description, forms.
ActorRow: TypeAlias = tuple[str, str, str, str, str, str, str, int, int]
# Key, subject, relation, object, flags, tail, entry, line and column of a fact.
FactRow: TypeAlias = tuple[int, str, str, str, int, str, str, int, int]

_number = Struct(">q").unpack

LACKING = ("unknown-relation", "no-relation")


class Batch(msgspec.Struct, array_like=True, gc=False):
    """Some entries of a file.

    `same_as` is the actor that each of some actors is said to be, `different_from` are those that
    some are said not to be, with where that is said; `bases` are the keys that facts
    of given ids, by their places in `facts`, would have without, where these are others; `declared`
    are the file's own relations, each with its line and column; `is_lacking` says that a relation
    is not known. `cited` are the sources that anything cites, with whether any of that
    is firm; `speakers` whose word anything is that may be an id, with the place of the first.
    """

    title: str = ""
    sources: list[PartRow] = []
    actors: list[ActorRow] = []
    events: list[tuple[str, tuple[str, ...], str, int, int]] = []
    facts: list[FactRow] = []
    bases: dict[int, int] = {}
    same_as: dict[str, str] = {}
    different_from: list[tuple[str, str, int, int]] = []
    cited: dict[str, bool] = {}
    speakers: dict[str, tuple[int, int]] = {}
    declared: list[tuple[Relation, int, int]] = []
    problems: list[Problem] = []
    is_faulty: bool = False
    is_lacking: bool = False


def batch_of(reading: Reading, rules: tuple[Rule, ...]) -> Batch:
    """Return a reading as rows, with the problems of it and of each part alone."""
    batch = Batch(
        title=reading.title,
        declared=[
            (reading.relations[key], origin.line, origin.column)
            for key, origin in reading.declared.items()
        ],
        problems=[*reading.problems],
        is_lacking=any(problem.rule in LACKING for problem in reading.problems),
        bases={},
        cited={},
        speakers={},
    )
    batch.is_faulty = any(problem.severity == "error" for problem in reading.problems)
    of_parts = part_rules(rules)
    for source in reading.sources:
        batch.sources.append((source.id, rows.source_entry(source), *source.origin[1:]))
        if source.origin[1:] not in reading.faulty:
            batch.problems += problems_of(source, of_parts)
    for actor in reading.actors:
        batch.actors.append((*actor_columns(actor), *actor.origin[1:]))
        if actor.same_as:
            batch.same_as[actor.id] = actor.same_as
        for one in actor.different_from:
            batch.different_from.append((actor.id, one.id, *actor.origin[1:]))
        _bear(batch, actor, firm=True)
        for empty in actor.vacant:
            _bear(batch, empty, firm=True)
        if actor.origin[1:] not in reading.faulty:
            batch.problems += problems_of(actor, of_parts)
    for event in reading.events:
        batch.events.append((event.id, event.who, rows.event_entry(event), *event.origin[1:]))
        _bear(batch, event, firm=event.status == STATED)
        if event.origin[1:] not in reading.faulty:
            batch.problems += problems_of(event, of_parts)
    for fact in reading.facts:
        key, flags, tail, entry = stated_columns(fact)
        ends = fact.subject, fact.relation, fact.object
        if fact.id and (base := base_id(fact)) != fact.id:
            batch.bases[len(batch.facts)] = key_of(base)
        batch.facts.append((key, *ends, flags, tail, entry, *fact.origin[1:]))
        _bear(batch, fact, firm=fact.status == STATED)
        if not reading.faulty or fact.origin[1:] not in reading.faulty:
            batch.problems += problems_of(fact, of_parts)
    return batch


def _bear(batch: Batch, part: Actor | Event | Fact | Vacancy, *, firm: bool) -> None:
    """Put down which sources a part cites, and whose word it is."""
    for speaker in part.according_to if isinstance(part, Event | Fact) else ():
        if is_id(speaker):
            batch.speakers.setdefault(speaker, part.origin[1:])
    for cited in part.evidence:
        if firm or cited.source not in batch.cited:
            batch.cited[cited.source] = firm


def part_rules(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Return the rules about one part alone."""
    return tuple(rule for rule in rules if rule.over is Over.PART)


def problems_of(part: Source | Actor | Event | Fact, rules: tuple[Rule, ...]) -> Iterator[Problem]:
    """Yield what rules find in one part."""
    for rule in rules:
        yield from rule.find(part)


def actor_columns(actor: Actor) -> tuple[str, str, str, str, str, str, str]:
    """Return the columns of an actor: its id, and all from its kind to its entry."""
    named = (actor.id, actor.kind, actor.name, actor.classification, actor.description)
    return (*named, "\n".join(indexed_forms(actor)), rows.actor_entry(actor))


def stated_columns(fact: Fact, id: str = "") -> tuple[int, int, str, str]:
    """Return the key, the flags, the tail and the entry of a stated fact.

    It has the id that it was given, if it has any, else `id`, else the one that is made of what it
    says, which facts may share that state the same.
    """
    flags = GIVEN if fact.id else 0
    if fact.status != STATED:
        flags |= DOUBTFUL | DENIED * (fact.status == "denied")
    if fact.ended_elsewhere:
        flags |= ENDED
    own = fact.id or id or base_id(fact)
    start = len(fact.subject) + len(fact.relation) + len(fact.object) + 2
    return key_of(own), flags, fact.id or own[start:], rows.fact_entry(fact)


def key_of(id: str) -> int:
    """Return the number by which an id of a fact is found: 64 bits of its hash."""
    (key,) = _number(blake2b(id.encode(), digest_size=8).digest())
    return int(key)
