"""Addresses of the places that are cited: the words of a quotation, a page of a PDF, a part."""

import re
from urllib.parse import quote

_WEB = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f<>\"]+", re.IGNORECASE)
_DIRECTIVE = ":~:"
# What a quotation leaves out or changes, with what is left of a word on either side of brackets.
_EDITED = re.compile(r"[^\s\[\]]*\[[^\]]*\][^\s\[\]]*|\(?\s*(?:…|\.\s?\.\s?\.)\s*\)?")
_PAGE = re.compile(r"pp?\. (\d+)\b")
_MOST, _EDGE = 8, 4  # words that are sought as one, and at each end of more


def place_url(url: str, at: str = "", words: str = "") -> str:
    """Return the address of a place in a page on the web, of the page where no more is known.

    "" where it is no address of the web. Words are named by a text fragment
    (https://wicg.github.io/scroll-to-text-fragment/).
    """
    if not _WEB.fullmatch(url):
        return ""
    base, _, part = url.partition("#")
    part = part.partition(_DIRECTIVE)[0]
    if at.startswith("#"):
        return f"{base}#{quote(at[1:], safe=_SAFE)}"
    if fragment := _text_fragment(words):
        return f"{base}#{part}{_DIRECTIVE}text={fragment}"
    page = _PAGE.match(at)
    if page and base.partition("?")[0].casefold().endswith(".pdf"):
        return f"{base}#page={page[1]}"
    return url


_SAFE = "%:/?@!$&'()*+,;=~-._"


def _text_fragment(words: str) -> str:
    """Return what finds the longest unedited piece of a quotation, by its ends where it is long."""
    pieces = [piece.split() for piece in _EDITED.split(words)]
    longest = max(pieces, key=len)
    if len(longest) <= _MOST:
        return _encoded(longest)
    return f"{_encoded(longest[:_EDGE])},{_encoded(longest[-_EDGE:])}"


def _encoded(words: list[str]) -> str:
    # A hyphen would part a prefix or a suffix from the text.
    return quote(" ".join(words), safe="").replace("-", "%2D")
