"""Spans of time as numbers, so that many can be sorted and searched.

A day is a number that grows with the calendar. A date that is not given is "".
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from stakegraph.edtf.dates import Day, parse

NEVER = 1 << 40  # beyond every day: of a date that is not given, or of which nothing is sure


class Span(NamedTuple):
    """Numbers between which something lies; two spans meet where each starts before the other ends.

    `low` must be less than another's `high` for that, not equal to it.
    """

    low: int
    high: int


ALWAYS = Span(-NEVER, NEVER)


def closed(first: Day, last: Day) -> Span:
    """Return the span from one day to another; both belong to it."""
    return Span(_number(first) - 1, _number(last) + 1)


@lru_cache(maxsize=1 << 14)
def possible(since: str, until: str) -> Span:
    """Return the longest span that dates leave room for; its first and last day belong to it.

    Spans that do not meet surely lie apart (`dates.apart`).
    """
    start = parse(since).surely_from if since else None
    end = parse(until).surely_to if until else None
    return Span(_number(start) - 1 if start else -NEVER, _number(end) + 1 if end else NEVER)


@lru_cache(maxsize=1 << 14)
def inner(since: str, until: str) -> Span:
    """Return the same span without its first and its last day.

    One who ends on the day on which another starts hands over: the two do not meet.
    """
    low, high = possible(since, until)
    return Span(low if low == -NEVER else low + 2, high if high == NEVER else high - 2)


def days(span: Span) -> tuple[Day, Day]:
    """Return the first and the last day of a span that has both."""
    return _day((span.low + 1) // 4), _day((span.high + 1) // 4)


def common(*spans: Span) -> Span | None:
    """Return what some spans have in common, None where that is nothing."""
    lows, highs = zip(*spans, strict=True)
    low, high = max(lows), min(highs)
    return Span(low, high) if low < high else None


def _day(number: int) -> Day:
    months, day = divmod(number - 1, 31)
    year, month = divmod(months - 1, 12)
    return year, month + 1, day + 1


def _number(day: Day) -> int:
    year, month, number = day
    return ((year * 12 + month) * 31 + number) * 4
