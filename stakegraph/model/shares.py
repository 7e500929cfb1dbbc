"""Shares: what part of a whole somebody has, as a percentage or between two of them.

The bounds are those of the Beneficial Ownership Data Standard: a minimum and a maximum, either of
which may be left out itself (https://standard.openownership.org).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache, partial
from typing import NamedTuple

from stakegraph.errors import QuantityError
from stakegraph.model.quantities import NUMBER, Bounds, Measure, bounds, number

_WHOLE = Decimal(100)
_ADVICE = "write '60 %', '25 to 50 %', 'more than 25 %', '75 % or more', 'a third' or 'a majority'"

# The words of a percentage behind its number.
PERCENT = r"(?:%|per\s?cent|pct\.?)"
_PERCENT = re.compile(rf"({NUMBER})\s*({PERCENT})?", re.IGNORECASE)
_TWO_WAYS = re.compile(r"\d{1,3},\d{3}")
_BEFORE_OF = re.compile(rf"\w.*{PERCENT}", re.IGNORECASE | re.DOTALL)
_FRACTION = re.compile(r"(\d{1,3})\s?/\s?(\d{1,3})")
_WORDS = {
    **dict.fromkeys(("all", "the whole"), (1, 1)),
    **dict.fromkeys(("half", "a half", "one half"), (1, 2)),
    **dict.fromkeys(("a third", "one third"), (1, 3)),
    "two thirds": (2, 3),
    **dict.fromkeys(("a quarter", "one quarter"), (1, 4)),
    "three quarters": (3, 4),
    **dict.fromkeys(("a fifth", "one fifth"), (1, 5)),
    **dict.fromkeys(("a tenth", "one tenth"), (1, 10)),
}
# A share as it stands in a sentence, without the words that make it a bound.
WRITTEN = rf"(?:{NUMBER}\s?{PERCENT}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_HALVES = {"majority": (True, False), "minority": (False, True)}


class Share(NamedTuple):
    """A part of a whole in percent; `above` and `below` say which bounds are left out.

    What is said `roughly` may be a little less or more. `is_percentage` says that its words can
    stand before "of": "owns 60 % of it", and not "75 % or more of it".
    """

    minimum: Decimal
    maximum: Decimal
    above: bool = False
    below: bool = False
    roughly: bool = False
    is_percentage: bool = False


@lru_cache(1 << 16)
def share(text: str) -> Share:
    """Return the share that a text is; raises QuantityError for what is none."""
    half = _HALVES.get(re.sub("^(?:a|the) ", "", _plain(text)))
    if half:
        above, below = half
        low, high = (_WHOLE / 2, _WHOLE) if above else (Decimal(0), _WHOLE / 2)
        return Share(low, high, above, below)
    found = bounds(text, partial(_measure, text))
    _check(text, found)
    low = Decimal(0) if found.minimum is None else found.minimum
    high = _WHOLE if found.maximum is None else found.maximum
    is_percentage = bool(_BEFORE_OF.fullmatch(text))
    return Share(low, high, found.above, found.below, found.roughly, is_percentage)


def is_percentage(text: str) -> bool:
    """Return whether a text is a share whose words can stand before "of"."""
    try:
        return share(text).is_percentage
    except QuantityError:
        return False


def _measure(text: str, part: str) -> Measure:
    """Return the number of percent that a part of a text is."""
    fraction = _WORDS.get(_plain(part)) or _fraction(text, part)
    if fraction:
        return Measure(_WHOLE * fraction[0] / fraction[1], "%")
    match = _PERCENT.fullmatch(part)
    if not match:
        raise QuantityError(f"{text!r} is no share: {_ADVICE}")
    if _TWO_WAYS.fullmatch(match[1]):
        raise QuantityError(f"{text!r} may be of thousands or of tenths: write a point, no comma")
    return Measure(number(match[1], grouped=False), "%" if match[2] else "")


def _fraction(text: str, part: str) -> tuple[int, int] | None:
    match = _FRACTION.fullmatch(part.strip())
    if not match:
        return None
    count, whole = int(match[1]), int(match[2])
    if not whole or count > whole:
        raise QuantityError(f"{text!r} is more than the whole: a share is at most 1/1")
    if count == whole > 1:
        raise QuantityError(f"{text!r} may be a half or the whole: write '50 %' or '100 %'")
    return count, whole


def _plain(text: str) -> str:
    return " ".join(text.replace("-", " ").lower().split())


def _check(text: str, found: Bounds) -> None:
    if not found.unit:
        given = next(filter(None, (found.minimum, found.maximum)), Decimal(0))
        also = f" or '{(given * 100).normalize():f} %'" if 0 < given < 1 else ""
        raise QuantityError(f"{text!r} may be of anything: write '{text} %'{also}")
    sizes = [size for size in (found.minimum, found.maximum) if size is not None]
    if max(sizes) > _WHOLE or (found.above and found.minimum == _WHOLE):
        raise QuantityError(f"{text!r} is more than the whole: a share is at most 100 %")
    if found.below and found.maximum == 0:
        raise QuantityError(f"{text!r} is less than nothing")
