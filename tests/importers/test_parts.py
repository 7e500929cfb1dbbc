"""Files that hold several tables: sheets of nodes and of ties, rows of both."""

from __future__ import annotations

from readings import loaded, said
from workbooks import workbook

from stakegraph.importers.table import read


def test_sheets_of_nodes_and_of_ties_are_read_together() -> None:
    book = workbook(
        Elements="Label,Type\nAna Ruiz,Person\nHarbour Trust,Organization",
        Connections="From,To,Type\nAna Ruiz,Harbour Trust,chair of",
    )
    reading = read(book, "t.xlsx")
    (fact,) = reading.facts
    assert said(loaded(reading))[0].startswith("ana-ruiz role_at harbour-trust title=chair")
    assert fact.evidence[0].at == 'sheet "Connections", line 2'


def test_a_cover_is_no_sheet_of_rows() -> None:
    book = workbook(Cover="Board of 2024", Board="Name,Role,Organisation\nAna Ruiz,Chair,Trust")
    reading = read(book, "t.xlsx")
    assert len(reading.facts) == 1
    assert "read is the sheet 'Board' only; --sheet NAME reads another: Cover" in reading.notes


def test_rows_of_neo4j_are_nodes_or_ties() -> None:
    table = """"_id","_labels","name","born","_start","_end","_type","since"
"188",":Person","Ana Ruiz","1970",,,,
"190",":Trustee:Company","Quay Ltd","",,,,
,,,,"188","190","DIRECTOR_OF","2019"
"""
    reading = read(table.encode(), "t.csv")
    assert said(loaded(reading)) == [
        "ana-ruiz role_at quay-ltd title=director 2019.. [t line 4]",
    ]
    assert {one.name: one.classification for one in reading.actors} == {
        "Ana Ruiz": "",
        "Quay Ltd": "company",
    }


def test_lines_of_lucidchart_tie_its_shapes() -> None:
    table = """Id,Name,Page ID,Line Source,Line Destination,Text Area 1
1,Document,,,,Org
2,Page,,,,Page 1
3,Rectangle,2,,,Ana Ruiz
4,Rectangle,2,,,Ben Oduya
5,Line,2,4,3,
6,Line,2,4,,
"""
    reading = read(table.encode(), "t.csv", relation="reports_to", kind="person")
    assert said(loaded(reading)) == ["ben-oduya reports_to ana-ruiz [t line 6]"]
    assert len(reading.actors) == 2
