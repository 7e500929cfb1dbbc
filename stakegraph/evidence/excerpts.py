"""What stands in a place of a text, paragraph by paragraph, with the words that are quoted."""

from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple
from unicodedata import normalize

from stakegraph.evidence.passages import Text
from stakegraph.evidence.quotations import standing
from stakegraph.evidence.typography import letters
from stakegraph.model.places import PAGE, PARAGRAPH


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
        _excerpt(number, pages.get(number, ""), written, quote) for number, written in there.items()
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


def _excerpt(number: int, page: str, written: str, quote: str) -> Excerpt:
    """Return a paragraph as it is shown, with where the pieces of a quotation stand in that.

    They are found in the form in which `verify` compares words, and from there letter by letter.
    """
    shown = normalize("NFC", " ".join(written.split()))
    found = standing(quote, written) if quote else None
    if not found:
        return Excerpt(number, page, shown)
    unified, spans = found
    places = letters(shown)
    before = [0, *accumulate(map(str.isalnum, unified))]  # each character: letters and digits
    if len(places) != before[-1]:
        return Excerpt(number, page, shown)
    ends = ((before[start], before[end]) for start, end in spans)
    quoted = ((places[one], places[two - 1] + 1) for one, two in ends if one < two)
    return Excerpt(number, page, shown, tuple(quoted))


def marked(number: int, words: str, quoted: Iterable[tuple[int, int]] = ()) -> str:
    """Return a paragraph under its number, the quoted words between >> and <<."""
    text, at = "", 0
    for start, end in quoted:
        text += f"{words[at:start]}>>{words[start:end]}<<"
        at = end
    return f"{PARAGRAPH}{number} {text}{words[at:]}"
