"""Ids given another name."""

from typing import Annotated

import typer

from stakegraph.cli._app import command
from stakegraph.cli._changing import GROUP, Facts, Of, Print, say_change
from stakegraph.cli._completion import complete_actor


@command(GROUP)
def rename(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The id of an actor, a source, an event or a relation, or one given to a fact.",
            autocompletion=complete_actor,
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The id that it is to have.")],
    of: Of = "",
    facts: Facts = [],  # noqa: B006
    print_: Print = False,
) -> None:
    """Give an id another name wherever it stands in the fact files, and change nothing else.

    Ids of facts that are made of it change with it. An id that is taken is refused.

    Example: stakegraph rename cc community-care --print
    """
    from stakegraph.changes.files import FactFiles
    from stakegraph.changes.renaming import rename as rename_in

    found, change = rename_in(FactFiles(facts), id, new, of=of, dry=print_)
    say_change(change, f"renamed: the {found.what} {id} is {new}", dry=print_)
