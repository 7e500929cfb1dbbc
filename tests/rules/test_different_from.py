"""`different_from`: two who look like one and are not, told apart for good."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest
from stores import checked

from stakegraph.graph.neighbourhood import Graph
from stakegraph.model.facts import Different, Facts
from stakegraph.questions.duplicates import duplicates

Load = Callable[[str], Facts]
Draw = Callable[..., Graph]


def pairs(graph: Draw, people: str) -> list[str]:
    found = duplicates(graph(f"people:\n{people}")).candidates
    return sorted(f"{pair.one.id} {pair.other.id}" for pair in found)


def test_a_pair_told_apart_is_not_proposed_again(graph: Draw) -> None:
    three = "  a: {name: Ann Lee}\n  b: {name: Ann Lee%s}\n  c: {name: Ann Lee}\n"
    assert pairs(graph, three % "") == ["a b", "a c", "b c"]
    assert pairs(graph, three % ", different_from: a, because: two years of birth") == [
        "a c",
        "b c",
    ]
    assert pairs(graph, three % ", different_from: c, because: two towns") == ["a b", "a c"]


def test_somebody_may_be_told_apart_from_several_for_reasons_of_their_own(
    facts: Load, graph: Draw
) -> None:
    people = """
  a: {name: Ann Lee}
  b: {name: Ann Lee}
  c: {name: Ann Lee, different_from: [a, {id: b, because: two towns}], because: two professions}
  d: {name: Ann Lee, different_from: {id: c, because: one is dead}}
"""
    actors = facts(f"people:\n{people}").actors
    assert actors["c"].different_from == (
        Different("a", "two professions"),
        Different("b", "two towns"),
    )
    assert actors["c"].because == ""
    assert actors["d"].different_from == (Different("c", "one is dead"),)
    assert pairs(graph, people) == ["a b", "a d", "b d"]


def test_the_reason_serves_what_joins_and_what_parts(facts: Load) -> None:
    actors = facts("""
        people:
          a: {name: Ann Lee}
          b: {name: A. Lee}
          c: {name: Ann Lee, same_as: b, different_from: a, because: the register has both}
        """).actors
    (joined,) = actors["b"].joined
    assert joined.because == "the register has both"
    assert actors["b"].different_from == (Different("a", "the register has both"),)


def test_who_is_joined_with_one_takes_over_from_whom_it_is_different(
    facts: Load, graph: Draw
) -> None:
    people = """
  a: {name: Ann Lee}
  b: {name: Ann Lee, different_from: a-lee, because: two towns}
  a-lee: {name: Ann Lee, same_as: a, because: one address}
"""
    assert facts(f"people:\n{people}").actors["b"].different_from == (Different("a", "two towns"),)
    assert pairs(graph, people) == []


def test_entries_of_several_files_tell_apart_for_reasons_of_their_own() -> None:
    texts = [
        "stakegraph: 1\npeople: {a: {name: Ann}, b: {name: Ann}, c: {name: Ann}}",
        "stakegraph: 1\npeople: {a: {name: Ann, different_from: b, because: x}}",
        "stakegraph: 1\npeople: {a: {name: Ann, different_from: c, because: y}}",
        "stakegraph: 1\npeople: {a: {name: Ann, different_from: d, because: z}}",
    ]
    loaded, problems = checked(*texts)
    assert loaded.actors["a"].different_from == (
        Different("b", "x"),
        Different("c", "y"),
        Different("d", "z"),
    )
    assert [str(each) for each in problems if each.rule == "unknown-actor"] == [
        "f4.yaml:2:41: error: no actor has the id 'd' [unknown-actor]"
    ]


@pytest.mark.parametrize(
    ("people", "message"),
    [
        (
            "{a: {name: A}, b: {name: B, different_from: a}}",
            "'different_from' needs 'because: ...', how it is known [no-reason]",
        ),
        (
            "{anna: {name: A}, b: {name: B, different_from: ana, because: x}}",
            "no actor has the id 'ana': did you mean 'anna'? [unknown-actor]",
        ),
        (
            "{ann-lee: {name: A}, b: {name: B, different_from: Ann Lee, because: x}}",
            "no actor has the id 'Ann Lee': did you mean 'ann-lee'? [unknown-actor]",
        ),
        (
            "{a: {name: A, different_from: a, because: x}}",
            "a cannot be different from a: they are one [clash]",
        ),
        (
            "{a: {name: A, same_as: b, different_from: b, because: x}, b: {name: B}}",
            "a cannot be different from b: they are one by 'same_as' [clash]",
        ),
        (
            "{a: {name: A}, b: {name: B, different_from: {id: a}}}",
            "'because' is missing [missing-key]",
        ),
        (
            "{a: {name: A}, b: {name: B, different_from: , because: x}}",
            "different_from: nothing is given: write a value or remove the key [empty-value]",
        ),
    ],
)
def test_a_difference_that_cannot_be_is_a_problem(people: str, message: str) -> None:
    text = dedent(f"stakegraph: 1\npeople: {people}\n")
    _, found = checked(text)
    column = text.splitlines()[1].index("different_from: ") + len("different_from: ") + 1
    told = [f"{each.line}:{each.column} {each.message} [{each.rule}]" for each in found]
    assert [each for each in told if "unmentioned" not in each and "no-evidence" not in each] == [
        f"2:{column} {message}"
    ]
