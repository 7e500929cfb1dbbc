"""Files that a user named: read, or written whole or not at all."""

from __future__ import annotations

import errno
import os
import select
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from io import BytesIO
from typing import BinaryIO

from stakegraph.errors import UsageError

Piece = str | bytes

_NO_WAITING = getattr(os, "O_NONBLOCK", 0)
_PIECE = 1 << 20  # bytes that are read at once
_MOST = 1 << 30  # bytes of a file that is read into memory
_ENDLESS = 100 << 20  # bytes of what is no file
_SECONDS = 5  # for which somebody is waited for who writes to a pipe


def read(path: str) -> bytes:
    """Return what is in a file; raises UsageError where it cannot be read, or is far too large."""
    try:
        return b"".join(pieces(path, _MOST))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error


def opened(path: str) -> BinaryIO:
    """Return an open file; raises UsageError where it cannot be read."""
    if not os.path.isfile(path):
        return BytesIO(read(path))
    try:
        return open(path, "rb")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error


def pieces(path: str, most: int = 0) -> Iterator[bytes]:
    """Yield what is in a file piece by piece, no more than `most` bytes where that is given.

    What is no file, a pipe or a device, may have no end, and a pipe may have no beginning: it is
    waited for a while, and read up to a limit. Raises OSError.
    """
    number = os.open(path, os.O_RDONLY | _NO_WAITING | getattr(os, "O_BINARY", 0))
    try:
        mode = os.fstat(number).st_mode
        most = most if stat.S_ISREG(mode) else min(filter(None, (most, _ENDLESS)))
        piece = _beginning(number, path) if stat.S_ISFIFO(mode) else b""
        if _NO_WAITING:
            os.set_blocking(number, True)
        size = 0
        while piece or (piece := os.read(number, _PIECE)):
            size += len(piece)
            if most and size > most:
                what = "the file has" if stat.S_ISREG(mode) else "it is no file, and gives"
                raise OSError(errno.EFBIG, f"{what} more than {most >> 20:,} MB")
            yield piece
            piece = b""
    finally:
        os.close(number)


def _beginning(number: int, path: str) -> bytes:
    """Return the first bytes of a pipe that are there; raises OSError where nobody writes to it."""
    # One without a name, as a shell makes, has its writer from the beginning, or had it.
    if os.path.exists(os.path.realpath(path)):
        select.select([number], [], [], _SECONDS)
    try:
        if piece := os.read(number, _PIECE):
            return piece
    except BlockingIOError:  # somebody will
        return b""
    if os.path.exists(os.path.realpath(path)):
        raise OSError(errno.EPIPE, "nobody writes to this pipe")
    return b""


def relative(path: str, folder: str) -> str:
    """Return a path from a folder, with slashes; its own where there is no way."""
    try:
        return os.path.relpath(path, folder or ".").replace(os.sep, "/")
    except ValueError:  # on another drive
        return os.path.abspath(path)


def save(path: str, pieces: Iterable[Piece], *, folders: bool = False) -> None:
    """Write a file whole, with the folders above it if wanted; raises UsageError if it cannot."""
    try:
        if folders:
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        write_whole(path, pieces)
    except FileExistsError as error:  # a file where a folder must be
        raise UsageError(f"{path}: {os.strerror(errno.ENOTDIR)}") from error
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error


def save_all(contents: Mapping[str, bytes], before: Mapping[str, bytes]) -> None:
    """Write several files, all of them or none; `before` is what is in them.

    The first takes its place when all are written beside theirs. Where one cannot, or an interrupt
    comes, those that have are given back what was in them. Raises UsageError if they cannot be
    written, which says of each whether it is where even that fails.
    """
    begun: list[str] = []
    try:
        with ExitStack() as stack:
            written = [
                (path, stack.enter_context(_written_beside(path, [data])))
                for path, data in contents.items()
            ]
            for path, replace in written:
                begun.append(path)
                replace()
    except BaseException as error:
        told = (
            f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else "interrupted"
        )
        if changed := _not_given_back(begun, before):
            left = ", ".join(path for path in contents if path not in changed)
            raise UsageError(f"{', '.join(changed)}: written; {left}: not: {told}") from error
        if not isinstance(error, OSError):
            raise
        raise UsageError(told + ": nothing is written" * (len(contents) > 1)) from error


def _not_given_back(paths: Iterable[str], before: Mapping[str, bytes]) -> list[str]:
    """Give files back what was in them; return those with which that fails."""
    changed = [path for path in paths if read(path) != before[path]]
    for path in changed:
        with suppress(OSError):
            write_whole(path, [before[path]])
    return [path for path in changed if read(path) != before[path]]


def write_whole(path: str | os.PathLike[str], pieces: Iterable[Piece]) -> None:
    """Write a file so that a reader finds the old content or all of the new.

    Pieces of text are written as UTF-8, line ends untouched, those of bytes as they are, to a
    temporary file in the same folder, which then takes the file's place. When anything fails,
    making the pieces included, what was there stays and nothing is left beside it. A symbolic link
    stays a link: the file it points to is replaced. A file keeps its permissions, a new one gets
    those of `open`; owner and hard links are not kept. A device or a pipe (/dev/stdout) has no old
    content and is written directly.

    Raises OSError that names `path`, and whatever the pieces raise.
    """
    found = _status(path)
    if found is not None and not stat.S_ISREG(found.st_mode):
        with open(path, "wb") as file:
            file.writelines(map(_encoded, pieces))
        return
    with _written_beside(path, pieces) as replace:
        replace()


@contextmanager
def _written_beside(
    path: str | os.PathLike[str], pieces: Iterable[Piece]
) -> Iterator[Callable[[], None]]:
    """Write a file beside the place of a path; yield what puts it there, without which it goes."""
    import secrets  # which loads much that those who only read have no use for

    target = os.path.realpath(path)
    found = _status(path)
    if found is not None and not os.access(target, os.W_OK):  # os.replace asks only the folder
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))
    mode = None if found is None else stat.S_IMODE(found.st_mode) & 0o777
    temporary = os.path.join(os.path.dirname(target), f".{secrets.token_hex(8)}.tmp")
    try:
        _write(temporary, pieces, mode)
        yield partial(os.replace, temporary, target)
    except BaseException as error:  # an interrupt too must leave nothing behind
        with suppress(OSError):
            os.unlink(temporary)
        if isinstance(error, OSError) and error.filename in (temporary, None):
            raise type(error)(error.errno, error.strerror, os.fspath(path)) from error
        raise


def create(path: str, pieces: Iterable[Piece]) -> None:
    """Write a file that is not there yet, whole or not at all; raises UsageError if it cannot be.

    Whatever comes to be there meanwhile is not replaced.
    """
    import secrets

    temporary = os.path.join(os.path.dirname(path), f".{secrets.token_hex(8)}.tmp")
    try:
        try:
            _write(temporary, pieces, None)
            os.link(temporary, path)
        finally:
            with suppress(OSError):
                os.unlink(temporary)
    except FileExistsError as error:
        raise UsageError(f"{path}: the file exists") from error
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error


def _status(path: str | os.PathLike[str]) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _encoded(piece: Piece) -> bytes:
    return piece.encode() if isinstance(piece, str) else piece


def _write(path: str, pieces: Iterable[Piece], mode: int | None) -> None:
    def create(name: str, flags: int) -> int:  # never more open than the file it will replace
        return os.open(name, flags, 0o666 if mode is None else mode)

    with open(path, "xb", opener=create) as file:
        if mode is not None:
            os.chmod(path, mode)  # gives back what the umask took
        file.writelines(map(_encoded, pieces))
        file.flush()
        os.fsync(file.fileno())
