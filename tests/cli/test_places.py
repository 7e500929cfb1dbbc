"""Where the facts come from when several places could give them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def write(path: Path, name: str) -> str:
    path.parent.mkdir(exist_ok=True)
    text = f"sources: {{s: {{title: T}}}}\npeople: {{p: {{name: {name}, evidence: s}}}}\n"
    path.write_text(f"stakegraph: 1\n{text}", encoding="utf-8")
    return str(path)


@pytest.fixture
def who(run: Callable[..., Any]) -> Callable[..., tuple[str, str]]:
    """Return the names in a list and what was said on standard error."""

    def who(*arguments: str) -> tuple[str, str]:
        ran = run("list", "--format", "csv", *arguments)
        rows = [line.split(",") for line in ran.out.splitlines()]
        return " ".join(row[rows[0].index("name")] for row in rows[1:]), ran.err

    return who


def test_each_place_is_asked_only_if_those_before_it_have_nothing(
    here: Path, who: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    given, variable = (
        write(here / "a" / "x.yaml", "Given"),
        write(here / "b" / "x.yaml", "Variable"),
    )
    write(here / "stakegraph.yaml", "Usual")
    write(here / "facts" / "x.yaml", "Folder")
    monkeypatch.setenv("STAKEGRAPH_FACTS", variable)
    assert who("--facts", given) == ("Given", "")
    assert who() == ("Variable", "")
    monkeypatch.setenv("STAKEGRAPH_FACTS", "")
    write(here / "stakegraph.yml", "Short")
    assert who() == ("Usual", "")
    (here / "stakegraph.yaml").unlink()
    assert who() == ("Short", "")
    (here / "stakegraph.yml").unlink()
    assert who() == ("Folder", "")


def test_the_example_answers_last_and_says_so(who: Callable[..., Any]) -> None:
    names, said = who("person")
    assert "Ged Rowney" in names
    told = "answering from the bundled example: --facts PATH asks your own"
    assert said == f"stakegraph: {told}\n"


def test_facts_may_be_several_files_folders_and_globs(
    here: Path, who: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = write(here / "one.yaml", "One")
    write(here / "folder" / "two.yml", "Two").replace("p:", "q:")
    (here / "folder" / "two.yml").write_text(
        (here / "folder" / "two.yml").read_text().replace("{p:", "{q:")
    )
    write(here / "three-a.yaml", "Three")
    (here / "three-a.yaml").write_text((here / "three-a.yaml").read_text().replace("{p:", "{r:"))
    wanted = ("One Three Two", "")
    assert who("--facts", one, "--facts", "folder", "--facts", "three-*.yaml") == wanted
    monkeypatch.setenv("STAKEGRAPH_FACTS", "one.yaml:folder:three-*.yaml")
    assert who() == wanted
