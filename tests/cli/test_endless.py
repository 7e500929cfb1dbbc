"""Reading what has no end or no beginning, and terminals of any size."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stakegraph.factfile import discovery
from stakegraph.importers import _content
from stakegraph.text import files

FACTS = """\
stakegraph: 1
sources: {cc: {title: T, date: 2020}}
people: {a: {name: Ann, evidence: cc ¶1}}
"""
posix = pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="needs devices and pipes")
DEVICE = "it is no file, and gives more than 2 MB"


@pytest.fixture(autouse=True)
def facts(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write facts, and make the limits small."""
    monkeypatch.setattr(files, "_ENDLESS", 2 << 20)
    monkeypatch.setattr(files, "_MOST", 3 << 20)
    monkeypatch.setattr(_content, "_MOST", 3 << 20)
    monkeypatch.setattr(files, "_SECONDS", 0.2)
    monkeypatch.setattr(discovery, "_LINE", 1 << 20)
    (here / "stakegraph.yaml").write_text(FACTS, encoding="utf-8")
    return here / "stakegraph.yaml"


@posix
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("list --facts /dev/zero", "/dev/zero: a line of more than 1 MB: no fact file"),
        ("check /dev/zero", "/dev/zero: a line of more than 1 MB: no fact file"),
        ("schema --facts /dev/zero", "/dev/zero: a line of more than 1 MB: no fact file"),
        ("diff /dev/zero", "/dev/zero: a line of more than 1 MB: no fact file"),
        ("list --facts /dev/urandom", f"/dev/urandom: {DEVICE}"),
        ("import csv /dev/zero", f"/dev/zero: {DEVICE}"),
        ("import json /dev/urandom", f"/dev/urandom: {DEVICE}"),
        ("import organogram stakegraph.yaml --junior /dev/zero", f"/dev/zero: {DEVICE}"),
        ("verify --text cc=/dev/zero", f"/dev/zero: {DEVICE}"),
        ("list --facts pipe", "pipe: nobody writes to this pipe"),
        ("import ftm pipe", "pipe: nobody writes to this pipe"),
        ("verify --text cc=pipe", "pipe: nobody writes to this pipe"),
        ("import json large", "large: the file has more than 3 MB, and is read at once"),
    ],
)
def test_what_has_no_end_or_no_beginning_is_refused_in_a_line(
    line: str, said: str, here: Path, run: Callable[..., Any]
) -> None:
    os.mkfifo(here / "pipe")
    with open(here / "large", "wb") as file:
        file.truncate(4 << 20)
    assert run(*line.split()) == (2, "", f"stakegraph: {said}\n")


@pytest.mark.parametrize("suffix", [".yaml", ".jsonl"])
@pytest.mark.parametrize("options", [[], ["--no-cache"]])
def test_a_fact_file_of_one_endless_line_is_refused(
    suffix: str, options: list[str], here: Path, run: Callable[..., Any]
) -> None:
    path = here / f"long{suffix}"
    path.write_bytes(b'{"stakegraph": 1, "title": "' + b"x" * (3 << 20))
    said = f"stakegraph: long{suffix}: a line of more than 1 MB: no fact file\n"
    assert run("list", "--facts", path.name, *options) == (2, "", said)


def test_many_lines_are_no_endless_one(here: Path, run: Callable[..., Any]) -> None:
    for end in ("\n", "\r", "\r\n"):
        people = "".join(f"# {'x' * 1000}{end}" for _ in range(4000))
        (here / "many.yaml").write_bytes((FACTS.replace("\n", end) + people).encode())
        assert run("list", "--facts", "many.yaml").code == 0


@posix
def test_a_pipe_that_somebody_writes_to_is_read_to_its_end(
    here: Path, run: Callable[..., Any]
) -> None:
    os.mkfifo(here / "pipe")

    def write() -> None:
        with open(here / "pipe", "wb") as pipe:
            for start in range(0, len(FACTS), 40):
                pipe.write(FACTS[start : start + 40].encode())
                pipe.flush()

    writer = threading.Thread(target=write)
    writer.start()
    ran = run("list", "--facts", "pipe")
    writer.join(20)
    assert (ran.code, "Ann" in ran.out) == (0, True)


@posix
@pytest.mark.skipif(not os.path.exists("/bin/bash"), reason="needs bash")
@pytest.mark.parametrize(
    "line", ["list --facts <(cat stakegraph.yaml)", "list --facts /dev/stdin <stakegraph.yaml",
             "list --facts /dev/stdin < <(sleep 1; cat stakegraph.yaml)"]
)  # fmt: skip
def test_what_a_shell_puts_in_the_place_of_a_file_is_read(line: str) -> None:
    command = f"'{sys.executable}' -m stakegraph {line}"
    done = subprocess.run(["/bin/bash", "-c", command], capture_output=True, timeout=60)
    assert (done.returncode, done.stderr, b"Ann" in done.stdout) == (0, b"", True)


def test_too_little_memory_is_said_in_a_line(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(path: str) -> bytes:
        raise MemoryError

    monkeypatch.setattr("stakegraph.store.loading.read", read)
    said = "stakegraph: there is not enough memory for this\n"
    assert run("list", "--no-cache") == (1, "", said)


SIZES = ["999999999", "9" * 30, "0", "-5", "abc", "1", "²", " 70 "]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["COLUMNS", "LINES", "TERMINAL_WIDTH"])
def test_a_terminal_of_any_size_is_answered(
    name: str, size: str, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for line in (["list", "--format", "table"], ["list", "--help"]):
        monkeypatch.setenv(name, size)  # the program changes it
        ran = run(*line)
        assert (ran.code, ran.err) == (0, "")
        assert max(map(len, ran.out.splitlines())) <= 10_000


@pytest.mark.parametrize("size", SIZES)
def test_a_size_that_is_read_while_the_program_starts_is_no_other(
    size: str, process: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    done = process("list", "--help", TERMINAL_WIDTH=size)
    assert (done.returncode, done.stderr) == (0, b"")
    assert max(map(len, done.stdout.decode().splitlines())) <= 10_000
