"""The nearest of some words to one that is not among them."""

import pytest

from stakegraph.text.suggestions import did_you_mean

KNOWN = ("evidence", "since", "until", "reports_to", "role_at")


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("evidense", "evidence"),
        ("report_to", "reports_to"),
        ("sinse", "since"),
        ("untill", "until"),
        ("roleat", "role_at"),
        ("SINCE", "since"),
    ],
)
def test_a_slip_of_the_hand_is_recognised(word: str, nearest: str) -> None:
    assert did_you_mean(word, KNOWN) == f": did you mean {nearest!r}?"


@pytest.mark.parametrize(
    "word", ["", "x", "publisher", "befriended", "belongs_to", "presence", "unit", "😀"]
)
def test_nothing_is_suggested_where_nothing_is_near(word: str) -> None:
    assert did_you_mean(word, KNOWN) == ""


def test_an_id_is_recognised_in_a_name() -> None:
    assert did_you_mean("Ann Lee", ("ann-lee", "bob")) == ": did you mean 'ann-lee'?"


def test_known_words_may_come_from_any_iterable() -> None:
    assert did_you_mean("sinse", (word for word in KNOWN)) == ": did you mean 'since'?"
    assert did_you_mean("sinse", ()) == ""
