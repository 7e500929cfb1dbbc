"""A file of senior posts becomes posts, holders and lines; what is odd in it is kept and said."""

from __future__ import annotations

import csv
import io

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import checked

from stakegraph.factfile.reading import Reading
from stakegraph.factfile.writer import write
from stakegraph.importers.organogram import read, united_states
from stakegraph.model.facts import Fact

HEADINGS = "Post Unique Reference,Name,Job Title,Organisation,Unit,Reports to Senior Post\n"


def reading(rows: str, headings: str = HEADINGS, junior: bytes = b"") -> Reading:
    given = ("low.csv", junior) if junior else None
    found = read((headings + rows).encode(), "in/high.csv", junior=given)
    assert found.problems == []
    return found


def facts(found: Reading, relation: str) -> list[str]:
    named = [fact for fact in found.facts if fact.relation == relation]
    return [f"{fact.subject} -> {fact.object} {where(fact)}" for fact in named]


def where(fact: Fact) -> str:
    return ", ".join(cited.at for cited in fact.evidence)


def names(found: Reading, kind: str) -> list[str]:
    return [actor.name for actor in found.actors if actor.kind == kind]


def test_a_row_is_a_post_its_holder_its_place_and_its_line() -> None:
    found = reading("""\
1,Ann Ash,Head,Tides,Tides,XX
2,José Ñandú,Deputy,Tides,Harbours,1
""")
    assert [(actor.id, actor.kind, actor.name) for actor in found.actors] == [
        ("tides", "organisation", "Tides"),
        ("tides.harbours", "organisation", "Harbours"),
        ("tides.1", "post", "Head"),
        ("tides.2", "post", "Deputy"),
        ("ann-ash.1", "person", "Ann Ash"),
        ("jose-nandu.2", "person", "José Ñandú"),
    ]
    assert facts(found, "at") == ["tides.1 -> tides line 2", "tides.2 -> tides.harbours line 3"]
    assert facts(found, "part_of") == ["tides.harbours -> tides line 3"]
    assert facts(found, "holds") == [
        "ann-ash.1 -> tides.1 line 2",
        "jose-nandu.2 -> tides.2 line 3",
    ]
    assert facts(found, "reports_to") == ["tides.2 -> tides.1 line 3"]
    assert [(source.id, source.title) for source in found.sources] == [("high", "high.csv")]
    assert found.notes == []


def test_the_other_columns_describe_the_post_and_the_contact_columns_are_not_read() -> None:
    found = reading(
        "1,Ann,020 7946 0000,a@b.uk,Head,Leads it,Dept,Tides,,XX,SCS2,0.6,Policy,On loan,0\n",
        "Post Unique Reference,Name,Contact Phone,Contact E-mail,Job Title,Job/Team Function,"
        "Parent Department,Organisation,Unit,Reports to Senior Post,Grade (or equivalent),FTE,"
        "Professional/Occupational Group,Notes,Valid?\n",
    )
    (post,) = (actor for actor in found.actors if actor.kind == "post")
    assert (post.remit, post.note, post.aliases) == ("Leads it", "On loan", ("1",))
    assert post.description == "grade SCS2; Policy; 0.6 FTE"
    assert facts(found, "part_of") == ["tides -> dept line 2"]
    assert found.notes == [
        "line 1: columns that are not read: Contact Phone, Contact E-mail",
        "line 2: the file says '0' under 'Valid?': kept",
    ]
    text = "".join(write(found))
    assert "7946" not in text
    assert "a@b" not in text


@pytest.mark.parametrize(
    ("name", "why"),
    [
        *[(name, "vacant") for name in ("Vacant", "VACANT", "Post vacant", "Vacant - TBC", "TBC")],
        *[(name, "holder not named") for name in ("N/D", "n/d", "ND", "Not disclosed", "Redacted")],
        *[(name, "eliminated") for name in ("Eliminated", "Post Deleted", "Post eliminated 2012")],
        *[(name, "no holder given") for name in ("", "-", "N/A", "XX")],
    ],
)
def test_what_is_no_name_leaves_a_seat_without_a_holder(name: str, why: str) -> None:
    found = reading(f"1,Ann,Head,Tides,,XX\n2,{name},Deputy,Tides,,1\n3,{name},Clerk,Tides,,2\n")
    assert names(found, "person") == ["Ann"]
    assert names(found, "post") == ["Head", "Deputy", "Clerk"]
    assert facts(found, "reports_to") == [
        "tides.2 -> tides.1 line 3",
        "tides.3 -> tides.2 line 4",
    ]
    assert found.notes == [f"line {n}: {name!r} is no name ({why}): no holder" for n in (3, 4)]
    assert {actor.note.partition(":")[0] for actor in found.actors[2:4]} == {why}


@pytest.mark.parametrize("name", ["Ann Vacanti", "Nadia Tba-Smith", "Ng", "Na Li", "Mark Closed"])
def test_a_name_that_looks_like_none_is_a_name(name: str) -> None:
    assert names(reading(f"1,{name},Head,Tides,,XX\n"), "person") == [name]


def test_zeros_before_a_reference_count_unless_only_they_stand_between() -> None:
    found = reading("""\
01,Ann,Head,Tides,,XX
2,Bob,Deputy,Tides,,1
07,Cat,One,Tides,,01
7,Dan,Other,Tides,,01
9,Eve,Under seven,Tides,,7
10,Fay,Under nobody,Tides,,007
11,Gus,Under a float,Tides,,2.0
""")
    assert facts(found, "reports_to")[0] == "tides.2 -> tides.01 line 3"
    assert facts(found, "reports_to")[3:] == [
        "tides.9 -> tides.7 line 6",
        "tides.10 -> tides.007 line 7",
        "tides.11 -> tides.2 line 8",
    ]
    assert found.notes == [
        "line 3: '1' is taken for the post '01'",
        "line 7: the manager, post '007', is not in the file: kept by its reference",
        "line 8: '2.0' is taken for the post '2'",
    ]


def test_managers_that_are_not_there_stay_as_posts_so_that_their_reports_stay_together() -> None:
    found = reading("1,Ann,Head,Tides,,XX\n2,Bob,Deputy,Tides,,99\n3,Cat,Clerk,Tides,,99\n")
    assert facts(found, "reports_to") == [
        "tides.2 -> tides.99 line 3",
        "tides.3 -> tides.99 line 4",
    ]
    missing = next(actor for actor in found.actors if actor.id == "tides.99")
    assert (missing.name, missing.aliases) == ("post 99", ("99",))
    note = "the manager, post '99', is not in the file: kept by its reference"
    assert found.notes == [f"line 3: {note}", f"line 4: {note}"]


def test_self_reports_circles_and_several_tops_are_kept_and_said() -> None:
    found = reading("""\
1,Ann,Head,Tides,,XX
2,Bob,Self,Tides,,2
3,Cat,Ring A,Tides,,4
4,Dan,Ring B,Tides,,3
5,Eve,Top too,Tides,,xx
6,Fay,Blank,Tides,,
""")
    assert facts(found, "reports_to") == [
        "tides.2 -> tides.2 line 3",
        "tides.3 -> tides.4 line 4",
        "tides.4 -> tides.3 line 5",
    ]
    assert found.notes == [
        "3 posts report to nobody: lines 2, 6, 7",
        "line 3: the post reports to itself: kept",
        "line 5: a circle of reporting lines, kept: lines 4, 5",
        "line 7: no manager is given ('')",
    ]


def test_a_reference_given_twice_is_a_shared_post_another_post_or_the_same_row() -> None:
    found = reading("""\
1,Ann,Head,Tides,,XX
2,Bob,Sharer,Tides,Law,1
2,Cat,sharer,Tides,Law,1
2,Cat,sharer,Tides,Law,1
2,Dan,Reuser,Tides,Law,1
3,Eve,Under two posts,Tides,Law,2
""")
    assert names(found, "post") == ["Head", "Sharer", "Reuser", "Under two posts"]
    assert facts(found, "holds")[1:4] == [
        "bob.2 -> tides.2 line 3",
        "cat.2 -> tides.2 line 4",
        "dan.2 -> tides.2-2 line 6",
    ]
    assert facts(found, "reports_to")[0] == "tides.2 -> tides.1 line 3, line 4"
    under = [fact for fact in found.facts if fact.subject == "tides.3" and fact.relation != "at"]
    assert [(fact.object, fact.status) for fact in under] == [
        ("tides.2", "hedged"),
        ("tides.2-2", "hedged"),
    ]
    assert found.notes == [
        "line 4: 2 is the same post in line 3: kept as one that is shared",
        "line 5: line 4 once more: left out",
        "line 6: 2 is another post in line 3, 'Sharer': kept as two posts",
        "line 7: '2' is 2 posts: a hedged line to each",
    ]


def test_of_two_posts_with_one_reference_the_one_that_still_exists_is_the_manager() -> None:
    found = reading("""\
1,Ann,Head,Tides,,XX
2,Eliminated,Old,Tides,,1
2,Bob,New,Tides,,1
3,Cat,Clerk,Tides,,2
""")
    assert facts(found, "reports_to")[-1] == "tides.3 -> tides.2-2 line 5"


def test_one_name_in_two_posts_is_two_people_and_that_is_said() -> None:
    found = reading(
        "1,Ann Ash,Head,Tides,,XX\n2,ANN ASH,Deputy,Tides,,1\n3,Bo & Al,Clerk,Tides,,1\n"
    )
    assert [actor.id for actor in found.actors if actor.kind == "person"] == [
        "ann-ash.1",
        "ann-ash.2",
        "bo-al.3",
    ]
    assert found.notes == [
        "line 3: ANN ASH is named in line 2 too: kept as two people, since a name is no proof; "
        "if they are one, say so with 'same_as'",
        "line 4: 'Bo & Al' may be two people: kept as one name",
    ]


def test_spellings_that_differ_by_case_are_one_organisation_by_its_usual_spelling() -> None:
    found = reading(
        "1,Ann,A,Tides office,,XX\n2,Bob,B,Tides Office,Law,1\n3,Cat,C,Tides Office,LAW,1\n"
    )
    houses = [actor for actor in found.actors if actor.kind == "organisation"]
    assert [(house.name, house.aliases) for house in houses] == [
        ("Tides Office", ("Tides office",)),
        ("Law", ("LAW",)),
    ]
    assert found.notes == [
        "line 2: 'Tides office' is taken for 'Tides Office': only the case differs",
        "line 4: 'LAW' is taken for 'Law': only the case differs",
    ]


def test_junior_posts_are_counted_at_the_senior_post_above_them() -> None:
    junior = b"""\
Reporting Senior Post,Grade,Generic Job Title,Number of Posts in FTE,Payscale Minimum
1,EO,Caseworker,2.5,1
1,EO,Caseworker,"1,001",1
1,AO,Clerk,1,1
2,AO,Clerk,1,1
1,AO,Clerk,some,1
"""
    found = reading("1,Ann,Head,Tides,,XX\n", junior=junior)
    (post,) = (actor for actor in found.actors if actor.kind == "post")
    assert post.note == (
        "1004.5 junior posts (FTE) below it: 1003.5 Caseworker (EO), 1 Clerk (AO) "
        "(low.csv, lines 2-4)"
    )
    assert [str(cited) for cited in post.evidence] == ["high line 2", "low line 2"]
    assert [source.id for source in found.sources] == ["high", "low"]
    assert found.notes == [
        "low.csv: line 1: columns that are not read: Payscale Minimum",
        "low.csv: line 5: no senior post is '2': the row is left out",
        "low.csv: line 6: 'some' is no number: the row is left out",
    ]


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", []),
        ("cp1252", ["it is not UTF-8: read as Windows-1252"]),
    ],
)
def test_every_usual_encoding_is_read(encoding: str, notes: list[str]) -> None:
    found = read((HEADINGS + "1,Zoë O’Neill,Head,Tides,,XX\n").encode(encoding), "high.csv")
    assert (names(found, "person"), found.notes) == (["Zoë O’Neill"], notes)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_titles_above_the_headings_line_ends_and_other_delimiters_do_no_harm(
    delimiter: str, end: str
) -> None:
    rows = f"Posts of Tides\n\n{HEADINGS}1,Ann,Head,Tides,,XX\n".replace(",", delimiter)
    found = read(rows.replace("\n", end).encode(), "high.csv")
    assert facts(found, "holds") == ["ann.1 -> tides.1 line 4"]


def test_a_cell_of_several_lines_counts_them() -> None:
    found = reading('1,Ann,"Head\nof ""all""",Tides,,XX\n2,Bob,Deputy,Tides,,1\n')
    assert names(found, "post") == ['Head of "all"', "Deputy"]
    assert facts(found, "reports_to") == ["tides.2 -> tides.1 line 4"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "1: this is no such organogram: no column is headed 'Post Unique Reference', 'Name', "
         "'Job Title', 'Reports to Senior Post'"),
        ("Post Unique Reference,Name,Job Title\n1,Ann,Head\n",
         "1: this is no such organogram: no column is headed 'Reports to Senior Post'"),
        (f'{HEADINGS}1,Ann,Head,Tides,,XX\n2,"Bob,Deputy,Tides,,1\n',
         "3: a quotation mark is opened and never closed"),
    ],
)  # fmt: skip
def test_what_is_no_organogram_is_refused(text: str, problem: str) -> None:
    found = read(text.encode(), "high.csv")
    assert [f"{each.line}: {each.message}" for each in found.problems] == [problem]
    assert found.actors == []


def test_a_quotation_mark_inside_a_cell_is_read_as_well_as_can_be() -> None:
    found = reading('1,Ann,"Head" of all,Tides,,XX\n2,Bob,Deputy,Tides,,1,more\n')
    assert names(found, "post") == ["Head of all", "Deputy"]
    assert found.notes == [
        "line 2: a quotation mark stands within a cell: read as well as can be",
        "line 3: 7 cells for 6 headings: the last are not read",
    ]


CELLS = st.sampled_from(
    [
        "1",
        "01",
        "2",
        "3",
        "1.0",
        "XX",
        "",
        "N/D",
        "Ann",
        "ann",
        "Vacant",
        "Tides",
        "TIDES",
        "Law",
        "é",
    ]
) | st.text(max_size=4)


@examples(8)
@given(st.lists(st.lists(CELLS, max_size=7), max_size=6), st.binary(max_size=20))
def test_whatever_its_rows_hold_a_file_becomes_facts_without_errors(
    rows: list[list[str]], tail: bytes
) -> None:
    made = io.StringIO(newline="")
    csv.writer(made).writerows([HEADINGS.strip().split(","), *rows])
    data = made.getvalue().encode("utf-8", "replace") + tail
    found = united_states([read(data, "high.csv")])
    merged, problems = checked("".join(write(found)))
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert found.problems or len(merged.actors) == len(found.actors)


@settings(deadline=None)
@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_give_a_reading(data: bytes) -> None:
    assert read(data, "high.csv").problems != []
