"""Measure stakegraph against other programs, and print a table for docs/performance.md.

Run by hand, on a quiet machine:

    python tests/bench/speed.py [--sizes 1000,10000,100000,1000000] [--runs 9] [--keep FOLDER]
                                [--only PART ...] [--peers [FOLDER]]

Files are generated from a seed. Every comparison is of processes run in turn (A B A B ...): the
times are medians, the ratio is the median of the pairs' ratios, ours by theirs, so that less than 1
is faster. Slow rows have fewer runs than asked for (the column says how many), so that none takes
more than some minutes. What cannot be measured says why in its row. `--peers` installs the other
programs first. Files that `--keep` kept are used again: empty the folder when the generator has
changed.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

import answering
import carrying
import peers
from generate import SEED
from setting import Measure, Setting
from timing import Failed, Figures

PARTS: dict[str, Callable[[Setting], Iterator[Measure]]] = {
    "start": answering.start,
    "reading": carrying.reading,
    "compile": answering.compiled,
    "warm": answering.warm,
    "export": carrying.exporting,
    "path": carrying.routes,
    "peers": peers.rows,
}
PEERS = os.path.join(tempfile.gettempdir(), "stakegraph-peers")
COLUMNS = (
    *("part", "what", "facts", "stakegraph", "against", "it takes", "ratio", "runs"),
    "peak memory, ours / theirs",
)


def main() -> None:
    """Print the machine and the date, then the table row by row as it is measured."""
    given = _arguments()
    if given.peers is not None:
        peers.install(given.peers or PEERS)
    with tempfile.TemporaryDirectory() as folder:
        setting = Setting(
            folder=os.path.abspath(given.keep or folder),
            sizes=tuple(sorted(int(size) for size in given.sizes.split(","))),
            runs=given.runs,
            seed=given.seed,
            peers=os.path.abspath(given.peers or PEERS),
        )
        os.makedirs(setting.folder, exist_ok=True)
        print(f"{machine()}, {time.strftime('%Y-%m-%d')}, seed {given.seed}\n")
        print(f"| {' | '.join(COLUMNS)} |\n|{' --- |' * len(COLUMNS)}", flush=True)
        for part in given.only or PARTS:
            for measure in PARTS[part](setting):
                print(f"| {' | '.join(row(part, measure))} |", flush=True)


def row(part: str, measure: Measure) -> tuple[str, ...]:
    """Measure a row, or say why it cannot be."""
    start = time.perf_counter()
    try:
        figures = measure.figures()
    except Failed as reason:
        figures = Figures(ours="not measured", against=str(reason), runs=0)
    except Exception as error:  # the run goes on whatever a part that is yet to come does
        figures = Figures("not measured", f"{type(error).__name__}: {error}", runs=0)
    told = f"{part}: {measure.what}, {measure.facts} facts: {time.perf_counter() - start:.0f} s"
    print(told, file=sys.stderr)
    facts = f"{measure.facts:,}" if measure.facts else "bundled"
    cells = (part, measure.what, facts, *map(str, figures))
    return tuple(text.replace("|", "\\|").replace("\n", " ") for text in cells)


def machine() -> str:
    """Name the processor, the cores, the memory, the system and the Python."""
    processor, memory = platform.processor() or platform.machine(), ""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [
                line.split(":", 1)[1].strip() for line in file if line.startswith("model name")
            ]
        processor = names[0] if names else processor
        with open("/proc/meminfo", encoding="utf-8") as file:
            memory = f", {int(file.readline().split()[1]) / 1e6:.0f} GB"
    except OSError:
        pass
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{processor}, {os.cpu_count()} cores{memory}, {system}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parts = f"{', '.join(PARTS)}; may be repeated"
    parser.add_argument("--sizes", default="1000,10000,100000,1000000", help="numbers of facts")
    parser.add_argument("--runs", type=int, default=9, help="pairs of runs a row, at most")
    parser.add_argument("--keep", default="", metavar="FOLDER", help="keep generated files here")
    parser.add_argument("--only", action="append", choices=PARTS, metavar="PART", help=parts)
    parser.add_argument("--peers", nargs="?", const="", metavar="FOLDER", help="install the others")
    parser.add_argument("--seed", type=int, default=SEED)
    return parser.parse_args()


if __name__ == "__main__":
    main()
