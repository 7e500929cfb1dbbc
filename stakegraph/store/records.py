"""The rows of a database of facts, looked up by what an index finds, each as it was written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import msgspec

from stakegraph.errors import DamagedIndex
from stakegraph.model.relations import Relation
from stakegraph.store import schema, tallies
from stakegraph.store.names import Index, Row, encodable
from stakegraph.store.schema import GIVEN, checksum
from stakegraph.store.tables import listed

REMEMBERED = 1 << 13  # how many facts, ends and sources a question is likely to look up again

_COLUMNS = (
    "f.n, s.id, f.relation, o.id, f.flags, f.tail, f.entry, f.file, f.line, f.col, f.sum,"
    " f.key, f.subject, f.object"
)
FACT = (
    f"select {_COLUMNS} from fact f"
    " left join actor s on s.n = f.subject left join actor o on o.n = f.object"
)
_ID = (
    f"case when f.flags & {GIVEN} then f.tail"
    " else s.id || '.' || r.key || '.' || o.id || f.tail end"
)


class Records(Index):
    """The tables of an open database; `files` are the names of the fact files.

    `is_filled` says whether its index of names is made already. Raises DamagedIndex where a table
    is not what was written.
    """

    def __init__(
        self, connection: sqlite3.Connection, files: Sequence[str], *, is_filled: bool = True
    ) -> None:
        super().__init__(connection, files, is_filled=is_filled)
        # Not when a table is verified: no function can be made while rows are being read.
        connection.create_function("checksum", -1, checksum)
        self._number = lru_cache(REMEMBERED)(self._read_number)
        self._verify = lru_cache(None)(self._verify_whole)
        self._count = lru_cache(REMEMBERED)(self._verify_count)

    @cached_property
    def title(self) -> str:
        """Return what the facts are about."""
        return str(self._meta("title"))

    @cached_property
    def relations(self) -> Mapping[str, Relation]:
        """Return the relations that the facts may state."""
        self._verify("relation")
        found = self._rows("select row from relation order by n")
        read = [msgspec.json.decode(row, type=Relation) for (row,) in found]
        return {row.key: row for row in read}

    @cached_property
    def _keys(self) -> list[str]:
        return [*self.relations]

    @cached_property
    def speakers(self) -> list[str]:
        """Return whose word any fact or event is: ids of actors, and words."""
        for table in ("fact", "event"):
            self._verify(table)
        told = "json_each(entry, '$.according_to') as e"
        query = f"select e.value from fact, {told} union select e.value from event, {told}"
        return sorted(str(value) for (value,) in self._rows(query))

    def size(self) -> int:
        """Return how many facts there are, derived ones included."""
        return int(self._meta("facts"))

    def sizes(self) -> dict[str, int]:
        """Return how much there is, by what `SIZES` counts: `facts`, `kind person`, `error`."""
        self._verify("meta")
        return {key: int(value) for key, value in self._rows("select key, value from meta")
                if key != "title"}  # fmt: skip

    def classifications(self) -> list[str]:
        """Return what classifies any of the actors, such as `company`, in order."""
        self._verify("actor")
        query = "select distinct classification from actor where classification <> '' order by 1"
        return [str(one) for (one,) in self._rows(query)]

    def _need(self, table: str, column: str, values: Iterable[Any]) -> None:
        """Make sure that the rows are there which have some values in a column: here they all are.

        Where rows are fetched from elsewhere, those of many values are fetched at once.
        """

    def _need_all(self, table: str) -> None:
        """Make sure that all rows of a table are there."""

    def _meta(self, key: str) -> Any:
        self._verify("meta")
        for (value,) in self._rows("select value from meta where key = ?", key):
            return value
        raise DamagedIndex(f"there is no {key}")

    def _row(self, table: str, id: str) -> Row | None:
        """Return the row of an id, if there is one.

        Raises DamagedIndex where the index does not find it, or where it is not what was written.
        """
        self._need(table, "id", [id])
        for search in ("", "not indexed"):
            for row in self._rows(f"select * from {table} {search} where id = ?", id):
                if search:
                    raise DamagedIndex(f"the index of {table} does not find {id}")
                return sound(row)
        return None

    def _all(self, table: str) -> Iterator[Row]:
        """Yield all rows of a table by id; raises DamagedIndex where any is missing or changed."""
        self._need_all(table)
        count, last = 0, ""
        for row in self._rows(f"select * from {table} order by id"):
            if not sound(row)[1] > last:
                raise DamagedIndex(f"the index of {table} is not in order")
            last = row[1]
            count += 1
            yield row
        for (known,) in self._rows("select rows from tally where name = ?", table):
            if count != known:
                raise DamagedIndex(f"of {known} rows of {table}, {count} are there")

    def _near(self, id: str, end: str, wanted: str, found: str = FACT) -> Iterator[Row]:
        """Yield what is found of the facts with an actor at one end that a condition holds for."""
        self._need("fact", end, [id])
        number = self._number(id)
        self._count(end, number)
        return self._rows(f"{found} where f.{end} = ? and {wanted}", number)

    def _every(self, wanted: str) -> Iterator[Row]:
        """Yield the rows of all facts that a condition holds for, by id."""
        self._verify("fact")
        query = f"{FACT} join relation r on r.n = f.relation where {wanted} order by {_ID}"
        return self._rows(query)

    def _sharing(self, shared: Mapping[str, int], wanted: str) -> Iterator[Row]:
        """Yield the rows of the facts with some columns in common that a condition holds for."""
        for column in schema.COUNTS.keys() & shared.keys():
            self._count(column, shared[column])
        told = [f"f.{column} = {number}" for column, number in shared.items()]
        return self._rows(f"{FACT} where {' and '.join([*told, wanted])}")

    def _stating(self, of: Callable[[Relation], object]) -> str:
        """Return the condition on facts of the relations that a function holds for."""
        codes = (code for code, row in enumerate(self.relations.values()) if of(row))
        return f"f.relation in ({listed(codes)})"

    def _read_number(self, id: str) -> int | None:
        row = self._row("actor", encodable(id))
        return int(row[0]) if row else None

    def _verify_whole(self, table: str) -> None:
        """Raise DamagedIndex where a table is not what was written."""
        self._need_all(table)
        tallies.verify(self.connection, table)

    def _verify_count(self, column: str, number: int | None) -> None:
        """Raise DamagedIndex where an actor has not the facts, or events, that it had."""
        table, counts, counted = schema.COUNTS[column]
        query = f"select {schema.COUNTED[table]} from {table} where {column} = ?"
        known = [*self._rows(f"select {counted}, mixture from {counts} where actor = ?", number)]
        for found, mixture in self._rows(query, number):
            facts, mixed = known[0] if known else (0, 0)
            if found != facts:
                raise DamagedIndex(f"of {facts} {counted} of an actor, {found} are there")
            # Where facts are fetched from elsewhere, only their number comes with an actor.
            if mixed not in (mixture, None):
                raise DamagedIndex(f"the index has other {counted} of an actor")


def sound(row: Row) -> Row:
    """Return a row; raises DamagedIndex where it is not what was written."""
    *columns, sum = row
    if sum != checksum(*columns):
        raise DamagedIndex("a row is not what was written")
    return row
