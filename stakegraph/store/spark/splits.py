"""Fact files cut into splits, each of which an executor reads by itself."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pkgutil import resolve_name
from typing import NamedTuple
from zlib import crc32

from stakegraph.errors import Problem
from stakegraph.factfile.discovery import pieces
from stakegraph.factfile.jsonl import HEADER
from stakegraph.factfile.readers import JSON_LINES, reader
from stakegraph.factfile.reading import Reading, given_twice
from stakegraph.factfile.validation import slug
from stakegraph.model.facts import Fact, Origin
from stakegraph.model.relations import RELATIONS, Relation
from stakegraph.rules.rule import Rule
from stakegraph.store import rows
from stakegraph.store.batch import Batch, batch_of
from stakegraph.store.spark.records import Record, encode

SIZE = 32 << 20  # bytes of a split, or a line more
_PIECE = 1 << 20


class Split(NamedTuple):
    """The lines of a file that begin between two places; `line` is the number of the first.

    One that `is_whole` is read as a file of its own, whatever it is written in.
    """

    file: int
    start: int
    end: int
    is_whole: bool
    line: int = 1


class Job(NamedTuple):
    """What every task knows: the files, their splits, the relations, and the number of shards.

    `rules` is the dotted name of the table of rules, which each executor looks up.

    `files` are named as messages name them, and lie at `places`, the same on every machine; `bases`
    are for each split the number of facts in those before it.
    """

    files: Sequence[str]
    places: Sequence[str]
    splits: Sequence[Split]
    relations: Mapping[str, Relation]
    shards: int
    rules: str
    bases: Sequence[int] = ()

    @property
    def table(self) -> tuple[Rule, ...]:
        """Return the rules."""
        table: tuple[Rule, ...] = resolve_name(self.rules)
        return table

    @property
    def tokens(self) -> list[str]:
        """Return what stands for each file in what is kept."""
        return [rows.token(number) for number in range(len(self.files))]


def splits_of(files: Sequence[str]) -> list[Split]:
    """Return the splits of fact files: one of a file of YAML, which no place can be told to cut."""
    found = []
    for number, path in enumerate(files):
        length = os.path.getsize(path)
        if length <= SIZE or not path.endswith(JSON_LINES):
            found.append(Split(number, 0, length, is_whole=True))
            continue
        starts = range(0, length, SIZE)
        found += [Split(number, at, min(at + SIZE, length), is_whole=False) for at in starts]
    return found


def count_lines(job: Job, number: int) -> int:
    """Return how many lines begin in a split."""
    return 0 if job.splits[number].is_whole else _text(job, number).count(b"\n")


def numbered(splits: Sequence[Split], lines: Sequence[int]) -> list[Split]:
    """Return splits with the numbers of their first lines, of how many lines begin in each."""
    found: list[Split] = []
    line = 1
    for split, count in zip(splits, lines, strict=True):
        line = line if split.start else 1
        found.append(split._replace(line=line))
        line += count
    return found


def entries(job: Job, number: int) -> Iterator[Record]:
    """Yield what a split says, with the problems of it and of each part alone."""
    count = speakers = 0
    rules = job.table
    for reading in _readings(job, number):
        batch = batch_of(reading, rules)
        yield from _records(batch, reading, number, job.splits[number].file, count, speakers)
        count += len(batch.facts)
        speakers += len(batch.speakers)


def declaring(job: Job, batches: Iterable[tuple[int, Batch]]) -> list[Reading]:
    """Return the readings that declare relations, of what splits of some numbers say."""
    found = []
    for number, batch in batches:
        path = rows.token(job.splits[number].file)
        own = {row.key: row for row, _, _ in batch.declared}
        at = {row.key: Origin(path, line, col) for row, line, col in batch.declared}
        if own:
            found.append(Reading(relations={**RELATIONS, **own}, declared=at))
    return found


def declared_twice(job: Job, batches: Iterable[tuple[int, Batch]]) -> Iterator[Problem]:
    """Yield that a file declares a relation twice, in splits of which each knows one."""
    first: dict[tuple[int, str], tuple[int, int]] = {}
    for number, batch in batches:
        file = job.splits[number].file
        for row, line, col in batch.declared:
            begun, at = first.setdefault((file, row.key), (number, line))
            if begun != number:
                place = (rows.token(file), line, col)
                yield Problem(*place, "error", given_twice(row.key, at), "duplicate-key", "id")


def entry_text(job: Job, number: int) -> tuple[bytes, int]:
    """Return the text of a split, and how many lines of its file stand before it."""
    split = job.splits[number]
    if split.is_whole:
        return b"".join(pieces(job.places[split.file])), 0
    return _text(job, number), split.line - 1


def _readings(job: Job, number: int) -> Iterator[Reading]:
    split = job.splits[number]
    name = rows.token(split.file)
    text, before = entry_text(job, number)
    kind = reader(job.files[split.file])
    if split.is_whole:
        yield kind.read(text, name, job.relations)
    elif split.start:
        yield from kind.parts([HEADER, text], name, job.relations, before)
    else:
        yield from kind.parts([text], name, job.relations, 1)


def _text(job: Job, number: int) -> bytes:
    """Return the lines that begin in a split."""
    split = job.splits[number]
    with open(job.places[split.file], "rb") as file:
        file.seek(max(split.start - 1, 0))
        if split.start:  # a line that begins before it is not its own
            file.readline()
        start = file.tell()
        text = file.read(max(split.end - start, 0))
        if text and not text.endswith(b"\n"):
            text += file.readline()
        return text


def _records(
    batch: Batch, reading: Reading, number: int, file: int, count: int, speakers: int
) -> Iterator[Record]:
    """Yield a batch as records; `count` facts and `speakers` of the split came before."""
    note = Batch(
        title=batch.title,
        declared=batch.declared,
        is_lacking=batch.is_lacking,
        bases={0: len(batch.facts)},
    )
    yield Record("note", number, n=count, file=file, blob=encode(note))
    for id, entry, line, col in batch.sources:
        yield Record("source", id=id, file=file, line=line, col=col, blob=encode((entry,)))
    for *row, line, col in batch.actors:
        yield Record(
            "actor",
            id=str(row[0]),
            object=batch.same_as.get(str(row[0]), ""),
            subject_kind=str(row[1]),
            file=file,
            line=line,
            col=col,
            cited=tuple(rows.cited_in(str(row[6]))),
            blob=encode(row[1:]),
        )
    for id, other, line, col in batch.different_from:
        yield Record("different", id=id, object=other, file=file, line=line, col=col)
    mentioned: dict[str, None] = {}
    for event, (id, who, entry, line, col) in zip(reading.events, batch.events, strict=True):
        mentioned |= dict.fromkeys(who)
        yield Record(
            "event",
            id=id,
            file=file,
            line=line,
            col=col,
            cited=tuple({one.source for one in event.evidence}),
            words=(*who, *event.according_to),
            blob=encode((who, entry)),
        )
    yield from (Record("mention", id=id) for id in mentioned)
    for n, (fact, fact_row) in enumerate(zip(reading.facts, batch.facts, strict=True)):
        key, subject, relation, object, flags, tail, entry, line, col = fact_row
        yield Record(
            "fact",
            number,
            n=count + n,
            subject=subject,
            relation=relation,
            object=object,
            flags=flags,
            key=key,
            file=file,
            line=line,
            col=col,
            words=fact.according_to,
            numbers=(_sum_of_title(fact),),
            blob=encode((tail, entry, batch.bases.get(n))),
        )
    for source, is_firm in batch.cited.items():
        yield Record("cited", id=source, flags=int(is_firm))
    for n, (id, (line, col)) in enumerate(batch.speakers.items(), speakers):
        yield Record("speaker", number, n=n, id=id, file=file, line=line, col=col)
    for problem in batch.problems:
        yield problem_record(problem, file, number)


def _sum_of_title(fact: Fact) -> int:
    """Return what a title adds to the sum of the parts of a fact's id."""
    title = fact.qualifiers.get("title")
    return sum(crc32(part.encode()) for part in slug(title).split(".")) if title else 0


def problem_record(problem: Problem, file: int, shard: int) -> Record:
    """Return a problem as a record."""
    return Record(
        "problem",
        shard,
        relation=problem.rule,
        flags=int(problem.severity == "error"),
        file=file,
        line=problem.line,
        col=problem.column,
        blob=encode(problem),
    )


def split_at(job: Job, file: int, line: int) -> int:
    """Return the split in which a line of a file begins."""
    place = bisect_right(job.splits, (file, line), key=lambda split: (split.file, split.line))
    return place - 1
