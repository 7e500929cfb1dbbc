"""Edges with their nodes, and registers, as other programs give them in tables."""

from __future__ import annotations

import pytest
from readings import loaded, said

from stakegraph.importers.table import read
from stakegraph.model.facts import Facts

GLEIF = (
    b"Relationship.StartNode.NodeID,Relationship.StartNode.NodeIDType,Relationship.EndNode.NodeID,"
    b"Relationship.EndNode.NodeIDType,Relationship.RelationshipType,Relationship.RelationshipStatus,"
    b"Relationship.Period.1.startDate,Relationship.Period.1.endDate,"
    b"Relationship.Period.1.periodType\n"
    b"00AA01,LEI,00BB02,LEI,IS_DIRECTLY_CONSOLIDATED_BY,ACTIVE,2018-01-01T00:00:00Z,,"
    b"RELATIONSHIP_PERIOD\n"
    b"00DD04,LEI,00BB02,LEI,IS_DIRECTLY_CONSOLIDATED_BY,INACTIVE,2016-01-01T00:00:00Z,,"
    b"RELATIONSHIP_PERIOD\n"
)
ENTITIES = (
    b"LEI,Entity.LegalName,Entity.LegalName.xmllang,Entity.LegalJurisdiction,Entity.EntityStatus\n"
    b"00AA01,Dock Services Ltd,en,GB,ACTIVE\n"
    b"00BB02,Hafen Holding SE,de,DE,ACTIVE\n"
)


def together(*files: tuple[str, bytes], **options: str) -> tuple[Facts, list[str]]:
    """Return the facts of several files, and what was said of their rows."""
    (path, data), *others = files
    reading = read(data, path, beside=others, **options)
    return loaded(reading), [note for note in reading.notes if "line " in note]


def test_relationships_of_gleif_have_their_names_from_the_file_of_entities() -> None:
    facts, notes = together(("rr.csv", GLEIF), ("lei.csv", ENTITIES))
    assert said(facts) == [
        "dock-services-ltd is_directly_consolidated_by hafen-holding-se 2018-01-01.. "
        "(Relationship.RelationshipStatus: ACTIVE; "
        "Relationship.Period.1.periodType: RELATIONSHIP_PERIOD) [rr line 2]"
    ]
    assert [str(one) for one in facts.actors["dock-services-ltd"].ids] == ["lei 00AA01"]
    assert notes == ["line 3: left out, because it is over since a day that is not given"]


def test_relationships_of_gleif_alone_keep_their_codes_as_identifiers() -> None:
    facts, _ = together(("rr.csv", GLEIF))
    assert {str(id) for actor in facts.actors.values() for id in actor.ids} == {
        "lei 00AA01",
        "lei 00BB02",
    }


def test_an_address_of_icij_is_a_note_and_a_likeness_no_tie() -> None:
    edges = (
        b"node_id_start,node_id_end,rel_type,link,status,start_date,end_date,sourceID\n"
        b"12,10,officer_of,director of,,23-MAR-2006,04-APR-2010,Panama Papers\n"
        b"10,14,registered_address,registered address,,,,Panama Papers\n"
        b"12,13,same_name_as,same name as,,,,Panama Papers\n"
    )
    officers = b"node_id,name,countries\n12,ANA RUIZ,Panama\n"
    entities = b"node_id,name,jurisdiction\n10,DOCK LIMITED,SAM\n"
    addresses = b'node_id,address,name,countries\n14,"1 Quay St, Port",,Panama\n'
    facts, notes = together(
        ("relationships.csv", edges),
        ("nodes-officers.csv", officers),
        ("nodes-entities.csv", entities),
        ("nodes-addresses.csv", addresses),
    )
    assert said(facts) == [
        "ana-ruiz role_at dock-limited title=director 2006-03-23..2010-04-04 [panama-papers]"
    ]
    assert [*facts.actors] == ["ana-ruiz", "dock-limited"]
    assert facts.actors["dock-limited"].note == (
        "registered address: 1 Quay St, Port; jurisdiction: SAM"
    )
    assert notes == [
        "line 3: a registered address is no actor: it went into a note",
        "line 4: left out, because names that are alike are no tie",
    ]


def test_ids_of_neo4j_are_apart_by_their_groups() -> None:
    edges = b":START_ID(Person),role,:END_ID(Org),:TYPE\n1,Chair,1,ROLE_AT\n2,Clerk,1,ROLE_AT\n"
    people = b"personId:ID(Person),name,:LABEL\n1,Ana Ruiz,Person\n2,Ben Oduya,Person\n"
    bodies = b"orgId:ID(Org),name,:LABEL\n1,Harbour Trust,Organization\n"
    facts, _ = together(("rel.csv", edges), ("people.csv", people), ("orgs.csv", bodies))
    assert said(facts) == [
        "ana-ruiz role_at harbour-trust title=Chair [rel line 2]",
        "ben-oduya role_at harbour-trust title=Clerk [rel line 3]",
    ]


def test_a_mutual_tie_of_kumu_is_said_both_ways() -> None:
    edges = b"From,To,Type,Direction\nTrust,Dock,funds,mutual\nTrust,Dock,works with,mutual\n"
    nodes = b"Label,Type,Description\nTrust,Organization,\nDock,Organization,A dock\n"
    facts, _ = together(("connections.csv", edges), ("elements.csv", nodes))
    assert said(facts) == [
        "dock funds trust [connections line 2]",
        "trust funds dock [connections line 2]",
        "trust works_with dock [connections line 3]",
    ]
    assert facts.actors["dock"].description == "A dock"


def test_a_number_of_one_jurisdiction_is_not_that_of_another() -> None:
    text = (
        b"id,name,position,start_date,end_date,current_status,company_number,jurisdiction_code\n"
        b"1,ANA RUIZ,director,2015-06-24,,CURRENT,01234567,gb\n"
        b"2,BEN ODUYA,director,2014-01-01,,RESIGNED,01234567,gb\n"
        b"3,CLEO MARSH,director,2014-01-01,,CURRENT,01234567,ie\n"
    )
    facts, notes = together(("officers.csv", text))
    assert {id: [str(one) for one in actor.ids] for id, actor in facts.actors.items()} == {
        "ana-ruiz": [],
        "cleo-marsh": [],
        "company-number-01234567-gb-01234567": ["gb-coh 01234567"],
        "company-number-01234567-ie-01234567": ["ie-reg 01234567"],
    }
    assert notes == ["line 3: left out, because it is over since a day that is not given"]


@pytest.mark.parametrize("nobody", ["http://www.wikidata.org/.well-known/genid/abc", "_:b0", ""])
def test_somebody_whom_wikidata_does_not_know_held_no_post(nobody: str) -> None:
    text = (
        "person,personLabel,position,positionLabel,startTime,endTime,replacesLabel\n"
        "http://www.wikidata.org/entity/Q1,Ana Ruiz,http://www.wikidata.org/entity/Q20,Mayor,"
        f"2014-05-12T00:00:00Z,,{nobody}\n"
        f"{nobody},{nobody},http://www.wikidata.org/entity/Q20,Mayor,2012-05-12T00:00:00Z,,\n"
    )
    facts, _ = together(("query.csv", text.encode()))
    assert said(facts) == ["ana-ruiz holds mayor 2014-05-12.. [query line 2]"]
