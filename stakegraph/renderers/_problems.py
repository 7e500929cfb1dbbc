"""Show what is wrong in fact files on a terminal, each problem with the line that it is in."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from rich.cells import cell_len
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from stakegraph.errors import Problem
from stakegraph.renderers._terminal import console, has_links
from stakegraph.text.escaping import visible

_STYLES = {"error": "bold red", "warning": "bold"}
_INDENT, _CUT = "    ", "…"
_LEAST = 20  # columns


def show_problems(problems: Iterable[Problem], stream: TextIO) -> None:
    """Print problems with whole words in lines of the terminal's width, what goes on indented."""
    terminal = console(stream)
    linked = has_links(stream)
    files: dict[str, list[str]] = {}
    for problem in problems:
        place, severity, said = visible(str(problem)).partition(f"{problem.severity}: ")
        link = Style(link=_link(problem) if linked else None)
        where = place.removesuffix(": ")
        whole = Text.assemble(
            (where, link), place[len(where) :], (severity, _STYLES[problem.severity]), said
        )
        room = max(terminal.width, _LEAST) - len(_INDENT)
        first, *others = whole.wrap(terminal, room + len(_INDENT))
        rest = Text(whole.plain[len(first.plain) :].lstrip())
        terminal.print(first)
        if others:
            terminal.print(Padding(rest, (0, 0, 0, len(_INDENT))))
        lines = files.setdefault(problem.path, _lines(problem.path))
        for shown in _excerpt(problem, lines, room):
            terminal.print(Text(f"{_INDENT}{shown}"), style="dim", no_wrap=True)


def _link(problem: Problem) -> str | None:
    """Return where a terminal opens the file of a problem at its line, if there is a file."""
    if not os.path.isfile(problem.path):
        return None
    from socket import gethostname  # of use on a terminal that has links alone

    uri = Path(os.path.abspath(problem.path)).as_uri()
    return f"{uri.replace('file://', f'file://{gethostname()}', 1)}#{problem.line}"


def _excerpt(problem: Problem, lines: list[str], room: int) -> list[str]:
    """Return the line of a problem, of a long one what is near, and a caret under its column."""
    if problem.line > len(lines):
        return []
    line = lines[problem.line - 1].replace("\t", " ")
    at = problem.column - 1
    start, end = max(at - 2 * room, 0), min(at + 2 * room, len(line))
    while cell_len(visible(line[start:at])) > room * 2 // 3:
        start += 1
    while cell_len(visible(line[start:end])) > room - 2 * len(_CUT):
        end -= 1
    before, after = _CUT * (start > 0), _CUT * (end < len(line))
    indent = cell_len(visible(before + line[start:at]))
    return [f"{before}{visible(line[start:end])}{after}", f"{' ' * indent}^"]


def _lines(path: str) -> list[str]:
    if not os.path.isfile(path):  # a pipe has been read already
        return []
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            return file.read().splitlines()
    except OSError:
        return []
