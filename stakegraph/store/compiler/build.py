"""A file of compiled facts in the making: what its steps share."""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import TypeVar

from stakegraph.errors import Problem
from stakegraph.model.facts import STATED, Actor, Fact, Part
from stakegraph.model.relations import ACTOR_KINDS, RELATIONS, Relation
from stakegraph.store import packing
from stakegraph.store.compiler.workers import Workers
from stakegraph.store.schema import DENIED, DOUBTFUL

T = TypeVar("T")

BATCH = 2000  # facts that are in memory at once
FactRow = tuple[int, str, int, int, int, int, bytes]

KINDS = ("", *ACTOR_KINDS)  # an actor's kind as a number; 0 is one that no file declares


class NotCompiled(Exception):
    """The facts have an error, or something that only the whole of them can settle."""


class Again(Exception):
    """The files must be read once more.

    Some use `relations` that others declare, or are to be read `whole`.
    """

    def __init__(self, relations: Mapping[str, Relation], whole: Iterable[str] = ()) -> None:
        super().__init__()
        self.relations = relations
        self.whole = frozenset(whole)


class Build:
    """The open file with what is known of its actors and relations while it is made.

    Every actor that is declared or mentioned has a number; `kinds` and `is_mentioned` go by it.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        target: str,
        files: Sequence[str],
        relations: Mapping[str, Relation],
        whole: Collection[str],
        workers: Workers,
    ) -> None:
        self.db = db
        self.target = target
        self.workers = workers
        self.others: list[Workers] = []
        self.leftovers: list[str] = []
        self.files = files
        self.whole = whole
        self.file_numbers = {path: number for number, path in enumerate(files)}
        self.numbers: dict[str, int] = {}
        self.ids: list[str] = []  # by number
        self.kinds = bytearray()
        self.is_mentioned = bytearray()
        self.files_of = array("L")
        self.relations = relations
        self.codes = {key: code for code, key in enumerate(RELATIONS)}
        self.facts = 0
        self.derived_from = 0  # the number of the first derived fact
        self.warnings = 0
        self.may_share_ids = False  # what two facts state may make the same id
        self.digests: list[str] = []  # of the files' bytes

    def beside(self, name: str) -> str:
        """Return the name of a further file, which goes when the build ends."""
        self.leftovers.append(f"{self.target}.{name}.tmp")
        return self.leftovers[-1]

    def more_workers(self, count: int) -> Workers:
        """Return further processes, which end with the build."""
        self.others.append(Workers(count))
        return self.others[-1]

    def close(self) -> None:
        """End what was begun, and leave nothing beside the file."""
        for workers in self.others:
            workers.close()
        for path in self.leftovers:
            with suppress(OSError):
                os.unlink(path)

    def number(self, id: str) -> int:
        """Return the number of an actor, which may not have been declared yet."""
        number = self.numbers.setdefault(id, len(self.kinds))
        if number == len(self.kinds):
            self.ids.append(id)
            self.kinds.append(0)
            self.is_mentioned.append(0)
            self.files_of.append(0)
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
        return ", ".join(str(self.codes[row.key]) for row in relations if row.key in self.codes)

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Count warnings, and raise NotCompiled for an error."""
        for problem in problems:
            if problem.severity == "error":
                raise NotCompiled(str(problem))
            self.warnings += 1

    def fact_row(self, number: int, id: str, fact: Fact, more: int = 0) -> FactRow:
        """Return the row of a fact under an id."""
        flags = more | DENIED * (fact.status == "denied") | DOUBTFUL * (fact.certainty != STATED)
        return (
            number,
            id,
            self.mentioned(fact.subject),
            self.code(fact.relation),
            self.mentioned(fact.object),
            flags,
            packing.pack_fact(fact, self.file_numbers[fact.origin.path]),
        )

    def place(self, part: Part) -> tuple[int, int, int]:
        """Return the key that sorts parts of several files as they stand there."""
        path, line, column = part.origin
        return self.file_numbers[path], line, column

    def insert_facts(self, rows: Iterable[FactRow]) -> None:
        """Add facts."""
        self.db.executemany("insert into fact values (?, ?, ?, ?, ?, ?, ?)", rows)

    def replace_facts(self, rows: Iterable[FactRow]) -> None:
        """Put facts in the place of those of their numbers."""
        self.db.executemany("replace into fact values (?, ?, ?, ?, ?, ?, ?)", rows)

    def facts_where(self, condition: str) -> Iterator[tuple[int, int, Fact]]:
        """Yield (number, flags, fact) of the facts `f` that a condition holds for, as written."""
        ids, keys = self.ids, list(self.codes)
        query = (
            f"select n, flags, id, subject, relation, object, packed from fact f where {condition}"
        )
        for number, flags, id, subject, code, object, packed in self.db.execute(query):
            ends = ids[subject], keys[code], ids[object]
            yield number, flags, packing.fact_of(id, *ends, packed, self.files)

    def next_number(self) -> int:
        """Return the number that the next fact would have."""
        (last,) = self.db.execute("select max(n) from fact").fetchone()
        return 0 if last is None else int(last) + 1

    def same_ids(self) -> list[str]:
        """Return the ids that several facts have."""
        query = "select id from fact group by id having count(*) > 1"
        return [id for (id,) in self.db.execute(query)]

    def facts_with(self, ids: Iterable[str]) -> list[tuple[int, int, Fact]]:
        """Return (number, flags, fact) of the facts that have one of these ids."""
        self.db.execute("create temp table if not exists wanted (id text primary key)")
        self.db.execute("delete from wanted")
        self.db.executemany("insert into wanted values (?)", ((id,) for id in ids))
        return list(self.facts_where("f.id in (select id from wanted)"))

    def actors_of(self, numbers: Iterable[int]) -> dict[str, Actor]:
        """Return some actors by their ids."""
        query = (
            "select id, kind, name, classification, description, packed from actor"
            f" where n in ({listed(numbers)})"
        )
        return {
            row[0]: packing.actor_of(row[:5], row[5], self.files) for row in self.db.execute(query)
        }

    def numbers_of(self, query: str) -> array[int]:
        """Return the numbers that a query finds, in little memory."""
        return array("q", (number for (number,) in self.db.execute(query)))


def listed(numbers: Iterable[int]) -> str:
    """Return numbers for a query."""
    return ", ".join(map(str, numbers))


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Yield items in lists of at most so many."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
