"""The folder in which files of compiled facts are kept, and what is in it."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from stakegraph.store import fingerprints as stamps
from stakegraph.text.formats import PACKAGE

# A small set of facts needs nothing of it: what looks into it is imported where that is done.
if TYPE_CHECKING:
    import sqlite3

SUFFIX = ".facts"
NAMES = ".names"  # a copy of an index of names that lies elsewhere
UNFINISHED = ".tmp"
_VERSION = 3  # of what is packed, and how
_DAY = 24 * 60 * 60
_UNUSED = 60 * _DAY  # what nobody asked for so long is removed
_SYSTEM: str = sys.platform


def folder() -> str:
    """Return the folder in which compiled facts are kept: the user's own for caches.

    https://specifications.freedesktop.org/basedir-spec/, where a path that is not absolute does not
    count; on Windows the folder of programs' data that stay on the machine.
    """
    if _SYSTEM == "win32":
        local = os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")
        return os.path.join(local, "stakegraph", "Cache")
    caches = os.environ.get("XDG_CACHE_HOME", "").strip()
    if not os.path.isabs(caches):
        caches = os.path.expanduser("~/Library/Caches" if _SYSTEM == "darwin" else "~/.cache")
    return os.path.join(caches, "stakegraph")


def program() -> int:
    """Return a number of 31 bits that tells this program, on this Python, from any other version.

    Relations, rules and how names are folded are in what is compiled as the facts are.
    """
    import zlib

    told = [f"{_VERSION} {sys.hexversion}"]
    for part in ("store", "rules", "factfile", "model", "edtf", "text"):
        with os.scandir(os.path.join(PACKAGE, part)) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    told.append(f"{part}/{entry.name} {status.st_size} {status.st_mtime_ns}")
    return zlib.crc32("\n".join(sorted(told)).encode()) & 0x7FFF_FFFF


def is_ours(path: str) -> bool:
    """Tell by its header whether a file is whole, one of ours, and of this version.

    https://www.sqlite.org/fileformat.html#the_database_header
    """
    from stakegraph.store.schema import APPLICATION

    header, size = _header(path)
    if len(header) < 100:
        return False
    page, pages, version, application = (
        int.from_bytes(header[start:end], "big")
        for start, end in ((16, 18), (28, 32), (60, 64), (68, 72))
    )
    return (page * pages, version, application) == (size, program(), APPLICATION)


def obstacle(path: str) -> str:
    """Return why nothing can be kept under a path whose folder is there, or ""."""
    if not _is_private(os.stat(os.path.dirname(path))):
        return "others may write there"
    with suppress(FileNotFoundError):
        if stat.S_ISDIR(os.lstat(path).st_mode):
            return f"{os.path.basename(path)} is a folder"
    return ""


def _header(path: str) -> tuple[bytes, int]:
    """Return the first bytes of a file and its size; none unless only its owner, who asks, writes.

    Whatever else has its name, a pipe or a link, is neither waited for nor followed.
    """
    flags = (getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
    try:
        if not _is_private(os.stat(os.path.dirname(path))):
            return b"", 0
        descriptor = os.open(path, os.O_RDONLY | sum(flags))
        try:
            status = os.fstat(descriptor)
            if stat.S_ISREG(status.st_mode) and _is_private(status):
                return os.read(descriptor, 100), status.st_size
        finally:
            os.close(descriptor)
    except OSError:
        pass
    return b"", 0


def _is_private(status: os.stat_result) -> bool:
    """Return whether a file or folder is the user's own, in which nobody else may write."""
    if not hasattr(os, "geteuid"):  # on Windows the folder of a user's data is
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def connect(path: str, mode: str) -> sqlite3.Connection:
    """Open a file of compiled facts, to read ("ro") or to write as well ("rw")."""
    import sqlite3
    from urllib.parse import quote

    place = quote(os.path.abspath(path).encode("utf-8", "surrogateescape"))
    return sqlite3.connect(f"file:{place}?mode={mode}", uri=True, isolation_level=None)


def entries() -> Iterator[tuple[str, int, list[str]]]:
    """Yield (file, its size in bytes, the fact files it was made from) of all that is compiled."""
    import sqlite3

    for path in _listed(folder(), SUFFIX):
        made_from: list[str] = []
        _, size = _header(path)
        with suppress(sqlite3.Error, OSError, ValueError, TypeError):
            if size:
                with closing(connect(path, "ro")) as connection:
                    known = stamps.kept_in(connection)
                made_from = [os.fsdecode(stamp.path) for stamp in known]
        yield path, size, made_from


def clear() -> int:
    """Remove all that is compiled, or was being compiled; say how many files that were."""
    place = folder()
    count = 0
    for path in (path for suffix in (SUFFIX, NAMES, UNFINISHED) for path in _listed(place, suffix)):
        with suppress(OSError):
            os.unlink(path)
            count += 1
    return count


def tidy(place: str) -> None:
    """Remove what a killed command left, and what has not been asked for long."""
    now = time.time()
    for suffix, age in ((UNFINISHED, _DAY), (SUFFIX, _UNUSED), (NAMES, _UNUSED)):
        for path in _listed(place, suffix):
            with suppress(OSError):
                status = os.lstat(path)
                if max(status.st_atime, status.st_mtime) < now - age:
                    os.unlink(path)


def _listed(place: str, suffix: str) -> list[str]:
    try:
        names = sorted(os.listdir(place))
    except OSError:
        return []
    return [os.path.join(place, name) for name in names if name.endswith(suffix)]
