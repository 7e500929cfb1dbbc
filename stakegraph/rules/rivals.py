"""Which facts of a group clash, or have a day in common, found without comparing each with each."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from stakegraph.edtf.spans import NEVER, Span
from stakegraph.model.facts import Fact
from stakegraph.rules.rule import Clash, Group

_ONE_SIDE = object()


class Rivals:
    """The facts of one group, and which of them each one clashes with."""

    def __init__(self, clash: Clash, group: Group) -> None:
        self._clash = clash
        self._excused = clash.excuses(group) if clash.excuses else None
        parts: dict[Hashable, list[Fact]] = defaultdict(list)
        for fact in group.facts:
            if clash.counts(fact):
                parts[clash.within(fact)].append(fact)
        self._indexes: dict[Hashable, list[SpanIndex]] = {}
        for key, facts in parts.items():
            sides = [clash.side(fact) for fact in facts]
            if len(set(sides)) > 1:
                self._indexes[key] = [
                    SpanIndex(facts, [test.point(fact) for fact in facts], sides)
                    for test in clash.tests
                ]

    def of(self, fact: Fact) -> Iterator[Fact]:
        """Yield the facts that clash with one, each once."""
        seen: set[str] = set()
        clash, excused = self._clash, self._excused
        if not clash.counts(fact):
            return
        indexes = self._indexes.get(clash.within(fact), ())
        for test, index in zip(clash.tests, indexes, strict=False):
            for other in index.meeting(test.reach(fact), clash.side(fact)):
                if other.id not in seen and not (excused and excused(fact, other)):
                    seen.add(other.id)
                    yield other

    def disputed(self) -> Iterator[Fact]:
        """Yield the facts that clash with any other."""
        for indexes in self._indexes.values():
            for fact in indexes[0].facts:
                if next(self.of(fact), None):
                    yield fact

    def pairs(self) -> Iterator[tuple[Fact, Fact]]:
        """Yield each two facts that clash, the one whose id comes first before the other."""
        for fact in sorted(self.disputed(), key=lambda fact: fact.id):
            for other in self.of(fact):
                if fact.id < other.id:
                    yield fact, other


class SpanIndex:
    """Facts in the order in which their spans start, and a tree that knows the latest ends.

    A fact may have a side: those of one's own are not found. Of each stretch the tree knows the
    latest end and the latest one of any other side, so that one without a match is passed over.
    """

    def __init__(
        self, facts: Sequence[Fact], spans: Sequence[Span], sides: Sequence[Hashable] = ()
    ) -> None:
        sides = sides or [_ONE_SIDE] * len(facts)
        self.facts = facts
        self._order = sorted(range(len(facts)), key=lambda number: (spans[number].low, number))
        self._lows = [spans[number].low for number in self._order]
        size = 1 << (len(facts) - 1).bit_length()
        nothing = (-NEVER - 1, None, -NEVER - 1)
        leaves = [(spans[number].high, sides[number], -NEVER - 1) for number in self._order] + [
            nothing
        ] * (size - len(facts))
        self._tree: list[tuple[int, Hashable, int]] = [nothing] * size + leaves
        for node in range(size - 1, 0, -1):
            self._tree[node] = _latest(self._tree[2 * node], self._tree[2 * node + 1])
        self._size = size

    def meeting(self, reach: Span, side: Hashable = None) -> Iterator[Fact]:
        """Yield the facts of other sides whose spans meet a reach, in the order of their starts."""
        count = bisect_left(self._lows, reach.high)
        stack = [(1, 0, self._size)]
        while stack:
            node, start, size = stack.pop()
            high, best, other = self._tree[node]
            if start >= count or (high if best != side else other) <= reach.low:
                continue
            if size == 1:
                yield self.facts[self._order[start]]
            else:
                half = size // 2
                stack += [(2 * node + 1, start + half, half), (2 * node, start, half)]


def _latest(
    one: tuple[int, Hashable, int], other: tuple[int, Hashable, int]
) -> tuple[int, Hashable, int]:
    if other[0] > one[0]:
        one, other = other, one
    beside = other[2] if other[1] == one[1] else other[0]
    return one[0], one[1], max(one[2], beside)
