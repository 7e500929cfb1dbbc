"""Text from facts, shown to a person and to an XML parser."""

import time
import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.text.escaping import visible, xml_losses, xml_text

ANY_TEXT = st.text(st.characters(codec=None))  # surrogates included


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("NUL \x00, BEL \x07, DEL \x7f", "NUL ␀, BEL ␇, DEL ␡"),
        ("two\nlines\r\n\tindented", "two␊lines␍␊␉indented"),
        ("\x9b31m\x85", "\\u{9b}31m\\u{85}"),
        ("Serco\u202eocreS\u2069", "Serco\\u{202e}ocreS\\u{2069}"),
        ("\u061c\u200e\u200f\u202a\u2066", "\\u{61c}\\u{200e}\\u{200f}\\u{202a}\\u{2066}"),
        ("zero\u200bwidth\u2060\ufeff", "zero\\u{200b}width\\u{2060}\\u{feff}"),
        ("line\u2028paragraph\u2029", "line\\u{2028}paragraph\\u{2029}"),
        ("half a pair: \ud83d", "half a pair: \\u{d83d}"),
        ("tag \U000e0041", "tag \\u{e0041}"),
        ("\ufdd0\ufffe\U0010ffff", "\\u{fdd0}\\u{fffe}\\u{10ffff}"),
    ],
)
def test_what_a_terminal_would_obey_or_hide_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Kath O'Dwyer, Jürgen Łukasz, 北京市, Ελλάδα, עברית, العربية",
        "[red] [/bold] :smile: <b> & \\u{202e}",
        "می\u200cخواهم",  # Persian, spelt with the zero-width non-joiner
        "👩\u200d💻 ❤️",  # one person at a computer: two emoji and a joiner
        "e\u0301 \u00a0 \u00ad \ufffd",
    ],
)
def test_every_other_text_is_unchanged(text: str) -> None:
    assert visible(text) == text


@given(ANY_TEXT)
def test_a_visible_text_is_one_line_without_controls_and_stays_as_it_is(text: str) -> None:
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in shown)
    assert not any(unicodedata.bidirectional(char) in BIDI_CONTROLS for char in shown)
    assert visible(shown) == shown
    shown.encode()


BIDI_CONTROLS = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


def test_a_large_collection_of_names_is_shown_at_once() -> None:
    names = [f"Person Number {number} O'Dwyer-Łukasz\u202e" for number in range(20_000)]
    start = time.process_time()
    for name in names:
        visible(name)
    assert time.process_time() - start < 0.5  # 0.02 to 0.04 s on the machine this was written on


def test_markup_and_line_ends_are_escaped_for_xml() -> None:
    assert xml_text('<b> & "x" ]]>') == "&lt;b&gt; &amp; &quot;x&quot; ]]&gt;"
    assert xml_text("<\t\r\n>") == "&lt;&#9;&#13;&#10;&gt;"


def test_what_xml_cannot_hold_is_replaced_and_counted() -> None:
    assert xml_text("a\x00\x1b\ufffe\ud800z") == "a\ufffd\ufffd\ufffd\ufffdz"
    assert xml_losses("a\x00\x1b\ufffe\ud800z") == 4
    assert xml_losses("\ufffd is a character like any other, and so are \x7f \x85 \u202e") == 0


@given(ANY_TEXT)
def test_an_xml_reader_gives_back_the_text_as_content_and_as_attribute(text: str) -> None:
    element = ElementTree.fromstring(f'<a b="{xml_text(text)}">{xml_text(text)}</a>')
    kept = "".join(char if not xml_losses(char) else "\ufffd" for char in text)
    assert (element.text or "", element.get("b")) == (kept, kept)
