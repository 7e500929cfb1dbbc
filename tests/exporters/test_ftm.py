"""FollowTheMoney: the schema of each fact, what has no field, and followthemoney's own checks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from everything import EVERYTHING
from stores import store_of

from stakegraph.exporters import flat
from stakegraph.exporters.ftm import losses, write
from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.store.loading import load

STOKE = Path(__file__).parents[2] / "data" / "stoke.yaml"

ACTORS = """\
title: Who is who
sources: {s: {title: T, publisher: P, date: 2020-05-01, url: "https://a.example/b"}}
people: {ann: {name: Ann, evidence: s}, bob: {name: Bob, evidence: s}}
organisations:
  org: {name: Org, kind: public body, evidence: s}
  co: {name: Co, kind: company, evidence: s}
  york: {name: York, kind: place, since: 1212, evidence: s}
  shire: {name: Yorkshire, kind: place, evidence: s}
posts: {head: {title: head, at: org, evidence: s}, aide: {title: aide, at: org, evidence: s}}
partnerships: {joint: {name: Joint, kind: contract, evidence: s}}
facts:
"""

HOSTILE = [
    "[red]", "\x1b[31m", "NUL \x00", "two\nlines", "\r\n", "\u202egnp.exe", '"', "''", '" "',
    '"quoted"', "<b>&amp;</b>", "\\", "\\u0041", "=1+1", "\ufffe", "\x85 \u2028", "北京 👩\u200d💻",
    "x" * 500, "y" * 2000, "-", "a\tb", "\U000e0041",
]  # fmt: skip


def drawn(facts: Any) -> Any:
    kept = store_of(facts)
    return flat(neighbourhood(kept), kept.sources, kept.events())


def entities(facts: Any) -> dict[str, Any]:
    read = [json.loads(line) for line in "".join(write(drawn(facts))).splitlines()]
    assert len({entity["id"] for entity in read}) == len(read)
    return {entity["id"]: entity for entity in read}


def hostile(text: str) -> str:
    """Return a fact file in which the text stands wherever a text may."""
    quoted = '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'
    return f"""\
title: {quoted}
sources: {{s: {{title: {quoted}, publisher: {quoted}, url: {quoted}, note: {quoted}}}}}
people: {{ann: {{name: {quoted}, aliases: [{quoted}], note: {quoted}, evidence: s}}}}
organisations: {{o: {{name: {quoted}, description: {quoted}, kind: company, evidence: s}}}}
posts: {{head: {{title: {quoted}, at: o, remit: {quoted}, evidence: s}}}}
partnerships: {{joint: {{name: {quoted}, kind: {quoted}, evidence: s}}}}
events: {{fair: {{what: {quoted}, who: [ann, head, joint], evidence: s}}}}
facts:
  - {{who: ann, holds: head, note: {quoted}, evidence: {{source: s, quote: {quoted}}}}}
  - {{who: ann, role_at: o, title: {quoted}, id: odd_one, evidence: s}}
  - {{who: ann, owns: o, share: 5 %, status: inferred, because: {quoted}, evidence: s}}
  - {{who: o, commissioned: o, for: {quoted}, evidence: s}}
  - {{who: ann, opposes: joint, why: {quoted}, evidence: s}}
"""


@pytest.mark.parametrize(
    ("fact", "schema", "expected"),
    [
        ("who: ann, holds: head", "Occupancy", "holder=ann post=head"),
        ("who: ann, role_at: co, title: MD", "Employment", "employee=ann employer=co role=MD"),
        ("who: co, member_of: org, as: ally", "Membership", "member=co organization=org role=ally"),
        ("who: ann, member_of: joint", "ProjectParticipant", "participant=ann project=joint"),
        (
            "who: co, partner_in: joint, as: lead",
            "ProjectParticipant",
            "participant=co project=joint role=lead",
        ),
        ("who: org, funds: co", "Payment", "payer=org beneficiary=co"),
        ("who: org, funds: joint", "UnknownLink", "subject=org object=joint role=funds"),
        ("who: org, donated_to: co, for: X", "Payment", "payer=org beneficiary=co purpose=X"),
        (
            "who: ann, invested_in: co, amount: 1000 EUR",
            "Payment",
            "payer=ann beneficiary=co amount=1000 currency=EUR",
        ),
        ("who: ann, donated_to: joint", "UnknownLink", "subject=ann object=joint role=donated to"),
        ("who: org, lent_to: ann, since: 2001", "Debt", "creditor=org debtor=ann startDate=2001"),
        ("who: org, acquired: co, share: 30 %", "Ownership", "owner=org asset=co percentage=30 %"),
        ("who: co, represents: ann, as: X", "Representation", "agent=co client=ann role=X"),
        ("who: ann, represents: joint", "UnknownLink", "subject=ann object=joint role=represents"),
        ("who: co, succeeded: org", "Succession", "predecessor=org successor=co"),
        (
            "who: co, merged_into: org, since: 2001",
            "Succession",
            "predecessor=co successor=org startDate=2001",
        ),
        ("who: co, demerged_from: org", "UnknownLink", "role=demerged from"),
        ("who: ann, related_to: bob, as: X", "Family", "person=bob relative=ann relationship=X"),
        ("who: org, regulates: co", "UnknownLink", "subject=org object=co role=regulates"),
        ("who: co, located_in: york", "UnknownLink", "subject=co object=york"),
        ("who: org, commissioned: joint", "UnknownLink", "subject=org object=joint"),
        ("who: org, owns: co, share: 51%", "Ownership", "owner=org asset=co percentage=51%"),
        ("who: co, owns: org", "UnknownLink", "subject=co object=org role=owns"),
        ("who: org, delegated_to: co, what: X", "Representation", "client=org agent=co role=X"),
        ("who: aide, delegated_to: co", "UnknownLink", "subject=aide object=co"),
        ("who: aide, reports_to: head", "UnknownLink", "subject=aide object=head role=reports to"),
        ("who: ann, works_with: bob", "UnknownLink", "subject=ann object=bob role=works with"),
        ("who: ann, opposes: joint, why: no", "Note", "entity=ann"),
        ("who: ann, role_at: co, status: denied", "Note", "name=denied: Ann has a role at Co"),
        ("who: co, part_of: org, since: 2001", "UnknownLink", "role=is part of startDate=2001"),
    ],
)
def test_a_fact_is_an_entity_of_the_schema_that_fits(
    fact: str, schema: str, expected: str, facts: Callable[[str], Any]
) -> None:
    found = entities(facts(f"{ACTORS}  - {{{fact}, id: f, evidence: s}}\n"))["fact.f"]
    assert found["schema"] == schema
    for given in re.findall(r"(\w+)=(.*?)(?= \w+=|$)", expected):
        assert given[1] in found["properties"][given[0]]


@pytest.mark.parametrize(
    ("kind", "topics"),
    [("party", ["pol.party"]), ("union", ["pol.union"]), ("fund", ["fin.fund"]), ("court", None)],
)
def test_a_kind_of_organisation_is_a_topic_where_there_is_one(
    kind: str, topics: list[str] | None, facts: Callable[[str], Any]
) -> None:
    found = entities(facts(f"{ACTORS.replace('public body', kind)}  []"))["org"]
    assert (found["schema"], found["properties"].get("topics")) == ("Organization", topics)
    assert found["properties"]["classification"] == [kind]


def test_whoever_holds_a_post_is_employed_where_it_is(facts: Callable[[str], Any]) -> None:
    text = f"{ACTORS}  - {{who: ann, holds: head, since: 2010, until: 2012-03, evidence: s}}\n"
    found = {
        entity["schema"]: entity["properties"]
        for entity in entities(facts(text)).values()
        if "startDate" in entity["properties"]
    }
    assert sorted(found) == ["Employment", "Occupancy"]
    assert found["Employment"]["role"] == ["head"]
    assert [dates["endDate"] for dates in found.values()] == [["2012-03"], ["2012-03"]]
    assert "status: derived" in found["Employment"]["summary"]


def test_work_that_was_commissioned_is_a_project_of_two(facts: Callable[[str], Any]) -> None:
    text = f"{ACTORS}  - {{who: org, commissioned: co, for: a look, id: f, evidence: s}}\n"
    found = entities(facts(text))
    assert found["fact.f"]["properties"]["name"] == ["a look"]
    parts = {
        part["properties"]["participant"][0]: part["properties"]["role"]
        for part in found.values()
        if part["properties"].get("project") == ["fact.f"]
    }
    assert parts == {"org": ["commissioner"], "co": ["contractor"]}


def test_what_is_plainly_part_of_something_has_a_parent(facts: Callable[[str], Any]) -> None:
    text = ACTORS + "  - {who: co, part_of: org, evidence: s ¶3}\n"
    found = entities(facts(text))
    assert found["co"]["properties"]["parent"] == ["org"]
    assert "is part of Org (s ¶3)" in found["co"]["properties"]["summary"]
    assert found["head"]["properties"]["organization"] == ["org"]
    for doubt in ("status: hedged", "until: 2001"):
        text = f"{ACTORS}  - {{who: co, part_of: org, {doubt}, evidence: s ¶3}}\n"
        assert "parent" not in entities(facts(text))["co"]["properties"]


@pytest.mark.parametrize(
    ("edtf", "kept"),
    [
        ("2007", "2007"), ("2007-03", "2007-03"), ("2007-03-13", "2007-03-13"),
        ("2007-03~", "2007-03"), ("2008-05?", "2008-05"), ("2007-XX", "2007"), ("201X", ""),
        ("2006-21", "2006"), ("2006-24", ""), ("../2007-03", ""), ("2007-03/2007-05", "2007"),
        ("2007/2009", ""), ("0999", ""), ("9999", ""),
    ],
)  # fmt: skip
def test_a_date_is_cut_to_its_plain_prefix_and_the_summary_keeps_it(
    edtf: str, kept: str, facts: Callable[[str], Any]
) -> None:
    text = f'{ACTORS}  - {{who: ann, works_with: bob, since: "{edtf}", id: f, evidence: s}}\n'
    found = entities(facts(text))["fact.f"]["properties"]
    assert found.get("startDate", [""]) == [kept]
    assert (f"since: {edtf}" in found["summary"]) == (edtf != kept)


def test_what_has_no_field_stands_in_words(facts: Callable[[str], Any]) -> None:
    text = f"""{ACTORS}
  - who: ann
    works_with: bob
    on: plans
    id: f
    status: inferred
    because: B
    note: N
    evidence: {{source: s, at: ¶3, quote: Q}}
"""
    found = entities(facts(text))
    assert found["fact.f"]["properties"] == {
        "subject": ["ann"],
        "object": ["bob"],
        "role": ["works with"],
        "recordId": ["f"],
        "summary": [
            "stated as: works_with",
            "on: plans",
            "status: inferred",
            "because: B",
            "note: N",
            "evidence: s ¶3 “Q”",
        ],
        "proof": ["source.s"],
        "publisher": ["P"],
        "sourceUrl": ["https://a.example/b"],
    }
    assert found["source.s"]["schema"] == "Document"
    assert found["source.s"]["properties"]["publishedAt"] == ["2020-05-01"]


def test_who_sued_whom_is_a_case_with_two_parties(facts: Callable[[str], Any]) -> None:
    fact = "who: ann, sued: head, over: a lease, court: the High Court, since: 2019-05, id: f"
    found = entities(facts(f"{ACTORS}  - {{{fact}, evidence: s}}\n"))
    case = found["fact.f"]
    assert (case["schema"], case["properties"]["name"]) == ("CourtCase", ["a lease"])
    assert case["properties"]["court"] == ["the High Court"]
    assert case["properties"]["fileDate"] == ["2019-05"]
    parts = {
        part["properties"]["party"][0]: part["properties"]["role"]
        for part in found.values()
        if part["properties"].get("case") == ["fact.f"]
    }
    assert parts == {"ann": ["plaintiff"], "head": ["defendant"]}


def test_a_place_is_a_territory_and_no_party(facts: Callable[[str], Any]) -> None:
    text = f"""{ACTORS}
  - {{who: york, part_of: shire, evidence: s ¶3}}
  - {{who: york, part_of: org, id: f, evidence: s}}
  - {{who: ann, role_at: york, title: mayor, id: g, evidence: s}}
"""
    found = entities(facts(text))
    york = found["york"]
    assert (york["schema"], york["properties"]["partOf"]) == ("Territory", ["shire"])
    assert "since: 1212" in york["properties"]["summary"]
    assert found["fact.f"]["schema"] == "UnknownLink"
    assert found["fact.g"]["schema"] == "UnknownLink"


def test_an_event_involves_people_and_organisations(facts: Callable[[str], Any]) -> None:
    text = ACTORS.replace("facts:\n", "") + (
        "events:\n"
        "  fair: {what: a fair, on: 2019~, who: [ann, head], evidence: s}\n"
        "  none: {what: a riot, status: denied, who: [ann], evidence: s}\n"
    )
    found = entities(facts(text))
    fair = found["event.fair"]
    assert (fair["schema"], fair["properties"]["date"]) == ("Event", ["2019"])
    assert fair["properties"]["involved"] == ["ann"]
    assert fair["properties"]["summary"] == ["on: 2019~", "also involved: head", "evidence: s"]
    assert found["event.none"]["schema"] == "Note"


def test_ids_that_followthemoney_refuses_stay_apart(facts: Callable[[str], Any]) -> None:
    found = entities(
        facts("people: {a_b: {name: A}, a-b: {name: B}, a.: {name: C}, event.x: {name: D}}")
    )
    people = {
        entity["properties"]["name"][0]: id
        for id, entity in found.items()
        if entity["schema"] == "Person"
    }
    assert people["B"] == "a-b"
    assert all(re.fullmatch("[0-9a-z][0-9a-z.-]*[0-9a-z]", id) for id in people.values())
    assert len(set(people.values())) == 4
    assert people["D"] != "event.x"  # where an event of the id x would be


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://", "http://[::1", "http://a b.c"])
def test_an_address_that_is_none_is_left_out(url: str, facts: Callable[[str], Any]) -> None:
    text = f'sources: {{s: {{title: T, url: "{url}"}}}}\npeople: {{ann: {{name: A, evidence: s}}}}'
    assert "sourceUrl" not in str(entities(facts(text)))


def test_what_is_lost_is_said(facts: Callable[[str], Any]) -> None:
    name = "x" * 400
    text = f"""{ACTORS.replace("Bob", name)}
  - {{who: ann, works_with: bob, since: 2001~, status: hedged, note: N, evidence: s ¶1}}
  - {{who: ann, role_at: co, status: denied, evidence: s ¶1}}
"""
    assert losses(drawn(facts(text))) == [
        "in words only (`summary`): the status of 1 fact, hedged, disputed, inferred or derived",
        "as notes, since FollowTheMoney cannot deny: 1 denied statement",
        "as UnknownLink, with the relation in words: 1 fact",
        "cut to a year, month or day, or left out, with the EDTF text in `summary`: 1 date",
        "in words only (`summary`, `notes`): the reasons and notes of 1 entry",
        # nine actors, two posts' places and two facts have one each
        "in words only (`summary`): the places and quotations of 13 citations",
        "cut to the length of their fields: 1 text",
        "left out: the title",
    ]


def test_nothing_is_lost_of_names_alone(facts: Callable[[str], Any]) -> None:
    assert losses(drawn(facts("people: {ann: {name: Ann}}"))) == []


@pytest.mark.parametrize("text", ["stoke", EVERYTHING, *map(hostile, HOSTILE)])
def test_followthemoney_finds_no_fault(text: str, facts: Callable[[str], Any]) -> None:
    ftm = pytest.importorskip(
        "followthemoney", reason="followthemoney is not installed (it needs PyICU, so libicu-dev)"
    )
    found = entities(load([str(STOKE)]) if text == "stoke" else facts(text))
    faults = [fault for entity in found.values() for fault in _faults(ftm.model, entity, found)]
    assert faults == []


def _faults(model: Any, entity: dict[str, Any], entities: dict[str, Any]) -> list[str]:
    """Return what `ftm validate` looks at and what it passes over.

    Required, ranges, dangling ids.
    """
    schema, given = model.get(entity["schema"]), entity["properties"]
    schema.validate(entity)  # raises InvalidData
    wanted = {*schema.required, schema.edge_source, schema.edge_target} - {None}
    faults = [f"{entity['id']} has no {name}" for name in wanted if not given.get(name)]
    for name, values in given.items():
        property = schema.get(name)
        if property is None or property.stub:
            faults.append(f"{schema.name} has no {name}")
        elif property.range is not None:
            faults += [
                f"{entity['id']}: {name} cannot be {id}"
                for id in values
                if id not in entities or not model.get(entities[id]["schema"]).is_a(property.range)
            ]
        elif property.type.name == "date":
            taken = model.get_proxy(entity, cleaned=False).get(name)
            if taken != values:
                faults.append(f"{entity['id']}: {name} is not taken as it is: {values}")
    return faults
