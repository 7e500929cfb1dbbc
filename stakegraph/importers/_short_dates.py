"""Dates of which a table gives too little: years of two digits, days counted by a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from stakegraph.errors import Unsure, UsageError

# The days that a spreadsheet counts from, by the year that its setting is called.
EPOCHS = {"1900": date(1899, 12, 30), "1904": date(1904, 1, 1)}

_NUMBERS = re.compile(r"(\d{1,2}[./-]\d{1,2}[./-])(\d\d)(?!\d)(.*)", re.ASCII)
_NAMED = re.compile(r"(\d{1,2}(?:st|nd|rd|th|\.)?[\s-]*[^\W\d_]{3,}\.?[\s,'\u2019-]+)(\d\d)$")
_DAYS = re.compile(r"([2-6]\d{4})(?:\.\d+)?", re.ASCII)  # 1954 to 2091


class ShortDates(Struct, frozen=True):
    """What completes such dates: the earliest year of two digits, and which days are counted."""

    years_from: str = ""
    day_numbers: str = ""

    def __post_init__(self) -> None:
        if self.years_from and not re.fullmatch(r"[12]\d{3}", self.years_from, re.ASCII):
            raise UsageError(f"--years-from {self.years_from}: write a year, as 1950")
        if self.day_numbers and self.day_numbers not in EPOCHS:
            raise UsageError(f"--day-numbers {self.day_numbers}: write one of {', '.join(EPOCHS)}")

    def completed(self, written: str) -> str:
        """Return a date with all that its year has, or as it is written."""
        if self.day_numbers and (counted := _DAYS.fullmatch(written)):
            return str(EPOCHS[self.day_numbers] + timedelta(days=int(counted[1])))
        match = self.years_from and (_NUMBERS.fullmatch(written) or _NAMED.fullmatch(written))
        if not match:
            return written
        first = int(self.years_from)
        year = first + (int(match[2]) - first) % 100
        return f"{match[1]}{year}{written[match.end(2) :]}"

    def check(self, path: str, cells: Iterable[str], heading: str) -> None:
        """Raise Unsure for dates of a column that cannot be completed."""
        short = counted = ""
        for one in cells:
            short = short or (one if _NUMBERS.fullmatch(one) or _NAMED.fullmatch(one) else "")
            counted = counted or (one if _DAYS.fullmatch(one) else "")
        if short and not self.years_from:
            raise Unsure(
                f"{path}: {short!r} has a year of two digits ({heading}): --years-from YEAR says "
                "which is the earliest, as 1950 for those from 1950 to 2049",
                "years_from",
            )
        if counted and not self.day_numbers:
            day = ShortDates(day_numbers="1900").completed(counted)
            raise Unsure(
                f"{path}: {counted!r} among dates ({heading}) may be a day as a spreadsheet counts "
                f"them: --day-numbers 1900 has it as {day}, --day-numbers 1904 as old ones of a "
                "Macintosh",
                "day_numbers",
                tuple(EPOCHS),
            )
