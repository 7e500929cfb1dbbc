"""Commands about reporting lines and roles."""

from typing import TYPE_CHECKING, Annotated

import typer

from stakegraph.cli.app import command
from stakegraph.cli.asking import Ask, question
from stakegraph.cli.options import MaybeName, Name

if TYPE_CHECKING:
    from stakegraph.questions import Result


@command
@question
def who_reports_to(
    ask: Ask,
    name: Name,
    everyone: Annotated[bool, typer.Option("--all", help="The whole tree below.")] = False,
) -> "Result":
    """Show who reports to a person or post.

    Example: stakegraph who-reports-to Rowney
    """
    who = ask.actor(name, "person", "post")

    from stakegraph.questions.reporting import who_reports_to

    depth = None if everyone else 1
    graph = ask.graph(who, families=["reporting"], direction="in", depth=depth)
    return who_reports_to(graph, who.id, everyone=everyone)


@command
@question
def chain(ask: Ask, name: Name) -> "Result":
    """Show whom a person or post reports to, up to the top.

    Example: stakegraph chain "Kath O'Dwyer"
    """
    who = ask.actor(name, "person", "post")

    from stakegraph.questions.reporting import chain

    return chain(ask.graph(who, families=["reporting"], direction="out"), who.id)


@command
@question
def org_chart(ask: Ask, org: MaybeName = "") -> "Result":
    """Show every reporting line, of all or of one organisation and its parts.

    Example: stakegraph org-chart "Stoke council"
    """
    from stakegraph.questions.reporting import org_chart

    house = ask.actor(org, "organisation").id if org else None
    graph = ask.graph(families=["reporting", "role", "structure"])
    return org_chart(graph, house)


@command
@question
def roles(ask: Ask, name: MaybeName = "") -> "Result":
    """Show the roles of a person over time, or the people of an organisation or post.

    Example: stakegraph roles "Kath O'Dwyer"
    """
    who = ask.actor(name) if name else None

    from stakegraph.questions.roles import roles

    if who is None:
        return roles(ask.graph(families=["role", "structure"]))
    graph = ask.graph(who, families=["role", "structure"], depth=1)
    return roles(graph, who.id)
