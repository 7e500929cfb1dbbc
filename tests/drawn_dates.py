"""Dates that properties are tried on: days, and every way to write one."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from stakegraph.edtf import dates
from stakegraph.edtf.dates import Day

DAYS = st.dates(datetime.date(2006, 7, 1), datetime.date(2009, 6, 30))
NEAR = st.dates(datetime.date(2007, 11, 20), datetime.date(2008, 2, 10))  # so that dates meet
MARKS = st.sampled_from(["", "", "", "~", "?", "%"])


def forms(day: datetime.date) -> list[str]:
    """Return every way to write a date, no interval and without qualifier, that holds this day."""
    iso, year = day.isoformat(), day.year - (day.month < 3)
    season = f"{year:04}-{20 + ((day.month - 3) % 12) // 3 + 1}"
    return [
        *(iso, iso[:7], f"{iso[:7]}-XX", season),
        *(iso[:4], f"{iso[:4]}-XX", f"{iso[:4]}-XX-XX", f"{iso[:3]}X", f"{iso[:2]}XX"),
    ]


@st.composite
def singles(draw: st.DrawFn, days: st.SearchStrategy[datetime.date] = DAYS) -> str:
    return draw(st.sampled_from(forms(draw(days)))) + draw(MARKS)


@st.composite
def edtf(draw: st.DrawFn, days: st.SearchStrategy[datetime.date] = DAYS) -> str:
    """Draw a valid date of any kind."""
    kind = draw(st.sampled_from(["single", "single", "between", "from", "to", "open"]))
    if kind == "single":
        return draw(singles(days))
    if kind == "between":
        first, last = sorted((draw(days), draw(days)))
        return f"{draw(singles(st.just(first)))}/{draw(singles(st.just(last)))}"
    if kind == "open":
        return draw(st.sampled_from(["..", "../..", "../", "/.."]))
    rest = draw(st.sampled_from(["", ".."]))
    return f"{draw(singles(days))}/{rest}" if kind == "from" else f"{rest}/{draw(singles(days))}"


@st.composite
def loosely(draw: st.DrawFn, day: datetime.date) -> str:
    """Draw a date that is true of a day: the day lies within what is written and what is sure."""
    if draw(st.integers(0, 2)) == 0:
        return day.isoformat()
    text = draw(edtf(st.dates(day - datetime.timedelta(60), day + datetime.timedelta(60))))
    if within(as_day(day), dates.parse(text)):
        return text
    return draw(st.sampled_from(forms(day))) + draw(MARKS)


def as_day(day: datetime.date) -> Day:
    return day.year, day.month, day.day


def within(day: Day, date: dates.Date) -> bool:
    lower, upper = (date.earliest, date.surely_from), (date.latest, date.surely_to)
    return all(bound is None or bound <= day for bound in lower) and all(
        bound is None or day <= bound for bound in upper
    )
