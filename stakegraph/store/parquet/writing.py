"""How a folder of Parquet comes to be: under another name, then whole in the place of an older one.

Whoever fills it, this makes its index of names and its manifest.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from glob import escape
from typing import TYPE_CHECKING

from stakegraph.errors import CannotWriteError, UsageError
from stakegraph.factfile.discovery import MANIFEST, NAMES, is_remote
from stakegraph.store import cache
from stakegraph.store.name_tables import NAMED, fill
from stakegraph.store.parquet import blocks
from stakegraph.store.parquet.engine import duckdb, quoted
from stakegraph.store.parquet.folder import inside, may_be_replaced, version
from stakegraph.store.parquet.layout import TABLES, WITH_NAMES, Manifest
from stakegraph.store.tables import batches, marks

if TYPE_CHECKING:
    from stakegraph.store.parquet.inputs import Inputs

_ATTEMPTS = 5
_AT_ONCE = 5000  # rows
_PAGE = 32768  # bytes of a page of the index of names, in which several blocks of actors fit
_TAKEN = (errno.ENOTEMPTY, errno.EEXIST)
_LEAST = 100_000_000  # bytes of memory with which rows can be sorted
_UNITS = {"MB": 10**6, "GB": 10**9, "MIB": 1 << 20, "GIB": 1 << 30}


def amount(text: str) -> int:
    """Return an amount of memory in bytes; raises UsageError where it is none, or too small."""
    found = re.fullmatch(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([A-Z]+)\s*", text, re.IGNORECASE)
    unit = _UNITS.get(found[2].upper()) if found else None
    if not found or not unit:
        raise UsageError(f"{text!r} is no amount of memory: write 500MB or 2GB")
    size = int(float(found[1]) * unit)
    if size < _LEAST:
        raise UsageError(f"{text} of memory is too little: give {_LEAST // 10**6}MB or more")
    return size


@contextmanager
def replacement(out: str) -> Iterator[str]:
    """Yield a new folder to be filled, which then takes a name and the place of an older folder.

    Nothing of it is left where that fails. Raises UsageError where something else has the name,
    CannotWriteError where there is no room or right to write.
    """
    if is_remote(out):
        raise UsageError(f"{out}: name a folder of this machine, and copy it there once it is made")
    out = os.path.normpath(out)
    if os.path.isdir(out):
        if not may_be_replaced(out):
            raise UsageError(f"{out}: the folder holds something else: name one that is not there")
    elif os.path.lexists(out):
        raise UsageError(f"{out}: it is no folder")
    try:
        _tidy(out)
        with _unfinished(out) as unfinished:
            yield unfinished
            _rename(unfinished, out)
    except (OSError, sqlite3.Error) as error:
        told = str(getattr(error, "strerror", None) or error).partition("\n")[0]
        raise CannotWriteError(f"{out}: {told}") from error


def write_names(db: sqlite3.Connection, folder: str) -> None:
    """Write the index of names of a kept set, with the actors and what every question reads."""
    path = os.path.join(folder, NAMES)
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        made.execute(f"pragma page_size = {_PAGE}")
        made.execute("begin")
        for table in WITH_NAMES:
            ((known,),) = db.execute("select sql from sqlite_master where name = ?", (table,))
            made.execute(known)
            for some in batches(db.execute(f"select * from {table}"), _AT_ONCE):
                made.executemany(f"insert into {table} values ({marks(len(some[0]))})", some)
        blocks.write(made, db)
        fill(made, db.execute(NAMED), owned=False)
        made.execute("commit")


def write_manifest(folder: str, inputs: Inputs, rows: Mapping[str, int]) -> None:
    """Write the manifest of a folder, which comes last: the files in it are those that count.

    It says what values of its key each part of a table has.
    """
    found = (os.path.join(at, name) for at, _, names in os.walk(folder) for name in names)
    sizes = {os.path.relpath(path, folder).replace(os.sep, "/"): os.path.getsize(path)
             for path in sorted(found)}  # fmt: skip
    registers = {name: each.fingerprint() for name, each in inputs.registers.items()}
    with open(os.path.join(folder, MANIFEST), "x", encoding="utf-8") as file:
        manifest = Manifest(inputs.files, {**rows}, sizes, {}, version(), registers)
        file.write(manifest._replace(ranges=dict(_ranges(folder, manifest))).text())


def _ranges(folder: str, manifest: Manifest) -> Iterator[tuple[str, tuple[object, object]]]:
    """Yield each part of a table that has several, with its first and last value of the key."""
    module = duckdb()
    with closing(module.connect()) as connection:
        for name, table in TABLES.items():
            parts = manifest.parts(name)
            for part in parts if len(parts) > 1 else ():
                path = quoted(escape(os.path.join(folder, part)))
                rows = f"read_parquet({path}, hive_partitioning = false)"
                query = f"select min({table.key}), max({table.key}) from {rows}"
                ((first, last),) = connection.execute(query).fetchall()
                if first is not None:
                    yield part, (first, last)


@contextmanager
def _unfinished(out: str) -> Iterator[str]:
    """Yield a new folder beside another one, which is removed unless it was renamed.

    It is locked meanwhile, which tells it from what a command left that was killed.
    """
    while True:
        path = f"{out}.{secrets.token_hex(8)}{cache.UNFINISHED}"
        os.makedirs(path)
        with ExitStack() as stack:
            try:
                stack.enter_context(_locked(path))
            except (BlockingIOError, FileNotFoundError):  # somebody tidied up in between
                continue
            except OSError:  # there are no locks here, so that nobody tidies up
                pass
            try:
                yield path
            finally:
                shutil.rmtree(path, ignore_errors=True)
            return


def _tidy(out: str) -> None:
    """Remove what commands left that were killed while they wrote a folder."""
    place, name = os.path.split(out)
    end = re.escape(cache.UNFINISHED)
    left = re.compile(rf"{re.escape(name)}\.[0-9a-f]{{16}}{end}(\.[0-9]{end})?")
    for each in filter(left.fullmatch, inside(place or os.curdir)):
        path = os.path.join(place, each)
        with suppress(OSError), _locked(path):
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _locked(path: str) -> Iterator[None]:
    """Let no other process lock a folder until the end, or until this process ends.

    Raises OSError where that cannot be, BlockingIOError where another one has locked it.
    """
    descriptor = os.open(path, os.O_RDONLY)  # which fails on Windows
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


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
