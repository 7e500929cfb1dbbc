"""Cells that stand for the rows below them are never read as if nothing was given there."""

from __future__ import annotations

import pytest
from readings import loaded, said
from spreadsheets import xlsx

from stakegraph.errors import Unsure, UsageError
from stakegraph.importers.table import read

BOARDS = """Organisation,Name,Role
Harbour Trust,Ana Ruiz,Chair
,Ben Oduya,Secretary
Quay Ltd,Cat Fox,Director
,Dee Ash,Clerk
"""
SAID = [
    "ana-ruiz role_at harbour-trust title=Chair [x line 2]",
    "ben-oduya role_at harbour-trust title=Secretary [x line 3]",
    "cat-fox role_at quay-ltd title=Director [x line 4]",
    "dee-ash role_at quay-ltd title=Clerk [x line 5]",
]


def test_blanks_below_a_value_are_asked_for() -> None:
    with pytest.raises(Unsure) as caught:
        read(BOARDS.encode(), "x.csv")
    assert (caught.value.option, caught.value.choices) == ("fill_down", ("Organisation", "nothing"))
    assert str(caught.value) == (
        "x.csv: blank cells under 'Organisation' may stand for the value above, as merged cells "
        "do: --fill-down 'Organisation' says so, --fill-down nothing that nothing is given there"
    )


@pytest.mark.parametrize("named", ["Organisation", "organisation"])
def test_a_column_that_is_named_is_filled(named: str) -> None:
    assert said(loaded(read(BOARDS.encode(), "x.csv", fill_down=[named]))) == SAID


def test_blanks_may_be_blanks() -> None:
    reading = read(BOARDS.encode(), "x.csv", fill_down=["nothing"])
    assert said(loaded(reading)) == [SAID[0], SAID[2]]
    assert "line 3: left out, because it names no organisation" in reading.notes


def test_a_column_to_be_filled_must_be_there() -> None:
    with pytest.raises(UsageError, match="no column is called 'Body'; there are: Organisation,"):
        read(BOARDS.encode(), "x.csv", fill_down=["Body"])


def test_groups_within_groups_are_named_together() -> None:
    text = (
        "Organisation,Department,Name,Role\n"
        "Quay Ltd,Docks,Ana Ruiz,Head\n,,Ben Oduya,Clerk\n,Cranes,Cat Fox,Head\n,,Dee Ash,Clerk\n"
    )
    with pytest.raises(Unsure, match="--fill-down 'Organisation' --fill-down 'Department' says so"):
        read(text.encode(), "x.csv")
    found = loaded(read(text.encode(), "x.csv", fill_down=["Organisation", "Department"]))
    ends = [(one.subject, one.object) for one in found.facts.values() if one.relation == "role_at"]
    assert sorted(ends) == [
        ("ana-ruiz", "docks"), ("ben-oduya", "docks"), ("cat-fox", "cranes"), ("dee-ash", "cranes"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        # A few have no organisation, the first has none, or it is given again.
        "Name,Role,Organisation\nAna Ruiz,Chair,Quay Ltd\nBen Oduya,Clerk,\n"
        "Cat Fox,Clerk,Dock Ltd\n",
        "Name,Role,Organisation\nAna Ruiz,Chair,\nBen Oduya,Clerk,Quay Ltd\nCat Fox,Clerk,\n",
        "Name,Role,Organisation\nA Fox,Chair,Quay Ltd\nB Fox,Clerk,Quay Ltd\nC Fox,Clerk,\n"
        "D Fox,Clerk,\n",
        # Of a board one has an office; who has left has an end.
        "Name,Role,Organisation\nAna Ruiz,Chair,Quay Ltd\nBen Oduya,,Quay Ltd\nCat Fox,,Quay Ltd\n",
        "Name,Organisation,To\nAna Ruiz,Quay Ltd,2019\nBen Oduya,Quay Ltd,\nCat Fox,Quay Ltd,\n",
        # A row without a person is a vacancy.
        "Name,Job Title,Manager\nAna Ruiz,Head,\n,Deputy,Ana Ruiz\n,Clerk,Ana Ruiz\n",
    ],
)
def test_what_may_well_be_absent_is(text: str) -> None:
    assert read(text.encode(), "x.csv").facts


def test_ends_of_ties_are_filled() -> None:
    text = "Owner,Company,Share\nAna Ruiz,Quay Ltd,60 %\n,Dock Ltd,10 %\n,Pier Ltd,5 %\n"
    with pytest.raises(Unsure, match="blank cells under 'Owner'"):
        read(text.encode(), "x.csv", kind="person")
    assert said(loaded(read(text.encode(), "x.csv", kind="person", fill_down=["owner"]))) == [
        "ana-ruiz owns quay-ltd share=60 % [x line 2]",
        "ana-ruiz owns dock-ltd share=10 % [x line 3]",
        "ana-ruiz owns pier-ltd share=5 % [x line 4]",
    ]


def test_merged_cells_of_a_spreadsheet_are_said_of_each_row() -> None:
    rows = [line.split(",") for line in BOARDS.splitlines()]
    reading = read(xlsx(rows, "A2:A3", "A4:A5"), "x.xlsx")
    assert said(loaded(reading)) == SAID
    assert "2 merged cells read as said of each of its rows" in reading.notes
    with pytest.raises(Unsure):
        read(xlsx(rows), "x.xlsx")
