"""Steps along reporting lines: who stands one line below or above a place, by what lines."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stakegraph.graph.lines import Line, lines_of
from stakegraph.graph.neighbourhood import Graph, actor_of, doubt
from stakegraph.graph.seats import seats_of
from stakegraph.graph.tenses import PRESENT, TENSES, Tense, is_present
from stakegraph.model.relations import POST
from stakegraph.store import Direction, Tie


class Place(NamedTuple):
    """Somebody in a line: in one `post`, or in all that they hold `but` some."""

    id: str
    post: str = ""
    but: frozenset[str] = frozenset()

    def has(self, post: str) -> bool:
        """Return whether what is of a post, or of "" in person, is of this place."""
        return post == self.post if self.post else post not in self.but


class Step(NamedTuple):
    """The lines by which a place leads to one `far` end, in a `post` or in person, told together.

    The `firm` ones are as firm as the firmest of the tense in which they are told.
    """

    far: str
    post: str
    tense: Tense
    lines: Sequence[Line]
    firm: Sequence[Line]


class Steps:
    """The steps along reporting lines in one direction, to who is below ("in") or above ("out")."""

    def __init__(self, graph: Graph, direction: Direction) -> None:
        self.graph = graph
        self.direction = direction
        lines = lines_of(graph)
        self.all = lines.under if direction == "in" else lines.over

    def beyond(self, place: Place, *, whole: bool = False) -> list[Step]:
        """Return the steps from a place: those of now, or of any time.

        Whoever does in several posts does so once for each, and apart when no more than attested or
        to come. Of a post, who reported to one who left it stands apart from who reports to it now.
        """
        found: dict[str, dict[tuple[object, ...], list[Line]]] = {}
        apart = whole and actor_of(self.graph, place.id).kind == POST
        there = self.holders(place.id) if apart else set()
        for line in sorted(self.all.get(place.id, ()), key=lambda line: not self.far_term(line)):
            far, term = self.far(line), self.far_term(line)
            of_place = place.has(self.near_post(line))
            if far == place.id or not of_place or not (whole or is_now(line)):
                continue
            held = (term.fact.object, term.fact.qualifiers.get("as", "")) if term else ()
            has_left = apart and not is_now(line) and self.near(line) not in there
            apart_in_time = has_left or line.tense in ("last attested", "to come")
            when = (line.tense if apart_in_time else "", has_left)
            groups = found.setdefault(far, {})
            # What somebody has in person stands with what comes by a post held.
            alike = (key for key in groups if not term and key[1:] == when)
            groups.setdefault(next(alike, (held, *when)), []).append(line)
        return [
            step
            for far, groups in found.items()
            for lines in groups.values()
            for step in self._by_firmness(far, lines)
        ]

    def far(self, line: Line) -> str:
        """Return who stands at the far end of a line."""
        return line.below if self.direction == "in" else line.above

    def far_term(self, line: Line) -> Tie | None:
        """Return in which term somebody stands at the far end of a line."""
        return line.lower if self.direction == "in" else line.upper

    def near(self, line: Line) -> str:
        """Return who stands at the near end of a line."""
        return line.above if self.direction == "in" else line.below

    def near_term(self, line: Line) -> Tie | None:
        """Return in which term somebody stands at the near end of a line."""
        return line.upper if self.direction == "in" else line.lower

    def near_post(self, line: Line) -> str:
        """Return by which post somebody stands at the near end of a line, "" for in person."""
        term = self.near_term(line)
        return term.fact.object if term else ""

    def holders(self, post: str) -> set[str]:
        """Return who holds a post now, or at the time asked for."""
        held = seats_of(self.graph).of_post(post).holdings
        return {tie.fact.subject for tie in held if is_present(self.graph, tie)}

    def _by_firmness(self, far: str, lines: Sequence[Line]) -> Iterator[Step]:
        """Yield apart what is less firm and of other times than what stands first."""
        when = min((line.tense for line in lines), key=TENSES.index)
        firm = self._firmest(lines, when)
        told = {line.tense for line in firm}
        some = [line for line in lines if line.tense in told]
        others = [line for line in lines if line.tense not in told]
        term = self.far_term(some[0])
        yield Step(far, term.fact.object if term else "", when, some, firm)
        if others:
            yield from self._by_firmness(far, others)

    def _firmest(self, lines: Sequence[Line], when: Tense) -> list[Line]:
        """Return the lines as firm as the firmest of a tense, for each near end.

        The dates of others are not told as theirs are.
        """
        bars: dict[str, tuple[int, ...]] = {}
        for line in lines:
            if line.tense == when:
                bar = (len(line.missing), *doubt(*line.ties))
                bars[self.near(line)] = min(bars.get(self.near(line), bar), bar)
        lowest = min(bars.values())
        return [
            line for line in lines if doubt(*line.ties) <= bars.get(self.near(line), lowest)[1:]
        ]


def is_now(line: Line) -> bool:
    """Return whether a line is there now, or at the time asked for."""
    return line.tense in PRESENT
