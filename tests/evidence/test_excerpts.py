"""Where quoted words stand in a paragraph as it is printed."""

import pytest

from stakegraph.evidence.excerpts import excerpts, marked
from stakegraph.evidence.passages import Text

PAGE = """\
The council is not
permitted to appoint. “It’s a well-known firm,” she said, “and it has been
for years.”

¶ is no number. The chair resigned.
"""
ONE = "¶1 " + PAGE.replace("\n\n", "\n¶2 ").replace("¶ is", "This is")


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("It's a well-known firm", "It’s a well-known firm"),
        ("a well-known firm ... has been for years", "a well-known firm|has been for years"),
        ("[T]he council […] is [not] permitted", "the council|is|permitted"),
        ("[T]he council", "the council"),
        # what verify does not find is not marked as quoted
        ("It's a well known firm", ""),
        ("a WELL-KNOWN firm", ""),
        ("appoint[ed]", "appoint"),
        ("ermitted", ""),
        ("the firm is well-known", ""),
        ("[...]", ""),
        ("years.” … “It’s", ""),
    ],
)
def test_the_words_of_a_quotation_are_found_as_they_are_printed(quote: str, shown: str) -> None:
    found = excerpts(Text(ONE), "¶1", quote)
    assert found is not None
    (one,) = found
    pieces = [one.text[start:end] for start, end in one.quoted]
    expected = shown.split("|") if shown else []
    assert [piece.casefold() for piece in pieces] == [each.casefold() for each in expected]


def test_words_are_marked_as_they_are_printed_however_a_page_was_set() -> None:
    page = "¶1 The ef\ufb01cient busi-\nness of the co\u00adoperative, "
    page += "its well-\nknown of\ufb01ce.\n"
    for quote, shown in (
        (
            "efficient business of the cooperative",
            "ef\ufb01cient busi- ness of the co\u00adoperative",
        ),
        ("well-known office", "well- known of\ufb01ce"),
        ("fficient", ""),
    ):
        found = excerpts(Text(page), "¶1", quote)
        assert found is not None
        (one,) = found
        assert "|".join(one.text[start:end] for start, end in one.quoted) == shown


def test_without_a_place_the_paragraphs_are_those_of_the_quotation() -> None:
    found = excerpts(Text(ONE), "", "The chair resigned")
    assert found is not None
    assert [marked(each.number, each.text, each.quoted) for each in found] == [
        "¶2 This is no number. >>The chair resigned<<."
    ]
    assert excerpts(Text(ONE), "§ 4") is None
