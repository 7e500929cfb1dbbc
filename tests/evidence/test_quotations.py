"""Quotations: what stands in a text as it is quoted, and what is wrong with what does not."""

from __future__ import annotations

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.errors import WAIVABLE
from stakegraph.evidence.passages import Text
from stakegraph.evidence.quotations import Finding, Quotable

LEASE = (
    "Under clause 9, the landlord, Port Board, is not permitted to end this lease, said Ada One, "
    "its chair."
)
MINUTES = (
    "Ada One left. She did not resign. The board met Mr. Smith of St. Ives, who has never voted, "
    "on Monday. It agreed. Nobody spoke of Bob! He is the clerk."
)
TURNS = (
    "The board denied that it can't pay without help. She refused to say. He hardly knew. "
    "They declined to vote; they failed to act."
)
REPORT = (
    "Port Board Annual Report 2019\n\nThe Port Board is led by Ada Sido-\nrov, a well-\nknown "
    "chair of its commit-\ntee since 2019. The ﬁnal ofﬁce, the aﬄuent,\na partner\u00adship of "
    "co\u00ad\noperation, was led by\n\n12\n\fPort Board Annual Report 2019\n\nBea Two, who met "
    "the pre-\nand post-war boards in 2010-\n11 of Smith-\nJones.\n\n13\n"
)
PLAIN = (
    "The board is led by\n\n- 12 -\n\nAda One.\nAnnual report   13\nShe chairs\nAnnual report   14"
    "\nthe committee of\n\nPage 3 of 9\n\ncare. We have\n12\nmembers.\n"
)
TYPED = (
    "«\u00a0Bonjour\u00a0», dit-il. “He said ‘yes’ to me,” she said—twice – or thrice. Der Chef "
    "sagte »Ja«. 10\u2009000 people, 20\u00a0% of them; the councils’ plan. It’s ``fine''."
)
LINES = "Ada One leads the board.\n\nIt met in May. Ada One\n\nwas ill. Not Bob.\n"


def finding(text: str, quote: str, place: str = "¶1") -> Finding | None:
    return Quotable(Text(text)).finding(quote, place, f"s {place}")


def rule(text: str, quote: str, place: str = "¶1") -> str:
    found = finding(text, quote, place)
    return found.rule if found else ""


# --- ellipses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "quote",
    [
        "Under clause 9 … is not permitted to end this lease",
        "the landlord [...] is not permitted",
        "the landlord (...) is not permitted",
        "the landlord (…) is not",
        "the landlord... is not permitted",
        "the landlord . . . is not permitted",
        "the landlord [. . .] is not permitted",
        "Under clause 9 ... Port Board ... not permitted",
        "... is not permitted to end this lease ...",
        "its chair...",
        "… its chair",
    ],
)
def test_the_pieces_around_an_ellipsis_stand_in_their_order(quote: str) -> None:
    assert rule(LEASE, quote) == ""


@pytest.mark.parametrize(
    ("quote", "word", "words"),
    [
        ("the landlord ... permitted", "not", "the landlord, Port Board, is not permitted"),
        ("Port Board, is ... permitted", "not", "Port Board, is not permitted"),
        ("the landlord [...] permitted to", "not", "the landlord, Port Board, is not permitted to"),
        (
            "... permitted to end",
            "not",
            "Under clause 9, the landlord, Port Board, is not permitted to end",
        ),
        ("is [wholly] permitted", "not", "is not permitted"),
        (
            "the landlord ... said Ada",
            "not",
            "the landlord, Port Board, is not permitted to end this lease, said Ada",
        ),
    ],
)
def test_what_is_left_out_of_a_sentence_must_not_turn_it(quote: str, word: str, words: str) -> None:
    said = f"s ¶1: the quotation leaves out “{word}”; the words there are “{words}”"
    assert finding(LEASE, quote) == Finding("quote-cut", said)


@pytest.mark.parametrize(
    "quote",
    [
        *("The board ... that it", "it ... pay", "pay ... help", "She ... to say", "He ... knew"),
        *("They ... to vote", "they ... act", "[They] knew", "... knew", "They ... they failed"),
    ],
)
def test_many_words_turn_the_sense(quote: str) -> None:
    assert rule(TURNS, quote) == "quote-cut"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Der Rat ist nicht befugt.", "Der Rat ist ... befugt"),
        ("Le conseil n’est pas autorisé.", "Le conseil ... autorisé"),
        ("La junta no puede votar.", "La junta ... puede votar"),
        ("Портовый совет не может.", "совет ... может"),
        ("他没有辞职。", "他...辞职"),
        ("Zarząd nie może.", "Zarząd ... może"),
    ],
)
def test_they_do_in_other_languages(text: str, quote: str) -> None:
    assert rule(text, quote) == "quote-cut"


@pytest.mark.parametrize(
    "quote", ["She is ... the owner", "the owner of ... and a", "owner ... director", "She ... and"]
)
def test_some_words_only_look_as_if_they_did(quote: str) -> None:
    text = "She is not only the chair but also the owner of No. 10 and a non-executive director."
    assert rule(text, quote) == ""


@pytest.mark.parametrize(
    "quote",
    [
        "Ada One left. ... The board met",
        "Ada One left ... The board met",
        "Ada One left.... The board met",
        "Ada One ... The board met",
        "It agreed ... He is the clerk",
        "The board ... agreed",
        "Ada One ... did not resign",
    ],
)
def test_whole_sentences_may_be_left_out(quote: str) -> None:
    assert rule(MINUTES, quote) == ""


@pytest.mark.parametrize(
    "quote",
    [
        "She did ... resign",
        "The board met Mr. Smith ... on Monday",  # no sentence ends at "Mr." or "St."
        "It agreed. [...] spoke of Bob",
        "She did ...",
        "She ... It agreed",
    ],
)
def test_parts_of_sentences_may_be_if_they_do_not_turn_the_rest(quote: str) -> None:
    assert rule(MINUTES, quote) == "quote-cut"


def test_it_is_enough_that_the_pieces_stand_once_with_nothing_left_out_that_turns_them() -> None:
    twice = "The board is not able. The board is fully able."
    assert rule(twice, "The board ... able") == ""
    assert rule(twice.replace("fully", "hardly"), "The board ... able") == "quote-cut"


def test_pieces_in_another_order_are_found() -> None:
    assert finding(LEASE, "said Ada One ... Under clause 9") == Finding(
        "quote-scattered",
        "the pieces of the quotation stand in another order in s ¶1; the words there are"
        " “Under clause 9, the landlord, Port Board, is not permitted to end this lease, said Ada"
        " One”",
    )


def test_pieces_of_several_paragraphs_are_found() -> None:
    assert finding(LINES, "Ada One leads ... It met", "¶1-2") == Finding(
        "quote-scattered",
        "the pieces of the quotation stand in no one paragraph of s ¶1-2; the words there are"
        " “Ada One leads the board. It met”",
    )
    assert rule(LINES, "Ada One leads ... It met", "") == "quote-scattered"
    assert rule(LINES, "It met ... was ill", "¶2-3") == ""  # no sentence ends with the line


def test_pieces_far_apart_on_a_page_are_found() -> None:
    page = f"Ada One leads {'and on ' * 90}the board.\n\fEnd"
    found = finding(page, "Ada One ... the board", "p. 1")
    assert found is not None
    assert "stand too far apart in s p. 1" in found.message
    assert rule(page, "Ada One ... the board", "¶1") == ""


def test_brackets_stand_for_a_few_words_only() -> None:
    found = finding(LEASE, "Under clause 9 [of the lease] said Ada One")
    assert found is not None
    assert "stand too far apart in s ¶1; the words there are “Under clause 9, the" in found.message


def test_a_piece_that_is_not_there_is_named() -> None:
    assert finding(LEASE, "Under clause 9 ... the tenant is") == Finding(
        "quote-not-found",
        "“the tenant is” of the quotation is not in s ¶1; the nearest words are “to end this”",
    )


@pytest.mark.parametrize("quote", ["...", "[...]", "…", "“”", "-"])
def test_a_quotation_without_words_is_none(quote: str) -> None:
    assert finding(LEASE, quote) == Finding("quote-not-found", "the quotation has no words of s ¶1")


def test_dots_of_the_source_are_no_ellipsis() -> None:
    text = "She would go … soon, she did not say why... ever."
    assert rule(text, "she would go ... soon") == "quote-not-found"  # a capital letter
    assert rule(text, "She would go ... soon") == ""
    assert rule(text, "She would go... soon, she did not say why … ever") == ""


# --- brackets -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "quote",
    [
        *("[T]he landlord", "[u]nder clause 9", "[U]nder clause 9", "[The owner] is not permitted"),
        *("the landlord [the Board] is not permitted", "the landlord, [Port Board], is not"),
        *("to end this [agreement]", "the landlord [sic], Port Board", "landlord [[sic]], Port"),
        *(
            "said [Ada One [the chair]]",
            "said [her], its chair",
            "end this lea[ses]",
            "is [not] permitted",
        ),
        *("permit[s] to end", "not permit[ted] to", "[Ada One], its chair [emphasis added]"),
        *("[The Board’s] chair", "is [not] permitted"),
    ],
)
def test_brackets_hold_what_is_not_the_sources(quote: str) -> None:
    assert rule(LEASE, quote) == ""


@pytest.mark.parametrize(
    ("quote", "rule_"),
    [
        ("[t]he tenant", "quote-not-found"),
        ("[The owner] is permitted", "quote-not-found"),
        ("[un]permitted", "quote-not-found"),
        ("[Ada One]", "quote-not-found"),
        ("the landlord [sic] is not", "quote-scattered"),
        ("to [not] end this", "quote-cut"),
        ("[h]andlord", "quote-not-found"),
        ("Under clause 9 [of the lease of some years] said Ada One", "quote-scattered"),
    ],
)
def test_brackets_hold_no_false_words(quote: str, rule_: str) -> None:
    assert rule(LEASE, quote) == rule_


def test_brackets_of_the_source_are_its_own() -> None:
    text = "The Board (“the Landlord”) [sic] agreed [on 3 May] to a[n] end."
    assert rule(text, "the Landlord”) [sic] agreed [on 3 May] to a[n] end") == ""
    assert rule(text, "The Board ... [sic] agreed") == ""
    assert rule("The [open bracket", "The [open bracket") == ""


@pytest.mark.parametrize(
    ("text", "quote", "is_there"),
    [
        ("They were unable to go.", "were []able", False),
        ("They were unable to go.", "were [not ]able", False),
        ("They were unable to go.", "were [un]able", True),
        ("She can't go.", "She can[] go", False),
        ("She can't go.", "She can[not] go", False),
        ("She cannot go.", "She can[not] go", True),
        ("It is harmless.", "It is harm[ful]", False),
        ("It was appointed.", "It was [re]appointed", True),
        ("It was disbanded.", "It was [re]banded", False),
    ],
)
def test_parts_of_words_in_brackets_must_not_turn_them(
    text: str, quote: str, is_there: bool
) -> None:
    assert (rule(text, quote) == "") == is_there


def test_what_brackets_add_must_not_turn_the_sense() -> None:
    assert finding(LEASE, "to [never] end this lease") == Finding(
        "quote-cut",
        "s ¶1: the quotation adds “never”; the words there are “to end this lease”",
    )


# --- whole words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quote", "is_there"),
    [
        ("They are unable.", "able", False),
        ("part of it", "art of it", False),
        ("a partnership", "partner", False),
        ("a well-known firm", "known firm", True),
        ("Acme’s rival", "Acme", True),
        ("会议由王小平主席主持。", "王小平主席", True),
        ("ผู้ว่าราชการจังหวัดลาออก", "จังหวัด", True),
        ("삼성전자는 이사회", "삼성전자", True),
        ("रामी शर्मा", "राम", False),
        ("राम शर्मा बोर्ड", "राम शर्मा", True),
        ("Limanı’nın başkanı", "Limanı'nın", True),
        ("می‌خواهم", "میخواهم", True),
        ("café", "cafe", False),
        ("café", "cafe\u0301", True),
        ("Acme", "acme", False),
        ("E = mc²", "E = mc2", False),
    ],
)
def test_a_quotation_is_of_whole_words(text: str, quote: str, is_there: bool) -> None:
    assert (rule(text, quote) == "") == is_there


# --- how it was printed -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "quote",
    [
        *("« Bonjour », dit-il", '"Bonjour", dit-il', 'He said "yes" to me', "“He said ‘yes’”"),
        *("she said - twice - or thrice", "she said — twice –- or", 'sagte "Ja"', 'It\'s "fine"'),
        *("10 000 people, 20 % of them", "the councils' plan", "'He said “yes” to me,'"),
        "she  said—\ntwice",
        "20% of them",
    ],
)
def test_typography_does_not_count(quote: str) -> None:
    assert rule(TYPED, quote) == ""


@pytest.mark.parametrize(
    ("quote", "is_there"),
    [
        ("led by Ada Sidorov, a well-known chair of its committee since 2019", True),
        ("led by Ada Sido-\nrov, a well-\nknown", True),
        ("its commit- tee since", True),
        ("a well known chair", False),
        ("The final office, the affluent", True),
        ("a partnership of cooperation", True),
        ("was led by Bea Two, who met", True),
        ("was led by 12 Port Board Annual Report", True),
        ("partnership ... Bea Two", True),
        ("pre- and post-war boards", True),
        ("in 2010-11 of Smith-Jones", True),
        ("was led by who met", False),
    ],
)
@pytest.mark.parametrize("place", ["", "pp. 12-13", "pp. 1-2", "Annex B"])
def test_the_words_of_a_printed_page_are_found(place: str, quote: str, is_there: bool) -> None:
    assert (rule(REPORT, quote, place) == "") == is_there


@pytest.mark.parametrize(
    ("quote", "is_there"),
    [
        ("is led by Ada One", True),
        ("She chairs the committee of care", True),
        ("We have members", False),
        ("We have 12 members", True),
    ],
)
def test_page_numbers_stand_in_texts_without_page_breaks(quote: str, is_there: bool) -> None:
    assert (rule(PLAIN, quote, "") == "") == is_there


@pytest.mark.parametrize(
    ("text", "quote", "is_there"),
    [
        ("It met in public.1 The Board left.", "met in public. The Board left", True),
        ("It met in public.1 The Board left.", "in public.1 The Board", True),
        ("It met in public.[12] The Board left.", "met in public. The Board", True),
        ("It met in public [12], then left.", "met in public, then left", True),
        ("It met in public,¹ then left.", "met in public, then", True),
        ("See No.10 for it", "See No. for it", False),
        ("It paid 4.2 million", "paid 4. million", False),
        ("in May 12 people", "in May people", False),
    ],
)
def test_marks_of_notes_are_passed_over(text: str, quote: str, is_there: bool) -> None:
    assert (rule(text, quote) == "") == is_there


def test_a_head_that_stands_once_is_one_where_it_stands_apart() -> None:
    text = "The board is led by Ada\n3\n\fChapter two\n\nOne, who never\n\n\fdenied it.\n"
    assert rule(text, "led by Ada One, who never denied it", "") == ""
    assert rule(text.replace("Chapter two", "or not"), "led by Ada One", "") != ""
    assert rule(text.replace("two\n\n", "two\n"), "led by Ada One", "") != ""


# --- elsewhere ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quote", "place", "where"),
    [
        (LINES, "was ill", "¶1", "¶3, not in ¶1"),
        (LINES, "leads the board. It met", "¶1", "¶1-2, not in ¶1"),
        (LINES, "It met ... Ada One", "¶1", "¶2, not in ¶1"),
        (REPORT, "Bea Two", "p. 12", "p. 13, not in p. 12"),
        (REPORT, "was led by Bea Two", "p. 12", "pp. 12-13, not in p. 12"),
    ],
)
def test_a_quotation_that_stands_elsewhere_is_found_there(
    text: str, quote: str, place: str, where: str
) -> None:
    said = Finding("quote-moved", f"the quotation stands in {where}")
    assert finding(text, quote, place) == said


# --- of any text --------------------------------------------------------------------------------

NASTY = "ab .…'\"[]()-\u00ad\n\f¶19:,’“”«»\u00a0é中ट"
WORDS = st.sampled_from(
    [
        "the",
        "board",
        "not",
        "Harbour’s",
        "“Trust”",
        "co-op",
        "3.5%",
        "a.m.",
        "–",
        "(x)",
        "[y]",
        "no,",
    ]
)
SPACES = st.sampled_from([" ", "\n", "  ", "\u00a0", "\n\n"])


@examples(8)
@given(
    st.text(NASTY, max_size=60),
    st.text(NASTY, max_size=20),
    st.sampled_from(["", "¶1", "¶1-2", "p. 1", "pp. 1-2", "line 1", "9:19", "§ 4", "p. xii"]),
)
def test_any_quotation_of_any_text_is_judged(text: str, quote: str, place: str) -> None:
    known = Text(text)
    if known.runs(place) is None:
        assert known.has(place)
    else:
        found = finding(text, quote, place)
        assert found is None or found.rule in WAIVABLE


@examples(8)
@given(st.lists(st.tuples(WORDS, SPACES), min_size=8, max_size=30), st.integers(0, 6), st.data())
def test_words_that_stand_there_are_found_and_others_are_not(
    pairs: list[tuple[str, str]], start: int, data: st.DataObject
) -> None:
    text = "".join(word + space for word, space in pairs)
    size = data.draw(st.integers(1, len(pairs) - start))
    quoted = [word for word, _ in pairs[start : start + size]]
    if any(map(str.isalnum, "".join(quoted))):
        assert rule(text, " ".join(quoted), "p. 1") == ""
    assert rule(text, " ".join([*quoted, "elsewhere"]), "p. 1") == "quote-not-found"
