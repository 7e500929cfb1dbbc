"""The form in which names and words are compared: lower case, plain letters, single spaces.

Case, accents, apostrophes and hyphens do not count. What is part of a letter does: the vowel signs
of Indic scripts, the dots of Japanese kana, the dot of a Bengali letter.
"""

from __future__ import annotations

import re
import unicodedata

from stakegraph.text.letters import PLAIN

# A word in letters that are written without spaces between the parts of a name: kana, Chinese
# characters, Hangul.
_UNSPACED = (
    "[\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff]+"
)

# What is written for an apostrophe, or for a letter like it of Arabic, Hebrew or Hawaiian.
_APOSTROPHES = "'`´‘’\u02b9\u02bb-\u02bf\u02c8\u2032\u05f3"
_ARTICLE = re.compile("^(?:the|an?) ")
_LENGTHENING = "\u0640"  # draws an Arabic letter out
_JOINING = "\u034f\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef"  # say how a letter looks
_POINTS = (
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew
    "\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    "\u06ea-\u06ed"
)
_DROPPED = f"[{_APOSTROPHES}{_LENGTHENING}{_JOINING}{_POINTS}]"

# What is above or below a Latin, Greek or Cyrillic letter or a digit; an alef's hamza and madda.
# Compiled when first met: a completion would feel it.
_ACCENTED = (
    "([0-9a-z\u00df-\u02af\u0370-\u052f\u1c80-\u1c8f\u1d00-\u1dbf\u1e00-\u1fff\u2c60-\u2c7f"
    "\ua640-\ua69f\ua720-\ua7ff\uab30-\uab6f])"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u2de0-\u2dff\ua66f-\ua672"
    "\ua674-\ua67d\ua69e\ua69f\ufe20-\ufe2f]+"
    "|(\u0627)[\u0653-\u0655]+"
)


def is_unspaced(word: str) -> bool:
    """Return whether a word is in letters that are written without spaces between parts."""
    return not word.isascii() and re.fullmatch(_UNSPACED, word) is not None


class _Folded(dict[int, "str | None"]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        category = unicodedata.category(char)
        if category == "Cf" or re.match(_DROPPED, char):
            self[code] = None
        else:
            self[code] = char if char.isalnum() or char == "_" or category[0] == "M" else " "
        return self[code]


_PLAIN = {ord(one): plain for plain, letters in PLAIN.items() for one in letters}
_FOLDED = _Folded(_PLAIN)


def plain_letters(text: str) -> str:
    """Return a text in lower case with plain letters for accented ones; marks stay as they are."""
    letters = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(_PLAIN)
    return unicodedata.normalize("NFC", re.sub(_ACCENTED, r"\1\2", letters))


def fold(text: str) -> str:
    """Return the form in which names are compared."""
    letters = text.casefold()
    if letters.isascii():
        return " ".join(letters.translate(_FOLDED).split())
    letters = unicodedata.normalize("NFKD", letters).casefold().translate(_FOLDED)
    letters = re.sub(_ACCENTED, r"\1\2", letters)
    return " ".join(unicodedata.normalize("NFC", letters).split())


def sort_key(name: str) -> str:
    """Return what a list of names is sorted by: the name, whatever article stands before it."""
    return _ARTICLE.sub("", fold(name))
