"""When the ties of a graph may have held: from their own dates and from those that bound them."""

from __future__ import annotations

from stakegraph.edtf.dates import earlier, later
from stakegraph.model.relations import span
from stakegraph.store import EVERYTHING, Store, Tie


def period(store: Store, tie: Tie) -> tuple[str, str]:
    """Return the start and the end of a tie, each "" where it is not known.

    A tie lasts as long as what it is a part in, unless it is dated itself; one that is derived
    holds while all of its premises do.
    """
    premises = [each.fact for each in store.facts(tie.fact.premises, EVERYTHING)]
    found = []
    for fact in premises or [tie.fact]:
        (whole,) = store.actors([fact.object])
        own = (fact.since, fact.until)
        found.append(
            span(store.relations[fact.relation], whole.kind, own, (whole.since, whole.until))
        )
    return overlap([dates for dates in found if dates])


def overlap(periods: list[tuple[str, str]]) -> tuple[str, str]:
    """Return the start and the end of what some periods have in common."""
    if not periods:
        return "", ""
    starts, ends = zip(*periods, strict=True)
    return later(starts), earlier(ends)
