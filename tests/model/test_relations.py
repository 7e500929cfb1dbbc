"""The table of relations: rows that fit together, and what they read like."""

import re

import pytest

from stakegraph.model.phrases import phrase
from stakegraph.model.relations import ACTOR_KINDS, FAMILIES, RELATIONS, Relation

ROWS = pytest.mark.parametrize("row", RELATIONS.values(), ids=RELATIONS)


@ROWS
def test_a_relation_joins_known_kinds_in_a_known_family(row: Relation) -> None:
    assert row.subjects
    assert row.objects
    assert {*row.subjects, *row.objects} <= set(ACTOR_KINDS)
    assert row.family in FAMILIES


@ROWS
def test_words_use_every_qualifier_of_the_relation_and_no_other(row: Relation) -> None:
    used = re.findall(r"\{(\w+)[#!]?\}", row.verb + row.inverse + row.after)
    assert set(used) == set(row.qualifiers)


@ROWS
def test_what_lasts_has_words_for_what_is_over_and_an_act_needs_none(row: Relation) -> None:
    is_told = (bool(row.past), bool(row.past_inverse))
    assert is_told == ((False, False) if row.act else (True, True))


@ROWS
def test_the_words_of_both_tenses_and_directions_have_the_same_qualifiers(row: Relation) -> None:
    for now, once in ((row.verb, row.past), (row.inverse, row.past_inverse)):
        if once:
            assert set(re.findall(r"\{(\w+[#!]?)\}", now)) == set(
                re.findall(r"\{(\w+[#!]?)\}", once)
            )


@ROWS
def test_a_symmetric_relation_reads_the_same_both_ways(row: Relation) -> None:
    if row.symmetric:
        assert row.verb == row.inverse
        assert row.subjects == row.objects


@ROWS
def test_filling_a_post_gives_a_relation_to_an_organisation(row: Relation) -> None:
    if row.fills:
        assert row.objects == ("post",)
        assert RELATIONS[row.fills].subjects == row.subjects
        assert RELATIONS[row.fills].objects == ("organisation",)


def test_one_relation_says_where_a_post_is() -> None:
    (row,) = (row for row in RELATIONS.values() if row.of_post)
    assert (row.subjects, row.objects) == (("post",), ("organisation",))


def test_every_kind_of_actor_has_a_section_of_its_own() -> None:
    sections = [kind.section for kind in ACTOR_KINDS.values()]
    assert sorted(sections) == ["organisations", "partnerships", "people", "posts"]


@pytest.mark.parametrize(
    ("template", "qualifiers", "words"),
    [
        ("works with", {}, "works with"),
        ("is [the {as}|a member] of", {"as": "chair"}, "is the chair of"),
        ("is [the {as}|a member] of", {}, "is a member of"),
        ("is [the {as}|a member] of", {"as": ""}, "is a member of"),
        ("[ on {on}]", {"on": "floods"}, " on floods"),
        ("[ on {on}]", {}, ""),
        ("[ {a} and {b}|!]", {"a": "x"}, "!"),
        ("[ {a}]", {"a": "[{a}|b]"}, " [{a}|b]"),
        ("[has a {as},|knows]", {"as": "uncle"}, "has an uncle,"),
        ("[has a {as},|knows]", {"as": "sister"}, "has a sister,"),
        ("[has a {as},|knows]", {}, "knows"),
    ],
)
def test_a_bracket_says_what_is_given_or_its_other_half(
    template: str, qualifiers: dict[str, str], words: str
) -> None:
    assert phrase(template, qualifiers) == words


def test_a_phrase_takes_what_it_is_given_as_it_is() -> None:
    template = "[owns {share} of|owns 100% of] {the} [firm][]"
    assert phrase(template, {"share": "5% {x} [y]"}) == "owns 5% {x} [y] of {the} firm"
    assert phrase(template, {}) == "owns 100% of {the} firm"


@pytest.mark.parametrize("share", ["60 %", "25 to 50 %", "more than 25 % and up to 50 %"])
def test_a_share_or_a_range_of_it_stands_where_it_is_said(share: str) -> None:
    owns = RELATIONS["owns"]
    assert phrase(owns.verb, {"share": share}) == f"owns {share} of"
    assert phrase(owns.after, {"share": share}) == ""
