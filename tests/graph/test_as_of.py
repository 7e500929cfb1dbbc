"""What holds on a day, from the files to the store: properties that hold for all dates."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st
from stores import store_of

from stakegraph.store import Scope
from stakegraph.store.loading import load_files

DAYS = st.dates(datetime.date(2006, 6, 1), datetime.date(2008, 6, 30))

# Every way in which a date reaches an answer: of a fact, of a partnership, of a source; and what is
# derived from dated facts, beside a stated fact that may say the same.
FILE = """\
stakegraph: 1
sources: {{one: {{title: One, date: {0}}}, two: {{title: Two, date: {1}}}}}
people: {{ann: {{name: Ann}}, bob: {{name: Bob}}}}
organisations: {{town: {{name: Town}}, firm: {{name: Firm}}}}
posts: {{head: {{title: head, at: town}}, deputy: {{title: deputy, at: town}}}}
partnerships: {{deal: {{name: Deal, since: {2}, until: {3}}}}}
facts:
- {{who: ann, holds: head, since: {4}, until: {5}, evidence: one}}
- {{who: bob, holds: deputy, since: {6}, evidence: [one, two]}}
- {{who: deputy, reports_to: head, until: {7}, evidence: two}}
- {{who: ann, role_at: town, title: head, since: {8}, until: {9}, evidence: two}}
- {{who: firm, partner_in: deal, evidence: two}}
- {{who: firm, works_with: town, evidence: one}}
"""
SPANS = ((2, 3), (4, 5), (8, 9))


def finer(day: datetime.date) -> st.SearchStrategy[tuple[str, str]]:
    """Draw a date that this day lies in, and one at least as precise."""
    year, month, iso = day.strftime("%Y"), day.strftime("%Y-%m"), day.isoformat()
    ways = (
        [f"{year}?", f"{month}?", month, iso],
        [f"../{day.year + 1}", f"{day.year - 1}/{day.year + 1}", f"{year}~", f"{month}~", month],
        [f"{day.year - 1}/..", f"{year}-XX", f"{month}-XX", iso],
        [f"{year[:3]}X", year, f"{year}-01/{year}-12", month, iso],
    )
    chain = st.sampled_from(ways)
    ends = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(sorted)
    return st.builds(
        lambda way, ends: (way[min(ends[0], len(way) - 1)], way[min(ends[1], len(way) - 1)]),
        chain,
        ends,
    )


def held(dates: list[str], day: datetime.date) -> dict[tuple[str, str, str], str]:
    """Say of each statement that is not known not to hold whether it is held, by any of its facts.

    A derived fact stands back while a stated one says the same, so the two are one statement here.
    """
    store = store_of(load_files([("f.yaml", FILE.format(*dates).encode())]))
    scope = Scope(as_of=((day.year, day.month, day.day), (day.year, day.month, day.day)))
    ties = sorted(store.hop(None, store.relations, "out", scope), key=lambda tie: not tie.missing)
    return {
        (tie.fact.subject, tie.fact.relation, tie.fact.object): (
            "undetermined" if tie.missing else "held"
        )
        for tie in ties
    }


@given(DAYS, st.lists(DAYS, min_size=10, max_size=10), st.data())
def test_a_more_precise_date_never_takes_an_answer_back(
    day: datetime.date, days: list[datetime.date], data: st.DataObject
) -> None:
    for start, end in SPANS:
        days[start], days[end] = sorted((days[start], days[end]))
    pairs = [data.draw(finer(each)) for each in days]
    before = held([coarse for coarse, _ in pairs], day)
    after = held([fine for _, fine in pairs], day)
    taken_back = {
        id: (before.get(id, "not held"), after.get(id, "not held"))
        for id in before.keys() | after.keys()
        if before.get(id, "not held") not in ("undetermined", after.get(id, "not held"))
    }
    assert taken_back == {}


PARTS = (
    "sources: {one: {title: One}}\nfacts:\n- {who: ann, holds: head, DATES, evidence: one}",
    "sources: {two: {title: Two}}\nfacts:\n- {who: ann, holds: head, DATES, evidence: two}",
    "people: {ann: {name: Ann}}",
    "posts: {head: {title: head, at: town}}",
    "organisations: {town: {name: Town}}",
    "facts:\n- {who: ann, holds: head, status: hedged}",
)


@given(st.lists(DAYS, min_size=3, max_size=3).map(sorted), st.permutations(PARTS))
def test_a_day_within_a_stated_span_is_held_whatever_the_order_of_the_files(
    days: list[datetime.date], parts: list[str]
) -> None:
    since, day, until = days
    dates = f"since: {since}, until: {until}"
    files = [
        (f"{number}.yaml", f"stakegraph: 1\n{part.replace('DATES', dates)}\n".encode())
        for number, part in enumerate(parts)
    ]
    store = store_of(load_files(files))
    ties = list(
        store.hop(
            None,
            store.relations,
            "out",
            Scope(as_of=((day.year, day.month, day.day), (day.year, day.month, day.day))),
        )
    )
    exact = [tie for tie in ties if tie.fact.since and not tie.fact.premises]
    (derived,) = (tie for tie in ties if tie.fact.premises and tie.fact.since)
    assert [tie.missing for tie in (*exact, derived)] == [(), ()]
    assert sorted(str(one) for one in exact[0].fact.evidence) == ["one", "two"]
