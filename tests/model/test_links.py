"""Addresses of the places that are cited."""

import pytest

from stakegraph.model.links import place_url


@pytest.mark.parametrize(
    ("url", "at", "words", "address"),
    [
        ("https://x.example/a", "¶7", "", "https://x.example/a"),
        ("https://x.example/a", "¶7", "re-open, now", "https://x.example/a#:~:text=re%2Dopen%2C%20now"),
        ("https://x.example/a#p2", "", "a & b", "https://x.example/a#p2:~:text=a%20%26%20b"),
        ("https://x.example/a#:~:text=old", "", "new", "https://x.example/a#:~:text=new"),
        (
            "https://x.example/a", "", "one two three four five six seven eight nine",
            "https://x.example/a#:~:text=one%20two%20three%20four,six%20seven%20eight%20nine",
        ),
        ("https://x.example/a", "", "[T]he old board ... left", "https://x.example/a#:~:text=old%20board"),
        ("https://x.example/a", "", "[...]", "https://x.example/a"),
        ("https://x.example/a", "#part-2", "words", "https://x.example/a#part-2"),
        ("https://x.example/a.PDF?v=1", "pp. 3-4", "", "https://x.example/a.PDF?v=1#page=3"),
        ("https://x.example/a.html", "p. 3", "", "https://x.example/a.html"),
        ("javascript:alert(1)", "", "words", ""),
        ("file:///etc/passwd", "", "words", ""),
        ("https://x.example/a b", "", "words", ""),
        ("https://x.example/\x1b]8;;", "", "words", ""),
        ("", "", "words", ""),
    ],
)  # fmt: skip
def test_an_address_leads_to_the_words_that_are_quoted(
    url: str, at: str, words: str, address: str
) -> None:
    assert place_url(url, at, words) == address
