"""Commands about the fact files themselves."""

import sys
from collections.abc import Container
from typing import Annotated

import typer

from stakegraph.cli.app import command
from stakegraph.cli.options import Facts, Out
from stakegraph.errors import RULES, ExitCode, Problem, UsageError

ProblemFormat = Annotated[
    str, typer.Option("--format", metavar="FORMAT", help="One of: text, json, github.")
]


@command
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
    from stakegraph.cli.places import facts_paths
    from stakegraph.cli.problems import FORMATS, show
    from stakegraph.text.suggestions import did_you_mean

    for rule in ignore:
        if rule not in RULES:
            raise UsageError(f"no rule is called {rule!r}{did_you_mean(rule, RULES)}")
    if format not in FORMATS:
        raise UsageError(f"no format is called {format!r}; there are: {', '.join(FORMATS)}")
    found = _problems(facts_paths([*paths, *facts]))
    problems = [problem for problem in found if problem.rule not in ignore]
    show(problems, format, sys.stdout)
    if problems and (strict or any(problem.severity == "error" for problem in problems)):
        raise typer.Exit(ExitCode.FACTS_AT_FAULT)


def _problems(paths: "list[str]") -> "list[Problem]":
    """Return every problem of some fact files; a large set without any need not be in memory."""
    from stakegraph.cli.compiling import opened_or_compiled, tell_of_reading
    from stakegraph.rules.load import inspect
    from stakegraph.store.keep import is_clean, kept

    files = kept(paths)
    if files.is_large and (connection := opened_or_compiled(files)) and is_clean(connection):
        return []
    tell_of_reading(files.size)
    return inspect(paths)[1]


@command
def verify(
    facts: Facts = [],  # noqa: B006
    text: Annotated[
        list[str],
        typer.Option(
            metavar="ID=PATH",
            help="Check a source against this copy of it; may be repeated.",
            show_default=False,
        ),
    ] = [],  # noqa: B006
    format: ProblemFormat = "text",
) -> None:
    """Check every citation against the text of its source; silent when all are borne out.

    The place exists, a quotation stands in it, and both ends of the fact are mentioned there.

    Example: stakegraph verify
    """
    from stakegraph.cli.compiling import tell_of_reading
    from stakegraph.cli.places import facts_paths
    from stakegraph.cli.problems import FORMATS, show
    from stakegraph.factfile.places import located
    from stakegraph.model.sentences import counted
    from stakegraph.rules.citations import read_texts, verify
    from stakegraph.rules.load import load
    from stakegraph.store.keep import kept
    from stakegraph.text.files import read

    if format not in FORMATS:
        raise UsageError(f"no format is called {format!r}; there are: {', '.join(FORMATS)}")
    paths = facts_paths(facts)
    tell_of_reading(kept(paths).size)
    loaded = load(paths)
    copies = dict(_copy(given, loaded.sources) for given in text)
    texts, problems = read_texts(loaded.sources, copies)
    problems += verify(loaded, texts)
    for source in sorted(loaded.sources.keys() - texts.keys()):
        if not loaded.sources[source].text:
            told = f"{source} has no text to check against; give yours with --text {source}=PATH"
            print(f"stakegraph: {told}", file=sys.stderr)
    show(sorted(located(problems, read)), format, sys.stdout)
    if problems:
        print(f"stakegraph: {counted(len(problems), 'finding')}", file=sys.stderr)
        raise typer.Exit(ExitCode.FACTS_AT_FAULT)


def _copy(given: str, sources: Container[str]) -> tuple[str, str]:
    """Return the source and the path of `ID=PATH`."""
    source, equals, path = given.partition("=")
    if not equals or source not in sources:
        raise UsageError(f"--text {given!r}: write ID=PATH, with the id of a source")
    return source, path


@command
def schema(
    facts: Annotated[
        list[str],
        typer.Option(
            "--facts",
            metavar="PATH",
            help="Include the own relations of these.",
            show_default=False,
        ),
    ] = [],  # noqa: B006
    out: Out = "",
) -> None:
    """Print the JSON Schema of fact files, for editors.

    Example: stakegraph schema
    """
    import json

    from stakegraph.factfile.schema import json_schema
    from stakegraph.model.relations import RELATIONS
    from stakegraph.rules.load import load
    from stakegraph.text.files import save

    relations = load(facts).relations if facts else RELATIONS
    text = json.dumps(json_schema(relations), ensure_ascii=False, indent=2) + "\n"
    if out:
        save(out, [text])
    else:
        sys.stdout.write(text)
