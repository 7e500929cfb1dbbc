"""Fact files -> a folder of Parquet, for facts that outgrow one database file.

The rules are applied as to any set, in an SQLite database beside; DuckDB (https://duckdb.org/)
sorts its rows and writes them.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import islice, tee
from typing import TYPE_CHECKING

from stakegraph.errors import FactsError, Problem
from stakegraph.factfile.discovery import pieces
from stakegraph.store import rows, tallies
from stakegraph.store.build import RULES, File, build
from stakegraph.store.database import Database
from stakegraph.store.loading import placed
from stakegraph.store.parquet import writing
from stakegraph.store.parquet.engine import duckdb, quoted, shortage
from stakegraph.store.parquet.layout import GROUPS, ROWS, SUFFIX, TABLES, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from stakegraph.store.keep import Progress
    from stakegraph.store.parquet.inputs import Inputs

_SHARE = 250_000_000  # bytes of memory of a thread
_LEVEL = 9  # of compression: a seventh smaller than at 3, in half as much time again
_REFUSED = "bad allocation"  # of the machine, of memory that DuckDB may take
_LINE = 1 << 20  # bytes of a row as JSON, at least so many of which DuckDB is to take
_AT_ONCE = 1 << 28  # bytes of rows as JSON, which are on disk until DuckDB has taken them


def compile_into(
    folder: str,
    inputs: Inputs,
    memory: int,
    progress: Progress = lambda _: None,
    rules: str = RULES,
) -> dict[str, int]:
    """Compile fact files into a new folder; return how many rows each table has.

    DuckDB takes no more memory than so many bytes; `rules` is the dotted name of the table of
    rules. Raises FactsError with every error of every
    file, OSError where the folder cannot be written.
    """
    module = duckdb()
    spare = os.path.join(folder, "spare.tmp")
    os.mkdir(spare)
    try:
        with (
            closing(_built(inputs, os.path.join(spare, "facts.db"), progress, rules)) as db,
            closing(module.connect()) as duck,
        ):
            _locate_problems(db, inputs)
            writing.write_names(db, folder)
            duck.execute("set preserve_insertion_order = false")
            duck.execute("set enable_progress_bar = false")  # Python's prompt has one otherwise
            duck.execute(f"set memory_limit = '{memory}B'")
            duck.execute(f"set threads = {_threads(memory)}")
            duck.execute(f"set temp_directory = {quoted(spare)}")
            counts = dict(_written(db, duck, folder, os.path.join(spare, "rows.json")))
    except module.Error as error:
        lacking = shortage(error)
        if isinstance(lacking, MemoryError) and _REFUSED not in str(lacking):
            lacking = OSError("DuckDB needs more memory for these facts: give it with --memory")
        raise lacking or OSError(str(error)) from error
    shutil.rmtree(spare)
    return counts


def _threads(memory: int) -> int:
    """Return how many threads DuckDB can give a share of memory that one needs to sort rows."""
    return max(1, min(os.cpu_count() or 1, memory // _SHARE))


def _built(inputs: Inputs, path: str, progress: Progress, rules: str) -> sqlite3.Connection:
    """Return a database of what the fact files say and of what follows, as of any set of them."""

    def connect() -> sqlite3.Connection:
        if os.path.exists(path):
            os.unlink(path)
        return sqlite3.connect(path, isolation_level=None)

    places = ((name, inputs.path(name)) for name in inputs.files)
    files = [
        File(name, os.path.getsize(place), partial(_pieces, place, progress))
        for name, place in places
    ]
    return build(connect, files, rules)


def _pieces(path: str, progress: Progress) -> Iterator[bytes]:
    for piece in pieces(path):
        progress(len(piece))
        yield piece


def _locate_problems(db: sqlite3.Connection, inputs: Inputs) -> None:
    """Put the problems down with the places where they stand, for the files may be gone later.

    Raises FactsError where any is an error.
    """
    errors = sorted(found for _, found in _placed(db, inputs, "severity = 'error'"))
    if errors:
        raise FactsError(errors)
    columns = ", ".join(f"{name} = ?" for name in tallies.columns_of(db, "problem"))
    unplaced = _placed(db, inputs, "field <> '' or unknown <> ''")
    db.executemany(
        f"update problem set {columns} where rowid = ?", ((*found, n) for n, found in unplaced)
    )
    # What stands for a file is named wherever a row is read: there may be more than memory holds.
    db.create_function("named", 1, partial(rows.named, files=inputs.files), deterministic=True)
    db.execute("alter table problem rename to found")
    db.execute(
        "create temp view problem as select named(path) as path, line, col, severity,"
        " named(message) as message, rule, field, unknown from found"
    )
    tallies.renew(db, "problem")
    paths = ((n, os.fsencode(path)) for n, path in enumerate(inputs.files))
    db.executemany("insert into file (n, path) values (?, ?)", paths)


def _placed(db: sqlite3.Connection, inputs: Inputs, wanted: str) -> Iterator[tuple[int, Problem]]:
    """Yield some problems where they stand, each with the number of its row."""
    database = Database(db, inputs.files, is_filled=False)
    found = db.execute(f"select rowid, * from problem where {wanted} order by path, line, col")
    numbered, told = tee(found)
    problems = (rows.problem_of(row, inputs.files) for _, *row in told)
    there = placed(database, problems, lambda name: pieces(inputs.path(name)))
    return zip((number for number, *_ in numbered), there, strict=True)


def _written(
    db: sqlite3.Connection, duck: DuckDBPyConnection, folder: str, spare: str
) -> Iterator[tuple[str, int]]:
    """Yield the name of each table with how many rows of it were written.

    Tables that are the same rows, or some columns of them, in another order are read once.
    """
    for query in dict.fromkeys(table.query for table in TABLES.values()):
        orders = {name: table for name, table in TABLES.items() if table.query == query}
        paths = {name: os.path.join(folder, f"{name}{SUFFIX}") for name in orders}
        if len(orders) == 1:
            ((name, table),) = orders.items()
            yield name, _copied(db, duck, table, paths[name], spare)
            continue
        count = _read(db, duck, next(iter(orders.values())), spare)
        for name, table in orders.items():
            columns = ", ".join(f'"{column}"' for column in table.columns)
            several = f", row_groups_per_file {GROUPS}" if count > ROWS * GROUPS else ""
            ordered = f"select {columns} from rows order by {table.order}"
            duck.execute(_copy(ordered, paths[name], several))
            if several:
                _name_parts(paths[name])
            yield name, count
        duck.execute("drop table rows")


def _copied(
    db: sqlite3.Connection, duck: DuckDBPyConnection, table: Table, path: str, spare: str
) -> int:
    """Write a table of one order, part by part; return how many rows it has.

    SQLite reads it in its order, mostly along an index, and each part is sorted alone: to sort all
    at once, DuckDB wants room for all of them twice.
    """
    os.mkdir(parts := f"{path}.tmp")
    count = 0
    for number, (taken, lines) in enumerate(_spooled(db, table, spare, ROWS * GROUPS)):
        part = os.path.join(parts, f"part-{number:05}{SUFFIX}")
        duck.execute(_copy(f"select * from {lines} order by {table.order}", part))
        count += taken
    if number:
        os.rename(parts, path)
    else:
        os.rename(part, path)
        os.rmdir(parts)
    return count


def _copy(rows: str, path: str, more: str = "") -> str:
    """Return the command that writes rows to a file, or to several in a folder."""
    return (
        f"copy ({rows}) to {quoted(path)} (format parquet, compression zstd,"
        f" compression_level {_LEVEL}, row_group_size {ROWS}, parquet_version v2{more})"
    )


def _name_parts(path: str) -> None:
    """Give the parts of a table names in whose order they are: DuckDB numbers them from 0 on."""
    for name in os.listdir(path):
        number = int("".join(filter(str.isdigit, name)))
        os.rename(os.path.join(path, name), os.path.join(path, f"part-{number:05}{SUFFIX}"))


def _read(db: sqlite3.Connection, duck: DuckDBPyConnection, table: Table, spare: str) -> int:
    """Make the rows of a table one of DuckDB's, `rows`; return how many there are."""
    declared = ", ".join(f'"{column}" {type}' for column, type in table.columns.items())
    duck.execute(f"create table rows ({declared})")
    count = 0
    for taken, lines in _spooled(db, table, spare):
        duck.execute(f"insert into rows select * from {lines}")
        count += taken
    return count


def _spooled(
    db: sqlite3.Connection, table: Table, spare: str, most: int | None = None
) -> Iterator[tuple[int, str]]:
    """Yield how many rows of a table lie in a file, and what DuckDB reads them with, bit by bit.

    Those of at `most` so many rows come in the order of the table. Of a table without rows that is
    once.
    """
    pairs = ", ".join(f"'{column}', \"{column}\"" for column in table.columns)
    ordered = f" order by {table.order}" if most else ""
    found = db.execute(f"select json_object({pairs}) from ({table.query}{ordered})")
    typed = ", ".join(f"\"{column}\": '{type}'" for column, type in table.columns.items())
    lines = (line.encode() for (line,) in found)
    taken = _spool(islice(lines, most), spare)
    while True:
        longest = max(_LINE, 2 * max(taken, default=0))
        yield (
            len(taken),
            f"read_json({quoted(spare)}, columns = {{{typed}}}, format = 'newline_delimited',"
            f" maximum_object_size = {longest}, hive_partitioning = false)",
        )
        taken = _spool(islice(lines, most), spare)
        if not taken:
            return


def _spool(lines: Iterable[bytes], path: str) -> list[int]:
    """Write lines to a file until it is large enough to be read; return how long each is."""
    lengths = []
    left = _AT_ONCE
    with open(path, "wb") as file:
        for line in lines:
            file.write(line + b"\n")
            lengths.append(len(line))
            left -= len(line)
            if left <= 0:
                break
    return lengths
