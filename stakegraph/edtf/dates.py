"""Read the dates of facts, and say whether something was held on a day.

Dates are EDTF (Library of Congress, Extended Date/Time Format Specification, 2019; ISO 8601-2),
of levels 0 and 1:

    2007   2007-03   2007-03-13         a year, a month, a day
    2006-21 to 2006-24                  spring (March to May), summer, autumn, winter (December to
                                        February of the next year): the north's; EDTF leaves it open
    2001~   2008-05?   2007-06%         about; uncertain; both
    201X   20XX   2007-XX   2007-03-XX   2007-XX-XX        digits not specified
    2006/2008   2007-03/..   ../2007-06   2007/   ..       between two; open or unknown at an end

Facts keep the text; a `Date` is what it means: a moment somewhere between two days. So an interval
says when something happened, not how long it lasted. Times of day, years outside 0000-9999 and
sets are refused.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from stakegraph.edtf.grammar import MONTHS_AND_SEASONS, SINGLE

Day = tuple[int, int, int]  # year, month, day: compares as the calendar does, and knows no limits
Period = tuple[Day, Day]  # from the first day to the last

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FIRST, _LAST = (-1, 1, 1), (10001, 1, 1)  # before and after every day that can be written


class DateError(ValueError):
    """Say what is wrong with the text of a date, and what to write instead."""


class Date(NamedTuple):
    """Return the days between which a date lies.

    `earliest` and `latest` are what is written, whatever its qualifiers; None is an open or unknown
    side. `surely_from` and `surely_to` are what can be relied on: `~` moves each bound outward by
    one unit of the date's own precision (a day, month, season, year, decade or century; EDTF names
    no margin); `?` and `%` put the date itself in doubt, so that it has no sure bound. A qualifier
    of one end of an interval counts for that side.
    """

    text: str
    earliest: Day | None
    latest: Day | None
    surely_from: Day | None
    surely_to: Day | None
    approximate: bool
    uncertain: bool


_UNKNOWN = Date("", None, None, None, None, False, False)


@lru_cache(maxsize=1 << 14)
def parse(text: str) -> Date:
    """Read one EDTF date.

    Raises DateError for anything else, an interval written end first included.
    """
    date = _date(text.strip())
    if date is None:
        from stakegraph.edtf.advice import advice  # only what is no date needs it

        raise DateError(advice(text.strip(), lambda text: parse(text).text))
    return date


def is_date(text: str) -> bool:
    """Return whether a text is an EDTF date."""
    try:
        return _date(text.strip()) is not None
    except DateError:
        return False


def _date(text: str) -> Date | None:
    """Return what is written, None if it is no date; raises DateError for an end written first."""
    begin, slash, end = text.partition("/")
    if text in ("", "/") or not (slash or text == ".."):
        begin = end = text
        first = last = _single(text)
    else:
        first, last = (_UNKNOWN if part in ("", "..") else _single(part) for part in (begin, end))
    if first is None or last is None:
        return None
    if first.earliest and last.latest and last.latest < first.earliest:
        raise DateError(f"the interval ends before it begins: write {end}/{begin}")
    return Date(
        text,
        first.earliest,
        last.latest,
        first.surely_from,
        last.surely_to,
        first.approximate or last.approximate,
        first.uncertain or last.uncertain,
    )


def period(text: str) -> Period:
    """Read one calendar day, month, season or year as the days from its first to its last.

    Raises DateError, with a day to name instead, for every other date.
    """
    date = parse(text)
    text = date.text
    if "/" in text or text == "..":
        kind = "an interval"
    elif date.approximate or date.uncertain or "X" in text:
        kind = "not exact"
    else:
        assert date.earliest
        assert date.latest
        return date.earliest, date.latest
    first = date.earliest or date.latest or (2007, 3, 1)
    raise DateError(f"name a day, a month or a year, such as {iso(first)}: {text} is {kind}")


def known_day(text: str) -> str:
    """Return in ISO the first day that a date can be, as far as that is sure, else ""."""
    day = parse(text).surely_from if text else None
    return iso(day) if day else ""


def iso(day: Day) -> str:
    """Return a day as EDTF has it: `2007-03-13`."""
    return "{:04}-{:02}-{:02}".format(*day)


def order(text: str) -> tuple[Day, Day]:
    """Return the key that sorts dates by their earliest day as written, then their latest.

    An open start comes before every day, an open end after.
    """
    date = parse(text)
    return date.earliest or _FIRST, date.latest or _LAST


def surely_before(a: str, b: str) -> bool:
    """Return whether every day that `a` may be lies before every day that `b` may be."""
    return is_before(parse(a).surely_to, parse(b).surely_from)


def apart(since_a: str, until_a: str, since_b: str, until_b: str) -> bool:
    """Return whether two spans surely have no day in common.

    A date that is not given is ""; the last day of a span belongs to it.
    """
    pairs = ((until_a, since_b), (until_b, since_a))
    return any(end and start and surely_before(end, start) for end, start in pairs)


@lru_cache(maxsize=1 << 14)
def later(dates: tuple[str, ...]) -> str:
    """Return the start, in EDTF, of the overlap of spans that start on `dates`.

    It is the latest date as written, X; or `X/..`, X or later, when one is not given ("") or may
    lie beyond X; or "" when nothing is known of it.
    """
    given = [parse(text) for text in dates if text]
    if not given:
        return ""
    last = max(given, key=lambda date: (order(date.text), date.text))
    limit = last.latest
    if len(given) == len(dates) and (
        limit is None or all(date == last or is_by(date.surely_to, limit) for date in given)
    ):
        return last.text
    begin, _ = ends(last.text)
    return f"{begin}/.." if begin else ""


@lru_cache(maxsize=1 << 14)
def earlier(dates: tuple[str, ...]) -> str:
    """Return the end, in EDTF, of the overlap of spans that end on `dates`.

    It is found as `later` finds the start, with `../X` for X or earlier.
    """
    given = [parse(text) for text in dates if text]
    if not given:
        return ""
    first = min(given, key=lambda date: (order(date.text)[::-1], date.text))
    limit = first.earliest
    if len(given) == len(dates) and (
        limit is None or all(date == first or is_by(limit, date.surely_from) for date in given)
    ):
        return first.text
    _, end = ends(first.text)
    return f"../{end}" if end else ""


def is_before(a: Day | None, b: Day | None) -> bool:
    """Return whether one day is before another.

    None is a day not known, of which nothing is sure.
    """
    return a is not None and b is not None and a < b


def is_by(a: Day | None, b: Day | None) -> bool:
    """Return whether one day is before another or the same; of None nothing is sure."""
    return a is not None and b is not None and a <= b


def ends(text: str) -> tuple[str, str]:
    """Return the texts of a date's two ends: empty where open; no interval is both its own ends."""
    text = parse(text).text.replace("..", "")
    begin, slash, end = text.partition("/")
    return (begin, end) if slash else (text, text)


def _single(text: str) -> Date | None:
    """Read a date that is no interval; None if it does not have the form of one."""
    match = SINGLE.fullmatch(text)
    if match is None:
        return None
    year, month, number, mark = match.groups()
    approximate, uncertain = mark in ("~", "%"), mark in ("?", "%")
    # Months are counted from January of the year 0; every date but a day is a run of whole months.
    start, length = int(year.replace("X", "0")) * 12, 12 * 10 ** int(year.count("X"))
    if month and "X" in year:
        raise DateError(f"a year that is not exact takes no month: write {year}{mark}")
    if month in MONTHS_AND_SEASONS:
        is_season = month > "12"
        start += 3 * (int(month) - 20) - 1 if is_season else int(month) - 1
        length = 3 if is_season else 1
        if is_season and number:
            raise DateError(f"a season has no days: write {year}-{month}{mark}")
    elif month == "XX" and number not in (None, "XX"):
        raise DateError(f"a day needs its month: write {year}-XX-XX{mark}")
    elif month and month != "XX":
        from stakegraph.edtf.advice import financial_year

        seasons = ", and seasons are 21 (spring) to 24 (winter)" if month > "20" else ""
        years = [] if number else financial_year(f"{year}-{month}")
        advised = f": write {' or '.join(years)}" if years else ""
        raise DateError(f"there is no month {month}{advised or seasons}")
    first, last = _month_start(start), _month_end(start + length - 1)
    before, after = _month_start(start - length), _month_end(start + 2 * length - 1)
    if number and number != "XX":
        day_number, days = int(number), last[2]
        if not 1 <= day_number <= days:
            raise DateError(
                f"{MONTHS_AND_SEASONS[month]} {year} has {days} days: there is no day {number}"
            )
        first = last = (*first[:2], day_number)
        before = (*first[:2], day_number - 1) if day_number > 1 else _month_end(start - 1)
        after = (*first[:2], day_number + 1) if day_number < days else _month_start(start + 1)
    if uncertain:
        return Date(text, first, last, None, None, approximate, uncertain)
    if approximate:
        return Date(text, first, last, before, after, approximate, uncertain)
    return Date(text, first, last, first, last, approximate, uncertain)


def _month_start(month: int) -> Day:
    return month // 12, month % 12 + 1, 1


def _month_end(month: int) -> Day:
    year, index = divmod(month, 12)
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return year, index + 1, 29 if is_leap and index == 1 else _LENGTHS[index]
