"""Articles and number in titles: an MP, a university; a director, who is one of several."""

import re

# Vowels that begin with the sound of a consonant, and the reverse.
_A = re.compile(r"(?i:eu|ew|uni(?!n|m)|us[aeiu]|ut[ei]|ura|one\b|once)|U[A-Z]+\b")
_AN = re.compile(r"(?i:[aeiou]|heir|hono|honest|hour)")
# Letters whose names begin with a vowel, where a word is spelled out: an MP, an HR adviser.
_SPELLED = re.compile(r"[AEFHILMNORSX][A-Z]{0,2}\b|[FHLMNRSX][B-DF-HJ-NP-TV-Z]+\b")

# Where the noun of a title ends: director of care, MP for Stoke, members (unpaid).
_NOUN = re.compile(r"(?:(?! (?:of|for|at|in|on|to|with)\b| ?[,(]).)+")


def singular(title: str) -> str:
    """Return a title in the singular where its noun is a plural, as it looks; else ""."""
    noun = _NOUN.match(title)
    *_, word = noun[0].split() if noun else [""]
    if noun is None or word[-1:] != "s" or word.endswith(("ss", "us", "is")):
        return ""
    one = f"{noun[0][:-3]}y" if word.endswith("ies") else noun[0][:-1]
    return without_article(one) + title[noun.end() :]


def has_article(name: str) -> bool:
    """Return whether a name begins with an article."""
    return name.casefold().startswith(("the ", "a ", "an "))


def without_article(name: str) -> str:
    """Return a name without the article that it begins with."""
    return name.partition(" ")[2] if has_article(name) else name


def titled(how: str, title: str) -> str:
    """Return a title with how it is held, if any: `acting chair` of a post called "the chair"."""
    return f"{how} {without_article(title)}" if how else title


def article(noun: str) -> str:
    """Return `a` or `an`."""
    if _SPELLED.match(noun):
        return "an"
    return "an" if _AN.match(noun) and not _A.match(noun) else "a"
