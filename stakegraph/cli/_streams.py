"""Standard input, output and error of a command, whatever its caller made of them."""

import errno
import io
import os
import select
import sys
from typing import Any, TextIO

from stakegraph.errors import CannotWriteError, ExitCode

NARROWEST = 20  # columns

_JOINT = "\ufdd0"  # for a space where no line is broken; no text that is printed has it

# What stands for a stream that the caller closed: nothing can be written to the answer's.
_STANDARD = (os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)


def open_streams() -> None:
    """Make the standard streams ones that never end a command with a traceback.

    What was closed is opened again, lest the next file that is opened take its number, and with it
    whatever is printed. A stream that somebody put in the place of a standard one stays.
    """
    for number, flags in enumerate(_STANDARD):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, flags), True)  # it is the lowest number
    if sys.stdout is sys.__stdout__:
        sys.stdout = _text(sys.stdout, _Answer(1, "w", closefd=False))
    if sys.stderr is sys.__stderr__:
        sys.stderr = _text(sys.stderr, _Notes(2, "w", closefd=False))


def data_stream() -> TextIO:
    """Return standard output for what programs read: UTF-8, with line ends as they are written."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    return sys.stdout


def fitted(line: str, stream: TextIO) -> str:
    """Return a line as wide as the terminal that it goes to, if it does; what goes on is indented.

    What it cites at its end, in brackets, stays together where a line has room for it. What
    programs read, or a terminal that does not say how wide it is, gets the line as it is.
    """
    if not stream.isatty():
        return line
    from shutil import get_terminal_size
    from textwrap import fill

    indent = " " * (len(line) - len(line.lstrip()) + 4)
    width = get_terminal_size(os.get_terminal_size(stream.fileno())).columns
    if not width:
        return line
    width = max(width, NARROWEST)
    text, bracket, cited = line.rpartition(" [")
    if cited.endswith("]") and len(indent + cited) < width:
        line = f"{text}{bracket}{cited.replace(' ', _JOINT)}"
    return fill(line, width, subsequent_indent=indent, break_on_hyphens=False).replace(_JOINT, " ")


def discard_answer() -> None:
    """Let nothing more be printed on standard output, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


class _Waiting(io.FileIO):
    """A file that is waited for where its reader is slow and it does not wait by itself."""

    def write(self, data: Any) -> int:
        while (written := super().write(data)) is None:
            select.select([], [self], [])
        return written


class _Answer(_Waiting):
    """Standard output: a command ends when its reader has seen enough, or nothing more fits."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except (BrokenPipeError, ConnectionResetError):
            discard_answer()
            sys.exit(ExitCode.ANSWERED)
        except OSError as error:
            discard_answer()
            is_closed = error.errno == errno.EBADF
            why = "standard output is closed" if is_closed else error.strerror
            raise CannotWriteError(f"the answer cannot be written: {why}") from error


class _Notes(_Waiting):
    """Standard error: what cannot be said there ends no command."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except OSError:
            return len(data)


def _text(stream: TextIO | None, file: io.FileIO) -> TextIO:
    """Return a stream of text like another one, which replaces what its encoding cannot hold."""
    raw = getattr(getattr(stream, "buffer", None), "raw", None) or getattr(stream, "buffer", None)
    if stream is not None and type(raw) is not io.FileIO:  # a console of Windows, which is Unicode
        return stream
    return io.TextIOWrapper(
        io.BufferedWriter(file),
        encoding=stream.encoding if stream else "utf-8",
        errors="backslashreplace",
        line_buffering=file.isatty() or file.fileno() == 2,
        write_through=getattr(stream, "write_through", False),
    )
