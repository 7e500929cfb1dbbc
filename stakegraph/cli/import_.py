"""Another program's data -> a fact file."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stakegraph.cli._app import command
from stakegraph.cli._opening import say
from stakegraph.cli._options import Out
from stakegraph.cli._output import Output
from stakegraph.errors import FactsError, Problem, UsageError
from stakegraph.text import formats

if TYPE_CHECKING:
    from stakegraph.factfile.reading import Reading

_FORMATS = formats.names("importers")
_LONG = 300_000  # bytes: an import that takes longer than a moment

# What a file's name says of its date.
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?)(?![\d-]\d)")

# A note that begins with where in the file something is.
_PLACED = re.compile(r"((?:[^:]+: )?(?:line|item) \S+|\S+:\d+): (.*)", re.DOTALL)

Step = Callable[..., Iterable[str]]


def _complete_reader(incomplete: str) -> list[str]:
    return [name for name in _FORMATS if name.startswith(incomplete)]


def _option(name: str, metavar: str, help: str) -> Any:
    return typer.Option(name, metavar=metavar, help=help, show_default=False)


@command("Other programs")
def import_(
    format: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help=f"One of: {', '.join(_FORMATS)}.",
            show_default=False,
            autocompletion=_complete_reader,
        ),
    ],
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False, help="What to read.")],
    out: Out = "",
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
    source_title: Annotated[
        str, _option("--source-title", "TEXT", "What the source is called.")
    ] = "",
    source_date: Annotated[str, _option("--source-date", "DATE", "When it was published.")] = "",
    publisher: Annotated[str, _option("--publisher", "NAME", "Who published it.")] = "",
    url: Annotated[str, _option("--url", "URL", "Where it was found.")] = "",
    junior: Annotated[
        str, _option("--junior", "FILE", "For organogram: the junior posts, to be counted.")
    ] = "",
    from_: Annotated[str, _option("--from", "COLUMN", "For csv: who the edge goes from.")] = "",
    relation: Annotated[str, _option("--relation", "COLUMN", "For csv: the relation.")] = "",
    to: Annotated[str, _option("--to", "COLUMN", "For csv: who the edge goes to.")] = "",
) -> None:
    """Make a fact file of another program's data.

    What is skipped or changed is said on standard error, a line each.

    Example: stakegraph import organogram data/organogram.csv
    """
    from stakegraph.model.sentences import counted
    from stakegraph.text.files import read

    if format not in _FORMATS:
        from stakegraph.text.suggestions import did_you_mean

        near = did_you_mean(format, _FORMATS)
        there = ", ".join(_FORMATS)
        raise UsageError(f"no format to import is called {format!r}{near}; there are: {there}")
    output = Output(out, filter(None, (file, junior)), folders=True)
    if os.path.isfile(out) and not force:
        raise UsageError(f"{out}: the file exists: --force replaces it")
    about = {"title": source_title, "date": source_date, "publisher": publisher, "url": url}
    data = read(file)
    given: dict[str, Any] = {"from_column": from_, "relation_column": relation, "to_column": to}
    given["junior"] = (junior, read(junior)) if junior else ""
    with _progress(data) as step:
        reading = _read(format, data, file, given, step)
        _describe(reading, about, file)
        _say(reading.notes)
        text = _checked(reading, out if output.is_file else f"{file}.yaml", step)
    output.write([text])
    kinds = counted(len(reading.actors), "actor"), counted(len(reading.facts), "fact")
    _say([f"{' and '.join(kinds)} from {file}{f' written to {out}' if output.is_file else ''}"])


def _read(format: str, data: bytes, path: str, given: dict[str, Any], step: Step) -> "Reading":
    """Read the file, with the options that were given; they must be for its format."""
    import inspect

    reader = formats.load("importers", format)
    options = {name: value for name, value in given.items() if value}
    for name in options.keys() - inspect.signature(reader.read).parameters.keys():
        raise UsageError(f"--{name.removesuffix('_column')}: the format {format} has no use for it")
    step("reading")
    reading: Reading = reader.read(data, path, **options)
    _raise_errors(reading.problems)
    return reading


def _describe(reading: "Reading", about: dict[str, str], path: str) -> None:
    """Put down about the source what the user said of it, or what the file's name says."""
    from msgspec.structs import replace

    from stakegraph.edtf.dates import DateError, parse

    about = {name: value for name, value in about.items() if value}
    try:
        if "date" in about:
            about["date"] = parse(about["date"]).text
    except DateError as error:
        raise UsageError(f"--source-date: {error}") from error
    if not reading.sources:
        return
    if not about.get("date") and not reading.sources[0].date:
        about |= _dated(reading.notes, path)
    shared = {name: about[name] for name in ("date", "publisher") if name in about}
    first, *others = reading.sources
    reading.sources[:] = [replace(first, **about), *(replace(each, **shared) for each in others)]


def _dated(notes: list[str], path: str) -> dict[str, str]:
    """Return the date in a file's name, and say that it comes from there."""
    from stakegraph.edtf.dates import DateError, parse

    found = _DATE.search(os.path.basename(path))
    try:
        date = parse(found[0]).text if found else ""
    except DateError:
        date = ""
    if not date:
        notes.append("the source has no date: --source-date gives one")
        return {}
    notes.append(
        f"the source's date, {date}, is what the file's name says: --source-date gives another"
    )
    return {"date": date}


def _checked(reading: "Reading", path: str, step: Step) -> str:
    """Write the fact file as a text, and make sure that it can be loaded."""
    from stakegraph.factfile.readers import JSON_LINES
    from stakegraph.factfile.writer import losses, write
    from stakegraph.store.loading import database_of, inspect_files

    step("checking")
    _raise_errors(database_of(reading).problems())
    _say(losses(reading))
    total = len(reading.sources) + len(reading.actors) + len(reading.events) + len(reading.facts)
    if path.endswith(JSON_LINES):
        from stakegraph.factfile.line_writer import write
    text = "".join(step("writing", write(reading), total))
    step("reading back")
    _raise_errors(inspect_files([(path, text.encode())])[1])
    return text


def _raise_errors(problems: Iterable[Problem]) -> None:
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise FactsError(errors)


def _say(notes: Iterable[str]) -> None:
    """Say each note once: in its first place, and in how many others."""
    from stakegraph.model.sentences import counted

    places: dict[str, list[str]] = {}
    for note in notes:
        match = _PLACED.fullmatch(note)
        place, said = match.groups() if match else ("", note)
        places.setdefault(said, []).append(place)
    for said, found in places.items():
        others = f" and {counted(len(found) - 1, 'other place')}" if len(found) > 1 else ""
        times = f" ({len(found):,} times)" if others and not found[0] else ""
        say(f"{found[0]}{others}: {said}" if found[0] else f"{said}{times}")


@contextmanager
def _progress(data: bytes) -> Iterator[Step]:
    """Show on a terminal what is being done, if it takes long."""
    if len(data) < _LONG or not sys.stderr.isatty():
        yield lambda doing, pieces=(), total=None: pieces
        return
    from stakegraph.renderers._terminal import progress

    with progress() as bar:
        task = bar.add_task("", total=None)

        def step(doing: str, pieces: Iterable[str] = (), total: int | None = None) -> Iterable[str]:
            bar.reset(task, description=doing, total=total)
            bar.refresh()
            return bar.track(pieces, total, task_id=task, description=doing)

        yield step
