"""What is asked on a terminal before something is written."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from terminals import talk

pytestmark = pytest.mark.slow

pty = pytest.importorskip("pty", reason="needs pseudo-terminals")

FACTS = """\
stakegraph: 1
sources:
  gazette: {title: G, date: 2024-05-02}
people:
  ana: {name: Ana Ruiz, evidence: gazette}
  eva: {name: Eva Ruiz, evidence: gazette}
facts:
  - {who: ana, works_with: eva, evidence: gazette}
"""
_SECONDS = 30


@pytest.fixture
def file(here: Path) -> Path:
    (here / "stakegraph.yaml").write_text(FACTS, encoding="utf-8")
    return here / "stakegraph.yaml"


def test_a_statement_is_asked_for_field_by_field(file: Path) -> None:
    code, shown = talk(
        "add",
        answers=[
            ("who:", "Bob Lee\n"),
            ("relation:", "is fond of\n"),
            ("relation:", "hol\t\n"),
            ("to whom or what:", "head of the trust\n"),
            ("at which organisation:", "Harbour Trust\n"),
            ("as:", "act\t\n"),
            ("since:", "May\n"),
            ("since:", "2024-05\n"),
            ("until:", "\n"),
            ("evidence:", "gazette there\n"),
            ("evidence:", "gaz\t7\n"),
            ("quote:", "Bob Lee: head\n"),
            ("more evidence:", "gazette p. 3\n"),
            ("quote:", "\n"),
            ("more evidence:", "\n"),
            ("status (stated):", "sure\n"),
            ("status (stated):", "hedged\n"),
            ("according to:", "the mayor\n"),
            ("note:", "\n"),
            ("new organisation? [y/N]:", "y\n"),
            ("new person? [y/N]:", "Y\n"),
            ("new post? [y/N]:", "yes\n"),
        ],
    )
    assert code == 0
    assert "no relation is called 'is fond of'" in shown
    assert "not a date: write a year" in shown
    assert "'there' is no place in gazette: write gazette ¶7, or another place" in shown
    assert "'sure' is none of stated, hedged, inferred, disputed, denied" in shown
    assert (
        "hedged: Bob Lee is the head of the trust (acting) (since May 2024), according to the mayor"
        "\n    [gazette ¶7, p. 3]\n  id: bob-lee.holds.head-of-the-trust\n"
    ) in shown
    assert file.read_text(encoding="utf-8").endswith(
        "  - who: bob-lee\n    holds: head-of-the-trust\n    as: acting\n    since: 2024-05\n"
        "    status: hedged\n    according_to: the mayor\n    evidence:\n      - source: gazette\n"
        "        at: ¶7\n        quote: 'Bob Lee: head'\n      - gazette p. 3\n"
    )


def test_what_a_line_lacks_is_asked_for(file: Path) -> None:
    answers = [("relation:", "supports\n"), ("to whom or what:", "eva\n")]
    code, shown = talk("add", "ana", "--evidence", "gazette", answers=answers)
    assert code == 0
    assert "Ana Ruiz supports Eva Ruiz [gazette]\n  id: ana.supports.eva\n" in shown


@pytest.mark.parametrize("typed", ["\x04", "\x03"])
def test_who_stops_writes_nothing(typed: str, file: Path) -> None:
    code, shown = talk("add", answers=[("who:", "ana\n"), ("relation:", typed)])
    assert code in (2, 130, -2)  # -2: by another one, while Python leaves
    assert "Traceback" not in shown
    assert file.read_text(encoding="utf-8") == FACTS


def test_who_is_meant_is_asked(file: Path) -> None:
    line = ("add", "Ruiz", "opposes", "eva", "--evidence", "gazette")
    code, shown = talk(*line, answers=[("number:", "1\n")], columns=40)
    assert code == 0
    assert shown.startswith(
        "'Ruiz' may mean any of these; type one's id:\n  1  ana: Ana Ruiz (person)\n"
        "  2  eva: Eva Ruiz (person)\nnumber: 1\n"
    )
    assert "Ana Ruiz opposes Eva Ruiz [gazette]\n" in shown
    mistyped = ("add", "Ana Riuz", "owns", "Docks", "--new", "company", "--evidence", "gazette")
    code, shown = talk(*mistyped, answers=[("number:", "1\n")])
    assert code == 0
    assert "Ana Ruiz owns Docks [gazette]\n" in shown


@pytest.mark.parametrize(
    ("typed", "last"), [("\n", "\n"), ("n\n", "\x04"), ("0\n", "\n"), ("7\n", "\x04")]
)
def test_nobody_is_made_without_a_yes(typed: str, last: str, file: Path) -> None:
    stop = ("another name (Enter stops):", last)
    line = ("add", "Cy Young", "holds", "ana", "--evidence", "gazette")
    code, shown = talk(*line, answers=[("make a new person? [y/N]:", typed), stop])
    assert code == 2
    assert "nobody here is called 'Cy Young'" in shown
    line = ("add", "Cy Young", "works_with", "ana", "--evidence", "gazette")
    code, shown = talk(*line, answers=[("number:", typed), stop])
    assert code == 2
    assert file.read_text(encoding="utf-8") == FACTS


def test_a_name_of_whom_nobody_is_made_is_asked_for_again(file: Path) -> None:
    code, shown = talk(
        "add",
        answers=[
            ("who:", "Anna Ruis\n"),
            ("relation:", "works_with\n"),
            ("to whom or what:", "Cy  Young\n"),
            *((f"{label}:", "\n") for label in ("on", "since", "until")),
            ("evidence:", "gazette 7\n"),
            ("quote:", "\n"),
            ("more evidence:", "\n"),
            *((f"{label}:", "\n") for label in ("status (stated)", "according to", "note")),
            ("number:", "\n"),
            ("another name (Enter stops):", " Ana \n"),
            ("number:", "0\n"),  # a new person, or a new organisation
            ("another name (Enter stops):", "Cy Old\n"),
            ("number:", "\n"),
            ("another name (Enter stops):", "Cy Young\n"),
            ("number:", "1\n"),
        ],
    )
    assert code == 0
    assert "Ana Ruiz works with Cy Young [gazette ¶7]\n" in shown
    assert (
        file.read_text(encoding="utf-8")
        == FACTS.replace(
            "  eva: {name: Eva Ruiz, evidence: gazette}\n",
            "  eva: {name: Eva Ruiz, evidence: gazette}\n"
            "  cy-young:\n    name: Cy Young\n    evidence: gazette ¶7\n",
        )
        + "  - who: ana\n    works_with: cy-young\n    evidence: gazette ¶7\n"
    )


def test_words_that_do_not_stand_in_the_text_are_asked_for_again(file: Path) -> None:
    text = "Ana and Eva\nMs Ana Ruiz funds Ms Eva Ruiz.\n"
    (file.parent / "g.txt").write_text(text, encoding="utf-8")
    text = FACTS.replace("{title: G,", "{title: G, text: g.txt,")
    file.write_text(text, encoding="utf-8")
    code, shown = talk(
        "add",
        answers=[
            ("who:", "ana\n"),
            ("relation:", "related_to\n"),
            ("to whom or what:", "eva\n"),
            *((f"{label}:", "\n") for label in ("as", "since", "until")),
            ("evidence:", "gazette 7\n"),
            ("evidence:", "gazette 2\n"),
            ("quote:", "Ana Ruiz founds\n"),
            ("quote:", "Ana Ruiz funds\n"),
            ("more evidence:", "\n"),
            *((f"{label}:", "\n") for label in ("status (stated)", "according to", "note")),
        ],
    )
    assert code == 0
    assert "gazette has no ¶7: its paragraphs are ¶1 to ¶2\n" in shown
    assert "is not in gazette ¶2; the nearest words are “Ana Ruiz funds”\n" in shown
    assert file.read_text(encoding="utf-8") == (
        f"{text}  - who: ana\n    related_to: eva\n    evidence:\n      source: gazette\n"
        "      at: ¶2\n      quote: Ana Ruiz funds\n"
    )


def test_the_reason_of_a_merger_is_asked_for(file: Path) -> None:
    code, shown = talk("merge", "ana", "eva", answers=[("because:", "one birthday\n")])
    assert code == 0
    assert "merged: Eva Ruiz (eva) is Ana Ruiz (ana), because one birthday\n" in shown


def test_what_is_wrong_after_an_edit_is_opened_again(
    file: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = here / "mine"
    editor.write_text(
        f"#!{sys.executable}\np = 'stakegraph.yaml'\nt = open(p).read()\n"
        "pair = ('nobody', 'eva') if 'nobody' in t else (': eva', ': nobody')\n"
        "open(p, 'w').write(t.replace(*pair))\n",
        encoding="utf-8",
    )
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    code, shown = talk("edit", "ana", answers=[("edit it again? [Y/n]:", "\n")])
    assert code == 0
    assert "no actor has the id 'nobody'" in shown
    assert file.read_text(encoding="utf-8") == FACTS
