"""Rules over whole sets of facts; `cases/` has one file or more for each of them."""

from __future__ import annotations

from stores import checked

from stakegraph.errors import Problem


def file_of(facts: str) -> bytes:
    names = ["ann", "bob", "cyd", "dee", "eve"]
    people = "".join(f"  {name}: {{name: {name}}}\n" for name in names)
    text = f"stakegraph: 1\npeople:\n{people}posts:\n  head: {{title: head}}\nfacts:\n{facts}"
    return text.encode()


def circles(facts: str) -> list[Problem]:
    return [problem for problem in checked(file_of(facts))[1] if problem.rule == "circle"]


def test_a_circle_names_all_members_once_at_the_line_that_closes_it() -> None:
    (problem,) = circles("""\
  - {who: ann, reports_to: bob}
  - {who: cyd, reports_to: ann}
  - {who: bob, reports_to: cyd}
  - {who: dee, reports_to: ann}
""")
    assert problem.message == "a circle of reports_to: cyd -> ann -> bob -> cyd"
    assert (problem.line, problem.column, problem.severity) == (13, 28, "warning")


def test_every_circle_is_found() -> None:
    found = circles("""\
  - {who: ann, reports_to: bob}
  - {who: bob, reports_to: ann}
  - {who: cyd, reports_to: dee}
  - {who: dee, reports_to: cyd}
  - {who: eve, reports_to: eve}
""")
    assert sorted(
        problem.message.removeprefix("a circle of reports_to: ") for problem in found
    ) == [
        "ann -> bob -> ann",
        "cyd -> dee -> cyd",
        "eve -> eve",
    ]


def test_lines_that_surely_lie_apart_in_time_are_no_circle() -> None:
    assert (
        circles("""\
  - {who: ann, reports_to: bob, until: 2006}
  - {who: bob, reports_to: ann, since: 2007}
""")
        == []
    )
    for near in ("since: 2006", "since: 2006?", "since: 2007~"):
        assert (
            len(
                circles(f"""\
  - {{who: ann, reports_to: bob, until: 2006}}
  - {{who: bob, reports_to: ann, {near}}}
""")
            )
            == 1
        )


def test_a_circle_of_a_later_time_is_found_behind_an_earlier_line() -> None:
    assert (
        len(
            circles("""\
  - {who: ann, reports_to: bob, until: 2003}
  - {who: bob, reports_to: ann, since: 2004}
  - {who: ann, reports_to: bob, since: 2005}
""")
        )
        == 1
    )


def test_a_denied_line_closes_no_circle_and_other_relations_may_go_round() -> None:
    assert (
        circles("""\
  - {who: ann, reports_to: bob}
  - {who: bob, reports_to: ann, status: denied}
  - {who: cyd, works_with: dee}
  - {who: dee, works_with: cyd}
""")
        == []
    )


def test_a_circle_runs_through_people_and_posts() -> None:
    (problem,) = circles("  - {who: ann, reports_to: head}\n  - {who: head, reports_to: ann}\n")
    assert problem.message == "a circle of reports_to: ann -> head -> ann"


def test_a_long_line_is_no_circle_and_costs_no_stack() -> None:
    people = [f"p{n}" for n in range(600)]
    text = "stakegraph: 1\npeople:\n" + "".join(f"  {p}: {{name: {p}}}\n" for p in people)
    lines = zip(people, [*people[1:], people[0]], strict=True)
    text += "facts:\n" + "".join(f"  - {{who: {a}, reports_to: {b}}}\n" for a, b in lines)
    rules = {"circle"}
    (problem,) = (each for each in checked(text)[1] if each.rule in rules)
    assert problem.message.count(" -> ") == 600
    open_line = text[: text.rindex("  - ")]
    assert [each for each in checked(open_line)[1] if each.rule in rules] == []


def test_a_fact_without_fault_is_without_problem() -> None:
    text = """\
stakegraph: 1
sources:
  cc: {title: Community Care}
people:
  ann: {name: Ann, evidence: cc}
posts:
  head: {title: head, evidence: cc}
facts:
  - {who: ann, holds: head, since: 2007, until: 2007, evidence: cc}
"""
    assert checked(text)[1] == []
