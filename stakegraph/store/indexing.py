"""The index of names is filled beside the other work.

It needs nothing but the names, so where there are many a process fills it in a file of its own
while the facts are looked at; then it is copied.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from typing import IO

import msgspec

from stakegraph.rules.rule import Rule
from stakegraph.store.name_tables import NAMED, Row, copy, fill
from stakegraph.store.tables import batches
from stakegraph.store.workers import Workers, receive, send

_AT_ONCE = 10_000  # actors

_encode = msgspec.msgpack.Encoder().encode
_decode_files = msgspec.msgpack.Decoder(tuple[str, str]).decode
_decode_rows = msgspec.msgpack.Decoder(list[Row]).decode


class Indexing:
    """The filling of the index of an open database, from when it is begun until it is closed.

    A process of its own does it where a table of `rules` is named, as for other processes.
    """

    def __init__(self, db: sqlite3.Connection, rules: str) -> None:
        self._db = db
        self._files: list[str] = []
        self._workers: Workers | None = None
        self._wait: Callable[[], bytes] | None = None
        if rules:
            self._begin(rules)

    def _begin(self, rules: str) -> None:
        (_, _, path), *_ = self._db.execute("pragma database_list")
        given, made = self._files = [f"{path}.given.tmp", f"{path}.made.tmp"]
        with open(given, "xb") as file:
            for some in batches(self._db.execute(NAMED), _AT_ONCE):
                send(file, _encode(some))
        self._workers = Workers(1, rules)
        self._wait = self._workers.begin(f"{__name__}.fill_task", _encode((given, made)))

    def end(self) -> None:
        """Wait until the index is filled; no transaction may be open."""
        if self._wait is None:
            fill(self._db)
            return
        self._wait()
        self._db.execute("attach ? as made", (self._files[1],))
        self._db.execute("begin")
        copy(self._db, "made")
        self._db.execute("commit")
        self._db.execute("detach made")

    def close(self) -> None:
        """End what was begun, and leave nothing beside the database."""
        if self._workers:
            self._workers.close()
        for path in self._files:
            with suppress(OSError):
                os.unlink(path)


def fill_task(message: bytes, rules: tuple[Rule, ...]) -> bytes:
    """Fill an index in one file with the names that stand in another."""
    given, made = _decode_files(message)
    os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with open(given, "rb") as file, closing(sqlite3.connect(made, isolation_level=None)) as db:
        db.executescript("pragma journal_mode = off; pragma synchronous = off")
        fill(db, _rows(file))
    return b""


def _rows(file: IO[bytes]) -> Iterator[Row]:
    while (message := receive(file)) is not None:
        yield from _decode_rows(message)
