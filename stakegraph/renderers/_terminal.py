"""The terminal that answers are printed on, or the pipe or file in its place."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from rich.progress import Progress

# Nothing that a pipe carries is wrapped or cut: no line is as long as this.
_UNBOUNDED = 100_000

_WITHOUT_LINKS = ("dumb", "unknown", "linux", "ansi", "cons", "vt")


def console(stream: TextIO) -> Console:
    """Return the console that shows text as it is: no markup, no emoji codes, no highlighting.

    Lines are as wide as the terminal, or as COLUMNS says; off a terminal they are never wrapped.
    What is no standard stream gets plain text, whatever the environment says.
    """
    standard = stream in (sys.stdout, sys.stderr)
    bounded = stream.isatty() or (standard and "COLUMNS" in os.environ)
    return Console(
        force_terminal=None if standard else False,
        color_system="auto" if standard else None,
        force_jupyter=None if standard else False,
        file=stream,
        markup=False,
        emoji=False,
        highlight=False,
        width=None if bounded else _UNBOUNDED,
        height=None if bounded else 50,
    )


def has_links(stream: TextIO) -> bool:
    """Return whether a terminal takes links for such: those that do not show escape codes."""
    name = os.environ.get("TERM", "" if os.name == "nt" else "dumb")
    return stream.isatty() and not name.startswith(_WITHOUT_LINKS)


def remark(text: str) -> None:
    """Print a line on standard error that matters less than what else is there."""
    console(sys.stderr).print(Text(text, "dim"), soft_wrap=True)


def progress(stream: TextIO | None = None) -> Progress:
    """Return a bar on standard error: how far something is, since when, and for how long yet.

    It goes when it is done. A `stream` is the terminal where standard error goes elsewhere
    meanwhile.
    """
    from rich.progress import (
        BarColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    shown = console(sys.stderr)
    if stream:
        shown.file = stream
    return Progress(*columns, console=shown, transient=True, redirect_stderr=not stream)
