"""Fact files -> a folder of Parquet, of which questions are asked as of the files."""

import re
from typing import Annotated

import typer

from stakegraph.cli._app import command
from stakegraph.cli._options import Facts
from stakegraph.errors import UsageError

_DUCKDB = "duckdb"
_SPARK = re.compile(r"spark://\S+:[0-9]+|sc://[^\s;]+(?:;\S*)?|local\[(?:[1-9][0-9]*|\*)\]")


@command("What is kept between questions")
def compile(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="[FILES]", help="Fact files, folders, globs.", show_default=False),
    ] = [],  # noqa: B006
    facts: Facts = [],  # noqa: B006
    out: Annotated[
        str, typer.Option("--out", metavar="FOLDER", help="The folder.", show_default=False)
    ] = "",
    engine: Annotated[
        str,
        typer.Option(
            "--engine",
            metavar="NAME",
            help="duckdb, or a Spark: local[N], spark://HOST:PORT, sc://HOST:PORT.",
        ),
    ] = "duckdb",
    memory: Annotated[
        str,
        typer.Option(
            "--memory",
            metavar="SIZE",
            help="What DuckDB may take of memory, or each process of Spark.",
        ),
    ] = "1GB",
) -> None:
    """Write facts, and all that follows from them, as a folder of Parquet.

    --facts FOLDER then asks it, without reading the fact files. Other programs read it as well.

    Example: stakegraph compile data/stoke.yaml --out compiled
    """
    from stakegraph.cli._opening import bar, facts_paths, say
    from stakegraph.model.sentences import counted
    from stakegraph.store.keep import kept
    from stakegraph.store.parquet import compiler, writing

    if engine != _DUCKDB and not _SPARK.fullmatch(engine):
        spark = "local[N], spark://HOST:PORT and sc://HOST:PORT of Spark"
        raise UsageError(f"no engine is called {engine!r}; there are: {_DUCKDB}; {spark}")
    if not out:
        raise UsageError("say where with --out FOLDER")
    files = kept(facts_paths([*paths, *facts]))
    bytes = writing.amount(memory)
    if engine == _DUCKDB:
        with bar(files, "compiling the facts") as read:
            rows = compiler.compile_into_folder(files, out, bytes, read)
    else:
        from stakegraph.store.spark import compiling

        rows = compiling.compile_into_folder(files, out, engine, bytes, say)
    told = counted(rows["facts_by_subject"], "fact"), counted(rows["actors"], "actor")
    say(f"{out} has {told[0]} of {told[1]} now: ask it with --facts {out}")
