"""What stands in a cited place, as it is written there, and where in it quoted words stand.

These are found in the unified form of a text, and from there, letter by letter, in the text.
"""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from stakegraph.rules.passages import Text
from stakegraph.rules.quotations import standing
from stakegraph.rules.typography import letters

_MOST = 10  # paragraphs of a place in which no words are quoted


class Words(NamedTuple):
    """A paragraph under its number, with where the quoted words begin and end in its text."""

    number: int
    text: str
    quoted: tuple[tuple[int, int], ...] = ()


def words_at(text: Text, place: str, quote: str) -> tuple[list[Words], int]:
    """Return the paragraphs of a place, of very many the first, and how many others there are.

    Of a place with a quotation these are the ones in which it stands; so they are of one that no
    text numbers, in which nothing else can be said to stand.
    """
    here = text.paragraphs_at(place) or {}
    where = here or text.paragraphs
    found = [each for each in _quoted(where, quote) if each.quoted] if quote else []
    if found or not here or not place:
        return found, 0
    paragraphs = [Words(number, written) for number, written in here.items()]
    return paragraphs[:_MOST], len(paragraphs[_MOST:])


def _quoted(paragraphs: dict[int, str], quote: str) -> Iterator[Words]:
    """Yield some paragraphs with the words of a quotation that stand in them."""
    written = {number: unicodedata.normalize("NFC", each) for number, each in paragraphs.items()}
    spans = _spans(quote, "\n".join(written.values()))
    start = 0
    for number, each in written.items():
        end = start + len(each)
        inside = ((max(one, start) - start, min(two, end) - start) for one, two in spans)
        yield Words(number, each, tuple((one, two) for one, two in inside if one < two))
        start = end + 1


def _spans(quote: str, text: str) -> list[tuple[int, int]]:
    """Return where the pieces of a quotation stand in a text; nowhere if that cannot be said."""
    found = standing(quote, text)
    if not found:
        return []
    unified, spans = found
    places = letters(text)
    counts = [sum(map(str.isalnum, unified[:at])) for span in spans for at in span]
    if len(places) != sum(map(str.isalnum, unified)):
        return []
    ends = zip(counts[::2], counts[1::2], strict=True)
    return [(places[first], places[last - 1] + 1) for first, last in ends if first < last]
