"""Records in Spark: frames of one form, what tasks make of them, and what is kept between steps."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from pyspark.sql import functions as sql

from stakegraph.store.spark.records import SCHEMA, TYPES, Record, received, sent
from stakegraph.store.spark.splits import Job

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

Task = Callable[[Job, Iterable[Record]], Iterator[Record]]

# By shard, by step, by the first letter of the kind, and by line.
_ORDER = "((shard << 2 | step) << 7 | ascii(kind)) << 32 | line"
_EMPTY = {
    "string": "''",
    "bigint": "0L",
    "binary": "X''",
    "array<string>": "cast(array() as array<string>)",
    "array<bigint>": "cast(array() as array<bigint>)",
}


class Frames:
    """The frames of one compilation; each that is kept lies in a folder of its own until the end.

    What is kept is not made again when an executor is lost, and of a task that ran twice, one
    outcome is taken: Spark commits what it writes task by task.
    """

    def __init__(self, spark: SparkSession, folder: str, progress: Callable[[int], None]) -> None:
        self.spark = spark
        self.folder = folder
        self._progress = progress
        self._kept = 0

    def numbers(self, count: int) -> DataFrame:
        """Return a record for each number below one, each in a task of its own."""
        return shaped(self.spark.range(0, count, 1, count), n=sql.col("id"), id=sql.lit(""))

    def made(self, task: Task, job: Job, frame: DataFrame) -> DataFrame:
        """Return what a task makes of the records of a frame."""
        return shaped(frame).mapInArrow(lambda given: sent(task(job, received(given))), SCHEMA)

    def in_shards(self, task: Task, job: Job, frame: DataFrame) -> DataFrame:
        """Return what a task makes of the records of a frame, shard by shard."""
        # A number that tells most records apart is sorted by without looking at the records.
        order = (sql.expr(_ORDER), "shard", "step", "kind", "file", "line", "col", "n")
        there = shaped(frame).repartition(job.shards, "shard").sortWithinPartitions(*order)
        return self.made(task, job, there)

    def kept(self, frame: DataFrame) -> DataFrame:
        """Return a frame as it is after it was written."""
        self._kept += 1
        self._progress(self._kept)
        path = os.path.join(self.folder, f"step{self._kept}.tmp")
        # It is read once or twice: to look for what is alike in it takes longer than to write it.
        frame.write.option("parquet.enable.dictionary", "false").parquet(address(path))
        return self.spark.read.schema(frame.schema).parquet(pattern(path))

    def counted(self, frame: DataFrame) -> Column:
        """Return the number `n` of a record among all, of records that each shard has counted."""
        counts = {row["shard"]: row["count"] for row in frame.groupBy("shard").count().collect()}
        each = [counts.get(number, 0) for number in range(max(counts, default=0) + 1)]
        return among_all([0, *accumulate(each)])


def among_all(bases: Iterable[int]) -> Column:
    """Return the number `n` of a record among all, by how many there are before each shard."""
    return sql.col("n") + sql.array(*map(sql.lit, bases))[sql.col("shard").cast("int")]


def address(path: str) -> str:
    """Return what Spark calls a path of this machine."""
    return "file://" + os.path.abspath(path)


def pattern(path: str) -> str:
    """Return the pattern that one path matches: what Spark reads is named by patterns."""
    return re.sub(r"[\\*?\[\]{}]", r"\\\g<0>", address(path))


def shaped(frame: DataFrame, **given: Column | str) -> DataFrame:
    """Return a frame with the columns of records: those given, those it has, else empty ones.

    Those given are empty where they are null.
    """
    had = frame.columns
    if not given and had == [*TYPES]:
        return frame

    def column(name: str, type: str) -> Any:
        if name in given:
            one = given[name]
            found: Any = sql.col(one) if isinstance(one, str) else one
            return sql.coalesce(found.cast(type), sql.expr(_EMPTY[type])).alias(name)
        return sql.col(name) if name in had else sql.expr(_EMPTY[type]).alias(name)

    return frame.select(*(column(name, type) for name, type in TYPES.items()))


def of(frame: DataFrame, kind: str) -> DataFrame:
    """Return the records of one kind."""
    return frame.where(sql.col("kind") == kind)


def dated(records: DataFrame, sources: DataFrame) -> DataFrame:
    """Return the sources that records cite, for the shards of these."""
    cited = records.select("shard", sql.explode("cited").alias("id")).distinct()
    return shaped(sources.drop("shard", "step").join(cited, "id"))


def named(records: DataFrame, who: DataFrame) -> DataFrame:
    """Return which actors the words of records mean, for the shards of these."""
    words = records.select("shard", sql.explode("words").alias("id")).distinct()
    return shaped(who.drop("shard", "step").join(words, "id"), step=sql.lit(2))
