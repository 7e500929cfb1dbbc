"""What is printed on pages besides their text: page numbers, running heads and feet."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from stakegraph.evidence.sense import ends_sentence, turning_word

_LABEL = re.compile(r"[A-Z]?-?\d{1,6}[a-z]?|[ivxlcdm]+", re.IGNORECASE)

_NUMBER = re.compile(r"\d+|\b[ivxl]+\b", re.IGNORECASE)
_ONLY_NUMBER = re.compile(
    r"(?:page|p\.|seite|página)?\W*#\W*(?:(?:of|/|von|de)\W*#\W*)?", re.IGNORECASE
)
_NOTE_MARK = re.compile(
    r"(?<=[^\W\d]{3}[.,;:!?)'\"’”])(?:\d{1,3}(?=\s|$)|[¹²³⁰⁴-⁹]+)|(?<=[^\W\d]{3})[¹²³⁰⁴-⁹]+"
    r"|\s?\[\d{1,3}\]"
)
_MOST_WORDS = 12  # of a running head
_LONGEST = 200  # characters of one
_DEPTH = 2  # lines of one that are looked for at the top and at the foot of a page


class Line(NamedTuple):
    """A line, or the part of one up to a form feed, with its number and that of its page."""

    text: str
    number: int
    page: int


def labels(lines: Iterable[str]) -> set[str]:
    """Return what may be the number of a page: what its first or last line begins or ends with."""
    texts = (line.strip(" -–—[]|\t") for line in lines)
    edges = [words for text in texts if (words := text.split())]
    ends = (word for line in (*edges[:1], *edges[-1:]) for word in (line[0], line[-1]))
    return {word.casefold() for word in ends if _LABEL.fullmatch(word)}


def numbered_before(labels: Mapping[int, Iterable[str]]) -> int:
    """Return how many pages were numbered before the first one, from what each may be numbered.

    That is what half of the pages, and two at least, agree on; else none were.
    """
    votes: Counter[int] = Counter()
    for page, found in labels.items():
        votes.update({int(label) - page for label in found if label.isdecimal()})
    ((before, agreed),) = votes.most_common(1) or [(0, 0)]
    return before if agreed >= 2 and agreed * 2 >= len(labels) else 0


def furniture(lines: Sequence[Line]) -> frozenset[int]:
    """Return which lines are page numbers, running heads or feet, and no part of the text.

    At the top and at the foot of pages that is what has a number alone, what stands on several
    pages, and a short line apart from the rest. In a text without page breaks it is a number that
    stands apart, or a line that stands there more than once, each time with another number.
    """
    there = [n for n, line in enumerate(lines) if line.text.strip()]
    if not there or lines[there[-1]].page == lines[0].page:
        return frozenset(_without_breaks(lines, there))
    pages: defaultdict[int, list[int]] = defaultdict(list)
    for n in there:
        pages[lines[n].page].append(n)
    heads: defaultdict[str, set[int]] = defaultdict(set)
    for page, found in pages.items():
        for n in (*found[:_DEPTH], *found[-_DEPTH:]):
            heads[_head(lines[n].text)].add(page)
    running = {head for head, where in heads.items() if len(where) > 1}
    return frozenset(n for found in pages.values() for n in _of_page(lines, found, running))


def without_note_marks(text: str) -> str:
    """Return a text without the numbers of notes behind its words: `in public.1`, `public [1]`."""
    return _NOTE_MARK.sub("", text)


def _of_page(lines: Sequence[Line], there: Iterable[int], running: Container[str]) -> Iterator[int]:
    """Yield the lines of a page that are no part of its text, from outside inwards."""
    left = [*there]
    for outermost, inwards in ((0, 1), (-1, -1)):
        for _ in range(min(_DEPTH, len(left))):
            n = left[outermost]
            line = _masked(lines[n].text)
            is_head = _head(line) in running and _is_short(line)
            is_apart = len(left) > 1 and _is_short(line) and _is_blank(lines, n + inwards)
            if not (is_head or is_apart or _ONLY_NUMBER.fullmatch(line)):
                break
            yield left.pop(outermost)


def _without_breaks(lines: Sequence[Line], there: Sequence[int]) -> Iterator[int]:
    # What has so many letters has more words than a running head.
    short = {n: _masked(lines[n].text) for n in there if len(lines[n].text) < _LONGEST}
    texts: defaultdict[str, set[str]] = defaultdict(set)
    for n, masked in short.items():
        texts[masked].add(lines[n].text.strip())
    for n, masked in short.items():
        if _ONLY_NUMBER.fullmatch(masked):
            if len(masked) > 1 or _is_blank(lines, n - 1) or _is_blank(lines, n + 1):
                yield n
        elif "#" in (masked[0], masked[-1]) and len(texts[masked]) > 1 and _is_short(masked):
            yield n


def _masked(text: str) -> str:
    """Return a line with # in the place of each number."""
    return _NUMBER.sub("#", " ".join(text.split()))


def _head(text: str) -> str:
    """Return a line without the page number that may stand beside a running head or foot."""
    return _masked(text).strip("# |-–—").casefold()


def _is_short(line: str) -> bool:
    is_text = ends_sentence(line) or turning_word(line)
    return len(line.split()) <= _MOST_WORDS and not is_text


def _is_blank(lines: Sequence[Line], n: int) -> bool:
    """Return whether there is such a line, and nothing in it."""
    return 0 <= n < len(lines) and not lines[n].text.strip()
