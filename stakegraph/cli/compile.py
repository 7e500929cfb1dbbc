"""Fact files -> a folder of Parquet, of which questions are asked as of the files."""

import os
import re
from typing import Annotated

import typer

from stakegraph.cli._app import command
from stakegraph.cli._options import Facts, Publisher, Report, SourceDate, SourceTitle, Url
from stakegraph.errors import FactsError, UsageError

_DUCKDB = "duckdb"
_UNSURE = ("", "table")  # what a fact file with an error may look like as well
_NO_FACTS = ("not-a-fact-file", "yaml-syntax")
_SPARK = re.compile(r"spark://\S+:[0-9]+|sc://[^\s;]+(?:;\S*)?|local\[(?:[1-9][0-9]*|\*)\]")


@command("What is kept between questions")
def compile(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="[FILES]", help="Fact files, folders, globs; registers.", show_default=False
        ),
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
    report: Report = "",
    source_title: SourceTitle = "",
    source_date: SourceDate = "",
    publisher: Publisher = "",
    url: Url = "",
) -> None:
    """Write facts, and all that follows from them, as a folder of Parquet.

    --facts FOLDER then asks it, without reading the fact files. Other programs read it as well. A
    register among the files, as of Companies House, is imported into a fact file that the folder
    keeps; --report and what says more of its source are for that.

    Example: stakegraph compile data/stoke.yaml --out compiled
    """
    from stakegraph.cli._opening import bar, facts_paths, say, steps
    from stakegraph.cli._registers import at_registers, imported
    from stakegraph.model.sentences import counted
    from stakegraph.store.keep import kept
    from stakegraph.store.parquet import compiler, writing
    from stakegraph.store.parquet.engine import duckdb

    if engine != _DUCKDB and not _SPARK.fullmatch(engine):
        spark = "local[N], spark://HOST:PORT and sc://HOST:PORT of Spark"
        raise UsageError(f"no engine is called {engine!r}; there are: {_DUCKDB}; {spark}")
    if not out:
        raise UsageError("say where with --out FOLDER")
    files = kept(facts_paths([*paths, *facts]))
    bytes = writing.amount(memory)
    about = {"title": source_title, "date": source_date, "publisher": publisher, "url": url}
    with writing.replacement(out) as folder:
        if engine == _DUCKDB:
            duckdb()
        else:
            from stakegraph.store.spark.session import check

            check(engine, bytes)
        inputs = imported(files, folder, out, about, report)
        try:
            if engine == _DUCKDB:
                with bar(inputs.kept, "compiling the facts") as read:
                    rows = compiler.compile_into(folder, inputs, bytes, read)
            else:
                from stakegraph.store.spark import compiling

                notes: list[str] = []
                with steps("compiling the facts by Spark", inputs.kept) as step:
                    rows = compiling.compile_into(folder, inputs, engine, bytes, notes.append, step)
                for note in notes:
                    say(note)
        except FactsError as error:
            _refuse_others(error)
            raise FactsError(at_registers(error.problems, inputs)) from error
        writing.write_manifest(folder, inputs, rows)
    told = counted(rows["facts_by_subject"], "fact"), counted(rows["actors"], "actor")
    say(f"{out} has {told[0]} of {told[1]} now: ask it with --facts {out}")


def _refuse_others(error: FactsError) -> None:
    """Raise UsageError where a file is none of facts because another program wrote it."""
    from stakegraph.importers._recognition import shapes
    from stakegraph.text.files import opened

    found = [problem.path for problem in error.problems if problem.rule in _NO_FACTS]
    for path in filter(os.path.isfile, dict.fromkeys(found)):
        with opened(path) as data:
            formats = [shape for shape in shapes(data) if shape.format not in _UNSURE]
        if formats:
            into = f"{os.path.splitext(path)[0]}-facts.jsonl"
            advice = f"stakegraph import {path} --out {into}, and compile that"
            raise UsageError(f"{path}: it looks like {formats[0].words}: {advice}")
