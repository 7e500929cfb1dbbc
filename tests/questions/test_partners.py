"""Who takes part in the same partnerships, and who works with whom otherwise."""

from collections.abc import Callable, Iterable

import pytest

from stakegraph.graph.neighbourhood import Graph
from stakegraph.questions.partners import Partner, Partners, Related, partners

Draw = Callable[..., Graph]

DEAL = """
organisations:
  town: {name: Town}
  firm: {name: Firm}
  aid: {name: Aid}
  far: {name: Far}
  end: {name: End}
people: {ann: {name: Ann}}
partnerships: {deal: {name: Deal, kind: contract, since: 2007, until: 2010}}
facts:
"""
FULL = (
    DEAL
    + """
- {who: town, partner_in: deal, as: client}
- {who: firm, partner_in: deal, as: lead}
- {who: aid, partner_in: deal}
- {who: firm, commissioned: aid, for: a study}
- {who: aid, works_with: far}
- {who: far, works_with: end}
- {who: ann, works_with: firm}
"""
)


def tree(found: Iterable[Partner], depth: int = 0) -> list[str]:
    rows = []
    for partner in found:
        part = f" ({', '.join(partner.parts)})" if partner.parts else ""
        rows.append(f"{'. ' * depth}{partner.actor.id}{part}")
        rows += tree(partner.partners, depth + 1)
    return rows


def summary(answer: Partners) -> dict[str, list[str]]:
    """Return partners as indented ids under each partnership, and under "" those by other ties."""
    groups = {
        f"{group.partnership.id} ({', '.join(group.parts)})": tree(group.members)
        for group in answer.partnerships
    }
    return {**groups, "": tree(answer.others)}


def apart(found: Iterable[Related]) -> list[str]:
    """Return those tied otherwise with the facts that say how."""
    return [f"{one.actor.id}: {', '.join(fact.relation for fact in one.facts)}" for one in found]


def test_partners_stand_under_their_partnership_each_with_its_part(graph: Draw) -> None:
    assert summary(partners(graph(FULL), "town")) == {
        "deal (client)": ["aid", ". far", "firm (lead)", ". ann"],
        "": [],
    }


def test_partners_of_partners_go_one_level_down_and_not_back(graph: Draw) -> None:
    # End is a partner of Far alone: two levels down from Aid's partners, one from its own.
    assert summary(partners(graph(FULL + "- {who: firm, works_with: aid}"), "aid")) == {
        "deal ()": ["firm (lead)", ". ann", "town (client)"],
        "": ["far", ". end", "firm"],  # Firm's further partners stand above
    }


def test_a_partnership_has_its_members(graph: Draw) -> None:
    answer = partners(graph(FULL), "deal")
    (group,) = answer.partnerships
    assert (group.since, group.until, group.parts) == ("2007", "2010", ())
    assert [partner.actor.id for partner in group.members] == ["aid", "firm", "town"]
    assert answer.others == ()


@pytest.mark.parametrize(("asked", "other"), [("aid", "far"), ("far", "aid")])
def test_a_symmetric_tie_is_found_from_either_side(graph: Draw, asked: str, other: str) -> None:
    answer = partners(graph(DEAL + "- {who: aid, works_with: far}"), asked)
    assert summary(answer) == {"": [other]}
    assert [fact.id for fact in answer.others[0].facts] == ["aid.works_with.far"]


def test_a_person_has_partners_too(graph: Draw) -> None:
    assert summary(partners(graph(FULL), "ann")) == {"": ["firm", ". deal (lead)"]}


def test_several_ties_to_one_partner_are_one_partner_with_the_firmest_tie_first(
    graph: Draw,
) -> None:
    found = graph(
        DEAL
        + """
- {who: aid, works_with: far, on: roads, status: hedged}
- {who: far, works_with: aid, on: floods}
- {who: aid, works_with: end, status: inferred, because: it says our}
"""
    )
    far, end = partners(found, "aid").others
    assert [fact.qualifiers["on"] for fact in far.facts] == ["floods", "roads"]
    assert end.actor.id == "end"  # the less firm after the firmer


def test_what_is_no_partnership_tie_makes_no_partner(graph: Draw) -> None:
    found = graph(DEAL + "- {who: aid, opposes: far}\n- {who: ann, role_at: aid, title: head}")
    assert summary(partners(found, "aid")) == {"": []}


def test_who_funds_owns_or_commissions_is_told_apart(graph: Draw) -> None:
    found = partners(
        graph(FULL + "- {who: far, owns: aid}\n- {who: town, funds: aid, status: denied}"), "aid"
    )
    assert summary(found) == {
        "deal ()": ["firm (lead)", ". ann", "town (client)"],
        "": ["far", ". end"],  # who works with it is a partner, by that tie alone
    }
    assert [fact.relation for fact in found.others[0].facts] == ["works_with"]
    assert apart(found.related) == ["far: owns", "firm: commissioned"]


def test_who_funds_a_partnership_is_no_partner_in_it(graph: Draw) -> None:
    found = graph(FULL + "- {who: far, funds: deal}\n- {who: town, funds: deal}")
    (deal,) = partners(found, "deal").partnerships
    assert [partner.actor.id for partner in deal.members] == ["aid", "firm", "town"]
    assert apart(deal.related) == ["far: funds", "town: funds"]
    # The partnership is not one of the funder's own, and what a member does is told of itself.
    far, town = partners(found, "far"), partners(found, "town")
    assert (far.partnerships, apart(far.related)) == ((), ["deal: funds"])
    assert apart(town.partnerships[0].related) == ["far: funds"]
    assert apart(town.related) == ["deal: funds"]


def test_a_member_of_a_partnership_is_a_partner_in_it(graph: Draw) -> None:
    text = (
        FULL
        + """
- {who: far, member_of: deal, as: adviser}
- {who: ann, member_of: deal, as: chair}
- {who: far, member_of: town}
"""
    )
    for drawn in (graph(text), graph(text, "deal", families=["partnership"], depth=3)):
        (deal,) = partners(drawn, "deal").partnerships
        told = [(partner.actor.id, partner.parts) for partner in deal.members]
        assert told == [
            ("aid", ()),
            ("far", ("adviser",)),
            ("firm", ("lead",)),
            ("town", ("client",)),
        ]
        # Whoever has a role in it is not: a person.
        assert apart(deal.related) == ["ann: member_of"]
    for drawn in (graph(text), graph(text, "far", families=["partnership"], depth=3)):
        found = partners(drawn, "far")
        assert [one.partnership.id for one in found.partnerships] == ["deal"]
        assert [one.actor.id for one in found.others] == ["aid", "end"]
        assert found.related == ()  # a member of an organisation is no partner of it


def test_a_relation_of_ones_own_makes_no_partners(graph: Draw) -> None:
    text = """
        relations:
          insures: {from: [organisation], to: [organisation], family: partnership, verb: insures,
                    inverse: is insured by}
        organisations: {aid: {name: Aid}, far: {name: Far}}
        facts: [{who: aid, insures: far}]
        """
    found = partners(graph(text), "far")
    assert (found.others, apart(found.related)) == ((), ["aid: insures"])


def test_of_a_partner_with_very_many_ties_only_their_number_is_told(graph: Draw) -> None:
    others = ", ".join(f"o{n}: {{name: O {n}}}" for n in range(4))
    ties = "".join(f"- {{who: aid, works_with: o{n}}}\n" for n in range(4))
    text = f"organisations: {{aid: {{name: Aid}}, far: {{name: Far}}, {others}}}\nfacts:\n{ties}"
    text += "- {who: far, works_with: aid}\n- {who: far, works_with: o1}\n"
    drawn = graph(text, "far", families=["partnership"], depth=3, most=4)
    aid, o1 = partners(drawn, "far").others
    assert (aid.actor.id, aid.ties, aid.partners) == ("aid", 5, ())
    assert (o1.actor.id, o1.ties, [each.actor.id for each in o1.partners]) == ("o1", 0, ["aid"])


def test_the_command_needs_no_more_than_three_hops(graph: Draw) -> None:
    near = graph(FULL, "town", families=["partnership"], depth=3)
    assert partners(near, "town") == partners(graph(FULL), "town")
