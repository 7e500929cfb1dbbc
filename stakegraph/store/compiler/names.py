"""The index of names is filled beside the other work.

It needs nothing but the names, so where there are many a process fills it in a file of its own
while the facts are looked at; then it is copied.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import IO

import msgspec

from stakegraph.store.compiler.build import Build, batches
from stakegraph.store.compiler.workers import receive, send
from stakegraph.store.name_tables import NAMED, Row, copy, fill

_AT_ONCE = 10_000  # actors

_encode = msgspec.msgpack.Encoder().encode
_read_files = msgspec.msgpack.Decoder(tuple[str, str]).decode
_read_rows = msgspec.msgpack.Decoder(list[Row]).decode


def begin_index(build: Build) -> Callable[[], None]:
    """Begin to fill the index; return the function that waits for it."""
    if not build.workers.processes:
        return lambda: fill(build.db)
    given, made = build.beside("given"), build.beside("made")
    with open(given, "xb") as file:
        for some in batches(build.db.execute(NAMED), _AT_ONCE):
            send(file, _encode(some))
    workers = build.more_workers(1)
    wait = workers.begin("names", _encode((given, made)))

    def end() -> None:
        wait()
        build.db.execute("commit")  # within a transaction no file can be attached
        build.db.execute("attach ? as made", (made,))
        build.db.execute("begin")
        copy(build.db, "made")
        build.db.execute("commit")
        build.db.execute("detach made")
        build.db.execute("begin")

    return end


def task(message: bytes) -> bytes:
    """Fill an index in one file with the names that stand in another."""
    given, made = _read_files(message)
    os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with open(given, "rb") as file, closing(sqlite3.connect(made, isolation_level=None)) as db:
        db.executescript("pragma journal_mode = off; pragma synchronous = off")
        fill(db, _rows(file))
    return b""


def _rows(file: IO[bytes]) -> Iterator[Row]:
    while (message := receive(file)) is not None:
        yield from _read_rows(message)
