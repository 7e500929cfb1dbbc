"""What stands in a place of a text, paragraph by paragraph, with the words that are quoted."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from stakegraph.model.places import PAGE, PARAGRAPH
from stakegraph.rules.passages import Text

_DOTS = r"(?:…|\.\s?\.\s?\.)"
# What a quotation leaves out, and what its author puts in, which may be a part of a word.
_PIECES = re.compile(rf"(\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}|\[[^\]]*\])")
_DOT = re.compile(_DOTS)
_WORD = re.compile(r"\w+")
_BETWEEN = r"[\W_]*?"  # two words, or the halves of one that is divided


class Excerpt(NamedTuple):
    """A paragraph in one line: its number, the page that it begins, its text.

    `page` is "" but for the first paragraph of a page, where a text has several. `quoted` are the
    beginning and the end of each run of quoted words.
    """

    number: int
    page: str
    text: str
    quoted: tuple[tuple[int, int], ...] = ()


def excerpts(text: Text, place: str = "", quote: str = "") -> list[Excerpt] | None:
    """Return the paragraphs that a place touches, all for ""; None where they cannot be found.

    Without a place, those alone are given in which a quotation stands, if there is one.
    """
    there = text.paragraphs if not place else text.paragraphs_at(place)
    if there is None:
        return None
    pages = _pages(text)
    found = [
        Excerpt(number, pages.get(number, ""), words, tuple(_quoted(words, quote)))
        for number, words in ((n, " ".join(words.split())) for n, words in there.items())
    ]
    return [each for each in found if each.quoted] if quote and not place else found


def _pages(text: Text) -> dict[int, str]:
    """Return the page that a paragraph is the first of, by the number of the paragraph."""
    numbering = text.numbering
    if len(numbering.pages) == 1:
        return {}
    page_of = {n: page for page, lines in numbering.printed.items() for n in lines}
    found: dict[int, str] = {}
    last = None
    for number, lines in numbering.paragraphs.items():
        page = page_of[lines[0]]
        if page != last:
            found[number] = f"{PAGE} {page}"
        last = page
    return found


def _quoted(words: str, quote: str) -> list[tuple[int, int]]:
    """Return where the pieces of a quotation stand in a paragraph, if all do, in their order."""
    found: list[tuple[int, int]] = []
    parts = ["", *_PIECES.split(quote), ""]
    for before, piece, after in zip(parts[:-1:2], parts[1::2], parts[2::2], strict=True):
        if not (said := _WORD.findall(piece)):
            continue
        pattern = _BETWEEN.join(map(re.escape, said))
        if not (before.endswith("]") and piece[0].isalnum() and not _DOT.search(before)):
            pattern = rf"(?<!\w){pattern}"
        if not (after.startswith("[") and piece[-1].isalnum() and not _DOT.search(after)):
            pattern = rf"{pattern}(?!\w)"
        at = found[-1][1] if found else 0
        match = re.compile(pattern, re.IGNORECASE).search(words, at)
        if match is None:
            return []
        found.append(match.span())
    return found


def marked(number: int, words: str, quoted: Iterable[tuple[int, int]] = ()) -> str:
    """Return a paragraph under its number, the quoted words between >> and <<."""
    text, at = "", 0
    for start, end in quoted:
        text += f"{words[at:start]}>>{words[start:end]}<<"
        at = end
    return f"{PARAGRAPH}{number} {text}{words[at:]}"
