"""Spans of time as numbers, so that many can be sorted and searched.

A day is a number that grows with the calendar. A date that is not given is "".
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from stakegraph.edtf.dates import Day, parse

# Beyond every day: of a date that is not given, and nearer, of one that has no sure bound.
NEVER, DOUBT = 1 << 40, 1 << 30


class Span(NamedTuple):
    """Numbers between which something lies; two spans meet where each starts before the other ends.

    `low` must be less than another's `high` for that, not equal to it.
    """

    low: int
    high: int


ALWAYS = Span(-NEVER, NEVER)


@lru_cache(maxsize=1 << 16)
def possible(since: str, until: str) -> Span:
    """Return the longest span that dates leave room for; its first and last day belong to it.

    Spans that do not meet surely lie apart (`dates.apart`).
    """
    start = parse(since).surely_from if since else None
    end = parse(until).surely_to if until else None
    return Span(
        2 * _number(start) if start else -NEVER,
        2 * _number(end) + 1 if end else NEVER,
    )


@lru_cache(maxsize=1 << 16)
def certain(since: str, until: str) -> Span:
    """Return the span between the latest possible start and the earliest possible end.

    Spans that meet cannot have followed one another: each had surely begun before the other may
    have ended. What is not given is taken to have no end; what is in doubt may lie anywhere.
    """
    start = parse(since).surely_to if since else None
    end = parse(until).surely_from if until else None
    return Span(
        _number(start) if start else (DOUBT if since else -NEVER),
        _number(end) if end else (-DOUBT if until else NEVER),
    )


@lru_cache(maxsize=1 << 16)
def bounds(date: str) -> Span:
    """Return the first and the last day of a date that can be relied on.

    A side that is not known lies where no comparison is sure: `low` before, `high` after all days.
    """
    known = parse(date) if date else None
    first = known.surely_from if known else None
    last = known.surely_to if known else None
    return Span(_number(first) if first else -NEVER, _number(last) if last else NEVER)


def common(one: Span, other: Span) -> Span | None:
    """Return what two spans have in common, None where that is nothing."""
    both = Span(max(one.low, other.low), min(one.high, other.high))
    return both if both.low < both.high else None


def _number(day: Day) -> int:
    year, month, number = day
    return (year * 12 + month) * 31 + number
