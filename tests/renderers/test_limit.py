"""A long answer: a terminal shows the first lines, a pipe all of them."""

import subprocess
import sys
from pathlib import Path

import pytest

MANY = "stakegraph: 1\npeople:\n" + "".join(f"  p{n}: {{name: Ann {n}}}\n" for n in range(120))


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "many.yaml"
    path.write_text(MANY, encoding="utf-8")
    return path


def lines(facts: Path, *options: str) -> list[str]:
    command = [sys.executable, "-m", "stakegraph", "list", "--facts", str(facts), *options]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.splitlines()


def test_a_pipe_gets_every_line(facts: Path) -> None:
    assert sum("Ann" in line for line in lines(facts)) == 120


def test_a_limit_says_how_many_more_there_are(facts: Path) -> None:
    shown = lines(facts, "--limit", "3")
    assert sum("Ann" in line for line in shown) == 3
    assert [line.lstrip(" └─") for line in shown if "more" in line] == [
        "and 117 more: --limit 120 shows all"
    ]


def test_a_terminal_gets_a_hundred_lines(facts: Path) -> None:
    pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    command = [sys.executable, "-m", "stakegraph", "list", "--facts", str(facts)]
    program = f"import pty; pty.spawn({command!r})"
    spawn = [sys.executable, "-c", program]
    done = subprocess.run(spawn, capture_output=True, stdin=subprocess.DEVNULL, check=True)
    text = done.stdout.decode()
    assert sum("Ann" in line for line in text.splitlines()) == 100
    assert "and 20 more" in text
