"""Words with capital letters that are of one name: "Department for Business and Trade"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from stakegraph.drafting.words_of_names import FIELDS, GROUPS, NO_NAMES, OPENING
from stakegraph.model.given_names import GIVEN_NAMES
from stakegraph.model.legal_forms import LEGAL_FORMS
from stakegraph.model.organisation_names import WORDS as ORGANISATIONS
from stakegraph.model.personal_names import is_particle, is_title
from stakegraph.model.place_names import PEOPLES, PLACES
from stakegraph.text.folding import fold

Span = tuple[int, int]

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-'/&+](?=[^\W_])[^\W_]+)*|\S")
_POSSESSIVE = re.compile("(.+[^\\W_])('s)", re.IGNORECASE)
_LISTED = re.compile(r"(?:(?:,? and|,| &)? [A-Z][\w'-]+)+")
_ABBREVIATED = ("Inc", "Corp", "Ltd", "Co", "St")
_SMALL_FORMS = LEGAL_FORMS - {"spa"}  # written so, it is a word
_OF_CITIES = ("college", "university", "school", "hospital", "church")
_BEFORE_SENTENCES = ".:'?!;"
_SMALL = 3  # words in small letters that may follow one another within a name


class Token(NamedTuple):
    """A word or mark of a sentence."""

    text: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        """Return whether this may be a word of a name: AstraZeneca, eBay."""
        start = self.text[:3]
        return start[0].isupper() or (start[0].isalpha() and any(map(str.isupper, start)))


def tokens(text: str) -> Iterator[Token]:
    """Yield the words and marks of a text; the `'s` of a possessive is one of its own."""
    for match in _TOKEN.finditer(text):
        parted = _POSSESSIVE.fullmatch(match[0])
        if parted:
            middle = match.start() + parted.end(1)
            yield Token(parted[1], match.start(), middle)
            yield Token(parted[2], middle, match.end())
        else:
            yield Token(match[0], *match.span())


def runs(sentence: str, taken: Iterable[Span] = ()) -> Iterator[Span]:
    """Yield where names may stand in a sentence, outside the spans that are taken."""
    found = _Run(sentence, taken)
    n = 0
    while n < len(found.tokens):
        if not found.begins(n):
            n += 1
            continue
        end = n + 1
        while (further := found.further(n, end)) > end:
            end = further
        end = n + _of_one(found.tokens[n:end])
        yield found.tokens[n].start, found.tokens[end - 1].end
        n = end


class _Run:
    """Finds where names begin and how far they go on."""

    def __init__(self, sentence: str, taken: Iterable[Span]) -> None:
        self.sentence = sentence
        self.tokens = [*tokens(sentence)]
        spans = [*taken]
        self.free = [
            not any(start < each.end and each.start < end for start, end in spans)
            for each in self.tokens
        ]

    def begins(self, n: int) -> bool:
        """Return whether a name begins with a word."""
        token = self.tokens[n]
        is_acronym = token.text.isupper() and not self.sentence.isupper()  # WHO
        is_no_name = fold(token.text) in NO_NAMES and len(token.text) > 1 and not is_acronym
        is_alone = n + 1 == len(self.tokens) or not self.tokens[n + 1].is_capital
        is_first = n == 0 or self.tokens[n - 1].text in _BEFORE_SENTENCES
        two = fold(" ".join(each.text for each in self.tokens[n : n + 2]))
        is_new = two in PLACES or (token.text == "New" and not is_first and not is_alone)
        if not self.free[n] or not token.is_capital or (is_no_name and not is_new):
            return False
        return not (is_first and is_alone and fold(token.text) in GROUPS)

    def further(self, first: int, end: int) -> int:
        """Return where a name goes on to that has some words, or `end` where it does not."""
        if end == len(self.tokens) or not self.free[end]:
            return end
        before, token = self.tokens[end - 1 : end + 1]
        gap = self.sentence[before.end : token.start]
        if token.text == "," and fold(before.text) in _OF_CITIES and self._is_city(end + 1):
            return end + 2
        if token.text == "." and not gap and self._is_within(before, end):
            return end + 1
        is_theirs = fold(before.text) in GROUPS and token.text in ("'", "'s")
        if is_theirs and end + 1 < len(self.tokens) and self._is_body(end + 1):
            return end + 2
        if gap != " ":
            return end
        if token.is_capital or token.text in _SMALL_FORMS:
            return end + 1
        following = self._next_capital(end)
        is_saved = (before.text, token.text) == ("Save", "the")
        if following and (token.text in ("&", "+") or is_particle(token.text) or is_saved):
            return following + 1
        run = {fold(each.text) for each in self.tokens[first:end]}
        if following and token.text in ("of", "for") and not OPENING.isdisjoint(run):
            return max(self._behind_fields(following), following + 1)
        return end

    def _is_within(self, before: Token, end: int) -> bool:
        """Return whether a full stop is that of an initial, a title or a legal form in a name."""
        if end + 1 == len(self.tokens):
            return False
        is_short = len(before.text) == 1 or is_title(fold(before.text))
        is_followed = self.tokens[end + 1].is_capital
        return (is_short and is_followed) or before.text in _ABBREVIATED

    def _is_body(self, n: int) -> bool:
        """Return whether a word is one of organisations: "the Governors' Association"."""
        token = self.tokens[n]
        return self.free[n] and token.is_capital and fold(token.text) in ORGANISATIONS

    def _is_city(self, n: int) -> bool:
        """Return whether a word between commas is a place: "Trinity College, Cambridge,"."""
        behind = self.tokens[n + 1 : n + 2]
        is_place = fold(self.tokens[n].text) in PLACES if n < len(self.tokens) else False
        return is_place and all(not each.text[0].isalnum() for each in behind)

    def _next_capital(self, end: int) -> int:
        """Return the next word with a capital letter, 0 if any but small words come before it."""
        for n in range(end + 1, min(end + 1 + _SMALL, len(self.tokens))):
            token = self.tokens[n]
            if not self.free[n] or self.sentence[self.tokens[n - 1].end : token.start] != " ":
                return 0
            if token.is_capital:
                return n
            if not (is_particle(token.text) or token.text == "the"):
                return 0
        return 0

    def _behind_fields(self, n: int) -> int:
        """Return where the fields end of which a department is, that are listed from a word on."""
        listed = _LISTED.match(self.sentence, self.tokens[n].start - 1)
        end = n
        while listed and n < len(self.tokens) and self.tokens[n].start < listed.end():
            if fold(self.tokens[n].text) in FIELDS:
                end = n + 1
            elif self.tokens[n].text not in ("and", ",", "&"):
                break
            n += 1
        return end


def _of_one(run: Sequence[Token]) -> int:
    """Return how many words are of one name: behind an organisation's a person's may begin."""
    several = [fold(each.text) for each in run]
    for n in range(1, len(several) - 1):
        is_of_place = {*several[:n]} <= (PLACES | PEOPLES) - GIVEN_NAMES
        is_parted = is_of_place or several[n - 1] in ORGANISATIONS
        if is_parted and several[n] in GIVEN_NAMES and ORGANISATIONS.keys().isdisjoint(several[n:]):
            return n
    return len(run)
