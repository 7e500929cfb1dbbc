"""Fact files are written whole, by one program at a time, whatever ends it and at any moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from stakegraph.errors import CannotWriteError
from stakegraph.text.locking import locked

pytestmark = pytest.mark.slow

FACTS = """\
stakegraph: 1
sources: {s: {title: T}}
people: {ann: {name: Ann, evidence: s}}
"""
ADD = ("add", "Ann", "works_with", "New One", "--new", "person", "--evidence", "s 1")

# The program, which is killed before or after it comes to one of its steps.
KILLED = """\
import os, signal, sys
from stakegraph.cli import main

module, _, name = sys.argv.pop(1).rpartition(".")
when = sys.argv.pop(1)
owner = __import__(module)
step = getattr(owner, name)

def killed(*given, **named):
    if when == "after":
        step(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(owner, name, killed)
main()
"""

HOLDING = """\
import sys, time
from stakegraph.text.locking import locked

with locked(sys.argv[1:]):
    print(flush=True)
    time.sleep(60)
"""


def start(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_several_that_add_at_once_lose_nothing(here: Path) -> None:
    (here / "stakegraph.yaml").write_text(FACTS, encoding="utf-8")
    names = [f"New {letter}" for letter in "ABCDEF"]
    running = [
        start("-m", "stakegraph", *(word if word != "New One" else name for word in ADD))
        for name in names
    ]
    for process in running:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    text = (here / "stakegraph.yaml").read_text(encoding="utf-8")
    for name in names:
        assert text.count(f"name: {name}\n") <= 1
        assert text.count(f"works_with: new-{name[-1].lower()}\n") == 1
        assert f"new-{name[-1].lower()}: {{name: {name}, evidence: s ¶1}}" in text
    done = subprocess.run([sys.executable, "-m", "stakegraph", "check"], capture_output=True)
    assert (done.returncode, done.stdout) == (0, b"")


def test_the_same_that_is_added_at_once_is_added_once(here: Path) -> None:
    (here / "stakegraph.yaml").write_text(FACTS, encoding="utf-8")
    running = [start("-m", "stakegraph", *ADD) for _ in range(3)]
    codes = []
    for process in running:
        _, said = process.communicate(timeout=120)
        codes.append(process.returncode)
        assert process.returncode == 0 or b"states this already" in said
    text = (here / "stakegraph.yaml").read_text(encoding="utf-8")
    assert (sorted(codes), text.count("works_with: new-one")) == ([0, 2, 2], 1)
    assert text.count("name: New One") == 1


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", ["os.open", "os.chmod", "os.fsync", "os.replace"])
def test_what_is_killed_leaves_the_old_file_or_the_new(here: Path, step: str, when: str) -> None:
    file = here / "stakegraph.yaml"
    file.write_text(FACTS, encoding="utf-8")
    process = start("-c", KILLED, step, when, *ADD)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    is_new = (step, when) == ("os.replace", "after")
    text = file.read_text(encoding="utf-8")
    assert ("works_with: new-one" in text) == is_new
    assert text == FACTS or text.endswith(
        "  - who: ann\n    works_with: new-one\n    evidence: s ¶1\n"
    )
    # What it left stands in nobody's way.
    done = start("-m", "stakegraph", *ADD)
    _, said = done.communicate(timeout=60)
    assert (done.returncode == 0) != is_new, said


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_whenever_it_is_killed_a_file_is_whole(here: Path) -> None:
    file = here / "stakegraph.yaml"
    file.write_text(FACTS, encoding="utf-8")
    start("-m", "stakegraph", *ADD, "--print").communicate(timeout=60)
    begun = time.monotonic()
    start("-m", "stakegraph", *ADD, "--print").communicate(timeout=60)
    took = time.monotonic() - begun
    for part in range(8):
        process = start("-m", "stakegraph", *ADD)
        time.sleep(took * (0.65 + part / 20))
        process.kill()
        process.communicate(timeout=60)
        text = file.read_text(encoding="utf-8")
        assert text == FACTS or text.endswith("works_with: new-one\n    evidence: s ¶1\n")
        file.write_text(FACTS, encoding="utf-8")


def test_who_comes_second_waits_for_the_first(
    here: Path, process: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    (here / "stakegraph.yaml").write_text(FACTS, encoding="utf-8")
    with locked([str(here)]):
        waiting = start("-m", "stakegraph", *ADD)
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(timeout=2)
    _, said = waiting.communicate(timeout=60)
    assert waiting.returncode == 0, said


def test_who_waits_for_long_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stakegraph.text.locking._SECONDS", 0.05)
    holder = start("-c", HOLDING, str(here))
    assert holder.stdout
    holder.stdout.readline()
    told = "another program has been writing there"
    try:
        with pytest.raises(CannotWriteError, match=told), locked([str(here)]):
            pass
    finally:
        holder.kill()
        holder.communicate(timeout=60)
    with locked([str(here), str(here / "no such folder")]):
        assert os.listdir(here) == []
