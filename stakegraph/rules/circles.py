"""Lines of one relation that lead back to where they began."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

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
    """Return the lines that may be part of a circle: others lead nowhere further, or from nowhere.

    What there may be millions of is kept in arrays.
    """
    tails, heads = array("q"), array("q")
    for one, other in ends:
        tails.append(one)
        heads.append(other)
    gone = bytearray(1 + max(max(tails, default=-1), max(heads, default=-1)))
    _peel(tails, heads, gone)
    _peel(heads, tails, gone)
    onward: Onward = {}
    for one, other in zip(tails, heads, strict=True):
        if not (gone[one] or gone[other]):
            onward.setdefault(one, {})[other] = None
    return onward


def _peel(tails: array[int], heads: array[int], gone: bytearray) -> None:
    """Mark the ends that lead nowhere further, and then those that led to these alone."""
    onward = array("q", bytes(8 * len(gone)))  # how many lines lead on from each end
    stop = array("q", bytes(8 * len(gone)))
    for one, other in zip(tails, heads, strict=True):
        if not (gone[one] or gone[other]):
            onward[one] += 1
            stop[other] += 1
    # From where to where in `back` those stand whose lines lead to an end.
    stop = array("q", accumulate(stop))
    start = array("q", stop)
    back = array("q", bytes(8 * (stop[-1] if stop else 0)))
    for one, other in zip(tails, heads, strict=True):
        if not (gone[one] or gone[other]):
            start[other] -= 1
            back[start[other]] = one
    alone = [end for end in range(len(gone)) if start[end] < stop[end] and not onward[end]]
    while alone:
        end = alone.pop()
        gone[end] = True
        for one in back[start[end] : stop[end]]:
            onward[one] -= 1
            if not onward[one]:
                alone.append(one)


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
