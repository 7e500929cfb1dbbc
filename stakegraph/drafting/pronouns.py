"""Who is meant by `he`, `she` and `it`, where only one can be."""

import re
from collections.abc import Iterable, Iterator, Sequence

from stakegraph.drafting.names import PLACE, Name
from stakegraph.model.relations import PERSON

_BEFORE = "(?:(?<=^)|(?<=^')|(?<=; )|(?<=, )|(?<=and )|(?<=but )|(?<=that ))"
_PRONOUN = re.compile(rf"{_BEFORE}(?:[Hh]e|[Ss]he)\b|(?<=; )it\b")


def pronouns(sentence: str, names: Sequence[Name], before: Iterable[Name]) -> Iterator[Name]:
    """Yield the pronouns of a sentence that mean the one person, or other, named before them.

    A person may be one of the sentence before, if the sentence itself has none.
    """
    for match in _PRONOUN.finditer(sentence):
        own = [name for name in names if name.end <= match.start()]
        if match[0] == "it":
            meant = {(name.whole, name.kind) for name in own if name.kind not in (PERSON, PLACE)}
        else:
            meant = _people(own) or _people(before)
        if len(meant) == 1:
            ((whole, kind),) = meant
            yield Name(*match.span(), match[0], kind, whole)


def _people(names: Iterable[Name]) -> set[tuple[str, str]]:
    return {(name.whole, name.kind) for name in names if name.kind == PERSON}
