"""Facts brought to the shards in which the rules find their groups whole, with what comes along."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import TYPE_CHECKING

from pyspark.sql import functions as sql

from stakegraph.model.names import IDENTIFIER as MARK
from stakegraph.model.relations import Relation
from stakegraph.rules.rule import Over, Rule
from stakegraph.store.schema import DENIED, INHERITED
from stakegraph.store.spark import rule_tasks
from stakegraph.store.spark.frames import Frames, of, shaped
from stakegraph.store.spark.rule_tasks import (
    ENDS,
    IDENTIFIER,
    OBJECT,
    OTHERS,
    OWN,
    RELATION,
    SUBJECT,
)
from stakegraph.store.spark.splits import Job
from stakegraph.store.tables import KINDS

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

FEW = 100_000  # lines among which circles are looked for as they are
MOST = 5_000_000  # lines, in circles or between them, that one task looks at
_ROUNDS = 20

_COLUMNS = {SUBJECT: "subject", OBJECT: "object", RELATION: "relation", IDENTIFIER: "id"}


class Grouping:
    """The facts of a job, as the rules look at them."""

    def __init__(
        self, frames: Frames, job: Job, facts: DataFrame, actors: DataFrame, sources: DataFrame
    ) -> None:
        self.frames = frames
        self.job = job
        self.facts = facts
        self.actors = actors
        self.sources = sources
        self.notes: list[str] = []

    def found(self) -> DataFrame:
        """Return what the rules find: problems, conflicts, facts disputed, facts that follow."""
        rules = rule_tasks.in_groups(self.job.table)
        there = self._grouped(rules)
        there += [self._lines(rule) for rule in rules if rule.over is Over.WHOLE]
        there += [self._bearing()]
        return self.frames.kept(self.frames.in_shards(rule_tasks.apply, self.job, _union(there)))

    def completed(self, found: DataFrame) -> DataFrame:
        """Return all facts: those that are disputed are so `marked`, and those that follow."""
        marks = self.frames.kept(of(found, "marked").groupBy("n").agg(_more("flags", "more")))
        derived = of(found, "fact")
        derived = shaped(derived, n=self.frames.counted(derived) + self.job.bases[-1])
        premises = derived.select("n", sql.explode("numbers").alias("premise"))
        marked = premises.join(marks.withColumnRenamed("n", "premise"), "premise")
        inherited = marked.groupBy("n").agg(_more(sql.col("more").bitwiseAND(INHERITED), "more"))
        stated = _marked(self.facts, marks)
        return stated.union(self._covered(_marked(derived, self.frames.kept(inherited))))

    def _covered(self, derived: DataFrame) -> DataFrame:
        """Return derived facts with ids of their own; those that stated ones say are hidden."""
        ends = ["subject", "relation", "object"]
        keys = self.facts.select("key").union(derived.select("key"))
        shared = keys.groupBy("key").count().where("count > 1").select("key")
        beside = derived.join(self.facts.select(*ends), ends, "left_semi").select("n")
        alike = derived.join(shared, "key", "left_semi").select("n")
        wanted = self.frames.kept(beside.union(alike).distinct())
        if wanted.isEmpty():
            return derived
        here = shaped(
            derived.join(wanted, "n", "left_semi"), shard=self._shard(SUBJECT), step=sql.lit(OWN)
        )
        every = self.facts.union(derived)
        # Only numbers are looked for in several ways: whole facts are brought along once.
        named = self.facts.select("n", *ends).join(here.select("shard", *ends), ends)
        of_key = every.select("n", "key").join(here.select("shard", "key"), "key")
        premises = here.select("shard", sql.explode("numbers").alias("n"))
        coming = [each.select("shard", "n") for each in (named, of_key, premises)]
        numbers = self.frames.kept(_union(coming).distinct())
        others = every.drop("shard", "step").join(numbers, "n")
        posts = here.select("shard", sql.explode("words").alias("id")).distinct()
        actors = shaped(
            self.actors.drop("shard", "step").join(posts, "id"),
            kind=sql.lit("end"),
            step=sql.lit(ENDS),
        )
        others = shaped(others, kind=sql.lit("other"), step=sql.lit(OTHERS))
        made = self.frames.in_shards(rule_tasks.cover, self.job, _union([here, actors, others]))
        again = self.frames.kept(made)
        return derived.join(wanted, "n", "left_anti").select(*again.columns).union(again)

    def _grouped(self, rules: Iterable[Rule]) -> list[DataFrame]:
        """Return the facts that rules look at in groups, for their shards, with what they need."""
        found = []
        for where in (SUBJECT, OBJECT):
            here = [rule for rule in rules if rule_tasks.side(rule) == where]
            if not here:
                continue
            facts = self.facts
            if all(isinstance(rule.over, tuple) for rule in here):
                facts = facts.where(reduce(lambda one, other: one | other, map(self._of, here)))
            own = shaped(facts, shard=self._shard(where), step=sql.lit(OWN))
            ends = [
                own.where(self._of(rule)).select("shard", sql.col(end).alias("id"))
                for rule in here
                for end in rule.actors
            ]
            actors = self.actors.drop("shard", "step")
            there = [actors.join(_union(ends).distinct(), "id")] if ends else []
            if any(rule.over is Over.ENDED for rule in here):
                # They are few: so kept, Spark sends them to the facts, and no fact to them.
                ended = self.frames.kept(actors.where("flags = 1").select("id"))
                both = [
                    own.select("shard", sql.col(end).alias("id")).join(ended, "id")
                    for end in ("subject", "object")
                ]
                there += [actors.join(_union(both).distinct(), "id")]
            near = [shaped(each, kind=sql.lit("end"), step=sql.lit(ENDS)) for each in there]
            cited = (
                _union([own, *near]).select("shard", sql.explode("cited").alias("id")).distinct()
            )
            sources = shaped(
                self.sources.drop("shard", "step").join(cited, "id"), step=sql.lit(OWN)
            )
            found += [own, sources, *near]
            found += [self._joined(rule, own) for rule in here if rule.join]
        return found

    def _joined(self, rule: Rule, own: DataFrame) -> DataFrame:
        """Return the facts that come with those that a rule looks at."""
        assert rule.join
        join = rule.join
        looked_at = own.where(self._of(rule))
        ends = [looked_at.select("shard", sql.col(end).alias(join.end)) for end in join.ends]
        coming = self.facts.where(self._among(join.of) & _stated()).drop("shard", "step")
        there = coming.join(_union(ends).distinct(), join.end)
        return shaped(there, kind=sql.lit("other"), step=sql.lit(OTHERS))

    def _lines(self, rule: Rule) -> DataFrame:
        """Return the lines of the relations of a rule about them all, as far as circles may be.

        Lines that lead nowhere further are in none; so are left out those that lead only there,
        at most so many times.
        """
        lines = self.facts.where(self._among(rule.of) & _stated())
        count = lines.count()
        for _ in range(_ROUNDS):
            if count <= FEW:
                break
            onward = lines.select("relation", sql.col("subject").alias("object")).distinct()
            left = lines.join(onward, ["relation", "object"], "left_semi").select(*lines.columns)
            lines = self.frames.kept(left)
            before, count = count, lines.count()
            if count == before:
                break
        if count > MOST:
            told = f"circles are not looked for: {count:,} lines may be in some, more than the"
            self.notes.append(f"{told} {MOST:,} that one task looks at")
            lines = lines.limit(0)
        return shaped(lines, shard=self._shard(RELATION), step=sql.lit(OWN))

    def _bearing(self) -> DataFrame:
        """Return the actors that bear an identifier which another one bears as well."""
        forms = self.actors.select("id", sql.explode("words").alias("form")).distinct()
        forms = forms.where(sql.col("form").startswith(MARK))
        several = forms.groupBy("form").count().where("count > 1").select("form")
        shared = forms.join(several, "form")
        shard = (
            sql.pmod(sql.xxhash64("form"), sql.lit(self.job.shards)) + IDENTIFIER * self.job.shards
        )
        here = shared.select("id", shard.alias("shard"), "form").groupBy("id", "shard")
        borne = here.agg(sql.collect_list("form").alias("words"))
        actors = self.actors.drop("shard", "step", "words").join(borne, "id")
        return shaped(actors, kind=sql.lit("bearer"), step=sql.lit(OWN))

    def _shard(self, where: int) -> Column:
        """Return the shard of a fact for rules whose groups have something in common."""
        hash = sql.pmod(sql.xxhash64(_COLUMNS[where]), sql.lit(self.job.shards))
        return hash + where * self.job.shards

    def _of(self, rule: Rule) -> Column:
        """Return whether a rule looks at a fact."""
        found = self._among(rule.of)
        if not rule.denials:
            found &= _stated()
        if rule.kinds:
            joins = [
                f"{key} {one} {other}"
                for key, row in self.job.relations.items()
                for one in KINDS
                for other in KINDS
                if rule.kinds(row, one, other)
            ]
            found &= sql.concat_ws(" ", "relation", "subject_kind", "object_kind").isin(joins)
        return found

    def _among(self, of: Callable[[Relation], object]) -> Column:
        """Return whether a fact is of one of some relations."""
        keys = [key for key, row in self.job.relations.items() if of(row)]
        return sql.col("relation").isin(keys)


def _stated() -> Column:
    return sql.col("flags").bitwiseAND(DENIED) == 0


def _more(flags: Column | str, name: str) -> Column:
    return sql.bit_or(flags).alias(name)


def _marked(facts: DataFrame, marks: DataFrame) -> DataFrame:
    """Return facts with the flags that they have besides."""
    more = sql.col("flags").bitwiseOR(sql.coalesce("more", sql.lit(0)))
    return shaped(facts.join(marks, "n", "left"), flags=more)


def _union(frames: list[DataFrame]) -> DataFrame:
    return reduce(lambda one, other: one.union(other), frames)
