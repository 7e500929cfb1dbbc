"""Whether something was held on a day: examples, then properties that hold for all dates."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from random import Random
from unittest.mock import ANY

import pytest
from drawn_dates import DAYS, NEAR, as_day, edtf, loosely, singles
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.edtf import dates
from stakegraph.edtf.dates import Day
from stakegraph.edtf.standing import HELD, NOT_HELD, PART, UNDETERMINED, Standing
from stakegraph.edtf.standing import standing as standing_of
from stakegraph.edtf.validity import Dating

ARTICLE = "2008-03-13"


def standing(
    day: Day, since: str, until: str, attested: Sequence[str], *, act: bool = False
) -> Standing:
    return standing_of((day, day), [Dating(since, until, tuple(attested), act)])


# --- examples ---------------------------------------------------------------------------------

NO_START = "no start is given"
NOT_AFTER_ARTICLE = "no end is given, and no source after 13 March 2008 says it lasted"


@pytest.mark.parametrize(
    ("day", "since", "until", "attested", "held", "missing"),
    [
        # both ends exact: no source is needed
        ((2007, 3, 1), "2007-03-01", "2010-03-31", [], HELD, ()),
        ((2010, 3, 31), "2007-03-01", "2010-03-31", [], HELD, ()),
        ((2007, 2, 28), "2007-03-01", "2010-03-31", [], NOT_HELD, ()),
        ((2010, 4, 1), "2007-03-01", "2010-03-31", [], NOT_HELD, ()),
        # a bare month or year is some day in it
        ((2007, 3, 31), "2007-03", "2010", [], HELD, ()),
        (
            (2007, 3, 30),
            "2007-03",
            "2010",
            [],
            UNDETERMINED,
            ("the start, March 2007, is not exact enough",),
        ),
        (
            (2010, 1, 2),
            "2007-03",
            "2010",
            [],
            UNDETERMINED,
            ("the end, 2010, is not exact enough",),
        ),
        # no end: held up to the latest source
        ((2008, 3, 13), "2007-06", "", [ARTICLE], HELD, ()),
        ((2007, 12, 1), "2007-06", "", [ARTICLE], HELD, ()),
        ((2008, 3, 14), "2007-06", "", [ARTICLE], UNDETERMINED, (NOT_AFTER_ARTICLE,)),
        ((2008, 3, 14), "2007-06", "", [ARTICLE, "2009"], HELD, ()),
        ((2007, 5, 31), "2007-06", "", [ARTICLE], NOT_HELD, ()),
        (
            (2008, 3, 14),
            "2007-06",
            "",
            [],
            UNDETERMINED,
            ("no end is given, and no dated source says it lasted",),
        ),
        (
            (2008, 3, 14),
            "2007-06",
            "",
            ["2006/2007", "2008-03"],
            UNDETERMINED,
            ("no end is given, and the latest source, March 2008, does not settle it",),
        ),
        # no dates at all: held where sources say so, and between them
        ((2008, 3, 13), "", "", [ARTICLE], HELD, ()),
        ((2008, 3, 12), "", "", [ARTICLE], UNDETERMINED, (NO_START,)),
        ((2008, 3, 14), "", "", [ARTICLE], UNDETERMINED, (NOT_AFTER_ARTICLE,)),
        ((2008, 3, 14), "", "", ["2009-01-01", ARTICLE], HELD, ()),
        (
            (2008, 3, 13),
            "",
            "",
            ["2008-05-08?"],
            UNDETERMINED,
            (
                NO_START,
                "no end is given, and the latest source, 8 May 2008 (uncertain), does not settle"
                " it",
            ),
        ),
        # only an end
        ((2008, 3, 13), "", "2010", [ARTICLE], HELD, ()),
        ((2009, 3, 13), "", "2010", [ARTICLE], HELD, ()),
        ((2008, 3, 12), "", "2010", [ARTICLE], UNDETERMINED, (NO_START,)),
        ((2008, 3, 13), "", "2007", [ARTICLE], NOT_HELD, ()),
        # a source of some day in a month counts from its last day, and up to its first
        ((2008, 3, 31), "", "2010", ["2008-03"], HELD, ()),
        ((2008, 3, 30), "", "2010", ["2008-03"], UNDETERMINED, (NO_START,)),
        ((2008, 3, 1), "2007-06", "", ["2008-03"], HELD, ()),
        # a source that may be as late as the end does not say that it lasted
        (
            (2008, 2, 1),
            "2007",
            "2008",
            ["2008-06-01"],
            UNDETERMINED,
            ("the end, 2008, is not exact enough",),
        ),
        ((2008, 5, 1), "", "2009", ["2008-06-01", "2008-04-30"], HELD, ()),
        # about, and uncertain
        (
            (2001, 6, 1),
            "2001~",
            "",
            [ARTICLE],
            UNDETERMINED,
            ("the start, about 2001, is not exact enough",),
        ),
        ((2002, 12, 31), "2001~", "", [ARTICLE], HELD, ()),
        ((1999, 12, 31), "2001~", "", [ARTICLE], NOT_HELD, ()),
        ((2008, 3, 13), "2007?", "2008-05?", [ARTICLE], HELD, ()),
        (
            (2008, 3, 14),
            "2007",
            "2008-05?",
            [ARTICLE],
            UNDETERMINED,
            ("the end, May 2008 (uncertain), is in doubt",),
        ),
        (
            (2012, 1, 1),
            "2007",
            "2008-05?",
            [ARTICLE],
            UNDETERMINED,
            ("the end, May 2008 (uncertain), is in doubt",),
        ),
        # announced before it began: the source does not say that it was so already
        ((2008, 3, 13), "2008-04-01", "", [ARTICLE], NOT_HELD, ()),
        ((2008, 4, 1), "2008-04-01", "", [ARTICLE], UNDETERMINED, (NOT_AFTER_ARTICLE,)),
        # intervals
        ((2007, 6, 30), "../2007-06", "", [ARTICLE], HELD, ()),
        (
            (2007, 6, 29),
            "../2007-06",
            "",
            [ARTICLE],
            UNDETERMINED,
            ("the start, by June 2007, is not exact enough",),
        ),
        ((2007, 2, 28), "2007-03/..", "", [ARTICLE], NOT_HELD, ()),
    ],
)
def test_a_fact_stands_or_not_on_a_day(
    day: Day,
    since: str,
    until: str,
    attested: list[str],
    held: str,
    missing: tuple[str, ...],
) -> None:
    assert standing(day, since, until, attested) == (held, missing)


JANUARY = dates.period("2024-01")


@pytest.mark.parametrize(
    ("datings", "held", "missing"),
    [
        ([], HELD, ()),
        ([Dating("2023", "2025")], HELD, ()),
        ([Dating("2023", "2025"), Dating("2024-01-01", "2024-01-31")], HELD, ()),
        ([Dating("2024-01-10", "2024-01-20")], PART, ()),
        ([Dating("2023", "2024-01-10"), Dating("2024-01-10", "2025")], PART, ()),
        # each for a part, and never both
        ([Dating("2024-01-01", "2024-01-10"), Dating("2024-01-20", "2024-01-31")], NOT_HELD, ()),
        (
            [Dating("2023", "2024-01"), Dating("2024-01-10", "2025")],
            UNDETERMINED,
            ("the end, January 2024, is not exact enough",),
        ),
        ([Dating("2023", "2024-01"), Dating("2024-02", "2025")], NOT_HELD, ()),
        ([Dating("", "", ("2024-01-05",))], PART, ()),
        # it began or ended in January, as a later source tells
        ([Dating("2024-01", "2024-01", ("2024-02-01",))], PART, ()),
        ([Dating("", "2024-01", ("2024-02-01",))], PART, ()),
        (
            [Dating("", "2024-01", ("2024-01-20",))],
            UNDETERMINED,
            ("no start is given", "the end, January 2024, is not exact enough"),
        ),
        ([Dating("", "2024", ("2025",))], UNDETERMINED, ANY),
        # whatever else was so all along
        ([Dating("", "2024-01", ("2024-02-01",)), Dating("2023", "2025")], PART, ()),
        (
            2 * [Dating("2024-01-10/2024-01-20", "2024-01-15/2024-01-25", ("2024-02",))],
            UNDETERMINED,
            (
                "the start, between 10 January 2024 and 20 January 2024, is not exact enough",
                "the end, between 15 January 2024 and 25 January 2024, is not exact enough",
            ),
        ),
        # it cannot outlast what it is a part of, and who speaks of it later vouches for nothing
        ([Dating("2023", "", ("2024-03-01",), within=("", "2023-12"))], NOT_HELD, ()),
        ([Dating("2022", "", ("2023-12-15",), within=("", "2024-01-10"))], UNDETERMINED, ANY),
    ],
)
def test_all_hold_together_on_the_days_that_they_have_in_common(
    datings: list[Dating], held: str, missing: tuple[str, ...]
) -> None:
    assert standing_of(JANUARY, datings) == (held, missing)


@pytest.mark.parametrize(
    ("last", "why"),
    [
        ("2023-12-31", "no end is given, and no source after 8 December 2021 says it lasted"),
        ("2022-06-01", "no end is given, and no source after 8 December 2021 says it lasted"),
        ("2022-06", "no end is given, and no source after 8 December 2021 says it lasted"),
        ("2022", "the end, 2022, is not exact enough"),  # it may have ended before that day
    ],
)
def test_the_end_of_what_it_cannot_outlast_is_a_reason_where_it_may_have_come(
    last: str, why: str
) -> None:
    dating = Dating("2021", "", ("2021-12-08",), within=("", last))
    assert standing_of(dates.period("2022-06-01"), [dating]).missing == (why,)


# --- properties -------------------------------------------------------------------------------


@st.composite
def made_more_precise(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a date, and one that lies within it and drops qualifiers at most."""
    coarse = draw(edtf())
    date = dates.parse(coarse)
    days = st.dates(as_date(date.earliest, 2003), as_date(date.latest, 2011))
    first, last = sorted((draw(days), draw(days)))
    begin, end = draw(singles(st.just(first))), draw(singles(st.just(last)))
    finer = [begin, f"{begin}/{end}", f"{begin}/..", f"../{end}", first.isoformat()]
    return coarse, next(text for text in finer if is_finer(text, date))


def is_finer(text: str, coarse: dates.Date) -> bool:
    date = dates.parse(text)
    return (
        all(
            old is None or (new is not None and (old <= new if is_lower else new <= old))
            for old, new, is_lower in [
                (coarse.earliest, date.earliest, True),
                (coarse.surely_from, date.surely_from, True),
                (coarse.latest, date.latest, False),
                (coarse.surely_to, date.surely_to, False),
            ]
        )
        and date.approximate <= coarse.approximate
        and date.uncertain <= coarse.uncertain
    )


def as_date(day: Day | None, otherwise: int) -> datetime.date:
    return datetime.date(otherwise, 1, 1) if day is None else datetime.date(*day)


@examples(20)
@given(NEAR, NEAR, NEAR, st.lists(NEAR, max_size=2), st.data())
def test_a_standing_agrees_with_every_course_of_events_that_the_dates_allow(
    day: datetime.date,
    start: datetime.date,
    end: datetime.date,
    published: list[datetime.date],
    data: st.DataObject,
) -> None:
    start, end = min(start, end), max(start, end)
    since, until = data.draw(st.just("") | loosely(start)), data.draw(st.just("") | loosely(end))
    # A source that gives no start, or no end, speaks of what has begun, or goes on.
    attested = [
        data.draw(loosely(each))
        for each in published
        if (since or start <= each) and (until or each <= end)
    ]
    answer = standing(as_day(day), since, until, attested)
    if answer.held != UNDETERMINED:
        assert (answer.held == HELD) == (start <= day <= end)
    assert bool(answer.missing) == (answer.held == UNDETERMINED)


@examples(20)
@given(st.tuples(NEAR, NEAR), st.lists(st.tuples(NEAR, NEAR), min_size=1, max_size=2), st.data())
def test_a_standing_in_a_period_agrees_with_every_course_of_events(
    asked: tuple[datetime.date, datetime.date],
    lives: list[tuple[datetime.date, datetime.date]],
    data: st.DataObject,
) -> None:
    first, last = min(asked), max(asked)
    datings, days = [], {first + datetime.timedelta(n) for n in range((last - first).days + 1)}
    whole = len(days)
    for start, end in (sorted(each) for each in lives):
        since, until = (
            data.draw(st.just("") | loosely(start)),
            data.draw(st.just("") | loosely(end)),
        )
        published = data.draw(st.lists(NEAR, max_size=2))
        attested = tuple(
            data.draw(loosely(each))
            for each in published
            if (since or start <= each) and (until or each <= end)
        )
        datings.append(Dating(since, until, attested))
        days = {day for day in days if start <= day <= end}
    answer = standing_of((as_day(first), as_day(last)), datings)
    held = HELD if len(days) == whole else PART if days else NOT_HELD
    assert answer.held in (held, UNDETERMINED) or (answer.held == PART and held == HELD)
    assert bool(answer.missing) == (answer.held == UNDETERMINED)


@examples(10)
@given(
    DAYS,
    made_more_precise(),
    made_more_precise(),
    st.lists(made_more_precise(), max_size=3),
    st.data(),
)
def test_a_more_precise_date_never_takes_an_answer_back(
    day: datetime.date,
    since: tuple[str, str],
    until: tuple[str, str],
    attested: list[tuple[str, str]],
    data: st.DataObject,
) -> None:
    sides = st.sampled_from([0, 1])
    given_since, given_until = data.draw(st.booleans()), data.draw(st.booleans())

    def ask(*side: int) -> Standing:
        return standing(
            as_day(day),
            since[side[0]] if given_since else "",
            until[side[1]] if given_until else "",
            [each[side[2]] for each in attested],
        )

    before = ask(0, 0, 0)
    if before.held != UNDETERMINED:
        assert ask(data.draw(sides), data.draw(sides), data.draw(sides)) == before


@given(DAYS, st.just("") | edtf(), st.just("") | edtf(), st.lists(edtf(), max_size=3), edtf())
def test_another_source_never_takes_an_answer_back(
    day: datetime.date, since: str, until: str, attested: list[str], more: str
) -> None:
    before = standing(as_day(day), since, until, attested)
    if before.held != UNDETERMINED:
        assert standing(as_day(day), since, until, [more, *attested]) == before


@given(DAYS, DAYS, DAYS, st.lists(edtf(), max_size=3).flatmap(st.permutations))
def test_a_day_inside_an_exact_span_is_held_whatever_the_sources(
    a: datetime.date, b: datetime.date, c: datetime.date, attested: list[str]
) -> None:
    since, day, until = sorted((a, b, c))
    answer = standing(as_day(day), since.isoformat(), until.isoformat(), attested)
    assert answer == Standing(HELD)


@given(DAYS, st.just("") | edtf(), st.just("") | edtf(), st.lists(edtf(), max_size=4), st.randoms())
def test_the_order_of_the_sources_does_not_matter(
    day: datetime.date,
    since: str,
    until: str,
    attested: list[str],
    random: Random,
) -> None:
    shuffled = random.sample(attested, len(attested))
    assert standing(as_day(day), since, until, attested) == standing(
        as_day(day), since, until, shuffled
    )


@pytest.mark.parametrize(
    ("day", "since", "until", "held"),
    [
        ((2007, 2, 28), "2007-03", "", NOT_HELD),
        ((2007, 3, 15), "2007-03", "", UNDETERMINED),  # some day in March: done by then, or not yet
        ((2007, 3, 31), "2007-03", "", HELD),
        ((2030, 1, 1), "2007-03", "", HELD),
        ((2030, 1, 1), "2007-03", "2009", NOT_HELD),  # who gives an end means what lasted
        ((2030, 1, 1), "", "", UNDETERMINED),
    ],
)
def test_what_was_done_once_has_been_done_ever_after(
    day: Day, since: str, until: str, held: str
) -> None:
    assert standing(day, since, until, [], act=True).held == held


def test_what_a_source_has_as_done_has_been_done_ever_after() -> None:
    assert standing((2030, 1, 1), "", "", [ARTICLE], act=True) == (HELD, ())
    assert standing((2030, 1, 1), "", "", [ARTICLE]).held == UNDETERMINED
