"""The Python interface: what opens facts, what an answer is, and what goes wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pytest

import stakegraph as sg
from stakegraph.questions.registry import QUESTIONS

ROOT = Path(__file__).parent.parent
FACTS = """\
stakegraph: 1
title: "Harbour \\e[31m"
sources:
  s: {title: T, date: 2020-05-01}
people:
  ann: {name: "Ann <b>Lee</b>", aliases: [Ann Lee, A], evidence: s ¶1}
  bob: {name: Bob Lee, evidence: s}
organisations:
  acme: {name: "Acme & Sons \\e[31m", kind: company, evidence: s}
facts:
  - {who: ann, reports_to: bob, since: 2010, until: 2012, evidence: s ¶2}
  - {who: ann, role_at: acme, title: head, since: 2019, evidence: [s ¶3, s ¶4]}
  - {who: bob, supports: acme, status: hedged, evidence: s}
"""


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Work in an empty folder, with nothing kept."""
    monkeypatch.delenv("STAKEGRAPH_FACTS", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def file(here: Path) -> Path:
    path = here / "harbour.yaml"
    path.write_text(FACTS, encoding="utf-8")
    return path


def test_importing_the_package_loads_nothing_and_its_names_are_there() -> None:
    program = """
import sys
before = set(sys.modules)
import stakegraph as sg
loaded = {name for name in set(sys.modules) - before if name.startswith("stakegraph")}
assert loaded == {"stakegraph"}, loaded
assert not {"networkx", "msgspec", "yaml", "typer"} & set(sys.modules)
assert {"open", "Facts", "Answer", "UnknownName"} <= set(dir(sg))
assert sg.UnknownName.__name__ == "UnknownName" and not hasattr(sg, "Unknown")
assert "stakegraph.cli" not in sys.modules
sg.open(sys.argv[1]).who_reports_to("Rowney")
assert not {"stakegraph.cli", "typer"} & set(sys.modules)
"""
    facts = str(ROOT / "data" / "stoke.yaml")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-c", program, facts],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_a_path_several_and_a_list_of_them_are_opened(file: Path, here: Path) -> None:
    other = here / "other.yaml"
    other.write_text("stakegraph: 1\npeople: {cy: {name: Cy}}\n", encoding="utf-8")
    one = [sg.open("harbour.yaml"), sg.open(file), sg.open(["harbour.yaml"])]
    both = [sg.open(file, "other.yaml"), sg.open([file, other]), sg.open("."), sg.open("*.yaml")]
    assert [len(facts.list().result.actors) for facts in one] == [3, 3, 3]
    assert [len(facts.list().result.actors) for facts in both] == [4, 4, 4, 4]


def test_without_a_path_the_facts_are_those_of_the_command_line(
    file: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.warns(UserWarning, match="answers from the bundled example"):
        assert "Stoke-on-Trent" in (sg.open().title)
    (here / "facts").mkdir()
    (here / "facts" / "a.yaml").write_text("stakegraph: 1\ntitle: a folder\n", encoding="utf-8")
    assert sg.open().title == "a folder"
    (here / "stakegraph.yaml").write_text("stakegraph: 1\ntitle: a file\n", encoding="utf-8")
    assert sg.open().title == "a file"
    monkeypatch.setenv("STAKEGRAPH_FACTS", str(file))
    assert sg.open().title.startswith("Harbour")


def test_facts_at_fault_and_paths_that_are_wrong_are_told_of_at_once(
    file: Path, here: Path
) -> None:
    file.write_text(FACTS.replace("who: bob", "who: bib"), encoding="utf-8")
    with pytest.raises(sg.FactsError) as fault:
        sg.open(file)
    assert [(problem.line, problem.rule) for problem in fault.value.problems] == [
        (13, "unknown-actor")
    ]
    for wrong in ("no.yaml", "*.yml", []):
        with pytest.raises(sg.UsageError):
            sg.open(wrong)


def test_facts_and_answers_are_short_where_they_are_only_mentioned(here: Path) -> None:
    people = "".join(f"  p{number}: {{name: Ann {number}}}\n" for number in range(500))
    text = f"stakegraph: 1\ntitle: Many\nsources: {{s: {{title: S}}}}\npeople:\n{people}"
    (here / "many.yaml").write_text(text, encoding="utf-8")
    facts = sg.open("many.yaml")
    assert repr(facts) == "<Facts: Many; 0 facts from 1 source>"
    answer = facts.list()
    assert repr(answer) == "<list: Actors | 500 actors.>"
    assert len(str(answer).splitlines()) == 504
    html = answer._repr_html_()
    assert html.count("Ann ") == 100
    assert "and 400 more" in html
    assert len(repr(facts.find("1" * 1000))) < 250


def test_an_answer_is_a_tree_rows_a_dict_and_a_result(file: Path) -> None:
    answer = sg.open(file).chain("Ann")
    assert str(answer).splitlines() == [
        "Ann <b>Lee</b>",
        "└── former",
        "    └── reported to Bob Lee (line 2010 to 2012) [s ¶2]",
        "",
        "Nobody is recorded above Ann <b>Lee</b> in a reporting line now.",
    ]
    (row,) = answer.to_records()
    assert (row["person"], row["fact"]) == ("Bob Lee", "ann.reports_to.bob")
    whole = answer.to_dict()
    assert (whole["stakegraph"], whole["command"]) == (1, "chain")
    assert whole["question"]["name"] == "Ann"
    assert whole["answer"]["managers"][0]["seat"]["person"]["id"] == "bob"
    assert answer.result.managers[0].facts[0].id == "ann.reports_to.bob"


def test_the_environment_of_a_terminal_does_not_change_an_answer(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = str(sg.open(file).show("Acme"))
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert str(sg.open(file).show("Acme")) == plain
    assert "\x1b" not in plain


class Tags(HTMLParser):
    """Collects the tags and the texts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_notebook_shows_texts_as_they_are(file: Path) -> None:
    for answer in (sg.open(file).show("ann"), sg.open(file).show("Acme")):
        page = Tags()
        page.feed(answer._repr_html_())
        assert page.tags <= {"div", "p", "strong", "ul", "li", "em", "small", "br"}
        assert answer.outline.title.replace("\x1b", "␛") in page.text
    assert "hedged:" in page.text
    assert "\x1b" not in page.text


def test_a_name_that_cannot_be_used_says_who_may_be_meant(file: Path) -> None:
    facts = sg.open(file)
    with pytest.raises(sg.AmbiguousName) as several:
        facts.show("Lee")
    assert [(one.id, one.name) for one in several.value.candidates] == [
        ("ann", "Ann <b>Lee</b>"),
        ("bob", "Bob Lee"),
    ]
    with pytest.raises(sg.UnknownName) as mistyped:
        facts.path("Acne", "Bob")
    assert mistyped.value.candidates[0].id == "acme"
    with pytest.raises(sg.UnknownName) as fact:
        facts.why("ann.reports_to.bib")
    assert fact.value.candidates == (("ann.reports_to.bob", ""),)


@pytest.mark.parametrize(
    ("ask", "error", "told"),
    [
        (lambda facts: facts.show(3), TypeError, "name must be str, not 3"),
        (lambda facts: facts.show("Acme", firm="no"), TypeError, "firm must be bool"),
        (lambda facts: facts.path("Ann", "Bob", paths=True), TypeError, "paths must be int"),
        (lambda facts: facts.path("Ann", "Bob", paths=0), sg.UsageError, "paths is 0"),
        (lambda facts: facts.gaps(ignore=[1]), TypeError, "ignore must be texts"),
        (lambda facts: facts.show(), TypeError, "missing a required argument: 'name'"),
        (lambda facts: facts.show("Acme", depth=2), TypeError, "unexpected keyword argument"),
        (lambda facts: facts.show("Acme", source="t"), sg.UsageError, "no source has the id 't'"),
        (lambda facts: facts.show("Acme", as_of="soon"), sg.UsageError, "not a date"),
        (lambda facts: facts.list("compny"), sg.UsageError, "did you mean 'company'"),
        (lambda facts: facts.org_chart("Ann"), sg.UsageError, "is of kind person"),
        (lambda facts: facts.what_if(), sg.UsageError, "what if what"),
    ],
)
def test_a_wrong_call_is_an_error(
    ask: object, error: type[Exception], told: str, file: Path
) -> None:
    assert callable(ask)
    with pytest.raises(error, match=told):
        ask(sg.open(file))


def test_the_graph_is_plain_and_networkx_writes_it(file: Path, here: Path) -> None:
    graph = sg.open(file).to_networkx()
    assert graph.graph == {"title": "Harbour \ufffd[31m"}
    assert sorted(key for *_, key in graph.edges(keys=True)) == [
        "ann.reports_to.bob",
        "ann.role_at.acme.head",
        "bob.supports.acme",
    ]
    assert graph.nodes["ann"] == {
        "label": "Ann <b>Lee</b>",
        "type": "person",
        "aliases": "Ann Lee; A",
        "evidence": "s ¶1",
    }
    data = graph.edges["ann", "acme", "ann.role_at.acme.head"]
    assert (data["title"], data["start"], data["evidence"]) == ("head", "2019", "s ¶3; s ¶4")
    assert "end" not in data
    nx.write_graphml(graph, "graph.graphml")
    again = nx.read_graphml("graph.graphml", force_multigraph=True)
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    assert {key: data for *_, key, data in again.edges(keys=True, data=True)} == {
        key: data for *_, key, data in graph.edges(keys=True, data=True)
    }


def test_as_of_a_day_each_edge_says_whether_it_held(file: Path) -> None:
    facts = sg.open(file)

    def held(as_of: str) -> dict[str, str]:
        edges = facts.to_networkx(as_of=as_of).edges(keys=True, data="held")
        return {key: held for *_, key, held in edges}

    assert held("2011-06-01") == {
        "ann.reports_to.bob": "held",
        "bob.supports.acme": "undetermined",
    }
    assert held("2020-05-01") == {"ann.role_at.acme.head": "held", "bob.supports.acme": "held"}
    assert not any("held" in data for *_, data in facts.to_networkx().edges(data=True))
    assert list(facts.to_networkx(firm=True).edges(keys=True)) == [
        ("ann", "bob", "ann.reports_to.bob"),
        ("ann", "acme", "ann.role_at.acme.head"),
    ]


def test_a_large_set_is_asked_compiled_and_can_be_closed(file: Path, tmp_path: Path) -> None:
    small = sg.open(file).show("Acme")
    file.write_text(FACTS + "# more\n" * 30_000, encoding="utf-8")
    with sg.open(file) as facts:
        assert facts.show("Acme") == small
        (kept,) = (tmp_path / "cache" / "stakegraph").iterdir()
    kept.unlink()
    assert facts.show("Acme") == small  # it is opened again


def test_every_question_is_a_method_with_its_help() -> None:
    for row in QUESTIONS:
        method = getattr(sg.Facts, row.method)
        assert method.__doc__.startswith(row.sentence)
        assert method.__doc__.endswith(f"Example: {row.python_call()}")


def test_the_stub_is_as_it_is_written(request: pytest.FixtureRequest) -> None:
    writer = [sys.executable, str(ROOT / "tests" / "stub.py")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if request.config.getoption("--regen"):
        subprocess.run([*writer, "--write"], env=environment, timeout=60, check=True)
    ran = subprocess.run(writer, capture_output=True, env=environment, timeout=60, check=True)
    stub = (ROOT / "stakegraph" / "__init__.pyi").read_bytes()
    assert ran.stdout.decode().splitlines() == stub.decode().splitlines(), "tests/stub.py --write"


USER = """\
from datetime import date

import stakegraph as sg

facts: sg.Facts = sg.open("facts", "more")
answer = facts.who_reports_to("Rowney", all=True, as_of=date(2008, 3, 13))
titles: list[str] = [line.seat.title for line in answer.result.reports]
hops: int = len(facts.path("Williams", "Rowney", avoid="Serco").result.routes[0].hops)
try:
    facts.show("Lee")
except sg.AmbiguousName as error:
    ids: list[str] = [candidate.id for candidate in error.candidates]
degree: int = facts.to_networkx(as_of="2008-03-13").number_of_edges()
facts.who_report_to("Rowney")
facts.path("Williams", "Rowney", hops=3)
facts.show(3)
"""


def test_a_type_checker_knows_the_questions(here: Path) -> None:
    (here / "user.py").write_text(USER, encoding="utf-8")
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-pretty", "user.py"],
        capture_output=True,
        text=True,
        env={**os.environ, "MYPYPATH": "", "MYPY_CACHE_DIR": str(here / "types")},
        timeout=120,
    )
    errors = [line for line in checked.stdout.splitlines() if ": error: " in line]
    assert [line.partition(": error: ")[0] for line in errors] == [
        "user.py:14",
        "user.py:15",
        "user.py:16",
    ], checked.stdout + checked.stderr
    assert 'maybe "who_reports_to"?' in errors[0]
