"""Since when and until when something was so, as one cell of a table says it in words."""

from __future__ import annotations

import re
from typing import NamedTuple

from stakegraph.importers._dates import edtf, is_open
from stakegraph.text.folding import fold

ENDED = "left out, because it is over since a day that is not given"

_BETWEEN = re.compile(
    r"\s+(?:-|to|until|till|through|bis|a|à|au|al?|ao?|hasta|tot(?: en met)?|do)\s+"
    r"|\s*[\u2013\u2014]\s*|(?<=\d{4})\s*-\s*(?=\d{4}\s*$|\D*$)",
    re.IGNORECASE,
)
# Words before a date that something began or ended on, and those that say that it is over.
_SINCE = re.compile(
    r"(?:since|from|as of|appointed|elected|joined|seit|ab|vo[mn]|depuis|des|du|de|desde|dal?|del"
    r"|sinds|vanaf|van|od)\b\W*",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?:until|till|up to|to|ended|bis(?: zum)?|jusqu'?(?:au|a|en|à)?|au|hasta|fino a[l]?|al"
    r"|tot(?: en met)?|t/m|até|ate|do)\b\W*",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"(?:formerly|former|previous|past|ex(?!\W?officio)|resigned|retired|left|stepped down"
    r"|ceased|terminated"
    r"|inactive|expired|deceased|died|dismissed|removed|withdrawn|ended|ehemalige[rs]?|ehemals|ehem"
    r"|ausgeschieden|zuruckgetreten|verstorben|inaktiv|ancien(?:ne)?|demissionnaire|decede|inactif"
    r"|anterior|cesado|cesada|dimitido|fallecido|inactivo|cessato|cessata|dimesso|dimissionario"
    r"|inattivo|voormalige?|afgetreden|inactief|byly|byla|odwolany|odwolana|nieaktywny|antigo"
    r"|inativo|lapsed|annulled|gone)\b\W*(?:(?:in|on|am|im|le|en|el|il|op|em)\b\s*)?",
    re.IGNORECASE,
)
YES = ("yes", "true", "y", "1", "ja", "oui", "si", "sim", "tak", "wahr", "vrai")
NO = ("no", "false", "n", "0", "nein", "non", "nee", "nie", "nao", "falsch", "faux")


class Span(NamedTuple):
    """Dates in EDTF, "" where none is given; `is_over` says that an end is known to have come."""

    since: str = ""
    until: str = ""
    attested: str = ""
    is_over: bool = False


def span(written: str, order: str = "") -> Span | None:
    """Return what a cell says of a period, None where it cannot be read as one.

    `order` is that of the numbers in dates that are numbers alone.
    """
    text = " ".join(written.split())
    if date := edtf(text, order):
        return Span(attested=date)
    if is_open(text):
        return Span()
    over = _OVER.match(fold(text))
    if over and over.end() == len(fold(text)):
        return Span(is_over=True)
    halves = _BETWEEN.split(text)
    if len(halves) == 2:
        since, until = (edtf(_without(half), order) for half in halves)
        if since and (until or not halves[1].strip() or is_open(halves[1])):
            return Span(since, until)
        if until and not halves[0].strip():
            return Span(until=until)
    for lead, field in ((_SINCE, "since"), (_UNTIL, "until"), (_OVER, "until")):
        match = lead.match(text)
        date = edtf(text[match.end() :], order) if match else ""
        if date:
            return Span(since=date) if field == "since" else Span(until=date)
        if match and field == "until":
            found = span(text[match.end() :], order) if match.end() < len(text) else None
            if found and found.until and not found.since:
                return found
    return None


def is_over(written: str, *, asks_whether_current: bool = False) -> bool:
    """Return whether a cell of a state says that something is over.

    `asks_whether_current` is so of a column whose answers are yes and no.
    """
    folded = fold(written)
    return bool(_OVER.match(folded)) or (asks_whether_current and folded in NO)


def _without(half: str) -> str:
    lead = _SINCE.match(half)
    return half[lead.end() :] if lead else half
