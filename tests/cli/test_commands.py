"""Every command: its help, its example and the whole of what it prints."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from stakegraph.cli._app import COMMANDS, register

register()

GOLDEN = Path(__file__).parents[1] / "golden"


def examples() -> dict[str, str]:
    return {name: row.help.rpartition("Example: ")[2] for name, row in COMMANDS.items()}


EXAMPLES = examples()
FORMATS = {
    "who-reports-to.json": "stakegraph who-reports-to Rowney --format json",
    "partners.md": "stakegraph partners Serco --format md --cite",
    "path.md": 'stakegraph path "Kevin Williams" Rowney --format md',
    "path-cited.txt": 'stakegraph path "Kevin Williams" Rowney --cite',
    "roles.csv": "stakegraph roles --format csv",
    "roles.json": 'stakegraph roles "Kath O\'Dwyer" --as-of 2007-06-15 --format json',
    "roles-as-of.txt": 'stakegraph roles "Kath O\'Dwyer" --as-of 2007-06-15',
    "list.table": "stakegraph list company --format table",
    "org-chart.table": 'stakegraph org-chart "Stoke council" --format table',
    "timeline.csv": "stakegraph timeline Shaftesbury --format csv",
    "export.json": "stakegraph export --to json --only reporting",
}
LINES = {f"{name.replace(' ', '-')}.txt": line for name, line in EXAMPLES.items()} | FORMATS


def within(folder: Path, line: str) -> str:
    """Return a line that writes what it writes into a folder."""
    return line.replace("--out ", f"--out {folder}/")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_help_of_a_command_is_a_sentence_and_ends_in_an_example(name: str) -> None:
    told = COMMANDS[name].help.splitlines()
    assert told[0].endswith(".")
    assert told[1] == told[-2] == ""
    assert told[-1].startswith("Example: ")
    words = ["stakegraph", *name.split()]
    assert shlex.split(EXAMPLES[name])[: len(words)] == words


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("golden", LINES)
def test_what_a_command_prints_is_golden(
    golden: str, run: Callable[..., Any], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    if golden == "schema.txt" and version("msgspec") < "0.22":
        pytest.skip("older msgspec leaves the form of ids out of the schema")
    if golden == "compile.txt":
        pytest.importorskip("duckdb", reason="DuckDB is not installed")
    ran = run(*shlex.split(within(tmp_path, LINES[golden]))[1:])
    path = GOLDEN / golden
    if request.config.getoption("--regen"):
        path.write_text(ran.out, encoding="utf-8")
    assert ran.code == 0
    wanted = path.read_text(encoding="utf-8")
    lines = zip_longest(ran.out.splitlines(), wanted.splitlines())
    assert [pair for pair in lines if len(set(pair)) > 1][:3] == []  # a whole diff takes minutes
    assert ran.out == wanted


def test_there_is_no_other_golden_file() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(LINES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_command_shows_its_help(name: str, run: Callable[..., Any]) -> None:
    ran = run(*name.split(), "--help")
    assert (ran.code, ran.err) == (0, "")
    assert EXAMPLES[name].partition('"')[0] in ran.out


def test_help_lists_all_commands(run: Callable[..., Any]) -> None:
    ran = run("--help")
    assert (ran.code, ran.err) == (0, "")
    # What stands under a command of its family is listed by `help`.
    under = [name for name in EXAMPLES if name.startswith("add ")]
    assert [name for name in EXAMPLES if name not in ran.out] == under
    assert [name for name in under if name not in run("help").out] == []


def test_the_version_is_that_of_the_package(run: Callable[..., Any]) -> None:
    assert run("--version") == (0, f"stakegraph {version('stakegraph')}\n", "")


EVERYTHING = """
import contextlib, importlib.abc, json, sys
class Asked(importlib.abc.MetaPathFinder):
    names = set()
    def find_spec(self, name, path=None, target=None):
        self.names.add(name.partition(".")[0])
sys.meta_path.insert(0, Asked())
from stakegraph.cli import main
for arguments in json.loads(sys.argv[1]):
    sys.argv = ["stakegraph", *arguments]
    with contextlib.suppress(SystemExit):
        main()
print(*sorted(Asked.names), file=sys.stderr)
"""


@pytest.mark.usefixtures("example")
@pytest.mark.slow
def test_the_same_question_gives_the_same_bytes_and_none_looks_for_pydantic(
    tmp_path: Path,
) -> None:
    lines = json.dumps([shlex.split(within(tmp_path, line))[1:] for line in LINES.values()])
    ran = [
        subprocess.run(
            [sys.executable, "-c", EVERYTHING, lines],
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            timeout=60,
            check=True,
        )
        for seed in ("1", "2")
    ]
    assert b"Kath O'Dwyer" in ran[0].stdout
    assert ran[0].stdout == ran[1].stdout
    looked_for = ran[0].stderr.splitlines()[-1].split()
    assert b"networkx" in looked_for
    assert b"pydantic" not in looked_for


LOADED = """
import contextlib, sys
from stakegraph.cli import main
with contextlib.suppress(SystemExit):
    main()
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""
HEAVY = {"networkx", "msgspec", "yaml", "pydantic", "numpy"}


def loaded(*arguments: str, **variables: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **variables},
        timeout=60,
        check=True,
    )
    names = set(done.stderr.splitlines()[-1].split())
    assert done.stdout.strip()
    assert "typer" in names
    return names & HEAVY


@pytest.mark.parametrize("arguments", [["--help"], ["path", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert loaded(*arguments) == set()


MODULES = LOADED.replace('.partition(".")[0]', "")
COMPLETE = {"_STAKEGRAPH_COMPLETE": "complete_bash"}


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    ("arguments", "variables"),
    [
        (["--help"], {}),
        (["what-if", "--help"], {}),
        ([], {**COMPLETE, "COMP_CWORD": "1", "COMP_WORDS": "stakegraph w"}),
        ([], {**COMPLETE, "COMP_CWORD": "2", "COMP_WORDS": "stakegraph show o"}),
    ],
)
def test_help_and_completion_load_the_rows_of_the_questions_and_no_question(
    arguments: list[str], variables: dict[str, str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MODULES, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **variables},
        timeout=60,
        check=True,
    )
    names = done.stderr.splitlines()[-1].split()
    assert done.stdout.strip()
    assert [name for name in names if name.startswith("stakegraph.questions.")] == [
        "stakegraph.questions.question",
        "stakegraph.questions.registry",
    ]
    assert not [
        name for name in names if name.startswith(("stakegraph.outlines", "stakegraph.graph"))
    ]


@pytest.mark.usefixtures("example")
def test_a_completion_loads_no_networkx_and_from_the_cache_nothing_heavy() -> None:
    typed = {"_STAKEGRAPH_COMPLETE": "complete_bash", "COMP_CWORD": "2"}
    first = loaded(**typed, COMP_WORDS="stakegraph show ser")
    again = loaded(**typed, COMP_WORDS="stakegraph show odw")
    assert "msgspec" in first
    assert "networkx" not in first
    assert again == set()


def test_a_wrong_name_in_a_large_set_loads_nothing_heavy(here: Path) -> None:
    people = "".join(f"  p{n}: {{name: Ann Lee {n}, evidence: s}}\n" for n in range(6000))
    text = f"stakegraph: 1\nsources:\n  s: {{title: T}}\npeople:\n{people}"
    (here / "stakegraph.yaml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", LOADED, "show", "Ann Leee"]
    for wanted in ({"msgspec", "yaml"}, set()):  # the first question compiles
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert "the nearest names:" in done.stderr
        assert set(done.stderr.splitlines()[-1].split()) & HEAVY == wanted


@pytest.mark.usefixtures("example")
def test_schema_loads_no_networkx() -> None:
    assert "networkx" not in loaded("schema")
