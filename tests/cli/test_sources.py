"""`sources read`: the saved text of a source, with the numbers under which it is cited."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PAGE = "A headline\n\nAnn Lee has joined Acme.\n  Acme’s rival is Bolt.\n"
FACTS = """\
stakegraph: 1
sources:
  s: {title: T, text: texts/s.txt}
  bare: {title: U}
  gone: {title: V, text: texts/gone.txt}
people: {ann: {name: Ann Lee, evidence: s}}
"""


@pytest.fixture
def read(here: Path, run: Callable[..., Any]) -> Callable[..., Any]:
    (here / "f.yaml").write_text(FACTS, encoding="utf-8")
    (here / "texts").mkdir()
    (here / "texts" / "s.txt").write_text(PAGE, encoding="utf-8")
    return lambda *words: run("sources", "read", *words, "--facts", "f.yaml")


def test_each_paragraph_stands_under_its_number(read: Callable[..., Any]) -> None:
    ran = read("s")
    assert ran.out == "¶1 A headline\n¶2 Ann Lee has joined Acme.\n¶3 Acme’s rival is Bolt.\n"
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    "words", [("s", "¶2-3"), ("s", "2-3"), ("s", "lines", "3-4"), ("s ¶¶ 2, 3",)]
)
def test_a_place_is_read_as_it_is_cited_or_by_its_number(
    words: tuple[str, ...], read: Callable[..., Any]
) -> None:
    assert read(*words).out == "¶2 Ann Lee has joined Acme.\n¶3 Acme’s rival is Bolt.\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("t",), "no source has the id 't'"),
        (("bare",), "bare has no saved text: give a copy of it with --text PATH"),
        (("s", "¶9"), "s has no ¶9: its paragraphs are ¶1 to ¶3;"
         " 'stakegraph sources read s' prints all of it"),
        (("s", "§", "4.2"), "s has no § 4.2: no text numbers what § 4.2 is;"
         " 'stakegraph sources read s' prints all of it"),
        (("s", "there"), "'there' is no place in a source: write ¶7, pp. 3-4, line 9 or 12:30"),
        (("gone",), "the text of gone cannot be read: texts/gone.txt: No such file or directory"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(
    words: tuple[str, ...], told: str, read: Callable[..., Any]
) -> None:
    ran = read(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[0] == f"stakegraph: {told}"


def test_pages_are_headed_by_what_is_printed_on_them(read: Callable[..., Any], here: Path) -> None:
    (here / "mine.txt").write_text("7\nOne.\n\fTwo.\n8\n\f", encoding="utf-8")
    ran = read("bare", "--text", "mine.txt")
    assert ran.out == "[p. 7]\n¶1 7\n¶2 One.\n[p. 8]\n¶3 Two.\n¶4 8\n"
    assert read("bare", "p. 8", "--text", "mine.txt").out == "[p. 8]\n¶3 Two.\n¶4 8\n"


def test_escape_codes_of_a_text_are_shown(read: Callable[..., Any], here: Path) -> None:
    (here / "mine.txt").write_text("a \x1b[31mred\x1b[0m word\n", encoding="utf-8")
    assert read("bare", "--text", "mine.txt").out == "¶1 a ␛[31mred␛[0m word\n"


def test_a_changed_text_is_read_with_a_warning(read: Callable[..., Any], here: Path) -> None:
    sha = hashlib.sha256(b"another text").hexdigest()
    changed = FACTS.replace("texts/s.txt", f"texts/s.txt, sha256: {sha}")
    (here / "f.yaml").write_text(changed, encoding="utf-8")
    ran = read("s", "¶1")
    assert ran.out == "¶1 A headline\n"
    assert ran.err == (
        "stakegraph: s: this is not the text of its sha256: what is cited may stand elsewhere\n"
    )


def test_sources_alone_is_the_question_and_a_wrong_word_is_told(run: Callable[..., Any]) -> None:
    ran = run("sources", "reed")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "stakegraph: no command is called 'sources reed'; there are 'sources', 'sources read',"
        " 'sources add'\n"
    )
