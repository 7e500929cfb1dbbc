"""Another program's data -> a fact file."""

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stakegraph.cli._app import command
from stakegraph.cli._import_notes import say_notes, write_report
from stakegraph.cli._importing import (
    FORMATS,
    TABLES,
    format_and_files,
    pieces,
    progress,
    read_as,
    recognised,
    refuse_nothing,
    temporary_files,
    with_those_beside,
    write_checked,
)
from stakegraph.cli._options import Out, Publisher, Report, SourceDate, SourceTitle, Url, option
from stakegraph.cli._output import Output
from stakegraph.cli._source_details import describe
from stakegraph.errors import UsageError
from stakegraph.text import formats

if TYPE_CHECKING:
    from stakegraph.factfile.reading import Reading

_LONG = 300_000  # bytes: an import that takes longer than a moment
_PREVIEWED = 10  # facts


def _complete_reader(incomplete: str) -> list[str]:
    from glob import escape, glob

    found = glob(f"{escape(incomplete)}*")
    files = [f"{path}/" if os.path.isdir(path) else path for path in found if incomplete]
    return [*(name for name in FORMATS if name.startswith(incomplete)), *sorted(files)]


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
    report: Report = "",
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
    source_title: SourceTitle = "",
    source_date: SourceDate = "",
    publisher: Publisher = "",
    url: Url = "",
    junior: Annotated[
        str, option("--junior", "FILE", "For organogram: the junior posts, to be counted.")
    ] = "",
    column: Annotated[
        list[str],
        option("--column", "ROLE=HEADING", "For table: what a column says, as title='Rank'."),
    ] = [],  # noqa: B006
    as_: Annotated[str, option("--as", "RELATION", "For table: the relation of all rows.")] = "",
    kind: Annotated[
        str, option("--kind", "KIND", "For table: what those are of whom nothing says it.")
    ] = "",
    date_order: Annotated[
        str, option("--date-order", "ORDER", "For table: dmy, mdy or ymd, as in 03/04/2015.")
    ] = "",
    years_from: Annotated[
        str, option("--years-from", "YEAR", "For table: the earliest that two digits mean.")
    ] = "",
    day_numbers: Annotated[
        str, option("--day-numbers", "1900|1904", "For table: how 43101 is a day.")
    ] = "",
    organisation: Annotated[
        str, option("--organisation", "NAME", "Where people are, if the file does not say it.")
    ] = "",
    person: Annotated[
        str, option("--person", "NAME", "For table: who all rows are about, as in a career.")
    ] = "",
    sheet: Annotated[str, option("--sheet", "NAME", "For table: which one is read.")] = "",
    fill_down: Annotated[
        list[str],
        option("--fill-down", "COLUMN", "For table: a blank stands for the value above it."),
    ] = [],  # noqa: B006
    preview: Annotated[
        bool, typer.Option("--preview", help="Print the first facts, as sentences; write nothing.")
    ] = False,
    from_: Annotated[str, option("--from", "COLUMN", "For table: who a tie goes from.")] = "",
    relation: Annotated[str, option("--relation", "COLUMN", "For table: the relation.")] = "",
    to: Annotated[str, option("--to", "COLUMN", "For table: who a tie goes to.")] = "",
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
            "day_numbers": day_numbers, "organisation": organisation, "person": person,
            "sheet": sheet, "fill_down": fill_down,
            "junior": (junior, contents[junior]) if junior else "",
            "beside": [] if united else [(other, contents[other]) for other in others],
        }  # fmt: skip
        size = sum(content.seek(0, os.SEEK_END) for content in contents.values())
        with temporary_files(), progress(size) as step, uncollected():
            readings = [read_as(format, contents[state], state, given, step) for state in states]
            for state, each in zip(states, readings, strict=True):
                describe(each, about, state)
            reading = united(readings) if united else readings[0]
            if report:
                write_report(report, reading.notes)
            say_notes(reading.notes, report)
            refuse_nothing(reading, format, path)
            write_checked(reading, out if output.is_file else f"{path}.yaml", file, step)
        if preview:
            _preview(reading)
            return
        output.write(pieces(file))
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
