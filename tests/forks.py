"""Several commands, each in a process of its own: forks of one, which starts only once."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

_END = b"\0--\0"  # no text in any encoding has it

# All is loaded with the streams as they are; a fork goes on from there as a process of its own.
_PROGRAM = f"""
import contextlib, json, os, sys
import networkx, rich.console, yaml
from stakegraph.cli import _app, _running, main
from stakegraph.store import loading
_app.register()
codes, *lines = json.loads(sys.argv[1])
for line in lines:
    child = os.fork()
    if not child:
        sys.argv[1:] = line
        main()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with open(codes, "a") as file:
        print(code, file=file)
    for stream in (1, 2):
        with contextlib.suppress(OSError):
            os.write(stream, {_END!r})
"""


class Forked(NamedTuple):
    """What a command left behind."""

    code: int
    out: bytes
    err: bytes


def program(codes: Path, lines: Iterable[str]) -> list[str]:
    """Return the program that runs commands, and writes their exit codes into a file."""
    given = json.dumps([str(codes), *map(shlex.split, lines)])
    return [sys.executable, "-c", _PROGRAM, given]


def pieces(stream: bytes, count: int) -> list[bytes]:
    """Return what each of so many commands wrote to a stream; to a closed one, none did."""
    *found, last = stream.split(_END)
    assert last == b""
    assert len(found) in (count, 0)
    return found or count * [b""]


def forked(lines: Iterable[str], redirection: str = "", **variables: str) -> list[Forked]:
    """Run commands with streams that a shell closes or redirects; keywords are the environment."""
    with tempfile.TemporaryDirectory() as folder:
        codes = Path(folder, "codes")
        done = subprocess.run(
            ["/bin/sh", "-c", f"{shlex.join(program(codes, lines))} {redirection}"],
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **variables},
            timeout=120,
            check=True,
        )
        left = [*map(int, codes.read_text().split())]
    streams = (pieces(stream, len(left)) for stream in (done.stdout, done.stderr))
    return [Forked(*each) for each in zip(left, *streams, strict=True)]
