"""`import`: another program's data becomes a fact file, whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stakegraph.store.loading import inspect
from stakegraph.text import formats

POSTS = """\
Post Unique Reference,Name,Job Title,Organisation,Unit,Reports to Senior Post
1,Ann Ash,Head,Tides,,XX
2,Vacant,Deputy \x1b[31m,Tides,,1
3,Cat Sea,Clerk,Tides,,2
"""


@pytest.fixture(autouse=True)
def posts(here: Path) -> Path:
    path = here / "tides-2013-03.csv"
    path.write_text(POSTS, encoding="utf-8")
    return path


NOTES = """\
stakegraph: line 3: 'Vacant' is no name (vacant): no holder
stakegraph: the source's date, 2013-03, is what the file's name says: --source-date gives another
stakegraph: 6 actors and 7 facts from tides-2013-03.csv"""


def test_what_is_imported_can_be_checked_and_asked(here: Path, run: Callable[..., Any]) -> None:
    ran = run("import", "organogram", "tides-2013-03.csv", "--out", "new/facts.yaml")
    assert ran == (0, "", f"{NOTES} written to new/facts.yaml\n")
    assert run("check", "new/facts.yaml") == (0, "", "")
    asked = run("who-reports-to", "1", "--facts", "new/facts.yaml")
    assert (asked.code, asked.err) == (0, "")
    assert "Deputy ␛[31m, vacant (March 2013) [" in asked.out
    assert inspect(["new/facts.yaml"])[0].sources["tides-2013-03"].date == "2013-03"


def test_without_a_file_the_facts_are_printed_and_what_there_is_to_say_is_not_among_them(
    here: Path, run: Callable[..., Any]
) -> None:
    ran = run("import", "organogram", "tides-2013-03.csv")
    run("import", "organogram", "tides-2013-03.csv", "--out", "facts.yaml")
    assert ran == (0, (here / "facts.yaml").read_text(encoding="utf-8"), NOTES + "\n")
    assert '    title: "Deputy \\x1B[31m"\n' in ran.out


def test_the_user_says_what_the_source_is(here: Path, run: Callable[..., Any]) -> None:
    about = ["--source-title", "Tides: senior posts", "--source-date", "2013-03-31"]
    about += ["--publisher", "Tides", "--url", "https://example.org/t.csv"]
    ran = run("import", "organogram", "tides-2013-03.csv", *about)
    assert (
        ran.out.partition("\norganisations:")[0]
        == """\
stakegraph: 1
title: 'Senior posts: Tides'

sources:
  tides-2013-03:
    title: 'Tides: senior posts'
    publisher: Tides
    date: 2013-03-31
    url: https://example.org/t.csv
"""
    )
    assert "date" not in ran.err


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("posts-2013-09-30-senior.csv", "2013-09-30"),
        ("20130930.csv", ""),
        ("report-12345.csv", ""),
        ("first-20000.csv", ""),
        ("plan-2013-14.csv", ""),
        ("posts-2013-02-30.csv", ""),
        ("posts2013.csv", "2013"),
    ],
)
def test_the_date_of_the_source_is_what_the_name_of_the_file_says(
    name: str, date: str, posts: Path, here: Path, run: Callable[..., Any]
) -> None:
    posts.rename(here / name)
    run("import", "organogram", name, "--out", "facts.yaml")
    (source,) = inspect(["facts.yaml"])[0].sources.values()
    assert source.date == date


def test_a_file_that_is_there_is_replaced_only_by_force(
    here: Path, run: Callable[..., Any]
) -> None:
    (here / "facts.yaml").write_text("mine")
    arguments = ["import", "organogram", "tides-2013-03.csv", "--out", "facts.yaml"]
    refusal = "stakegraph: facts.yaml: the file exists: --force replaces it\n"
    assert run(*arguments) == (2, "", refusal)
    assert (here / "facts.yaml").read_text() == "mine"
    assert run(*arguments, "--force").code == 0
    assert (here / "facts.yaml").read_text().startswith("stakegraph: 1\n")


def test_a_file_of_json_lines_is_written_where_its_name_says_so(
    here: Path, run: Callable[..., Any]
) -> None:
    arguments = ["import", "organogram", "tides-2013-03.csv", "--out"]
    for name in ("facts.yaml", "facts.jsonl"):
        assert run(*arguments, name).code == 0
    assert (here / "facts.jsonl").read_text(encoding="utf-8").startswith('{"stakegraph": 1, ')
    assert run("list", "--facts", "facts.jsonl") == run("list", "--facts", "facts.yaml")
    (here / "tides-2013-03.csv").rename(here / "tides-2013-03.jsonl")
    printed = run("import", "organogram", "tides-2013-03.jsonl").out
    assert printed.startswith("stakegraph: 1\n")


def test_the_file_that_is_read_is_never_replaced(posts: Path, run: Callable[..., Any]) -> None:
    ran = run("import", "organogram", posts.name, "--out", f"./{posts.name}", "--force")
    assert (ran.code, ran.out) == (2, "")
    assert posts.read_text(encoding="utf-8") == POSTS


def test_what_is_not_of_the_format_leaves_its_problems_and_no_file(
    here: Path, run: Callable[..., Any]
) -> None:
    (here / "other.csv").write_text("a,b\n1,2\n")
    ran = run("import", "organogram", "other.csv", "--out", "facts.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "other.csv:1:1: error: this is no such organogram: no column is headed "
        "'Post Unique Reference', 'Name', 'Job Title', 'Reports to Senior Post' [missing-key]\n"
    )
    assert {path.name for path in here.iterdir()} == {"other.csv", "tides-2013-03.csv"}


def test_facts_that_check_refuses_are_not_written(
    here: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from stakegraph.factfile.reading import Reading
    from stakegraph.importers import organogram
    from stakegraph.model.facts import Fact, Origin

    origin = Origin("tides-2013-03.csv", 7, 1)
    fact = Fact(id="", subject="a", relation="reports_to", object="b", origin=origin)
    monkeypatch.setattr(organogram, "read", lambda data, path: Reading(facts=[fact]))
    ran = run("import", "organogram", "tides-2013-03.csv", "--out", "facts.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert "tides-2013-03.csv:7:1: error: no actor has the id 'a' [unknown-actor]\n" in ran.err
    assert not (here / "facts.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            "organgram tides-2013-03.csv",
            "'organgram': did you mean 'organogram'?; the formats are: ",
        ),
        ("yaml tides-2013-03.csv", "no format to import and no file is called 'yaml'"),
        ("organogram nowhere.csv", "stakegraph: nowhere.csv: No such file or directory\n"),
        ("organogram tides-2013-03.csv --junior no.csv", "no.csv: No such file or directory\n"),
        ("organogram tides-2013-03.csv --source-date May", "stakegraph: --source-date: "),
        (
            "organogram tides-2013-03.csv --from who",
            "stakegraph: --from: the format organogram has no use for it\n",
        ),
    ],
)
def test_a_wrong_call_is_told_what_is_wrong(
    arguments: str, said: str, run: Callable[..., Any]
) -> None:
    ran = run("import", *arguments.split())
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_help_names_every_format_but_that_of_fact_files(run: Callable[..., Any]) -> None:
    told = " ".join(run("import", "--help").out.replace("│", " ").split())
    known = formats.names("importers")
    assert f"One of: {', '.join(known)}." in told
    assert "organogram" in known


def test_junior_posts_are_a_source_of_their_own(here: Path, run: Callable[..., Any]) -> None:
    (here / "low.csv").write_text(
        "Reporting Senior Post,Generic Job Title,Number of Posts in FTE\n2,Clerk,1.5\n"
    )
    arguments = ["organogram", "tides-2013-03.csv", "--junior", "low.csv", "--publisher", "Tides"]
    run("import", *arguments, "--out", "facts.yaml")
    database, problems = inspect(["facts.yaml"])
    facts = database.everything()
    assert [(source.id, source.publisher, source.date) for source in facts.sources.values()] == [
        ("tides-2013-03", "Tides", "2013-03"),
        ("low", "Tides", "2013-03"),
    ]
    assert "1.5 junior posts" in facts.actors["tides.2"].note
    assert problems == []


def test_a_long_import_shows_on_a_terminal_what_it_is_doing(posts: Path) -> None:
    pty = pytest.importorskip("pty", reason="needs pseudo-terminals")
    rows = "".join(f"{n},Person {n},{'Long title ' * 30},Tides,,1\n" for n in range(4, 1001))
    posts.write_text(POSTS + rows, encoding="utf-8")
    arguments = [sys.executable, "-m", "stakegraph", "import", "organogram", posts.name]
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color"}
    with subprocess.Popen(
        arguments, stdout=subprocess.DEVNULL, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65_536):
                shown += piece
        except OSError:  # on Linux, how the end of a terminal is told
            pass
        os.close(ours)
    assert process.returncode == 0
    assert b"reading" in shown
    assert b"writing" in shown
    assert b"2,000 actors and 2,998 facts from tides-2013-03.csv" in shown


STAFF = """\
Name,Job Title,Manager,Hire Date
Ana Ruiz,Chief Executive,,2015-03-01
Ben Oduya,Finance Director,Ana Ruiz,2017-06-12
"""


def test_a_preview_says_what_a_table_is_taken_for_and_prints_facts_as_sentences(
    here: Path, run: Callable[..., Any]
) -> None:
    (here / "staff.csv").write_text(STAFF, encoding="utf-8")
    ran = run("import", "table", "staff.csv", "--preview", "--out", "facts.yaml")
    assert ran.code == 0
    assert ran.out == (
        "Ana Ruiz is the Chief Executive.\n"
        "Ben Oduya is the Finance Director.\n"
        "Ben Oduya reports to Ana Ruiz.\n"
    )
    assert ran.err == (
        "stakegraph: a table of staff; its columns are taken for\n"
        "stakegraph:   column     taken for  for example\n"
        "stakegraph:   Name       person     Ana Ruiz\n"
        "stakegraph:   Job Title  job title  Chief Executive\n"
        "stakegraph:   Manager    manager    Ana Ruiz\n"
        "stakegraph:   Hire Date  a note     2015-03-01\n"
        "stakegraph: the source has no date: --source-date gives one\n"
    )
    assert not (here / "facts.yaml").exists()


def test_what_came_of_a_table_can_be_asked(here: Path, run: Callable[..., Any]) -> None:
    (here / "staff.csv").write_text(STAFF, encoding="utf-8")
    assert run("import", "csv", "staff.csv", "--out", "facts.yaml").code == 0
    assert run("check", "facts.yaml") == (0, "", "")
    assert run("org-chart", "--facts", "facts.yaml").out == (
        "Reporting lines\n"
        "└── Ana Ruiz, Chief Executive [staff line 2]\n"
        "    └── Ben Oduya, Finance Director [staff line 3]\n\n"
        "1 reporting line, stated.\n"
    )


def test_what_is_unsure_is_refused_where_nobody_can_be_asked(
    here: Path, run: Callable[..., Any]
) -> None:
    (here / "board.csv").write_text("Name,Role\nAna Ruiz,Chair\n", encoding="utf-8")
    ran = run("import", "table", "board.csv", "--out", "facts.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "stakegraph: board.csv: no column says at which body these people are: --organisation NAME "
        "says it of all, --column organisation=HEADING names a column, --column manager=HEADING "
        "one of managers\n"
        "  column  taken for  for example\n"
        "  Name    person     Ana Ruiz\n"
        "  Role    job title  Chair\n"
    )
    assert not (here / "facts.yaml").exists()
    assert run("import", "table", "board.csv", "--organisation", "Trust", "--preview").out == (
        "Ana Ruiz is Chair at Trust.\n"
    )


def test_other_formats_are_read_from_one_file(here: Path, run: Callable[..., Any]) -> None:
    (here / "a.gexf").write_text("<gexf/>", encoding="utf-8")
    ran = run("import", "gexf", "a.gexf", "a.gexf")
    assert ran == (2, "", "stakegraph: the format gexf is read from one file alone\n")


def test_states_of_several_days_are_one_file(here: Path, run: Callable[..., Any]) -> None:
    (here / "tides-2014-03-31.csv").write_text(POSTS.replace("Cat Sea", "Dan Ives"))
    (here / "tides-2013-03-31.csv").write_text(POSTS)
    arguments = ["import", "organogram", "tides-2014-03-31.csv", "tides-2013-03-31.csv"]
    ran = run(*arguments, "--out", "facts.yaml")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith(" from tides-2014-03-31.csv and 1 other file written to facts.yaml\n")
    assert run("check", "facts.yaml") == (0, "", "")
    assert run("roles", "3", "--facts", "facts.yaml", "--format", "csv").out.count("Clerk") == 2
    named = run(*arguments, "--source-date", "2014")
    assert named.err == (
        "stakegraph: what is said of one file cannot be said of several: read them one by one\n"
    )


def test_diff_counts_between_two_states_what_a_person_would_count(
    here: Path, run: Callable[..., Any]
) -> None:
    later = POSTS.replace("Cat Sea,Clerk", "Dan Ives,CLERK").replace("Ann Ash", "Dr Ann Ash")
    states = {"one": POSTS, "two": later.replace("Vacant", "Eva Oduya"), "three": later}
    days = ("2013-03-31", "2013-09-30", "2014-03-31")
    files = [f"tides-{day}.csv" for day in days]
    for file, (name, text) in zip(files, states.items(), strict=True):
        (here / file).write_text(text)
        run("import", "organogram", file, "--out", f"{name}.yaml")
    run("import", "organogram", *files[:2], "--out", "to-two.yaml")
    run("import", "organogram", *files, "--out", "to-three.yaml")

    def counts(old: str, new: str) -> str:
        return str(run("diff", old, new).out.splitlines()[1])

    assert counts("one.yaml", "two.yaml") == (
        "2 holders changed; 2 people new, 1 gone, 1 changed; 1 source new, 1 gone."
    )
    assert counts("to-two.yaml", "to-three.yaml") == (
        "1 post changed; 1 fact on roles changed; 1 source new."
    )


@pytest.mark.parametrize(
    ("text", "typed", "said"),
    [
        ("Name,Role\nAna Ruiz,Chair\n", "Harbour Trust", "Ana Ruiz is Chair at Harbour Trust."),
        (
            "Name,Role,Body,From\nAna Ruiz,Chair,Trust,03/04/2015\n",
            "1",
            "Ana Ruiz is Chair at Trust (since 3 April 2015).",
        ),
    ],
)
def test_what_is_unsure_is_asked_on_a_terminal(
    text: str, typed: str, said: str, here: Path
) -> None:
    pty = pytest.importorskip("pty", reason="needs pseudo-terminals")
    (here / "board.csv").write_text(text, encoding="utf-8")
    arguments = [sys.executable, "-m", "stakegraph", "import", "table", "board.csv", "--preview"]
    ours, theirs = pty.openpty()
    os.write(ours, f"{typed}\n".encode())
    process = subprocess.run(
        arguments, stdin=theirs, stderr=theirs, stdout=subprocess.PIPE, timeout=60
    )
    os.close(theirs)
    os.close(ours)
    assert (process.returncode, process.stdout.decode()) == (0, f"{said}\n")


def test_events_that_our_export_wrote_beside_edges_are_read_as_well(
    here: Path, run: Callable[..., Any]
) -> None:
    facts = """\
stakegraph: 1
sources: {cc: {title: Port Gazette, date: 2020-05-01}}
people: {ana: {name: Ana Ruiz, aliases: [A. Ruiz]}}
organisations: {quay: {name: Quay Ltd}}
events: {fire: {what: Fire at the quay, on: 2019-03, who: [ana], evidence: cc ¶3}}
facts: [{who: ana, owns: quay, evidence: cc ¶1}]
"""
    (here / "own.yaml").write_text(facts, encoding="utf-8")
    run("export", "--facts", "own.yaml", "--to", "csv", "--out", "own")
    ran = run("import", "table", "own-edges.csv", "own-nodes.csv", "--out", "again.yaml")
    assert "own-events.csv is read as well: our export wrote it beside the others" in ran.err
    shown = run("timeline", "--facts", "again.yaml")
    assert shown.out == run("timeline", "--facts", "own.yaml").out
    (here / "own-events.csv").write_text("when,what\n2019,a fair\n", encoding="utf-8")
    ran = run("import", "table", "own-edges.csv", "own-nodes.csv", "--preview")
    assert (ran.code, "own-events.csv" in ran.err) == (0, False)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files")
def test_no_room_for_temporary_files_is_one_line_and_leaves_nothing(here: Path) -> None:
    rows = "".join(f"Ana Ruiz {n},Chair,Trust {n}\n" for n in range(12_000))
    (here / "board.csv").write_text(f"Name,Role,Organisation\n{rows}", encoding="utf-8")
    there = sorted(here.iterdir())
    importing = "-m stakegraph import table board.csv --out facts.jsonl"
    command = f"ulimit -f 100; TMPDIR={here} {sys.executable} {importing}"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.decode().splitlines() == [
        f"stakegraph: {here}: no room is left for the temporary files of the import: "
        "TMPDIR=FOLDER before the command names a larger folder"
    ]
    assert sorted(here.iterdir()) == there
