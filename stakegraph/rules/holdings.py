"""Shares of one thing that nobody can have at once: they come to more than the whole of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from decimal import Decimal

from stakegraph.edtf.validity import sure
from stakegraph.errors import Problem
from stakegraph.model.facts import STATED, Fact
from stakegraph.model.phrases import phrase
from stakegraph.model.qualifiers import SHARE, share_of
from stakegraph.model.relations import Relation
from stakegraph.model.sentences import counted, enumerated
from stakegraph.rules.rule import Group, problem

_WHOLE = 100
_SHOWN = 5  # of those who have a share


def more_than_whole(group: Group) -> Iterator[Problem]:
    """Warn of shares that some surely had at once, where they make more than the whole.

    Where several are told of one, the least counts, and a number may have been rounded. Who owns
    another of them may have the share through that one: then that one's counts alone.
    """
    facts = [fact for fact in group.facts if fact.status == STATED and _least(fact) > 0]
    above = {(fact.subject, fact.object) for fact in group.joined}
    for at_once in _crowds(group, facts):
        direct = _direct(at_once, above)
        total = sum(map(_least, direct))
        if total > _WHOLE or (total == _WHOLE and any(map(_is_more, direct))):
            yield _problem(direct, group.relations[direct[0].relation])
            return


def _crowds(group: Group, facts: list[Fact]) -> Iterator[list[Fact]]:
    """Yield facts that were surely so at one moment and come to the whole, or to more.

    What one source tells without any date it tells of one moment.
    """
    turns: list[tuple[int, int, int]] = []
    undated: dict[str, list[Fact]] = defaultdict(list)
    for number, fact in enumerate(facts):
        spans = sure(group.dating(fact))
        turns += [(span.low, 1, number) for span in spans]
        turns += [(span.high, 0, number) for span in spans]
        if not (spans or fact.since or fact.until or fact.attested):
            for source in dict.fromkeys(cited.source for cited in fact.evidence):
                undated[source].append(fact)
    held: dict[int, Fact] = {}
    total = Decimal(0)
    # At one moment those that end come first: spans that touch do not meet.
    for _, begins, number in sorted(turns):
        if begins:
            held[number] = facts[number]
            total += _least(facts[number])
            if total >= _WHOLE:
                yield [*held.values()]
        elif held.pop(number, None):
            total -= _least(facts[number])
    yield from undated.values()


def _least(fact: Fact) -> Decimal:
    """Return the least that the share of a fact surely is, 0 where it has none."""
    given = share_of(fact.qualifiers)
    if not given or given.roughly:
        return Decimal(0)
    last = Decimal(1).scaleb(int(given.minimum.as_tuple().exponent))  # what its last digit counts
    return given.minimum - (last / 2 if given.minimum == given.maximum else 0)


def _is_more(fact: Fact) -> bool:
    """Return whether a share surely is more than the least of it."""
    given = share_of(fact.qualifiers)
    return given is not None and given.above


def _direct(facts: list[Fact], above: Container[tuple[str, str]]) -> list[Fact]:
    """Return the least share of each, as they stand in the files, without those through others."""
    least: dict[str, Fact] = {}
    for fact in facts:
        known = least.get(fact.subject)
        if known is None or _least(fact) < _least(known):
            least[fact.subject] = fact
    direct = [
        fact for fact in least.values() if not any((fact.subject, one) in above for one in least)
    ]
    return sorted(direct, key=lambda fact: fact.origin)


def _problem(facts: list[Fact], relation: Relation) -> Problem:
    shares = [*filter(None, (share_of(fact.qualifiers) for fact in facts))]
    total = sum((each.minimum for each in shares), Decimal(0)).quantize(Decimal("0.0001"))
    is_exact = all(each.minimum == each.maximum for each in shares)
    *_, last = facts
    shown = facts if len(facts) <= _SHOWN else facts[: _SHOWN - 1]
    sums = [fact.qualifiers[SHARE] for fact in shown]
    owners = [f"{fact.subject} ({fact.origin})" for fact in shown]
    if len(shown) < len(facts):
        sums.append("...")
        owners.append(counted(len(facts) - len(shown), "other"))
    message = f"{last.object} {phrase(relation.inverse, {})} {enumerated(owners)}: "
    least = "" if is_exact else "more than " if any(map(_is_more, facts)) else "at least "
    message += f"{' + '.join(sums)} = {least}{total.normalize():f} % at once: "
    message += "look whether they hold it jointly, or one through another"
    return problem(last, SHARE, message, "more-than-whole", "warning")
