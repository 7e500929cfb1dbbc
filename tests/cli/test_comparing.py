"""`diff` over files, folders and git revisions, and `duplicates`."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

OLD = """\
stakegraph: 1
sources: {cc: {title: CC}}
people: {ann: {name: Ann}, bob: {name: Bob}}
posts: {head: {title: head}}
facts:
- {who: ann, holds: head, since: 2006, evidence: cc ¶1}
- {who: bob, reports_to: head, evidence: cc ¶2}
"""
NEW = """\
stakegraph: 1
# the same, in another order, and one thing more
facts:
- {evidence: [cc ¶2], reports_to: head, who: bob}
- {who: ann, holds: head, since: 2007, evidence: cc ¶1}
- {who: ann, works_with: bob, status: hedged, evidence: cc ¶3}
posts: {head: {title: head}}
people: {bob: {name: Bob}, ann: {name: Ann}}
sources: {cc: {title: CC}}
"""
TOLD = """\
From old.yaml to new.yaml
1 fact on roles changed; 1 fact on partnerships and other ties new.
├── facts added
│   └── hedged: Ann works with Bob (ann.works_with.bob) [cc ¶3]
└── facts changed
    └── Ann is the head (since 2007) (ann.holds.head) [cc ¶1]
          since: 2006 -> 2007

2 differences.
"""


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def two(here: Path) -> None:
    (here / "old.yaml").write_text(OLD, encoding="utf-8")
    (here / "new.yaml").write_text(NEW, encoding="utf-8")


@pytest.fixture
def repository(here: Path) -> Path:
    """Return a repository of two commits, whose facts have changed again since."""
    facts = here / "facts"
    (facts / "sub").mkdir(parents=True)
    git("init", "-q")
    (facts / "sub" / "a.yaml").write_text(OLD, encoding="utf-8")
    (facts / "notes.txt").write_text("no facts")
    git("add", ".")
    git("commit", "-qm", "one")
    (facts / "sub" / "a.yaml").write_text(OLD.replace("2006", "2005"), encoding="utf-8")
    git("commit", "-qam", "two")
    (facts / "sub" / "a.yaml").write_text(NEW, encoding="utf-8")
    return here


@pytest.mark.usefixtures("two")
def test_two_files_are_compared(run: Run) -> None:
    assert run("diff", "old.yaml", "new.yaml") == (1, TOLD, "")
    assert run("diff", "old.yaml", "--facts", "new.yaml") == (1, TOLD, "")


@pytest.mark.usefixtures("two")
def test_what_is_the_same_in_another_order_does_not_differ(run: Run, here: Path) -> None:
    same = NEW.replace("2007", "2006").replace(
        "- {who: ann, works_with: bob, status: hedged, evidence: cc ¶3}\n", ""
    )
    (here / "same.yaml").write_text(same, encoding="utf-8")
    assert run("diff", "old.yaml", "same.yaml", "--answers") == (
        0,
        "From old.yaml to same.yaml\n\nNothing differs.\n",
        "",
    )


def test_a_moved_place_is_no_difference_unless_it_is_asked_for(run: Run, here: Path) -> None:
    (here / "old.yaml").write_text(OLD, encoding="utf-8")
    (here / "new.yaml").write_text(OLD.replace("cc ¶2", "cc ¶3"), encoding="utf-8")
    assert run("diff", "old.yaml", "new.yaml") == (
        0,
        "From old.yaml to new.yaml\n\n"
        "Nothing differs but the evidence of 1 part: --evidence shows it.\n",
        "",
    )
    ran = run("diff", "old.yaml", "new.yaml", "--evidence")
    assert ran.code == 1
    assert "evidence: cc ¶2 -> cc ¶3\n" in ran.out


def test_a_folder_is_compared_with_the_same_facts_in_one_file(
    run: Run, here: Path, two: None
) -> None:
    (here / "many").mkdir()
    head, _, facts = OLD.partition("facts:")
    (here / "many" / "actors.yaml").write_text(head, encoding="utf-8")
    (here / "many" / "facts.yml").write_text(f"stakegraph: 1\nfacts:{facts}", encoding="utf-8")
    assert run("diff", "old.yaml", "many").code == 0


@pytest.mark.usefixtures("two")
def test_answers_tell_what_follows(run: Run) -> None:
    shown = run("diff", "old.yaml", "new.yaml", "--answers").out
    assert "├── answers, reporting lines changed\n" in shown
    assert "Bob reports to Ann (since 2007 or later) (bob.reports_to.ann.via.bob)" in shown
    assert "dates: since 2006 or later -> since 2007 or later" in shown
    assert "└── answers, partnerships and other ties added\n" in shown


@pytest.mark.usefixtures("two")
def test_a_difference_can_be_cited_and_read_by_programs(run: Run) -> None:
    assert "ann.works_with.bob; hedged; cc ¶3" in run("diff", "old.yaml", "new.yaml", "--cite").out
    markdown = run("diff", "old.yaml", "new.yaml", "--format", "md", "--cite")
    assert "[^2]: “CC”, ¶1 (cc)" in markdown.out
    ran = run("diff", "old.yaml", "new.yaml", "--format", "json")
    answer = json.loads(ran.out)["answer"]
    assert ran.code == markdown.code == 1
    assert [(one["change"], one["id"]) for one in answer["facts"]] == [
        ("changed", "ann.holds.head"),
        ("added", "ann.works_with.bob"),
    ]
    assert answer["facts"][0]["edits"] == [{"field": "since", "before": "2006", "after": "2007"}]
    assert answer["answers"] is None


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    "facts", ["facts", "facts/sub/a.yaml", "facts/*/*.yaml", "facts/**/*.yaml", "."]
)
def test_a_revision_has_the_files_of_its_time(run: Run, facts: str) -> None:
    for revision, year in (("HEAD", "2005"), ("HEAD~1", "2006")):
        ran = run("diff", revision, "--facts", facts)
        assert (ran.code, ran.err) == (1, "")
        assert ran.out.startswith(f"From {revision} to {facts}\n")
        assert f"since: {year} -> 2007" in ran.out
        assert ran.out.endswith("\n2 differences.\n")


@pytest.mark.usefixtures("repository")
def test_proposals_of_a_revision_are_no_facts(run: Run, here: Path) -> None:
    (here / "facts" / "proposals.yaml").write_text("proposals: 1\nmood: glad\n")
    git("add", ".")
    git("commit", "-qm", "three")
    assert run("diff", "HEAD", "--facts", "facts").code == 0


@pytest.mark.usefixtures("repository")
def test_two_revisions_are_compared(run: Run) -> None:
    ran = run("diff", "HEAD~1", "HEAD")
    assert "since: 2006 -> 2005" in ran.out
    assert ran.out.endswith("\n1 difference.\n")
    assert run("diff", "HEAD", "HEAD").code == 0


@pytest.mark.usefixtures("repository")
def test_problems_of_a_revision_name_it(run: Run, here: Path) -> None:
    (here / "facts" / "sub" / "a.yaml").write_text(OLD.replace("who: bob", "who: bib"))
    git("commit", "-qam", "broken")
    (here / "facts" / "sub" / "a.yaml").write_text(OLD)
    ran = run("diff", "HEAD")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("HEAD:facts/sub/a.yaml:7:9: error: no actor has the id 'bib'")


@pytest.mark.usefixtures("repository")
def test_a_revision_that_is_not_there_or_has_no_such_file_is_a_wrong_call(
    run: Run, here: Path
) -> None:
    told = "stakegraph: HEAD~9: neither a file or folder nor a git revision of facts\n"
    assert run("diff", "HEAD~9") == (2, "", told)
    (here / "fresh.yaml").write_text(NEW, encoding="utf-8")
    told = "stakegraph: HEAD has none of the fact files: fresh.yaml\n"
    assert run("diff", "HEAD", "--facts", "fresh.yaml") == (2, "", told)
    assert run("diff", "--", "--output=x").code == 2
    assert not (here / "x").exists()


@pytest.mark.usefixtures("two")
def test_outside_a_repository_there_is_no_revision(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(here.parent))
    told = "stakegraph: HEAD: neither a file or folder nor a git revision of .\n"
    assert run("diff", "HEAD", "--facts", "new.yaml") == (2, "", told)


def test_duplicates_show_the_signals_and_how_to_join_or_part_two(run: Run, here: Path) -> None:
    path = here / "stakegraph.yaml"
    text = "stakegraph: 1\norganisations: {a: {name: Serco}, b: {name: Serco Ltd%s}}\n"
    path.write_text(text % "")
    assert run("duplicates") == (
        0,
        """\
Actors that may be the same
└── Serco (a) and Serco Ltd (b)
      their names differ by the legal form alone

1 pair. Add 'same_as: ID' or 'different_from: ID' to one of the two, and 'because: ...'.
""",
        "",
    )
    for key in ("same_as", "different_from"):
        path.write_text(text % f", {key}: a, because: so")
        assert run("duplicates").out.endswith("\nNo two actors look like the same one.\n")


needs_links = pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")


@needs_links
@pytest.mark.usefixtures("repository")
def test_links_of_a_revision_are_followed(run: Run, here: Path) -> None:
    (here / "link.yaml").symlink_to("facts/sub/a.yaml")
    (here / "facts" / "again.yaml").symlink_to("../link.yaml")
    git("add", ".")
    git("commit", "-qm", "links")
    (here / "facts" / "sub" / "a.yaml").write_text(OLD, encoding="utf-8")
    for facts in ("link.yaml", "facts/again.yaml", ".", "facts"):
        ran = run("diff", "HEAD", "--facts", facts)
        assert (ran.code, ran.err) == (1, "")
        assert "since: 2007 -> 2006" in ran.out


@needs_links
@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("target", ["../secret.yaml", "/etc/passwd", "nowhere.yaml"])
def test_links_lead_to_files_of_the_revision_alone(run: Run, here: Path, target: str) -> None:
    (here / "link.yaml").symlink_to(target)
    git("add", ".")
    git("commit", "-qm", "link")
    told = f"HEAD:link.yaml is a link to {target!r}, which the revision does not have"
    assert run("diff", "HEAD", "--facts", "link.yaml") == (2, "", f"stakegraph: {told}\n")


@needs_links
@pytest.mark.usefixtures("repository")
def test_links_in_a_circle_lead_nowhere(run: Run, here: Path) -> None:
    (here / "one.yaml").symlink_to("two.yaml")
    (here / "two.yaml").symlink_to("one.yaml")
    git("add", ".")
    git("commit", "-qm", "circle")
    told = "stakegraph: HEAD:one.yaml is a link that leads to no file\n"
    assert run("diff", "HEAD", "--facts", "one.yaml") == (2, "", told)


@pytest.mark.usefixtures("repository")
def test_facts_of_a_submodule_are_not_seen_and_that_is_said(run: Run, here: Path) -> None:
    other = here.parent / "other"
    git("init", "-q", str(other))
    (other / "s.yaml").write_text("stakegraph: 1\nsources: {zz: {title: Z}}\n", encoding="utf-8")
    git("-C", str(other), "add", ".")
    git("-C", str(other), "commit", "-qm", "one")
    git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "mod")
    git("commit", "-qam", "submodule")
    ran = run("diff", "HEAD", "--facts", ".")
    assert (ran.code, ran.err) == (
        1,
        "stakegraph: HEAD:mod is a submodule: its facts are not seen\n",
    )
    assert run("diff", "HEAD", "--facts", "facts").err == ""


@pytest.mark.skipif(os.name != "posix", reason="needs scripts and permissions")
@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("script", "mode", "said"),
    [
        ("exit 1", 0o644, "git cannot be run: Permission denied"),
        (
            "echo 'fatal: detected dubious ownership in repository' >&2\n"
            "echo 'To add an exception, call:' >&2\nexit 128",
            0o755,
            "facts: git says: detected dubious ownership in repository; To add an exception, call:",
        ),
        ("exit 3", 0o755, "facts: git says: exit code 3"),
        ("kill -9 $$", 0o755, "facts: git says: exit code -9"),
    ],
)
def test_a_git_that_fails_gives_its_reason_in_one_line(
    script: str,
    mode: int,
    said: str,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "git").write_text(f"#!/bin/sh\n{script}\n")
    (tmp_path / "git").chmod(mode)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run("diff", "HEAD") == (2, "", f"stakegraph: {said}\n")
