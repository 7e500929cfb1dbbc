"""What is given in all: summed where it can be, and what is not is said."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from stakegraph.graph.neighbourhood import Graph
from stakegraph.outlines.amounts import sums
from stakegraph.questions.amounts import amounts
from stakegraph.store import Scope

Draw = Callable[..., Graph]

ACTORS = """
sources:
  g: {title: Gazette, date: 2022-06-01}
  h: {title: Herald, date: 2023-06-01}
  x: {title: Withdrawn, date: 2021-01-01, retracted: 2022-01-01}
organisations:
  cdu: {name: CDU}
  quay: {name: Quay Ltd}
  dock: {name: Dock Ltd}
people: {ana: {name: Ana Ruiz}}
facts:
"""


def said(graph: Draw, *facts: str, of: str = "cdu", **scope: Any) -> list[str]:
    """Return the lines about the sums of an actor."""
    text = ACTORS + "".join(f"- {{{fact}}}\n" for fact in facts)
    found = sums(amounts(graph(text, scope=Scope(**scope)), of), of.upper())
    lines = []
    for item in found[0].items if found else ():
        lines += [item.text, *(f"  {each.text}" for each in item.items)]
    return lines


def test_a_register_of_gifts_has_its_sum_to_the_euro(graph: Draw) -> None:
    # 126 gifts by 42 donors, no two alike: 125 that grow by 17, and the rest.
    sizes = [100_001 + 17 * n for n in range(125)]
    sizes.append(17_231_420 - sum(sizes))
    text = "organisations:\n  cdu: {name: CDU}\n"
    text += "".join(f"  d{n}: {{name: Donor {n}}}\n" for n in range(42)) + "facts:\n"
    text += "".join(
        f'- {{who: d{n % 42}, donated_to: cdu, amount: "EUR {size:,}", since: 2021}}\n'
        for n, size in enumerate(sizes)
    )
    (given,) = amounts(graph(text), "cdu")
    (total,) = given.totals
    assert (total.sum, total.currency, len(total.facts)) == (Decimal(17_231_420), "EUR", 126)
    assert total.least == total.sum
    assert sum(one.sum for one in total.by) == 17_231_420
    assert sum(one.facts for one in total.by) == 126
    assert [one.sum for one in total.by] == sorted((one.sum for one in total.by), reverse=True)
    (item,) = sums((given,), "CDU")
    assert item.items[0].text == "donated to CDU: EUR 17,231,420 in 126 facts"


def test_who_gave_how_much_is_said_of_each_currency(graph: Draw) -> None:
    facts = (
        "who: quay, donated_to: cdu, amount: 1000 EUR, since: 2019, evidence: g",
        "who: quay, donated_to: cdu, amount: €0.50, since: 2020, evidence: g",
        "who: dock, donated_to: cdu, amount: '1.500,00 EUR', since: 2020, evidence: g",
        "who: dock, donated_to: cdu, amount: £2.5m, since: 2020, evidence: g",
        "who: cdu, lent_to: ana, amount: £20, since: 2020, evidence: g",
    )
    assert said(graph, *facts) == [
        "donated to CDU: EUR 2,500.50 in 3 facts",
        "  Dock Ltd: EUR 1,500 in 1 fact",
        "  Quay Ltd: EUR 1,000.50 in 2 facts",
        "donated to CDU: GBP 2,500,000 in 1 fact",
        "  Dock Ltd: GBP 2,500,000 in 1 fact",
        "CDU lent to others: GBP 20 in 1 fact",
        "  Ana Ruiz: GBP 20 in 1 fact",
    ]
    assert said(graph, *facts, of="ana") == [
        "lent to ANA: GBP 20 in 1 fact",
        "  CDU: GBP 20 in 1 fact",
    ]
    assert said(graph, "who: quay, donated_to: cdu, since: 2019, evidence: g") == []


GIFT = "who: quay, donated_to: cdu, since: 2019-03-13"


@pytest.mark.parametrize(
    ("one", "other", "notes"),
    [
        # One entry in the words of another, or with more words.
        ("amount: 5000 EUR, evidence: g", "amount: '€5,000', evidence: h", "united"),
        ("amount: EUR 5000, evidence: g", "amount: EUR 5000, for: rent, evidence: h", "united"),
        # Of one source, of days that may be one, or for different things.
        ("amount: 5000 EUR, evidence: g", "amount: '€5,000', evidence: g", "perhaps"),
        ("amount: EUR 5000, for: a car, evidence: g", "amount: EUR 5000, for: rent, evidence: h",
         "perhaps"),
        ("amount: EUR 5000, evidence: g", "amount: €5000, since: 2019-03, evidence: h", "perhaps"),
        ("amount: EUR 5000, evidence: g", "amount: €5000, since: 2019-03~, evidence: g", "perhaps"),
        # Surely two.
        ("amount: EUR 5000, for: a car, evidence: g", "amount: EUR 5000, for: rent, evidence: g",
         ""),
        ("amount: EUR 5000, evidence: g", "amount: €5000, since: 2019-03-14, evidence: h", ""),
        ("amount: EUR 5000, evidence: g", "amount: €5000, since: 2018, evidence: h", ""),
    ],
)  # fmt: skip
def test_one_gift_that_two_sources_tell_is_one_and_what_may_be_one_is_said(
    graph: Draw, one: str, other: str, notes: str
) -> None:
    start = GIFT.replace(", since: 2019-03-13", "") if "since" in other else GIFT
    line, *rest = said(graph, f"{GIFT}, {one}", f"{start}, {other}")
    if notes == "united":
        assert line == "donated to CDU: EUR 5,000 in 1 fact"
        assert rest[-1] == "  1 of them is told by several sources, and counted once"
    else:
        assert line == "donated to CDU: EUR 10,000 in 2 facts"
        words = "  these may be the same, told twice, and the sum EUR 5,000: quay.donated_to.cdu"
        is_said = rest[-1].startswith(words)
        assert is_said == (notes == "perhaps")


def test_a_gift_that_stands_twice_in_one_source_may_be_two(graph: Draw) -> None:
    twice = f"{GIFT}, amount: EUR 5000, evidence"
    assert said(graph, f"{twice}: g line 2", f"{twice}: g line 3") == [
        "donated to CDU: EUR 5,000 in 1 fact",
        "  Quay Ltd: EUR 5,000 in 1 fact",
        "  listed twice in one source, counted once, and perhaps two: quay.donated_to.cdu",
    ]
    assert said(graph, f"{twice}: [g line 2, g line 3]")[-1] == (
        "  listed twice in one source, counted once, and perhaps two: quay.donated_to.cdu"
    )
    assert said(graph, f"{twice}: [g line 2, g ¶7]", f"{twice}: h line 3")[1:] == [
        "  Quay Ltd: EUR 5,000 in 1 fact"
    ]


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        ("amount: EUR 7, status: hedged, evidence: g", "hedged"),
        ("amount: EUR 7, status: disputed, evidence: g", "disputed"),
        ("amount: EUR 7, status: inferred, because: a hint, evidence: g", "inferred"),
        ("amount: EUR 7, according_to: quay, evidence: g", "on the word of somebody"),
        ("amount: EUR 7, evidence: x", "from a retracted source"),
        ("amount: about EUR 7, evidence: g", "of no exact amount"),
        ("amount: up to EUR 7, evidence: g", "of no exact amount"),
        ("evidence: g", "without an amount"),
    ],
)
def test_what_is_not_plainly_stated_is_not_summed_in_silence(
    graph: Draw, fact: str, reason: str
) -> None:
    known = "who: dock, donated_to: cdu, amount: EUR 5, since: 2019, evidence: g"
    assert said(graph, known, f"who: ana, donated_to: cdu, since: 2020, {fact}") == [
        "donated to CDU: EUR 5 in 1 fact",
        "  Dock Ltd: EUR 5 in 1 fact",
        f"donated to CDU: not counted: 1 fact {reason}",
    ]


def test_a_gift_that_a_source_denies_is_not_summed(graph: Draw) -> None:
    told = "who: ana, donated_to: cdu, amount: EUR 7, since: 2020"
    assert said(graph, f"{told}, evidence: g", f"{told}, status: denied, evidence: h") == [
        "donated to CDU: not counted: 1 fact denied and 1 fact disputed by other facts"
    ]


def test_only_what_is_in_scope_is_summed(graph: Draw) -> None:
    facts = (
        "who: ana, donated_to: cdu, amount: EUR 1, since: 2019-01-01, evidence: g",
        "who: ana, donated_to: cdu, amount: EUR 2, since: 2019-06, evidence: g",
        "who: ana, donated_to: cdu, amount: EUR 4, since: 2020-01-01, evidence: h",
    )
    assert said(graph, *facts)[0] == "donated to CDU: EUR 7 in 3 facts"
    assert said(graph, *facts, source="h")[0] == "donated to CDU: EUR 4 in 1 fact"
    assert said(graph, *facts, as_of=((2019, 6, 15), (2019, 6, 15))) == [
        "donated to CDU: EUR 1 in 1 fact",
        "  Ana Ruiz: EUR 1 in 1 fact",
        "donated to CDU: not counted: 1 fact of no sure time",
    ]
