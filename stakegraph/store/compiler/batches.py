"""What a part of a file says, as rows for the tables, so that it can go from process to process.

It is read and checked here, as far as each entry can be alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import msgspec
from msgspec.structs import replace

from stakegraph.edtf import dates
from stakegraph.errors import Problem
from stakegraph.factfile.blocks import Block, NotPlain
from stakegraph.factfile.readers import reader
from stakegraph.factfile.reading import Reading
from stakegraph.model.facts import STATED, Actor, Event, Fact
from stakegraph.model.names import folded_forms
from stakegraph.model.relations import Relation
from stakegraph.rules.load import LACKING
from stakegraph.rules.merge import base_id
from stakegraph.store import packing
from stakegraph.store.compiler.workers import Workers
from stakegraph.store.schema import DENIED, DOUBTFUL

GIVEN = 16  # beside the flags of `schema`: the fact was given its id

# An actor's columns, then what it is the same as, and why.
ActorRow: TypeAlias = tuple[str, str, str, str, str, str, bytes, str, str]
# A fact's id, its subject, relation and object, its flags and itself.
FactRow: TypeAlias = tuple[str, str, str, str, int, bytes]


class Task(msgspec.Struct, array_like=True):
    """A block of a file to read, with what reading it takes."""

    block: Block
    path: str
    file: int
    relations: dict[str, Relation]


class Batch(msgspec.Struct, array_like=True, gc=False):
    """Some entries of a file, checked as far as each can be alone.

    `problem` is the first error, "" where there is none; `is_lacking` that a relation is not known.
    `declared` are the file's own relations, each with its line and column.
    """

    title: str = ""
    sources: list[tuple[str, bytes]] = []
    actors: list[ActorRow] = []
    facts: list[FactRow] = []
    events: list[tuple[str, tuple[str, ...], bytes]] = []
    cited: set[str] = set()
    declared: list[tuple[Relation, int, int]] = []
    warnings: int = 0
    problem: str = ""
    is_lacking: bool = False


class Done(msgspec.Struct, array_like=True):
    """What a block says; it is not `plain` where it may be cut wrongly."""

    batches: list[Batch]
    plain: bool


_encode = msgspec.msgpack.Encoder().encode
_read_task = msgspec.msgpack.Decoder(Task).decode
_read_done = msgspec.msgpack.Decoder(Done).decode


def task(message: bytes) -> bytes:
    """Read a block."""
    told = _read_task(message)
    chunks, line = told.block.as_file()
    parts = reader(told.path).parts
    readings = list(parts(chunks, str(told.file), told.relations, line))
    if any(reading.is_broken for reading in readings):  # it may be cut where no entry ends
        return _encode(Done([], False))
    return _encode(Done(list(batches_of(readings, told.file)), True))


def read_beside(
    workers: Workers,
    pieces: Iterable[bytes],
    path: str,
    file: int,
    relations: Mapping[str, Relation],
) -> Iterator[Batch]:
    """Read a file, which has this number, by several processes; raises NotPlain if one must."""
    known = dict(relations)
    tasks = (_encode(Task(block, path, file, known)) for block in reader(path).blocks(pieces))
    for answer in workers.run("batches", tasks):
        done = _read_done(answer)
        if not done.plain:
            raise NotPlain
        yield from done.batches


def batches_of(readings: Iterable[Reading], file: int) -> Iterator[Batch]:
    """Yield the batches of the parts of a file, which has this number."""
    told: set[str] = set()
    for reading in readings:
        yield _batch(reading, file, told)


def _batch(reading: Reading, file: int, told: set[str]) -> Batch:
    batch = Batch(title=reading.title, cited=set())
    for key, origin in reading.declared.items():
        if key not in told:
            told.add(key)
            batch.declared.append((reading.relations[key], origin.line, origin.column))
    _look_at(batch, reading.problems)
    for source in reading.sources:
        batch.sources.append((source.id, packing.pack_source(source, file)))
    for actor in reading.actors:
        _check(batch, actor)
        batch.actors.append(actor_row(actor, file))
    for event in reading.events:
        _check(batch, event)
        _check_reason(batch, event)
        event = replace(event, who=tuple(dict.fromkeys(event.who)))
        batch.events.append((event.id, event.who, packing.pack_event(event, file)))
    for fact in reading.facts:
        _check(batch, fact)
        _check_reason(batch, fact)
        flags = GIVEN if fact.id else 0
        if fact.status != STATED:
            flags |= DOUBTFUL | DENIED * (fact.status == "denied")
        packed = packing.pack_fact(fact, file)
        id = fact.id or base_id(fact)
        batch.facts.append((id, fact.subject, fact.relation, fact.object, flags, packed))
    return batch


def actor_row(actor: Actor, file: int) -> ActorRow:
    """Return the row of an actor."""
    return (
        actor.id,
        actor.kind,
        actor.name,
        actor.classification,
        actor.description,
        "\n".join(folded_forms(actor)),
        packing.pack_actor(actor, file),
        actor.same_as,
        actor.because,
    )


def _look_at(batch: Batch, problems: Iterable[Problem]) -> None:
    for problem in problems:
        if problem.rule in LACKING:
            batch.is_lacking = True
        elif problem.severity == "error":
            batch.problem = batch.problem or str(problem)
        else:
            batch.warnings += 1


def _check(batch: Batch, part: Actor | Fact | Event) -> None:
    """Check what can be said of one part alone, as `checks` does of all."""
    evidence = part.evidence
    if evidence:
        for citation in evidence:
            batch.cited.add(citation.source)
    else:
        batch.warnings += 1
    if isinstance(part, Event) or not (part.since and part.until):
        return
    if dates.surely_before(part.until, part.since):
        batch.problem = batch.problem or f"{part.id} ends before it starts"


def _check_reason(batch: Batch, part: Fact | Event) -> None:
    if part.status == "inferred" and not part.because:
        batch.problem = batch.problem or f"{part.id} does not say from what it is inferred"
