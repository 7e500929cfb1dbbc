"""Shares in the words of many languages are shares; what is unsure stays as it is written."""

from __future__ import annotations

import pytest
from readings import loaded, said
from spreadsheets import ods, xlsx

from stakegraph.importers._shares import share_in_words
from stakegraph.importers.table import read


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("25 bis 50 %", "25 to 50 %"),
        ("über 25 % bis 50 %", "more than 25 % and up to 50 %"),
        ("von 25 % bis unter 50 %", "at least 25 % and less than 50 %"),
        ("mehr als 25 und höchstens 50 Prozent", "more than 25 % and up to 50 %"),
        ("bis 25 %", "up to 25 %"),
        ("25 % und mehr", "at least 25 %"),
        ("mehr als die Hälfte", "more than 50 %"),
        ("de 25 % à 50 %", "25 to 50 %"),
        ("plus de 25 % jusqu’à 50 %", "more than 25 % and up to 50 %"),
        ("33,3 pour cent", "33.3 %"),
        ("más del 25%", "more than 25 %"),
        ("entre el 25 % y el 50 %", "25 to 50 %"),
        ("meer dan 25 % tot en met 50 %", "more than 25 % and up to 50 %"),
        ("dal 25 % al 50 %", "25 to 50 %"),
        ("entre 25% e 50%", "25 to 50 %"),
        ("od 25 % do 50 %", "25 to 50 %"),
        ("mer än 25 %", "more than 25 %"),
        ("jusqu'à 100 %", "up to 100 %"),
        ("rund 30 Prozent", "about 30 %"),
        ("un tiers", "a third"),
        ("Mehrheit", "a majority"),
        ("12,345 %", "12.345 %"),
        ("%33,3", "33.3 %"),
        ("25+ %", "at least 25 %"),
    ],
)
def test_a_share_of_another_language_is_one_in_the_words_of_a_fact_file(
    written: str, share: str
) -> None:
    assert share_in_words(written) == share


@pytest.mark.parametrize(
    "written",
    [
        *("12,5 %", "over 25%", "a quarter"),  # which are shares as they stand
        *("de 25 %", "von 25 %", "a 25 %", "del 25 %"),  # from 25 %, or of 25 %
        *("25 a 50", "0,25", "25", "101 %", "50 bis 25 %", "25 % a 50 % a 75 %"),
        *("50 % plus eine Aktie", "25 Prozent der Stimmen", "mehr", "unbekannt", ""),
    ],
)
def test_what_is_a_share_already_or_may_be_another_stays(written: str) -> None:
    assert share_in_words(written) == written


def test_the_shares_of_a_table_are_those_of_its_language() -> None:
    text = (
        "Gesellschafter;Gesellschaft;Anteil\nHafen AG;Quay AG;mehr als 25 bis 50 %\n"
        "Dock AG;Quay AG;75 % der Stimmen\n"
    )
    reading = read(text.encode(), "t.csv")
    assert said(loaded(reading)) == [
        "hafen-ag owns quay-ag share=more than 25 % and up to 50 % [t line 2]",
        "dock-ag owns quay-ag (share: 75 % der Stimmen) [t line 3]",
    ]
    assert "line 3: this share is not understood, and stands in a note" in reading.notes


def test_a_range_below_a_heading_of_percent_is_one_in_any_language() -> None:
    text = "Owner;Company;Anteil in %\nA Ltd;B Ltd;25 bis 50\nC Ltd;B Ltd;60\n"
    assert [fact.qualifiers for fact in read(text.encode(), "t.csv").facts] == [
        {"share": "25 to 50 %"},
        {"share": "60 %"},
    ]


OWNERS = ["Owner", "Company", "Share"]


def test_cells_of_a_workbook_that_are_shown_as_percentages_are_such() -> None:
    rows = [OWNERS, ["Dock Ltd", "Quay Ltd", 0.25], ["Pier Ltd", "Quay Ltd", 0.125]]
    assert said(loaded(read(xlsx(rows), "t.xlsx"))) == [
        "dock-ltd owns quay-ltd share=25 % [t line 2]",
        "pier-ltd owns quay-ltd share=12.5 % [t line 3]",
    ]


def test_fractions_of_a_workbook_that_are_shown_as_fractions_stay_in_the_note() -> None:
    rows = [OWNERS, ["Dock Ltd", "Quay Ltd", -0.25], ["Pier Ltd", "Quay Ltd", -0.5]]
    assert said(loaded(read(xlsx(rows), "t.xlsx"))) == [
        "dock-ltd owns quay-ltd (share: 0.25) [t line 2]",
        "pier-ltd owns quay-ltd (share: 0.5) [t line 3]",
    ]


def test_cells_of_an_opendocument_table_that_are_percentages_are_such() -> None:
    rows = [OWNERS, ["Dock Ltd", "Quay Ltd", "25 %"], ["Pier Ltd", "Quay Ltd", "12.5 %"]]
    assert said(loaded(read(ods(rows), "t.ods"))) == [
        "dock-ltd owns quay-ltd share=25 % [t line 2]",
        "pier-ltd owns quay-ltd share=12.5 % [t line 3]",
    ]
