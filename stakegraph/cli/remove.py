"""Entries taken out of the fact files."""

from typing import Annotated

import typer

from stakegraph.cli._app import command
from stakegraph.cli._changing import GROUP, Facts, Of, Print, say_change, sentences
from stakegraph.cli._completion import complete_actor


@command(GROUP)
def remove(
    what: Annotated[
        str,
        typer.Argument(
            metavar="FACT|ID|NAME",
            help="The id of a fact, an event, a source or a relation, or an actor.",
            autocompletion=complete_actor,
        ),
    ],
    of: Of = "",
    facts: Facts = [],  # noqa: B006
    print_: Print = False,
) -> None:
    """Take a fact, or somebody or something that nothing mentions, out of the fact files.

    Every entry that says it goes, with the comments that belong to it, and nothing else changes.
    What `check` would report as an error then, such as a fact on whom is gone, is refused.

    Example: stakegraph remove serco.works_with.unions --print
    """
    from stakegraph.changes.files import FactFiles
    from stakegraph.changes.removal import remove as remove_from
    from stakegraph.store import EVERYTHING

    found, change = remove_from(FactFiles(facts), what, of=of, dry=print_)
    store = change.before.store
    if found.what == "fact":
        told = [*sentences(store, [tie.fact for tie in store.facts([found.id], EVERYTHING)])]
    elif found.what == "actor":
        told = store.told_apart([*store.actors([found.id])])
    else:
        told = [f"the {found.what} {found.id}"]
    say_change(change, f"removed: {told[0]}", dry=print_)
