"""Tables of people and staff that are read in one command."""

from __future__ import annotations

from readings import loaded, said

from stakegraph.importers.table import read


def test_a_manager_may_be_in_another_file() -> None:
    heads = b"Id,Name,Title,Manager Id\n1,Ana Ruiz,Director,\n2,Ben Oduya,Head of Finance,1\n"
    clerks = b"Id,Name,Title,Manager Id\n7,Cleo Marsh,Clerk,2\n8,Dan Ruiz,Clerk,9\n"
    reading = read(heads, "heads.csv", beside=[("clerks.csv", clerks)])
    assert [fact for fact in said(loaded(reading)) if "reports_to" in fact] == [
        "ben-oduya reports_to ana-ruiz [heads line 3]",
        "cleo-marsh reports_to ben-oduya [clerks line 2]",
    ]
    assert "clerks.csv: line 3: no line from 'Dan Ruiz': no row is '9'" in reading.notes


def test_who_is_named_in_two_lists_is_one_person() -> None:
    first = b"Name,Role,Organisation\nAna Ruiz,Chair,Harbour Trust\n"
    second = (
        b"Name,Post,Organisation,From\nRUIZ ANA,Clerk,Dock Ltd,2018\nana ruiz,Mayor,Town,2019\n"
    )
    reading = read(first, "board.csv", beside=[("posts.csv", second)])
    facts = loaded(reading)
    assert [fact for fact in said(facts) if " at " not in fact] == [
        "ana-ruiz role_at harbour-trust title=Chair [board line 2]",
        "ruiz-ana holds clerk 2018.. [posts line 2]",
        "ana-ruiz holds mayor 2019.. [posts line 3]",
    ]
