"""Questions of compiled facts: the same answers, and nothing else that a user would notice."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from everything import EVERYTHING

from stakegraph.store import keep
from stakegraph.store.loading import load
from stakegraph.store.parquet import excerpt

pytestmark = pytest.mark.slow

Run = Callable[..., Any]

ROOT = Path(__file__).parents[2]

WHOLE = [
    ["org-chart"],
    ["roles"],
    ["list"],
    ["sources"],
    ["conflicts"],
    ["timeline"],
    ["positions"],
    ["gaps"],
    ["duplicates"],
    ["what-if", "--firm"],
    ["export", "--to", "json"],  # which has all that other formats are written from
]
# The first go through the facts where they are kept, the others are written from a graph.
FORMATS = ("graphml", "gexf", "ftm", "cypher", "turtle", "popolo", "cyjs", "dot", "mermaid", "html")
EACH = [
    ["show"],
    ["roles"],
    ["timeline"],
    ["positions"],
    ["partners"],
    ["who-reports-to", "--all"],
    ["chain"],
]
DEFAULT = ("--facts", "stakegraph.yaml")
SCOPES = [[], ["--firm", "--as-of", "2008-03-13"]]


@pytest.fixture
def same(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Ask a question of facts in memory, of compiled ones and of a folder of Parquet.

    All answers are given if they differ. Without DuckDB there is no folder.
    """
    monkeypatch.setattr(keep, "LARGE", 0)
    monkeypatch.setattr(excerpt, "FEW", 0)  # each row is fetched when it is needed

    def same(*arguments: str) -> Any:
        answers = [run(*arguments, "--no-cache"), run(*arguments)]
        if find_spec("duckdb"):
            *question, option, facts = *arguments, *DEFAULT[: 2 * ("--facts" not in arguments)]
            folder = here / f"{Path(facts).stem}.compiled"
            assert option == "--facts"
            if not folder.exists():
                assert run("compile", facts, "--out", str(folder)).code == 0
            answers.append(run(*question, "--facts", str(folder)))
        return [] if answers.count(answers[0]) == len(answers) else [arguments, answers]

    return same


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("generated") / "facts.yaml"
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(str(ROOT / "tests" / "bench"))
        import_module("generate").write(str(path), 40, 3)
    return path


@pytest.fixture(params=["stoke", "generated", "imported", "everything"])
def file(request: pytest.FixtureRequest, generated: Path, run: Run, here: Path) -> Path:
    if request.param == "everything":  # what it declares itself, disputes and retractions as well
        path = here / "everything.yaml"
        path.write_text(f"stakegraph: 1\n{EVERYTHING}", encoding="utf-8")
        return path
    if request.param == "imported":
        path = here / "imported.yaml"
        run("import", "organogram", str(ROOT / "data" / "organogram.csv"), "--out", str(path))
        return path
    return generated if request.param == "generated" else ROOT / "data" / "stoke.yaml"


@pytest.mark.parametrize("scope", SCOPES, ids=" ".join)
def test_questions_of_everything_have_the_same_answers(
    file: Path, scope: list[str], same: Run
) -> None:
    for question in WHOLE:  # as JSON they have every field that any other form shows
        form = [] if question[0] == "export" else ["--format", "json"]
        assert same(*question, *form, *scope, "--facts", str(file)) == []


@pytest.mark.parametrize("to", FORMATS)
def test_what_is_written_for_other_programs_is_the_same(to: str, same: Run) -> None:
    assert same("export", "--to", to, "--facts", str(ROOT / "data" / "stoke.yaml")) == []


@pytest.mark.parametrize("scope", SCOPES, ids=" ".join)
def test_questions_of_one_have_the_same_answers(file: Path, scope: list[str], same: Run) -> None:
    ids = sorted(load([str(file)]).actors)
    for number, id in enumerate(ids[:: max(len(ids) // len(EACH), 1)]):
        question = EACH[number % len(EACH)]
        for command in (question, ["show", "--cite", "--format", "json"]):
            assert same(*command, id, *scope, "--facts", str(file)) == []


@pytest.mark.parametrize("scope", SCOPES, ids=" ".join)
def test_charts_of_one_body_are_the_same(file: Path, scope: list[str], same: Run) -> None:
    actors = load([str(file)]).actors.values()
    bodies = sorted(actor.id for actor in actors if actor.kind == "organisation")
    for body in bodies[:: max(len(bodies) // 3, 1)]:
        question = ("org-chart", body, "--format", "json")
        assert same(*question, *scope, "--facts", str(file)) == []


def test_paths_and_reasons_are_the_same(file: Path, same: Run) -> None:
    facts = load([str(file)])
    ids = sorted(facts.actors)
    for one, other in pairwise(ids[:: max(len(ids) // 4, 1)]):
        assert same("path", one, other, "--facts", str(file)) == []
        assert same("path", one, other, "--as-of", "2008-03-13", "--facts", str(file)) == []
        assert same("why", one, other, "--facts", str(file)) == []
    for id in [
        *sorted(facts.facts)[:: max(len(facts.facts) // 8, 1)],
        *list(facts.events)[:3],
        "nobody.holds.nothing",
    ]:
        assert same("why", id, "--facts", str(file)) == []


@pytest.mark.parametrize(
    "typed",
    ["", "'", "s", "Rowny", "kath odwyr", "Mr Kath O'Dwyr", "council", "stoke services", "the"],
)
def test_names_mean_the_same(typed: str, file: Path, same: Run) -> None:
    assert same("show", typed, "--facts", str(file)) == []


@pytest.mark.parametrize(
    "question", [["show", "\udcff"], ["why", "\udcff"], ["path", "serco", "\udcff"]], ids=" ".join
)
def test_what_is_no_text_is_not_found(question: list[str], same: Run) -> None:
    assert same(*question, "--facts", str(ROOT / "data" / "stoke.yaml")) == []


@pytest.mark.parametrize("words", [9, 1500])
def test_a_very_long_name_is_found_by_some_of_its_words(words: int, here: Path, same: Run) -> None:
    name = " ".join(f"w{number}" for number in range(words))
    head = "stakegraph: 1\nsources: {s: {title: S}}\n"
    text = f"{head}people: {{a: {{name: {name}, evidence: s}}}}\n"
    (here / "stakegraph.yaml").write_text(text, encoding="utf-8")
    assert same("show", name.partition(" ")[2]) == []


def test_an_export_that_nobody_reads_to_its_end_leaves_the_index_alone(
    facts: Path, process: Callable[..., Any]
) -> None:
    facts.write_text(facts.read_text(encoding="utf-8") + "# more\n" * 30_000, encoding="utf-8")
    # A file as new as its index is looked at again, and what is then known of it is written down.
    an_hour_ago = facts.stat().st_mtime - 3600
    os.utime(facts, (an_hour_ago, an_hour_ago))
    assert process("list").returncode == 0
    (made,) = cached()
    before = made.stat().st_mtime_ns
    command = f"{sys.executable} -m stakegraph export --to graphml | head -1"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert ran.stderr.count(b"events left out") == 1  # it is told once, not once more
    assert [path.stat().st_mtime_ns for path in cached()] == [before]


@pytest.fixture
def facts(here: Path) -> Path:
    path = here / "stakegraph.yaml"
    path.write_text((ROOT / "data" / "stoke.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    return path


def cached() -> list[Path]:
    folder = Path(os.environ["XDG_CACHE_HOME"], "stakegraph")
    return sorted(folder.iterdir()) if folder.exists() else []


@pytest.mark.usefixtures("facts")
def test_a_small_set_leaves_nothing_on_disk(run: Run) -> None:
    assert run("who-reports-to", "Rowney").code == 0
    assert cached() == []


@pytest.mark.usefixtures("facts")
def test_a_large_set_is_compiled_without_a_word_unless_one_is_wanted(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep, "LARGE", 0)
    assert run("who-reports-to", "Rowney", "--no-cache").err == ""
    assert cached() == []
    told = run("who-reports-to", "Rowney", "--verbose").err
    (target,) = cached()
    assert told.startswith("stakegraph: an index of 1 fact file was made in ")
    assert told.endswith(f" s: {target}\n")
    assert run("who-reports-to", "Rowney", "--verbose").err == ""
    target.write_bytes(b"damaged")
    assert run("who-reports-to", "Rowney").err == ""


def test_damage_that_only_an_answer_meets_is_mended_on_the_way(
    facts: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep, "LARGE", 0)
    wanted = run("show", "Serco")
    (target,) = cached()
    whole = target.read_bytes()
    target.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192 - 512) + whole[-512:])
    assert run("show", "Serco") == wanted
    assert target.read_bytes() != whole[:8192] + b"\xff" * (len(whole) - 8192 - 512) + whole[-512:]


def test_the_files_are_called_what_the_question_calls_them(
    facts: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep, "LARGE", 0)
    (facts.parent / "below").mkdir()
    assert '"file": "stakegraph.yaml"' in run("show", "Tact", "--format", "json").out
    monkeypatch.chdir("below")
    told = run("show", "Tact", "--format", "json", "--facts", "../stakegraph.yaml").out
    assert '"file": "../stakegraph.yaml"' in told
    assert len(cached()) == 1


def test_errors_of_a_large_set_are_told_as_those_of_a_small_one(
    facts: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts.write_text(facts.read_text(encoding="utf-8").replace("holds: director", "holds: x"))
    small, checked = run("list"), run("check")
    monkeypatch.setattr(keep, "LARGE", 0)
    for _ in range(2):  # when it is made, and when it is there
        assert run("list") == small
        assert run("check") == checked
        assert run("show", "nobody at all") == small
    assert small.code == checked.code == 1


@pytest.mark.usefixtures("facts")
def test_the_cache_can_be_shown_and_cleared(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep, "LARGE", 0)
    place = f"{os.environ['XDG_CACHE_HOME']}/stakegraph\n"
    assert run("cache", "--path") == (0, place, "")
    assert run("cache") == (0, place, "")
    run("list")
    shown = run("cache").out
    assert shown.startswith(place)
    assert shown.endswith(f" MB  {Path('stakegraph.yaml').resolve()}\n")
    assert run("cache", "--clear") == (0, "", "stakegraph: 1 file removed\n")
    assert cached() == []


@pytest.mark.usefixtures("facts")
def test_the_cache_is_checked_whole_and_what_is_damaged_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep, "LARGE", 0)
    assert run("cache", "--check") == (0, "", "")
    run("list")
    name = Path("stakegraph.yaml").resolve()
    assert run("cache", "--check") == (0, f"{name}: whole\n", "")
    (target,) = cached()
    whole = target.read_bytes()
    for statement, fault in (
        ("update fact set line = line + 1 where n = 3", "1 row of fact not what was written"),
        ("update relation set key = 'x' where n = 1", "the table relation is not what was written"),
        ("delete from leaving where actor = 1", "1 actor with other facts than leaving has"),
        ("update form set actor = 1", "the table form is not what is made of the names"),
        ("delete from word where n = 5", "the table word is not what is made of the names"),
        (
            "insert into words (rowid, trigrams) values (5, 'xyz')",
            "the table words is not what is made of the names",
        ),
    ):
        with closing(sqlite3.connect(target)) as db, db:
            db.execute(statement)
        checked = run("cache", "--check")
        assert checked.out == f"{name}: damaged\n  {fault}\n"
        assert checked.code == 1
        assert checked.err.endswith("when asked, or removed with --clear\n")
        target.write_bytes(whole)
    target.write_bytes(whole[:-1])
    checked = run("cache", "--check")
    assert (checked.code, cached()) == (1, [target])
    assert "it is cut" in checked.out
