"""The text of a source, by the places that can be cited in it.

A text is either a page that numbers its paragraphs (`¶7 ...` at the beginning of a line, up to the
next number or blank line) or the source itself: then its paragraphs are the lines that are not
blank, counted from 1. Pages end in a form feed, as `pdftotext` has them, and bear the numbers that
are printed on them where these follow one another; a time (`12:30`) stands at the beginning of a
line and counts up to the next. Sections, annexes, notes, columns, rows and the like are numbered by
no text: they are looked for in all of it, or on the page that is named with them.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from stakegraph.model.places import (
    LINE,
    NOTE,
    PAGE,
    PARAGRAPH,
    TIME,
    Span,
    Step,
    number,
    seconds,
    steps,
)
from stakegraph.rules.pages import labels, numbered_before

_MARKED = re.compile(r"\s*¶ ?(\d{1,9})\b[.:]?\s*(.*)$")
_TIME = re.compile(r"\W{0,2}((?:\d+:)?\d{1,3}:\d\d)\b")
_NUMBERED = (PARAGRAPH, PAGE, LINE, TIME)


class Line(NamedTuple):
    """A line, or the part of one up to a form feed, with its number and that of its page."""

    text: str
    number: int
    page: int


class Text:
    """The text of a source, by the places that can be cited in it."""

    def __init__(self, text: str) -> None:
        self.lines = _lines(text)
        marked = _marked(self.lines)
        self._places = marked or _not_blank(self.lines)
        if marked:
            for found in marked.values():
                first = self.lines[found[0]]
                self.lines[found[0]] = first._replace(text=_MARKED.sub(r"\2", first.text))
        self.paragraphs = {number: self._text(found) for number, found in self._places.items()}

    def whole(self) -> str:
        """Return all paragraphs as one text."""
        return "\n".join(self.paragraphs.values())

    def at(self, place: str) -> str | None:
        """Return what stands in a place: all of it for "", None where there is no such place."""
        found = self.runs(place)
        return None if found is None else "\n".join(map(self._text, found))

    def runs(self, place: str) -> list[Sequence[int]] | None:
        """Return the lines that stand in a place, one after the other; None if it is not there."""
        step = _located(place)
        if place.startswith("item "):
            return None
        if step is None:
            return [[line for found in self._places.values() for line in found]]
        found = [self._run(step.kind, span) for span in step.spans]
        runs = [run for run in found if run is not None]
        return runs if len(runs) == len(found) else None

    def paragraphs_at(self, place: str) -> dict[int, str] | None:
        """Return the paragraphs that a place touches, by number; None where it cannot be found."""
        runs = self.runs(place)
        if runs is None or (place and _located(place) is None):
            return None
        wanted = {line for run in runs for line in run}
        return {
            number: self.paragraphs[number]
            for number, found in self._places.items()
            if not wanted.isdisjoint(found)
        }

    def has(self, place: str) -> str:
        """Say which places there are of the kind that a place is."""
        step = _located(place)
        if step is None:
            return f"no text numbers what {place} is"
        if not self.paragraphs:
            return "its text is empty"
        if step.kind == TIME:
            return "no line of its text begins with that time"
        if step.kind == PAGE and len(self._pages) == 1:
            return "its text has no page breaks (form feeds)"
        units = self._units(step.kind)
        word = {PARAGRAPH: "paragraphs are ¶", LINE: "lines are "}.get(step.kind, "pages are ")
        return f"its {word}{min(units)} to {word[-1].strip()}{max(units)}"

    def units(self, place: str) -> list[str]:
        """Return all places of the kind that a place is: pages for a page, else paragraphs."""
        step = _located(place)
        if step is not None and step.kind == PAGE:
            return [f"{PAGE} {number}" for number in self._printed]
        return [f"{PARAGRAPH}{number}" for number in self._places]

    def _line(self, line: int) -> str:
        return self.lines[line].text

    def _text(self, lines: Iterable[int]) -> str:
        return "\n".join(map(self._line, lines))

    def _run(self, kind: str, span: Span) -> Sequence[int] | None:
        if kind == TIME:
            return self._spoken(span)
        if kind == PAGE and not span.first.isdecimal():
            return self._labelled(span)
        units = self._units(kind)
        first, last = number(span.first), number(span.last) if span.last else max(units, default=0)
        if first is None or last is None or last > max(units, default=0):
            return None
        found = [units.get(each) for each in range(first, last + 1)] or [None]
        return (
            None if None in found or not found else [line for each in found for line in each or ()]
        )

    def _units(self, kind: str) -> Mapping[int, Sequence[int]]:
        return {PARAGRAPH: self._places, LINE: self._numbers}.get(kind, self._printed)

    @cached_property
    def _numbers(self) -> dict[int, list[int]]:
        return _grouped((line.number, n) for n, line in enumerate(self.lines))

    @cached_property
    def _pages(self) -> dict[int, list[int]]:
        return _grouped((line.page, n) for n, line in enumerate(self.lines))

    @cached_property
    def _printed(self) -> dict[int, list[int]]:
        """Return the pages by the numbers printed on them, or else counted from 1."""
        before = numbered_before(self._labels)
        return {page + before: lines for page, lines in self._pages.items()}

    @cached_property
    def _labels(self) -> dict[int, set[str]]:
        return {page: labels(map(self._line, lines)) for page, lines in self._pages.items()}

    def _labelled(self, span: Span) -> Sequence[int] | None:
        """Return the pages from one that is numbered in Roman figures, or with letters, on."""
        if len(self._pages) == 1:
            return None
        pages = [
            next((page for page, there in self._labels.items() if label in there), None)
            for label in (span.first.casefold(), span.last.casefold())
        ]
        first, last = pages
        if first is None or last is None or first > last:  # on no page is it printed
            return range(len(self.lines))
        return [line for page in range(first, last + 1) for line in self._pages[page]]

    @cached_property
    def _times(self) -> dict[float, list[int]]:
        """Return the lines from each time that begins one up to the next."""
        found: defaultdict[float, list[int]] = defaultdict(list)
        time = None
        for n, line in enumerate(self.lines):
            match = _TIME.match(line.text)
            time = seconds(match[1]) if match else time
            if time is not None:
                found[time].append(n)
        return dict(sorted(found.items()))

    def _spoken(self, span: Span) -> Sequence[int] | None:
        """Return what is said at a time, or from one to another."""
        first, last = seconds(span.first), seconds(span.last)
        if first == last:
            return self._times.get(first)
        # What goes on when the first begins was begun before.
        begun = [time for time, next in pairwise(self._times) if time < first < next]
        wanted = [*begun, *(time for time in self._times if first <= time <= last)]
        return [line for time in wanted for line in self._times[time]] or None


def numbered_paragraphs(text: str) -> dict[int, str]:
    """Return the paragraphs of a text by the numbers under which they are cited."""
    return Text(text).paragraphs


def paragraphs_at(text: str, place: str) -> dict[int, str] | None:
    """Return the paragraphs of a text that a place names or touches; all of them for "".

    None where the text has no such place, or numbers nothing of its kind: a note, an annex.
    """
    return Text(text).paragraphs_at(place)


def is_numbered(place: str) -> bool:
    """Return whether a text may number what a place is."""
    return not place or _located(place) is not None


def _located(place: str) -> Step | None:
    """Return the step of a place that a text may number, or None if it has none."""
    found = [step for step in steps(place) if step.kind != NOTE]
    return found[0] if found and found[0].kind in _NUMBERED else None


def _lines(text: str) -> list[Line]:
    """Return the lines of a text, parted where a page ends within them."""
    found = []
    page = 1
    for row, line in enumerate(text.removesuffix("\f").split("\n"), 1):
        for n, piece in enumerate(line.split("\f")):
            page += n > 0
            found.append(Line(piece, row, page))
    return found


def _marked(lines: Iterable[Line]) -> dict[int, list[int]]:
    """Return the paragraphs that a page numbers, each up to the next or to a blank line."""
    found: dict[int, list[int]] = {}
    number = None
    for n, line in enumerate(lines):
        match = _MARKED.match(line.text)
        if match:
            number = int(match[1])
            found[number] = [n]
        elif number is not None and line.text.strip():
            found[number].append(n)
        else:
            number = None
    return found


def _not_blank(lines: Collection[Line]) -> dict[int, list[int]]:
    """Return the lines that are not blank, counted from 1."""
    found = _grouped((line.number, n) for n, line in enumerate(lines) if line.text.strip())
    return dict(enumerate(found.values(), 1))


def _grouped(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for key, n in pairs:
        found[key].append(n)
    return dict(found)
