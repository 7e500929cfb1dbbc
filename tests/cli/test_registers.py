"""Registers that `compile` takes as they are: as if each had been imported before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stakegraph.cli import _registers

pytest.importorskip("duckdb", reason="DuckDB is not installed")

Run = Callable[..., Any]

OWN = """\
stakegraph: 1
sources: {s: {title: S, date: 2024-02-03}}
people: {bo: {name: Bo Li, evidence: s}}
organisations: {works: {name: Works, evidence: s}}
facts: [{who: bo, role_at: works, title: chair, evidence: s}]
"""


def controller(name: str, company: str, **more: object) -> dict[str, Any]:
    return {
        "company_number": company,
        "data": {
            "kind": "individual-person-with-significant-control",
            "name": name,
            "natures_of_control": ["ownership-of-shares-25-to-50-percent"],
            "notified_on": "2017-01-02",
            **more,
        },
    }


def statement(id: str, kind: str, **details: object) -> dict[str, Any]:
    return {"statementId": f"s-{id}", "recordId": id, "recordType": kind,
            "statementDate": "2024-01-02", "recordDetails": details}  # fmt: skip


REGISTERS: dict[str, list[dict[str, Any]]] = {
    "companies_house": [
        controller("Ms Ana Ruiz", "01234567"),
        controller("Mr Bo Li", "01234567", address={"locality": "Stoke"}),
        {"company_number": "777", "data": {"statement": "no-individual", "kind": "x-statement"}},
        controller("Ms Ana Ruiz", "777"),
    ],
    "bods": [
        statement("p1", "person", personType="knownPerson", names=[{"fullName": "Ana Ruiz"}]),
        statement("e1", "entity", entityType={"type": "registeredEntity"}, name="Works"),
        statement("r1", "relationship", subject="e1", interestedParty="p1",
                  interests=[{"type": "shareholding", "share": {"exact": 40}}]),
    ],
    "ftm": [
        {"id": "a", "schema": "Person", "properties": {"name": ["Ana Ruiz"]}},
        {"id": "works", "schema": "Company", "properties": {"name": ["Works"]}},
        {"id": "o", "schema": "Ownership",
         "properties": {"owner": ["a"], "asset": ["works"], "percentage": ["40"]}},
        {"id": "s", "schema": "Vessel", "properties": {"name": ["Ship"]}},
    ],
    "ocds": [
        {
            "ocid": "o-1",
            "buyer": {"id": "b", "name": "Stoke Council"},
            "parties": [{"id": "b", "name": "Stoke Council", "roles": ["buyer"]},
                        {"id": "w", "name": "Works", "roles": ["supplier"]}],
            "awards": [{"id": "1", "title": "Roads", "date": "2020-01-02",
                        "suppliers": [{"id": "w", "name": "Works"}]}],
        },
    ],
}  # fmt: skip
EXPORTS = [["export", "--to", to] for to in ("json", "ftm", "html")]


def write(path: Path, records: list[dict[str, Any]]) -> str:
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return path.name


@pytest.mark.parametrize("suffix", ["txt", "jsonl"])
@pytest.mark.parametrize("format", REGISTERS)
def test_a_register_is_compiled_as_if_it_had_been_imported(
    format: str, suffix: str, here: Path, run: Run
) -> None:
    register = write(here / f"r-2024-02-03.{suffix}", REGISTERS[format])
    facts = "facts/r-2024-02-03.jsonl"
    (here / "by-hand" / "facts").mkdir(parents=True)
    imported = run("import", register, "--out", f"by-hand/{facts}")
    assert run("compile", f"by-hand/{facts}", "--out", "wanted").code == 0
    ran = run("compile", register, "--out", "compiled")
    assert (ran.code, ran.out) == (0, "")
    notes = imported.err.replace(f" written to by-hand/{facts}", "").splitlines()
    assert ran.err.splitlines()[:-1] == notes
    assert (here / "compiled" / facts).read_bytes() == (here / "by-hand" / facts).read_bytes()
    register_of = json.loads((here / "compiled" / "manifest.json").read_text())["registers"]
    digest = hashlib.sha256((here / register).read_bytes()).hexdigest()
    assert register_of == {
        f"compiled/{facts}": {"register": register, "format": format, "sha256": digest}
    }
    (here / register).unlink()
    for question in (["check"], ["list"], ["show", "Works", "--cite"], ["sources"], *EXPORTS):
        answer = run(*question, "--facts", "compiled")
        wanted = run(*question, "--facts", "wanted")
        assert answer._replace(out=answer.out.replace("compiled/", "by-hand/")) == wanted


def test_a_message_names_a_line_that_the_folder_keeps(here: Path, run: Run) -> None:
    register = write(here / "psc.txt", REGISTERS["companies_house"])
    assert run("compile", register, "--out", "compiled").code == 0
    (here / register).unlink()
    ran = run("show", "Ruiz", "--facts", "compiled")
    assert ran.err.splitlines()[1:] == [
        "  ms-ana-ruiz-01234567: Ms Ana Ruiz (person; psc.jsonl:5)",
        "  ms-ana-ruiz-777: Ms Ana Ruiz (person; psc.jsonl:7)",
    ]
    facts = here / "compiled" / "facts" / "psc.jsonl"
    line = facts.read_text().splitlines()[4]
    assert json.loads(line)["id"] == "ms-ana-ruiz-01234567"
    assert run("show", "ms-ana-ruiz-777", "--facts", str(facts)).code == 0
    facts.write_text("")
    told = "stakegraph: compiled: facts/psc.jsonl has 0 bytes, not "
    assert run("list", "--facts", "compiled").err.startswith(told)


def test_what_is_said_of_a_register_is_said_of_its_source(here: Path, run: Run) -> None:
    register = write(here / "psc.txt", REGISTERS["companies_house"])
    about = ["--source-title", "PSC", "--source-date", "2024-03", "--publisher", "CH"]
    about += ["--url", "https://example.org", "--report", "left.txt"]
    ran = run("compile", register, "--out", "compiled", *about)
    assert ran.code == 0
    assert "no date" not in ran.err
    assert (here / "left.txt").read_text() == (
        "line 2: not read, to keep it private: address\n"
        "line 3: left out, because it names nobody: no individual\n"
    )
    sources = json.loads(run("sources", "--format", "json", "--facts", "compiled").out)
    (source,) = sources["answer"]["sources"]
    told = {name: source[name] for name in ("title", "date", "publisher", "url")}
    assert told == {
        "title": "PSC",
        "date": "2024-03",
        "publisher": "CH",
        "url": "https://example.org",
    }


def test_what_is_about_one_register_is_refused_without_one_or_with_several(
    here: Path, run: Run
) -> None:
    (here / "own.yaml").write_text(OWN)
    registers = [write(here / f"{name}.txt", REGISTERS[name]) for name in ("ftm", "bods")]
    for option in ("source-title", "source-date", "publisher", "url", "report"):
        told = f"stakegraph: --{option} is about one register, and "
        ran = run("compile", "own.yaml", "--out", "x", f"--{option}", "2020")
        assert ran == (2, "", f"{told}no file is one\n")
        ran = run("compile", *registers, "--out", "x", f"--{option}", "2020")
        assert ran == (2, "", f"{told}2 are compiled: import each, and compile that\n")
    assert sorted(path.name for path in here.iterdir()) == ["bods.txt", "ftm.txt", "own.yaml"]


def test_registers_are_compiled_together_and_with_fact_files(here: Path, run: Run) -> None:
    (here / "own.yaml").write_text(OWN)
    registers = [write(here / f"{name}.txt", REGISTERS[name]) for name in ("ftm", "bods")]
    ran = run("compile", registers[0], "own.yaml", registers[1], "--out", "compiled")
    assert ran.code == 0
    assert _registers._SAME in ran.err
    shown = run("show", "Works", "--cite", "--facts", "compiled").out
    assert "ftm line 3" in shown
    assert "Bo Li" in shown
    files = json.loads((here / "compiled" / "manifest.json").read_text())["files"]
    assert files == ["compiled/facts/ftm.jsonl", "own.yaml", "compiled/facts/bods.jsonl"]


@pytest.mark.parametrize("is_first", [True, False])
def test_an_error_is_told_with_the_line_of_the_register(
    is_first: bool, here: Path, run: Run
) -> None:
    (here / "own.yaml").write_text(OWN.replace("name: Works", "name: Wurks"))
    files = [write(here / "ftm.txt", REGISTERS["ftm"]), "own.yaml"]
    ran = run("compile", *(files if is_first else files[::-1]), "--out", "compiled")
    assert ran.code == 1
    assert ran.err.splitlines()[-1] == (
        "own.yaml:4:31: error: works: name is 'Wurks' here and 'Works' in ftm.txt:2 [clash]"
        if is_first
        else "ftm.txt:2:1: error: works: name is 'Works' here and 'Wurks' in own.yaml:4 [clash]"
    )
    assert sorted(path.name for path in here.iterdir()) == ["ftm.txt", "own.yaml"]


def test_two_registers_of_one_name_are_refused(here: Path, run: Run) -> None:
    (here / "old").mkdir()
    for place in (here, here / "old"):
        write(place / "ftm.txt", REGISTERS["ftm"])
    ran = run("compile", "ftm.txt", "old/ftm.txt", "--out", "compiled")
    told = "stakegraph: old/ftm.txt: its source would have the id of that of ftm.txt: rename one"
    assert (ran.code, ran.err.splitlines()[-1]) == (2, told)


def test_a_register_that_needs_an_answer_is_to_be_imported(here: Path, run: Run) -> None:
    (here / "o.json").write_text('{"items": [{"name": "RUIZ, Ana", "officer_role": "director"}]}')
    ran = run("compile", "o.json", "--out", "compiled")
    assert (ran.code, ran.err.splitlines()[-1]) == (
        2,
        "stakegraph: o.json: nothing says of which company these are: --organisation NAME does:"
        " stakegraph import o.json --organisation ... --out facts.jsonl, and compile that",
    )
    (here / "g.graphml").write_text('<graphml xmlns="http://graphml.graphdrawing.org/xmlns"/>')
    told = (
        "it looks like GraphML: stakegraph import g.graphml --out g-facts.jsonl, and compile that"
    )
    assert run("compile", "g.graphml", "--out", "x") == (2, "", f"stakegraph: g.graphml: {told}\n")


def test_no_line_of_a_register_that_is_wrong_is_passed_over(here: Path, run: Run) -> None:
    path = here / "psc.txt"
    write(path, REGISTERS["companies_house"])
    path.write_text(path.read_text() + '{"company_number": \n')
    wanted = run("import", "psc.txt", "--out", "facts.jsonl")
    ran = run("compile", "psc.txt", "--out", "compiled")
    assert ran == wanted
    assert (ran.code, ran.err.splitlines()[-1].partition(": ")[0]) == (1, "psc.txt:5:20")
    assert [one.name for one in here.iterdir()] == ["psc.txt"]


def test_the_facts_of_a_folder_are_those_of_no_folder_around_it(here: Path, run: Run) -> None:
    (here / "own.yaml").write_text(OWN)
    wanted = run("list", "--facts", ".")
    assert run("compile", write(here / "bods.txt", REGISTERS["bods"]), "--out", "c").code == 0
    assert run("list", "--facts", ".") == wanted
    assert "Ana Ruiz" in run("list", "--facts", "c/facts").out


def test_only_a_folder_whose_facts_were_imported_is_replaced(here: Path, run: Run) -> None:
    (here / "own.yaml").write_text(OWN)
    register = write(here / "bods.txt", REGISTERS["bods"])
    assert run("compile", register, "--out", "c").code == 0
    told = "it lies in the folder that is replaced: name another one with --out"
    ran = run("compile", "c/facts/bods.jsonl", "--out", "c")
    assert ran == (2, "", f"stakegraph: c/facts/bods.jsonl: {told}\n")
    (here / "c" / "facts" / "mine.yaml").write_text(OWN)
    told = "c: the folder holds something else: name one that is not there"
    assert run("compile", register, "--out", "c") == (2, "", f"stakegraph: {told}\n")
    (here / "c" / "facts" / "mine.yaml").unlink()
    assert run("compile", "own.yaml", "--out", "c").code == 0
    assert not (here / "c" / "facts").exists()
    (here / "d" / "facts").mkdir(parents=True)
    (here / "d" / "facts" / "mine.yaml").write_text(OWN)
    assert run("compile", "own.yaml", "--out", "d").err == f"stakegraph: d{told[1:]}\n"
