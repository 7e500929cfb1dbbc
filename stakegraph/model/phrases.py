"""The wordings of relations, filled with what is said of one fact."""

import re
from collections.abc import Mapping
from functools import cache, partial

from stakegraph.model.articles import article, has_article, without_article
from stakegraph.model.qualifiers import AMOUNT

_DETERMINED = re.compile(r"\b(a|an|the|its|their) \{(\w+)\}")
_SLOT = r"\{(\w+[#!^]?)\}"  # `^` is put there below


def phrase(template: str, qualifiers: Mapping[str, str]) -> str:
    """Fill a `verb`, `inverse` or `after` with the qualifiers of one fact.

    A bracket whose qualifiers are not all given becomes what stands after its `|`, or nothing.
    `{share#}` is filled with a percentage alone, `{share!}` with any other share; an amount has
    commas between its thousands; `a {as}` has the article that its noun takes, and `the {as}` or
    `its {as}` no second one: "the chair" where that is given, and "a member".
    """
    if "[" not in template:
        return template
    if "a {" in template or any(map(has_article, qualifiers.values())):
        template = _DETERMINED.sub(partial(_determined, qualifiers), template)
    words = []
    for text, wanted, otherwise in _parted(template):
        if wanted:
            values = [_value(qualifiers, name) for name in wanted]
            words.append(text % tuple(values) if all(values) else otherwise)
        else:
            words.append(text)
    return "".join(words)


def _determined(qualifiers: Mapping[str, str], slot: re.Match[str]) -> str:
    """Return a slot with the one word before it that its value needs there."""
    word, name = slot.groups()
    value = qualifiers.get(name, "")
    noun = without_article(value)
    if noun != value and not value.casefold().startswith("the "):
        return f"{{{name}}}"  # "a member" is one of several: not "its member"
    return f"{article(noun) if word == 'a' else word} {{{name}^}}"


def _value(qualifiers: Mapping[str, str], slot: str) -> str:
    """Return what fills a slot, "" where nothing does."""
    value = qualifiers.get(slot.rstrip("#!^"), "")
    if slot[-1] == "^":
        return without_article(value)
    if value and slot[-1] in "#!":
        from stakegraph.model.shares import is_percentage  # few facts need these

        return value if (slot[-1] == "#") == is_percentage(value) else ""
    if value and slot == AMOUNT:
        from stakegraph.model.amounts import with_thousands

        return with_thousands(value)
    return value


@cache
def _parted(template: str) -> list[tuple[str, list[str], str]]:
    """Return the pieces of a template: a text, with %s for slots, their names, what stands else."""
    parted = []
    for place, piece in enumerate(re.split(r"\[([^\[\]]*)\]", template)):
        given, _, otherwise = piece.partition("|") if place % 2 else (piece, "", "")
        wanted = re.findall(_SLOT, given) if place % 2 else []
        text = re.sub(_SLOT, "%s", given.replace("%", "%%")) if wanted else given
        if piece:
            parted.append((text, wanted, otherwise))
    return parted


def slots(template: str) -> tuple[list[str], list[str]]:
    """Return the names of the slots of a `verb`, `inverse` or `after`.

    First those in brackets, which `phrase` fills, then those that it would leave as they are.
    """
    filled: list[str] = []
    left = ""
    for place, piece in enumerate(re.split(r"\[([^\[\]]*)\]", template)):
        given, _, otherwise = piece.partition("|") if place % 2 else ("", "", piece)
        filled += [slot.rstrip("#!") for slot in re.findall(_SLOT, given)]
        left += re.sub(_SLOT, "", given) + otherwise
    return filled, re.findall(r"\{([^{}]*)\}", left)
