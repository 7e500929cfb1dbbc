"""`edit`, `remove`, `rename` and `merge`: what is in fact files changed, and nothing besides."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FACTS = """\
# Mine.
stakegraph: 1
sources:
  gazette: {title: New head, date: 2024-05-02}  # the first
people:
  # of the trust
  ana: {name: Ana Ruiz, evidence: gazette ¶1}
  bob: {name: Bob Lee, evidence: gazette ¶1, different_from: ana, because: seen together}
  annie:
    name: Annie R.
    evidence: gazette ¶1
organisations:
  trust: {name: Harbour Trust, evidence: gazette ¶1}
posts:
  head: {title: head of the trust, at: trust, evidence: gazette ¶1}
events:
  fall: {what: The bridge fell, who: [ana, annie], evidence: gazette}
facts:
  - {who: ana, holds: head, evidence: gazette ¶1}
  # by her own account
  - {who: ana, works_with: bob, according_to: ana, evidence: gazette ¶1}  # twice

  - who: annie
    owns: trust
    id: share
    evidence: gazette ¶1
"""


@pytest.fixture
def file(here: Path) -> Path:
    (here / "stakegraph.yaml").write_text(FACTS, encoding="utf-8")
    return here / "stakegraph.yaml"


@pytest.fixture
def do(run: Callable[..., Any]) -> Callable[..., Any]:
    return lambda line: run(*shlex.split(line))


def test_a_fact_is_removed_with_the_comments_that_belong_to_it(
    do: Callable[..., Any], file: Path
) -> None:
    ran = do("remove ana.works_with.bob")
    assert (ran.code, ran.out) == (
        0,
        "removed: Ana Ruiz works with Bob Lee, according to Ana Ruiz [gazette ¶1]\n",
    )
    assert ran.err == (
        "stakegraph.yaml:8:3: warning: no fact mentions bob [unmentioned-actor]\n"
        "stakegraph: written to stakegraph.yaml\n"
    )
    assert file.read_text(encoding="utf-8") == FACTS.replace(
        "  # by her own account\n"
        "  - {who: ana, works_with: bob, according_to: ana, evidence: gazette ¶1}  # twice\n",
        "",
    )


def test_a_fact_is_removed_by_an_id_that_it_was_given(do: Callable[..., Any], file: Path) -> None:
    assert do("remove share").out == "removed: Annie R. owns Harbour Trust [gazette ¶1]\n"
    assert file.read_text(encoding="utf-8") == FACTS.partition("\n  - who: annie")[0]


def test_an_actor_whom_nothing_mentions_is_removed_by_name(
    do: Callable[..., Any], file: Path
) -> None:
    do("remove ana.works_with.bob")
    before = file.read_text(encoding="utf-8")
    assert do("remove 'Bob Lee'").out == "removed: Bob Lee (person)\n"
    bob = (
        "  bob: {name: Bob Lee, evidence: gazette ¶1, different_from: ana, because: seen together}"
    )
    assert file.read_text(encoding="utf-8") == before.replace(f"{bob}\n", "")
    assert do("remove fall").out == "removed: the event fall\n"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "remove ana",
            "nothing is written: 'stakegraph check' would report\n"
            "  stakegraph.yaml:8: no actor has the id 'ana' [unknown-actor]\n"
            "  stakegraph.yaml:17: no actor has the id 'ana' [unknown-actor]\n"
            "  stakegraph.yaml:19: no actor has the id 'ana' [unknown-actor]\n"
            "  stakegraph.yaml:21: no actor has the id 'ana' [unknown-actor]\n",
        ),
        ("remove gazette", "nothing is written: 'stakegraph check' would report\n"),
        (
            "remove ana.role_at.trust.via.head",
            "no file states ana.role_at.trust.via.head: it follows from\n  ana.holds.head\n"
            "  head.at.trust\n",
        ),
        (
            "remove head.at.trust",
            "head.at.trust is 'at' of the post in stakegraph.yaml:15: "
            "'stakegraph edit head.at.trust' opens it there\n",
        ),
        (
            "remove ana.hold.head",
            "no fact has the id 'ana.hold.head': did you mean 'ana.holds.head'?",
        ),
        ("remove nobody", "nobody here is called 'nobody'"),
        ("remove A", "'A' may mean any of these; type one's id:\n"),
        (
            "remove ana --of fish",
            "--of 'fish': write one of fact, event, actor, source, relation\n",
        ),
        ("rename ana annie", "'annie' is taken: an entry has it already\n"),
        ("rename fall share", "'share' is taken: an entry has it already\n"),
        ("rename ana 'Ana Ruiz'", "'Ana Ruiz' is no id: write 'ana-ruiz'\n"),
        ("rename 'Ana Ruiz' eva", "nothing has the id 'Ana Ruiz': did you mean 'ana'?\n"),
        (
            "rename ana.holds.head x",
            "the id ana.holds.head is made of what the fact says: 'stakegraph edit ana.holds.head'"
            " opens it, to give it an 'id'\n",
        ),
        ("rename nobody x", "nobody here is called 'nobody'"),
        ("merge ana annie", "say how it is known that the two are one: --because TEXT\n"),
        ("merge ana 'Ana Ruiz' --because x", "'ana' and 'Ana Ruiz' are one already: ana\n"),
        ("merge ana bob --because x", "ana and bob are said to be different\n"),
        ("merge annie bob --because x", "bob has a 'because' already: 'stakegraph edit bob' opens"),
        (
            "merge ana trust --because x",
            "nothing is written: 'stakegraph check' would report\n"
            "  trust is of kind organisation, ana of kind person [wrong-kind]\n",
        ),
        ("edit nobody", "nobody here is called 'nobody'"),
    ],
)
def test_what_cannot_be_changed_is_said_and_stays(
    line: str, told: str, do: Callable[..., Any], file: Path
) -> None:
    ran = do(line)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"stakegraph: {told}")
    assert file.read_text(encoding="utf-8") == FACTS


def test_an_actor_is_renamed_in_all_files(here: Path, do: Callable[..., Any], file: Path) -> None:
    other = '{"stakegraph": 1}\n{"who": "bob", "reports_to": "ana", "evidence": "gazette ¶2"}\n'
    (here / "b.jsonl").write_text(other, encoding="utf-8")
    ran = do("rename ana ana-ruiz --facts stakegraph.yaml --facts b.jsonl")
    assert (ran.code, ran.out) == (0, "renamed: the actor ana is ana-ruiz\n")
    assert ran.err == "stakegraph: written to stakegraph.yaml, b.jsonl\n"
    wanted = FACTS
    for before in ("  ana: {", "different_from: ana", "[ana, ", "who: ana,", "according_to: ana,"):
        wanted = wanted.replace(before, before.replace("ana", "ana-ruiz"))
    assert file.read_text(encoding="utf-8") == wanted
    assert (here / "b.jsonl").read_text(encoding="utf-8") == other.replace('"ana"', '"ana-ruiz"')
    # And back.
    assert do("rename ana-ruiz ana --facts stakegraph.yaml --facts b.jsonl").code == 0
    assert file.read_text(encoding="utf-8") == FACTS
    assert (here / "b.jsonl").read_text(encoding="utf-8") == other


def test_an_actor_is_renamed_in_all_files_or_in_none(
    here: Path, do: Callable[..., Any], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = '{"stakegraph": 1}\n{"who": "ana", "opposes": "trust", "evidence": "gazette"}\n'
    (here / "b.jsonl").write_text(other, encoding="utf-8")
    replace = os.replace

    def replaces(source: str, target: str) -> None:
        if target.endswith("b.jsonl"):
            raise PermissionError(1, "Not permitted", source)
        replace(source, target)

    monkeypatch.setattr(os, "replace", replaces)
    ran = do("rename ana ana-ruiz --facts stakegraph.yaml --facts b.jsonl")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "stakegraph: b.jsonl: Not permitted: nothing is written\n"
    assert file.read_text(encoding="utf-8") == FACTS
    assert (here / "b.jsonl").read_text(encoding="utf-8") == other
    assert sorted(os.listdir(here)) == ["b.jsonl", "stakegraph.yaml"]


def test_sources_events_and_facts_are_renamed(do: Callable[..., Any], file: Path) -> None:
    assert do("rename gazette '2024'").out == "renamed: the source gazette is 2024\n"
    changed = file.read_text(encoding="utf-8")
    assert "  '2024': {title: New head" in changed
    assert "evidence: '2024'}" in changed
    assert changed.count("2024 ¶1") == FACTS.count("gazette ¶1")
    assert do("rename fall bridge").code == do("rename share part").code == 0
    assert "  bridge: {what: The bridge fell" in file.read_text(encoding="utf-8")
    assert "    id: part\n" in file.read_text(encoding="utf-8")
    assert do("check").out == ""


def test_an_id_of_several_is_named_with_what_it_is_of(do: Callable[..., Any], file: Path) -> None:
    file.write_text(FACTS.replace("annie", "gazette"), encoding="utf-8")
    ran = do("rename gazette echo")
    assert ran.err == (
        "stakegraph: gazette is the id of several: say of which with --of actor or source\n"
    )
    assert do("rename gazette echo --of actor").code == 0
    text = file.read_text(encoding="utf-8")
    assert text == FACTS.replace("annie", "echo")
    assert do("edit gazette --of source --print").out == "stakegraph.yaml:4:3\n"


def test_an_own_relation_is_renamed(do: Callable[..., Any], file: Path) -> None:
    own = "relations:\n  mentors: {from: [person], to: [person], verb: mentors, "
    own += "inverse: is taught by, family: role}\n"
    own += "  shuns: {from: [person], to: [person], verb: shuns, inverse: is shunned by, "
    own += "family: role, contrary: mentors}\n"
    fact = "  - {who: ana, mentors: bob, note: mentors, evidence: gazette}\n"
    text = FACTS.replace("facts:\n", f"{own}facts:\n{fact}")
    file.write_text(text, encoding="utf-8")
    assert do("rename mentors teaches").out == "renamed: the relation mentors is teaches\n"
    for before in ("  mentors: {", "contrary: mentors", " mentors: bob"):
        text = text.replace(before, before.replace("mentors", "teaches"))
    assert file.read_text(encoding="utf-8") == text
    assert do("rename teaches owns").err.startswith("stakegraph: 'owns' is taken")
    assert do("rename teaches a-b").err.startswith("stakegraph: nothing is written: ")
    assert do("remove shuns").out == "removed: the relation shuns\n"


def test_two_actors_are_said_to_be_one(do: Callable[..., Any], file: Path) -> None:
    ran = do("merge Ruiz 'Annie R.' --because 'one number in the register: 7'")
    assert (ran.code, ran.out) == (
        0,
        "merged: Annie R. (annie) is Ana Ruiz (ana), because one number in the register: 7\n",
    )
    assert file.read_text(encoding="utf-8") == FACTS.replace(
        "    name: Annie R.\n    evidence: gazette ¶1\n",
        "    name: Annie R.\n    evidence: gazette ¶1\n    same_as: ana\n"
        "    because: 'one number in the register: 7'\n",
    )
    assert do("merge annie ana --because x").err.startswith("stakegraph: 'annie' and 'ana' are one")
    assert "Annie R." in do("show ana").out


def test_two_actors_in_brackets_or_lines_of_json_are_said_to_be_one(
    here: Path, do: Callable[..., Any], file: Path
) -> None:
    text = FACTS.replace(
        "  annie:\n    name: Annie R.\n    evidence: gazette ¶1\n",
        "  annie: {name: Annie R., evidence: gazette ¶1}  # she\n",
    )
    file.write_text(text, encoding="utf-8")
    assert do("merge ana annie --because 'a, b'").code == 0
    assert file.read_text(encoding="utf-8") == text.replace(
        "evidence: gazette ¶1}  # she",
        "evidence: gazette ¶1, same_as: ana, because: 'a, b'}  # she",
    )
    lines = (
        '{"stakegraph": 1}\r\n{"section": "people", "id": "eva", "name": "Eva" }\r\n'
        '{"section": "people", "id": "evi", "name": "Evi"}\r\n'
    )
    (here / "f.jsonl").write_bytes(lines.encode())
    assert do("merge evi eva --because x --facts f.jsonl").code == 0
    assert (here / "f.jsonl").read_bytes().decode() == lines.replace(
        '"Eva" }', '"Eva", "same_as": "evi", "because": "x" }'
    )


def test_print_shows_how_the_files_would_differ(do: Callable[..., Any], file: Path) -> None:
    ran = do("rename fall bridge --print")
    assert ran.out == (
        "--- stakegraph.yaml\n+++ stakegraph.yaml\n@@ -14,7 +14,7 @@\n posts:\n"
        "   head: {title: head of the trust, at: trust, evidence: gazette ¶1}\n events:\n"
        "-  fall: {what: The bridge fell, who: [ana, annie], evidence: gazette}\n"
        "+  bridge: {what: The bridge fell, who: [ana, annie], evidence: gazette}\n facts:\n"
        "   - {who: ana, holds: head, evidence: gazette ¶1}\n   # by her own account\n"
    )
    assert ran.err == "stakegraph: renamed: the event fall is bridge\n"
    for line in ("remove share --print", "merge ana annie --because x --print"):
        assert do(line).out.startswith("--- stakegraph.yaml\n+++ stakegraph.yaml\n")
    assert file.read_text(encoding="utf-8") == FACTS


def test_what_several_files_say_is_removed_from_all(
    here: Path, do: Callable[..., Any], file: Path
) -> None:
    other = "stakegraph: 1\nfacts:\n- {who: bob, works_with: ana, according_to: ana}\n"
    (here / "b.yaml").write_text(other, encoding="utf-8")
    assert do("remove ana.works_with.bob --facts stakegraph.yaml --facts b.yaml").code == 0
    assert (here / "b.yaml").read_text(encoding="utf-8") == "stakegraph: 1\n"
    assert "works_with" not in file.read_text(encoding="utf-8")


@pytest.fixture
def editor(here: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Make an editor of a name that writes down how it was called, and runs some Python."""

    def make(name: str, does: str = "") -> Path:
        path = here / name
        path.write_text(
            f"#!{sys.executable}\nimport sys\n"
            f"open('called', 'a').write(' '.join(sys.argv[1:]) + '\\n')\n{does}\n",
            encoding="utf-8",
        )
        path.chmod(0o755)
        monkeypatch.setenv("EDITOR", str(path))
        return here / "called"

    return make


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("vim", "+7 stakegraph.yaml"),
        ("nano", "+7 stakegraph.yaml"),
        ("code", "--wait --goto stakegraph.yaml:7:3"),
        ("subl", "--wait stakegraph.yaml:7:3"),
        ("hx", "stakegraph.yaml:7:3"),
        ("mine", "stakegraph.yaml"),
    ],
)
@pytest.mark.usefixtures("file")
def test_an_entry_is_opened_at_its_line(
    name: str, called: str, do: Callable[..., Any], editor: Callable[..., Path]
) -> None:
    log = editor(name)
    assert do("edit Ruiz") == (0, "", "")
    assert log.read_text(encoding="utf-8") == f"{called}\n"


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize(
    ("what", "place"),
    [
        ("ana.works_with.bob", "21:5"),
        ("share", "23:5"),
        ("fall", "17:3"),
        ("gazette", "4:3"),
        ("head.at.trust", "15:3"),
        ("'Harbour Trust'", "13:3"),
        ("", "1:1"),
    ],
)
def test_where_something_stands_is_printed(what: str, place: str, do: Callable[..., Any]) -> None:
    assert do(f"edit {what} --print") == (0, f"stakegraph.yaml:{place}\n", "")


@pytest.mark.usefixtures("file")
def test_what_was_made_of_it_is_checked(
    do: Callable[..., Any], editor: Callable[..., Path]
) -> None:
    text = "p = 'stakegraph.yaml'; t = open(p).read(); "
    editor("mine", f"{text}open(p, 'w').write(t.replace('holds: head', 'holds: haed'))")
    ran = do("edit ana.holds.head")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "stakegraph.yaml:19:23: error: no actor has the id 'haed': did you mean 'head'?"
        " [unknown-actor]\n"
    )
    # What is wrong is opened where nothing is named.
    assert do("edit --print").out == "stakegraph.yaml:19:23\n"
    editor("mine", f"{text}open(p, 'w').write(t.replace('haed', 'head'))")
    assert do("edit").code == 0


@pytest.mark.usefixtures("file")
def test_an_editor_that_fails_or_is_not_there_is_said(
    do: Callable[..., Any], editor: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    editor("mine", "sys.exit(3)")
    ran = do("edit ana")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("/mine ended with exit code 3: see stakegraph.yaml:7\n")
    monkeypatch.setenv("EDITOR", "no-such-editor --flag")
    assert do("edit ana").err == (
        "stakegraph: no-such-editor cannot be run: No such file or directory\n"
    )
    monkeypatch.delenv("EDITOR")
    assert do("edit ana").err == (
        "stakegraph: stakegraph.yaml:7: no editor is named to open this with: set $EDITOR\n"
    )


def test_without_a_file_of_ones_own_nothing_is_changed(do: Callable[..., Any]) -> None:
    for line in (
        "edit Rowney",
        "remove Rowney",
        "rename cc c",
        "merge Rowney Williams --because x",
    ):
        ran = do(line)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("stakegraph: there is no fact file here: 'stakegraph init' makes")


def test_a_file_keeps_its_mode_and_a_link_stays_one(
    here: Path, do: Callable[..., Any], file: Path
) -> None:
    file.rename(here / "real.yaml")
    (here / "real.yaml").chmod(0o640)
    file.symlink_to("real.yaml")
    assert do("remove share").code == 0
    assert file.is_symlink()
    assert os.stat(here / "real.yaml").st_mode & 0o777 == 0o640
