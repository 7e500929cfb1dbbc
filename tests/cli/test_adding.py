"""`init` and `add`: from an empty folder to a checked file, without typing YAML."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stakegraph.factfile.schema import ENTRIES, FactRecord
from stakegraph.model.relations import RELATIONS

ROOT = Path(__file__).parents[2]
FACTS = """\
# Mine.
stakegraph: 1
sources:
  gazette: {title: New head, date: 2024-05-02}  # the first
people:
  ana: {name: Ana Ruiz, aliases: [Annie], evidence: gazette ¶1}
  bob: {name: Bob Lee, evidence: gazette ¶1}
organisations:
  trust: {name: Harbour Trust, evidence: gazette ¶1}
posts:
  head: {title: head of the trust, at: trust, evidence: gazette ¶1}
facts:
  - {who: ana, works_with: bob, evidence: gazette ¶1}
"""


@pytest.fixture
def file(here: Path) -> Path:
    (here / "stakegraph.yaml").write_text(FACTS, encoding="utf-8")
    return here / "stakegraph.yaml"


@pytest.fixture
def add(run: Callable[..., Any]) -> Callable[..., Any]:
    return lambda line: run("add", *shlex.split(line))


def fact(given: str) -> str:
    """Return the file with a fact at its end."""
    return f"{FACTS}  - {given.strip()}\n"


def test_from_nothing_to_a_checked_file(here: Path, run: Callable[..., Any]) -> None:
    assert run("init", "--title", "The harbour").out == (
        "stakegraph.yaml is there now, with the source article\n"
    )
    words = 'holds "head of the trust" --at "Harbour Trust" --since 2024-05 --evidence "article 1"'
    quoted = '--quote "Ana Ruiz heads the trust" --yes'
    ran = run("add", "Ana Ruiz", *shlex.split(f"{words} {quoted}"))
    assert (ran.code, ran.out) == (
        0,
        "Ana Ruiz is the head of the trust (since May 2024) [article ¶1]\n"
        "  id: ana-ruiz.holds.head-of-the-trust\n",
    )
    assert ran.err == (
        "stakegraph: new: harbour-trust: Harbour Trust (organisation), ana-ruiz: Ana Ruiz (person),"
        " head-of-the-trust: head of the trust (post at Harbour Trust; named for it: Ana Ruiz)\n"
        "stakegraph: written to stakegraph.yaml\n"
    )
    assert (
        (here / "stakegraph.yaml").read_text(encoding="utf-8")
        == """\
# yaml-language-server: $schema=facts.schema.json
stakegraph: 1
title: The harbour

sources:
  article:
    title: the first article

organisations:
  harbour-trust:
    name: Harbour Trust
    evidence: article ¶1

people:
  ana-ruiz:
    name: Ana Ruiz
    evidence: article ¶1

posts:
  head-of-the-trust:
    title: head of the trust
    at: harbour-trust
    evidence: article ¶1

facts:
  - who: ana-ruiz
    holds: head-of-the-trust
    since: 2024-05
    evidence:
      source: article
      at: ¶1
      quote: Ana Ruiz heads the trust
"""
    )
    assert run("check") == (0, "", "")
    assert (here / "facts.schema.json").is_file()


def test_nothing_that_is_there_is_begun_anew(here: Path, run: Callable[..., Any]) -> None:
    (here / "facts.schema.json").write_text("mine", encoding="utf-8")
    assert run("init").code == 0
    assert (here / "facts.schema.json").read_text(encoding="utf-8") == "mine"
    before = (here / "stakegraph.yaml").read_bytes()
    ran = run("init")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "stakegraph: stakegraph.yaml: it is there already, and is not touched\n"
    assert (here / "stakegraph.yaml").read_bytes() == before
    (here / "other" / "facts").mkdir(parents=True)
    (here / "other" / "facts" / "a.yaml").write_text("stakegraph: 1\n", encoding="utf-8")
    assert run("init", "other").err.startswith("stakegraph: other/facts: it is there already")
    (here / "file").write_text("", encoding="utf-8")
    assert run("init", "file").err == "stakegraph: file: Not a directory\n"


@pytest.mark.parametrize("inside", [{}, {"p.yaml": "proposals: 1\n"}, {"notes.txt": "x"}])
def test_a_folder_without_facts_is_no_obstacle(
    inside: dict[str, str], here: Path, run: Callable[..., Any]
) -> None:
    (here / "facts").mkdir()
    for name, text in inside.items():
        (here / "facts" / name).write_text(text, encoding="utf-8")
    assert run("init").code == 0
    assert (here / "stakegraph.yaml").is_file()


def test_a_folder_in_the_place_of_the_file_is_not_touched(
    here: Path, run: Callable[..., Any]
) -> None:
    (here / "stakegraph.yaml").mkdir()
    assert (
        run("init").err == "stakegraph: stakegraph.yaml: it is there already, and is not touched\n"
    )


def test_a_folder_is_made_with_the_first_source(here: Path, run: Callable[..., Any]) -> None:
    (here / "news.txt").write_text("Headline\n", encoding="utf-8")
    ran = run("init", "a/b c", "--source", "news.txt", "--title", "A: b")
    assert ran.err.startswith("stakegraph: next: cd 'a/b c', then\n")
    begun = (here / "a" / "b c" / "stakegraph.yaml").read_text(encoding="utf-8")
    assert (
        "title: 'A: b'\n\nsources:\n  news:\n    title: news\n    text: ../../news.txt\n" in begun
    )
    assert run("check", "a/b c") == (0, "", "")


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("Ruiz reports_to Lee", "who: ana\n    reports_to: bob"),
        ("Ruiz 'reports to' Lee", "who: ana\n    reports_to: bob"),
        ("Ruiz manages Lee", "who: bob\n    reports_to: ana"),
        ("Ruiz 'Reports To' bob --line dotted", "who: ana\n    reports_to: bob\n    line: dotted"),
        ("Ruiz holds head --as acting", "who: ana\n    holds: head\n    as: acting"),
        ("Ruiz holds 'Head of the Trust'", "who: ana\n    holds: head"),
        ("Ruiz holds 'head of the trust' --at Harbour", "who: ana\n    holds: head"),
        ("'is owned by' owns trust", None),
        ("'Harbour Trust' 'is owned by' Ruiz", "who: ana\n    owns: trust"),
        ("Annie owns trust --share '10 %'", "who: ana\n    owns: trust\n    share: 10 %"),
        ("ana 'role_at' trust --title chair", "who: ana\n    role_at: trust\n    title: chair"),
    ],
)
def test_names_and_relations_are_typed_as_they_are_known(
    line: str, entry: str | None, add: Callable[..., Any], file: Path
) -> None:
    ran = add(f"{line} --evidence gazette")
    if entry is None:
        assert ran.code == 2
        assert file.read_text(encoding="utf-8") == FACTS
        return
    assert (ran.code, ran.err) == (0, "stakegraph: written to stakegraph.yaml\n")
    assert file.read_text(encoding="utf-8") == fact(f"{entry}\n    evidence: gazette")


def test_a_fact_may_have_all_that_the_language_has(add: Callable[..., Any], file: Path) -> None:
    ran = add(
        "Ruiz role_at trust --title chair --remit boats --id seat --in 2008 --status inferred"
        " --because 'of the list: its head' --according-to annie --according-to 'a spokesman'"
        " --note '# mine' --evidence 'gazette 1' --evidence 'gazette pp. 3-4' --quote 'the chair'"
        " --quote '' --evidence '{source: gazette, at: ¶9, said_as: [she, her],"
        " waive: {quote-moved: x}}' --quote her"
    )
    assert ran.out == (
        "inferred: Ana Ruiz was chair at Harbour Trust, responsible for boats (in 2008), "
        "according to Ana Ruiz and a spokesman [gazette ¶1, pp. 3-4, ¶9]\n  id: seat\n"
    )
    assert file.read_text(encoding="utf-8") == fact("""who: ana
    role_at: trust
    title: chair
    remit: boats
    id: seat
    in: 2008
    status: inferred
    because: 'of the list: its head'
    according_to: [ana, a spokesman]
    note: '# mine'
    evidence:
      - source: gazette
        at: ¶1
        quote: the chair
      - gazette pp. 3-4
      - source: gazette
        at: ¶9
        quote: her
        said_as: [she, her]
        waive:
          quote-moved: x""")


def test_every_field_and_every_qualifier_is_an_option(run: Callable[..., Any]) -> None:
    def options(*words: str) -> set[str]:
        told = run("add", *words, "--help").out
        return {word for word in told.split() if word.startswith("--")}

    fields = {f"--{name.replace('_', '-')}" for name in FactRecord.__struct_encode_fields__}
    qualifiers = {f"--{name}" for row in RELATIONS.values() for name in row.qualifiers}
    assert (fields | qualifiers) - {"--who"} <= options()
    kinds = {
        "person": ("people", "name"),
        "organisation": ("organisations", "name"),
        "post": ("posts", "title"),
        "partnership": ("partnerships", "name"),
        "event": ("events", "what"),
    }
    for kind, (section, named_by) in kinds.items():
        fields = set(ENTRIES[section].__struct_encode_fields__) - {named_by, "aliases", "ids"}
        assert {f"--{name.replace('_', '-')}" for name in fields} | {"--id"} <= options(kind)
        assert (
            ("--alias" in options(kind)) == ("--identifier" in options(kind)) == (kind != "event")
        )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "'Ana Riuz' works_with Lee",
            "nobody here is called 'Ana Riuz'; the nearest names:\n  ana: Ana Ruiz (person)\n"
            "  --new 'Ana Riuz=person' or --new 'Ana Riuz=organisation' makes a new one",
        ),
        (
            "'Ana Riuz' holds head --yes",
            "nobody here is called 'Ana Riuz'; the nearest names:\n  ana: Ana Ruiz (person)\n"
            "  --new 'Ana Riuz=person' makes a new one",
        ),
        (
            "an-a holds head --yes",
            "'an-a' may be this one, or somebody new:\n  ana: Ana Ruiz (person)\n"
            "  --new an-a=person makes a new one",
        ),
        ("cy-young holds head --yes", "nobody here has the id 'cy-young'\n  --new cy-young=person"),
        (
            "'Ana Riuz' owns Docks --new company",
            "nobody here is called 'Ana Riuz'; the nearest names:\n  ana: Ana Ruiz (person)\n"
            "  --new 'Ana Riuz=person' or --new 'Ana Riuz=organisation' makes a new one",
        ),
        (
            "'Cy Young' holds head",
            "nobody here is called 'Cy Young'\n  --yes or --new person makes a new one",
        ),
        (
            "'Cy Young' works_with Lee --yes",
            "nobody here is called 'Cy Young'\n"
            "  --new person or --new organisation makes a new one",
        ),
        (
            "'Ana Ruiz Smith' works_with Lee --new banana",
            "--new: no actor is of kind 'banana'; there are person, organisation, post, ",
        ),
        (
            "Ruiz manges Lee",
            "no relation is called 'manges'; there are reports_to, holds, role_at, ",
        ),
        ("Ruiz report_to Lee", "no relation is called 'report_to': did you mean 'reports_to'?"),
        ("Ruiz is Lee", "no relation is called 'is'"),
        ("Ruiz works_with Lee --at trust", "--at says where a post is: works_with joins none"),
        ("Ruiz reports_to Lee --at trust", "--at says where a post is: neither ana nor bob is one"),
        (
            "trust holds head",
            "nothing is written: 'stakegraph check' would report\n"
            "  trust is an organisation: holds goes from person [wrong-kind]",
        ),
        (
            "Ruiz holds 'Harbour Trust' --yes",
            "nothing is written: 'stakegraph check' would report\n"
            "  trust is an organisation: holds goes to post [wrong-kind]",
        ),
        (
            "Ruiz owns trust --evidence 'gazete 1'",
            "nothing is written: 'stakegraph check' would report\n"
            "  no source has the id 'gazete': did you mean 'gazette'? [unknown-source]",
        ),
        ("Ruiz owns trust --since May", "nothing is written: since: not a date: "),
        (
            "Ruiz owns trust --since 2008 --until 2007",
            "nothing is written: 'stakegraph check' would report\n"
            "  it ends (2007) before it starts (2008) [end-before-start]",
        ),
        ("Ruiz owns trust --in 2008 --until 2007", "nothing is written: 'in' is when it was so"),
        ("Ruiz owns trust --status maybe", "nothing is written: status: 'maybe' is none of stated"),
        (
            "Ruiz owns trust --status inferred",
            "nothing is written: 'stakegraph check' would report\n  an inferred fact needs",
        ),
        (
            "Ruiz owns trust --title x",
            "nothing is written: unknown key 'title': owns takes 'share'",
        ),
        ("Ruiz owns trust --qualifier x", "--qualifier 'x': write NAME=TEXT"),
        ("Ruiz owns trust --qualifier x=y", "nothing is written: unknown key 'x': owns takes"),
        (
            "Ruiz owns trust --evidence 'gazette there'",
            "nothing is written: 'there' is no place in",
        ),
        (
            "Ruiz owns trust --evidence gazette --quote a --quote b",
            "--quote: give one for each --evidence, '' for none: 1 and 2 are given",
        ),
        (
            "Ruiz owns trust --evidence gazette --evidence 'gazette 2' --said-as her",
            "--said-as goes with one --evidence; else write {source: ..., said_as: ...}",
        ),
        (
            "Ruiz owns trust --evidence '{source: x'",
            "'{source: x' cannot be read: a bracket is not",
        ),
        ("Ruiz owns ''", "say what is so: stakegraph add WHO RELATION TO; or who or what there is"),
        ("Ruiz owns ' '", "a name is empty: write an id or a name"),
        (
            "Lee works_with Ruiz --evidence 'gazette 1'",
            "stakegraph.yaml:13 states this already: 'stakegraph edit ana.works_with.bob' opens it",
        ),
        (
            "Ruiz works_with Lee",
            "stakegraph.yaml:13 states this already: 'stakegraph edit ana.works_with.bob' opens it",
        ),
        (
            "Ruiz works_with Lee --evidence 'gazette 2' --note n",
            "stakegraph.yaml:13 states this already, without this note: 'stakegraph edit ana.works",
        ),
        (
            "Ruiz works_with Lee --evidence 'gazette 2' --id both",
            "stakegraph.yaml:13 states this already, without this id: 'stakegraph edit ana.works",
        ),
        ("person 'ana ruiz'", "'ana ruiz' is here already, as ana: --yes makes another one"),
        ("post 'head of the trust' --at trust", "'head of the trust' is here already, as head"),
        ("person X --id ana", "stakegraph.yaml: there is an entry 'ana' in people already"),
        ("organisation X --id ana", "stakegraph.yaml: there is an entry 'ana' in organisations"),
        ("person X --same-as nobody --because x", "nobody here is called 'nobody'"),
        ("organisation X --kind firm", "nothing is written: kind: 'firm' is none of company"),
        ("post X --seats two", "nothing is written: seats: 'two' is no whole number"),
        ("post X --at 'New Ltd'", "nobody here is called 'New Ltd'\n  --yes or --new organisation"),
        ("event X --on Monday", "nothing is written: on: not a date"),
    ],
)
def test_what_would_be_wrong_is_said_and_not_written(
    line: str, told: str, add: Callable[..., Any], file: Path
) -> None:
    ran = add(line)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"stakegraph: {told}")
    assert file.read_text(encoding="utf-8") == FACTS


def test_what_is_stated_already_gets_the_further_evidence(
    add: Callable[..., Any], file: Path, run: Callable[..., Any]
) -> None:
    ran = add("Lee 'works with' Ruiz --evidence 'gazette 2' --evidence 'gazette 1'")
    assert (ran.code, ran.out) == (
        0,
        "Ana Ruiz works with Bob Lee [gazette ¶1, ¶2]\n  id: ana.works_with.bob\n",
    )
    once = FACTS.replace("bob, evidence: gazette ¶1}", "bob, evidence: [gazette ¶1, gazette ¶2]}")
    assert file.read_text(encoding="utf-8") == once
    ran = add("Ruiz works_with Lee --evidence 'gazette 2' --quote 'the two' --print")
    quoted = "gazette ¶2, {source: gazette, at: ¶2, quote: the two}]}"
    assert ran.out == f"  - {{who: ana, works_with: bob, evidence: [gazette ¶1, {quoted}\n"
    assert file.read_text(encoding="utf-8") == once
    # Where a post is stands in its entry, and what bears that out.
    assert add("head at trust --evidence 'gazette 9'").code == 0
    at = "at: trust, evidence: gazette ¶1}", "at: trust, evidence: [gazette ¶1, gazette ¶9]}"
    assert file.read_text(encoding="utf-8") == once.replace(*at)
    # Another day, status or speaker is another statement.
    assert add("Ruiz works_with Lee --since 2004 --evidence 'gazette 3'").code == 0
    assert file.read_text(encoding="utf-8").count("works_with") == 2
    assert run("check").code == 0


@pytest.mark.parametrize(
    ("evidence", "found"),
    [
        ("'gazette 3' --quote 'heads it'", "the quotation stands in ¶2, not in ¶3 [quote-moved]"),
        (
            "'gazette 2' --quote 'heads them'",
            "the quotation is not in gazette ¶2; the nearest words are “heads it.” "
            "[quote-not-found]",
        ),
        ("'gazette 9'", "gazette has no ¶9: its paragraphs are ¶1 to ¶3 [missing-place]"),
        (
            "'gazette 2' --said-as 'Mr Lee'",
            "“Mr Lee” (said_as) is not in gazette ¶2; the nearest words are “Ms Ana” "
            "[said-as-not-found]",
        ),
        ("'gazette 2' --quote 'heads it' --evidence 'gazette 1' --quote Riuz", "[quote-not-found]"),
    ],
)
def test_what_does_not_stand_in_the_text_of_a_source_is_not_written(
    evidence: str, found: str, add: Callable[..., Any], file: Path
) -> None:
    text = FACTS.replace("{title: New head,", "{title: New head, text: g.txt,")
    file.write_text(text, encoding="utf-8")
    lines = "A head\nMs Ana Ruiz heads it.\nBob Lee, her friend, opposes the Harbour Trust.\n"
    (file.parent / "g.txt").write_text(lines, encoding="utf-8")
    for line in ("ana opposes trust", "ana works_with bob", "event Fall", "person 'Cy Young'"):
        ran = add(f"{line} --evidence {evidence}")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(
            "stakegraph: nothing is written: 'stakegraph verify' would report\n  "
        )
        assert ran.err.endswith(f"{found}\n")
        assert file.read_text(encoding="utf-8") == text


def test_what_is_cited_is_verified_as_far_as_there_is_a_text(
    add: Callable[..., Any], file: Path
) -> None:
    source = "{title: New head, text: g.txt,"
    file.write_text(FACTS.replace("{title: New head,", source), encoding="utf-8")
    lines = "A head\nMs Ana Ruiz heads it.\nBob Lee, her friend, opposes the Harbour Trust.\n"
    (file.parent / "g.txt").write_text(lines, encoding="utf-8")
    # What was there before is not complained of, nor what is waived.
    ran = add("ana owns trust --evidence '{source: gazette, at: ¶9, waive: {missing-place: x}}'")
    assert (ran.code, ran.err) == (0, "stakegraph: written to stakegraph.yaml\n")
    ran = add("bob opposes trust --evidence 'gazette 3' --quote 'Bob Lee … opposes'")
    assert (ran.code, ran.err) == (0, "stakegraph: written to stakegraph.yaml\n")
    # An end may be called something else there: that is said.
    ran = add("bob supports trust --evidence 'gazette 2' --quote 'heads it'")
    assert (ran.code, ran.err) == (
        0,
        "stakegraph.yaml:27:5: warning: bob.supports.trust: Bob Lee is not mentioned in gazette ¶2 "
        "[end-not-mentioned]\n"
        "stakegraph.yaml:27:5: warning: bob.supports.trust: Harbour Trust is not mentioned in "
        "gazette ¶2 [end-not-mentioned]\n"
        "stakegraph: written to stakegraph.yaml\n",
    )
    # A text that is not there is none.
    (file.parent / "g.txt").unlink()
    assert add("ana opposes bob --evidence 'gazette 9' --quote 'never'").code == 0


def test_several_who_may_be_meant_are_listed(add: Callable[..., Any], file: Path) -> None:
    file.write_text(FACTS.replace("Bob Lee", "Eva Ruiz"), encoding="utf-8")
    ran = add("Ruiz owns trust --yes")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "stakegraph: 'Ruiz' may mean any of these; type one's id:\n"
        "  ana: Ana Ruiz (person)\n  bob: Eva Ruiz (person)\n"
    )


def test_a_title_is_that_of_the_post_at_its_organisation(
    add: Callable[..., Any], file: Path
) -> None:
    for line in (
        "Lee holds 'deputy head of the trust' --at trust",
        "Lee holds head --at 'Port Board'",
        "Ruiz holds 'head of the trust' --at 'Port Board'",
    ):
        ran = add(f"{line} --yes --evidence gazette")
        assert ran.code == 0, ran.err
    text = file.read_text(encoding="utf-8")
    assert "  deputy-head-of-the-trust:\n    title: deputy head of the trust\n" in text
    assert "  port-board-head:\n    title: head\n    at: port-board\n" in text
    assert "  head-of-the-trust:\n    title: head of the trust\n    at: port-board\n" in text
    ran = add("Annie holds 'head of the trust'")
    assert ran.err.startswith("stakegraph: 'head of the trust' may mean any of these")
    # A part of a title is no title.
    assert "nobody here is called 'deputy'" in add("Annie holds deputy").err


def test_a_whole_name_that_is_a_part_of_another_is_asked_about(
    add: Callable[..., Any], file: Path
) -> None:
    file.write_text(FACTS.replace("Bob Lee", "Bob Lee Brown"), encoding="utf-8")
    assert add("'Bob Lee' owns trust --evidence gazette --print").code == 0
    ran = add("'Bob Lee' owns trust --evidence gazette --yes")
    assert ran.err == (
        "stakegraph: 'Bob Lee' may be this one, or somebody new:\n  bob: Bob Lee Brown (person)\n"
        "  --new 'Bob Lee=person' or --new 'Bob Lee=organisation' makes a new one\n"
    )
    ran = add("'Bob Lee' owns trust --evidence gazette --new 'Bob Lee=person'")
    assert ran.out == "Bob Lee owns Harbour Trust [gazette]\n  id: bob-lee.owns.trust\n"


def test_new_actors_have_ids_of_their_own(add: Callable[..., Any], file: Path) -> None:
    lines = {
        "'Zoë Łuk' works_with Lee --new person": "zoe-luk: Zoë Łuk (person)",
        "'Łódź Works' works_with Lee --new company": "lodz-works: Łódź Works (company)",
        "王小平 works_with Lee --new person": "person: 王小平 (person)",
        "李四 works_with Lee --new person": "person-2: 李四 (person)",
        "Head works_with Lee --new Head=company": "head-2: Head (company)",
        "'New One' works_with 'New Two' --new 'New One=person' --new organisation": (
            "new-one: New One (person), new-two: New Two (organisation)"
        ),
        "'Both Ltd' works_with 'both ltd' --new 'Both Ltd=company' --new charity": (
            "both-ltd: Both Ltd (company), both-ltd-2: both ltd (charity)"
        ),
    }
    for line, new in lines.items():
        ran = add(f"{line} --evidence gazette")
        assert ran.code == 0, ran.err
        assert ran.err.startswith(f"stakegraph: new: {new}\n")
    assert "  lodz-works:\n    name: Łódź Works\n    kind: company\n" in file.read_text("utf-8")


def test_warnings_are_said(add: Callable[..., Any], file: Path) -> None:
    ran = add("Ruiz owns trust")
    assert (ran.code, ran.err) == (
        0,
        "stakegraph.yaml:14:5: warning: ana.owns.trust cites no source: add 'evidence: SOURCE ¶N' "
        "[no-evidence]\nstakegraph: written to stakegraph.yaml\n",
    )
    # What was warned of before is not said again.
    assert "ana.owns" not in add("Ruiz opposes trust --evidence gazette").err


def test_what_disputes_a_fact_is_said(add: Callable[..., Any], file: Path) -> None:
    add("Ruiz holds head --since 2001 --until 2009 --evidence gazette")
    file.write_text(file.read_text("utf-8").replace("  gazette:", "  echo: {title: E}\n  gazette:"))
    ran = add("Lee holds head --since 2003 --until 2004 --evidence echo")
    assert ran.out == (
        "disputed: Bob Lee was the head of the trust (2003 to 2004) [echo]\n"
        "  id: bob.holds.head\n  against it: ana.holds.head\n"
    )


def test_own_relations_and_their_qualifiers_are_known(add: Callable[..., Any], file: Path) -> None:
    own = (
        "relations:\n  mentors: {from: [person], to: [person], verb: mentors, "
        "inverse: 'is taught by', family: role, after: '[, in {subject}]', qualifiers: [subject]}\n"
    )
    file.write_text(FACTS.replace("facts:\n", f"{own}facts:\n"), encoding="utf-8")
    ran = add("Lee 'is taught by' Ruiz --qualifier subject=law --evidence gazette")
    assert ran.out == "Ana Ruiz mentors Bob Lee, in law [gazette]\n  id: ana.mentors.bob\n"


@pytest.mark.parametrize(
    ("line", "out", "entry"),
    [
        (
            "person 'Eva Diaz' --alias Evita --alias '{name: Eva Gil, until: 2004}' --evidence"
            " 'gazette 2' --description 'the deputy' --different-from Ruiz --because 'of age'",
            "eva-diaz: Eva Diaz (person: the deputy)",
            "  eva-diaz:\n    name: Eva Diaz\n    aliases:\n      - Evita\n      - name: Eva Gil\n"
            "        until: 2004\n    description: the deputy\n    different_from: ana\n"
            "    because: of age\n    evidence: gazette ¶2\n",
        ),
        (
            "person 'a minister' --unnamed 'the source protects the name' --evidence gazette",
            "a-minister: a minister (person)",
            "  a-minister:\n    name: a minister\n    unnamed: the source protects the name\n"
            "    evidence: gazette\n",
        ),
        (
            "organisation 'The Docks' --kind company --plural --identifier gb-coh=00000001"
            " --identifier lei=1 --identifier lei=2 --since 1999 --until 2004~ --evidence"
            " gazette --id docks --note 'a: b'",
            "docks: The Docks (company)",
            "  docks:\n    name: The Docks\n    ids:\n      gb-coh: '00000001'\n"
            "      lei: ['1', '2']\n    plural: true\n    kind: company\n    since: 1999\n"
            "    until: 2004~\n    note: 'a: b'\n    evidence: gazette\n",
        ),
        (
            "post clerk --at Harbour --remit 'the books' --seats 2 --vacant 2008-03/2008-06"
            " --vacant '{since: 2009, evidence: gazette ¶1}' --evidence gazette",
            "clerk: clerk (post at Harbour Trust)",
            "  clerk:\n    title: clerk\n    at: trust\n    remit: the books\n    seats: 2\n"
            "    vacant:\n      - since: 2008-03\n        until: 2008-06\n      - since: 2009\n"
            "        evidence: gazette ¶1\n    evidence: gazette\n",
        ),
        (
            "post 'board member' --shared --evidence gazette",
            "board-member: board member (post)",
            "  board-member:\n    title: board member\n    shared: true\n    evidence: gazette\n",
        ),
        (
            "partnership 'Port deal' --kind contract --since 2001 --evidence gazette",
            "port-deal: Port deal (contract)",
            "  port-deal:\n    name: Port deal\n    kind: contract\n    since: 2001\n"
            "    evidence: gazette\n",
        ),
        (
            "event 'The bridge fell' --on 2008-04-01 --who Ruiz --who trust --status hedged"
            " --according-to 'a witness' --evidence 'gazette 7' --quote 'it fell'",
            "the-bridge-fell: The bridge fell (1 April 2008)",
            "  the-bridge-fell:\n    what: The bridge fell\n    on: 2008-04-01\n"
            "    who: [ana, trust]\n    status: hedged\n    according_to: a witness\n"
            "    evidence:\n      source: gazette\n      at: ¶7\n      quote: it fell\n",
        ),
    ],
)
def test_somebody_or_something_is_added_alone(
    line: str, out: str, entry: str, add: Callable[..., Any], file: Path, run: Callable[..., Any]
) -> None:
    ran = add(line)
    assert (ran.code, ran.out) == (0, f"{out}\n")
    after = file.read_text(encoding="utf-8")
    assert entry in after
    less = after.replace(entry, "")
    assert less.replace("partnerships:\n", "").replace("events:\n", "") == FACTS
    assert run("check").code == 0


def test_a_source_is_added_by_either_of_two_words(here: Path, run: Callable[..., Any]) -> None:
    (here / "stakegraph.yaml").write_text(FACTS, encoding="utf-8")
    one = run("add", "source", "https://x.example/a", "--id", "echo", "--print")
    other = run("sources", "add", "https://x.example/a", "--id", "echo", "--print")
    assert one == other
    assert one.out.splitlines()[0] == "  echo:"


def test_print_writes_nothing(add: Callable[..., Any], file: Path) -> None:
    ran = add("Ruiz owns 'New Ltd' --yes --evidence 'gazette 2' --print")
    assert ran.out == (
        "  new-ltd:\n    name: New Ltd\n    evidence: gazette ¶2\n"
        "  - who: ana\n    owns: new-ltd\n    evidence: gazette ¶2\n"
    )
    assert ran.err == (
        "Ana Ruiz owns New Ltd [gazette ¶2]\n  id: ana.owns.new-ltd\n"
        "stakegraph: new: new-ltd: New Ltd (organisation)\n"
    )
    assert file.read_text(encoding="utf-8") == FACTS


def test_lines_of_json_are_added_to(here: Path, run: Callable[..., Any]) -> None:
    before = (
        '{"stakegraph": 1}\r\n{"section": "sources", "id": "s", "title": "S"}\r\n'
        '{"section": "people", "id": "ann", "name": "Ann"}'
    )
    (here / "f.jsonl").write_bytes(before.encode())
    words = ("add", "Ann", "holds", "chair", "--at", "Docks", "--since", "2004", "--yes")
    ran = run(*words, "--evidence", "s 2", "--facts", "f.jsonl")
    assert ran.out == "Ann is the chair (since 2004) [s ¶2]\n  id: ann.holds.chair\n"
    assert (here / "f.jsonl").read_bytes().decode() == (
        f"{before}\r\n"
        '{"section": "organisations", "id": "docks", "name": "Docks", "evidence": "s ¶2"}\r\n'
        '{"section": "posts", "id": "chair", "title": "chair", "at": "docks", "evidence": "s ¶2"}'
        '\r\n{"who": "ann", "holds": "chair", "since": "2004", "evidence": "s ¶2"}\r\n'
    )


def test_a_statement_goes_into_the_file_of_its_source(here: Path, run: Callable[..., Any]) -> None:
    (here / "facts").mkdir()
    (here / "facts" / "a.yaml").write_text(FACTS, encoding="utf-8")
    echo = "stakegraph: 1\nsources:\n  echo: {title: E}\n"
    (here / "facts" / "b.yaml").write_text(echo, encoding="utf-8")
    ran = run("add", "Ruiz", "owns", "trust", "--evidence", "echo 1", "--evidence", "gazette 1")
    assert (ran.code, ran.err) == (0, "stakegraph: written to facts/b.yaml\n")
    ran = run("add", "Ruiz", "opposes", "trust", "--evidence", "gazette 1")
    assert ran.err == "stakegraph: written to facts/a.yaml\n"
    # The same statement may stand in two files: it is one fact with the evidence of both.
    ran = run("add", "Ruiz", "owns", "trust", "--evidence", "gazette 1", "--into", "facts/a.yaml")
    assert ran.out == "Ana Ruiz owns Harbour Trust [gazette ¶1; echo ¶1]\n  id: ana.owns.trust\n"
    ran = run("add", "Ruiz", "supports", "trust")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "stakegraph: there are several fact files: name the one to write to with --into FILE:\n"
        "  facts/a.yaml\n  facts/b.yaml\n"
    )
    ran = run("add", "person", "Eva", "--id", "ana", "--into", "facts/b.yaml")
    assert ran.err == "stakegraph: facts/a.yaml: there is an entry 'ana' in people already\n"
    assert run("check").code == 0


def test_without_a_file_of_ones_own_nothing_is_written(run: Callable[..., Any]) -> None:
    ran = run("add", "Rowney", "works_with", "O'Dwyer")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "stakegraph: there is no fact file here: 'stakegraph init' makes one, and --facts FILE"
        " names one elsewhere\n"
    )


def test_a_part_of_the_program_is_not_written(
    file: Path, add: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stakegraph.changes.files.PACKAGE", str(file.parent))
    ran = add("Ruiz owns trust --evidence gazette")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "stakegraph: stakegraph.yaml: this is a part of the program and is not changed: copy it, or"
        " begin one of your own with 'stakegraph init'\n"
    )
    assert file.read_text(encoding="utf-8") == FACTS
    assert add("Ruiz owns trust --evidence gazette --print").code == 0


def test_a_file_with_errors_is_not_added_to(add: Callable[..., Any], file: Path) -> None:
    file.write_text(FACTS.replace("title: New head", "titel: New head"), encoding="utf-8")
    ran = add("Ruiz owns trust --evidence gazette")
    assert (ran.code, ran.out) == (1, "")
    assert "stakegraph.yaml:4:13: error: unknown key 'titel'" in ran.err
    # What an addition mends stands in no way.
    file.write_text(FACTS.replace("  bob: {", "  rob: {"), encoding="utf-8")
    assert add("person 'Bob Lee' --id bob --yes --evidence gazette").code == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_written_to(here: Path, process: Callable[..., Any]) -> None:
    os.mkfifo(here / "pipe.yaml")
    with subprocess.Popen(["sh", "-c", "cat > pipe.yaml"], stdin=subprocess.PIPE) as writer:
        assert writer.stdin
        writer.stdin.write(FACTS.encode())
        writer.stdin.close()
        ran = process(
            "add", "ana", "owns", "trust", "--evidence", "gazette", "--facts", "pipe.yaml"
        )
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr == b"stakegraph: pipe.yaml: this is no file that can be written to\n"


def test_a_name_with_escape_codes_is_shown(add: Callable[..., Any], file: Path) -> None:
    ran = add("'A\x1b[31m Ltd' works_with Lee --new company --evidence gazette")
    assert ran.code == 0
    assert "\x1b" not in ran.out + ran.err
    assert "\x1b" not in file.read_text(encoding="utf-8")


def test_what_the_page_on_writing_tells_to_type_works(here: Path, run: Callable[..., Any]) -> None:
    page = (ROOT / "docs" / "writing.md").read_text(encoding="utf-8")
    _, block, *_ = page.replace("\\\n", "").split("```")
    text = "Ana Ruiz heads the trust, the Harbour Trust.\nMs Ruiz reports to the Port Board.\n"
    (here / "gazette.txt").write_text(text, encoding="utf-8")
    lines = [line for line in block.splitlines() if line.startswith("stakegraph ")]
    assert len(lines) == 4
    for line in lines:
        ran = run(*shlex.split(line, comments=True)[1:])
        assert ran.code == 0, ran.err
    assert run("check") == (0, "", "")
    assert run("verify").err.endswith("all borne out\n")
