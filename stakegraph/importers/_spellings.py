"""Names as tables have them: which are spellings of one, and which are an organisation's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from stakegraph.importers._stored_mapping import StoredDict
from stakegraph.model.legal_forms import LEGAL_FORMS, SPELLINGS
from stakegraph.model.organisation_names import BODIES
from stakegraph.model.personal_names import without_titles
from stakegraph.text.folding import fold

_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_REMEMBERED = 10_000  # names, of which a table repeats many
_MANY = 5  # spellings that one note repeats
_NOTES = 20  # names that are told one by one

# Nouns that say what somebody is at a body.
OFFICES = (
    "chair(?:man|woman|person)?|director|secretary|trustee|treasurer|president|officer|manager"
    "|governor|auditor|executive|employee|adviser|advisor|minister|head"
)
_OFFICE = re.compile(rf"\b(?:{OFFICES}|ceo|cfo|coo)\b", re.IGNORECASE)

# Those that a name may be as well, were they not in capitals behind one that is not.
_FORM = re.compile(r"[a-z].* (?:SA|S\.A\.|SE|AB|AS|A/S|AG|Co\.?|Oy|SL|S\.L\.|KG)$")


def tidy(name: str) -> str:
    """Return a name with single spaces and without characters that nobody sees."""
    return " ".join((name if name.isascii() else _UNSEEN.sub("", name)).split())


def first_name_first(name: str) -> str:
    """Return a person's name as it is said: `Ruiz, Ana` is Ana Ruiz, `Ana Ruiz, chair` stays."""
    last, comma, first = tidy(name).partition(",")
    has_two = comma and last and first.strip() and "," not in first
    is_said_of_it = without_titles(f"x {fold(first)}") == "x" or _OFFICE.search(first)
    if not has_two or is_said_of_it:  # Ann Ash, MBE
        return tidy(name)
    return f"{first.strip()} {last}"


def person_key(name: str) -> str:
    """Return what the spellings of a person's name have in common."""
    return fold(name) or name


@lru_cache(_REMEMBERED)
def body_key(name: str) -> str:
    """Return what the spellings of a body's name have in common: `Limited` is `Ltd`."""
    folded = f" {fold(name.replace('&', ' and '))} "
    for long, short in SPELLINGS.items():
        folded = folded.replace(f" {long} ", f" {short} ")
    return folded.strip() or name


def is_company(name: str) -> bool:
    """Return whether a name has a legal form."""
    words = body_key(name).split()
    return bool(_FORM.search(name)) or any(word in LEGAL_FORMS for word in words)


def is_body(name: str) -> bool:
    """Return whether a name says itself that it is no person's."""
    return bool(_FORM.search(name)) or any(word in BODIES for word in body_key(name).split())


class Spellings:
    """The names that are taken for one, under the spelling that came first."""

    def __init__(self) -> None:
        self._first = StoredDict[str](str)
        self._others = StoredDict[list[str]](list[str])

    def name(self, key: str, written: str, name: str = "") -> str:
        """Return the spelling under which a name is kept; `key` is what its spellings share."""
        found = self._first.get(key)
        if found is None:
            found = self._first[key] = name or tidy(written)
        if found != written and written not in (others := self._others.get(found, [])):
            self._others[found] = [*others, written]
        return found

    def notes(self) -> Iterator[str]:
        """Yield a sentence for each name that was spelled in several ways."""
        for name, others in islice(self._others.pairs(), _NOTES):
            yield f"taken for one name: {some([name, *others])}"
        if len(self._others) > _NOTES:
            yield f"and {len(self._others) - _NOTES:,} more names are spelled in several ways"


def some(names: Iterable[str]) -> str:
    """Return the first of some names, quoted as far as spaces can be seen, with their number."""
    found = [*names]
    more = f" and {len(found) - _MANY:,} more" if len(found) > _MANY else ""
    return ", ".join(map(repr, found[:_MANY])) + more
