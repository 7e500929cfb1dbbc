"""Fact files -> a folder of Parquet, by a cluster of Spark."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

from stakegraph.errors import FactsError, Problem
from stakegraph.store.build import RULES
from stakegraph.store.loading import Kind, problems
from stakegraph.store.spark.records import decode_problem
from stakegraph.store.spark.session import session

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from stakegraph.store.keep import Progress
    from stakegraph.store.parquet.inputs import Inputs

_BYTES = 64 << 20  # of fact files, for which there is one shard
_FEWEST = 2  # shards that there are of the fewest facts
_SHOWN = 1000  # errors that are told of
_IDS = 100_000  # among which the nearest is looked for


def compile_into(
    folder: str,
    inputs: Inputs,
    engine: str,
    memory: int,
    tell: Callable[[str], None],
    progress: Progress = lambda _: None,
    rules: str = RULES,
) -> dict[str, int]:
    """Compile fact files into a new folder; return how many rows each table has.

    The driver and each executor take so many bytes of memory. What was not looked at is told;
    `progress` takes the number of each step. `rules` is the dotted name of the table of rules,
    which executors must be able to import. Raises FactsError with the first errors of the files,
    CannotWriteError where Spark fails.
    """
    shards = max(_FEWEST, inputs.kept.size // _BYTES)
    spare = os.path.abspath(os.path.join(folder, "spare.tmp"))
    os.mkdir(spare)
    with session(engine, spare, shards, memory, inputs.kept.size) as spark:
        from stakegraph.store.spark.frames import Frames
        from stakegraph.store.spark.output import Output
        from stakegraph.store.spark.plan import Plan

        frames = Frames(spark, spare, progress)
        compiled = Plan(frames, inputs, shards, rules).compiled(_refuse)
        rows = Output(frames, compiled, folder).write()
    for note in compiled.notes:
        tell(note)
    shutil.rmtree(spare)
    return rows


def _refuse(found: DataFrame, ids: DataFrame) -> None:
    errors = found.where("flags = 1").orderBy("file", "line", "col").limit(_SHOWN)
    told = [decode_problem(bytes(row["blob"])) for row in errors.select("blob").collect()]
    if told:
        raise FactsError(problems(_Found(told, ids)))


class _Found:
    """Problems, and the ids that there are."""

    def __init__(self, found: list[Problem], ids: DataFrame) -> None:
        self._found = found
        self._ids = ids

    def problems(self) -> list[Problem]:
        """Return the problems."""
        return self._found

    def ids(self, kind: Kind) -> list[str]:
        """Return the ids of sources, or of actors, if they are not too many to look at."""
        wanted = self._ids.where("kind = 'source'" if kind == "source" else "kind <> 'source'")
        rows = wanted.select("id").orderBy("id").limit(_IDS + 1).collect()
        return [row["id"] for row in rows] if len(rows) <= _IDS else []
