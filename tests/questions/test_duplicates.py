"""Which actors may be the same, and what speaks for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stakegraph.graph.neighbourhood import Graph
from stakegraph.questions.duplicates import duplicates

Draw = Callable[..., Graph]


def found(graph: Draw, text: str) -> dict[str, tuple[str, ...]]:
    pairs = duplicates(graph(text)).candidates
    return {f"{pair.one.id} {pair.other.id}": pair.signals for pair in pairs}


def two(kind: str, one: str, other: str) -> str:
    return f"{kind}: {{a: {{name: {one}}}, b: {{name: {other}}}}}"


@pytest.mark.parametrize(
    ("kind", "one", "other", "signal"),
    [
        ("people", "Kath O'Dwyer", "kath o’dwyer", "both are called 'kath odwyer'"),
        ("people", "Kath O'Dwyer", "Kath O'Dwyr", "their names are alike (95%)"),
        ("people", "Jon Smith", "Smith Jon", "their names are alike (100%)"),
        (
            "people",
            "K Williams",
            "Kevin Williams",
            "the surnames are the same and the first names begin alike",
        ),
        ("people", "Dr. Wu Li", "Wu Li", "their names differ by titles alone"),
        ("people", "Sir John Smith Jr OBE", "John Smith MP", "their names differ by titles alone"),
        ("people", "Nagy Éva", "Eva Nagy", "their names are alike (100%)"),
        ("people", "Łucja Wałęska", "Lucja Waleska", "both are called 'lucja waleska'"),
        ("organisations", "Serco", "Serco Group plc", "their names differ by the legal form alone"),
        ("organisations", "Acme Ltd", "Acme Limited", "their names differ by the legal form alone"),
        (
            "organisations",
            "DCSF",
            "Department for Children and Schools and Families",
            "DCSF are the initials of one and a name of the other",
        ),
        (
            "organisations",
            "Stoke Council",
            "Stoke City Council",
            "the name of one holds the name of the other",
        ),
    ],
)
def test_names_that_may_be_one_are_proposed_with_the_signal(
    graph: Draw, kind: str, one: str, other: str, signal: str
) -> None:
    assert found(graph, two(kind, one, other)) == {"a b": (signal,)}
    assert found(graph, two(kind, other, one)) == {"a b": (signal,)}


@pytest.mark.parametrize(
    "text",
    [
        two("people", "Kath O'Dwyer", "Ged Rowney"),
        two("people", "Kath Smith", "Ann Smith"),
        two("people", "राम शर्मा", "रीमा शर्मा"),
        two("people", "张伟", "章伟"),
        two("organisations", "Mr Fish", "Fish"),
        two("organisations", "Stoke Council", "Halton Council"),
        two("organisations", "BBC", "Big Blue Company Ltd"),
        "people: {a: {name: Serco}}\norganisations: {b: {name: Serco}}",
        "people: {a: {name: a minister, unnamed: x}, b: {name: a minister, unnamed: x}}",
        "posts: {a: {title: chief executive}, b: {title: chief executive}}",
        two("people", "Ann Lee", "Ann Lee") + "\nfacts: [{who: a, works_with: b}]",
    ],
)
def test_others_are_not(graph: Draw, text: str) -> None:
    assert found(graph, text) == {}


def test_a_common_tie_is_one_signal_more_and_goes_first(graph: Draw) -> None:
    pairs = found(
        graph,
        """
        organisations: {town: {name: Town}, a: {name: Aid}, b: {name: Aid Ltd}}
        people: {x: {name: J Lee}, y: {name: Jo Lee}}
        facts:
        - {who: x, role_at: town}
        - {who: y, role_at: town}
        """,
    )
    assert list(pairs.items()) == [
        (
            "x y",
            (
                "their names are alike (91%)",
                "the surnames are the same and the first names begin alike",
                "both are tied to Town",
            ),
        ),
        ("a b", ("their names differ by the legal form alone",)),
    ]


@pytest.mark.parametrize(
    ("one", "other", "signals"),
    [
        # What a register says is surer than a name.
        ("X, ids: {lei: 5A}", "Y, ids: {lei: 5a}", ("both have lei 5A: surely one",)),
        ("X, ids: {lei: 5A}", "X, ids: {lei: 5B}", None),
        ("X, ids: {lei: [5A, 5B]}", "Y, ids: {lei: 5B}", ("both have lei 5B: surely one",)),
        ("X, ids: {lei: 5A}", "X, ids: {coh: 5A}", ("both are called 'x'",)),
        ("X, ids: {reg: 5A}", "Y, ids: {reg: 5A}", ("both have reg 5A",)),
        ("X, ids: {de-reg: 5A}", "X, ids: {de-reg: 5B}", ("both are called 'x'",)),
        (
            "X, ids: {lei: 5, coh: 1}",
            "Y, ids: {lei: 5, coh: 2}",
            ("both have lei 5: surely one", "but coh 1 and coh 2 differ"),
        ),
        ("X, unnamed: y, ids: {lei: 5}", "Y, ids: {lei: 5}", ("both have lei 5: surely one",)),
    ],
)
def test_an_identifier_says_who_is_one_and_who_is_two(
    graph: Draw, one: str, other: str, signals: tuple[str, ...] | None
) -> None:
    text = f"organisations: {{a: {{name: {one}}}, b: {{name: {other}}}}}"
    assert found(graph, text) == ({"a b": signals} if signals else {})


def test_posts_of_one_identifier_are_proposed(graph: Draw) -> None:
    text = "posts: {a: {title: X, ids: {wikidata: Q1}}, b: {title: Y, ids: {wikidata: Q1}}}"
    assert found(graph, text) == {"a b": ("both have wikidata Q1: surely one",)}


def test_what_is_sure_goes_first(graph: Draw) -> None:
    text = """
    organisations:
      a: {name: Acme Ltd}
      b: {name: Acme Limited}
      c: {name: North, ids: {lei: 5}}
      d: {name: South, ids: {lei: 5}}
      e: {name: Hub}
    facts: [{who: a, works_with: e}, {who: b, works_with: e}]
    """
    pairs = duplicates(graph(text)).candidates
    assert [(pair.one.id, pair.surely) for pair in pairs] == [("c", True), ("a", False)]


def test_nothing_is_joined(graph: Draw) -> None:
    drawn = graph(two("people", "Ann Lee", "Ann Lee"))
    duplicates(drawn)
    assert sorted(drawn) == ["a", "b"]
