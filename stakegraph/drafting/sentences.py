"""A sentence with marks in it, from which statements are taken."""

import re
from collections.abc import Iterable, Iterator, Sequence

from stakegraph.drafting.dates import date_spans
from stakegraph.drafting.marks import SURE_ORGANISATIONS, Marked, Thing
from stakegraph.drafting.names import PLACE, SEVERAL, Name, Names
from stakegraph.drafting.runs import Span
from stakegraph.drafting.titles import titles
from stakegraph.drafting.vocabulary import either
from stakegraph.drafting.words_of_names import BODIES, SORTED, SORTS
from stakegraph.model.relations import ORGANISATION, PERSON

# What says of an organisation behind it of what sort it is: "the private consultancy Port Ltd".
_SORT = re.compile(
    rf"\b(?:(?:(?:{either(SORTED)}) )*(?:{either(SORTS)})|(?<=the )(?:{either(SORTED)}))"
    rf" (?={SURE_ORGANISATIONS})",
    re.IGNORECASE,
)
_ACRONYM = re.compile(rf"(?<={SURE_ORGANISATIONS}) \((?:the )?({SURE_ORGANISATIONS})\)")
# Who is meant by them, where only one can be.
_BEFORE = (
    "(?:(?<=^)|(?<=^')|(?<=; )|(?<=, )|(?<=and )|(?<=but )|(?<=But )|(?<=that )|(?<=day )"
    r"|(?<=week )|(?<=month )|(?<=year )|(?<=\d{4} ))"
)
_PRONOUN = re.compile(rf"{_BEFORE}(?:[Hh]e|[Ss]he)\b|(?<=; )it\b")
_OBJECT = re.compile(
    "(?:(?<=ed )|(?<=eeds )|(?<=places ))(?:him|her)"
    r"(?=[,.;]|$| (?:on|in|as|last|after|over|this)\b)"
)
# Words behind a body that show it to be named whole: no "trust fund".
_BODY = re.compile(
    rf"\b[Tt]he (?P<word>{either(BODIES)}|{either(word.capitalize() for word in BODIES)})"
    r"(?=[,.;:)']|$| (?:and|in|on|at|for|to|from|with|who|which|that|is|are|was|were|has|have|had"
    r"|will|would|may|might|can|could|said|says|also|as|since|until|after|before|by|when|because"
    r"|while|then|now|of|\w+ed)\b)(?! of\b)"
)


class Sentence:
    """A sentence with its names and its marks; `before` is the one before it in its paragraph."""

    def __init__(self, text: str, names: Names, before: "Sentence | None" = None) -> None:
        self.text = text
        self.before = before
        spans = list(date_spans(text))
        posts = list(titles(text))
        taken = [span for span, _ in spans] + [(post.start, post.end) for post in posts]
        self.names = names.names(text, taken)
        self.names += [*_pronouns(text, self.names, before.names if before else ())]
        taken += [(name.start, name.end) for name in self.names]
        self.names += [*_bodies(text, names, taken)]
        self.names.sort()
        things: list[tuple[int, int, str, Thing]] = [(*span, "date", date) for span, date in spans]
        things += [(post.start, post.end, "title", post) for post in posts]
        things += [(name.start, name.end, name.kind, name) for name in self.names]
        self.marked = Marked(text)
        for start, end, kind, thing in sorted(things, key=lambda each: -each[0]):
            self.marked.mark(start, end, kind, thing)
        self.marked.remove_all(_SORT)
        self._learn_acronyms(names)

    def _learn_acronyms(self, names: Names) -> None:
        """Take in, and take out, the capital letters behind the name that they stand for."""
        for match in reversed([*_ACRONYM.finditer(self.marked.text)]):
            full, *_ = self.marked.names(self.marked.text[match.start() - 1])
            acronym, *_ = self.marked.names(match[1])
            letters = "".join(word[0] for word in full.text.split() if word[0].isupper())
            if acronym.text == letters:
                names.learn_acronym(acronym, full)
                self.marked.remove(*match.span())


def _pronouns(sentence: str, names: Sequence[Name], before: Iterable[Name]) -> Iterator[Name]:
    """Yield the pronouns of a sentence that mean the one person, or other, named before them.

    A person may be one of the sentence before, if the sentence itself has none.
    """
    for match in (*_PRONOUN.finditer(sentence), *_OBJECT.finditer(sentence)):
        own = [name for name in names if name.end <= match.start()]
        if match.re is _OBJECT:  # not whoever does it, if nobody else is named
            alone = sum(name.kind in (PERSON, SEVERAL) for name in own) < 2
            meant = _people(before) - _people(own) if alone else set()
        elif match[0] == "it":
            meant = {(name.whole, name.kind) for name in own if name.kind not in (PERSON, PLACE)}
        else:
            meant = _people(own) or _people(before)
        if len(meant) == 1:
            ((whole, kind),) = meant
            yield Name(*match.span(), match[0], kind, whole)


def _bodies(sentence: str, names: Names, taken: Sequence[Span]) -> Iterator[Name]:
    """Yield what means the one organisation with that word in its name: "the trust"."""
    for match in _BODY.finditer(sentence):
        start, end = match.span()
        whole = names.body(match["word"].casefold())
        if whole and not any(start < last and first < end for first, last in taken):
            yield Name(start, end, match[0], ORGANISATION, whole)


def _people(names: Iterable[Name]) -> set[tuple[str, str]]:
    return {(name.whole, name.kind) for name in names if name.kind == PERSON}
