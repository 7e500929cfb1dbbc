"""`sources add`: a source put into a fact file, of which nothing else changes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FACTS = """\
stakegraph: 1  # the harbour
sources:
  s: {title: "T", text: texts/s.txt}   # kept as it is

people: {ann: {name: Ann Lee, evidence: s ¶2}}
"""
PAGE = "A headline\n\nAnn Lee has joined Acme.\nAcme's rival is Bolt.\n"
SHA = hashlib.sha256(PAGE.encode()).hexdigest()


@pytest.fixture
def facts(here: Path) -> Path:
    path = here / "f.yaml"
    path.write_text(FACTS, encoding="utf-8")
    (here / "texts").mkdir()
    for name in ("s.txt", "new one.txt"):
        (here / "texts" / name).write_text(PAGE, encoding="utf-8")
    return path


def test_a_saved_text_is_put_into_the_fact_file(facts: Path, run: Callable[..., Any]) -> None:
    ran = run("sources", "add", "texts/new one.txt", "--date", "2024-05", "--facts", "f.yaml")
    entry = f"""\
  new-one:
    title: A headline
    date: 2024-05
    text: texts/new one.txt
    sha256: {SHA}
"""
    assert ran == (0, entry, "stakegraph: added to f.yaml\n")
    assert facts.read_text(encoding="utf-8") == FACTS.replace("it is\n", f"it is\n{entry}")
    assert run("check", "--facts", "f.yaml").code == 0
    assert run("verify", "--facts", "f.yaml").code == 0


def test_a_page_of_the_web_is_added_with_its_text(facts: Path, run: Callable[..., Any]) -> None:
    given = ("--author", "Jo Day", "--accessed", "2024-05-03", "--archived", "https://a.example/1")
    ran = run(
        *("sources", "add", "https://b.example/x?y=1", "--text", "texts/new one.txt"),
        *("--id", "b", "--title", "New: a head", "--facts", "f.yaml", *given),
    )
    assert (
        ran.out
        == f"""\
  b:
    title: 'New: a head'
    author: Jo Day
    url: https://b.example/x?y=1
    archived: https://a.example/1
    accessed: 2024-05-03
    text: texts/new one.txt
    sha256: {SHA}
"""
    )


def test_the_text_is_named_from_the_folder_of_the_fact_file(
    facts: Path, run: Callable[..., Any]
) -> None:
    (facts.parent / "facts").mkdir()
    os.rename(facts, "facts/f.yaml")
    os.rename("texts/s.txt", "texts/other.txt")
    ran = run("sources", "add", "texts/other.txt", "--dry-run")
    assert ran.code == 0
    assert "    text: ../texts/other.txt\n" in ran.out
    assert ran.err == "stakegraph: nothing is written: this would be in facts/f.yaml\n"
    assert Path("facts/f.yaml").read_text(encoding="utf-8") == FACTS


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("texts/s.txt",), "there is a source with the id 's' already: say another with --id ID"),
        (("texts/none.txt",), "texts/none.txt: there is no such file"),
        (("texts",), "texts: this is no file"),
        (
            ("pdf",),
            "pdf: it is not UTF-8 text: save its text, as pdftotext does, and name that",
        ),
        (
            ("https://b.example/",),
            "there is no text whose first line is the title: say --title TEXT",
        ),
        (("texts/s.txt", "--id", "A b"), "'A b' is no id: write 'a-b'"),
        (
            ("texts/s.txt", "--text", "texts/s.txt"),
            "texts/s.txt: this is no URL, so --text has no use: name the saved text alone",
        ),
        (
            ("texts/s.txt", "--id", "x", "--into", "g.yaml"),
            "g.yaml: this is none of the fact files:\n  f.yaml",
        ),
    ],
)
def test_what_cannot_be_added_leaves_the_file_as_it_is(
    facts: Path, run: Callable[..., Any], given: tuple[str, ...], message: str
) -> None:
    Path("pdf").write_bytes(b"%PDF-1.4\n\xff\xfe")
    ran = run("sources", "add", *given, "--facts", "f.yaml")
    assert ran == (2, "", f"stakegraph: {message}\n")
    assert facts.read_text(encoding="utf-8") == FACTS


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--date", "2024-13"), "date: there is no month 13"),
        (("--language", "English!"), "English!"),
        (("--accessed", "yesterday"), "accessed: not a date"),
    ],
)
def test_a_wrong_value_is_told_of_before_anything_is_written(
    facts: Path, run: Callable[..., Any], given: tuple[str, str], told: str
) -> None:
    ran = run("sources", "add", "texts/new one.txt", *given, "--facts", "f.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert facts.read_text(encoding="utf-8") == FACTS


def test_a_file_with_errors_is_not_added_to(facts: Path, run: Callable[..., Any]) -> None:
    wrong = FACTS.replace("name: Ann", "nme: Ann")
    facts.write_text(wrong, encoding="utf-8")
    ran = run("sources", "add", "texts/new one.txt", "--facts", "f.yaml")
    assert ran.code == 1
    assert "f.yaml:5:" in ran.err
    assert facts.read_text(encoding="utf-8") == wrong


def test_which_of_several_files_is_added_to_is_asked(facts: Path, run: Callable[..., Any]) -> None:
    Path("g.yaml").write_text("stakegraph: 1\n", encoding="utf-8")
    given = ("sources", "add", "texts/new one.txt", "--facts", "f.yaml", "--facts", "g.yaml")
    ran = run(*given)
    assert ran.err == (
        "stakegraph: there are several fact files: say which with --into PATH:\n"
        "  f.yaml\n  g.yaml\n"
    )
    assert run(*given, "--into", "./g.yaml").code == 0
    assert "new-one" in Path("g.yaml").read_text(encoding="utf-8")
    assert "new-one" not in facts.read_text(encoding="utf-8")
    assert "already" in run(*given, "--into", "f.yaml").err


def test_nothing_is_added_to_the_bundled_example(run: Callable[..., Any], here: Path) -> None:
    (here / "a.txt").write_text(PAGE, encoding="utf-8")
    assert run("sources", "add", "a.txt") == (
        2,
        "",
        "stakegraph: there are no facts of yours here: name a fact file with --facts PATH\n",
    )
