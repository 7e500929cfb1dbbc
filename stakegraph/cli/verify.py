"""Every citation against the text of its source."""

import sys

import typer

from stakegraph.cli._app import command
from stakegraph.cli._options import Copies, Facts, ProblemFormat, copies
from stakegraph.cli._streams import data_stream
from stakegraph.errors import ExitCode, UsageError


@command("The fact files themselves")
def verify(
    facts: Facts = [],  # noqa: B006
    text: Copies = [],  # noqa: B006
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
    from stakegraph.factfile.discovery import read
    from stakegraph.factfile.places import located
    from stakegraph.model.sentences import counted
    from stakegraph.rules.checksums import changed_texts
    from stakegraph.rules.citations import verify
    from stakegraph.rules.texts import read_texts
    from stakegraph.store.loading import load

    if format not in FORMATS:
        raise UsageError(f"no format is called {format!r}; there are: {', '.join(FORMATS)}")
    files = session(facts)
    files.tell_of_reading()
    loaded = load(files.paths)
    given = copies(text, loaded.sources)
    texts, problems = read_texts(loaded.sources, given)
    found = verify(loaded, texts)
    problems += [*changed_texts(loaded, given), *found.problems]
    for source in sorted(loaded.sources.keys() - texts.keys()):
        if not loaded.sources[source].text:
            told = f"{source} has no text to check against; give yours with --text {source}=PATH"
            say(told)
    show(sorted(located(problems, read)), format, sys.stdout if format == "text" else data_stream())
    more = f"; {counted(len(found.waived), 'finding')} waived" if found.waived else ""
    if found.unplaced:
        cited = counted(found.unplaced, "citation")
        more += f"; {cited} looked for in the whole text, which does not number such places"
    if problems:
        say(f"{counted(len(problems), 'finding')}{more}")
        raise typer.Exit(ExitCode.FACTS_AT_FAULT)
    if found.checked["citation"]:
        checked = (counted(number, what) for what, number in found.checked.items() if number)
        say(f"{', '.join(checked)}: all borne out{more}")
