"""The facts that questions are asked of: opened for the first question, kept for the next ones.

All that asks opens its facts here, whether by the command line or from Python.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from stakegraph.errors import CannotWriteError, DamagedFolder, DamagedIndex, Problem

if TYPE_CHECKING:
    from sqlite3 import Connection

    from stakegraph.model.names import Directory
    from stakegraph.store import Store
    from stakegraph.store.database import Database
    from stakegraph.store.keep import Kept
    from stakegraph.store.parquet.database import ParquetDatabase
    from stakegraph.store.parquet.folder import Folder

T = TypeVar("T")

Compile = Callable[["Kept"], bool]  # whether it could be done
Tell = Callable[[str], None]

_MUCH = 50_000_000  # bytes that take more memory than a small machine has to spare
_TIMES = 15  # a fact in memory takes so many times the bytes that it has in its file


def compile_quietly(kept: Kept) -> bool:
    """Compile fact files into the cache; return whether it could be done."""
    from stakegraph.store.keep import compile_into_cache

    return not compile_into_cache(kept)


class Session:
    """The facts of some paths, which are asked for when they are first needed.

    With `cached`, those of a large set are kept compiled, by `compile`. What takes much memory is
    said to `tell`.
    """

    def __init__(
        self,
        paths: Callable[[], Sequence[str]],
        *,
        cached: bool = True,
        compile: Compile = compile_quietly,
        tell: Tell = lambda _: None,
    ) -> None:
        self._paths = paths
        self._cached = cached
        self._compile = compile
        self.tell = tell

    @functools.cached_property
    def paths(self) -> list[str]:
        """Return the paths of the facts."""
        return list(self._paths())

    @functools.cached_property
    def folder(self) -> Folder | None:
        """Return the folder of compiled facts that is asked; None where fact files are."""
        from stakegraph.store.parquet import compiled_folder

        return compiled_folder(self.paths)

    @functools.cached_property
    def kept(self) -> Kept:
        """Return the fact files; raises UsageError where there are none."""
        from stakegraph.store.keep import Kept, kept

        if self.folder:
            return Kept(self.paths, self.folder.own_files(), 0)
        return kept(self.paths)

    @functools.cached_property
    def compiled(self) -> Connection | None:
        """Return the compiled facts, made now where they must be; None where files are read."""
        if not self._cached or not self.kept.is_large:
            return None
        from stakegraph.store.keep import opened

        connection = self._fresh
        if connection is None and self._compile(self.kept):
            connection = opened(self.kept)
        return connection

    @property
    def is_ready(self) -> bool:
        """Return whether the facts can be opened without reading large files first."""
        return not self._cached or not self.kept.is_large or self._fresh is not None

    @functools.cached_property
    def _fresh(self) -> Connection | None:
        """Return what was compiled of the facts, None where that is no longer what they are."""
        from stakegraph.store.keep import opened

        return opened(self.kept)

    @functools.cached_property
    def directory(self) -> Directory:
        """Return where names are looked up; a wrong one is told of without reading a fact."""
        if self.compiled is None:
            return self.store
        from stakegraph.store.names import Index

        index = Index(self.compiled)
        return self.store if index.has_errors() else index

    @functools.cached_property
    def inspected(self) -> tuple[Database, list[Problem]]:
        """Return the facts with all that is wrong with them."""
        if self.folder:
            return self._parquet, self._parquet.problems()
        if self.compiled is None:
            from stakegraph.store.loading import inspect

            self.tell_of_reading()
            return inspect(self.paths)
        from stakegraph.store.loading import problems

        return self.database, problems(self.database)

    @functools.cached_property
    def _parquet(self) -> ParquetDatabase:
        from stakegraph.store.parquet.database import ParquetDatabase

        assert self.folder
        return ParquetDatabase(self.folder)

    @functools.cached_property
    def database(self) -> Database:
        """Return the facts, whatever is wrong with them."""
        if self.compiled is None:
            return self.inspected[0]
        from stakegraph.store.database import Database

        return Database(self.compiled, self.kept.files)

    @functools.cached_property
    def store(self) -> Database:
        """Return the facts; raises FactsError with every error of every file."""
        from stakegraph.store.loading import sound

        if self.folder:  # which is not written of facts that have an error
            return self._parquet
        # Where a warning stands is found in the fact files: a question wants none.
        if self.compiled is not None:
            found = self.database.problems()
            if not any(problem.severity == "error" for problem in found):
                return self.database
        return sound(*self.inspected)

    def tell_of_reading(self) -> None:
        """Say what reading the fact files into memory takes, where that is much."""
        size = self.kept.size
        if size >= _MUCH:
            told = f"{size / 1e6:,.0f} MB of fact files are read into memory, which takes about"
            self.tell(f"{told} {size * _TIMES / 2**30:.1f} GB")

    def answered(self, question: Callable[[], T]) -> T:
        """Return the answer to a question.

        Where what was compiled turns out to be damaged, it is made anew and asked again.
        """
        try:
            return question()
        except DamagedIndex as error:
            self._forget(error)
            return question()

    def done(self, work: Callable[[], None]) -> None:
        """Do what cannot be begun twice; raises CannotWriteError where the index is damaged."""
        try:
            work()
        except DamagedIndex as error:
            self._forget(error)
            told = "the index of the facts was damaged and is removed: ask again"
            raise CannotWriteError(told) from error

    def close(self) -> None:
        """Close what is open; a further question opens it again."""
        connection = self.__dict__.pop("compiled", None) or self.__dict__.get("_fresh")
        if connection:
            connection.close()
        for name in ("_fresh", "directory", "database", "inspected", "store"):
            self.__dict__.pop(name, None)

    def _forget(self, error: DamagedIndex) -> None:
        """Remove what is damaged; raises DamagedFolder where it cannot be made anew here."""
        from stakegraph.store.keep import forget

        self.close()
        if self.folder:
            told = f"{self.folder.path}: it is damaged ({error}): compile the facts again"
            raise DamagedFolder(told) from error
        forget(self.kept)


def empty_store() -> Database:
    """Return facts that say nothing."""
    from stakegraph.factfile.reading import Reading
    from stakegraph.store.loading import database_of

    return database_of(Reading())


def store_of(place: str, contents: Iterable[tuple[str, bytes]] | None = None) -> Store:
    """Return the facts of one path, or of fact files given as (path, bytes), read into memory."""
    from stakegraph.store.loading import inspect, inspect_files, sound
    from stakegraph.store.parquet import compiled_folder

    if contents is None and (folder := compiled_folder([place])):
        from stakegraph.store.parquet.database import ParquetDatabase

        return ParquetDatabase(folder)
    return sound(*(inspect([place]) if contents is None else inspect_files(contents)))
