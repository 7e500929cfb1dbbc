"""The first step: what the files say, batch after batch, and whether it fits together."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b

import msgspec
from msgspec.structs import replace

from stakegraph.errors import UsageError
from stakegraph.factfile.blocks import NotPlain
from stakegraph.factfile.readers import reader
from stakegraph.factfile.reading import Reading
from stakegraph.model.facts import Actor, Event, Origin
from stakegraph.model.relations import RELATIONS
from stakegraph.rules.merge import merge
from stakegraph.store import packing
from stakegraph.store.compiler.batches import GIVEN, ActorRow, Batch, batches_of, read_beside
from stakegraph.store.compiler.build import KINDS, Again, Build, NotCompiled
from stakegraph.store.compiler.unites import insert_actors, insert_took_part, unite

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
    if build.workers.processes and path not in build.whole:
        return read_beside(build.workers, pieces, path, number, relations)
    return batches_of(reader(path).parts(pieces, path, relations, 1), number)


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
        # Further entries of one actor, and every entry of one that is another.
        self.actors_again: list[Actor] = []
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
        insert_actors(build, kept)

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
        unite(build, self.actors_again, self.events_again, self.first_again)
        if not all(build.kinds):
            raise NotCompiled("an actor that no file declares")
        self.ends_fit()
        build.warnings += build.is_mentioned.count(0)
        insert_took_part(build)

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
