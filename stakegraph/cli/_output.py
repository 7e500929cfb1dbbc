"""Where a command writes what programs read: a file, or standard output."""

import os
import stat
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from stakegraph.cli._streams import data_stream
from stakegraph.errors import UsageError

if TYPE_CHECKING:
    from stakegraph.text.files import Piece

_STANDARD = ("", "-")


class Output:
    """The file that --out names, or standard output; not one that `read`, what is read, lists.

    `folders` makes the folders above it. `is_binary` is no text, which no terminal is sent, and
    `escape` takes from each piece of a text what a terminal would obey.
    """

    def __init__(
        self,
        out: str,
        read: Iterable[str] = (),
        *,
        folders: bool = False,
        is_binary: bool = False,
        escape: "Callable[[str], str] | None" = None,
    ) -> None:
        self.out = out
        self._folders = folders
        self._escape = escape if escape and _is_terminal(out) else None
        if is_binary and _is_terminal(out):
            raise UsageError("the format is no text: say where with --out FILE")
        if self.is_file:
            _refuse(out, read)

    @property
    def is_file(self) -> bool:
        """Return whether it is anything but standard output."""
        return self.out not in _STANDARD

    def write(self, pieces: "Iterable[Piece]") -> None:
        """Write a file, whole where it has a name; raises UsageError where it cannot be."""
        if self._escape:
            pieces = map(self._escape, pieces)  # type: ignore[arg-type]
        if self.is_file:
            from stakegraph.text.files import save

            save(self.out, pieces, folders=self._folders)
            return
        stream = data_stream()
        for piece in pieces:
            if isinstance(piece, bytes):
                stream.buffer.write(piece)
            else:
                stream.write(piece)


def _refuse(out: str, read: Iterable[str]) -> None:
    """Raise UsageError for a folder, and for a file of which what is written is made."""
    if os.path.isdir(out) or out.endswith(("/", os.sep)):
        raise UsageError(f"{out}: this is a folder: name a file")
    if os.path.isfile(out):
        for path in read:
            if os.path.exists(path) and os.path.samefile(path, out):
                raise UsageError(f"{out}: this is a file that is read: write to another one")


def _is_terminal(out: str) -> bool:
    if out in _STANDARD:
        return sys.stdout.isatty()
    try:
        if not stat.S_ISCHR(os.stat(out).st_mode):
            return False
        with open(out, "wb", buffering=0) as file:
            return file.isatty()
    except OSError:
        return False
