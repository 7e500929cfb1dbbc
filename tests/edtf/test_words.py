"""Dates in English that can be quoted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.edtf.dates import order
from stakegraph.edtf.words import in_words, single_in_words, span_in_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2008-03-13", "13 March 2008"),
        ("2007-03", "March 2007"),
        ("2007", "2007"),
        ("2001~", "about 2001"),
        ("2008-05?", "May 2008 (uncertain)"),
        ("2007-06%", "about June 2007 (uncertain)"),
        ("2006-21", "spring 2006"),
        ("2006-24", "winter 2006/07"),
        ("1999-24", "winter 1999/2000"),
        ("201X", "the 2010s"),
        ("201X~", "about the 2010s"),
        ("200X", "between 2000 and 2009"),
        ("20XX", "between 2000 and 2099"),
        ("2007-XX", "some time in 2007"),
        ("2007-03-XX", "some time in March 2007"),
        ("2007-XX-XX~", "some time in about 2007"),
        ("../2007-06", "by June 2007"),
        ("../2007-XX", "by 2007"),
        ("../20XX", "by 2099"),
        ("2007-03/..", "March 2007 or later"),
        ("2006/2008", "between 2006 and 2008"),
        ("2006?/2008~", "between 2006 (uncertain) and about 2008"),
        ("2007/2007", "2007"),
        ("..", "a time not given"),
    ],
)
def test_a_date_is_put_in_words(text: str, words: str) -> None:
    assert in_words(text) == words


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("", "", ""),
        ("2007-06", "", "since June 2007"),
        ("", "2008-05?", "until May 2008 (uncertain)"),
        ("2007-03", "2010-03", "March 2007 to March 2010"),
        ("2008-03-13", "2008-03-13", "13 March 2008"),
        ("2001~", "2007-06", "about 2001 to June 2007"),
        ("2007-03", "2010-03~", "March 2007 to about March 2010"),
        ("2007-03", "2010-03?", "since March 2007, until March 2010 (uncertain)"),
        ("2007-03", "2010-XX", "since March 2007, until some time in 2010"),
        ("../2007-06", "", "since June 2007 or earlier"),
        ("2007-03/..", "2010", "since March 2007 or later, until 2010"),
        ("2006/2008", "2010", "since some time between 2006 and 2008, until 2010"),
        ("2007-XX", "", "since some time in 2007"),
        ("", "../2007-06", "until June 2007 or earlier"),
    ],
)
def test_a_span_is_put_in_words(since: str, until: str, words: str) -> None:
    assert span_in_words(since, until) == words


@pytest.mark.parametrize(
    ("text", "alone", "begins", "ends"),
    [
        ("2007-03", "March 2007", "March 2007", "March 2007"),
        ("20XX", "between 2000 and 2099", "2000", "2099"),
        ("200X~", "between about 2000 and about 2009", "about 2000", "about 2009"),
        ("201X", "the 2010s", "the 2010s", "the 2010s"),
        ("2007-XX?", "some time in 2007 (uncertain)", "2007 (uncertain)", "2007 (uncertain)"),
    ],
)
def test_a_date_at_an_end_of_an_interval_is_worded_for_that_end(
    text: str, alone: str, begins: str, ends: str
) -> None:
    assert [single_in_words(text, side) for side in (None, 0, 1)] == [alone, begins, ends]


YEARS = st.integers(0, 9999).map("{:04}".format)
MONTHS = st.sampled_from(["", "-01", "-12", "-XX", "-21", "-24", "-03-01", "-02-XX", "-XX-XX"])
COARSE = YEARS.map(lambda year: year[:3] + "X") | YEARS.map(lambda year: year[:2] + "XX")
MARKS = st.sampled_from(["", "~", "?", "%"])
SINGLES = st.builds("{}{}".format, st.builds("{}{}".format, YEARS, MONTHS) | COARSE, MARKS)


@st.composite
def edtf(draw: st.DrawFn) -> str:
    """Draw a valid date of any kind."""
    first, last = sorted((draw(SINGLES), draw(SINGLES)), key=order)
    forms = [first, f"{first}/{last}", f"{first}/..", f"../{last}", f"{first}/", "/..", ".."]
    return draw(st.sampled_from(forms))


@given(edtf(), st.just("") | edtf())
def test_every_date_has_words_on_one_line(text: str, other: str) -> None:
    for words in (in_words(text), span_in_words(text, other), span_in_words(other, text)):
        assert words
        assert words == words.strip()
        assert words.isprintable()
        assert "X" not in words
        assert "  " not in words
