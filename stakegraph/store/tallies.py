"""What is known of a whole table: the number of its rows, and the sum of their checksums.

A row has a checksum in its column `sum`; that of a row of a table without one is made of all its
columns. Neither a row that was changed nor one that is gone, or there twice, goes unnoticed.
"""

from __future__ import annotations

import sqlite3

from stakegraph.errors import DamagedIndex

TABLES = (
    "meta",
    "relation",
    "source",
    "actor",
    "fact",
    "event",
    "conflict",
    "problem",
    "also",
    "citing",
)

Tally = tuple[int, int]


def keep(db: sqlite3.Connection) -> None:
    """Put the tallies of all tables down."""
    db.executemany(
        "insert into tally values (?, ?, ?)", [(table, *_tally(db, table)) for table in TABLES]
    )


def renew(db: sqlite3.Connection, table: str) -> None:
    """Put down the tally of a table that was written anew."""
    db.execute("replace into tally values (?, ?, ?)", (table, *_tally(db, table)))


def verify(db: sqlite3.Connection, table: str) -> None:
    """Raise DamagedIndex where a table is not what was written; its rows are not looked at."""
    try:
        known = db.execute("select rows, sum from tally where name = ?", (table,)).fetchone()
        found = _tally(db, table)
    except sqlite3.DatabaseError as error:
        raise DamagedIndex(str(error)) from error
    if found != known:
        raise DamagedIndex(f"the table {table} is not what was written")


def columns_of(db: sqlite3.Connection, table: str) -> list[str]:
    """Return the names of the columns of a table."""
    return [name for (name,) in db.execute("select name from pragma_table_info(?)", (table,))]


def _tally(db: sqlite3.Connection, table: str) -> Tally:
    names = columns_of(db, table)
    sum = "sum" if "sum" in names else f"checksum({', '.join(names)})"
    count: Tally = db.execute(
        f"select count(*), coalesce(sum({sum}), 0) from {table} not indexed"
    ).fetchone()
    return count
