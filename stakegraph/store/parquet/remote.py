"""Files of a folder of Parquet that an address names, `s3://` or `https://`, read by DuckDB."""

from __future__ import annotations

import os
import secrets
import zlib
from contextlib import suppress

from stakegraph.errors import CannotWriteError, UsageError
from stakegraph.store import cache
from stakegraph.store.parquet.engine import connected, duckdb
from stakegraph.store.parquet.layout import Manifest


def content(address: str) -> bytes:
    """Return what is in a file; raises UsageError where it cannot be read."""
    connection = connected(address)
    try:
        found = connection.execute("select content from read_blob(?)", [address]).fetchone()
    except duckdb().Error as error:
        told = str(error).partition("\n")[0]
        raise UsageError(f"{address}: it cannot be read: {told}") from error
    if found is None:
        raise UsageError(f"{address}: it cannot be read: there is no such file")
    whole: bytes = found[0]
    return whole


def copied(address: str, manifest: Manifest) -> str:
    """Return the path of a copy of an index of names, in the user's cache folder.

    It is fetched where it is not there. Raises CannotWriteError where it cannot be kept.
    """
    key = f"{address}\n{manifest.text()}".encode("utf-8", "surrogateescape")
    name = f"{zlib.crc32(key):08x}{zlib.adler32(key):08x}{cache.NAMES}"
    place = cache.folder()
    path = os.path.join(place, name)
    unfinished = f"{path}.{secrets.token_hex(8)}{cache.UNFINISHED}"
    try:
        os.makedirs(place, mode=0o700, exist_ok=True)
        if fault := cache.obstacle(path):
            raise CannotWriteError(f"{place}: the names of {address} cannot be kept: {fault}")
        if not os.path.isfile(path):
            cache.tidy(place)
            with open(
                os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb"
            ) as file:
                file.write(content(address))
            os.replace(unfinished, path)
    except OSError as error:
        told = f"{place}: the names of {address} cannot be kept: {error.strerror or error}"
        raise CannotWriteError(told) from error
    finally:
        with suppress(OSError):
            os.unlink(unfinished)
    return path
