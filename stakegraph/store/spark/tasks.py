"""What the executors of a cluster do: each function takes a job and records, and yields records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from stakegraph.errors import Problem
from stakegraph.factfile.reading import given_twice
from stakegraph.model.facts import Event, Origin
from stakegraph.rules import identities
from stakegraph.rules.checks import unknown_speaker
from stakegraph.rules.rule import Over
from stakegraph.store import rows, settling
from stakegraph.store.batch import actor_columns, key_of
from stakegraph.store.intake import apart_from
from stakegraph.store.spark.records import Record, decode, decode_problem, encode
from stakegraph.store.spark.rule_tasks import ALONE
from stakegraph.store.spark.shards import Shard, in_shards
from stakegraph.store.spark.splits import (
    Job,
    count_lines,
    entries,
    entry_text,
    problem_record,
    split_at,
)


def lines(job: Job, given: Iterable[Record]) -> Iterator[Record]:
    """Yield how many lines begin in each split."""
    for one in given:
        yield Record("lines", one.n, n=count_lines(job, one.n))


def read(job: Job, given: Iterable[Record]) -> Iterator[Record]:
    """Yield what splits say."""
    for one in given:
        yield from entries(job, one.n)


def unite(job: Job, given: Iterable[Record]) -> Iterator[Record]:
    """Yield what all entries of a source, an actor or an event say together."""
    return in_shards(given, _unite, job)


def _unite(shard: Shard, number: int, given: Iterator[Record]) -> Iterator[Record]:
    shard.add(_again(shard, given))
    tables, db = shard.tables, shard.db
    shard.intake.unite()
    actors: dict[str, int] = {}
    for row in db.execute("select * from actor"):
        _, id, *columns, file, line, col, _ = row
        cited = tuple(rows.cited_in(columns[5]))
        actors[id] = len(actors)
        shard.cited |= dict.fromkeys(cited)
        yield Record(
            "actor",
            number,
            n=actors[id],
            id=id,
            subject_kind=columns[0],
            flags=int('"until"' in columns[5]),
            file=file,
            line=line,
            col=col,
            cited=cited,
            words=tuple(columns[4].split("\n")),
            blob=encode(columns),
        )
    also = "select also.id, a.id, a.kind from also join actor a on a.n = also.actor"
    for id, same, kind in db.execute(also):
        yield Record("also", number, n=actors[same], id=id, object=same, subject_kind=kind)
    for n, id, entry, *place in db.execute("select n, id, entry, file, line, col from source"):
        file, line, col = place
        blob = encode((entry,))
        yield Record("source", number, n=n, id=id, file=file, line=line, col=col, blob=blob)
    for n, event in tables.events():
        yield _event(shard, number, n, event)
    if actors:
        rules = shard.job.table
        yield from shard.apply(tuple(rule for rule in rules if rule.over is Over.UNLISTED))
    yield from shard.problems()


def _again(shard: Shard, given: Iterator[Record]) -> Iterator[Record]:
    """Yield entries; that a file gives an id twice is noted of splits, of which each knows one."""
    job, tables = shard.job, shard.tables
    first: dict[tuple[str, str, int, str], int] = {}
    for one in given:
        line = first.setdefault((one.kind, one.subject_kind, one.file, one.id), one.line)
        if line < one.line and not job.splits[split_at(job, one.file, one.line)].is_whole:
            place = (tables.files[one.file], one.line, one.col)
            told = given_twice(one.id, line)
            tables.report([Problem(*place, "error", told, "duplicate-key", "id")])
        yield one


def apart(job: Job, given: Iterable[Record]) -> Iterator[Record]:
    """Yield what is wrong with who is said not to be whom."""
    tokens = job.tokens
    for one in given:
        joined = {one.id: one.same_subject, one.object: one.same_object}
        joined = {id: same for id, same in joined.items() if same and same != id}
        origin = Origin(tokens[one.file], one.line, one.col)
        known = (one.object,) if one.object_kind else ()
        for problem in identities.told_apart([(one.id, one.object, origin)], joined, known):
            yield problem_record(problem, one.file, split_at(job, one.file, one.line))


def different(job: Job, given: Iterable[Record]) -> Iterator[Record]:
    """Yield actors that are different from others which are others again, with these."""
    for one in given:
        actor = rows.actor_of(
            (one.id, *decode(one.blob)[:4]),
            decode(one.blob)[5],
            Origin(job.tokens[one.file], one.line, one.col),
        )
        joined = dict(word.split(" ") for word in one.words)
        yield one._replace(
            blob=encode(actor_columns(apart_from(actor, joined))[1:]),
            words=tuple(decode(one.blob)[4].split("\n")),
        )


def speakers(job: Job, given: Iterable[Record]) -> Iterator[Record]:
    """Yield what is wrong with those whose word something is."""
    for one in given:
        origin = Origin(job.tokens[one.file], one.line, one.col)
        problem = unknown_speaker(one.id, origin)
        yield problem_record(problem, one.file, split_at(job, one.file, one.line))


def unmentioned(job: Job, given: Iterable[Record]) -> Iterator[Record]:
    """Yield what is wrong with actors that nothing mentions."""
    rules = tuple(rule for rule in job.table if rule.over is Over.UNMENTIONED)
    for one in given:
        columns = decode(one.blob)
        origin = Origin(job.tokens[one.file], one.line, one.col)
        actor = rows.actor_of((one.id, *columns[:4]), columns[5], origin)
        for problem in (problem for rule in rules for problem in rule.find(actor)):
            yield problem_record(problem, one.file, split_at(job, one.file, one.line))


def events(job: Job, given: Iterable[Record]) -> Iterator[Record]:
    """Yield events as those of the actors that took part are."""
    return in_shards(given, _events, job)


def _events(shard: Shard, number: int, given: Iterator[Record]) -> Iterator[Record]:
    shard.add(given)
    tables = shard.tables
    if shard.joined:
        shard.intake.rename(shard.joined)
    for n, event in tables.events():
        shard.cited |= dict.fromkeys(one.source for one in event.evidence)
        yield _event(shard, number, n, event)._replace(words=event.who)
    yield from shard.apply(tuple(rule for rule in shard.job.table if rule.over in ALONE))
    yield from shard.problems()


def _event(shard: Shard, number: int, n: int, event: Event) -> Record:
    file, line, col = shard.tables.place(event)
    return Record(
        "event",
        number,
        n=n,
        id=event.id,
        key=key_of(event.id),
        file=file,
        line=line,
        col=col,
        cited=tuple({one.source for one in event.evidence}),
        words=(*event.who, *event.according_to),
        blob=encode((event.who, rows.event_entry(event))),
    )


def settle(job: Job, given: Iterable[Record]) -> Iterator[Record]:
    """Yield facts as those of the actors that are one, those that state the same as one."""
    return in_shards(given, _settle, job)


def _settle(shard: Shard, number: int, given: Iterator[Record]) -> Iterator[Record]:
    shard.add(given)
    if shard.joined:
        shard.intake.rename(shard.joined)
    settling.unite_same(shard.tables)
    yield from shard.facts()
    yield from shard.problems()


def tell_apart(job: Job, given: Iterable[Record]) -> Iterator[Record]:
    """Yield facts of which several would have one id, each with its own."""
    return in_shards(given, _tell_apart, job)


def _tell_apart(shard: Shard, number: int, given: Iterator[Record]) -> Iterator[Record]:
    shard.add(given)
    shard.index("fact_key")
    settling.tell_apart(shard.tables)
    yield from shard.facts()
    yield from shard.problems()


def locate(job: Job, given: Iterable[Record]) -> Iterator[Record]:
    """Yield problems with the places where they stand, of records sorted by split."""
    from stakegraph.factfile.places import located

    for number, some in groupby(given, lambda one: one.shard):
        text, before = entry_text(job, number)
        path = job.files[job.splits[number].file]
        known = sorted(some, key=lambda one: one.line)
        told = (decode_problem(one.blob) for one in known)
        there = (
            one._replace(
                path=path, line=one.line - before, message=rows.named(one.message, job.files)
            )
            for one in told
        )
        for one, found in zip(known, located(there, partial(_text, text)), strict=True):
            found = found._replace(line=found.line + before)
            yield one._replace(line=found.line, col=found.column, blob=encode(found))


def _text(text: bytes, path: str) -> list[bytes]:
    return [text]
