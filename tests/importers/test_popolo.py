"""Popolo, as its specification and EveryPolitician write it."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import damage
import pytest
from hypothesis import given
from readings import loaded, said

from stakegraph.errors import FactsError
from stakegraph.importers.popolo import read

SENATE = """
{"persons": [
   {"id": "0577f346-e883-4e1d-94eb-e3050d5c15f1", "name": "José O’Neill", "birth_date": "1957",
    "other_names": [{"name": "Joe O'Neill"}, {"name": "José O’Neill"}], "email": "j@example.org",
    "identifiers": [{"scheme": "wikidata", "identifier": "Q1"}]},
   {"id": "p2", "name": "李明"}],
 "organizations": [
   {"id": "SEN", "name": "Senate", "classification": "legislature", "founding_date": "1999"},
   {"id": "PDP", "name": "Peoples Democratic Party", "classification": "party"},
   {"id": "union", "name": "The Union", "classification": "group"},
   {"id": "office", "name": "Office", "classification": "department", "parent_id": "SEN"}],
 "posts": [{"id": "clerk", "label": "Clerk", "organization_id": "office", "role": "the clerk"}],
 "areas": [{"id": "a1", "name": "Ekiti Central"}],
 "events": [{"id": "term/8", "name": "8th Assembly", "classification": "legislative period",
             "start_date": "2015-06-09", "end_date": "2019-06-09"}],
 "memberships": [
   {"person_id": "0577f346-e883-4e1d-94eb-e3050d5c15f1", "organization_id": "SEN",
    "on_behalf_of_id": "PDP", "role": "member", "area_id": "a1", "legislative_period_id": "term/8"},
   {"person_id": "p2", "organization_id": "SEN", "on_behalf_of_id": "union", "role": "President",
    "start_date": "2016-01", "end_date": "2017"},
   {"person_id": ["p2", "p9"], "post_id": "clerk", "start_date": "2018-01-02T00:00:00Z"},
   {"member": {"@type": "Organization", "id": "PDP"}, "organization_id": "union"},
   {"person_id": "p2"}]}
"""


def test_memberships_become_what_they_say() -> None:
    reading = read(SENATE.encode(), "data/senate.popolo.json")
    facts = loaded(reading)
    assert said(facts) == [
        "office part_of senate [senate.popolo item organizations/3]",
        "clerk at office [senate.popolo item posts/0]",
        "jose-oneill member_of senate 2015-06-09..2019-06-09 (legislative period, which"
        " dates it: 8th Assembly; area: Ekiti Central; on behalf of Peoples Democratic Party)"
        " [senate.popolo item memberships/0]",
        "jose-oneill member_of peoples-democratic-party 2015-06-09..2019-06-09 (named as the party"
        " of the membership of Senate; legislative period, which dates it: 8th Assembly)"
        " [senate.popolo item memberships/0]",
        "p2 role_at senate title=President 2016-01..2017 (on behalf of The Union)"
        " [senate.popolo item memberships/1]",
        "p2 represents union place=Senate 2016-01..2017 [senate.popolo item memberships/1]",
        "p2 holds clerk 2018-01-02.. [senate.popolo item memberships/2]",
        "p9 holds clerk 2018-01-02.. [senate.popolo item memberships/2]",
        "peoples-democratic-party member_of union [senate.popolo item memberships/3]",
    ]
    assert reading.notes == [
        "item memberships/2: 'p9' is not described in the file: its id serves as name",
        "item memberships/4: a membership left out, because it does not say of what",
        "memberships without dates of their own got those of their legislative period (2 dates);"
        " a note says so",
        "'email' not read, 1 times: how to reach or see somebody",
        "areas are named in notes, they are no actors (1)",
    ]


def test_names_stay_as_they_are_and_what_has_no_field_goes_into_the_note() -> None:
    actors = loaded(read(SENATE.encode(), "senate.json")).actors
    jose = actors["jose-oneill"]
    assert (jose.name, jose.aliases) == ("José O’Neill", ("Joe O'Neill",))
    assert jose.note == "birth_date: 1957"
    assert jose.ids == (("wikidata", "Q1"),)
    assert actors["p2"].name == "李明"
    senate = actors["senate"]
    assert (senate.classification, senate.note, senate.since) == (
        "", "classification: legislature", "1999",
    )  # fmt: skip
    assert actors["union"].classification == "group"
    assert actors["clerk"].aliases == ("the clerk",)
    assert actors["p9"].kind == "person"


def test_a_file_without_persons_has_those_whom_memberships_hold_or_name() -> None:
    text = """{"organizations": [{"id": "b", "name": "Board",
                 "memberships": [{"person": {"id": "x1", "name": "Ann Bo"}}]}],
               "memberships": [{"person_id": "cy-day", "organization_id": "b", "role": "chair"}]}"""
    assert said(loaded(read(text.encode(), "b.json"))) == [
        "ann-bo member_of b [b item organizations/0/memberships/0]",
        "cy-day role_at b title=chair [b item memberships/0]",
    ]


def test_a_list_is_one_of_people_or_of_bodies() -> None:
    body = {"id": "o", "name": "Port Authority", "classification": "agency"}
    for record, kind in (({"id": "p", "name": "Ana Ruiz"}, "person"), (body, "organisation")):
        (actor,) = read(json.dumps([record]).encode(), "x.json").actors
        assert (actor.name, actor.kind) == (record["name"], kind)


def test_two_of_one_name_get_ids_that_do_not_depend_on_their_order() -> None:
    people = [{"id": "77", "name": "Ann Bo"}, {"id": "12", "name": "Ann Bo"}]
    for persons in (people, people[::-1]):
        reading = read(json.dumps({"persons": persons}).encode(), "x.json")
        ids = {actor.id for actor in reading.actors}
        assert ids == {"ann-bo-77", "ann-bo-12"}


@pytest.mark.parametrize(
    ("date", "since", "note"),
    [
        ("2007-13", "", "starts: 2007-13"),
        ("late in 2007", "", "starts: late in 2007"),
        ("about 2007", "2007~", ""),
        ("2007-03-05 12:00", "2007-03-05", ""),
    ],
)
def test_a_date_that_is_none_goes_into_the_note(date: str, since: str, note: str) -> None:
    membership = {"person_id": "ann", "organization_id": "acme", "start_date": date}
    reading = read(json.dumps({"memberships": [membership]}).encode(), "x.json")
    (fact,) = loaded(reading).facts.values()
    assert (fact.since, fact.note) == (since, note)
    assert any("is no date" in line for line in reading.notes) == bool(note)


def test_an_end_before_the_start_is_kept_in_words() -> None:
    dates = {"start_date": "2009", "end_date": "2007"}
    membership = {"person_id": "ann", "organization_id": "acme", **dates}
    reading = read(json.dumps({"memberships": [membership]}).encode(), "x.json")
    (fact,) = loaded(reading).facts.values()
    assert (fact.since, fact.until, fact.note) == ("2009", "", "ends, as given: 2007")
    assert (
        "item memberships/0: 'ann member_of acme': it ends (2007) before it starts (2009)"
        in (reading.notes[-1])
    )


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("{", (1, 2), "not JSON: expecting property name"),
        ('{"persons": 3}', (1, 1), "no Popolo"),
        ("3", (1, 1), "no Popolo"),
        ("[" * 300 + "]" * 300, (1, 1), "more than 200 levels"),
        ("[" * 100_000, (1, 1), "more than 200 levels"),
    ],
)
def test_what_is_no_popolo_is_refused(text: str, place: tuple[int, int], message: str) -> None:
    with pytest.raises(FactsError) as caught:
        read(text.encode(), "x.json")
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.column) == ("x.json", *place)
    assert message in problem.message


def test_bytes_that_are_not_utf_8_are_named() -> None:
    with pytest.raises(FactsError, match=r"x.json:1:4: error: byte 0xe9 is not UTF-8"):
        read(b'{"a\xe9": 1}', "x.json")


@given(
    damage.documents(
        json.loads(SENATE),
        words=["SEN", "p2", "party"],
        keys=["id", "name", "role", "person_id", "start_date", "evidence"],
    )
)
def test_no_damaged_file_makes_it_crash(document: Any) -> None:
    with suppress(FactsError):
        loaded(read(json.dumps(document).encode(), "x.json"))
