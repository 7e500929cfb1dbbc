"""Lists and mappings of which a part lies in a file: they hold what plain ones would."""

from collections.abc import Callable

import pytest

from stakegraph.factfile.reading import Reading
from stakegraph.importers import _stored_list, _stored_mapping, bods, companies_house, ftm, table
from stakegraph.importers._stored_list import StoredList
from stakegraph.importers._stored_mapping import StoredDict, StoredLists
from stakegraph.model.identifiers import Identifier


def store_all(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (_stored_list, _stored_mapping):
        monkeypatch.setattr(module, "_IN_MEMORY", 1)


@pytest.fixture
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    store_all(monkeypatch)


@pytest.mark.usefixtures("_short")
def test_a_list_gives_its_items_in_their_order() -> None:
    items = StoredList(int, range(7))
    items += [7, 8]
    assert [*items] == [*range(9)]
    assert (len(items), items[0], items[3], items[-1], items[2:5]) == (9, 0, 3, 8, [2, 3, 4])
    assert [(one, other) for one in items for other in items] == [
        (one, other) for one in range(9) for other in range(9)
    ]
    items.clear()
    assert [*items] == []


def test_a_short_list_is_a_plain_one() -> None:
    assert StoredList(str, "ab").whole() == ["a", "b"]


@pytest.mark.usefixtures("_short")
def test_a_mapping_has_the_last_value_of_each_key_in_the_order_of_the_keys() -> None:
    known = StoredDict[Identifier](Identifier)
    for key in ("b", "a", "c", "b", "half \ud800"):
        known[key] = Identifier("lei", f"{key}{len(known)}")
    del known["a"]
    expected = {"b": "b3", "c": "c2", "half \ud800": "half \ud8003"}
    assert {key: one.value for key, one in known.pairs()} == expected
    assert [*known] == [*expected]
    assert (len(known), "a" in known, "c" in known, known.get("a")) == (3, False, True, None)


@pytest.mark.usefixtures("_short")
def test_items_of_a_key_stay_in_their_order() -> None:
    items = StoredLists[int](int)
    for number in range(6):
        items.add("odd" if number % 2 else "even", number)
    assert (items.of("odd"), items.of("even"), items.of("none")) == ([1, 3, 5], [0, 2, 4], [])


_PEOPLE = """Name,E-mail,Role,Organisation,From,To
Ana Ruiz,ana@x.org,Chair,Harbour Trust,2020-01-02,
Ana Ruiz,ruiz@y.org,Director,Quay Ltd,2019,2020
Ben Oduya,,Director,Quay Limited,03/04/2018,24/06/2019
Ben Oduya,,Director,Quay Limited,03/04/2018,24/06/2019
"Cole, Dee; Eve Fox",,Secretary,harbour trust,,
,,Secretary,Harbour Trust,,
"""
_STAFF = """Employee,Manager,Job Title,Department
Ana Ruiz,,Head,Docks
Ben Oduya,Ana Ruiz,Clerk,Docks
Ben Oduya,Ana Ruiz,Clerk,Quays
Vacant,Ben Oduya,Porter,Quays
"""
_TIES = """From,Relation,To,Start,Amount (EUR)
Quay Ltd,funds,Harbour Trust,2016,"1.500,00"
Quay Limited,funds,Harbour Trust,2017,1.250
"""
_CONTROL = "\n".join(
    f'{{"company_number": "0{number % 2}", "data": {{"kind": "individual-person-with-significant-'
    f'control", "name": "Ana Ruiz", "natures_of_control": ["ownership-of-shares-25-to-50-percent"],'
    f' "nationality": "British", "notified_on": "2016-04-06", "links": {{}}}}}}'
    for number in range(4)
)
_ENTITIES = "\n".join(
    (
        '{"id": "p-ana", "schema": "Person", "properties": {"name": ["Ana Ruiz"]}}',
        '{"id": "p-ana", "schema": "Person", "properties": {"alias": ["A. Ruiz"]}}',
        '{"id": "c-quay", "schema": "Company", "properties": {"name": ["Quay Ltd"]}}',
        '{"id": "o-1", "schema": "Ownership", "properties": {"owner": ["p-ana"], '
        '"asset": ["c-quay"], "percentage": ["60"]}}',
        '{"id": "s-1", "schema": "Sanction", "properties": {"entity": ["p-ana"]}}',
    )
)


_STATEMENTS = """
{"recordId": "c", "recordType": "entity", "recordDetails": {"name": "Quay Ltd"}}
{"recordId": "p", "recordType": "person", "recordDetails": {"names": [{"fullName": "Ana Ruiz"}]}}
{"recordId": "r", "recordType": "relationship", "recordDetails": {"subject": "c", \
"interestedParty": "p", "interests": [{"type": "shareholding", "share": {"exact": 62.50}}]}}
""".strip()


@pytest.mark.parametrize(
    ("read", "given"),
    [
        (table.read, _PEOPLE),
        (table.read, _STAFF),
        (table.read, _TIES),
        (companies_house.read, _CONTROL),
        (ftm.read, _ENTITIES),
        (bods.read, _STATEMENTS),
    ],
)
def test_an_import_reads_the_same_whatever_lies_in_memory(
    read: Callable[..., Reading], given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read(given.encode(), "x")
    store_all(monkeypatch)
    stored = read(given.encode(), "x")
    for name in ("sources", "actors", "facts", "events", "notes"):
        assert [*getattr(stored, name)] == [*getattr(whole, name)]
    assert stored.relations == whole.relations
