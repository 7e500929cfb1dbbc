"""On which days something was held, as far as its dates and the sources of it vouch for that."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from stakegraph.edtf.dates import (
    Date,
    Day,
    earlier,
    is_before,
    is_by,
    parse,
)
from stakegraph.edtf.spans import NEVER, Span, closed, common, possible


class Dating(NamedTuple):
    """When something was held, as far as it is said.

    `since` and `until` are "" where not given; `attested` are the dates of the sources that state
    it. The last day, `until`, is included. A source vouches that it was current on the source's
    own sure date, unless the dates as written leave room for the source to be older than the start,
    or no older than the end. An `act` (somebody commissioned, or promised, something) has been done
    ever after: it needs no source to say that it lasted. `within` are the start and the end of what
    it cannot outlast, such as a role the organisation: no source vouches for it after that.
    """

    since: str = ""
    until: str = ""
    attested: tuple[str, ...] = ()
    act: bool = False
    within: tuple[str, str] = ("", "")

    @property
    def span(self) -> tuple[str, str]:
        """Return the start and the end as they are known; what outlasts nothing ends by then."""
        return self.since, self.until or earlier(("", self.within[1]))


class Validity(NamedTuple):
    """Between which days something was held: on all of `sure`, and on none outside `possible`.

    Two sources cover the days between them; without `until`, nothing is sure after the last one.
    `sure` is None where no day is.
    """

    sure: Span | None
    possible: Span


@lru_cache(maxsize=1 << 14)
def validity(dating: Dating) -> Validity:
    """Return between which days something was held."""
    known = bounds(dating)
    whole, limit = possible(dating.since, dating.until), possible(*dating.within)
    whole = Span(max(whole.low, limit.low), min(whole.high, limit.high))
    forever = dating.act and not dating.until
    if not known.begun or not (known.lasted or forever):
        return Validity(None, whole)
    sure = closed(min(known.begun), max(known.lasted, default=min(known.begun)))
    return Validity(common(Span(sure.low, NEVER) if forever else sure, whole), whole)


def vouched(dating: Dating) -> tuple[Day, ...]:
    """Return the days on which a source says that something was held, in order.

    A source of which no day is known vouches for none: one dated `2018-01`, or `2018-01-05?`.
    """
    exact = {one.surely_from for one in bounds(dating).vouching if one.surely_from == one.surely_to}
    return tuple(sorted(filter(None, exact)))


def named_from(dating: Dating) -> tuple[int, ...]:
    """Return the days, as spans count them, from which on something is surely told to have been so.

    Where no day is sure, that is the first of a month or a year in which a source vouches for it,
    or else the day of a source of the month or year in which it is told to begin: who came in
    December 2021, by a source of 8 December, is named from 8 December on.
    """
    vouching = [*filter(None, (one.surely_from for one in bounds(dating).vouching))]
    named = vouching or told_at_start(dating)
    return tuple(span.low for span in sure(dating)) or tuple(closed(day, day).low for day in named)


def told_at_start(dating: Dating) -> tuple[Day, ...]:
    """Return the days of the sources of what has a start and no end that are not surely before it.

    Of what began in December 2021 a source of 8 December is one, though it vouches for no day: it
    may have begun after that day. One of 30 November is none.
    """
    _, end = dating.span
    if not dating.since or end:
        return ()
    start, told = parse(dating.since).surely_from, map(parse, dating.attested)
    exact = (each.earliest for each in told if each.earliest == each.latest)
    return tuple(sorted(day for day in exact if day and is_by(start, day)))


def surely_meet(datings: Sequence[Dating], *, lasting: bool = False) -> bool:
    """Return whether each had begun, as far as dates tell, before another of them may have ended.

    The first, if it is `lasting`, is there with the others where its start is not given.
    """
    begun = [*map(_begun_by, datings)]
    if lasting and not datings[0].since:
        begun[0] = None
    untils = [until for _, until in (dating.span for dating in datings)]
    ended = [_number(parse(until).earliest) if until else None for until in untils]
    return all(
        start < end
        for one, start in enumerate(begun)
        for other, end in enumerate(ended)
        if start is not None and end is not None and one != other
    )


def _begun_by(dating: Dating) -> int | None:
    """Return a day by which something had begun: by its start, by a source, or before its end."""
    since, until = dating.span
    if since:
        return _number(parse(since).latest)
    end = _number(parse(until).earliest) if until else None
    known = [*map(_number, vouched(dating)[:1]), None if end is None else end - 1]
    return min((day for day in known if day is not None), default=None)


def _number(day: Day | None) -> int | None:
    return closed(day, day).low if day else None


class Bounds(NamedTuple):
    """The sources that vouch for something; days by which it had begun, and to which it lasted."""

    vouching: tuple[Date, ...]
    begun: tuple[Day, ...]
    lasted: tuple[Day, ...]


@lru_cache(maxsize=1 << 14)
def bounds(dating: Dating) -> Bounds:
    """Return what vouches for something, and what it says of its beginning and its end."""
    start, end, limit = (
        parse(text) if text else None for text in (dating.since, dating.until, dating.within[1])
    )
    vouching = tuple(
        source
        for source in map(parse, dating.attested)
        if (start is None or is_by(start.latest, source.surely_from))
        and all(each is None or _is_within(source, each) for each in (end, limit))
    )
    begun = (start.surely_to if start else None, *(one.surely_to for one in vouching))
    lasted = (end.surely_from if end else None, *(one.surely_from for one in vouching))
    return Bounds(vouching, tuple(filter(None, begun)), tuple(filter(None, lasted)))


def _is_within(source: Date, end: Date) -> bool:
    """Return whether a source is of a day on which something had not ended.

    The first day on which it may have ended is one; an end that is exact may be a handover.
    """
    is_exact = end.earliest == end.latest
    return (is_before if is_exact else is_by)(source.surely_to, end.earliest)


@lru_cache(maxsize=1 << 14)
def sure(dating: Dating) -> tuple[Span, ...]:
    """Return the spans in which something was held beyond doubt, for a comparison with others.

    It lies between the latest possible start and the earliest possible end, or on a day for which a
    source vouches. Of what has neither start nor end, the days between two such days may belong to
    somebody else. The day of a start or an end is left out: it may be that of a handover.
    """
    start, end = (parse(text) if text else None for text in (dating.since, dating.until))
    points = [closed(day, day) for day in vouched(dating)]
    known = bounds(dating)
    low = high = None
    if start and start.surely_to:
        low = closed(start.surely_to, start.surely_to).low + 2
    if end and end.surely_from:
        high = closed(end.surely_from, end.surely_from).high - 2
    # A source that gives a start, or an end, says that it was so from then on, or up to then.
    if start and not end and known.lasted:
        high = closed(max(known.lasted), max(known.lasted)).high
    elif end and not start and known.begun:
        low = closed(min(known.begun), min(known.begun)).low
    if low is None or high is None or low >= high:
        return tuple(points)
    return (Span(low, high), *(each for each in points if not low <= each.low < high))
