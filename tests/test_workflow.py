"""The hooks for pre-commit, and what docs/workflow.md shows of them and of a GitHub workflow."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "workflow.md").read_text(encoding="utf-8")
CONFIGURATION, ACTION = map(
    yaml.safe_load, re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
)
CLEAN = """\
stakegraph: 1
sources: {s: {title: T, date: 2020, text: t.txt}}
people: {ann: {name: Ann, evidence: s ¶1}}
organisations: {acme: {name: Acme, evidence: s ¶1}}
facts:
- {who: ann, role_at: acme, evidence: {source: s, at: ¶1, quote: Ann works}}
"""
# What each hook finds in the same file with other words.
FOUND = {
    "stakegraph-check": ("role_at: acme", "role_at: acne", "unknown-actor"),
    "stakegraph-verify": ("quote: Ann works", "quote: Ann rests", "quote-not-found"),
}


def run(command: str, folder: Path) -> tuple[int, str]:
    """Run a command line in a folder; return its exit code and all that it printed."""
    _, *words = shlex.split(command)
    done = subprocess.run(
        [sys.executable, "-m", "stakegraph", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "STAKEGRAPH_FACTS": "", "PYTHONUTF8": "1"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).decode()


@pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
def test_a_hook_passes_clean_facts_and_fails_others_and_where_there_are_none(
    hook: dict[str, Any], tmp_path: Path
) -> None:
    command = shlex.join([*shlex.split(hook["entry"]), *hook["args"]])
    assert run(command, tmp_path) == (
        2,
        "stakegraph: stakegraph.yaml: there is no such file or folder\n",
    )
    (tmp_path / "t.txt").write_text("Ann works at Acme.\n", encoding="utf-8")
    (tmp_path / "stakegraph.yaml").write_text(CLEAN, encoding="utf-8")
    assert run(command, tmp_path)[0] == 0
    was, becomes, rule = FOUND[hook["id"]]
    (tmp_path / "stakegraph.yaml").write_text(CLEAN.replace(was, becomes), encoding="utf-8")
    code, told = run(command, tmp_path)
    assert (code, f"[{rule}]" in told) == (1, True)


def test_every_hook_reads_the_facts_as_a_whole() -> None:
    assert [hook["id"] for hook in HOOKS] == [*FOUND]
    for hook in HOOKS:
        assert (hook["pass_filenames"], hook["always_run"]) == (False, True)


def test_the_configuration_of_the_page_names_the_hooks() -> None:
    (repository,) = CONFIGURATION["repos"]
    assert [hook["id"] for hook in repository["hooks"]] == [*FOUND]


def test_the_commands_of_the_workflow_tell_github_of_what_they_find(tmp_path: Path) -> None:
    (job,) = ACTION["jobs"].values()
    commands = [step["run"] for step in job["steps"] if "run" in step]
    install, *commands = commands
    assert install.startswith("pip install ")
    assert len(commands) == len(FOUND)
    (tmp_path / "t.txt").write_text("Ann works at Acme.\n", encoding="utf-8")
    for command, (was, becomes, rule) in zip(commands, FOUND.values(), strict=True):
        (tmp_path / "stakegraph.yaml").write_text(CLEAN, encoding="utf-8")
        (tmp_path / "known.txt").write_text("", encoding="utf-8")
        assert run(command, tmp_path)[0] == 0
        (tmp_path / "stakegraph.yaml").write_text(CLEAN.replace(was, becomes), encoding="utf-8")
        code, told = run(command, tmp_path)
        assert code == 1
        assert re.search(
            rf"^::error file=stakegraph.yaml,line=6,col=\d+,title={rule}::", told, re.M
        )


def test_the_page_is_linked_from_the_readme() -> None:
    assert "](docs/workflow.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
