"""Relations of a fact file's own mean what the built-in ones do, by the same columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.model.facts import Facts
from stakegraph.model.relations import MEANINGS, NAMING, OF_QUALIFIERS, WORDINGS, Relation
from stakegraph.questions.partners import partners
from stakegraph.questions.roles import roles
from stakegraph.store.database import Database
from stakegraph.store.loading import inspect_files

HEAD = """\
stakegraph: 1
sources: {s: {title: S, date: 2022-06-01}, t: {title: T, date: 2022-06-01}}
people: {ann: {name: Ann, evidence: s}, bob: {name: Bob, evidence: s}}
organisations:
  acme: {name: Acme, evidence: s}
  bolt: {name: Bolt, evidence: s}
  crew: {name: the crews, plural: true, evidence: s}
posts: {head: {title: head, evidence: s}}
partnerships: {deal: {name: the Deal, evidence: s}}
"""


def own(columns: str, *facts: str) -> tuple[Database, list[str]]:
    """Return the store of facts that use relations of their own, and what is wrong with them."""
    text = f"{HEAD}relations:\n{columns}\nfacts:\n" + "".join(f"- {{{fact}}}\n" for fact in facts)
    database, problems = inspect_files([("f.yaml", text.encode())])
    return database, [f"{each.message} [{each.rule}]" for each in problems if each.rule != NOISE]


NOISE = "unmentioned-actor"
ENDS = "from: [organisation], to: [organisation]"


def clashes(database: Database) -> list[tuple[str, ...]]:
    pairs, _ = database.conflicts()
    return [(rule, one.id, other.id) for rule, one, other in pairs]


def test_every_column_of_the_built_in_relations_can_be_given() -> None:
    from stakegraph.factfile.schema import RelationRecord

    given = {*RelationRecord.__struct_encode_fields__}
    assert given == {"from", "to", "family", "qualifiers"}.union(
        WORDINGS, OF_QUALIFIERS, MEANINGS, NAMING
    )
    joined = given - {"from", "to"} | {"key", "subjects", "objects"}
    assert joined == {*Relation._fields}


def test_who_fills_a_post_by_ones_own_relation_has_a_role_where_it_is(
    facts: Callable[[str], Facts],
) -> None:
    columns = """
  sits_on: {from: [person], to: [organisation], family: role, verb: "sits on[ as {title}]",
            inverse: seats, past: sat on, past_inverse: seated, qualifiers: [title]}
  chairs: {from: [person], to: [post], family: role, verb: chairs, inverse: is chaired by,
           fills: sits_on}
  based_at: {from: [post], to: [organisation], family: structure, verb: is based at,
             inverse: is the base of, of_post: true}
"""
    database, problems = own(
        columns,
        "who: head, based_at: acme, evidence: s",
        "who: ann, chairs: head, since: 2020, until: 2021, evidence: s",
    )
    assert problems == []
    derived = [fact for fact in database.everything().facts.values() if fact.rule]
    assert [(f.id, f.qualifiers, f.since, f.until) for f in derived] == [
        ("ann.sits_on.acme.via.head", {"title": "head"}, "2020", "2021")
    ]
    (role,) = roles(neighbourhood(database, ["acme"], depth=2), "acme").roles
    assert (role.title, role.since) == ("head", "2020")


def test_two_hold_one_post_by_ones_own_relation_and_clash() -> None:
    columns = """
  chairs: {from: [person], to: [post], family: role, verb: chairs, inverse: is chaired by,
           fills: role_at, qualifiers: [as], choices: {as: [acting]}}
"""
    held = ("who: ann, chairs: head, evidence: s", "who: bob, chairs: head, evidence: t")
    assert clashes(own(columns, *held)[0]) == [
        ("two-in-one-seat", "ann.chairs.head", "bob.chairs.head")
    ]
    assert clashes(own(columns, held[0], held[1].replace("head,", "head, as: acting,"))[0]) == []


@pytest.mark.parametrize("named", ["dislikes", "likes", "both"])
def test_contrary_relations_of_ones_own_clash_whichever_names_the_other(named: str) -> None:
    def row(key: str, other: str) -> str:
        contrary = f", contrary: {other}" if named in (key, "both") else ""
        return f"  {key}: {{{ENDS}, family: stance, verb: {key}, inverse: i{contrary}}}"

    columns = f"{row('likes', 'dislikes')}\n{row('dislikes', 'likes')}"
    database, problems = own(
        columns,
        "who: acme, likes: bolt, evidence: s",
        "who: acme, dislikes: bolt, evidence: t",
        "who: acme, dislikes: crew, evidence: t",
    )
    assert problems == []
    assert clashes(database) == [("for-and-against", "acme.dislikes.bolt", "acme.likes.bolt")]


def test_a_relation_of_ones_own_may_be_contrary_to_a_built_in_one() -> None:
    columns = f"  condemns: {{{ENDS}, family: stance, verb: c, inverse: i, contrary: supports}}"
    database, _ = own(
        columns,
        "who: acme, supports: bolt, evidence: s",
        "who: acme, condemns: bolt, evidence: t",
        "who: crew, opposes: bolt, evidence: s",
        "who: crew, supports: bolt, evidence: t",
    )
    assert clashes(database) == [
        ("for-and-against", "acme.condemns.bolt", "acme.supports.bolt"),
        ("for-and-against", "crew.opposes.bolt", "crew.supports.bolt"),
    ]


@pytest.mark.parametrize(
    ("hired", "fired", "clash"),
    [
        ("since: 2020-01-05", "since: 2020-01-05", True),
        ("since: 2020-01-05", "since: 2021-01-05", False),
        ("since: 2020-01", "since: 2020-01", False),  # perhaps not on one day
        ("since: 2020", "since: 2020-01-05", False),
        ("", "", False),
    ],
)
def test_contrary_acts_clash_if_done_on_one_day(hired: str, fired: str, clash: bool) -> None:
    row = f"{{{ENDS}, family: partnership, verb: v, inverse: i, act: true"
    columns = f"  hired: {row}, contrary: fired}}\n  fired: {row}}}"
    facts = [f"who: acme, {word}: bolt, {when}, evidence: {source}".replace(", ,", ",")
             for word, when, source in (("hired", hired, "s"), ("fired", fired, "t"))]  # fmt: skip
    assert bool(clashes(own(columns, *facts)[0])) == clash


def test_one_act_on_two_days_is_two_acts() -> None:
    database, problems = own(
        "  x: {from: [person], to: [person], family: role, verb: v, inverse: i}",
        "who: acme, sued: bolt, since: 2020-01-05, evidence: s",
        "who: acme, sued: bolt, since: 2021-01-05, evidence: t",
    )
    assert (problems, clashes(database)) == ([], [])


def test_a_circle_and_two_at_once_are_told_of_ones_own_relation() -> None:
    row = f"{ENDS}, family: authority, verb: v, inverse: i, acyclic: true, exclusive: true"
    columns = f"  owes: {{{row}}}"
    facts = [f"who: {one}, owes: {other}, evidence: {source}" for one, other, source in
             (("acme", "bolt", "s"), ("bolt", "acme", "s"), ("acme", "crew", "t"))]  # fmt: skip
    database, problems = own(columns, *facts)
    assert problems == ["a circle of owes: acme -> bolt -> acme [circle]"]
    assert clashes(database) == [("two-at-once", "acme.owes.bolt", "acme.owes.crew")]


def test_a_qualifier_of_ones_own_relation_has_its_choices() -> None:
    row = f"{ENDS}, family: stance, verb: v, inverse: i, qualifiers: [how]"
    columns = f"  rates: {{{row}, choices: {{how: [highest, lowest]}}}}"
    assert own(columns, "who: acme, rates: bolt, how: lowest, evidence: s")[1] == []
    assert own(columns, "who: acme, rates: bolt, how: lowset, evidence: s")[1] == [
        "how: 'lowset' is none of highest, lowest: did you mean 'lowest'? [wrong-type]"
    ]


def test_ones_own_relation_makes_partners_where_it_says_so() -> None:
    columns = f"  allied: {{{ENDS}, family: partnership, verb: v, inverse: i, partners: %s}}"
    for says, count in (("true", 1), ("false", 0)):
        database, _ = own(columns % says, "who: acme, allied: bolt, evidence: s")
        found = partners(neighbourhood(database, ["acme"], families=["partnership"]), "acme")
        assert (len(found.others), len(found.related)) == (count, 1 - count)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "The crews jointly own the Deal"),
        (", plural: are the joint owners of", "The crews are the joint owners of the Deal"),
    ],
)
def test_a_name_of_several_takes_the_words_for_several(
    facts: Callable[[str], Facts], words: str, told: str
) -> None:
    from stakegraph.model.sentences import sentence

    columns = (
        "  joins: {from: [organisation], to: [partnership], family: partnership,"
        f" verb: jointly owns, inverse: is owned by{words}}}"
    )
    database, _ = own(columns, "who: crew, joins: deal, evidence: s")
    found = database.everything()
    (fact,) = found.facts.values()
    row: Any = found.relations["joins"]
    assert sentence(fact, found.actors, row) == told


def test_what_holds_both_ways_has_the_words_of_one() -> None:
    from stakegraph.model.sentences import sentence

    words = "verb: is twin of, inverse: has twin"
    columns = f"  twinned: {{{ENDS}, family: partnership, {words}, symmetric: true}}"
    database, _ = own(columns, "who: acme, twinned: bolt, evidence: s")
    found = database.everything()
    (fact,) = found.facts.values()
    row = found.relations["twinned"]
    assert sentence(fact, found.actors, row, backward=True) == "Bolt is twin of Acme"
