"""Fact files -> a folder of Parquet, for facts that outgrow one database file.

The rules are applied as to any set, in an SQLite database beside; DuckDB (https://duckdb.org/)
sorts its rows and writes them. A folder is written under another name and takes its own at the end,
so that what has the name is whole.
"""

from __future__ import annotations

import errno
import json
import os
import re
import secrets
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING

from stakegraph.errors import CannotWriteError, FactsError, UsageError
from stakegraph.factfile.discovery import pieces
from stakegraph.store import cache, folder, tallies
from stakegraph.store.build import File, build
from stakegraph.store.database import Database
from stakegraph.store.loading import problems
from stakegraph.store.name_tables import fill
from stakegraph.store.parquet_tables import TABLES, ParquetTable
from stakegraph.store.schema import INDEXES
from stakegraph.store.schema import TABLES as KEPT

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from stakegraph.store.keep import Kept, Progress

_ROWS = 8192  # of a row group: so many are read for one actor
_LINE = 16 << 20  # bytes of a row as JSON that DuckDB takes unasked
_ATTEMPTS = 5
_TAKEN = (errno.ENOTEMPTY, errno.EEXIST)
_LEAST = 100_000_000  # bytes of memory with which DuckDB can sort
_UNITS = {"MB": 10**6, "GB": 10**9, "MIB": 1 << 20, "GIB": 1 << 30}


def duckdb() -> ModuleType:
    """Return the module of DuckDB; raises UsageError where it is not installed."""
    try:
        import duckdb
    except ImportError as error:
        told = "folders of Parquet need DuckDB: pip install 'stakegraph[parquet]'"
        raise UsageError(told) from error
    return duckdb


def amount(text: str) -> int:
    """Return an amount of memory in bytes; raises UsageError where it is none, or too small."""
    found = re.fullmatch(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([KMG]i?B)\s*", text, re.IGNORECASE)
    unit = _UNITS.get(found[2].upper()) if found else None
    if not found or not unit:
        raise UsageError(f"{text!r} is no amount of memory: write 500MB or 2GB")
    size = int(float(found[1]) * unit)
    if size < _LEAST:
        raise UsageError(f"{text} of memory is too little: give {_LEAST // 10**6}MB or more")
    return size


def compile_into_folder(
    kept: Kept, out: str, memory: int, progress: Progress = lambda _: None
) -> folder.Folder:
    """Compile fact files into a folder of Parquet, which takes the place of an older one whole.

    DuckDB takes no more memory than so many bytes. Raises FactsError with every error of every
    file, UsageError where the folder is something else, CannotWriteError where it cannot be made.
    """
    module = duckdb()
    out = os.path.normpath(out)
    _refuse(out)
    unfinished = f"{out}.{secrets.token_hex(8)}{cache.UNFINISHED}"
    try:
        os.makedirs(unfinished)
        _write(module, kept, folder.Folder(unfinished, kept.files, {}), memory, progress)
        _rename(unfinished, out)
    except (OSError, sqlite3.Error, module.Error) as error:
        told = str(getattr(error, "strerror", None) or error).partition("\n")[0]
        raise CannotWriteError(f"{out}: {told}") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    found = folder.compiled_folder([out])
    assert found
    return found


def _refuse(out: str) -> None:
    """Raise UsageError where something is under a name that no compiled folder may replace."""
    if os.path.isdir(out):
        if not folder.may_be_replaced(out):
            raise UsageError(f"{out}: the folder holds something else: name one that is not there")
    elif os.path.lexists(out):
        raise UsageError(f"{out}: it is no folder")


def _rename(unfinished: str, out: str) -> None:
    """Give a folder its name; what had it is removed."""
    for number in range(_ATTEMPTS):
        older = f"{unfinished}.{number}{cache.UNFINISHED}"
        with suppress(FileNotFoundError):
            os.rename(out, older)
        try:
            os.rename(unfinished, out)
        except OSError as error:
            # Somebody else gave another folder the name in between.
            if error.errno in _TAKEN and number < _ATTEMPTS - 1:
                continue
            with suppress(OSError):
                os.rename(older, out)
            raise
        finally:
            shutil.rmtree(older, ignore_errors=True)
        return


def _write(
    module: ModuleType, kept: Kept, made: folder.Folder, memory: int, progress: Progress
) -> None:
    database = made.file("facts.tmp")
    rows: dict[str, int] = {}
    with closing(_built(kept, database, progress)) as db:
        _locate_problems(db, kept.files)
        _write_names(db, made.file(folder.NAMES))
        with closing(module.connect()) as duck:
            duck.execute("set preserve_insertion_order = false")
            duck.execute(f"set memory_limit = '{memory}B'")
            duck.execute(f"set temp_directory = {quoted(made.file('spilt.tmp'))}")
            for name, table in TABLES.items():
                rows[name] = _write_table(db, duck, name, table, made)
    for name in os.listdir(made.path):
        if cache.UNFINISHED in name:
            path = made.file(name)
            shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)
    sizes = {name: os.path.getsize(made.file(name)) for name in sorted(os.listdir(made.path))}
    manifest = {
        "stakegraph": folder.version(),
        "layout": folder.LAYOUT,
        "files": [*kept.files],
        "rows": rows,
        "bytes": sizes,
    }
    with open(made.file(folder.MANIFEST), "x", encoding="utf-8") as file:
        json.dump(manifest, file, indent=2)
        file.write("\n")


def _built(kept: Kept, path: str, progress: Progress) -> sqlite3.Connection:
    """Return a database of what the fact files say and of what follows, as of any set of them.

    Raises FactsError with every error of every file.
    """

    def connect() -> sqlite3.Connection:
        with suppress(FileNotFoundError):
            os.unlink(path)
        return sqlite3.connect(path, isolation_level=None)

    files = [
        File(name, os.path.getsize(name), partial(_pieces, name, progress)) for name in kept.files
    ]
    return build(connect, files)


def _pieces(path: str, progress: Progress) -> Iterator[bytes]:
    for piece in pieces(path):
        progress(len(piece))
        yield piece


def _locate_problems(db: sqlite3.Connection, files: Sequence[str]) -> None:
    """Put the problems down with the places where they stand, for the files may be gone later.

    Raises FactsError where any is an error.
    """
    found = problems(Database(db, files, is_filled=False))
    errors = [problem for problem in found if problem.severity == "error"]
    if errors:
        raise FactsError(errors)
    db.execute("delete from problem")
    db.executemany("insert into problem values (?, ?, ?, ?, ?, ?, ?, ?)", found)
    tallies.renew(db, "problem")
    paths = ((n, os.fsencode(path)) for n, path in enumerate(files))
    db.executemany("insert into file (n, path) values (?, ?)", paths)


def _write_names(db: sqlite3.Connection, path: str) -> None:
    """Write the index of names, with the tables that every question reads, as a file of SQLite."""
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        made.executescript(KEPT)
    db.execute("attach ? as names", (path,))
    db.execute("begin")
    for table in ("meta", "tally", "relation", "also", "citing"):
        db.execute(f"insert into names.{table} select * from main.{table}")
    columns = "n, id, kind, name, classification, description, forms, '{}', file, line, col"
    db.execute(f"insert into names.actor select {columns}, checksum({columns}) from main.actor")
    db.execute("commit")
    db.execute("detach names")
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        made.execute(INDEXES["actor_id"])
        fill(made)


def _write_table(
    db: sqlite3.Connection,
    duck: DuckDBPyConnection,
    name: str,
    table: ParquetTable,
    made: folder.Folder,
) -> int:
    """Write the files of a table; return how many rows it has."""
    lines = made.file("rows.tmp")
    longest = _write_lines(db, table, lines)
    typed = ", ".join(f"\"{column}\": '{type}'" for column, type in table.columns.items())
    duck.execute(
        f"create table {name} as select * from read_json({quoted(lines)}, columns = {{{typed}}},"
        f" format = 'newline_delimited', maximum_object_size = {max(_LINE, 2 * longest)},"
        " hive_partitioning = false)"
    )
    for file, order in table.files.items():
        left_out = f"exclude ({table.left_out[file]})" if file in table.left_out else ""
        duck.execute(
            f"copy (select * {left_out} from {name} order by {order})"
            f" to {quoted(made.file(file + folder.SUFFIX))}"
            f" (format parquet, compression zstd, row_group_size {_ROWS})"
        )
    ((count,),) = duck.execute(f"select count(*) from {name}").fetchall()
    duck.execute(f"drop table {name}")
    return int(count)


def _write_lines(db: sqlite3.Connection, table: ParquetTable, path: str) -> int:
    """Write the rows of a table as lines of JSON; return the length of the longest."""
    pairs = ", ".join(f"'{column}', \"{column}\"" for column in table.columns)
    longest = 0
    with open(path, "wb") as file:
        for (line,) in db.execute(f"select json_object({pairs}) from ({table.query})"):
            encoded: bytes = line.encode()
            longest = max(longest, len(encoded))
            file.write(encoded + b"\n")
    return longest


def quoted(path: str) -> str:
    """Return a path as a text of SQL."""
    return "'" + path.replace("'", "''") + "'"
