"""Standard streams that are closed, full, slow or of another encoding."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("format", ["graphml", "jsonl", "html", "mermaid"])
def test_exports_are_utf_8_whatever_the_encoding_of_the_terminal(
    format: str, process: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    usual = process("export", "--to", format, PYTHONIOENCODING="utf-8")
    assert "Łódź" in usual.stdout.decode("utf-8")
    for encoding in ("ascii:strict", "utf-16"):
        done = process("export", "--to", format, PYTHONIOENCODING=encoding)
        assert (done.returncode, done.stdout) == (0, usual.stdout)
    if format == "graphml":
        assert {each.text for each in ET.fromstring(usual.stdout).iter()} > NAMES


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16"])
def test_answers_for_programs_are_utf_8_and_trees_are_what_the_user_set(
    encoding: str, process: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    for format in ("json", "csv", "md"):
        done = process("list", "--format", format, PYTHONIOENCODING=encoding)
        assert "Łódź Żółć" in done.stdout.decode("utf-8")
    found = json.loads(process("list", "--format", "json", PYTHONIOENCODING=encoding).stdout)
    assert "Zoë Łukasz 😀" in json.dumps(found, ensure_ascii=False)
    assert json.loads(process("check", "--format", "json", PYTHONIOENCODING=encoding).stdout) == []
    tree = process("list", PYTHONIOENCODING=encoding).stdout.decode(encoding)
    assert ("Łódź" if encoding == "utf-16" else r"\u0141") in tree


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


CLOSED = "stakegraph: the answer cannot be written: standard output is closed\n"


@posix
@pytest.mark.parametrize("redirection", [">&-", "</dev/null >&-", "1</dev/null", "<&- >&-"])
@pytest.mark.parametrize(
    "line",
    ["list", "list --format table", "list --format json", "schema", "--help", "--version", "cache"],
)
def test_an_answer_for_which_there_is_no_place_is_one_line_and_1(
    line: str, redirection: str
) -> None:
    assert shell(f"stakegraph {line} {redirection}") == (1, "", CLOSED)


@posix
@pytest.mark.parametrize("redirection", ["2>&-", "2</dev/null", "<&-", "<&- 2>&-"])
@pytest.mark.parametrize("line", ["list", "list --format csv", "export --to graphml"])
def test_an_answer_is_given_where_nothing_else_can_be_said(line: str, redirection: str) -> None:
    code, out, _ = shell(f"stakegraph {line}")
    assert code == 0
    assert shell(f"stakegraph {line} {redirection}")[:2] == (0, out)


@posix
@pytest.mark.parametrize(("line", "code"), [("show zebra", 2), ("list --bogus", 2), ("check x", 2)])
def test_the_exit_code_stays_where_nothing_can_be_said(line: str, code: int) -> None:
    for redirection in ("2>&-", "2</dev/null", ">&- 2>&-", "<&- >&- 2>&-"):
        assert shell(f"stakegraph {line} {redirection}") == (code, "", "")


@posix
def test_a_file_is_written_where_all_streams_are_closed(here: Path) -> None:
    for name in ("a.graphml", "a.json", "a.db", "a.jsonl"):
        assert shell(f"stakegraph export --out {name} <&- >&- 2>&-") == (0, "", "")
        assert (here / name).stat().st_size > 300
    assert shell("stakegraph check <&- >&- 2>&-") == (0, "", "")


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
