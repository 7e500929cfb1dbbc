"""On which days something was held: what dates and sources vouch for."""

from __future__ import annotations

import pytest

from stakegraph.edtf.dates import Day
from stakegraph.edtf.spans import Span, closed, common, days
from stakegraph.edtf.validity import Dating, named_from, sure, surely_meet, told_at_start, vouched


@pytest.mark.parametrize(
    ("dating", "on"),
    [
        (Dating("2020-01-05", "2020-01-09"), "678"),  # the first and the last day may be a handover
        (Dating("2020-01-05", "", ("2020-01-08",)), "678"),
        (Dating("2020-01-05", "", ("2020-01-08/..",)), "678"),
        (Dating("2020-01-05"), ""),
        (Dating("", "2020-01-05", ("2020-01-02",)), "234"),
        (Dating("", "", ("2020-01-02", "2020-01-05")), "25"),
        (Dating("", "", ("2020-01", "2020-01-05?")), ""),
        (Dating("2020-01-05?", "", ("2020-01-08",)), "8"),
        (Dating("2020-01-05", "2020-01-05"), ""),
    ],
)
def test_what_is_sure_is_attested_or_lies_between_start_and_end(dating: Dating, on: str) -> None:
    numbers = {day: closed((2020, 1, day), (2020, 1, day)) for day in range(1, 10)}
    found = [day for day, span in numbers.items() if any(common(span, one) for one in sure(dating))]
    assert "".join(map(str, found)) == on


@pytest.mark.parametrize(
    ("dating", "vouching", "at_start", "named"),
    [
        # a source of the day it is held vouches for it
        (Dating("", "", ("2021-12-08",)), [(2021, 12, 8)], [], (2021, 12, 8)),
        # one that is surely later than the start does, from the start on
        (Dating("2021-05", "", ("2021-12-08",)), [(2021, 12, 8)], [(2021, 12, 8)], (2021, 5, 31)),
        # one of the month of the start may be before it, and vouches for no day
        (Dating("2021-12", "", ("2021-12-08",)), [], [(2021, 12, 8)], (2021, 12, 8)),
        (Dating("2021-12", "2022", ("2021-12-08",)), [], [], (2021, 12, 31)),
        (Dating("2021-12", "", ("2021-11-30",)), [], [], None),
        # a source of a month vouches for it on some day of that month
        (Dating("", "", ("2021-12",)), [], [], (2021, 12, 1)),
        (Dating(), [], [], None),
    ],
)
def test_a_source_names_from_its_day_on_unless_it_may_be_before_the_start(
    dating: Dating, vouching: list[Day], at_start: list[Day], named: Day | None
) -> None:
    assert vouched(dating) == tuple(vouching)
    assert told_at_start(dating) == tuple(at_start)
    found = [days(Span(number, number))[0] for number in named_from(dating)[:1]]
    assert found == ([named] if named else [])


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        (Dating(), Dating(), True),
        (Dating("2015", "2018"), Dating("2016"), True),
        (Dating("2015", "2018-03-01"), Dating("2018-03-01"), False),  # a handover
        (Dating("2015", "2018"), Dating("2018"), False),  # some day in 2018, and some other
        (Dating("2015", "2018-03-01"), Dating(attested=("2018-05-01",)), False),
        (Dating("2015", "2018-03-01"), Dating(attested=("2018-05-01", "2017-05-01")), True),
        (Dating("2015", "2018-03-01"), Dating(attested=("2018",)), True),  # of no sure day
        (Dating("2015", "2018-03-01"), Dating("", "2018-03-01", ("2018-05-01",)), True),
        (Dating("2015"), Dating(attested=("2018-05-01",), within=("", "2019")), True),
    ],
)
def test_two_surely_meet_where_each_is_known_to_have_begun_before_the_other_may_end(
    one: Dating, other: Dating, met: bool
) -> None:
    assert surely_meet((one, other)) is surely_meet((other, one)) is met


def test_what_lasts_as_long_as_others_began_with_them() -> None:
    line, held = Dating(attested=("2018-05-01",)), Dating("2015", "2018-03-01")
    assert not surely_meet((line, held))
    assert surely_meet((line, held), lasting=True)
    assert not surely_meet((line._replace(since="2018-04"), held), lasting=True)
