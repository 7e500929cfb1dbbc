"""The parameters of questions as Typer reads them, and the options that commands share."""

import inspect
from typing import Annotated, Any

import typer

from stakegraph.cli._completion import complete_actor, complete_selection, complete_vocabulary
from stakegraph.questions.question import Parameter
from stakegraph.questions.registry import ONLY
from stakegraph.text import formats

_COMPLETIONS: dict[str, Any] = {
    "actor": complete_actor,
    "relation": complete_vocabulary,
    "selection": complete_selection,
}


def option(name: str, metavar: str, help: str) -> Any:
    """Return an option that has no default to tell of."""
    return typer.Option(name, metavar=metavar, help=help, show_default=False)


def parameter(row: Parameter) -> inspect.Parameter:
    """Return an argument or option of a command as its row has it."""
    kind = type(row.default) if row.default is not None else str
    completion = _COMPLETIONS.get(row.type)
    shown: dict[str, Any] = {"help": row.help}
    if row.default in ("", []):
        shown["show_default"] = False
    if row.option:
        shown["metavar"] = row.metavar or None
        about = typer.Option(row.option, min=row.least, autocompletion=completion, **shown)
    else:
        about = typer.Argument(autocompletion=completion, **shown)
    default = inspect.Parameter.empty if row.default is None else row.default
    return inspect.Parameter(
        row.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=default,
        annotation=Annotated[list[str] if kind is list else kind, about],
    )


def _complete_format(incomplete: str) -> list[str]:
    return [name for name in formats.names("renderers") if name.startswith(incomplete)]


_FORMATS = ", ".join(sorted(formats.names("renderers"), key=lambda name: name != "tree"))

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
        help="No more than N lines of any list of a tree or a table.",
        show_default="100 on a terminal",
    ),
]
Only = parameter(ONLY).annotation
Out = Annotated[
    str,
    typer.Option(
        "--out", metavar="FILE", help="Write to this file.", show_default="standard output, as -"
    ),
]
Report = Annotated[
    str, option("--report", "FILE", "Write a line for each thing left out or changed.")
]
SourceTitle = Annotated[str, option("--source-title", "TEXT", "What the source is called.")]
SourceDate = Annotated[str, option("--source-date", "DATE", "When it was published.")]
Publisher = Annotated[str, option("--publisher", "NAME", "Who published it.")]
Url = Annotated[str, option("--url", "URL", "Where it was found.")]
ProblemFormat = Annotated[
    str, typer.Option("--format", metavar="FORMAT", help="One of: text, json, github.")
]
