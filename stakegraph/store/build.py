"""Fact files -> a database of facts, in which a question finds what it needs.

A small set of facts lies in memory, a large one in a file: the same rules are applied to the same
tables. What many facts need is done by several processes.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from functools import partial
from pkgutil import resolve_name
from typing import TYPE_CHECKING, NamedTuple

from stakegraph.edtf.dates import known_day
from stakegraph.factfile.readers import reader
from stakegraph.factfile.reading import Reading, uncollected
from stakegraph.model.relations import RELATIONS, Relation
from stakegraph.rules.rule import Rule
from stakegraph.store import driver, rows, tallies
from stakegraph.store.batch import Batch, batch_of
from stakegraph.store.groups import findings
from stakegraph.store.intake import Intake, OtherRelations
from stakegraph.store.numbering import StoredIds
from stakegraph.store.schema import APPLICATION, COUNTED, COUNTS, INDEXES, SIZES, TABLES, VIEWS
from stakegraph.store.settling import deduplicate
from stakegraph.store.tables import Tables

# What a small set has no use for is imported where a large one needs it.
if TYPE_CHECKING:
    from stakegraph.store.workers import Workers

RULES = "stakegraph.rules.RULES"

_MUCH = 10_000_000  # bytes of fact files that are read by several processes
_PROCESSES = 4  # at most

# Nothing is kept when anything fails, so nothing need be undone or be safe half-way.
SETTINGS = """
pragma page_size = 16384;
pragma journal_mode = off;
pragma synchronous = off;
pragma locking_mode = exclusive;
pragma cache_size = -32000;
"""


class File(NamedTuple):
    """A fact file: its name, its size in bytes, and what yields its bytes piece by piece."""

    name: str
    size: int
    pieces: Callable[[], Iterable[bytes]]


class NotCut(Exception):
    """A file cannot be read block by block: its blocks say something else than the whole."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path


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
    count = processors() if _is_large(files) else 0
    whole: set[str] = set()
    while True:
        db = connect()
        try:
            _build(db, files, known, whole, rules, count, indexed=indexed)
            return db
        except OtherRelations as other:
            db.close()
            known = other.relations
        except NotCut as uncut:
            db.close()
            whole.add(uncut.path)
        except BaseException:
            db.close()
            raise


def build_of(db: sqlite3.Connection, readings: Sequence[Reading], rules: str = RULES) -> None:
    """Make an empty database one of what some readings say, each of which is of one file."""
    known = {key: row for reading in readings for key, row in reading.relations.items()}
    with uncollected():
        intake = _begun(db, len(readings), known, rules)
        for number, reading in enumerate(readings):
            intake.take(batch_of(reading, intake.tables.rules), number)
        intake.unite()
        _complete(intake)


def processors() -> int:
    """Return how many processes are worth having: one a processor, if there are several."""
    ours = getattr(os, "sched_getaffinity", None)
    count = len(ours(0)) if ours else os.cpu_count() or 1
    return min(count, _PROCESSES) if count > 1 else 0


def _build(
    db: sqlite3.Connection,
    files: Sequence[File],
    known: Mapping[str, Relation],
    whole: Container[str],
    rules: str,
    count: int,
    *,
    indexed: bool,
) -> None:
    with uncollected(), ExitStack() as stack:
        workers = None
        if count:
            from stakegraph.store.workers import Workers

            # Processes of their own for each attempt: they may still be busy with the last.
            workers = stack.enter_context(closing(Workers(count, rules)))
        intake = _begun(db, len(files), known, rules, is_large=_is_large(files))
        for number, file in enumerate(files):
            for batch in _batches(file, rows.token(number), intake, whole, workers):
                intake.take(batch, number)
        intake.unite()
        if not indexed:
            _complete(intake, workers)
            return
        from stakegraph.store.indexing import Indexing

        indexing = stack.enter_context(closing(Indexing(db, rules if workers else "")))
        _complete(intake, workers)
        indexing.end()


def _is_large(files: Sequence[File]) -> bool:
    return sum(file.size for file in files) > _MUCH


def _begun(
    db: sqlite3.Connection,
    files: int,
    known: Mapping[str, Relation],
    rules: str,
    *,
    is_large: bool = False,
) -> Intake:
    db.executescript(f"{SETTINGS}begin;{TABLES}{VIEWS}")
    tokens = [rows.token(number) for number in range(files)]
    ids = StoredIds(db) if is_large else None
    return Intake(Tables(db, tokens, resolve_name(rules), ids), known)


def _batches(
    file: File, name: str, intake: Intake, whole: Container[str], workers: Workers | None
) -> Iterator[Batch]:
    """Yield what a file says; `name` stands for its path."""
    if workers is None or file.name in whole:
        data = b"".join(file.pieces())
        yield batch_of(reader(file.name).read(data, name, intake.known), intake.tables.rules)
        return
    from stakegraph.store.parallel import read_blocks

    for batch in read_blocks(workers, file.name, name, file.pieces(), intake.known):
        if batch is None:
            raise NotCut(file.name)
        yield batch


def _complete(intake: Intake, workers: Workers | None = None) -> None:
    """Apply the rules to all that was taken in and united."""
    tables, db = intake.tables, intake.tables.db
    find = _finding(tables.rules, workers)
    deduplicate(tables)
    for name in ("fact_out", "fact_in"):
        db.execute(INDEXES[name])
    driver.check(tables, find, intake.cited, intake.sources)
    driver.keep_undeclared(tables)
    db.executemany(
        "insert into citing values (?, ?, ?, ?)",
        (
            (id, known_day(tables.said_of(id, "date")), firm, bool(tables.said_of(id, "retracted")))
            for id, firm in intake.cited.items()
        ),
    )
    if not tables.has_errors():
        driver.find_conflicts(tables, find)
        driver.infer(tables, find)
    for query in SIZES:
        db.execute(f"insert into meta {query}")
    for column, (table, counts, _) in COUNTS.items():
        db.execute(
            f"insert into {counts} select {column}, {COUNTED[table]} from {table} group by 1"
        )
    tallies.keep(db)
    db.execute(f"pragma application_id = {APPLICATION}")
    db.execute("commit")


def _finding(rules: tuple[Rule, ...], workers: Workers | None) -> driver.Find:
    """Return what applies a rule to batches of groups."""
    if workers is None:
        return partial(map, partial(findings, rules=rules))
    from stakegraph.store.parallel import find

    return partial(find, workers)
