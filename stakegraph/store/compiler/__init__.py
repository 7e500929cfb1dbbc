"""Fact files -> a file of compiled facts, in which a question finds what it needs.

The facts go through in batches, so that a million of them need no more memory than the ids of their
actors. Each step asks the same functions as `load` does, on slices of the facts that hold all that
a rule looks at together: those of one actor, the holders of one post, the ends of one line.
"""

from __future__ import annotations

import gc
import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing

from stakegraph.model.relations import RELATIONS
from stakegraph.store.compiler.build import Again, Build, NotCompiled
from stakegraph.store.compiler.clashes import find_clashes
from stakegraph.store.compiler.follows import derive, settle_derived
from stakegraph.store.compiler.names import begin_index
from stakegraph.store.compiler.reads import read_all
from stakegraph.store.compiler.settles import settle
from stakegraph.store.compiler.workers import Workers, how_many
from stakegraph.store.schema import (
    APPLICATION,
    CONFLICT_BY_OTHER,
    FACT_BY_ID,
    FACT_IN,
    FACT_OUT,
    FACTS,
    META,
)

__all__ = ["NotCompiled", "compile_files"]

Progress = Callable[[int], None]

_MUCH = 10_000_000  # bytes of fact files that are read by several processes

# Nothing is kept when anything fails, so nothing need be undone or be safe half-way.
_SETTINGS = """
pragma page_size = 16384;
pragma journal_mode = off;
pragma synchronous = off;
pragma locking_mode = exclusive;
pragma cache_size = -64000;
"""


def compile_files(
    files: Sequence[str],
    target: str,
    progress: Progress = lambda _: None,
    version: int = 0,
) -> list[str]:
    """Compile fact files into a new file at `target`, which must not be there.

    Gives the digest of each; `version` is the file's own, and `progress` is told of every piece how
    many bytes were read. Raises NotCompiled where the facts have an error, or anything that only
    the whole of them can settle; UsageError for a file that cannot be read.
    """
    # What goes through has no cycles, and Python would look for some after every few facts.
    was_on = gc.isenabled()
    gc.disable()
    count = how_many() if sum(map(os.path.getsize, files)) > _MUCH else 0
    again = Again(RELATIONS)
    try:
        while True:
            try:
                # Processes of their own for each attempt: they may still be busy with the last.
                with closing(Workers(count)) as workers:
                    return _compile(files, target, progress, version, again, workers)
            except Again as wanted:
                again = Again(wanted.relations, again.whole | wanted.whole)
                os.unlink(target)
    finally:
        if was_on:
            gc.enable()


def _compile(
    files: Sequence[str],
    target: str,
    progress: Progress,
    version: int,
    again: Again,
    workers: Workers,
) -> list[str]:
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with (
        closing(sqlite3.connect(target, isolation_level=None)) as db,
        closing(Build(db, target, files, again.relations, again.whole, workers)) as build,
    ):
        db.executescript(_SETTINGS + META + FACTS)
        db.execute("begin")
        read_all(build, progress)
        end_index = begin_index(build)
        settle(build)
        find_clashes(build)
        db.execute("drop index fact_out")  # to add many facts at once
        derive(build)
        for index in (FACT_OUT, FACT_IN, FACT_BY_ID, CONFLICT_BY_OTHER):
            db.execute(index)
        settle_derived(build)
        end_index()
        db.execute(f"pragma application_id = {APPLICATION}")
        db.execute(f"pragma user_version = {version}")
        meta = {"facts": build.facts, "warnings": build.warnings}
        db.executemany("insert into meta values (?, ?)", meta.items())
        db.execute("commit")
    return build.digests
