"""Lists of edges."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import damage
import pytest
from hypothesis import given
from readings import loaded, said

from stakegraph.errors import FactsError, Unsure, UsageError
from stakegraph.importers.table import read
from stakegraph.model.facts import Event
from stakegraph.store.loading import load

SAMPLE = """From,Relation,To,Since,From kind,What
Ann Bo,reports to,Cy,2007-03,person,
Ann Bo,owns,Acme,,person,"half; ""or so"" it is"
Cy,knows,Acme,soon,,

Cy,knows
,knows,Acme
"""


def test_rows_become_facts() -> None:
    reading = read(SAMPLE.encode(), "edges.csv", kind="organisation")
    facts = loaded(reading)
    assert said(facts) == [
        "ann-bo reports_to cy 2007-03.. [edges line 2]",
        'ann-bo owns acme (What: half; "or so" it is) [edges line 3]',
        "cy knows acme (starts: soon) [edges line 4]",
    ]
    assert {id: actor.kind for id, actor in facts.actors.items()} == {
        "ann-bo": "person", "cy": "person", "acme": "organisation",
    }  # fmt: skip
    assert reading.notes == [
        "a table of ties; its columns are taken for",
        "  column     taken for   for example",
        "  From       who (from)  Ann Bo",
        "  Relation   relation    reports to",
        "  To         whom (to)   Cy",
        "  Since      since       2007-03",
        "  From kind  kind        person",
        '  What       a note      half; "or so" it is',
        "line 6: left out, because 'To' is empty",
        "line 7: left out, because 'From' is empty",
        "line 4: 'Cy knows Acme': starts 'soon' is no date; it went into the note",
        "2 nodes untyped taken for what the edges need: Cy, Acme",
    ]


def test_columns_can_be_named() -> None:
    data = b"a;b;c\nAnn;part of;Bo\n"
    columns = {"from_column": "C", "relation_column": "b", "to_column": "a"}
    assert said(loaded(read(data, "x.csv", **columns))) == ["bo part_of ann [x line 2]"]
    with pytest.raises(UsageError, match=r"no column is called 'd'; there are: a, b, c"):
        read(data, "x.csv", from_column="d", to_column="a")
    with pytest.raises(Unsure, match=r"nor two for the ends of a tie: .* --column from=HEADING"):
        read(data, "x.csv")


@pytest.mark.parametrize(
    "data",
    [
        "from,relation,to\nŁuk,owns,Acme\n".encode(),
        "\ufefffrom\trelation\tto\r\nŁuk\towns\tAcme\r\n".encode(),
        "source|type|target\nŁuk|owns|Acme".encode("utf-16"),
        "sep=;\nwho;relation;other\nŁuk;owns;Acme\n".encode(),
        "\n\nSource,Target,Type,Kind\nŁuk,Acme,Directed,owns\n".encode(),
    ],
    ids=["comma", "tab and mark", "bar and utf-16", "excel", "gephi"],
)
def test_delimiters_encodings_and_headings_of_other_programs_are_read(data: bytes) -> None:
    (fact,) = loaded(read(data, "x.csv", kind="person")).facts.values()
    assert (fact.relation, fact.object) == ("owns", "acme")


def test_windows_1252_is_read_and_told() -> None:
    reading = read("from,to\nJosé,Bo\n".encode("cp1252"), "x.csv", kind="person")
    assert {actor.name for actor in loaded(reading).actors.values()} == {"José", "Bo"}
    assert reading.notes[4] == "the file is not UTF-8; it was read as Windows-1252"


def test_a_cell_is_only_text() -> None:
    data = 'from,relation,to\n"=HYPERLINK(1)",[x|{y}],"<b>\nB"\n'
    facts = loaded(read(data.encode(), "x.csv", kind="person"))
    assert {actor.name for actor in facts.actors.values()} == {"=HYPERLINK(1)", "<b> B"}
    (fact,) = facts.facts.values()
    assert facts.relations[fact.relation].after == ": (x|(y))"


def test_more_cells_than_columns_and_repeated_rows_are_told() -> None:
    reading = read(
        b"from,relation,to\na-co,owns,b-co,x,y\na-co,owns,b-co\n", "x.csv", kind="organisation"
    )
    assert said(loaded(reading)) == ["a-co owns b-co [x line 2, x line 3]"]
    assert reading.notes[5] == "line 2: more cells than columns; left out: x, y"
    assert "line 3: it says once more what the file said before; the two are one" in reading.notes


@pytest.mark.parametrize("data", [b"", b"\n\n", b"sep=;\n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(FactsError, match="holds no rows"):
        read(data, "x.csv")


@given(damage.texts(SAMPLE, words=["Ann Bo", "=1", "\n", '"'], between="[,\n]"))
def test_no_damaged_file_makes_it_crash(data: bytes) -> None:
    with suppress(FactsError, Unsure):
        loaded(read(data, "x.csv"))


def test_nodes_beside_edges_give_names_kinds_and_aliases() -> None:
    edges = (
        b"Source,Target,Type,Label,Weight\n2,1,Directed,chair of,1\n3,1,Undirected,works with,2\n"
    )
    nodes = (
        b"Id,Label,Kind,Aliases\n1,Harbour Trust,organisation,HT; The Trust\n"
        b"2,Ana Ruiz,person,\n3,Docks Ltd,company,\n"
    )
    reading = read(edges, "edges.csv", beside=[("n/nodes.csv", nodes)])
    facts = loaded(reading)
    assert said(facts) == [
        "ana-ruiz role_at harbour-trust title=chair [edges line 2]",
        "docks-ltd works_with harbour-trust (Weight: 2) [edges line 3]",
    ]
    assert sorted(
        (id, one.kind, one.classification, one.aliases, str(one.evidence[0]))
        for id, one in facts.actors.items()
    ) == [
        ("ana-ruiz", "person", "", (), "nodes line 3"),
        ("docks-ltd", "organisation", "company", (), "nodes line 4"),
        ("harbour-trust", "organisation", "", ("HT", "The Trust"), "nodes line 2"),
    ]
    again = read(nodes, "nodes.csv", beside=[("edges.csv", edges)])
    assert [line.partition(" [")[0] for line in said(loaded(again))] == [
        line.partition(" [")[0] for line in said(facts)
    ]


def test_several_files_of_nodes_are_read_and_a_node_in_none_is_told() -> None:
    edges = (
        b"node_id_start,node_id_end,rel_type,link,start_date,sourceID\n"
        b"12,10,officer_of,shareholder of,23-MAR-2006,Panama Papers\n"
        b"10,14,registered_address,registered address,,Panama Papers\n"
        b"13,10,officer_of,director of,,Panama Papers\n"
    )
    people = b"node_id,name,countries\n12,ANA RUIZ,Panama\n"
    entities = b"node_id,name\n10,Quay Ltd\n"
    reading = read(edges, "rel.csv", beside=[("officers.csv", people), ("entities.csv", entities)])
    facts = loaded(reading)
    assert said(facts) == [
        "ana-ruiz role_at quay-ltd title=shareholder 2006-03-23.. [panama-papers]",
        "13 role_at quay-ltd title=director [panama-papers]",
    ]
    assert facts.actors["quay-ltd"].note == "registered address: 14"
    assert [note for note in reading.notes if "line" in note or "untyped" in note] == [
        "line 3: a registered address is no actor: it went into a note",
        "3 nodes untyped taken for what the edges need: ANA RUIZ, Quay Ltd, 13",
    ]


def test_files_without_ties_are_not_read_together() -> None:
    nodes = b"Id,Label\n1,Ana\n"
    with pytest.raises(
        UsageError, match="no column is recognised for people, nor two for the ends"
    ):
        read(nodes, "a.csv", beside=[("b.csv", nodes)])


@pytest.mark.parametrize("flavour", ["gephi", "spreadsheet", "neo4j"])
def test_what_we_export_as_csv_comes_back(flavour: str, tmp_path: Path) -> None:
    run = [sys.executable, "-m", "stakegraph", "export", "--to", "csv", "--flavour", flavour]
    here = Path(__file__).parents[2]
    example = here / "data" / "stoke.yaml"
    subprocess.run([*run, "--facts", str(example), "--out", f"{tmp_path}/"], check=True, cwd=here)
    names = ("edges", "nodes", "events", "sources")
    (path, edges), *beside = (
        (f"{name}.csv", (tmp_path / f"{name}.csv").read_bytes()) for name in names
    )
    found = loaded(read(edges, path, beside=beside))
    wanted = load([str(example)])
    ours, theirs = (
        {
            (fact.identity, fact.note, fact.because, *map(str, fact.evidence))
            for fact in facts.facts.values()
            if fact.status != "derived"
        }
        for facts in (found, wanted)
    )
    assert (ours, len(ours)) == (theirs, 82)
    assert found.actors.keys() == wanted.actors.keys()
    for id, one in found.actors.items():
        own = wanted.actors[id]
        assert (one.kind, one.name, one.aliases) == (own.kind, own.name, own.aliases)
    assert [_said(event) for event in found.events.values()] == [
        _said(event) for event in wanted.events.values()
    ]
    assert {id: found.sources[id].title for id in wanted.sources} == {
        id: source.title for id, source in wanted.sources.items()
    }


def _said(event: Event) -> tuple[Any, ...]:
    cited = [*map(str, event.evidence)]
    return (event.id, event.what, event.on, event.who, event.note, event.status, cited)


def test_edges_of_ours_alone_name_what_else_was_written() -> None:
    edges = (
        b"Source,Target,Type,Kind,Id,Label,Weight,relation,certainty,family,status\n"
        b"ana,quay,Directed,owns,ana.owns.quay,owns,1.0,owns,stated,partnership,stated\n"
    )
    nodes = b"Id,Label,kind\nana,Ana Ruiz,person\nquay,Quay Ltd,organisation\n"
    reading = read(edges, "edges.csv", beside=[("nodes.csv", nodes)])
    told = "events and titles of sources are in further files of the export: name those too"
    assert told in reading.notes
    events = b"id,what,on,who,status,because,note,evidence,according_to,quotes\n"
    events += b'fire,"Fire; at night",2019-03,ana; quay,,,,,,\n'
    reading = read(edges, "edges.csv", beside=[("nodes.csv", nodes), ("events.csv", events)])
    (event,) = reading.events
    assert (event.what, event.on, event.who) == ("Fire; at night", "2019-03", ("ana", "quay"))
    assert told not in reading.notes


def test_gleif_says_who_consolidates_whom_in_the_period_of_the_relationship() -> None:
    start, period = "Relationship.StartNode.NodeID", "Relationship.Period"
    columns = [
        start,
        f"{start}Type",
        "Relationship.EndNode.NodeID",
        "Relationship.EndNode.NodeIDType",
    ]
    columns += ["Relationship.RelationshipType"]
    for number in (1, 2):
        columns += [f"{period}.{number}.{name}" for name in ("startDate", "endDate", "periodType")]
    row = (
        "00AA01,LEI,00BB02,LEI,IS_DIRECTLY_CONSOLIDATED_BY,2020-01-01T00:00:00Z,,ACCOUNTING_PERIOD,"
    )
    row += "2018-01-01T00:00:00Z,2021-05-01T00:00:00Z,RELATIONSHIP_PERIOD"
    facts = loaded(read(f"{','.join(columns)}\n{row}\n".encode(), "rr.csv"))
    (fact,) = facts.facts.values()
    assert (fact.subject, fact.object, fact.since, fact.until) == (
        "00aa01", "00bb02", "2018-01-01", "2021-05-01",
    )  # fmt: skip
    assert facts.relations[fact.relation].verb == "is directly consolidated by"


def test_spaces_case_and_legal_forms_make_no_second_organisation() -> None:
    text = (
        "\ufeffwho,relation,to,title\r\nAda One,role at,Harbour Trust Ltd,chair\r\n"
        "Bo Two,role_at,Harbour\u00a0Trust Limited,\r\nCy Three,role_at,HARBOUR  Trust Ltd.,\r\n"
    )
    reading = read(text.encode(), "x.csv")
    assert said(loaded(reading)) == [
        "ada-one role_at harbour-trust-ltd title=chair [x line 2]",
        "bo-two role_at harbour-trust-ltd [x line 3]",
        "cy-three role_at harbour-trust-ltd [x line 4]",
    ]
    spellings = "'Harbour Trust Ltd', 'Harbour\\xa0Trust Limited', 'HARBOUR  Trust Ltd.'"
    assert f"taken for one name: {spellings}" in reading.notes


def test_kumu_ties_elements_by_their_labels() -> None:
    elements = (
        b"Label,Type,Description,Tags\nAna Ruiz,Person,chair,board\nHarbour Trust,Organization,,\n"
    )
    ties = (
        b"From,To,Direction,Type,Label,Strength,Start Date\n"
        b"Ana Ruiz,Harbour Trust,directed,chairs,,2,2015\n"
        b"Ana Ruiz,Harbour Trust,mutual,works with,,,\n"
    )
    reading = read(ties, "ties.csv", beside=[("elements.csv", elements)])
    assert said(loaded(reading)) == [
        "ana-ruiz chairs harbour-trust 2015.. (Strength: 2) [ties line 2]",
        "ana-ruiz works_with harbour-trust [ties line 3]",
    ]
    assert reading.actors[0].description == "chair"


def test_a_tie_of_a_person_to_a_company_needs_no_heading_of_its_ends() -> None:
    text = "Person,Relationship,Company,Start\nAna,owns,Docks,2015\nBen,secretary of,Docks,2016\n"
    assert said(loaded(read(text.encode(), "x.csv"))) == [
        "ana owns docks 2015.. [x line 2]",
        "ben role_at docks title=secretary 2016.. [x line 3]",
    ]
    assert said(loaded(read(b"Member,Party\nAna,Reds\n", "x.csv", relation="member of"))) == [
        "ana member_of reds [x line 2]"
    ]
