"""Commands about partnerships and connections."""

from typing import TYPE_CHECKING, Annotated

import typer

from stakegraph.cli.app import command
from stakegraph.cli.asking import Ask, question
from stakegraph.cli.completion import complete_actor
from stakegraph.cli.options import Name, Only
from stakegraph.errors import UsageError

if TYPE_CHECKING:
    from stakegraph.questions import Result


@command
@question
def partners(ask: Ask, name: Name) -> "Result":
    """Show the partners of an organisation or person, by partnership and by other ties.

    Example: stakegraph partners Serco
    """
    who = ask.actor(name, "organisation", "person", "partnership")

    from stakegraph.questions.partners import FURTHER, partners

    return partners(ask.graph(who, families=["partnership"], depth=3, most=FURTHER), who.id)


@command
@question
def path(
    ask: Ask,
    start: Name,
    end: Name,
    count: Annotated[int, typer.Option("--paths", metavar="K", min=1, help="How many routes.")] = 3,
    max_hops: Annotated[int, typer.Option(metavar="N", min=1, help="How long at most.")] = 6,
    only: Only = [],  # noqa: B006
    avoid: Annotated[
        list[str],
        typer.Option(
            metavar="NAME",
            help="Go around this actor; may be repeated.",
            show_default=False,
            autocompletion=complete_actor,
        ),
    ] = [],  # noqa: B006
) -> "Result":
    """Show how two actors are connected, as the best few routes.

    Shorter routes come first, then those with fewer doubtful hops. Sharing an opinion is no
    connection unless you ask for it with --only stance.

    Example: stakegraph path "Kevin Williams" Rowney
    """
    from stakegraph.cli.families import families

    one, other = ask.actor(start), ask.actor(end)
    around = [ask.actor(name).id for name in avoid]
    for actor in (one, other):
        if actor.id in around:
            raise UsageError(f"--avoid: {actor.name} is an end of the path itself")
    wanted = families(only, leaving_out=("stance",))

    from stakegraph.questions.paths import paths

    return paths(
        ask.store,
        one.id,
        other.id,
        count=count,
        max_hops=max_hops,
        avoid=around,
        families=wanted,
        scope=ask.scope,
    )
