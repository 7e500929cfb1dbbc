"""Paths become facts, or every problem of every file at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stakegraph.errors import ExitCode, FactsError, UsageError
from stakegraph.factfile.discovery import files
from stakegraph.store.loading import inspect, load

ANN = """\
stakegraph: 1
sources:
  cc: {title: Community Care}
people:
  ann: {name: Ann, evidence: cc ¶1}
posts:
  head: {title: head of it all, evidence: cc ¶1}
facts:
  - {who: ann, holds: head, since: 2007, evidence: cc ¶1}
"""
MENTORS = "{from: [person], to: [person], verb: v, inverse: i, family: role}"
BOB = """\
stakegraph: 1
sources:
  gu: {title: The Guardian}
people:
  ann: {name: Ann, aliases: [Annie], evidence: gu p. 3}
  bob: {name: Bob, evidence: gu p. 3}
facts:
  - {who: bob, reports_to: head, evidence: gu p. 3}
  - {who: ann, holds: head, since: 2007, evidence: gu p. 4}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "facts" / "more").mkdir(parents=True)
    (tmp_path / "facts" / "b.yaml").write_text(ANN)
    (tmp_path / "facts" / "more" / "a.yml").write_text(BOB)
    (tmp_path / "facts" / "notes.txt").write_text("no facts")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_gives_its_fact_files_and_those_of_its_subfolders(folder: Path) -> None:
    assert files(["facts"]) == ["facts/b.yaml", "facts/more/a.yml"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("facts/*.yaml", ["facts/b.yaml"]),
        ("facts/**/*.y*ml", ["facts/b.yaml", "facts/more/a.yml"]),
        ("facts/*", ["facts/b.yaml", "facts/notes.txt"]),
        ("facts/notes.txt", ["facts/notes.txt"]),
    ],
)
def test_a_glob_or_a_name_gives_the_files_it_names(
    folder: Path, pattern: str, found: list[str]
) -> None:
    assert files([pattern]) == found


def test_a_file_named_twice_is_read_once_and_the_order_is_that_of_the_paths(folder: Path) -> None:
    named = ["facts/more/*", "facts", "facts/b.yaml"]
    assert files(named) == ["facts/more/a.yml", "facts/b.yaml"]


def test_json_lines_and_yaml_are_read_together(folder: Path) -> None:
    (folder / "facts" / "c.jsonl").write_text(
        '{"stakegraph": 1}\n{"who": "bob", "works_with": "ann", "mentors": "ann"}\n'
        '{"who": "ann", "mentors": "bob", "evidence": ["cc ¶2", "gu"]}\n'
    )
    (folder / "facts" / "d.yaml").write_text(f"stakegraph: 1\nrelations:\n  mentors: {MENTORS}\n")
    assert files(["facts"])[1:3] == ["facts/c.jsonl", "facts/d.yaml"]
    assert [str(each) for each in inspect(["facts"])[1]] == [
        "facts/c.jsonl:2:37: error: a fact states one relation, this one 2: works_with, mentors"
        " [several-relations]"
    ]
    assert "ann.mentors.bob" in inspect(["facts/*"])[0].everything().facts


def test_a_file_whose_name_looks_like_a_glob_is_that_file(folder: Path) -> None:
    (folder / "a[b].yaml").write_text(ANN)
    assert files(["a[b].yaml"]) == ["a[b].yaml"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere.yaml", "nowhere.yaml: there is no such file or folder"),
        ("facts/*.json", "facts/*.json: no file has such a name"),
        (
            "empty",
            "empty: the folder holds no fact file (.yaml, .yml or .jsonl): "
            "'stakegraph init empty' begins one",
        ),
    ],
)
def test_a_path_without_a_fact_file_is_a_wrong_call(folder: Path, path: str, message: str) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(UsageError) as error:
        load(["facts", path])
    assert str(error.value) == message
    assert error.value.exit_code == ExitCode.CALLED_WRONGLY


def test_a_file_that_cannot_be_read_is_a_wrong_call(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refused)
    monkeypatch.setattr("builtins.open", refused)
    with pytest.raises(UsageError, match=r"^facts/b.yaml: Permission denied$"):
        load(["facts/b.yaml"])


def test_a_link_to_nowhere_in_a_folder_is_a_wrong_call(folder: Path) -> None:
    (folder / "facts" / "gone.yaml").symlink_to("nowhere")
    with pytest.raises(UsageError, match=r"^facts/gone.yaml: No such file or directory$"):
        load(["facts"])


def test_several_files_are_one_set_of_facts(folder: Path) -> None:
    facts = load(["facts"])
    assert facts.actors.keys() == {"ann", "bob", "head"}
    assert facts.sources.keys() == {"cc", "gu"}
    assert facts.actors["ann"].aliases == ("Annie",)
    assert [str(cited) for cited in facts.facts["ann.holds.head"].evidence] == ["cc ¶1", "gu p. 4"]
    assert facts.facts["ann.holds.head"].origin.path == "facts/b.yaml"


def test_what_follows_from_the_facts_is_added(folder: Path) -> None:
    facts = load(["facts"]).facts
    derived = facts["bob.reports_to.ann.via.bob"]
    assert derived.premises == ("bob.reports_to.head", "ann.holds.head")
    stated = inspect(["facts"])[0].everything(derived=False).facts
    assert facts.keys() - stated.keys() == {derived.id}


def test_the_order_of_the_files_changes_no_id(folder: Path) -> None:
    one, other = load(["facts"]), load(["facts/more", "facts/b.yaml"])
    assert one.facts.keys() == other.facts.keys()
    assert one.actors.keys() == other.actors.keys()


def test_two_names_for_one_actor_are_a_clash(folder: Path) -> None:
    (folder / "facts" / "c.yaml").write_text(ANN.replace("name: Ann", "name: Anne"))
    with pytest.raises(FactsError) as error:
        load(["facts"])
    assert str(error.value) == (
        "facts/c.yaml:5:15: error: ann: name is 'Anne' here and 'Ann' in facts/b.yaml:5 [clash]"
    )


def test_all_problems_of_all_files_come_at_once_sorted_by_place(folder: Path) -> None:
    (folder / "facts" / "b.yaml").write_text(ANN.replace("holds: head", "holds: heed"))
    (folder / "facts" / "a.yaml").write_text("stakegraph: 1\ntitle: 'x\n")
    (folder / "facts" / "c.yaml").write_text("stakegraph: 1\nfact: []\ntitle: [x]\n")
    _, problems = inspect(["facts"])
    assert [f"{each.path}:{each.line} {each.rule}" for each in problems] == [
        "facts/a.yaml:2 yaml-syntax",
        "facts/b.yaml:9 unknown-actor",
        "facts/c.yaml:2 unknown-key",
        "facts/c.yaml:3 wrong-type",
    ]
    with pytest.raises(FactsError) as error:
        load(["facts"])
    assert error.value.problems == problems
    assert error.value.exit_code == ExitCode.FACTS_AT_FAULT


def test_warnings_do_not_keep_facts_from_being_loaded(folder: Path) -> None:
    (folder / "facts" / "b.yaml").write_text(ANN + "  - {who: ann, reports_to: head}\n")
    assert [each.rule for each in inspect(["facts"])[1]] == ["no-evidence"]
    assert "ann.reports_to.head" in load(["facts"]).facts


def test_while_an_entry_cannot_be_read_nobody_is_called_unmentioned(folder: Path) -> None:
    lonely = ANN.replace("ann, holds: head", "head, reports_to: head")
    (folder / "facts" / "b.yaml").write_text(lonely)
    rules = [each.rule for each in inspect(["facts/b.yaml"])[1]]
    assert rules == ["unmentioned-actor", "circle"]
    (folder / "facts" / "b.yaml").write_text(lonely + "  - {who: ann, helps: head}\n")
    rules = [each.rule for each in inspect(["facts/b.yaml"])[1]]
    assert rules == ["circle", "unknown-relation"]


def test_a_file_may_state_what_another_one_declares(folder: Path) -> None:
    own = "stakegraph: 1\nrelations:\n  mentors: {from: [person], to: [person], verb: mentors,"
    (folder / "facts" / "c.yaml").write_text(f"{own} inverse: i, family: role}}\n")
    (folder / "facts" / "b.yaml").write_text(ANN + "  - {who: ann, mentors: bob, evidence: cc}\n")
    assert "ann.mentors.bob" in load(["facts"]).facts
    with pytest.raises(FactsError, match="unknown relation 'mentors'"):
        load(["facts/b.yaml", "facts/more"])


def test_a_file_that_is_named_twice_is_read_once(folder: Path) -> None:
    (folder / "link.yaml").symlink_to("facts/b.yaml")
    assert files(["./facts/b.yaml", "facts", "link.yaml"]) == ["./facts/b.yaml", "facts/more/a.yml"]


def test_a_linked_folder_within_a_folder_is_not_followed(folder: Path) -> None:
    (folder / "facts" / "self").symlink_to(".")
    (folder / "facts" / "odd.yaml").symlink_to(".")
    assert files(["facts"]) == ["facts/b.yaml", "facts/more/a.yml"]


def test_a_folder_that_cannot_be_read_is_a_wrong_call(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refused(path: str) -> object:
        if path.endswith("more"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("os.scandir", refused)
    with pytest.raises(UsageError, match=r"^facts/more: Permission denied$"):
        load(["facts"])
