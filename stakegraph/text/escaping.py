"""Text from facts, made safe to show: on a terminal, and inside XML."""

from __future__ import annotations

import re

# Everything that can move the cursor, reorder the line or hide in it. The zero-width joiner and
# non-joiner (200C, 200D) stay: Persian, Indic scripts and emoji are spelt with them.
_UNSEEN = (
    "["
    "\x00-\x1f\x7f"  # C0 controls, delete
    "\x80-\x9f"  # C1 controls: 9B opens an escape sequence, as ESC [ does
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls
    "\u200b\u2060\ufeff"  # zero width
    "\u2028\u2029"  # line and paragraph separators
    "\ud800-\udfff"  # surrogates
    "\U000e0000-\U000e007f"  # tag characters
    "\ufdd0-\ufdef"  # noncharacters, here and at the end of every plane
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)

_NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # XML 1.0, production 2
_MARKUP = f'[&<>"\t\n\r]|{_NOT_XML}'
_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\t": "&#9;",  # an XML reader turns these three into spaces or newlines unless they are
    "\n": "&#10;",  # written as references
    "\r": "&#13;",
}

REPLACEMENT = "\ufffd"


def visible(text: str) -> str:
    r"""Show what a terminal would obey or hide.

    C0 controls and delete become control pictures (newline is ␊, escape is ␛); C1 controls,
    bidirectional controls, zero-width space, word joiner and byte order mark, line and paragraph
    separators, surrogates, tag characters and noncharacters become ``\u{202e}``. Everything else
    is returned as it came, and so is a text that was made visible before.
    """
    # None of them is printable, and compiling the pattern costs more than most commands' texts.
    return text if text.isprintable() else re.sub(_UNSEEN, _picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"\\u{{{code:x}}}"


def xml_text(text: str) -> str:
    """Escape a text for XML 1.0, as an element's content or between double quotes.

    A reader gives back the same text, tabs and line ends included. Characters that no XML 1.0
    document can hold (https://www.w3.org/TR/xml/#charsets) become U+FFFD; `xml_losses` counts them.
    """
    if not text.isprintable():  # three times as fast as the expression on the names there are
        return re.sub(_MARKUP, _entity, text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text


def _entity(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0], REPLACEMENT)


def xml_characters(text: str) -> str:
    """Return a text in which U+FFFD stands for each character that no XML 1.0 document can hold."""
    return text if text.isprintable() else re.sub(_NOT_XML, REPLACEMENT, text)


def xml_losses(text: str) -> int:
    """Count the characters that `xml_text` replaces by U+FFFD."""
    return 0 if text.isprintable() else len(re.findall(_NOT_XML, text))


def xml_references(xml: str) -> str:
    """Escape in XML what a terminal would obey or hide; what it says stays the same.

    Such characters must stand in texts and values alone.
    """
    return re.sub(_UNSEEN, _reference, xml)


def _reference(match: re.Match[str]) -> str:
    return match[0] if match[0] in "\t\n\r" else f"&#x{ord(match[0]):x};"


def whole_characters(text: str) -> str:
    """Replace lone surrogates, halves of characters that no text file can hold, by U+FFFD."""
    return text if text.isprintable() else re.sub("[\ud800-\udfff]", REPLACEMENT, text)


def json_text(json: str) -> str:
    """Escape in a JSON text what a terminal would obey or hide; what it says stays the same."""
    return re.sub(_UNSEEN, _escape, json)


def _escape(match: re.Match[str]) -> str:
    if match[0] in "\t\n\r":  # between the values, where JSON has them for layout
        return match[0]
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
