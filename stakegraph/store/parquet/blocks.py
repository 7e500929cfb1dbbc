"""The index of names of a folder, in which actors lie in compressed blocks, in the order of ids.

A block is JSON, packed by zlib: a list for each column. It says from which id on, and from which
form of a name on, it has the actors; `place` says of a run of numbers in which blocks they are.
Nothing here needs more than the standard library: completing a name loads this module.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from stakegraph.errors import DamagedIndex
from stakegraph.store.names import Index, Row, encodable
from stakegraph.store.schema import checksum

# The columns of an actor but for the checksum, then how many facts and events each has.
COLUMNS = "n, id, kind, name, classification, description, forms, entry, file, line, col"
COUNTS = "leaving, reaching, attending"

_TABLES = (
    "create table block (n integer primary key, form integer, id text, content blob)",
    "create index block_form on block (form)",
    "create index block_id on block (id)",
    "create table place (n integer primary key, blocks blob)",
)
_ACTORS = (
    f"select {COLUMNS}, coalesce(l.facts, 0), coalesce(r.facts, 0), coalesce(t.events, 0)"
    " from actor a left join leaving l on l.actor = a.n left join reaching r on r.actor = a.n"
    " left join attending t on t.actor = a.n order by id"
)
_SIZE = 64  # actors of a block
_PLACES = 4096  # numbers of a run
_BYTES = 4  # of the number of a block
_REMEMBERED = 128  # blocks


def write(made: sqlite3.Connection, db: sqlite3.Connection) -> None:
    """Write the actors of a kept set into the index of names of a folder."""
    from stakegraph.store.tables import batches  # which completing a name does not need

    for statement in _TABLES:
        made.execute(statement)
    form = 1
    places: list[int] = []  # the blocks, by the numbers of actors
    actors = db.execute(_ACTORS)
    for number, some in enumerate(batches(actors, _SIZE)):
        columns = json.dumps([*zip(*some, strict=True)], ensure_ascii=False, separators=(",", ":"))
        packed = zlib.compress(columns.encode(), 9)
        made.execute("insert into block values (?, ?, ?, ?)", (number, form, some[0][1], packed))
        for row in some:
            places.extend([0] * (row[0] + 1 - len(places)))
            places[row[0]] = number
        form += sum(len(_forms(row)) for row in some)
    for n, run in enumerate(batches(places, _PLACES)):
        packed = zlib.compress(b"".join(number.to_bytes(_BYTES, "big") for number in run), 9)
        made.execute("insert into place values (?, ?)", (n, packed))


class Blocks(Index):
    """The look-ups of names in a folder."""

    def __init__(self, connection: sqlite3.Connection, files: Sequence[str] = ()) -> None:
        super().__init__(connection, files)
        self._block = lru_cache(_REMEMBERED)(self._read_block)

    def counted(self, ids: Iterable[str] | None = None) -> Iterator[Row]:
        """Yield the rows of the actors of some ids, or of all, each with its counts behind it."""
        if ids is None:
            for (number,) in self._rows("select n from block order by n"):
                yield from map(_summed, self._block(number))
            return
        for id in sorted(map(encodable, ids)):
            for row in self._beginning_with(id):
                if row[1] == id:
                    yield _summed(row)
                break

    def id(self, number: int) -> str:
        """Return the id of the actor of a number."""
        return str(self._numbered(number)[1])

    def _at_or_after(self, id: str) -> Iterator[Row]:
        return (_summed(row)[:12] for row in self._beginning_with(id))

    def _before(self, id: str) -> Iterator[Row]:
        for number in range(self._block_of(id), -1, -1):
            yield from (_summed(row)[:12] for row in reversed(self._block(number)) if row[1] < id)

    def _of_number(self, number: int) -> Iterator[Row]:
        yield _summed(self._numbered(number))[:12]

    def _of_forms(self, query: str, *given: object) -> Iterator[Row]:
        first = 0
        owners: list[Row] = []
        seen = set()
        block = "select n, form from block where form <= ? order by form desc, n desc limit 1"
        for (form,) in self._rows(query, *given):
            if not first <= form < first + len(owners):
                for number, begins in self._rows(block, form):
                    first = begins
                    owners = [row for row in self._block(number) for _ in _forms(row)]
            try:
                row = owners[form - first]
            except IndexError:
                raise DamagedIndex("the index of names leads to nobody") from None
            if row[0] not in seen:
                seen.add(row[0])
                yield _summed(row)[:12]

    def _beginning_with(self, id: str) -> Iterator[Row]:
        """Yield the actors from an id on, in order."""
        first = self._block_of(id)
        for (number,) in self._rows("select n from block where n >= ? order by n", first):
            yield from (row for row in self._block(number) if row[1] >= id)

    def _block_of(self, id: str) -> int:
        """Return the number of the block that has an id, if any has."""
        query = "select n from block where id <= ? order by id desc limit 1"
        return next((number for (number,) in self._rows(query, id)), 0)

    def _numbered(self, number: int) -> Row:
        query = "select blocks from place where n = ?"
        for (packed,) in self._rows(query, number // _PLACES):
            start = number % _PLACES * _BYTES
            block = int.from_bytes(_unpacked(packed)[start : start + _BYTES], "big")
            for row in self._block(block):
                if row[0] == number:
                    return row
        raise DamagedIndex(f"no actor has the number {number}")

    def _read_block(self, number: int) -> list[Row]:
        for id, packed in self._rows("select id, content from block where n = ?", number):
            rows: list[Row] = [*zip(*json.loads(_unpacked(packed)), strict=True)]
            if rows[0][1] == id:
                return rows
        raise DamagedIndex("a block of actors is not what was written")


def _unpacked(packed: bytes) -> bytes:
    """Return what was packed, which has a checksum of its own."""
    try:
        return zlib.decompress(packed)
    except (zlib.error, TypeError) as error:
        raise DamagedIndex(f"a block of actors cannot be read: {error}") from error


def _summed(row: Row) -> Row:
    """Return an actor with its checksum before its counts."""
    return (*row[:11], checksum(*row[:11]), *row[11:])


def _forms(row: Row) -> list[str]:
    """Return the forms of an actor's names that the index has."""
    return [*filter(None, row[6].split("\n"))]
