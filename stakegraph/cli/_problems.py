"""Problems of fact files, printed for people and for programs."""

import json
import os
import unicodedata
from collections.abc import Callable, Iterable
from typing import TextIO

from stakegraph.errors import Problem, concise
from stakegraph.text.escaping import visible

_STYLES = {"error": "bold red", "warning": "bold"}
_INDENT, _CUT = "    ", "…"
_LEAST = 20  # columns


def show(problems: Iterable[Problem], format: str, stream: TextIO) -> None:
    """Print problems, one a line; on a terminal with the line of the file and a caret beneath."""
    concise_ones = (each._replace(message=concise(each.message)) for each in problems)
    FORMATS[format](concise_ones, stream)


def _text(problems: Iterable[Problem], stream: TextIO) -> None:
    if stream.isatty():
        _on_terminal(problems, stream)
        return
    for problem in problems:
        print(visible(str(problem)), file=stream)


def _on_terminal(problems: Iterable[Problem], stream: TextIO) -> None:
    """Print problems with whole words in lines of the terminal's width, what goes on indented."""
    from rich.padding import Padding
    from rich.text import Text

    from stakegraph.renderers._terminal import console

    terminal = console(stream)
    files: dict[str, list[str]] = {}
    for problem in problems:
        place, severity, said = visible(str(problem)).partition(f"{problem.severity}: ")
        whole = Text.assemble(place, (severity, _STYLES[problem.severity]), said)
        room = max(terminal.width, _LEAST) - len(_INDENT)
        first, *others = whole.wrap(terminal, room + len(_INDENT))
        rest = Text(whole.plain[len(first.plain) :].lstrip())
        terminal.print(first)
        if others:
            terminal.print(Padding(rest, (0, 0, 0, len(_INDENT))))
        lines = files.setdefault(problem.path, _lines(problem.path))
        for shown in _excerpt(problem, lines, room):
            terminal.print(Text(f"{_INDENT}{shown}"), style="dim", no_wrap=True)


def _json(problems: Iterable[Problem], stream: TextIO) -> None:
    names = [name for name in Problem._fields if name not in ("field", "unknown")]
    listed = [{name: getattr(problem, name) for name in names} for problem in problems]
    print(json.dumps(listed, indent=2), file=stream)


def _github(problems: Iterable[Problem], stream: TextIO) -> None:
    """Print workflow commands, which GitHub shows at the lines that they name."""
    for path, line, column, severity, message, rule, *_ in problems:
        place = f"file={_escaped(path)},line={line},col={column},title={rule}"
        print(f"::{severity} {place}::{_escaped(visible(message))}", file=stream)


FORMATS: dict[str, Callable[[Iterable[Problem], TextIO], None]] = {
    "text": _text,
    "json": _json,
    "github": _github,
}


def _escaped(text: str) -> str:
    for char in "%\r\n:,":
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def _excerpt(problem: Problem, lines: list[str], room: int) -> list[str]:
    """Return the line of a problem, of a long one what is near, and a caret under its column."""
    if problem.line > len(lines):
        return []
    line = lines[problem.line - 1].replace("\t", " ")
    at = problem.column - 1
    start, end = max(at - 2 * room, 0), min(at + 2 * room, len(line))
    while _columns(line[start:at]) > room * 2 // 3:
        start += 1
    while _columns(line[start:end]) > room - 2 * len(_CUT):
        end -= 1
    before, after = _CUT * (start > 0), _CUT * (end < len(line))
    indent = _columns(before + line[start:at])
    return [f"{before}{visible(line[start:end])}{after}", f"{' ' * indent}^"]


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes, as it is shown."""
    return sum(map(_width, visible(text)))


def _width(char: str) -> int:
    """Return how many columns of a terminal a character takes."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _lines(path: str) -> list[str]:
    if not os.path.isfile(path):  # a pipe has been read already
        return []
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            return file.read().splitlines()
    except OSError:
        return []
