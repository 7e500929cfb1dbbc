"""What to write instead of a text that is no date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from contextlib import suppress

from stakegraph.edtf.grammar import MONTHS_AND_SEASONS, SINGLE

_BETWEEN = r"\s*[\u2013\u2014]\s*|\s+(?:-|to|and)\s+|(?<=[0-9]{4})-(?=[0-9]{4})"  # 2007-2008
_BETWEEN += r"|(?<=[0-9])-(?=(?:present|now|today|date|ongoing|current)\b)"
_ABOUT = {"c", "ca", "circa", "about", "around", "approx", "approximately", "roughly"}
_FILLERS = {"the", "of", "in", "on", "st", "nd", "rd", "th", "between", "from", "since", "until"}
_FILLERS |= {"till", "onward", "onwards"}

_FOUR_DIGITS = "a year has four digits, from 0000 to 9999"

_ONGOING = {"present", "the present", "now", "today", "date", "to date", "ongoing", "on going"}
_ONGOING |= {"current", "currently", "still", "incumbent", "in office", "continuing", "open"}
_ONGOING |= {"open ended", "indefinite", "indefinitely", "further notice", "until further notice"}
_ONGOING |= {"to present", "till date", "until now", "until present", "until today"}
_ONGOING |= {"until the present"}
_NOTHING = {"unknown", "not known", "unclear", "undated", "no date", "n d", "nd", "n a", "na"}
_NOTHING |= {"none", "null", "nil", "tbc", "tbd", "not stated", "not given", "unspecified"}
_NOTHING |= {"never", "x", "xxxx"}

# What bounds a date X: the words, and the interval that is meant of X and what lies next to it.
_BOUNDS = (
    (r"(?:before|prior to|earlier than|pre-?)\s*(.+)", "../{before}"),
    (r"(?:after|later than|post-?)\s*(.+)", "{after}/.."),
    (r"(?:by|up to|no later than|not later than|not after|at the latest)\s+(.+)", "../{x}"),
    (r"(.+?),? (?:or (?:earlier|before)|and (?:earlier|before)|at the latest)", "../{x}"),
    (r"(?:no earlier than|not earlier than|not before|at the earliest)\s+(.+)", "{x}/.."),
    (r"(.+?),? (?:or (?:later|after)|and (?:later|after)|at the earliest)", "{x}/.."),
    (r"([^+]+)\+", "{x}/.."),
)
# Parts of a year or of a decade (its first three digits), with the months or years that they are.
_PARTS = (
    (r"(?:early|early in)\W*{year}", "{0}-01/{0}-04"),
    (r"(?:mid|middle of)\W*{year}", "{0}-05/{0}-08"),
    (r"(?:late|late in)\W*{year}", "{0}-09/{0}-12"),
    (r"(?:start|beginning) of {year}", "{0}-01"),
    (r"end of {year}", "{0}-12"),
    (r"early\W*{decade}", "{0}0/{0}3"),
    (r"(?:mid|middle of)\W*{decade}", "{0}4/{0}6"),
    (r"late\W*{decade}", "{0}7/{0}9"),
    *(
        (rf"(?:{words})(?: of)?\W*{{year}}|{{year}}\W*(?:{words})", f"{{0}}-{first}/{{0}}-{last}")
        for words, first, last in (
            ("q1|1st quarter|first quarter", "01", "03"),
            ("q2|2nd quarter|second quarter", "04", "06"),
            ("q3|3rd quarter|third quarter", "07", "09"),
            ("q4|4th quarter|fourth quarter|last quarter", "10", "12"),
            ("h1|1st half|first half", "01", "06"),
            ("h2|2nd half|second half", "07", "12"),
        )
    ),
)
_YEAR, _DECADE = r"(?:the )?([0-9]{4})", r"(?:the )?([0-9]{3})0['\u2019]?s"


def advice(text: str, valid: Callable[[str], str]) -> str:
    """Say what to write instead of a text that has not the form of a date.

    `valid` returns a date as it is written, or raises DateError for what is none.
    """
    if not text.strip("/"):
        return "no date is given: leave the field out, or write one such as 2007-03"
    if says_nothing(text):
        return "no date is known by that: leave the field out"
    if re.search(r"[][{}]", text):
        return "a set of dates is not read: write an interval, such as 2007/2009"
    if moment := re.match(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt\s]+[0-9]{1,2}", text):
        return f"a time of day is not read: write {valid(moment[1])}"
    if re.match(r"[-+\u2212Yy]-?[0-9]{4}|[0-9]{5}(?![0-9])", text):
        return _FOUR_DIGITS
    if re.fullmatch(r"[0-9]{1,3}(?:[-/.][0-9]{1,2}){1,2}", text):
        return _FOUR_DIGITS
    if year := financial_year(text):
        return f"not a date: write {' or '.join(year)}"
    if read := _bounded(text, valid):
        return f"not a date: write {read}"
    halves = re.split(_BETWEEN, text, maxsplit=1)
    if len(halves) == 2 and says_nothing(halves[1]) and (since := readings(halves[0], valid)):
        return f"two dates are given: write 'since: {since[0]}', and leave 'until' out"
    guesses = [readings(half, valid) for half in halves]
    if not all(guesses):
        return "not a date: write a year, month or day, such as 2007, 2007-03 or 2007-03-13"
    if len(guesses) == 2:
        return f"not a date: write {valid('/'.join(guess[0] for guess in guesses))}"
    return f"not a date: write {' or '.join(guesses[0])}"


def says_nothing(text: str) -> bool:
    """Return whether a text says that no date is known, or that nothing has ended."""
    return is_unknown(text) or is_ongoing(text)


def is_ongoing(text: str) -> bool:
    """Return whether a text says that an end has not come."""
    return _words(text) in _ONGOING


def is_unknown(text: str) -> bool:
    """Return whether a text says that no date is known."""
    words = _words(text)
    return words in _NOTHING or (not words and bool(text.strip()) and "/" not in text)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def financial_year(text: str) -> list[str]:
    """Return what may be meant by a year with the last two digits of the next: 2007/08."""
    match = re.fullmatch(r"(?:FY\s*)?([0-9]{4})\s*[-/\u2013]\s*([0-9]{2})", text, re.IGNORECASE)
    if not match or (int(match[1]) + 1) % 100 != int(match[2]):
        return []
    first, last = int(match[1]), int(match[1]) + 1
    months = f"{first:04}-04/{last:04}-03 (a British financial year)"
    named = MONTHS_AND_SEASONS.get(match[2])
    month = f"{match[1]}-{match[2]} ({named})" if named else f"{first:04}/{last:04}"
    return [month, months]


def _bounded(text: str, valid: Callable[[str], str]) -> str:
    """Return the interval that is meant by a part of a year, or by what is before or after one."""
    said = text.strip().casefold().removeprefix("the ")
    for pattern, written in _PARTS:
        match = re.fullmatch(pattern.format(year=_YEAR, decade=_DECADE), said)
        if match:
            return valid(written.format(*filter(None, match.groups())))
    for pattern, written in _BOUNDS:
        match = re.fullmatch(pattern, said)
        dates = readings(match[1], valid) if match else []
        if len(dates) == 1 and re.fullmatch(r"[0-9]{4}(-(0[0-9]|1[0-2])(-[0-9]{2})?)?", dates[0]):
            beside = {"before": _next_to(dates[0], -1), "after": _next_to(dates[0], 1)}
            bound = written.format(x=dates[0], **beside)
            return "" if bound in ("../", "/..") else valid(bound)
    return ""


def _next_to(date: str, step: int) -> str:
    """Return the year, month or day before or after another, "" beyond the ends of time."""
    year, *rest = map(int, date.split("-"))
    if len(rest) == 2:
        with suppress(ValueError, OverflowError):  # before the year 1 Python has no days
            return (datetime.date(year, *rest) + datetime.timedelta(step)).isoformat()
        return ""
    year, month = divmod(year * 12 + rest[0] - 1 + step, 12) if rest else (year + step, 0)
    if not 0 <= year <= 9999:
        return ""
    return f"{year:04}-{month + 1:02}" if rest else f"{year:04}"


def readings(text: str, valid: Callable[[str], str]) -> list[str]:
    """Return the dates that a text may mean: none, one, or two when day and month may be exchanged.

    Raises DateError when what it means is a month or day that does not exist.
    """
    tidy = "".join(text.split()).upper()
    tidy = re.sub(r"^([0-9]{3})0['\u2019]?S$", r"\1X", tidy)  # the 1990s
    tidy = re.sub(r"^([0-9]{4})([0-9]{2})([0-9]{2})$", r"\1-\2-\3", tidy)
    if all(part in ("", "..") or SINGLE.fullmatch(part) for part in tidy.split("/", 1)):
        return [valid(tidy)]
    tokens = [word for word in re.findall("[a-z]+|[0-9]+", text.lower()) if word not in _FILLERS]
    years = [token for token in tokens if token.isdigit() and len(token) == 4]
    numbers = [token.zfill(2) for token in tokens if token.isdigit() and len(token) < 3]
    abouts = [token for token in tokens if token in _ABOUT]
    named = [
        n for token in tokens for n, name in MONTHS_AND_SEASONS.items() if _abbreviates(token, name)
    ]
    if len(years) != 1 or len(named + numbers) > 2:
        return []
    if len(tokens) != len(years + numbers + abouts + named):
        return []
    found = [named + numbers]
    if len(numbers) == 2 and tokens[0] != years[0]:
        # 13/3/2008 has the day first and 3/13/2008 the month; 3/4/2008 may be either.
        orders = (numbers[::-1], numbers)
        found = [months for months in orders if months[0] <= "12"] or found
    is_about = "~" in text or "%" in text or bool(abouts)
    is_doubted = "?" in text or "%" in text
    mark = "%" if is_about and is_doubted else "~" * is_about + "?" * is_doubted
    dates = ["-".join((years[0], *reading)) + mark for reading in found]
    return list(dict.fromkeys(valid(date) for date in dates))


def _abbreviates(word: str, name: str) -> bool:
    return len(word) > 2 and name.lower().startswith(word)
