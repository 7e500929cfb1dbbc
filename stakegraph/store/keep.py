"""Where the facts of a question are kept: in memory, or compiled in the user's cache folder.

A set of fact files that is large is compiled once; later questions open what was compiled and read
no fact file. It is theirs as long as the files' sizes, times and places are those that it was made
from, or, where these leave doubt, their contents. A small set is quicker read than looked up.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from stakegraph.errors import UsageError
from stakegraph.factfile.discovery import files, pieces
from stakegraph.store import cache, fingerprints

# What looks into the cache is imported where that is done: a small set needs nothing of it.
if TYPE_CHECKING:
    import sqlite3


# Bytes of fact files from which on they are compiled: there the second question has paid for it.
LARGE = 200_000

Progress = Callable[[int], None]


class Kept(NamedTuple):
    """A set of fact files: the paths that name it, the files, and their size in bytes."""

    paths: Sequence[str]
    files: list[str]
    size: int

    @property
    def is_large(self) -> bool:
        """Return whether the set is worth compiling, and can be read twice."""
        return self.size >= LARGE and all(map(os.path.isfile, self.files))

    @property
    def target(self) -> str:
        """Return the file in which the set is compiled."""
        import zlib

        key = "\0".join(map(os.path.abspath, self.paths)).encode("utf-8", "surrogateescape")
        name = f"{zlib.crc32(key):08x}{zlib.adler32(key):08x}{cache.SUFFIX}"
        return os.path.join(cache.folder(), name)


def kept(paths: Sequence[str]) -> Kept:
    """Return the set of fact files that paths, folders and globs name.

    Raises UsageError where there is no file to read.
    """
    named = files(paths)
    try:
        return Kept(paths, named, sum(map(os.path.getsize, named)))
    except OSError as error:
        raise UsageError(f"{error.filename}: {error.strerror}") from error


def opened(kept: Kept) -> sqlite3.Connection | None:
    """Open what was compiled of a set of files, if it is what the files say now."""
    import sqlite3

    target = kept.target
    if not cache.is_ours(target):
        return None
    connection = None
    try:
        connection = cache.connect(target, "ro")
        known = fingerprints.kept_in(connection)
        now = fingerprints.fresh(known, [fingerprints.stamp_of(path) for path in kept.files])
        if now is not None:
            if now != known:
                with (
                    suppress(sqlite3.Error, OSError),  # it only saves time
                    closing(cache.connect(target, "rw")) as renewed,
                ):
                    fingerprints.renew(renewed, now)
            return connection
    except (sqlite3.Error, OSError, ValueError, TypeError):
        pass  # damaged, or not ours: it is made anew
    if connection:
        connection.close()
    return None


def compile_into_cache(kept: Kept, progress: Progress = lambda _: None) -> str:
    """Compile a set of files; return "" if that is done, else why it is not.

    A compiled file takes the place of an older one whole. It is not made where the cache folder
    cannot be written.
    """
    import secrets
    import sqlite3

    from stakegraph.store.build import File, build

    target = kept.target
    place = os.path.dirname(target)
    unfinished = f"{target}.{secrets.token_hex(8)}{cache.UNFINISHED}"

    def connect() -> sqlite3.Connection:
        with suppress(FileNotFoundError):
            os.unlink(unfinished)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        return cache.connect(unfinished, "rw")

    try:
        os.makedirs(place, mode=0o700, exist_ok=True)
        if fault := cache.obstacle(target):
            return fault
        cache.tidy(place)
        started = time.time_ns()
        before = [fingerprints.stamp_of(path) for path in kept.files]
        digests: dict[str, str] = {}
        files = [
            File(path, stamp.size, partial(_pieces, path, digests, progress))
            for path, stamp in zip(kept.files, before, strict=True)
        ]
        with closing(build(connect, files, indexed=True)) as connection:
            of_files = [digests[path] for path in kept.files]
            fingerprints.keep(connection, fingerprints.made(before, of_files, started))
            connection.execute(f"pragma user_version = {cache.program()}")
        os.replace(unfinished, target)
        return ""
    except (OSError, sqlite3.Error, ValueError, OverflowError) as error:
        return str(getattr(error, "strerror", None) or error)
    finally:
        with suppress(OSError):
            os.unlink(unfinished)


def _pieces(path: str, digests: dict[str, str], progress: Progress) -> Iterator[bytes]:
    """Yield the bytes of a file piece by piece, and put its digest down at the end."""
    from hashlib import blake2b

    digest = blake2b()
    for piece in pieces(path):
        digest.update(piece)
        progress(len(piece))
        yield piece
    digests[path] = digest.hexdigest()


def forget(kept: Kept) -> None:
    """Remove what was compiled of a set of files."""
    with suppress(OSError):
        os.unlink(kept.target)
