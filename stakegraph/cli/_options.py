"""The arguments and options that mean the same everywhere."""

from typing import Annotated

import typer

from stakegraph.cli.completion import complete_actor
from stakegraph.text import formats


def _complete_format(incomplete: str) -> list[str]:
    return [name for name in formats.names("renderers") if name.startswith(incomplete)]


_NAME = "An id, name, alias, surname or part of a name."
_FORMATS = ", ".join(sorted(formats.names("renderers"), key=lambda name: name != "tree"))

Name = Annotated[str, typer.Argument(help=_NAME, show_default=False, autocompletion=complete_actor)]
MaybeName = Annotated[
    str,
    typer.Argument(
        help=f"{_NAME} All if left out.", show_default=False, autocompletion=complete_actor
    ),
]
Facts = Annotated[
    list[str],
    typer.Option(
        "--facts",
        metavar="PATH",
        help="A fact file, folder or glob; may be repeated.",
        envvar=None,
        show_default="$STAKEGRAPH_FACTS, stakegraph.yaml, facts/, else the example",
    ),
]
Format = Annotated[
    str,
    typer.Option(
        "--format", metavar="FORMAT", help=f"One of: {_FORMATS}.", autocompletion=_complete_format
    ),
]
AsOf = Annotated[
    str,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="What held on a day, such as 2008-03-13.",
        show_default=False,
    ),
]
Firm = Annotated[bool, typer.Option("--firm", help="Only what the sources state.")]
OneSource = Annotated[
    str,
    typer.Option("--source", metavar="ID", help="Only what this source says.", show_default=False),
]
Without = Annotated[
    list[str],
    typer.Option(
        "--without-source",
        metavar="ID",
        help="As if this source had not been written; may be repeated.",
        show_default=False,
    ),
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Read the fact files; neither use nor keep an index.")
]
Verbose = Annotated[bool, typer.Option("--verbose", help="Say when an index is made.")]
Cite = Annotated[bool, typer.Option("--cite", help="The evidence under every line.")]
Limit = Annotated[
    int,
    typer.Option(
        "--limit",
        metavar="N",
        min=0,
        help="No more than N lines beneath any one in a tree.",
        show_default="100 on a terminal",
    ),
]
Only = Annotated[
    list[str],
    typer.Option(
        "--only",
        metavar="FAMILY",
        help="Only relations of this family: reporting, role, structure, partnership, authority, "
        "stance; may be repeated.",
        show_default=False,
    ),
]
Out = Annotated[
    str,
    typer.Option(
        "--out", metavar="FILE", help="Write to this file.", show_default="standard output"
    ),
]
