"""Was something held on a day? Three answers: held, not held, and cannot say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from stakegraph.edtf.dates import Date, Day, ends, is_before, is_by, order, parse
from stakegraph.edtf.words import in_words, single_in_words

Held = Literal["held", "not held", "undetermined"]

HELD: Final = "held"
NOT_HELD: Final = "not held"
UNDETERMINED: Final = "undetermined"


class Standing(NamedTuple):
    """Say whether something was held on a day and, when undetermined, why that cannot be said."""

    held: Held
    missing: tuple[str, ...] = ()


def standing(
    day: Day, since: str, until: str, attested: Iterable[str], *, act: bool = False
) -> Standing:
    """Return whether a fact was held on a day.

    `since` and `until` are "" where not given; `attested` are the dates of the sources that state
    the fact.
    The last day, `until`, is included. A source vouches that the fact was current on the source's
    own sure date, unless the fact's dates as written leave room for the source to be older than the
    start, or no older than the end. Two such sources cover the days between them; without `until`,
    the days after the last one are undetermined. An `act` (somebody commissioned, or promised,
    something) has been done ever after: it needs no source to say that it lasted.
    """
    start = parse(since) if since else None
    end = parse(until) if until else None
    started = start is not None and is_by(start.surely_to, day)
    lasted = act if end is None else is_by(day, end.surely_from)
    if start is not None and is_before(day, start.surely_from):
        return Standing(NOT_HELD)
    if end is not None and is_before(end.surely_to, day):
        return Standing(NOT_HELD)
    if started and lasted:
        return Standing(HELD)
    sources = [parse(text) for text in attested]
    for source in sources:
        if _vouches(source, start, end):
            started = started or is_by(source.surely_to, day)
            lasted = lasted or is_by(day, source.surely_from)
    if started and lasted:
        return Standing(HELD)
    missing = () if started else (_missing_start(start),)
    return Standing(
        UNDETERMINED, missing if lasted else (*missing, _missing_end(day, end, sources))
    )


def conjunction(standings: Iterable[Standing]) -> Standing:
    """Return whether all were held: not if one was not, and else undetermined if one is.

    What is missing is the union, in order. All of nothing is held.
    """
    held: Held = HELD
    missing: dict[str, None] = {}
    for each in standings:
        if each.held == NOT_HELD:
            return Standing(NOT_HELD)
        if each.held == UNDETERMINED:
            held = UNDETERMINED
            missing |= dict.fromkeys(each.missing)
    return Standing(held, tuple(missing))


def _vouches(source: Date, start: Date | None, end: Date | None) -> bool:
    return (start is None or is_by(start.latest, source.surely_from)) and (
        end is None or is_before(source.surely_to, end.earliest)
    )


def _missing_start(start: Date | None) -> str:
    return "no start is given" if start is None else _missing_side("start", start)


def _missing_end(day: Day, end: Date | None, sources: list[Date]) -> str:
    if end is not None:
        return _missing_side("end", end)
    if not sources:
        return "no end is given, and no dated source says it lasted"
    last = max(sources, key=lambda date: (date.surely_to or order(date.text)[1], date.text))
    if is_before(last.surely_to, day):
        latest = single_in_words(ends(last.text)[1], 1)
        return f"no end is given, and no source after {latest} says it lasted"
    # It is dated loosely or in doubt, or may be older than a start that is itself not exact.
    return f"no end is given, and the latest source, {in_words(last.text)}, does not settle it"


def _missing_side(side: str, date: Date) -> str:
    fault = "in doubt" if date.uncertain else "not exact enough"
    return f"the {side}, {in_words(date.text)}, is {fault}"
