"""`draft` and `review`: from an article to facts that its words bear out."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from terminals import talk

Run = Callable[..., Any]
_ON_A_TERMINAL = pytest.mark.skipif(os.name != "posix", reason="needs pseudo-terminals")

ARTICLE = """\
A new head for the harbour

Ana Ruiz has been chief executive of Harbour Trust since May 2024. She reports to Bob Lee.

Harbour Trust is owned by Acme plc, it is understood.
"""
FACTS = """\
# Mine.
stakegraph: 1
sources:
  old: {title: Old, date: 2020-01-01}
people:
  ruiz: {name: Ana Ruiz, evidence: old ¶1}
organisations:
  trust: {name: Harbour Trust, evidence: old ¶1}
facts:
  - {who: ruiz, role_at: trust, title: clerk, evidence: old ¶1}
"""
PROPOSED = """\
proposals: 1
article: gazette.txt
source: gazette

sources:
  gazette:
    title: gazette
    date: 2024-05-02
    text: gazette.txt
    sha256: {sha256}

organisations:
  acme-plc:
    name: Acme plc
    kind: company
    evidence: gazette ¶3

people:
  bob-lee:
    name: Bob Lee
    evidence: gazette ¶2

facts:
  # 1. Ana Ruiz is chief executive at Harbour Trust (since May 2024)
  - who: ruiz
    role_at: trust
    title: chief executive
    since: 2024-05
    evidence:
      source: gazette
      at: ¶2
      quote: Ana Ruiz has been chief executive of Harbour Trust since May 2024
  # 2. Ana Ruiz reports to Bob Lee
  - who: ruiz
    reports_to: bob-lee
    evidence:
      source: gazette
      at: ¶2
      quote: She reports to Bob Lee
  # 3. hedged: Acme plc owns Harbour Trust
  - who: acme-plc
    owns: trust
    status: hedged
    evidence:
      source: gazette
      at: ¶3
      quote: Harbour Trust is owned by Acme plc, it is understood
"""


@pytest.fixture
def article(here: Path) -> Path:
    (here / "gazette.txt").write_text(ARTICLE, encoding="utf-8")
    return here / "gazette.txt"


@pytest.fixture
def file(here: Path) -> Path:
    (here / "stakegraph.yaml").write_text(FACTS, encoding="utf-8")
    return here / "stakegraph.yaml"


@pytest.fixture
def proposals(article: Path, file: Path, here: Path, run: Run) -> Path:
    """Draft the article into a file beside it."""
    ran = run("draft", "gazette.txt", "--date", "2024-05-02", "--out", "p.yaml")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "stakegraph: proposed: 3 statements; next: stakegraph review p.yaml\n"
    return here / "p.yaml"


def test_an_article_is_drafted_into_a_file_of_proposals(article: Path, proposals: Path) -> None:
    sha256 = hashlib.sha256(article.read_bytes()).hexdigest()
    assert proposals.read_text(encoding="utf-8") == PROPOSED.format(sha256=sha256)


def test_what_is_accepted_is_in_the_facts_and_borne_out(
    proposals: Path, file: Path, run: Run
) -> None:
    ran = run("review", "p.yaml", "--accept", "1,3", "--reject", "2")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "stakegraph: 1 accepted: Ana Ruiz is chief executive at Harbour Trust (since May 2024)",
        "stakegraph: 3 accepted: hedged: Acme plc owns Harbour Trust",
        "stakegraph: 2 accepted, 1 rejected; nothing is left",
    ]
    written = file.read_text(encoding="utf-8")
    assert [line for line in FACTS.splitlines() if line not in written.splitlines()] == []
    assert "Bob Lee" not in written
    assert (run("check").code, run("verify").code) == (0, 0)
    roles = run("roles", "Ana Ruiz").out
    assert "chief executive, Harbour Trust (since May 2024) [gazette ¶2]" in roles
    assert proposals.read_text(encoding="utf-8").endswith(
        "\ndecided:\n  1: accepted\n  3: accepted\n  2: rejected\n"
    )


def test_proposals_are_no_facts_wherever_these_are_looked_for(
    proposals: Path, file: Path, here: Path, run: Run
) -> None:
    before = run("list").out
    (here / "facts").mkdir()
    (here / "facts" / "p.yaml").write_bytes(proposals.read_bytes())
    (here / "facts" / "mine.yaml").write_bytes(file.read_bytes())
    for where in ("facts", "*.yaml", "facts/*.yaml"):
        assert run("list", "--facts", where).out == before
        assert run("check", "--facts", where).code == 0
    ran = run("list", "--facts", "p.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert "these are proposals, which nobody has accepted yet" in ran.err
    assert run("review", "stakegraph.yaml", "--accept", "1").code == 1


def test_what_the_facts_have_already_is_counted_only(proposals: Path, run: Run) -> None:
    assert run("review", "p.yaml", "--accept", "all").code == 0
    ran = run("draft", "gazette.txt")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "stakegraph: left out, for the facts have it already: 3 statements",
        "stakegraph: nothing is proposed from gazette.txt",
    ]


def test_words_that_stand_in_the_article_no_more_cannot_be_accepted(
    article: Path, proposals: Path, file: Path, run: Run
) -> None:
    article.write_text(ARTICLE.replace("chief executive", "clerk"), encoding="utf-8")
    ran = run("review", "p.yaml", "--accept", "all")
    assert ran.code == 1
    assert ran.err.splitlines()[0].startswith(
        "stakegraph: 1 is left: it is not accepted: the quotation is not in gazette ¶2"
    )
    assert "chief executive" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--accept", "4"), "p.yaml: nothing is proposed under 4: there are 1 to 3"),
        (("--accept", "one"), "'one': write numbers, such as 1,3, or all"),
        (("--accept", "1", "--reject", "1"), "1 is both accepted and rejected"),
        (("--print",), "--print shows what --accept would write: say which ones"),
        ((), "review asks on a terminal, and there is none"),
    ],
)
def test_a_wrong_call_decides_nothing(
    arguments: tuple[str, ...], said: str, proposals: Path, file: Path, run: Run
) -> None:
    before = proposals.read_bytes()
    ran = run("review", "p.yaml", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert (proposals.read_bytes(), file.read_text(encoding="utf-8")) == (before, FACTS)


def test_what_is_decided_stays_so(proposals: Path, run: Run) -> None:
    assert run("review", "p.yaml", "--reject", "2").code == 0
    ran = run("review", "p.yaml", "--accept", "2")
    assert (ran.code, ran.err) == (2, "stakegraph: 2 is rejected already\n")
    ran = run("review", "p.yaml", "--reject", "all")
    assert ran.err == "stakegraph: 3 rejected; nothing is left\n"


def test_a_review_prints_what_it_would_write(proposals: Path, file: Path, run: Run) -> None:
    ran = run("review", "p.yaml", "--accept", "2", "--print")
    assert ran.code == 0
    assert "    reports_to: bob-lee\n" in ran.out
    assert file.read_text(encoding="utf-8") == FACTS


@_ON_A_TERMINAL
def test_a_review_is_gone_through_on_a_terminal(proposals: Path, file: Path) -> None:
    code, shown = talk(
        "review",
        "p.yaml",
        answers=[
            ("quit (q):", "what\n"),
            ("quit (q):", "c\n"),
            ("change:", "title: director\n"),
            ("change:", "quote: Ana Ruiz is director\n"),
            ("change:", "\n"),
            ("quit (q):", "a\n"),
            ("quit (q):", "c\n"),
            ("change:", "quote: Ana Ruiz has been chief executive\n"),
            ("change:", "title: chief executive\n"),
            ("change:", "since:\n"),
            ("change:", "\n"),
            ("quit (q):", "accept\n"),
            ("quit (q):", "r\n"),
            ("quit (q):", "q\n"),
        ],
    )
    assert code == 0, shown
    assert "it is not accepted: the quotation is not in gazette ¶2" in shown
    assert "1 changed, 1 rejected; 1 proposal left" in shown
    written = file.read_text(encoding="utf-8")
    assert "title: chief executive" in written
    assert "since" not in written
    assert proposals.read_text(encoding="utf-8").endswith("decided:\n  1: changed\n  2: rejected\n")


@_ON_A_TERMINAL
def test_an_end_of_a_fact_is_changed_by_a_name(proposals: Path, file: Path) -> None:
    code, shown = talk(
        "review",
        "p.yaml",
        answers=[
            ("quit (q):", "l\n"),
            ("quit (q):", "c\n"),
            ("change:", "who: Bob Lee\n"),
            ("change:", "reports_to: nobody of that name\n"),
            ("change:", "reports_to: Ruiz\n"),
            ("change:", "\n"),
            ("quit (q):", "q\n"),
        ],
    )
    assert code == 0, shown
    assert "Bob Lee reports to Ana Ruiz" in shown
    assert "nobody of that name" in shown
    assert file.read_text(encoding="utf-8") == FACTS


def answer(here: Path, facts: list[dict[str, Any]], **entries: Any) -> str:
    given = {"people": {"bob": {"name": "Bob Lee", "evidence": "gazette ¶2"}}, **entries}
    (here / "answer.json").write_text(json.dumps({**given, "facts": facts}), encoding="utf-8")
    return "answer.json"


def cited(quote: str, at: str = "¶2") -> dict[str, str]:
    return {"source": "gazette", "at": at, "quote": quote}


def test_a_prompt_has_the_schema_whoever_is_known_and_the_numbered_text(
    article: Path, file: Path, run: Run
) -> None:
    ran = run("draft", "gazette.txt", "--prompt")
    assert ran.code == 0
    assert "  ruiz: Ana Ruiz (person)\n  trust: Harbour Trust (organisation)\n" in ran.out
    assert "Bob Lee (" not in ran.out
    schema = ran.out.partition("The JSON Schema:\n\n")[2].partition("\n\nThe text")[0]
    assert "reports_to" in json.dumps(json.loads(schema))
    assert ran.out.endswith(
        "¶1 A new head for the harbour\n"
        "¶2 Ana Ruiz has been chief executive of Harbour Trust since May 2024. She reports to Bob"
        " Lee.\n"
        "¶3 Harbour Trust is owned by Acme plc, it is understood.\n"
    )


def test_an_answer_goes_through_the_same_gate(
    article: Path, file: Path, here: Path, run: Run
) -> None:
    facts = [
        {"who": "ruiz", "reports_to": "bob", "evidence": cited("She reports to Bob Lee")},
        {"who": "ruiz", "reports_to": "bob", "evidence": cited("She answers to Bob Lee")},
        {"who": "bob", "leads": "trust", "evidence": cited("She reports to Bob Lee")},
        {"who": "bob", "reports_to": "eva", "evidence": cited("She reports to Bob Lee")},
        {"who": "ruiz", "reports_to": "bob"},
        "Ana reports to Bob",
    ]
    name = answer(here, facts)
    ran = run("draft", "gazette.txt", "--accept", name, "--out", "p.yaml")
    assert ran.code == 0
    assert ran.err.splitlines() == [
        "stakegraph: answer.json: fact 2 (ruiz reports_to bob) is refused: the quotation is not in "
        "gazette ¶2; the nearest words are “She reports to Bob Lee.”",
        "stakegraph: answer.json: fact 3 (bob) is refused: unknown relation 'leads': "
        "did you mean 'role_at'?",
        "stakegraph: answer.json: fact 4 (bob reports_to eva) is refused: no actor has the id "
        "'eva'",
        "stakegraph: answer.json: fact 5 (ruiz reports_to bob) is refused: no evidence is given",
        "stakegraph: answer.json: fact 6 (?) is refused: it is no object with 'who', a relation "
        "and 'evidence'",
        "stakegraph: proposed: 1 statement; next: stakegraph review p.yaml",
    ]
    assert run("review", "p.yaml", "--accept", "all").code == 0
    assert (run("check").code, run("verify").code) == (0, 0)


def test_an_answer_between_fences_is_read_and_whoever_is_known_has_the_known_id(
    article: Path, file: Path, here: Path, run: Run
) -> None:
    facts = [{"who": "ana-ruiz", "reports_to": "bob", "evidence": cited("reports to Bob Lee")}]
    people = {
        "ana-ruiz": {"name": "Ana Ruiz", "evidence": "gazette ¶2"},
        "bob": {"name": "Bob Lee", "evidence": "gazette ¶2"},
    }
    name = answer(here, facts, people=people)
    (here / name).write_text(f"```json\n{(here / name).read_text()}\n```\n", encoding="utf-8")
    ran = run("draft", "gazette.txt", "--accept", name)
    assert ran.code == 0
    assert "  - who: ruiz\n    reports_to: bob\n" in ran.out
    assert "ana-ruiz" not in ran.out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Here you are!", "answer.json:1:1: this is no JSON: Expecting value"),
        ("```json\n{\n```", "answer.json:3:1: this is no JSON"),
        ("[]", "answer.json: this is no object"),
        ('{"mood": 1}', "answer.json: unknown key 'mood'"),
        ('{"people": []}', "answer.json: 'people' is no object of entries under their ids"),
        ('{"facts": {}}', "answer.json: 'facts' is no list"),
        ("[" * 100_000, "answer.json: this"),
    ],
)
def test_what_is_no_answer_is_refused(
    text: str, said: str, article: Path, here: Path, run: Run
) -> None:
    (here / "answer.json").write_text(text, encoding="utf-8")
    ran = run("draft", "gazette.txt", "--accept", "answer.json")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_an_answer_of_which_nothing_is_left_ends_in_an_error(
    article: Path, here: Path, run: Run
) -> None:
    ran = run("draft", "gazette.txt", "--accept", answer(here, []), "--out", "p.yaml")
    assert (ran.code, ran.err) == (1, "stakegraph: nothing is proposed from gazette.txt\n")
    assert not (here / "p.yaml").exists()


def test_what_was_so_is_left_out_where_no_day_is_known(here: Path, run: Run) -> None:
    (here / "a.txt").write_text("Former Acme plc boss Bob Lee spoke.\n", encoding="utf-8")
    ran = run("draft", "a.txt")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "stakegraph: left out: 1 statement of what was so; --date says when the article appeared",
        "stakegraph: nothing is proposed from a.txt",
    ]
    assert "until: ../2024-05-02" in run("draft", "a.txt", "--date", "2024-05-02").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere.txt",), "nowhere.txt: there is no such file or source"),
        (("old",), "old: has no saved text: name the text of an article"),
        (("gazette.txt", "--out", "stakegraph.yaml"), "stakegraph.yaml: the file exists"),
        (("gazette.txt", "--date", "soon"), "date"),
        (("gazette.txt", "--id", "no id"), "id"),
        (("page.html",), "page.html: this is HTML"),
        (("latin.txt",), "latin.txt: it is not UTF-8"),
        (("gazette.txt", "--prompt", "--accept", "a.json"), "give one of them"),
    ],
)
def test_a_wrong_call_of_draft_writes_nothing(
    arguments: tuple[str, ...], said: str, article: Path, file: Path, here: Path, run: Run
) -> None:
    comments = "<!-- Saved. -->\n" * 100
    (here / "page.html").write_text(f"{comments}<!DOCTYPE html><p>Ana Ruiz", encoding="utf-8")
    (here / "latin.txt").write_bytes("Bob Lée".encode("latin-1"))
    ran = run("draft", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert file.read_text(encoding="utf-8") == FACTS


def test_nothing_else_is_said_of_a_source_that_is_there(here: Path, run: Run) -> None:
    (here / "a.txt").write_text("Acme plc owns Bolt Ltd.\n", encoding="utf-8")
    assert run("init", "--source", "a.txt").code == 0
    assert run("draft", "a.txt", "--id", "a").code == 0
    told = (
        "stakegraph: a.txt: it is the source 'a' already, which has {}: leave out {}, or edit the"
    )
    for option, has in (("--date", "no date"), ("--title", "the title 'a'")):
        ran = run("draft", "a.txt", option, "2024")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == f"{told.format(has, option)} source\n"


def test_a_review_without_a_fact_file_says_how_to_make_one(
    article: Path, here: Path, run: Run
) -> None:
    assert run("draft", "gazette.txt", "--out", "p.yaml").code == 0
    ran = run("review", "p.yaml", "--accept", "1")
    assert ran.code == 2
    assert "'stakegraph init' makes one" in ran.err
