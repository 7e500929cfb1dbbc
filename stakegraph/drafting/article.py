"""The sentences of a text, each with where it stands, and what they state."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from stakegraph.drafting.names import Known, Names
from stakegraph.drafting.sentences import Sentence
from stakegraph.drafting.statement import Statement
from stakegraph.drafting.statements import statements
from stakegraph.evidence.passages import Text
from stakegraph.evidence.sense import ends_sentence, sentence_ends
from stakegraph.evidence.typography import plain_marks, seen
from stakegraph.model.places import PARAGRAPH
from stakegraph.model.relations import ORGANISATION, PERSON, RELATIONS
from stakegraph.text.folding import fold

_DIVIDED = re.compile(r"[^\W\d]-$")
_SHORT = 0.6  # of the longest line of a paragraph: what is shorter ends it
_FILLED = 40  # characters that a line has at least that goes on in the next one
_CLOSING = " '.,;:"


class Passage(Struct, frozen=True):
    """A paragraph in one line; `numbers` are those of its lines, with where each begins."""

    text: str
    numbers: tuple[tuple[int, int], ...]

    def place(self, start: int, end: int) -> str:
        """Return the place of a part of it, as it is cited."""
        found = [
            number
            for (at, number), (stop, _) in pairwise((*self.numbers, (len(self.text), 0)))
            if at < end and start < stop
        ]
        last = f"-{found[-1]}" if len(found) > 1 else ""
        return f"{PARAGRAPH}{found[0]}{last}"


class Found(Struct, frozen=True):
    """A statement, the place of its sentence, and the words that state it.

    `said_as` are words in them for those whose names stand in another place only.
    """

    statement: Statement
    place: str
    quote: str
    said_as: tuple[str, ...] = ()


class Reading(Struct):
    """What the sentences of a text state, in their order.

    `named_in` has the place where each whole name stands first, folded.
    """

    found: list[Found] = field(default_factory=list)
    named_in: dict[str, str] = field(default_factory=dict)


def reading(text: Text, known: Known) -> Reading:
    """Return what the sentences of a text state.

    They are read twice: what is said of a name in one place shows what it names in another.
    """
    passages = [*_passages(text)]
    names = Names(known)
    for _ in range(2):
        made = Reading()
        names.begin()
        for passage in passages:
            _read(passage, names, made)
        for each in made.found:
            _learn(each.statement, names)
    return made


def _learn(statement: Statement, names: Names) -> None:
    """Take in what the ends of a statement are, where they can be one thing only."""
    row = RELATIONS.get(statement.relation)
    kinds = (row.subjects, row.objects) if row else ((PERSON,), (ORGANISATION,))
    for name, some in zip((statement.subject, statement.object), kinds, strict=True):
        for kind, other in ((PERSON, ORGANISATION), (ORGANISATION, PERSON)):
            if name and kind in some and other not in some:
                names.learn(name, kind)


def _read(passage: Passage, names: Names, made: Reading) -> None:
    """Add what the sentences of a passage state."""
    plain = plain_marks(passage.text)
    sentence = None
    told: list[Statement] = []  # with where they stand in the passage
    for start, end in pairwise((0, *sentence_ends(plain), len(plain))):
        start += len(plain[start:end]) - len(plain[start:end].lstrip())
        sentence = Sentence(plain[start:end], names, sentence)
        for name in sentence.names:
            names.learn(name, name.kind)
            if not name.full:
                place = passage.place(start + name.start, start + name.end)
                made.named_in.setdefault(fold(name.text), place)
        before = [_moved(each, -start) for each in told]
        found = statements(sentence, before)
        told = [_moved(each, start) for each in (*before, *found)]
    for each in told:
        quote = passage.text[each.start : each.end].rstrip(_CLOSING)
        place = passage.place(each.start, each.end)
        made.found.append(Found(each, place, quote, tuple(_said_as(each, plain))))


def _said_as(statement: Statement, passage: str) -> Iterator[str]:
    """Yield the words by which a passage means ends of a statement that it does not name."""
    for name in (statement.subject, statement.object):
        if name and name.is_description and name.whole not in passage:
            yield name.text


def _moved(statement: Statement, by: int) -> Statement:
    """Return a statement as it stands so much further on."""
    return replace(statement, start=statement.start + by, end=statement.end + by)


def _passages(text: Text) -> Iterator[Passage]:
    """Yield the paragraphs; of lines that are not filled, headings and lists, each by itself."""
    for lines in text.numbered_lines():
        longest = max(len(line) for _, line in lines)
        part: list[tuple[int, str]] = []
        for number, line in lines:
            if part and number != part[-1][0] and not _is_filled(part[-1][1], longest):
                yield _passage(part)
                part = []
            part.append((number, line))
        yield _passage(part)


def _is_filled(line: str, longest: int) -> bool:
    """Return whether a line of a paragraph goes on in the next one, as its length shows."""
    return ends_sentence(line) or len(line) >= max(_FILLED, _SHORT * longest)


def _passage(lines: Sequence[tuple[int, str]]) -> Passage:
    """Return lines as one, a word that is divided at the end of one whole."""
    text = ""
    numbers: list[tuple[int, int]] = []
    for number, line in lines:
        piece = " ".join(seen(line).split())
        if _DIVIDED.search(text) and piece[:1].isalpha():
            text = text[:-1] if piece[0].islower() else text
        elif text:
            text += " "
        if not numbers or numbers[-1][1] != number:
            numbers.append((len(text), number))
        text += piece
    return Passage(text, tuple(numbers))
