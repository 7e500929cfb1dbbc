"""Reporting lines in words."""

from collections.abc import Callable

import pytest

from stakegraph.edtf.dates import Day
from stakegraph.graph.neighbourhood import Graph
from stakegraph.outlines import NO_NOW, Outline
from stakegraph.outlines.reporting import outline
from stakegraph.questions.reporting import chain, org_chart, who_reports_to
from stakegraph.renderers import mark, rows
from stakegraph.store import Scope

Draw = Callable[..., Graph]
Lines = Callable[[Outline], list[str]]

COUNCIL = """
organisations: {town: {name: Town Council}, aid: {name: Aid}}
people:
  ann: {name: Ann}
  bob: {name: Bob}
  cat: {name: Cat}
  aide: {name: an aide, unnamed: the article gives no name}
posts:
  head: {title: head of care, at: town}
  deputy: {title: deputy, remit: parks, at: town}
  clerk: {title: town clerk, at: town}
  chair: {title: chair, at: aid}
facts:
- {who: ann, holds: head, since: 2001}
- {who: head, reports_to: clerk}
- {who: bob, reports_to: ann, since: 2003, until: 2005}
- {who: cat, reports_to: bob, line: dotted, status: hedged}
- {who: deputy, reports_to: head, status: inferred, because: deputies do}
- {who: aide, reports_to: bob}
"""


def test_direct_reports_are_named_with_their_posts_and_counted(graph: Draw, lines: Lines) -> None:
    assert lines(outline(who_reports_to(graph(COUNCIL), "ann"))) == [
        "Ann, head of care, Town Council",
        "  Bob (reporting 2003 to 2005)",
        "  inferred: deputy, holder not named, responsible for parks",
        "    - because deputies do",
        "2 direct reports: 1 stated and 1 inferred.",
        NO_NOW,
    ]


def test_the_whole_line_below_is_a_tree(graph: Draw, lines: Lines) -> None:
    assert lines(outline(who_reports_to(graph(COUNCIL), "bob", everyone=True))) == [
        "Bob",
        "  an aide (not named)",
        "  hedged: Cat",
        "    - dotted line",
        "2 reports in the whole line below: 1 stated and 1 hedged.",
    ]


def test_one_report_is_counted_as_one(graph: Draw, lines: Lines) -> None:
    assert lines(outline(who_reports_to(graph(COUNCIL), "clerk"))) == [
        "town clerk, holder not named, Town Council",
        "  Ann, head of care (in post since 2001)",
        "1 direct report, stated.",
    ]


def test_nobody_below_is_one_plain_sentence(graph: Draw, lines: Lines) -> None:
    assert lines(outline(who_reports_to(graph(COUNCIL), "cat"))) == [
        "Cat",
        "Nobody is recorded as reporting to Cat.",
    ]
    assert lines(outline(who_reports_to(graph(COUNCIL), "chair"))) == [
        "chair, holder not named, Aid",
        "Nobody is recorded as reporting to the chair.",
    ]


def test_a_chain_goes_up_to_the_top(graph: Draw, lines: Lines) -> None:
    assert lines(outline(chain(graph(COUNCIL), "cat"))) == [
        "Cat",
        "  hedged: reports to Bob",
        "    - dotted line",
        "    reports to Ann, head of care (in post since 2001; line 2003 to 2005)",
        "      reports to town clerk, holder not named",
        "Nobody is recorded above the town clerk.",
        NO_NOW,
    ]


def test_nobody_above_is_one_plain_sentence(graph: Draw, lines: Lines) -> None:
    assert lines(outline(chain(graph(COUNCIL), "clerk"))) == [
        "town clerk, holder not named, Town Council",
        "Nobody is recorded above the town clerk in a reporting line.",
    ]


def test_an_org_chart_shows_every_line_and_the_posts_without_one(graph: Draw, lines: Lines) -> None:
    assert lines(outline(org_chart(graph(COUNCIL)))) == [
        "Reporting lines",
        "  town clerk, holder not named, Town Council",
        "    Ann, head of care (in post since 2001)",
        "      Bob (reporting 2003 to 2005)",
        "        an aide (not named)",
        "        hedged: Cat",
        "          - dotted line",
        "      inferred: deputy, holder not named, responsible for parks",
        "        - because deputies do",
        "  posts with no reporting line recorded",
        "    chair, holder not named, Aid",
        "5 reporting lines: 3 stated, 1 hedged and 1 inferred.",
        NO_NOW,
    ]


def test_an_organisation_without_lines_shows_its_posts(graph: Draw, lines: Lines) -> None:
    assert lines(outline(org_chart(graph(COUNCIL), "aid"))) == [
        "Reporting lines of Aid",
        "  posts with no reporting line recorded",
        "    chair, holder not named, Aid",
        "No reporting line within Aid is recorded.",
    ]


def test_a_title_that_has_an_article_gets_no_other(graph: Draw, lines: Lines) -> None:
    found = graph("""
        people: {ann: {name: Ann}}
        posts: {head: {title: The Head}}
        facts: [{who: ann, reports_to: head}]
        """)
    report = chain(found, "ann")
    assert lines(outline(report))[-1] == "Nobody is recorded above The Head."
    assert report.managers[0].facts[0].text == "Ann reports to The Head"


def test_a_circle_is_said_to_be_one(graph: Draw, lines: Lines) -> None:
    found = graph("""
        people: {ann: {name: Ann}, bob: {name: Bob}}
        facts: [{who: ann, reports_to: bob}, {who: bob, reports_to: ann}]
        """)
    assert lines(outline(chain(found, "ann"))) == [
        "Ann",
        "  reports to Bob",
        "    reports to Ann",
        "      - already named above: the line goes round in a circle",
    ]


SEATS = """
sources: {cc: {title: Paper, date: 2008-03-13}, echo: {title: Echo, date: 2008-05-01}}
organisations: {town: {name: Town}}
people: {ann: {name: Ann}, bob: {name: Bob}, cat: {name: Cat}}
posts: {head: {title: head, at: town}, deputy: {title: deputy, at: town}}
facts:
- {who: bob, holds: deputy, since: 2005, evidence: cc ¶2}
- {who: deputy, reports_to: head, evidence: cc ¶3}
- {who: bob, reports_to: ann, since: 2007, until: 2009, evidence: echo ¶4}
"""


def test_the_dates_of_the_post_and_of_the_line_are_told_apart(graph: Draw, lines: Lines) -> None:
    found = outline(who_reports_to(graph(SEATS), "ann"))
    assert lines(found) == [
        "Ann",
        "  Bob, deputy (in post since 2005; reporting 2007 to 2009)",
        "1 direct report, stated.",
    ]
    # The bracket has the evidence of the line, and of the dates in the post that stand there.
    assert mark(found.items[0]) == "echo ¶4; cc ¶2"
    (row,) = rows(found.items)
    assert (row["in post"], row["since"], row["until"]) == ("since 2005", "2007", "2009")


def test_where_no_dates_of_the_post_are_shown_its_evidence_is_not_either(graph: Draw) -> None:
    text = SEATS.replace("since: 2005, ", "")
    (item,) = outline(who_reports_to(graph(text), "ann")).items
    assert (item.text, mark(item)) == ("Bob, deputy (reporting 2007 to 2009)", "echo ¶4")


@pytest.mark.parametrize(
    ("day", "above", "held"),
    [
        (None, "head", "deputy (disputed)"),
        ((2006, 6, 1), "head", "deputy (disputed)"),
        ((2004, 6, 1), "head", "deputy"),  # Cat had not come yet
        ((2008, 6, 1), "head", "deputy (cannot be said)"),
        ((2001, 6, 1), "head (cannot be said)", "deputy"),
    ],
)
def test_the_doubt_about_who_holds_a_post_stands_behind_its_title(
    graph: Draw, lines: Lines, day: Day | None, above: str, held: str
) -> None:
    text = """
        sources: {cc: {title: Paper, date: 2008-03-13}, echo: {title: Echo, date: 2008-03-13}}
        people: {ann: {name: Ann}, bob: {name: Bob}, cat: {name: Cat}}
        posts: {head: {title: head}, deputy: {title: deputy}}
        facts:
        - {who: ann, holds: head, since: 2001, until: 2010}
        - {who: bob, holds: deputy, since: 2000, evidence: cc}
        - {who: cat, holds: deputy, since: 2006-01, evidence: echo}
        - {who: deputy, reports_to: head, since: 1999, until: 2010}
        """
    found = graph(text, scope=Scope(as_of=(day, day) if day else None))
    title, *printed = lines(outline(who_reports_to(found, "head")))
    assert title == f"Ann, {above}"
    # The line itself is stated, whoever holds the post: no such word stands before it.
    assert any(line.strip().startswith(f"Bob, {held} (in post since 2000") for line in printed)


def test_it_is_counted_how_many_lines_cannot_be_said(graph: Draw, lines: Lines) -> None:
    text = """
        people: {ann: {name: Ann}, bob: {name: Bob}, cat: {name: Cat}}
        facts:
        - {who: bob, reports_to: ann, since: 2001, until: 2010}
        - {who: cat, reports_to: ann, since: 2001, status: hedged}
        """
    printed = lines(
        outline(who_reports_to(graph(text, scope=Scope(as_of=((2005, 1, 1), (2005, 1, 1)))), "ann"))
    )
    assert printed[-1] == "2 direct reports: 1 stated and 1 cannot be said."


def test_where_a_line_is_too_long_it_says_so(graph: Draw, lines: Lines) -> None:
    people = ", ".join(f"p{n}: {{name: P{n}}}" for n in range(153))
    facts = "".join(f"- {{who: p{n + 1}, reports_to: p{n}}}\n" for n in range(152))
    found = graph(f"people: {{{people}}}\nfacts:\n{facts}")
    *_, last, note, closing = lines(outline(who_reports_to(found, "p0", everyone=True)))
    assert last.strip() == "P151"
    assert note.strip() == "- the line goes on: ask again from here"
    assert closing == (
        "151 reports in the whole line below, all stated. The line goes on beyond what is shown."
    )


def test_who_is_shown_without_any_line_has_none(graph: Draw, lines: Lines) -> None:
    ties = """
relations:
  mentors: {from: [person], to: [person], verb: mentors, inverse: is mentored by, family: reporting}
organisations: {town: {name: Town Council}}
people: {ann: {name: Ann}, bob: {name: Bob}}
posts: {head: {title: head of care, at: town}}
facts:
- {who: ann, holds: head}
- {who: ann, mentors: bob}
"""
    shown = lines(outline(org_chart(graph(ties), "town")))
    assert shown[:3] == [
        "Reporting lines of Town Council",
        "  Ann, head of care, Town Council",
        "No reporting line within Town Council is recorded.",
    ]
