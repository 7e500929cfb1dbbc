"""Names completed in bash, zsh and fish themselves: surnames, apostrophes, spaces, umlauts."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

FACTS = """\
stakegraph: 1
sources: {s: {title: T}}
people:
  kath-odwyer: {name: Kath O'Dwyer, evidence: s}
  jurgen-muller: {name: Jürgen Müller, evidence: s}
  ana-ruiz: {name: Ana Ruiz, evidence: s}
  ann-ruiz: {name: Ann Ruiz, evidence: s}
organisations:
  harbour-trust: {name: Harbour Trust, evidence: s}
"""
_SECONDS = 60
# As they are typed, and what they become.
TYPED = [
    ("odw", "kath-odwyer"),
    ("O\\'D", "kath-odwyer"),
    ("\"O'D", "kath-odwyer"),
    ("Mül", "jurgen-muller"),
    ("mul", "jurgen-muller"),
    ("Harbour\\ T", "harbour-trust"),
    ("'Harbour T", "harbour-trust"),
]


@pytest.fixture
def environment(here: Path) -> dict[str, str]:
    """Write the facts; return an environment in which shells find the program."""
    (here / "stakegraph.yaml").write_text(FACTS, encoding="utf-8")
    folder = here / "bin"
    folder.mkdir()
    program = folder / "stakegraph"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m stakegraph "$@"\n')
    program.chmod(0o755)
    path = os.pathsep.join((str(folder), os.environ["PATH"]))
    return {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", "HOME": str(here), "TERM": "xterm"}


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"needs {shell}")


def said(environment: dict[str, str], *command: str) -> list[str]:
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=_SECONDS, check=True
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@needs("bash")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        *((typed, [word]) for typed, word in TYPED),
        # Bash would put what these begin with in the place of the surname, and know it no more.
        ("Ruiz", ["Ruiz", "ana-ruiz", "ann-ruiz"]),
        ("an", ["ana-ruiz", "ann-ruiz"]),
        # It would put the id behind the letter before the apostrophe.
        ("O'D", []),
    ],
)
def test_bash_is_offered_what_it_can_put_in_the_place_of_a_word(
    typed: str, offered: list[str], environment: dict[str, str]
) -> None:
    script = (
        'eval "$(_STAKEGRAPH_COMPLETE=source_bash stakegraph)"\n'
        'COMP_WORDS=(stakegraph show "$1") COMP_CWORD=2\n'
        '_stakegraph_completion stakegraph\nprintf "%s\\n" "${COMPREPLY[@]}"'
    )
    found = said(environment, "bash", "--norc", "-c", script, "bash", typed)
    assert [line for line in found if line] == offered


@needs("fish")
@pytest.mark.parametrize(
    ("typed", "offered"), [*((typed, [word]) for typed, word in TYPED), ("Ruiz", ["ana-ruiz"])]
)
def test_fish_offers_ids_with_names(
    typed: str, offered: list[str], environment: dict[str, str]
) -> None:
    script = "_STAKEGRAPH_COMPLETE=source_fish stakegraph | source; complete -C $argv[1]"
    found = said(environment, "fish", "--no-config", "-c", script, f"stakegraph show {typed}")
    assert [line.split("\t")[0] for line in found][: len(offered)] == offered
    assert found[0].split("\t")[1] in FACTS


@needs("zsh")
@pytest.mark.parametrize(("typed", "line"), [*TYPED, ("Ruiz", "ana-ruiz"), ("O'D", "kath-odwyer")])
def test_zsh_puts_the_id_in_the_place_of_a_word(
    typed: str, line: str, here: Path, environment: dict[str, str]
) -> None:
    (here / ".zshrc").write_text(
        "autoload -U compinit; compinit -D -u\n"
        'eval "$(_STAKEGRAPH_COMPLETE=source_zsh stakegraph)"\n'
        "probe() {\n  zle complete-word; print -r -- $BUFFER > result; BUFFER=exit\n"
        "  zle accept-line\n}\n"
        "zle -N probe; bindkey '^T' probe; PS1='READY '\n",
        encoding="utf-8",
    )
    talk(["zsh", "-d", "-i"], f"stakegraph show {typed}\x14", {**environment, "ZDOTDIR": str(here)})
    result = (here / "result").read_text(encoding="utf-8").strip()
    assert result.replace('"', "").replace("'", "") == f"stakegraph show {line}"


def talk(command: list[str], typed: str, environment: dict[str, str]) -> None:
    """Run a shell on a terminal, and type something once it is ready, until it ends."""
    pty = pytest.importorskip("pty", reason="needs pseudo-terminals")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
    )
    os.close(theirs)
    seen, until = b"", time.monotonic() + _SECONDS
    while time.monotonic() < until:
        if not select.select([ours], [], [], 0.1)[0]:
            continue
        try:
            piece = os.read(ours, 65_536)
        except OSError:  # Linux ends a terminal whose other side is closed like this
            break
        seen += piece
        if typed and b"READY " in seen:
            os.write(ours, typed.encode())
            typed = ""
    process.kill()
    process.wait(timeout=_SECONDS)
    os.close(ours)
    assert not typed, seen


def test_zsh_is_given_texts_that_it_does_not_evaluate(
    here: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "Bob $(touch x) `id` 'a' \\"
    text = FACTS.replace("name: Ana Ruiz", f"name: {name!r}")
    (here / "stakegraph.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("_STAKEGRAPH_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "stakegraph show bob")
    ran = run()
    assert (ran.code, ran.err) == (0, "")
    quoted = "'ana-ruiz -- Bob $(touch x) `id` '\\''a'\\'' \\'"
    assert ran.out.startswith(f"local -a words told; words=('ana-ruiz'); told=({quoted}); compadd")
    monkeypatch.setenv("_STAKEGRAPH_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "stakegraph show nobody")
    assert run().out == "_files\n"
