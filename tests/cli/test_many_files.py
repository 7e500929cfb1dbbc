"""Facts from many files: folders, globs, united actors, clashes, joined ids."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

ONE = """\
stakegraph: 1
sources: {cc: {title: CC}}
people: {ann: {name: Ann Lee, evidence: cc ¶1}}
organisations: {town: {name: Town, kind: public body}}
facts:
- {who: ann, role_at: town, title: head, evidence: cc ¶2}
"""
TWO = """\
stakegraph: 1
sources: {echo: {title: Echo}}
people: {ann: {name: Ann Lee, aliases: [Annie], evidence: echo p. 1}, bob: {name: Bob}}
organisations: {town: {name: Town}}
facts:
- {who: ann, role_at: town, title: head, evidence: echo p. 2}
- {who: bob, role_at: town, evidence: echo p. 3}
"""


@pytest.fixture
def files(here: Path) -> Path:
    (here / "f" / "sub").mkdir(parents=True)
    (here / "f" / "one.yaml").write_text(ONE, encoding="utf-8")
    (here / "f" / "sub" / "two.yml").write_text(TWO, encoding="utf-8")
    return here / "f"


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    "paths",
    [
        ["f"],
        ["f/one.yaml", "f/sub/two.yml"],
        ["f/sub", "f/one.yaml"],
        ["f/**/*.y*ml"],
        ["f", "f/one.yaml"],
    ],
)
def test_files_folders_and_globs_give_one_set_of_facts(run: Run, paths: list[str]) -> None:
    options = [option for path in paths for option in ("--facts", path)]
    ran = run("roles", "annie", *options, "--cite")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Roles of Ann Lee\n└── head, Town [")
    places = ran.out.partition("[")[2].partition("]")[0].split("; ")
    assert sorted(places) == ["cc ¶2", "echo p. 2"]
    assert ran.out.count("ann.role_at.town.head; stated") == 1


@pytest.mark.usefixtures("files")
def test_the_same_actor_in_two_files_has_the_names_and_evidence_of_both(run: Run) -> None:
    shown = run("show", "ann", "--facts", "f").out
    assert "also called: Annie" in shown
    assert "evidence: cc ¶1; echo p. 1" in shown
    assert "3 actors." in run("list", "--facts", "f").out


@pytest.mark.parametrize(
    ("said", "instead", "message"),
    [
        (
            "ann: {name: Ann Lee,",
            "ann: {name: Ann Leigh,",
            "f/sub/two.yml:3:22: error: ann: name is 'Ann Leigh' here and 'Ann Lee' in"
            " f/one.yaml:3 [clash]\n",
        ),
        (
            "town: {name: Town}",
            "town: {name: Town, kind: team}",
            "f/sub/two.yml:4:42: error: town: kind is 'team' here and 'public body' in"
            " f/one.yaml:4 [clash]\n",
        ),
    ],
)
def test_a_clash_names_both_lines(
    run: Run, files: Path, said: str, instead: str, message: str
) -> None:
    (files / "sub" / "two.yml").write_text(TWO.replace(said, instead), encoding="utf-8")
    assert run("list", "--facts", "f") == (1, "", message)


def test_an_id_of_two_kinds_of_actor_is_a_clash(run: Run, files: Path) -> None:
    text = "stakegraph: 1\npeople: {town: {name: Town}}\n"
    (files / "sub" / "two.yml").write_text(text, encoding="utf-8")
    ran = run("list", "--facts", "f")
    assert (ran.code, ran.out) == (1, "")
    assert "f/sub/two.yml:2:10: error: town: kind is 'person' here and 'organisation' in" in ran.err
    assert "f/one.yaml:4" in ran.err


def test_a_joined_id_still_resolves_and_the_two_come_back(run: Run, files: Path) -> None:
    join = files / "join.yaml"
    facts = ("--facts", "f")
    head = (
        "stakegraph: 1\nsources: {cc: {title: CC}}\npeople:\n  lee: {name: A. Lee, evidence: cc ¶4"
    )
    said = "}\nfacts:\n- {who: lee, works_with: bob, evidence: cc ¶4}\n"
    join.write_text(f"{head}, same_as: ann, because: the same signature{said}", encoding="utf-8")
    joined = run("show", "lee", *facts)
    assert joined == run("show", "ann", *facts)
    assert "also called: Annie, A. Lee" in joined.out
    assert "Ann Lee works with Bob [cc ¶4]" in joined.out
    join.write_text(head + said, encoding="utf-8")
    assert run("show", "lee", *facts).out.startswith("A. Lee\n")
    assert "works with" not in run("show", "ann", *facts).out


def test_a_same_as_without_a_reason_is_refused_at_its_line(run: Run, files: Path) -> None:
    (files / "join.yaml").write_text(
        "stakegraph: 1\npeople:\n  lee: {name: A. Lee, same_as: ann}\n", encoding="utf-8"
    )
    assert run("list", "--facts", "f") == (
        1,
        "",
        "f/join.yaml:3:32: error: 'same_as' needs 'because: ...', how it is known [no-reason]\n",
    )
