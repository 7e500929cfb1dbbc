"""When the ties of a graph may have held: from their own dates and from those that bound them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from stakegraph.edtf.dates import earlier, later
from stakegraph.edtf.spans import ALWAYS, Span
from stakegraph.edtf.validity import validity
from stakegraph.store import EVERYTHING, Store, Tie


class Period(NamedTuple):
    """The start and the end of a tie, each "" where it is not known, and its longest span."""

    since: str = ""
    until: str = ""
    span: Span = ALWAYS


def period(store: Store, tie: Tie) -> Period:
    """Return when a tie may have held.

    It lasts as long as what it is a part in, unless it is dated itself; one that is derived holds
    while all of its premises do.
    """
    premises = [each.fact for each in store.facts(tie.fact.premises, EVERYTHING)]
    found = []
    for fact in premises or [tie.fact]:
        dating = store.dating(fact, EVERYTHING)
        if dating:
            found.append(Period(*dating.span, validity(dating).possible))
    return overlap(found)


def overlap(periods: Iterable[Period]) -> Period:
    """Return what some periods have in common."""
    known = list(periods)
    if not known:
        return Period()
    starts, ends, spans = zip(*known, strict=True)
    both = Span(max(one.low for one in spans), min(one.high for one in spans))
    return Period(later(starts), earlier(ends), both)
