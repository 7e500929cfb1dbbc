"""What is damaged of a file of compiled facts, all of which is read to find it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest

from stakegraph.errors import DamagedIndex
from stakegraph.model.sentences import counted
from stakegraph.store import cache, tallies
from stakegraph.store.name_tables import NAMED, fill
from stakegraph.store.schema import COUNTED, COUNTS, checksum

_SUMMED = ("source", "actor", "fact", "event")


def faults(path: str) -> list[str]:
    """Return what is damaged of a file of compiled facts, a sentence each."""
    if not cache.is_ours(path):
        return ["it is cut, of another version, or not a file that only you can write"]
    try:
        with closing(cache.connect(path, "ro")) as db:
            db.create_function("checksum", -1, checksum)
            return [*_of_pages(db), *_of_rows(db), *_of_counts(db), *_of_names(db)]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return [str(error)]


def _of_pages(db: sqlite3.Connection) -> Iterator[str]:
    for (found,) in db.execute("pragma integrity_check(3)").fetchall():
        if found != "ok":
            yield from found.split("\n")


def _of_rows(db: sqlite3.Connection) -> Iterator[str]:
    for table in _SUMMED:
        *columns, _ = tallies.columns_of(db, table)
        wrong = f"sum is not checksum({', '.join(columns)})"
        ((count,),) = db.execute(f"select count(*) from {table} where {wrong}")
        if count:
            yield f"{counted(count, 'row')} of {table} not what was written"
    for table in tallies.TABLES:
        try:
            tallies.verify(db, table)
        except DamagedIndex as error:
            yield str(error)


def _of_counts(db: sqlite3.Connection) -> Iterator[str]:
    for column, (table, counts, what) in COUNTS.items():
        found = f"select {column}, {COUNTED[table]} from {table} group by 1"
        known = f"select actor, {what}, mixture from {counts}"
        query = (
            f"select count(distinct 1 * {column}) from (select * from ({found} except {known})"
            f" union all select * from ({known} except {found}))"
        )
        ((count,),) = db.execute(query)
        if count:
            yield f"{counted(count, 'actor')} with other {what} than {counts} has"


def _of_names(db: sqlite3.Connection) -> Iterator[str]:
    """Yield which table of the index of names is not what is made of the names."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        fill(made, db.execute(NAMED).fetchall())
        for table in ("form", "names", "word", "words"):
            pairs = zip_longest(_rows(db, table), _rows(made, table))
            if any(one != other for one, other in pairs):
                yield f"the table {table} is not what is made of the names"


def _rows(db: sqlite3.Connection, table: str) -> Iterator[tuple[object, ...]]:
    """Yield what stands in a table of the index, of a full-text one its terms."""
    if table in ("form", "word"):
        return db.execute(f"select * from {table} order by n")
    db.execute(f"create virtual table temp.{table}_terms using fts5vocab(main, {table}, instance)")
    return db.execute(f"select term, doc from temp.{table}_terms order by term, doc")
