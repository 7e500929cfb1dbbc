"""Fact files -> a folder of Parquet, of which questions are asked as of the files."""

import os
import re
from typing import Annotated

import typer

from stakegraph.cli._app import command
from stakegraph.cli._options import Facts
from stakegraph.errors import FactsError, UsageError

_DUCKDB = "duckdb"
_REGISTERS = ("bods", "companies_house", "ftm")
_NO_FACTS = ("not-a-fact-file", "yaml-syntax")
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
    try:
        if engine == _DUCKDB:
            with bar(files, "compiling the facts") as read:
                rows = compiler.compile_into_folder(files, out, bytes, read)
        else:
            from stakegraph.store.spark import compiling

            rows = compiling.compile_into_folder(files, out, engine, bytes, say)
    except FactsError as error:
        _refuse_registers(error)
        raise
    told = counted(rows["facts_by_subject"], "fact"), counted(rows["actors"], "actor")
    say(f"{out} has {told[0]} of {told[1]} now: ask it with --facts {out}")


def _refuse_registers(error: FactsError) -> None:
    """Raise UsageError where a file is none of facts because it is one of a register."""
    from stakegraph.importers._recognition import shapes
    from stakegraph.text.files import opened

    found = [problem.path for problem in error.problems if problem.rule in _NO_FACTS]
    for path in dict.fromkeys(found):
        with opened(path) as data:
            formats = [shape for shape in shapes(data) if shape.format in _REGISTERS]
        if formats:
            into = f"{os.path.splitext(path)[0]}-facts.jsonl"
            advice = f"stakegraph import {path} --out {into}, and compile that"
            raise UsageError(f"{path}: it looks like {formats[0].words}: {advice}")
