"""What part of a whole the words of a share give."""

from __future__ import annotations

import pytest

from stakegraph.errors import QuantityError
from stakegraph.model.phrases import phrase
from stakegraph.model.relations import RELATIONS
from stakegraph.model.shares import share


@pytest.mark.parametrize(
    ("text", "low", "high", "left_out"),
    [
        ("60 %", "60", "60", ""),
        ("60%", "60", "60", ""),
        ("12,5 per cent", "12.5", "12.5", ""),
        ("33.333 percent", "33.333", "33.333", ""),
        ("0 %", "0", "0", ""),
        ("25 to 50 %", "25", "50", ""),
        ("25%–50%", "25", "50", ""),
        ("between 25 and 50 %", "25", "50", ""),
        ("more than 25 % and up to 50 %", "25", "50", "above"),
        ("more than 25% but not more than 50%", "25", "50", "above"),
        ("at least 10 % and less than 25 %", "10", "25", "below"),
        ("75 % or more", "75", "100", ""),
        ("> 75 %", "75", "100", "above"),
        ("up to 5 %", "0", "5", ""),
        ("a majority", "50", "100", "above"),
        ("Minority", "0", "50", "below"),
        ("more than half", "50", "100", "above"),
        ("three-quarters", "75", "75", ""),
        ("1/4", "25", "25", ""),
        ("all", "100", "100", ""),
    ],
)
def test_a_share_is_a_percentage_or_between_two(
    text: str, low: str, high: str, left_out: str
) -> None:
    found = share(text)
    assert (str(found.minimum), str(found.maximum)) == (low, high)
    assert (found.above, found.below) == (left_out == "above", left_out == "below")
    assert not found.roughly


@pytest.mark.parametrize("text", ["about 30 %", "~30%", "nearly a third", "circa 25 to 30 %"])
def test_a_share_may_be_told_roughly(text: str) -> None:
    assert share(text).roughly


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("60", "may be of anything: write '60 %'"),
        ("0.25", "may be of anything: write '0.25 %' or '25 %'"),
        ("140 %", "is more than the whole: a share is at most 100 %"),
        ("50 to 140 %", "is more than the whole: a share is at most 100 %"),
        ("more than 100 %", "is more than the whole: a share is at most 100 %"),
        ("less than 0 %", "is less than nothing"),
        ("50 to 25 %", "runs backwards: write the smaller number first"),
        ("12,500 %", "may be of thousands or of tenths: write a point, no comma"),
        ("50/50", "may be a half or the whole: write '50 %' or '100 %'"),
        ("3/2", "is more than the whole: a share is at most 1/1"),
        *(
            (text, "is no share: write '60 %', '25 to 50 %', 'more than 25 %', '75 % or more', ")
            for text in ("-5 %", "10 % and 20 %", "1e1 %", "60 %%", "6 0 %", "n/a", "EUR 5", "%")
        ),
    ],
)
def test_what_is_no_share_says_what_to_write(text: str, why: str) -> None:
    with pytest.raises(QuantityError) as raised:
        share(text)
    assert str(raised.value).startswith(f"{text!r} {why}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("60 %", "owns 60 % of it"),
        ("between 25 and 50 %", "owns between 25 and 50 % of it"),
        ("at least 75 per cent", "owns at least 75 per cent of it"),
        ("75 % or more", "owns it (75 % or more)"),
        ("a majority", "owns it (a majority)"),
        ("a third", "owns it (a third)"),
        (">25%", "owns it (>25%)"),
    ],
)
def test_a_share_keeps_its_words_where_they_can_stand(text: str, words: str) -> None:
    owns, said = RELATIONS["owns"], {"share": text}
    assert f"{phrase(owns.verb, said)} it{phrase(owns.after, said)}" == words
