"""Gaps: each rule with what sets it off and with what does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from stores import store_of

from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.model.facts import Facts
from stakegraph.questions.gaps import Gaps, gaps, names

Load = Callable[[str], Facts]

# Nothing is missing here; each case changes one thing.
FULL = """
sources: {cc: {title: CC, date: 2008-03-13}, echo: {title: Echo, date: 2009}}
people: {ann: {name: Ann}, mayor: {name: a mayor, unnamed: not given}}
organisations: {town: {name: Town}, firm: {name: Firm}, trade: {name: trade, kind: sector}}
posts: {head: {title: head of care, at: town, evidence: [cc, echo]}}
partnerships: {deal: {name: the Deal, since: 2007, until: 2010}}
facts:
- {who: ann, holds: head, since: 2007, evidence: [cc ¶1, echo]}
- {who: ann, role_at: firm, since: 2001, until: 2006, evidence: [cc, echo]}
- {who: mayor, role_at: town, since: 2001, evidence: [cc, echo]}
- {who: town, partner_in: deal, as: main client, evidence: [cc, echo]}
- {who: firm, works_with: trade, evidence: [cc, echo]}
"""


def found(facts: Load, text: str, events: tuple[tuple[str, ...], ...] = (), **options: str) -> Gaps:
    loaded = facts(text)
    return gaps(neighbourhood(store_of(loaded)), loaded.sources, events, **options)


def summary(answer: Gaps) -> list[str]:
    return [f"{gap.rule}: {gap.text}. {gap.ask}" for gap in answer.gaps]


def test_where_all_is_said_there_is_no_gap(facts: Load) -> None:
    assert summary(found(facts, FULL)) == []
    assert summary(found(facts, FULL, older_than="2009")) == []


@pytest.mark.parametrize(
    ("said", "instead", "gaps"),
    [
        (
            "{who: ann, role_at: firm,",
            "{who: mayor, role_at: firm,",
            ["no-head: no officer of Firm is named. who heads Firm?"],
        ),
        (
            "who: ann, holds: head",
            "who: mayor, holds: head",
            [
                "no-head: no officer of Town is named. who heads Town?",
                "vacant-post: no holder of the post is named: head of care."
                " who is the head of care?",
            ],
        ),
        (
            "since: 2001, until: 2006",
            "until: 2006",
            ["undated-role: Ann had a role at Firm (until 2006): no start is given. since when?"],
        ),
        (
            "as: main client",
            "as: lead",
            ["no-client: no client of the Deal is named. for whom is the Deal?"],
        ),
        (
            "since: 2007, until: 2010",
            "since: 2007",
            ["undated-partnership: no end of the Deal is given. from when to when is the Deal?"],
        ),
        (
            "works_with: trade, evidence: [cc, echo]",
            "works_with: trade, evidence: [cc ¶1, cc ¶2]",
            [
                "one-source: Firm works with trade: it rests on one source, cc."
                " who else can confirm it?"
            ],
        ),
        (
            "works_with: trade,",
            "works_with: trade, status: hedged,",
            ["in-doubt: Firm works with trade: it is hedged. who can say for certain?"],
        ),
        (
            "works_with: trade, evidence: [cc, echo]",
            "works_with: trade",
            ["no-source: Firm works with trade: no source is cited. where was it read?"],
        ),
        (
            "who: firm, works_with: trade,",
            "who: firm, works_with: town,",
            ["alone: nothing ties trade to anybody. what has trade to do with the others?"],
        ),
        (
            "echo: {title: Echo, date: 2009}",
            "echo: {title: Echo, date: 2009}, blog: {title: Blog}",
            ["unused-source: nothing cites the source blog. what does it say?"],
        ),
    ],
)
def test_what_is_missing_is_found_by_its_rule(
    facts: Load, said: str, instead: str, gaps: list[str]
) -> None:
    assert FULL.count(said) == 1
    assert sorted(summary(found(facts, FULL.replace(said, instead)))) == gaps


def test_a_source_that_a_denial_or_a_vacancy_cites_is_used(facts: Load) -> None:
    text = """
    sources: {a: {title: A, date: 2024}, b: {title: B, date: 2024}, c: {title: C, date: 2024}}
    people: {ann: {name: Ann, evidence: a}}
    organisations: {town: {name: Town, evidence: a}}
    posts: {head: {title: head, at: town, vacant: [{since: 2023, evidence: b}], evidence: a}}
    facts:
    - {who: ann, role_at: town, status: denied, evidence: c}
    """
    assert "unused-source" not in {gap.rule for gap in found(facts, text).gaps}


def test_nobody_is_asked_for_who_heads_what_has_ended(facts: Load) -> None:
    text = """
    sources: {a: {title: A, date: 2024-05-01}}
    organisations: {dock: {name: Dock, until: 2022-03, evidence: a}}
    posts: {head: {title: head, at: dock, evidence: a}}
    """
    assert {"no-head", "vacant-post"}.isdisjoint(gap.rule for gap in found(facts, text).gaps)
    text = text.replace("2022-03", "2025")
    assert {"no-head", "vacant-post"} <= {gap.rule for gap in found(facts, text).gaps}


def test_what_no_late_source_confirms_is_old(facts: Load) -> None:
    text = FULL.replace(
        "works_with: trade, evidence: [cc, echo]", "works_with: trade, evidence: cc"
    )
    options = {"ignore": ["one-source"]}
    assert summary(found(facts, text, older_than="2008-03-13", **options)) == []
    assert summary(found(facts, text, older_than="2008-03-14", **options)) == [
        "old: Firm works with trade: its latest source is of 13 March 2008. is it still so?"
    ]
    assert len(found(facts, text, older_than="2010", **options).gaps) == 6
    undated = text.replace(", date: 2008-03-13", "")
    assert summary(found(facts, undated, older_than="2009", **options)) == []


def test_a_source_is_used_by_an_actor_or_an_event_as_well(facts: Load) -> None:
    text = FULL.replace("date: 2009}", "date: 2009}, blog: {title: Blog}")
    assert summary(found(facts, text, (("cc",), ("blog",)))) == []
    assert summary(found(facts, text.replace("{name: Ann}", "{name: Ann, evidence: blog}"))) == []


def test_where_there_is_one_source_only_that_is_said_once(facts: Load) -> None:
    text = FULL.replace(", echo: {title: Echo, date: 2009}", "").replace(", echo]", "]")
    (gap,) = found(facts, text).gaps
    assert gap.text == "everything rests on one source, cc"
    assert (gap.rule, gap.hangs) == ("one-source", 6)


def test_the_gaps_that_most_hangs_on_come_first(facts: Load) -> None:
    answer = found(
        facts,
        """
        sources: {cc: {title: CC}, echo: {title: Echo}}
        people: {ann: {name: Ann}, bob: {name: Bob}}
        posts: {head: {title: head}, clerk: {title: clerk}}
        facts:
        - {who: clerk, reports_to: head, status: hedged, evidence: [cc, echo]}
        - {who: ann, holds: head, since: 2007, evidence: [cc, echo]}
        - {who: bob, works_with: ann, status: inferred, because: x, evidence: [cc, echo]}
        """,
    )
    # Of the line a derived one is made, and the clerk is an end of both.
    assert [(gap.hangs, gap.rule) for gap in answer.gaps] == [
        (2, "in-doubt"),
        (2, "vacant-post"),
        (1, "in-doubt"),
    ]


def test_rules_can_be_left_out(facts: Load) -> None:
    text = "people: {ann: {name: Ann}}\norganisations: {town: {name: Town}}\n"
    rules = {gap.rule for gap in found(facts, text).gaps}
    assert rules == {"alone", "no-head", "unused-source"}
    left = found(facts, text, ignore=["alone", "no-head"]).gaps
    assert {gap.rule for gap in left} == {"unused-source"}
    assert rules <= set(names())


def test_a_gap_knows_where_its_actor_or_fact_was_read(facts: Load) -> None:
    text = FULL.replace("{name: Town}", "{name: Town, evidence: cc ¶2}").replace(
        "who: ann, holds", "who: mayor, holds"
    )
    assert [
        (gap.rule, [(one.source, one.at) for one in gap.evidence])
        for gap in found(facts, text).gaps
    ] == [
        ("no-head", [("cc", "¶2")]),
        ("vacant-post", [("cc", ""), ("echo", "")]),
    ]


def test_what_is_denied_leaves_no_gap(facts: Load) -> None:
    denied = FULL + "- {who: ann, role_at: town, status: denied}\n"
    assert summary(found(facts, denied)) == []
    assert [gap.rule for gap in found(facts, denied.replace("denied", "stated")).gaps] == [
        "no-source",
        "undated-role",
    ]


def test_a_role_in_a_dated_partnership_has_its_start(facts: Load) -> None:
    member = "- {who: ann, member_of: deal, as: chair, evidence: [cc, echo]}\n"
    assert summary(found(facts, FULL + member)) == []
    undated = FULL.replace("{name: the Deal, since: 2007, until: 2010}", "{name: the Deal}")
    assert "undated-role" in {gap.rule for gap in found(facts, undated + member).gaps}
