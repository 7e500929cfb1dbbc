"""Files that a user named: read, or written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterable
from contextlib import suppress

from stakegraph.errors import UsageError

Piece = str | bytes


def read(path: str) -> bytes:
    """Return what is in a file; raises UsageError where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error


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
    target = os.path.realpath(path)
    found = _status(path)
    if found is not None and not stat.S_ISREG(found.st_mode):
        with open(path, "wb") as file:
            file.writelines(map(_encoded, pieces))
        return
    if found is not None and not os.access(target, os.W_OK):  # os.replace asks only the folder
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))
    mode = None if found is None else stat.S_IMODE(found.st_mode) & 0o777
    temporary = os.path.join(os.path.dirname(target), f".{secrets.token_hex(8)}.tmp")
    try:
        _write(temporary, pieces, mode)
        os.replace(temporary, target)
    except BaseException as error:  # an interrupt too must leave nothing behind
        with suppress(OSError):
            os.unlink(temporary)
        if isinstance(error, OSError) and error.filename == temporary:
            raise type(error)(error.errno, error.strerror, os.fspath(path)) from error
        raise


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
