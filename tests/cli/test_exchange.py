"""`export`: to a file or to standard output, of all facts or of some."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from stores import store_of

from stakegraph.exporters import flat
from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.store.loading import load

FACTS = """\
stakegraph: 1
title: "Two [red] sources \\e[31m"
sources:
  s: {title: T, date: 2020}
  t: {title: U, date: 2020}
people:
  ann: {name: "Ann \\e[31m", evidence: s}
  bob: {name: Bob, evidence: s}
organisations:
  acme: {name: "=1+1", aliases: [A, B], evidence: s}
events:
  fair: {what: a fair, on: 2019, who: [acme], evidence: s}
facts:
  - {who: ann, reports_to: bob, since: 2010, until: 2012, evidence: s}
  - {who: ann, role_at: acme, title: head, status: hedged, evidence: t}
  - {who: ann, supports: acme, evidence: [s, t]}
"""


@pytest.fixture(autouse=True)
def facts(here: Path) -> Path:
    (here / "stakegraph.yaml").write_text(FACTS, encoding="utf-8")
    return here / "stakegraph.yaml"


def read(text: str) -> nx.MultiDiGraph[str]:
    graph = nx.node_link_graph(json.loads(text), edges="edges")
    assert isinstance(graph, nx.MultiDiGraph)
    return graph


def test_json_is_read_back_as_the_same_graph(run: Callable[..., Any]) -> None:
    store = store_of(load(["stakegraph.yaml"]))
    graph = flat(neighbourhood(store), store.sources, store.events())
    again = read(run("export", "--to", "json").out)
    assert again.number_of_edges() == 3
    assert again.graph == graph.graph
    assert again.graph["title"] == "Two [red] sources \x1b[31m"
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


def test_what_is_left_out_is_said_beside_the_answer(run: Callable[..., Any]) -> None:
    assert run("export", "--to", "json").err == ""
    ran = run("export", "--to", "graphml")
    assert (ran.code, ran.out[:5]) == (0, "<?xml")
    assert "stakegraph: 1 event left out: the format has no place for them\n" in ran.err


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ("", {"reports_to", "role_at", "supports"}),
        ("--as-of 2011-06-01", {"reports_to", "role_at", "supports"}),
        ("--as-of 2013-06-01", {"role_at", "supports"}),
        ("--firm", {"reports_to", "supports"}),
        ("--source t", {"role_at", "supports"}),
        ("--without-source t", {"reports_to", "supports"}),
        ("--only stance --only role", {"role_at", "supports"}),
    ],
)
def test_the_limits_of_a_question_limit_an_export(
    options: str, kept: set[str], run: Callable[..., Any]
) -> None:
    graph = read(run("export", "--to", "json", *options.split()).out)
    assert {data["type"] for _, _, data in graph.edges(data=True)} == kept
    assert "acme" in graph


@pytest.mark.parametrize("name", ["out.graphml", "out.json", "OUT.JSON"])
def test_the_suffix_of_a_file_names_the_format(
    name: str, here: Path, run: Callable[..., Any]
) -> None:
    shown = run("export", "--to", name.rpartition(".")[2].lower())
    assert run("export", "--out", name)[:2] == (0, "")
    assert (here / name).read_bytes() == shown.out.encode()


def test_what_was_written_is_said_once_and_of_files_alone(
    here: Path, run: Callable[..., Any]
) -> None:
    assert run("export", "--out", "out.json").err == (
        "stakegraph: written to out.json: json, made from 3 actors and 3 ties\n"
    )
    for options, told in (
        ("--only role --out a.json", "a.json: json, made from 3 actors and 1 tie"),
        ("--project organisations --out a.json", "a.json: json, made from 1 actor and 0 ties"),
        ("--out a.jsonl", "a.jsonl: jsonl, made from 3 actors and 3 stated facts"),
        (
            "--to csv --out a",
            "a-nodes.csv, a-edges.csv, a-events.csv and a-sources.csv: csv, made from 3 actors "
            "and 3 ties",
        ),
        ("--to markdown --out a", "a (6 files): markdown, made from 3 actors and 3 ties"),
    ):
        ran = run("export", *options.split())
        assert (ran.code, ran.out) == (0, "")
        assert ran.err.endswith(f"stakegraph: written to {told}\n"), ran.err
        assert ran.err.count("written to") == 1
    for options in ("--to json", "--to jsonl", "--to json --out -"):
        assert "written to" not in run("export", *options.split()).err


def test_a_format_that_is_named_goes_before_the_suffix(here: Path, run: Callable[..., Any]) -> None:
    run("export", "--to", "json", "--out", "out.graphml")
    assert read((here / "out.graphml").read_text()).number_of_edges() == 3


def test_facts_as_json_lines_are_answered_from_as_before(
    here: Path, run: Callable[..., Any]
) -> None:
    assert run("export", "--out", "facts.jsonl")[:2] == (0, "")
    assert run("list", "--facts", "facts.jsonl").out == run("list").out
    ran = run("export", "--to", "jsonl", "--project", "people")
    told = "stakegraph: --project collapses a graph: this format holds the facts themselves\n"
    assert ran == (2, "", told)


def test_a_file_that_cannot_be_written_is_left_as_it_was(
    here: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (here / "out.json").write_text("old")
    monkeypatch.setattr("os.fsync", full)
    ran = run("export", "--out", "out.json")
    assert (ran.code, ran.out) == (2, "")
    assert "stakegraph: out.json: No space left on device\n" in ran.err
    assert (here / "out.json").read_text() == "old"
    assert {path.name for path in here.iterdir()} == {"out.json", "stakegraph.yaml"}


@pytest.mark.parametrize("format", ["json", "graphml"])
def test_an_export_shows_a_terminal_nothing_that_it_would_obey(
    format: str, run: Callable[..., Any]
) -> None:
    assert "\x1b" not in run("export", "--to", format).out


@pytest.mark.parametrize("options", ["--to dot", "--to graphml --project people"])
def test_what_needs_the_whole_graph_says_what_it_takes(
    options: str, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "drawn into memory" not in run("export", *options.split()).err
    monkeypatch.setattr("stakegraph.questions.asking._MANY", 3)
    monkeypatch.setattr("stakegraph.graph.neighbourhood.BYTES_A_FACT", 2**29)
    told = (
        "stakegraph: up to 3 facts are drawn into memory as one graph, which takes about 1.5 GB\n"
    )
    assert told in run("export", *options.split()).err


def test_what_goes_through_the_facts_one_by_one_takes_nothing_to_speak_of(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stakegraph.questions.asking._MANY", 3)
    assert "drawn into memory" not in run("export", "--to", "graphml").err


def test_what_is_streamed_draws_no_graph(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = run("export", "--to", "graphml", "--only", "role", "--source", "t")
    monkeypatch.delattr("stakegraph.graph.neighbourhood.neighbourhood")
    assert run("export", "--to", "graphml", "--only", "role", "--source", "t") == shown
    assert shown.code == 0


@pytest.mark.usefixtures("example")
def test_a_database_wants_a_file_and_holds_what_is_asked_for(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    refused = run("export", "--to", "sqlite")
    assert refused == (2, "", "stakegraph: the format is no text: say where with --out FILE\n")
    out = tmp_path / "facts.db"
    ran = run("export", "--only", "reporting", "--firm", "--out", str(out))
    made_from = "44 actors and 6 stated facts"
    told = f"stakegraph: written to {out}: sqlite, made from {made_from}\n"
    assert ran == (0, "", told)
    with closing(sqlite3.connect(out)) as db:
        assert {*db.execute("select distinct relation from facts")} == {("reports_to",), ("holds",)}
    out = tmp_path / "firm.db"
    assert run("export", "--firm", "--out", str(out)).code == 0
    with closing(sqlite3.connect(out)) as db:
        assert {*db.execute("select distinct status from facts")} == {("stated",), ("derived",)}
        derived = [*db.execute("select id from facts where status = 'derived' and not hidden")]
    assert derived
    for (id,) in derived[:3]:
        assert run("why", id, "--firm").code == 0
