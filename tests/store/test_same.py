"""Facts in memory and compiled facts are the same facts, whatever files they come from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonlines import json_lines

from stakegraph.errors import FactsError
from stakegraph.model.facts import Actor, Citation
from stakegraph.questions.paths import paths
from stakegraph.rules.load import inspect, load
from stakegraph.store import EVERYTHING, Scope, Store, compiler
from stakegraph.store.compiler import NotCompiled, compile_files
from stakegraph.store.keep import is_clean
from stakegraph.store.memory import MemoryStore
from stakegraph.store.sqlite import SqliteStore

ROOT = Path(__file__).parents[2]
SCOPES = [
    EVERYTHING,
    Scope(firm=True),
    Scope(as_of=(2008, 1, 1)),
    Scope(source="s"),
    Scope(without=frozenset("t"), as_of=(2005, 6, 1)),
]
NUMBERS = count()


def opened(files: list[str], folder: Path) -> SqliteStore:
    target = folder / f"{next(NUMBERS)}.facts"
    compile_files(files, str(target))
    return SqliteStore(sqlite3.connect(target), files)


def plain(part: Any) -> Any:
    """Return a part of the facts without what only problems need."""
    if isinstance(part, msgspec.Struct):
        given = msgspec.structs.asdict(part)
        origin = given.pop("origin", ())
        given.pop("number", 0)  # of a citation, which is for problems
        if isinstance(part, Actor):
            del given["because"], given["same_as"]
        place = () if isinstance(part, Citation) else origin[:3]
        return type(part).__name__, place, {name: plain(value) for name, value in given.items()}
    return tuple(map(plain, part)) if isinstance(part, tuple | list) else part


def told(store: Store) -> Iterator[Any]:
    """Yield all that a store answers of its facts."""
    every = list(store.relations)
    ids = [actor.id for actor in store.actors()]
    yield store.title, store.size(), sorted(every), [*map(plain, store.sources.values())]
    yield plain(store.conflicts())
    for scope in SCOPES:
        yield plain([*store.actors(scope=scope)]), plain([*store.events(scope=scope)])
        yield plain([*store.hop(None, every, "out", scope)])
        for id in [*ids[:12], "nobody"]:
            yield id, plain([*store.hop([id], every, "out", scope)])
            yield id, plain([*store.hop([id], every[:3], "in", scope)])
            yield id, sorted(store.links([id], every, scope))
            yield id, plain([*store.events(id, scope)])
            yield id, plain([*store.joining(id, ids[:5], every, scope)])
    for id in ids[:12]:
        yield id, store.degree(id, every), store.degree(id, every[:3])
    facts = [tie.fact.id for tie in store.hop(None, every, "out", EVERYTHING)]
    yield [(id, store.ids_beside(id, 3)) for id in [*facts[:9], "m", "zz"]]
    for one, other in zip(ids[:6], ids[3:9], strict=False):
        yield plain_path(store, one, other)


def plain_path(store: Store, one: str, other: str) -> Any:
    return msgspec.to_builtins(paths(store, one, other))


def names(store: Store, typed: list[str]) -> list[Any]:
    found = []
    for text in typed:
        found += [(text, [actor.id for actor in store.named(text)])]
        found += [(text, [actor.id for actor in store.near(text)])]
    return found


def assert_same(files: list[str], folder: Path, typed: list[str]) -> None:
    kept, compiled = MemoryStore(load(files)), opened(files, folder)
    problems = inspect(files)[1]
    assert not (is_clean(compiled.connection) and problems)
    # A circle whose lines surely lie apart in time is counted, and no problem.
    assert is_clean(compiled.connection) or problems or _has_circle(files)
    for mine, theirs in zip(told(kept), told(compiled), strict=True):
        assert mine == theirs
    assert names(kept, typed) == names(compiled, typed)


def _has_circle(files: list[str]) -> bool:
    facts = load(files).facts.values()
    lines = [(fact.subject, fact.object) for fact in facts if fact.relation == "reports_to"]
    return not nx.is_directed_acyclic_graph(nx.DiGraph(lines))


TYPED = [
    *("ann", "Ann Lee", "anm lee", "l", "le", "ee", "ministry", "mwt", "ministy of work", "the"),
    *("o1", "o 1", "Ånn", "a l", "leeann", "ANN-LEE", "", "-", "lee ann bob", "head", "hed", "x.y"),
]
DATES = st.sampled_from(["", "", "2003", "2005-06~", "2007-03-01", "2009?", "../2006"])
STATUS = st.sampled_from(["", "", "", "hedged", "denied", "inferred"])
PERSONS = [f"p{n}" for n in range(4)] + ["x.y"]
ORGANISATIONS = ["o1", "o2", "x"]
POSTS = ["h1", "h2", "y.holds.h1"]
TIES = [
    ("reports_to", PERSONS + POSTS, PERSONS + POSTS),
    ("holds", PERSONS, POSTS),
    ("role_at", PERSONS, ORGANISATIONS),
    ("member_of", PERSONS + ORGANISATIONS, ["o1", "d"]),
    ("partner_in", ORGANISATIONS, ["d"]),
    ("works_with", PERSONS + ORGANISATIONS, PERSONS + ORGANISATIONS),
    ("supports", PERSONS, [*ORGANISATIONS, "d"]),
    ("opposes", PERSONS, [*ORGANISATIONS, "d"]),
    ("mentors", PERSONS, PERSONS),
]


@st.composite
def facts(draw: st.DrawFn) -> str:
    relation, subjects, objects = draw(st.sampled_from(TIES))
    fields = {
        "who": draw(st.sampled_from(subjects)),
        relation: draw(st.sampled_from(objects)),
        "since": draw(DATES),
        "until": draw(DATES),
        "status": draw(STATUS),
        "evidence": draw(st.sampled_from(["s ¶1", "t", "[s ¶1, t ¶2]", "s ¶3"])),
    }
    if relation == "role_at":
        fields["title"] = draw(st.sampled_from(["", "clerk", "head", "h1"]))
    if fields["status"] == "inferred":
        fields["because"] = "of it"
    if draw(st.integers(0, 9)) == 0:
        fields["id"] = draw(st.sampled_from(["one", "p0.holds.h1", "p1.role_at.o1"]))
    given = ", ".join(f"{key}: {value}" for key, value in fields.items() if value)
    return f"  - {{{given}}}\n"


FORMS = ["Ann Lee", "Bob Lee", "Ånn-Lee O’Dwyer", "Ministry of Works and Transport", "x", "Lee Ltd"]


@st.composite
def files(draw: st.DrawFn) -> list[str]:
    """Return the texts of one file or two."""
    texts = []
    declared: set[str] = set()
    for number in range(draw(st.integers(1, 2))):
        text = f"stakegraph: 1\ntitle: {draw(st.sampled_from(['One', 'Two']))}\n"
        text += "sources:\n  s: {title: S, date: 2006}\n  t: {title: T, date: 2008-03-13}\n"
        sections = (
            ("people", "name", PERSONS),
            ("organisations", "name", ORGANISATIONS),
            ("posts", "title", POSTS),
            ("partnerships", "name", ["d"]),
        )
        for section, named, ids in sections:
            text += f"{section}:\n"
            for id in ids:
                if number and id in declared and draw(st.booleans()):
                    continue
                declared.add(id)
                name = FORMS[(len(id) + ord(id[-1])) % len(FORMS)]
                fields = [f"{named}: '{name}'", "evidence: s"]
                if draw(st.integers(0, 3)) == 0:
                    fields.append(f"aliases: ['{draw(st.sampled_from(FORMS))}']")
                if section == "posts":
                    fields.append(f"at: {draw(st.sampled_from(ORGANISATIONS))}")
                if section == "people" and draw(st.integers(0, 9)) == 0:
                    same = draw(st.sampled_from(PERSONS))
                    fields += [f"same_as: {same}", "because: it is known"]
                if section == "partnerships":
                    fields.append("since: 2004")
                text += f"  {id}: {{{', '.join(fields)}}}\n"
        text += "events:\n"
        for event in range(draw(st.integers(1, 2))):
            who = ", ".join(draw(st.lists(st.sampled_from(PERSONS), max_size=2)))
            text += f"  e{event}: {{what: It, on: 2007, who: [{who}], evidence: t}}\n"
        if number == 0:
            text += "relations:\n  mentors: {from: [person], to: [person], verb: mentors, "
            text += "inverse: is mentored by, family: role}\n"
        texts.append(text + "facts:\n" + "".join(draw(st.lists(facts(), min_size=1, max_size=14))))
    return texts


@given(files())
def test_generated_files_give_the_same_facts(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("same")
    paths = [folder / f"{number}.yaml" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    named = [str(path) for path in paths]
    try:
        load(named)
    except FactsError:
        with pytest.raises(NotCompiled):
            compile_files(named, str(folder / "wrong.facts"))
        return
    assert_same(named, folder, TYPED)


def test_the_example_gives_the_same_facts(tmp_path: Path) -> None:
    typed = ["rowney", "Rowny", "odwyer kath", "kath odwier", "council", "stoke servces", "cdcsf"]
    assert_same([str(ROOT / "data" / "stoke.yaml")], tmp_path, typed)


@pytest.fixture
def generated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "bench"))
    path = str(tmp_path / "generated.yaml")
    import_module("generate").write(path, 400, 5)
    return path


def test_a_generated_file_gives_the_same_facts(generated: str, tmp_path: Path) -> None:
    assert_same([generated], tmp_path, ["Quilfeather", "water", "the trst", "jon smth", "of"])


@pytest.mark.parametrize("odd", ["", "quoted", "braces", "lines", "wrong"])
def test_several_processes_make_the_same_file_as_one(
    generated: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, odd: str
) -> None:
    files = [generated, str(ROOT / "data" / "stoke.yaml")]
    if odd:
        people = "".join(f"  q{n}: {{name: 'Q {n}', evidence: s}}\n" for n in range(3000))
        more = {
            # A text over several lines looks like entries: a block cannot tell where it is cut.
            "quoted": '  zz: {name: "Z' + "\n  q1: {x" * 3000 + ' end", evidence: s}\n',
            "braces": "",
            "lines": "",
            "wrong": "  zz: {nam: Z}\n",
        }[odd]
        head = "stakegraph: 1\nsources:\n  s: {title: S}\n"
        ties = ", ".join(f"{{who: q{n}, works_with: q{n + 1}, evidence: s}}" for n in range(2999))
        last = f"facts: [{ties}]\n" if odd in ("braces", "lines") else ""
        path = tmp_path / "odd.yaml"
        text = f"{head}people:\n{people}{more}{last}"
        if odd == "lines":
            path, text = path.with_suffix(".jsonl"), json_lines(text)
        path.write_text(text, encoding="utf-8")
        files.insert(0, str(path))
    if odd == "wrong":
        monkeypatch.setattr(compiler, "_MUCH", 0)
        with pytest.raises(NotCompiled):
            opened(files, tmp_path)
        return
    alone = opened(files, tmp_path)
    monkeypatch.setattr(compiler, "_MUCH", 0)
    monkeypatch.setattr(compiler, "how_many", lambda: 2)
    for cut in ("blocks", "blocks_of_lines"):
        monkeypatch.setattr(f"stakegraph.factfile.blocks.{cut}.__defaults__", (20_000,))
    together = opened(files, tmp_path)
    for mine, theirs in zip(told(alone), told(together), strict=True):
        assert mine == theirs
    typed = ["Quilfeather", "water", "rowny"]
    assert names(alone, typed) == names(together, typed)
