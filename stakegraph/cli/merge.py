"""Two actors said to be one."""

from typing import Annotated

import typer

from stakegraph.cli._app import command
from stakegraph.cli._changing import GROUP, Facts, Print, can_ask, say_change
from stakegraph.cli._completion import complete_actor
from stakegraph.errors import UsageError

_NAME = "An id, name, alias, surname or part of a name."


@command(GROUP)
def merge(
    kept: Annotated[str, typer.Argument(metavar="NAME", help=_NAME, autocompletion=complete_actor)],
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help=_NAME, autocompletion=complete_actor)
    ],
    because: Annotated[
        str,
        typer.Option("--because", metavar="TEXT", help="How it is known.", show_default=False),
    ] = "",
    facts: Facts = [],  # noqa: B006
    print_: Print = False,
) -> None:
    """Say in the fact file that the second of two actors is the first.

    Its entry stays, with `same_as` and the reason; every answer shows one actor, under the id and
    the name of the first and the names of both.

    Example: stakegraph merge Rowney Williams --because "one man has both names" --print
    """
    from stakegraph.changes.files import FactFiles
    from stakegraph.changes.merging import merge as merge_in

    if not because:
        if not can_ask():
            raise UsageError("say how it is known that the two are one: --because TEXT")
        from stakegraph.cli._prompt import asked

        because = asked("because")
    one, same, change = merge_in(FactFiles(facts), kept, other, because, dry=print_)
    told = f"merged: {same.name} ({same.id}) is {one.name} ({one.id}), because {because}"
    say_change(change, told, dry=print_)
