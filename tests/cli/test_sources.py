"""`sources read` and `sources add`: the saved texts of sources, read and put into a fact file."""

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
        "stakegraph: no command is called 'sources reed';"
        " there are 'sources', 'sources add', 'sources read'\n"
    )


OWN = """\
# Mine.
stakegraph: 1
sources:
    a: {title: A}  # the first
people: {ann: {name: Ann, evidence: a}}
"""
SHA = hashlib.sha256(PAGE.encode()).hexdigest()


@pytest.fixture
def add(here: Path, run: Callable[..., Any]) -> Callable[..., Any]:
    (here / "facts").mkdir()
    (here / "facts" / "f.yaml").write_text(OWN, encoding="utf-8")
    (here / "Port news.txt").write_text(PAGE, encoding="utf-8")
    return lambda *words: run("sources", "add", *words, "--facts", "facts/f.yaml")


def test_a_saved_text_is_put_in_with_its_checksum(
    add: Callable[..., Any], here: Path, run: Callable[..., Any]
) -> None:
    ran = add("Port news.txt", "--date", "2024-05", "--author", "Jo Day")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        "stakegraph: facts/f.yaml has the source port-news now: cite it as 'port-news ¶1'\n"
    )
    whole = (here / "facts" / "f.yaml").read_text(encoding="utf-8")
    entry = f"""\
    port-news:
        title: Port news
        author: Jo Day
        date: 2024-05
        text: ../Port news.txt
        sha256: {SHA}
"""
    assert whole == OWN.replace("people:", f"{entry}people:")
    read = run("sources", "read", "port-news", "¶1", "--facts", "facts/f.yaml")
    assert (read.out, read.err) == ("¶1 A headline\n", "")


def test_an_address_is_put_in_with_its_saved_text_or_without(
    add: Callable[..., Any], here: Path
) -> None:
    given = ("https://x.example/a?b=c", "--text", "Port news.txt", "--id", "web")
    assert add(*given, "--title", "Trust: new head").code == 0
    assert add("https://x.example/d", "--title", "D").code == 0
    whole = (here / "facts" / "f.yaml").read_text(encoding="utf-8")
    assert whole == OWN.replace(
        "people:",
        f"""\
    web:
        title: 'Trust: new head'
        url: https://x.example/a?b=c
        text: ../Port news.txt
        sha256: {SHA}
    d:
        title: D
        url: https://x.example/d
people:""",
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("Port news.txt", "--id", "a"), "facts/f.yaml: there is an entry 'a' in sources already"),
        (("nothing.txt",), "nothing.txt: No such file or directory"),
        (("scan.pdf",), "scan.pdf: it is not UTF-8"),
        (("Port news.txt", "--date", "May"), "nothing is written: date: "),
        (("Port news.txt", "--language", "English"), "nothing is written: language: 'English' is"),
        (("Port news.txt", "--id", "Port News"), "nothing is written: 'Port News' is no id"),
        (("Port news.txt", "--text", "x.txt"), "--text is the saved text of an address"),
        (("https://x.example", "--url", "https://y.example"), "the address is given twice"),
    ],
)
def test_what_would_be_wrong_is_not_written(
    words: tuple[str, ...], told: str, add: Callable[..., Any], here: Path
) -> None:
    (here / "scan.pdf").write_bytes(b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n")
    ran = add(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"stakegraph: {told}")
    assert (here / "facts" / "f.yaml").read_text(encoding="utf-8") == OWN


def test_a_source_is_put_into_one_file_which_is_named_or_the_only_one(
    here: Path, run: Callable[..., Any]
) -> None:
    (here / "s.txt").write_text(PAGE, encoding="utf-8")
    assert "there is no fact file here" in run("sources", "add", "s.txt").err
    for name in ("one.yaml", "two.yaml"):
        (here / name).write_text(OWN.replace("a:", f"{name[0]}:"), encoding="utf-8")
    ran = run("sources", "add", "s.txt", "--facts", "one.yaml", "--facts", "two.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert "there are several fact files: name the one to write to with --into FILE" in ran.err


def test_print_shows_the_entry_and_writes_nothing(add: Callable[..., Any], here: Path) -> None:
    ran = add("Port news.txt", "--print")
    assert (
        ran.out
        == f"""\
    port-news:
        title: Port news
        text: ../Port news.txt
        sha256: {SHA}
"""
    )
    assert (here / "facts" / "f.yaml").read_text(encoding="utf-8") == OWN


def test_a_line_is_added_to_a_file_of_json_lines(here: Path, run: Callable[..., Any]) -> None:
    (here / "s.txt").write_text(PAGE, encoding="utf-8")
    before = '{"stakegraph": 1}\n{"section": "people", "id": "ann", "name": "Ann"}'
    (here / "f.jsonl").write_text(before, encoding="utf-8")
    assert run("sources", "add", "s.txt", "--facts", "f.jsonl").code == 0
    line = f'{{"section": "sources", "id": "s", "title": "s", "text": "s.txt", "sha256": "{SHA}"}}'
    assert (here / "f.jsonl").read_text(encoding="utf-8") == f"{before}\n{line}\n"


def test_a_source_is_put_into_one_file_of_a_set(here: Path, run: Callable[..., Any]) -> None:
    (here / "s.txt").write_text(PAGE, encoding="utf-8")
    (here / "facts").mkdir()
    people = "stakegraph: 1\nfacts: [{who: ann, reports_to: bob, evidence: a}]\n"
    (here / "facts" / "b.yaml").write_text(people, encoding="utf-8")
    own = OWN.replace("{ann:", "{bob: {name: Bob, evidence: a}, ann:")
    (here / "facts" / "a.yaml").write_text(own, encoding="utf-8")
    taken = run("sources", "add", "s.txt", "--id", "a", "--into", "facts/b.yaml")
    assert taken.err == "stakegraph: facts/a.yaml: there is an entry 'a' in sources already\n"
    assert run("sources", "add", "s.txt", "--into", "c.yaml").err == (
        "stakegraph: c.yaml: this is none of the fact files:\n  facts/a.yaml\n  facts/b.yaml\n"
    )
    assert run("sources", "add", "s.txt", "--into", "./facts/b.yaml").code == 0
    assert (here / "facts" / "b.yaml").read_text(encoding="utf-8") == people.replace(
        "facts:",
        f"sources:\n  s:\n    title: s\n    text: ../s.txt\n    sha256: {SHA}\nfacts:",
    )
    assert (here / "facts" / "a.yaml").read_text(encoding="utf-8") == own
    assert run("check").code == 0


def test_a_file_with_errors_is_not_added_to(here: Path, run: Callable[..., Any]) -> None:
    (here / "s.txt").write_text(PAGE, encoding="utf-8")
    wrong = OWN.replace("{name:", "{nme:")
    (here / "f.yaml").write_text(wrong, encoding="utf-8")
    ran = run("sources", "add", "s.txt", "--facts", "f.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert "f.yaml:5:" in ran.err
    assert (here / "f.yaml").read_text(encoding="utf-8") == wrong


def test_a_source_is_added_that_facts_cite_already(here: Path, run: Callable[..., Any]) -> None:
    (here / "a.txt").write_text("Harbour news\n\nAna Ruiz heads the Trust.\n", encoding="utf-8")
    facts = here / "stakegraph.yaml"
    facts.write_text(
        "stakegraph: 1\npeople:\n  ana: {name: Ana Ruiz, evidence: a ¶2}\n"
        "facts:\n  - {who: ana, works_with: bob, evidence: b ¶1}\n",
        encoding="utf-8",
    )
    code, _, said = run("sources", "add", "a.txt")
    assert (code, said) == (
        0,
        "stakegraph: stakegraph.yaml has the source a now: cite it as 'a ¶1'\n",
    )
    left = run("check")[1]
    assert "no source has the id 'b'" in left
    assert "no source has the id 'a'" not in left
    # What the entry does not mend stands in the way of no other, and what is wrong besides does.
    facts.write_text(facts.read_text(encoding="utf-8") + "  - {who: ana}\n", encoding="utf-8")
    code, _, said = run("sources", "add", "a.txt", "--id", "b")
    assert code != 0
    assert "[no-relation]" in said
