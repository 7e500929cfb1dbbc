"""Mappings of any length, of which no more than a part lies in memory.

The rest lies in a database that goes with them. What is changed after it was put in has to be put
in again.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, MutableMapping
from typing import Any, Generic, TypeVar
from weakref import finalize

from stakegraph.importers._stored_values import Code

T = TypeVar("T")

_IN_MEMORY = 20_000  # items, in which is looked up
_TABLE = """
pragma journal_mode = off;
pragma synchronous = off;
pragma cache_size = -8000;
create table pair (number integer primary key, key, value);
"""
_INDEX = "create index by_key on pair (key)"
_UNIQUE_INDEX = "create unique index by_key on pair (key)"
_FURTHER = "insert into pair (key, value) values (?, ?)"
_ONE = f"{_FURTHER} on conflict (key) do update set value = excluded.value"


class _Table:
    """Pairs of a key and a value in a database of their own, which is made with the first."""

    def __init__(self, type: Any, *, is_unique: bool) -> None:
        self._code: Code[Any] = Code(type)
        self._is_unique = is_unique
        self._db: sqlite3.Connection | None = None

    def __bool__(self) -> bool:
        return self._db is not None

    def add(self, pairs: Iterable[tuple[str, Any]]) -> None:
        if self._db is None:
            self._db = sqlite3.connect("", isolation_level=None)
            finalize(self, self._db.close)
            self._db.executescript(_TABLE)
            self._db.execute(_UNIQUE_INDEX if self._is_unique else _INDEX)
        given = ((_blob(key), self._code.encode(value)) for key, value in pairs)
        self._db.execute("begin")
        self._db.executemany(_ONE if self._is_unique else _FURTHER, given)
        self._db.execute("commit")

    def values(self, key: str) -> list[Any]:
        """Return the values of a key, in their order."""
        if self._db is None:
            return []
        asked = "select value from pair where key = ? order by number"
        return [self._code.decode(value) for (value,) in self._db.execute(asked, (_blob(key),))]

    def has(self, key: str) -> bool:
        asked = "select 1 from pair where key = ?"
        return self._db is not None and bool(self._db.execute(asked, (_blob(key),)).fetchone())

    def remove(self, key: str) -> None:
        if self._db is not None:
            self._db.execute("delete from pair where key = ?", (_blob(key),))

    def keys(self) -> Iterator[str]:
        if self._db is not None:
            for (key,) in self._db.execute("select key from pair order by number"):
                yield _text(key)

    def pairs(self) -> Iterator[tuple[str, Any]]:
        if self._db is not None:
            for key, value in self._db.execute("select key, value from pair order by number"):
                yield _text(key), self._code.decode(value)

    def count(self) -> int:
        if self._db is None:
            return 0
        found: int = self._db.execute("select count(*) from pair").fetchone()[0]
        return found


class StoredDict(MutableMapping[str, T]):
    """A mapping to values of one type, in the order in which its keys came."""

    def __init__(self, type: Any) -> None:
        self._last: dict[str, T] = {}
        self._table = _Table(type, is_unique=True)

    def __getitem__(self, key: str) -> T:
        if key in self._last:
            return self._last[key]
        for found in self._table.values(key) if self._table else ():
            value: T = found
            return value
        raise KeyError(key)

    def __setitem__(self, key: str, value: T) -> None:
        self._last[key] = value
        if len(self._last) > _IN_MEMORY:
            self._store()

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        self._last.pop(key, None)
        self._table.remove(key)

    def __contains__(self, key: object) -> bool:
        return key in self._last or (bool(self._table) and self._table.has(str(key)))

    def __iter__(self) -> Iterator[str]:
        if not self._table:
            return iter(self._last)
        self._store()
        return self._table.keys()

    def __len__(self) -> int:
        if not self._table:
            return len(self._last)
        self._store()
        return self._table.count()

    def pairs(self) -> Iterator[tuple[str, T]]:
        """Yield the keys with their values: what `items` does, in one pass."""
        if not self._table:
            return iter([*self._last.items()])
        self._store()
        return self._table.pairs()

    def _store(self) -> None:
        if self._last:
            self._table.add(self._last.items())
            self._last = {}


class StoredLists(Generic[T]):
    """Several items of one type for each of any number of keys."""

    def __init__(self, type: Any) -> None:
        self._last: dict[str, list[T]] = defaultdict(list)
        self._count = 0
        self._table = _Table(list[type], is_unique=False)

    def add(self, key: str, item: T) -> None:
        """Add an item to those of a key."""
        self._last[key].append(item)
        self._count += 1
        if self._count > _IN_MEMORY:
            self._table.add(self._last.items())
            self._last.clear()
            self._count = 0

    def __bool__(self) -> bool:
        return bool(self._last or self._table)

    def of(self, key: str) -> list[T]:
        """Return the items of a key, in their order."""
        stored = [item for items in self._table.values(key) for item in items]
        return [*stored, *self._last.get(key, ())]


def _blob(key: str) -> bytes:
    """Return a key as bytes: with half a character too, which no text of a database can have."""
    return key.encode("utf-8", "surrogatepass")


def _text(key: bytes) -> str:
    return key.decode("utf-8", "surrogatepass")
