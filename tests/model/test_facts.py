"""The parts of the facts."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from stakegraph.model.facts import Citation, Fact, Facts, Origin, numbered, united, weakest

HERE = Origin("facts.yaml", 3, 5)
FACT = Fact(id="x", subject="ann", relation="works_with", object="bob", origin=HERE)


def cited(text: str, quote: str = "") -> Citation:
    source, _, at = text.partition(" ")
    return Citation(source=source, at=at, quote=quote, origin=HERE)


def test_a_citation_is_numbered_once_where_it_stands() -> None:
    (one, two), there = (cited("cc ¶7"), cited("cc ¶8")), Origin("b", 1, 1)
    numbers = numbered((replace(one, origin=Origin("", 0, 0)), two), there)
    assert [(each.number, each.origin) for each in numbers] == [(1, there), (2, there)]
    assert numbered(reversed(numbers), HERE) == numbers[::-1]


@pytest.mark.parametrize("text", ["cc ¶7", "cc"])
def test_a_citation_reads_as_it_was_written(text: str) -> None:
    assert str(cited(text)) == text


@pytest.mark.parametrize(
    ("statuses", "least"),
    [
        (["stated", "stated"], "stated"),
        (["stated", "hedged"], "hedged"),
        (["inferred", "hedged", "stated"], "inferred"),
        (["disputed", "inferred"], "disputed"),
        (["disputed", "denied"], "denied"),
    ],
)
def test_the_weakest_status_wins(statuses: list[str], least: str) -> None:
    assert weakest(statuses) == least  # type: ignore[arg-type]


def test_the_same_place_is_cited_once() -> None:
    once, again, page = (
        cited("cc ¶7"),
        replace(cited("cc ¶7"), origin=Origin("b", 1, 1)),
        cited("b"),
    )
    assert united([once, page, again]) == (once, page)


def test_two_quotes_of_one_place_are_two_citations() -> None:
    quotes = cited("cc ¶7", "one"), cited("cc ¶7", "two")
    assert united(quotes) == quotes


@pytest.mark.parametrize(
    "change",
    [
        {"object": "cat"},
        {"since": "2007"},
        {"until": "2007"},
        {"status": "hedged"},
        {"qualifiers": {"on": "floods"}},
    ],
)
def test_what_a_fact_says_makes_it_another_statement(change: dict[str, object]) -> None:
    assert replace(FACT, **change).identity != FACT.identity


@pytest.mark.parametrize(
    "change", [{"id": "y"}, {"note": "n"}, {"because": "b"}, {"evidence": (cited("cc ¶1"),)}]
)
def test_how_a_fact_is_borne_out_leaves_it_the_same_statement(change: dict[str, object]) -> None:
    assert replace(FACT, **change).identity == FACT.identity


def test_facts_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        FACT.since = "2007"  # type: ignore[misc]


def test_actors_facts_and_events_carry_evidence(facts: Callable[[str], Facts]) -> None:
    found = facts("""
        people: {ann: {name: Ann, evidence: cc ¶1}, bob: {name: Bob}}
        events: {met: {what: they met, who: [ann, bob], evidence: cc ¶2}}
        facts: [{who: ann, works_with: bob, evidence: cc ¶3}]
        """)
    assert [(part.id, [*map(str, part.evidence)]) for part in found.cited()] == [
        ("ann", ["cc ¶1"]),
        ("bob", []),
        ("ann.works_with.bob", ["cc ¶3"]),
        ("met", ["cc ¶2"]),
    ]


def test_what_several_entries_say_of_one_place_is_kept_together() -> None:
    one = replace(cited("cc ¶7"), said_as=("she",), waive=(("quote-cut", "a"),))
    other = replace(cited("cc ¶7"), said_as=("the head", "she"), waive=(("quote-cut", "b"),))
    (both,) = united([one, cited("cc ¶7"), other])
    assert (both.said_as, both.waive) == (("she", "the head"), (("quote-cut", "a"),))
    assert cited("cc ¶7").given == "cc ¶7"
    waive = {"quote-cut": "a"}
    assert both.given == {
        "source": "cc",
        "at": "¶7",
        "said_as": ("she", "the head"),
        "waive": waive,
    }
    assert one.given == {"source": "cc", "at": "¶7", "said_as": "she", "waive": waive}
