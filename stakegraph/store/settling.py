"""The second step: facts that state the same are one, and every fact has an id of its own."""

from __future__ import annotations

from msgspec.structs import replace

from stakegraph.model.facts import Fact
from stakegraph.rules import statements
from stakegraph.store.batch import key_of, part_rules, problems_of
from stakegraph.store.schema import INDEXES
from stakegraph.store.tables import Tables, batches, listed

# By what a fact says, whatever id it was given.
_OTHERS = "n not in (select n from base)"
_BASES = f"select key from fact where {_OTHERS} union all select key from base"
_BY_BASE = (
    f"n in (select n from fact where key = ?1 and {_OTHERS}"
    " union all select n from base where key = ?1) order by file, line, col"
)


def deduplicate(tables: Tables) -> None:
    """Unite the facts that state the same, and give every fact an id of its own."""
    unite_same(tables)
    tell_apart(tables)


def unite_same(tables: Tables) -> None:
    """Unite the facts that state the same, and tell apart those that differ."""
    db = tables.db
    db.execute(INDEXES["fact_key"])
    _align(tables)
    db.execute("create index base_key on base (key)")
    shared = "select key from {} group by key having count(*) > 1"
    for key in tables.numbers_of(shared.format(f"({_BASES})")):
        _deduplicate(tables, [*tables.facts_where(_BY_BASE, key)])


def tell_apart(tables: Tables) -> None:
    """Give every fact an id that no other one has; report those that were given one twice."""
    db, shared = tables.db, "select key from {} group by key having count(*) > 1"
    for key in tables.numbers_of(shared.format("fact")):
        _tell_apart(tables, [*tables.facts_where("key = ? order by file, line, col", key)])
    db.execute("drop table base")
    db.create_function("key_of", 1, key_of)
    of_events = "select e.n, f.n from event e join fact f on f.key = key_of(e.id) order by e.n"
    for event_number, number in db.execute(of_events).fetchall():
        ((_, event),) = tables.events(f"n = {event_number}")
        fact = tables.fact(number)
        if fact.id == event.id:
            tables.report([statements.taken_id(event, fact)])


def _align(tables: Tables) -> None:
    """Let facts that hold both ways, and are stated both ways, go one way: by the ids of the ends.

    So it does not matter which of them stands first.
    """
    symmetric = tables.coded(row for row in tables.relations.values() if row.symmetric)
    among = f"relation in ({symmetric})"
    tables.db.execute(f"create index both_ways on fact (subject, object) where {among}")
    found = tables.db.execute(
        "select a.n, a.subject, a.object from fact a where a.subject <> a.object"
        f" and a.{among} and exists (select 1 from fact b where b.subject = a.object"
        f" and b.object = a.subject and b.relation = a.relation and b.{among})"
    )
    backward = [
        number
        for number, *ends in found
        # An end that nothing declares is reported where it stands.
        if all(tables.kinds[end] for end in ends) and tables.ids[ends[0]] > tables.ids[ends[1]]
    ]
    tables.db.execute("drop index both_ways")
    for some in batches(backward, 1000):
        for number, fact in [*tables.facts_where(f"n in ({listed(some)})")]:
            turned = replace(fact, subject=fact.object, object=fact.subject)
            tables.replace_fact(number, turned)


def _deduplicate(tables: Tables, group: list[tuple[int, Fact]]) -> None:
    """Unite the facts of a group that state the same, and give the others ids of their own."""
    numbers: dict[tuple[object, ...], int] = {}
    gone = []
    for number, fact in group:
        if numbers.setdefault(fact.identity, number) != number:
            gone.append(number)
    stated, problems = statements.deduplicate(fact for _, fact in group)
    tables.report(problems)
    unnamed = [fact for fact in stated if not fact.id]
    named = statements.distinct_ids(unnamed) if unnamed else []
    ids = {fact.identity: id for fact, id in zip(unnamed, named, strict=True)}
    tables.db.executemany("delete from fact where n = ?", [(number,) for number in gone])
    for fact in stated:
        tables.replace_fact(numbers[fact.identity], fact, ids.get(fact.identity, ""))
    if gone:
        tables.forget(fact for _, fact in group)
        for fact in stated:
            tables.report(problems_of(fact, part_rules(tables.rules)))


def _tell_apart(tables: Tables, group: list[tuple[int, Fact]]) -> None:
    """Give a longer id to each fact whose id another one has that states something else."""
    given: dict[str, Fact] = {}
    for number, fact in group:
        if not fact.id:
            tables.replace_fact(number, fact, statements.surest_id(fact))
        elif fact.id in given:
            tables.report([statements.taken_id(fact, given[fact.id])])
        else:
            given[fact.id] = fact
