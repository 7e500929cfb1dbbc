"""Problems of fact files, printed for people and for programs."""

import json
from collections.abc import Callable, Iterable
from typing import TextIO

from stakegraph.errors import Problem, concise
from stakegraph.text.escaping import visible


def show(
    problems: Iterable[Problem], format: str, stream: TextIO, *, with_lines: bool = True
) -> None:
    """Print problems, one a line; on a terminal with the line of the file and a caret beneath."""
    concise_ones = (each._replace(message=concise(each.message)) for each in problems)
    if with_lines:
        FORMATS[format](concise_ones, stream)
        return
    for problem in concise_ones:
        print(visible(str(problem)), file=stream)


def _text(problems: Iterable[Problem], stream: TextIO) -> None:
    if stream.isatty():
        from stakegraph.renderers._problems import show_problems

        show_problems(problems, stream)
        return
    for problem in problems:
        print(visible(str(problem)), file=stream)


def _json(problems: Iterable[Problem], stream: TextIO) -> None:
    names = [name for name in Problem._fields if name not in ("field", "unknown")]
    listed = [{name: getattr(problem, name) for name in names} for problem in problems]
    print(json.dumps(listed, indent=2), file=stream)


def _github(problems: Iterable[Problem], stream: TextIO) -> None:
    """Print workflow commands, which GitHub shows at the lines that they name."""
    for path, line, column, severity, message, rule, *_ in problems:
        place = f"file={_escaped(path, ':,')},line={line},col={column},title={rule}"
        print(f"::{severity} {place}::{_escaped(visible(message))}", file=stream)


FORMATS: dict[str, Callable[[Iterable[Problem], TextIO], None]] = {
    "text": _text,
    "json": _json,
    "github": _github,
}


def _escaped(text: str, more: str = "") -> str:
    """Return a text as a workflow command has it, in what it says or, with `more`, a property."""
    for char in f"%\r\n{more}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text
