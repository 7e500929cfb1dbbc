"""Facts as sentences that can be quoted."""

from collections.abc import Callable

import pytest

from stakegraph.model.facts import Facts
from stakegraph.model.sentences import capitalised, counted, enumerated, of_several, sentence, when

ACTORS = """
organisations: {town: {name: the town council}, aid: {name: Aid}}
people: {ann: {name: Ann}, boss: {name: a manager, unnamed: the source protects the name}}
posts: {head: {title: head of parks, at: town}}
partnerships: {deal: {name: the Deal}}
"""


@pytest.mark.parametrize(
    ("fact", "forward", "backward"),
    [
        ("who: ann, holds: head", "Ann is the head of parks", "The head of parks is Ann"),
        (
            "who: head, reports_to: boss, line: dotted",
            "The head of parks reports to a manager (not named) (a dotted line)",
            "A manager (not named) manages the head of parks (a dotted line)",
        ),
        (
            "who: ann, role_at: aid, title: trustee, remit: floods, since: 2001, until: 2003",
            "Ann is trustee at Aid, responsible for floods",
            "Aid has as its trustee Ann, responsible for floods",
        ),
        (
            "who: ann, role_at: aid",
            "Ann has a role at Aid",
            "Aid has as one of its people Ann",
        ),
        (
            "who: aid, partner_in: deal, as: lead, since: 2007-03",
            "Aid is the lead in the Deal",
            "The Deal has as its lead Aid",
        ),
        (
            "who: town, commissioned: aid, for: a study",
            "The town council commissioned Aid for a study",
            "Aid was commissioned by the town council for a study",
        ),
        (
            "who: town, owns: aid, share: 40%",
            "The town council owns 40% of Aid",
            "Aid is 40% owned by the town council",
        ),
        (
            "who: town, owns: aid, share: more than 50 %",
            "The town council owns more than 50 % of Aid",
            "Aid is more than 50 % owned by the town council",
        ),
        (
            "who: town, owns: aid, share: majority",
            "The town council owns Aid (majority)",
            "Aid is owned by the town council (majority)",
        ),
        (
            "who: aid, works_with: town, on: floods",
            "Aid works with the town council on floods",
            "The town council works with Aid on floods",
        ),
    ],
)
def test_a_fact_is_a_sentence_both_ways(
    facts: Callable[[str], Facts], fact: str, forward: str, backward: str
) -> None:
    found = facts(f"{ACTORS}facts: [{{{fact}}}]")
    stated = next(f for f in found.facts.values() if f.relation != "at" and not f.rule)
    relation = found.relations[stated.relation]
    assert sentence(stated, found.actors, relation) == forward
    assert sentence(stated, found.actors, relation, backward=True) == backward


def test_a_relation_of_ones_own_reads_as_its_row_says(facts: Callable[[str], Facts]) -> None:
    found = facts("""
        people: {ann: {name: Ann}, bob: {name: Bob}}
        relations:
          mentors: {from: [person], to: [person], verb: mentors, inverse: is mentored by,
                    family: role, qualifiers: [field], after: "[ in {field}]"}
        facts: [{who: ann, mentors: bob, field: law}]
        """)
    (fact,) = found.facts.values()
    relation = found.relations["mentors"]
    assert sentence(fact, found.actors, relation) == "Ann mentors Bob in law"
    assert sentence(fact, found.actors, relation, backward=True) == "Bob is mentored by Ann in law"


def test_the_dates_follow_a_sentence_in_brackets(facts: Callable[[str], Facts]) -> None:
    found = facts(
        ACTORS
        + """
facts:
- {who: ann, role_at: aid, title: chair, since: 2001, until: 2003}
- {who: ann, role_at: town, since: 2007-03}
- {who: ann, works_with: boss}
"""
    )
    told = [when(fact) for fact in found.facts.values() if fact.relation != "at"]
    assert told == [" (2001 to 2003)", " (since March 2007)", ""]


def test_only_the_first_letter_is_raised() -> None:
    assert capitalised("éAid of BBC") == "ÉAid of BBC"
    assert capitalised("") == ""


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), ([*"abc"], "a, b and c")]
)
def test_words_are_joined_as_in_a_sentence(words: list[str], text: str) -> None:
    assert enumerated(words) == text


def test_a_number_agrees_with_its_noun() -> None:
    assert [counted(n, "hop") for n in (0, 1, 2, 1000)] == [
        "0 hops",
        "1 hop",
        "2 hops",
        "1,000 hops",
    ]
    assert counted(2, "person", "people") == "2 people"


@pytest.mark.parametrize(
    ("words", "several"),
    [
        ("supports", "support"),
        ("is part of", "are part of"),
        ("was owned by", "were owned by"),
        ("has as its chair", "have as their chair"),
        ("relies on", "rely on"),
        ("watches", "watch"),
        ("commissioned", "commissioned"),
        ("passes", "pass"),
    ],
)
def test_a_verb_agrees_with_a_name_of_several(words: str, several: str) -> None:
    assert of_several(words) == several
