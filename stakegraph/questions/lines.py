"""A walk along reporting lines: the places in them, each with what lies beyond it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec.structs import replace

from stakegraph.edtf.spans import NEVER, possible
from stakegraph.graph import lines as reporting
from stakegraph.graph.lines import lines_of
from stakegraph.graph.neighbourhood import Graph, actor_of, doubt, firmness
from stakegraph.graph.seats import recency, seats_of
from stakegraph.graph.tenses import PRESENT, TENSES, Tense, is_present, tense
from stakegraph.model.relations import POST
from stakegraph.questions.results import Ref, Result, Statement, shown, statement
from stakegraph.questions.seats import Occupancy, Span, occupancy, spans, unheld
from stakegraph.store import Direction, Tie

Stops = Literal["", "circle", "above", "deep"]

# A line longer than any real one: imported data may have them.
_DEPTH = 150


class Near(Ref, frozen=True, kw_only=True):
    """Somebody at the near end of a line, in some `spans`, and at further times that are told."""

    spans: tuple[Span, ...]
    attested: tuple[str, ...]


class Line(Result, frozen=True, kw_only=True):
    """One place in a reporting line and what lies beyond it.

    `facts` say that it belongs here, the firmest first; `spans` from when to when it did, `since`
    and `until` from the first to the last of them; `attested` are further times in which it did,
    of which no more is known. Where it is not `sure`, the two may never have been there at once;
    `resting` are the terms at its near end, of another time, where each of them is in doubt or
    somebody's word. `others` are those who held the post asked about in it, where not all who hold
    it now did, or the post itself where nobody says who did. `stops` says why nothing beyond it is
    shown: the place stands further up in the same line (`circle`), it was shown in full before
    (`above`), or the line is too long (`deep`).
    """

    seat: Occupancy
    facts: tuple[Statement, ...]
    since: str
    until: str
    spans: tuple[Span, ...]
    attested: tuple[str, ...]
    sure: bool
    resting: tuple[Statement, ...] = ()
    others: tuple[Near, ...]
    tense: Tense
    beyond: tuple["Line", ...]
    stops: Stops


class Place(NamedTuple):
    """Somebody in a line: in one `post`, or in all that they hold `but` some."""

    id: str
    post: str = ""
    but: frozenset[str] = frozenset()

    def has(self, post: str) -> bool:
        """Return whether what is of a post, or of "" in person, is of this place."""
        return post == self.post if self.post else post not in self.but


class Walk:
    """A walk along reporting lines, which shows what lies beyond each place once."""

    def __init__(self, graph: Graph, direction: Direction) -> None:
        self.graph = graph
        self.direction = direction
        self.shown: set[Place] = set()
        lines = lines_of(graph)
        self.all = lines.under if direction == "in" else lines.over

    def beyond(
        self, place: Place, *, whole: bool = False
    ) -> list[tuple[str, list[reporting.Line]]]:
        """Return who stands at the far ends of the lines of a place: now, or at any time.

        Whoever does in several posts does so once for each, and apart when no more than attested or
        to come. Of a post, who reported to one who left it stands apart from who reports to it now.
        """
        found: dict[str, dict[tuple[object, ...], list[reporting.Line]]] = {}
        apart = whole and actor_of(self.graph, place.id).kind == POST
        there = self._holders(place.id) if apart else set()
        for line in sorted(self.all.get(place.id, ()), key=lambda line: not self._far(line)[1]):
            far, term = self._far(line)
            of_place = place.has(self._near(line))
            if far == place.id or not of_place or not (whole or is_now(line)):
                continue
            held = (term.fact.object, term.fact.qualifiers.get("as", "")) if term else ()
            has_left = apart and not is_now(line) and self._near_end(line) not in there
            apart_in_time = has_left or line.tense in ("last attested", "to come")
            when = (line.tense if apart_in_time else "", has_left)
            groups = found.setdefault(far, {})
            # What somebody has in person stands with what comes by a post held.
            alike = (key for key in groups if not term and key[1:] == when)
            groups.setdefault(next(alike, (held, *when)), []).append(line)
        return [
            (far, some)
            for far, groups in found.items()
            for lines in groups.values()
            for some in self._by_firmness(lines)
        ]

    def _by_firmness(self, lines: Sequence[reporting.Line]) -> Iterator[list[reporting.Line]]:
        """Yield apart what is less firm and of other times than what stands first."""
        told = {line.tense for line in self._firmest(lines)}
        yield [line for line in lines if line.tense in told]
        others = [line for line in lines if line.tense not in told]
        if others:
            yield from self._by_firmness(others)

    def _firmest(self, lines: Sequence[reporting.Line]) -> list[reporting.Line]:
        """Return the lines as firm as the firmest that stands first, for each near end.

        The dates of others are not told as theirs are.
        """
        first = min((line.tense for line in lines), key=TENSES.index)
        bars: dict[str, tuple[int, ...]] = {}
        for line in lines:
            if line.tense == first:
                bar = (len(line.missing), *doubt(*line.ties))
                bars[self._near_end(line)] = min(bars.get(self._near_end(line), bar), bar)
        return [
            line
            for line in lines
            if doubt(*line.ties) <= bars.get(self._near_end(line), min(bars.values()))[1:]
        ]

    def _far(self, line: reporting.Line) -> tuple[str, Tie | None]:
        """Return who stands at the far end of a line, and in which term."""
        return (line.below, line.lower) if self.direction == "in" else (line.above, line.upper)

    def _near(self, line: reporting.Line) -> str:
        """Return by which post somebody stands at the near end of a line, "" for in person."""
        term = line.upper if self.direction == "in" else line.lower
        return term.fact.object if term else ""

    def _near_end(self, line: reporting.Line) -> str:
        """Return who stands at the near end of a line."""
        return line.above if self.direction == "in" else line.below

    def _holders(self, post: str) -> set[str]:
        """Return who holds a post now, or at the time asked for."""
        held = seats_of(self.graph).of_post(post).holdings
        return {tie.fact.subject for tie in held if is_present(self.graph, tie)}

    def lines(
        self,
        place: Place,
        trail: tuple[Place, ...] = (),
        *,
        direct: bool = False,
        whole: bool = False,
    ) -> tuple[Line, ...]:
        """Return the places one line below ("in") or above ("out") a place, and on from there.

        Those that were, or are to come, are shown for the `whole` of the first place alone.
        """
        trail = trail or tuple(self._here(place))
        self.shown.add(place)
        found = []
        groups = self.beyond(place, whole=whole)
        for far, lines in groups:
            when = min((line.tense for line in lines), key=TENSES.index)
            ties = {line.stated.fact.id: line.stated for line in lines}
            for line in sorted(lines, key=lambda line: -len(line.missing)):
                ties[line.stated.fact.id] = line.tie
            own = sorted(ties.values(), key=lambda tie: self._rank(tie, far))
            firm = self._firmest(lines)
            terms = self._terms(firm)
            whole_span, times = _times(firm, when)
            seat = occupancy(self.graph, far, terms)
            if not terms and actor_of(self.graph, far).kind == POST:
                seat = unheld(self.graph, far, is_now=when in PRESENT)
            reached = Line(
                seat=seat,
                facts=tuple(statement(self.graph, tie) for tie in own),
                since=whole_span[0].since if whole_span else "",
                until=whole_span[-1].until if whole_span else "",
                spans=whole_span,
                attested=times,
                sure=any(line.sure for line in lines),
                resting=() if when in PRESENT else self._resting(firm),
                others=self._others(place.id, lines, when),
                tense=when,
                beyond=(),
                stops="",
            )
            rank = (TENSES.index(when), min(map(firmness, own))[:2], name_key(seat))
            there = self._place(far, lines, groups, trail)
            found.append((rank, reached, there, Place(far, self._post(lines))))
        found.sort(key=lambda row: row[0])
        # What lies beyond is shown where the place is first read.
        return tuple(
            line
            if direct or line.tense not in PRESENT
            else self._with_beyond(line, there, at, trail)
            for _, line, there, at in found
        )

    def _with_beyond(self, line: Line, there: Place, at: Place, trail: tuple[Place, ...]) -> Line:
        """Return a line with what lies beyond its far end, or why that is not shown."""
        stops = self._stops(there, at, trail)
        return replace(line, stops=stops, beyond=() if stops else self.lines(there, (*trail, at)))

    def _place(
        self,
        far: str,
        lines: Sequence[reporting.Line],
        groups: Sequence[tuple[str, Sequence[reporting.Line]]],
        trail: tuple[Place, ...],
    ) -> Place:
        """Return the place at the far end of some lines: somebody, as far as not shown elsewhere.

        Whoever is there in several posts has beyond each what is of that post.
        """
        posts = [self._post(some) for id, some in groups if id == far and any(map(is_now, some))]
        own = self._post(lines)
        if own and any(passed.id == far and passed.post not in ("", own) for passed in trail):
            return Place(far, own)  # somebody who stands further up in another post
        if len(set(posts)) < 2:
            # What leads back by another post of somebody's is no circle, and not of this place.
            passed = {each.id for each in trail}
            back = {
                self._near(line)
                for line in self.all.get(far, ())
                if is_now(line) and self._far(line)[0] in passed
            }
            return Place(far, but=frozenset(back - {own, ""})) if own else Place(far)
        return Place(far, but=frozenset(posts) - {own}) if own == posts[0] else Place(far, own)

    def _here(self, place: Place) -> list[Place]:
        """Return a place as somebody by each post held now: a person, or a post's holders."""
        held = [
            tie
            for tie in seats_of(self.graph).holdings(place.id)
            if place.has(tie.fact.object) and is_present(self.graph, tie)
        ]
        people = [Place(tie.fact.subject, tie.fact.object) for tie in held]
        return people + [Place(tie.fact.object) for tie in held] or [place]

    def _post(self, lines: Sequence[reporting.Line]) -> str:
        term = self._far(lines[0])[1]
        return term.fact.object if term else ""

    def _others(self, id: str, lines: Sequence[reporting.Line], when: Tense) -> tuple[Near, ...]:
        """Return who held a post in some lines, and when, where not all who hold it now did.

        Of a time of which no holder is known, that is the post itself, where somebody holds it now.
        """
        near = [*map(self._near_end, lines)]
        present = self._holders(id)
        there = present.intersection(near)
        if actor_of(self.graph, id).kind != POST or (there and there == present):
            return ()
        if id in near and (not present or any(map(is_now, lines))):
            return ()
        firm, found = self._firmest(lines), []
        for one in dict.fromkeys(near):
            own = [line for line in firm if self._near_end(line) == one]
            when_there, times = _times(own, when)
            actor = actor_of(self.graph, one)
            found.append(shown(Near, actor, spans=when_there, attested=times))
        return tuple(sorted(found, key=_begun))

    def _terms(self, lines: Iterable[reporting.Line]) -> list[Tie]:
        """Return the terms of the far end in which the lines are, the present ones first."""
        terms = [line.lower if self.direction == "in" else line.upper for line in lines]
        found = {tie.fact.id: tie for tie in terms if tie}
        last = sorted(found.values(), key=recency, reverse=True)
        return sorted(last, key=lambda tie: TENSES.index(tense(self.graph, tie)))

    def _resting(self, lines: Iterable[reporting.Line]) -> tuple[Statement, ...]:
        """Return the terms of the near end in which lines are, where none of them is certain."""
        terms = [line.upper if self.direction == "in" else line.lower for line in lines]
        if not all(tie and doubt(tie) > (0, 0) for tie in terms):
            return ()
        found = {tie.fact.id: tie for tie in terms if tie}
        return tuple(statement(self.graph, found[id]) for id in sorted(found))

    def _rank(self, tie: Tie, member: str) -> tuple[object, ...]:
        """Sort by firmness; of lines equally firm, the person's own before that of the posts."""
        *firm, id = firmness(tie)
        end = tie.fact.subject if self.direction == "in" else tie.fact.object
        return (*firm, end != member, id)

    def _stops(self, place: Place, at: Place, trail: tuple[Place, ...]) -> Stops:
        """Say why nothing beyond a place is shown, at which a line arrived by one of its posts."""
        known = ("", at.post)
        if any(at.id == one.id and (one.post in known or not at.post) for one in trail):
            return "circle"
        goes_on = bool(self.beyond(place))
        if place in self.shown:
            return "above" if goes_on else ""
        return "deep" if len(trail) > _DEPTH and goes_on else ""


def is_now(line: reporting.Line) -> bool:
    """Return whether a line is there now, or at the time asked for."""
    return line.tense in PRESENT


def _times(
    lines: Sequence[reporting.Line], when: Tense
) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """Return from when to when some lines were, and the times of which no more is known.

    What is there now, or is to come, without a known date, is not of the others' dates.
    """
    lasting = [line for line in lines if line.tense == when != "former" and not line.attested]
    if any(not (line.since or line.until) for line in lasting):
        return (), ()
    found = spans((line.since, line.until) for line in lines)
    around = [possible(span.since, span.until) for span in found]
    known = {line.attested: possible(line.attested, line.attested) for line in lines}
    times = {
        time
        for time, span in known.items()
        if time and not any(each.low <= span.low and span.high <= each.high for each in around)
    }
    return found, tuple(sorted(times, key=lambda time: known[time]))


def _begun(end: Near) -> tuple[int, str]:
    """Return the key that sorts ends by when they are first known to have been there."""
    dated = [(span.since, span.until) for span in end.spans] + [(t, t) for t in end.attested]
    return min((possible(*each).low for each in dated), default=NEVER), end.name


def name_key(seat: Occupancy) -> tuple[bool, str, str]:
    """Return the key that sorts seats by who sits there, those not named last."""
    person = seat.person
    return (person is None or bool(person.unnamed), person.name if person else "", seat.title)
