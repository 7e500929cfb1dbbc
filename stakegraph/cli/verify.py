"""Every citation against the text of its source."""

import sys
from collections.abc import Container
from typing import Annotated

import typer

from stakegraph.cli._app import command
from stakegraph.cli._options import Facts, ProblemFormat
from stakegraph.cli._streams import data_stream
from stakegraph.errors import ExitCode, UsageError


@command("The fact files themselves")
def verify(
    facts: Facts = [],  # noqa: B006
    text: Annotated[
        list[str],
        typer.Option(
            metavar="ID=PATH",
            help="Check a source against this copy of it; may be repeated.",
            show_default=False,
        ),
    ] = [],  # noqa: B006
    format: ProblemFormat = "text",
) -> None:
    """Check every citation against the text of its source.

    The place exists, a quotation stands in it, and both ends of the fact are mentioned there. A
    saved text is the one of its source's sha256. What was checked, and how many findings the file
    waives, is said on standard error.

    Example: stakegraph verify
    """
    from stakegraph.cli._opening import say, session
    from stakegraph.cli._problems import FORMATS, show
    from stakegraph.evidence.checksums import changed_texts
    from stakegraph.evidence.citations import verify
    from stakegraph.evidence.texts import read_texts
    from stakegraph.factfile.discovery import pieces
    from stakegraph.factfile.places import located
    from stakegraph.model.sentences import counted
    from stakegraph.store.loading import load

    if format not in FORMATS:
        raise UsageError(f"no format is called {format!r}; there are: {', '.join(FORMATS)}")
    files = session(facts)
    files.tell_of_reading()
    loaded = load(files.paths)
    copies = dict(_copy(given, loaded.sources) for given in text)
    texts, problems = read_texts(loaded.sources, copies)
    found = verify(loaded, texts)
    problems += found.problems
    problems += changed_texts(loaded, copies)
    for source in sorted(loaded.sources.keys() - texts.keys()):
        if not loaded.sources[source].text:
            told = f"{source} has no text to check against; give yours with --text {source}=PATH"
            say(told)
    placed = sorted(located(sorted(problems), pieces))
    show(placed, format, sys.stdout if format == "text" else data_stream())
    waived = f"{counted(len(found.waived), 'finding')} waived" if found.waived else ""
    more = ""
    if found.unplaced:
        cited = counted(found.unplaced, "citation")
        more = f"; {cited} looked for in the whole text, which does not number such places"
    if problems:
        say(f"{counted(len(problems), 'finding')}{waived and f', {waived}'}{more}")
        raise typer.Exit(ExitCode.FACTS_AT_FAULT)
    if found.checked["citation"]:
        checked = (counted(number, what) for what, number in found.checked.items() if number)
        say(f"{', '.join(checked)}: all borne out{waived and f' but for {waived}'}{more}")


def _copy(given: str, sources: Container[str]) -> tuple[str, str]:
    """Return the source and the path of `ID=PATH`."""
    source, equals, path = given.partition("=")
    if not equals or source not in sources:
        raise UsageError(f"--text {given!r}: write ID=PATH, with the id of a source")
    return source, path
