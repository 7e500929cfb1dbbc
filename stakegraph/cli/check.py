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
    baseline: Annotated[
        str,
        typer.Option(
            "--baseline",
            metavar="FILE",
            help="Leave out what this file has, in whatever line.",
            show_default=False,
        ),
    ] = "",
    format: ProblemFormat = "text",
) -> None:
    """Show every problem of the fact files; silent when there is none.

    A baseline is what 'stakegraph check > FILE' wrote: what it has is left out,
    and only what is new is shown and fails.

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
    if baseline:
        problems = _new(problems, baseline)
    show(problems, format, sys.stdout if format == "text" else data_stream())
    if problems and (strict or any(problem.severity == "error" for problem in problems)):
        raise typer.Exit(ExitCode.FACTS_AT_FAULT)


def _new(problems: "list[Problem]", baseline: str) -> "list[Problem]":
    """Return the problems that a baseline does not have, and say how many it has."""
    from stakegraph.cli._baseline import new_problems
    from stakegraph.cli._opening import say
    from stakegraph.model.sentences import counted

    new = new_problems(problems, baseline)
    if known := len(problems) - len(new):
        say(f"{counted(known, 'problem')} left out, as in {baseline}")
    return new


def _problems(paths: "list[str]") -> "list[Problem]":
    """Return every problem of some fact files."""
    from stakegraph.cli._opening import session

    return session(paths).inspected[1]
