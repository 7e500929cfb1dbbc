"""Quotations found in the text of a source, and what is wrong with those that are not there.

The pieces around an ellipsis stand in one paragraph, in their order; what is left out between them
must not turn the sense of the sentence.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from heapq import nlargest
from itertools import accumulate, islice
from typing import NamedTuple

from stakegraph.errors import shortened
from stakegraph.evidence.editing import Quotation, quotations
from stakegraph.evidence.passages import Text
from stakegraph.evidence.sense import turning_word, turning_word_left_out
from stakegraph.evidence.typography import occurrences, shown, undivided, unified

_FAR = 150  # words between two pieces where no number says what a paragraph is
_AROUND = 6  # words that are shown on each side of a cut
_WORD = re.compile(r"\w+")
_MOST_WINDOWS = 2000  # in which the nearest words are looked for letter by letter
_MOST_PLACES = 5  # that are named where a quotation stands instead

Spans = list[tuple[int, int]]


class Finding(NamedTuple):
    """What is wrong with a quotation."""

    rule: str
    message: str


class Quotable:
    """The text of a source in which quotations are looked for, each place unified once."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.runs = cache(lambda place: _both(text.joined, place))
        self.blocks = cache(lambda place: _both(text.blocks, place))

    def finding(self, quote: str, place: str, cited: str) -> Finding | None:
        """Return what is wrong with a quotation from a place, which a message calls `cited`."""
        forms = quotations(quote)
        if not forms:
            return Finding("quote-not-found", f"the quotation has no words of {cited}")
        cuts = [_cut(*found) for form in forms for found in self._standing(form, place)]
        if cuts:
            return None if "" in cuts else Finding("quote-cut", f"{cited}: {cuts[0]}")
        if elsewhere := self._elsewhere(forms, place):
            there = ", ".join(elsewhere[:_MOST_PLACES])
            return Finding("quote-moved", f"the quotation stands in {there}, not in {place}")
        return self._scattered(forms[-1], place, cited) or self._missing(forms[-1], place, cited)

    def _standing(self, form: Quotation, place: str) -> Iterator[tuple[Quotation, str, Spans]]:
        """Yield the ways in which a quotation stands in the texts of a place."""
        texts = self.blocks(place) if len(form.pieces) > 1 else self.runs(place)
        far = 0 if self.text.is_by_paragraph(place) else _FAR
        for text in texts:
            text = undivided(text, form.words)
            for spans in _aligned(form, text, far):
                yield form, text, spans

    def _stands(self, forms: Sequence[Quotation], place: str) -> bool:
        return any(True for form in forms for _ in self._standing(form, place))

    def _elsewhere(self, forms: Sequence[Quotation], place: str) -> list[str]:
        """Return the places in which a quotation stands instead, of one number or else of two."""
        if not place or not self._stands(forms, ""):
            return []
        units = self.text.units(place)
        pairs = map(_pair, units, units[1:])
        found = [unit for unit in units if self._stands(forms, unit)]
        return found or [pair for pair in pairs if self._stands(forms, pair)]

    def _scattered(self, form: Quotation, place: str, cited: str) -> Finding | None:
        """Return that the pieces of a quotation stand in a place, though not as it has them."""
        for text in self.runs(place) if len(form.pieces) > 1 else ():
            text = undivided(text, form.words)
            found = [span for piece in form.pieces for span in _first(piece, text)]
            if len(found) < len(form.pieces):
                continue
            spans = next(_aligned(form, text, is_wide=True), None) or found
            how = "in another order in"
            if spans is not found:
                aligned = (_aligned(form, block, is_wide=True) for block in self.blocks(place))
                is_in_block = any(True for ways in aligned for _ in ways)
                how = "too far apart in" if is_in_block else "in no one paragraph of"
            words = text[min(spans)[0] : max(end for _, end in spans)]
            message = f"the pieces of the quotation stand {how} {cited}"
            message = f"{message}; the words there are “{shortened(words)}”"
            return Finding("quote-scattered", message)
        return None

    def _missing(self, form: Quotation, place: str, cited: str) -> Finding:
        """Return that a quotation, or the first of its pieces that is not there, does not stand."""
        words = form.words
        for piece, said in zip(form.pieces, form.said, strict=True):
            if not any(_first(piece, undivided(text, words)) for text in self.runs(place)):
                words = said
                break
        near = nearest(words, shown(self.text.at(place) or ""))
        whole = len(form.pieces) == 1
        what = "the quotation" if whole else f"“{shortened(words)}” of the quotation"
        message = f"{what} is not in {cited}; the nearest words are “{near}”"
        return Finding("quote-not-found", message)


def standing(quote: str, text: str) -> tuple[str, Spans] | None:
    """Return a text as it is compared, and where in that the pieces of a quotation stand, if so."""
    for form in quotations(quote):
        found = undivided(unified(text), form.words)
        for spans in _aligned(form, found):
            return found, spans
    return None


def nearest(quote: str, text: str, least: float = 0.0) -> str:
    """Return the words of a text that are most like a quotation, as many as it has.

    Where they are less like it than `least`, from 0 to 1, there are none: "".
    """
    words, size = text.split(), len(quote.split())
    starts: Sequence[int] = range(max(1, len(words) - size + 1))
    if len(starts) > _MOST_WINDOWS:
        wanted = set(quote.split())
        shared = [0, *accumulate(word in wanted for word in words)]
        starts = nlargest(_MOST_WINDOWS, starts, lambda start: shared[start + size] - shared[start])
    windows = (" ".join(words[start : start + size]) for start in starts)
    matcher = SequenceMatcher(b=quote, autojunk=False)
    best, likeness = "", least - 1e-9
    for window in windows:
        matcher.set_seq1(window)
        # The two upper bounds are cheap, and settle nearly all of a long text.
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) > likeness:
            ratio = matcher.ratio()
            if ratio > likeness:
                best, likeness = window, ratio
    return best


def _both(texts: Callable[..., list[str]], place: str) -> list[str]:
    """Return the unified texts of a place, and those without what pages have besides their text."""
    found = dict.fromkeys(text for bare in (False, True) for text in texts(place, bare=bare))
    return [*map(unified, found)]


def _pair(first: str, second: str) -> str:
    """Return the place that two are which follow one another."""
    number = second.lstrip("¶p. ")
    return f"p{first}-{number}" if first.startswith("p") else f"{first}-{number}"


def _first(piece: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [*islice(occurrences(piece, text), 1)]


def _aligned(form: Quotation, text: str, far: int = 0, *, is_wide: bool = False) -> Iterator[Spans]:
    """Yield where the pieces of a quotation stand in a text, for each place of the first one.

    Where `far` is given no two are further apart than so many words. Wide apart they may be
    however little the gap between them can stand for.
    """
    failed: set[tuple[int, int]] = set()

    def following(n: int, end: int) -> Spans | None:
        if n == len(form.pieces):
            return []
        gap = form.gaps[n]
        most = gap.most if gap else 0
        for span in occurrences(form.pieces[n], text, end):
            between = len(_WORD.findall(text, end, span[0]))
            if not is_wide and between > (far or between if most is None else most):
                return None
            if (n, span[1]) not in failed:
                rest = following(n + 1, span[1])
                if rest is not None:
                    return [span, *rest]
                failed.add((n, span[1]))
        return None

    for span in occurrences(form.pieces[0], text):
        rest = following(1, span[1])
        if rest is not None:
            yield [span, *rest]


def _cut(form: Quotation, text: str, spans: Spans) -> str:
    """Return how what a quotation leaves out, or adds, turns the sense of what stands there."""
    for n, gap in enumerate(form.gaps):
        if gap is None or gap.most == 0:
            continue
        start = spans[n - 1][1] if n else 0
        end = spans[n][0] if n < len(spans) else len(text)
        added = turning_word(gap.inserted)
        left_out = turning_word_left_out(text, start, end)
        if bool(added) == bool(left_out):
            continue
        verb = f"adds “{added}”" if added else f"leaves out “{left_out}”"
        words = _beside(text, spans[max(n - 1, 0)], spans[min(n, len(spans) - 1)], (start, end))
        return f"the quotation {verb}; the words there are “{words}”"
    return ""


def _beside(
    text: str, before: tuple[int, int], after: tuple[int, int], cut: tuple[int, int]
) -> str:
    """Return the words of a cut with a few of the pieces on its sides, of a long one the ends."""
    start, end = cut
    between = text[start:end].split(" ")
    first = [] if start == 0 else text[before[0] : start].split(" ")[-_AROUND:]
    last = [] if end == len(text) else text[end : after[1]].split(" ")[:_AROUND]
    if len(between) > 3 * _AROUND:
        outer = between[:_AROUND] if first else []
        inner = between[-_AROUND:] if last else []
        between = [*outer, "…", *inner]
    return f"{' '.join(first)}{' '.join(between)}{' '.join(last)}".strip()
