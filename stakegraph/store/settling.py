"""The second step: facts that state the same are one, and every fact has an id of its own."""

from __future__ import annotations

from collections.abc import Iterable

from stakegraph.model.facts import Fact
from stakegraph.rules import merge
from stakegraph.store.batch import key_of, part_rules, problems_of
from stakegraph.store.schema import GIVEN, INDEXES
from stakegraph.store.tables import Tables, batches, listed

_AT_ONCE = 500  # keys


def deduplicate(tables: Tables) -> None:
    """Unite the facts that state the same, and give every fact its id."""
    tables.db.execute(INDEXES["fact_key"])
    shared = tables.numbers_of("select key from fact group by key having count(*) > 1")
    for some in batches(shared, _AT_ONCE):
        for group in _groups(tables, some):
            _deduplicate(tables, group)
    # A given id is found by itself from here on.
    given = tables.numbers_of(f"select n from fact where flags & {GIVEN}")
    for some in batches(given, _AT_ONCE):
        for number, fact in list(tables.facts_where(f"n in ({listed(some)})")):
            tables.replace_fact(number, fact, fact.id)
    shared = tables.numbers_of("select key from fact group by key having count(*) > 1")
    for some in batches(shared, _AT_ONCE):
        for group in _groups(tables, some):
            _tell_apart(tables, group)
    for _, event in tables.events():
        for number, fact in tables.facts_where("key = ?", key_of(event.id)):
            if tables.fact(number).id == event.id:
                tables.report([merge.taken_id(event, fact)])


def _groups(tables: Tables, keys: Iterable[int]) -> list[list[tuple[int, Fact]]]:
    """Return the facts of each of some keys, in the order of the files."""
    groups: list[list[tuple[int, Fact]]] = []
    for key in keys:
        facts = list(tables.facts_where("key = ? order by file, line, col", key))
        groups.append(facts)
    return groups


def _deduplicate(tables: Tables, group: list[tuple[int, Fact]]) -> None:
    """Unite the facts of a group that state the same, and give the others ids of their own."""
    numbers: dict[tuple[object, ...], int] = {}
    gone = []
    for number, fact in group:
        if numbers.setdefault(fact.identity, number) != number:
            gone.append(number)
    stated, problems = merge.deduplicate(fact for _, fact in group)
    tables.report(problems)
    unnamed = [fact for fact in stated if not fact.id]
    named = merge.distinct_ids(unnamed) if unnamed else []
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
            tables.replace_fact(number, fact, merge.surest_id(fact))
        elif fact.id in given:
            tables.report([merge.taken_id(fact, given[fact.id])])
        else:
            given[fact.id] = fact
