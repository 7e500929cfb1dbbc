"""The sources themselves: their saved texts, read with the numbers of their paragraphs."""

from typing import Annotated

import typer

from stakegraph.cli._app import command
from stakegraph.cli._options import Facts
from stakegraph.errors import UsageError

_GROUP = "The fact files themselves"


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
    from stakegraph.questions.asking import no_such
    from stakegraph.rules.checksums import is_changed
    from stakegraph.rules.excerpts import excerpts, marked
    from stakegraph.rules.texts import read_texts
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
    from stakegraph.model.places import PARAGRAPH, is_place

    numbered = f"{PARAGRAPH}{given}" if given[:1].isdecimal() else given
    for place in (given, numbered):
        if not place or is_place(place):
            return place
    raise UsageError(f"{given!r} is no place in a source: write ¶7, pp. 3-4, line 9 or 12:30")
