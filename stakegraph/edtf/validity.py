"""Was something held on a day, or in a month? Three answers: held, not held, and cannot say.

Of a period longer than a day it may also have been held for a part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from stakegraph.edtf.dates import (
    Date,
    Day,
    Period,
    earlier,
    ends,
    is_before,
    is_by,
    order,
    parse,
)
from stakegraph.edtf.spans import NEVER, Span, closed, common, days, possible
from stakegraph.edtf.words import in_words, single_in_words

Held = Literal["held", "not held", "undetermined", "for a part"]

HELD: Final = "held"
NOT_HELD: Final = "not held"
UNDETERMINED: Final = "undetermined"
PART: Final = "for a part"


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


class Standing(NamedTuple):
    """Say whether something was held and, when undetermined, why that cannot be said."""

    held: Held
    missing: tuple[str, ...] = ()


class Validity(NamedTuple):
    """Between which days something was held: on all of `sure`, and on none outside `possible`.

    Two sources cover the days between them; without `until`, nothing is sure after the last one.
    `sure` is None where no day is.
    """

    sure: Span | None
    possible: Span


def standing(when: Period, datings: Iterable[Dating]) -> Standing:
    """Return whether all of some things were held, on the same days of a period.

    All of nothing is held. What is missing is the union, in order.
    """
    datings = tuple(datings)
    asked = closed(*when)
    sure: Span | None = asked
    may_be: Span | None = asked
    for each in datings:
        known = validity(each)
        may_be = common(may_be, known.possible) if may_be else None
        sure = common(sure, known.sure) if sure and known.sure else None
    if not may_be:
        return Standing(NOT_HELD)
    if sure == asked:
        return Standing(HELD)
    if sure or _were_once(asked, datings):
        return Standing(HELD if when[0] == when[1] else PART)
    missing = [reason for each in datings for day in when for reason in _missing(day, each)]
    if not missing:  # it surely was on neither its first nor its last day
        first, last = days(may_be)
        pairs = ((_unbegun(first, each), _unended(last, each)) for each in datings)
        missing = [reason for pair in pairs for reason in pair if reason]
    return Standing(UNDETERMINED, tuple(dict.fromkeys(missing)))


def _were_once(asked: Span, datings: Sequence[Dating]) -> bool:
    """Return whether all of some things surely were on some day, though it is not known which.

    One is told of it, or of a few days of which it is one, and the others lasted through these.
    """
    told = [_told(each) for each in datings]
    return any(
        common(asked, span) == span
        and all(
            one == other
            or _lasts_throughout(span, each)
            or (_is_a_day(span) and span in told[other])
            for other, each in enumerate(datings)
        )
        for one, spans in enumerate(told)
        for span in spans
    )


def _told(dating: Dating) -> list[Span]:
    """Return the spans on some day of which something surely was.

    It began or ended in them, as a later source tells, or a source of that time vouches for it.
    """
    last = max(filter(None, (parse(text).surely_from for text in dating.attested)), default=None)
    sides = (parse(text) for text in (dating.since, dating.until) if text)
    told = (*(date for date in sides if is_by(date.surely_to, last)), *_known(dating).vouching)
    return [closed(d.surely_from, d.surely_to) for d in told if d.surely_from and d.surely_to]


def _is_a_day(span: Span) -> bool:
    first, last = days(span)
    return first == last


def _lasts_throughout(span: Span, dating: Dating) -> bool:
    sure = validity(dating).sure
    return sure is not None and common(span, sure) == span


@lru_cache(maxsize=1 << 14)
def validity(dating: Dating) -> Validity:
    """Return between which days something was held."""
    known = _known(dating)
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
    exact = {one.surely_from for one in _known(dating).vouching if one.surely_from == one.surely_to}
    return tuple(sorted(filter(None, exact)))


def named_from(dating: Dating) -> tuple[int, ...]:
    """Return the days, as spans count them, from which on something is surely told to have been so.

    Where no day is sure, that is the first of a month or a year in which a source vouches for it,
    or else the day of one of that in which it is told to begin.
    """
    vouching = [*filter(None, (one.surely_from for one in _known(dating).vouching))]
    named = vouching or told_at_start(dating)
    return tuple(span.low for span in sure(dating)) or tuple(closed(day, day).low for day in named)


def told_at_start(dating: Dating) -> tuple[Day, ...]:
    """Return the days of the sources of what lasts that may be before its start, or after it.

    They are of the month or year in which it is told to begin, or later.
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


class _Known(NamedTuple):
    """The sources that vouch for something, by when it had begun, and until when it lasted."""

    vouching: tuple[Date, ...]
    begun: tuple[Day, ...]
    lasted: tuple[Day, ...]


def _known(dating: Dating) -> _Known:
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
    return _Known(vouching, tuple(filter(None, begun)), tuple(filter(None, lasted)))


def _is_within(source: Date, end: Date) -> bool:
    """Return whether a source is of a day on which something had not ended.

    The first day on which it may have ended is one; an end that is exact may be a handover.
    """
    is_exact = end.earliest == end.latest
    return (is_before if is_exact else is_by)(source.surely_to, end.earliest)


def _missing(day: Day, dating: Dating) -> Iterable[str]:
    """Return why it cannot be said whether something was held on a day, if it cannot."""
    if not common(closed(day, day), validity(dating).possible):
        return ()
    return filter(None, (_unbegun(day, dating), _unended(day, dating)))


def _unbegun(day: Day, dating: Dating) -> str:
    """Return why it cannot be said that something had begun by a day, "" where it had."""
    if any(is_by(one, day) for one in _known(dating).begun):
        return ""
    return _missing_side("start", dating.since) if dating.since else "no start is given"


def _unended(day: Day, dating: Dating) -> str:
    """Return why it cannot be said that something lasted until a day, "" where it did."""
    forever = dating.act and not dating.until
    if forever or any(is_by(day, one) for one in _known(dating).lasted):
        return ""
    if dating.until:
        return _missing_side("end", dating.until)
    limit = parse(dating.within[1]).earliest if dating.within[1] else None
    if limit and not is_by(day, limit):  # what it cannot outlast may have ended by then
        return _missing_side("end", dating.within[1])
    if not dating.attested:
        return "no end is given, and no dated source says it lasted"
    sources = map(parse, dating.attested)
    last = max(sources, key=lambda date: (date.surely_to or order(date.text)[1], date.text))
    if is_before(last.surely_to, day):
        latest = single_in_words(ends(last.text)[1], 1)
        return f"no end is given, and no source after {latest} says it lasted"
    # It is dated loosely or in doubt, or may be older than a start that is itself not exact.
    return f"no end is given, and the latest source, {in_words(last.text)}, does not settle it"


def _missing_side(side: str, text: str) -> str:
    fault = "in doubt" if parse(text).uncertain else "not exact enough"
    return f"the {side}, {in_words(text)}, is {fault}"


@lru_cache(maxsize=1 << 14)
def sure(dating: Dating) -> tuple[Span, ...]:
    """Return the spans in which something was held beyond doubt, for a comparison with others.

    It lies between the latest possible start and the earliest possible end, or on a day for which a
    source vouches. Of what has neither start nor end, the days between two such days may belong to
    somebody else. The day of a start or an end is left out: it may be that of a handover.
    """
    start, end = (parse(text) if text else None for text in (dating.since, dating.until))
    points = [closed(day, day) for day in vouched(dating)]
    known = _known(dating)
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
