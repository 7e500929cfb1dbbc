"""Officers and persons with significant control, as Companies House gives them."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import damage
import pytest
from hypothesis import given
from readings import loaded, said

from stakegraph.errors import FactsError, Unsure
from stakegraph.importers.companies_house import read

OFFICERS = {
    "items": [
        {
            "name": "RUIZ, Ana",
            "officer_role": "director",
            "appointed_on": "2019-01-02",
            "date_of_birth": {"year": 1970},
            "links": {
                "self": "/company/00000001/appointments/x",
                "officer": {"appointments": "/officers/y/appointments"},
            },
        },
        {
            "name": "O'BRIEN, Ben",
            "officer_role": "secretary",
            "appointed_on": "2018-01-02",
            "resigned_on": "2020-01-01",
        },
        {"name": "QUAY NOMINEES LTD", "officer_role": "corporate-nominee-secretary"},
    ],
    "active_count": 1,
}


def control(*natures: str, company: str = "00000001", **more: Any) -> dict[str, Any]:
    data = {
        "kind": "individual-person-with-significant-control",
        "name": "Ms Ana Ruiz",
        "name_elements": {"title": "Ms", "forename": "Ana", "surname": "Ruiz"},
        "natures_of_control": [*natures],
        "notified_on": "2016-04-06",
        "links": {"self": f"/company/{company}/persons-with-significant-control/individual/z"},
    }
    return {"company_number": company, "data": data | more}


def facts(value: object, **options: str) -> list[str]:
    return said(loaded(read(json.dumps(value).encode(), "x.json", **options)))


def test_officers_have_a_role_from_their_appointment_to_their_resignation() -> None:
    assert facts(OFFICERS, organisation="Dock Services Ltd") == [
        "ana-ruiz role_at dock-services-ltd title=director 2019-01-02.. [x item 0]",
        "ben-obrien role_at dock-services-ltd title=secretary 2018-01-02..2020-01-01 [x item 1]",
        "quay-nominees-ltd role_at_otherwise dock-services-ltd title=corporate nominee secretary"
        " [x item 2]",
    ]


def test_a_list_that_does_not_name_its_company_asks_for_it() -> None:
    unnamed = {"items": [OFFICERS["items"][1]]}  # type: ignore[index]
    with pytest.raises(Unsure, match="which company") as caught:
        facts(unnamed)
    assert caught.value.option == "organisation"
    assert facts(unnamed, organisation="Dock") == [
        "ben-obrien role_at dock title=secretary 2018-01-02..2020-01-01 [x item 0]"
    ]


@pytest.mark.parametrize(
    ("nature", "fact"),
    [
        ("ownership-of-shares-25-to-50-percent", "owns {} share=more than 25 % and up to 50 %"),
        ("ownership-of-shares-50-to-75-percent", "owns {} share=more than 50 % and less than 75 %"),
        ("ownership-of-shares-75-to-100-percent", "owns {} share=at least 75 %"),
        (
            "voting-rights-25-to-50-percent",
            "interest_in {} what=voting rights share=more than 25 % and up to 50 %",
        ),
        (
            "right-to-appoint-and-remove-directors",
            "interest_in {} what=right to appoint and remove directors",
        ),
        (
            "significant-influence-or-control",
            "interest_in {} what=significant influence or control",
        ),
    ],
)
def test_a_nature_of_control_is_a_range_of_shares_or_what_it_is(nature: str, fact: str) -> None:
    wanted = fact.format("company-00000001")
    assert facts(control(nature)) == [f"ana-ruiz {wanted} 2016-04-06.. [x line 1]"]
    (made,) = facts(control(f"{nature}-as-trust", ceased_on="2018"))
    assert made == f"ana-ruiz {wanted} 2016-04-06..2018 (as trust) [x line 1]"


def test_lists_on_lines_of_their_own_have_the_line_as_place() -> None:
    lists = [
        {
            "company_number": f"0000000{number}",
            "items": [{"name": name, "officer_role": "director"}],
        }
        for number, name in ((1, "RUIZ, Ana"), (2, "ODUYA, Ben"))
    ]
    reading = read("\n".join(map(json.dumps, lists)).encode(), "x.jsonl")
    assert said(loaded(reading)) == [
        "ana-ruiz role_at company-00000001 title=director [x line 1]",
        "ben-oduya role_at company-00000002 title=director [x line 2]",
    ]


def test_a_snapshot_is_one_a_line_and_one_name_in_two_companies_is_two_people() -> None:
    nature = "ownership-of-shares-25-to-50-percent"
    secret = {"kind": "super-secure-person-with-significant-control", "name": "",
              "name_elements": None}  # fmt: skip
    nobody = {
        "company_number": "00000003",
        "data": {
            "kind": "persons-with-significant-control-statement",
            "statement": "no-individual-or-entity-with-significant-control",
        },
    }
    total = {"data": {"kind": "totals#persons-of-significant-control-snapshot"}}
    lines = [control(nature), control(nature, company="00000002"),
             control(nature, company="00000003", **secret), nobody, total]  # fmt: skip
    reading = read("\n".join(map(json.dumps, lines)).encode(), "x.json")
    assert len(said(loaded(reading))) == 3
    people = [one for one in reading.actors if one.kind == "person"]
    assert [(one.name, one.unnamed) for one in people] == [
        ("Ana Ruiz", ""),
        ("Ana Ruiz", ""),
        ("a person who is protected", "protected from disclosure"),
    ]
    assert reading.notes == [
        "line 4: left out, because it names nobody:"
        " no individual or entity with significant control"
    ]


def test_whose_control_is_secret_has_an_interest_and_no_role() -> None:
    secret = {"kind": "super-secure-person-with-significant-control"}
    gone = {**secret, "ceased": True}
    lines = [{"company_number": "00000001", "data": data} for data in (secret, gone)]
    reading = read("\n".join(map(json.dumps, lines)).encode(), "x.json")
    assert [(fact.relation, dict(fact.qualifiers)) for fact in reading.facts] == [
        ("interest_in", {"what": "control of a nature that is not disclosed"})
    ]
    assert reading.notes == [
        "line 2: left out, because the control has ceased on a day that is not given"
    ]


@pytest.mark.parametrize(
    ("nature", "relation", "qualifiers", "note"),
    [
        (
            "ownership-of-shares-more-than-25-percent-as-trust-registered-overseas-entity",
            "owns",
            {"share": "more than 25 %"},
            "as trust",
        ),
        (
            "voting-rights-50-to-75-percent-limited-liability-partnership",
            "interest_in",
            {"what": "voting rights", "share": "more than 50 % and less than 75 %"},
            "",
        ),
        (
            "significant-influence-or-control-registered-overseas-entity",
            "interest_in",
            {"what": "significant influence or control"},
            "",
        ),
    ],
)
def test_partnerships_and_overseas_entities_have_their_shares(
    nature: str, relation: str, qualifiers: dict[str, str], note: str
) -> None:
    (fact,) = read(json.dumps(control(nature)).encode(), "x.json").facts
    assert (fact.relation, dict(fact.qualifiers), fact.note) == (relation, qualifiers, note)


def test_a_body_is_an_officer_in_words_that_can_be_read() -> None:
    officers = {
        "items": [
            {"name": "QUAY NOMINEES LIMITED", "officer_role": "corporate-llp-designated-member"}
        ]
    }
    reading = read(json.dumps(officers).encode(), "x.json", organisation="Dock LLP")
    (fact,) = reading.facts
    assert fact.qualifiers == {"title": "corporate LLP designated member"}
    assert "role_at joins no organisation to an organisation" in reading.notes[0]


def test_a_list_that_names_no_company_names_the_option() -> None:
    officers = {"items": [{"name": "RUIZ, Ana", "officer_role": "director"}]}
    with pytest.raises(Unsure, match=r"x\.json: .*--organisation NAME"):
        read(json.dumps(officers).encode(), "x.json")


@pytest.mark.parametrize(
    ("place", "id"),
    [
        ("Companies House", "gb-coh 00000007"),
        ("Register Of Companies (England And Wales)", "gb-coh 00000007"),
        ("U.K.", "gb-coh 00000007"),
        ("Jersey", "reg 7"),
        ("Ukraine", "reg 7"),
        ("", "reg 7"),
    ],
)
def test_companies_have_their_numbers(place: str, id: str) -> None:
    kind = "corporate-entity-person-with-significant-control"
    about = {"registration_number": "7", "country_registered": place}
    entry = control("voting-rights-25-to-50-percent", kind=kind, name="Quay Ltd",
                    name_elements=None, identification=about)  # fmt: skip
    actors = read(json.dumps(entry).encode(), "x.json").actors
    assert [*map(str, (each for actor in actors for each in actor.ids))] == ["gb-coh 00000001", id]


def test_what_was_before_a_day_or_has_ceased_on_none_is_told_as_that() -> None:
    before = {"name": "RUIZ, Ana", "officer_role": "director", "appointed_before": "1992-05-01"}
    assert facts({"items": [before], "company_number": "1"}) == [
        "ana-ruiz role_at company-1 title=director ../1992-05-01.. [x item 0]"
    ]
    gone = control("significant-influence-or-control", ceased=True)
    reading = read(json.dumps(gone).encode(), "x.json")
    assert reading.facts == []
    assert reading.notes == [
        "line 1: left out, because the control has ceased on a day that is not given"
    ]


@pytest.mark.parametrize("text", ["[]", "{}", '{"items": {}}', "x"])
def test_what_is_neither_is_refused(text: str) -> None:
    with pytest.raises(FactsError):
        read(text.encode(), "x.json")


@given(
    damage.documents(
        OFFICERS | {"company_number": "1"},
        words=["director", "corporate-director", "/company/1/x"],
        keys=["name", "officer_role", "links", "items", "natures_of_control", "name_elements"],
    )
)
def test_no_damaged_file_makes_it_crash(document: Any) -> None:
    with suppress(FactsError, Unsure):
        loaded(read(json.dumps(document).encode(), "x.json"))
