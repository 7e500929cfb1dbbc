"""Dates in English that can be quoted."""

from __future__ import annotations

from stakegraph.edtf.dates import Day, ends, iso, parse, period
from stakegraph.edtf.grammar import MONTHS_AND_SEASONS, SINGLE


def in_words(text: str) -> str:
    """Put a date in English that can be quoted."""
    begin, end = ends(text)
    if begin == end:
        return single_in_words(begin) if begin else "a time not given"
    if not end:
        return f"{single_in_words(begin, 0)} or later"
    if not begin:
        return f"by {single_in_words(end, 1)}"
    return f"between {single_in_words(begin, 0)} and {single_in_words(end, 1)}"


def once_in_words(text: str) -> str:
    """Say of something at which time it was so, such as "in 2008" or "on 1 July 2014"."""
    words, date = in_words(text), parse(text)
    if words.startswith(("by ", "between ")):
        return words
    return f"{'on' if date.earliest == date.latest else 'in'} {words}"


def period_in_words(first: Day, last: Day) -> str:
    """Put a calendar day, month, season or year in English."""
    year, month, _ = first
    candidates = (
        iso(first),
        f"{year:04}-{month:02}",
        *(f"{year:04}-{n}" for n in (21, 22, 23, 24)),
    )
    for text in (*candidates, f"{year:04}"):
        if period(text) == (first, last):
            return in_words(text)
    return span_in_words(iso(first), iso(last))


def span_in_words(since: str, until: str, *, to_come: bool = False) -> str:
    """Put a start and an end in English; "" is one that is not given, and neither gives "".

    What is `to_come` is "from" its start, not "since".
    """
    if since and until and _is_plain(since) and _is_plain(until):
        start, end = in_words(since), in_words(until)
        return start if start == end else f"{start} to {end}"
    sides = (("from" if to_come else "since", since), ("until", until))
    return ", ".join(f"{word} {_limit_in_words(text)}" for word, text in sides if text)


def single_in_words(text: str, side: int | None = None) -> str:
    """Word a date that is no interval; `side` is 0 or 1 if it begins or ends an interval."""
    match = SINGLE.fullmatch(text)
    assert match is not None, text
    year, month, number, mark = match.groups()
    about = "about " if mark in ("~", "%") else ""
    if year.endswith(("0X", "XX")):  # "the 2000s" may be ten years, or a hundred
        years = [about + year.replace("X", digit) for digit in "09"]
        words = f"between {years[0]} and {years[1]}" if side is None else years[side]
    elif "X" in year:
        words = f"{about}the {year[:3]}0s"
    else:
        if month == "24":
            following = str(int(year) + 1)
            year = f"{year}/{following if year.endswith('99') else following[-2:]}"
        day_number = str(int(number)) if number not in (None, "XX") else ""
        words = about + " ".join(filter(None, (day_number, MONTHS_AND_SEASONS.get(month), year)))
        if side is None and "XX" in (month, number):
            words = f"some time in {words}"
    return f"{words} (uncertain)" if mark in ("?", "%") else words


def _is_plain(text: str) -> bool:
    date = parse(text)
    return not (date.uncertain or "X" in text or "/" in text or date.earliest is None)


def _limit_in_words(text: str) -> str:
    begin, end = ends(text)
    if end and not begin:
        return f"{single_in_words(end, 1)} or earlier"
    words = in_words(text)
    return f"some time {words}" if words.startswith("between") else words
