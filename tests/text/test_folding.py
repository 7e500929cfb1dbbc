"""The form in which names are compared."""

from __future__ import annotations

import re
import unicodedata

import letters
import pytest

from stakegraph.text import letters as table
from stakegraph.text.folding import fold, plain_letters


def test_folding_keeps_letters_and_digits_alone() -> None:
    assert fold("  O’Dwyer—Smith & SONS (1 of 2) ") == "odwyer smith sons 1 of 2"
    assert fold("Straße ÉCOLE ﬁn") == "strasse ecole fin"
    assert fold("Жанна Д’Арк") == "жанна дарк"
    assert fold("snake_case\0a\x1fb") == "snake_case a b"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Łucja Wałęska", "Lucja Waleska"),
        ("Søren Bødker", "Soren Bodker"),
        ("Đorđe Ćosić", "Dorde Cosic"),
        ("Þórður Friðriksson", "Thordur Fridriksson"),
        ("Æsa Lœvenbruck", "Aesa Loevenbruck"),
        ("Ħal Għaxaq, Ŧuŋŋ", "Hal Ghaxaq, Tunn"),
        ("WEISS", "Weiß"),
        ("WEIẞ", "Weiß"),
        ("İlham Əliyev", "ilham eliyev"),
        ("Kɔfi", "Kofi"),
        ("Ỹ ǘ ḉ ợ", "y u c o"),  # two accents on one letter
        ("ʿAbd al-Raḥmān", "abd al rahman"),
        ("Kaʻiulani", "KAIULANI"),
        ("Ἀθηνᾶ", "αθηνα"),
        ("Алёна", "АЛЕНА"),
        ("Wei\u00adss", "Weiss"),  # a soft hyphen
        ("Ｗｉｄｅ", "wide"),
    ],
)
def test_a_letter_meets_its_plain_form(written: str, plain: str) -> None:
    assert fold(written) == fold(plain)


def test_small_and_capital_letters_meet_in_turkish() -> None:
    assert fold("DİLEK IŞIK") == fold("Dilek Işık") == fold("dilek isik") == "dilek isik"
    assert fold("DİLEK IŞIK".lower()) == fold("dilek ışık".upper()) == "dilek isik"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("राम", "रीमा"),  # Ram and Rima
        ("सीता", "सता"),
        ("কমল", "কমলা"),
        ("ராம", "ராமா"),
        ("กา", "กี"),
        ("か", "が"),
        ("ハ", "パ"),
        ("张", "章"),
        ("ड", "ड़"),
        ("ދަ", "ދު"),
    ],
)
def test_what_is_part_of_a_letter_tells_names_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert len(fold(one).split()) == len(fold(other).split()) == 1


@pytest.mark.parametrize(
    ("pointed", "bare"),
    [
        ("שָׁלוֹם", "שלום"),
        ("מִרְיָם", "מרים"),
        ("ג׳ורג׳", "ג'ורג'"),
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),  # drawn out
        ("أحمد", "احمد"),
        ("حسین\u200cزاده", "حسینزاده"),
        ("श्\u200dरी", "श्री"),
    ],
)
def test_points_and_what_shows_only_how_letters_join_do_not_count(pointed: str, bare: str) -> None:
    assert fold(pointed) == fold(bare) == fold(unicodedata.normalize("NFD", pointed))


def test_however_a_text_is_composed_its_form_is_one_and_is_its_own() -> None:
    for text in ("Łódź", "Ångström", "가나다", "ガ", "ड़", "ö̲", "ﷺ", "½", "ΐ", "ŉ"):
        forms = {fold(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKD")}
        assert len(forms) == 1
        assert fold(*forms) in forms


def test_every_letter_of_the_table_is_a_small_one_that_unicode_leaves_alone() -> None:
    for plain, some in table.PLAIN.items():
        assert re.fullmatch("[a-z]+", plain)
        for letter in some:
            assert unicodedata.normalize("NFKD", letter.casefold()) == letter
            assert unicodedata.name(letter).startswith("LATIN ")
            assert fold(letter) == plain


def test_the_table_of_letters_is_drawn_from_the_transform_of_cldr() -> None:
    transform = """
        Ø → O ; # 00D8;LATIN CAPITAL LETTER O WITH STROKE
    æ → ae ; # 00E6
ø → o ; # 00F8;LATIN SMALL LETTER O WITH STROKE
Þ → TH ; # 00DE
ſ → s ; # 017F;LATIN SMALL LETTER LONG S (compat)
№ → No ; # 2116
ᴁ → AE ; # 1D01
"""
    assert letters.plain_letters(transform) == {"ø": "o", "ᴁ": "ae", **letters.FURTHER}


@pytest.mark.skipif(not letters.SOURCE.exists(), reason="unicode-cldr-core is not installed")
def test_the_table_of_letters_is_what_its_source_gives() -> None:
    assert letters.TABLE.read_text(encoding="utf-8") == letters.written()


@pytest.mark.parametrize(
    ("written", "letters"),
    [("Łódź Café", "lodz cafe"), ("Straße, 2 & Søn", "strasse, 2 & son"), ("王小平", "王小平")],
)
def test_plain_letters_leave_marks_where_they_are(written: str, letters: str) -> None:
    assert plain_letters(written) == letters
