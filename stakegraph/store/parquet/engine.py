"""DuckDB (https://duckdb.org/), as far as it is there; what reads or writes rows loads it."""

from __future__ import annotations

import errno
import os
from types import ModuleType
from typing import TYPE_CHECKING

from stakegraph.errors import UsageError
from stakegraph.factfile.discovery import is_remote

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_VALUES = 1_000
# What a system lacks or forbids: it says nothing of what is in a file.
_LACKING = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EMFILE, errno.ENFILE, errno.EACCES)


def duckdb() -> ModuleType:
    """Return the module of DuckDB; raises UsageError where it is not installed."""
    try:
        import duckdb
    except ImportError as error:
        told = "folders of Parquet need DuckDB: pip install 'stakegraph[parquet]'"
        raise UsageError(told) from error
    return duckdb


def quoted(text: str) -> str:
    """Return a text of SQL."""
    return "'" + text.replace("'", "''") + "'"


def shortage(error: Exception) -> OSError | MemoryError | None:
    """Return what an error of DuckDB is where room, rights, files or memory lack, else None."""
    told = str(error)
    for number in _LACKING:
        if os.strerror(number) in told:
            return OSError(number, os.strerror(number))
    if "failed to offload" in told:  # what it puts aside may take no more of the disk
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return MemoryError(told) if isinstance(error, duckdb().OutOfMemoryException) else None


def connected(path: str) -> DuckDBPyConnection:
    """Return DuckDB, able to read what lies under a path.

    Raises UsageError where it lacks what it reads such paths with.
    """
    module = duckdb()
    connection: DuckDBPyConnection = module.connect(
        config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    connection.execute("set global parquet_metadata_cache = true")  # of its cursors as well
    # Of so many values that are looked for, each rules out the row groups in which it cannot be.
    connection.execute(f"set global dynamic_or_filter_threshold = {_VALUES}")
    if is_remote(path) and not path.startswith("file:"):
        try:
            connection.execute("load httpfs")
        except module.Error as error:
            told = "DuckDB reads such paths with its extension httpfs, which is not installed:"
            raise UsageError(f"{path}: {told} duckdb -c 'install httpfs'") from error
        connection.execute("set global enable_http_metadata_cache = true")
    return connection
