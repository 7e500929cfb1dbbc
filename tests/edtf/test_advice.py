"""What is told to write instead of a text that is no date."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stakegraph.edtf import dates
from stakegraph.edtf.dates import DateError
from stakegraph.edtf.words import in_words

GENERIC = "not a date: write a year, month or day, such as 2007, 2007-03 or 2007-03-13"
NOT_KNOWN = "no date is known by that: leave the field out"
NOTHING = "no date is given: leave the field out, or write one such as 2007-03"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("March 2007", "not a date: write 2007-03"),
        ("Sept. 2007", "not a date: write 2007-09"),
        ("13th March, 2008", "not a date: write 2008-03-13"),
        ("March 13, 2008", "not a date: write 2008-03-13"),
        ("30 February 2008", "February 2008 has 29 days: there is no day 30"),
        ("spring 2006", "not a date: write 2006-21"),
        ("13/3/2008", "not a date: write 2008-03-13"),
        ("13.3.2008", "not a date: write 2008-03-13"),
        ("3/13/2008", "not a date: write 2008-03-13"),
        ("3/4/2008", "not a date: write 2008-04-03 or 2008-03-04"),
        ("3/3/2008", "not a date: write 2008-03-03"),
        ("3/2008", "not a date: write 2008-03"),
        ("2007/03", "not a date: write 2007-03"),
        ("2007-3-5", "not a date: write 2007-03-05"),
        ("2007/3/5", "not a date: write 2007-03-05"),
        ("20070313", "not a date: write 2007-03-13"),
        ("c. 2001", "not a date: write 2001~"),
        ("about 2001", "not a date: write 2001~"),
        ("circa March 2007?", "not a date: write 2007-03%"),
        ("?2007", "not a date: write 2007?"),
        ("2007?-03", "not a date: write 2007-03?"),
        ("1990s", "not a date: write 199X"),
        ("201x", "not a date: write 201X"),
        ("2007 / 2008", "not a date: write 2007/2008"),
        ("2007-2008", "not a date: write 2007/2008"),
        ("2007–2010", "not a date: write 2007/2010"),
        ("March 2007 to May 2008", "not a date: write 2007-03/2008-05"),
        ("between 2006 and 2008", "not a date: write 2006/2008"),
        ("2008 to 2007", "the interval ends before it begins: write 2007/2008"),
        ("2007-03-13T10:00", "a time of day is not read: write 2007-03-13"),
        ("2007-03-13 10:00", "a time of day is not read: write 2007-03-13"),
        ("-0044", "a year has four digits, from 0000 to 9999"),
        ("12007", "a year has four digits, from 0000 to 9999"),
        ("Y17000", "a year has four digits, from 0000 to 9999"),
        ("[2007,2008]", "a set of dates is not read: write an interval, such as 2007/2009"),
        ("", NOTHING),
        ("/", NOTHING),
        ("3/4/08", "a year has four digits, from 0000 to 9999"),
        ("208-03-18", "a year has four digits, from 0000 to 9999"),
        ("present", NOT_KNOWN),
        ("Until further notice.", NOT_KNOWN),
        ("unknown", NOT_KNOWN),
        ("n/a", NOT_KNOWN),
        ("?", NOT_KNOWN),
        ("before 2007", "not a date: write ../2006"),
        ("before March 2007", "not a date: write ../2007-02"),
        ("prior to January 2007", "not a date: write ../2006-12"),
        ("before 1 March 2008", "not a date: write ../2008-02-29"),
        ("pre-2007", "not a date: write ../2006"),
        ("after 2007", "not a date: write 2008/.."),
        ("after 31 December 2007", "not a date: write 2008-01-01/.."),
        ("by 2007", "not a date: write ../2007"),
        ("no later than June 2007", "not a date: write ../2007-06"),
        ("2007 or earlier", "not a date: write ../2007"),
        ("not before 2007", "not a date: write 2007/.."),
        ("2007 or later", "not a date: write 2007/.."),
        ("2007+", "not a date: write 2007/.."),
        ("before 3/4/2008", GENERIC),  # the month or the day may come first
        ("before 0000", GENERIC),
        ("after 9999-12", GENERIC),
        ("since 2007", "not a date: write 2007"),
        ("2007 onwards", "not a date: write 2007"),
        ("early 1990s", "not a date: write 1990/1993"),
        ("the mid-1990s", "not a date: write 1994/1996"),
        ("late 1990's", "not a date: write 1997/1999"),
        ("early 2007", "not a date: write 2007-01/2007-04"),
        ("mid-2007", "not a date: write 2007-05/2007-08"),
        ("late in 2007", "not a date: write 2007-09/2007-12"),
        ("the end of 2007", "not a date: write 2007-12"),
        ("Q3 2012", "not a date: write 2012-07/2012-09"),
        ("2012-Q1", "not a date: write 2012-01/2012-03"),
        ("first half of 2012", "not a date: write 2012-01/2012-06"),
        ("2007 to present", "two dates are given: write 'since: 2007', and leave 'until' out"),
        ("Mar 2007-now", "two dates are given: write 'since: 2007-03', and leave 'until' out"),
        (
            "2007/08",
            "not a date: write 2007-08 (August) or 2007-04/2008-03 (a British financial year)",
        ),
        (
            "2021/22",
            "not a date: write 2021-22 (summer) or 2021-04/2022-03 (a British financial year)",
        ),
        (
            "FY 2015/16",
            "not a date: write 2015/2016 or 2015-04/2016-03 (a British financial year)",
        ),
        (
            "2015-16",
            "there is no month 16: write 2015/2016 or 2015-04/2016-03 (a British financial year)",
        ),
        ("1999/00", "not a date: write 1999/2000 or 1999-04/2000-03 (a British financial year)"),
        ("2007/09", "not a date: write 2007-09"),
        ("2XXX", GENERIC),
        ("07", GENERIC),
        ("2007-W10", GENERIC),
        ("2007-123", GENERIC),
        ("2007/2008/2009", GENERIC),
        ("recently", GENERIC),
    ],
)
def test_what_is_no_date_is_refused_with_advice(text: str, message: str) -> None:
    with pytest.raises(DateError) as error:
        dates.parse(text)
    assert str(error.value) == message


@given(
    st.one_of(
        st.text(),
        st.text("0123456789-/.?~%Xx []'’"),
        st.lists(
            st.sampled_from(
                [
                    *("March", "2007", "3", "13", "31", "c.", "to", "-", "/", " ", "²", "..", "s"),
                    *("before ", "after ", "early ", "or later", "Q3 ", "2008/09", "+", "0000"),
                    *("present", "9999", "half of ", "first "),
                ]
            )
        ).map("".join),
    )
)
@example("before 0000")
@example("after 9999-12-31")
@example("–")
@example("2007²")
@example("//..")
def test_any_text_is_a_date_or_a_date_error_whose_advice_can_be_taken(text: str) -> None:
    try:
        dates.parse(text)
    except DateError as error:
        message = str(error)
        assert message.isprintable()
        _, found, advice = message.partition("not a date: write ")
        if found and message != GENERIC:
            for candidate in advice.split(" or "):
                dates.parse(candidate.partition(" (")[0])
    else:
        assert in_words(text)
