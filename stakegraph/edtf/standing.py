"""Was something held on a day, or in a month? Three answers: held, not held, and cannot say.

Of a period longer than a day it may also have been held for a part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

from stakegraph.edtf.dates import Day, Period, ends, is_before, is_by, order, parse
from stakegraph.edtf.spans import Span, closed, common, days
from stakegraph.edtf.validity import Dating, bounds, validity
from stakegraph.edtf.words import in_words, single_in_words

Held = Literal["held", "not held", "undetermined", "for a part"]

HELD: Final = "held"
NOT_HELD: Final = "not held"
UNDETERMINED: Final = "undetermined"
PART: Final = "for a part"


class Standing(NamedTuple):
    """Say whether something was held and, when undetermined, why that cannot be said."""

    held: Held
    missing: tuple[str, ...] = ()


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
    told = (*(date for date in sides if is_by(date.surely_to, last)), *bounds(dating).vouching)
    return [closed(d.surely_from, d.surely_to) for d in told if d.surely_from and d.surely_to]


def _is_a_day(span: Span) -> bool:
    first, last = days(span)
    return first == last


def _lasts_throughout(span: Span, dating: Dating) -> bool:
    sure = validity(dating).sure
    return sure is not None and common(span, sure) == span


def _missing(day: Day, dating: Dating) -> Iterable[str]:
    """Return why it cannot be said whether something was held on a day, if it cannot."""
    if not common(closed(day, day), validity(dating).possible):
        return ()
    return filter(None, (_unbegun(day, dating), _unended(day, dating)))


def _unbegun(day: Day, dating: Dating) -> str:
    """Return why it cannot be said that something had begun by a day, "" where it had."""
    if any(is_by(one, day) for one in bounds(dating).begun):
        return ""
    return _missing_side("start", dating.since) if dating.since else "no start is given"


def _unended(day: Day, dating: Dating) -> str:
    """Return why it cannot be said that something lasted until a day, "" where it did."""
    forever = dating.act and not dating.until
    if forever or any(is_by(day, one) for one in bounds(dating).lasted):
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
