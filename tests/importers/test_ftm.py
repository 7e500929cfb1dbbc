"""FollowTheMoney entities: every schema that ties two of them."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import damage
import pytest
from hypothesis import given
from readings import loaded, said

from stakegraph.errors import FactsError
from stakegraph.importers.ftm import read
from stakegraph.model.sentences import sentence

PARTS = {
    "ann": ("Person", {"name": ["Ann"], "email": ["a@example.org"], "birthDate": ["1960"]}),
    "bo": ("Person", {"name": ["Bo", "Bo B."], "alias": ["B"]}),
    "acme": ("Company", {"name": ["Acme"], "parent": ["state"], "incorporationDate": ["1999-01"]}),
    "state": ("PublicBody", {"name": ["State"], "country": ["gb", "fr"]}),
    "firm": ("LegalEntity", {"name": ["Firm"]}),
    "chair": ("Position", {"name": ["Chair"], "organization": ["acme"]}),
    "plan": ("Project", {"name": ["Plan"]}),
    "deal": ("Contract", {"title": ["Deal"], "authority": ["state"], "amount": ["5"]}),
    "ship": ("Vessel", {"name": ["Blue"]}),
    "paper": ("Document", {"fileName": ["paper.pdf"], "title": ["A paper"], "date": ["2020-02"]}),
}


def lines(*ties: tuple[str, dict[str, Any]]) -> str:
    """Return the parts and some entities that tie them as a file."""
    entities = [
        *((id, schema, given) for id, (schema, given) in PARTS.items()),
        *((f"t-{i}", schema, given) for i, (schema, given) in enumerate(ties)),
    ]
    names = "id", "schema", "properties"
    return "\n".join(json.dumps(dict(zip(names, entity, strict=True))) for entity in entities)


def tied(*ties: tuple[str, dict[str, Any]]) -> list[str]:
    """Return what the ties say, without what the parts themselves do, and without evidence."""
    facts = said(loaded(read(lines(*ties).encode(), "x.ftm.jsonl")))
    return [line.rpartition(" [")[0] for line in facts if int(line[:-1].split()[-1]) > len(PARTS)]


SAMPLE = lines(
    ("Ownership", {"owner": ["ann"], "asset": ["acme"], "startDate": ["2001"]}),
    ("UnknownLink", {"subject": ["ann"], "object": ["bo"], "role": ["friend"]}),
)


@pytest.mark.parametrize(
    ("schema", "properties", "expected"),
    [
        ("Ownership", {"owner": "ann", "asset": "acme", "percentage": "51", "role": "founder"},
         "ann owns acme share=51 % (role: founder)"),
        ("Directorship", {"director": "ann", "organization": "acme", "role": "chair"},
         "ann role_at acme title=chair"),
        ("Directorship", {"director": "firm", "organization": "acme", "role": "secretary"},
         "firm role_at acme title=secretary"),
        ("Directorship", {"director": "state", "organization": "acme"}, "state directs acme"),
        ("Membership", {"member": "acme", "organization": "state", "role": "observer"},
         "acme member_of state as=observer"),
        ("Employment", {"employee": "ann", "employer": "acme", "startDate": "2001-02",
                        "endDate": "2003"}, "ann role_at acme 2001-02..2003"),
        ("Occupancy", {"holder": "ann", "post": "chair", "status": "ended"},
         "ann holds chair (status: ended)"),
        ("Representation", {"agent": "firm", "client": "acme", "role": "lobbyist"},
         "firm represents acme as=lobbyist"),
        ("UnknownLink", {"subject": "ann", "object": "acme", "role": "fan"},
         "ann is_linked_to acme as=fan"),
        ("UnknownLink", {"subject": "ann", "object": "bo", "role": "reports to"},
         "ann reports_to bo"),
        ("UnknownLink", {"subject": "acme", "object": "bo", "role": "is owned by"}, "bo owns acme"),
        ("Payment", {"payer": "state", "beneficiary": "acme", "amount": "9", "currency": "EUR",
                     "purpose": "a road", "date": "2007-03-01"},
         "state paid acme for=a road amount=9 EUR 2007-03-01..2007-03-01"),
        ("Debt", {"debtor": "acme", "creditor": "state", "amount": "9"},
         "acme owes state (amount: 9)"),
        ("Control", {"controller": "ann", "controlled": "acme", "controlType": "votes"},
         "ann controls acme by=votes"),
        ("ContractAward", {"supplier": "acme", "contract": "deal", "amount": "5"},
         "acme partner_in deal as=supplier (amount: 5)"),
        ("ContractAward", {"supplier": "ann", "contract": "deal"},
         "ann member_of deal as=supplier"),
        ("Family", {"person": "ann", "relative": "bo", "relationship": "mother"},
         "bo related_to ann as=mother"),
        ("Associate", {"person": "ann", "associate": "bo", "relationship": "friend"},
         "ann is_associated_with bo as=friend"),
        ("Succession", {"predecessor": "acme", "successor": "state", "date": "2001"},
         "acme was_succeeded_by state 2001..2001"),
        ("ProjectParticipant", {"participant": "acme", "project": "plan", "role": "lead"},
         "acme partner_in plan as=lead"),
        ("ProjectParticipant", {"participant": "ann", "project": "plan"}, "ann member_of plan"),
    ],
)  # fmt: skip
def test_every_tie_becomes_the_nearest_relation(
    schema: str, properties: dict[str, str], expected: str
) -> None:
    assert tied((schema, {name: [value] for name, value in properties.items()})) == [expected]


@pytest.mark.parametrize(
    ("schema", "properties", "words"),
    [
        ("Payment", {"payer": "state", "beneficiary": "acme", "amount": "1000", "currency": "EUR",
                     "purpose": "a road"}, "State paid Acme 1,000 EUR for a road"),
        ("Payment", {"payer": "state", "beneficiary": "acme", "currency": "EUR"},
         "State paid Acme"),
        ("Payment", {"payer": "state", "beneficiary": "acme"}, "State paid Acme"),
        ("Payment", {"payer": "state", "beneficiary": "acme", "amountEur": "1000"},
         "State paid Acme 1,000 EUR"),
        ("Debt", {"debtor": "acme", "creditor": "state", "amount": "9.50", "currency": "GBP"},
         "Acme owes State 9.50 GBP"),
        ("Debt", {"debtor": "acme", "creditor": "state", "amount": "9.505", "currency": "TND"},
         "Acme owes State 9.5050 TND"),
        ("Debt", {"debtor": "acme", "creditor": "state", "amount": "9", "currency": "doubloons"},
         "Acme owes State"),
        ("Ownership", {"owner": "state", "asset": "acme", "percentage": "60.5"},
         "State owns 60.5 % of Acme"),
        ("Ownership", {"owner": "state", "asset": "acme", "percentage": "60%"},
         "State owns 60% of Acme"),
        ("Ownership", {"owner": "state", "asset": "acme", "percentage": "a majority"},
         "State owns Acme (a majority)"),
        ("Ownership", {"owner": "state", "asset": "acme"}, "State owns Acme"),
        ("Directorship", {"director": "state", "organization": "acme", "role": "sole director"},
         "State directs Acme as sole director"),
    ],
)  # fmt: skip
def test_amounts_and_shares_are_told_as_people_say_them(
    schema: str, properties: dict[str, str], words: str
) -> None:
    reading = read(lines((schema, {name: [value] for name, value in properties.items()})).encode(),
                   "x.jsonl")  # fmt: skip
    actors = {actor.id: actor for actor in reading.actors}
    fact = reading.facts[-1]
    assert sentence(fact, actors, reading.relations[fact.relation]) == words


def test_several_values_of_a_property_are_several_facts() -> None:
    assert tied(
        ("Directorship", {"director": ["ann", "bo"], "organization": ["acme"],
                          "role": ["chair", "clerk"], "startDate": ["in spring", "2001"]})
    ) == [
        "ann role_at acme title=chair 2001.. (startDate: in spring, 2001)",
        "ann role_at acme title=clerk 2001.. (startDate: in spring, 2001)",
        "bo role_at acme title=chair 2001.. (startDate: in spring, 2001)",
        "bo role_at acme title=clerk 2001.. (startDate: in spring, 2001)",
    ]  # fmt: skip


def test_actors_are_of_the_kind_that_their_schema_or_their_facts_say() -> None:
    reading = read(lines(("Family", {"person": ["firm"], "relative": ["bo"]})).encode(), "x.jsonl")
    facts = loaded(reading)
    kinds = {id: (actor.kind, actor.classification) for id, actor in facts.actors.items()}
    assert kinds == {
        "ann": ("person", ""),
        "bo": ("person", ""),
        "acme": ("organisation", "company"),
        "state": ("organisation", "public body"),
        "firm": ("person", ""),
        "chair": ("post", ""),
        "plan": ("partnership", "project"),
        "deal": ("partnership", "contract"),
    }
    assert facts.actors["bo"].aliases == ("Bo B.", "B")
    assert facts.actors["acme"].since == "1999-01"
    assert facts.actors["state"].note == "country: gb, fr"
    assert facts.actors["ann"].note == "birthDate: 1960"
    assert said(facts)[:3] == [
        "acme part_of state [x line 3]",
        "chair at acme [x line 6]",
        "state partner_in deal as=client [x line 8]",
    ]


def test_what_is_no_actor_is_reported_with_its_ties() -> None:
    reading = read(
        lines(
            ("Ownership", {"owner": ["ann"], "asset": ["ship"]}),
            ("Ownership", {"owner": ["ann"]}),
            ("Passport", {"holder": ["ann"], "number": ["7"]}),
            ("Similar", {}),
        ).encode(),
        "x.jsonl",
    )
    loaded(reading)
    assert reading.notes == [
        "line 1: not read, to keep it private: email",
        "line 11: a tie to 'Blue' left out, since a Vessel is no actor here",
        "line 12: a tie left out: this Ownership has no 'asset'",
        "1 entity of the schema 'Vessel' left out, since no fact can be made of them:"
        " Blue (line 9)",
        "1 entity of the schema 'Passport' left out, since no fact can be made of them:"
        " t-2 (line 13)",
        "1 entity of the schema 'Similar' left out, since no fact can be made of them:"
        " t-3 (line 14)",
    ]


def test_documents_are_sources_and_what_they_document_says_so() -> None:
    ties = ("Documentation", {"document": ["paper"], "entity": ["ann"], "role": ["minutes"]})
    facts = loaded(read(lines(ties).encode(), "x.jsonl"))
    assert facts.sources["paper"].title == "A paper"
    assert facts.sources["paper"].date == "2020-02"
    assert facts.actors["ann"].note.endswith("documented in A paper (minutes)")


def test_sanctions_are_events() -> None:
    ties = ("Sanction", {"entity": ["ann"], "program": ["EU list"], "startDate": ["2022-03-01"]})
    (event,) = loaded(read(lines(ties).encode(), "x.jsonl")).events.values()
    assert (event.what, event.on, event.who) == ("Sanction: EU list", "2022-03-01", ("ann",))


def test_lines_of_one_id_are_one_entity() -> None:
    text = """{"id": "a", "schema": "LegalEntity", "properties": {"name": ["Acme"]}}

{"id": "a", "schema": "Company", "properties": {"name": ["Acme", "ACME Ltd"], "country": "gb"}}
"""
    (actor,) = loaded(read(text.encode(), "x.jsonl")).actors.values()
    assert (actor.id, actor.name, actor.aliases) == ("a", "Acme", ("ACME Ltd",))
    assert (actor.classification, actor.note) == ("company", "country: gb")


def test_of_very_many_wrong_lines_the_first_are_named() -> None:
    with pytest.raises(FactsError) as raised:
        read(b'{"a": 1}\n' * 1000, "x.jsonl")
    assert len(raised.value.problems) == 100
    with pytest.raises(FactsError) as raised:
        read(b"[" + b'{"a": 1},' * 1000 + b"{}]", "x.json")
    assert len(raised.value.problems) == 1


def test_every_wrong_line_is_named() -> None:
    text = '{"id": "a", "schema": "Person"}\n{"id": 1\n[]\n{"id": "b"}\n"x"\n'
    with pytest.raises(FactsError) as caught:
        read(text.encode(), "x.jsonl")
    assert [(problem.line, problem.message[:9]) for problem in caught.value.problems] == [
        (2, "not JSON:"), (4, "no entity"), (5, "no entity"),
    ]  # fmt: skip
    with pytest.raises(FactsError, match="holds no entity"):
        read(b"\n", "x.jsonl")


@given(
    damage.documents(
        list(map(json.loads, SAMPLE.splitlines())),
        words=["ann", "acme", "Person"],
        keys=["id", "name", "schema", "properties", "owner", "startDate"],
    )
)
def test_no_damaged_file_makes_it_crash(document: Any) -> None:
    with suppress(FactsError):
        loaded(read("\n".join(map(json.dumps, document)).encode(), "x.jsonl"))


@pytest.mark.parametrize(
    ("properties", "ids"),
    [
        ('"leiCode": ["5493001kjtiigc8y1r12"]', ["lei 5493001KJTIIGC8Y1R12"]),
        ('"wikidataId": ["Q1", "Q2"]', ["wikidata Q1", "wikidata Q2"]),
        ('"registrationNumber": ["1234567"], "jurisdiction": ["gb"]', ["gb-coh 01234567"]),
        ('"registrationNumber": ["HRB 1"], "country": ["de"]', ["de-reg HRB 1"]),
        ('"registrationNumber": ["1"], "jurisdiction": ["us_de"]', ["us-reg 1"]),
        ('"registrationNumber": ["1"], "country": ["de", "fr"]', ["reg 1"]),
        (
            '"opencorporatesUrl": ["https://opencorporates.com/companies/gb/01"]',
            ["opencorporates gb/01"],
        ),
    ],
)
def test_what_registers_call_an_actor_is_kept(properties: str, ids: list[str]) -> None:
    line = f'{{"id": "a", "schema": "Company", "properties": {{"name": ["A"], {properties}}}}}'
    (actor,) = read(line.encode(), "f.ftm").actors
    assert [*map(str, actor.ids)] == ids
    assert not any(name in actor.note for name in ("Number", "leiCode"))


NESTED = {
    "id": "NK-1",
    "schema": "Company",
    "properties": {
        "name": ["Dock Services Ltd"],
        "ownershipAsset": [
            {
                "id": "NK-o1",
                "schema": "Ownership",
                "properties": {
                    "owner": [
                        {"id": "NK-2", "schema": "Person", "properties": {"name": ["Ana Ruiz"]}}
                    ],
                    "startDate": ["2019-01"],
                },
            }
        ],
        "directorshipOrganization": [
            {
                "id": "NK-d1",
                "schema": "Directorship",
                "properties": {
                    "director": [
                        {"id": "NK-3", "schema": "Person", "properties": {"name": ["Ben Oduya"]}}
                    ],
                    "organization": ["NK-1"],
                    "role": ["chair"],
                },
            }
        ],
    },
}


@pytest.mark.parametrize(
    ("written", "at"),
    [
        (json.dumps(NESTED), "line 1"),
        (json.dumps(NESTED, indent=2), "line 1"),
        (json.dumps([NESTED], indent=2), "item 0"),
        (json.dumps({"results": [NESTED]}, indent=2), "item 0"),
        (json.dumps({"results": [NESTED]}), "item 0"),
    ],
)
def test_entities_within_others_are_read_with_their_ties(written: str, at: str) -> None:
    reading = read(written.encode(), "nested.json")
    assert said(loaded(reading)) == [
        f"ana-ruiz owns dock-services-ltd 2019-01.. [nested {at}]",
        f"ben-oduya role_at dock-services-ltd title=chair [nested {at}]",
    ]
    assert [actor.note for actor in reading.actors] == ["", "", ""]


@pytest.mark.parametrize(
    ("schema", "topics", "kind", "note"),
    [
        ("Organization", ["pol.party"], "party", ""),
        ("Organization", ["fin.fund"], "fund", ""),
        ("Organization", ["pol.party", "sanction"], "", "topics: pol.party, sanction"),
        ("Organization", ["fin.bank"], "", "topics: fin.bank"),
        ("Company", ["fin.fund"], "company", "topics: fin.fund"),
    ],
)
def test_the_one_topic_of_an_organisation_may_be_its_kind(
    schema: str, topics: list[str], kind: str, note: str
) -> None:
    given = lines((schema, {"name": ["X"], "topics": topics}))
    (found,) = (one for one in read(given.encode(), "x.ftm.jsonl").actors if one.name == "X")
    assert (found.classification, found.note) == (kind, note)
