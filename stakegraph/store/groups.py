"""Facts brought together in groups for the rules, and what the rules find in them.

What groups are made of are rows, so that they can go from process to process; a batch of them needs
nothing but itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import msgspec

from stakegraph.errors import Problem
from stakegraph.model.facts import Actor, Fact, Origin
from stakegraph.model.relations import Relation
from stakegraph.rules.rule import Group, Join, Rule
from stakegraph.store import rows
from stakegraph.store.batch import key_of
from stakegraph.store.schema import DENIED, DERIVED, ENDED, GIVEN, INHERITED
from stakegraph.store.tables import FACT, KINDS, FactColumns, FactRow, Tables, listed

SIZE = 2000  # facts that a batch has, or a little more

ActorRow: TypeAlias = tuple[int, str, str, str, str, str, str, int, int, int]
Conflict: TypeAlias = tuple[str, int, int, int, bool]


_PLACES = {"n": 0, "subject": 1, "relation": 2, "object": 3}
_COLUMNS = (("subject", 1), ("relation", 2), ("object", 3))


class GroupBatch(msgspec.Struct, array_like=True, gc=False):
    """Groups for one rule.

    `sizes` are the numbers of facts of each, which lie one after the other in `facts`; `joined` are
    the facts that come with any of them. `ids` are those of actors by number, `keys` the relations
    by number, `dates` those of the sources that the facts cite.
    """

    rule: str
    keys: list[str]
    relations: dict[str, Relation]
    files: list[str]
    sizes: list[int] = []
    facts: list[FactRow] = []
    joined: list[FactRow] = []
    actors: list[ActorRow] = []
    ids: dict[int, str] = {}
    dates: dict[str, str] = {}


class Findings(msgspec.Struct, array_like=True, gc=False):
    """What a rule found in a batch of groups: problems, conflicts, or facts that follow.

    `contested` are the facts that others dispute, or may do within a narrower scope.
    """

    problems: list[Problem] = []
    conflicts: list[Conflict] = []
    disputed: list[int] = []
    contested: list[int] = []
    derived: list[FactColumns] = []


def findings(batch: GroupBatch, rules: Iterable[Rule]) -> Findings:
    """Return what a rule finds in the groups of a batch."""
    rule = next(rule for rule in rules if rule.name == batch.rule)
    found = Findings([], [], [], [], [])
    codes = {key: code for code, key in enumerate(batch.keys)}
    numbers: dict[str, int] = {}
    flags: dict[str, int] = {}

    def fact_of(row: FactRow) -> Fact:
        number, subject, code, object, own, tail, entry, file, line, column = row
        ends = batch.ids[subject], batch.keys[code], batch.ids[object]
        id = tail if own & GIVEN else f"{ends[0]}.{ends[1]}.{ends[2]}{tail}"
        numbers[id], flags[id] = number, own
        origin = Origin(batch.files[file], line, column)
        return rows.fact_of(ends, id, entry, origin, ended=bool(own & ENDED))

    joined = _by_end(rule.join, map(fact_of, batch.joined)) if rule.join else {}
    actors = {
        row[1]: rows.actor_of(row[1:6], row[6], Origin(batch.files[row[7]], *row[8:]))
        for row in batch.actors
    }
    of_id = {id: number for number, id in batch.ids.items()}
    start = 0
    for size in batch.sizes:
        some = batch.facts[start : start + size]
        start += size
        group = _group(batch, [fact_of(row) for row in some], rule, joined, actors)
        if rule.clash:
            group.is_apart = True
            contested = [numbers[fact.id] for fact in rule.find(group)]
            group.is_apart = False
            disputed = [numbers[fact.id] for fact in rule.find(group)] if contested else []
            if contested:
                shared = shared_columns(rule, some[0])
                found.conflicts.append((rule.name, *shared, bool(disputed)))
            if rule.clash.disputes:
                found.contested += contested
                found.disputed += disputed
            continue
        for one in rule.find(group):
            if isinstance(one, Problem):
                found.problems.append(one)
            else:
                premises = [numbers[fact.id] for fact in one.premises]
                own = _flags(one.premises, flags)
                subject, relation, object = one.ends
                tail = f".via.{one.through}"
                found.derived.append(
                    (
                        key_of(f"{subject}.{relation}.{object}{tail}"),
                        *(of_id[subject], codes[relation], of_id[object]),
                        *(own, tail, rows.derived_entry(rule.name, premises), -1, 0, 0),
                    )
                )
    return found


def shared_columns(rule: Rule, row: FactRow) -> tuple[int, int, int]:
    """Return the subject, relation and object that a group shares; -1 where its facts differ."""
    shared = [place if name in rule.over else -1 for name, place in _COLUMNS]  # type: ignore[operator]
    subject, relation, object = (-1 if place < 0 else row[place] for place in shared)
    return subject, relation, object  # type: ignore[return-value]


def group_batches(tables: Tables, rule: Rule) -> Iterator[GroupBatch]:
    """Yield the groups that a rule looks at, batch after batch, in the order of what they share."""
    assert isinstance(rule.over, tuple)
    order = ", ".join(rule.over)
    batch = _empty(tables, rule)
    last: tuple[object, ...] | None = None
    for row in tables.db.execute(
        f"select {FACT} from fact where {_condition(tables, rule)}"
        f" order by {order}, file, line, col"
    ):
        shared = tuple(row[_PLACES[name]] for name in rule.over)
        if shared != last:
            if len(batch.facts) >= SIZE:
                yield _completed(tables, rule, batch)
                batch = _empty(tables, rule)
            batch.sizes.append(0)
            last = shared
        batch.sizes[-1] += 1
        batch.facts.append(row)
    if batch.facts:
        yield _completed(tables, rule, batch)


def _condition(tables: Tables, rule: Rule) -> str:
    """Return the condition on the facts that a rule looks at."""
    told = [tables.own] if tables.own else []
    told += [] if rule.denials else [f"not flags & {DENIED}"]
    looked_at = [row for row in tables.relations.values() if rule.of(row)]
    if len(looked_at) < len(tables.relations):
        told.append(f"relation in ({tables.coded(looked_at)})")
    if rule.kinds:
        told.append(f"({_joining(tables, rule)})")
    if rule.join and rule.conclude:
        told.append(f"({_joined(tables, rule.join)})")
    if rule.least > 1:
        columns = ", ".join(rule.over)  # type: ignore[arg-type]
        wanted = " and ".join(told) or "true"
        shared = f"select {columns} from fact where {wanted} group by {columns}"
        told.append(f"({columns}) in ({shared} having count(*) >= {rule.least})")
    return " and ".join(told) or "true"


def _joined(tables: Tables, join: Join) -> str:
    """Return the condition that other facts come with a fact: without them, nothing follows."""
    relations = tables.coded(row for row in tables.relations.values() if join.of(row))
    others = f"select {join.end} from fact where relation in ({relations})"
    return " or ".join(f"{end} in ({others})" for end in join.ends)


def _joining(tables: Tables, rule: Rule) -> str:
    """Return the condition that facts join such kinds of actor as a rule looks at."""
    assert rule.kinds
    kinds, keys = tables.kinds, tables.keys
    joins = {
        (code, kinds[one], kinds[other])
        for one, code, other in tables.db.execute("select subject, relation, object from fact")
    }
    wanted = [
        (code, KINDS[one], KINDS[other])
        for code, one, other in joins
        if rule.kinds(tables.relations[keys[code]], KINDS[one], KINDS[other])
    ]
    of_kind = "(select kind from actor where actor.n = fact.{})"
    return (
        " or ".join(
            f"relation = {code} and {of_kind.format('subject')} = '{one}'"
            f" and {of_kind.format('object')} = '{other}'"
            for code, one, other in sorted(wanted)
        )
        or "false"
    )


def _empty(tables: Tables, rule: Rule) -> GroupBatch:
    files = [*tables.files]
    return GroupBatch(rule.name, tables.keys, tables.relations, files, [], [], [], [], {}, {})


def _completed(tables: Tables, rule: Rule, batch: GroupBatch) -> GroupBatch:
    """Return a batch with what comes with its groups: joined facts, actors and ids."""
    if rule.join:
        batch.joined = joined_rows(tables, rule.join, batch.facts)
    if rule.actors:
        ends = [_end(row, end) for row in batch.facts for end in rule.actors]
        batch.actors = tables.db.execute(
            "select n, id, kind, name, classification, description, entry, file, line, col"
            f" from actor where n in ({listed(set(ends))})"
        ).fetchall()
    if rule.clash or rule.dated:
        entries = [row[6] for row in (*batch.facts, *batch.actors)]
        cited = {source for entry in entries for source in rows.cited_in(entry)}
        batch.dates = {source: date for source in cited if (date := tables.date_of(source))}
    numbers = {number for row in (*batch.facts, *batch.joined) for number in (row[1], row[3])}
    batch.ids = tables.ids.of(numbers)
    return batch


def joined_rows(tables: Tables, join: Join, facts: Iterable[FactRow]) -> list[FactRow]:
    """Return the rows of the facts that come with some others, those that deny apart."""
    relations = tables.coded(row for row in tables.relations.values() if join.of(row))
    ends = {_end(row, end) for row in facts for end in join.ends}
    return tables.db.execute(
        f"select {FACT} from fact where {join.end} in ({listed(sorted(ends))})"
        f" and relation in ({relations}) and not flags & {DENIED | DERIVED} order by n"
    ).fetchall()


def _end(row: FactRow, end: str) -> int:
    return row[1] if end == "subject" else row[3]


def _by_end(join: Join, facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[getattr(fact, join.end)].append(fact)
    return found


def _group(
    batch: GroupBatch,
    facts: list[Fact],
    rule: Rule,
    joined: dict[str, list[Fact]],
    actors: dict[str, Actor],
) -> Group:
    group = Group(batch.relations, facts, dates=batch.dates)
    if rule.join:
        ends = dict.fromkeys(getattr(fact, end) for fact in facts for end in rule.join.ends)
        group.joined = [fact for end in ends for fact in joined.get(end, ())]
    if rule.actors:
        group.actors = actors
    return group


def _flags(premises: Iterable[Fact], flags: dict[str, int]) -> int:
    """Return what is known of a derived fact by its premises, whose flags are given by id."""
    own = DERIVED
    for fact in premises:
        own |= flags[fact.id] & INHERITED
    return own
