"""Whom words mean that are no names: "the trust"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[..., list[str]]
TRUST = "Harbour Trust closed.\n\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{TRUST}Ana Ruiz, chair of the trust, spoke.", ["Ana Ruiz is chair at Harbour Trust"]),
        (f"{TRUST}The trust's chair, Ana Ruiz, spoke.", ["Ana Ruiz is chair at Harbour Trust"]),
        (f"{TRUST}The Trust has appointed Ana Ruiz as chair.",
         ["Ana Ruiz is chair at Harbour Trust"]),
        ("Port Council met.\n\nThe council awarded Bolt Ltd a £3m contract.",
         ["Port Council commissioned Bolt Ltd"]),
        ("The Bank of Kent closed.\n\nAna Ruiz, the bank's chair, spoke.",
         ["Ana Ruiz is chair at Bank of Kent"]),
        (f"{TRUST}The trust's rivals wept. Ana Ruiz is not chair of the trust.",
         ["denied: Ana Ruiz is chair at Harbour Trust"]),
        ("Serco Ltd won. The trust's chair, Ana Ruiz, spoke.", []),
        ("Serco Ltd won. The council's leader, Ana Ruiz, spoke.", []),
        ("Port Council met. The firm's chair, Ana Ruiz, spoke.", []),
        ("Serco Ltd won. The company's chair, Ana Ruiz, spoke.",
         ["Ana Ruiz is chair at Serco Ltd"]),
        ("Serco Ltd won. Its chair, Ana Ruiz, spoke.", ["Ana Ruiz is chair at Serco Ltd"]),
        (f"{TRUST}Port Trust opened.\n\nAna Ruiz, chair of the trust, spoke.", []),
        ("Ana Ruiz, chair of the trust, spoke.\n\nHarbour Trust closed.", []),
        (f"{TRUST}Ana Ruiz, chair of the trust fund, spoke.", []),
        (f"{TRUST}Ana Ruiz, chair of the trust of Port Ltd, spoke.", []),
        (f"{TRUST}Ana Ruiz, chair of the trust's audit committee, spoke.", []),
        (f"{TRUST}Ana Ruiz is chair of another trust.", []),
        (f"{TRUST}Neither the trust nor Bolt Ltd owns Acme plc.", []),
    ],
)  # fmt: skip
def test_a_word_of_its_name_means_the_one_organisation_before(
    text: str, wanted: list[str], said: Said
) -> None:
    assert said(text) == wanted


@pytest.mark.parametrize("gap", ["\n\n", " "])
def test_words_for_somebody_named_elsewhere_are_cited(
    gap: str, drafted: Callable[..., object]
) -> None:
    made = drafted(f"Harbour Trust closed.{gap}The Trust has appointed Ana Ruiz as chair.")
    (fact,) = made.facts  # type: ignore[attr-defined]
    assert fact["evidence"].get("said_as", "") == ("The Trust" if gap == "\n\n" else "")
    assert made.entries["organisations"]["harbour-trust"]["aliases"] == ()  # type: ignore[attr-defined]


def test_the_one_organisation_may_be_known_already(said: Said) -> None:
    facts = """
stakegraph: 1
sources: {g: {title: G, date: 2019-01-01}}
organisations: {ht: {name: Harbour Trust, aliases: [HT], evidence: g}}
"""
    for named in ("Harbour Trust", "HT"):
        text = f"{named} closed.\n\nAna Ruiz, chair of the trust, spoke."
        assert said(text, facts) == ["Ana Ruiz is chair at Harbour Trust"]


def test_a_name_with_a_legal_form_is_meant_by_its_first_word(said: Said) -> None:
    text = "Fjord Rederi A/S closed.\n\nAna Ruiz, Fjord's chair, spoke."
    assert said(text) == ["Ana Ruiz is chair at Fjord Rederi A/S"]
