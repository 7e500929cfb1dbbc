"""Commands about differences and duplicates."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from stakegraph.cli.app import command
from stakegraph.cli.asking import Ask, question

if TYPE_CHECKING:
    from stakegraph.questions import Result
    from stakegraph.questions.diff import State
    from stakegraph.store import Store


@command
@question
def diff(
    ask: Ask,
    old: Annotated[str, typer.Argument(help="A fact file, a folder or a git revision.")],
    new: Annotated[
        str, typer.Argument(help="The same; the facts as they are if left out.", show_default=False)
    ] = "",
    answers: Annotated[
        bool, typer.Option("--answers", help="Also which answers came or went.")
    ] = False,
) -> "Result":
    """Show what differs between two files, folders or git revisions; exit code 1 if anything does.

    The order and the layout of the files do not count.

    Example: stakegraph diff data/stoke.yaml
    """
    from stakegraph.questions.diff import diff

    before = _store(ask, old)
    if new:
        ask.store = _store(ask, new)
    now = new or ", ".join(ask.paths)
    return diff(_state(ask, before, old), _state(ask, ask.store, now), answers=answers)


def _state(ask: Ask, store: "Store", name: str) -> "State":
    from stakegraph.graph.neighbourhood import neighbourhood
    from stakegraph.questions.diff import State

    events = store.events(scope=ask.scope)
    return State(neighbourhood(store, scope=ask.scope), events, store.sources.values(), name)


def _store(ask: Ask, place: str) -> "Store":
    from stakegraph.cli.revisions import files_at
    from stakegraph.store.loading import inspect, inspect_files, sound

    if os.path.exists(place):
        return sound(*inspect([place]))
    return sound(*inspect_files(files_at(place, ask.paths)))


@command
@question
def duplicates(ask: Ask) -> "Result":
    """Show the pairs of actors that may be the same, with what speaks for it; none is joined.

    Example: stakegraph duplicates
    """
    from stakegraph.questions.duplicates import duplicates

    return duplicates(ask.graph())
