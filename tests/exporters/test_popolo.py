"""Popolo: what goes to which list, what stands under keys of our own, what is left out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from stores import store_of

from stakegraph.exporters import flat
from stakegraph.exporters.popolo import losses, write
from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.store.loading import load

STOKE = Path(__file__).parents[2] / "data" / "stoke.yaml"

ACTORS = """\
sources: {s: {title: T, date: 2020, url: "https://a.example/b"}}
people: {ann: {name: Ann, aliases: [A], description: D, evidence: s}}
organisations:
  org: {name: Org, kind: public body, ids: {lei: 5A, gb-coh: [1a, 2a]}, since: 2001~, evidence: s}
  co: {name: Co, kind: company, evidence: s}
posts: {head: {title: head, at: org, remit: R, evidence: s}, aide: {title: aide, at: org}}
partnerships: {joint: {name: Joint, kind: contract, since: 2007-03, evidence: s}}
"""


def drawn(facts: Any) -> Any:
    kept = store_of(facts)
    return flat(neighbourhood(kept), kept.sources, kept.events())


def popolo(facts: Any) -> dict[str, Any]:
    read = json.loads("".join(write(drawn(facts))))
    assert isinstance(read, dict)
    return read


def by_id(records: list[dict[str, Any]]) -> dict[str, Any]:
    return {record["id"]: record for record in records}


SOURCE = {"sources": [{"url": "https://a.example/b", "note": "s"}], "evidence": ["s"]}


def test_each_kind_of_actor_has_its_list(facts: Callable[[str], Any]) -> None:
    found = popolo(facts(ACTORS))
    assert found["persons"] == [
        {"id": "ann", "name": "Ann", "other_names": [{"name": "A"}], "summary": "D", **SOURCE}
    ]
    assert found["organizations"] == [
        {"id": "co", "name": "Co", "classification": "company", **SOURCE},
        {
            "id": "joint",
            "name": "Joint",
            "classification": "partnership",
            "kind": "contract",
            "founding_date": "2007-03",
            **SOURCE,
        },
        {
            "id": "org",
            "name": "Org",
            "identifiers": [
                {"scheme": "lei", "identifier": "5A"},
                {"scheme": "gb-coh", "identifier": "1a"},
                {"scheme": "gb-coh", "identifier": "2a"},
            ],
            "classification": "public body",
            "founding_date": "2001",
            "since": "2001~",
            **SOURCE,
        },
    ]
    assert found["posts"] == [
        {"id": "aide", "label": "aide", "organization_id": "org"},
        {"id": "head", "label": "head", "organization_id": "org", "remit": "R", **SOURCE},
    ]
    assert found["memberships"] == found["events"] == []


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (
            "who: ann, holds: head",  # and no second membership for the role that follows from it
            {"person_id": "ann", "post_id": "head", "organization_id": "org", "role": "head"},
        ),
        (
            "who: ann, role_at: co, title: MD, since: 2001, until: 2002~",
            {
                "person_id": "ann",
                "organization_id": "co",
                "role": "MD",
                "start_date": "2001",
                "end_date": "2002",
                "until": "2002~",
                "tense": "former",
            },
        ),
        (
            "who: co, partner_in: joint, as: lead, status: hedged, note: N",
            {
                "member": {"@type": "Organization", "id": "co", "name": "Co"},
                "organization_id": "joint",
                "role": "lead",
                "status": "hedged",
                "note": "N",
            },
        ),
        (
            "who: ann, member_of: org, since: ../2001",
            {"person_id": "ann", "organization_id": "org", "since": "../2001"},
        ),
    ],
)
def test_roles_and_parts_are_memberships(
    fact: str, expected: dict[str, Any], facts: Callable[[str], Any]
) -> None:
    text = f"{ACTORS}facts:\n  - {{{fact}, id: f, evidence: s}}\n"
    assert popolo(facts(text))["memberships"] == [{"id": "f", **expected, **SOURCE}]


def test_a_reporting_line_is_a_key_of_our_own(facts: Callable[[str], Any]) -> None:
    text = f"{ACTORS}facts:\n  - {{who: aide, reports_to: head, since: 2007, id: f, evidence: s}}\n"
    line = {"id": "head", "name": "head", "fact": "f", "start_date": "2007", **SOURCE}
    assert by_id(popolo(facts(text))["posts"])["aide"]["reports_to"] == [line]


def test_a_parent_is_one_that_is_plainly_stated(facts: Callable[[str], Any]) -> None:
    text = f"{ACTORS}facts:\n  - {{who: co, part_of: org, id: f, evidence: s}}\n"
    assert by_id(popolo(facts(text))["organizations"])["co"]["parent_id"] == "org"
    ended = by_id(popolo(facts(text.replace("id: f", "id: f, until: 2001")))["organizations"])["co"]
    assert "parent_id" not in ended
    whole = {
        "id": "org",
        "name": "Org",
        "fact": "f",
        "end_date": "2001",
        "tense": "former",
    } | SOURCE
    assert ended["part_of"] == [whole]


def test_an_event_names_the_people_who_attended(facts: Callable[[str], Any]) -> None:
    events = "events: {fair: {what: a fair, on: 2019-05~, who: [ann, org], evidence: s}}"
    assert popolo(facts(ACTORS + events))["events"] == [
        {
            "id": "fair",
            "name": "a fair",
            "start_date": "2019-05",
            "on": "2019-05~",
            "attendees": [{"id": "ann", "name": "Ann"}],
            "who": ["org"],
            **SOURCE,
        }
    ]


def test_what_is_denied_is_not_said(facts: Callable[[str], Any]) -> None:
    text = f"""{ACTORS}
events: {{riot: {{what: a riot, status: denied, evidence: s}}}}
facts:
  - {{who: ann, holds: head, status: denied, evidence: s}}
  - {{who: aide, reports_to: head, status: denied, evidence: s}}
  - {{who: co, part_of: org, status: denied, evidence: s}}
"""
    found = popolo(facts(text))
    assert {**found, "sources": []} == {**popolo(facts(ACTORS)), "sources": []}


def test_what_is_lost_is_said(facts: Callable[[str], Any]) -> None:
    text = f"""{ACTORS}
facts:
  - {{who: ann, holds: head, since: 2001~, status: inferred, because: B, evidence: s}}
  - {{who: ann, opposes: joint, evidence: s}}
  - {{who: org, funds: co, evidence: s}}
  - {{who: org, owns: co, status: denied, evidence: s}}
"""
    assert losses(drawn(facts(text))) == [
        "left out: 1 fact of the family 'partnership', which Popolo has not",
        "left out: 1 fact of the family 'stance', which Popolo has not",
        "left out, since Popolo cannot deny: 1 denied statement",
        "left out, since the membership of the post says the same: 1 derived role",
        # the role that follows is derived
        "under our own key `status`: that 2 facts are hedged, disputed, inferred or derived",
        # of the organisation, of the fact and of the role
        "cut to a year, month or day, or left out, with the EDTF text under our own keys `since`,"
        " `until` and `on`: 3 dates",
        "under our own keys: the reasons and notes of 1 entry",
        # five actors, a post's place, four facts and the role that follows
        "under our own key `evidence`: the places and quotations of 11 citations",
    ]


DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
DATES = {"start_date", "end_date", "founding_date", "dissolution_date"}


def records(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, (dict, list)):
            yield from records(part)


def test_the_example_keeps_what_popolo_demands() -> None:
    found = popolo(load([str(STOKE)]))
    ids = {name: set(by_id(found[name])) for name in ("persons", "organizations", "posts")}
    for record in records(found):
        assert all(DATE.fullmatch(record[key]) for key in DATES & set(record))
        assert all(link["url"] for link in record.get("sources", ()) if "title" not in link)
        assert record.get("parent_id") in {None, *ids["organizations"]}
        assert record.get("organization_id") in {None, *ids["organizations"]}
        assert record.get("person_id") in {None, *ids["persons"]}
        assert record.get("post_id") in {None, *ids["posts"]}
    assert all(("person_id" in each) != ("member" in each) for each in found["memberships"])
    assert all("organization_id" in each for each in found["memberships"])
    # as the file says: 4 who hold posts, 4 roles, 3 in teams, 5 in sectors, 5 partners
    assert len(found["memberships"]) == 21


def test_a_terminal_is_shown_nothing_that_it_would_obey(facts: Callable[[str], Any]) -> None:
    found = facts('people: {ann: {name: "\\e[31m \\u202e"}}')
    written = "".join(write(drawn(found)))
    assert "\x1b" not in written
    assert "\u202e" not in written
    assert json.loads(written)["persons"][0]["name"] == "\x1b[31m \u202e"


def test_a_place_without_members_is_an_area(facts: Callable[[str], Any]) -> None:
    text = f"""{ACTORS}facts:
  - {{who: co, located_in: york, evidence: s}}
  - {{who: org, located_in: york, until: 2019, evidence: s}}
  - {{who: head, located_in: york}}
  - {{who: ann, located_in: leeds}}
  - {{who: york, part_of: shire}}
  - {{who: ann, role_at: leeds, title: mayor}}
"""
    places = "".join(
        f"\n  {id}: {{name: {name}, kind: place}}"
        for id, name in (("york", "York"), ("leeds", "Leeds"), ("shire", "Yorkshire"))
    )
    found = popolo(facts(text.replace("\nposts:", f"{places}\nposts:")))
    tie = {"id": "york", "fact": "york.part_of.shire"}
    assert found["areas"] == [
        {"id": "shire", "name": "Yorkshire", "classification": "place"},
        {
            **{"id": "york", "name": "York", "classification": "place", "parent_id": "shire"},
            "part_of": [tie | {"id": "shire", "name": "Yorkshire"}],
        },
    ]
    bodies, people = by_id(found["organizations"]), by_id(found["persons"])
    assert bodies["leeds"]["classification"] == "place"
    assert bodies["co"]["area_id"] == "york"
    assert bodies["org"].keys() & {"area_id", "located_in"} == {"located_in"}
    assert by_id(found["posts"])["head"]["area_id"] == "york"
    (where,) = people["ann"]["located_in"]
    assert (where["id"], "area_id" in people["ann"]) == ("leeds", False)


def test_a_part_keeps_its_share(facts: Callable[[str], Any]) -> None:
    text = f"{ACTORS}facts: [{{who: co, partner_in: joint, as: lead, share: 40 %}}]\n"
    (part,) = popolo(facts(text))["memberships"]
    assert (part["role"], part["share"]) == ("lead", "40 %")
