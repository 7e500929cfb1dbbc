"""What columns are headed in the exports of programs and in several languages."""

from __future__ import annotations

import pytest
from readings import loaded, said

from stakegraph.errors import Unsure
from stakegraph.importers._headings import roles_of
from stakegraph.importers.table import read
from stakegraph.model.sentences import sentence


def facts_of(text: str) -> list[str]:
    return [one.replace("t line ", "") for one in said(loaded(read(text.encode(), "t.csv")))]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Manager User ID", "manager id"),
        ("Manager Personnel No.", "manager id"),
        ("Line Manager Employee #", "manager id"),
        ("Vorgesetzter ID", "manager id"),
        ("Supervisor Work Email", "manager email"),
        ("Närmaste chef e-post", "manager email"),
        ("Org. Unit Text", "department"),
        ("ownerLabel", "owner"),
        ("since:date", "since"),
        ("title:string[]", "title"),
        ("trustee_date_of_appointment", "since"),
        ("Role on committee", "title"),
        ("Managerial level", ""),
        ("File Name", ""),
    ],
)
def test_a_heading_of_two_parts_says_what_both_mean(heading: str, role: str) -> None:
    assert roles_of(heading)[:1] == ((role,) if role else ())


@pytest.mark.parametrize(
    "text",
    [
        "Förnamn;Efternamn;Befattning;Organisation;Startdatum;Slutdatum\n"
        "Ana;Ruiz;Ordförande;Hamnen;2020-01-01;2021-12-31",
        "Navn;Stilling;Virksomhed;Fra;Til\nAna Ruiz;Ordförande;Hamnen;2020-01-01;2021-12-31",
        "Navn;Stillingstittel;Selskap;Startdato;Sluttdato\n"
        "Ana Ruiz;Ordförande;Hamnen;2020-01-01;2021-12-31",
        "Imię;Nazwisko;Stanowisko;Instytucja;Data od;Data do\n"
        "Ana;Ruiz;Ordförande;Hamnen;2020-01-01;2021-12-31",
        "Director;Role;Company;Started On;Finished On\n"
        "Ana Ruiz;Ordförande;Hamnen;Jan 2020;Dec 2021",
    ],
)
def test_what_was_is_read_with_its_end(text: str) -> None:
    (fact,) = facts_of(text)
    day = "2020-01..2021-12" if "Started" in text else "2020-01-01..2021-12-31"
    assert fact == f"ana-ruiz role_at hamnen title=Ordförande {day} [2]"


def test_a_column_of_ids_leaves_its_words_to_the_column_beside_it() -> None:
    assert facts_of(
        "Personnel Number;Employee Name;Position Text;Org. Unit;Org. Unit Text;"
        "Manager Personnel No.\n"
        "0001;Ana Ruiz;CEO;60001;Board;\n"
        "0002;Ben Oduya;CFO;60002;Finance;0001\n"
    ) == [
        "ana-ruiz holds ceo [2]",
        "ceo at board [2]",
        "ben-oduya holds cfo [3]",
        "cfo at finance [3]",
        "ben-oduya reports_to ana-ruiz [3]",
    ]


@pytest.mark.parametrize("name", ['"Ruiz, Ana"', "Ruiz Ana"])
def test_a_heading_says_that_surnames_stand_first(name: str) -> None:
    table = f'"Last name, First name",Job Title,Reports To\n{name},CEO,NO_MANAGER\n'
    reading = read(table.encode(), "t.csv")
    assert [actor.name for actor in reading.actors if actor.kind == "person"] == ["Ana Ruiz"]
    assert [fact.relation for fact in reading.facts] == ["holds"]


def test_a_column_of_names_in_a_table_of_posts_is_asked_about() -> None:
    table = "Wer,Title,Reports to\nAna Miller,CEO,\nBen Dee,CFO,CEO\n"
    with pytest.raises(Unsure, match="--column person='Wer'") as asked:
        read(table.encode(), "t.csv")
    assert (asked.value.option, asked.value.choices) == ("column", ("person", "note"))
    for given, relation in (("person=Wer", "holds"), ("note=Wer", "reports_to")):
        reading = read(table.encode(), "t.csv", column=[given])
        assert reading.facts[0].relation == relation


def test_links_beside_the_names_of_owners_are_their_ids() -> None:
    item = "http://www.wikidata.org/entity/Q"
    table = f"company,companyLabel,owner,ownerLabel\n{item}1,Dock Ltd,{item}2,Quay Ltd\n"
    reading = read(table.encode(), "t.csv")
    assert {actor.name: [str(id.value) for id in actor.ids] for actor in reading.actors} == {
        "Dock Ltd": ["Q1"],
        "Quay Ltd": ["Q2"],
    }
    assert [(fact.relation, fact.note) for fact in reading.facts] == [("owns", "")]


def test_a_table_of_posts_alone_needs_no_people() -> None:
    table = "Title,Department,Reports to\nCEO,Board,\nCFO,Finance,CEO\n"
    assert "cfo reports_to ceo [3]" in facts_of(table)


@pytest.mark.parametrize(
    "heading", ["Purpose of meeting", "Gift received", "Declared interest", "Travel paid"]
)
def test_a_list_of_occasions_gives_nobody_a_role(heading: str) -> None:
    table = f"Date,Director,Organisation,{heading}\n2015-04-03,Ana Ruiz,Dock Ltd,ports\n"
    with pytest.raises(Unsure, match="--as RELATION") as asked:
        read(table.encode(), "t.csv")
    assert asked.value.option == "relation"
    reading = read(table.encode(), "t.csv", relation="met")
    assert said(loaded(reading))[0].startswith("ana-ruiz met dock-ltd")


def test_a_member_of_a_chamber_is_at_no_constituency() -> None:
    table = (
        "id,name,group,area_id,area,chamber,term,start_date\n"
        "1,Ana Ruiz,Harbour Party,a1,North,Assembly,1,2010-05-06\n"
    )
    reading = read(table.encode(), "t.csv")
    assert [actor.name for actor in reading.actors if actor.kind != "person"] == ["Assembly"]
    assert "area: North" in reading.facts[0].note


def test_donors_are_of_the_kind_that_their_status_says() -> None:
    table = (
        "RegulatedEntityName,RegulatedEntityType,Value,AcceptedDate,DonorName,DonorStatus\n"
        "Harbour Party,Political Party,£50.00,2020-02-01,Quay Dock,Company\n"
        "Harbour Party,Political Party,£7.50,2020-02-02,Ana Ruiz,Individual\n"
    )
    kinds = {actor.name: actor.kind for actor in read(table.encode(), "t.csv").actors}
    assert kinds == {
        "Harbour Party": "organisation",
        "Quay Dock": "organisation",
        "Ana Ruiz": "person",
    }


def test_who_is_addressed_as_a_person_is_one() -> None:
    table = "Donor,Recipient,Amount\nMr Ben Oduya,Harbour Trust,10 EUR\n"
    kinds = {actor.name: actor.kind for actor in read(table.encode(), "t.csv").actors}
    assert kinds["Mr Ben Oduya"] == "person"


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("PSC,Company\nMs Ana Ruiz,Dock Ltd", "Ms Ana Ruiz has significant control of Dock Ltd"),
        (
            "company_name,psc_name,natures_of_control\nDock Ltd,Ms Ana Ruiz,voting-rights",
            "Ms Ana Ruiz has significant control of Dock Ltd",
        ),
        ("Shareholder,Company\nMs Ana Ruiz,Dock Ltd", "Ms Ana Ruiz owns Dock Ltd"),
    ],
)
def test_who_has_significant_control_need_own_nothing(table: str, words: str) -> None:
    facts = loaded(read(table.encode(), "t.csv"))
    (fact,) = facts.facts.values()
    assert sentence(fact, facts.actors, facts.relations[fact.relation]) == words


def test_a_table_of_posts_and_holders_has_its_lines() -> None:
    facts = facts_of(
        "Position,Reports to position,Holder\nCEO,,Ana Ruiz\nCFO,CEO,Ben Oduya\nClerk,CFO,\n"
    )
    assert [fact for fact in facts if "reports_to" in fact] == [
        "ben-oduya reports_to ana-ruiz [3]",
        "clerk reports_to cfo [4]",
    ]
