"""The first step: what the files say, one part after the other, and whether every part is right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import TypeAlias

import msgspec
from msgspec.structs import replace

from stakegraph import dates
from stakegraph.compiler.build import (
    GIVEN,
    KINDS,
    Again,
    Build,
    FactRow,
    NotCompiled,
    batches,
    listed,
)
from stakegraph.errors import UsageError
from stakegraph.load import LACKING
from stakegraph.merge import base_id, merge
from stakegraph.model import Actor, Event, Fact, Source
from stakegraph.names import folded_forms
from stakegraph.pieces import NotPlain
from stakegraph.readers import Reading
from stakegraph.readers.yaml import parts, read
from stakegraph.stores import packing

_PIECE = 1 << 20  # bytes that are read at once

Progress = Callable[[int], None]
ActorRow: TypeAlias = tuple[int, str, str, str, str, str, str, bytes]


def read_all(build: Build, progress: Progress) -> None:
    """Read every file of a build into its tables, with all that a part can be asked alone."""
    reads = _Reads(build)
    for path in build.files:
        digest = blake2b()
        pieces = _pieces(path, digest, progress)
        try:
            readings = (
                _whole(build, path, pieces)
                if path in build.whole
                else parts(pieces, path, build.relations)
            )
            for reading in readings:
                reads.take(reading)
            reads.file_ends(reading)
        except NotPlain as error:
            raise Again(build.relations, [path]) from error
        build.digests.append(digest.hexdigest())
    reads.end()


def _whole(build: Build, path: str, pieces: Iterable[bytes]) -> list[Reading]:
    """Read a file that cannot be read in parts."""
    return [read(b"".join(pieces), path, build.relations)]


def _pieces(path: str, digest: blake2b, progress: Progress) -> Iterator[bytes]:
    try:
        with open(path, "rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
                progress(len(piece))
                yield piece
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error


class _Reads:
    """Takes the parts of the files in."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self.titles: dict[str, None] = {}
        self.sources: list[Source] = []
        self.cited: set[str] = set()
        self.joins: set[tuple[int, int, int]] = set()  # relation, kinds of its ends
        self.events: set[str] = set()
        self.again: list[Reading] = []  # what is said of actors and events once more
        self.first_again: set[str] = set()  # actors whose first entry is among those
        self.declaring: list[Reading] = []
        self.is_lacking = False

    def take(self, reading: Reading) -> None:
        """Take one part of a file in."""
        lacking = [problem for problem in reading.problems if problem.rule in LACKING]
        self.is_lacking |= bool(lacking)
        self.build.refuse(problem for problem in reading.problems if problem not in lacking)
        if reading.title:
            self.titles[reading.title] = None
        self.sources += reading.sources
        once_more = Reading()
        self.actors(reading.actors, once_more)
        self.facts(reading.facts)
        self.happened(reading.events, once_more)
        if once_more.actors or once_more.events:
            self.again.append(once_more)

    def file_ends(self, last: Reading) -> None:
        """Keep which relations a file declares."""
        if last.declared:
            self.declaring.append(Reading(relations=last.relations, declared=last.declared))

    def actors(self, actors: list[Actor], once_more: Reading) -> None:
        build = self.build
        rows = []
        for actor in actors:
            number = build.number(actor.id)
            if build.kinds[number]:
                once_more.actors.append(actor)
                continue
            build.kinds[number] = KINDS.index(actor.kind)
            if actor.same_as:
                once_more.actors.append(actor)
                self.first_again.add(actor.id)
            self.look_at(actor)
            rows.append(actor_row(build, number, actor))
        insert_actors(build, rows)

    def facts(self, facts: list[Fact]) -> None:
        build, kinds, joins = self.build, self.build.kinds, self.joins
        rows: list[FactRow] = []
        for number, fact in enumerate(facts, build.facts):
            self.look_at(fact)
            if fact.id:
                row = build.fact_row(number, fact.id, fact, GIVEN)
            else:
                row = build.fact_row(number, base_id(fact), fact)
            joins.add((row[3], kinds[row[2]], kinds[row[4]]))
            rows.append(row)
        build.facts += len(rows)
        build.insert_facts(rows)

    def happened(self, events: list[Event], once_more: Reading) -> None:
        build = self.build
        rows = []
        for event in events:
            if event.id in self.events:
                once_more.events.append(event)
                continue
            self.events.add(event.id)
            self.look_at(event)
            for who in event.who:
                build.mentioned(who)
            rows.append(
                (event.id, packing.pack_event(event, build.file_numbers[event.origin.path]))
            )
        build.db.executemany("insert into event values (?, ?)", rows)

    def look_at(self, part: Actor | Fact | Event) -> None:
        """Check what can be said of one part alone, as `checks` does of all."""
        for citation in part.evidence:
            self.cited.add(citation.source)
        if not part.evidence and "evidence" not in part.origin.fields:
            self.build.warnings += 1
        if isinstance(part, Actor):
            _check_span(part)
            return
        if part.status == "inferred" and not part.because:
            raise NotCompiled(part.id)
        if isinstance(part, Fact):
            _check_span(part)

    def end(self) -> None:
        """Settle what depends on what all files say of one actor, event, source or relation."""
        build = self.build
        declared, problems = merge(self.declaring)
        if self.is_lacking:
            if declared.relations.keys() <= build.relations.keys():
                raise NotCompiled("a relation that no file declares")
            raise Again(declared.relations, build.whole)
        build.refuse(problems)
        build.relations = declared.relations
        self.told()
        self.united()
        if not all(build.kinds):
            raise NotCompiled("an actor that no file declares")
        self.ends_fit()
        build.warnings += build.is_mentioned.count(0)
        _insert_took_part(build)

    def told(self) -> None:
        """Add the sources, the title and the relations."""
        build = self.build
        facts, problems = merge([Reading(sources=self.sources)])
        build.refuse(problems)
        if not self.cited <= facts.sources.keys():
            raise NotCompiled("a source that no file lists")
        rows = [
            (id, packing.pack_source(source, build.file_numbers[source.origin.path]))
            for id, source in facts.sources.items()
        ]
        build.db.executemany("insert into source values (?, ?)", rows)
        coded = [build.relations[key] for key in build.codes]
        coded += [row for key, row in build.relations.items() if key not in build.codes]
        meta = {"title": "; ".join(self.titles), "relations": msgspec.msgpack.encode(coded)}
        build.db.executemany("insert into meta values (?, ?)", meta.items())

    def ends_fit(self) -> None:
        """Check that every relation joins actors of the kinds that it is for."""
        build = self.build
        joins: Iterable[tuple[int, int, int]] = self.joins
        if any(not subject or not object for _, subject, object in joins):
            # A fact came before the actors that it mentions.
            query = "select distinct subject, relation, object from fact"
            rows = build.db.execute(query)
            joins = {(code, build.kinds[one], build.kinds[other]) for one, code, other in rows}
        keys = list(build.codes)
        for code, subject, object in joins:
            row = build.relations[keys[code]]
            if KINDS[subject] not in row.subjects or KINDS[object] not in row.objects:
                raise NotCompiled(f"{row.key} joins no {KINDS[subject]} and {KINDS[object]}")

    def united(self) -> None:
        """Unite the entries of one actor or event, and actors with those that they are."""
        build = self.build
        entries = [actor for reading in self.again for actor in reading.actors]
        events = [event for reading in self.again for event in reading.events]
        if not entries and not events:
            return
        wanted = {actor.id for actor in entries} | {actor.same_as for actor in entries} - {""}
        given = {actor.id for actor in entries if actor.id in self.first_again}
        first = build.actors_of(build.numbers[id] for id in wanted - given if id in build.numbers)
        entries = sorted([*first.values(), *entries], key=build.place)
        if any(actor.same_as for actor in entries):
            events += _events(build, "true")
        else:
            again = {event.id for event in events}
            events += [event for event in _events(build, "true") if event.id in again]
        reading = Reading(actors=entries, events=sorted(events, key=build.place))
        merged, problems = merge([reading])
        build.refuse(problems)
        joined = {one.id: actor.id for actor in merged.actors.values() for one in actor.joined}
        insert_actors(
            build,
            [actor_row(build, build.numbers[id], actor) for id, actor in merged.actors.items()],
        )
        _insert_events(build, merged.events.values())
        if joined:
            _rename(build, joined)


def _check_span(part: Actor | Fact) -> None:
    if part.since and part.until and dates.surely_before(part.until, part.since):
        raise NotCompiled(f"{part.id} ends before it starts")


def actor_row(build: Build, number: int, actor: Actor) -> ActorRow:
    """Give the row of an actor."""
    return (
        number,
        actor.id,
        actor.kind,
        actor.name,
        actor.classification,
        actor.description,
        "\n".join(folded_forms(actor)),
        packing.pack_actor(actor, build.file_numbers[actor.origin.path]),
    )


def insert_actors(build: Build, rows: Iterable[ActorRow]) -> None:
    """Add actors, or put them in the place of those of their numbers."""
    build.db.executemany("replace into actor values (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _rename(build: Build, joined: Mapping[str, str]) -> None:
    """Let every fact of an actor be one of the actor that it is."""
    old = {build.numbers[id]: build.numbers[same] for id, same in joined.items()}
    ends = listed(old)
    found = build.facts_where(f"f.subject in ({ends}) or f.object in ({ends})")
    for batch in batches(list(found)):
        rows = []
        for number, flags, fact in batch:
            subject = joined.get(fact.subject, fact.subject)
            fact = replace(fact, subject=subject, object=joined.get(fact.object, fact.object))
            id = fact.id if flags & GIVEN else base_id(fact)
            rows.append(build.fact_row(number, id, fact, flags & GIVEN))
        build.replace_facts(rows)
    for number in old:
        build.is_mentioned[number] = 1
    build.db.execute(f"delete from actor where n in ({ends})")
    build.db.executemany(
        "insert into also values (?, ?)", [(id, build.numbers[same]) for id, same in joined.items()]
    )
    build.numbers.update({id: build.numbers[same] for id, same in joined.items()})


def _events(build: Build, condition: str) -> list[Event]:
    rows = build.db.execute(f"select id, packed from event where {condition}")
    return [packing.event_of(id, packed, build.files) for id, packed in rows]


def _insert_events(build: Build, events: Iterable[Event]) -> None:
    rows = [
        (event.id, packing.pack_event(event, build.file_numbers[event.origin.path]))
        for event in events
    ]
    build.db.executemany("replace into event values (?, ?)", rows)


def _insert_took_part(build: Build) -> None:
    rows = (
        (build.mentioned(who), event.id) for event in _events(build, "true") for who in event.who
    )
    build.db.executemany("insert or ignore into took_part values (?, ?)", rows)
