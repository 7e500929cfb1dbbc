"""Reporting lines: who reports to whom, downward, upward and as a whole."""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from stakegraph.edtf.dates import period
from stakegraph.edtf.validity import NOT_HELD, Dating, standing
from stakegraph.graph import lines as reporting
from stakegraph.graph.lines import lines_of
from stakegraph.graph.neighbourhood import Graph, actor_of, firmness, ties_in, ties_out
from stakegraph.graph.seats import recency, seats_of
from stakegraph.graph.tenses import PRESENT, TENSES, Tense, is_present, tense
from stakegraph.model.relations import POST, REPORTING, ROLE, STRUCTURE, SUCCESSION
from stakegraph.questions.results import Ref, Result, Statement, ref, statement
from stakegraph.questions.seats import Occupancy, Span, is_timeless, occupancy, spans
from stakegraph.store import Direction, Tie

Stops = Literal["", "circle", "above", "deep"]

# A line longer than any real one: imported data may have them.
_DEPTH = 150


class Line(Result, frozen=True, kw_only=True):
    """One place in a reporting line and what lies beyond it.

    `facts` say that it belongs here, the firmest first; `spans` from when to when it did, `since`
    and `until` from the first to the last of them. Where it is not `sure`, the two may never have
    been there at once. `others` are those who held the post asked about in it, where nobody who
    holds it now did. `stops` says why nothing beyond it is shown: the place stands further up in
    the same line (`circle`), it was shown in full before (`above`), or the line is too long
    (`deep`).
    """

    seat: Occupancy
    facts: tuple[Statement, ...]
    since: str
    until: str
    spans: tuple[Span, ...]
    sure: bool
    others: tuple[Ref, ...]
    tense: Tense
    beyond: tuple["Line", ...]
    stops: Stops


class Within(Result, frozen=True, kw_only=True):
    """A line between two posts that one person holds."""

    fact: Statement
    holder: Ref


class Reports(Result, frozen=True, kw_only=True):
    """Who reports to somebody; `everyone` when the lines below those are shown as well.

    Those that are there now come first, then those to come, and those that were. `within` are the
    lines of which one person holds both ends now.
    """

    to: Occupancy
    everyone: bool
    reports: tuple[Line, ...]
    within: tuple["Within", ...]
    timeless: bool


class Chain(Result, frozen=True, kw_only=True):
    """Whom somebody reports to, and so on to the top, and to whom somebody reported.

    `within` are the lines of which one person holds both ends now.
    """

    of: Occupancy
    managers: tuple[Line, ...]
    within: tuple["Within", ...]
    timeless: bool


class OrgChart(Result, frozen=True, kw_only=True):
    """Every reporting line there is now, from those who report to nobody; the other posts apart.

    `within` are the lines of which one person holds both ends, who stands in the chart once.

    `others` are the lines that were, or are to come, which are not shown; `succession` says which
    body the organisation followed, or which followed it.
    """

    of: Ref | None
    tops: tuple[Line, ...]
    unplaced: tuple[Occupancy, ...]
    within: tuple["Within", ...]
    others: int
    succession: tuple[Statement, ...]
    timeless: bool


def who_reports_to(graph: Graph, id: str, *, everyone: bool = False) -> Reports:
    """Return who reports to a person, a post or a body: directly, or down to the last."""
    reports = _Walk(graph, "in").lines(_Place(id), direct=not everyone, whole=True)
    to = occupancy(graph, id)
    return Reports(
        to=to,
        everyone=everyone,
        reports=reports,
        within=_within(graph, {id, *seats_of(graph).members(id)}),
        timeless=is_timeless(graph, _ends(to, reports)),
    )


def chain(graph: Graph, id: str) -> Chain:
    """Return whom a person or a post reports to, up to the top."""
    managers = _Walk(graph, "out").lines(_Place(id), whole=True)
    of = occupancy(graph, id)
    within = _within(graph, {id, *seats_of(graph).members(id)})
    return Chain(
        of=of, managers=managers, within=within, timeless=is_timeless(graph, _ends(of, managers))
    )


def org_chart(graph: Graph, organisation: str | None = None) -> OrgChart:
    """Return every reporting line as a forest, or those of one organisation and its parts."""
    inside = _inside(graph, organisation) if organisation else set(graph)
    ever = _inside(graph, organisation, ever=True) if organisation else inside
    walk, up = _Walk(graph, "in"), _Walk(graph, "out")
    heads = {_head(graph, line) for lines in walk.all.values() for line in lines if _is_now(line)}
    places = {id for id in (*walk.all, *up.all) if actor_of(graph, id).kind != POST} | heads

    def outer(id: str) -> tuple[object, ...]:
        """Sort first those above whom nobody is, then those above whom nobody inside is."""
        above = up.beyond(_Place(id))
        seat = occupancy(graph, id)
        return bool(above), any(far in inside for far, _ in above), id not in heads, _name(seat), id

    drawn: set[str] = set()
    tops: list[Line] = []
    # Where a circle leaves nobody at the top, the first of it is.
    for id in sorted(inside & places, key=outer):
        if id not in drawn and (walk.beyond(_Place(id)) or up.beyond(_Place(id))):
            tops.append(_top(graph, walk, id))
            drawn |= _drawn(tops[-1])
    ends = [(line.below, line.above, _is_now(line)) for some in walk.all.values() for line in some]
    now = {(below, above) for below, above, is_now in ends if is_now}
    others = {
        (line.below, line.above)
        for some in walk.all.values()
        for line in some
        if any(ever.intersection(end) for end in _both_ends(line))
    }
    posts = sorted(id for id in inside if actor_of(graph, id).kind == POST)
    lined = walk.all.keys() | up.all.keys() | _stated_ends(graph)
    return OrgChart(
        of=ref(actor_of(graph, organisation)) if organisation else None,
        tops=tuple(tops),
        unplaced=tuple(
            occupancy(graph, id) for id in posts if id not in lined and _is_there(graph, id)
        ),
        within=_within(graph, inside),
        others=len(others - now),
        succession=_succession(graph, organisation) if organisation else (),
        timeless=is_timeless(graph, (end for top in tops for end in _ends(top.seat, top.beyond))),
    )


def _both_ends(line: reporting.Line) -> Iterator[set[str]]:
    """Yield who and what post stands below in a line, and above."""
    yield {line.below, line.stated.fact.subject}
    yield {line.above, line.stated.fact.object}


def _is_there(graph: Graph, post: str) -> bool:
    """Return whether there may be a post now, or at the time asked for."""
    life = graph.graph["lifetime"](post)
    now: str = graph.graph["now"]
    when = graph.graph["scope"].as_of or (period(now) if now else None)
    return not when or standing(when, [Dating(life.since, life.until)]).held != NOT_HELD


def _within(graph: Graph, ends: Container[str]) -> tuple[Within, ...]:
    """Return the lines of now of which one person holds both ends, one of which is of these."""
    return tuple(
        Within(fact=statement(graph, line.tie), holder=ref(actor_of(graph, line.below)))
        for line in lines_of(graph).within
        if _is_now(line) and (line.stated.fact.subject in ends or line.stated.fact.object in ends)
    )


def _stated_ends(graph: Graph) -> set[str]:
    """Return the ends of what is stated to be a line, though one person may hold both of them."""
    relations = graph.graph["relations"]
    return {
        end
        for subject, object, data in graph.edges(data=True)
        if relations[data["fact"].relation].family == REPORTING and data["fact"].status != "denied"
        for end in (subject, object)
    }


def _succession(graph: Graph, organisation: str) -> tuple[Statement, ...]:
    relations = graph.graph["relations"]
    ties = [*ties_out(graph, organisation), *ties_in(graph, organisation)]
    return tuple(
        statement(graph, tie, backward=tie.fact.subject != organisation)
        for tie in ties
        if relations[tie.fact.relation].family == SUCCESSION and tie.fact.status != "denied"
    )


def _ends(seat: Occupancy, lines: Iterable[Line]) -> Iterator[str]:
    """Yield the ends of a seat's terms and of lines, "" where none is given."""
    yield from (term.until for term in seat.terms)
    for line in lines:
        yield from (span.until for span in line.spans)
        yield from _ends(line.seat, line.beyond)


def _head(graph: Graph, line: reporting.Line) -> str:
    """Return who is above in a line: a post for all who hold it now, where these are several."""
    if line.upper is None:
        return line.above
    post = line.upper.fact.object
    now = [tie for tie in seats_of(graph).of_post(post).holdings if is_present(graph, tie)]
    return post if len({tie.fact.subject for tie in now}) > 1 else line.above


def _top(graph: Graph, walk: "_Walk", id: str) -> Line:
    return Line(
        seat=occupancy(graph, id),
        facts=(),
        since="",
        until="",
        spans=(),
        sure=True,
        others=(),
        tense="",
        beyond=walk.lines(_Place(id)),
        stops="",
    )


def _is_now(line: reporting.Line) -> bool:
    return line.tense in PRESENT


class _Place(NamedTuple):
    """Somebody in a line: in one `post`, or in all that they hold `but` some."""

    id: str
    post: str = ""
    but: frozenset[str] = frozenset()

    def has(self, post: str) -> bool:
        """Return whether what is of a post, or of "" in person, is of this place."""
        return post == self.post if self.post else post not in self.but


class _Walk:
    """A walk along reporting lines, which shows what lies beyond each place once."""

    def __init__(self, graph: Graph, direction: Direction) -> None:
        self.graph = graph
        self.direction = direction
        self.shown: set[_Place] = set()
        lines = lines_of(graph)
        self.all = lines.under if direction == "in" else lines.over

    def beyond(
        self, place: "_Place", *, whole: bool = False
    ) -> list[tuple[str, list[reporting.Line]]]:
        """Return who stands at the far ends of the lines of a place: now, or at any time.

        Whoever does in several posts does so once for each, and apart when no more than attested.
        Of a post, who reported to one who left it stands apart from who reports to it now.
        """
        found: dict[str, dict[tuple[object, ...], list[reporting.Line]]] = {}
        apart = whole and actor_of(self.graph, place.id).kind == POST
        for line in sorted(self.all.get(place.id, ()), key=lambda line: not self._far(line)[1]):
            far, term = self._far(line)
            near = line.upper if self.direction == "in" else line.lower
            of_place = place.has(near.fact.object if near else "")
            if far == place.id or not of_place or not (whole or _is_now(line)):
                continue
            held = (term.fact.object, term.fact.qualifiers.get("as", "")) if term else ()
            when = (line.tense == "last attested", apart and not _is_now(line))
            groups = found.setdefault(far, {})
            # What somebody has in person stands with what comes by a post held.
            alike = (key for key in groups if not term and key[1:] == when)
            groups.setdefault(next(alike, (held, *when)), []).append(line)
        return [(far, lines) for far, groups in found.items() for lines in groups.values()]

    def _far(self, line: reporting.Line) -> tuple[str, Tie | None]:
        """Return who stands at the far end of a line, and in which term."""
        return (line.below, line.lower) if self.direction == "in" else (line.above, line.upper)

    def lines(
        self,
        place: "_Place",
        trail: tuple[str, ...] = (),
        *,
        direct: bool = False,
        whole: bool = False,
    ) -> tuple[Line, ...]:
        """Return the places one line below ("in") or above ("out") a place, and on from there.

        Those that were, or are to come, are shown for the `whole` of the first place alone.
        """
        trail = (*trail, *seats_of(self.graph).members(place.id))
        self.shown.add(place)
        found = []
        groups = self.beyond(place, whole=whole)
        for far, lines in groups:
            when = min((line.tense for line in lines), key=TENSES.index)
            goes_on = when in PRESENT and not direct
            there = self._place(far, lines, groups)
            stops = self._stops(there, trail) if goes_on else ""
            ties = {line.stated.fact.id: line.stated for line in lines}
            for line in sorted(lines, key=lambda line: -len(line.missing)):
                ties[line.stated.fact.id] = line.tie
            own = sorted(ties.values(), key=lambda tie: self._rank(tie, far))
            terms = self._terms(lines)
            dated = [(line.since, line.until) for line in lines]
            # A line that is there now, and of which no date is known, is not of the others' dates.
            open_now = any(_is_now(line) and not (line.since or line.until) for line in lines)
            whole_span = () if open_now else spans(dated)
            shown = Line(
                seat=occupancy(self.graph, far, terms),
                facts=tuple(statement(self.graph, tie) for tie in own),
                since=whole_span[0].since if whole_span else "",
                until=whole_span[-1].until if whole_span else "",
                spans=whole_span,
                sure=any(line.sure for line in lines),
                others=self._others(place.id, lines),
                tense=when,
                beyond=self.lines(there, trail) if goes_on and not stops else (),
                stops=stops,
            )
            rank = (TENSES.index(when), min(map(firmness, own))[:2], _name(shown.seat))
            found.append((rank, shown))
        return tuple(line for _, line in sorted(found, key=lambda row: row[0]))

    def _place(
        self,
        far: str,
        lines: Sequence[reporting.Line],
        groups: Sequence[tuple[str, Sequence[reporting.Line]]],
    ) -> "_Place":
        """Return the place at the far end of some lines: somebody, as far as not shown elsewhere.

        Whoever is there in several posts has beyond each what is of that post.
        """
        posts = [self._post(some) for id, some in groups if id == far and any(map(_is_now, some))]
        own = self._post(lines)
        if len(set(posts)) < 2:
            return _Place(far)
        return _Place(far, but=frozenset(posts) - {own}) if own == posts[0] else _Place(far, own)

    def _post(self, lines: Sequence[reporting.Line]) -> str:
        term = self._far(lines[0])[1]
        return term.fact.object if term else ""

    def _others(self, id: str, lines: Iterable[reporting.Line]) -> tuple[Ref, ...]:
        """Return who held a post in some lines, where not all who hold it now did."""
        near = [line.above if self.direction == "in" else line.below for line in lines]
        held = seats_of(self.graph).of_post(id).holdings
        present = {tie.fact.subject for tie in held if is_present(self.graph, tie)}
        there = present.intersection(near)
        if actor_of(self.graph, id).kind != POST or id in near or (there and there == present):
            return ()
        return tuple(ref(actor_of(self.graph, one)) for one in dict.fromkeys(near))

    def _terms(self, lines: Iterable[reporting.Line]) -> list[Tie]:
        """Return the terms of the far end in which the lines are, the present ones first."""
        terms = [line.lower if self.direction == "in" else line.upper for line in lines]
        found = {tie.fact.id: tie for tie in terms if tie}
        last = sorted(found.values(), key=recency, reverse=True)
        return sorted(last, key=lambda tie: TENSES.index(tense(self.graph, tie)))

    def _rank(self, tie: Tie, member: str) -> tuple[object, ...]:
        """Sort by firmness; of lines equally firm, the person's own before that of the posts."""
        *firm, id = firmness(tie)
        end = tie.fact.subject if self.direction == "in" else tie.fact.object
        return (*firm, end != member, id)

    def _stops(self, place: "_Place", trail: tuple[str, ...]) -> Stops:
        if place.id in trail:
            return "circle"
        goes_on = bool(self.beyond(place))
        if place in self.shown:
            return "above" if goes_on else ""
        return "deep" if len(trail) > _DEPTH and goes_on else ""


def _name(seat: Occupancy) -> tuple[bool, str, str]:
    person = seat.person
    return (person is None or bool(person.unnamed), person.name if person else "", seat.title)


def _inside(graph: Graph, organisation: str, *, ever: bool = False) -> set[str]:
    """Return the people and posts that are of an organisation and its parts now, or ever were."""
    relations = graph.graph["relations"]
    houses = {organisation}
    fresh = [organisation]
    while fresh:
        ties = [tie for house in fresh for tie in _belonging(graph, house, ever=ever)]
        parts = {t.fact.subject for t in ties if relations[t.fact.relation].family == STRUCTURE}
        fresh = sorted(parts - houses)
        houses |= parts
    ends = {tie.fact.subject for house in houses for tie in _belonging(graph, house, ever=ever)}
    found = ends | houses
    seats = seats_of(graph)
    for tie in (held for id in ends for held in seats.holdings(id)):
        place = seats.of_post(tie.fact.object).organisation
        if (ever or is_present(graph, tie)) and (not place or place in houses):
            found |= {tie.fact.subject, tie.fact.object}
    return found


def _belonging(graph: Graph, house: str, *, ever: bool) -> list[Tie]:
    """Return the ties that say who or what belongs to an organisation, or did."""
    rows = graph.graph["relations"]
    ties = [tie for tie in ties_in(graph, house) if tie.fact.status != "denied"]
    ties = [tie for tie in ties if ever or is_present(graph, tie)]
    return [tie for tie in ties if rows[tie.fact.relation].family in (ROLE, STRUCTURE)]


def _drawn(line: Line) -> set[str]:
    seat = line.seat
    body = seat.organisation if not (seat.post or seat.holders) else None
    people = [holder.person for holder in seat.holders]
    found = {actor.id for actor in (*people, seat.post, body) if actor}
    return found.union(*map(_drawn, line.beyond))
