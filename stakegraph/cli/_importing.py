"""The file that is imported: its format, and what the reader of that makes of it."""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from stakegraph.cli._import_notes import say_notes
from stakegraph.cli._prompt import typed_answer
from stakegraph.errors import CannotWriteError, FactsError, Problem, UsageError
from stakegraph.text import formats

if TYPE_CHECKING:
    from stakegraph.factfile.reading import Reading

FORMATS = formats.names("importers")
TABLES = ("csv", "table")
_OF_TABLES = (*TABLES, "organogram")  # which say best themselves what they are not

# What a reader calls an option, where that is not what the user calls it.
_KEYWORDS = {
    "from": "from_column",
    "relation": "relation_column",
    "to": "to_column",
    "as": "relation",
    "sheet": "sheet_name",
}
_SEVERAL = ("column", "fill_down")  # options that may be given more than once
Step = Callable[..., Iterable[str]]

_LONG = 300_000  # bytes: an import that takes longer than a moment
_PIECE = 1 << 20  # bytes
_FULL = ("SQLITE_FULL", "SQLITE_IOERR_WRITE")


def format_and_files(word: str, files: list[str]) -> tuple[str, list[str]]:
    """Return the format that is asked for, "" where a file stands in its place, and the files."""
    if word.replace("-", "_") in FORMATS and not os.path.exists(word):
        word = word.replace("-", "_")
    if word in FORMATS:
        if not files:
            raise UsageError(f"no file is given: stakegraph import {word} FILE")
        return word, files
    if os.path.exists(word) or "/" in word:
        return "", [word, *files]
    from stakegraph.text.suggestions import did_you_mean

    near = did_you_mean(word, FORMATS)
    there = ", ".join(FORMATS)
    raise UsageError(
        f"no format to import and no file is called {word!r}{near}; the formats are: {there}"
    )


def recognised(format: str, data: BinaryIO, path: str) -> str:
    """Return the format to read a file with, which is the one that is asked for, if any.

    Raises UsageError for a file that looks like something else, or like nothing that is read.
    """
    from stakegraph.importers._recognition import check, shapes

    found = shapes(data)
    if format and (not found or format in (*_OF_TABLES, *(shape.format for shape in found))):
        return format
    if not found:
        check(data, path)
        there = ", ".join(FORMATS)
        raise UsageError(f"{path}: it does not show what it is: name its format, one of {there}")
    shape = found[0]
    advice = f"stakegraph import {shape.format} {path}" if shape.format else shape.advice
    if format or not shape.format:
        raise UsageError(f"{path}: it looks like {shape.words}: {advice}")
    say_notes([f"{path} is read as {shape.format}: it looks like {shape.words}"])
    return shape.format


def with_those_beside(files: list[str]) -> list[str]:
    """Return files with those of events and sources that our export wrote beside them."""
    from stakegraph.importers._record_tables import kind_of, paths_beside
    from stakegraph.importers._sheet import sheet
    from stakegraph.text.files import read

    found = dict.fromkeys(beside for file in files for beside in paths_beside(file))
    there = [path for path in found if path not in files and os.path.isfile(path)]
    ours = [path for path in there if kind_of(sheet(read(path), path))]
    say_notes(f"{path} is read as well: our export wrote it beside the others" for path in ours)
    return [*files, *ours]


def read_as(format: str, data: BinaryIO, path: str, given: dict[str, Any], step: Step) -> "Reading":
    """Read the file, with the options that were given; they must be for its format.

    What the reader is unsure of is asked where somebody can answer.
    """
    import inspect

    from stakegraph.errors import Unsure

    reader = formats.load("importers", format)
    takes = inspect.signature(reader.read).parameters.keys()
    options = {_KEYWORDS.get(name, name): (name, value) for name, value in given.items() if value}
    for keyword, (name, _) in options.items():
        if keyword == "beside" not in takes:
            raise UsageError(f"the format {format} is read from one file alone")
        if keyword not in takes:
            raise UsageError(f"--{name.replace('_', '-')}: the format {format} has no use for it")
    step("reading")
    keywords = {keyword: value for keyword, (_, value) in options.items()}
    while True:
        try:
            reading: Reading = reader.read(data, path, **keywords)
        except Unsure as unsure:
            if not (sys.stdin.isatty() and sys.stderr.isatty()):
                raise
            answer = typed_answer(unsure)
            had = keywords.get(unsure.option, [])
            keywords[unsure.option] = [*had, answer] if unsure.option in _SEVERAL else answer
        else:
            raise_errors(reading.problems)
            return reading


@contextmanager
def temporary_files() -> Iterator[None]:
    """Raise CannotWriteError where what an import lays aside finds no more room."""
    from tempfile import gettempdir

    try:
        yield
    except Exception as error:
        is_full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        if not is_full and getattr(error, "sqlite_errorname", "") not in _FULL:
            raise
        raise CannotWriteError(
            f"{gettempdir()}: no room is left for the temporary files of the import: "
            "TMPDIR=FOLDER before the command names a larger folder"
        ) from error


def raise_errors(problems: Iterable[Problem]) -> None:
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise FactsError(errors)


def refuse_nothing(reading: "Reading", format: str, path: str) -> None:
    """Raise FactsError where nobody and nothing was read of a file."""
    if not (reading.actors or reading.facts or reading.events):
        nothing = f"nothing is read of it as {format}: it names nobody"
        raise FactsError([Problem(path, 1, 1, "error", nothing, "missing-key")])


def write_facts(reading: "Reading", path: str, file: IO[bytes], step: Step) -> None:
    """Write a fact file, of the kind that its path shows, into an open file."""
    from stakegraph.factfile.readers import JSON_LINES
    from stakegraph.factfile.writer import losses, write

    say_notes(losses(reading))
    total = len(reading.sources) + len(reading.actors) + len(reading.events) + len(reading.facts)
    if path.endswith(JSON_LINES):
        from stakegraph.factfile.line_writer import write
    for piece in step("writing", write(reading), total):
        file.write(piece.encode())


def write_checked(reading: "Reading", path: str, file: IO[bytes], step: Step) -> None:
    """Write a fact file into an open file, and make sure that it can be loaded from its path."""
    from stakegraph.store.loading import database_of, errors_in

    write_facts(reading, path, file, step)
    step("checking")
    errors = errors_in(path, file.tell(), lambda: pieces(file))
    if errors:
        raise_errors(database_of(reading).problems())  # they say where in what is imported
    raise_errors(errors)


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """Yield what is in an open file, from its beginning."""
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece


@contextmanager
def progress(size: int) -> Iterator[Step]:
    """Show on a terminal what is being done, if it takes long: what is read has a `size`."""
    if size < _LONG or not sys.stderr.isatty():
        yield lambda doing, pieces=(), total=None: pieces
        return
    from stakegraph.renderers import _terminal

    with _terminal.progress() as bar:
        task = bar.add_task("", total=None)

        def step(doing: str, pieces: Iterable[str] = (), total: int | None = None) -> Iterable[str]:
            bar.reset(task, description=doing, total=total)
            bar.refresh()
            return bar.track(pieces, total, task_id=task, description=doing)

        yield step
