"""Vacancies: whether a post stands empty now, or did on the day asked for."""

from collections.abc import Callable

import pytest

from stakegraph.graph.neighbourhood import Graph
from stakegraph.graph.vacancies import vacancies, vacancy
from stakegraph.store import Scope

POST = """
sources: {{s: {{title: S{date}}}}}
people: {{ann: {{name: Ann}}}}
posts: {{head: {{title: head{seats}, vacant: [{{{dates}, evidence: s ¶1}}]}}}}
facts: [{facts}]
"""


def text(dates: str, facts: str = "", date: str = ", date: 2024-06-30", seats: str = "") -> str:
    return POST.format(dates=dates, facts=facts, date=date, seats=seats)


@pytest.mark.parametrize(
    ("given", "tense"),
    [
        (text("since: 2024-05"), "current"),
        (text("since: 2024-05", "{who: ann, holds: head, until: 2024-04, evidence: s}"), "current"),
        (text("since: 2024-05", "{who: ann, holds: head, as: acting, evidence: s}"), "current"),
        (text("since: 2024-05", "{who: ann, holds: head, as: designate}"), "current"),
        (text("since: 2024-05", "{who: ann, holds: head, status: denied}"), "current"),
        (text("since: 2023-05", "{who: ann, holds: head, since: 2024-01, evidence: s}"), "former"),
        (text("since: 2023-05", "{who: ann, holds: head, since: 2025-01}"), "current"),
        (text("since: 2023-05", "{who: ann, holds: head}", seats=", seats: 2"), "current"),
        (text("since: 2023-05, until: 2024-06-30"), "current"),  # on its last day it is so still
        (text("since: 2023-05, until: 2024-06-29"), "former"),
        (text("until: 2023"), "former"),
        (text("since: 2024-07"), "to come"),
        (text("since: 2023-05", date=""), "current"),
        (text("since: 2023-05", "{who: ann, holds: head, until: 2023-04}", date=""), "current"),
        (text("since: 2023-05", "{who: ann, holds: head}", date=""), "former"),
        (text("since: 2023-05, until: 2024-06", date=""), "former"),  # nothing says what is now
    ],
)
def test_a_vacancy_lasts_until_it_ends_or_somebody_holds_the_post(
    graph: Callable[..., Graph], given: str, tense: str
) -> None:
    drawn = graph(given)
    assert [empty.tense for empty in vacancies(drawn, "head")] == [tense]
    assert bool(vacancy(drawn, "head")) == (tense == "current")


@pytest.mark.parametrize(
    ("dates", "day", "stands"),
    [
        ("since: 2023-05, until: 2023-07", (2023, 6, 1), True),
        ("since: 2023-05, until: 2023-07", (2023, 5, 20), False),  # it may have begun later
        ("since: 2023-05-20, until: 2023-07", (2023, 5, 20), True),
        ("since: 2024-05-20", (2024, 6, 30), True),
        ("since: 2024-05-20", (2024, 7, 1), False),  # no source says that it lasted
        ("since: 2023-05, until: 2023-07", (2023, 8, 1), False),
    ],
)
def test_on_a_day_a_post_stood_empty_if_a_source_says_so_of_that_day(
    graph: Callable[..., Graph], dates: str, day: tuple[int, int, int], stands: bool
) -> None:
    drawn = graph(text(dates), scope=Scope(as_of=(day, day)))
    assert bool(vacancy(drawn, "head")) == stands
