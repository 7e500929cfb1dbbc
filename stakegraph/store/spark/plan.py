"""The steps of a compilation by Spark, from fact files to facts with all that follows from them."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import reduce
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from pyspark.sql import functions as sql

from stakegraph.model.relations import RELATIONS
from stakegraph.rules import merge
from stakegraph.store.batch import Batch, part_rules
from stakegraph.store.spark import tasks
from stakegraph.store.spark.components import components
from stakegraph.store.spark.frames import Frames, Task, among_all, dated, named, of, shaped
from stakegraph.store.spark.grouping import Grouping
from stakegraph.store.spark.splits import (
    Job,
    declared_twice,
    declaring,
    numbered,
    problem_record,
    split_at,
    splits_of,
)

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from stakegraph.store.parquet.inputs import Inputs

_decode_note = msgspec.msgpack.Decoder(Batch).decode


class Compiled(NamedTuple):
    """What was compiled, as records; `notes` are sentences on what was not looked at."""

    job: Job
    title: str
    sources: DataFrame
    actors: DataFrame
    also: DataFrame
    events: DataFrame
    facts: DataFrame
    cited: DataFrame
    conflicts: DataFrame
    problems: DataFrame
    notes: list[str]


class Plan:
    """The compilation of some files."""

    def __init__(self, frames: Frames, inputs: Inputs, shards: int, rules: str) -> None:
        self.frames = frames
        places = [os.path.join(os.getcwd(), inputs.path(name)) for name in inputs.files]
        self.job = Job(inputs.files, places, splits_of(places), RELATIONS, shards, rules)
        self._problems: list[DataFrame] = []

    def compiled(self, refuse: Callable[[DataFrame, DataFrame], None]) -> Compiled:
        """Return what the files say and what follows; nothing follows where anything is wrong.

        `refuse` is given the problems and all ids, before anything is derived: it raises where any
        problem is an error.
        """
        read, title = self._read()
        shards = self.job.shards
        own = sql.pmod(sql.xxhash64("id"), sql.lit(shards))
        parts = read.where(sql.col("kind").isin("source", "event"))
        united = self._kept(tasks.unite, shaped(parts, shard=own))
        sources = self._numbered(of(united, "source"))
        actors, also, who = self._actors(read, sources)
        actors = self._told_apart(of(read, "different"), actors, also, who)
        events = self._events(of(united, "event"), sources, who)
        facts = self._facts(of(read, "fact"), events, also, who)
        self._mentions(read, actors, also, who)
        grouping = Grouping(self.frames, self.job, facts, actors, sources)
        found = grouping.found()
        self._problems.append(found)
        problems = self._located(read)
        refuse(problems, sources.select("id", "kind").union(who.select("id", "kind")))
        facts = grouping.completed(found)
        cited = of(read, "cited").groupBy("id").agg(sql.max("flags").alias("flags"))
        conflicts = of(found, "conflict")
        frames = (sources, actors, also, events, facts, cited, conflicts, problems)
        return Compiled(self.job, title, *frames, grouping.notes)

    def _numbered(self, records: DataFrame) -> DataFrame:
        """Return records that each shard has counted with their numbers among all."""
        return records.withColumn("n", self.frames.counted(records))

    def _kept(self, task: Task, frame: DataFrame) -> DataFrame:
        """Return what a task makes of records in shards, kept, after noting its problems."""
        made = self.frames.kept(self.frames.in_shards(task, self.job, frame))
        self._problems.append(made)
        return made

    def _read(self) -> tuple[DataFrame, str]:
        """Return what the files say, and what they are about; the job has their relations then."""
        frames, splits = self.frames, self.job.splits
        each = frames.numbers(len(splits))
        if not all(split.is_whole for split in splits):
            counted = frames.made(tasks.lines, self.job, each).select("shard", "n").collect()
            found = {row["shard"]: row["n"] for row in counted}
            self.job = self.job._replace(
                splits=numbered(splits, [found[number] for number in range(len(splits))])
            )
        while True:
            read = frames.kept(frames.made(tasks.read, self.job, each))
            noted = of(read, "note").select("shard", "n", "blob").collect()
            notes = sorted((row["shard"], row["n"], bytes(row["blob"])) for row in noted)
            batches = [(number, _decode_note(blob)) for number, _, blob in notes]
            relations, problems = merge.unite_relations(declaring(self.job, batches))
            problems = [*problems, *declared_twice(self.job, batches)]
            is_lacking = any(batch.is_lacking for _, batch in batches)
            if not is_lacking or relations.keys() <= self.job.relations.keys():
                break
            self.job = self.job._replace(relations=relations)
        counts = [0] * len(splits)
        for number, batch in batches:
            counts[number] += batch.bases[0]
        bases = [0, *accumulate(counts)]
        self.job = self.job._replace(relations=relations, bases=bases)
        told = [
            problem_record(one, number, split_at(self.job, number, one.line))
            for one in problems
            for number in (self.job.tokens.index(one.path),)
        ]
        if told:
            from stakegraph.store.spark.records import SCHEMA

            self._problems.append(frames.spark.createDataFrame(told, SCHEMA))
        titles = dict.fromkeys(batch.title for _, batch in batches if batch.title)
        return read, "; ".join(titles)

    def _actors(
        self, read: DataFrame, sources: DataFrame
    ) -> tuple[DataFrame, DataFrame, DataFrame]:
        """Return the actors, those that are others, and for every id which actor it means."""
        entries = of(read, "actor")
        found = components(self.frames, entries.where("object <> ''").select("id", "object"))
        member = sql.col("id")
        if found is not None:
            entries = entries.join(found.withColumnRenamed("node", "id"), "id", "left")
            member = sql.coalesce(sql.col("root"), sql.col("id"))
        here = shaped(
            entries, shard=sql.pmod(sql.xxhash64(member), sql.lit(self.job.shards)), step=sql.lit(1)
        )
        made = self._kept(tasks.unite, here.union(dated(here, sources)))
        actors = of(made, "actor")
        number = self.frames.counted(actors)
        actors, also = (each.withColumn("n", number) for each in (actors, of(made, "also")))
        ended = actors.select("id", "subject_kind", "n", sql.col("id").alias("object"))
        ended = ended.union(also.select("id", "subject_kind", "n", "object"))
        who = shaped(ended, kind=sql.lit("who"))
        return actors, also, who

    def _told_apart(
        self, said: DataFrame, actors: DataFrame, also: DataFrame, who: DataFrame
    ) -> DataFrame:
        """Return the actors, those with others that they are not as these are."""
        if said.isEmpty():
            return actors
        one = who.select("id", sql.col("object").alias("same_subject"))
        other = who.select(
            sql.col("id").alias("object"),
            sql.col("object").alias("same_object"),
            sql.col("subject_kind").alias("object_kind"),
        )
        ends = said.select("kind", "id", "object", "file", "line", "col")
        columns = ("same_subject", "same_object", "object_kind")
        ends = ends.join(one, "id", "left").join(other, "object", "left")
        ends = shaped(ends, **{name: sql.col(name) for name in columns})
        ends = self.frames.kept(ends)
        self._problems.append(self.frames.kept(self.frames.made(tasks.apart, self.job, ends)))
        renamed = (
            ends.where("same_object <> '' and same_object <> object")
            .groupBy(
                sql.when(sql.col("same_subject") == "", sql.col("id"))
                .otherwise(sql.col("same_subject"))
                .alias("id")
            )
            .agg(sql.collect_set(sql.concat_ws(" ", "object", "same_object")).alias("others"))
        )
        changed = actors.join(renamed, "id")
        changed = self.frames.kept(
            self.frames.made(tasks.different, self.job, shaped(changed, words="others"))
        )
        return actors.join(renamed, "id", "left_anti").select(*changed.columns).union(changed)

    def _events(self, events: DataFrame, sources: DataFrame, who: DataFrame) -> DataFrame:
        """Return the events, with the actors that took part as they are."""
        if events.isEmpty():
            return events
        shard = sql.pmod(sql.xxhash64("id"), sql.lit(self.job.shards))
        here = shaped(events, shard=shard, step=sql.lit(1))
        there = here.union(dated(here, sources)).union(named(here, who))
        return self._numbered(of(self._kept(tasks.events, there), "event"))

    def _facts(
        self, facts: DataFrame, events: DataFrame, also: DataFrame, who: DataFrame
    ) -> DataFrame:
        """Return the facts: those that state the same as one, each with an id of its own."""
        for end in ("subject", "object"):
            known = who.select(
                sql.col("id").alias(end),
                sql.col("object").alias(f"same_{end}"),
                sql.col("subject_kind").alias(f"{end}_kind"),
                sql.col("n").alias(f"{end}_number"),
            )
            gained = (f"same_{end}", f"{end}_kind", f"{end}_number")
            facts = facts.drop(*gained).join(known, end, "left")
        ends = (sql.coalesce(sql.col(f"same_{end}"), sql.col(end)) for end in ("subject", "object"))
        # Facts with one id have one sum, wherever the dots of it part their ends, and so have those
        # that say the same the other way round.
        parts = sql.split(sql.concat_ws(".", *ends, "relation"), r"\.")
        sums = sql.transform(parts, sql.crc32)
        sum = sql.aggregate(sums, sql.element_at("numbers", 1), lambda so_far, one: so_far + one)
        joined = [f"same_{end}" for end in ("subject", "object")]
        joined += [f"{end}_{what}" for end in ("subject", "object") for what in ("kind", "number")]
        columns = {name: sql.col(name) for name in joined}
        shard = sql.pmod(sql.xxhash64(sum), sql.lit(self.job.shards))
        here = shaped(facts, n=among_all(self.job.bases), shard=shard, **columns)
        if not also.isEmpty():
            here = self.frames.kept(here)
            here = here.union(named(here, who.where("id <> object")))
        made = of(self._kept(tasks.settle, here), "fact")
        keys = made.select("key").union(events.select("key"))
        shared = self.frames.kept(keys.groupBy("key").count().where("count > 1").select("key"))
        if shared.isEmpty():
            return made
        shard = sql.pmod(sql.xxhash64("key"), sql.lit(self.job.shards))
        same = shaped(made, shard=shard).union(shaped(events, shard=shard))
        again = of(self._kept(tasks.tell_apart, same.join(shared, "key", "left_semi")), "fact")
        others = made.join(again.select("n"), "n", "left_anti")
        return self.frames.kept(others.select(*again.columns).union(again))

    def _mentions(
        self, read: DataFrame, actors: DataFrame, also: DataFrame, who: DataFrame
    ) -> None:
        """Note what is wrong with whose word something is, and who is not mentioned."""
        first = sql.min_by(sql.struct("file", "line", "col"), sql.struct("shard", "n")).alias("at")
        said = of(read, "speaker").groupBy("id").agg(first)
        unknown = said.join(who, "id", "left_anti").select("id", "at.file", "at.line", "at.col")
        ids = [of(read, "fact").select(sql.col(end).alias("id")) for end in ("subject", "object")]
        ids += [of(read, kind).select("id") for kind in ("mention", "speaker")]
        there = reduce(lambda one, other: one.union(other), ids).distinct()
        there = there.union(there.join(also, "id").select(sql.col("object").alias("id")))
        alone = actors.join(there, "id", "left_anti")
        made = self.frames.made
        told = made(tasks.speakers, self.job, unknown)
        self._problems.append(
            self.frames.kept(told.union(made(tasks.unmentioned, self.job, alone)))
        )

    def _located(self, read: DataFrame) -> DataFrame:
        """Return all problems with the places where they stand."""
        found = reduce(lambda one, other: one.union(other), map(shaped, self._problems))
        place = ["file", "line", "col"]
        of_parts = [rule.name for rule in part_rules(self.job.table)]
        again = of(found, "forgotten").select(*place).distinct()
        first = of(read, "problem")
        alone = sql.col("relation").isin(of_parts)
        left = first.where(alone).join(again, place, "left_anti").select(*first.columns)
        problems = first.where(~alone).union(left).union(of(found, "problem")).distinct()
        there = problems.repartition(self.job.shards, "shard").sortWithinPartitions("shard")
        return self.frames.kept(self.frames.made(tasks.locate, self.job, there))
