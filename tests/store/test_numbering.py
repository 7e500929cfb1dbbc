"""Numbers of ids, most of which lie in a table."""

import sqlite3
from collections.abc import Iterator

import pytest

from stakegraph.store import numbering
from stakegraph.store.numbering import StoredIds


@pytest.fixture
def ids(monkeypatch: pytest.MonkeyPatch) -> Iterator[StoredIds]:
    monkeypatch.setattr(numbering, "_IN_MEMORY", 2)
    db = sqlite3.connect(":memory:", isolation_level=None)
    yield StoredIds(db)
    db.close()


def test_each_id_keeps_its_number_wherever_it_lies(ids: StoredIds) -> None:
    names = ["ana", "bob", "cy", "dee", "é'\"", "ana"]
    assert [ids.numbers.setdefault(id, number) for number, id in enumerate(names)] == [
        *(0, 1, 2, 3, 4, 0)
    ]
    assert [ids.numbers[id] for id in names] == [0, 1, 2, 3, 4, 0]
    assert [ids[number] for number in range(5)] == names[:5]
    assert ids.numbers.setdefault("fay", 5) == 5
    assert ids[5] == "fay"


def test_an_id_that_was_not_added_has_no_number(ids: StoredIds) -> None:
    for number, id in enumerate(("ana", "bob", "cy", "dee")):
        ids.numbers.setdefault(id, number)
    assert ids.numbers.get("eve") is None
    assert ids.numbers.get("an") is None
    assert "eve" not in ids.numbers
    assert "bob" in ids.numbers
    with pytest.raises(KeyError):
        ids.numbers["eve"]
