"""The first step: what the files say, batch after batch, and whether it fits together."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b

import msgspec
from msgspec.structs import replace

from stakegraph.compiler.batches import ActorRow, Batch, batches_of, read_beside
from stakegraph.compiler.build import GIVEN, KINDS, Again, Build, NotCompiled, batches, listed
from stakegraph.errors import UsageError
from stakegraph.merge import base_id, merge
from stakegraph.model import Actor, Event, Origin
from stakegraph.names import folded_forms
from stakegraph.pieces import NotPlain
from stakegraph.readers import Reading
from stakegraph.readers.yaml import parts, read
from stakegraph.relations import RELATIONS
from stakegraph.stores import packing

_PIECE = 1 << 20  # bytes that are read at once

Progress = Callable[[int], None]


def read_all(build: Build, progress: Progress) -> None:
    """Read every file of a build into its tables."""
    reads = _Reads(build)
    for number, path in enumerate(build.files):
        digest = blake2b()
        pieces = _pieces(path, digest, progress)
        try:
            for batch in _batches(build, number, pieces):
                reads.take(batch, number)
        except NotPlain as error:
            raise Again(build.relations, [path]) from error
        build.digests.append(digest.hexdigest())
    reads.end()


def _batches(build: Build, number: int, pieces: Iterable[bytes]) -> Iterator[Batch]:
    path, relations = build.files[number], build.relations
    if path in build.whole:
        return batches_of([read(b"".join(pieces), path, relations)], number)
    if build.workers.processes:
        return read_beside(build.workers, pieces, path, number, relations)
    return batches_of(parts(pieces, path, relations), number)


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
    """Takes the batches of the files in."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self.titles: dict[str, None] = {}
        self.sources: list[tuple[str, bytes]] = []
        self.cited: set[str] = set()
        self.joins: set[tuple[int, int, int]] = set()  # relation, kinds of its ends
        self.events: dict[str, int] = {}  # the file of each
        self.actors_again: list[
            Actor
        ] = []  # further entries of one actor, and all that are another
        self.events_again: list[Event] = []
        self.first_again: set[str] = set()  # actors whose first entry is among those
        self.declaring: list[Reading] = []
        self.is_lacking = False

    def take(self, batch: Batch, file: int) -> None:
        """Take some entries of a file in."""
        if batch.problem:
            raise NotCompiled(batch.problem)
        self.is_lacking |= batch.is_lacking
        self.build.warnings += batch.warnings
        if batch.title:
            self.titles[batch.title] = None
        self.sources += batch.sources
        self.cited |= batch.cited
        self.actors(batch.actors, file)
        self.facts(batch)
        self.happened(batch, file)
        if batch.declared:
            path = self.build.files[file]
            own = {row.key: row for row, _, _ in batch.declared}
            at = {row.key: Origin(path, line, column) for row, line, column in batch.declared}
            self.declaring.append(Reading(relations={**RELATIONS, **own}, declared=at))

    def actors(self, rows: Iterable[ActorRow], file: int) -> None:
        build = self.build
        kept = []
        for row in rows:
            id, kind, _, _, _, _, packed, same_as, because = row
            number = build.number(id)
            build.may_share_ids |= "." in id
            if build.kinds[number]:
                if build.files_of[number] == file:
                    raise NotCompiled(f"{id} stands twice in one file")
            else:
                build.kinds[number] = KINDS.index(kind)
                build.files_of[number] = file
                kept.append((number, *row[:7]))
                if not same_as:
                    continue
                self.first_again.add(id)
            actor = packing.actor_of(row[:5], packed, build.files)
            self.actors_again.append(replace(actor, same_as=same_as, because=because))
        _insert_actors(build, kept)

    def facts(self, batch: Batch) -> None:
        build, joins = self.build, self.joins
        kinds, mentioned, codes = build.kinds, build.mentioned, build.codes
        rows = []
        number = build.facts
        for id, subject, relation, object, flags, packed in batch.facts:
            one, other = mentioned(subject), mentioned(object)
            if relation not in codes:
                build.code(relation)
            coded = codes[relation]
            joins.add((coded, kinds[one], kinds[other]))
            if flags >= GIVEN:
                build.may_share_ids = True
            rows.append((number, id, one, coded, other, flags, packed))
            number += 1
        build.facts = number
        build.insert_facts(rows)

    def happened(self, batch: Batch, file: int) -> None:
        build = self.build
        rows = []
        for id, who, packed in batch.events:
            for actor in who:
                build.mentioned(actor)
            first = self.events.setdefault(id, file)
            if first != file:
                self.events_again.append(packing.event_of(id, packed, build.files))
            else:
                rows.append((id, packed))
        try:
            build.db.executemany("insert into event values (?, ?)", rows)
        except sqlite3.IntegrityError as error:
            raise NotCompiled("an event stands twice in one file") from error

    def end(self) -> None:
        """Settle what depends on what all files say of one actor, event, source or relation."""
        build = self.build
        declared, problems = merge(self.declaring)
        if self.is_lacking:
            if declared.relations.keys() <= build.relations.keys():
                raise NotCompiled("a relation that no file declares")
            raise Again(declared.relations)
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
        sources = [packing.source_of(id, packed, build.files) for id, packed in self.sources]
        facts, problems = merge([Reading(sources=sources)])
        build.refuse(problems)
        if not self.cited <= facts.sources.keys():
            raise NotCompiled("a source that no file lists")
        if len(facts.sources) < len(sources):
            of_file = {(source.id, source.origin.path) for source in sources}
            if len(of_file) < len(sources):
                raise NotCompiled("a source stands twice in one file")
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
            rows = build.db.execute("select distinct subject, relation, object from fact")
            joins = {(code, build.kinds[one], build.kinds[other]) for one, code, other in rows}
        keys = list(build.codes)
        for code, subject, object in joins:
            row = build.relations[keys[code]]
            if KINDS[subject] not in row.subjects or KINDS[object] not in row.objects:
                raise NotCompiled(f"{row.key} joins no {KINDS[subject]} and {KINDS[object]}")

    def united(self) -> None:
        """Unite the entries of one actor or event, and actors with those that they are."""
        build = self.build
        entries, events = self.actors_again, self.events_again
        if not entries and not events:
            return
        wanted = {actor.id for actor in entries} | {actor.same_as for actor in entries} - {""}
        wanted -= self.first_again
        first = build.actors_of(build.numbers[id] for id in wanted if id in build.numbers)
        entries = sorted([*first.values(), *entries], key=build.place)
        again = {event.id for event in events}
        renamed = any(actor.same_as for actor in entries)
        events += [event for event in _events(build) if renamed or event.id in again]
        reading = Reading(actors=entries, events=sorted(events, key=build.place))
        merged, problems = merge([reading])
        build.refuse(problems)
        _insert_actors(build, (_actor_row(build, actor) for actor in merged.actors.values()))
        _insert_events(build, merged.events.values())
        joined = {one.id: actor.id for actor in merged.actors.values() for one in actor.joined}
        if joined:
            _rename(build, joined)


def _actor_row(build: Build, actor: Actor) -> tuple[object, ...]:
    return (
        build.numbers[actor.id],
        actor.id,
        actor.kind,
        actor.name,
        actor.classification,
        actor.description,
        "\n".join(folded_forms(actor)),
        packing.pack_actor(actor, build.file_numbers[actor.origin.path]),
    )


def _insert_actors(build: Build, rows: Iterable[tuple[object, ...]]) -> None:
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


def _events(build: Build) -> list[Event]:
    rows = build.db.execute("select id, packed from event")
    return [packing.event_of(id, packed, build.files) for id, packed in rows]


def _insert_events(build: Build, events: Iterable[Event]) -> None:
    rows = [
        (event.id, packing.pack_event(event, build.file_numbers[event.origin.path]))
        for event in events
    ]
    build.db.executemany("replace into event values (?, ?)", rows)


def _insert_took_part(build: Build) -> None:
    rows = ((build.mentioned(who), event.id) for event in _events(build) for who in event.who)
    build.db.executemany("insert or ignore into took_part values (?, ?)", rows)
