"""What differs between two states of the facts, and what does not count as a difference."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from stores import store_of

from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.model.facts import Facts
from stakegraph.questions.comparison import Difference
from stakegraph.questions.diff import Diff, State, diff

Load = Callable[[str], Facts]

HEAD = """
stakegraph: 1
sources: {cc: {title: CC}, echo: {title: Echo}}
organisations: {town: {name: Town, aliases: [the borough, T]}}
"""
FACTS = """
people: {ann: {name: Ann, evidence: [cc, echo]}, bob: {name: Bob}}
posts: {head: {title: head, at: town}, deputy: {title: deputy, at: town}}
events: {vote: {what: A vote, on: 2007, who: [ann, bob], evidence: cc ¶1}}
facts:
- {who: ann, holds: head, since: 2006, evidence: [cc ¶1, echo]}
- {who: bob, holds: deputy}
- {who: deputy, reports_to: head, line: solid, evidence: cc ¶2}
"""
OLD = HEAD + FACTS


def asked(facts: Load, old: str, new: str, **options: bool) -> Diff:
    stores = [store_of(facts(text)) for text in (old, new)]
    states = [
        State(neighbourhood(store), store.events(), store.sources.values()) for store in stores
    ]
    return diff(*states, **options)


def summary(found: tuple[Difference, ...]) -> list[str]:
    return [
        f"{one.change} {one.id}"
        + "".join(f"; {edit.field}: {edit.before} -> {edit.after}" for edit in one.edits)
        for one in found
    ]


def test_order_and_layout_do_not_count(facts: Load) -> None:
    block = "\n  town:\n    aliases:\n    - T\n    - the borough\n    name: Town\n"
    shuffled = OLD.replace(" {town: {name: Town, aliases: [the borough, T]}}\n", block)
    assert shuffled != OLD
    shuffled = shuffled.replace("[cc ¶1, echo]", "[echo, {source: cc, at: ¶1}]")
    shuffled = shuffled.replace("who: [ann, bob]", "who: [bob, ann]")
    head, _, items = shuffled.partition("facts:\n")
    lines = items.splitlines(keepends=True)
    random.Random(1).shuffle(lines)
    new = f"{head}facts:\n# what is said\n{''.join(lines[::-1])}"
    answer = asked(facts, OLD, new, answers=True)
    assert summary((*answer.sources, *answer.actors, *answer.facts, *answer.events)) == []
    assert answer.answers == ()
    assert not answer.fails


@pytest.mark.parametrize(
    ("said", "instead", "part", "found"),
    [
        ("bob: {name: Bob}", "bob: {name: Bob}, cid: {name: Cid}", "actors", "added cid"),
        ("name: Town,", "name: The Town,", "actors", "changed town; name: Town -> The Town"),
        ("[the borough, T]", "[T]", "actors", "changed town; aliases: T; the borough -> T"),
        ("- {who: bob, holds: deputy}\n", "", "facts", "removed bob.holds.deputy"),
        (
            "since: 2006,",
            "since: 2007-03,",
            "facts",
            "changed ann.holds.head; since: 2006 -> 2007-03",
        ),
        (
            "holds: deputy}",
            "holds: deputy, status: hedged}",
            "facts",
            "changed bob.holds.deputy; status: stated -> hedged",
        ),
        (
            "line: solid",
            "line: dotted",
            "facts",
            "changed deputy.reports_to.head; qualifiers: line: solid -> line: dotted",
        ),
        (
            "evidence: cc ¶2",
            'evidence: [{source: cc, at: ¶2, quote: "so"}, cc ¶3]',
            "facts",
            "changed deputy.reports_to.head; evidence: cc ¶2 -> cc ¶2 “so”; cc ¶3",
        ),
        ("on: 2007,", "on: 2008,", "events", "changed vote; on: 2007 -> 2008"),
        ("{title: CC}", "{title: CC, date: 2008}", "sources", "changed cc; date:  -> 2008"),
    ],
)
def test_each_difference_is_found(
    facts: Load, said: str, instead: str, part: str, found: str
) -> None:
    assert OLD.count(said) == 1
    answer = asked(facts, OLD, OLD.replace(said, instead))
    parts = {name: getattr(answer, name) for name in ("sources", "actors", "facts", "events")}
    assert {name: summary(differences) for name, differences in parts.items() if differences} == {
        part: [found]
    }
    assert answer.answers is None
    assert answer.fails


def test_what_is_added_one_way_is_removed_the_other(facts: Load) -> None:
    new = OLD + "- {who: ann, works_with: bob, status: hedged, evidence: echo p. 1}\n"
    (added,) = asked(facts, OLD, new).facts
    (removed,) = asked(facts, new, OLD).facts
    assert (added.change, removed.change) == ("added", "removed")
    for one in (added, removed):
        assert one.text == "Ann works with Bob"
        assert one.status == "hedged"
        assert [(cited.source, cited.at) for cited in one.evidence] == [("echo", "p. 1")]


def test_answers_that_follow_come_and_go(facts: Load) -> None:
    answer = asked(facts, OLD, OLD.replace("since: 2006", "until: 2006"), answers=True)
    assert {each.family: summary(each.differences) for each in answer.answers or ()} == {
        "reporting": [
            "changed bob.reports_to.ann.via.deputy;"
            " dates: since 2006 or later -> until 2006 or earlier"
        ],
        "role": [
            "changed ann.holds.head; dates: since 2006 -> until 2006",
            "changed ann.role_at.town.via.head; dates: since 2006 -> until 2006",
        ],
    }
    gone = asked(facts, OLD, OLD.replace("- {who: bob, holds: deputy}\n", ""), answers=True)
    assert {each.family: summary(each.differences) for each in gone.answers or ()} == {
        "reporting": [
            "removed bob.reports_to.ann.via.deputy",
            "added deputy.reports_to.ann.via.deputy",
        ],
        "role": ["removed bob.holds.deputy", "removed bob.role_at.town.via.deputy"],
    }


@pytest.mark.parametrize(
    ("said", "instead", "edit"),
    [
        ("who: bob", "who: ann", "subject: bob -> ann"),
        ("works_with", "supports", "relation: works_with -> supports"),
        (": head, ", ": cid, ", "object: head -> cid"),
    ],
)
def test_a_fact_of_an_explicit_id_that_says_something_else_has_changed(
    facts: Load, said: str, instead: str, edit: str
) -> None:
    old = """
    people: {ann: {name: Ann}, bob: {name: Bob}, cid: {name: Cid}, head: {name: Head}}
    facts: [{who: bob, works_with: head, id: f, evidence: cc}]
    """
    answer = asked(facts, old, old.replace(said, instead), answers=True)
    assert summary(answer.facts) == [f"changed f; {edit}"]


def test_an_answer_that_says_something_else_has_changed(facts: Load) -> None:
    new = OLD.replace("{title: head,", "{title: chief,")
    role = [
        each for each in asked(facts, OLD, new, answers=True).answers or () if each.family == "role"
    ]
    assert summary(role[0].differences) == [
        "changed ann.holds.head; statement: Ann is the head -> Ann is the chief",
        "changed ann.role_at.town.via.head; statement: Ann is head at Town -> Ann is chief at Town",
    ]


MOVED = OLD.replace("cc ¶2", "cc ¶4")


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        (OLD, MOVED, 1),
        # The source took the place of another: but for who cites one that is in both as well.
        (OLD.replace(", echo]", "]"), OLD.replace(", echo]", "]").replace("cc", "cd"), 4),
    ],
)
def test_what_is_cited_from_another_place_counts_only_where_that_is_asked_for(
    facts: Load, old: str, new: str, moved: int
) -> None:
    answer = asked(facts, old, new)
    assert summary((*answer.actors, *answer.facts, *answer.events)) == []
    assert answer.moved == moved
    shown = asked(facts, old, new, evidence=True)
    changes = (*shown.actors, *shown.facts, *shown.events)
    assert (len(changes), shown.moved, shown.fails) == (moved, 0, True)
    assert {edit.field for each in changes for edit in each.edits} == {"evidence"}


def test_evidence_spelling_and_the_dates_of_who_left_are_not_counted(facts: Load) -> None:
    new = OLD.replace("name: Town,", "name: TOWN,").replace("cc ¶2", "[cc ¶2, echo]")
    answer = asked(facts, OLD, new)
    assert answer.counts == ()
    assert summary((*answer.actors, *answer.facts)) == [
        "changed town; name: Town -> TOWN",
        "changed deputy.reports_to.head; evidence: cc ¶2 -> cc ¶2; echo",
    ]
    new = OLD.replace("since: 2006", "since: 2006, until: 2007") + "- {who: bob, holds: head}\n"
    new = new.replace("head: {", "head: {note: She left, vacant: [{since: 2007, until: 2007}], ")
    answer = asked(facts, OLD, new)
    assert (answer.counts, [each.place.id for each in answer.holders]) == ((), ["head"])
    alone = asked(facts, OLD, OLD.replace("since: 2006", "since: 2006, until: 2007"))
    assert [(each.sort, each.changed) for each in alone.counts] == [("role", 1)]


def test_a_further_source_is_a_change(facts: Load) -> None:
    new = OLD.replace("evidence: cc ¶2", "evidence: [cc ¶2, other ¶1]")
    new = new.replace("echo: {", "other: {title: Other}, echo: {")
    answer = asked(facts, OLD, new)
    assert summary(answer.facts) == [
        "changed deputy.reports_to.head; evidence: cc ¶2 -> cc ¶2; other ¶1"
    ]
    assert summary(asked(facts, new, OLD).facts) == [
        "changed deputy.reports_to.head; evidence: cc ¶2; other ¶1 -> cc ¶2"
    ]


def test_a_citation_of_what_had_none_is_a_change(facts: Load) -> None:
    new = OLD.replace("holds: deputy}", "holds: deputy, evidence: other}")
    new = new.replace("echo: {", "other: {title: Other}, echo: {")
    assert summary(asked(facts, OLD, new).facts) == [
        "changed bob.holds.deputy; evidence:  -> other"
    ]


def test_who_held_and_who_managed_is_told_before_and_after(facts: Load) -> None:
    new = OLD.replace("who: bob, holds: deputy", "who: ann, holds: deputy")
    new = new.replace("who: deputy, reports_to: head", "who: deputy, reports_to: bob")
    answer = asked(facts, OLD, new)
    (held,), (managed,) = answer.holders, answer.managers
    assert [held.place.id, *(one.id for one in (*held.before, *held.after))] == [
        "deputy",
        "bob",
        "ann",
    ]
    assert [managed.place.id, *(one.id for one in (*managed.before, *managed.after))] == [
        "deputy",
        "head",
        "bob",
    ]
    assert [(one.sort, one.added, one.removed, one.changed) for one in answer.counts] == []
    assert answer.fails


def test_what_says_the_same_is_no_change_where_a_further_fact_takes_its_id(facts: Load) -> None:
    new = f"{OLD}- {{who: ann, holds: head, until: 2009, evidence: echo}}\n"
    for options in ({}, {"answers": True}):
        answer = asked(facts, OLD, new, **options)
        assert summary(answer.facts) == ["added ann.holds.head"]  # which was that of 2006
    found = {family.family: summary(family.differences) for family in answer.answers}
    assert [one.partition(".via")[0] for one in found["role"]] == [
        "added ann.holds.head",
        "added ann.role_at.town",
    ]
    back = asked(facts, new, OLD)
    assert summary(back.facts) == ["removed ann.holds.head"]
    other = new.replace("since: 2006, evidence: [cc ¶1, echo]", "since: 2006, evidence: cc ¶1")
    assert summary(asked(facts, OLD, other).facts) == [
        "added ann.holds.head",
        "changed ann.holds.head.2006; evidence: cc ¶1; echo -> cc ¶1",
    ]
