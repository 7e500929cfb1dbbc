"""A process with all those that it begins: seconds, processor time, and memory at most.

Linux tells them in /proc, which is looked at while they run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from typing import NamedTuple

from timing import CLEAN, Failed

_EVERY, _SELDOM = 0.1, 2.0  # seconds between looks: at first, and of what takes minutes
_TICK = os.sysconf("SC_CLK_TCK")


class Took(NamedTuple):
    """What processes took: seconds, seconds of processor time, bytes of memory at most."""

    seconds: float
    processor: float
    peak: int


def watch(words: Sequence[str], **variables: str) -> Took:
    """Run a command to its end; raise Failed where its exit code is not 0.

    Memory is their proportional set size: what several share counts once.
    """
    spent: dict[int, float] = {}
    peak = 0
    start = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(
            words, env={**CLEAN, **variables}, stdout=subprocess.DEVNULL, stderr=told
        )
        while True:
            there = _tree(process.pid)
            peak = max(peak, sum(map(_memory, there)))
            spent |= there
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            # Adding up the memory of large processes takes time of the machine itself.
            time.sleep(min(max(_EVERY, (time.perf_counter() - start) / 100), _SELDOM))
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            told.seek(0)
            last = told.read().decode("utf-8", "replace").strip().rpartition("\n")[2]
            raise Failed(f"exit code {process.returncode}: {last}")
    # What Linux adds up at the end is exact, but knows none that nobody waited for, such as a Java.
    return Took(seconds, max(sum(spent.values()), used.ru_utime + used.ru_stime), peak)


def _tree(root: int) -> dict[int, float]:
    """Return the processor time of each process that began with another one, and of that."""
    parents, times = {}, {}
    for number in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{number}/stat", encoding="utf-8", errors="replace") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(number)] = int(fields[1])
        times[int(number)] = (int(fields[11]) + int(fields[12])) / _TICK
    found = [root]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return {one: times[one] for one in found if one in times}


def _memory(process: int) -> int:
    try:
        with open(f"/proc/{process}/smaps_rollup", encoding="utf-8") as file:
            return sum(int(line.split()[1]) << 10 for line in file if line.startswith("Pss:"))
    except OSError:
        return 0


if sys.platform != "linux":
    raise SystemExit("processes are watched on Linux alone")
