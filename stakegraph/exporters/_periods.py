"""The periods of validity of the lines of a flat graph: on all days of one the answer is the same.

`standing` is asked, and nobody else: between the days on which a sure bound of one of the dates
lies, its answer cannot change, so it is asked once for each such period. Days are counted from
1 January 1970, as browsers count them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from stakegraph.edtf.dates import Day, parse
from stakegraph.edtf.standing import NOT_HELD, Held, Standing, standing
from stakegraph.edtf.validity import Dating
from stakegraph.exporters._attributes import relations, ties
from stakegraph.model.facts import Fact
from stakegraph.model.lifetimes import Lifetime, dating, ended_by, is_first, of_post, place
from stakegraph.model.relations import Relation

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph

_ANY_DAY: Day = (-1, 1, 1)  # before all that can be written
_EPOCH = 719_468  # days from 1 March of the year 0


class Period(NamedTuple):
    """Say what is known of a line from a day on (None: from ever), and why if nothing is."""

    start: int | None
    held: Held
    missing: tuple[str, ...]


def periods(graph: Graph) -> dict[str, list[Period]]:
    """Return for each edge of a flat graph, by its key, what is known of every day, first to last.

    A derived line holds while all its premises do. Where a premise is not in the graph, only the
    line's own dates count, and no source vouches for the days about which they leave a doubt.
    """
    issued = {source["id"]: source.get("date", "") for source in graph.graph["sources"]}
    rows = relations(graph)
    places = _places(graph, rows)
    lives = _lifetimes(graph, places)
    facts = {tie.fact.id: tie.fact for tie in ties(graph)}
    about: dict[tuple[Hashable, ...], list[Fact]] = defaultdict(list)
    for fact in facts.values():
        about[fact.ties].append(fact)
    spans: dict[str, Dating | None] = {}
    posts: dict[str, Dating] = {}  # when each is where it is
    coming: dict[Hashable, dict[str, Dating]] = defaultdict(dict)  # who is designated to a post
    for one, other, key, data in graph.edges(keys=True, data=True):
        fact = facts[key]
        subject, object = lives[one], lives[other]
        is_to_come = fact.is_designation
        if is_to_come:  # before there is the post
            object = object._replace(since="")
        row, days = rows.get(fact.relation), _days(data, issued)
        dates = (data.get("start", ""), data.get("end", ""))
        moves, once = len(places[one]) > 1, bool(fact.attested)
        span: Dating | None = Dating(*dates, days)
        if row:
            span = dating(row, dates, days, subject, object, moves=moves, once=once)
        if span and row and not fact.attested:
            span = ended_by(span, fact, about[fact.ties], row, issued)
        spans[str(key)] = span
        if row and row.of_post:
            posts[str(key)] = span or place(subject, days)
        if row and row.fills and is_to_come and span and fact.status != "denied":
            coming[other][str(key)] = span
    found = {}
    for one, other, key, data in graph.edges(keys=True, data=True):
        premises = data.get("premises", ())
        own = [spans[id] for id in premises if id in spans] or [posts.get(key, spans[key])]
        if any(id not in spans for id in premises):
            own.append(Dating(data.get("start", ""), data.get("end", "")))
        known = periods_of([each for each in own if each is not None])
        if key in posts and coming[one] and is_first(lives[one], lives[other]):
            designated = [span for _, span in sorted(coming[one].items())]
            known = _from(lives[one].since, _any_of(designated), known)
        found[str(key)] = known
    return found


def _from(start: str, before: list[Period], after: list[Period]) -> list[Period]:
    """Return what is known by one until something begins, and by the other from then on."""
    day = parse(start).surely_from if start else None
    if day is None:
        return after
    first = day_number(day)
    held = [each for each in after if each.start is None or each.start <= first][-1]
    return [
        *(each for each in before if each.start is None or each.start < first),
        held._replace(start=first),
        *(each for each in after if each.start is not None and each.start > first),
    ]


def day_number(day: Day) -> int:
    """Count the days from 1 January 1970; http://howardhinnant.github.io/date_algorithms.html."""
    year, month, date = day
    year -= month <= 2
    era, rest = divmod(year, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + date - 1
    return era * 146_097 + rest * 365 + rest // 4 - rest // 100 + of_year - _EPOCH


def day_of(number: int) -> Day:
    """Return the day that has a number."""
    era, rest = divmod(number + _EPOCH, 146_097)
    year = (rest - rest // 1_460 + rest // 36_524 - rest // 146_096) // 365
    of_year = rest - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    date = of_year - (153 * month + 2) // 5 + 1
    month = month + 3 if month < 10 else month - 9
    return era * 400 + year + (month <= 2), month, date


def _places(graph: Graph, rows: Mapping[str, Relation]) -> dict[str, list[str]]:
    """Return the organisations that each post is at."""
    places: dict[str, list[str]] = defaultdict(list)
    for one, other, data in graph.edges(data=True):
        row = rows.get(data["type"])
        if row and row.of_post and data["status"] != "denied":
            places[one].append(other)
    return places


def _lifetimes(graph: Graph, places: Mapping[str, Iterable[str]]) -> dict[str, Lifetime]:
    own = {
        id: Lifetime(data["type"], data.get("start", ""), data.get("end", ""))
        for id, data in graph.nodes(data=True)
    }
    return {
        id: of_post(life, map(own.__getitem__, places[id])) if id in places else life
        for id, life in own.items()
    }


def _days(data: Mapping[str, Any], issued: Mapping[str, str]) -> tuple[str, ...]:
    """Return the dates of the sources of a line, or when it was so."""
    if "attested" in data:
        return (data["attested"],)
    cited = sorted({place.partition(" ")[0] for place in data.get("evidence", ())})
    return tuple(date for id in cited if (date := issued.get(id, "")))


def periods_of(spans: list[Dating]) -> list[Period]:
    """Return what is known of every day of what holds while all of some things do."""
    return _periods(_turns(spans), lambda day: standing((day, day), spans))


def _any_of(spans: list[Dating]) -> list[Period]:
    """Return what is known of every day of what holds while any of some things does."""

    def surest(day: Day) -> Standing:
        known = (standing((day, day), [each]) for each in spans)
        there = (each for each in known if each.held != NOT_HELD)
        return min(there, key=lambda each: len(each.missing), default=Standing(NOT_HELD))

    return _periods(_turns(spans), surest)


def _periods(turns: Iterable[int], known: Callable[[Day], Standing]) -> list[Period]:
    """Return what is known of every day, which is asked on each on which that may change.

    Runs in which it does not are joined.
    """
    found = [Period(None, *known(_ANY_DAY))]
    for start in sorted(turns):
        held, missing = known(day_of(start))
        if (held, missing) != found[-1][1:]:
            found.append(Period(start, held, missing))
    return found


def _turns(spans: Iterable[Dating]) -> set[int]:
    turns = set()
    for each in spans:
        for text in filter(None, (each.since, each.until, *each.within, *each.attested)):
            date = parse(text)
            for bound in (date.surely_from, date.surely_to):
                if bound is not None:
                    turns |= {day_number(bound), day_number(bound) + 1}
    return turns
