"""Indexes of the names, so that nobody has to read them all to find one.

They need nothing but the names, so where there are many a process makes them in a file of its own
while the facts are looked at; then they are copied.
"""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import IO

import msgspec

from stakegraph.model.names import initials, pairs
from stakegraph.store.compiler.build import Build, batches
from stakegraph.store.compiler.workers import receive, send
from stakegraph.store.schema import META, NAMES, NUMBERS

_AT_ONCE = 10_000  # actors
_TABLES = ("form", "initials", "word", "pair", "bearer", "meta")

Row = tuple[int, str]  # an actor's number and the folded forms of its name, a line each

_encode = msgspec.msgpack.Encoder().encode
_read_files = msgspec.msgpack.Decoder(tuple[str, str]).decode
_read_rows = msgspec.msgpack.Decoder(list[Row]).decode


def begin_index(build: Build) -> Callable[[], None]:
    """Begin to index every folded form of a name; give the function that ends it."""
    query = "select n, forms from actor where forms <> ''"
    if not build.workers.processes:
        return lambda: _index(build.db, build.db.execute(query))
    given, made = build.beside("given"), build.beside("made")
    with open(given, "xb") as file:
        for some in batches(build.db.execute(query), _AT_ONCE):
            send(file, _encode(some))
    workers = build.more_workers(1)
    wait = workers.begin("names", _encode((given, made)))

    def end() -> None:
        wait()
        build.db.execute("commit")  # within a transaction no file can be attached
        build.db.execute("attach ? as made", (made,))
        build.db.execute("begin")
        for table in _TABLES:
            build.db.execute(f"insert into main.{table} select * from made.{table}")
        build.db.execute("commit")
        build.db.execute("detach made")
        build.db.execute("begin")

    return end


def task(message: bytes) -> bytes:
    """Index the names that stand in one file in another."""
    given, made = _read_files(message)
    os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with open(given, "rb") as file, closing(sqlite3.connect(made, isolation_level=None)) as db:
        db.executescript(f"pragma journal_mode = off; pragma synchronous = off; {META} {NAMES}")
        db.execute("begin")
        _index(db, _rows(file))
        db.execute("commit")
    return b""


def _rows(file: IO[bytes]) -> Iterator[Row]:
    while (message := receive(file)) is not None:
        yield from _read_rows(message)


def _index(db: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Index names: whole, by their words, and the words by their pairs of letters."""
    words: dict[str, int] = {}
    db.execute("create temp table forms (joined text, actor integer)")
    db.execute("create temp table borne (word integer, actor integer)")
    for some in batches(rows, _AT_ONCE):
        joined: list[tuple[str, int]] = []
        letters: list[tuple[str, int]] = []
        borne: list[tuple[int, int]] = []
        for actor, forms in some:
            for form in forms.split("\n"):
                own = form.split()
                if not own:
                    continue
                joined.append(("".join(own), actor))
                short = initials(form)
                if short:
                    letters.append((short, actor))
                borne += [(words.setdefault(word, len(words)), actor) for word in own]
        db.executemany("insert into forms values (?, ?)", joined)
        db.executemany("insert into borne values (?, ?)", borne)
        db.executemany("insert or ignore into initials values (?, ?)", letters)
    # In their order, so that each page is written once.
    db.execute("insert into form select distinct * from forms order by 1, 2")
    db.execute("insert into bearer select distinct * from borne order by 1, 2")
    db.execute("drop table forms")
    db.execute("drop table borne")
    _index_words(db, words)


def _index_words(db: sqlite3.Connection, words: dict[str, int]) -> None:
    bearers = dict(db.execute("select word, count(*) from bearer group by word"))
    having: dict[str, array[int]] = defaultdict(lambda: array(NUMBERS))
    counts = array(NUMBERS)
    for number, word in enumerate(words):
        own = pairs(word)
        counts.append(len(own))
        for letters in own:
            having[letters].append(number)
    rows = ((number, word, bearers[number]) for word, number in words.items())
    db.executemany("insert into word values (?, ?, ?)", rows)
    lists = ((letters, having[letters].tobytes()) for letters in sorted(having))
    db.executemany("insert into pair values (?, ?)", lists)
    db.execute("insert into meta values ('pairs', ?)", (counts.tobytes(),))
