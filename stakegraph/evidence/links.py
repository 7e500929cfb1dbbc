"""Where a cited place can be read on the web.

A quotation is looked for by the browser (https://wicg.github.io/scroll-to-text-fragment/): where it
does not stand, the page opens at its top.
"""

import re
from urllib.parse import quote as encoded
from urllib.parse import urlsplit

_MOST = 2000  # characters of a URL
_WHOLE = 8  # words that are looked for as they stand, of more the first and the last ones
_ENDS = 4
_LEAST = 12  # bytes of words that are not likely to stand elsewhere before
_DIRECTIVE = ":~:"
# What is left out of a quotation, and a word in which brackets are its author's.
_GAPS = re.compile(r"[\[(]?\s*(?:…|\.\s?\.\s?\.)\s*[\])]?|\S*\[[^\]]*\]\S*")


def web_link(url: str) -> str:
    """Return a URL if it leads to the web and can be written without escapes; else ""."""
    try:
        parts = urlsplit(url)
        on_web = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        return ""
    wanting = any(not char.isprintable() or char in ' <>"{}|\\^`' for char in url)
    return url if on_web and not wanting and len(url) <= _MOST else ""


def place_link(url: str, place: str, quote: str) -> str:
    """Return where a browser opens a page at a cited place, or at words that are quoted of it.

    "" where the page is not on the web; the page alone where nothing else can be said.
    """
    page = web_link(url)
    if not page:
        return ""
    fragment = _words(quote)
    if place.startswith("#"):
        page, part = page.partition("#")[0], encoded(place[1:], safe=":~=,&%/?!$'()*+;@-._")
        return web_link(f"{page}#{part}") or page
    if not fragment or _DIRECTIVE in page:
        return page
    joint = "" if "#" in page else "#"
    return web_link(f"{page}{joint}{_DIRECTIVE}text={fragment}") or page


def _words(quote: str) -> str:
    """Return the longest run of words of a quotation that its source has, as a link has them."""
    words = max((piece.split() for piece in _GAPS.split(quote)), key=len)
    if len(" ".join(words).encode()) < _LEAST:
        return ""
    if len(words) <= _WHOLE:
        return _encoded(words)
    return f"{_encoded(words[:_ENDS])},{_encoded(words[-_ENDS:])}"


def _encoded(words: list[str]) -> str:
    return encoded(" ".join(words), safe="").replace("-", "%2D")
