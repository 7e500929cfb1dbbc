"""Rows of tables that are not about somebody, and managers who are several or a body."""

from __future__ import annotations

from typing import Any

import pytest
from readings import loaded, said

from stakegraph.errors import FactsError, UsageError
from stakegraph.importers.table import read


def told(text: str, **options: Any) -> tuple[list[str], list[str]]:
    """Return the facts of a table, and what was said of its rows."""
    reading = read(text.encode(), "t.csv", **options)
    notes = [note for note in reading.notes if note.startswith("line")]
    return [one.replace("t line ", "") for one in said(loaded(reading))], notes


@pytest.mark.parametrize(
    "row",
    ["Total,2,20", "Summe,2,", "Razem: 2,,", "Total général,,30", "Totaal,,", "TOTAL STAFF,3,"],
)
def test_a_sum_is_nobody(row: str) -> None:
    facts, notes = told(
        f"Name,Role,Salary\nAna Ruiz,Chair,10\n{row}\n", organisation="Harbour Trust"
    )
    assert facts == ["ana-ruiz role_at harbour-trust title=Chair (Salary: 10) [2]"]
    assert notes == ["line 3: left out, because it is a sum"]


def test_what_begins_like_a_sum_and_has_words_is_a_row() -> None:
    facts, _ = told("Company,Name,Role\nTotal SE,Ana Ruiz,Chair\nTotal Energies,Ben Oduya,Clerk\n")
    assert facts == [
        "ana-ruiz role_at total-se title=Chair [2]",
        "ben-oduya role_at total-energies title=Clerk [3]",
    ]


def test_headings_that_stand_again_are_no_row() -> None:
    facts, notes = told("""Name,Role,Organisation
Ana Ruiz,Chair,Trust
Name,Role,Organisation
Ben Oduya,Clerk,Trust
""")
    assert facts == [
        "ana-ruiz role_at trust title=Chair [2]",
        "ben-oduya role_at trust title=Clerk [4]",
    ]
    assert notes == ["line 3: left out, because it is the headings again"]


def test_the_name_of_a_group_above_its_rows_is_nobody() -> None:
    facts, notes = told("Name,Role\nFinance,\nAna Ruiz,Head\n", organisation="Port")
    assert facts == ["ana-ruiz role_at port title=Head [3]"]
    assert notes == ["line 2: left out, because it gives nothing but a name"]
    assert told("Name,Notes\nAna Ruiz,\n", organisation="Port")[0] == ["ana-ruiz role_at port [2]"]


def test_several_managers_in_a_cell_are_several_lines() -> None:
    facts, _ = told("""Name,Title,Manager
Ana Ruiz,Director,
Ben Oduya,Director,
Cleo Marsh,Analyst,Ana Ruiz / Ben Oduya
Dan Ruiz,Analyst,Ana Ruiz; Eve Stone
""")
    assert [fact for fact in facts if "reports_to" in fact] == [
        "cleo-marsh reports_to ana-ruiz [4]",
        "cleo-marsh reports_to ben-oduya [4]",
        "dan-ruiz reports_to ana-ruiz [5]",
        "dan-ruiz reports_to eve-stone [5]",
    ]


def test_a_manager_that_is_a_body_is_no_person() -> None:
    reading = read(b"Name,Title,Manager\nAna Ruiz,Director,Board of Trustees\n", "t.csv")
    facts = loaded(reading)
    assert said(facts) == [
        "ana-ruiz holds director [t line 2]",
        "ana-ruiz reports_to board-of-trustees [t line 2]",
    ]
    assert facts.actors["board-of-trustees"].kind == "organisation"


def test_headings_are_not_sought_below_a_row_that_is_as_wide() -> None:
    facts, _ = told("Who,What,Where\nAna,Name,Role\n", column=("person=Who", "organisation=Where"))
    assert facts == ["ana role_at role (What: Name) [2]"]


@pytest.mark.parametrize("heading", ["Previous Role", "Former position", "Ehemalige Funktion"])
def test_what_somebody_was_is_not_read_as_what_is(heading: str) -> None:
    text = f"Name,{heading},Organisation,Left on\nAna Ruiz,Chair,Trust,2019\n"
    with pytest.raises(UsageError, match="tells what was, and none what is"):
        told(text.replace(",Left on", "").replace(",2019", ""))
    assert told(text, column=[f"title={heading}"])[0] == [
        "ana-ruiz role_at trust title=Chair ..2019 [2]"
    ]


@pytest.mark.parametrize(
    ("heading", "cell", "share"),
    [
        ("Percentage", "25-50", "25-50 %"),
        ("Pourcentage", "33,3", "33,3 %"),
        ("Anteil in Prozent", "12,5", "12,5 %"),
        ("% du capital", "60", "60 %"),
        ("Porcentaje de participación", "25 – 50", "25 – 50 %"),
        ("Share", "over 75%", "over 75%"),
    ],
)
def test_a_number_below_a_heading_of_percent_is_one(heading: str, cell: str, share: str) -> None:
    text = f'Owner;Company;{heading}\nA Ltd;B Ltd;"{cell}"\nC Ltd;B Ltd;60 %\n'
    first, *_ = read(text.encode(), "x.csv").facts
    assert first.qualifiers == {"share": share}


@pytest.mark.parametrize(
    "text",
    [
        'Name,Role,Organisation\n"Ana Ruiz,Chair,Quay Ltd\nBen Oduya,Clerk,Dock Ltd\n',
        'Name,Role,Organisation\nAna Ruiz,Chair,Quay Ltd\nBen Oduya,"Clerk,Dock Ltd\nCat,X,Y\n',
    ],
)
def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(text: str) -> None:
    with pytest.raises(FactsError, match="a quotation mark that opens in this row is never closed"):
        read(text.encode(), "x.csv")


def test_a_cell_may_have_lines_and_marks_of_inches() -> None:
    text = 'Name,Role,Organisation\nAna Ruiz,5" gauge clerk,Quay Ltd\nBen Oduya,Clerk,"Dock\nLtd"\n'
    assert len(read(text.encode(), "x.csv").facts) == 2


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("Depuis le", "Jusqu'au"),
        ("Prise de fonction", "Date de départ"),
        ("Amtsbeginn", "Amtsende"),
        ("Toma de posesión", "Fecha de salida"),
        ("In functie sinds", "Afgetreden op"),
        ("In carica dal", "Fino al"),
    ],
)
def test_starts_and_ends_have_headings_in_many_languages(since: str, until: str) -> None:
    text = f"Nom;Société;{since};{until}\nAna Ruiz;Port SA;13/02/2015;31/12/2019\n"
    (fact,) = read(text.encode(), "x.csv").facts
    assert (fact.since, fact.until) == ("2015-02-13", "2019-12-31")


def test_a_column_of_amounts_is_looked_at_as_a_whole() -> None:
    rows = "".join(f"Firm {number} Ltd;The Fund;50.001\n" for number in range(40))
    text = f"Donor;Recipient;Amount (EUR)\n{rows}Last Ltd;The Fund;1.234,50\n"
    facts = read(text.encode(), "x.csv", kind="organisation").facts
    assert {fact.qualifiers["amount"] for fact in facts} == {"50001 EUR", "1.234,50 EUR"}


@pytest.mark.parametrize("code", ["utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_a_text_of_an_encoding_that_nothing_says_is_refused(code: str) -> None:
    with pytest.raises(FactsError, match="save the file as UTF-8"):
        read("Name,Role,Organisation\nAna Ruiz,Chair,Trust\n".encode(code), "t.csv")
