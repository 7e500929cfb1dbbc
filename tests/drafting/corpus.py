"""Sentences of the CoNLL04 corpus of names and relations, with who is named and who works where.

A file has one word a line, behind a line `#doc ID` for each sentence: its number, the word, what it
is of (`B-Peop`, `I-Peop`, `B-Org`, ...), its relations, and the last words of those to whom it has
them. Words and marks stand apart there, and are put together again: "Port Ltd.", “so”, 11,700.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from stakegraph.model.personal_names import without_titles
from stakegraph.text.folding import fold

MARKS = {"-LRB-": "(", "-RRB-": ")", "-LCB-": "{", "-RCB-": "}", "-LSB-": "[", "-RSB-": "]"}
MARKS |= {"``": "“", "''": "”", "_": "–"}
PEOPLE, ORGANISATIONS, WORKS_FOR = "Peop", "Org", "Work_For"
HEADLINE = 4  # letters of a word in capitals that is no acronym, where all words are in capitals

_TO_THE_LEFT = re.compile(r"""(?<=\S) (?=[,.;:?!)\]}%”]|'(?:s|t|re|ve|ll|d|m)\b|' )""")
_TO_THE_RIGHT = re.compile(r"(?<=[(\[{$“‘]) ")
_NUMBER = re.compile(r"(?<=\d), (?=\d{3}\b)")
_QUOTED = re.compile(r'" ([^"]*?) ?"')


class Word(NamedTuple):
    """A word of a sentence: of whom or what it is a name, and for whom it says somebody works."""

    text: str
    tag: str
    employers: tuple[int, ...]


def sentences(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the sentences of a file: the text, people, organisations, and who works for which."""
    for part in path.read_text(encoding="utf-8").split("#doc ")[1:]:
        words = [_word(line) for line in part.splitlines()[1:] if line.strip()]
        if not any(any(map(str.islower, word.text)) for word in words):
            words = [word._replace(text=_without_capitals(word.text)) for word in words]
        yield _sentence(words)


def plain(words: Sequence[str]) -> str:
    """Return words and marks as one would write them."""
    text = " ".join(MARKS.get(word, word) for word in words)
    text = text.replace("` `", "“").replace("' '", "”").replace("`", "‘")
    text = _QUOTED.sub(r"“\1”", text)
    return _NUMBER.sub(",", _TO_THE_RIGHT.sub("", _TO_THE_LEFT.sub("", text)))


def _word(line: str) -> Word:
    _, text, tag, relations, heads = line.split("\t")
    pairs = zip(ast.literal_eval(relations), ast.literal_eval(heads), strict=True)
    return Word(text, tag, tuple(head for relation, head in pairs if relation == WORKS_FOR))


def _without_capitals(word: str) -> str:
    return word.capitalize() if len(word) >= HEADLINE else word


def _sentence(words: Sequence[Word]) -> dict[str, Any]:
    """Return a sentence; who is named by a surname as well counts once."""
    named = {end: (kind, name) for end, kind, name in _names(words)}
    people = [name for kind, name in named.values() if kind == PEOPLE]
    whole = {name: _whole(name, people) for name in people}
    return {
        "text": plain([word.text for word in words]),
        "people": {*whole.values()},
        "organisations": {name for kind, name in named.values() if kind == ORGANISATIONS},
        "works_for": {
            (whole[named[n][1]], named[employer][1])
            for n, word in enumerate(words)
            for employer in word.employers
        },
    }


def _names(words: Sequence[Word]) -> Iterator[tuple[int, str, str]]:
    """Yield each name: where its last word is, its kind, and the name."""
    first = 0
    for n, word in enumerate(words):
        first = n if word.tag[:2] != "I-" else first
        is_last = n + 1 == len(words) or words[n + 1].tag[:2] != "I-"
        kind = word.tag[2:]
        if is_last and kind in (PEOPLE, ORGANISATIONS):
            yield n, kind, plain([each.text for each in words[first : n + 1]])


def _whole(name: str, names: Sequence[str]) -> str:
    """Return the longest name that ends with another one: "Terry Branstad" for "Branstad"."""
    short = without_titles(fold(name))
    longer = (each for each in names if f" {without_titles(fold(each))}".endswith(f" {short}"))
    return max(longer, key=len)
