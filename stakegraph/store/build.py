"""Fact files -> a database of facts, in which a question finds what it needs.

A small set of facts lies in memory, a large one in a file: the same rules are applied to the same
tables. What many facts need is done by several processes.
"""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import NamedTuple

import msgspec

from stakegraph.factfile.blocks import Block
from stakegraph.factfile.pieces import NotPlain
from stakegraph.factfile.readers import reader
from stakegraph.factfile.reading import Reading
from stakegraph.model.relations import RELATIONS, Relation
from stakegraph.rules.rule import Rule
from stakegraph.store import driver, rows
from stakegraph.store.batch import Batch, batch_of
from stakegraph.store.indexing import Indexing
from stakegraph.store.intake import Intake, OtherRelations
from stakegraph.store.schema import APPLICATION, INDEXES, TABLES, VIEWS
from stakegraph.store.settling import deduplicate
from stakegraph.store.tables import Tables
from stakegraph.store.workers import Workers, processors

RULES = "stakegraph.rules.RULES"

_MUCH = 10_000_000  # bytes of fact files that are read by several processes

# Nothing is kept when anything fails, so nothing need be undone or be safe half-way.
_SETTINGS = """
pragma page_size = 16384;
pragma journal_mode = off;
pragma synchronous = off;
pragma locking_mode = exclusive;
pragma cache_size = -64000;
"""


class File(NamedTuple):
    """A fact file: its name, its size in bytes, and what yields its bytes piece by piece."""

    name: str
    size: int
    pieces: Callable[[], Iterable[bytes]]


class NotCut(Exception):
    """A file cannot be read block by block: its blocks say something else than the whole."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.file = file


class ReadTask(msgspec.Struct, array_like=True):
    """A block of a file to read, with what reading it takes; `name` stands for its path."""

    block: Block
    path: str
    name: str
    relations: dict[str, Relation]


_encode = msgspec.msgpack.Encoder().encode
_decode_task = msgspec.msgpack.Decoder(ReadTask).decode
_decode_batches = msgspec.msgpack.Decoder(list[Batch] | None).decode


def build(
    connect: Callable[[], sqlite3.Connection],
    files: Sequence[File],
    rules: str = RULES,
    *,
    indexed: bool = False,
) -> sqlite3.Connection:
    """Return a database of what fact files say, of what follows, and of all that is wrong.

    `connect` opens an empty one, again where the files have to be read once more; `rules` is the
    dotted name of the table of rules. Where any problem is an error, nothing is derived. The names
    are `indexed` now, or when one is looked up. Raises UsageError for a file that cannot be read.
    """
    known: Mapping[str, Relation] = RELATIONS
    count = processors() if sum(file.size for file in files) > _MUCH else 0
    whole: set[str] = set()
    while True:
        db = connect()
        try:
            # Processes of their own for each attempt: they may still be busy with the last.
            with _uncollected(), closing(Workers(count, rules)) as workers:
                _build(db, files, known, whole, workers, indexed=indexed)
            return db
        except OtherRelations as other:
            db.close()
            known = other.relations
        except NotCut as uncut:
            db.close()
            whole.add(uncut.file)
        except BaseException:
            db.close()
            raise


def build_of(db: sqlite3.Connection, readings: Sequence[Reading], rules: str = RULES) -> None:
    """Make an empty database one of what some readings say, each of which is of one file."""
    workers = Workers(0, rules)
    known = {key: row for reading in readings for key, row in reading.relations.items()}
    with _uncollected():
        intake = _begun(db, len(readings), known, workers.rules)
        for number, reading in enumerate(readings):
            intake.take(batch_of(reading, workers.rules), number)
        intake.unite()
        _complete(intake, workers)


def _build(
    db: sqlite3.Connection,
    files: Sequence[File],
    known: Mapping[str, Relation],
    whole: Container[str],
    workers: Workers,
    *,
    indexed: bool,
) -> None:
    intake = _begun(db, len(files), known, workers.rules)
    for number, file in enumerate(files):
        beside = workers.processes and file.name not in whole
        reading = _read_beside if beside else _read
        for batch in reading(file, rows.token(number), known, workers):
            intake.take(batch, number)
    intake.unite()
    if not indexed:
        _complete(intake, workers)
        return
    with closing(Indexing(db, workers)) as indexing:
        _complete(intake, workers)
        indexing.end()


def _begun(
    db: sqlite3.Connection, files: int, known: Mapping[str, Relation], rules: tuple[Rule, ...]
) -> Intake:
    db.executescript(_SETTINGS + TABLES + VIEWS)
    db.execute("begin")
    return Intake(Tables(db, [rows.token(number) for number in range(files)], rules), known)


def _complete(intake: Intake, workers: Workers) -> None:
    """Apply the rules to all that was taken in and united."""
    tables, db = intake.tables, intake.tables.db
    deduplicate(tables)
    for name in ("fact_out", "fact_in"):
        db.execute(INDEXES[name])
    driver.check(tables, workers, intake.cited, intake.sources)
    if not tables.has_errors():
        driver.find_conflicts(tables, workers)
        driver.infer(tables, workers)
    db.execute("insert into meta select 'facts', count(*) from fact")
    for table, end in (("leaving", "subject"), ("reaching", "object")):
        db.execute(f"insert into {table} select {end}, count(*) from fact group by {end}")
    db.execute(f"pragma application_id = {APPLICATION}")
    db.execute("commit")


def _read(
    file: File, name: str, known: Mapping[str, Relation], workers: Workers
) -> Iterator[Batch]:
    """Yield what a file says."""
    data = b"".join(file.pieces())
    yield batch_of(reader(file.name).read(data, name, known), workers.rules)


def _read_beside(
    file: File, name: str, known: Mapping[str, Relation], workers: Workers
) -> Iterator[Batch]:
    """Yield what a file says, block by block; raises NotCut where a block cannot stand alone."""
    relations = dict(known)
    try:
        tasks = (
            _encode(ReadTask(block, file.name, name, relations))
            for block in reader(file.name).blocks(file.pieces())
        )
        for answer in workers.run(f"{__name__}.read_task", tasks):
            batches = _decode_batches(answer)
            if batches is None:
                raise NotCut(file.name)
            yield from batches
    except NotPlain as error:
        raise NotCut(file.name) from error


def read_task(message: bytes, rules: tuple[Rule, ...]) -> bytes:
    """Return what a block of a file says, None where it cannot be read by itself."""
    task = _decode_task(message)
    chunks, line = task.block.as_file()
    try:
        parts = reader(task.path).parts(chunks, task.name, task.relations, line)
        return _encode([batch_of(reading, rules) for reading in parts])
    except NotPlain:
        return _encode(None)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from looking for cycles after every few facts, which have none."""
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.enable()
