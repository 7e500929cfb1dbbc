"""Another program's data -> a fact file."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from stakegraph.cli._app import command
from stakegraph.cli._import_notes import say_notes, write_report
from stakegraph.cli._importing import (
    FORMATS,
    TABLES,
    Step,
    format_and_files,
    raise_errors,
    read_as,
    recognised,
    temporary_files,
    with_those_beside,
)
from stakegraph.cli._options import Out
from stakegraph.cli._output import Output
from stakegraph.cli._source_details import describe
from stakegraph.errors import FactsError, Problem, UsageError
from stakegraph.text import formats

if TYPE_CHECKING:
    from stakegraph.factfile.reading import Reading

_LONG = 300_000  # bytes: an import that takes longer than a moment
_PIECE = 1 << 20  # bytes
_PREVIEWED = 10  # facts
_NOTHING = "nothing is read of it as {}: it names nobody"


def _complete_reader(incomplete: str) -> list[str]:
    from glob import escape, glob

    found = glob(f"{escape(incomplete)}*")
    files = [f"{path}/" if os.path.isdir(path) else path for path in found if incomplete]
    return [*(name for name in FORMATS if name.startswith(incomplete)), *sorted(files)]


def _option(name: str, metavar: str, help: str) -> Any:
    return typer.Option(name, metavar=metavar, help=help, show_default=False)


@command("Other programs")
def import_(
    format: Annotated[
        str,
        typer.Argument(
            metavar="[FORMAT]",
            help=f"One of: {', '.join(FORMATS)}. Without one the file shows it.",
            show_default=False,
            autocompletion=_complete_reader,
        ),
    ],
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...",
            show_default=False,
            help="What to read; for table: with the files of nodes or edges beside it; for "
            "organogram: its states of several days.",
        ),
    ] = None,
    out: Out = "",
    report: Annotated[
        str, _option("--report", "FILE", "Write a line for each thing left out or changed.")
    ] = "",
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
    column: Annotated[
        list[str],
        _option("--column", "ROLE=HEADING", "For table: what a column says, as title='Rank'."),
    ] = [],  # noqa: B006
    as_: Annotated[str, _option("--as", "RELATION", "For table: the relation of all rows.")] = "",
    kind: Annotated[
        str, _option("--kind", "KIND", "For table: what those are of whom nothing says it.")
    ] = "",
    date_order: Annotated[
        str, _option("--date-order", "ORDER", "For table: dmy, mdy or ymd, as in 03/04/2015.")
    ] = "",
    years_from: Annotated[
        str, _option("--years-from", "YEAR", "For table: the earliest that two digits mean.")
    ] = "",
    day_numbers: Annotated[
        str, _option("--day-numbers", "1900|1904", "For table: how 43101 is a day.")
    ] = "",
    organisation: Annotated[
        str, _option("--organisation", "NAME", "Where people are, if the file does not say it.")
    ] = "",
    sheet: Annotated[str, _option("--sheet", "NAME", "For table: which one is read.")] = "",
    fill_down: Annotated[
        list[str],
        _option("--fill-down", "COLUMN", "For table: a blank stands for the value above it."),
    ] = [],  # noqa: B006
    preview: Annotated[
        bool, typer.Option("--preview", help="Print the first facts, as sentences; write nothing.")
    ] = False,
    from_: Annotated[str, _option("--from", "COLUMN", "For table: who a tie goes from.")] = "",
    relation: Annotated[str, _option("--relation", "COLUMN", "For table: the relation.")] = "",
    to: Annotated[str, _option("--to", "COLUMN", "For table: who a tie goes to.")] = "",
) -> None:
    """Make a fact file of another program's data.

    What is left out or changed is said on standard error, the first few of each reason; --report
    has all. Of a table, what each column is taken for is said first; what cannot be known is asked
    on a terminal, and else refused.

    Example: stakegraph import organogram data/organogram.csv
    """
    from tempfile import SpooledTemporaryFile

    from stakegraph.factfile.reading import uncollected
    from stakegraph.model.sentences import counted
    from stakegraph.text.files import opened

    format, files = format_and_files(format, files or [])
    output = Output(out, filter(None, (*files, junior, report)), folders=True)
    if os.path.isfile(out) and not force:
        raise UsageError(f"{out}: the file exists: --force replaces it")
    about = {"title": source_title, "date": source_date, "publisher": publisher, "url": url}
    if format in ("", *TABLES):
        files = with_those_beside(files)
    path, *others = files
    with ExitStack() as stack, SpooledTemporaryFile(_LONG) as file:
        named = dict.fromkeys(filter(None, (*files, junior)))
        contents = {name: stack.enter_context(opened(name)) for name in named}
        format = recognised(format, contents[path], path)
        united = getattr(formats.load("importers", format), "united_states", None)
        states = files if united else [path]
        if len(states) > 1 and (junior or source_title or source_date or url):
            message = "what is said of one file cannot be said of several: read them one by one"
            raise UsageError(message)
        given: dict[str, Any] = {
            "from": from_, "relation": relation, "to": to, "column": column, "as": as_,
            "kind": kind, "date_order": date_order, "years_from": years_from,
            "day_numbers": day_numbers, "organisation": organisation, "sheet": sheet,
            "fill_down": fill_down,
            "junior": (junior, contents[junior]) if junior else "",
            "beside": [] if united else [(other, contents[other]) for other in others],
        }  # fmt: skip
        size = sum(content.seek(0, os.SEEK_END) for content in contents.values())
        with temporary_files(), _progress(size) as step, uncollected():
            readings = [read_as(format, contents[state], state, given, step) for state in states]
            for state, each in zip(states, readings, strict=True):
                describe(each, about, state)
            reading = united(readings) if united else readings[0]
            if report:
                write_report(report, reading.notes)
            say_notes(reading.notes, report)
            if not (reading.actors or reading.facts or reading.events):
                nothing = _NOTHING.format(format)
                raise FactsError([Problem(path, 1, 1, "error", nothing, "missing-key")])
            _write_checked(reading, out if output.is_file else f"{path}.yaml", file, step)
        if preview:
            _preview(reading)
            return
        output.write(_pieces(file))
    kinds = counted(len(reading.actors), "actor"), counted(len(reading.facts), "fact")
    read_of = f"{path} and {counted(len(states) - 1, 'other file')}" if states[1:] else path
    written = f" written to {out}" if output.is_file else ""
    say_notes([f"{' and '.join(kinds)} from {read_of}{written}"])


def _preview(reading: "Reading") -> None:
    """Print the first facts as sentences, and how many there are."""
    from stakegraph.edtf.dates import parse, surely_before
    from stakegraph.model.sentences import counted, sentence, when
    from stakegraph.text.escaping import visible

    now = max((source.date for source in reading.sources), default="")
    actors = {actor.id: actor for actor in reading.actors}
    for fact in reading.facts[:_PREVIEWED]:
        row = reading.relations[fact.relation]
        ends = parse(fact.until).latest if fact.until else None
        is_over = ends is not None and (not now or surely_before(fact.until, now))
        said = sentence(fact, actors, row, tense="former" if is_over else "")
        print(visible(f"{said}{when(fact, act=row.act)}".removesuffix(".") + "."))
    more = len(reading.facts) - _PREVIEWED
    if more > 0:
        print(f"and {counted(more, 'more fact')}")


def _write_checked(reading: "Reading", path: str, file: IO[bytes], step: Step) -> None:
    """Write a fact file into an open file, and make sure that it can be loaded from its path."""
    from stakegraph.factfile.readers import JSON_LINES
    from stakegraph.factfile.writer import losses, write
    from stakegraph.store.loading import database_of, errors_in

    say_notes(losses(reading))
    total = len(reading.sources) + len(reading.actors) + len(reading.events) + len(reading.facts)
    if path.endswith(JSON_LINES):
        from stakegraph.factfile.line_writer import write
    for piece in step("writing", write(reading), total):
        file.write(piece.encode())
    step("checking")
    errors = errors_in(path, file.tell(), lambda: _pieces(file))
    if errors:
        raise_errors(database_of(reading).problems())  # they say where in what is imported
    raise_errors(errors)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece


@contextmanager
def _progress(size: int) -> Iterator[Step]:
    """Show on a terminal what is being done, if it takes long: what is read has a `size`."""
    if size < _LONG or not sys.stderr.isatty():
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
