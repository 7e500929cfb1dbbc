"""Which facts of a group clash, or have a day in common, found without comparing each with each."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from stakegraph.edtf.spans import NEVER, Span
from stakegraph.edtf.validity import sure
from stakegraph.model.facts import Fact
from stakegraph.rules.rule import Clash, Group, Spans, Term

T = TypeVar("T")

_ONE_SIDE = object()


class _Told(NamedTuple):
    """What the same sources tell of a group."""

    sources: frozenset[str]
    facts: SpanIndex[Fact]


class Rivals:
    """The facts of one group, and which of them each one clashes with.

    `when` gives the spans in which a fact counts: when it surely was so, or when it may have been.
    """

    def __init__(self, clash: Clash, group: Group, when: Spans = sure) -> None:
        self._clash = clash
        self._excused = clash.excuses(group) if clash.excuses else None
        term_of = clash.terms(group, when)
        self._terms: dict[str, Term] = {}
        parts: dict[Hashable, list[Fact]] = defaultdict(list)
        for fact in group.facts:
            if clash.counts(fact):
                term = self._terms[fact.id] = term_of(fact)
                if term.spans:
                    parts[clash.within(fact)].append(fact)
        self._indexes = {key: self._index(facts) for key, facts in parts.items()}

    def of(self, fact: Fact) -> Iterator[Fact]:
        """Yield the facts that clash with one, each once."""
        seen: set[str] = set()
        term, index = self._terms.get(fact.id), self._indexes.get(self._clash.within(fact))
        if not term or not index:
            return
        side = self._clash.side(fact)
        for span in term.spans:
            for told in index.meeting(span):
                if term.sources.isdisjoint(told.sources):
                    for other in told.facts.meeting(span, side):
                        if other.id not in seen and not (
                            self._excused and self._excused(fact, other)
                        ):
                            seen.add(other.id)
                            yield other

    def clashing(self) -> Iterator[Fact]:
        """Yield the facts that clash with any other."""
        for index in filter(None, self._indexes.values()):
            for told in index.items:
                for fact in {fact.id: fact for fact in told.facts.items}.values():
                    if next(self.of(fact), None):
                        yield fact

    def pairs(self) -> Iterator[tuple[Fact, Fact]]:
        """Yield each two facts that clash, the one whose id comes first before the other."""
        for fact in sorted(self.clashing(), key=lambda fact: fact.id):
            for other in self.of(fact):
                if fact.id < other.id:
                    yield fact, other

    def _index(self, facts: Sequence[Fact]) -> SpanIndex[_Told] | None:
        """Return what the same sources tell, each by its span; None where nothing can clash."""
        if len({self._clash.side(fact) for fact in facts}) < 2:
            return None
        of_all = frozenset[str].intersection(*(self._terms[fact.id].sources for fact in facts))
        if of_all:
            return None
        by_sources: dict[frozenset[str], list[Fact]] = defaultdict(list)
        for fact in facts:
            by_sources[self._terms[fact.id].sources].append(fact)
        found, spans = [], []
        for sources, some in by_sources.items():
            rows = [(fact, span) for fact in some for span in self._terms[fact.id].spans]
            sides = [self._clash.side(fact) for fact, _ in rows]
            index = SpanIndex([fact for fact, _ in rows], [span for _, span in rows], sides)
            found.append(_Told(sources, index))
            spans.append(Span(min(span.low for _, span in rows), max(s.high for _, s in rows)))
        return SpanIndex(found, spans)


class SpanIndex(Generic[T]):
    """Items in the order in which their spans start, and a tree that knows the latest ends.

    An item may have a side: those of one's own are not found. Of each stretch the tree knows the
    latest end and the latest one of any other side, so that one without a match is passed over.
    """

    def __init__(
        self, items: Sequence[T], spans: Sequence[Span], sides: Sequence[Hashable] = ()
    ) -> None:
        sides = sides or [_ONE_SIDE] * len(items)
        self.items = items
        self._order = sorted(range(len(items)), key=lambda number: (spans[number].low, number))
        self._lows = [spans[number].low for number in self._order]
        size = 1 << (len(items) - 1).bit_length()
        nothing = (-NEVER - 1, None, -NEVER - 1)
        leaves = [(spans[number].high, sides[number], -NEVER - 1) for number in self._order] + [
            nothing
        ] * (size - len(items))
        self._tree: list[tuple[int, Hashable, int]] = [nothing] * size + leaves
        for node in range(size - 1, 0, -1):
            self._tree[node] = _latest(self._tree[2 * node], self._tree[2 * node + 1])
        self._size = size

    def meeting(self, reach: Span, side: Hashable = None) -> Iterator[T]:
        """Yield the items of other sides whose spans meet a reach, in the order of their starts."""
        count = bisect_left(self._lows, reach.high)
        stack = [(1, 0, self._size)]
        while stack:
            node, start, size = stack.pop()
            high, best, other = self._tree[node]
            if start >= count or (high if best != side else other) <= reach.low:
                continue
            if size == 1:
                yield self.items[self._order[start]]
            else:
                half = size // 2
                stack += [(2 * node + 1, start + half, half), (2 * node, start, half)]


def crowded(spans: Iterable[tuple[Hashable, Span, frozenset[str]]], seats: int) -> list[Span]:
    """Return the spans in which more sit than there are seats, and no one source names them all.

    Each that sits comes with a span and the sources that say so.
    """
    turns: list[tuple[int, int, Hashable, frozenset[str]]] = []
    for who, span, sources in spans:
        turns += [(span.low, 1, who, sources), (span.high, -1, who, sources)]
    sitting: dict[Hashable, int] = defaultdict(int)
    naming: dict[str, int] = defaultdict(int)
    rows = 0
    found: list[Span] = []
    before = -NEVER
    # At one moment those who leave come first: spans that touch do not meet.
    for moment, change, who, sources in sorted(turns, key=lambda turn: turn[:2]):
        if len(sitting) > seats and moment > before and max(naming.values(), default=0) < rows:
            if found and found[-1].high == before:
                found[-1] = Span(found[-1].low, moment)
            else:
                found.append(Span(before, moment))
        before = moment
        rows += change
        sitting[who] += change
        if not sitting[who]:
            del sitting[who]
        for source in sources:
            naming[source] += change
    return found


def _latest(
    one: tuple[int, Hashable, int], other: tuple[int, Hashable, int]
) -> tuple[int, Hashable, int]:
    if other[0] > one[0]:
        one, other = other, one
    beside = other[2] if other[1] == one[1] else other[0]
    return one[0], one[1], max(one[2], beside)
