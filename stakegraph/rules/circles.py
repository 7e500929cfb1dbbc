"""Lines of one relation that lead back to where they began."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from stakegraph.edtf.spans import ALWAYS, Span, common, possible
from stakegraph.model.facts import Fact
from stakegraph.rules.rule import Lines

_MOST = 100  # choices of facts for one circle: more would only make a hopeless file slow

Onward = dict[int, dict[int, None]]  # of each end, those that its lines lead to


def circles(lines: Lines) -> Iterator[list[Fact]]:
    """Yield a fact for each line of every circle, the last one in the files at the end.

    A circle that surely never was whole on one day is none. Of circles that share lines, those that
    are left when the last line of each one found is taken away are found.
    """
    onward = _without_ends(lines.ends)
    done: set[int] = set()
    for start in list(onward):
        path, places = [start], {start: 0}
        while path:
            ahead = next((far for far in onward[path[-1]] if far not in done), None)
            if ahead is None:
                done.add(path[-1])
                del places[path.pop()]
            elif ahead not in places:
                places[ahead] = len(path)
                path.append(ahead)
            else:
                members = [*path[places[ahead] :], ahead]
                steps = [lines.facts(*ends) for ends in pairwise(members)]
                together = _together(steps)
                ring = together or [step[0] for step in steps]
                last = max(range(len(ring)), key=lambda number: ring[number].origin)
                if together:
                    yield ring[last + 1 :] + ring[: last + 1]
                del onward[members[last]][members[last + 1]]
                for end in path[places[members[last]] + 1 :]:
                    del places[end]
                del path[places[members[last]] + 1 :]
                if start in done:
                    break


def _without_ends(ends: Iterable[tuple[int, int]]) -> Onward:
    """Return the lines without those that lead nowhere further, and so are part of no circle."""
    onward: Onward = defaultdict(dict)
    back: dict[int, list[int]] = defaultdict(list)
    for one, other in ends:
        if other not in onward[one]:
            onward[one][other] = None
            back[other].append(one)
    left = [end for end in back if not onward.get(end)]
    while left:
        end = left.pop()
        onward.pop(end, None)
        for one in back.pop(end, ()):
            onward[one].pop(end, None)
            if not onward[one]:
                left.append(one)
    return {end: far for end, far in onward.items() if far}


def _together(steps: list[list[Fact]]) -> list[Fact]:
    """Return a fact of each step, no two of which surely lie apart in time, or [].

    Spans no two of which lie apart all have a time in common.
    """
    rings: list[tuple[Span, list[Fact]]] = [(ALWAYS, [])]
    for step in steps:
        longer: list[tuple[Span, list[Fact]]] = []
        for span, ring in rings:
            for fact in step:
                both = common(span, possible(fact.since, fact.until))
                if both and len(longer) < _MOST:
                    longer.append((both, [*ring, fact]))
        rings = longer
    return rings[0][1] if rings else []
