"""Examples with their exact answers, then properties that hold for every date."""

from __future__ import annotations

import datetime
from itertools import permutations

import pytest
from drawn_dates import DAYS, MARKS, NEAR, as_day, edtf, forms, loosely, within
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.edtf import dates
from stakegraph.edtf.dates import DateError, Day

# --- examples ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2007", (2007, 1, 1), (2007, 12, 31)),
        ("2007-02", (2007, 2, 1), (2007, 2, 28)),
        ("2008-02", (2008, 2, 1), (2008, 2, 29)),
        ("1900-02", (1900, 2, 1), (1900, 2, 28)),
        ("2000-02-29", (2000, 2, 29), (2000, 2, 29)),
        ("0000", (0, 1, 1), (0, 12, 31)),
        ("9999-12-31", (9999, 12, 31), (9999, 12, 31)),
        ("2006-21", (2006, 3, 1), (2006, 5, 31)),
        ("2006-22", (2006, 6, 1), (2006, 8, 31)),
        ("2006-23", (2006, 9, 1), (2006, 11, 30)),
        ("2006-24", (2006, 12, 1), (2007, 2, 28)),
        ("201X", (2010, 1, 1), (2019, 12, 31)),
        ("20XX", (2000, 1, 1), (2099, 12, 31)),
        ("2007-XX", (2007, 1, 1), (2007, 12, 31)),
        ("2007-03-XX", (2007, 3, 1), (2007, 3, 31)),
        ("2007-XX-XX", (2007, 1, 1), (2007, 12, 31)),
        ("2006/2008-03", (2006, 1, 1), (2008, 3, 31)),
        ("2007-03/..", (2007, 3, 1), None),
        ("2007-03/", (2007, 3, 1), None),
        ("../2007-06", None, (2007, 6, 30)),
        ("/2007-06", None, (2007, 6, 30)),
        ("..", None, None),
        ("../..", None, None),
        (" 2007-03 ", (2007, 3, 1), (2007, 3, 31)),
    ],
)
def test_a_date_lies_between_two_days(text: str, earliest: Day | None, latest: Day | None) -> None:
    date = dates.parse(text)
    assert date == (text.strip(), earliest, latest, earliest, latest, False, False)


@pytest.mark.parametrize(
    ("text", "surely_from", "surely_to"),
    [
        ("2001~", (2000, 1, 1), (2002, 12, 31)),
        ("2007-02~", (2007, 1, 1), (2007, 3, 31)),
        ("2007-01~", (2006, 12, 1), (2007, 2, 28)),
        ("2007-01-01~", (2006, 12, 31), (2007, 1, 2)),
        ("2008-02-29~", (2008, 2, 28), (2008, 3, 1)),
        ("2006-21~", (2005, 12, 1), (2006, 8, 31)),
        ("201X~", (2000, 1, 1), (2029, 12, 31)),
        ("20XX~", (1900, 1, 1), (2199, 12, 31)),
        ("2007-XX~", (2006, 1, 1), (2008, 12, 31)),
        ("0000~", (-1, 1, 1), (1, 12, 31)),
        ("2001?", None, None),
        ("2001%", None, None),
        ("2006~/2008", (2005, 1, 1), (2008, 12, 31)),
        ("2006/2008?", (2006, 1, 1), None),
        ("2006%/2008~", None, (2009, 12, 31)),
        ("../2008~", None, (2009, 12, 31)),
    ],
)
def test_a_qualifier_loosens_its_own_side(
    text: str, surely_from: Day | None, surely_to: Day | None
) -> None:
    date = dates.parse(text)
    assert (date.surely_from, date.surely_to) == (surely_from, surely_to)
    assert date.approximate == ("~" in text or "%" in text)
    assert date.uncertain == ("?" in text or "%" in text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2007-13", "there is no month 13"),
        ("2007-00", "there is no month 00"),
        ("2007-13/2008", "there is no month 13"),
        ("2007-25", "there is no month 25, and seasons are 21 (spring) to 24 (winter)"),
        ("2007-02-30", "February 2007 has 28 days: there is no day 30"),
        ("2007-04-31?", "April 2007 has 30 days: there is no day 31"),
        ("2100-02-29", "February 2100 has 28 days: there is no day 29"),
        ("2007-21-05", "a season has no days: write 2007-21"),
        ("2007-XX-05", "a day needs its month: write 2007-XX-XX"),
        ("201X-03", "a year that is not exact takes no month: write 201X"),
        ("2008/2007", "the interval ends before it begins: write 2007/2008"),
        ("2008?/2007", "the interval ends before it begins: write 2007/2008?"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(DateError) as error:
        dates.parse(text)
    assert str(error.value) == message


def test_dates_sort_by_what_is_written() -> None:
    earlier = ["../2007-06", "..", "2006~", "2007-01-01"]
    then = ["2007-01", "2007?", "2007/..", "2007-03"]
    assert sorted(then + earlier, key=dates.order) == earlier + then


@pytest.mark.parametrize(
    ("a", "b", "before"),
    [
        ("2006", "2007", True),
        ("2007-02", "2007-03-01", True),
        ("2007", "2007-12", False),
        ("2006~", "2007", False),
        ("2005~", "2007", True),
        ("2005?", "2007", False),
        ("../2006", "2007/..", True),
        ("2006/..", "2007", False),
    ],
)
def test_one_date_is_surely_before_another(a: str, b: str, before: bool) -> None:
    assert dates.surely_before(a, b) is before
    assert dates.surely_before(b, a) is False


def test_spans_are_apart_only_when_they_surely_share_no_day() -> None:
    assert dates.apart("2001", "2003", "2004", "")
    assert dates.apart("2004", "", "", "2003")
    assert not dates.apart("2001", "2004-05-01", "2004-05-01", "")
    assert not dates.apart("2001", "", "2004", "")
    assert not dates.apart("2001", "2003?", "2004", "")
    assert not dates.apart("", "", "", "")


@pytest.mark.parametrize(
    ("starts", "start"),
    [
        ([], ""),
        ([""], ""),
        (["2007-03"], "2007-03"),
        (["2005", "2007-03"], "2007-03"),
        (["2007-03", "2007-03"], "2007-03"),
        (["2007", "2007-01"], "2007"),
        (["2007", "2007-03"], "2007-03/.."),
        (["2005", ""], "2005/.."),
        (["2005", "2003?"], "2005/.."),
        (["2003", "2005?"], "2005?"),
        (["2005?", "2005?"], "2005?"),
        (["2004-06", "2005~"], "2005~"),
        (["2005-02", "2005~"], "2005-02/.."),
        (["2007/2009", ""], "2007/.."),
        (["2005", "../2004"], "2005"),
        (["2005", "../2006"], "2005/.."),
        (["2007/..", "2005"], "2007/.."),
        (["../2007", ""], ""),
    ],
)
def test_an_overlap_starts_with_the_later_start(starts: list[str], start: str) -> None:
    assert {dates.later(each) for each in permutations(starts)} == {start}


@pytest.mark.parametrize(
    ("ends", "end"),
    [
        (["", ""], ""),
        (["2005", "2007-03"], "2005"),
        (["2007", "2007-03"], "../2007-03"),
        (["2007", "2007-12"], "2007"),
        (["2005", ""], "../2005"),
        (["2005", "2007?"], "../2005"),
        (["2005?", "2007"], "2005?"),
        (["2007/2009", ""], "../2009"),
        (["2007/..", ""], ""),
        (["2007/..", "2005"], "2005"),
    ],
)
def test_an_overlap_ends_with_the_earlier_end(ends: list[str], end: str) -> None:
    assert {dates.earlier(each) for each in permutations(ends)} == {end}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (" 2007-03-01 ", (2007, 3, 1), (2007, 3, 1)),
        ("2008-02", (2008, 2, 1), (2008, 2, 29)),
        ("2007-24", (2007, 12, 1), (2008, 2, 29)),
        ("2007", (2007, 1, 1), (2007, 12, 31)),
    ],
)
def test_a_question_names_a_day_a_month_or_a_year(text: str, first: Day, last: Day) -> None:
    assert dates.period(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2007~", "name a day, a month or a year, such as 2007-01-01: 2007~ is not exact"),
        (
            "2007-03-XX",
            "name a day, a month or a year, such as 2007-03-01: 2007-03-XX is not exact",
        ),
        (
            "2007-03-05?",
            "name a day, a month or a year, such as 2007-03-05: 2007-03-05? is not exact",
        ),
        (
            "../2007-06",
            "name a day, a month or a year, such as 2007-06-30: ../2007-06 is an interval",
        ),
        ("..", "name a day, a month or a year, such as 2007-03-01: .. is an interval"),
        ("1 March 2007", "not a date: write 2007-03-01"),
    ],
)
def test_a_question_names_no_loose_date(text: str, message: str) -> None:
    with pytest.raises(DateError) as error:
        dates.period(text)
    assert str(error.value) == message


# --- properties -------------------------------------------------------------------------------


@given(edtf(st.dates(datetime.date(1, 3, 1), datetime.date(9999, 11, 30))))
def test_the_bounds_of_every_date_are_in_order(text: str) -> None:
    date = dates.parse(text)
    bounds = (date.surely_from, date.earliest, date.latest, date.surely_to)
    given_bounds = [bound for bound in bounds if bound is not None]
    assert given_bounds == sorted(given_bounds)
    assert dates.parse(date.text) == date


@given(DAYS, st.data())
def test_every_form_of_a_day_holds_that_day(day: datetime.date, data: st.DataObject) -> None:
    for text in forms(day):
        assert within(as_day(day), dates.parse(text))
        assert within(as_day(day), dates.parse(text + data.draw(MARKS)))


@given(edtf(), edtf(), edtf())
def test_surely_before_is_a_strict_order(a: str, b: str, c: str) -> None:
    assert not dates.surely_before(a, a)
    assert not (dates.surely_before(a, b) and dates.surely_before(b, a))
    if dates.surely_before(a, b) and dates.surely_before(b, c):
        assert dates.surely_before(a, c)


@examples(15)
@given(st.lists(NEAR, min_size=1, max_size=3), st.data())
def test_an_overlap_is_dated_truly(days: list[datetime.date], data: st.DataObject) -> None:
    texts = [data.draw(st.just("") | loosely(each)) for each in days]
    shuffled = data.draw(st.permutations(texts))
    start, end = dates.later(tuple(texts)), dates.earlier(tuple(texts))
    again = tuple(shuffled)
    assert (dates.later(again), dates.earlier(again)) == (start, end)
    assert not start or within(as_day(max(days)), dates.parse(start))
    assert not end or within(as_day(min(days)), dates.parse(end))
