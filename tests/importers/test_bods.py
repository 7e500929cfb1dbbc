"""Statements of the Beneficial Ownership Data Standard 0.4, after its documentation."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import damage
import pytest
from hypothesis import given
from readings import loaded, said

from stakegraph.errors import FactsError
from stakegraph.importers._shares import share_of
from stakegraph.importers.bods import read

Record = dict[str, Any]


def statement(kind: str, id: str, details: Record, day: str = "2020-01-01", **more: Any) -> Record:
    return {
        "statementId": f"{id}-{day}",
        "statementDate": day,
        "recordId": id,
        "recordType": kind,
        "recordStatus": "new",
        "publicationDetails": {"publicationDate": day, "publisher": {"name": "A register"}},
        "recordDetails": details,
    } | more


COMPANY = statement(
    "entity", "c", {"name": "Dock Ltd", "entityType": {"type": "registeredEntity"},
                    "identifiers": [{"scheme": "GB-COH", "id": "00000001"}],
                    "foundingDate": "2001-02-03", "addresses": [{"address": "1 Quay"}]},
)  # fmt: skip
ANA = statement(
    "person", "p", {"personType": "knownPerson", "birthDate": "1970-01-01",
                    "names": [{"fullName": "Ana Ruiz"}, {"fullName": "Anita Ruiz"}]},
)  # fmt: skip


def owning(interests: list[Record], party: Any = "p", **more: Any) -> Record:
    details = {"subject": "c", "interestedParty": party, "interests": interests}
    return statement("relationship", "r", details, **more)


def facts(*statements: Record) -> list[str]:
    return said(loaded(read(json.dumps(statements).encode(), "x.json")))


def test_interests_become_shares_roles_and_control() -> None:
    share = {"type": "shareholding", "share": {"exact": 12.5}, "startDate": "2019-04"}
    chair = {"type": "boardChair", "endDate": "2020"}
    votes = {"type": "votingRights", "share": {"minimum": 25, "exclusiveMaximum": 50},
             "directOrIndirect": "indirect", "details": "through a trust"}  # fmt: skip
    assert facts(COMPANY, ANA, owning([share, chair, votes])) == [
        "ana-ruiz owns dock-ltd share=12.5 % 2019-04.. [x item 2]",
        "ana-ruiz role_at dock-ltd title=chair of the board ..2020 [x item 2]",
        "ana-ruiz interest_in dock-ltd what=voting rights share=at least 25 % and less than 50 %"
        " (through a trust; indirect) [x item 2]",
    ]


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ({"exact": 100}, "100 %"),
        ({"minimum": 25, "maximum": 50}, "25 to 50 %"),
        ({"exclusiveMinimum": 25, "maximum": 50}, "more than 25 % and up to 50 %"),
        ({"minimum": 25, "exclusiveMaximum": 50}, "at least 25 % and less than 50 %"),
        ({"minimum": 75, "maximum": 100}, "at least 75 %"),
        ({"minimum": 75}, "at least 75 %"),
        ({"exclusiveMinimum": 25}, "more than 25 %"),
        ({"maximum": 5}, "up to 5 %"),
        ({"exclusiveMaximum": 5}, "less than 5 %"),
        ({"minimum": 25, "exclusiveMinimum": True, "maximum": 50}, "more than 25 % and up to 50 %"),
        ({}, ""),
        (None, ""),
    ],
)
def test_a_share_is_exact_or_a_range(share: Any, words: str) -> None:
    assert share_of(json.loads(json.dumps(share))) == words


def test_who_is_not_known_or_not_named_stays_so_with_the_reason() -> None:
    hidden = statement(
        "person", "h", {"personType": "anonymousPerson",
                        "unspecifiedPersonDetails": {"reason": "informationUnknownToPublisher"}},
    )  # fmt: skip
    party = {"reason": "subjectUnableToConfirmOrIdentifyBeneficialOwner", "description": "asked"}
    control = {"type": "otherInfluenceOrControl", "beneficialOwnershipOrControl": True}
    reading = read(json.dumps([COMPANY, hidden, owning([control], party)]).encode(), "x.json")
    assert [(one.kind, one.name, one.unnamed) for one in reading.actors if one.unnamed] == [
        ("person", "an unnamed person", "information unknown to publisher"),
        (
            "person",
            "an unknown owner",
            "subject unable to confirm or identify beneficial owner; asked",
        ),
    ]
    (fact,) = reading.facts
    assert (fact.relation, fact.note) == ("interest_in", "beneficial ownership or control")


def test_the_latest_statement_of_a_record_counts_and_a_closed_one_has_ended() -> None:
    had = owning([{"type": "shareholding", "share": {"exact": 60}}], day="2019-01-01")
    now = owning([{"type": "shareholding", "share": {"exact": 40}}], day="2020-06-30")
    over = owning([{"type": "shareholding"}], day="2021-01-01", recordStatus="closed")
    assert facts(COMPANY, ANA, now, had) == ["ana-ruiz owns dock-ltd share=40 % [x item 2]"]
    for order in ((had, now, over), (over, now, had), (over, had, now)):
        (made,) = facts(COMPANY, ANA, *order)
        assert made.startswith("ana-ruiz owns dock-ltd ..2020-06-30/2021-01-01 [x item")
    assert facts(COMPANY, ANA, over) == ["ana-ruiz owns dock-ltd ..../2021-01-01 [x item 2]"]


def test_a_file_has_its_publisher_and_the_last_day_and_what_is_private_is_told() -> None:
    reading = read(json.dumps([ANA, COMPANY | {"publicationDetails": {}}]).encode(), "x.json")
    (source,) = reading.sources
    assert (source.publisher, source.date) == ("A register", "2020-01-01")
    assert reading.notes == [
        "item 0: not read, to keep it private: birthDate",
        "item 1: not read, to keep it private: addresses",
    ]
    ana, dock = reading.actors
    assert [*map(str, dock.ids)] == ["gb-coh 00000001"]
    assert (ana.aliases, dock.classification, dock.since) == (
        ("Anita Ruiz",), "company", "2001-02-03",
    )  # fmt: skip


def test_what_proves_who_somebody_is_is_not_read() -> None:
    papers = [{"scheme": "GBR-PASSPORT", "id": "123"}, {"scheme": "AFG-TAXID", "id": "456"}]
    papers += [{"schemeName": "Wikidata", "id": "Q1"}, {"id": "9"}]
    ana = ANA | {"recordDetails": ANA["recordDetails"] | {"identifiers": papers}}
    reading = read(json.dumps([ana]).encode(), "x.json")
    (actor,) = reading.actors
    assert ([*map(str, actor.ids)], actor.note) == (["wikidata Q1"], "identifier: 9")
    told = "item 0: not read, to keep it private: birthDate, GBR-PASSPORT, AFG-TAXID"
    assert reading.notes == [told]


def test_a_record_that_is_not_in_the_file_is_called_by_its_id() -> None:
    reading = read(json.dumps([ANA, owning([{"type": "shareholding"}])]).encode(), "x.json")
    assert said(loaded(reading)) == ["ana-ruiz owns c [x item 1]"]
    assert "item 1: the record 'c' is not in the file: its id serves as name" in reading.notes


def test_statements_may_stand_one_a_line() -> None:
    lines = "\n".join(map(json.dumps, [COMPANY, ANA, owning([{"type": "shareholding"}])]))
    assert said(loaded(read(lines.encode(), "x.jsonl"))) == ["ana-ruiz owns dock-ltd [x line 3]"]


def test_lists_on_lines_of_their_own_have_the_line_as_place() -> None:
    lists = [COMPANY, ANA], [owning([{"type": "shareholding"}])]
    lines = "\n".join(map(json.dumps, lists))
    assert said(loaded(read(lines.encode(), "x.jsonl"))) == ["ana-ruiz owns dock-ltd [x line 2]"]


@pytest.mark.parametrize("text", ["[]", "{}", '[{"recordId": "a"}]', "[1]", "x"])
def test_what_is_no_statement_is_refused(text: str) -> None:
    with pytest.raises(FactsError):
        read(text.encode(), "x.json")


@given(
    damage.documents(
        [COMPANY, ANA, owning([{"type": "shareholding", "share": {"exact": 1}}])],
        words=["entity", "person", "relationship", "closed", "c"],
        keys=["recordId", "recordType", "recordDetails", "interests", "share", "names", "name"],
    )
)
def test_no_damaged_file_makes_it_crash(document: Any) -> None:
    with suppress(FactsError):
        loaded(read(json.dumps(document).encode(), "x.json"))
