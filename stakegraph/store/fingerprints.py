"""What fact files were when they were compiled, and whether they still are.

A file is what it was as long as its size, times and place are; where these leave doubt, its
contents are compared.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3

_COARSE = 2_000_000_000  # nanoseconds in which a file may change and keep its time


class Stamp(NamedTuple):
    """What a fact file was when it was compiled; times in nanoseconds, `digest` of its bytes."""

    path: bytes
    size: int
    modified: int
    changed: int
    inode: str
    digest: str = ""
    in_doubt: int = 0  # 1 where it may have changed in the moment of its time


def stamp_of(path: str) -> Stamp:
    """Return what a file is now, without its digest."""
    status = os.stat(path)
    times = status.st_mtime_ns, status.st_ctime_ns
    return Stamp(os.fsencode(os.path.realpath(path)), status.st_size, *times, str(status.st_ino))


def made(stamps: Sequence[Stamp], digests: Sequence[str], started: int) -> list[Stamp]:
    """Return what files were before they were read, which began then, and what they held."""
    return [
        each._replace(digest=digest, in_doubt=int(each.modified > started - _COARSE))
        for each, digest in zip(stamps, digests, strict=True)
    ]


def fresh(then: Sequence[Stamp], now: Sequence[Stamp]) -> list[Stamp] | None:
    """Return what the files are now, where they say what they did then, else None."""
    if [(each.path, each.size) for each in then] != [(each.path, each.size) for each in now]:
        return None
    found = []
    for old, new in zip(then, now, strict=True):
        same = old == new._replace(digest=old.digest)
        if not same and _digest(old.path) != old.digest:
            return None
        in_doubt = not same and new.modified > time.time_ns() - _COARSE
        found.append(new._replace(digest=old.digest, in_doubt=int(in_doubt)))
    return found


def kept_in(connection: sqlite3.Connection) -> list[Stamp]:
    """Return the stamps that stand in a file of compiled facts."""
    columns = ", ".join(Stamp._fields)
    rows = connection.execute(f"select {columns} from file order by n")
    return [Stamp(*row) for row in rows]


def keep(connection: sqlite3.Connection, stamps: Sequence[Stamp]) -> None:
    """Put stamps into a file of compiled facts that has none."""
    rows = ((number, *stamp) for number, stamp in enumerate(stamps))
    connection.executemany("insert into file values (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def renew(connection: sqlite3.Connection, stamps: Sequence[Stamp]) -> None:
    """Put stamps in the place of those that tell of the same contents.

    Nothing is changed where another command has put compiled facts of other contents there.
    """
    connection.execute("pragma journal_mode = memory")  # a killed command leaves no journal
    connection.execute("begin immediate")
    known = [stamp.digest for stamp in kept_in(connection)]
    if known == [stamp.digest for stamp in stamps]:
        connection.execute("delete from file")
        keep(connection, stamps)
    connection.execute("commit")


def _digest(path: bytes) -> str:
    from hashlib import blake2b

    digest = blake2b()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
