"""What the executors do with groups: in which shards rules are applied, and what they find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from stakegraph.rules.rule import Over, Rule
from stakegraph.store import driver
from stakegraph.store.schema import CONTESTED, DISPUTED
from stakegraph.store.spark.records import Record
from stakegraph.store.spark.shards import Shard, in_shards
from stakegraph.store.spark.splits import Job

OWN, ENDS, OTHERS = range(3)  # the steps in which a shard gets its facts, their ends, and others
# What a shard of rules has in common: subjects, objects, a relation, or identifiers.
SUBJECT, OBJECT, RELATION, IDENTIFIER = range(4)

ALONE = (Over.UNDECLARED, Over.UNLISTED)


def side(rule: Rule) -> int:
    """Return by what the shards are told apart in which a rule finds its groups whole."""
    if isinstance(rule.over, tuple):
        return SUBJECT if {"subject", "n"} & {*rule.over} else OBJECT
    sides = {Over.WHOLE: RELATION, Over.SHARED: IDENTIFIER}
    return sides.get(rule.over, SUBJECT)


def step(rule: Rule) -> int:
    """Return after which step of a shard a rule is applied."""
    if rule.over in ALONE or side(rule) in (RELATION, IDENTIFIER):
        return OWN
    return ENDS if rule.over is Over.ENDED else OTHERS


def in_groups(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules that shards apply, without those about one part and what nobody mentions."""
    return tuple(rule for rule in rules if rule.over not in (Over.PART, Over.UNMENTIONED))


def apply(job: Job, given: Iterable[Record]) -> Iterator[Record]:
    """Yield what the rules find in groups: problems, conflicts, and the facts that follow."""
    return in_shards(given, _apply, job)


def _apply(shard: Shard, number: int, given: Iterator[Record]) -> Iterator[Record]:
    tables, db = shard.tables, shard.db
    rules = in_groups(tables.rules)
    derived = 0
    tables.own = "n not in (select n from other_fact)"
    here = [rule for rule in rules if side(rule) == number // shard.job.shards]
    groups = groupby(given, lambda one: one.step)
    known = next(groups, None)
    for after in (OWN, ENDS, OTHERS):
        if known and known[0] == after:
            shard.add(known[1])
            known = next(groups, None)
        if after == OWN:
            shard.index("source_id", "fact_out", "fact_in")
        for fact in shard.apply(tuple(rule for rule in here if step(rule) == after)):
            yield fact._replace(shard=number, n=derived)
            derived += 1
    yield from shard.problems()
    ids, keys = tables.ids, tables.keys
    for rule, subject, relation, object, disputed in db.execute("select * from conflict"):
        one, other = ("" if end < 0 else ids[end] for end in (subject, object))
        yield Record(
            "conflict",
            id=rule,
            subject=one,
            relation="" if relation < 0 else keys[relation],
            object=other,
            subject_number=shard.numbers[subject],
            object_number=shard.numbers[object],
            flags=disputed,
        )
    marked = f"select n, flags from fact where flags & {CONTESTED | DISPUTED} and {tables.own}"
    for n, flags in db.execute(marked):
        yield Record("marked", n=n, flags=flags)


def cover(job: Job, given: Iterable[Record]) -> Iterator[Record]:
    """Yield derived facts with ids of their own, those hidden that stated ones say already."""
    return in_shards(given, _cover, job)


def _cover(shard: Shard, number: int, given: Iterator[Record]) -> Iterator[Record]:
    shard.add(given)
    first = shard.job.bases[-1]
    shard.index("fact_key", "fact_out")
    driver.tell_apart(shard.tables)
    driver.cover(shard.tables, first)
    own = f"n >= {first} and n not in (select n from other_fact)"
    yield from shard.facts(own)
