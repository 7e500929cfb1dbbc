"""Dates in sentences: "on 4 February 2014", "from 2012 to 2019", "since May 2020"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stakegraph.drafting.marks import DATES, Marked
from stakegraph.drafting.runs import Span
from stakegraph.edtf import dates
from stakegraph.edtf.advice import readings
from stakegraph.edtf.grammar import MONTHS_AND_SEASONS

_MONTH = "|".join(
    f"{name}|{name[:4]}|{name[:3]}" for name in MONTHS_AND_SEASONS.values() if name.istitle()
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]|20)\d\d(?![\w%]|[.,]\d)"
_DATE = re.compile(
    rf"\b(?:(?:about|around|circa) )?(?:(?:{_DAY}(?: of)? )?(?:{_MONTH})\.?,? {_YEAR}"
    rf"|(?:{_MONTH})\.? {_DAY},? {_YEAR}|{_YEAR}-\d\d-\d\d|{_YEAR})\b"
)
# What says when something was that no calendar is needed for: it was not long ago.
DAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
LATELY = (
    rf"(?:on (?i:{DAYS})(?: (?:morning|afternoon|evening|night))?|yesterday|today|tonight"
    r"|last (?:night|week|month|year|spring|summer|autumn|fall|winter)"
    r"|earlier (?:today|this (?:week|month|year))|this (?:morning|week|month|year))"
)
_SAID = re.compile(rf"(?P<how>[a-z ]+?)? ?(?P<date>{DATES})", re.IGNORECASE)
_LATELY = re.compile(f",? {LATELY}")
_FROM = ("since", "from", "with effect from", "as of", "effective")
_TO = ("until", "till", "to")
_AT = ("in", "on", "during", "")


class When(NamedTuple):
    """When something began and ended, and when it was so where only that is said."""

    since: str = ""
    until: str = ""
    at: str = ""


def date_spans(sentence: str) -> Iterator[tuple[Span, str]]:
    """Yield where dates stand in a sentence, each with what it is in EDTF."""
    for match in _DATE.finditer(sentence):
        try:
            found = readings(match[0].replace(".", ""), lambda text: dates.parse(text).text)
        except dates.DateError:  # there is no such day
            continue
        if len(found) == 1:
            yield match.span(), found[0]


def when(text: str, marked: Marked) -> When:
    """Return what some words of a marked sentence say of the time."""
    since = until = at = ""
    is_between = False
    for match in _SAID.finditer(_LATELY.sub("", text)):
        date, how = str(marked.thing(match["date"])), (match["how"] or "").strip().casefold()
        if how in _FROM or how == "between":
            since, is_between = date, how == "between"
        elif how in _TO or (how == "and" and is_between):
            until = date
        elif how in _AT or how.startswith("at the"):
            at = date
        elif how == "by":
            at = f"../{date}"
    if since and until and dates.surely_before(until, since):
        return When()
    return When(since, until, at)
