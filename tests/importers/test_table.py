"""Tables as people have them: staff, boards, holders of posts, owners, in several languages."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import damage
import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import loaded, said
from workbooks import workbook

from stakegraph.errors import FactsError, Unsure, UsageError
from stakegraph.importers._spellings import first_name_first
from stakegraph.importers.table import read


def told(text: str, **options: Any) -> tuple[list[str], list[str]]:
    """Return the facts of a table, and what was said but for what its columns are taken for."""
    reading = read(text.encode(), "t.csv", **options)
    notes = [note for note in reading.notes if not note.startswith("  ")]
    return [one.replace("t line ", "") for one in said(loaded(reading))], notes


def taken_for(text: str, **options: Any) -> list[list[str]]:
    """Return what each column of a table is said to be taken for."""
    reading = read(text.encode(), "t.csv", **options)
    rows = [note.strip().split("  ") for note in reading.notes if note.startswith("  ")]
    return [[cell.strip() for cell in row if cell.strip()][:2] for row in rows[1:]]


PEOPLE = "a table of people; its columns are taken for"
STAFF = "a table of staff; its columns are taken for"
TIES = "a table of ties; its columns are taken for"


def test_people_have_roles_with_their_titles_and_dates() -> None:
    facts, notes = told("""Name,Role,Organisation,From,To
Ana Ruiz,Chair,Harbour Trust,2020-01,
Ana Ruiz,Director,Dock Services Ltd,2016,2019
Ben Oduya,,harbour  trust,24/06/2018,present
Vacant,Clerk,Harbour Trust,,
Cleo Marsh,Clerk,,,
""")
    assert facts == [
        "ana-ruiz role_at harbour-trust title=Chair 2020-01.. [2]",
        "ana-ruiz role_at dock-services-ltd title=Director 2016..2019 [3]",
        "ben-oduya role_at harbour-trust 2018-06-24.. [4]",
    ]
    assert notes == [
        PEOPLE,
        "line 5: left out, because it names no person",
        "line 6: left out, because it names no organisation",
        "taken for one name: 'Harbour Trust', 'harbour  trust'",
    ]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Mitglieder des Vorstands;;;;\n\nName;Funktion;Verein;von;bis\n"
            "Müller, Jürgen;Vorsitz;Hafenverein e.V.;03.04.2015;31.12.2018\n",
            "jurgen-muller role_at hafenverein-e.v title=Vorsitz 2015-04-03..2018-12-31 [4]",
        ),
        (
            "Nom;Prénom;Fonction;Société;Début;Fin\nDurand;Zoé;gérante;Port SARL;1er mars 2015;\n",
            "zoe-durand role_at port-sarl title=gérante 2015-03-01.. [2]",
        ),
        (
            "Nombre y apellidos,Cargo,Organismo,Desde,Hasta\n"
            "Ana Ruiz,alcaldesa,Ayuntamiento,2 de mayo de 2011,actualidad\n",
            "ana-ruiz role_at ayuntamiento title=alcaldesa 2011-05-02.. [2]",
        ),
        (
            "Cognome,Nome,Ruolo,Azienda,Dal,Al\n"
            "Rossi,Maria,presidente,Porto S.p.A.,12 gennaio 2015,in corso\n",
            "maria-rossi role_at porto-s.p.a title=presidente 2015-01-12.. [2]",
        ),
        (
            "Naam;Functie;Organisatie;Van;Tot\n"
            "Jan de Vries;voorzitter;Stichting Haven;jan 2015;heden\n",
            "jan-de-vries role_at stichting-haven title=voorzitter 2015-01.. [2]",
        ),
        (
            "Nome;Cargo;Órgão;Início;Fim\n"
            "Rui Sá;ministro;Ministério do Mar;2015-11-26;2019-10-26\n",
            "rui-sa role_at ministerio-do-mar title=ministro 2015-11-26..2019-10-26 [2]",
        ),
        (
            "Imię\tNazwisko\tStanowisko\tSpółka\tOd\tDo\n"
            "Ewa\tNowak\tprezes\tPort Sp. z o.o.\t2015\t\n",
            "ewa-nowak role_at port-sp.-z-o.o title=prezes 2015.. [2]",
        ),
        (
            "Officer name,Officer role,Appointed on,Resigned on,Company name\n"
            '"RUIZ, Ana",director,2 January 2019,,Dock Services Ltd\n',
            "ana-ruiz role_at dock-services-ltd title=director 2019-01-02.. [2]",
        ),
        (
            "Committee,Member,Role,Appointed,Resigned\nAudit Committee,Ana Ruiz,Chair,Jan 2015,\n",
            "ana-ruiz role_at audit-committee title=Chair 2015-01.. [2]",
        ),
        (
            "Notes:\n\"Some addresses are missing.\"\n\n"
            "First Name,Last Name,Company,Position,Connected On\n"
            "Ana,Ruiz,Dock Services Ltd,Clerk,12 May 2019\n",
            "ana-ruiz role_at dock-services-ltd title=Clerk (Connected On: 12 May 2019) [5]",
        ),
    ],
    ids=["de", "fr", "es", "it", "nl", "pt", "pl", "companies house", "committee", "linkedin"],
)  # fmt: skip
def test_boards_are_read_in_several_languages(text: str, fact: str) -> None:
    assert told(text)[0] == [fact]


def test_a_period_in_one_column_is_a_start_and_an_end() -> None:
    facts, _ = told("""Name;Position;Company;Dates Employed
Ana;Chair;Trust;Jan 2015 - Mar 2017
Ben;Clerk;Trust;2016–Present
Cleo;Clerk;Trust;2016-2019
Dan;Clerk;Trust;for ever
""")
    assert facts == [
        "ana role_at trust title=Chair 2015-01..2017-03 [2]",
        "ben role_at trust title=Clerk 2016.. [3]",
        "cleo role_at trust title=Clerk 2016..2019 [4]",
        "dan role_at trust title=Clerk (Dates Employed: for ever) [5]",
    ]


def test_a_row_has_the_source_that_it_names() -> None:
    reading = read(
        b"Name,Role,Organisation,Source\nAna Ruiz,Chair,Trust,https://example.org/a/\n"
        b"Ben Oduya,Clerk,Trust,Annual report\nCleo Marsh,Clerk,Trust,Annual report\n"
        b"Dan Pike,Clerk,Trust,\n",
        "t.csv",
    )
    cited = [str(fact.evidence[0]) for fact in loaded(reading).facts.values()]
    assert cited == ["example.org-a", "annual-report", "annual-report", "t line 5"]
    assert [(one.id, one.title, one.url, one.note) for one in reading.sources] == [
        ("t", "t.csv", "", ""),
        ("example.org-a", "example.org/a", "https://example.org/a/", "named in t.csv"),
        ("annual-report", "Annual report", "", "named in t.csv"),
    ]


@pytest.mark.parametrize(
    ("heading", "written", "id"),
    [
        ("Company number", "1234567", "reg 1234567"),
        ("Companies House number", "1234567", "gb-coh 01234567"),
        ("KVK-nummer", "12345678", "nl-kvk 12345678"),
        ("Company id", "wd:Q7", "wikidata Q7"),
        ("Company id", "https://opencorporates.com/companies/gb/01", "opencorporates gb/01"),
        ("Company id", "C-7", ""),
    ],
)
def test_what_a_register_calls_a_body_is_kept(heading: str, written: str, id: str) -> None:
    text = f"Name,Role,Organisation,{heading}\nAna Ruiz,Chair,Dock Ltd,{written}\n"
    column = [f"organisation id={heading}"]
    actors = read(text.encode(), "t.csv", column=column).actors
    assert [str(each) for actor in actors for each in actor.ids] == [id] * bool(id)


def test_items_of_wikidata_are_ids_of_people_and_posts() -> None:
    text = """item,itemLabel,position,positionLabel,start
http://www.wikidata.org/entity/Q1,Ana Ruiz,http://www.wikidata.org/entity/Q2,Minister,2014
"""
    actors = read(text.encode(), "t.csv").actors
    assert [(actor.id, [*map(str, actor.ids)], actor.note) for actor in actors] == [
        ("ana-ruiz", ["wikidata Q1"], ""),
        ("minister", ["wikidata Q2"], ""),
    ]


def test_people_of_one_name_are_one_unless_something_tells_them_apart() -> None:
    facts, notes = told("""Name,Role,Organisation,Date of birth
Ana Ruiz,Chair,A Ltd,1970-05
Ana Ruiz,Chair,B Ltd,1981-01
Ana Ruiz,Chair,C Ltd,1970-05
Ana Ruiz,Chair,D Ltd,
Ben Oduya,Clerk,A Limited,
Ben Oduya,Clerk,B Ltd,1990-01
""")
    assert facts == [
        "ana-ruiz-1970-05 role_at a-ltd title=Chair [2]",
        "ana-ruiz-1981-01 role_at b-ltd title=Chair [3]",
        "ana-ruiz-1970-05 role_at c-ltd title=Chair [4]",
        "ana-ruiz-other role_at d-ltd title=Chair [5]",
        "ben-oduya role_at a-ltd title=Clerk [6]",
        "ben-oduya role_at b-ltd title=Clerk [7]",
    ]
    assert notes == [
        PEOPLE,
        "'Ana Ruiz': rows with different dates of birth are kept apart as different people",
        "line 5: 'Ana Ruiz' is of those rows that have no dates of birth: kept apart",
        "taken for one name: 'A Ltd', 'A Limited'",
    ]


POST_HOLDERS = """item,itemLabel,position,positionLabel,start,end,replacesLabel
http://w.org/Q1,Ana Ruiz,http://w.org/Q7,Minister,2014-05-12T00:00:00Z,2017-01-01,Ben Oduya
http://w.org/Q3,Cleo Marsh,http://w.org/Q7,Minister,2017-01-01T00:00:00Z,,Ana Ruiz
"""


def test_who_was_replaced_held_the_post_before_unless_a_row_says_so() -> None:
    reading = read(POST_HOLDERS.encode(), "t.csv")
    facts = loaded(reading)
    assert said(facts) == [
        "ana-ruiz holds minister 2014-05-12..2017-01-01 [t line 2]",
        "cleo-marsh holds minister 2017-01-01.. [t line 3]",
        "ben-oduya holds minister ..../2014-05-12 inferred [t line 2]",
    ]
    (inferred,) = (fact for fact in facts.facts.values() if fact.status == "inferred")
    assert inferred.because == "Ana Ruiz replaced Ben Oduya (line 2)"
    assert facts.actors["minister"].note == "position: http://w.org/Q7"


STAFF_TABLE = """Employee #,First Name,Last Name,Job Title,Department,Reporting to,Hire Date,Company
101,Ana,Ruiz,Chief Executive,Executive,-,2015-03-01,Docks Ltd
102,Ben,Oduya,Manager,Finance,Ana Ruiz,2017-06-12,Docks Ltd
103,Cleo,Marsh,Manager,Stores,"Ruiz, Ana",2019-01-07,Docks Ltd
104,,,Porter,Stores,103,,Docks Ltd
105,Dan,Pike,Junior Porter,Stores,Porter,,Docks Ltd
106,Eve,Low,Clerk,Stores,Zed Top,,Docks Ltd
107,Flo,Day,Clerk,Stores,999,,Docks Ltd
"""


def test_staff_hold_posts_of_their_own_and_report_to_their_managers() -> None:
    facts, notes = told(STAFF_TABLE)
    assert facts == [
        "executive part_of docks-ltd [2]",
        "ana-ruiz holds chief-executive [2]",
        "chief-executive at executive [2]",
        "finance part_of docks-ltd [3]",
        "ben-oduya holds manager-ben-oduya [3]",
        "manager-ben-oduya at finance [3]",
        "stores part_of docks-ltd [4]",
        "cleo-marsh holds manager-cleo-marsh [4]",
        "manager-cleo-marsh at stores [4]",
        "porter at stores [5]",
        "dan-pike holds junior-porter [6]",
        "junior-porter at stores [6]",
        "eve-low holds clerk-eve-low [7]",
        "clerk-eve-low at stores [7]",
        "flo-day holds clerk-flo-day [8]",
        "clerk-flo-day at stores [8]",
        "ben-oduya reports_to ana-ruiz [3]",
        "cleo-marsh reports_to ana-ruiz [4]",
        "porter reports_to manager-cleo-marsh [5]",
        "junior-porter reports_to porter [6]",
        "eve-low reports_to zed-top [7]",
    ]
    assert notes == [
        STAFF,
        "line 7: 'Zed Top' is in no row: taken for a person, as a manager",
        "line 8: no line from 'Flo Day': no row is '999'",
    ]


def test_a_hire_date_goes_into_a_note() -> None:
    facts = loaded(read(STAFF_TABLE.encode(), "t.csv"))
    assert facts.actors["ana-ruiz"].note == "Employee #: 101; Hire Date: 2015-03-01"
    text = "Name,Title,Manager,Start Date\nAna Ruiz,Chief,,2015\nBen Oduya,Clerk,Ana Ruiz,2016\n"
    assert told(text)[0][0] == "ana-ruiz holds chief [2]"
    assert told(text, column=["since=Start Date"])[0][0] == "ana-ruiz holds chief 2015.. [2]"


@pytest.mark.parametrize(
    "managers",
    [
        ("Manager", "", "Ana Ruiz", "Ben Oduya"),
        ("Reports_To", "", "1", "2"),
        ("Manager ID", "", "001", "2.0"),
        ("Manager Email", "", "A.Ruiz@example.org", "b.oduya@example.org"),
        ("Vorgesetzter", "", "Ruiz, Ana", "Oduya Ben"),
        ("Line manager", "n/a", "Dr Ana Ruiz", "Ben Oduya (2)"),
    ],
    ids=lambda managers: str(managers[0]),
)
def test_a_manager_is_found_by_name_id_or_address(managers: tuple[str, ...]) -> None:
    rows = ("ID,Name,E-mail,Title", "1,Ana Ruiz,a.ruiz@example.org,Chief Executive",
            "2,Ben Oduya,b.oduya@example.org,Finance Director",
            "3,Cleo Marsh,c.marsh@example.org,Head of Payroll")  # fmt: skip
    text = "\n".join(f'{row},"{cell}"' for row, cell in zip(rows, managers, strict=True))
    facts, notes = told(text)
    assert facts == [
        "ana-ruiz holds chief-executive [2]",
        "ben-oduya holds finance-director [3]",
        "cleo-marsh holds head-of-payroll [4]",
        "ben-oduya reports_to ana-ruiz [3]",
        "cleo-marsh reports_to ben-oduya [4]",
    ]
    assert notes[:1] == [STAFF]


def test_a_managers_name_that_two_rows_bear_makes_no_line() -> None:
    facts, notes = told("""ID,Name,Manager
1,Ana Ruiz,
2,Ana Ruiz,1
3,Ben Oduya,Ana Ruiz
4,Cleo Marsh,
Total,,
""")
    assert facts == ["ana-ruiz-2 reports_to ana-ruiz-1 [3]"]
    assert notes == [
        STAFF,
        "line 6: left out, because it is a sum",
        "'Ana Ruiz': rows with different ids are kept apart as different people",
        "line 4: no line from 'Ben Oduya': 'Ana Ruiz' may be any of 2 rows",
        "line 4: no fact, because it gives nothing but a name: 'Ben Oduya'",
        "line 5: no fact, because it gives nothing but a name: 'Cleo Marsh'",
    ]


def test_owners_and_donors_are_ties() -> None:
    owners = "Shareholder,Company,Share %\nAna Ruiz,Docks Ltd,60\nQuay plc,Docks Limited,40\n"
    facts, notes = told(owners, kind="person")
    assert facts == [
        "ana-ruiz owns docks-ltd share=60 % [2]",
        "quay-plc owns docks-ltd share=40 % [3]",
    ]
    assert notes == [TIES, "taken for one name: 'Docks Ltd', 'Docks Limited'"]
    donors = 'Donor,Recipient,Amount,Currency,Date\nQuay Ltd,Port Party,"1,000",EUR,13/03/2019\n'
    fact = "quay-ltd donated_to port-party amount=1,000 EUR 2019-03-13.. [2]"
    assert told(donors)[0] == [fact]
    funders = "Funder,Grantee,Award amount,Award date\nQuay Trust,Port Trust,£1000,2019-03-13\n"
    fact = "quay-trust funds port-trust amount=£1000 2019-03-13..2019-03-13 [2]"
    assert told(funders)[0] == [fact]


def test_people_who_give_are_people() -> None:
    text = "Donor,Party,Value,Date\nAna Ruiz,Port Party,£500,2019\n"
    with pytest.raises(Unsure, match="nothing says whether these are people or organisations"):
        told(text)
    reading = read(text.encode(), "t.csv", kind="person")
    assert {actor.id: actor.kind for actor in reading.actors} == {
        "ana-ruiz": "person",
        "port-party": "organisation",
    }


@pytest.mark.parametrize(
    ("heading", "cells", "amounts"),
    [
        ("Amount (EUR)", ("5000", "7500.5"), ("amount=5000 EUR", "amount=7500.5 EUR")),
        ("Betrag in EUR", ("50.001", "1.000,50"), ("amount=50001 EUR", "amount=1.000,50 EUR")),
        ("Value £", ("50.001", "1,000.50"), ("amount=50.0010 GBP", "amount=1,000.50 GBP")),
        ("amount_usd", ("$5", "6 EUR"), ("amount=$5 USD", "amount=6 EUR")),
        ("Amount [in pounds]", ("£5m", "5"), ("amount=£5m", "amount=5 GBP")),
        # No currency, or a point that may part thousands, or nothing that is an amount.
        ("Amount", ("5000", "GBP 5"), ("(amount: 5000)", "amount=GBP 5")),
        ("Amount (EUR)", ("50.001", "5"), ("(amount: 50.001 EUR)", "amount=5 EUR")),
        ("Amount all", ("£5", "£6"), ("(Amount all: £5)", "(Amount all: £6)")),
        ("Value", ("-5 EUR", "n/a"), ("(amount: -5 EUR)", "(amount: n/a)")),
    ],
)
def test_an_amount_has_the_currency_of_its_cell_or_its_heading(
    heading: str, cells: tuple[str, str], amounts: tuple[str, str]
) -> None:
    text = f"Donor;Party;{heading}\nA Ltd;Port Party;{cells[0]}\nB Ltd;Port Party;{cells[1]}\n"
    facts, notes = told(text)
    assert facts == [
        f"{donor} donated_to port-party {amount} [{line}]"
        for donor, amount, line in zip(("a-ltd", "b-ltd"), amounts, (2, 3), strict=True)
    ]
    unread = [line for line, amount in enumerate(amounts, 2) if amount.startswith("(amount")]
    assert notes[1:] == [
        f"line {line}: this amount is not understood, and stands in a note" for line in unread
    ]


@pytest.mark.parametrize(
    ("cells", "shares"),
    [
        (("0.6", "0.4"), ("(share: 0.6)", "(share: 0.4)")),  # of a hundred, or of one
        (("60", "most"), ("share=60 %", "(share: most)")),
        (("140", "25-50%"), ("(share: 140 %)", "share=25-50%")),
        ((">=25", "12.5 pct"), ("share=>=25 %", "share=12.5 pct")),
    ],
)
def test_what_is_no_share_stays_in_the_note(
    cells: tuple[str, str], shares: tuple[str, str]
) -> None:
    text = f"Owner,Company,Share %\nA Ltd,B Ltd,{cells[0]}\nC Ltd,B Ltd,{cells[1]}\n"
    facts = [f"a-ltd owns b-ltd {shares[0]} [2]", f"c-ltd owns b-ltd {shares[1]} [3]"]
    assert told(text)[0] == facts


def test_a_number_is_of_percent_where_the_cells_of_its_column_say_it() -> None:
    shares = ("40 %", "25", ">=25", "0.5", "more than 25% but not more than 50%")
    rows = "".join(f"A{n} Ltd,B Ltd,{share}\n" for n, share in enumerate(shares))
    found = read(f"Owner,Company,Share\n{rows}".encode(), "t.csv").facts
    assert [fact.qualifiers.get("share", fact.note) for fact in found] == [
        "40 %",
        "25 %",
        ">=25 %",
        "share: 0.5",
        "more than 25% but not more than 50%",
    ]


@pytest.mark.parametrize(
    ("text", "option", "said"),
    [
        ("from,relation,to\n2016,works with,2019\n", "column", "'from' and 'to' hold dates"),
        ("source,target\n2,1\n3,1\n", "column", "the column 'source' holds numbers ('2', '3')"),
        ("Name,Role\nAna Ruiz,Chair\n", "organisation", "--organisation NAME says it of all"),
        ("Name,Role,Body,From\nAna,Chair,A,03/04/2015\n", "date_order", "--date-order dmy or mdy"),
        (
            "Name,Role,Body,From\nA,C,B,24/06/2015\nA,C,B,06/24/2015\nA,C,B,03/04/2015\n",
            "date_order",
            "'03/04/2015' may have the day or the month first (From)",
        ),
        ("from,relation,to\nAna Ruiz,knows,Ben\n", "kind", "organisations: 'Ana Ruiz', 'Ben';"),
        ("a,b\nx,y\n", "column", "--column person=HEADING"),
    ],
)
def test_what_is_unsure_is_refused_naming_the_option(text: str, option: str, said: str) -> None:
    with pytest.raises(Unsure) as refused:
        read(text.encode(), "t.csv")
    assert said in refused.value.question
    assert (refused.value.option, f"--{option.replace('_', '-')}" in str(refused.value)) == (
        option,
        True,
    )


@pytest.mark.parametrize(
    ("options", "facts"),
    [
        ({"organisation": "Trust"}, ["ana-ruiz role_at trust title=Chair 2015-04-03.. [2]"]),
        (
            {"organisation": "Trust", "date_order": "mdy"},
            ["ana-ruiz role_at trust title=Chair 2015-03-04.. [2]"],
        ),
        (
            {"column": ["from=Name", "to=Role"], "relation": "reports to", "kind": "person"},
            ["ana-ruiz reports_to chair 2015-04-03.. [2]"],
        ),
        (
            {"column": ["manager=Role"]},
            ["ana-ruiz reports_to chair [2]"],
        ),
    ],
)
def test_options_say_what_the_table_does_not(options: dict[str, Any], facts: list[str]) -> None:
    text = "Name,Role,In post since\nAna Ruiz,Chair,03/04/2015\n"
    assert told(text, **{"date_order": "dmy", **options})[0] == facts


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"column": ["role=Rank"]}, "no column is called 'Rank'; there are: Name, Role, Company"),
        ({"column": ["rolle"]}, "--column rolle: write what a column says, then its heading"),
        ({"relation": "own"}, "--as: no relation is called 'own': did you mean 'owns'?"),
        ({"date_order": "day"}, "--date-order day: write one of dmy, mdy, ymd"),
        ({"kind": "human"}, "--kind human: write one of person, organisation, post, partnership"),
        ({"sheet_name": "2"}, "--sheet: t.csv is no spreadsheet of several sheets"),
    ],
)
def test_a_wrong_option_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as refused:
        read(b"Name,Role,Company\nAna Ruiz,Chair,Trust\n", "t.csv", **options)
    assert message in str(refused.value)


def test_what_columns_are_taken_for_is_said_and_the_rest_are_notes() -> None:
    text = "Name,Title,Title of courtesy,Company,Floor\nAna Ruiz,Clerk,Ms,Docks Ltd,3\n"
    assert taken_for(text) == [
        ["Name", "person"],
        ["Title", "job title"],
        ["Title of courtesy", "a note"],
        ["Company", "organisation"],
        ["Floor", "a note"],
    ]
    assert told(text)[0] == [
        "ana-ruiz role_at docks-ltd title=Clerk (Title of courtesy: Ms; Floor: 3) [2]"
    ]
    courtesy = "Name,Title,Role,Company\nAna Ruiz,Ms,Clerk,Docks Ltd\n"
    assert taken_for(courtesy)[1:3] == [["Title", "a note"], ["Role", "job title"]]


def test_a_spreadsheet_is_read_its_first_sheet_unless_another_is_named() -> None:
    data = workbook(
        Cover="", Board="The board\n\nName,Role,Company,Since\nAna Ruiz,Chair,Docks Ltd,2015.0",
        Staff="Name,Title,Manager\nBen Oduya,Clerk,Ana Ruiz",
    )  # fmt: skip
    reading = read(data, "t.xlsx")
    assert said(loaded(reading)) == ["ana-ruiz role_at docks-ltd title=Chair 2015.. [t line 4]"]
    assert reading.notes[6:] == [
        "read is the sheet 'Board' only; --sheet NAME reads another: Cover, Staff",
        "left out above the headings: The board",
    ]
    other = read(data, "t.xlsx", sheet_name="Staff")
    assert said(loaded(other)) == [
        "ben-oduya holds clerk [t line 2]",
        "ben-oduya reports_to ana-ruiz [t line 2]",
    ]
    with pytest.raises(UsageError, match="no sheet is called 'Bord': did you mean 'Board'"):
        read(data, "t.xlsx", sheet_name="Bord")
    with pytest.raises(FactsError, match="not a spreadsheet"):
        read(data[:200], "t.xlsx")


def test_without_the_extra_a_spreadsheet_is_refused_saying_how_to_read_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    with pytest.raises(UsageError, match=r"pip install 'stakegraph\[sheets\]', or save .* as CSV"):
        read(workbook(A="Name,Role\nx,y"), "t.xlsx")


@pytest.mark.parametrize(
    "holder", ["Vacant", "N.N.", "vakant", "Poste vacant", "Vacante", "wakat", "(tbc)", "", "-"]
)
def test_a_post_without_a_holder_has_its_lines(holder: str) -> None:
    facts, _ = told(
        f"Name,Title,Manager\nAna Ruiz,Chief,\n{holder},Deputy,Ana Ruiz\nBen,Clerk,Deputy\n"
    )
    assert facts == [
        "ana-ruiz holds chief [2]",
        "ben holds clerk [4]",
        "deputy reports_to chief [3]",
        "clerk reports_to deputy [4]",
    ]
    facts, notes = told(
        f"Name,Post,Organisation,From\nAna Ruiz,Mayor,Port,2011\n{holder},Clerk,Port,\n"
    )
    assert facts == [
        "mayor at port [2]",
        "ana-ruiz holds mayor 2011.. [2]",
        "clerk at port [3]",
    ]
    assert notes == [PEOPLE, "line 3: no fact of a holder, because it names no person"]


def test_a_surname_that_is_a_word_makes_no_organisation() -> None:
    text = "Name,Role,Company\nMargaret Court,Chair,Docks\nAna Banks,Clerk,Docks\n"
    text += "Quay Ltd,Clerk,Docks\n"
    facts = loaded(read(text.encode(), "t.csv"))
    kinds = [facts.actors[id].kind for id in ("margaret-court", "ana-banks", "quay-ltd")]
    assert kinds == ["person", "person", "organisation"]


def test_same_titles_stay_apart_and_one_title_is_no_manager_of_many() -> None:
    facts, notes = told("""Name,Title,Manager
Ana Ruiz,Clerk,
Ben Oduya,Clerk,
Cleo Marsh,Porter,Clerk
""")
    assert facts == [
        "ana-ruiz holds clerk-ana-ruiz [2]",
        "ben-oduya holds clerk-ben-oduya [3]",
        "cleo-marsh holds porter [4]",
    ]
    assert notes == [STAFF, "line 4: no line from 'Cleo Marsh': 'Clerk' may be any of 2 rows"]


def test_rows_of_one_post_id_share_the_post() -> None:
    text = """Position ID,Name,Title,Reports to
P1,Ana Ruiz,Chief,
P2,Ben Oduya,Director,P1
P2,Cleo Marsh,Director,P1
P3,Dan Pike,Clerk,P2
"""
    facts, notes = told(text)
    assert facts == [
        "ana-ruiz holds chief [2]",
        "ben-oduya holds director [3]",
        "cleo-marsh holds director [4]",
        "dan-pike holds clerk [5]",
        "ben-oduya reports_to ana-ruiz [3]",
        "cleo-marsh reports_to ana-ruiz [4]",
        "clerk reports_to director [5]",
    ]
    assert notes == [STAFF]
    assert loaded(read(text.encode(), "t.csv")).actors["director"].shared


@pytest.mark.parametrize(
    "text", [STAFF_TABLE, POST_HOLDERS, "Donor,Recipient,Amount\nA Ltd,B Ltd,5\n"]
)
@given(data=st.data())
def test_no_damaged_table_makes_it_crash(text: str, data: st.DataObject) -> None:
    words = [
        "Ana Ruiz",
        "101",
        "03/04/2015",
        "vacant",
        "From",
        "Manager",
        "\n",
        '"',
        "\t",
        "a@b.org",
    ]
    damaged = data.draw(damage.texts(text, words=words, between="[,\n]"))
    with suppress(FactsError, UsageError):
        loaded(read(damaged, "t.csv"))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ruiz, Ana", "Ana Ruiz"),
        ("García Márquez, Gabriel", "Gabriel García Márquez"),
        ("Ana Ruiz, Chair", "Ana Ruiz, Chair"),
        ("Bob Lee, Managing Director", "Bob Lee, Managing Director"),
        ("Eva Moss, CEO", "Eva Moss, CEO"),
        ("Head, Edith", "Edith Head"),
    ],
)
def test_what_somebody_is_is_no_first_name(written: str, name: str) -> None:
    assert first_name_first(written) == name
