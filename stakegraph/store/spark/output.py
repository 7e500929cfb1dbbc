"""What was compiled by Spark, as the files of a folder of Parquet."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any

from pyspark.sql import functions as sql

from stakegraph.factfile.discovery import NAMES
from stakegraph.store.parquet.layout import ROWS, SUFFIX, TABLES
from stakegraph.store.schema import DERIVED
from stakegraph.store.spark import table_rows
from stakegraph.store.spark.frames import Frames, address, pattern, shaped
from stakegraph.store.spark.plan import Compiled
from stakegraph.store.spark.records import (
    SCHEMA,
    received,
    sent,
    sent_rows,
)

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_SPARK = {"VARCHAR": "string", "INTEGER": "int", "BIGINT": "bigint", "DOUBLE": "double"}
_SPARK["UINTEGER"] = "bigint"
_PROBLEM = {"path": "string", "line": "int", "col": "int"}
_PROBLEM |= dict.fromkeys(("severity", "message", "rule", "field", "unknown"), "string")
_SUM = {"sum": "bigint"}


class Output:
    """The files of what was compiled, in a folder that is not finished."""

    def __init__(self, frames: Frames, compiled: Compiled, folder: str) -> None:
        self.frames = frames
        self.compiled = compiled
        self.folder = os.path.abspath(folder)
        self.job = compiled.job

    def write(self) -> dict[str, int]:
        """Write all files; return the number of rows of each table."""
        known = self.compiled
        actors = self.frames.numbered(known.actors, "id")
        numbers = actors.select("id", "n")
        one = numbers.select(sql.col("id").alias("subject"), sql.col("n").alias("one"))
        other = numbers.select(sql.col("id").alias("object"), sql.col("n").alias("other"))
        facts = known.facts.join(one, "subject").join(other, "object")
        facts = self.frames.kept(shaped(facts, numbers=sql.array("one", "other")))
        events = self.frames.numbered(known.events, "id")
        took_part = events.select(sql.explode("words").alias("actor"), sql.col("id").alias("event"))
        took_part = took_part.distinct()
        counts = [
            frame.groupBy(sql.col(column).alias("id")).agg(sql.count("*").alias(name))
            for frame, column, name in (
                (facts, "subject", "leaving"),
                (facts, "object", "reaching"),
                (took_part, "actor", "attending"),
            )
        ]
        counted = reduce(lambda left, right: left.join(right, "id", "left"), counts, actors)
        tallied = [sql.coalesce(name, sql.lit(0)) for name in ("leaving", "reaching", "attending")]
        counted = self.frames.kept(shaped(counted, numbers=sql.array(*tallied)))
        conflicts = self._numbered_conflicts(one, other)
        sources = self.frames.numbered(known.sources, "id")
        for name, records, *order in (
            ("facts_by_subject", facts, "subject", "n"),
            ("actors", counted, "id"),
            ("sources", sources, "id"),
            ("evidence", facts, "n"),
            ("events", events, "id"),
        ):
            self._write(name, self._table(name, records.orderBy(*order)))
        self._sort("facts_by_object", self._written("facts_by_subject"))
        self._sort("facts_by_number", self._written("facts_by_subject"))
        self._sort("participants", took_part)
        # What is sorted after it was made is kept first, so that no task makes it twice.
        made = {
            "identifiers": self._table("identifiers", counted),
            "conflicts": self._rows(table_rows.conflicts, conflicts, _columns("conflicts") | _SUM),
            "problems": self._rows(table_rows.problems, known.problems, _PROBLEM | _SUM),
        }
        made = {name: self.frames.kept(frame) for name, frame in made.items()}
        for name, frame in made.items():
            self._sort(name, frame)
        tables = {name: made[name] if name in made else self._written(name) for name in TABLES}
        sums = self._sums(tables)
        self._write_names(counted, numbers, sums, self._meta(tables))
        return {name: sums[name][0] for name in TABLES}

    def _table(self, name: str, records: DataFrame) -> DataFrame:
        return self._rows(table_rows.Rows(name), records, _columns(name))

    def _rows(self, task: Any, records: DataFrame, types: dict[str, str]) -> DataFrame:
        """Return the rows of some columns that a task makes of records."""
        job = self.job
        schema = ", ".join(f"`{name}` {type}" for name, type in types.items())
        return shaped(records).mapInArrow(
            lambda given: sent_rows(task(job, received(given)), types), schema
        )

    def _numbered_conflicts(self, one: DataFrame, other: DataFrame) -> DataFrame:
        there = self.compiled.conflicts.join(one, "subject", "left").join(other, "object", "left")
        number = [sql.coalesce(name, sql.lit(-1)) for name in ("one", "other")]
        return shaped(there, numbers=sql.array(*number))

    def _sums(self, tables: Mapping[str, DataFrame]) -> dict[str, tuple[int, int]]:
        """Return for each table how many rows it has, and the sum of their checksums."""
        each = []
        for name, frame in tables.items():
            sum = sql.sum("sum") if "sum" in frame.columns else sql.lit(0)
            each.append(frame.agg(sql.lit(name), sql.count("*"), sql.coalesce(sum, sql.lit(0))))
        found = reduce(lambda left, right: left.union(right), each).collect()
        return {name: (count, sum) for name, count, sum in found}

    def _meta(self, tables: Mapping[str, DataFrame]) -> dict[str, object]:
        """Return what a kept set says of itself: what it is about, and how much there is."""
        facts, conflicts = tables["facts_by_subject"], tables["conflicts"]
        each = [
            facts.select(sql.lit("facts").alias("key")),
            facts.where(sql.col("flags").bitwiseAND(DERIVED) > 0).select(sql.lit("derived")),
            tables["events"].select(sql.lit("events")),
            tables["sources"].select(sql.lit("sources")),
            conflicts.where("disputed <> 0").select(sql.lit("conflicts")),
            tables["actors"].select(sql.concat(sql.lit("kind "), "kind")),
            tables["problems"].select("severity"),
        ]
        union = reduce(lambda left, right: left.union(right), each)
        found = {row[0]: row[1] for row in union.groupBy("key").count().collect()}
        always = dict.fromkeys(("facts", "derived", "events", "sources", "conflicts"), 0)
        return {"title": self.compiled.title, **always, **found}

    def _sort(self, name: str, rows: DataFrame) -> None:
        """Write a table of rows that are not in its order yet."""
        table = TABLES[name]
        self._write(name, rows.select(*table.columns).orderBy(*table.order.split(", ")))

    def _write(self, name: str, rows: DataFrame) -> None:
        """Write a table as a folder of its parts."""
        path = os.path.join(self.folder, f"{name}{SUFFIX}")
        writer = rows.write.option("compression", "zstd")
        writer.option("parquet.block.row.count.limit", ROWS).parquet(address(path))
        for part in os.listdir(path):
            if not part.startswith("part-"):  # a checksum of Hadoop's, or that all is done
                os.unlink(os.path.join(path, part))

    def _written(self, name: str) -> DataFrame:
        """Return a table that was written."""
        types = ", ".join(f"`{column}` {type}" for column, type in _columns(name).items())
        path = os.path.join(self.folder, f"{name}{SUFFIX}")
        return self.frames.spark.read.schema(types).parquet(pattern(path))

    def _write_names(
        self,
        actors: DataFrame,
        numbers: DataFrame,
        sums: dict[str, tuple[int, int]],
        meta: dict[str, object],
    ) -> None:
        """Write the index of names, in one task."""
        known = self.compiled
        also = known.also.drop("n").join(numbers.withColumnRenamed("id", "object"), "object")
        entries = known.sources.select("id", sql.col("blob").alias("entry"))
        cited = known.cited.join(entries, "id", "left")
        citing = shaped(cited, kind=sql.lit("citing"), blob="entry")
        there = shaped(actors).union(shaped(also)).union(citing)
        there = there.repartition(1).sortWithinPartitions("kind", "n")
        job, spare = self.job, self.frames.folder
        made = there.mapInArrow(
            lambda given: sent(table_rows.names(job, received(given), spare, sums, meta)), SCHEMA
        )
        (row,) = made.collect()
        os.rename(os.path.join(row["id"], NAMES), os.path.join(self.folder, NAMES))


def _columns(table: str) -> dict[str, str]:
    return {name: _SPARK[type] for name, type in TABLES[table].columns.items()}
