"""`same_as`: two ids for one actor, joined by a line and parted by removing it."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest
from stores import checked

from stakegraph.model.facts import Facts, Joined
from stakegraph.model.names import resolve_name
from stakegraph.store.names import index_of

Load = Callable[[str], Facts]

TWO = """
sources: {cc: {title: CC}, echo: {title: Echo}}
organisations:
  serco: {name: Serco, kind: company, evidence: cc ¶2}
  serco-plc:
    name: Serco Group plc
    aliases: [Serco, the Group]
    description: listed in London
    evidence: echo p. 3
    SAME
  aid: {name: Aid}
people: {ann: {name: Ann}}
events: {deal: {what: A deal, who: [serco-plc, serco, aid]}}
facts:
- {who: ann, role_at: serco-plc, title: director, evidence: echo p. 3}
- {who: ann, role_at: serco, title: director, evidence: cc ¶4}
- {who: serco, works_with: aid, evidence: cc ¶5}
"""
JOINED = TWO.replace("SAME", "same_as: serco\n    because: the annual report says so")
APART = TWO.replace("    SAME\n", "")


def problems(text: str) -> list[str]:
    text = dedent("stakegraph: 1\n" + text)
    _, found = checked(text)
    told = [f"{each.line}:{each.column} {each.message} [{each.rule}]" for each in found]
    return [each for each in told if "unmentioned" not in each and "no-evidence" not in each]


def test_two_ids_become_one_actor_with_the_names_and_evidence_of_both(facts: Load) -> None:
    actors = facts(JOINED).actors
    assert sorted(actors) == ["aid", "ann", "serco"]
    serco = actors["serco"]
    assert serco.name == "Serco"
    assert serco.aliases == ("Serco Group plc", "the Group")
    assert serco.also == ("serco-plc",)
    assert serco.joined == (Joined("serco-plc", "Serco Group plc", "the annual report says so"),)
    assert (serco.classification, serco.description) == ("company", "listed in London")
    assert [str(one) for one in serco.evidence] == ["cc ¶2", "echo p. 3"]


def test_the_dates_of_the_names_of_both_are_kept(facts: Load) -> None:
    text = JOINED.replace(
        "[Serco, the Group]", "[{name: Serco, until: 1999}, {name: S, since: 2001}]"
    )
    serco = facts(text.replace("  aid: {", "  aid: {plural: true, ")).actors["serco"]
    assert serco.aliases == ("Serco Group plc", "S")
    assert list(map(str, serco.alias_dates)) == ["S (2001 to ..)"]


def test_what_is_said_of_either_id_is_said_of_the_one(facts: Load) -> None:
    joined = facts(JOINED)
    (role,) = (fact for fact in joined.facts.values() if fact.relation == "role_at")
    assert role.id == "ann.role_at.serco.director"
    assert [str(one) for one in role.evidence] == ["echo p. 3", "cc ¶4"]
    assert joined.events["deal"].who == ("serco", "aid")


@pytest.mark.parametrize("typed", ["serco-plc", "serco", "Serco Group plc", "the group"])
def test_the_joined_id_and_names_still_mean_the_actor(facts: Load, typed: str) -> None:
    assert resolve_name(typed, index_of(facts(JOINED).actors.values())).id == "serco"


def test_taking_the_line_out_restores_the_two(facts: Load) -> None:
    apart = facts(APART)
    assert sorted(apart.actors) == ["aid", "ann", "serco", "serco-plc"]
    assert apart.actors["serco"].also == ()
    assert sorted(id for id in apart.facts if id.startswith("ann")) == [
        "ann.role_at.serco-plc.director",
        "ann.role_at.serco.director",
    ]


def test_three_ids_in_a_row_become_one(facts: Load) -> None:
    actors = facts("""
        people:
          a: {name: Ann A}
          b: {name: Ann B, same_as: a, because: x}
          c: {name: Ann C, same_as: b, because: x}
        """).actors
    assert list(actors) == ["a"]
    assert actors["a"].aliases == ("Ann B", "Ann C")
    assert actors["a"].also == ("b", "c")


@pytest.mark.parametrize("which", ["known", "unknown"])
def test_somebody_not_named_takes_the_name_whichever_id_stays(facts: Load, which: str) -> None:
    named, unnamed = "", ", same_as: ann, because: an inquiry named her"
    if which == "unknown":
        named, unnamed = ", same_as: minister, because: an inquiry named her", ""
    actors = facts(f"""
        people:
          ann: {{name: Ann Lee{named}}}
          minister: {{name: a minister, unnamed: the source protects the name{unnamed}}}
        """).actors
    (ann,) = actors.values()
    assert (ann.name, ann.aliases, ann.unnamed) == ("Ann Lee", (), "")
    assert ann.description == "a minister"
    index = index_of([ann])
    assert [found.id for found in index.named("lee")] == [ann.id]
    assert index.named("a minister") == []


@pytest.mark.parametrize(
    ("people", "message"),
    [
        (
            "{a: {name: A}, b: {name: B, same_as: a}}",
            "'same_as' needs 'because: ...', how it is known [no-reason]",
        ),
        (
            "{anna: {name: A}, b: {name: B, same_as: ana, because: x}}",
            "no actor has the id 'ana': did you mean 'anna'? [unknown-actor]",
        ),
        (
            "{a: {name: A, same_as: a, because: x}}",
            "a is a: one must stay [circle]",
        ),
        (
            "{a: {name: A}, b: {name: B, same_as: o, because: x}}",
            "b is of kind person, o of kind organisation [wrong-kind]",
        ),
    ],
)
def test_a_same_as_that_cannot_be_is_a_problem(people: str, message: str) -> None:
    text = f"people: {people}\norganisations: {{o: {{name: O}}}}\n"
    column = text.index("same_as: ") + len("same_as: ") + 1
    assert problems(text) == [f"2:{column} {message}"]


def test_a_circle_is_reported_once_and_not_for_those_who_lead_into_it() -> None:
    found = problems(
        "people:\n  a: {name: A, same_as: b, because: x}\n  b: {name: B, same_as: a, because: x}\n"
        "  c: {name: C, same_as: a, because: x}\n"
    )
    assert found == ["3:25 a is b is a: one must stay [circle]"]


def test_a_long_circle_names_some_of_its_members() -> None:
    people = "".join(
        f"  p{n}: {{name: P, same_as: p{(n + 1) % 50}, because: x}}\n" for n in range(50)
    )
    assert problems(f"people:\n{people}") == [
        "3:26 p0 is p1 is p2 is p3 is p4 is p5 is ... is p0: one must stay [circle]"
    ]


@pytest.mark.parametrize("backward", [False, True])
def test_a_long_chain_becomes_one_actor(backward: bool) -> None:
    numbers = range(1, 500)
    chain = [f"  p{n}: {{name: P{n}, same_as: p{n - 1}, because: x}}\n" for n in numbers]
    people = "".join(chain[::-1] if backward else chain)
    facts, found = checked(f"stakegraph: 1\npeople:\n  p0: {{name: P0}}\n{people}")
    assert [each for each in found if each.severity == "error"] == []
    (actor,) = facts.actors.values()
    assert (actor.id, len(actor.joined), len(actor.aliases)) == ("p0", 499, 499)


def test_what_the_joined_say_of_themselves_is_kept_or_reported_as_a_clash() -> None:
    text = """stakegraph: 1
organisations:
  a: {name: A, kind: company, description: a firm, until: 2010}
  b: {name: B, kind: charity, description: a club, until: 2010, since: 1990, same_as: a, because: x}
  c: {name: C, kind: company, since: 1991, same_as: a, because: x}
"""
    facts, found = checked(text)
    assert [str(each) for each in found if each.rule == "clash"] == [
        "f.yaml:4:22: warning: b is a: kind is 'charity' here and 'company' in f.yaml:3 [clash]",
        "f.yaml:5:38: warning: c is a: since is '1991' here and '1990' in f.yaml:4 [clash]",
    ]
    (a,) = facts.actors.values()
    assert (a.classification, a.description, a.since, a.until) == (
        *("company", "a firm; a club", "1990", "2010"),
    )
