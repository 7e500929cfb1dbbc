"""Commands that are killed, and kept facts that are damaged: the next answer is the right one."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FACTS = 2500
_STARTING = 0.15  # seconds, in which Python itself may say that it was interrupted
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)
_COMMANDS = (["list"], ["who-reports-to", "p0"], ["export", "--out", "out.graphml"])


def kills(rng: random.Random, folder: Path) -> Iterator[str]:
    """Yield for a command that is killed at a random moment what it left, or ""."""
    _written(folder)
    command, number = rng.choice(_COMMANDS), rng.choice(_SIGNALS)
    if rng.random() < 0.5:
        _ran(folder, "cache", "--clear")
    right = _answers(folder)
    process = subprocess.Popen(
        _line(*command), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    after = rng.random() * 3
    time.sleep(after)
    process.send_signal(number)
    out, err = process.communicate(timeout=120)
    what = f"{command} {number.name} after {after:.3f} s: exit {process.returncode}"
    is_ended = process.returncode in (0, 128 + number, -number)
    if not is_ended or (b"Traceback" in err and after > _STARTING):
        yield f"{what}: {err.decode(errors='replace')}"
    elif number != signal.SIGKILL and (left := [*folder.rglob("*.tmp")]):
        yield f"{what}: left {left}"
    elif process.returncode == 0 and command == ["list"] and out != right:
        yield f"{what}: another answer"
    elif _ran(folder, "list").stdout != right:
        yield f"{what}: then another answer"
    else:
        yield ""
    for path in folder.rglob("*.tmp"):
        path.unlink()


def damage(rng: random.Random, folder: Path) -> Iterator[str]:
    """Yield for kept facts some bytes of which are changed what is answered wrongly, or ""."""
    _written(folder)
    right = _answers(folder)
    _ran(folder, "list")
    for path in (folder / "stakegraph").glob("*.facts"):
        data = bytearray(path.read_bytes())
        for _ in range(rng.choice((1, 3, 30))):
            data[rng.randrange(len(data))] = rng.randrange(256)
        status = path.stat()
        path.write_bytes(data[: rng.randrange(len(data))] if rng.random() < 0.2 else data)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        done = _ran(folder, "list")
        if (done.returncode, done.stdout) != (0, right):
            yield f"exit {done.returncode}: {done.stderr.decode(errors='replace')[-2000:]}"
        else:
            yield ""


@cache
def _answers(folder: Path) -> bytes:
    """Return the answer to `list` from the fact file alone."""
    return _ran(folder, "list", "--no-cache").stdout


def _ran(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(_line(*arguments), cwd=folder, capture_output=True, timeout=120)


def _line(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "stakegraph", *arguments]


def _written(folder: Path) -> None:
    """Write a set of facts that is large enough to be kept."""
    path = folder / "stakegraph.yaml"
    if not path.exists():
        people = "".join(f"  p{n}: {{name: Person {n}, evidence: s ¶1}}\n" for n in range(_FACTS))
        facts = "".join(
            f"  - {{who: p{n}, reports_to: p{(n - 1) // 7}, evidence: s ¶2}}\n"
            for n in range(1, _FACTS)
        )
        head = "stakegraph: 1\nsources: {s: {title: S, date: 2020-01-01}}\npeople:\n"
        path.write_text(f"{head}{people}facts:\n{facts}", encoding="utf-8")
