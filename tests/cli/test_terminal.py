"""Answers on terminals and in pipes, whatever their width and encoding."""

from __future__ import annotations

import csv
import os
import re
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from rich.cells import cell_len

pytestmark = pytest.mark.slow

pty = pytest.importorskip("pty", reason="needs pseudo-terminals")

COMMANDS = [
    'path "Kevin Williams" Rowney --cite',
    "org-chart",
    "show serco --cite",
    "list",
    "roles",
    "timeline",
]
# What layout adds to an answer: white space, guides and rules.
LAYOUT = re.compile(r"[\s│├└─]")


def arguments(line: str, *more: str) -> list[str]:
    return [*shlex.split(line), *more]


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("columns", [40, 60, 100])
@pytest.mark.parametrize("line", COMMANDS)
def test_a_tree_keeps_to_the_width_and_loses_no_word(
    line: str, columns: int, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = run(*arguments(line)).out
    monkeypatch.setenv("COLUMNS", str(columns))
    narrow = run(*arguments(line)).out
    assert max(map(cell_len, narrow.splitlines())) <= columns
    assert LAYOUT.sub("", narrow) == LAYOUT.sub("", whole)


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("columns", [40, 60, 100, 160])
@pytest.mark.parametrize("line", COMMANDS)
def test_a_table_keeps_to_the_width_and_loses_no_letter(
    line: str, columns: int, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = csv.DictReader(run(*arguments(line, "--format", "csv")).out.splitlines())
    # What is the same in several rows may be said once of all, and that it is stated, of none.
    cells = {cell for row in rows for name, cell in row.items() if name != "fact" or "cite" in line}
    cells -= {"stated"}
    monkeypatch.setenv("COLUMNS", str(columns))
    narrow = run(*arguments(line, "--format", "table")).out
    assert len(cells) > 10
    assert max(map(cell_len, narrow.splitlines())) <= columns
    assert Counter(LAYOUT.sub("", "".join(cells))) <= Counter(LAYOUT.sub("", narrow))


@pytest.mark.usefixtures("example")
def test_a_table_without_room_for_its_columns_shows_each_row_by_itself(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    shown = run("roles", "ian-mclaughlan", "--format", "table").out
    assert [line.rstrip() for line in shown.splitlines()][:7] == [
        "Roles of Ian McLaughlan",
        "",
        "person           Ian McLaughlan",
        "title            portfolio holder for children's services",
        "responsible for  children's services",
        "organisation     Stoke-on-Trent Council",
        "status           stated",
    ]


WIDE = """\
stakegraph: 1
sources: {s: {title: 北京日报, date: 2020}}
organisations:
  a: {name: 北京市人民政府办公厅和中华人民共和国民政部社会组织管理局联合委员会, evidence: s}
  b: {name: Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzgeber, evidence: s}
facts:
  - {who: a, works_with: b, evidence: s}
"""


@pytest.mark.parametrize("format", ["tree", "table"])
def test_wide_characters_and_long_words_are_folded(
    format: str, here: Any, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "stakegraph.yaml").write_text(WIDE, encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "40")
    shown = run("partners", "a", "--format", format).out
    assert max(map(cell_len, shown.splitlines())) <= 40
    assert Counter("北京市民政部社会") <= Counter(shown)
    if format == "tree":
        assert "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzgeber" in (
            LAYOUT.sub("", shown)
        )


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("format", ["tree", "table", "md", "csv", "json"])
def test_a_pipe_gets_whole_lines_without_escape_codes(format: str, run: Callable[..., Any]) -> None:
    shown = run("show", "ian-mclaughlan", "--format", format).out
    assert "\x1b" not in shown
    assert any(
        "and the cabinet is what the article explains it by" in line for line in shown.splitlines()
    )
    assert "…" not in shown


def on_terminal(
    *arguments: str, columns: int = 60, errors: bool = False, **variables: str
) -> tuple[int, str, str]:
    """Run a command with standard output on a pseudo-terminal, standard error as well if wanted."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "stakegraph", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs if errors else subprocess.PIPE,
        env={**os.environ, "TERM": "xterm-256color", **variables},
    )
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65_536):
            shown += piece
    except OSError:  # Linux ends a terminal whose other side is closed like this
        pass
    os.close(ours)
    _, said = process.communicate(timeout=60)
    return process.returncode, shown.decode().replace("\r\n", "\n"), (said or b"").decode()


ESCAPES = re.compile(r"\x1b(?:\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)")


@pytest.mark.usefixtures("example")
def test_a_terminal_gets_colour_and_lines_of_its_width() -> None:
    code, shown, said = on_terminal("who-reports-to", "Rowney")
    plain = ESCAPES.sub("", shown)
    assert (code, said) == (0, "")
    assert "\x1b[1minferred: \x1b[0m" in shown
    assert "\x1b" not in plain
    assert max(map(cell_len, plain.splitlines())) in range(50, 61)


@pytest.mark.usefixtures("example")
def test_no_color_leaves_out_the_colours() -> None:
    _, shown, _ = on_terminal("who-reports-to", "Rowney", NO_COLOR="1")
    codes = {code for found in re.findall(r"\x1b\[([0-9;]*)m", shown) for code in found.split(";")}
    assert "inferred: " in shown
    assert codes <= {"", "0", "1", "2", "3"}  # bold, dim and italic are no colours


def test_a_list_of_those_who_may_be_meant_wraps_at_words_on_a_terminal(here: Any) -> None:
    text = """\
stakegraph: 1
sources: {s: {title: T, date: 2020}}
people:
  ann: {name: Ann Lee, description: "a member of the board from the first to the last day"}
  bob: {name: Bob Lee}
"""
    (here / "stakegraph.yaml").write_text(text, encoding="utf-8")
    said = """\
stakegraph: 'Lee' may mean any of these;
    type one's id:
  ann: Ann Lee (person: a member of the
      board from the first to the last
      day)
  bob: Bob Lee (person)
"""
    assert on_terminal("show", "Lee", columns=40, errors=True) == (2, said, "")
    whole = [line for line in on_terminal("show", "Lee")[2].splitlines() if "ann:" in line]
    assert whole == [
        "  ann: Ann Lee (person: a member of the board from the first to the last day)"
    ]


def test_check_points_at_the_column_on_a_terminal(here: Any) -> None:
    text = """\
stakegraph: 1
sources: {s: {title: T, date: 2020}}
people: {a: {name: "北京市 e\u0301 \u202e", birth: 1}}
"""
    (here / "facts.yaml").write_text(text, encoding="utf-8")
    code, shown, _ = on_terminal("check", "facts.yaml", columns=200)
    lines = [line.rstrip() for line in ESCAPES.sub("", shown).splitlines()]
    (at,) = [n for n, line in enumerate(lines) if "[unknown-key]" in line]
    assert code == 1
    assert lines[at].startswith("facts.yaml:3:32: error: ")
    assert lines[at + 1] == '    people: {a: {name: "北京市 e\u0301 \\u{202e}", birth: 1}}'
    # 北京市 takes six columns and the accent none.
    assert cell_len(lines[at + 2].rstrip("^")) == cell_len(lines[at + 1].partition("birth")[0])


def test_check_shows_what_is_near_a_problem_of_a_long_line_and_wraps_at_words(here: Any) -> None:
    name = "Ana Ruiz with a rather long name that goes on until the line is longer than a terminal"
    text = (
        f"stakegraph: 1\nsources: {{s: {{title: S}}}}\npeople: {{a: {{name: {name}, birth: 1}}}}\n"
    )
    (here / "facts.yaml").write_text(text, encoding="utf-8")
    _, shown, _ = on_terminal("check", "facts.yaml", columns=60)
    assert "\x1b[1;31merror: \x1b[0m" in shown
    lines = [line.rstrip() for line in ESCAPES.sub("", shown).splitlines()]
    assert lines[0] == "facts.yaml:3:108: error: unknown key 'birth'; there are"
    said = lines[: lines.index(next(line for line in lines if line.endswith("[unknown-key]"))) + 1]
    assert all(line.startswith("    ") for line in said[1:])
    assert lines[len(said) :][:2] == [
        "    … the line is longer than a terminal, birth: 1}}",
        "                                          ^",
    ]
    assert max(map(cell_len, lines)) <= 60


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    "line", ["show Tact", "export --to graphml", "schema", "roles --format csv"]
)
def test_a_reader_that_has_seen_enough_ends_it_quietly(line: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "stakegraph", *line.split()],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
    )
    os.close(writing)
    usual = (" left out: ", "without a direction")
    said = done.stderr.splitlines()
    assert [line for line in said if not any(words in line for words in usual)] == []


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(("encoding", "place"), [("ascii", "[cc \\xb67]"), ("latin-1", "[cc ¶7]")])
def test_an_output_that_cannot_hold_every_character_shows_their_codes(
    encoding: str, place: str, process: Callable[..., Any]
) -> None:
    done = process("who-reports-to", "Rowney", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode(encoding)
    assert "`-- inferred: deputy director for planning and commissioning" in shown
    assert place in shown


LINKED = """\
stakegraph: 1
sources:
  s: {title: S, url: "https://news.example/a"}
  t: {title: T, url: "javascript:alert(1)"}
  u: {title: U, archived: "https://archive.example/u"}
people: {ann: {name: Ann Lee, evidence: s}}
organisations: {acme: {name: Acme, evidence: s}}
facts:
- who: ann
  role_at: acme
  title: chair
  evidence: [{source: s, at: ¶2, quote: Ann Lee chairs Acme}, s ¶3, t ¶1, u ¶4]
"""
LINK = re.compile(r"\x1b\]8;id=\d+-?\d*;([^\x1b]+)\x1b\\(.*?)\x1b\]8;;\x1b\\")


@pytest.mark.parametrize("options", [(), ("--cite",)])
def test_places_are_links_where_a_terminal_has_them(here: Any, options: tuple[str, ...]) -> None:
    (here / "stakegraph.yaml").write_text(LINKED, encoding="utf-8")
    _, shown, _ = on_terminal("roles", "Ann", *options, columns=200)
    found = [(url, ESCAPES.sub("", words)) for url, words in LINK.findall(shown)]
    assert found == (1 + bool(options)) * [
        ("https://news.example/a#:~:text=Ann%20Lee%20chairs%20Acme", "s ¶2"),
        ("https://news.example/a", "¶3"),
        ("https://archive.example/u", "u ¶4"),
    ]
    plain = ESCAPES.sub("", LINK.sub(r"\2", shown))
    assert "[s ¶2, ¶3; t ¶1; u ¶4]" in plain
    assert "\x1b" not in plain


@pytest.mark.parametrize("name", ["linux", "dumb", "vt220"])
def test_what_shows_escape_codes_gets_no_links(here: Any, name: str) -> None:
    (here / "stakegraph.yaml").write_text(LINKED, encoding="utf-8")
    _, shown, _ = on_terminal("roles", "Ann", "--cite", columns=200, TERM=name)
    assert "s ¶2, ¶3; t ¶1; u ¶4" in ESCAPES.sub("", shown)
    assert "\x1b]8" not in shown


NARROW = """\
stakegraph: 1
sources: {gazette: {title: G}, a-source-of-a-long-name: {title: H}}
people:
  ann: {name: Ann Lee, evidence: gazette}
organisations: {acme: {name: Acme, evidence: gazette}}
facts:
- {who: ann, owns: acme, evidence: [gazette ¶2, gazette ¶13, a-source-of-a-long-name pp. 3-4]}
- {who: ann, supports: acme, evidence: [gazette ¶2, gazette ¶13]}
"""


@pytest.mark.parametrize("format", ["tree", "table"])
@pytest.mark.parametrize("columns", range(24, 64, 3))
def test_a_citation_is_not_broken_where_a_line_has_room_for_it(
    here: Any, format: str, columns: int, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "stakegraph.yaml").write_text(NARROW, encoding="utf-8")
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = run("path", "ann", "acme", "--format", format, "--cite").out
    assert not {"\ufdd0", "\ufdd1"} & {*shown}
    for cited in ("gazette ¶2", "a-source-of-a-long-name pp. 3-4"):
        if cell_len(cited) <= (columns - 20 if format == "tree" else 14):
            assert cited in shown
    monkeypatch.setenv("COLUMNS", "300")
    whole = run("path", "ann", "acme", "--format", format, "--cite").out
    assert "gazette ¶2, ¶13; a-source-of-a-long-name pp. 3-4" in whole


def test_citations_in_brackets_stay_together_where_a_line_has_room_for_them(
    here: Any, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "stakegraph.yaml").write_text(NARROW, encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "34")
    lines = [line.rstrip() for line in run("positions", "acme").out.splitlines()]
    assert lines[2:4] == ["    └── Ann Lee supports Acme", "        [gazette ¶2, ¶13]"]
    lines = [line.rstrip() for line in run("partners", "ann").out.splitlines()]
    assert lines[3:7] == [
        "    └── Ann Lee owns Acme",
        "        [gazette ¶2, ¶13;",
        "        a-source-of-a-long-name",  # which has no room with its pages
        "        pp. 3-4]",
    ]


@pytest.mark.usefixtures("example")
def test_an_id_is_dim_and_in_no_brackets_of_citations() -> None:
    _, shown, _ = on_terminal("list", "person", columns=200)
    assert "Kevin Williams \x1b[2m(kevin-williams)\x1b[0m\x1b[2m [\x1b[0m" in shown
    assert "Kevin Williams (kevin-williams) [cc ¶22]" in ESCAPES.sub("", LINK.sub(r"\2", shown))


def test_a_problem_leads_to_its_file_and_line_on_a_terminal_alone(
    here: Any, process: Callable[..., Any]
) -> None:
    (here / "a b.yaml").write_text("stakegraph: 1\npeople:\n  a: {nam: A}\n", encoding="utf-8")
    _, shown, _ = on_terminal("check", "a b.yaml", columns=200)
    url, words = LINK.findall(shown)[0]
    assert words == "a b.yaml:3:6"
    assert url.startswith("file://")
    assert url.endswith(f"{here.as_uri().removeprefix('file://')}/a%20b.yaml#3")
    assert "\x1b" not in ESCAPES.sub("", LINK.sub(r"\2", shown))
    assert b"\x1b" not in process("check", "a b.yaml").stdout
    assert "\x1b]8" not in on_terminal("check", "a b.yaml", TERM="dumb")[1]


def test_an_export_of_many_facts_shows_since_when_it_is_written(here: Any) -> None:
    comments = "# what makes a file large\n" * 120_000
    text = f"stakegraph: 1\n{comments}people: {{ann: {{name: Ann}}}}\n"
    (here / "facts.yaml").write_text(text, encoding="utf-8")
    call = ("export", "--facts", "facts.yaml", "--to", "json", "--out", "out.json")
    code, shown, _ = on_terminal(*call, errors=True)
    assert (code, "writing json " in shown, "0:00:00" in shown) == (0, True, True)
    said = "stakegraph: written to out.json: json, made from 1 actor and 0 ties"
    assert said in " ".join(shown.split())
    code, shown, said = on_terminal(*call)  # standard error is no terminal
    assert (shown, said.startswith("stakegraph: written to out.json")) == ("", True)


COUNTING = """
import os, sys
from stakegraph.cli._opening import steps
from stakegraph.store.keep import Kept
with steps("compiling", Kept([], [], int(sys.argv[1]))) as step:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    step(7)
    print("a word of Java", file=sys.stderr)
"""


@pytest.mark.parametrize(("size", "is_shown"), [(10_000_000, True), (10, False)])
def test_steps_are_counted_on_a_terminal_while_standard_error_goes_elsewhere(
    size: int, is_shown: bool
) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", COUNTING, str(size)]
    environment = {**os.environ, "TERM": "xterm-256color"}
    subprocess.run(command, stderr=theirs, check=True, timeout=60, env=environment)
    os.close(theirs)
    seen = b""
    with suppress(OSError):
        while piece := os.read(ours, 4096):
            seen += piece
    os.close(ours)
    assert (b"compiling: step 7" in seen) is is_shown
    assert b"a word of Java" not in seen


def test_no_steps_are_counted_off_a_terminal() -> None:
    command = [sys.executable, "-c", COUNTING, "10000000"]
    ran = subprocess.run(command, capture_output=True, check=True, timeout=60)
    assert (ran.stdout, ran.stderr) == (b"", b"")
