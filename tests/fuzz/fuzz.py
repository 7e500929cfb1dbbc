"""Try for an hour what nobody would write, and print a table for docs/robustness.md.

Run by hand:

    python tests/fuzz/fuzz.py [--minutes 60] [--seed 1] [--only PART ...]

The parts take turns until the time is over: fact files with some bytes changed are set against what
PyYAML reads; names of every kind go through every export, which its own reader reads back; commands
are killed at random moments, and asked again; what is kept of a large set is damaged, and asked;
answers about made-up facts are set against each other.
Each fault is printed with the seed of its turn, with which `--seed` begins there again.
"""

import argparse
import os
import platform
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import answers
import files
import names
import processes

PARTS: dict[str, Callable[[random.Random, Path], Iterator[str]]] = {
    "changed fact files, against PyYAML": files.mutants,
    "hostile names, through every export": names.exports,
    "killed commands": processes.kills,
    "damaged kept facts": processes.damage,
    "made-up facts, asked from every side": answers.compared,
}

_SHOWN = 2000  # characters of a fault


def main() -> None:
    """Run the parts in turn, and print how often each ran and how often it failed."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--minutes", type=float, default=60)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", action="append", default=[], metavar="PART")
    given = options.parse_args()
    parts = {
        name: part
        for name, part in PARTS.items()
        if not given.only or name.split()[0] in given.only
    }
    runs, faults, took = Counter[str](), Counter[str](), Counter[str]()
    seed, end = given.seed, time.monotonic() + given.minutes * 60
    with tempfile.TemporaryDirectory(prefix="stakegraph-fuzz-") as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        # Each part has a turn, and gets a like share of the time, whatever one turn of it takes.
        while time.monotonic() < end or len(took) < len(parts):
            name = min(parts, key=lambda name: took[name])
            started = time.monotonic()
            for fault in parts[name](random.Random(seed), Path(folder)):
                runs[name] += 1
                if fault:
                    faults[name] += 1
                    print(f"{name}, --seed {seed}: {fault[:_SHOWN]}", file=sys.stderr, flush=True)
            took[name] += int(1000 * (time.monotonic() - started)) + 1
            seed += 1
    print(f"{platform.system()}, Python {platform.python_version()}, ", end="")
    print(f"{time.strftime('%Y-%m-%d')}, seeds {given.seed} to {seed - 1}\n")
    print("| part | runs | faults | minutes |\n| --- | --- | --- | --- |")
    for name in parts:
        print(f"| {name} | {runs[name]:,} | {faults[name]:,} | {took[name] / 60_000:.1f} |")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
