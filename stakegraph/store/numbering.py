"""Ids of actors with their numbers: all in memory, or, of many, those that were added last.

The rest lies in a table of the database that is being made, and is gone with the connection.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from typing import Protocol

_IN_MEMORY = 50_000  # ids that were added last

_TABLE = (
    "pragma temp.cache_size = -16000",
    "create temp table numbered (n integer primary key, id text)",
    "create unique index temp.numbered_id on numbered (id)",
)
_NUMBER = "select n from temp.numbered where id = ?"
_ID = "select id from temp.numbered where n = ?"
_IDS = "select n, id from temp.numbered where n in ({})"


class Numbers(Protocol):
    """The numbers of actors by their ids."""

    def __getitem__(self, id: str, /) -> int: ...
    def __contains__(self, id: str, /) -> bool: ...
    def get(self, id: str, /) -> int | None:
        """Return the number of an id, None where it has none."""

    def setdefault(self, id: str, number: int, /) -> int:
        """Return the number of an id, which is this one where it has none."""


class Ids(Protocol):
    """The ids of actors by their numbers; `numbers` are these by the ids."""

    @property
    def numbers(self) -> Numbers:
        """Return the numbers of the ids."""

    def __getitem__(self, number: int, /) -> str: ...
    def append(self, id: str, /) -> None:
        """Add the id of the next number, which `numbers` has put down."""

    def of(self, numbers: Collection[int], /) -> dict[int, str]:
        """Return the ids of some numbers."""


class MemoryIds(list[str]):
    """The ids of actors, all in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[str, int] = {}

    def of(self, numbers: Collection[int]) -> dict[int, str]:
        """Return the ids of some numbers."""
        return {number: self[number] for number in numbers}


class StoredIds:
    """The ids of actors, most of which lie in a table."""

    def __init__(self, db: sqlite3.Connection) -> None:
        for statement in _TABLE:
            db.execute(statement)
        self.numbers = StoredNumbers(db)
        self._db = db

    def __getitem__(self, number: int) -> str:
        self.numbers.store()
        id: str = self._db.execute(_ID, (number,)).fetchone()[0]
        return id

    def append(self, id: str) -> None:
        """Add the id of the next number, which `numbers` has put down."""

    def of(self, numbers: Collection[int]) -> dict[int, str]:
        """Return the ids of some numbers."""
        self.numbers.store()
        return dict(self._db.execute(_IDS.format(", ".join(map(str, numbers)))))


class StoredNumbers:
    """The numbers of actors by their ids."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._last: dict[str, int] = {}

    def __getitem__(self, id: str) -> int:
        number = self.get(id)
        if number is None:
            raise KeyError(id)
        return number

    def __contains__(self, id: str) -> bool:
        return self.get(id) is not None

    def get(self, id: str) -> int | None:
        """Return the number of an id, None where it has none."""
        if id in self._last:
            return self._last[id]
        found = self._db.execute(_NUMBER, (id,)).fetchone()
        return found[0] if found else None

    def setdefault(self, id: str, number: int) -> int:
        """Return the number of an id, which is this one where it has none."""
        known = self.get(id)
        if known is not None:
            return known
        self._last[id] = number
        if len(self._last) > _IN_MEMORY:
            self.store()
        return number

    def store(self) -> None:
        """Let all ids lie in the table."""
        if self._last:
            pairs = ((number, id) for id, number in self._last.items())
            self._db.executemany("insert into temp.numbered values (?, ?)", pairs)
            self._last = {}
