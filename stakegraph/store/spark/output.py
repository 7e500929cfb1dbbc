"""What was compiled by Spark, as the files of a folder of Parquet."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any

from pyspark.sql import functions as sql

from stakegraph.factfile.discovery import NAMES
from stakegraph.store.parquet.layout import GROUPS, ROWS, SUFFIX, TABLES
from stakegraph.store.schema import DERIVED
from stakegraph.store.spark import table_rows
from stakegraph.store.spark.frames import Frames, address, pattern, shaped
from stakegraph.store.spark.plan import Compiled
from stakegraph.store.spark.records import (
    SCHEMA,
    received,
    received_rows,
    sent,
    sent_rows,
)

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_SPARK = {"VARCHAR": "string", "INTEGER": "int", "BIGINT": "bigint", "DOUBLE": "double"}
_SPARK["UINTEGER"] = "bigint"
_PROBLEM = {"path": "string", "line": "int", "col": "int"}
_PROBLEM |= dict.fromkeys(("severity", "message", "rule", "field", "unknown"), "string")
_UNLIKE = ("entry", "forms", "number", "sum")  # columns in which few values are alike
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
        self._write("facts_by_subject", self._rows_of("facts_by_subject", known.facts))
        facts = self._written("facts_by_subject")
        self._sort("facts_by_object", facts)
        self._sort("facts_by_number", facts)
        entries = facts.where(sql.col("flags").bitwiseAND(DERIVED) == 0).select("number", "entry")
        self._write("evidence", self._further("evidence", entries.orderBy("number")))
        took_part = known.events.select(
            sql.explode("words").alias("actor"), sql.col("id").alias("event")
        ).distinct()
        self._sort("participants", took_part)
        actors = self.frames.kept(self._counted(facts, took_part))
        for name, records in (
            ("actors", actors),
            ("sources", known.sources),
            ("events", known.events),
        ):
            self._write(name, self._rows_of(name, records))
        entries = self._written("actors").where("ids is not null").select("id", "entry")
        # What is sorted after it was made is kept first, so that no task makes it twice.
        made = {
            "identifiers": self._further("identifiers", entries),
            "conflicts": self._rows(
                table_rows.conflicts, known.conflicts, _columns("conflicts") | _SUM
            ),
            "problems": self._rows(table_rows.problems, known.problems, _PROBLEM | _SUM),
        }
        made = {name: self.frames.kept(frame) for name, frame in made.items()}
        for name, frame in made.items():
            self._sort(name, frame)
        tables = {name: made[name] if name in made else self._written(name) for name in TABLES}
        sums, meta = self._told(tables)
        self._write_names(actors, sums, meta)
        return {name: sums[name][0] for name in TABLES}

    def _counted(self, facts: DataFrame, took_part: DataFrame) -> DataFrame:
        """Return the actors with the numbers of facts from and to each, and of events."""
        ends = [facts.select("subject"), facts.select("object"), took_part.select("actor")]
        each = [
            frame.select(
                sql.col(*frame.columns).alias("id"),
                *(sql.lit(int(place == number)).alias(f"of{number}") for number in range(3)),
            )
            for place, frame in enumerate(ends)
        ]
        sums = sql.array(*(sql.sum(f"of{number}") for number in range(3)))
        counts = (
            reduce(lambda left, right: left.union(right), each)
            .groupBy("id")
            .agg(sums.alias("numbers"))
        )
        actors = self.compiled.actors.drop("numbers").join(counts, "id", "left")
        none = sql.array(*[sql.lit(0)] * 3)
        return shaped(actors, numbers=sql.coalesce("numbers", none))

    def _rows_of(self, name: str, records: DataFrame) -> DataFrame:
        """Return the rows of a table, in its order, of records."""
        order = {"facts_by_subject": ("subject_number", "n")}.get(name, ("id",))
        return self._rows(table_rows.Rows(name), records.orderBy(*order), _columns(name))

    def _further(self, name: str, entries: DataFrame) -> DataFrame:
        """Return the rows of a table that says what entries say, of these with whose they are."""
        types = _columns(name)
        return entries.mapInArrow(
            lambda given: sent_rows(table_rows.further(name, received_rows(given)), types),
            _schema(types),
        )

    def _rows(self, task: Any, records: DataFrame, types: dict[str, str]) -> DataFrame:
        """Return the rows of some columns that a task makes of records."""
        job = self.job
        return shaped(records).mapInArrow(
            lambda given: sent_rows(task(job, received(given)), types), _schema(types)
        )

    def _told(
        self, tables: Mapping[str, DataFrame]
    ) -> tuple[dict[str, tuple[int, int]], dict[str, object]]:
        """Return for each table how many rows it has, and the sum of their checksums.

        With what a kept set says of itself: what it is about, and how much there is.
        """
        kinds = {
            "facts_by_subject": sql.when(sql.col("flags").bitwiseAND(DERIVED) > 0, "derived"),
            "conflicts": sql.when(sql.col("disputed") != 0, "conflicts"),
            "actors": sql.concat(sql.lit("kind "), "kind"),
            "problems": sql.col("severity"),
        }
        each = [
            frame.select(
                sql.lit(name).alias("name"),
                kinds.get(name, sql.lit(None)).cast("string").alias("kind"),
                (sql.col("sum") if "sum" in frame.columns else sql.lit(0))
                .cast("bigint")
                .alias("sum"),
            )
            for name, frame in tables.items()
        ]
        union = reduce(lambda left, right: left.union(right), each)
        counts = union.groupBy("name", "kind").agg(sql.count("*"), sql.sum("sum")).collect()
        sums = dict.fromkeys(tables, (0, 0))
        for name, _, count, sum in counts:
            sums[name] = (sums[name][0] + count, sums[name][1] + sum)
        found = {kind: count for _, kind, count, _ in counts if kind}
        always = {"facts": sums["facts_by_subject"][0], "derived": 0, "conflicts": 0}
        always |= {name: sums[name][0] for name in ("events", "sources")}
        return sums, {"title": self.compiled.title, **always, **found}

    def _sort(self, name: str, rows: DataFrame) -> None:
        """Write a table of rows that are not in its order yet."""
        table = TABLES[name]
        self._write(name, rows.select(*table.columns).orderBy(*table.order.split(", ")))

    def _write(self, name: str, rows: DataFrame) -> None:
        """Write a table as a folder of its parts."""
        path = os.path.join(self.folder, f"{name}{SUFFIX}")
        writer = rows.write.option("compression", "zstd")
        writer = writer.option("maxRecordsPerFile", ROWS * GROUPS)
        writer = writer.option("parquet.block.row.count.limit", ROWS)
        for column in _UNLIKE:
            writer = writer.option(f"parquet.enable.dictionary#{column}", "false")
        writer.parquet(address(path))
        for part in os.listdir(path):
            if not part.startswith("part-"):  # a checksum of Hadoop's, or that all is done
                os.unlink(os.path.join(path, part))

    def _written(self, name: str) -> DataFrame:
        """Return a table that was written."""
        path = os.path.join(self.folder, f"{name}{SUFFIX}")
        return self.frames.spark.read.schema(_schema(_columns(name))).parquet(pattern(path))

    def _write_names(
        self, actors: DataFrame, sums: dict[str, tuple[int, int]], meta: dict[str, object]
    ) -> None:
        """Write the index of names, in one task."""
        known = self.compiled
        entries = known.sources.select("id", sql.col("blob").alias("entry"))
        cited = known.cited.join(entries, "id", "left")
        citing = shaped(cited, kind=sql.lit("citing"), blob="entry")
        there = shaped(actors).union(shaped(known.also)).union(citing)
        there = there.repartition(1).sortWithinPartitions("kind", "n")
        job, spare = self.job, self.frames.folder
        made = there.mapInArrow(
            lambda given: sent(table_rows.names(job, received(given), spare, sums, meta)), SCHEMA
        )
        (row,) = made.collect()
        os.rename(os.path.join(row["id"], NAMES), os.path.join(self.folder, NAMES))


def _columns(table: str) -> dict[str, str]:
    return {name: _SPARK[type] for name, type in TABLES[table].columns.items()}


def _schema(types: Mapping[str, str]) -> str:
    return ", ".join(f"`{name}` {type}" for name, type in types.items())
