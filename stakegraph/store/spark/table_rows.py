"""The rows of the tables of a folder of Parquet, made of records by the executors."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from operator import attrgetter

import msgspec

from stakegraph.edtf.dates import known_day
from stakegraph.model.relations import RELATIONS
from stakegraph.store import rows, tallies
from stakegraph.store.parquet.layout import TABLES
from stakegraph.store.parquet.writing import write_names
from stakegraph.store.schema import TABLES as KEPT
from stakegraph.store.schema import VIEWS, checksum
from stakegraph.store.spark.records import Record, decode, decode_problem
from stakegraph.store.spark.splits import Job
from stakegraph.store.tables import batches, marks

_AT_ONCE = 5000  # records
# The tables of a kept set of which the sums are those of a table of the folder.
_TALLIED = {
    "facts_by_subject": "fact",
    "sources": "source",
    "events": "event",
    "conflicts": "conflict",
    "problems": "problem",
}
_COUNTS = ("leaving", "reaching", "attending")  # tables of what is counted for each actor
_WIDTHS = {"fact": 12, "actor": 12, "source": 7, "event": 7}  # columns
# Into what entries go, with whose they are, for a view to say what stands in them.
_OF_ENTRIES = {"evidence": "fact (n, entry)", "identifiers": "actor (id, entry)"}


class Rows:
    """Yields the rows of a table, as the views of a kept set have them, of records."""

    def __init__(self, table: str) -> None:
        self.table = table

    def __call__(self, job: Job, given: Iterable[Record]) -> Iterator[tuple[object, ...]]:
        """Yield the rows."""
        for some in batches(given, _AT_ONCE):
            with closing(_filled(job, some)) as db:
                yield from _selected(db, self.table)


def further(table: str, given: Iterable[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a table that the views make of entries, of these with whose they are."""
    columns = _OF_ENTRIES[table]
    for some in batches(given, _AT_ONCE):
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
            db.executescript(KEPT + VIEWS)
            db.executemany(f"insert into {columns} values (?, ?)", some)
            yield from _selected(db, table)


def conflicts(job: Job, given: Iterable[Record]) -> Iterator[tuple[object, ...]]:
    """Yield the rows of conflicts, each with its checksum."""
    codes = _codes(job)
    for one in given:
        numbers = (one.subject_number, codes.get(one.relation, -1), one.object_number)
        ends = (end or None for end in (one.subject, one.relation, one.object))
        sum = checksum(one.id, *numbers, one.flags)
        yield (one.id, *ends, one.flags, *numbers, sum)


def problems(job: Job, given: Iterable[Record]) -> Iterator[tuple[object, ...]]:
    """Yield the rows of problems, each with its checksum."""
    for one in given:
        problem = decode_problem(one.blob)
        yield (*problem, checksum(*problem))


def names(
    job: Job,
    given: Iterable[Record],
    path: str,
    sums: dict[str, tuple[int, int]],
    meta: dict[str, object],
) -> Iterator[Record]:
    """Write the index of names in a folder of its own, and yield the path of that."""
    target = tempfile.mkdtemp(dir=path)  # a task may be tried again, or run twice at once
    with closing(sqlite3.connect("", isolation_level=None)) as db:
        db.executescript(KEPT)
        db.create_function("checksum", -1, checksum)
        db.execute("begin")
        db.executemany("insert into meta values (?, ?)", meta.items())
        made = (
            (code, key, msgspec.json.encode(job.relations.get(key, RELATIONS.get(key))).decode())
            for key, code in _codes(job).items()
        )
        db.executemany("insert into relation values (?, ?, ?)", made)
        for one in given:
            if one.kind == "actor":
                row = rows.summed(*_columns(one, {}))
                db.execute(f"insert into actor values ({marks(12)})", row)
                for table, count in zip(_COUNTS, one.numbers, strict=True):
                    if count:
                        db.execute(f"insert into {table} values (?, ?, null)", (one.n, count))
            elif one.kind == "also":
                db.execute("insert into also values (?, ?)", (one.id, one.n))
            else:
                said = msgspec.json.decode(decode(one.blob)[0]) if one.blob else {}
                day, retracted = known_day(said.get("date", "")), bool(said.get("retracted"))
                row = (one.id, day, bool(one.flags), retracted)
                db.execute("insert into citing values (?, ?, ?, ?)", row)
        tallies.keep(db)
        for table, name in _TALLIED.items():
            db.execute("replace into tally values (?, ?, ?)", (name, *sums[table]))
        db.execute("commit")
        write_names(db, target)
    yield Record("names", id=target)


def _selected(db: sqlite3.Connection, name: str) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a table that a database has, in their order."""
    table = TABLES[name]
    names = ", ".join(f'"{column}"' for column in table.columns)
    yield from db.execute(f"select {names} from ({table.query}) order by {table.order}")


def _filled(job: Job, some: list[Record]) -> sqlite3.Connection:
    """Return a database of some records alone."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.executescript(KEPT + VIEWS)
    codes = _codes(job)
    paths = ((n, os.fsencode(path)) for n, path in enumerate(job.files))
    db.executemany("insert into file (n, path) values (?, ?)", paths)
    db.executemany(
        "insert into relation (n, key) values (?, ?)", ((n, k) for k, n in codes.items())
    )
    ends = {
        number: id
        for one in some
        for number, id in ((one.subject_number, one.subject), (one.object_number, one.object))
        if id
    }
    db.executemany("insert into actor (n, id) values (?, ?)", ends.items())
    for kind, alike in groupby(some, attrgetter("kind")):
        made = [rows.summed(*_columns(one, codes)) for one in alike]
        db.executemany(f"insert into {kind} values ({marks(_WIDTHS[kind])})", made)
    return db


def _columns(one: Record, codes: dict[str, int]) -> tuple[object, ...]:
    """Return the columns of a fact, an actor, a source or an event, without the checksum."""
    place = (one.file, one.line, one.col)
    if one.kind == "fact":
        tail, entry = decode(one.blob)[:2]
        ends = (one.subject_number, codes[one.relation], one.object_number)
        return (one.n, one.key, *ends, one.flags, tail, entry, *place)
    if one.kind == "actor":
        return (one.n, one.id, *decode(one.blob), *place)
    return (one.n, one.id, decode(one.blob)[-1], *place)


def _codes(job: Job) -> dict[str, int]:
    """Return the numbers of the relations."""
    return {key: n for n, key in enumerate(dict.fromkeys([*RELATIONS, *job.relations]))}
