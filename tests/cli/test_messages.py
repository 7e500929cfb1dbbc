"""Messages: one line each, short whatever is in a name, and each of them once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FORGED = "stakegraph: all facts verified"
FACTS = f"""\
stakegraph: 1
sources: {{cc: {{title: "T\\n{FORGED}", date: 2008-03-13}}}}
organisations:
  o: {{name: "Acme\\n{FORGED}", evidence: cc ¶1}}
people:
  a: {{name: Ann, evidence: cc ¶1}}
facts:
  - {{who: a, role_at: o, title: "head\\n{FORGED}", evidence: cc ¶1}}
"""
ARGUMENT = f"x\n{FORGED}"
LINES = [
    ["show", ARGUMENT],
    ["show", "Acne"],
    ["who-reports-to", "Acme"],
    ["path", "Ann", "Acme", "--avoid", "Acme"],
    ["list", ARGUMENT],
    ["list", "--facts", ARGUMENT],
    ["list", "--source", ARGUMENT],
    ["list", f"--{ARGUMENT}"],
    ["list", "--limit", ARGUMENT],
    [ARGUMENT],
    ["check", ARGUMENT],
    ["check", "--ignore", ARGUMENT],
    ["verify", "--text", f"cc={ARGUMENT}"],
    ["diff", ARGUMENT],
    ["why", ARGUMENT],
    ["export", "--to", ARGUMENT],
    ["export", "--to", "json", "--out", f"{ARGUMENT}/x"],
    ["export", "--to", "json", "--only", ARGUMENT],
    ["import", "json", ARGUMENT],
    ["import", ARGUMENT, "x"],
    ["schema", "--out", f"{ARGUMENT}/x"],
    ["list", "--format", "tree"],
    ["show", "Ann", "--cite", "--format", "table"],
]


@pytest.fixture(autouse=True)
def facts(here: Path) -> Path:
    (here / "stakegraph.yaml").write_text(FACTS, encoding="utf-8")
    return here / "stakegraph.yaml"


@pytest.mark.parametrize("arguments", LINES, ids=lambda line: " ".join(line).replace("\n", " "))
def test_no_line_break_in_a_name_or_an_argument_begins_a_line(
    arguments: list[str], run: Callable[..., Any]
) -> None:
    ran = run(*arguments)
    assert "verified" in ran.out + ran.err  # the text is there
    assert not [line for line in (ran.out + ran.err).splitlines() if line.startswith(FORGED)]


LONG = "Ann Bo " * 3000


def test_a_message_repeats_only_the_beginning_of_a_long_name(
    facts: Path, run: Callable[..., Any]
) -> None:
    text = FACTS.replace(f"Acme\\n{FORGED}", LONG).replace("name: Ann", f"name: {LONG}x")
    facts.write_text(f"{text}  - {{who: {LONG}, reports_to: {'y' * 900}}}\n", encoding="utf-8")
    for ran in (run("check"), run("list"), run("check", "--format", "json")):
        assert ran.code == 1
        assert max(map(len, (ran.out + ran.err).splitlines())) < 600
    facts.write_text(text, encoding="utf-8")
    for line in (["show", "Bo"], ["path", "a", "o", "--avoid", "o"]):
        ran = run(*line)
        assert (ran.code, LONG[:210] in ran.err, LONG[:150] in ran.err) == (2, False, True)


def imported(here: Path, run: Callable[..., Any], format: str, name: str, text: str) -> list[str]:
    """Import a file, and return what was said of it."""
    (here / name).write_text(text, encoding="utf-8")
    ran = run("import", format, name, "--out", "out.yaml", "--force")
    assert (ran.code, run("check", "out.yaml").code) == (0, 0)
    return [line.removeprefix("stakegraph: ") for line in ran.err.splitlines()]


LONG_ID = "x" * 5000
NODE_LINK = json.dumps(
    {
        "nodes": [{"id": LONG_ID, "type": LONG}, {"id": LONG_ID}, {"id": f"{LONG_ID}y"}],
        "links": [
            {"source": LONG_ID, "target": LONG, "type": LONG, "start": LONG, LONG: "1"},
            {"source": f"{LONG_ID}y", "target": LONG_ID, "type": "reports_to", f"{LONG}z": "2"},
        ],
    }
)
GRAPHML = f"""\
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">
<node id="{LONG_ID}"/><node id="{LONG_ID}y"/><edge source="{LONG_ID}" target="{LONG_ID}y"/>
</graph></graphml>
"""
POPOLO = json.dumps(
    {
        "persons": [{"id": LONG_ID, "name": LONG, "birth_date": LONG}],
        "organizations": [{"id": f"{LONG_ID}y", "name": LONG, "founding_date": LONG}],
        "memberships": [{"person_id": LONG_ID, "organization_id": LONG, "start_date": LONG}],
    }
)
FTM = json.dumps({"id": LONG_ID, "schema": "Person", "properties": {"name": [LONG]}})
CSV = (
    "source,relation,target,source kind,target kind\n"
    f"{LONG_ID},reports_to,{LONG_ID}y\n{LONG},{LONG},b,person,person\n"
)


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("json", NODE_LINK),
        ("graphml", GRAPHML),
        ("popolo", POPOLO),
        ("ftm", FTM),
        ("csv", CSV),
    ],
)
def test_an_id_or_a_name_of_any_length_is_imported(
    format: str, text: str, here: Path, run: Callable[..., Any]
) -> None:
    said = imported(here, run, format, "in", text)
    assert max(map(len, said)) < 900
    assert not [line for line in said if LONG[:210] in line or LONG_ID[:210] in line]
    shown = json.loads(run("export", "--facts", "out.yaml", "--to", "json").out)
    ids = [node["id"] for node in shown["nodes"]]
    assert len(ids) == len(set(ids)) > 0
    assert max(map(len, ids)) < 90


def test_equal_messages_are_counted_and_not_repeated(here: Path, run: Callable[..., Any]) -> None:
    rows = ",x,b\n" * 10_000 + "a,reports_to,b\n" * 3
    said = imported(here, run, "csv", "in.csv", f"source,relation,target\n{rows}")
    assert "line 2 and 9,999 other places: left out, because 'source' is empty" in said
    again = "it says once more what the file said before; the two are one"
    assert f"line 10003 and 1 other place: {again}" in said
    assert len(said) < 11
