"""Open Contracting releases and records, after the examples of the standard."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import damage
import pytest
from hypothesis import given
from readings import loaded, said

from stakegraph.errors import FactsError
from stakegraph.importers.ocds import read

PACKAGE = """
{"uri": "https://example.org/lanes.json", "publishedDate": "2021-05-01T09:00:00Z",
 "publisher": {"name": "Open Barnet"},
 "releases": [{
   "ocid": "ocds-213czf-1", "id": "1", "date": "2021-01-01T00:00:00Z", "tag": ["award"],
   "parties": [
     {"id": "GB-LAC-E09000003", "name": "London Borough of Barnet", "roles": ["buyer"]},
     {"id": "GB-COH-1", "name": "Anycorp", "roles": ["supplier", "tenderer"],
      "identifier": {"scheme": "GB-COH", "id": "1", "legalName": "ANYCORP LTD"}},
     {"id": "GB-COH-2", "name": "Runner-up", "roles": ["tenderer"]},
     {"id": "X-3", "name": "The Bank", "roles": ["funder"]}],
   "buyer": {"id": "GB-LAC-E09000003", "name": "London Borough of Barnet"},
   "tender": {"id": "t", "title": "Cycle lanes",
     "procuringEntity": {"id": "X-4", "name": "Barnet Procurement"},
     "tenderers": [{"id": "GB-COH-1", "name": "Anycorp"}, {"id": "GB-COH-2", "name": "Runner-up"}]},
   "awards": [
     {"id": "a1", "title": "Lanes, east", "status": "active",
      "value": {"amount": 11000000.50, "currency": "GBP"},
      "suppliers": [{"id": "GB-COH-1", "name": "Anycorp"}]},
     {"id": "a2", "title": "Lanes, west", "status": "cancelled",
      "suppliers": [{"id": "GB-COH-2", "name": "Runner-up"}]},
     {"id": "a3", "title": "Signs", "status": "pending", "date": "2021-01-15T00:00:00Z",
      "suppliers": [{"id": "GB-COH-1", "name": "Anycorp"}]}],
   "contracts": [
     {"id": "c1", "awardID": "a1", "status": "active", "dateSigned": "2021-01-20T00:00:00Z",
      "period": {"startDate": "2021-02-01T00:00:00Z", "endDate": "2023-01-31T00:00:00Z"}},
     {"id": "c2", "awardID": "a2", "title": "West"}]}]}
"""


def test_a_contract_has_a_client_and_a_supplier_and_a_loser_has_none() -> None:
    reading = read(PACKAGE.encode(), "lanes.json")
    facts = loaded(reading)
    release = "lanes item releases/0"
    assert said(facts) == [
        f"london-borough-of-barnet partner_in signs as=client hedged (the award is pending)"
        f" [{release}/buyer]",
        f"barnet-procurement partner_in signs as=procuring entity hedged (the award is pending)"
        f" [{release}/tender/procuringEntity]",
        f"anycorp partner_in signs as=supplier hedged (the award is pending)"
        f" [{release}/awards/2/suppliers/0]",
        f"london-borough-of-barnet partner_in lanes-east as=client 2021-02-01..2023-01-31"
        f" [{release}/buyer]",
        f"barnet-procurement partner_in lanes-east as=procuring entity 2021-02-01..2023-01-31"
        f" [{release}/tender/procuringEntity]",
        f"anycorp partner_in lanes-east as=supplier amount=11000000.50 GBP 2021-02-01..2023-01-31"
        f" [{release}/awards/0/suppliers/0]",
    ]
    assert "runner-up" not in facts.actors
    assert reading.notes == [
        "item releases/0/awards/1: the award 'a2' is cancelled: no contract for Runner-up",
        "item releases/0/contracts/1: the contract 'c2' left out: its award 'a2' came to nothing",
        "item releases/0/tender/tenderers: Runner-up tendered and was awarded nothing: no contract",
        "item releases/0/parties/3: The Bank (funder) left out: no part in a contract",
    ]


def test_what_registers_call_a_party_is_kept() -> None:
    more = '"additionalIdentifiers": [{"scheme": "XI-LEI", "id": "5493ab"}, {"id": "7"}], "roles"'
    text = PACKAGE.replace('"name": "Anycorp", "roles"', f'"name": "Anycorp", {more}', 1)
    actors = {actor.id: actor for actor in read(text.encode(), "lanes.json").actors}
    assert [*map(str, actors["anycorp"].ids)] == ["gb-coh 00000001", "lei 5493AB"]
    assert actors["anycorp"].note == "id: GB-COH-1"


def test_a_contract_tells_its_value_and_dates() -> None:
    facts = loaded(read(PACKAGE.encode(), "lanes.json"))
    lanes = facts.actors["lanes-east"]
    assert (lanes.kind, lanes.classification) == ("partnership", "contract")
    assert (lanes.since, lanes.until) == ("2021-02-01", "2023-01-31")
    assert lanes.note == ("status: active; ocid: ocds-213czf-1; contract id: c1")
    assert [
        one.qualifiers["amount"] for one in facts.facts.values() if "amount" in one.qualifiers
    ] == ["11000000.50 GBP"]
    signed = facts.events["lanes-east-was-signed"]
    assert (signed.what, signed.on) == ("Lanes, east was signed", "2021-01-20")
    assert signed.who == ("lanes-east", "london-borough-of-barnet", "barnet-procurement", "anycorp")
    assert facts.events["signs-was-awarded"].on == "2021-01-15"
    assert facts.actors["anycorp"].aliases == ("ANYCORP LTD",)
    (source,) = facts.sources.values()
    assert (source.publisher, source.date, source.url) == (
        "Open Barnet", "2021-05-01", "https://example.org/lanes.json",
    )  # fmt: skip


def test_a_later_release_says_more_of_the_same_award() -> None:
    base = {"ocid": "o-1", "buyer": {"name": "Town"}}
    award = {"id": "1", "title": "Bridge", "suppliers": [{"name": "Builder"}]}
    early = {**base, "date": "2020", "awards": [{**award, "status": "pending"}]}
    late = {**base, "date": "2021", "awards": [{"id": "1", "status": "active"}]}
    for releases in ([early, late], [late, early]):
        facts = loaded(read(json.dumps({"releases": releases}).encode(), "x.json"))
        assert [(fact.subject, fact.object, fact.status) for fact in facts.facts.values()] == [
            ("town", "bridge", "stated"),
            ("builder", "bridge", "stated"),
        ]
        assert "status: active" in facts.actors["bridge"].note


def test_of_a_record_the_compiled_release_is_read() -> None:
    award = {"id": "1", "title": "Bridge", "suppliers": [{"name": "Builder"}]}
    compiled = {"buyer": {"name": "Town"}, "awards": [award]}
    records = [
        {
            "ocid": "o-1",
            "releases": [{"url": "https://example.org/1"}],
            "compiledRelease": compiled,
        },
        {"ocid": "o-2", "releases": [{"url": "https://example.org/2"}]},
    ]
    reading = read(json.dumps({"records": records}).encode(), "x.json")
    assert said(loaded(reading)) == [
        "town partner_in bridge as=client [x item records/0/compiledRelease/buyer]",
        "builder partner_in bridge as=supplier"
        " [x item records/0/compiledRelease/awards/0/suppliers/0]",
    ]
    assert reading.notes == [
        "item records/1: a record left out: its releases are links to other files"
    ]


def test_a_contract_without_an_award_or_buyer_says_so() -> None:
    release = {"ocid": "o-1", "contracts": [{"id": "9", "awardID": "7"}]}
    reading = read(json.dumps(release).encode(), "x.json")
    assert [actor.name for actor in loaded(reading).actors.values()] == ["contract 9"]
    assert reading.notes == [
        "o-1: no buyer is named",
        "item releases/0/contracts/0: the contract '9' names no supplier: its award is not given",
    ]


@pytest.mark.parametrize(
    "text",
    ["{}", "3", "null", "[]", '{"releases": {}}', '[{"id": "m1", "name": "Ana Ruiz"}]', "{}\n{}"],
)
def test_what_is_no_package_is_refused(text: str) -> None:
    with pytest.raises(FactsError, match="no Open Contracting: expected 'releases'"):
        read(text.encode(), "x.json")


def released(number: int) -> dict[str, Any]:
    supplier = {"id": f"S{number}", "name": f"Supplier {number}"}
    return {
        "ocid": f"x-{number}",
        "buyer": {"id": "B", "name": "Port Authority"},
        "awards": [{"id": "a", "title": f"Buoys {number}", "suppliers": [supplier]}],
    }


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ([released(1), released(2)], ["0", "1"]),
        ([{"ocid": "x-1", "compiledRelease": released(1)}], ["0/compiledRelease"]),
        ([{"releases": [released(1)]}, {"releases": [released(2)]}],
         ["0/releases/0", "1/releases/0"]),
    ],
)  # fmt: skip
def test_releases_stand_in_a_list_or_one_a_line(values: list[Any], places: list[str]) -> None:
    suppliers = [
        f"supplier-{number + 1} partner_in buoys-{number + 1} as=supplier"
        f" [x item {place}/awards/0/suppliers/0]"
        for number, place in enumerate(places)
    ]
    lines = "\n".join(map(json.dumps, values))
    for written in (json.dumps(values, indent=1), lines if len(values) > 1 else f"[{lines}]"):
        reading = read(written.encode(), "x.json")
        assert [line for line in said(loaded(reading)) if "supplier" in line] == suppliers
        assert reading.notes == []


def test_what_is_no_release_among_others_is_left_out_and_told() -> None:
    reading = read(json.dumps([{"id": 1}, released(2)]).encode(), "x.json")
    assert {actor.name for actor in reading.actors} == {"Port Authority", "Supplier 2", "Buoys 2"}
    assert reading.notes == ["item 0: left out, because it is no release"]


@given(
    damage.documents(
        json.loads(PACKAGE),
        words=["GB-COH-1", "a1", "cancelled"],
        keys=["id", "name", "status", "suppliers", "title", "period"],
    )
)
def test_no_damaged_file_makes_it_crash(document: Any) -> None:
    with suppress(FactsError):
        loaded(read(json.dumps(document).encode(), "x.json"))


def contracts(*given: dict[str, Any], released: str = "2019-06-01T00:00:00Z") -> list[str]:
    """Return the name and the dates of what some contracts of a tender for two quays become."""
    tender = {
        "id": "t",
        "title": "Dredging",
        "lots": [{"id": "L1", "title": "North quay"}, {"id": "L2", "title": "South quay"}],
    }
    release = {
        "ocid": "x-1",
        "date": released,
        "buyer": {"id": "B", "name": "Port Authority"},
        "tender": tender,
        "awards": [
            {"id": f"A{n}", "relatedLots": [f"L{n}"]}
            for n in (1, 2)
            if any(one.get("awardID") == f"A{n}" for one in given)
        ],
        "contracts": [{"id": f"C{n}", "status": "active"} | one for n, one in enumerate(given)],
    }
    reading = read(json.dumps({"releases": [release]}).encode(), "x.json")
    actors = (one for one in reading.actors if one.kind == "partnership")
    return [
        f"{one.name}: {one.since or '..'} to {one.until or '..'} ({one.note})" for one in actors
    ]


def test_contracts_of_one_tender_are_told_apart_by_their_lots() -> None:
    assert contracts({"awardID": "A1"}, {"awardID": "A2"}, {"relatedLots": ["L2", "L9"]}) == [
        "Dredging: North quay: .. to .. (status: active; ocid: x-1; contract id: C0;"
        " lots: North quay)",
        "Dredging: South quay: .. to .. (status: active; ocid: x-1; contract id: C1;"
        " lots: South quay)",
        "Dredging: South quay, L9: .. to .. (status: active; ocid: x-1; contract id: C2;"
        " lots: South quay; L9)",
    ]


@pytest.mark.parametrize(
    ("period", "status", "dates"),
    [
        ({"durationInDays": 365}, "active", "2018-01-01 to 2018-12-31"),
        ({"durationInDays": 1}, "active", "2018-01-01 to 2018-01-01"),
        ({"durationInDays": "many"}, "active", "2018-01-01 to .."),
        ({"durationInDays": 9999999}, "active", "2018-01-01 to .."),
        ({"endDate": "2020-12-31", "durationInDays": 3}, "active", "2018-01-01 to 2020-12-31"),
        (
            {"endDate": "2020-12-31", "maxExtentDate": "2022-12-31T00:00:00Z"},
            "active",
            "2018-01-01 to 2020-12-31/2022-12-31",
        ),
        ({"maxExtentDate": "2022-12-31"}, "active", "2018-01-01 to 2018-01-01/2022-12-31"),
        ({"endDate": "2020-12-31"}, "terminated", "2018-01-01 to 2018-01-01/2019-05-31"),
        ({"endDate": "2019-03-31"}, "terminated", "2018-01-01 to 2019-03-31"),
        ({}, "terminated", "2018-01-01 to 2018-01-01/2019-05-31"),
    ],
)
def test_a_contract_lasts_as_long_as_its_period_its_status_and_what_may_extend_it_say(
    period: dict[str, Any], status: str, dates: str
) -> None:
    given = {"title": "Quay", "status": status, "period": {"startDate": "2018-01-01"} | period}
    (made,) = contracts(given)
    assert made.partition(" (")[0] == f"Quay: {dates}"


def test_amendments_are_events_on_their_days_with_their_reasons() -> None:
    amendments = [
        {"id": "m1", "date": "2019-03-31T00:00:00Z", "rationale": "terminated early"},
        {"id": "m2", "description": "another price"},
        {"id": "m3", "date": "2019-04-01T00:00:00Z"},
        {"id": "m4", "date": "in spring", "rationale": "another quay"},
    ]
    contract = {"id": "C1", "title": "Quay", "amendments": amendments, "dateSigned": "soon"}
    release = {"ocid": "x-1", "buyer": {"name": "Port Authority"}, "contracts": [contract]}
    reading = read(json.dumps(release).encode(), "x.json")
    assert [(event.id, event.what, event.on, event.who) for event in reading.events] == [
        (id, what, on, ("quay", "port-authority"))
        for id, what, on in (
            ("quay-was-amended-terminated-early", "Quay was amended: terminated early",
             "2019-03-31"),
            ("quay-was-amended", "Quay was amended", "2019-04-01"),
        )
    ]  # fmt: skip
    (quay,) = (actor for actor in reading.actors if actor.kind == "partnership")
    assert quay.since == ""
    assert quay.note.endswith(
        "; was signed (soon); was amended: another quay (in spring); was amended: another price"
    )
