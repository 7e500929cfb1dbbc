"""A sentence in which names, titles, roles and dates are one mark each, for patterns to be found.

Each mark is a character of its own, of a range that says of what it is, and knows where in the
sentence that stands.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stakegraph.drafting.names import PLACE, SEVERAL, SINGLE, Name
from stakegraph.drafting.runs import Span
from stakegraph.drafting.titles import Title
from stakegraph.model.relations import ORGANISATION, PERSON

_SIZE = 0x200  # marks of a kind in one sentence
_FIRST = 0xE000
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_KINDS = (PERSON, ORGANISATION, SEVERAL, SINGLE, PLACE, "title", "role", "date")


def _range(*kinds: str) -> str:
    """Return the class of the marks of some kinds, for a regular expression."""
    starts = (_FIRST + _SIZE * _KINDS.index(kind) for kind in kinds)
    return f"[{''.join(f'{chr(start)}-{chr(start + _SIZE - 1)}' for start in starts)}]"


PERSONS = _range(PERSON, SEVERAL)
SURE_PERSONS = _range(PERSON)
ORGANISATIONS = _range(ORGANISATION, SEVERAL, SINGLE)
SURE_ORGANISATIONS = _range(ORGANISATION)
PARTIES = _range(PERSON, ORGANISATION, SEVERAL, SINGLE)
PLACES = _range(PLACE)
TITLES = _range("title")
ROLES = _range("role")
DATES = _range("date")
ANY = re.compile(_range(*_KINDS))


class Role(NamedTuple):
    """A title with the organisation it is at, if that is said; `owner` is `its` or the like.

    It begins at `start` of the sentence. It `is_definite` where only one has it: "the trust's
    head", and nobody's where words that name nobody say where it is: "head of the trust".
    """

    titles: tuple[Title, ...]
    name: str
    employer: Name | None = None
    owner: str = ""
    start: int = 0
    is_definite: bool = False
    is_nobodys: bool = False
    remit: str = ""

    @property
    def is_plural(self) -> bool:
        """Return whether several have it."""
        return any(title.is_plural for title in self.titles)

    @property
    def was(self) -> bool:
        """Return whether it is said to be held no longer."""
        return any(title.was for title in self.titles)

    @property
    def will_be(self) -> bool:
        """Return whether it is said to be held one day."""
        return any(title.will_be for title in self.titles)

    @property
    def stands_alone(self) -> bool:
        """Return whether it is plain which one it is without knowing where."""
        return any(title.stands_alone for title in self.titles)


Thing = Name | Title | Role | str


class Marked:
    """The text of a sentence with marks in it; `things` are what these stand for."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self.text = _PRIVATE.sub(" ", sentence)  # what a text has of these stands for nothing
        self.at = [(n, n + 1) for n in range(len(sentence))]
        self.things: list[Thing] = []

    def mark(self, start: int, end: int, kind: str, thing: Thing) -> None:
        """Put a mark in the place of a part of the text; no more than can be told apart."""
        if len(self.things) == _SIZE:
            return
        mark = chr(_FIRST + _SIZE * _KINDS.index(kind) + len(self.things))
        self.things.append(thing)
        self._replace(start, end, mark, [self.span(start, end)])

    def remove(self, start: int, end: int) -> None:
        """Take a part of the text out."""
        self._replace(start, end, "", [])

    def remove_all(self, pattern: re.Pattern[str]) -> None:
        """Take out what matches a pattern."""
        for match in reversed([*pattern.finditer(self.text)]):
            self.remove(*match.span())

    def span(self, start: int, end: int) -> Span:
        """Return where in the sentence a part of the text stands."""
        spans = self.at[start:end]
        return min(a for a, _ in spans), max(b for _, b in spans)

    def thing(self, mark: str) -> Thing:
        """Return what a mark stands for."""
        return self.things[(ord(mark) - _FIRST) % _SIZE]

    def all(self, text: str) -> Iterator[Thing]:
        """Yield what the marks of a text stand for."""
        for match in ANY.finditer(text):
            yield self.thing(match[0])

    def names(self, text: str) -> list[Name]:
        """Return the names in a text."""
        return [thing for thing in self.all(text) if isinstance(thing, Name)]

    def words(self, start: int, end: int) -> str:
        """Return a part of the text with its marks, but those of dates, as the sentence has it."""
        parts = zip(self.text[start:end], self.at[start:end], strict=True)
        return "".join(
            char if re.match(DATES, char) else self.sentence[first:last]
            for char, (first, last) in parts
        )

    def written(self, text: str) -> str:
        """Return a part of the text as the sentence has it."""
        start = self.text.index(text)
        first, last = self.span(start, start + len(text))
        return self.sentence[first:last].strip()

    def _replace(self, start: int, end: int, text: str, spans: list[Span]) -> None:
        self.text = self.text[:start] + text + self.text[end:]
        self.at[start:end] = spans
