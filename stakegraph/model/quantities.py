"""Quantities as people type them: a number with its unit, a bound of one, or two bounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from stakegraph.errors import QuantityError

# What may part the thousands of a number: spaces, of whatever width, and apostrophes.
_GAP = "[ \u00a0\u2009\u202f'\u2019]"
NUMBER = rf"\d(?:[\d.,]|{_GAP}(?=\d{{3}}))*"
_DIGITS = re.compile(
    rf"(?:\d+|\d{{1,3}}(?:{_GAP}\d{{3}})+)(?:[.,]\d+)?"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?"
)
_TWO_WAYS = re.compile(r"([1-9]\d{0,2})\.(\d{3})")
_ONE_WAY = re.compile(r"[1-9]\d{0,2},\d{3}")

# The words that make a number a bound, with whether it is the lower one and is left out itself.
_LEAST = ("at least", "not less than", "no less than", "a minimum of", "from", "≥", ">=")
_MOST = ("at most", "not more than", "no more than", "up to", "a maximum of", "≤", "<=")
_BEFORE = {
    **dict.fromkeys(_LEAST, (True, False)),
    **dict.fromkeys(("more than", "over", "above", "exceeding", ">"), (True, True)),
    **dict.fromkeys(_MOST, (False, False)),
    **dict.fromkeys(("less than", "under", "below", "<"), (False, True)),
}
_BEHIND = {
    **dict.fromkeys(("or more", "and more", "or over", "and above", "+"), (True, False)),
    **dict.fromkeys(("or less", "and less", "or below"), (False, False)),
}
_ROUGHLY = (
    *("about", "around", "approximately", "approx.", "roughly", "circa", "ca.", "nearly"),
    *("almost", "~"),
)
# What may stand before a number in a sentence.
BOUNDED = "|".join(map(re.escape, sorted((*_BEFORE, *_ROUGHLY), key=len, reverse=True)))
_PARTS = re.compile(
    rf"(?:({'|'.join(map(re.escape, sorted(_BEFORE, key=len, reverse=True)))})\s*)?(.*?)"
    rf"(?:\s*({'|'.join(map(re.escape, _BEHIND))}))?",
    re.IGNORECASE | re.DOTALL,
)
_VAGUE = re.compile(rf"(?:{'|'.join(map(re.escape, _ROUGHLY))})\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"(between|from)\s+", re.IGNORECASE)
_TO = re.compile(r"\s*,?\s+(?:to|and|but)\s+|\s*[-\u2010-\u2015]\s*|\s*,\s+|\s+", re.IGNORECASE)
_RANGE = re.compile(r"to|[-\u2010-\u2015]", re.IGNORECASE)


class Measure(NamedTuple):
    """A number with its unit, "" where none is given; `scale` is what a word such as million is."""

    number: Decimal
    unit: str
    scale: Decimal = Decimal(1)


class Bounds(NamedTuple):
    """Between which numbers something is; None is no bound, and one may be left out itself.

    What is said `roughly` may as well be a little less or more.
    """

    minimum: Decimal | None
    maximum: Decimal | None
    unit: str
    above: bool = False
    below: bool = False
    roughly: bool = False

    @property
    def is_exact(self) -> bool:
        """Return whether it is one number."""
        return self.minimum is not None and self.minimum == self.maximum and not self.roughly


def number(written: str, *, grouped: bool = True) -> Decimal:
    """Return a number, whose thousands may be parted where it is `grouped`.

    Raises QuantityError for what is none, and where a point may part thousands or begin a fraction.
    """
    plain = re.sub(_GAP, "", written)
    if not _DIGITS.fullmatch(written):
        raise QuantityError(f"{written!r} is no number: write it as 1,000 or 2.50")
    if grouped and (found := _TWO_WAYS.fullmatch(plain)):
        whole, rest = found.groups()
        fraction = f"{rest}0" if rest[-1] != "0" else rest.rstrip("0") or "00"
        raise QuantityError(f"{written!r} may be {whole}{rest} or {whole}.{fraction}: write which")
    marks = re.findall("[.,]", plain)
    is_fraction = len(set(marks)) > 1 or (
        len(marks) == 1 and not (grouped and _ONE_WAY.fullmatch(plain))
    )
    if not is_fraction:
        return Decimal(re.sub("[.,]", "", plain))
    whole, _, rest = plain.rpartition(marks[-1])
    return Decimal(f"{re.sub('[.,]', '', whole)}.{rest}")


def bounds(text: str, measure: Callable[[str], Measure]) -> Bounds:
    """Return the bounds that a text gives; `measure` returns what a part of it without words is.

    Raises QuantityError where it gives none, or the upper one first.
    """
    plain = " ".join(text.split())
    vague = _VAGUE.match(plain)
    rest = plain[vague.end() :] if vague else plain
    try:
        found = _one(rest, measure)
    except QuantityError as error:
        both = next(_pairs(rest, measure), None)
        if both is None:
            raise error from None
        found = _joined(text, *both)
    return found._replace(roughly=bool(vague))


class _Bound(NamedTuple):
    """A number, of which `is_low` says whether it is a lower bound, None where it is plain."""

    measure: Measure
    is_low: bool | None
    is_left_out: bool


def _one(text: str, measure: Callable[[str], Measure]) -> Bounds:
    value, is_low, is_left_out = _bound(text, measure)
    size = value.number * value.scale
    if is_low is None:
        return Bounds(size, size, value.unit)
    if is_low:
        return Bounds(size, None, value.unit, above=is_left_out)
    return Bounds(None, size, value.unit, below=is_left_out)


def _bound(text: str, measure: Callable[[str], Measure]) -> _Bound:
    match = _PARTS.fullmatch(text)
    before, inner, behind = match.groups() if match else (None, text, None)
    value = measure(inner)
    if before and behind:
        raise QuantityError(f"{text!r} gives one number two bounds")
    word = (before or behind or "").lower()
    is_low, is_left_out = (_BEFORE | _BEHIND).get(word, (None, False))
    return _Bound(value, is_low, is_left_out)


def _pairs(text: str, measure: Callable[[str], Measure]) -> Iterator[tuple[_Bound, _Bound]]:
    """Yield the lower and the upper bound for each way in which a text may be parted into two.

    Two plain numbers with "and" between them are two, unless they are said to be bounds.
    """
    before = _BETWEEN.match(text)
    text = text[before.end() :] if before else text
    for gap in _TO.finditer(text):
        try:
            low, high = (_bound(part, measure) for part in (text[: gap.start()], text[gap.end() :]))
        except QuantityError:
            continue
        has_words = low.is_low or high.is_low is False
        is_worded = bool(before or has_words or _RANGE.search(gap[0]))
        if low.is_low is not False and not high.is_low and is_worded:
            yield low, high


def _joined(text: str, low: _Bound, high: _Bound) -> Bounds:
    (one, unit, scale), (other, of_other, of_high) = low.measure, high.measure
    if unit and of_other and unit != of_other:
        raise QuantityError(f"{text!r} has two units: {unit} and {of_other}")
    if scale == 1 < of_high and one <= other:  # 1 to 2 million
        if unit and of_other:
            raise QuantityError(f"{text!r}: write 'million' or the like behind both numbers")
        scale = of_high
    first, last = one * scale, other * of_high
    if first > last or (first == last and (low.is_left_out or high.is_left_out)):
        raise QuantityError(f"{text!r} runs backwards: write the smaller number first")
    return Bounds(first, last, unit or of_other, low.is_left_out, high.is_left_out)
