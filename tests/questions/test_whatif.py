"""What falls when less is believed."""

from __future__ import annotations

from collections.abc import Callable

from stores import store_of

from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.model.facts import Facts
from stakegraph.questions.whatif import WhatIf, what_if
from stakegraph.store import Scope

Load = Callable[[str], Facts]

TOWN = """
sources: {cc: {title: CC}, echo: {title: Echo}}
people: {ann: {name: Ann}, bob: {name: Bob}, cid: {name: Cid}, dee: {name: Dee}, eve: {name: Eve}}
posts: {head: {title: head}}
facts:
- {who: ann, holds: head, evidence: cc}
- {who: bob, reports_to: head, evidence: echo}
- {who: bob, works_with: cid, evidence: [cc, echo]}
- {who: cid, works_with: dee, status: hedged, evidence: cc}
- {who: dee, works_with: eve, evidence: cc}
- {who: eve, supports: ann}
"""


def asked(facts: Load, scope: Scope, text: str = TOWN) -> WhatIf:
    store = store_of(facts(text))
    return what_if(neighbourhood(store), neighbourhood(store, scope=scope))


def fallen(answer: WhatIf) -> dict[str, list[str]]:
    return {each.family: [fact.id for fact in each.facts] for each in answer.fallen}


def severed(answer: WhatIf) -> list[list[str]]:
    return [[member.id for member in part.members] for part in answer.severed]


def test_what_rests_on_a_source_alone_falls_with_what_follows_from_it(facts: Load) -> None:
    answer = asked(facts, Scope(without=frozenset(["echo"])))
    assert fallen(answer) == {"reporting": ["bob.reports_to.head", "bob.reports_to.ann.via.bob"]}
    assert (answer.before, answer.after) == (7, 5)


def test_those_who_are_no_longer_connected_are_named(facts: Load) -> None:
    # An opinion connects nobody: eve supports ann all the same.
    assert severed(asked(facts, Scope(without=frozenset(["echo"])))) == [["ann", "head"]]
    assert severed(asked(facts, Scope(firm=True))) == [["dee", "eve"]]


def test_of_two_who_lose_their_only_tie_both_are_alone(facts: Load) -> None:
    text = """
    sources: {cc: {title: CC}, echo: {title: Echo}}
    people: {ann: {name: Ann}, bob: {name: Bob}, cid: {name: Cid}}
    facts:
    - {who: ann, works_with: bob, evidence: cc}
    """
    assert severed(asked(facts, Scope(without=frozenset(["cc"])), text)) == [["ann"], ["bob"]]


def test_where_all_rests_on_other_sources_nothing_falls(facts: Load) -> None:
    answer = asked(facts, Scope(without=frozenset(["echo"])), TOWN.replace("evidence: echo", ""))
    assert (fallen(answer), severed(answer), answer.before - answer.after) == ({}, [], 0)


COVERED = """
sources: {cc: {title: CC}, echo: {title: Echo}}
people: {ann: {name: Ann}}
organisations: {town: {name: Town}}
posts: {head: {title: head, at: town, evidence: cc}}
facts:
- {who: ann, holds: head, evidence: cc}
- {who: ann, role_at: town, title: head, id: said, evidence: echo}
"""


def test_a_stated_fact_falls_though_a_derived_one_takes_its_place(facts: Load) -> None:
    answer = asked(facts, Scope(without=frozenset(["echo"])), COVERED)
    assert fallen(answer) == {"role": ["said"]}
    assert [fact.id for fact in answer.instead] == ["ann.role_at.town.via.head"]
    assert (answer.before, answer.after, answer.weakened) == (3, 3, ())


LASTING = """
sources: {cc: {title: CC, date: 2008}, echo: {title: Echo, date: 2012-06-01}}
people: {ann: {name: Ann}, bob: {name: Bob}}
facts:
- {who: ann, works_with: bob, since: 2005, evidence: [cc, echo]}
"""


def test_what_can_no_longer_be_said_for_the_day_is_weakened(facts: Load) -> None:
    store = store_of(facts(LASTING))
    scope = Scope(as_of=((2012, 1, 1), (2012, 1, 1)))
    less = scope._replace(without=frozenset(["echo"]))
    answer = what_if(neighbourhood(store, scope=scope), neighbourhood(store, scope=less))
    (weak,) = answer.weakened
    assert (weak.id, weak.missing) == (
        "ann.works_with.bob",
        ("no end is given, and no source after 2008 says it lasted",),
    )
    assert (answer.fallen, answer.severed, answer.instead) == ((), (), ())
