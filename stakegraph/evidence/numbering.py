"""What the numbers of a text name: its paragraphs, lines and pages, the times of a transcript."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from stakegraph.evidence.pages import Line, labels, numbered_before
from stakegraph.model.places import LINE, PAGE, PARAGRAPH, TIME, Span, number, seconds

MARK = re.compile(r"\s*¶ ?(\d{1,9})\b[.:]?\s*(.*)$")

_TIME = re.compile(r"\W{0,2}((?:\d+:)?\d{1,3}:\d\d)\b")


class Numbering:
    """Which lines the paragraphs, pages and times of a text have, lines being counted from 0."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        marked = _marked(lines)
        self.is_marked = bool(marked)
        self.paragraphs = marked or _not_blank(lines)

    def lines_of(self, kind: str, span: Span) -> Sequence[int] | None:
        """Return the lines from one of a kind to another, None where it has not all of them."""
        if kind == TIME:
            return self._spoken(span)
        if kind == PAGE and not span.first.isdecimal():
            return self._labelled(span)
        found = _spanned(self.units(kind), span)
        # What is no printed number may be one that a reader of the file counted.
        return found or (_spanned(self.pages, span) if kind == PAGE else None)

    def units(self, kind: str) -> Mapping[int, Sequence[int]]:
        """Return the lines of each paragraph, line or page, by its number."""
        return {PARAGRAPH: self.paragraphs, LINE: self._numbers}.get(kind, self.printed)

    @cached_property
    def _numbers(self) -> dict[int, list[int]]:
        return _grouped((line.number, n) for n, line in enumerate(self._lines))

    @cached_property
    def pages(self) -> dict[int, list[int]]:
        """Return the pages, counted from 1."""
        return _grouped((line.page, n) for n, line in enumerate(self._lines))

    @cached_property
    def printed(self) -> dict[int, list[int]]:
        """Return the pages by the numbers printed on them, or else counted from 1."""
        before = numbered_before(self._labels)
        return {page + before: lines for page, lines in self.pages.items()}

    @cached_property
    def _labels(self) -> dict[int, set[str]]:
        return {
            page: labels(self._lines[n].text for n in lines) for page, lines in self.pages.items()
        }

    def _labelled(self, span: Span) -> Sequence[int] | None:
        """Return the pages from one that is numbered in Roman figures, or with letters, on."""
        if len(self.pages) == 1:
            return None
        pages = [
            next((page for page, there in self._labels.items() if label in there), None)
            for label in (span.first.casefold(), span.last.casefold())
        ]
        first, last = pages
        if first is None or last is None or first > last:  # on no page is it printed
            return range(len(self._lines))
        return [line for page in range(first, last + 1) for line in self.pages[page]]

    @cached_property
    def _times(self) -> dict[float, list[int]]:
        """Return the lines from each time that begins one up to the next."""
        found: defaultdict[float, list[int]] = defaultdict(list)
        time = None
        for n, line in enumerate(self._lines):
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


def _spanned(units: Mapping[int, Sequence[int]], span: Span) -> Sequence[int] | None:
    """Return the lines of the units from one to another, None where not all of them are there."""
    first = number(span.first)
    last = number(span.last) if span.last else max(units, default=0)
    if first is None or last is None or not 0 <= last - first < len(units):
        return None
    found = [units.get(each) for each in range(first, last + 1)]
    there = [unit for unit in found if unit is not None]
    return [line for unit in there for line in unit] if len(there) == len(found) else None


def _marked(lines: Iterable[Line]) -> dict[int, list[int]]:
    """Return the paragraphs that a page numbers, each up to the next or to a blank line."""
    found: dict[int, list[int]] = {}
    number = None
    for n, line in enumerate(lines):
        match = MARK.match(line.text)
        if match:
            number = int(match[1])
            found[number] = [n]
        elif number is not None and line.text.strip():
            found[number].append(n)
        else:
            number = None
    return found


def _not_blank(lines: Iterable[Line]) -> dict[int, list[int]]:
    """Return the lines that are not blank, counted from 1."""
    found = _grouped((line.number, n) for n, line in enumerate(lines) if line.text.strip())
    return dict(enumerate(found.values(), 1))


def _grouped(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for key, n in pairs:
        found[key].append(n)
    return dict(found)
