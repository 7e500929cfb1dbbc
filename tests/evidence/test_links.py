"""A cited place as an address that a browser opens there."""

import pytest

from stakegraph.evidence.links import place_link, web_link

PAGE = "https://news.example/a"


@pytest.mark.parametrize(
    ("place", "quote", "words"),
    [
        ("", "", ""),
        ("¶7", "", ""),
        ("¶7", "Ann Lee heads the trust", "Ann%20Lee%20heads%20the%20trust"),
        # What the syntax of such links takes for its own is written otherwise.
        ("¶7", "a re-open, & “so on”", "a%20re%2Dopen%2C%20%26%20%E2%80%9Cso%20on%E2%80%9D"),
        (
            "¶7",
            "one two three four five six seven eight nine",
            "one%20two%20three%20four,six%20seven%20eight%20nine",
        ),
        # Of what its author left out or put in nothing is looked for.
        ("¶7", "The trust ... has not been paid at all", "has%20not%20been%20paid%20at%20all"),
        ("¶7", "[T]he trust of the harbour […] paid", "trust%20of%20the%20harbour"),
        ("¶7", "She [Ann Lee] heads the harbour trust", "heads%20the%20harbour%20trust"),
        # Few words stand in many places.
        ("¶7", "no", ""),
        ("¶7", "[T]he trust", ""),
        ("¶7", "王小平是主席", "%E7%8E%8B%E5%B0%8F%E5%B9%B3%E6%98%AF%E4%B8%BB%E5%B8%AD"),
    ],
)  # fmt: skip
def test_a_link_leads_to_the_words_that_are_quoted(place: str, quote: str, words: str) -> None:
    fragment = f"#:~:text={words}" if words else ""
    assert place_link(PAGE, place, quote) == PAGE + fragment


def test_a_link_leads_to_a_part_that_is_cited() -> None:
    assert place_link(PAGE, "#part-2", "Ann Lee heads the trust") == f"{PAGE}#part-2"
    assert place_link(PAGE, "#:~:text=two words", "") == f"{PAGE}#:~:text=two%20words"


def test_a_link_keeps_the_part_of_a_page_that_an_address_has() -> None:
    quote = "Ann Lee heads the trust"
    words = ":~:text=Ann%20Lee%20heads%20the%20trust"
    assert place_link(f"{PAGE}#top", "", quote) == f"{PAGE}#top{words}"
    assert place_link(f"{PAGE}#top", "#end", quote) == f"{PAGE}#end"
    assert place_link(f"{PAGE}#:~:text=x", "", quote) == f"{PAGE}#:~:text=x"


def test_a_quotation_that_makes_an_address_too_long_is_left_out() -> None:
    assert place_link(PAGE, "", "é" * 2000) == PAGE


@pytest.mark.parametrize(
    "url",
    [
        *("", "https://", "https://[x", "a.example", "file:///etc/passwd", "javascript:alert(1)"),
        *("ftp://a.example/", "https://a b.example/", "https://a.example/\x1b]8;;x"),
    ],
)  # fmt: skip
def test_what_leads_nowhere_on_the_web_is_no_link(url: str) -> None:
    assert web_link(url) == ""
    assert place_link(url, "", "Ann Lee heads the trust") == ""
