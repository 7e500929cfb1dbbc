"""Facts as sentences that can be quoted."""

from collections.abc import Callable

import pytest

from stakegraph.model.articles import article
from stakegraph.model.facts import Facts
from stakegraph.model.sentences import capitalised, counted, enumerated, of_several, sentence, when

ACTORS = """
organisations: {town: {name: the town council}, aid: {name: Aid}, leeds: {name: Leeds}}
people:
  ann: {name: Ann}
  bob: {name: Bob}
  boss: {name: a manager, unnamed: the source protects the name}
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
            "Aid has as a trustee Ann, responsible for floods",
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


# fact; forward; backward; and where the words of what is over differ, the same of the past
VOCABULARY = """
who: town, commissioned: deal, for: the buses
The town council commissioned the Deal for the buses
The Deal was commissioned by the town council for the buses

who: deal, commissioned: ann
The Deal commissioned Ann
Ann was commissioned by the Deal

who: aid, partner_in: deal, as: lead, share: 40 %
Aid is the lead in the Deal, with a share of 40 %
The Deal has as its lead Aid, with a share of 40 %
Aid was the lead in the Deal, with a share of 40 %
The Deal had as its lead Aid, with a share of 40 %

who: aid, partner_in: deal, share: a majority
Aid is a partner in the Deal (a majority)
The Deal has as a partner Aid (a majority)
Aid was a partner in the Deal (a majority)
The Deal had as a partner Aid (a majority)

who: deal, acquired: aid
The Deal acquired Aid
Aid was acquired by the Deal

who: ann, acquired: aid, share: 30%, amount: £5 million
Ann acquired 30% of Aid for £5 million
Aid had 30% of it acquired by Ann for £5 million

who: ann, acquired: aid, share: a minority
Ann acquired Aid (a minority)
Aid was acquired by Ann (a minority)

who: ann, invested_in: aid
Ann invested in Aid
Aid received an investment from Ann

who: ann, invested_in: deal, amount: €2m, share: 5 %
Ann invested €2m in the Deal for a share of 5 %
The Deal received an investment of €2m from Ann for a share of 5 %

who: aid, lent_to: town
Aid lent to the town council
The town council borrowed from Aid

who: aid, lent_to: ann, amount: £1, for: a shed
Aid lent £1 to Ann for a shed
Ann borrowed £1 from Aid for a shed

who: ann, donated_to: aid
Ann donated to Aid
Aid received a donation from Ann

who: ann, donated_to: boss, amount: "£5,000", for: posters
Ann donated £5,000 to a manager (not named) for posters
A manager (not named) received a donation of £5,000 from Ann for posters

who: ann, sued: aid
Ann sued Aid
Aid was sued by Ann

who: aid, sued: ann, over: a patent, court: the High Court
Aid sued Ann over a patent before the High Court
Ann was sued by Aid over a patent before the High Court

who: ann, advises: head, on: floods
Ann advises the head of parks on floods
The head of parks is advised by Ann on floods
Ann advised the head of parks on floods
The head of parks was advised by Ann on floods

who: aid, represents: ann, as: her union, place: the talks
Aid represents Ann as her union in the talks
Ann is represented by Aid as her union in the talks
Aid represented Ann as her union in the talks
Ann was represented by Aid as her union in the talks

who: ann, related_to: bob
Ann is related to Bob
Bob is related to Ann
Ann was related to Bob
Bob was related to Ann

who: ann, related_to: bob, as: aunt
Ann is the aunt of Bob
Bob has an aunt, Ann
Ann was the aunt of Bob
Bob had an aunt, Ann

who: aid, audits: town
Aid audits the town council
The town council is audited by Aid
Aid audited the town council
The town council was audited by Aid

who: town, regulates: aid
The town council regulates Aid
Aid is regulated by the town council
The town council regulated Aid
Aid was regulated by the town council

who: aid, located_in: leeds
Aid is located in Leeds
Leeds is home to Aid
Aid was located in Leeds
Leeds was home to Aid
"""


@pytest.mark.parametrize("entry", VOCABULARY.strip().split("\n\n"))
def test_what_a_first_article_says_can_be_quoted_both_ways_and_of_the_past(
    facts: Callable[[str], Facts], entry: str
) -> None:
    fact, *expected = entry.splitlines()
    found = facts(f"{ACTORS}facts: [{{{fact}}}]")
    stated = next(f for f in found.facts.values() if f.relation != "at" and not f.rule)
    relation = found.relations[stated.relation]
    told = [
        sentence(stated, found.actors, relation, backward=backward, tense="former" if past else "")
        for past in (False, True)
        for backward in (False, True)
    ]
    assert list(dict.fromkeys(told)) == expected


def test_of_two_with_the_same_part_each_is_one_of_several(facts: Callable[[str], Facts]) -> None:
    found = facts(f"{ACTORS}facts: [{{who: ann, related_to: bob, as: aunt}}]")
    (fact,) = (fact for fact in found.facts.values() if fact.relation == "related_to")
    relation = found.relations["related_to"]
    assert sentence(fact, found.actors, relation, several=True) == "Ann is an aunt of Bob"


@pytest.mark.parametrize(
    "noun",
    [
        *("an MP", "an HR adviser", "an NHS trust", "an RAF officer", "an EU envoy", "a UN envoy"),
        *("a US senator", "a NATO officer", "a BBC editor", "an honorary member", "an heir"),
        *("an uncle", "an urn", "an umpire", "an unnamed donor", "an ex-wife", "a union"),
        *("a university", "a unit head", "a European", "a one-time aide", "a user", "a utility"),
        *("a half-sister", "a house", "a 5 % owner", "a "),
    ],
)
def test_the_article_goes_by_how_a_noun_is_said(noun: str) -> None:
    said, _, bare = noun.partition(" ")
    assert article(bare) == said


@pytest.mark.parametrize(
    ("since", "until", "of_an_act", "of_another"),
    [
        ("2021-10-01", "", " (1 October 2021)", " (since 1 October 2021)"),
        ("2021~", "", " (about 2021)", " (since about 2021)"),
        ("../2021", "", " (by 2021)", " (since 2021 or earlier)"),
        ("", "2022", " (by 2022)", " (until 2022)"),
        ("", "2021/2022", " (by 2022)", " (until some time between 2021 and 2022)"),
        ("2019", "2021", " (2019 to 2021)", " (2019 to 2021)"),
        ("", "", "", ""),
    ],
)
def test_what_was_done_once_was_done_on_its_day(
    facts: Callable[[str], Facts], since: str, until: str, of_an_act: str, of_another: str
) -> None:
    dates = "".join(
        f", {name}: {date}" for name, date in (("since", since), ("until", until)) if date
    )
    found = facts(f"{ACTORS}facts: [{{who: aid, sued: town{dates}}}]")
    (fact,) = (fact for fact in found.facts.values() if fact.relation == "sued")
    assert (when(fact, act=True), when(fact)) == (of_an_act, of_another)


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


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        (
            "verb: backs, inverse: is backed by",
            ("Ann backs Bob, with: oil, sum total: £1,000", None),
        ),
        (
            "verb: backs, inverse: is backed by, after: '[ with {with}]'",
            ("Ann backs Bob with oil, sum total: £1,000", None),
        ),
        (
            "verb: 'backs[ with {with}]', inverse: is backed by, past: 'gave[ {sum_total} to]'",
            ("Ann backs with oil Bob", "Bob is backed by Ann"),
        ),
    ],
)
def test_a_qualifier_without_a_place_stands_behind(
    facts: Callable[[str], Facts], words: str, sentences: tuple[str, str | None]
) -> None:
    loaded = facts(f"""
        relations:
          backs: {{from: [person], to: [person], family: role,
                  qualifiers: [with, sum_total], {words}}}
        people: {{a: {{name: Ann}}, b: {{name: Bob}}}}
        facts: [{{who: a, backs: b, with: oil, sum_total: "£1,000"}}]
    """)
    (fact,) = loaded.facts.values()
    row = loaded.relations["backs"]
    forward, backward = sentences
    assert sentence(fact, loaded.actors, row) == forward
    behind = forward.partition("Bob")[2]
    assert sentence(fact, loaded.actors, row, backward=True) == (
        backward or f"Bob is backed by Ann{behind}"
    )


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
