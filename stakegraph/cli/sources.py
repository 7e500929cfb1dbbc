"""The sources themselves: put into a fact file, and read with the numbers of their paragraphs."""

import os
from typing import Annotated, Any

import typer

from stakegraph.cli._app import command
from stakegraph.cli._changing import GROUP, Into, Print
from stakegraph.cli._changing import Facts as WrittenFacts
from stakegraph.cli._options import Facts
from stakegraph.errors import UsageError

_GROUP = "The fact files themselves"


def _said(name: str, metavar: str, help: str) -> Any:
    return typer.Option(name, metavar=metavar, help=help, show_default=False)


@command(GROUP, under="sources")
def add(
    what: Annotated[str, typer.Argument(metavar="FILE|URL", help="A saved text, or an address.")],
    facts: WrittenFacts = [],  # noqa: B006
    text: Annotated[str, _said("--text", "FILE", "The saved text of an address.")] = "",
    id: Annotated[str, _said("--id", "ID", "Its id; made of the title if left out.")] = "",
    title: Annotated[
        str, _said("--title", "TEXT", "Its title; the name of the file if left out.")
    ] = "",
    author: Annotated[str, _said("--author", "NAME", "Who wrote it.")] = "",
    publisher: Annotated[str, _said("--publisher", "NAME", "Who published it.")] = "",
    date: Annotated[str, _said("--date", "DATE", "When it appeared.")] = "",
    language: Annotated[str, _said("--language", "TAG", "Its language, such as en.")] = "",
    archived: Annotated[str, _said("--archived", "URL", "Where a copy lasts.")] = "",
    accessed: Annotated[str, _said("--accessed", "DATE", "When you read it.")] = "",
    url: Annotated[str, _said("--url", "URL", "Where it is, of a saved text.")] = "",
    reliability: Annotated[
        str, _said("--reliability", "TEXT", "How good it is, on your own scale.")
    ] = "",
    note: Annotated[str, _said("--note", "TEXT", "What else is to be said.")] = "",
    into: Into = "",
    print_: Print = False,
) -> None:
    """Put a source into the fact file, with the checksum of its saved text.

    Nothing else in the file changes: comments, quotes and line ends stay as they are.

    Example: stakegraph sources add seeds/community-care-2008-03-13.md --print
    """
    from stakegraph.changes.additions import Addition
    from stakegraph.changes.additions import add as add_to
    from stakegraph.changes.files import FactFiles, State
    from stakegraph.changes.sources import NewSource
    from stakegraph.cli._opening import say
    from stakegraph.factfile.fields import of_source
    from stakegraph.text.escaping import visible

    files = FactFiles(facts, into)
    said = {
        "title": title, "author": author, "publisher": publisher, "date": date,
        "language": language, "archived": archived, "accessed": accessed, "url": url,
        "reliability": reliability, "note": note,
    }  # fmt: skip
    new = NewSource(what, text, id, said)

    def plan(state: State) -> list[Addition]:
        source = new.source(os.path.dirname(files.path(state)))
        return [Addition("sources", source.id, of_source(source))]

    added = add_to(files, plan, dry=print_)
    if print_:
        for line in added.lines:
            print(visible(line))
        return
    id = added.additions[0].key
    say(f"{added.path} has the source {id} now: cite it as '{id} ¶1'")


@command(_GROUP, under="sources")
def read(
    source: Annotated[str, typer.Argument(metavar="ID", help="The id of a source.")],
    place: Annotated[
        list[str],
        typer.Argument(
            metavar="[PLACE]", help="Only this place: ¶7-9, p. 3, 12:30.", show_default=False
        ),
    ] = [],  # noqa: B006
    facts: Facts = [],  # noqa: B006
    text: Annotated[
        str, typer.Option(metavar="PATH", help="Read this copy of it.", show_default=False)
    ] = "",
) -> None:
    """Print the saved text of a source, each paragraph under its number, or one place of it.

    Example: stakegraph sources read cc ¶7
    """
    from stakegraph.cli._opening import say, session
    from stakegraph.evidence.checksums import is_changed
    from stakegraph.evidence.excerpts import excerpts, marked
    from stakegraph.evidence.texts import read_texts
    from stakegraph.questions.asking import no_such
    from stakegraph.text.escaping import visible

    id, _, rest = source.partition(" ")
    at = _place(" ".join((rest, *place)).strip())
    known = session(facts).store.sources
    if id not in known:
        raise no_such("no source has the id", id, known)
    texts, problems = read_texts({id: known[id]}, {id: text} if text else {})
    for problem in problems:
        raise UsageError(problem.message)
    if id not in texts:
        raise UsageError(f"{id} has no saved text: give a copy of it with --text PATH")
    found = excerpts(texts[id], at)
    if found is None:
        whole = f"'stakegraph sources read {id}' prints all of it"
        raise UsageError(f"{id} has no {at}: {texts[id].has(at)}; {whole}")
    if is_changed(known[id], text):
        say(f"{id}: this is not the text of its sha256: what is cited may stand elsewhere")
    for excerpt in found:
        if excerpt.page:
            print(f"[{excerpt.page}]")
        print(visible(marked(excerpt.number, excerpt.text)))


def _place(given: str) -> str:
    """Return a place as it was typed, of a mere number the paragraph; raises UsageError."""
    from stakegraph.model.places import is_place, numbered

    place = numbered(given)
    if not place or is_place(place):
        return place
    raise UsageError(f"{given!r} is no place in a source: write ¶7, pp. 3-4, line 9 or 12:30")
