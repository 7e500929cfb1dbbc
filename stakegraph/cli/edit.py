"""Entries opened in an editor, and what was made of them checked."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from stakegraph.cli._app import command
from stakegraph.cli._changing import GROUP, Facts, Of, can_ask
from stakegraph.cli._completion import complete_actor
from stakegraph.errors import ExitCode

if TYPE_CHECKING:
    from stakegraph.changes.files import FactFiles
    from stakegraph.model.facts import Origin


@command(GROUP)
def edit(
    what: Annotated[
        str,
        typer.Argument(
            metavar="[FACT|ID|NAME]",
            help="The id of a fact, an event, a source or a relation, or an actor; the first "
            "problem if left out.",
            autocompletion=complete_actor,
        ),
    ] = "",
    of: Of = "",
    facts: Facts = [],  # noqa: B006
    print_: Annotated[
        bool, typer.Option("--print", help="Print where it stands; open nothing.")
    ] = False,
) -> None:
    """Open the fact file in $VISUAL or $EDITOR where something stands, and check it afterwards.

    Example: stakegraph edit Rowney --print
    """
    from stakegraph.changes.files import FactFiles, refuse_example
    from stakegraph.cli._editor import open_at
    from stakegraph.cli._opening import say
    from stakegraph.cli._prompt import is_agreed
    from stakegraph.text.escaping import visible

    files = FactFiles(facts)
    first, *others = _places(files, what, of)
    if print_:
        for path, line, column in (first, *others):
            print(visible(f"{path}:{line}:{column}"))
        return
    refuse_example(first.path)
    for path, line, _ in others:
        say(f"it stands in {path}:{line} as well")
    while True:
        open_at(first)
        if not _has_errors(files):
            return
        if not (can_ask() and is_agreed("edit it again", default=True)):
            raise typer.Exit(ExitCode.FACTS_AT_FAULT)


def _places(files: "FactFiles", what: str, of: str) -> "list[Origin]":
    """Return where something stands in the files, or the first problem of these, or their top."""
    from stakegraph.changes.entries import find
    from stakegraph.changes.files import State
    from stakegraph.factfile.discovery import read
    from stakegraph.model.facts import Origin

    state = State({path: read(path) for path in files.paths})
    if what:
        return [*find(state, what, of).origins]
    return [Origin(*each[:3]) for each in state.problems[:1]] or [Origin(files.paths[0], 1, 1)]


def _has_errors(files: "FactFiles") -> bool:
    """Show every problem of the files; return whether any is an error."""
    from stakegraph.cli._problems import show
    from stakegraph.store.loading import inspect

    problems = inspect(files.paths)[1]
    show(problems, "text", sys.stderr)
    return any(problem.severity == "error" for problem in problems)
