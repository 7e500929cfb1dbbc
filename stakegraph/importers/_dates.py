"""Dates as databases and other programs write them, as EDTF.

A part of zeros is one that is not known (`2014-05-00`); the year 9999 is an end that has not come;
a time of day is left out, and the day stays that of the zone it is given in.
"""

from __future__ import annotations

import re

from stakegraph.edtf import dates

_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[Tt]|\s+)(\d\d(?::?\d\d(?::?\d\d(?:[.,]\d+)?)?)?)"
    r"\s*([Zz]|UTC|GMT|[-+\u2212]\d\d(?::?\d\d)?)?",
    re.ASCII,
)
_ZEROS = re.compile(r"(?:-00)+(?=[~?%]?$)")
_NOTHING = re.compile(r"0000(?:-00){0,2}|0001-01-01")  # the least that a database can hold
_OPEN = re.compile(r"9999(?:-\d\d){0,2}|\.\.", re.ASCII)
_ZERO = re.compile(r"[0:.,]*")
_UTC = re.compile(r"[Zz]|UTC|GMT|[-+\u2212]00(?::?00)?")


def edtf(written: str) -> str:
    """Return a date as EDTF, or "" where it is none, or says that it is not known or open."""
    date = "/".join(_ZEROS.sub("", _day(half)) for half in written.split("/"))
    if date.startswith("0000") or is_unknown(date) or is_open(date):  # no year is known, or none
        return ""
    try:
        dates.parse(date)
    except dates.DateError:
        return ""
    return date


def is_unknown(written: str) -> bool:
    """Return whether nothing is given, or zeros alone."""
    return not written.strip() or bool(_NOTHING.fullmatch(_day(written)))


def is_open(written: str) -> bool:
    """Return whether an end is said not to have come: it is in the year 9999."""
    return bool(_OPEN.fullmatch(_day(written)))


def may_be_off(written: str) -> bool:
    """Return whether the day may be another where it was so: its time is given in UTC.

    Midnight in UTC is a day of which no time is known.
    """
    match = _TIME.fullmatch(written.strip())
    return bool(match and match[3] and _UTC.fullmatch(match[3]) and not _ZERO.fullmatch(match[2]))


def _day(written: str) -> str:
    """Return the date of a date and time; anything else is returned as it came."""
    match = _TIME.fullmatch(written.strip())
    return match[1] if match else written.strip()
