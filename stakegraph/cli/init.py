"""A first fact file."""

import errno
import os
import shlex
import sys
from typing import Annotated

import typer

from stakegraph.cli._app import command
from stakegraph.cli._changing import GROUP
from stakegraph.errors import UsageError

_SCHEMA = "facts.schema.json"
_HEAD = f"# yaml-language-server: $schema={_SCHEMA}\n"
_ARTICLE = "article"
_NEXT = """\
next: {where}
  stakegraph draft FILE --out proposals.yaml   proposes facts from a saved article, for 'review'
  stakegraph sources add FILE|URL   puts in what you read, with the checksum of a saved text
  stakegraph edit {id}   opens the file where its first source stands
  stakegraph add "Ana Ruiz" role_at "Harbour Trust" --title head --evidence "{id} 1" --yes
  stakegraph check   names what is wrong; 'stakegraph list' shows who is there"""


@command(GROUP)
def init(
    folder: Annotated[
        str, typer.Argument(metavar="[FOLDER]", help="Where; made if need be.")
    ] = ".",
    title: Annotated[
        str,
        typer.Option(
            "--title",
            metavar="TEXT",
            help="What the facts are about.",
            show_default="the name of the folder",
        ),
    ] = "",
    source: Annotated[
        str,
        typer.Option(
            "--source",
            metavar="FILE|URL",
            help="The first source: a saved text, or an address.",
            show_default="one that is still to be named",
        ),
    ] = "",
    print_: Annotated[
        bool, typer.Option("--print", help="Print the fact file; write nothing.")
    ] = False,
) -> None:
    """Begin a fact file, stakegraph.yaml, with a title, a first source and its shape for editors.

    The shape, facts.schema.json, is written beside it. A file that is there is not touched.

    Example: stakegraph init --title "Who runs the harbour" --print
    """
    from stakegraph.changes.sources import NewSource
    from stakegraph.cli._opening import say
    from stakegraph.factfile.discovery import USUAL, is_without_facts
    from stakegraph.factfile.json_schema import json_schema_text
    from stakegraph.factfile.reading import Reading
    from stakegraph.factfile.writer import write
    from stakegraph.model.facts import Origin, Source
    from stakegraph.text.escaping import visible
    from stakegraph.text.files import create

    path = os.path.normpath(os.path.join(folder, USUAL[0]))
    if source:
        first = NewSource(source).source(folder)
    else:
        first = Source(id=_ARTICLE, title="the first article", origin=Origin("", 0, 0))
    title = title or os.path.basename(os.path.abspath(folder)) or "Facts"
    text = _HEAD + "".join(write(Reading(title=title, sources=[first])))
    if print_:
        for line in text.splitlines():
            print(visible(line))
        return
    for name in USUAL:
        there = os.path.normpath(os.path.join(folder, name))
        if os.path.exists(there) and (there == path or not is_without_facts(there)):
            raise UsageError(f"{there}: it is there already, and is not touched")
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        why = os.strerror(errno.ENOTDIR) if os.path.exists(folder) else error.strerror or error
        raise UsageError(f"{folder}: {why}") from error
    if not os.path.exists(shape := os.path.join(folder, _SCHEMA)):
        create(shape, [json_schema_text()])
    create(path, [text])
    print(visible(f"{path} is there now, with the source {first.id}"))
    where = "" if os.path.samefile(folder, ".") else f"cd {shlex.quote(folder)}, then"
    head, *lines = _NEXT.format(id=first.id, where=where).splitlines()
    say(head.rstrip())
    for line in lines:
        print(visible(line), file=sys.stderr)
