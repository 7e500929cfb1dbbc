"""SQLite: the tables in which facts are kept for questions, with views for others to read.

https://www.sqlite.org/; `docs/kept-facts.md` says what the tables and views hold.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from tempfile import TemporaryDirectory

from stakegraph.exporters._stated import Stated
from stakegraph.factfile.reading import Reading
from stakegraph.store.loading import database_of
from stakegraph.store.name_tables import fill

BINARY = True

_PIECE = 1 << 20


def write_facts(stated: Stated) -> Iterator[bytes]:
    """Write the stated facts within a scope, and what follows from them, as a database."""
    with TemporaryDirectory(prefix="stakegraph-") as folder:
        path = os.path.join(folder, "facts.db")
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            reading = Reading(
                title=stated.title,
                relations=stated.relations,
                sources=[*stated.sources()],
                actors=[*stated.actors()],
                events=[*stated.events()],
                facts=[*stated.facts()],
            )
            made = database_of(reading, db=db)
            paths = ((n, os.fsencode(path)) for n, path in enumerate(made.files))
            db.executemany("insert into file (n, path) values (?, ?)", paths)
            fill(db)
        with open(path, "rb") as file:
            while piece := file.read(_PIECE):
                yield piece
