"""The second step: facts that state the same are one, and every fact has an id of its own."""

from __future__ import annotations

from collections import defaultdict

from msgspec.structs import replace

from stakegraph.factfile.reading import Reading
from stakegraph.model.facts import Fact
from stakegraph.rules.merge import base_id, digest, merge
from stakegraph.store.compiler.batches import GIVEN
from stakegraph.store.compiler.build import Build, FactRow, NotCompiled, batches
from stakegraph.store.schema import ACTOR_BY_ID, DENIED, FACT_OUT

Group = list[tuple[int, int, Fact]]


def settle(build: Build) -> None:
    """Unite the facts between two actors that state the same, and tell the others apart by id."""
    build.db.execute(ACTOR_BY_ID)
    build.db.execute(FACT_OUT)
    crowded = build.db.execute(
        "select subject, relation, object from fact group by 1, 2, 3 having count(*) > 1"
    ).fetchall()
    for some in batches(crowded, 500):
        keys = ", ".join(map(str, some))
        condition = f"(f.subject, f.relation, f.object) in (values {keys})"
        facts = sorted(build.facts_where(condition), key=lambda row: build.place(row[2]))
        _settle(build, facts)
    if build.may_share_ids:  # an id was given, or one may end where another goes on
        _tell_apart(build)
    _keep_holdings(build)
    for relation in build.relations.values():
        if relation.acyclic and relation.key in build.codes:
            build.warnings += _has_circle(build, build.codes[relation.key])
    if build.db.execute("select 1 from event e join fact f on f.id = e.id limit 1").fetchone():
        raise NotCompiled("one id for a fact and an event")


def _settle(build: Build, facts: Group) -> None:
    """Settle some facts, with which come all that state the same relation of the same two."""
    stated = [fact if flags & GIVEN else replace(fact, id="") for _, flags, fact in facts]
    merged, problems = merge([Reading(relations=build.relations, facts=stated)])
    build.refuse(problems)
    given = {fact.id for fact in stated} - {""}
    kept = {fact.origin: fact for fact in merged.facts.values()}
    rows: list[FactRow] = []
    gone = []
    for number, _, fact in facts:
        settled = kept.get(fact.origin)
        if settled is None:
            gone.append((number,))
        elif settled != fact:
            flags = GIVEN if settled.id in given else 0
            rows.append(build.fact_row(number, settled.id, settled, flags))
    build.db.executemany("delete from fact where n = ?", gone)
    build.replace_facts(rows)


def _tell_apart(build: Build) -> None:
    """Return a longer id to each fact whose id another one has that states something else."""
    taken = build.same_ids()
    for some in batches(taken, 500):
        rows: list[FactRow] = []
        given: set[str] = set()
        for number, flags, fact in build.facts_with(some):
            if flags & GIVEN:
                if fact.id in given:
                    raise NotCompiled(f"two facts were given the id {fact.id}")
                given.add(fact.id)
            else:
                rows.append(build.fact_row(number, base_id(fact) + digest(fact), fact))
        build.replace_facts(rows)


def _keep_holdings(build: Build) -> None:
    """List the facts that fill each post and that say where it is: several steps look at both."""
    rows = build.relations.values()
    fills = build.coded(row for row in rows if row.fills)
    places = build.coded(row for row in rows if row.of_post)
    for table, end, relations in (("held", "object", fills), ("housed", "subject", places)):
        build.db.execute(f"create temp table {table} (post integer, n integer)")
        build.db.execute(
            f"insert into {table} select {end}, n from fact"
            f" where relation in ({relations}) and not flags & {DENIED} order by 1, 2"
        )
        build.db.execute(f"create index temp.{table}_by_post on {table} (post, n)")


def _has_circle(build: Build, code: int) -> bool:
    """Return whether the facts of a relation lead anybody back, at whatever times.

    Whoever leads nowhere further is no part of a circle, and is taken away until nobody is left.
    """
    lines = build.db.execute(
        f"select distinct subject, object from fact where relation = ? and not flags & {DENIED}",
        (code,),
    )
    below: dict[int, list[int]] = defaultdict(list)
    onward: dict[int, int] = defaultdict(int)  # how many lines lead on from whom
    for subject, object in lines:
        below[object].append(subject)
        onward[subject] += 1
    ends = [end for end in below if end not in onward]
    while ends:
        for subject in below.pop(ends.pop(), ()):
            onward[subject] -= 1
            if not onward[subject]:
                del onward[subject]
                ends.append(subject)
    return bool(onward)
