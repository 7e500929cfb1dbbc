"""Dates as databases and other programs write them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from stakegraph.edtf.dates import parse
from stakegraph.importers import popolo
from stakegraph.importers._dates import edtf, is_open, is_unknown, may_be_off, orders

DOCS = Path(__file__).parents[2] / "docs" / "dates.md"


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2014-05-00", "2014-05"),
        ("2014-00-00", "2014"),
        ("2014-00", "2014"),
        ("2014-00-00 00:00:00", "2014"),
        ("2014-05-00~", "2014-05~"),
        ("2014-05-00/2015-00-00", "2014-05/2015"),
        ("2010-10-10", "2010-10-10"),
        ("2000", "2000"),
        ("0000-00-00", ""),
        ("0000-00-00 00:00:00", ""),
        ("0000", ""),
        ("0001-01-01T00:00:00", ""),
        ("9999-12-31", ""),
        ("9999-12-31T23:59:59Z", ""),
        ("2012-05-01T23:30:00+02:00", "2012-05-01"),
        ("2012-05-01T23:30:00.123-0500", "2012-05-01"),
        ("2012-05-01 23:30:00 UTC", "2012-05-01"),
        ("2012-05-01T2330Z", "2012-05-01"),
        ("2012-05-01T00:00:00Z/2012-06-01T00:00:00Z", "2012-05-01/2012-06-01"),
        ("2012-05-01 or later", ""),
        ("2012-05-01T23:30 somewhere", ""),
        ("2012-00-05", ""),  # a day without its month
        ("0000-05-12", ""),
        ("2007/08", ""),
        ("FY2008", ""),
        ("", ""),
        ("24/06/2015", "2015-06-24"),
        ("06/24/2015", "2015-06-24"),
        ("03/04/2015", ""),  # April or March
        ("03/03/2015", "2015-03-03"),
        ("3.4.2015", "2015-04-03"),  # with points the day is first
        ("2015/6/4", "2015-06-04"),
        ("24-06-2015 00:00:00", "2015-06-24"),
        ("6/24/2015 12:00 AM", "2015-06-24"),
        ("31/02/2015", ""),
        ("24/06/15", ""),  # of which century
        ("23-MAR-2006", "2006-03-23"),
        ("January 2012", "2012-01"),
        ("Jan 12, 2015", "2015-01-12"),
        ("1st of May 2012", "2012-05-01"),
        ("12. März 2015", "2015-03-12"),
        ("1er août 2015", "2015-08-01"),
        ("2 de mayo de 2011", "2011-05-02"),
        ("7 settembre 1999", "1999-09-07"),
        ("5 mrt. 2010", "2010-03-05"),
        ("30 de março de 2010", "2010-03-30"),
        ("1 września 2020", "2020-09-01"),
        ("ca. März 2012", "2012-03~"),
        ("c. 2012", "2012~"),
        ("jui 2012", ""),  # juin or juillet
        ("May 2012 to June 2013", ""),
        ("about May", ""),
        ("12 2012", ""),
        ("Mar-15", ""),
        ("Ann May 2012", ""),
    ],
)
def test_a_date_of_another_program_is_edtf_or_none(written: str, date: str) -> None:
    assert edtf(written) == date
    assert not date or parse(date).text == date


def test_zeros_are_nothing_known_and_the_last_year_is_an_open_end() -> None:
    assert [is_unknown(text) for text in ("", " ", "0000-00-00", "0000", "2000", "x")] == (
        [True] * 4 + [False] * 2
    )
    ends = ("9999-12-31", "9999", "9999-12-31 00:00:00", "..", "0000", "2099-12-31")
    assert [is_open(text) for text in ends] == [True] * 4 + [False] * 2


def test_an_end_that_has_not_come_is_said_in_words() -> None:
    assert all(map(is_open, ("Present", "to date", "bis heute", "aujourd’hui", "EN COURS")))
    assert not any(map(is_open, ("", "May", "presently unknown")))


def test_the_order_of_numbers_is_told_or_shows_in_one_of_them() -> None:
    unsure = ["03/04/2015", "", "2016", "May 2012", "2015/03/04"]
    assert orders(unsure) == ["dmy", "mdy"]
    assert orders([*unsure, "24/06/2015"]) == ["dmy"]
    assert orders([*unsure, "06-24-2015"]) == ["mdy"]
    assert orders([*unsure, "24/06/2015", "06/24/2015"]) == []
    assert orders(["24/06/2015", "06/24/2015", "03/03/2015", "3.4.2015"]) == ["dmy", "mdy", "ymd"]
    assert [edtf("03/04/2015", order) for order in ("dmy", "mdy", "ymd")] == [
        "2015-04-03",
        "2015-03-04",
        "",
    ]
    assert (edtf("24/06/2015", "mdy"), edtf("2015/06/24", "mdy")) == ("", "2015-06-24")


@pytest.mark.parametrize(
    ("written", "is_off"),
    [
        ("2012-05-01T22:30:00Z", True),
        ("2012-05-01T22:30:00+00:00", True),
        ("2012-05-01 01:00 GMT", True),
        ("2012-05-01T00:00:00Z", False),
        ("2012-05-01T00:00:00.000Z", False),
        ("2012-05-01T22:30:00+02:00", False),
        ("2012-05-01T22:30:00", False),
        ("2012-05-01", False),
    ],
)
def test_only_a_time_in_utc_may_be_of_another_day_elsewhere(written: str, is_off: bool) -> None:
    assert may_be_off(written) is is_off


def held(**dates: str) -> Any:
    """Import one membership with some dates; return its fact and the notes."""
    membership = {"person_id": "p", "organization_id": "o", **dates}
    data = {
        "persons": [{"id": "p", "name": "P"}],
        "organizations": [{"id": "o", "name": "O"}],
        "memberships": [membership],
    }
    reading = popolo.read(json.dumps(data).encode(), "p.json")
    (fact,) = reading.facts
    return fact, reading.notes


def test_two_who_followed_each_other_with_zeros_in_their_dates_do_not_overlap() -> None:
    first, notes = held(start_date="2012-00-00", end_date="2014-05-00")
    assert (first.since, first.until, first.note, notes) == ("2012", "2014-05", "", [])
    second, notes = held(start_date="2014-06-01", end_date="0000-00-00")
    assert (second.since, second.until, second.note, notes) == ("2014-06-01", "", "", [])


def test_an_end_in_the_last_year_has_not_come_and_a_beginning_there_is_none() -> None:
    fact, notes = held(start_date="2014", end_date="9999-12-31")
    assert (fact.since, fact.until, fact.note, notes) == ("2014", "", "", [])
    fact, notes = held(start_date="9999-12-31")
    assert (fact.since, fact.note) == ("", "starts: 9999-12-31")
    assert notes == [
        "item memberships/0: 'P member_of O': starts '9999-12-31' is no date; it went into the note"
    ]


def test_a_time_in_utc_is_kept_where_its_day_may_be_another() -> None:
    fact, notes = held(start_date="2012-05-01T22:30:00Z", end_date="2013-05-01T22:30:00+02:00")
    assert (fact.since, fact.until) == ("2012-05-01", "2013-05-01")
    assert fact.note == "starts, as given: 2012-05-01T22:30:00Z"
    told = "a time in UTC: elsewhere the day may be another; see its note"
    assert notes == [f"item memberships/0: {told}"]


def test_the_table_of_the_documentation_is_what_is_done() -> None:
    told = DOCS.read_text(encoding="utf-8").partition("## What imports make of dates")[2]
    rows = [row.split("|")[1:3] for row in told.splitlines() if row.startswith("| `")]
    assert len(rows) == 11
    for written, becomes in rows:
        dates = re.findall("`([^`]+)`", becomes)
        for number, text in enumerate(re.findall("`([^`]+)`", written)):
            assert edtf(text) == (dates[number] if dates else "")


def test_the_seasons_of_the_documentation_are_those_that_are_read() -> None:
    told = DOCS.read_text(encoding="utf-8")
    assert "| `2007-24` | winter | December 2007 | February 2008 |" in told
    assert parse("2007-24").earliest == (2007, 12, 1)
    assert parse("2007-24").latest == (2008, 2, 29)
    for text in re.findall(r"`(\d{4}-\d\d/\d{4}-\d\d)`", told):
        assert parse(text).text == text
