"""Lines that are broken between citations, and not within one, as far as the width allows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.containers import Lines
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console

# What stands for a space within a citation, and for one between two of them, until a line is
# broken: no text that is printed has these characters.
_WITHIN, _BETWEEN = "\ufdd0", "\ufdd1"
_SPACES = {ord(_WITHIN): " ", ord(_BETWEEN): " "}


def within(words: str) -> str:
    """Return the words of a citation, which stay in one line where it has room for them."""
    return words.replace(" ", _WITHIN)


def between(words: str) -> str:
    """Return what stands between two citations, which stay in one line where it has room."""
    return words.replace(" ", _BETWEEN)


def cited(words: str) -> Line:
    """Return some citations as a line: `cc ¶7, ¶8; echo p. 3`."""
    parts = re.split("([,;] )", words)
    return Line("".join(between(part) if part[1:] == " " else within(part) for part in parts))


class Line(Text):
    """A text that is folded to the width of a terminal, and its citations before all others."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, overflow="fold", **named)

    def wrap(self, console: Console, width: int, **named: Any) -> Lines:
        """Return the lines; a citation is broken only where it is wider than one."""
        whole = self.copy()
        for joint in (_BETWEEN, _WITHIN):
            for run in whole.plain.split(" "):
                if joint in run and cell_len(run) > width:
                    whole.plain = whole.plain.replace(run, run.replace(joint, " "))
        lines = whole.wrap(console, width, **named)
        for line in lines:
            line.plain = line.plain.translate(_SPACES)
        return lines
