"""By what name somebody went on a day."""

from __future__ import annotations

import pytest

from stakegraph.edtf.dates import period
from stakegraph.model.facts import Actor, Alias, Origin
from stakegraph.model.lifetimes import named_at


@pytest.mark.parametrize(
    ("day", "name", "later"),
    [
        ("2005", "Old Ltd", "New Ltd since 1 January 2011"),
        ("2015", "New Ltd", ""),  # which it had been called since 2011 already
        ("2010-06-01", "Old Ltd", "New Ltd since 1 January 2011"),
        ("2011", "New Ltd", ""),
    ],
)
def test_somebody_goes_by_the_name_that_was_borne_then(day: str, name: str, later: str) -> None:
    actor = Actor(
        origin=Origin("x", 1, 1),
        id="x",
        kind="organisation",
        name="New Ltd",
        aliases=("Old Ltd",),
        alias_dates=(Alias("Old Ltd", "", "2010-12-31"), Alias("New Ltd", "2011-01-01")),
    )
    found = named_at(actor, period(day))
    assert (found.name, found.later) == (name, later)
