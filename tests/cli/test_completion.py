"""Names completed in the shell: from any word of a name, quickly and without a sound."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FACTS = """\
stakegraph: 1
sources: {s: {title: T}}
people:
  kath-odwyer: {name: "Kath O'Dwyer", aliases: [the deputy], evidence: s}
  jurgen-brandt: {name: Jürgen Brandt-Łódź, evidence: s}
  somebody: {name: a minister, unnamed: the source protects the name, evidence: s}
organisations:
  acme: {name: "Acme [red] \\e[31m", evidence: s}
"""


@pytest.fixture
def facts(here: Path) -> Path:
    (here / "stakegraph.yaml").write_text(FACTS, encoding="utf-8")
    return here / "stakegraph.yaml"


@pytest.fixture
def complete(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Return what bash is offered for the last word of a line."""

    def complete(line: str) -> list[str]:
        monkeypatch.setenv("_STAKEGRAPH_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
        ran = run()
        assert (ran.code, ran.err) == (0, "")
        return ran.out.split()

    return complete


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("kath", ["kath-odwyer"]),
        ("odw", ["kath-odwyer"]),
        ("o'dw", ["kath-odwyer"]),
        ("O'DW", ["kath-odwyer"]),
        ("DEPUTY", ["kath-odwyer"]),
        ("jür", ["jurgen-brandt"]),
        ("jurg", ["jurgen-brandt"]),
        ("brandt-", ["jurgen-brandt"]),
        ("O’Dw", ["kath-odwyer"]),
        ("lod", ["jurgen-brandt"]),
        ("minister", []),  # whoever is not named is not found by name
        ("some", ["somebody"]),
        ("a", ["acme"]),  # the "a" of "a minister" does not count either
        ("dwyer", []),
        ("", ["acme", "jurgen-brandt", "kath-odwyer", "somebody"]),
    ],
)
def test_an_id_is_offered_for_the_start_of_an_id_or_of_a_word_of_a_name(
    typed: str, offered: list[str], complete: Callable[..., list[str]]
) -> None:
    assert sorted(complete(f"stakegraph show {typed}")) == offered


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize(
    "line", ["path acme kat", "path --avoid kat", "who-reports-to --all kat", "why acme kat"]
)
def test_every_argument_that_names_an_actor_is_completed(
    line: str, complete: Callable[..., list[str]]
) -> None:
    assert complete(f"stakegraph {line}") == ["kath-odwyer"]


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("own", ["relation:owns"]),
        ("part", ["family:partnership", "kind:partnership", "relation:part_of"]),
        ("kind:p", ["kind:partnership", "kind:person", "kind:post"]),
        ("actor:kat", ["actor:kath-odwyer"]),
        ("family:kat", []),
    ],
)
def test_what_a_path_may_go_along_is_completed(
    typed: str, offered: list[str], complete: Callable[..., list[str]]
) -> None:
    found = complete(f"stakegraph path acme kath --only {typed}")
    assert [each for each in sorted(found) if "partner_in" not in each] == offered


@pytest.mark.usefixtures("facts")
def test_shells_that_show_help_get_the_name(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_STAKEGRAPH_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "stakegraph show odw")
    assert run().out == "kath-odwyer\tKath O'Dwyer\n"


def test_formats_and_commands_are_completed(complete: Callable[..., list[str]]) -> None:
    assert complete("stakegraph show Tact --format c") == ["csv"]
    assert complete("stakegraph export --to graph") == ["graphml"]
    assert complete("stakegraph who") == ["who-reports-to"]


@pytest.mark.usefixtures("facts")
def test_the_facts_of_the_line_are_the_ones_completed(
    here: Path, complete: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = FACTS.replace("kath-odwyer", "kath-other")
    (here / "other.yaml").write_text(other, encoding="utf-8")
    assert complete("stakegraph show --facts other.yaml kath") == ["kath-other"]
    assert complete("stakegraph show kath") == ["kath-odwyer"]
    monkeypatch.setenv("STAKEGRAPH_FACTS", "other.yaml")
    assert complete("stakegraph show kath") == ["kath-other"]


def test_the_names_are_kept_for_their_owner_alone_and_until_the_file_changes(
    facts: Path, complete: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert complete("stakegraph show kath") == ["kath-odwyer"]
    (kept,) = Path(os.environ["XDG_CACHE_HOME"], "stakegraph").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    with monkeypatch.context() as unread:
        unread.setattr("stakegraph.store.build.build", None)  # the cache is what answers
        assert complete("stakegraph show kath") == ["kath-odwyer"]
    facts.write_text(FACTS.replace("kath-odwyer", "kath-new"), encoding="utf-8")
    assert complete("stakegraph show kath") == ["kath-new"]
    kept.write_text("not a database", encoding="utf-8")
    assert complete("stakegraph show kath") == ["kath-new"]


def test_a_cache_that_cannot_be_written_only_costs_time(
    facts: Path, complete: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(facts))  # a file, not a folder
    assert complete("stakegraph show kath") == ["kath-odwyer"]


@pytest.mark.parametrize("text", ["{", "stakegraph: 1\n", "\x00", ""])
def test_broken_facts_offer_nothing_and_say_nothing(
    text: str, facts: Path, complete: Callable[..., list[str]]
) -> None:
    facts.write_text(text, encoding="utf-8")
    assert complete("stakegraph show kath") == []


def test_facts_that_are_not_there_offer_nothing(complete: Callable[..., list[str]]) -> None:
    assert complete("stakegraph show --facts no.yaml kath") == []


@pytest.mark.usefixtures("facts")
def test_bash_asks_in_a_process_of_its_own(process: Callable[..., Any]) -> None:
    done = process(
        _STAKEGRAPH_COMPLETE="complete_bash", COMP_WORDS="stakegraph show o'dw", COMP_CWORD="2"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"kath-odwyer\n", b"")
