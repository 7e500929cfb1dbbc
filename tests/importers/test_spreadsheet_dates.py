"""Dates of spreadsheets: cells that are dates, days that are counted, years of two digits."""

from __future__ import annotations

from typing import Any

import pytest
from readings import loaded, said
from spreadsheets import ods, xlsx

from stakegraph.errors import Unsure, UsageError
from stakegraph.importers.table import read


def told(text: str, **options: Any) -> list[str]:
    """Return the facts of a table."""
    reading = read(text.encode(), "t.csv", **options)
    return [one.replace("t line ", "") for one in said(loaded(reading))]


HEADINGS = ["Name", "Role", "Organisation", "From", "To"]


def test_cells_of_a_workbook_that_are_dates_are_days() -> None:
    rows = [HEADINGS, ["Ana Ruiz", "Chair", "Trust", 43101, 43466], ["Ben", "Clerk", "Trust", ""]]
    assert said(loaded(read(xlsx(rows), "t.xlsx"))) == [
        "ana-ruiz role_at trust title=Chair 2018-01-01..2019-01-01 [t line 2]",
        "ben role_at trust title=Clerk [t line 3]",
    ]


def test_cells_of_an_opendocument_table_that_are_dates_are_days() -> None:
    rows = [
        HEADINGS,
        ["Ana Ruiz", "Chair", "Trust", "2018-01-05", "2019-03-01T00:00:00"],
        ["Ben Oduya", "Clerk", "Trust", "2018", "2019"],
    ]
    assert said(loaded(read(ods(rows), "t.ods"))) == [
        "ana-ruiz role_at trust title=Chair 2018-01-05..2019-03-01 [t line 2]",
        "ben-oduya role_at trust title=Clerk 2018..2019 [t line 3]",
    ]


def test_a_day_that_is_counted_is_asked_for_in_a_workbook_and_in_text() -> None:
    rows = [HEADINGS, ["Ana Ruiz", "Chair", "Trust", 43101, -43466]]
    with pytest.raises(Unsure, match=r"'43466' among dates \(To\).*--day-numbers 1900 has it as"):
        read(xlsx(rows), "t.xlsx")
    facts = ["ana-ruiz role_at trust title=Chair 2018-01-01..2019-01-01 [t line 2]"]
    assert said(loaded(read(xlsx(rows), "t.xlsx", day_numbers="1900"))) == facts
    text = "Name,Role,Organisation,Since,Until\nAna,Chair,Trust,2018,43466.5\n"
    with pytest.raises(Unsure, match="--day-numbers"):
        told(text)
    assert told(text, day_numbers="1900") == ["ana role_at trust title=Chair 2018..2019-01-01 [2]"]
    assert told(text, day_numbers="1904") == ["ana role_at trust title=Chair 2018..2023-01-02 [2]"]


@pytest.mark.parametrize(
    ("written", "options", "expected"),
    [
        ("24/06/15", {"years_from": "1950"}, "2015-06-24"),
        ("24.06.15", {"years_from": "1910"}, "1915-06-24"),
        ("31/12/49", {"years_from": "1950"}, "2049-12-31"),
        ("31/12/50", {"years_from": "1950"}, "1950-12-31"),
        ("12-Mar-06", {"years_from": "1950"}, "2006-03-12"),
        ("12 März 06", {"years_from": "1950"}, "2006-03-12"),
        ("06/24/15", {"years_from": "1950"}, "2015-06-24"),
        ("03/04/15", {"years_from": "1950", "date_order": "mdy"}, "2015-03-04"),
        ("24/06/15 10:30", {"years_from": "1950"}, "2015-06-24"),
    ],
)
def test_a_year_of_two_digits_is_asked_for_and_never_guessed(
    written: str, options: dict[str, str], expected: str
) -> None:
    text = f"Name,Role,Organisation,Since\nAna,Chair,Trust,{written}\n"
    with pytest.raises(Unsure, match="has a year of two digits") as unsure:
        told(text)
    assert unsure.value.option == "years_from"
    assert told(text, **options) == [f"ana role_at trust title=Chair {expected}.. [2]"]


def test_what_may_be_a_day_or_a_year_is_a_note() -> None:
    text = "Name,Role,Organisation,Since\nAna,Chair,Trust,Jan 18\nBen,Clerk,Trust,2018\n"
    assert told(text) == [
        "ana role_at trust title=Chair (starts: Jan 18) [2]",
        "ben role_at trust title=Clerk 2018.. [3]",
    ]


def test_the_order_of_day_and_month_is_asked_for_besides() -> None:
    text = "Name,Role,Organisation,Since\nAna,Chair,Trust,03/04/15\n"
    with pytest.raises(Unsure, match="may have the day or the month first"):
        told(text, years_from="1950")


@pytest.mark.parametrize(("option", "value"), [("years_from", "50"), ("day_numbers", "1970")])
def test_other_values_are_refused(option: str, value: str) -> None:
    with pytest.raises(UsageError, match="write"):
        told("Name,Role,Organisation\nAna,Chair,Trust\n", **{option: value})
