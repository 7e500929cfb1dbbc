"""The tables of facts while they are filled: who has which number, and how rows are written."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeAlias, TypeVar

from msgspec.structs import replace

from stakegraph.errors import DamagedIndex, Problem
from stakegraph.model.facts import Actor, Event, Fact, Origin, Part, Source
from stakegraph.model.relations import ACTOR_KINDS, RELATIONS, Relation
from stakegraph.rules.rule import Rule
from stakegraph.rules.statements import base_id
from stakegraph.store import rows
from stakegraph.store.batch import actor_columns, key_of, part_rules, stated_columns
from stakegraph.store.numbering import Ids, MemoryIds
from stakegraph.store.schema import DERIVED, ENDED, GIVEN, checksum

T = TypeVar("T")

KINDS = ("", *ACTOR_KINDS)  # an actor's kind as a number; 0 is one that no file declares
# What a fact is found by, then its columns from its subject to where it stands.
FactColumns: TypeAlias = tuple[int | None, int, int, int, int, str, str, int, int, int]
FACT = "n, subject, relation, object, flags, tail, entry, file, line, col"
# The columns of a fact of which the last one is the checksum.
SUMMED = ("n", "key", *FACT.split(", ")[1:])
FactRow: TypeAlias = tuple[int, int, int, int, int, str, str, int, int, int]


class Tables:
    """An open database of facts, with what is known of its actors and relations while it is made.

    Every actor that is declared or mentioned has a number; `kinds` and `is_mentioned` go by it. The
    ids lie in memory, unless some that do not are given.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        files: Sequence[str],
        rules: tuple[Rule, ...],
        ids: Ids | None = None,
    ) -> None:
        self.db = db
        db.create_function("checksum", -1, checksum)
        # Where a fact of a given id would have another key without: by that the same are found.
        db.execute("create temp table base (n integer primary key, key integer)")
        self.files = files
        self.file_numbers = {path: number for number, path in enumerate(files)}
        self.rules = rules
        self.relations: dict[str, Relation] = dict(RELATIONS)
        self.codes = {key: code for code, key in enumerate(RELATIONS)}
        self.ids = MemoryIds() if ids is None else ids
        self.numbers = self.ids.numbers
        self.kinds = bytearray()
        self.is_mentioned = bytearray()
        self.facts = 0
        self._keys: list[str] = []
        self.is_unread = False  # an entry could not be read, or does not fit with others
        # The condition on facts that are looked at in groups; others come with them. "" is all.
        self.own = ""

    def number(self, id: str) -> int:
        """Return the number of an actor, which may not have been declared yet."""
        number = self.numbers.setdefault(id, len(self.kinds))
        if number == len(self.kinds):
            self.ids.append(id)
            self.kinds.append(0)
            self.is_mentioned.append(0)
        return number

    def mentioned(self, id: str) -> int:
        """Return the number of an actor that a fact or an event mentions."""
        number = self.numbers.get(id)
        if number is None:
            number = self.number(id)
        self.is_mentioned[number] = 1
        return number

    def code(self, relation: str) -> int:
        """Return the number of a relation."""
        return self.codes.setdefault(relation, len(self.codes))

    def coded(self, relations: Iterable[Relation]) -> str:
        """Return the numbers of some relations, for a query."""
        return listed(self.codes[row.key] for row in relations if row.key in self.codes)

    def report(self, problems: Iterable[Problem]) -> None:
        """Put problems down."""
        self.db.executemany(f"insert into problem values ({marks(8)})", problems)

    def has_errors(self) -> bool:
        """Return whether any problem is an error."""
        query = "select 1 from problem where severity = 'error' limit 1"
        return self.db.execute(query).fetchone() is not None

    def origin(self, file: int, line: int, column: int) -> Origin:
        """Return where a row was written."""
        return Origin(self.files[file], line, column)

    def forget(self, parts: Iterable[Part]) -> None:
        """Take back what rules about one part alone found in some parts, which are united now."""
        rules = ", ".join(f"'{rule.name}'" for rule in part_rules(self.rules))
        self.db.executemany(
            f"delete from problem where path = ? and line = ? and col = ? and rule in ({rules})",
            [part.origin[:3] for part in parts],
        )

    def replace_sources(self, sources: Iterable[tuple[int, Source]]) -> None:
        """Put sources in the place of those of their numbers."""
        made = (
            rows.summed(number, source.id, rows.source_entry(source), *self.place(source))
            for number, source in sources
        )
        self.db.executemany(f"replace into source values ({marks(7)})", made)

    def replace_actors(self, actors: Iterable[Actor]) -> None:
        """Put actors in the place of those of their numbers."""
        made = (
            rows.summed(self.numbers[actor.id], *actor_columns(actor), *self.place(actor))
            for actor in actors
        )
        self.db.executemany(f"replace into actor values ({marks(12)})", made)

    def replace_events(self, events: Iterable[tuple[int, Event]]) -> None:
        """Put events in the place of those of their numbers."""
        made = (
            rows.summed(number, event.id, rows.event_entry(event), *self.place(event))
            for number, event in events
        )
        self.db.executemany(f"replace into event values ({marks(7)})", made)

    def insert_facts(self, facts: Iterable[FactColumns], table: str = "fact") -> None:
        """Add facts behind those that are there."""
        made = [rows.summed(number, *row) for number, row in enumerate(facts, self.facts)]
        self.facts += len(made)
        self.db.executemany(f"insert into {table} values ({marks(12)})", made)

    def amend_facts(self, given: Iterable[tuple[object, ...]], **columns: str) -> None:
        """Change columns of facts.

        Each is an expression; a fact's number is `?1` in it, what else is `given` is `?2`.
        """
        changed = ", ".join(f"{name} = {value}" for name, value in columns.items())
        row = ", ".join(columns.get(name, name) for name in SUMMED)
        query = f"update fact set {changed}, sum = checksum({row}) where n = ?1"
        self.db.executemany(query, given)

    def replace_fact(self, number: int, fact: Fact, id: str = "") -> None:
        """Put a stated fact in the place of the one of its number.

        It has the id that it was given, if `fact` has any, else `id`, else the one that is made of
        what it says.
        """
        subject, object = self.mentioned(fact.subject), self.mentioned(fact.object)
        columns = stated_columns(fact, id)
        key, flags, tail, entry = columns
        ends = subject, self.code(fact.relation), object
        row = rows.summed(number, key, *ends, flags, tail, entry, *self.place(fact))
        self.db.execute(f"replace into fact values ({marks(12)})", row)
        if fact.id:
            key = key_of(base_id(fact))
            self.db.execute("replace into base values (?, ?)", (number, key))

    def place(self, part: Source | Actor | Event | Fact) -> tuple[int, int, int]:
        """Return the file, line and column of a part, by which parts sort as they stand there."""
        path, line, column, *_ = part.origin
        return self.file_numbers[path], line, column

    def facts_where(self, condition: str, *given: object) -> Iterator[tuple[int, Fact]]:
        """Yield the (number, fact) of the stated facts that a condition holds for.

        A fact that was given no id has "".
        """
        query = f"select {FACT} from fact where {condition}"
        for row in self.db.execute(query, given):
            yield row[0], self.fact_of(row, named=False)

    def fact(self, number: int) -> Fact:
        """Return the fact of a number, stated or derived."""
        (row,) = self.db.execute(f"select {FACT} from fact where n = ?", (number,))
        if not row[4] & DERIVED:
            return self.fact_of(row)
        name, premises, _ = rows.derivation_of(row[6])
        ids = self.ids[row[1]], self.keys[row[2]], self.ids[row[3]]
        return concluded(
            next(rule for rule in self.rules if rule.name == name),
            f"{'.'.join(ids)}{row[5]}",
            tuple(self.fact(each) for each in premises),
            lambda actor: next(self.actors_of([self.numbers[actor]])),
            self.relations,
        )

    def fact_of(self, row: FactRow, *, named: bool = True) -> Fact:
        """Return the stated fact of a row, with the id that it has now or only with a given one."""
        _, subject, code, object, flags, tail, entry, *place = row
        ends = self.ids[subject], self.keys[code], self.ids[object]
        id = tail if flags & GIVEN else f"{'.'.join(ends)}{tail}" if named else ""
        return rows.fact_of(ends, id, entry, self.origin(*place), ended=bool(flags & ENDED))

    @property
    def keys(self) -> list[str]:
        """Return the relations by number."""
        if len(self._keys) < len(self.codes):
            self._keys = list(self.codes)
        return self._keys

    def events(self, condition: str = "true") -> Iterator[tuple[int, Event]]:
        """Yield the (number, event) of the events that a condition holds for."""
        query = f"select n, id, entry, file, line, col from event where {condition}"
        for number, id, entry, *place in self.db.execute(query):
            yield number, rows.event_of(id, entry, self.origin(*place))

    def sources(self, numbers: Iterable[int]) -> Iterator[tuple[int, Source]]:
        """Yield the (number, source) of the sources of some numbers."""
        query = f"select n, id, entry, file, line, col from source where n in ({listed(numbers)})"
        for number, id, entry, *place in self.db.execute(query):
            yield number, rows.source_of(id, entry, self.origin(*place))

    def actors_of(self, numbers: Iterable[int]) -> Iterator[Actor]:
        """Yield the actors of some numbers."""
        query = (
            "select id, kind, name, classification, description, entry, file, line, col"
            f" from actor where n in ({listed(numbers)}) order by file, line, col"
        )
        for *named, entry, file, line, column in self.db.execute(query):
            yield rows.actor_of(named, entry, self.origin(file, line, column))

    def said_of(self, source: str, field: str) -> str:
        """Return a field of a source, "" where it is not given."""
        query = "select json_extract(entry, '$.' || ?) from source where id = ?"
        for (value,) in self.db.execute(query, (field, source)):
            return value or ""
        return ""

    def date_of(self, source: str) -> str:
        """Return the date of a source, "" where none is given."""
        return self.said_of(source, "date")

    def numbers_of(self, query: str) -> array[int]:
        """Return the numbers that a query finds, in little memory."""
        return array("q", (number for (number,) in self.db.execute(query)))


def concluded(
    rule: Rule,
    id: str,
    premises: tuple[Fact, ...],
    actor: Callable[[str], Actor],
    relations: Mapping[str, Relation],
) -> Fact:
    """Return the fact that a rule concludes from its premises, under the id that it is kept by.

    Raises DamagedIndex where the rule concludes nothing.
    """
    if not rule.conclude:
        raise DamagedIndex(f"{id} cannot follow by {rule.name}")
    ends = {getattr(premises[0], end) for end in rule.actors}
    fact = rule.conclude(premises, {id: actor(id) for id in ends}, relations)
    return fact if fact.id == id else replace(fact, id=id)


def listed(numbers: Iterable[int]) -> str:
    """Return numbers for a query."""
    return ", ".join(map(str, numbers))


def marks(count: int) -> str:
    """Return so many marks that stand for values in a query."""
    return ", ".join("?" * count)


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield items in lists of at most so many."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
