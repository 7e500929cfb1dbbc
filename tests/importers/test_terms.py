"""Whom a cell of a table names, and since when and until when, as people write it."""

from __future__ import annotations

from typing import Any

import pytest
from readings import loaded, said

from stakegraph.importers._holders import holders, meaning_of_comma
from stakegraph.importers._periods import Span, span
from stakegraph.importers.table import read


def told(text: str, **options: Any) -> tuple[list[str], list[str]]:
    """Return the facts of a table, and what was said of its rows."""
    reading = read(text.encode(), "t.csv", **options)
    notes = [note for note in reading.notes if note.startswith("line")]
    return [one.replace("t line ", "") for one in said(loaded(reading))], notes


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Ana Ruiz; Ben Oduya", ("Ana Ruiz", "Ben Oduya")),
        ("Ruiz, Ana; Oduya, Ben", ("Ruiz, Ana", "Oduya, Ben")),
        ("Ana Ruiz / Ben Oduya", ("Ana Ruiz", "Ben Oduya")),
        ("Ana Ruiz\nBen Oduya", ("Ana Ruiz", "Ben Oduya")),
        ("Ana\nRuiz", ("Ana Ruiz",)),
        ("Ana Ruiz & Ben Oduya", ("Ana Ruiz", "Ben Oduya")),
        ("Kai Groß und Anna Weiß", ("Kai Groß", "Anna Weiß")),
        ("Yann Le Goff et Marie Dupont", ("Yann Le Goff", "Marie Dupont")),
        ("Juan Pérez y Ana García", ("Juan Pérez", "Ana García")),
        ("Ana Ruiz, Ben Oduya and Cleo Marsh", ("Ana Ruiz", "Ben Oduya", "Cleo Marsh")),
        ("José Ortega y Gasset", ("José Ortega y Gasset",)),
        ("Antoni Gaudí i Cornet", ("Antoni Gaudí i Cornet",)),
        ("Ruiz, Ana", ("Ruiz, Ana",)),
        ("García López, María", ("García López, María",)),
        ("Ann Ash, MBE", ("Ann Ash, MBE",)),
        ("Ana Ruiz, chair", ("Ana Ruiz",)),
        ("Ana Ruiz*", ("Ana Ruiz",)),
        ("Ana Ruiz (resigned 2019)", ("Ana Ruiz",)),
        ("Smith and Sons Ltd", ("Smith and Sons Ltd",)),
        ("Department for Health and Social Care", ("Department for Health and Social Care",)),
        ("Ana and Ben Ruiz", ()),
        ("Ernst & Young", ()),
        ("Ana Ruiz, Ben Oduya", ()),
    ],
)
def test_whom_a_cell_names(cell: str, names: tuple[str, ...]) -> None:
    found = holders(cell)
    assert found.names == names
    assert bool(found.unsure) == (not names)


@pytest.mark.parametrize(
    ("heading", "cells", "meaning"),
    [
        ("Name", ["Ruiz, Ana", "García López, María José"], "names"),
        ("Name", ["Cleo Marsh", "Ana Ruiz, Ben Oduya"], "people"),
        ("Name", ["Cleo Marsh", "Ruiz, Dan", "Ana Ruiz, Ben Oduya"], ""),
        ("Name", ["Ana Ruiz, Ben Oduya"], ""),
        ("Apellidos y nombre", ["García López, María José"], "names"),
        ("Name, Vorname", ["Cleo Marsh"], "names"),
    ],
)
def test_what_a_comma_parts_is_seen_in_the_column(
    heading: str, cells: list[str], meaning: str
) -> None:
    assert meaning_of_comma(heading, cells) == meaning


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2015–2019", Span("2015", "2019")),
        ("01.01.2018 - 31.12.2020", Span("2018-01-01", "2020-12-31")),
        ("von 2015 bis 2018", Span("2015", "2018")),
        ("from 2015 to 2018", Span("2015", "2018")),
        ("2019 - present", Span("2019")),
        ("seit 2019", Span("2019")),
        ("depuis janvier 2019", Span("2019-01")),
        ("od 2019", Span("2019")),
        ("bis 2018", Span(until="2018")),
        ("jusqu'au 31/12/2020", Span(until="2020-12-31")),
        ("hasta 2018", Span(until="2018")),
        ("tot 2018", Span(until="2018")),
        ("resigned in 2019", Span(until="2019")),
        ("ausgeschieden 2019", Span(until="2019")),
        ("Former", Span(is_over=True)),
        ("2019", Span(attested="2019")),
        ("bis auf Weiteres", Span()),
        ("acting", None),
        ("ex officio", None),
        ("2015-19", None),
        ("four years", None),
    ],
)
def test_what_a_cell_says_of_a_period(cell: str, expected: Span | None) -> None:
    assert span(cell) == expected


def test_several_in_one_cell_share_the_post_and_say_so() -> None:
    facts, notes = told("""Post,Holder,Organisation,From
Co-chair,Ana Ruiz / Ben Oduya,Harbour Trust,2018
Clerk,Cleo Marsh,Harbour Trust,2019
Mayor,Ana and Ben Ruiz,Harbour Trust,2019
""")
    assert facts == [
        "co-chair at harbour-trust [2]",
        "ana-ruiz holds co-chair 2018.. [2]",
        "ben-oduya holds co-chair 2018.. [2]",
        "clerk at harbour-trust [3]",
        "cleo-marsh holds clerk 2019.. [3]",
    ]
    assert notes == [
        "line 2: one cell names 2 people: Ana Ruiz; Ben Oduya",
        "line 4: left out, because 'Ana and Ben Ruiz' may name one or several; "
        "write ';' between several, and one as first name and surname",
    ]


def test_a_post_of_several_in_one_cell_is_shared() -> None:
    staff = "Name,Title,Manager\nAna Ruiz; Ben Oduya,Head,\nCleo Marsh,Clerk,Head\n"
    board = "Holder,Post,Organisation\nAna Ruiz; Ben Oduya,Head,Trust\n"
    for text in (staff, board):
        facts = loaded(read(text.encode(), "t.csv"))
        assert facts.actors["head"].shared
    assert told(staff)[0] == [
        "ana-ruiz holds head [2]",
        "ben-oduya holds head [2]",
        "cleo-marsh holds clerk [3]",
        "clerk reports_to head [3]",
    ]


def test_what_stands_behind_a_name_gives_dates_or_a_note() -> None:
    facts, _ = told("""Name,Role,Organisation
Ana Ruiz (until 2018),Chair,Trust
Ben Oduya (2015–2017),Clerk,Trust
Cleo Marsh (staff),Member,Trust
Dan Ruiz (resigned),Member,Trust
Eve Stone (until 2019; staff / parents),Member,Trust
"Gus Ives (chair and clerk; resigned)",Member,Trust
""")
    assert facts == [
        "ana-ruiz role_at trust title=Chair ..2018 [2]",
        "ben-oduya role_at trust title=Clerk 2015..2017 [3]",
        "cleo-marsh role_at trust title=Member (staff) [4]",
        "eve-stone role_at trust title=Member ..2019 (until 2019; staff / parents) [6]",
    ]


@pytest.mark.parametrize(
    ("heading", "over", "current"),
    [
        ("Status", "Former", "Current"),
        ("Status", "ausgeschieden", "im Amt"),
        ("Status", "Ex-member", "Ex officio"),
        ("Statut", "ancien", "en poste"),
        ("Active", "No", "Yes"),
        ("Aktiv", "nein", "ja"),
        ("Is Current", "FALSE", "TRUE"),
    ],
)
def test_who_is_no_longer_there_is_not_said_to_be(heading: str, over: str, current: str) -> None:
    facts, notes = told(f"""Name,Role,Organisation,{heading},Until
Ana Ruiz,Chair,Trust,{over},
Ben Oduya,Clerk,Trust,{current},
Cleo Marsh,Member,Trust,{over},2019
""")
    assert facts == [
        f"ben-oduya role_at trust title=Clerk ({heading}: {current}) [3]",
        f"cleo-marsh role_at trust title=Member ..2019 ({heading}: {over}) [4]",
    ]
    assert notes == ["line 2: left out, because it is over since a day that is not given"]


def test_an_end_that_cannot_be_read_is_an_end_at_a_time_that_is_not_given() -> None:
    facts, notes = told("""Name,Role,Organisation,From,To
Ana Ruiz,Chair,Trust,2018,when the port closed
Ben Oduya,Clerk,Trust,2018,?
Cleo Marsh,Clerk,Trust,2015-2017,
Dan Ruiz,Clerk,Trust,2018,resigned
""")
    assert facts == [
        "ana-ruiz role_at trust title=Chair 2018.... (ends: when the port closed) [2]",
        "ben-oduya role_at trust title=Clerk 2018.. [3]",
        "cleo-marsh role_at trust title=Clerk 2015..2017 [4]",
    ]
    assert notes == [
        "line 5: left out, because it is over since a day that is not given",
        "line 2: 'Ana Ruiz role_at Trust': ends 'when the port closed' is no date; "
        "it went into the note",
    ]


@pytest.mark.parametrize(
    "heading", ["Term ends", "Contract end date", "Expiry", "Mandat endet am", "Scadenza carica"]
)
def test_a_column_of_dates_whose_heading_speaks_of_an_end_has_ends(heading: str) -> None:
    facts, _ = told(f"Name,Role,Organisation,{heading}\nAna Ruiz,Chair,Trust,2019-06-30\n")
    assert facts == ["ana-ruiz role_at trust title=Chair ..2019-06-30 [2]"]


def test_whether_somebody_left_is_no_date() -> None:
    facts, notes = told("""Name,Role,Organisation,Left?
Ana Ruiz,Chair,Trust,yes
Ben Oduya,Clerk,Trust,no
""")
    assert facts == ["ben-oduya role_at trust title=Clerk [3]"]
    assert notes == ["line 2: left out, because it is over since a day that is not given"]


@pytest.mark.parametrize("word", ["auf weiteres", "k.A.", "unbekannt", "inconnu", "onbekend", "?"])
def test_an_end_of_which_nobody_knows_is_none(word: str) -> None:
    text = f"Name,Role,Organisation,von,bis\nAna,Chair,Trust,2018,{word}\n"
    assert told(text + "Ben,Chair,Trust,2018,2019\n")[0] == [
        "ana role_at trust title=Chair 2018.. [2]",
        "ben role_at trust title=Chair 2018..2019 [3]",
    ]


def test_a_name_has_its_prefix_and_is_found_as_manager() -> None:
    facts, _ = told("""Achternaam;Voornaam;Tussenvoegsel;Functie;Leidinggevende
Vries;Jan;de;Directeur;
Berg;Maria;van den;Medewerker;Jan de Vries
""")
    assert facts == [
        "jan-de-vries holds directeur [2]",
        "maria-van-den-berg holds medewerker [3]",
        "maria-van-den-berg reports_to jan-de-vries [3]",
    ]


def test_what_stands_behind_a_heading_in_brackets_is_no_part_of_it() -> None:
    facts, _ = told("Name (as at 1 May),Role,Organisation (charity)\nAna Ruiz,Chair,Trust\n")
    assert facts == ["ana-ruiz role_at trust title=Chair [2]"]


def test_the_dates_of_a_predecessor_are_no_part_of_the_name() -> None:
    facts, notes = told("""Name,Post,Predecessor,From,Organisation
Ana Ruiz,Mayor,Ben Oduya (1999-2005),2005,Port
Cleo Marsh,Clerk,Dan and Eve Stone,2005,Port
""")
    assert [fact for fact in facts if "holds" in fact] == [
        "ana-ruiz holds mayor 2005.. [2]",
        "cleo-marsh holds clerk 2005.. [3]",
        "ben-oduya holds mayor ..../2005 inferred [2]",
    ]
    assert notes == ["line 3: 'Dan and Eve Stone' may be several people: left out"]
