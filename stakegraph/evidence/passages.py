"""The text of a source, by the places that can be cited in it.

A text is either a page that numbers its paragraphs (`¶7 ...` at the beginning of a line, up to the
next number or blank line) or the source itself: then its paragraphs are the lines that are not
blank, counted from 1. Pages end in a form feed, as `pdftotext` has them, and bear the numbers that
are printed on them where these follow one another; a time (`12:30`) stands at the beginning of a
line and counts up to the next. Sections, annexes, notes, columns, rows and the like are numbered by
no text: they are looked for in all of it, or on the page that is named with them.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from stakegraph.evidence.numbering import MARK, Numbering
from stakegraph.evidence.pages import Line, furniture, without_note_marks
from stakegraph.evidence.sense import ends_sentence
from stakegraph.model.places import (
    LINE,
    NOTE,
    PAGE,
    PARAGRAPH,
    TIME,
    Step,
    steps,
)

ITEM = "item "  # a part of a file of data, which no text numbers

_NUMBERED = (PARAGRAPH, PAGE, LINE, TIME)


class Text:
    """The text of a source, by the places that can be cited in it."""

    def __init__(self, text: str) -> None:
        self.lines = _lines(text)
        self.numbering = Numbering(self.lines)
        if self.numbering.is_marked:
            for n, *_ in self.numbering.paragraphs.values():
                self.lines[n] = self.lines[n]._replace(text=MARK.sub(r"\2", self.lines[n].text))
        numbered = self.numbering.paragraphs.items()
        self.paragraphs = {number: self._text(found) for number, found in numbered}

    def whole(self) -> str:
        """Return all paragraphs as one text."""
        return "\n".join(self.paragraphs.values())

    def at(self, place: str) -> str | None:
        """Return what stands in a place: all of it for "", None where there is no such place."""
        if place and _located(place) is not None:
            found = self.runs(place)
            return None if found is None else "\n".join(map(self._text, found))
        return None if place.startswith(ITEM) else self.whole()

    def runs(self, place: str) -> list[Sequence[int]] | None:
        """Return the lines that stand in a place, one after the other; None if it is not there."""
        step = _located(place)
        if place.startswith(ITEM):
            return None
        if step is None:
            numbered = self.numbering.paragraphs.values()
            all = range(len(self.lines))
            return [[n for found in numbered for n in found] if self.numbering.is_marked else all]
        found = [self.numbering.lines_of(step.kind, span) for span in step.spans]
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
            for number, found in self.numbering.paragraphs.items()
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
        if step.kind == PAGE and len(self.numbering.pages) == 1:
            return "its text has no page breaks (form feeds)"
        units = self.numbering.units(step.kind)
        word = {PARAGRAPH: "paragraphs are ¶", LINE: "lines are "}.get(step.kind, "pages are ")
        return f"its {word}{min(units)} to {word[-1].strip()}{max(units)}"

    def units(self, place: str) -> list[str]:
        """Return all places of the kind that a place is: pages for a page, else paragraphs."""
        step = _located(place)
        if step is not None and step.kind == PAGE:
            return [f"{PAGE} {number}" for number in self.numbering.printed]
        return [f"{PARAGRAPH}{number}" for number in self.paragraphs]

    def blocks(self, place: str, *, bare: bool = False) -> list[str]:
        """Return the paragraphs of a place as far as they stand in it, whatever their numbers.

        Of paragraphs that a place names each is one; else a blank line ends one, unless the
        sentence goes on after a page's end. `bare` leaves out page numbers, heads, feet and
        the marks of notes.
        """
        runs = self.runs(place) or ()
        if self.is_by_paragraph(place):
            blocks = [block for run in runs for block in self._numbered(run)]
        else:
            blocks = [block for run in runs for block in self._parted(run, bare=bare)]
        return self._texts(blocks, bare=bare)

    def numbered_lines(self) -> Iterator[list[tuple[int, str]]]:
        """Yield the paragraphs as a reader sees them: their lines, each with its number.

        What pages have besides their text is left out.
        """
        numbers = {
            line: number for number, lines in self.numbering.paragraphs.items() for line in lines
        }
        for run in self.runs("") or ():
            parted = (
                self._numbered(run) if self.numbering.is_marked else self._parted(run, bare=True)
            )
            for block in filter(None, parted):
                yield [(numbers[line], self._line(line)) for line in block if line in numbers]

    def is_by_paragraph(self, place: str) -> bool:
        """Return whether numbers say where the paragraphs of a place begin."""
        step = _located(place)
        return self.numbering.is_marked or (step is not None and step.kind == PARAGRAPH)

    def joined(self, place: str, *, bare: bool = False) -> list[str]:
        """Return what stands in a place, each range of it as one text; see `blocks`."""
        left_out = self._furniture if bare else ()
        runs = self.runs(place) or ()
        kept = ((line for line in run if line not in left_out) for run in runs)
        return self._texts(kept, bare=bare)

    def _texts(self, runs: Iterable[Iterable[int]], *, bare: bool) -> list[str]:
        texts = map(self._text, runs)
        return [*(map(without_note_marks, texts) if bare else texts)]

    @cached_property
    def _furniture(self) -> frozenset[int]:
        return frozenset() if self.numbering.is_marked else furniture(self.lines)

    def _numbered(self, run: Sequence[int]) -> Iterator[list[int]]:
        """Yield the paragraphs of a run; lines that no sentence ends may be of one paragraph."""
        wanted = set(run)
        block: list[int] = []
        for lines in self.numbering.paragraphs.values():
            if wanted.isdisjoint(lines):
                continue
            if block and (self.numbering.is_marked or ends_sentence(self._line(block[-1]))):
                yield block
                block = []
            block += [line for line in lines if line in wanted]
        yield block

    def _parted(self, run: Sequence[int], *, bare: bool) -> Iterator[list[int]]:
        """Yield the lines of a run between blank ones."""
        block: list[int] = []
        is_after_blank = is_after_page = False
        for line in run:
            if bare and line in self._furniture:
                is_after_page = True
            elif not self._line(line).strip():
                is_after_blank = True
            else:
                is_after_page |= bool(block) and self.lines[block[-1]].page != self.lines[line].page
                goes_on = is_after_page and block and not ends_sentence(self._line(block[-1]))
                if block and is_after_blank and not goes_on:
                    yield block
                    block = []
                block.append(line)
                is_after_blank = is_after_page = False
        yield block

    def _line(self, line: int) -> str:
        return self.lines[line].text

    def _text(self, lines: Iterable[int]) -> str:
        return "\n".join(map(self._line, lines))


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
