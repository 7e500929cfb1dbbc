"""Folders in which one program at a time writes: whoever comes second waits for the first."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager

from stakegraph.errors import CannotWriteError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_SECONDS = 30  # for which another program is waited for
_PAUSE = 0.02
_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


@contextmanager
def locked(folders: Iterable[str]) -> Iterator[None]:
    """Keep the other programs that lock one of these folders waiting meanwhile.

    The lock is the system's own, on the folder itself: it leaves nothing behind, and ends with the
    program, whatever ends that. Where a folder cannot be locked, as on some network drives, nobody
    waits. Raises CannotWriteError where another program keeps one for long.
    """
    # In one order, lest two programs wait for one another.
    with ExitStack() as stack:
        for folder in sorted({os.path.realpath(each) for each in folders}):
            stack.enter_context(_locked(folder))
        yield


@contextmanager
def _locked(folder: str) -> Iterator[None]:
    try:
        number = os.open(_lockable(folder), os.O_RDONLY | (os.O_CREAT if _IS_WINDOWS else 0))
    except OSError:
        yield
        return
    try:
        until = time.monotonic() + _SECONDS
        while not _is_locked(number):
            if time.monotonic() > until:
                raise CannotWriteError(f"{folder}: another program has been writing there for long")
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(number)


_IS_WINDOWS = sys.platform == "win32"


def _lockable(folder: str) -> str:
    """Return what is opened to lock a folder: on Windows, which opens none, a file for it."""
    if not _IS_WINDOWS:
        return folder
    from hashlib import sha256

    name = sha256(os.path.normcase(folder).encode()).hexdigest()[:32]
    return os.path.join(tempfile.gettempdir(), f"stakegraph-{name}.lock")


def _is_locked(number: int) -> bool:
    """Lock an open file, unless another program has; return whether nobody else has it."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _TAKEN  # what cannot be locked is not waited for
    return True
