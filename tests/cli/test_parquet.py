"""Folders of Parquet: what `compile` writes, who else reads it, and what may be wrong with one."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from stakegraph.store.parquet import compiler, excerpt, writing
from stakegraph.store.parquet.excerpt import Excerpt
from stakegraph.store.parquet.folder import folder_of
from stakegraph.store.parquet.layout import LAYOUT, TABLES, Manifest
from stakegraph.store.parquet.reader import Reader

duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")

Run = Callable[..., Any]

EXAMPLE = str(Path(__file__).parents[2] / "data" / "stoke.yaml")
AGAIN = "copy the whole folder, or compile the facts again"

TWO = """\
stakegraph: 1
title: Two
sources: {s: {title: S, date: 2020-01-02}, t: {title: T, date: 2021}}
relations: {sponsors: {family: partnership, from: [organisation], to: [organisation],
  verb: sponsors, inverse: is sponsored by}}
people: {ana: {name: Ana "the 1st" Ruiz, evidence: s}, ana-ruiz: {name: Ana, same_as: ana,
  because: one address, evidence: t}}
organisations:
  works: {name: "Works, Ltd", evidence: s, ids: {gb-coh: "01234567"}}
  bank: {name: Bank, evidence: s}
facts:
  - {who: ana, member_of: works, since: 2019, evidence: s ¶1}
  - {who: ana-ruiz, member_of: works, since: 2019, evidence: t ¶2}
  - {who: bank, sponsors: works, evidence: {source: t, at: ¶3, quote: it pays}}
  - {who: bank, owns: works, share: 25-50%, status: hedged}
"""


@pytest.fixture
def folder(here: Path, run: Run) -> Path:
    told = "stakegraph: compiled has 90 facts of 44 actors now: ask it with --facts compiled\n"
    assert run("compile", EXAMPLE, "--out", "compiled") == (0, "", told)
    return here / "compiled"


def selected(query: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = duckdb.sql(query).fetchall()
    return rows


def test_others_read_what_the_views_of_a_kept_set_hold(here: Path, run: Run) -> None:
    (here / "stakegraph.yaml").write_text(TWO, encoding="utf-8")
    assert run("compile", "--out", "two").code == 0
    assert selected(
        "select concat_ws('.', subject, relation, object) || tail as id, subject, since, status,"
        " share_minimum, file, line from 'two/facts_by_subject.parquet' order by id"
    ) == [
        ("ana.member_of.works", "ana", "2019", "stated", None, "stakegraph.yaml", 12),
        ("bank.owns.works", "bank", None, "hedged", 25, "stakegraph.yaml", 15),
        ("bank.sponsors.works", "bank", None, "stated", None, "stakegraph.yaml", 14),
    ]
    assert selected(
        "select subject, relation from 'two/facts_by_object.parquet' order by 1, 2"
    ) == [
        ("ana", "member_of"),
        ("bank", "owns"),
        ("bank", "sponsors"),
    ]
    assert selected("select id, name from 'two/actors.parquet' order by id") == [
        ("ana", 'Ana "the 1st" Ruiz'),
        ("bank", "Bank"),
        ("works", "Works, Ltd"),
    ]
    assert selected("from 'two/identifiers.parquet'") == [("works", "gb-coh", "01234567")]
    assert selected(
        "select source, \"at\", quote from 'two/evidence.parquet' order by fact, 1"
    ) == [
        ("s", "¶1", None),
        ("t", "¶2", None),
        ("t", "¶3", "it pays"),
    ]
    assert selected("select line, severity, rule from 'two/problems.parquet'") == [
        (13, "warning", "duplicate-fact"),
        (15, "warning", "no-evidence"),
    ]


@pytest.mark.usefixtures("folder")
def test_facts_lie_in_the_order_of_the_numbers_of_their_ends() -> None:
    for end, other in (("subject", "object"), ("object", "subject")):
        table = f"'compiled/facts_by_{end}.parquet'"
        rows = selected(f"select {end}_number, number from {table}")
        assert rows == sorted(rows)
        number = "(select number from 'compiled/actors.parquet' where id = 'serco')"
        beside = [selected(f"select {other}, relation from {table} where {condition} order by all")
                  for condition in (f"{end} = 'serco'", f"{end}_number = {number}")]  # fmt: skip
        assert beside[0] == beside[1] != []


def test_warnings_and_relations_of_its_own_are_in_the_folder(here: Path, run: Run) -> None:
    (here / "stakegraph.yaml").write_text(TWO, encoding="utf-8")
    wanted = [
        run(*words) for words in (["check"], ["show", "Bank", "--cite"], ["show", "ana-ruiz"])
    ]
    run("compile", "--out", "two")
    (here / "stakegraph.yaml").unlink()
    asked = [["check"], ["show", "Bank", "--cite"], ["show", "ana-ruiz"]]
    assert [run(*words, "--facts", "two") for words in asked] == wanted


@pytest.mark.parametrize(
    "words",
    ["status", "kinds", "relations", "find Works", "diff two.compiled facts.yaml", "list x"],
)
@pytest.mark.parametrize("form", ["tree", "json"])
def test_what_the_facts_are_is_told_as_of_the_files(
    words: str, form: str, here: Path, run: Run
) -> None:
    (here / "facts.yaml").write_text(TWO, encoding="utf-8")
    assert run("compile", "facts.yaml", "--out", "two.compiled").code == 0
    ran = run(*words.split(), "--format", form, "--facts", "two.compiled")
    wanted = run(*words.replace("two.compiled", "facts.yaml").split(), "--format", form, "--facts",
                 "facts.yaml")  # fmt: skip
    # What to ask next is told with the name of what was asked.
    assert ran._replace(out=ran.out.replace("two.compiled", "facts.yaml")) == wanted
    assert wanted.code == (2 if words == "list x" else 0)


def test_nothing_is_written_of_facts_that_have_an_error(here: Path, run: Run) -> None:
    (here / "f.yaml").write_text("stakegraph: 1\nfacts: [{who: a, holds: b, evidence: s}]\n")
    wanted = [line for line in run("check", "f.yaml").out.splitlines() if "error" in line]
    ran = run("compile", "f.yaml", "--out", "compiled")
    assert (ran.code, ran.out, ran.err.splitlines()) == (1, "", wanted)
    assert [path.name for path in here.iterdir()] == ["f.yaml"]


def test_an_older_folder_is_replaced_and_nothing_else_is(
    folder: Path, here: Path, run: Run
) -> None:
    (here / "facts.yaml").write_text(TWO, encoding="utf-8")
    assert run("compile", "facts.yaml", "--out", "compiled/").code == 0
    assert run("list", "--facts", "compiled").out == run("list", "--facts", "facts.yaml").out
    (folder / "notes.txt").write_text("mine")
    told = "stakegraph: compiled: the folder holds something else: name one that is not there\n"
    assert run("compile", "facts.yaml", "--out", "compiled") == (2, "", told)
    told = "stakegraph: facts.yaml: it is no folder\n"
    assert run("compile", "facts.yaml", "--out", "facts.yaml") == (2, "", told)
    assert sorted(path.name for path in here.iterdir()) == ["compiled", "facts.yaml"]


def test_a_folder_that_is_not_whole_is_refused_in_one_line(
    folder: Path, here: Path, run: Run
) -> None:
    def told(change: Callable[[Path], object]) -> str:
        shutil.copytree(folder, here / "x")
        change(here / "x")
        ran = run("list", "--facts", "x")
        shutil.rmtree(here / "x")
        assert (ran.code, ran.out) == (2, "")
        line: str = ran.err
        return line

    def changed(manifest: Path, **told: Any) -> None:
        known = json.loads(manifest.read_text())
        manifest.write_text(json.dumps(known | told))

    at, ours = "manifest.json", version("stakegraph")
    size = f"{(folder / 'actors.parquet').stat().st_size:,}"
    assert [
        told(lambda x: (x / at).unlink()),
        told(lambda x: (x / "facts_by_object.parquet").unlink()),
        told(lambda x: (x / "names.db").unlink()),
        told(lambda x: (x / "actors.parquet").write_bytes(b"PAR1")),
        told(lambda x: (x / at).write_text("{")),
        told(lambda x: (x / at).write_text("[]")),
        *(
            told(lambda x, each=each: changed(x / at, ranges={"names.db": each}))
            for each in ([2, 1], ["a"], ["a", 1], 1)
        ),
        told(lambda x: changed(x / at, layout=0)),
        told(lambda x: changed(x / at, stakegraph="0.0.1")),
        told(lambda x: (x / "more.yaml").write_text(TWO)),
    ] == [
        "stakegraph: x: manifest.json is missing: the folder was copied in part, or is none that"
        " 'stakegraph compile' wrote\n",
        f"stakegraph: x: facts_by_object.parquet is missing: {AGAIN}\n",
        f"stakegraph: x: names.db is missing: {AGAIN}\n",
        f"stakegraph: x: actors.parquet has 4 bytes, not {size}: {AGAIN}\n",
        *["stakegraph: x: manifest.json is not what was written: compile the facts again\n"] * 6,
        f"stakegraph: x: compiled by stakegraph {ours}, layout 0, not {ours}, layout {LAYOUT}:"
        " compile the facts again\n",
        f"stakegraph: x: compiled by stakegraph 0.0.1, layout {LAYOUT}, not {ours}, layout"
        f" {LAYOUT}: compile the facts again\n",
        "stakegraph: x: compiled facts are asked without fact files beside them\n",
    ]


def test_rows_that_are_gone_or_changed_end_a_question_in_one_line(folder: Path, run: Run) -> None:
    wanted = run("partners", "Serco", "--facts", "compiled")
    path = folder / "facts_by_object.parquet"
    rows = duckdb.sql(f"from '{path}'").fetchall()
    assert len(rows) == 90
    for change in ("where subject <> 'serco' and object <> 'serco'", "order by number"):
        select = "select * replace (line + 1 as line)" if "order" in change else "select *"
        for name in ("facts_by_subject.parquet", "facts_by_object.parquet"):
            duckdb.sql(f"copy ({select} from '{folder / name}' {change}) to '{folder / 'new'}'")
            (folder / "new").replace(folder / name)
        manifest = json.loads((folder / "manifest.json").read_text())
        manifest["bytes"] = {name: (folder / name).stat().st_size for name in manifest["bytes"]}
        (folder / "manifest.json").write_text(json.dumps(manifest))
        ran = run("partners", "Serco", "--facts", "compiled")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("stakegraph: compiled: it is damaged (")
        assert ran.err.endswith("): compile the facts again\n")
        assert run("compile", EXAMPLE, "--out", "compiled").code == 0
        assert run("partners", "Serco", "--facts", "compiled") == wanted


@pytest.mark.parametrize("few", [0, excerpt.FEW])
def test_names_and_facts_that_were_not_written_together_end_a_question(
    few: int, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excerpt, "FEW", few)
    for folder, ids in (("one", "abcd"), ("two", "dcba")):
        people = "".join(f"  {id}: {{name: {id.upper()}}}\n" for id in ids)
        lines = "facts: [{who: a, reports_to: b}, {who: d, reports_to: c}]\n"
        (here / f"{folder}.yaml").write_text(f"stakegraph: 1\npeople:\n{people}{lines}")
        assert run("compile", f"{folder}.yaml", "--out", folder).code == 0
        assert "reports to B" in run("chain", "A", "--facts", folder).out
    shutil.copy("two/names.db", "one/names.db")
    manifest = json.loads(Path("one/manifest.json").read_text())
    manifest["bytes"]["names.db"] = Path("one/names.db").stat().st_size
    Path("one/manifest.json").write_text(json.dumps(manifest))
    for words in ("chain A", "who-reports-to C", "path A B", "show D", "org-chart"):
        ran = run(*words.split(), "--facts", "one")
        assert (ran.code, ran.out) == (1, ""), words
        assert "it is damaged (" in ran.err


def test_a_folder_whose_names_cannot_be_read_is_told_in_one_line(folder: Path, run: Run) -> None:
    whole = (folder / "names.db").read_bytes()
    for change in ((b"SQLite", b"sqlite"), (b"CREATE", b"CRE\xfaTE")):
        (folder / "names.db").write_bytes(whole.replace(*change))
        ran = run("partners", "Serco", "--facts", "compiled")
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
        assert ran.err.startswith("stakegraph: compiled: it is damaged (")


@pytest.mark.parametrize("name", ["a=b", "it's", "q[x]*?", "with space", "ünï"])
def test_a_folder_may_have_any_name(name: str, here: Path, run: Run) -> None:
    (here / name).mkdir()
    assert run("compile", EXAMPLE, "--out", f"{name}/facts").code == 0
    wanted = run("chain", "O'Dwyer", "--facts", EXAMPLE)
    assert run("chain", "O'Dwyer", "--facts", f"{name}/facts") == wanted


def test_what_cannot_be_done_is_said_in_one_line(folder: Path, run: Run) -> None:
    def told(*words: str) -> tuple[int, str]:
        ran = run("compile", EXAMPLE, *words)
        assert ran.out == ""
        return ran.code, ran.err.removeprefix("stakegraph: ").rstrip("\n")

    assert told() == (2, "say where with --out FOLDER")
    assert told("--out", "x", "--memory", "much") == (
        2,
        "'much' is no amount of memory: write 500MB or 2GB",
    )
    assert told("--out", "x", "--memory", "5MB") == (
        2,
        "5MB of memory is too little: give 100MB or more",
    )
    assert told("--out", "s3://bucket/x") == (
        2,
        "s3://bucket/x: name a folder of this machine, and copy it there once it is made",
    )
    assert told("--out", "x", "--engine", "spark://host") == (
        2,
        "no engine is called 'spark://host'; there are: duckdb; local[N], spark://HOST:PORT"
        " and sc://HOST:PORT of Spark",
    )
    ran = run("list", "--facts", "compiled", "--facts", EXAMPLE)
    assert (ran.code, ran.err) == (
        2,
        "stakegraph: compiled: compiled facts are asked without fact files beside them\n",
    )


def test_a_folder_that_lies_elsewhere_is_asked_by_its_address(folder: Path, run: Run) -> None:
    address = folder.as_uri()  # of a scheme for which DuckDB needs no extension
    for words in (["show", "Rowney", "--cite"], ["show", "Rowny"], ["check"]):
        assert run(*words, "--facts", address) == run(*words, "--facts", EXAMPLE)
    (copy,) = Path(os.environ["XDG_CACHE_HOME"], "stakegraph").iterdir()
    assert copy.read_bytes() == (folder / "names.db").read_bytes()
    (folder / "facts_by_subject.parquet").unlink()
    ran = run("show", "Rowney", "--facts", address)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    told = f"stakegraph: {address}: it is damaged (the table facts_by_subject cannot be read: "
    assert ran.err.startswith(told)
    (folder / "manifest.json").unlink()
    ran = run("show", "Rowney", "--facts", address)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"stakegraph: {address}/manifest.json: it cannot be read: ")
    assert run("cache", "--clear") == (0, "", "stakegraph: 1 file removed\n")


@pytest.mark.parametrize("address", ["s3://bucket/facts", "https://example.org/facts/"])
@pytest.mark.parametrize("given", ["option", "environment"])
def test_an_address_that_duckdb_cannot_read_is_said_in_one_line(
    address: str, given: str, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(here))  # where DuckDB looks for extensions
    if given == "environment":
        monkeypatch.setenv("STAKEGRAPH_FACTS", address)
    ran = run("list", *([] if given == "environment" else ["--facts", address]))
    told = "DuckDB reads such paths with its extension httpfs, which is not installed:"
    manifest = f"{address.rstrip('/')}/manifest.json"
    assert ran == (2, "", f"stakegraph: {manifest}: {told} duckdb -c 'install httpfs'\n")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "words", ["verify", "edit", "remove ana.holds.x", "rename ana ann", "compile --out x"]
)
def test_what_needs_the_fact_files_asks_for_them(words: str, here: Path, run: Run) -> None:
    told = "compiled: these are compiled facts: name the fact files that they were made from"
    assert run(*words.split(), "--facts", "compiled") == (2, "", f"stakegraph: {told}\n")
    assert [path.name for path in here.iterdir()] == ["compiled"]


@pytest.mark.usefixtures("folder")
def test_without_duckdb_one_line_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    told = "stakegraph: folders of Parquet need DuckDB: pip install 'stakegraph[parquet]'\n"
    assert run("compile", EXAMPLE, "--out", "other") == (2, "", told)
    assert run("show", "Rowney", "--facts", "compiled") == (2, "", told)
    assert run("list", "--facts", EXAMPLE).code == 0


IMPORTED = """
import contextlib, sys
from stakegraph.cli import main
sys.argv = ["stakegraph", *sys.argv[1:]]
with contextlib.suppress(SystemExit):
    main()
print("duckdb" in sys.modules, file=sys.stderr)
"""


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "is_needed"),
    [
        (["show", "Rowney", "--facts", EXAMPLE], False),
        (["show", "Zzyzzyva", "--facts", "compiled"], False),
        (["show", "Rowney", "--facts", "compiled"], True),
    ],
)
def test_duckdb_is_loaded_where_rows_are_read_alone(words: list[str], is_needed: bool) -> None:
    command = [sys.executable, "-c", IMPORTED, *words]
    ran = subprocess.run(command, capture_output=True, timeout=60, check=True)
    assert ran.stderr.splitlines()[-1] == str(is_needed).encode()


def around_a_hub(count: int) -> str:
    """Return facts that tie so many of each kind to one organisation, every one from its source."""
    each = [f"{number:03}" for number in range(count)]
    entries = [
        {"stakegraph": 1},
        {"section": "organisations", "id": "hub", "name": "Hub", "evidence": "s000"},
    ]
    entries += [{"section": "sources", "id": f"s{n}", "title": n, "date": "2020"} for n in each]
    for n in each:
        cited = {"evidence": f"s{n} ¶1"}
        entries += [
            {"section": "organisations", "id": f"o{n}", "name": f"Works {n}", **cited},
            {"section": "people", "id": f"p{n}", "name": f"Ana Ruiz{n}", **cited},
            {"section": "posts", "id": f"d{n}", "title": f"Director {n}", "at": "hub", **cited},
            {"section": "partnerships", "id": f"j{n}", "name": f"Scheme {n}", **cited},
            {"who": f"p{n}", "holds": f"d{n}", "since": "2019", **cited},
            {"who": f"d{n}", "reports_to": "d000", **cited} if n != "000" else {},
            {"who": f"o{n}", "works_with": "hub", **cited},
            {"who": "hub", "partner_in": f"j{n}", "as": "lead", **cited},
            {"who": f"o{n}", "works_with": "hub", "status": "denied", "evidence": "s000"},
        ]
    return "".join(json.dumps(entry) + "\n" for entry in entries if entry)


@pytest.mark.slow
def test_a_question_asks_as_often_however_many_a_hop_reaches(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    found = Reader._found
    monkeypatch.setattr(excerpt, "FEW", 0)
    monkeypatch.setattr(
        Reader, "_found", lambda self, *given: asked.append(given[0]) or found(self, *given)
    )
    counts: list[list[int]] = []
    for count in (20, 60, 120):
        (here / "hub.jsonl").write_text(around_a_hub(count), encoding="utf-8")
        assert run("compile", "hub.jsonl", "--out", f"hub{count}").code == 0
        counts.append([])
        for question in (
            *("show Hub --cite", "partners Hub", "partners Hub --as-of 2020", "conflicts"),
            *("who-reports-to p000", "who-reports-to p000 --all --as-of 2020", "org-chart Hub"),
            *("path p001 o001", "path p001 o001 --as-of 2020", "roles Hub", "positions Hub"),
        ):
            asked.clear()
            ran = run(*question.split(), "--facts", f"hub{count}")
            assert ran == run(*question.split(), "--facts", "hub.jsonl", "--no-cache")
            assert ran.code == 0
            counts[-1].append(len(asked))
    few, many, more = counts  # the facts of few are fetched in the place of being counted
    assert many == more
    assert all(one <= other for one, other in zip(few, many, strict=True))


@pytest.mark.slow
def test_a_large_table_is_in_parts_of_which_those_are_read_that_have_what_is_looked_for(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiler, "ROWS", 2048)  # DuckDB has no fewer in a row group
    monkeypatch.setattr(compiler, "GROUPS", 1)
    (here / "hub.jsonl").write_text(around_a_hub(700), encoding="utf-8")
    assert run("compile", "hub.jsonl", "--out", "parts").code == 0
    path = here / "parts" / "manifest.json"
    manifest = Manifest.read(path.read_text())
    several = {name: parts for name in TABLES if len(parts := manifest.parts(name)) > 1}
    assert {"facts_by_subject", "facts_by_object", "facts_by_number", "actors"} <= several.keys()
    assert sorted(manifest.ranges) == sorted(part for parts in several.values() for part in parts)
    for name, parts in several.items():
        rows = [selected(f"select {TABLES[name].key} from 'parts/{part}'") for part in parts]
        assert [row for some in rows for row in some] == sorted(
            row for some in rows for row in some
        )
        for part, some in zip(parts, rows, strict=True):
            assert [some[0][0], some[-1][0]] == list(manifest.ranges[part])
            assert part in manifest.parts(name, [some[0][0]])
        assert manifest.parts(name, []) == []
        assert parts[0] not in manifest.parts(name, rows[-1][-1])
    asked: list[list[str]] = []
    found = Manifest.parts

    def parts(self: Manifest, table: str, *given: Any) -> list[str]:
        asked.append(found(self, table, *given))
        return asked[-1]

    monkeypatch.setattr(Manifest, "parts", parts)
    for words in ("chain p650", "show p650 --cite", "path p001 o002", "partners Hub", "roles d003"):
        asked.clear()
        ran = run(*words.split(), "--facts", "parts")
        assert ran == run(*words.split(), "--facts", "hub.jsonl", "--no-cache"), words
        if words == "chain p650":
            read = [len(parts) for parts in asked if parts[0].startswith("facts_by_subject")]
            assert set(read) == {1}
    # Where a range hides what is there, the question ends: facts are counted.
    ranges = {**manifest.ranges} | {part: [-1, -1] for part in several["facts_by_subject"]}
    path.write_text(manifest._replace(ranges=ranges).text())
    ran = run("show", "p650", "--facts", "parts")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)


@pytest.mark.usefixtures("folder")
def test_rows_are_the_same_however_many_are_handed_over_at_once(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiler, "_AT_ONCE", 1000)
    assert run("compile", EXAMPLE, "--out", "other").code == 0
    for name in TABLES:
        ordered = f"select * from '{{}}/{name}.parquet' order by all"
        assert selected(ordered.format("other")) == selected(ordered.format("compiled"))


def test_many_problems_are_in_parts_in_their_order(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiler, "ROWS", 2048)  # DuckDB has no fewer in a row group
    monkeypatch.setattr(compiler, "GROUPS", 1)
    body = '{{"section": "organisations", "id": "{0}", "name": "Body {0}"}}\n'
    for name in ("b", "a"):  # whose problems come in the order of the names of their files
        lines = (body.format(f"{name}{number}") for number in range(2500))
        (here / f"{name}.jsonl").write_text('{"stakegraph": 1}\n' + "".join(lines))
    assert run("compile", "b.jsonl", "a.jsonl", "--out", "parts").code == 0
    manifest = Manifest.read((here / "parts" / "manifest.json").read_text())
    parts = manifest.parts("problems")
    assert len(parts) == 5
    keys = [selected(f"select path, line, col, message from 'parts/{part}'") for part in parts]
    found = [key for some in keys for key in some]
    assert len(found) == manifest.rows["problems"] == 10_000
    assert found == sorted(found)
    ran = run("check", "--facts", "parts")
    assert ran == run("check", "--facts", "b.jsonl", "--facts", "a.jsonl")
    assert not [*(here / "parts").glob("*.tmp")]


def test_problems_are_not_all_held_in_memory(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    many, peaks = 30_000, []
    body = '{{"section": "organisations", "id": "b{0}", "name": "Body {0}", "until": "2019"}}\n'
    lines = ['{"stakegraph": 1}\n', *(body.format(number) for number in range(many))]
    lines += [f'{{"who": "b{n}", "funds": "b{n + 1}", "since": "2020"}}\n' for n in range(0, 50, 2)]
    (here / "bare.jsonl").write_text("".join(lines), encoding="utf-8")
    locate = compiler._locate_problems

    def measured(*given: Any) -> None:
        tracemalloc.start()
        locate(*given)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    monkeypatch.setattr(compiler, "_locate_problems", measured)
    told = run("check", "--facts", "bare.jsonl")
    assert run("compile", "bare.jsonl", "--out", "bare").code == 0
    assert run("check", "--facts", "bare") == told
    assert told.out.count("\n") > many
    assert told.out.count("[outlasting]") == 50
    assert peaks[0] < 400 * many  # a block of the file, however many there are


def test_whom_facts_mention_is_not_looked_up_with_who_is_asked_for(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excerpt, "FEW", 0)
    (here / "hub.jsonl").write_text(around_a_hub(20), encoding="utf-8")
    assert run("compile", "hub.jsonl", "--out", "hub").code == 0
    compiled = folder_of(["hub"])
    assert compiled
    some = Excerpt(compiled)
    some.fetch("fact", "object", ["hub"])
    some.fetch("actor", "id", ["o001"])
    known = some.connection.execute("select id from actor where kind <> '' order by id")
    assert [id for (id,) in known] == ["hub", "o001"]


@pytest.mark.usefixtures("folder")
def test_names_are_completed_from_a_folder(process: Callable[..., Any]) -> None:
    def completed(facts: str) -> bytes:
        given = f"stakegraph show --facts {facts} row"
        ran = process(_STAKEGRAPH_COMPLETE="complete_bash", COMP_WORDS=given, COMP_CWORD="4")
        answer: bytes = ran.stdout
        return answer

    assert completed("compiled") == completed(EXAMPLE) != b""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files")
def test_a_disk_without_room_leaves_nothing_behind(here: Path) -> None:
    command = f"ulimit -f 100; {sys.executable} -m stakegraph compile {EXAMPLE} --out compiled"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr.count(b"\n")) == (1, b"", 1)
    assert ran.stderr.startswith(b"stakegraph: compiled: ")
    assert list(here.iterdir()) == []


def test_what_duckdb_lacks_is_said_in_one_line(
    folder: Path, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for words in (
        'Async write failed: {"exception_message":"Could not write file \\"x\\": No space left'
        ' on device","errno":"28"}',
        "failed to offload data block of size 64.0 KiB (21.5 MiB/21.6 MiB used).\nUse max_temp",
    ):
        with monkeypatch.context() as patched:
            patched.setattr(compiler, "_read", raising(duckdb.OutOfMemoryException(words)))
            told.append(run("compile", EXAMPLE, "--out", "x"))
    assert told == [(1, "", "stakegraph: x: No space left on device\n")] * 2
    monkeypatch.setattr(writing, "_LEAST", 0)
    (here / "f.jsonl").write_text(around_a_hub(3000), encoding="utf-8")
    assert run("compile", "f.jsonl", "--out", "x", "--memory", "2MB") == (
        1,
        "",
        "stakegraph: x: DuckDB needs more memory for these facts: give it with --memory\n",
    )
    assert sorted(path.name for path in here.iterdir()) == ["compiled", "f.jsonl"]
    few = duckdb.IOException('Cannot open file "x.parquet": Too many open files')
    with monkeypatch.context() as patched:
        patched.setattr(Reader, "_connection", property(raising(few)))
        patched.setattr(excerpt, "FEW", 0)
        ran = run("partners", "Serco", "--facts", "compiled")
    told = "stakegraph: compiled: facts_by_subject cannot be read: Too many open files\n"
    assert ran == (2, "", told)
    lacking = duckdb.OutOfMemoryException("Failed to allocate block of 8 bytes (bad allocation)")
    monkeypatch.setattr(Reader, "_connection", property(raising(lacking)))
    ran = run("partners", "Serco", "--facts", "compiled")
    assert ran == (1, "", "stakegraph: there is not enough memory for this\n")
    monkeypatch.setattr(compiler, "_read", raising(lacking))
    assert run("compile", EXAMPLE, "--out", "x") == ran


def raising(error: Exception) -> Callable[..., Any]:
    def fail(*_: object) -> None:
        raise error

    return fail


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_what_a_command_left_that_was_ended_goes_with_the_next(
    number: int, here: Path, run: Run
) -> None:
    people = "".join(f"  p{n}: {{name: P {n}, evidence: cc}}\n" for n in range(9000))
    (here / "f.yaml").write_text(f"stakegraph: 1\nsources: {{cc: {{title: T}}}}\npeople:\n{people}")
    command = [sys.executable, "-m", "stakegraph", "compile", "f.yaml", "--out", "compiled"]
    compiling = subprocess.Popen(command, stderr=subprocess.PIPE)
    while not list(here.glob("compiled.*.tmp/spare.tmp/facts.db")):
        time.sleep(0.01)
    compiling.send_signal(number)
    _, told = compiling.communicate(timeout=60)
    assert told == b""
    left = sorted(path.name for path in here.iterdir())
    assert len(left) == (1 if number == signal.SIGINT else 2), left
    assert run("compile", str(EXAMPLE), "--out", "compiled").code == 0
    assert sorted(path.name for path in here.iterdir()) == ["compiled", "f.yaml"]


@pytest.mark.skipif(os.name != "posix", reason="needs locks")
def test_what_another_command_is_writing_stays(here: Path, run: Run) -> None:
    with writing.replacement("compiled") as unfinished:
        (here / "compiled.0123456789abcdef.tmp").mkdir()
        (here / "compiled.notes.tmp").mkdir()
        assert run("compile", str(EXAMPLE), "--out", "compiled").code == 0
        there = sorted(path.name for path in here.iterdir())
    assert there == sorted(["compiled", "compiled.notes.tmp", unfinished])
