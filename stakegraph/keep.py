"""Where the facts of a question are kept: in memory, or compiled in the user's cache folder.

A set of fact files that is large is compiled once; later questions open what was compiled and read
no fact file. It is theirs as long as the files' sizes, times and places are those that it was made
from, or, where these leave doubt, their contents. A small set is quicker read than looked up.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from stakegraph.factfiles import files

# What looks into the cache is imported where that is done: a small set needs nothing of it.
if TYPE_CHECKING:
    import sqlite3

    from stakegraph.stores import Store

# Bytes of fact files from which on they are compiled: there the second question has paid for it.
LARGE = 200_000
SUFFIX = ".facts"
_UNFINISHED = ".tmp"
_DAY = 24 * 60 * 60
_UNUSED = 60 * _DAY  # what nobody asked for so long is removed
_COARSE = 2_000_000_000  # nanoseconds in which a file may change and keep its time

_SYSTEM: str = sys.platform

Progress = Callable[[int], None]


class Kept(NamedTuple):
    """A set of fact files: the paths that name it, the files, and their size in bytes."""

    paths: Sequence[str]
    files: list[str]
    size: int

    @property
    def is_large(self) -> bool:
        """Tell whether the set is worth compiling."""
        return self.size >= LARGE

    @property
    def target(self) -> str:
        """Give the file in which the set is compiled."""
        import zlib

        key = "\0".join(map(os.path.abspath, self.paths)).encode("utf-8", "surrogateescape")
        name = f"{zlib.crc32(key):08x}{zlib.adler32(key):08x}{SUFFIX}"
        return os.path.join(folder(), name)


class Stamp(NamedTuple):
    """What a fact file was when it was compiled; times in nanoseconds, `digest` of its bytes."""

    path: str
    size: int
    modified: int
    changed: int
    inode: int
    digest: str = ""
    in_doubt: int = 0  # 1 where it may have changed in the moment of its time


def folder() -> str:
    """Give the folder in which compiled facts are kept: the user's own for caches."""
    if _SYSTEM == "linux":
        # As platformdirs has it, the import of which takes a fifteenth of a completion.
        caches = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")
        return os.path.join(caches, "stakegraph")
    from platformdirs import user_cache_dir

    return user_cache_dir("stakegraph", appauthor=False)


def kept(paths: Sequence[str]) -> Kept:
    """Give the set of fact files that paths, folders and globs name.

    Raises UsageError where there is no file to read.
    """
    named = files(paths)
    return Kept(paths, named, sum(os.path.getsize(path) for path in named))


def opened(kept: Kept) -> sqlite3.Connection | None:
    """Open what was compiled of a set of files, if it is what the files say now."""
    import sqlite3

    target = kept.target
    if not _is_ours(target):
        return None
    connection = None
    try:
        connection = _connect(target, "ro")
        stamps = _stamps(connection)
        fresh = _fresh(stamps, [_stamp(path) for path in kept.files])
        if fresh is not None:
            if fresh != stamps:
                with suppress(sqlite3.Error, OSError):  # it only saves time
                    _restamp(target, fresh)
            return connection
    except (sqlite3.Error, OSError, ValueError, TypeError):
        pass  # damaged, or not ours: it is made anew
    if connection:
        connection.close()
    return None


def compile_into_cache(kept: Kept, progress: Progress = lambda _: None) -> bool:
    """Compile a set of files; say whether it could be.

    It cannot where the facts have an error, which reading them tells, or the cache folder cannot be
    written. A compiled file takes the place of an older one whole.
    """
    import secrets
    import sqlite3

    from stakegraph.compiler import NotCompiled, compile_files

    target = kept.target
    place = os.path.dirname(target)
    unfinished = f"{target}.{secrets.token_hex(8)}{_UNFINISHED}"
    try:
        os.makedirs(place, mode=0o700, exist_ok=True)
        tidy(place)
        started = time.time_ns()
        stamps = [_stamp(path) for path in kept.files]

        digests = compile_files(kept.files, unfinished, progress)
        _restamp(
            unfinished,
            [
                each._replace(digest=digest, in_doubt=each.modified > started - _COARSE)
                for each, digest in zip(stamps, digests, strict=True)
            ],
        )
        os.replace(unfinished, target)
        return True
    except (NotCompiled, OSError, sqlite3.Error):
        return False
    finally:
        with suppress(OSError):
            os.unlink(unfinished)


def is_clean(connection: sqlite3.Connection) -> bool:
    """Tell whether compiled facts had no problem at all, not even a warning."""
    (count,) = connection.execute("select value from meta where key = 'warnings'").fetchone()
    return not count


def in_memory(paths: Sequence[str]) -> Store:
    """Read fact files into memory.

    Raises FactsError with every error of every file.
    """
    from stakegraph.load import load
    from stakegraph.stores.memory import MemoryStore

    return MemoryStore(load(paths))


def forget(kept: Kept) -> None:
    """Remove what was compiled of a set of files."""
    with suppress(OSError):
        os.unlink(kept.target)


def compiled() -> Iterator[tuple[str, int, list[str]]]:
    """Give (file, its size in bytes, the fact files it was made from) of all that is compiled."""
    import sqlite3

    for path in _listed(folder(), SUFFIX):
        made_from: list[str] = []
        with suppress(sqlite3.Error, OSError, ValueError, TypeError):
            connection = _connect(path, "ro")
            made_from = [stamp.path for stamp in _stamps(connection)]
            connection.close()
        yield path, os.path.getsize(path), made_from


def clear() -> int:
    """Remove all that is compiled, or was being compiled; say how many files that were."""
    place = folder()
    count = 0
    for path in [*_listed(place, SUFFIX), *_listed(place, _UNFINISHED)]:
        with suppress(OSError):
            os.unlink(path)
            count += 1
    return count


def tidy(place: str) -> None:
    """Remove what a killed command left, and what has not been asked for long."""
    now = time.time()
    for suffix, age in ((_UNFINISHED, _DAY), (SUFFIX, _UNUSED)):
        for path in _listed(place, suffix):
            with suppress(OSError):
                status = os.stat(path)
                if max(status.st_atime, status.st_mtime) < now - age:
                    os.unlink(path)


def _listed(place: str, suffix: str) -> list[str]:
    try:
        names = sorted(os.listdir(place))
    except OSError:
        return []
    return [os.path.join(place, name) for name in names if name.endswith(suffix)]


def _is_ours(path: str) -> bool:
    """Tell by its header whether a file is whole, one of ours, and of this version.

    https://www.sqlite.org/fileformat.html#the_database_header
    """
    from stakegraph.stores.schema import APPLICATION, VERSION

    try:
        with open(path, "rb") as file:
            header = file.read(100)
            size = file.seek(0, os.SEEK_END)
    except OSError:
        return False
    if len(header) < 100:
        return False
    page, pages, version, application = (
        int.from_bytes(header[start:end], "big")
        for start, end in ((16, 18), (28, 32), (60, 64), (68, 72))
    )
    return (page * pages, version, application) == (size, VERSION, APPLICATION)


def _connect(path: str, mode: str) -> sqlite3.Connection:
    import sqlite3
    from urllib.parse import quote

    place = quote(os.path.abspath(path).encode("utf-8", "surrogateescape"))
    return sqlite3.connect(f"file:{place}?mode={mode}", uri=True, isolation_level=None)


def _stamp(path: str) -> Stamp:
    status = os.stat(path)
    times = status.st_mtime_ns, status.st_ctime_ns
    return Stamp(os.path.realpath(path), status.st_size, *times, status.st_ino)


def _fresh(then: Sequence[Stamp], now: Sequence[Stamp]) -> list[Stamp] | None:
    """Give what the files are now, where they say what they did then, else None."""
    if [(each.path, each.size) for each in then] != [(each.path, each.size) for each in now]:
        return None
    fresh = []
    for old, new in zip(then, now, strict=True):
        same = old == new._replace(digest=old.digest)
        if not same and _digest(old.path) != old.digest:
            return None
        in_doubt = not same and new.modified > time.time_ns() - _COARSE
        fresh.append(new._replace(digest=old.digest, in_doubt=in_doubt))
    return fresh


def _digest(path: str) -> str:
    from hashlib import blake2b

    digest = blake2b()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _stamps(connection: sqlite3.Connection) -> list[Stamp]:
    columns = ", ".join(Stamp._fields)
    rows = connection.execute(f"select {columns} from file order by n")  # noqa: S608
    return [Stamp(*row) for row in rows]


def _restamp(path: str, stamps: Sequence[Stamp]) -> None:
    """Keep what the files are now, so that their contents need not be compared again."""
    connection = _connect(path, "rw")
    connection.execute("begin")
    rows = ((number, *stamp) for number, stamp in enumerate(stamps))
    connection.executemany("replace into file values (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.execute("commit")
    connection.close()
