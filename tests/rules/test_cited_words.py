"""The words of a quotation are found in the text as it is written."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.rules.cited_words import words_at
from stakegraph.rules.passages import Text

PAGE = """\
¶1 A headline

¶2 Ann Lee said: “I have never – as the Board’s chair – been paid.” The oﬃce has not
replied; its co-
ordinator de\u00adnied it.

¶3 Bolt is a rival. Bolt is a partner.
"""


def marked(text: str, place: str, quote: str) -> list[str]:
    found, _ = words_at(Text(text), place, quote)
    return [
        f"{each.number}: {'|'.join(each.text[one:two] for one, two in each.quoted)}"
        for each in found
    ]


@pytest.mark.parametrize(
    ("place", "quote", "words"),
    [
        ("¶2", "never - as the Board's chair - been", ["2: never – as the Board’s chair – been"]),
        ("¶2", "The office has not replied", ["2: The oﬃce has not\nreplied"]),
        ("¶2", "its coordinator denied it", ["2: its co-\nordinator de\u00adnied it"]),
        ("¶2", "co-ordinator denied", ["2: co-\nordinator de\u00adnied"]),
        ("¶2", "Ann Lee ... has not replied", ["2: Ann Lee|has not\nreplied"]),
        ("¶2", "[T]he office", ["2: The oﬃce"]),
        ("¶2-3", "Bolt is a partner", ["3: Bolt is a partner"]),
        ("¶2-3", "denied it. Bolt is a rival", ["2: de\u00adnied it.", "3: Bolt is a rival"]),
        ("", "Bolt is a rival", ["3: Bolt is a rival"]),
        ("§ 4", "Bolt is a rival", ["3: Bolt is a rival"]),
        ("§ 4", "no such words", []),
        ("", "", []),
        ("¶3", "", ["3: "]),
        ("¶2", "no such words", ["2: "]),
        ("¶9", "Bolt is a rival", ["3: Bolt is a rival"]),
    ],
)  # fmt: skip
def test_quoted_words_are_marked_as_they_are_written(
    place: str, quote: str, words: list[str]
) -> None:
    assert marked(PAGE, place, quote) == words


def test_of_many_paragraphs_the_first_are_given() -> None:
    text = Text("\n".join(f"Line {n}" for n in range(1, 15)))
    found, more = words_at(text, "p. 1", "")
    assert (len(found), more) == (10, 4)


WORDS = st.lists(
    st.sampled_from(
        [
            "Ann",
            "has",
            "it",
            "“no”",
            "co-op",
            "oﬃce",
            "é",
            "ét",
            "naïve",
            "–",
            "1²",
            "王小平",
            "राम",
            "...",
            "a\xadb",
            "\u200bx",
        ]
    ),
    min_size=1,
    max_size=12,
)


@given(WORDS, st.data())
def test_whatever_is_quoted_of_a_text_is_what_is_marked(
    words: list[str], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    quote = " ".join(words[first:last])
    ((written, spans),) = [
        (each.text, each.quoted) for each in words_at(Text(" ".join(words)), "¶1", quote)[0]
    ]
    if letters(quote) and "..." not in quote:
        ((one, two),) = spans
        assert letters(written[one:two]) == letters(quote)


def letters(text: str) -> list[str]:
    return [*filter(str.isalnum, normalize("NFKC", text))]
