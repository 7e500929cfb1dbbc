"""Commands that a signal ends: no traceback, nothing half written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="needs signals"),
]

HEADER = "stakegraph: 1\nsources: {cc: {title: T, date: 2020}}\npeople:\n"


@pytest.fixture(autouse=True)
def facts(here: Path) -> Path:
    """Write as many facts as take a second to export."""
    path = here / "stakegraph.yaml"
    people = "".join(f"  p{n}: {{name: Person {n}, evidence: cc ¶1}}\n" for n in range(6000))
    path.write_text(f"{HEADER}{people}", encoding="utf-8")
    return path


# An interrupt between the start of Python and that of the program is Python's own to tell of.
STARTING = """
import os, sys
begun = int(sys.argv.pop(1))
class Begun:
    def find_spec(self, asked, path=None, target=None):
        if asked == "stakegraph.cli._app":  # what handles signals is there by then
            os.write(begun, b".")
sys.meta_path.insert(0, Begun())
from stakegraph.cli import main
main()
"""


def ended(number: int, after: float, *arguments: str) -> tuple[int, bytes, bytes]:
    """Run a command and end it some time after it began; return its exit code and its output."""
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", STARTING, str(writing), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        pass_fds=[writing],
    )
    os.close(writing)
    assert os.read(reading, 1) == b"."  # Python may take long to start
    os.close(reading)
    time.sleep(after)
    os.killpg(process.pid, number)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


IMPORTING = """
import os, sys
name, number, *arguments = sys.argv[1:]
class Signal:
    def find_spec(self, asked, path=None, target=None):
        if asked == name:
            os.kill(os.getpid(), int(number))
sys.meta_path.insert(0, Signal())
from stakegraph.cli import main
sys.argv[1:] = arguments
main()
"""
MODULES = [
    "stakegraph.cli._running",
    "stakegraph.cli._signals",
    "stakegraph.cli._app",
    "typer",
    "stakegraph.cli.export",
    "stakegraph.store.loading",
    "sqlite3",
    "yaml",
]


@pytest.mark.parametrize("module", MODULES)
def test_an_interrupt_while_the_program_is_loaded_is_130_and_silent(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTING, module, str(int(signal.SIGINT)), "list"],
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.parametrize(
    ("number", "code", "format"),
    [
        (signal.SIGINT, 130, "graphml"),
        (signal.SIGHUP, 129, "graphml"),
        (signal.SIGTERM, 143, "graphml"),
        (signal.SIGTERM, 143, "sqlite"),
        (signal.SIGTERM, 143, "jsonl"),
    ],
)
def test_a_signal_during_an_export_leaves_what_was_there(
    number: int, code: int, format: str, here: Path
) -> None:
    old = here / f"old.{format}"
    old.write_bytes(b"what was there")
    for after in (0, 0.2, 0.4):
        found, _, err = ended(number, after, "export", "--out", old.name)
        assert b"Traceback" not in err
        assert found in (code, 0)  # it was quicker
        assert found != 0 or old.read_bytes() != b"what was there"
        assert {path.name for path in here.iterdir()} == {"stakegraph.yaml", old.name}
    assert found == code or old.read_bytes() != b"what was there"


def test_what_a_signal_ends_while_it_is_compiled_leaves_nothing() -> None:
    cache = Path(os.environ["XDG_CACHE_HOME"]) / "stakegraph"
    for after in (0, 0.2, 0.4):
        code, _, err = ended(signal.SIGINT, after, "list")
        assert (code in (130, 0), err) == (True, b"")
        assert not [*cache.glob("*.tmp")]


def test_a_signal_that_the_caller_ignores_ends_nothing() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    try:
        code, out, err = ended(signal.SIGHUP, 0.2, "list")
    finally:
        signal.signal(signal.SIGHUP, before)
    assert (code, err) == (0, b"")
    assert b"Person 5999" in out


def test_a_command_whose_answer_nobody_reads_ends_at_an_interrupt() -> None:
    command = [sys.executable, "-m", "stakegraph", "export", "--to", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)  # it writes, and then waits for a pipe that is full
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        assert (process.wait(20), process.stderr.read()) == (130, b"")
