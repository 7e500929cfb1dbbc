"""What a store in memory gives: the facts of a day, of firm status, of some sources."""

from collections.abc import Callable

import pytest

from stakegraph.store import EVERYTHING, Scope, Tie
from stakegraph.store.memory import MemoryStore

Keep = Callable[[str], MemoryStore]

SOURCES = """
sources:
  cc: {title: Community Care, date: 2008-03-13}
  echo: {title: Echo, date: 2005-05-05}
"""
TEAM = """
organisations: {town: {name: Town}, aid: {name: Aid}}
people: {ann: {name: Ann}, bob: {name: Bob}, cat: {name: Cat}}
posts: {head: {title: head, at: town, evidence: cc ¶1}}
"""


def ties(store: MemoryStore, scope: Scope = EVERYTHING) -> dict[str, Tie]:
    return {tie.fact.id: tie for tie in store.hop(None, store.relations, "out", scope)}


def test_a_hop_leaves_or_reaches_the_actors_that_it_is_asked_of(store: Keep) -> None:
    kept = store(TEAM + "facts: [{who: ann, works_with: bob}, {who: bob, reports_to: cat}]")

    def ids(direction: str, *relations: str) -> list[str]:
        return [tie.fact.id for tie in kept.hop(["bob"], relations, direction, EVERYTHING)]  # type: ignore[arg-type]

    assert ids("out", "works_with", "reports_to") == ["bob.reports_to.cat"]
    assert ids("in", "works_with", "reports_to") == ["ann.works_with.bob"]
    assert ids("in", "reports_to") == []


def test_ids_that_nobody_has_are_passed_over(store: Keep) -> None:
    kept = store(TEAM)
    assert [actor.id for actor in kept.actors(["bob", "nobody", "town"])] == ["bob", "town"]
    assert [*kept.hop(["nobody"], kept.relations, "out", EVERYTHING)] == []
    assert [*kept.facts(["nobody"], EVERYTHING)] == []


def test_a_day_keeps_what_held_tells_what_cannot_be_said_and_drops_the_rest(store: Keep) -> None:
    kept = store(
        TEAM
        + """
facts:
- {who: ann, role_at: aid, since: 2001, until: 2009, evidence: cc ¶1}
- {who: bob, role_at: aid, since: 2007, evidence: cc ¶1}
- {who: cat, role_at: aid, until: 2003, evidence: cc ¶1}
"""
    )
    on = {day: ties(kept, Scope(as_of=day)) for day in ((2008, 1, 1), (2009, 6, 1), (2010, 1, 1))}
    assert {id: tie.missing for id, tie in on[2008, 1, 1].items() if "role" in id} == {
        "ann.role_at.aid": (),
        "bob.role_at.aid": (),
    }
    assert on[2009, 6, 1]["ann.role_at.aid"].missing == ("the end, 2009, is not exact enough",)
    unsaid = "no end is given, and no source after 13 March 2008 says it lasted"
    assert on[2009, 6, 1]["bob.role_at.aid"].missing == (unsaid,)
    assert [id for id in on[2010, 1, 1] if "role" in id] == ["bob.role_at.aid"]


def test_a_post_without_dates_is_where_it_is_on_every_day(store: Keep) -> None:
    assert ties(store(TEAM), Scope(as_of=(1950, 1, 1)))["head.at.town"].missing == ()


def test_a_derived_fact_holds_while_its_premises_do(store: Keep) -> None:
    kept = store(TEAM + "facts: [{who: ann, holds: head, since: 2001, until: 2003}]")
    role = "ann.role_at.town.via.head"
    assert role in ties(kept, Scope(as_of=(2002, 1, 1)))
    assert role not in ties(kept, Scope(as_of=(2004, 1, 1)))


@pytest.mark.parametrize(
    ("tie", "day", "kept"),
    [
        ("who: aid, partner_in: deal", (2008, 1, 1), True),
        ("who: aid, partner_in: deal", (2006, 1, 1), False),
        ("who: aid, partner_in: deal", (2011, 1, 1), False),
        ("who: aid, partner_in: deal, until: 2008", (2009, 1, 1), False),  # it left early
        ("who: aid, partner_in: deal, since: 2008", (2011, 1, 1), False),
        ("who: aid, partner_in: deal, since: 2008", (2009, 1, 1), True),
        ("who: ann, member_of: deal", (2011, 1, 1), False),
    ],
)
def test_a_tie_to_a_dated_partnership_lasts_as_long_as_the_partnership(
    store: Keep, tie: str, day: tuple[int, int, int], kept: bool
) -> None:
    found = store(
        TEAM
        + f"""
partnerships: {{deal: {{name: Deal, since: 2007, until: 2010}}}}
facts: [{{{tie}}}]
"""
    )
    held = [tie for id, tie in ties(found, Scope(as_of=day)).items() if "deal" in id]
    assert [tie.missing for tie in held] == [()] * kept


STATUSES = (
    TEAM
    + """
facts:
- {who: ann, works_with: bob}
- {who: ann, works_with: cat, status: hedged}
- {who: bob, works_with: cat, status: inferred, because: they share a room}
- {who: ann, role_at: aid, status: denied}
- {who: bob, holds: head, status: hedged}
- {who: cat, holds: head, until: 1999}
"""
)


def test_firm_keeps_what_is_stated_and_what_follows_from_it_alone(store: Keep) -> None:
    assert sorted(ties(store(STATUSES), Scope(firm=True))) == [
        "ann.works_with.bob",
        "cat.holds.head",
        "cat.role_at.town.via.head",
        "head.at.town",
    ]


SOURCED = (
    SOURCES
    + TEAM
    + """
facts:
- {who: ann, works_with: bob, evidence: cc ¶1}
- {who: ann, works_with: cat, evidence: [cc ¶2, echo p. 3]}
- {who: ann, holds: head, evidence: echo p. 4}
- {who: bob, works_with: cat}
"""
)


@pytest.mark.parametrize(
    ("scope", "ids"),
    [
        (Scope(source="cc"), ["ann.works_with.bob", "ann.works_with.cat", "head.at.town"]),
        (Scope(source="echo"), ["ann.holds.head", "ann.works_with.cat"]),
        (
            Scope(without=frozenset({"cc"})),
            ["ann.holds.head", "ann.works_with.cat", "bob.works_with.cat"],
        ),
        (
            Scope(without=frozenset({"echo"})),
            ["ann.works_with.bob", "ann.works_with.cat", "bob.works_with.cat", "head.at.town"],
        ),
        (Scope(without=frozenset({"cc", "echo"})), ["bob.works_with.cat"]),
    ],
)
def test_sources_admit_facts_and_a_derived_fact_falls_with_a_premise(
    store: Keep, scope: Scope, ids: list[str]
) -> None:
    assert "ann.role_at.town.via.head" in ties(store(SOURCED))
    assert sorted(ties(store(SOURCED), scope)) == ids


def test_without_a_source_its_citations_are_gone_too(store: Keep) -> None:
    found = ties(store(SOURCED), Scope(without=frozenset({"cc"})))
    assert [*map(str, found["ann.works_with.cat"].fact.evidence)] == ["echo p. 3"]


def test_without_a_source_its_date_attests_nothing(store: Keep) -> None:
    kept = store(
        SOURCES
        + TEAM
        + "facts: [{who: ann, role_at: aid, since: 2001, evidence: [cc ¶1, echo p. 1]}]"
    )
    day, role = (2007, 1, 1), "ann.role_at.aid"
    assert ties(kept, Scope(as_of=day))[role].missing == ()
    assert ties(kept, Scope(as_of=day, without=frozenset({"cc"})))[role].missing == (
        "no end is given, and no source after 5 May 2005 says it lasted",
    )


def test_events_are_those_that_an_actor_took_part_in(store: Keep) -> None:
    kept = store(
        SOURCES
        + TEAM
        + """
events:
  met: {what: they met, who: [ann, bob], evidence: cc ¶1}
  left: {what: Cat may have left, who: [cat], status: hedged, evidence: echo p. 1}
"""
    )
    assert [event.id for event in kept.events()] == ["left", "met"]
    assert [event.id for event in kept.events("bob")] == ["met"]
    assert [event.id for event in kept.events(scope=Scope(firm=True))] == ["met"]
    assert [event.id for event in kept.events(scope=Scope(source="echo"))] == ["left"]


@pytest.mark.parametrize(
    ("relation", "missing"),
    [
        *((act, False) for act in ("commissioned", "appointed", "assessed")),
        *((act, False) for act in ("intervened_in", "delegated_to", "promised")),
        *((state, True) for state in ("works_with", "funds", "owns", "accountable_to")),
    ],
)
def test_an_act_is_done_for_good_and_a_state_may_have_ended(
    store: Keep, relation: str, missing: bool
) -> None:
    kept = store(
        f"{SOURCES}{TEAM}facts: [{{who: aid, {relation}: town, since: 2001, evidence: cc}}]"
    )
    tie = ties(kept, Scope(as_of=(2020, 1, 1)))[f"aid.{relation}.town"]
    assert bool(tie.missing) is missing


def test_actors_and_ties_come_in_the_order_of_their_ids(store: Keep) -> None:
    kept = store(
        TEAM
        + """
facts:
- {who: bob, works_with: cat}
- {who: ann, works_with: cat, id: z}
- {who: bob, works_with: ann, id: a}
- {who: ann, supports: town}
"""
    )
    assert [actor.id for actor in kept.actors()] == ["aid", "ann", "bob", "cat", "head", "town"]

    def ids(*actors: str) -> list[str]:
        ties = kept.hop(actors or None, kept.relations, "out", EVERYTHING)
        return [tie.fact.id for tie in ties]

    assert ids() == ["a", "ann.supports.town", "bob.works_with.cat", "head.at.town", "z"]
    assert ids("bob", "ann") == ["a", "bob.works_with.cat", "ann.supports.town", "z"]


def test_the_size_counts_the_derived_facts_too(store: Keep) -> None:
    kept = store(TEAM + "facts: [{who: ann, holds: head}]")
    assert kept.size() == len(ties(kept)) == 3
