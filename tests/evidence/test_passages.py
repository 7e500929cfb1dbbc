"""The text of a source, by the places that can be cited in it."""

from __future__ import annotations

import pytest

from stakegraph.evidence.passages import Text, paragraphs_at

PAGE = """\
# A page about an article

Not a paragraph: Ann Lee runs everything.

¶1 A headline
¶2 Ann Lee joined Acme in May. “It’s a
well-known firm,” she said.

Not a paragraph either.

¶3 Acme’s rival is Bolt.
"""

ARTICLE = """\
A headline

Ann Lee joined Acme in May. “It’s a well-known firm,” she said.


Acme’s rival is Bolt.
"""


@pytest.mark.parametrize("text", [PAGE, ARTICLE])
def test_paragraphs_are_those_that_are_numbered_or_else_the_lines_that_are_not_blank(
    text: str,
) -> None:
    paragraphs = Text(text).paragraphs
    assert list(paragraphs) == [1, 2, 3]
    assert " ".join(paragraphs[2].split()).endswith("“It’s a well-known firm,” she said.")
    assert paragraphs[3] == "Acme’s rival is Bolt."


@pytest.mark.parametrize(
    ("place", "there"),
    [
        ("¶2", "b"),
        ("¶ 2", "b"),
        ("¶1-2", "a\nb"),
        ("¶2–3", "b\nc"),
        ("", "a\nb\nc"),
        ("line 3", "b"),
        *((place, None) for place in ("¶4", "¶0", "¶3-4", "¶3-2", "line 9", "p. 2", "1:00")),
        *((place, None) for place in ("¶1-999999999999999999", f"¶{'9' * 5000}", "item Q1")),
    ],
)
def test_a_place_is_there_or_not(place: str, there: str | None) -> None:
    assert Text("a\n\nb\nc").at(place) == there


def test_pages_end_in_a_form_feed_and_do_not_shift_the_lines() -> None:
    text = Text("one\n\ftwo\nthree\n\f")
    assert [text.at(f"p. {number}") for number in (1, 2, 3)] == ["one\n", "two\nthree\n", None]
    assert text.at("pp. 1-2") == "one\n\ntwo\nthree\n"
    assert text.at("line 3") == "three"
    assert list(text.paragraphs) == [1, 2, 3]


def test_only_a_line_end_ends_a_line() -> None:
    assert Text("a\u2028b\x85c\nd").at("line 2") == "d"


@pytest.mark.parametrize("place", ["2:30", "02:30", "0:02:30", "00:02:30"])
def test_a_time_counts_up_to_the_next(place: str) -> None:
    text = Text("Transcript\n[00:00:00] Hello.\n[00:02:30] Ann:\nI joined Acme.\n[00:02:40] Bye.\n")
    assert text.at(place) == "[00:02:30] Ann:\nI joined Acme."
    assert text.at("0:00") == "[00:00:00] Hello."
    assert text.at("2:35") is None


def test_a_text_without_page_breaks_is_one_page() -> None:
    assert Text("a\n\nb").at("p. 1") == "a\n\nb"
    assert Text("a\n\nb").at("p. xii") is None


# --- lists and ranges ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "there"),
    [
        ("¶1, 3", "a\nc"),
        ("¶¶ 1 and 3", "a\nc"),
        ("¶1, ¶3", "a\nc"),
        ("paras 2-3", "b\nc"),
        ("¶2 ff.", "b\nc\nd"),
        ("¶2f.", "b\nc"),
        ("lines 1-3", "a\n\nb"),
        ("ll. 3, 4", "b\nc"),
        ("line 3 n. 2", "b"),
        ("¶1, 9", None),
        ("lines 3-99", None),
        ("¶xii", None),
    ],
)
def test_several_may_be_named_in_one_place(place: str, there: str | None) -> None:
    assert Text("a\n\nb\nc\nd").at(place) == there


@pytest.mark.parametrize(
    "place",
    ["§ 4.2", "Annex B", "fn. 12", "col. 1123", "row 17", "slide 4", "#part-2", "Annex B ¶3"],
)
def test_what_no_text_numbers_is_looked_for_in_all_of_it(place: str) -> None:
    assert Text("a\n\nb").at(place) == "a\nb"
    assert paragraphs_at("a\n\nb", place) is None


def test_a_note_is_looked_for_on_its_page() -> None:
    text = Text("one\n\ftwo\n")
    assert (text.at("p. 2 n. 53"), text.at("n. 53, p. 2")) == ("two\n", "two\n")
    assert text.at("p. 3 n. 53") is None


def test_a_range_of_times_has_what_goes_on_when_it_begins() -> None:
    text = Text("0:00 Hello.\n0:10 Ann.\n0:20 Bob.\n0:30 Bye.\n")
    assert text.at("0:00:12-0:00:20") == "0:10 Ann.\n0:20 Bob."
    assert text.at("0:10–0:15, 0:30") == "0:10 Ann.\n0:30 Bye.\n"
    assert text.at("0:45-0:50") is None


# --- printed page numbers ------------------------------------------------------------------------

CHAPTER = "Trusts and boards 113\nAnn\n\f114 Reports\nBob\n\fTrusts and boards 115\nCy in 2019\n"
BOOK = "iv\nAnn\n\fv\nBob\n\f1\nCy\n\f2\nDee\n\f3\nEd\n"


def test_pages_bear_the_numbers_that_are_printed_on_them() -> None:
    text = Text(CHAPTER)
    assert text.at("p. 114") == "114 Reports\nBob\n"
    assert text.at("pp. 113-14") == "Trusts and boards 113\nAnn\n\n114 Reports\nBob\n"
    assert text.at("p. 2") == "114 Reports\nBob\n"  # which no page bears: the second
    assert text.at("p. 4") is None
    assert text.has("p. 4") == "its pages are 113 to 115"


def test_pages_of_roman_numbers_come_before() -> None:
    text = Text(BOOK)
    assert text.at("p. v") == "v\nBob\n"
    assert text.at("pp. iv–v") == "iv\nAnn\n\nv\nBob\n"
    assert text.at("p. 2") == "2\nDee\n"
    assert text.at("p. xii") == BOOK.replace("\f", "\n")  # on no page is it printed


def test_a_number_that_one_page_alone_ends_with_is_none_of_its_pages() -> None:
    text = Text("It began in 2019\n\fAnn paid 40\n\fThe end\n")
    assert text.at("p. 2") == "Ann paid 40\n"


# --- paragraphs ----------------------------------------------------------------------------------


def test_the_paragraphs_of_a_place_are_those_that_it_touches() -> None:
    assert Text(ARTICLE).paragraphs[3] == "Acme’s rival is Bolt."
    assert paragraphs_at("a\n\nb\n\fc\nd\n", "p. 2") == {3: "c", 4: "d"}
    assert paragraphs_at(PAGE, "¶2-3") == {2: Text(PAGE).paragraphs[2], 3: "Acme’s rival is Bolt."}
    assert list(paragraphs_at(PAGE, "") or ()) == [1, 2, 3]
    assert list(paragraphs_at(PAGE, "line 7") or ()) == [2]
    assert paragraphs_at(PAGE, "¶9") is None
