"""Dates as databases and other programs write them, as EDTF.

A part of zeros is one that is not known (`2014-05-00`); the year 9999, and words such as "present",
are an end that has not come; a time of day is left out, and the day stays that of the zone it is
given in. Months have names (`23-MAR-2006`, `Januar 2012`). Of numbers alone (`24/06/2015`) the
order must be known, or show in them: only between points is the day always first (CLDR).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import filterfalse

from stakegraph.edtf import advice, dates
from stakegraph.text.folding import fold

_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[Tt]|\s+)(\d\d(?::?\d\d(?::?\d\d(?:[.,]\d+)?)?)?)"
    r"\s*([Zz]|UTC|GMT|[-+\u2212]\d\d(?::?\d\d)?)?",
    re.ASCII,
)
# A day as we write it, of a year that stands for none other.
_PLAIN = re.compile(r"(?!0000|0001|9999)\d{4}-\d\d-\d\d", re.ASCII)
_ZEROS = re.compile(r"(?:-00)+(?=[~?%]?$)")
_NOTHING = re.compile(r"0000(?:-00){0,2}|0001-01-01")  # the least that a database can hold
_OPEN = re.compile(r"9999(?:-\d\d){0,2}|\.\.", re.ASCII)
_ZERO = re.compile(r"[0:.,]*")
_NUMBERS = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})", re.ASCII)
_CLOCK = re.compile(r"[\s,]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s*[ap]\.?m\.?)?$", re.IGNORECASE)
# The months in English, German, French, Spanish, Italian, Dutch, Portuguese and Polish, folded.
_MONTHS = [
    row.split()
    for row in (
        "january januar janner janvier enero gennaio januari janeiro styczen stycznia",
        "february februar feber fevrier febrero febbraio februari fevereiro luty lutego",
        "march marz maerz mrz mars marzo maart mrt marco marzec marca",
        "april avril abril aprile kwiecien kwietnia",
        "may mai mayo maggio mei maio maj maja",
        "june juni juin junio giugno junho czerwiec czerwca",
        "july juli juillet julio luglio julho lipiec lipca",
        "august aout agosto augustus sierpien sierpnia",
        "september sept septembre septiembre setiembre settembre setembro wrzesien wrzesnia",
        "october oktober octobre octubre ottobre outubro pazdziernik pazdziernika",
        "november novembre noviembre novembro listopad listopada",
        "december dezember decembre diciembre dicembre dezembro grudzien grudnia",
    )
]
_ABOUT = re.compile("ca?|circa|about|around|approx|approximately|um|etwa|vers|environ|env")
_FILLER = re.compile("of|the|st|nd|rd|th|er|de|del|den|d")
# What is written, folded, for an end that has not come, in other languages than English.
_NOW = re.compile(
    "heute|bis heute|aktuell|laufend|aujourdhui|a ce jour|actuel|en cours|actual|actualidad"
    "|presente|oggi|attuale|in corso|heden|nu|huidig|atual|hoje|obecnie|nadal"
    "|bis auf weiteres|auf weiteres|unbefristet|in carica|in forza|en poste|en fonction"
    "|en el cargo|indefinido"
    "|onbepaald|a tempo indeterminato|pelni funkcje"
)
# What is written, folded, for a date that nobody knows.
_NOT_KNOWN = re.compile(
    "k a|keine angaben?|unbekannt|inconnue?|non connue?|sans date|s d|desconocid[oa]|sin fecha"
    "|sconosciut[oa]|onbekend|nieznan[aey]|brak danych|desconhecid[oa]"
)

_REMEMBERED = 10_000  # dates, of which a table repeats many

# How the numbers of a date may follow each other.
ORDERS = ("dmy", "mdy", "ymd")

_UTC = re.compile(r"[Zz]|UTC|GMT|[-+\u2212]00(?::?00)?")


@lru_cache(_REMEMBERED)
def edtf(written: str, order: str = "") -> str:
    """Return a date as EDTF, or "" where it is none, or says that it is not known or open.

    `order` is that of the numbers where they stand alone: one of ORDERS, or "" if nobody knows.
    """
    if _PLAIN.fullmatch(written) and dates.is_date(written):
        return written
    found = _readings(written)
    if not found:
        date = _named(written) or "/".join(
            _ZEROS.sub("", _day(half)) for half in written.split("/")
        )
    elif order:
        date = found.get(order) or found.get("ymd", "")
    else:
        date = next(iter(found.values())) if len({*found.values()}) == 1 else ""
    # No year is known, or none.
    if date.startswith("0000") or is_unknown(date) or is_open(date) or not dates.is_date(date):
        return ""
    return date


def is_unknown(written: str) -> bool:
    """Return whether nothing is given, or zeros alone."""
    if _NOT_KNOWN.fullmatch(fold(written)):
        return True
    return not written.strip() or bool(_NOTHING.fullmatch(_day(written)))


def is_open(written: str) -> bool:
    """Return whether an end is said not to have come: it is in the year 9999, or now."""
    is_now = advice.is_ongoing(written) or _NOW.fullmatch(fold(written))
    return bool(_OPEN.fullmatch(_day(written)) or is_now)


def orders(written: Iterable[str]) -> list[str]:
    """Return the orders in which all dates of numbers alone can be read: several, one or none.

    Where no date depends on it they are all returned.
    """
    depends, possible = False, [*ORDERS]
    for found in map(_readings, filterfalse(_PLAIN.fullmatch, written)):
        depends = depends or len({*found.values()}) > 1
        if found and "ymd" not in found:
            possible = [order for order in possible if order in found]
    return possible if depends else [*ORDERS]


def may_be_off(written: str) -> bool:
    """Return whether the day may be another where it was so: its time is given in UTC.

    Midnight in UTC is a day of which no time is known.
    """
    match = _TIME.fullmatch(written.strip())
    return bool(match and match[3] and _UTC.fullmatch(match[3]) and not _ZERO.fullmatch(match[2]))


def _readings(written: str) -> dict[str, str]:
    """Return what a date of numbers alone is in each order in which it can be read."""
    match = _NUMBERS.fullmatch(_CLOCK.sub("", written.strip()))
    if not match:
        return {}
    first, point, second, last = match.groups()
    if len(first) == 4 and len(last) < 3:
        possible = {"ymd": (first, second, last)}
    elif len(first) < 3 and len(last) == 4:
        possible = {"dmy": (last, second, first), "mdy": (last, first, second)}
        if point == ".":
            del possible["mdy"]
    else:
        return {}
    found = {order: "-".join(part.zfill(2) for part in each) for order, each in possible.items()}
    return {order: date for order, date in found.items() if dates.is_date(date)}


def _named(written: str) -> str:
    """Return a date that names its month, or "" where it is none."""
    words = re.findall(r"[^\W\d_]+|\d+", fold(_CLOCK.sub("", written.strip())))
    if re.search(r"[^\w\s.,/'\u2019\u00ba-]", written):
        return ""
    about = "~" if any(map(_ABOUT.fullmatch, words)) else ""
    words = [word for word in words if not (_ABOUT.fullmatch(word) or _FILLER.fullmatch(word))]
    years = [word for word in words if re.fullmatch(r"\d{4}", word)]
    days = [word.zfill(2) for word in words if re.fullmatch(r"\d{1,2}", word)]
    months = [_month(word) for word in words if not word.isdigit()]
    if len(years) != 1 or len(months) > 1 or len(days) > len(months) or not all(months):
        return ""
    if len(words) != len(years + days + months) or not (months or about):
        return ""
    date = "-".join([*years, *months, *days])
    return date + about if dates.is_date(date) else ""


@cache
def _month(word: str) -> str:
    """Return the number of the month that a word names, or begins to name; "" for none or many."""
    found = {
        number
        for number, names in enumerate(_MONTHS, 1)
        for name in names
        if name == word or (len(word) > 2 and name.startswith(word))
    }
    return f"{found.pop():02}" if len(found) == 1 else ""


def _day(written: str) -> str:
    """Return the date of a date and time; anything else is returned as it came."""
    match = _TIME.fullmatch(written.strip())
    return match[1] if match else written.strip()
