"""Whole processes, timed in turn: A B A B ..., with the medians of the pairs.

The peak memory is that of each process alone, from wait4. Linux counts in it what the parent held
when it forked: who measures must stay small, so everything large is done in processes of its own.
"""

import json
import os
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

LIMIT = 1800.0  # seconds for one process
PATIENCE = 240.0  # seconds for one row, the first pair of runs apart

# Modules are compiled once, as they are for everybody who has not switched that off.
CLEAN = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


class Failed(Exception):
    """A row that cannot be measured, for this reason."""


class Command(NamedTuple):
    """A program with its arguments.

    `code` is how it must end. `inside` takes the seconds from what it prints: a JSON object with
    `seconds`.
    """

    words: Sequence[str]
    env: Mapping[str, str] = {}
    code: int = 0
    inside: bool = False


class Run(NamedTuple):
    """What one process took: seconds, and bytes of memory at most."""

    seconds: float
    peak: int


class Figures(NamedTuple):
    """What a row says: ours, against what, theirs, and ours by theirs as the median of pairs."""

    ours: str
    against: str = "-"
    theirs: str = "-"
    ratio: str = "-"
    runs: int = 1
    peak: str = "-"


def run(command: Command) -> Run:
    """Run a command to its end; raise Failed if it ends otherwise than it should."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        try:
            process = subprocess.Popen(
                command.words,
                env={**CLEAN, **command.env},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
            )
        except OSError as error:
            raise Failed(f"{command.words[0]}: {error.strerror}") from error
        timer = threading.Timer(LIMIT, process.kill)
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        timer.cancel()
        process.returncode = code = os.waitstatus_to_exitcode(status)
        if code != command.code:
            raise Failed(_why(code, seconds, _last_line(err.fileno())))
        if command.inside:
            out.seek(0)
            seconds = json.loads(out.read())["seconds"]
    return Run(seconds, used.ru_maxrss * 1024)


def compare(ours: Command, against: str, theirs: Command, runs: int) -> Figures:
    """Run two commands in turn, once unmeasured and then so often, or less often if they are slow.

    The unmeasured pair counts where the two take longer than all of a row may.
    """
    start = time.perf_counter()
    pairs = [(run(ours), run(theirs))]
    once = time.perf_counter() - start
    if once < PATIENCE:
        pairs = [(run(ours), run(theirs)) for _ in range(times(once, runs))]
    mine, others = zip(*pairs, strict=True)
    ratio = statistics.median(a.seconds / b.seconds for a, b in pairs)
    return Figures(
        ours=shown(statistics.median(each.seconds for each in mine)),
        against=against,
        theirs=shown(statistics.median(each.seconds for each in others)),
        ratio=f"{ratio:.2f}" if ratio < 100 else f"{ratio:,.0f}",
        runs=len(pairs),
        peak=f"{_peak(mine)} / {_peak(others)}",
    )


def times(once: float, runs: int) -> int:
    """Return how often something is run that takes so many seconds, so that it stays bearable."""
    return max(1, min(runs, int(PATIENCE / once)))


def shown(seconds: float) -> str:
    """Write seconds with three figures."""
    if seconds < 1:
        return f"{seconds * 1000:.3g} ms" if seconds < 0.9995 else "1.00 s"
    return f"{seconds:.3g} s" if seconds < 100 else f"{seconds:.0f} s"


def megabytes(size: float) -> str:
    """Write a number of bytes in MB (a million)."""
    return f"{size / 1e6:.0f} MB"


def _peak(runs: Sequence[Run]) -> str:
    return megabytes(statistics.median(each.peak for each in runs))


def _why(code: int, seconds: float, line: str) -> str:
    if code < 0:
        late = f" after {seconds:.0f} s"
        return f"it was stopped by signal {-code}{late if seconds < LIMIT else ', out of time'}"
    return f"exit code {code}: {line}" if line else f"exit code {code}"


def _last_line(file: int) -> str:
    """Return the last line of an error output that says something."""
    size = os.lseek(file, 0, os.SEEK_END)
    os.lseek(file, max(0, size - 2000), os.SEEK_SET)
    text = os.read(file, 2000).decode(errors="replace")
    lines = [line.strip(" │|") for line in text.splitlines() if line.strip(" │|╭╮╰╯─")]
    return lines[-1][:160] if lines else ""
