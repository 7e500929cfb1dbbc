"""Whom a cell of a table names: one or several, and what stands behind a name in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from stakegraph.importers._headings import letters
from stakegraph.importers._spellings import first_name_first, is_body, tidy
from stakegraph.importers._values import words
from stakegraph.model.personal_names import without_titles
from stakegraph.text.folding import fold

# What a comma between words of a column parts: surnames from first names, or people.
Comma = Literal["", "names", "people"]

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]$")
_SIGNS = re.compile("[*\u2020\u2021\u00a7\u00b9\u00b2\u00b3\u2070-\u2079]+$")
_OUTSIDE = r"(?![^()\[\]]*[)\]])"  # of brackets
_SURE = re.compile(rf"\s*[;|]{_OUTSIDE}\s*")
_LIKELY = re.compile(
    rf"(?:\s*[/\n\r]+|\s+(?:&|and|und|et|oraz|sowie)(?=\s)){_OUTSIDE}\s*", re.IGNORECASE
)
# Words between people that stand between two surnames of one as well.
_WITHIN = re.compile(r"\s+(?:y|e|en|i)\s+")
_SURNAME_FIRST = words(
    "namevorname nachnamevorname apellidosynombre apellidosynombres nometprenom nomprenom "
    "cognomeenome nazwiskoiimie surnamefirstname lastnamefirstname "
    "namesurnamefirst efternamnfornamn"
)


class Holders(NamedTuple):
    """The names in a cell, or why it cannot be said which; `said` stands behind the only one."""

    names: tuple[str, ...]
    said: str = ""
    unsure: str = ""


def is_surname_first(heading: str) -> bool:
    """Return whether a heading says that surnames stand first."""
    return letters(heading) in _SURNAME_FIRST


def meaning_of_comma(heading: str, cells: Iterable[str]) -> Comma:
    """Return what a comma parts in a column of people: "" where its cells do not show it."""
    if is_surname_first(heading):
        return "names"
    known: set[Comma] = set()
    for cell in cells:
        parts = [part.split() for part in cell.split(",")]
        if len(parts) == 2 and all(parts) and any(len(part) == 1 for part in parts):
            known.add("names")
        elif len(parts) == 1 and len(parts[0]) > 1:
            known.add("people")
    return known.pop() if len(known) == 1 else ""


def holders(written: str, comma: Comma = "") -> Holders:
    """Return whom a cell names."""
    parts = [part for part in _SURE.split(written) if part.strip()]
    if len(parts) > 1:
        found = [holders(part, comma) for part in parts]
        unsure = next((each.unsure for each in found if each.unsure), "")
        return Holders(tuple(name for each in found for name in each.names), unsure=unsure)
    name, said = _bare("".join(parts))
    if is_body(name):
        return Holders((tidy(written),))
    parts = [part for part in _LIKELY.split(name) if part]
    if len(parts) == 1:
        parts = _WITHIN.split(name)
        if not all(map(_is_full, parts)):
            parts = [name]
    elif "\n" in name and not re.search(r"[^\n\r\w .,'-]", name) and not any(map(_is_full, parts)):
        parts = [name]  # which a cell breaks
    elif not all(_is_full(part) or "," in part for part in parts):
        return Holders((), unsure=f"{tidy(written)!r} may name one or several")
    if len(parts) > 1:
        within: Comma = "" if comma == "names" else "people"
        inner = [holders(part, within) for part in parts]
        unsure = next((each.unsure for each in inner if each.unsure), "")
        return Holders(tuple(name for each in inner for name in each.names), unsure=unsure)
    return _by_commas(name, said, comma)


def _by_commas(name: str, said: str, comma: Comma) -> Holders:
    """Return whom a cell names that has nothing but commas between several."""
    parts = [part.strip() for part in tidy(name).split(",") if part.strip()]
    while len(parts) > 1 and without_titles(f"x {fold(parts[-1])}") == "x" and len(parts) != 2:
        del parts[-1]  # Ruiz, Ana, MBE
    if len(parts) < 2:
        return Holders((tidy(name),), said)
    if len(parts) == 2 and without_titles(f"x {fold(parts[1])}") == "x":
        return Holders((tidy(name),), said)  # Ann Ash, MBE
    if len(parts) == 2 and _is_full(parts[0]) and parts[1][:1].islower():
        return Holders((parts[0],), "; ".join(filter(None, (parts[1], said))))
    if len(parts) == 2 and not all(map(_is_full, parts)):
        return Holders((", ".join(parts),), said)
    if len(parts) == 2 and comma == "names":
        return Holders((", ".join(parts),), said)
    if all(map(_is_full, parts)) and (comma == "people" or len(parts) > 2):
        return Holders(tuple(parts), said if len(parts) == 1 else "")
    return Holders((), unsure=f"{tidy(name)!r} may name one or several")


def _bare(written: str) -> tuple[str, str]:
    """Return a name without what stands behind it in brackets and signs, and that."""
    name, said = written.strip(), ""
    while True:
        signs, brackets = _SIGNS.search(name), _BRACKETS.search(name)
        if signs and signs.start():
            name, said = name[: signs.start()].rstrip(), said
        elif brackets and brackets.start():
            name, said = name[: brackets.start()], "; ".join(filter(None, (brackets[1], said)))
        else:
            return name, tidy(said)


def _is_full(name: str) -> bool:
    """Return whether a name has a first name and a surname."""
    return len(without_titles(fold(first_name_first(name))).split()) > 1
