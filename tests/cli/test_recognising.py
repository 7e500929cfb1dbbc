"""What a file looks like decides how it is read, and refuses what is asked for instead."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PERSON = {"id": "p", "name": "Ana Ruiz"}
ENTITY = {"id": "a", "schema": "Company", "properties": {"name": ["Quay Ltd"]}}
MEMBERSHIP = {"id": "m1", "role": "Minister", "person_id": "p1", "organization_id": "gov"}
ROW = {"Name": "Ana Ruiz", "Role": "Chair", "Organisation": "Harbour Trust"}
LITTLESIS = {"type": "relationships", "id": 1, "attributes": {"entity1_id": 10}}


def test_a_file_without_a_format_is_read_as_what_it_looks_like(
    here: Path, run: Callable[..., Any]
) -> None:
    (here / "a.jsonl").write_text(json.dumps(ENTITY), encoding="utf-8")
    asked, recognised = run("import", "ftm", "a.jsonl"), run("import", "a.jsonl")
    assert recognised.out == asked.out
    first = "stakegraph: a.jsonl is read as ftm: it looks like entities of FollowTheMoney\n"
    assert recognised.err == first + asked.err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "popolo a.json",
            "a.json: it looks like entities of FollowTheMoney: stakegraph import ftm a.json",
        ),
        ("popolo l.json", "l.json: it looks like an answer of LittleSis"),
        ("l.json", "l.json: it looks like an answer of LittleSis: its relationships are not read"),
        ("m.json", "m.json: it looks like a list of memberships without the people and bodies"),
        ("popolo m.json", "m.json: it looks like a list of memberships without the people"),
        ("n.json", "n.json: it does not show what it is: name its format, one of "),
        ("./no.json", "./no.json: No such file or directory"),
        ("popolo r.json", "r.json: it looks like the rows of a table, as JSON: stakegraph import"),
        (
            "t.csv",
            "t.csv: it looks like the simple list of OpenSanctions, which has no ties",
        ),
        ("popolo", "no file is given: stakegraph import popolo FILE"),
        ("no.json", "no format to import and no file is called 'no.json'"),
    ],
)
def test_what_is_not_what_was_asked_for_is_refused_with_what_it_looks_like(
    line: str, said: str, here: Path, run: Callable[..., Any]
) -> None:
    files = {"a": ENTITY, "l": {"data": [LITTLESIS]}, "m": [MEMBERSHIP], "n": {"a": 1}, "r": [ROW]}
    for name, value in files.items():
        (here / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    (here / "t.csv").write_text('"id","schema","name","aliases"\n"x","Person","Ana",""\n')
    ran = run("import", *line.split(), "--out", "facts.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert not (here / "facts.yaml").exists()


def test_a_list_of_what_has_no_name_is_no_list_of_people(
    here: Path, run: Callable[..., Any]
) -> None:
    (here / "x.json").write_text(json.dumps([PERSON, {"id": "q"}]), encoding="utf-8")
    ran = run("import", "popolo", "x.json")
    assert (ran.code, ran.out) == (1, "")
    assert "a list is one of people, and some of these have no 'name' [wrong-type]" in ran.err


MEMBERS = {
    "persons": [PERSON],
    "memberships": [
        {"person_id": "p", "organization_id": letter, "start_date": f"some day {letter}"}
        for letter in "abcdef"
    ],
}


def test_of_each_reason_the_first_few_are_said_and_a_report_has_all(
    here: Path, run: Callable[..., Any]
) -> None:
    (here / "t.json").write_text(json.dumps(MEMBERS), encoding="utf-8")
    ran = run("import", "popolo", "t.json", "--out", "facts.yaml", "--report", "left/all.txt")
    said = [line for line in ran.err.splitlines() if " is no date;" in line]
    assert [line.partition("starts")[2] for line in said] == [
        f" 'some day {letter}' is no date; it went into the note" for letter in "abc"
    ]
    assert "stakegraph:   and 3 more like the last: they are in left/all.txt\n" in ran.err
    lines = (here / "left" / "all.txt").read_text(encoding="utf-8").splitlines()
    assert sum("is no date" in line for line in lines) == 6
    again = run("import", "popolo", "t.json", "--out", "facts.yaml", "--force")
    assert "stakegraph:   and 3 more like the last: --report FILE writes them all\n" in again.err


@pytest.mark.parametrize("text", ["[]", '{"persons": []}', '{"memberships": [{}]}'])
def test_a_file_of_which_nothing_is_read_is_no_success(
    text: str, here: Path, run: Callable[..., Any]
) -> None:
    (here / "x.json").write_text(text, encoding="utf-8")
    ran = run("import", "popolo", "x.json", "--out", "facts.yaml")
    assert (ran.code, ran.out) == (1, "")
    told = "x.json:1:1: error: nothing is read of it as popolo: it names nobody [missing-key]\n"
    assert ran.err.endswith(told)
    assert not (here / "facts.yaml").exists()


def test_rows_that_are_json_are_a_table(here: Path, run: Callable[..., Any]) -> None:
    rows = [ROW, {"Name": "Ben Oduya", "Organisation": "Harbour Trust"}]
    (here / "list.json").write_text(json.dumps(rows), encoding="utf-8")
    (here / "lines.json").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    for name in ("list.json", "lines.json"):
        ran = run("import", name, "--preview")
        assert ran.out == (
            "Ana Ruiz is Chair at Harbour Trust.\nBen Oduya has a role at Harbour Trust.\n"
        )


def test_a_format_may_be_written_with_a_hyphen(here: Path, run: Callable[..., Any]) -> None:
    officers = {"items": [{"name": "RUIZ, Ana", "officer_role": "director"}]}
    (here / "o.json").write_text(json.dumps(officers), encoding="utf-8")
    ran = run("import", "companies-house", "o.json", "--organisation", "Dock Ltd", "--preview")
    assert (ran.code, ran.out) == (0, "Ana Ruiz is director at Dock Ltd.\n")
