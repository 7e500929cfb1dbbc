"""The rows of a table that is written as JSON."""

from __future__ import annotations

import pytest

from stakegraph.errors import FactsError
from stakegraph.importers._json_rows import json_rows

ROWS = [
    (1, ["Name", "From", "Notes"]),
    (2, ["Ana Ruiz", "2015", ""]),
    (5, ["Ben Oduya", "", "old; tall"]),
]


@pytest.mark.parametrize(
    "text",
    [
        """[
{"Name": "Ana Ruiz", "From": 2015},


 {"Name": "Ben Oduya",
  "Notes": ["old", "tall"], "From": null}
]
""",
        """\ufeff
{"Name": "Ana Ruiz", "From": 2015}


{"Name": "Ben Oduya", "Notes": ["old", "tall"]}""",
    ],
)
def test_each_object_is_a_row_under_the_keys_of_all(text: str) -> None:
    assert [*json_rows(text.encode(), "x.json")] == ROWS


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[{"a": 1},\n{"a": {"b": 1}}]', "x.json:2:1: error: no row of a table: it holds other"),
        ('[{"a": 1},\n3]', "x.json:2:1: error: no row of a table: expected an object"),
        ('{"a": 1}\n{"a": }', "x.json:2:7: error: not JSON: expecting value"),
        ('[{"a": ' + "[" * 100_000, "x.json:1:1: error: too many levels of JSON"),
    ],
)
def test_what_is_no_row_is_refused(text: str, message: str) -> None:
    with pytest.raises(FactsError) as raised:
        [*json_rows(text.encode(), "x.json")]
    assert str(raised.value).startswith(message)
