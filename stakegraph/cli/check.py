"""Every problem of the fact files."""

import sys
from typing import Annotated

import typer

from stakegraph.cli._app import command
from stakegraph.cli._options import Facts, ProblemFormat
from stakegraph.cli._streams import data_stream
from stakegraph.errors import RULES, ExitCode, Problem, UsageError


@command("The fact files themselves")
def check(
    paths: Annotated[
        list[str], typer.Argument(help="Fact files, folders or globs.", show_default=False)
    ] = [],  # noqa: B006
    facts: Facts = [],  # noqa: B006
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail as well.")] = False,
    ignore: Annotated[
        list[str],
        typer.Option(
            metavar="RULE", help="Leave out this rule; may be repeated.", show_default=False
        ),
    ] = [],  # noqa: B006
    format: ProblemFormat = "text",
) -> None:
    """Show every problem of the fact files; silent when there is none.

    Example: stakegraph check
    """
    from stakegraph.cli._problems import FORMATS, show
    from stakegraph.text.suggestions import did_you_mean

    for rule in ignore:
        if rule not in RULES:
            raise UsageError(f"no rule is called {rule!r}{did_you_mean(rule, RULES)}")
    if format not in FORMATS:
        raise UsageError(f"no format is called {format!r}; there are: {', '.join(FORMATS)}")
    found = _problems([*paths, *facts])
    problems = [problem for problem in found if problem.rule not in ignore]
    show(problems, format, sys.stdout if format == "text" else data_stream())
    if problems and (strict or any(problem.severity == "error" for problem in problems)):
        raise typer.Exit(ExitCode.FACTS_AT_FAULT)


def _problems(paths: "list[str]") -> "list[Problem]":
    """Return every problem of some fact files."""
    from stakegraph.cli._opening import session

    return session(paths).inspected[1]
