"""What does not make words other words: composition, spaces, marks, and how a page was printed.

Quotation marks, dashes and the dots of an ellipsis are of one kind each, ligatures are letters, and
what nobody sees is not there. A word that is divided at the end of a line is whole again; whether
the hyphen was its own shows in the words that are looked for.
"""

import re
import unicodedata
from collections.abc import Iterator

ELLIPSIS = "..."

_DIVIDED = "\ufdd1"  # a hyphen at the end of a line, which may be the line's or the word's
_MARKS = dict.fromkeys(map(ord, '‘’‚‛ʼ`´′"“”„‟«»‹›″「」『』'), "'")
_DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0x2E3A, 0x2E3B, 0xFE58, 0xFF0D), "-")
_SHOWN = {**dict.fromkeys(map(ord, "‘’ʼ`´"), "'"), **dict.fromkeys(map(ord, "“”„«»"), '"')}
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SOFT_HYPHEN = re.compile("\u00ad(?:[^\\S\n]*\n\\s*)?")
_PRESENTED = re.compile("[\ufb00-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]+")  # ligatures, Arabic forms
_LINE_END = re.compile(r"(?<=[^\W\d])[-‐][^\S\n]*\n\s*(?=[^\W\d])")
_DIVIDED_WORD = re.compile(rf"([\w'-]*){_DIVIDED}([\w'-]*)")
_ONES = [(" -", "-"), ("- ", "-"), ("--", "-"), ("''", "'")]
_ONES += [(f" {mark}", mark) for mark in "%!?;:"]
_DOTS = re.compile(r"\.(?:\s?\.){2,}|…+|⋯+")
_INSIDE_GUILLEMETS = re.compile(r"(?<![^\s(\[])([«‹])\s+|\s+([»›])(?!\w)")
# Scripts that put no space between words, or join what English writes apart.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)


def seen(text: str) -> str:
    """Return the letters that a reader sees, words that a line's end divides marked as such."""
    if not text.isascii():
        text = _SOFT_HYPHEN.sub("", unicodedata.normalize("NFC", text))
        text = _UNSEEN.sub("", text)
        text = _PRESENTED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return _LINE_END.sub(_DIVIDED, text)


def plain_marks(text: str) -> str:
    """Return a text with one kind of quotation mark and dash, each character in its place."""
    return text.translate(_MARKS | _DASHES)


def unified(text: str) -> str:
    """Return the form of a text in which words are compared with a quotation."""
    text = seen(text)
    text = _INSIDE_GUILLEMETS.sub(lambda match: match[1] or match[2], text)
    text = plain_marks(text)
    text = _DOTS.sub(f" {ELLIPSIS} ", text)
    text = " ".join(text.split())
    for several, one in _ONES:
        while several in text:
            text = text.replace(several, one)
    return text


def undivided(text: str, quote: str = "") -> str:
    """Return a unified text with divided words whole, hyphened where a quotation has them so."""

    def whole(match: re.Match[str]) -> str:
        compound = f"{match[1]}-{match[2]}"
        return compound if compound in quote else match[1] + match[2]

    return _DIVIDED_WORD.sub(whole, text) if _DIVIDED in text else text


def hyphened(text: str) -> str:
    """Return a unified text in which the hyphens at the ends of lines are those of the words."""
    return text.replace(_DIVIDED, "-")


def readings(text: str) -> set[str]:
    """Return a text with its divided words as one, and as two that a hyphen joins."""
    marked = seen(text)
    return {undivided(marked), hyphened(marked)}


def letters(text: str) -> list[int]:
    """Return where each letter and digit of the unified form of a composed text stands in that."""
    return [
        n
        for n, char in enumerate(text)
        for each in (char if char.isascii() else seen(char))
        if each.isalnum()
    ]


def shown(text: str) -> str:
    """Return a text in one line, as a message shows words of it."""
    return " ".join(undivided(seen(text).translate(_SHOWN | _DASHES)).split())


def occurrences(pattern: re.Pattern[str], text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield where whole words of a text match a pattern, as (start, end)."""
    while match := pattern.search(text, start):
        first, end = match.span()
        if first < end and is_apart(text, first) and is_apart(text, end):
            yield first, end
        start = first + 1


def has_word(text: str, word: str) -> bool:
    """Return whether a word, or several, stands in a text, and is no part of a longer one."""
    start = text.find(word)
    while start >= 0 and not (is_apart(text, start) and is_apart(text, start + len(word))):
        start = text.find(word, start + 1)
    return start >= 0


def is_apart(text: str, at: int) -> bool:
    """Return whether a word may begin or end before a character of a text."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if unicodedata.combining(after) or unicodedata.category(after)[0] == "M":
        return False
    return not (_is_letter(before) and after.isalnum()) or bool(
        _UNSPACED.match(before) or _UNSPACED.match(after)
    )


def _is_letter(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"
