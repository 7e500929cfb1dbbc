"""Folders of Parquet compiled by Spark: the same answers as of the fact files, and its faults.

A compilation takes many seconds of a processor however few the facts are, the most in a Java that
has just begun: so there are few of them here, in one Java as far as can be.
"""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from everything import EVERYTHING
from jsonlines import json_lines
from sparks import Cluster

from stakegraph.store.keep import kept
from stakegraph.store.parquet import compiler, writing
from stakegraph.store.parquet.folder import folder_of
from stakegraph.store.parquet.inputs import Inputs
from stakegraph.store.parquet.layout import TABLES
from stakegraph.store.parquet.reader import Reader
from stakegraph.store.spark.session import reason

Run = Callable[..., Any]

_WANTED = ("pyspark", "pandas", "pyarrow", "duckdb")
_MISSING = [name for name in _WANTED if find_spec(name) is None]
_MISSING += [] if shutil.which("java") else ["Java"]
needs_spark = pytest.mark.skipif(
    bool(_MISSING), reason=f"Spark is not tried: {', '.join(_MISSING)} cannot be had here"
)

EXAMPLE = Path(__file__).parents[2] / "data" / "stoke.yaml"
TOLD = "stakegraph: compiled has {} facts of {} actors now: ask it with --facts compiled\n"
FURTHER = "further_rules"
NUMBERS = re.compile(r"(\w+_)?number|fact|sum")  # columns of these

# Beside a file that says everything: what both say of one thing, actors that are others, facts that
# clash, that are stated twice and both ways, circles, and every warning about several.
MORE = """
stakegraph: 1
title: More
sources:
  s: {title: S, date: 2020-01-02}
  t: {title: T, date: 2021}
  cc: {title: 'Community Care', publisher: CC, date: 2008-03-13, url: 'https://example.org/cc'}
  r: {title: R, date: 2019, retracted: 2020}
relations:
  sponsors: {family: partnership, from: [organisation], to: [organisation], verb: sponsors,
             inverse: is sponsored by}
people:
  ana: {name: Ana "the 1st" Ruiz, evidence: s, ids: {wikidata: Q77}}
  ana-ruiz: {name: Ana, same_as: ana, because: one address, evidence: t}
  a-ruiz: {name: A. Ruiz, same_as: ana-ruiz, because: one address, evidence: t,
           different_from: [{id: bea, because: x}]}
  bea: {name: Bea, evidence: s, different_from: [{id: ana-ruiz, because: told so}]}
  cy: {name: Cy, ids: {wikidata: Q77}, evidence: s}
  di: {name: Di, evidence: s}
  ed: {name: Ed, evidence: s}
  lone: {name: Lone, evidence: s}
  ann: {name: Ann O’Dwyer, evidence: t ¶3}
organisations:
  works: {name: "Works, Ltd", evidence: s, ids: {gb-coh: "01234567"}, until: 2015}
  bank: {name: Bank, evidence: s}
  acme: {name: Acme Holdings, kind: company, evidence: t}
posts:
  boss: {title: boss, at: works, evidence: s}
  aide: {title: aide, at: works, evidence: s,
         vacant: [{since: 2010, until: 2012, evidence: s}]}
  clerk: {title: clerk, at: bank, evidence: s}
events:
  e1: {what: They met, on: 2019-05, who: [ana-ruiz, bea], evidence: t,
       according_to: [a-ruiz, cy, someone]}
  signed: {what: The Deal was signed, on: 2007-03-01~, who: [bea], evidence: s}
facts:
  - {who: ana, member_of: works, since: 2019, evidence: s ¶1}
  - {who: ana-ruiz, member_of: works, since: 2019, evidence: t ¶2}
  - {who: a-ruiz, member_of: works, since: 2020, evidence: t ¶9}
  - {who: bank, sponsors: works, evidence: {source: t, at: ¶3, quote: it pays}}
  - {who: bank, owns: acme, share: 25-50%, status: hedged}
  - {who: works, owns: bank, share: 80%, evidence: s}
  - {who: acme, owns: bank, share: 60%, evidence: s}
  - {who: ana, holds: boss, since: 2018, until: 2019, evidence: s}
  - {who: bea, holds: boss, since: 2018, until: 2019, evidence: t}
  - {who: cy, holds: aide, since: 2011-02, until: 2011-12, evidence: s}
  - {who: cy, holds: aide, since: 2011-06, until: 2013, evidence: t}
  - {who: di, holds: clerk, as: designate, evidence: s}
  - {who: ed, holds: clerk, evidence: s, id: given-one}
  - {who: ed, role_at: bank, title: clerk, evidence: t}
  - {who: aide, reports_to: boss, evidence: s}
  - {who: cy, reports_to: bea, evidence: s}
  - {who: bea, reports_to: cy, evidence: t}
  - {who: cy, reports_to: ed, since: 2011, until: 2012, evidence: t}
  - {who: cy, reports_to: di, since: 2011, until: 2012, evidence: s}
  - {who: bea, supports: works, since: 2019-01-01, evidence: s,
     according_to: [ana-ruiz, nobody-known]}
  - {who: ed, holds: clerk, until: 2030, evidence: t}
  - {who: bea, opposes: works, since: 2019-01-01, evidence: t}
  - {who: cy, member_of: bank, status: denied, evidence: s}
  - {who: cy, member_of: bank, since: 2011, evidence: t}
  - {who: cy, member_of: bank, since: 2012, evidence: r}
  - {who: bea, related_to: di, evidence: s}
  - {who: di, related_to: bea, evidence: t}
  - {who: bank, audits: works, evidence: s, id: cy.member_of.bank.2011}
  - {who: ann, holds: chief, since: 2001-05, until: ../2007-06, evidence: t ¶7}
"""

QUESTIONS = [
    ["check"],
    ["list"],
    ["sources"],
    ["conflicts", "--cite"],
    ["timeline"],
    ["gaps"],
    ["duplicates"],
    ["org-chart"],
    ["roles"],
    ["positions"],
    ["what-if", "--firm"],
    ["list", "--as-of", "2011-05"],
    *(["export", "--to", to] for to in ("json", "graphml", "ftm")),
]
EACH = [["show", "--cite"], ["who-reports-to", "--all"], ["partners"], ["chain"]]


def differing(run: Run, facts: list[str], folder: str, names: list[str]) -> list[list[str]]:
    """Return the questions to which a folder has another answer than the fact files."""
    asked = [*QUESTIONS, *([word, name, *more] for word, *more in EACH for name in names)]
    given = [word for path in facts for word in ("--facts", path)]

    def answers(question: list[str], source: list[str]) -> Any:
        if question[0] == "check":
            source = [word for word in source if word != "--facts"]
        return run(*question, *source)

    return [one for one in asked if answers(one, given) != answers(one, ["--facts", folder])]


@pytest.fixture
def several(here: Path) -> list[str]:
    """Return the names of two fact files of JSON Lines."""
    (here / "e.jsonl").write_text(json_lines(f"stakegraph: 1\n{EVERYTHING}"), encoding="utf-8")
    (here / "m.jsonl").write_text(json_lines(MORE), encoding="utf-8")
    return ["e.jsonl", "m.jsonl"]


def rows(folder: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return what the rows of each table of a folder say, without what Spark numbers otherwise."""
    found = folder_of([folder])
    assert found
    there = {}
    for name, table in TABLES.items():
        columns = [f'"{column}"' for column in table.columns if not NUMBERS.fullmatch(column)]
        there[name] = sorted(Reader(found).rows(name, ", ".join(columns) or "1"), key=repr)
        order = Reader(found).rows(name, f"({table.order}) < lag(({table.order})) over ()")
        assert not any(is_less for (is_less,) in order), f"{name} is in no order"
    return there


@needs_spark
def test_nothing_is_written_of_facts_that_have_errors(
    several: list[str], here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a file that is cut in two, in whose second half stands what the first says already."""
    from stakegraph.store.spark import splits

    monkeypatch.setattr(splits, "SIZE", 4500)  # bytes
    relation = (
        '{"section": "relations", "id": "feeds", "family": "partnership", "verb": "feeds",'
        ' "inverse": "is fed by", "from": ["organisation"], "to": ["organisation"]}\n'
    )
    wrong = """
    {"who": "cy", "holds": "bos", "evidence": "s"}
    {"who": "cy", "audits": "lone", "evidence": ["s", "t ¶2", "u ¶3"]}
    {"section": "people", "id": "bea", "name": "Bea", "since": "2001", "until": "1999"}
    {"who": "lone", "holds": "clerk", "evidence": "s", "id": "given-one"}
    {"section": "people", "id": "x", "name": "X", "same_as": "y", "because": "told"}
    {"section": "people", "id": "y", "name": "Y", "same_as": "x", "because": "told"}
    {"section": "people", "id": "z", "name": "Z", "different_from": [{"id": "q", "because": "r"}]}
    {"who": "cy", "likes": "bea"}
    """
    again = """
    {"section": "people", "id": "y", "name": "Y", "same_as": "x", "because": "told"}
    {"section": "sources", "id": "u", "title": "U"}
    {"section": "sources", "id": "u", "title": "U"}
    """
    text = "\n".join(
        line.strip() for line in (relation + wrong + "\n" * 5000 + relation + again).splitlines()
    )
    (here / "w.jsonl").write_text(text, encoding="utf-8")
    wanted = run("compile", *several, "w.jsonl", "--out", "compiled")
    assert wanted.code == 1
    assert wanted.err.count("error") > 7
    assert wanted.err.count("given twice") == 3
    ran = run("compile", *several, "w.jsonl", "--out", "compiled", "--engine", "local[2]")
    assert ran == wanted
    assert sorted(path.name for path in here.iterdir()) == ["e.jsonl", "m.jsonl", "w.jsonl"]


@needs_spark
def test_executors_without_what_they_need_are_told_of_in_one_line(
    several: list[str], here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = here / "python"
    bare.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n')
    bare.chmod(0o755)
    monkeypatch.setenv("PYSPARK_PYTHON", str(bare))
    ran = run("compile", *several, "--out", "compiled", "--engine", "local[2]")
    assert (ran.code, ran.out) == (1, "")
    assert re.fullmatch(
        r"stakegraph: local\[2\]: the Python of the executors has no (pandas|pyarrow|msgspec):"
        r" install there 'stakegraph\[spark\]', and name that Python in \$PYSPARK_PYTHON\n",
        ran.err,
    )
    assert not (here / "compiled").exists()


@needs_spark
def test_what_cannot_be_done_is_said_in_one_line(several: list[str], here: Path, run: Run) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        master = f"spark://127.0.0.1:{nobody.getsockname()[1]}"
        ran = run("compile", *several, "--out", "compiled", "--engine", master)
    assert (ran.code, ran.out) == (1, "")
    told = f"stakegraph: {master}: no Spark master answers there: Connection refused\n"
    assert ran.err == told
    ran = run("compile", *several, "--out", "c", "--engine", "local[2]", "--memory", "300MB")
    assert ran == (2, "", "stakegraph: Spark needs more memory: give 512MiB or more\n")
    assert sorted(path.name for path in here.iterdir()) == ["e.jsonl", "m.jsonl"]


def test_without_pyspark_one_line_says_what_to_install(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    told = "stakegraph: Spark needs pyspark: pip install 'stakegraph[spark]'\n"
    ran = run("compile", str(EXAMPLE), "--out", "compiled", "--engine", "local[2]")
    assert ran == (2, "", told)
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (
            "An error occurred while calling o1.parquet.\n: org.apache.spark.SparkException: Job"
            " aborted\n\tat org.apache.Foo.bar(Foo.scala:1)\nCaused by: java.io.IOException: {}\n"
            "\tat java.base/x.y(Z.java)\n\t... 19 more\n",
            "java.io.IOException: {}",
        ),
        (
            "Caused by: java.io.IOException: No space left on device\n\t... 1 more",
            "No space left on device",
        ),
        (
            "<_Rendezvous of RPC:\n\tstatus = StatusCode.UNAVAILABLE\n>",
            "the server of Spark Connect was lost",
        ),
        (
            "[PATH_NOT_FOUND] Path does not exist: {}. SQLSTATE: 42K03\n\nJVM stacktrace:\n"
            "org.apache.spark.sql.AnalysisException\n\tat org.apache.A$.b(C.scala:1)",
            "[PATH_NOT_FOUND] Path does not exist: {}. SQLSTATE: 42K03",
        ),
        ("[Errno 111] Connection refused", "[Errno 111] Connection refused"),
        (">\n...", "Spark failed"),
    ],
)
def test_why_spark_failed_is_one_line_of_what_it_tells(told: str, wanted: str) -> None:
    assert reason(told.format("Broken pipe")) == wanted.format("Broken pipe")


@pytest.fixture
def lines(here: Path) -> str:
    """Return the name of the example as JSON Lines."""
    text = json_lines(EXAMPLE.read_text(encoding="utf-8"))
    (here / "stoke.jsonl").write_text(text, encoding="utf-8")
    return "stoke.jsonl"


@pytest.fixture
def register(here: Path) -> str:
    """Return the name of a register of one person with control of one company."""
    data = {
        "kind": "individual-person-with-significant-control",
        "name": "Ms Ana Ruiz",
        "natures_of_control": ["ownership-of-shares-25-to-50-percent"],
    }
    (here / "psc.txt").write_text(json.dumps({"company_number": "01234567", "data": data}) + "\n")
    return "psc.txt"


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        yield cluster
    finally:
        cluster.close()


@needs_spark
def test_the_same_questions_are_answered_from_what_a_cluster_compiles_that_loses_a_worker(
    several: list[str], here: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    from stakegraph.store.spark import grouping, splits

    monkeypatch.setattr(splits, "SIZE", 4500)  # bytes: each file is cut in two
    monkeypatch.setattr(grouping, "FEW", 0)  # circles are looked for as among many lines
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")

    def kill_one() -> None:
        while not list(here.glob("compiled.*.tmp/spare.tmp/step5.tmp")):
            time.sleep(0.05)
        cluster.workers[0].kill()

    killing = threading.Thread(target=kill_one, daemon=True)
    killing.start()
    ran = run("compile", *several, "--out", "compiled", "--engine", cluster.master)
    assert ran == (0, "", TOLD.format(115, 31))
    assert not killing.is_alive()
    assert sorted(path.name for path in here.iterdir()) == ["compiled", *several]
    assert differing(run, several, "compiled", ["cy", "boss", "Zzyzx"]) == []


@needs_spark
def test_spark_connect_compiles_the_same(
    lines: str, register: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server is in this process, for a Java of its own would take longer.

    A register is among what it compiles.
    """
    from pyspark.sql import SparkSession

    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    server = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    for name, value in {
        "spark.plugins": "org.apache.spark.sql.connect.SparkConnectPlugin",
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": str(port),
    }.items():
        server = server.config(name, value)
    spark = server.getOrCreate()
    try:
        engine = f"sc://127.0.0.1:{port}/;user_id=ana"
        command = ["compile", lines, register, "--out", "a [b] {c}", "--engine", engine]
        ran = subprocess.run(
            [sys.executable, "-m", "stakegraph", *command], capture_output=True, text=True
        )
    finally:
        spark.stop()
    assert (ran.returncode, ran.stdout) == (0, "")
    told = TOLD.format(91, 46).replace("compiled", "a [b] {c}")
    assert ran.stderr.endswith(told)
    wanted = run("compile", lines, register, "--out", "wanted").err
    assert ran.stderr == wanted.replace("wanted", "a [b] {c}")
    made, there = (repr(rows(folder)) for folder in ("a [b] {c}", "wanted"))
    assert made.replace("a [b] {c}/facts", "wanted/facts") == there
    assert there.count("wanted/facts/psc.jsonl") > 3


OWNED = """
stakegraph: 1
sources: {s: {title: S, date: 2020-01-02}}
organisations:
  a: {name: A, evidence: s}
  b: {name: B, evidence: s}
  c: {name: C, evidence: s}
facts:
  - {who: a, owns: b, share: 60%, evidence: s}
  - {who: c, owns: b, share: 70%, evidence: s}
  - {who: b, owns: c, evidence: s}
  - {who: a, works_with: c, on: a secret, evidence: s}
  - {who: a.owns.b, owns: c, since: 2001, evidence: s}
  - {who: a, owns: b.owns.c, since: 2002, evidence: s}
  - {who: c.owns.b, owns: c, share: 10%, evidence: s}
  - {who: c, owns: b.owns.c, share: 20%, evidence: s}
  - {who: b.owns.c, owns: a, evidence: s, status: hedged}
  - {who: b, owns: c.owns.a, evidence: s}
  - {who: b, works_with: c.works_with.a, on: roads, evidence: s}
  - {who: b.works_with.c, works_with: a, on: canals, evidence: s}
  - {who: a, works_with: b.works_with.c, on: locks, evidence: s}
  - {who: ed, role_at: a, title: clerk, since: 2001, evidence: s}
  - {who: ed, role_at: a.clerk, since: 2002, evidence: s}
  - {who: ed, role_at: b, title: clerk, since: 2001, evidence: s}
  - {who: ed, role_at: b.clerk, since: 2002, evidence: s}
"""
DOTTED = ("a.owns.b", "b.owns.c", "c.owns.b", "c.owns.a", "c.works_with.a", "b.works_with.c",
          "a.clerk", "b.clerk")  # fmt: skip


@needs_spark
def test_rules_that_are_given_are_applied_by_the_executors(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They come with the package, from beside the tests of the rules.

    Ids of facts are the same, of actors as well whose ids have dots.
    """
    from stakegraph.store.spark import compiling, session

    place = Path(__file__).parents[1] / "rules"
    monkeypatch.syspath_prepend(place)
    monkeypatch.setattr(session, "_package", with_file(session._package, place, FURTHER))
    others = "".join(f"  {id}: {{name: The {id}, evidence: s}}\n" for id in DOTTED)
    text = OWNED.replace("facts:", f"{others}people: {{ed: {{name: Ed, evidence: s}}}}\nfacts:")
    (here / "f.yaml").write_text(text, encoding="utf-8")
    inputs = Inputs(kept(["f.yaml"]), {})
    told: list[str] = []
    for out, compile in (
        ("duckdb", partial(compiler.compile_into, memory=10**9)),
        ("spark", partial(compiling.compile_into, engine="local[2]", memory=10**9,
                          tell=told.append)),
    ):  # fmt: skip
        with writing.replacement(out) as folder:
            counts = compile(folder, inputs, rules=f"{FURTHER}.RULES")
            writing.write_manifest(folder, inputs, counts)
    made, wanted = rows("spark"), rows("duckdb")
    for table, there in wanted.items():
        assert made[table] == there
    found = repr(wanted)
    assert all(f"'{name}'" in found for name in ("secret", "over-half", "owned-through"))
    assert all(f"'.{end}'" in found for end in ("2001", "canals", "clerk.2001", "hedged"))


def with_file(package: Callable[[str], str], place: Path, name: str) -> Callable[[str], str]:
    """Return what makes the archive of a package with a module besides."""

    def made(folder: str) -> str:
        path = package(folder)
        with zipfile.ZipFile(path, "a") as archive:
            archive.write(place / f"{name}.py", f"{name}.py")
        return path

    return made
