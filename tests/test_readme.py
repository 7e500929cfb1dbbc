"""What the README shows is what the program prints, and what it tells to type works."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from importlib.metadata import version
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
# Those whose answers stand beneath them are run by tests/reference.py, which writes the answers.
COMMANDS = [
    line
    for language, block in BLOCKS
    if language != "console"
    for line in block.splitlines()
    if line.startswith("stakegraph ")
]
ANSWERED = [block.partition("\n")[0] for language, block in BLOCKS if language == "console"]


@pytest.mark.skipif(
    int(version("rich").partition(".")[0]) < 15, reason="older Rich spaces the columns differently"
)
def test_the_readme_is_as_the_program_writes_it(request: pytest.FixtureRequest) -> None:
    writer = [sys.executable, str(ROOT / "tests" / "reference.py")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if request.config.getoption("--regen"):
        subprocess.run([*writer, "--write"], env=environment, timeout=60, check=True)
    done = subprocess.run(writer, capture_output=True, env=environment, timeout=60, check=True)
    wanted = done.stdout.decode().splitlines()
    names = ("README.md", "docs/commands.md", "docs/fact-files.md")
    files = [ROOT / name for name in names]
    shown = "".join(file.read_text(encoding="utf-8") for file in files).splitlines()
    assert wanted.count("<!-- reference: begin -->") == 1
    differing = [pair for pair in zip_longest(shown, wanted) if len(set(pair)) > 1]
    assert differing[:3] == [], "run: python tests/reference.py --write"


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_readme_works(line: str, tmp_path: Path) -> None:
    (fact_file,) = [block for language, block in BLOCKS if language == "yaml"]
    (tmp_path / "stakegraph.yaml").write_text(fact_file, encoding="utf-8")
    example = {"STAKEGRAPH_FACTS": str(ROOT / "data" / "stoke.yaml")}
    done = subprocess.run(
        [sys.executable, "-m", "stakegraph", *shlex.split(line, comments=True)[1:]],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), **example},
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_python_of_the_readme_works(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    (block,) = [block for language, block in BLOCKS if language == "python"]
    names: dict[str, Any] = {}
    exec(compile(block, "README.md", "exec"), names)
    assert capsys.readouterr().out.startswith("Ged Rowney, director of children's services")
    assert names["answer"].result.routes


def test_the_readme_shows_questions_with_their_answers() -> None:
    assert len(ANSWERED) == 4
    assert ANSWERED[-1] == "$ stakegraph roles Ruiz"
    assert all(block.count("\n") > 1 for language, block in BLOCKS if language == "console")


def test_the_fact_file_of_the_readme_is_clean_and_answers(tmp_path: Path) -> None:
    (fact_file,) = [block for language, block in BLOCKS if language == "yaml"]
    (tmp_path / "stakegraph.yaml").write_text(fact_file, encoding="utf-8")
    shown = [
        subprocess.run(
            [sys.executable, "-m", "stakegraph", *arguments],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "STAKEGRAPH_FACTS": ""},
            timeout=60,
        )
        for arguments in (["check", "--strict"], ["roles", "Ruiz"])
    ]
    assert [(done.returncode, done.stderr) for done in shown] == [(0, ""), (0, "")]
    assert shown[0].stdout == ""
    assert "head of the trust" in shown[1].stdout


def test_the_commands_to_begin_with_are_two() -> None:
    block = README.partition("\n## Try it\n")[2].partition("```sh\n")[2].partition("```")[0]
    assert [line.rpartition(" && ")[2] for line in block.splitlines()] == [
        ".venv/bin/stakegraph who-reports-to Rowney",
        ".venv/bin/python -m pytest -n auto",
    ]
