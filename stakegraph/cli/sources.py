"""The sources themselves: put into a fact file, and their saved texts read with numbers."""

import os
import re
from typing import Annotated

import typer

from stakegraph.cli._app import command
from stakegraph.cli._options import Facts
from stakegraph.cli._streams import data_stream
from stakegraph.errors import UsageError

_GROUP = "The fact files themselves"
_URL = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)


def _field(metavar: str, help: str) -> typer.models.OptionInfo:
    found: typer.models.OptionInfo = typer.Option(metavar=metavar, help=help, show_default=False)
    return found


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


@command(_GROUP, under="sources")
def add(
    what: Annotated[
        str, typer.Argument(metavar="FILE|URL", help="A saved text, or where the source is read.")
    ],
    text: Annotated[str, _field("FILE", "The saved text of what is at the URL.")] = "",
    id: Annotated[str, _field("ID", "Its id; else made of the name of the file.")] = "",
    title: Annotated[str, _field("TEXT", "Its title; else the first line of the text.")] = "",
    author: Annotated[str, _field("TEXT", "Who wrote it.")] = "",
    publisher: Annotated[str, _field("TEXT", "Who published it.")] = "",
    date: Annotated[str, _field("DATE", "When it appeared.")] = "",
    language: Annotated[str, _field("TAG", "In what language it is: en, pt-BR.")] = "",
    archived: Annotated[str, _field("URL", "Where a copy lasts.")] = "",
    accessed: Annotated[str, _field("DATE", "When you read it.")] = "",
    reliability: Annotated[str, _field("TEXT", "How good it is, on your own scale.")] = "",
    note: Annotated[str, _field("TEXT", "What else is to be said.")] = "",
    facts: Facts = [],  # noqa: B006
    into: Annotated[str, _field("PATH", "The one of several fact files to put it into.")] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the entry; write nothing.")
    ] = False,
) -> None:
    """Put a source into a fact file, with the checksum of its saved text.

    Nothing else in the file changes. Nothing is downloaded.

    Example: stakegraph sources add https://gazette.example/1 --title "New head" --dry-run
    """
    from stakegraph.cli._adding import FactFile
    from stakegraph.factfile.fields import of_source
    from stakegraph.factfile.validation import slug
    from stakegraph.model.facts import Origin, Source
    from stakegraph.text.escaping import visible

    url = what if _URL.fullmatch(what) else ""
    if text and not url:
        raise UsageError(f"{what}: this is no URL, so --text has no use: name the saved text alone")
    saved = text or ("" if url else what)
    file = FactFile(facts, into)
    first, checksum, path = _read(saved, file.path) if saved else ("", "", "")
    title = title or first
    if not title:
        raise UsageError("there is no text whose first line is the title: say --title TEXT")
    name = os.path.splitext(os.path.basename(saved))[0] if saved else url.partition("://")[2]
    id = id or slug(name)
    if id in file.session.answered(lambda: file.session.store.sources):
        raise UsageError(f"there is a source with the id {id!r} already: say another with --id ID")
    source = Source(
        id=id,
        title=title,
        author=author,
        publisher=publisher,
        date=date,
        language=language,
        url=url,
        archived=archived,
        accessed=accessed,
        text=path,
        sha256=checksum,
        reliability=reliability,
        note=note,
        origin=Origin(file.path, 1, 1),
    )
    given = of_source(source)

    def show(entry: str) -> None:
        stream = data_stream()
        for line in entry.splitlines():
            print(visible(line), file=stream)

    file.add("sources", id, given, show, dry=dry_run)


def _place(given: str) -> str:
    """Return a place as it was typed, of a mere number the paragraph; raises UsageError."""
    from stakegraph.model.places import PARAGRAPH, is_place

    numbered = f"{PARAGRAPH}{given}" if given[:1].isdecimal() else given
    for place in (given, numbered):
        if not place or is_place(place):
            return place
    raise UsageError(f"{given!r} is no place in a source: write ¶7, pp. 3-4, line 9 or 12:30")


def _read(saved: str, target: str) -> tuple[str, str, str]:
    """Return the first line of a saved text, its checksum, and its path from a fact file."""
    from stakegraph.rules.checksums import checksum
    from stakegraph.rules.passages import Text
    from stakegraph.rules.texts import read_text

    if not os.path.isfile(saved):
        there = "this is no file" if os.path.exists(saved) else "there is no such file"
        raise UsageError(f"{saved}: {there}")
    try:
        text = read_text(saved)
    except OSError as error:
        raise UsageError(f"{saved}: {error.strerror or error}") from error
    except ValueError as error:
        told = f"{saved}: it is not UTF-8 text: save its text, as pdftotext does, and name that"
        raise UsageError(told) from error
    first = next(iter(Text(text).paragraphs.values()), "")
    path = os.path.relpath(saved, os.path.dirname(os.path.abspath(target)))
    return " ".join(first.split()), checksum(saved), path.replace(os.sep, "/")
