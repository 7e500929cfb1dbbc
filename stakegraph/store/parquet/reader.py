"""The rows of a folder of Parquet, read by DuckDB: of some values of a column, or all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from glob import escape
from typing import TYPE_CHECKING, Any

from stakegraph.errors import DamagedIndex, UsageError
from stakegraph.factfile.discovery import is_remote
from stakegraph.store.names import encodable
from stakegraph.store.parquet.engine import connected, duckdb, quoted, shortage
from stakegraph.store.parquet.folder import Folder
from stakegraph.store.parquet.layout import TABLES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_AT_ONCE = 2_000  # rows


class Reader:
    """The rows of a folder, for which DuckDB is begun when the first are read."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def rows(
        self, table: str, columns: str, column: str = "", values: Sequence[object] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """Yield columns of the rows of a table: of those that have one of some values, or of all.

        What has the values is a column, or an expression of several.
        Raises DamagedIndex where the table cannot be read, MemoryError where that takes too much,
        UsageError where the system does not let it be read.
        """
        if not column:
            return self._found(table, f"select {columns} from {{}}")
        given = _encodable(values)
        wanted = f"{column} in (select unnest(?))"
        sought = given if column == TABLES[table].key else None
        return self._found(table, f"select {columns} from {{}} where {wanted}", [given], sought)

    def counts(
        self, table: str, end: str, numbers: Sequence[int], relations: Sequence[str]
    ) -> Iterator[tuple[int, int]]:
        """Yield the number of each of some actors with how many facts of some relations it has."""
        wanted = f"{end} in (select unnest(?)) and relation in (select unnest(?))"
        query = f"select {end}, count(*) from {{}} where {wanted} group by 1"
        return self._found(table, query, [numbers, [*relations]], numbers)

    def _found(
        self,
        table: str,
        query: str,
        given: Sequence[object] = (),
        sought: Sequence[object] | None = None,
    ) -> Iterator[Any]:
        """Yield what a query finds in a table, whose rows have some values of its key, if any."""
        parts = [*map(self._folder.file, self._folder.manifest.parts(table, sought))]
        if not parts:
            return
        paths = ", ".join(quoted(part if is_remote(part) else escape(part)) for part in parts)
        query = query.format(f"read_parquet([{paths}], hive_partitioning = false)")
        module = duckdb()
        try:
            found = self._connection.cursor().execute(query, given)
            while some := found.fetchmany(_AT_ONCE):
                yield from some
        except module.Error as error:
            lacking = shortage(error)
            if isinstance(lacking, MemoryError):
                raise lacking from error
            if lacking:
                told = f"{self._folder.path}: {table} cannot be read: {lacking.strerror}"
                raise UsageError(told) from error
            told = str(error).partition("\n")[0]
            raise DamagedIndex(f"the table {table} cannot be read: {told}") from error

    @cached_property
    def _connection(self) -> DuckDBPyConnection:
        return connected(self._folder.path)


def _encodable(values: Sequence[object]) -> list[object]:
    return [encodable(value) if isinstance(value, str) else value for value in values]
