"""Names found in a text, and whether they are those of people, organisations or places.

What a name is shows in its words (`Ltd`, `Council`), in what stands before it (`Dr`, `agency`), in
its first name, or in what is said of it elsewhere in the text; of some nothing shows it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from stakegraph.drafting.runs import Span, Token, runs, tokens
from stakegraph.drafting.vocabulary import either
from stakegraph.drafting.words_of_names import (
    BOARDS,
    BODIES,
    GENERIC,
    NO_ORGANISATIONS,
    NO_TITLES,
    SORTS,
    SURNAMES_TOO,
)
from stakegraph.model.given_names import GIVEN_NAMES
from stakegraph.model.organisation_names import WORDS as ORGANISATIONS
from stakegraph.model.personal_names import is_suffix, is_title
from stakegraph.model.place_names import PEOPLES, PLACES
from stakegraph.model.relations import ORGANISATION, PERSON
from stakegraph.text.folding import fold

PLACE = "place"
SEVERAL = "several words"  # of which nothing shows what they name
SINGLE = "one word"

# Returns the kind and the name of an actor of the facts that is called so, or None.
Known = Callable[[str], tuple[str, str] | None]

_ACRONYM = re.compile(r"[^\W\d_]*[A-Z&][A-Z&\d]+[a-z]?")
_MIXED = re.compile(r"(?!Mc|Mac|De|La|Le|Di|Van|Fitz)[A-Za-z][a-z]+[A-Z]\w+|[A-Z][a-z][A-Z]")
_SORT = re.compile(rf"(?:^|[ '])(?:{either(SORTS)}) $", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:city|town|village|state|province|county|district|island|region|suburb|capital|port) of $"
)
# What is in names of organisations: a legal form that is written with marks among it.
_FORM = re.compile(r"&| of | for | (?:A/S|S\.p\.A\.?|S\.r\.l\.?|[SN]\.[AV]\.?|B\.V\.?)$")
_LONGEST = 5  # words of a person's name


class Name(NamedTuple):
    """A name where it stands in a sentence, `text` without the titles of a person.

    `full` is what the same is called elsewhere.
    """

    start: int
    end: int
    text: str
    kind: str
    full: str = ""

    @property
    def whole(self) -> str:
        """Return the whole name of what is named."""
        return self.full or self.text

    @property
    def is_description(self) -> bool:
        """Return whether it is none, but words that mean who was named before: "the trust"."""
        return bool(self.full) and self.text[:4].casefold() == "the "


class Names:
    """The names of a text: what each is, found out from all that the text says."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._kinds: dict[str, str] = {}
        self._fulls: dict[str, set[str]] = defaultdict(set)
        self._acronyms: dict[str, str] = {}
        self._bodies: dict[str, set[str]] = defaultdict(set)  # organisations by a word of them
        self._titled: set[str] = set()  # surnames behind a title, which are people's

    def names(self, sentence: str, taken: Collection[Span] = ()) -> list[Name]:
        """Return the names of a sentence, none of which touches the spans that are taken."""
        found = []
        for start, end in runs(sentence, taken):
            name = self._name(sentence, start, end)
            if name and name.kind in (SEVERAL, SINGLE):
                before = sentence[:start]
                if _SORT.search(before):
                    name = name._replace(kind=ORGANISATION)
                elif _PLACE.search(before):
                    name = name._replace(kind=PLACE)
            if name:
                found.append(name)
        return found

    def learn(self, name: Name, kind: str) -> None:
        """Take in that a name is that of a person or an organisation."""
        if kind == ORGANISATION and not name.is_description:
            several = fold(name.whole).split()
            for word in BODIES.intersection((several[0], several[-1])):
                self._bodies[word].add(name.whole)
        if name.full or name.kind == PLACE or kind not in (PERSON, ORGANISATION):
            return
        folded = fold(name.text)
        several = folded.split()
        if len(several) == 1 and self._fulls.get(folded):
            return  # it is short for that
        self._kinds.setdefault(folded, kind)
        if len(several) > 1:
            short = several[-1] if kind == PERSON else several[0]
            self._fulls[short].add(name.text)

    def begin(self) -> None:
        """Forget in which order organisations were named: the text is read from its beginning."""
        self._bodies.clear()

    def body(self, word: str) -> str:
        """Return the name of the one organisation named before that "the trust" means, or ""."""
        found = self._bodies.get(word, set())
        return next(iter(found)) if len(found) == 1 else ""

    def learn_acronym(self, acronym: Name, full: Name) -> None:
        """Take in that an organisation is called by capital letters as well."""
        self._acronyms[fold(acronym.text)] = full.whole

    def _name(self, sentence: str, start: int, end: int) -> Name | None:
        """Return the name that stands in a span; None where it is none, or nobody knows whose."""
        text = sentence[start:end]
        if known := self._known(text):
            return Name(start, end, text, *known)
        folded = fold(text)
        if folded in GENERIC or {*folded.split()} <= BOARDS:
            return None
        if full := self._acronyms.get(folded):
            return Name(start, end, text, ORGANISATION, full)
        if folded in PLACES or {*folded.split()} <= PEOPLES | PLACES:
            return Name(start, end, text, PLACE)
        kind = self._kinds.get(folded) or kind_of(text)
        if kind == ORGANISATION:
            return Name(start, end, text, kind)
        return self._person(start, end, text, kind)

    def _person(self, start: int, end: int, text: str, kind: str) -> Name | None:
        """Return the name that may be a person's, without titles; one word may be a surname."""
        found = _words(text)
        first, last = _untitled([fold(each.text) for each in found])
        text = text[found[first].start : found[last - 1].end]
        if known := self._known(text):
            return Name(start, end, text, *known)
        folded = fold(text)
        if " " not in text and first > 0:
            self._titled.add(folded)
        elif kind == SEVERAL and folded.rpartition(" ")[2] in self._titled:
            kind = PERSON
        kind = self._kinds.get(folded, kind)
        if kind == SEVERAL and len(text.split()) > _LONGEST:
            return None
        if " " not in text and folded not in self._kinds:
            fulls = self._fulls.get(folded, set())
            if len(fulls) == 1:
                (full,) = fulls
                return Name(start, end, text, self._kinds[fold(full)], full)
            if kind == PERSON or fulls:
                return None
        return Name(start, end, text, kind)


def kind_of(text: str) -> str:
    """Return what the words of a name show it to be."""
    several = [fold(token.text) for token in _words(text)]
    first, last = _untitled(several)
    personal = several[first:last]
    is_given = personal[0].split()[0] in GIVEN_NAMES and 1 < len(personal) <= _LONGEST
    organised = [word for word in several if word in ORGANISATIONS]
    if is_given and all(word in SURNAMES_TOO for word in organised):
        return PERSON
    has_acronym = any(_is_acronym(word) and len(word) > 2 for word in text.split())
    if organised or has_acronym or _FORM.search(text):
        return ORGANISATION if len(several) > 1 or _is_acronym(text) else SINGLE
    if first > 0 or last < len(several):
        return PERSON
    if len(several) == 1:
        return ORGANISATION if _is_acronym(text) else SINGLE
    return SEVERAL


def sort_of(text: str) -> str:
    """Return what kind of organisation the words of its name show, such as `company`, or ""."""
    kinds = [ORGANISATIONS.get(word, "") for word in fold(text).split()]
    return next(filter(None, reversed(kinds)), "")


def _is_acronym(text: str) -> bool:
    if fold(text) in NO_ORGANISATIONS or len(text) < 2:
        return False
    return bool(_ACRONYM.fullmatch(text) or _MIXED.fullmatch(text))


def _words(text: str) -> list[Token]:
    return [token for token in tokens(text) if token.text[0].isalnum()]


def _untitled(several: Sequence[str]) -> Span:
    """Return which of the folded words are a person's name: not titles before, letters behind."""
    first, last = 0, len(several)
    while first < last - 1 and is_title(several[first]):
        if first == 0 and several[first] in NO_TITLES:
            break
        first += 1
    while last > first + 1 and is_suffix(several[last - 1]):
        last -= 1
    return first, last
