"""What to write instead of a text that is no date."""

from __future__ import annotations

import re
from collections.abc import Callable

from stakegraph.edtf.grammar import MONTHS_AND_SEASONS, SINGLE

_BETWEEN = r"\s*[\u2013\u2014]\s*|\s+(?:-|to|and)\s+|(?<=[0-9]{4})-(?=[0-9]{4})"  # 2007-2008
_ABOUT = {"c", "ca", "circa", "about", "around", "approx", "approximately", "roughly"}
_FILLERS = {"the", "of", "in", "on", "st", "nd", "rd", "th", "between", "from"}


def advice(text: str, valid: Callable[[str], str]) -> str:
    """Say what to write instead of a text that has not the form of a date.

    `valid` returns a date as it is written, or raises DateError for what is none.
    """
    if not text.strip("/"):
        return "no date is given: leave the field out, or write one such as 2007-03"
    if re.search(r"[][{}]", text):
        return "a set of dates is not read: write an interval, such as 2007/2009"
    if moment := re.match(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt\s]+[0-9]{1,2}", text):
        return f"a time of day is not read: write {valid(moment[1])}"
    if re.match(r"[-+\u2212Yy]-?[0-9]{4}|[0-9]{5}(?![0-9])", text):
        return "a year has four digits, from 0000 to 9999"
    guesses = [_guesses(half, valid) for half in re.split(_BETWEEN, text, maxsplit=1)]
    if not all(guesses):
        return "not a date: write a year, month or day, such as 2007, 2007-03 or 2007-03-13"
    if len(guesses) == 2:
        return f"not a date: write {valid('/'.join(guess[0] for guess in guesses))}"
    return f"not a date: write {' or '.join(guesses[0])}"


def _guesses(text: str, valid: Callable[[str], str]) -> list[str]:
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
    readings = [named + numbers]
    if len(numbers) == 2 and tokens[0] != years[0]:
        # 13/3/2008 has the day first and 3/13/2008 the month; 3/4/2008 may be either.
        orders = (numbers[::-1], numbers)
        readings = [months for months in orders if months[0] <= "12"] or readings
    is_about = "~" in text or "%" in text or bool(abouts)
    is_doubted = "?" in text or "%" in text
    mark = "%" if is_about and is_doubted else "~" * is_about + "?" * is_doubted
    dates = ["-".join((years[0], *reading)) + mark for reading in readings]
    return list(dict.fromkeys(valid(date) for date in dates))


def _abbreviates(word: str, name: str) -> bool:
    return len(word) > 2 and name.lower().startswith(word)
