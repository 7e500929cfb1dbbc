"""What a table lists, where its columns leave out who, or name posts as people do."""

from __future__ import annotations

from typing import Any

import pytest
from readings import loaded, said

from stakegraph.errors import Unsure, UsageError
from stakegraph.importers.table import read

CAREER = """\
Company Name,Title,Description,Location,Started On,Finished On
Harbour Trust,Chief Executive,Led it,Stoke,Mar 2019,
Quay Council,Head of Finance,,Stoke,Jan 2015,Feb 2019
"""
NAMED = "Name,Job Title\nAna Ruiz,Chair\n"


def told(text: str, **options: Any) -> list[str]:
    """Return the facts of a table."""
    reading = read(text.encode(), "t.csv", **options)
    return [one.replace("t line ", "") for one in said(loaded(reading))]


def test_a_list_of_positions_is_of_the_person_who_is_named_for_all() -> None:
    assert told(CAREER, person="Ana Ruiz") == [
        "ana-ruiz role_at harbour-trust title=Chief Executive 2019-03.."
        " (Description: Led it; Location: Stoke) [2]",
        "ana-ruiz role_at quay-council title=Head of Finance 2015-01..2019-02"
        " (Location: Stoke) [3]",
    ]


def test_a_list_of_positions_that_names_nobody_asks_for_the_person() -> None:
    with pytest.raises(Unsure, match="--person NAME says it of all") as caught:
        told(CAREER)
    assert caught.value.option == "person"


def test_a_column_that_may_be_of_people_is_asked_for_itself() -> None:
    text = "Company Name,Title,Whoever\nTrust,Chair,Ana Ruiz\nTrust,Clerk,Ben Oduya\n"
    with pytest.raises(Unsure, match="--column person=HEADING, or") as caught:
        told(text)
    assert caught.value.option == "column"


def test_a_person_for_all_rows_is_refused_where_each_row_names_one() -> None:
    with pytest.raises(UsageError, match=r"--person: t\.csv says in 'Name' who each row is about"):
        told(NAMED, person="Ana Ruiz", organisation="Trust")


def test_a_person_for_all_rows_is_refused_beside_nodes_and_ties() -> None:
    with pytest.raises(UsageError, match="--person: tables of ties and nodes say it themselves"):
        told("From,To\na,b\n", beside=[("n.csv", b"Id,Label\na,Ana\nb,Bob\n")], person="Ana")


def test_a_post_with_a_manager_is_what_its_holder_is_and_stands_when_it_is_vacant() -> None:
    text = (
        "Post,Name,Reports to\nChief Executive,Ana Ruiz,\nDirector of Finance,Ben Oduya,Ana Ruiz\n"
        "Head of Audit,Vacant,Ben Oduya\n"
    )
    assert told(text, organisation="Stoke Council") == [
        "ana-ruiz holds chief-executive [2]",
        "chief-executive at stoke-council [2]",
        "ben-oduya holds director-of-finance [3]",
        "director-of-finance at stoke-council [3]",
        "head-of-audit at stoke-council [4]",
        "ben-oduya reports_to ana-ruiz [3]",
        "head-of-audit reports_to director-of-finance [4]",
    ]


COUNCIL = """\
Councillor,Party,Ward,Committee,Role on committee,From
Ana Ruiz,Labour,Hanley,Planning Committee,Chair,2019-05-21
Ana Ruiz,Labour,Hanley,Cabinet,Member,2019-05-21
"""


def test_a_councillor_of_a_party_has_the_role_on_the_committee() -> None:
    assert told(COUNCIL) == [
        "ana-ruiz role_at planning-committee title=Chair 2019-05-21.."
        " (Party: Labour; Ward: Hanley) [2]",
        "ana-ruiz role_at cabinet title=Member 2019-05-21.. (Party: Labour; Ward: Hanley) [3]",
    ]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Councillor,Party,Role\nAna Ruiz,Labour,Leader of the Council\n", "Party"),
        ("Name;Partei;Funktion\nAna Ruiz;SPD;Landrätin\n", "Partei"),
        ("Trustee,Role,Committee\nAna Ruiz,Chair,Finance\n", "Committee"),
    ],
)
def test_a_role_beside_a_party_or_a_committee_may_be_elsewhere(text: str, heading: str) -> None:
    with pytest.raises(Unsure, match=f"may be elsewhere than '{heading}' says"):
        told(text)
    (fact,) = told(text, organisation="Stoke Council")
    assert fact.startswith("ana-ruiz role_at stoke-council title=")
    assert f"({heading}: " in fact
    (fact,) = told(text, column=[f"organisation={heading}"])
    assert "stoke" not in fact


def test_a_post_is_not_at_the_party_of_its_holder() -> None:
    text = "personLabel,positionLabel,start,partyLabel\nAna Ruiz,mayor of Stoke,2010,Labour\n"
    assert told(text) == ["ana-ruiz holds mayor-of-stoke 2010.. (partyLabel: Labour) [2]"]


def test_a_party_alone_is_where_somebody_is() -> None:
    assert told("Councillor,Party\nAna Ruiz,Labour\n") == ["ana-ruiz role_at labour [2]"]


def test_the_owners_of_one_company_are_those_of_the_one_that_is_named_for_all() -> None:
    text = "Aktionär;Anteil\nDock AG;25,5 %\nPier AG;74,5 %\n"
    assert told(text, organisation="Hafen AG") == [
        "dock-ag owns hafen-ag share=25,5 % [2]",
        "pier-ag owns hafen-ag share=74,5 % [3]",
    ]
    with pytest.raises(Unsure, match="no column says who is owned: --organisation NAME") as caught:
        told(text)
    assert caught.value.option == "organisation"


def test_the_donors_of_one_party_gave_to_the_one_that_is_named_for_all() -> None:
    text = "Donor,Amount,Date\nDock Ltd,£500,2020-01-05\n"
    assert told(text, organisation="Harbour Party") == [
        "dock-ltd donated_to harbour-party amount=£500 2020-01-05.. [2]",
    ]
    with pytest.raises(Unsure, match="no column says who is given to"):
        told(text)


def test_an_organisation_for_all_ties_is_refused_where_each_row_names_one() -> None:
    with pytest.raises(UsageError, match="is a table of ties, of which it says nothing"):
        told("Owner,Company,Share\nDock Ltd,Quay Ltd,60 %\n", organisation="Hafen AG")


def test_how_many_shares_somebody_has_is_no_share() -> None:
    text = "Owner;Company;Shares;Percent\nDock Ltd;Quay Ltd;1,000;33.3\nPier Ltd;Quay Ltd;2000;66\n"
    assert told(text) == [
        "dock-ltd owns quay-ltd share=33.3 % (Shares: 1,000) [2]",
        "pier-ltd owns quay-ltd share=66 % (Shares: 2000) [3]",
    ]


@pytest.mark.parametrize(
    ("titles", "first", "second"),
    [
        ("Chair; Member", "Chair", "Member"),
        ("Chair", "Chair", "Chair"),
        ("Chair; Clerk; Member", "Chair; Clerk; Member", "Chair; Clerk; Member"),
    ],
)
def test_several_organisations_of_a_cell_are_a_fact_each(
    titles: str, first: str, second: str
) -> None:
    text = f"Name,Role,Organisation\nAna Ruiz,{titles},Quay Trust; Dock Trust\n"
    assert told(text) == [
        f"ana-ruiz role_at quay-trust title={first} [2]",
        f"ana-ruiz role_at dock-trust title={second} [2]",
    ]
    assert (
        "line 2: 'Quay Trust; Dock Trust' is several organisations: a fact for each"
        in read(text.encode(), "t.csv").notes
    )


def test_an_ampersand_of_html_parts_no_organisations() -> None:
    text = "Name,Role,Organisation\nAna Ruiz,Chair,Dock &amp; Quay Ltd\n"
    assert len(read(text.encode(), "t.csv").facts) == 1
