"""Reporting lines: who reports to whom, downward, upward and as a whole."""

from collections import defaultdict
from typing import Literal

from stakegraph.graph.neighbourhood import Graph, actor_of, firmness, ties_in, ties_out
from stakegraph.graph.seats import seats_of
from stakegraph.model.facts import DERIVED, apart
from stakegraph.model.relations import PERSON, POST, REPORTING, ROLE, STRUCTURE
from stakegraph.questions.results import Ref, Result, Statement, ref, statement
from stakegraph.questions.seats import Occupancy, occupancy
from stakegraph.store import Direction, Tie

Stops = Literal["", "circle", "above", "deep"]

# A line longer than any real one: imported data may have them.
_DEPTH = 150


class Line(Result, frozen=True, kw_only=True):
    """One place in a reporting line and what lies beyond it.

    `facts` say that it belongs here, the firmest first. `stops` says why nothing beyond it is
    shown: the place stands further up in the same line (`circle`), it was shown in full before
    (`above`), or the line is too long (`deep`).
    """

    seat: Occupancy
    facts: tuple[Statement, ...]
    beyond: tuple["Line", ...]
    stops: Stops


class Reports(Result, frozen=True, kw_only=True):
    """Who reports to somebody; `everyone` when the lines below those are shown as well."""

    to: Occupancy
    everyone: bool
    reports: tuple[Line, ...]


class Chain(Result, frozen=True, kw_only=True):
    """Whom somebody reports to, and so on to the top."""

    of: Occupancy
    managers: tuple[Line, ...]


class OrgChart(Result, frozen=True, kw_only=True):
    """Every reporting line, from those who report to nobody; posts without a line are apart."""

    of: Ref | None
    tops: tuple[Line, ...]
    unplaced: tuple[Occupancy, ...]


def who_reports_to(graph: Graph, id: str, *, everyone: bool = False) -> Reports:
    """Return who reports to a person or a post: directly, or down to the last."""
    return Reports(
        to=_occupied(graph, id),
        everyone=everyone,
        reports=_Walk(graph, "in").lines(id, direct=not everyone),
    )


def chain(graph: Graph, id: str) -> Chain:
    """Return whom a person or a post reports to, up to the top."""
    return Chain(of=_occupied(graph, id), managers=_Walk(graph, "out").lines(id))


def org_chart(graph: Graph, organisation: str | None = None) -> OrgChart:
    """Return every reporting line as a forest, or those of one organisation and its parts."""
    inside = _inside(graph, organisation) if organisation else set(graph)
    people = sorted(id for id in inside if actor_of(graph, id).kind in (PERSON, POST))
    below = {id for id in people if _beyond(graph, id, "out")}
    above = [id for id in people if _beyond(graph, id, "in")]
    drawn: set[str] = set()
    walk = _Walk(graph, "in")
    tops: list[Line] = []
    # Whoever has nobody above comes first; where a circle leaves none, its first member does.
    for id in [*(id for id in above if id not in below), *above]:
        if not drawn.intersection(seats_of(graph).members(id)):
            top = Line(
                seat=_occupied(graph, id),
                facts=(),
                beyond=walk.lines(id),
                stops="",
            )
            tops.append(top)
            drawn |= _drawn(graph, top)
    apart = [id for id in people if actor_of(graph, id).kind == POST and id not in drawn]
    return OrgChart(
        of=ref(actor_of(graph, organisation)) if organisation else None,
        tops=tuple(tops),
        unplaced=tuple(_occupied(graph, id) for id in apart),
    )


class _Walk:
    """A walk along reporting lines, which shows what lies beyond each place once."""

    def __init__(self, graph: Graph, direction: Direction) -> None:
        self.graph = graph
        self.direction = direction
        self.shown: set[str] = set()

    def lines(
        self, id: str, trail: tuple[str, ...] = (), *, direct: bool = False
    ) -> tuple[Line, ...]:
        """Return the places one line below ("in") or above ("out") a place, and on from there."""
        trail = (*trail, *seats_of(self.graph).members(id))
        self.shown.add(id)
        found = []
        for member, ties in _beyond(self.graph, id, self.direction).items():
            own = sorted(_stated(ties), key=lambda tie: self._rank(tie, member))
            stops = "" if direct else self._stops(member, trail)
            end = direct or stops
            line = Line(
                seat=occupancy(self.graph, member, {_end(tie, self.direction) for tie in ties}),
                facts=tuple(statement(self.graph, tie) for tie in own),
                beyond=() if end else self.lines(member, trail),
                stops=stops,
            )
            found.append((min(map(firmness, own))[:2], _name(line.seat), line))
        return tuple(line for _, _, line in sorted(found, key=lambda row: row[:2]))

    def _rank(self, tie: Tie, member: str) -> tuple[object, ...]:
        """Sort by firmness; of lines equally firm, the person's own before that of the posts."""
        *firm, id = firmness(tie)
        return (*firm, _end(tie, self.direction) != member, id)

    def _stops(self, member: str, trail: tuple[str, ...]) -> Stops:
        if member in trail:
            return "circle"
        goes_on = bool(_beyond(self.graph, member, self.direction))
        if member in self.shown:
            return "above" if goes_on else ""
        return "deep" if len(trail) > _DEPTH and goes_on else ""


def _beyond(graph: Graph, id: str, direction: Direction) -> dict[str, list[Tie]]:
    """Return who stands at the far ends of the lines of a place: for a post its holders.

    Whoever held a post when the line was not there, or when the other was not, has no part in it.
    """
    beyond: dict[str, list[Tie]] = defaultdict(list)
    ties_of = ties_in if direction == "in" else ties_out
    relations = graph.graph["relations"]
    seats = seats_of(graph)
    here = seats.members(id)
    for member in here:
        held = seats.holdings(member) if member != id else ()
        mine = [tie for tie in held if id in (tie.fact.subject, tie.fact.object)]
        others = {tie.fact.id for tie in held if tie not in mine}
        for tie in ties_of(graph, member):
            # What follows for a holder from another post is no line of this one.
            if relations[tie.fact.relation].family != REPORTING or others & {*tie.fact.premises}:
                continue
            if tie.fact.status == "denied":
                continue  # `show` and `conflicts` tell of it: nobody reports by a denial
            lines = [[tie, one] for one in mine if _meet(tie, one)] if mine else [[tie]]
            end = _end(tie, direction)
            there: dict[str, list[Tie]] = {}
            for term in seats.of_post(end).holdings:
                for line in lines:
                    if _meet(*line, term):
                        there.setdefault(term.fact.subject, [*line, term])
            if lines and not there:
                there = {end: lines[0]}
            for far, joined in there.items():
                if far not in here:  # nobody reports to himself: `check` tells of it
                    missing = dict.fromkeys(why for one in joined for why in one.missing)
                    beyond[far].append(tie._replace(missing=tuple(missing)))
    return beyond


def _stated(ties: list[Tie]) -> list[Tie]:
    """Return the ties that say that somebody is in a line, without those that merely follow."""
    return [tie for tie in ties if tie.fact.status != DERIVED] or ties


def _meet(*ties: Tie) -> bool:
    """Return whether some ties may have held on one day."""
    return not apart(*(tie.fact for tie in ties))


def _end(tie: Tie, direction: Direction) -> str:
    return tie.fact.subject if direction == "in" else tie.fact.object


def _name(seat: Occupancy) -> tuple[bool, str, str]:
    person = seat.person
    return (person is None or bool(person.unnamed), person.name if person else "", seat.title)


def _inside(graph: Graph, organisation: str) -> set[str]:
    """Return the people and posts of an organisation and of its parts."""
    relations = graph.graph["relations"]
    houses = {organisation}
    fresh = [organisation]
    while fresh:
        ties = [tie for house in fresh for tie in _belonging(graph, house)]
        parts = {t.fact.subject for t in ties if relations[t.fact.relation].family == STRUCTURE}
        fresh = sorted(parts - houses)
        houses |= parts
    ends = {tie.fact.subject for house in houses for tie in _belonging(graph, house)}
    return {member for id in ends | houses for member in seats_of(graph).members(id)}


def _belonging(graph: Graph, house: str) -> list[Tie]:
    """Return the ties that say who or what belongs to an organisation."""
    rows = graph.graph["relations"]
    ties = (tie for tie in ties_in(graph, house) if tie.fact.status != "denied")
    return [tie for tie in ties if rows[tie.fact.relation].family in (ROLE, STRUCTURE)]


def _drawn(graph: Graph, line: Line) -> set[str]:
    ids = {actor.id for actor in (line.seat.person, line.seat.post) if actor}
    found = {member for id in ids for member in seats_of(graph).members(id)}
    for further in line.beyond:
        found |= _drawn(graph, further)
    return found


def _occupied(graph: Graph, id: str) -> Occupancy:
    """Describe the place of a person or post, a post with who holds it now, or did last."""
    held = seats_of(graph).of_post(id).holdings
    return occupancy(graph, held[0].fact.subject, [id]) if held else occupancy(graph, id)
