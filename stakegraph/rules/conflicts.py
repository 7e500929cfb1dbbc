"""Facts that cannot all be true: both are kept, and each is shown as disputed by the other.

A rule is a function that yields pairs; only what is stated is compared, not what follows from it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from stakegraph.edtf import dates
from stakegraph.model.facts import Fact, Facts, apart

Pair = tuple[Fact, Fact]
Rule = Callable[[Facts], Iterator[Pair]]


def stated_and_denied(facts: Facts) -> Iterator[Pair]:
    """One says it, the other denies it, of the same time."""
    for group in _grouped(facts, lambda fact: (fact.subject, fact.relation, fact.object)):
        for one, other in combinations(group, 2):
            denied = (one.status == "denied") != (other.status == "denied")
            if denied and not _in_turn(one, other):
                yield one, other


def two_at_once(facts: Facts) -> Iterator[Pair]:
    """Somebody has two managers by a solid line at once."""
    filled = [fact for fact in _held(facts) if facts.relations[fact.relation].fills]
    # A person and a post that the person holds are one place.
    seats = {frozenset((fact.subject, fact.object)) for fact in filled}
    lines = (fact for fact in _held(facts) if facts.relations[fact.relation].exclusive)
    solid = [fact for fact in lines if fact.qualifiers.get("line") != "dotted"]
    for group in _grouped(solid, lambda fact: (fact.subject, fact.relation)):
        for one, other in combinations(group, 2):
            differ = len(ends := {one.object, other.object}) > 1 and ends not in seats
            if differ and not _in_turn(one, other):
                yield one, other


def two_in_one_seat(facts: Facts) -> Iterator[Pair]:
    """Two people hold one post at once."""
    holding = [fact for fact in _held(facts) if facts.relations[fact.relation].fills]
    for group in _grouped(holding, lambda fact: fact.object):
        for one, other in combinations(group, 2):
            if one.subject != other.subject and not _in_turn(one, other):
                yield one, other


def dates_differ(facts: Facts) -> Iterator[Pair]:
    """Two sources give one thing different starts or ends, or end it before the other starts it."""
    for group in _grouped(_held(facts), _said):
        for one, other in combinations(group, 2):
            if _sources(one) & _sources(other):
                continue
            if apart(one, other) or any(
                dates.surely_before(a, b) or dates.surely_before(b, a)
                for a, b in ((one.since, other.since), (one.until, other.until))
                if a and b
            ):
                yield one, other


def for_and_against(facts: Facts) -> Iterator[Pair]:
    """Somebody takes contrary positions on one thing at once."""
    contrary = {row.key: row.contrary for row in facts.relations.values() if row.contrary}
    for group in _grouped(_held(facts), lambda fact: (fact.subject, fact.object)):
        for one, other in combinations(group, 2):
            against = contrary.get(one.relation) == other.relation
            against = against or contrary.get(other.relation) == one.relation
            if against and not apart(one, other):
                yield one, other


RULES: tuple[Rule, ...] = (
    stated_and_denied,
    two_at_once,
    two_in_one_seat,
    dates_differ,
    for_and_against,
)


def conflicts(facts: Facts) -> list[tuple[str, Fact, Fact]]:
    """Return each pair of facts that clash, once, with the name of the first rule that says so."""
    found: dict[tuple[str, str], tuple[str, Fact, Fact]] = {}
    for rule in RULES:
        for pair in rule(facts):
            one, other = sorted(pair, key=lambda fact: fact.id)
            found.setdefault((one.id, other.id), (rule.__name__.replace("_", "-"), one, other))
    return [found[key] for key in sorted(found)]


def rivals(pairs: Iterable[tuple[str, Fact, Fact]]) -> dict[str, tuple[str, ...]]:
    """Return for each fact of some conflicts the ids of those that dispute it."""
    against: dict[str, list[str]] = defaultdict(list)
    for _, one, other in pairs:
        against[one.id].append(other.id)
        against[other.id].append(one.id)
    return {id: tuple(others) for id, others in against.items()}


def _held(facts: Facts) -> Iterator[Fact]:
    return (fact for fact in facts.facts.values() if fact.status != "denied")


def _grouped(facts: Facts | Iterable[Fact], key: Callable[[Fact], object]) -> Iterator[list[Fact]]:
    """Yield the stated facts that agree in something, where there are several."""
    groups: dict[object, list[Fact]] = defaultdict(list)
    for fact in facts.facts.values() if isinstance(facts, Facts) else facts:
        if not fact.premises:
            groups[key(fact)].append(fact)
    return (group for group in groups.values() if len(group) > 1)


def _said(fact: Fact) -> tuple[object, ...]:
    return (fact.subject, fact.relation, fact.object, *sorted(fact.qualifiers.items()))


def _in_turn(one: Fact, other: Fact) -> bool:
    """Return whether one may have ended when the other began.

    `until: 2007-06`, `since: 2007-06`.
    """
    pairs = ((one.until, other.since), (other.until, one.since))
    return any(end and start and not dates.surely_before(start, end) for end, start in pairs)


def _sources(fact: Fact) -> set[str]:
    return {cited.source for cited in fact.evidence}
