"""Measure what many facts take of SQLite, DuckDB and Spark, and print tables for docs/scale.md.

Run by hand, on a quiet machine, with `stakegraph[spark]` installed and Java:

    python tests/bench/scale.py [--sizes 100000,1000000] [--runs 5] [--keep FOLDER]
                                [--engines sqlite,duckdb,local[1],local[2]] [--memory 4GB]

Facts are generated as JSON Lines. Each is compiled once by each engine, and asked as often as
`--runs` says, of which the least is told: of what SQLite keeps in the cache, of the folder of
Parquet, and the like of the example. Both processor time and memory are those of all processes
that took part. What fails says why. What `--keep` kept is not generated again.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from generate import SEED
from setting import OURS, STOKE
from speed import machine
from story import Asked
from timing import Failed, megabytes, shown
from tree import Took, watch

SQLITE = "sqlite"
HERE = os.path.dirname(os.path.abspath(__file__))
_PACKAGES = ("stakegraph", "duckdb", "pyarrow", "pyspark")


def main() -> None:
    """Print the machine, the versions and the date, then the tables as they are measured."""
    given = _arguments()
    engines = given.engines.split(",")
    print(f"{machine()}, {time.strftime('%Y-%m-%d')}, {', '.join(_versions())}\n")
    with tempfile.TemporaryDirectory() as folder:
        place = os.path.abspath(given.keep or folder)
        os.makedirs(place, exist_ok=True)
        for size in sorted(map(int, given.sizes.split(","))):
            facts = _facts(place, size)
            told = f"{size:,} facts, a JSON Lines file of {megabytes(os.path.getsize(facts))}"
            print(f"### {told}\n\n| engine | seconds | processor | peak memory | on disk |")
            print("| --- | --- | --- | --- | --- |", flush=True)
            asked = {
                engine: source
                for engine in engines
                if (source := _compiled(place, facts, engine, given.memory))
            }
            print(f"\n| question | {' | '.join(asked)} | the example |")
            print(f"| --- |{' --- |' * (len(asked) + 1)}", flush=True)
            for name, words, alike in _questions():
                cells = [_least([*OURS, *words, "--facts", source], given.runs, place)
                         for source in asked.values()]  # fmt: skip
                cells.append(_least([*OURS, *alike, "--facts", STOKE], given.runs, place))
                print(f"| {name} | {' | '.join(cells)} |", flush=True)
            print()


def _questions() -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield questions by name: of generated facts, and the like of the example."""
    asked = Asked()
    yield "who-reports-to", ["who-reports-to", asked.manager], ["who-reports-to", "Rowney"]
    yield "partners", ["partners", asked.organisation], ["partners", "Serco"]
    yield "path", ["path", *asked.far], ["path", "Rowney", "Serco"]
    yield "show --cite", ["show", asked.manager, "--cite"], ["show", "Rowney", "--cite"]


def _compiled(place: str, facts: str, engine: str, memory: str) -> str:
    """Print a row of what compiling facts takes, and return what is to be asked then."""
    out = f"{facts}.{engine.partition(':')[0]}"
    shutil.rmtree(out, ignore_errors=True)
    try:
        if engine == SQLITE:
            shutil.rmtree(_cache(place), ignore_errors=True)
            took = watch([*OURS, "check", "--facts", facts], XDG_CACHE_HOME=_cache(place))
            held, source = _cache(place), facts
        else:
            more = ["--engine", engine, "--memory", memory]
            took = watch([*OURS, "compile", facts, "--out", out, *more])
            held = source = out
    except Failed as reason:
        print(f"| {engine} | not measured: {reason} | | | |", flush=True)
        return ""
    size = sum(os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(held)
               for name in names)  # fmt: skip
    print(f"| {engine} | {_cells(took)} | {megabytes(size)} |", flush=True)
    return source


def _least(words: list[str], runs: int, place: str) -> str:
    """Return the least processor time of a question in some runs, with its memory."""
    try:
        times = [watch(words, XDG_CACHE_HOME=_cache(place)) for _ in range(runs)]
    except Failed as reason:
        return f"not measured: {reason}"
    return f"{shown(min(each.processor for each in times))}, {megabytes(times[0].peak)}"


def _cells(took: Took) -> str:
    return f"{shown(took.seconds)} | {shown(took.processor)} | {megabytes(took.peak)}"


def _facts(place: str, size: int) -> str:
    """Return the path of generated facts."""
    path = os.path.join(place, f"facts-{size}-{SEED}.jsonl")
    if not os.path.exists(path):
        half = f"{path}.part"
        watch([sys.executable, os.path.join(HERE, "generate.py"), half, f"--facts={size}",
               "--lines"])  # fmt: skip
        os.replace(half, path)
    return path


def _cache(place: str) -> str:
    return os.path.join(place, "cache")


def _versions() -> Iterator[str]:
    for name in _PACKAGES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"no {name}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", default="100000,1000000", help="numbers of facts")
    parser.add_argument("--engines", default=f"{SQLITE},duckdb,local[1],local[2]")
    parser.add_argument("--runs", type=int, default=5, help="how often a question is asked")
    parser.add_argument("--memory", default="4GB", help="of DuckDB, or of each process of Spark")
    parser.add_argument("--keep", default="", metavar="FOLDER", help="keep generated files here")
    return parser.parse_args()


if __name__ == "__main__":
    main()
