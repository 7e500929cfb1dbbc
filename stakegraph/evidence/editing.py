"""What an author does to the words that they quote: ellipses, and words of their own in brackets.

`the landlord ... is [not] permitted` is three pieces. `[T]he` has another letter in the source,
`appoint[ed]` another ending, `[Ada One]` stands for a few words or for none, `[sic]` for none.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from stakegraph.evidence.sense import turning_word
from stakegraph.evidence.typography import ELLIPSIS, hyphened, undivided, unified

_REPLACED = 8  # words, at most, for which brackets stand
_SIC = re.compile(r"sic\b.*|recte\b.*|!|\?|.*\b(?:emphasis|italics)\b.*", re.IGNORECASE)
_TURNING = re.compile(r"(?:un|in|im|il|ir|dis|non|mis|de|anti|ex)-?|less|n?'t", re.IGNORECASE)
_ENDINGS = "n?'t|less|not"  # of what is left out of a word
_DOTS = re.escape(ELLIPSIS)
_ELLIPSIS = re.compile(rf"\[ ?{_DOTS} ?\]|\( ?{_DOTS} ?\)|{_DOTS}")
_EDGES = " '"
_EDGES_OF_PIECES = " ',;:.-"


class Gap(NamedTuple):
    """What stands between two pieces: brackets for so many words at most, or an ellipsis."""

    inserted: str = ""
    most: int | None = None

    def beside(self, other: "Gap | None") -> "Gap":
        """Return the gap that two are which follow one another."""
        if other is None:
            return self
        inserted = f"{other.inserted} {self.inserted}".strip()
        is_open = self.most is None or other.most is None
        return Gap(inserted, None if is_open else (self.most or 0) + (other.most or 0))


class Quotation(NamedTuple):
    """The pieces of a quotation: what matches each, its words, and the gaps about them, if any.

    There is one gap more than pieces; between two pieces there always is one.
    """

    pieces: tuple[re.Pattern[str], ...]
    said: tuple[str, ...]
    gaps: tuple[Gap | None, ...]

    @property
    def words(self) -> str:
        """Return the words of all pieces."""
        return " ".join(self.said)


@lru_cache(256)
def quotations(quote: str) -> tuple[Quotation, ...]:
    """Return what a quotation may mean: its words as they are, then with its author's marks."""
    given = unified(quote)
    forms = dict.fromkeys((undivided(given), hyphened(given)))
    found = [_quotation(iter([*form])) for form in forms]
    found += [_quotation(_parsed(form)) for form in forms if "[" in form or ELLIPSIS in form]
    return tuple(form for form in found if form.pieces)


def _quotation(items: Iterator["str | tuple[str, str] | Gap"]) -> Quotation:
    """Return a quotation of letters, of letters with what matches them, and of gaps."""
    pieces: list[list[tuple[str, str]]] = []
    gaps: list[Gap | None] = []
    piece: list[tuple[str, str]] = []
    gap: Gap | None = None
    for item in items:
        if not isinstance(item, Gap):
            piece.append((re.escape(item), item) if isinstance(item, str) else item)
            continue
        if _has_words(piece):
            pieces.append(piece)
            gaps.append(gap)
            gap = None
        piece = []
        gap = item.beside(gap)
    if _has_words(piece):
        pieces.append(piece)
        gaps.append(gap)
        gap = None
    edges = _EDGES_OF_PIECES if any(gaps) or gap else _EDGES
    stripped = [_stripped(piece, edges) for piece in pieces]
    return Quotation(
        tuple(re.compile("".join(pattern for pattern, _ in piece)) for piece in stripped),
        tuple("".join(said for _, said in piece) for piece in stripped),
        (*gaps, gap) if pieces else (),
    )


def _has_words(piece: list[tuple[str, str]]) -> bool:
    return any(char.isalnum() for _, said in piece for char in said)


def _stripped(piece: list[tuple[str, str]], edges: str) -> list[tuple[str, str]]:
    """Return a piece without the marks and spaces at its edges, which no word needs."""
    kept = [n for n, (_, said) in enumerate(piece) if said not in edges]
    return piece[kept[0] : kept[-1] + 1]


def _parsed(words: str) -> Iterator[str | tuple[str, str] | Gap]:
    """Yield the letters and the gaps of a quotation."""
    at = 0
    while at < len(words):
        if dots := _ELLIPSIS.match(words, at):
            yield Gap()
            at = dots.end()
        elif words[at] == "[" and (end := _closed(words, at)):
            inserted = words[at + 1 : end - 1].strip()
            is_in_word = words[:at][-1:].isalnum() or words[end : end + 1].isalnum()
            if is_in_word and " " not in inserted:
                yield _amended(inserted, is_first=not words[:at][-1:].isalnum()), words[at:end]
            else:
                end += 2 if re.match(r"'s\b", words[end:]) else 0
                yield Gap(inserted, 0 if _SIC.fullmatch(inserted) else _REPLACED)
            at = end
        else:
            yield words[at]
            at += 1


def _closed(words: str, at: int) -> int:
    """Return where brackets end that open at a letter, or 0 if they do not."""
    depth = 0
    for n in range(at, len(words)):
        depth += (words[n] == "[") - (words[n] == "]")
        if not depth:
            return n + 1
    return 0


def _amended(inserted: str, *, is_first: bool) -> str:
    """Return what matches the part of a word in brackets: what turns the sense must be there."""
    if turning_word(inserted) or _TURNING.fullmatch(inserted):
        return re.escape(inserted)
    same = f"(?i:{re.escape(inserted)})"
    if is_first and len(inserted) == 1:  # another case, and nothing else
        return same
    return rf"(?:{same}|(?!{_TURNING.pattern if is_first else _ENDINGS})[\w'-]{{0,20}})"
