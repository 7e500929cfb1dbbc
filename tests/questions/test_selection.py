"""Words of --only and --avoid: what they mean, and which are refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stakegraph.errors import AmbiguousName, UnknownName, UsageError
from stakegraph.questions.paths import Paths, paths
from stakegraph.questions.selection import meaning, selection
from stakegraph.store.database import Database

Keep = Callable[..., Database]

WORLD = """
relations:
  insures: {from: [organisation], to: [organisation], family: partnership, verb: insures,
            inverse: is insured by}
organisations:
  firm: {name: Firm, kind: company}
  trust: {name: the Trust, kind: charity}
  council: {name: Town Council, aliases: [the board], kind: public body}
  stance-ltd: {name: Stance Ltd, kind: company}
  works: {name: Steel Works}
people: {ann: {name: Ann Role}, bob: {name: Bob Stone}, cy: {name: Cy}}
posts: {head: {title: head, at: council}}
partnerships: {deal: {name: the Deal}}
facts:
- {who: firm, owns: trust}
- {who: firm, insures: trust}
- {who: trust, works_with: council}
- {who: ann, role_at: firm}
- {who: ann, role_at: council}
- {who: bob, holds: head}
- {who: bob, supports: firm}
- {who: cy, reports_to: head}
"""


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("reporting", "family:reporting"),
        ("owns", "relation:owns"),
        ("works-with", "relation:works_with"),
        ("insures", "relation:insures"),
        ("person", "kind:person"),
        ("people", "kind:person"),
        ("Public body", "kind:public body"),
        ("team", "kind:team"),  # of which there is none here
        ("Bob", "actor:bob"),
        ("family:role", "family:role"),
        ("relation:owns", "relation:owns"),
        ("kind:charity", "kind:charity"),
        ("actor:stone", "actor:bob"),
    ],
)
def test_a_word_means_a_family_a_relation_a_kind_or_an_actor(
    store: Keep, word: str, meant: str
) -> None:
    assert meaning(store(WORLD), word, "--only") == meant


@pytest.mark.parametrize(
    ("word", "meanings"),
    [
        ("partnership", "family:partnership or kind:partnership"),
        ("role", "family:role or actor:ann"),  # the surname of somebody
        ("stance", "family:stance or actor:stance-ltd"),
    ],
)
def test_a_word_that_may_mean_two_things_is_refused_with_both(
    store: Keep, word: str, meanings: str
) -> None:
    with pytest.raises(UsageError) as error:
        meaning(store(WORLD), word, "--avoid")
    told = f"--avoid: {word!r} may mean several things; say which: {meanings}"
    assert str(error.value) == told
    assert " or ".join(one.id for one in error.value.candidates) == meanings


def test_a_part_of_a_name_is_no_second_meaning(store: Keep) -> None:
    text = WORLD.replace("Steel Works", "Those Who Owns Limited Liability")
    assert meaning(store(text), "owns", "--only") == "relation:owns"


def test_a_word_that_means_nothing_is_refused_with_the_nearest(store: Keep) -> None:
    found = store(WORLD)
    with pytest.raises(UsageError, match="actor is called 'stanse': did you mean 'stance'"):
        meaning(found, "stanse", "--only")
    with pytest.raises(UsageError, match="no relation is called 'own': did you mean 'owns'"):
        meaning(found, "relation:own", "--only")
    with pytest.raises(UsageError, match="no kind is called 'owns'"):
        meaning(found, "kind:owns", "--only")
    with pytest.raises(UnknownName, match="nobody here is called 'xyzzy'"):
        meaning(found, "xyzzy", "--only")
    with pytest.raises(AmbiguousName):
        meaning(store(WORLD.replace("Bob Stone", "Bob Trust")), "actor:trus", "--only")


def ways(found: Paths) -> list[list[str]]:
    return [[hop.fact.id for hop in route.hops] for route in found.routes]


def test_a_path_goes_along_one_relation_alone(store: Keep) -> None:
    found = store(WORLD)
    only = selection(found, ["owns"])
    assert ways(paths(found, "firm", "trust", along=only)) == [["firm.owns.trust"]]
    assert ways(paths(found, "firm", "council", along=only)) == []
    assert only.families == ("partnership",)


def test_a_path_goes_around_a_relation_and_a_family(store: Keep) -> None:
    found = store(WORLD)
    (without,) = paths(
        found, "firm", "trust", along=selection(found, avoid=["owns"]), count=1
    ).routes
    assert [hop.fact.id for hop in without.hops] == ["firm.insures.trust"]
    roles = paths(found, "firm", "council", along=selection(found, avoid=["family:role"]))
    assert ways(roles) == [["firm.insures.trust", "trust.works_with.council"]]


def test_a_path_goes_through_some_kinds_alone(store: Keep) -> None:
    found = store(WORLD)
    people = paths(found, "firm", "council", along=selection(found, ["kind:person"]))
    assert ways(people) == [["ann.role_at.firm", "ann.role_at.council"]]
    assert (people.only, people.avoid) == (("kind:person",), ())
    around = paths(found, "firm", "council", along=selection(found, avoid=["person"]))
    assert ways(around) == [["firm.insures.trust", "trust.works_with.council"]]
    charities = paths(found, "firm", "council", along=selection(found, ["charity"]))
    assert ways(charities) == ways(around)


def test_kinds_and_relations_limit_a_path_together(store: Keep) -> None:
    found = store(WORLD)
    along = selection(found, ["charity", "owns", "works_with"])
    assert ways(paths(found, "firm", "council", along=along)) == [
        ["firm.owns.trust", "trust.works_with.council"]
    ]


def test_opinions_join_nobody_unless_they_are_asked_for(store: Keep) -> None:
    found = store(WORLD)
    assert "stance" not in selection(found).families
    along = selection(found, ["family:stance"])
    assert ways(paths(found, "bob", "firm", along=along)) == [["bob.supports.firm"]]


def test_along_a_family_holders_are_where_their_posts_are(store: Keep) -> None:
    found = store(WORLD)
    along = selection(found, ["reporting"])
    assert ways(paths(found, "cy", "head", along=along))[0] == ["cy.reports_to.head"]
    assert ways(paths(found, "bob", "head", along=along))[0] == ["bob.holds.head"]
    alone = selection(found, ["reports_to"])
    assert ways(paths(found, "bob", "head", along=alone)) == [
        ["cy.reports_to.bob.via.cy", "cy.reports_to.head"]
    ]
    assert along.families == ("reporting",)
