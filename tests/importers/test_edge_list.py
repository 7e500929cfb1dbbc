"""Lists of edges."""

from __future__ import annotations

from contextlib import suppress

import damage
import pytest
from hypothesis import given
from readings import loaded, said

from stakegraph.errors import FactsError, Unsure, UsageError
from stakegraph.importers.table import read

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
        "line 4: Cy knows Acme: starts 'soon' is no date; it went into the note",
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
    assert facts.relations[fact.relation].verb == "(x|(y))"


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
