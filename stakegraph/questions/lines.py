"""A walk along reporting lines: the places in them, each with what lies beyond it."""

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from stakegraph.edtf.spans import NEVER, possible
from stakegraph.graph import lines as reporting
from stakegraph.graph.neighbourhood import actor_of, doubt, firmness
from stakegraph.graph.seats import recency, seats_of
from stakegraph.graph.tenses import PRESENT, TENSES, Tense, is_present, tense
from stakegraph.model.relations import POST
from stakegraph.questions.results import Ref, Result, Statement, shown, statement
from stakegraph.questions.seats import Occupancy, Span, occupancy, spans, unheld
from stakegraph.questions.steps import Place, Step, Steps, is_now
from stakegraph.store import Tie

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


class Walk:
    """A walk along reporting lines, which shows what lies beyond each place once."""

    def __init__(self, steps: Steps) -> None:
        self.graph = steps.graph
        self.steps = steps
        self.shown: set[Place] = set()

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
        steps = self.steps.beyond(place, whole=whole)
        for step in steps:
            ties = self._ties(step)
            line = self._line(place, step, ties)
            rank = (TENSES.index(step.tense), min(map(firmness, ties))[:2], name_key(line.seat))
            there = self._place(step, steps, trail)
            found.append((rank, line, there, Place(step.far, step.post)))
        found.sort(key=lambda row: row[0])
        # What lies beyond is shown where the place is first read.
        return tuple(
            line
            if direct or line.tense not in PRESENT
            else self._with_beyond(line, there, at, trail)
            for _, line, there, at in found
        )

    def _ties(self, step: Step) -> list[Tie]:
        """Return the ties that say a step, the firmest first, each with what of it is missing."""
        ties = {line.stated.fact.id: line.stated for line in step.lines}
        for line in sorted(step.lines, key=lambda line: -len(line.missing)):
            ties[line.stated.fact.id] = line.tie
        return sorted(ties.values(), key=lambda tie: self._rank(tie, step.far))

    def _line(self, place: Place, step: Step, ties: Sequence[Tie]) -> Line:
        """Return what is told of one step from a place."""
        terms = self._terms(step)
        all_spans, times = _times(step.firm, step.tense)
        seat = occupancy(self.graph, step.far, terms)
        if not terms and actor_of(self.graph, step.far).kind == POST:
            seat = unheld(self.graph, step.far, is_now=step.tense in PRESENT)
        return Line(
            seat=seat,
            facts=tuple(statement(self.graph, tie) for tie in ties),
            since=all_spans[0].since if all_spans else "",
            until=all_spans[-1].until if all_spans else "",
            spans=all_spans,
            attested=times,
            sure=any(line.sure for line in step.lines),
            resting=() if step.tense in PRESENT else self._resting(step),
            others=self._others(place.id, step),
            tense=step.tense,
            beyond=(),
            stops="",
        )

    def _with_beyond(self, line: Line, there: Place, at: Place, trail: tuple[Place, ...]) -> Line:
        """Return a line with what lies beyond its far end, or why that is not shown."""
        stops = self._stops(there, at, trail)
        return replace(line, stops=stops, beyond=() if stops else self.lines(there, (*trail, at)))

    def _place(self, step: Step, steps: Sequence[Step], trail: tuple[Place, ...]) -> Place:
        """Return the place to which one of some steps leads: somebody, as far as not elsewhere.

        Whoever is there in several posts has beyond each what is of that post.
        """
        far, own = step.far, step.post
        posts = [each.post for each in steps if each.far == far and any(map(is_now, each.lines))]
        if own and any(passed.id == far and passed.post not in ("", own) for passed in trail):
            return Place(far, own)  # somebody who stands further up in another post
        if len(set(posts)) < 2:
            # What leads back by another post of somebody's is no circle, and not of this place.
            passed = {each.id for each in trail}
            back = {
                self.steps.near_post(line)
                for line in self.steps.all.get(far, ())
                if is_now(line) and self.steps.far(line) in passed
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

    def _others(self, id: str, step: Step) -> tuple[Near, ...]:
        """Return who held a post in some lines, and when, where not all who hold it now did.

        Of a time of which no holder is known, that is the post itself, where somebody holds it now.
        """
        near = [*map(self.steps.near, step.lines)]
        present = self.steps.holders(id)
        there = present.intersection(near)
        if actor_of(self.graph, id).kind != POST or (there and there == present):
            return ()
        if id in near and (not present or any(map(is_now, step.lines))):
            return ()
        found = []
        for one in dict.fromkeys(near):
            own = [line for line in step.firm if self.steps.near(line) == one]
            when, times = _times(own, step.tense)
            found.append(shown(Near, actor_of(self.graph, one), spans=when, attested=times))
        return tuple(sorted(found, key=_begun))

    def _terms(self, step: Step) -> list[Tie]:
        """Return the terms of the far end in which the lines are, the present ones first."""
        found = {tie.fact.id: tie for tie in map(self.steps.far_term, step.firm) if tie}
        last = sorted(found.values(), key=recency, reverse=True)
        return sorted(last, key=lambda tie: TENSES.index(tense(self.graph, tie)))

    def _resting(self, step: Step) -> tuple[Statement, ...]:
        """Return the terms of the near end in which lines are, where none of them is certain."""
        terms = [*map(self.steps.near_term, step.firm)]
        if not all(tie and doubt(tie) > (0, 0) for tie in terms):
            return ()
        found = {tie.fact.id: tie for tie in terms if tie}
        return tuple(statement(self.graph, found[id]) for id in sorted(found))

    def _rank(self, tie: Tie, member: str) -> tuple[object, ...]:
        """Sort by firmness; of lines equally firm, the person's own before that of the posts."""
        *firm, id = firmness(tie)
        end = tie.fact.subject if self.steps.direction == "in" else tie.fact.object
        return (*firm, end != member, id)

    def _stops(self, place: Place, at: Place, trail: tuple[Place, ...]) -> Stops:
        """Say why nothing beyond a place is shown, at which a line arrived by one of its posts."""
        known = ("", at.post)
        if any(at.id == one.id and (one.post in known or not at.post) for one in trail):
            return "circle"
        goes_on = bool(self.steps.beyond(place))
        if place in self.shown:
            return "above" if goes_on else ""
        return "deep" if len(trail) > _DEPTH and goes_on else ""


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
