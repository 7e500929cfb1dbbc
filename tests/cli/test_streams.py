"""Standard streams that are closed, full, slow or of another encoding."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from forks import forked

pytestmark = pytest.mark.slow

FACTS = """\
stakegraph: 1
sources: {cc: {title: Gazeta, date: 2008-03-13}}
organisations:
  o: {name: "Łódź Żółć", evidence: cc ¶1}
people:
  a: {name: "Zoë Łukasz 😀", evidence: cc ¶1}
facts:
  - {who: a, role_at: o, evidence: cc ¶1}
"""
NAMES = {"Łódź Żółć", "Zoë Łukasz 😀"}

posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")


@pytest.fixture(autouse=True)
def facts(here: Path) -> Path:
    (here / "stakegraph.yaml").write_text(FACTS, encoding="utf-8")
    return here / "stakegraph.yaml"


@posix
def test_exports_are_utf_8_whatever_the_encoding_of_the_terminal() -> None:
    lines = [f"export --to {format}" for format in ("graphml", "jsonl", "html", "mermaid")]
    usual = forked(lines)
    assert [(each.code, "Łódź" in each.out.decode("utf-8")) for each in usual] == 4 * [(0, True)]
    for encoding in ("ascii:strict", "utf-16"):
        done = forked(lines, PYTHONIOENCODING=encoding)
        assert [each[:2] for each in done] == [each[:2] for each in usual]
    assert {each.text for each in ET.fromstring(usual[0].out).iter()} > NAMES


@posix
@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16"])
def test_answers_for_programs_are_utf_8_and_trees_are_what_the_user_set(encoding: str) -> None:
    listed = [f"list --format {format}" for format in ("json", "csv", "md")]
    *answers, checked, tree = forked(
        [*listed, "check --format json", "list"], PYTHONIOENCODING=encoding
    )
    assert ["Łódź Żółć" in each.out.decode("utf-8") for each in answers] == 3 * [True]
    assert "Zoë Łukasz 😀" in json.dumps(json.loads(answers[0].out), ensure_ascii=False)
    assert json.loads(checked.out) == []
    assert ("Łódź" if encoding == "utf-16" else r"\u0141") in tree.out.decode(encoding)


def shell(line: str, **variables: str) -> tuple[int, str, str]:
    """Run a command in a shell, which closes or redirects its streams."""
    program = f"'{sys.executable}' -m stakegraph"
    done = subprocess.run(
        ["/bin/sh", "-c", line.replace("stakegraph", program, 1)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **variables},
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


CLOSED = b"stakegraph: the answer cannot be written: standard output is closed\n"


@posix
@pytest.mark.parametrize("redirection", [">&-", "</dev/null >&-", "1</dev/null", "<&- >&-"])
def test_an_answer_for_which_there_is_no_place_is_one_line_and_1(redirection: str) -> None:
    lists = ["list", "list --format table", "list --format json"]
    lines = [*lists, "schema", "--help", "--version", "cache"]
    assert forked(lines, redirection) == len(lines) * [(1, b"", CLOSED)]


@posix
def test_an_answer_is_given_where_nothing_else_can_be_said() -> None:
    lines = ["list", "list --format csv", "export --to graphml"]
    usual = [each[:2] for each in forked(lines)]
    assert [(code, out != b"") for code, out in usual] == 3 * [(0, True)]
    for redirection in ("2>&-", "2</dev/null", "<&-", "<&- 2>&-"):
        assert [each[:2] for each in forked(lines, redirection)] == usual


@posix
@pytest.mark.parametrize("redirection", ["2>&-", "2</dev/null", ">&- 2>&-", "<&- >&- 2>&-"])
def test_the_exit_code_stays_where_nothing_can_be_said(redirection: str) -> None:
    lines = ["show zebra", "list --bogus", "check x"]
    assert forked(lines, redirection) == len(lines) * [(2, b"", b"")]


@posix
def test_a_file_is_written_where_all_streams_are_closed(here: Path) -> None:
    names = ("a.graphml", "a.json", "a.db", "a.jsonl")
    lines = [*(f"export --out {name}" for name in names), "check"]
    assert forked(lines, "<&- >&- 2>&-") == len(lines) * [(0, b"", b"")]
    assert min((here / name).stat().st_size for name in names) > 300


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
def test_messages_that_do_not_fit_change_nothing_else() -> None:
    code, out, err = shell("stakegraph export --to graphml")
    assert (code, err != "") == (0, True)
    assert shell("stakegraph export --to graphml 2>/dev/full") == (0, out, "")
    assert shell("stakegraph show zebra 2>/dev/full") == (2, "", "")


@posix
def test_a_reader_that_has_seen_enough_ends_a_command_in_silence() -> None:
    code, out, err = shell("stakegraph schema | head -n 1")
    assert (code, out, err) == (0, "{\n", "")
    said = "{ stakegraph export --to html; echo $? >&2; } | true"
    assert shell(said, PYTHONUNBUFFERED="1")[2].splitlines()[-1:] == ["0"]


@posix
def test_a_pipe_that_does_not_wait_is_waited_for(facts: Path) -> None:
    people = "".join(f"  p{n}: {{name: Person {n}, evidence: cc ¶1}}\n" for n in range(4000))
    facts.write_text(FACTS.replace("people:\n", f"people:\n{people}"), encoding="utf-8")
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    command = [sys.executable, "-m", "stakegraph", "list", "--format", "json"]
    with subprocess.Popen(command, stdout=writing, stderr=subprocess.PIPE) as process:
        os.close(writing)
        with open(reading, "rb") as pipe:
            found = json.loads(pipe.read())
        assert process.stderr is not None
        assert (process.wait(60), process.stderr.read()) == (0, b"")
    assert len(json.dumps(found)) > 1 << 17
