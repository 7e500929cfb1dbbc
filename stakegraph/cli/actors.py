"""Commands about who is there."""

from typing import TYPE_CHECKING, Annotated

import typer

from stakegraph.cli.app import command
from stakegraph.cli.asking import Ask, question
from stakegraph.cli.options import Name
from stakegraph.errors import UsageError

if TYPE_CHECKING:
    from stakegraph.questions import Result


@command
@question
def show(ask: Ask, name: Name) -> "Result":
    """Show everything on one actor: what it is, its ties, its events.

    Example: stakegraph show Tact
    """
    who = ask.actor(name)

    from stakegraph.questions.actors import page

    return page(ask.graph(who, depth=1), who.id, ask.store.events(who.id, ask.scope))


@command
@question
def list(
    ask: Ask,
    kind: Annotated[
        str,
        typer.Argument(
            help="person, organisation, company, ...; all if left out.", show_default=False
        ),
    ] = "",
) -> "Result":
    """Show who is there: people, organisations, posts and partnerships.

    Example: stakegraph list company
    """
    from stakegraph.model.relations import ACTOR_KINDS
    from stakegraph.questions.actors import listing
    from stakegraph.text.suggestions import did_you_mean

    sections = {row.section: row.key for row in ACTOR_KINDS.values()}
    wanted = sections.get(
        kind, kind.removesuffix("s") if kind.removesuffix("s") in ACTOR_KINDS else kind
    )
    there = {actor.classification for actor in ask.store.actors()} - {""}
    if wanted and wanted not in ACTOR_KINDS and wanted not in there:
        known = [*ACTOR_KINDS, *sorted(there)]
        near = did_you_mean(kind, known)
        raise UsageError(f"no actor is of kind {kind!r}{near} ({', '.join(known)})")
    return listing(ask.store.actors(scope=ask.scope), wanted)


@command
@question
def find(ask: Ask, text: Annotated[str, typer.Argument(help="A word or part of one.")]) -> "Result":
    """Show the actors that have a text in their name, description or note.

    Example: stakegraph find fostering
    """
    from stakegraph.model.names import fold
    from stakegraph.questions.actors import find

    if not fold(text):
        raise UsageError("type a word to look for, or 'stakegraph list' for all")
    return find(ask.store.actors(scope=ask.scope), text)
