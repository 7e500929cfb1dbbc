"""A list of any length, of which no more than a part lies in memory.

The rest lies in a file that goes with it. What is changed after it was put in is not kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableSequence
from tempfile import TemporaryFile
from typing import IO, Any, TypeVar, overload
from weakref import finalize

from stakegraph.importers._stored_values import Code

T = TypeVar("T")

_IN_MEMORY = 5_000  # items


class StoredList(MutableSequence[T]):
    """A list, of items of one type, that are added at its end."""

    def __init__(self, type: Any, items: Iterable[T] = ()) -> None:
        self._code: Code[list[T]] = Code(list[type])
        self._file: IO[bytes] | None = None
        self._blocks: list[tuple[int, int, int]] = []  # how many items before, place and size
        self._last: list[T] = []
        self._stored = 0
        self.extend(items)

    def append(self, value: T) -> None:
        self._last.append(value)
        if len(self._last) > _IN_MEMORY:
            self._store()

    def whole(self) -> MutableSequence[T]:
        """Return the items as a plain list as long as all of them lie in memory."""
        return self if self._stored else self._last

    def __iter__(self) -> Iterator[T]:
        for number in range(len(self._blocks)):
            yield from self._block(number)
        yield from self._last

    def __len__(self) -> int:
        return self._stored + len(self._last)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> MutableSequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | MutableSequence[T]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        index += len(self) if index < 0 else 0
        if not 0 <= index < len(self):
            raise IndexError(index)
        if index >= self._stored:
            return self._last[index - self._stored]
        ends = [*(before for before, _, _ in self._blocks[1:]), self._stored]
        number = next(i for i, block in enumerate(ends) if index < block)
        return self._block(number)[index - self._blocks[number][0]]

    def __setitem__(self, index: Any, value: Any) -> None:
        raise TypeError("items are only added at the end")

    def __delitem__(self, index: Any) -> None:
        raise TypeError("items are only added at the end")

    def insert(self, index: int, value: T) -> None:
        raise TypeError("items are only added at the end")

    def clear(self) -> None:
        self._file, self._blocks, self._last, self._stored = None, [], [], 0

    def _store(self) -> None:
        if self._file is None:
            self._file = TemporaryFile()  # noqa: SIM115  (it goes with the list)
            finalize(self, self._file.close)
        data = self._code.encode(self._last)
        self._blocks.append((self._stored, self._file.seek(0, 2), len(data)))
        self._file.write(data)
        self._stored += len(self._last)
        self._last = []

    def _block(self, number: int) -> list[T]:
        assert self._file is not None
        _, place, size = self._blocks[number]
        self._file.seek(place)
        return self._code.decode(self._file.read(size))
