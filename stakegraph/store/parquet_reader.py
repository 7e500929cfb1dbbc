"""The rows of a folder of Parquet, read by DuckDB: of some values of a column, or all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from glob import escape
from typing import TYPE_CHECKING, Any

from stakegraph.errors import DamagedIndex
from stakegraph.store.folder import SUFFIX, Folder
from stakegraph.store.names import encodable
from stakegraph.store.parquet import duckdb, quoted
from stakegraph.store.tables import marks

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_AT_ONCE = 2_000  # rows


class Reader:
    """The rows of a folder, for which DuckDB is begun when the first are read."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def rows(
        self, file: str, columns: str, column: str = "", values: Sequence[object] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """Yield columns of the rows of a file: of those that have one of some values, or of all.

        Raises DamagedIndex where the file cannot be read.
        """
        wanted = f"where {column} in ({marks(len(values))})" if column else ""
        return self._found(file, f"select {columns} from {{}} {wanted}", values)

    def counts(
        self, file: str, end: str, numbers: Sequence[int], relations: Sequence[str]
    ) -> Iterator[tuple[str, int]]:
        """Yield the id of each of some actors with how many facts of some relations are there."""
        wanted = (
            f"{end}_number in ({marks(len(numbers))}) and relation in ({marks(len(relations))})"
        )
        query = f"select {end}, count(*) from {{}} where {wanted} group by 1"
        return self._found(file, query, [*numbers, *relations])

    def _found(self, file: str, query: str, values: Sequence[object]) -> Iterator[Any]:
        """Yield what a query finds in a file; raises DamagedIndex where that cannot be read."""
        path = quoted(escape(self._folder.file(file + SUFFIX)))
        query = query.format(f"read_parquet({path}, hive_partitioning = false)")
        given = [encodable(value) if isinstance(value, str) else value for value in values]
        module = duckdb()
        try:
            found = self._connection.cursor().execute(query, given)
            while some := found.fetchmany(_AT_ONCE):
                yield from some
        except module.Error as error:
            told = str(error).partition("\n")[0]
            raise DamagedIndex(f"{file}{SUFFIX} cannot be read: {told}") from error

    @cached_property
    def _connection(self) -> DuckDBPyConnection:
        connection: DuckDBPyConnection = duckdb().connect(
            config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        )
        connection.execute("set parquet_metadata_cache = true")
        return connection
