"""Partners in words."""

from collections.abc import Callable

import pytest

from stakegraph.graph.neighbourhood import Graph, neighbourhood
from stakegraph.model.relations import PARTNERSHIPS
from stakegraph.outlines import Outline
from stakegraph.outlines.partners import outline
from stakegraph.questions.partners import partners
from stakegraph.store import Scope, Store

Draw = Callable[..., Graph]
Lines = Callable[[Outline], list[str]]

DEAL = """
organisations:
  town: {name: Town}
  firm: {name: Firm}
  aid: {name: Aid}
  far: {name: Far}
  lone: {name: Lone}
partnerships:
  deal: {name: the Deal, kind: contract, since: 2007-03, until: 2010-03, description: runs parks}
  void: {name: the Void}
facts:
- {who: town, partner_in: deal, as: client}
- {who: firm, partner_in: deal, as: lead, since: 2008}
- {who: aid, partner_in: deal, status: hedged}
- {who: aid, works_with: far, on: floods}
- {who: far, funds: aid, status: inferred, because: it says our grant}
- {who: firm, commissioned: far, for: a study}
"""


def test_partners_stand_under_what_joins_them(graph: Draw, lines: Lines) -> None:
    assert lines(outline(partners(graph(DEAL), "firm"))) == [
        "Partners of Firm",
        "  the Deal (contract, March 2007 to March 2010), as lead (since 2008)",
        "    - runs parks",
        "    Town, as client",
        "    hedged: Aid",
        "      Aid works with Far on floods",
        "  tied otherwise than as a partner",
        "    Firm commissioned Far for a study",
        "2 partners; 1 other is tied otherwise than as a partner.",
    ]


def test_partners_without_a_partnership_stand_in_a_group(graph: Draw, lines: Lines) -> None:
    assert lines(outline(partners(graph(DEAL + "- {who: town, works_with: far}"), "far"))) == [
        "Partners of Far",
        "  directly",
        "    Aid works with Far on floods",
        "      hedged: Aid is a partner in the Deal",
        "    Town works with Far",
        "      Town is the client in the Deal",
        "  tied otherwise than as a partner",
        "    Firm commissioned Far for a study",
        "    inferred: Far funds Aid",
        "      - because it says our grant",
        "2 partners; 1 other is tied otherwise than as a partner.",
    ]


def test_a_partnership_tells_who_is_in_it(graph: Draw, lines: Lines) -> None:
    text = DEAL + "- {who: far, funds: deal}\n- {who: town, funds: deal}"
    assert lines(outline(partners(graph(text), "deal"))) == [
        "The Deal (contract, March 2007 to March 2010)",
        "  Firm, as lead (since 2008)",
        "  Town, as client",
        "  hedged: Aid",
        "    Aid works with Far on floods",
        "  tied otherwise than as a partner",
        "    Far funds the Deal (until March 2010 or earlier)",
        "    Town funds the Deal (until March 2010 or earlier)",
        "3 partners; 1 other is tied otherwise than as a partner.",
    ]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("lone", ["Lone", "No partner of Lone is recorded."]),
        ("void", ["The Void (partnership)", "No partner in the Void is recorded."]),
    ],
)
def test_no_partner_is_one_plain_sentence(
    graph: Draw, lines: Lines, asked: str, said: list[str]
) -> None:
    assert lines(outline(partners(graph(DEAL), asked))) == said


def test_it_is_told_how_many_partners_cannot_be_said_for_the_day(graph: Draw, lines: Lines) -> None:
    text = """
        organisations: {firm: {name: Firm}, aid: {name: Aid}, far: {name: Far}, town: {name: Town}}
        facts:
        - {who: firm, works_with: aid, since: 2001, until: 2010}
        - {who: firm, works_with: aid, on: floods, since: 2001}
        - {who: firm, works_with: far, since: 2001}
        - {who: town, works_with: firm, since: 2002}
        """
    # Aid surely is one, by the first of its two ties.
    said = lines(
        outline(partners(graph(text, scope=Scope(as_of=((2005, 1, 1), (2005, 1, 1)))), "firm"))
    )[-1]
    assert said == "3 partners, of whom 2 cannot be said."
    assert lines(outline(partners(graph(text), "firm")))[-1] == "3 partners."


def test_of_a_part_that_cannot_be_said_the_partners_cannot_be_said(
    graph: Draw, lines: Lines
) -> None:
    text = """
        organisations: {firm: {name: Firm}, aid: {name: Aid}}
        partnerships: {deal: {name: the Deal}}
        facts:
        - {who: firm, partner_in: deal, since: 2001}
        - {who: aid, partner_in: deal, since: 2001, until: 2010}
        """
    drawn = graph(text, scope=Scope(as_of=((2005, 1, 1), (2005, 1, 1))))
    told = "1 partner, of whom 1 cannot be said."
    assert lines(outline(partners(drawn, "firm")))[-1] == told
    assert lines(outline(partners(drawn, "aid")))[-1] == told


def test_who_only_funds_has_no_partner(graph: Draw, lines: Lines) -> None:
    text = DEAL + "- {who: lone, funds: deal}"
    assert lines(outline(partners(graph(text), "lone"))) == [
        "Partners of Lone",
        "  tied otherwise than as a partner",
        "    Lone funds the Deal (until March 2010 or earlier)",
        "No partner of Lone is recorded; 1 other is tied otherwise than as a partner.",
    ]


def test_what_is_not_shown_is_counted_on_record_whatever_is_asked_for(
    store: Callable[[str], Store], lines: Lines
) -> None:
    facts = [
        "firm, works_with: aid",
        "aid, works_with: lone",
        "aid, works_with: far, status: hedged",
    ]
    kept = store(
        DEAL.partition("facts:")[0] + f"facts: [{', '.join(f'{{who: {each}}}' for each in facts)}]"
    )
    for scope in (Scope(), Scope(firm=True)):
        some = neighbourhood(kept, ["firm"], families=[PARTNERSHIPS], depth=3, most=2, scope=scope)
        assert "- 3 ties of its own on record: stakegraph partners aid" in [
            line.strip() for line in lines(outline(partners(some, "firm")))
        ]
