"""The amounts of the ties of an actor, summed: for each relation and currency, with who has a part.

Summed is what is stated plainly, of an exact amount and in the scope of the question. What is left
out is told with its reason, and so is what may be one gift that is told twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from stakegraph.edtf.dates import surely_before
from stakegraph.graph.neighbourhood import Graph, actor_of, ties_in, ties_out
from stakegraph.graph.tenses import tense, wording
from stakegraph.model.amounts import amount
from stakegraph.model.facts import STATED, Fact
from stakegraph.model.qualifiers import AMOUNT
from stakegraph.model.sentences import tie_words
from stakegraph.questions.results import Ref, Result, ref
from stakegraph.store import Tie


class Giving(Result, frozen=True, kw_only=True):
    """How much of a sum is that of one actor, by so many `facts`."""

    actor: Ref
    sum: Decimal
    facts: int


class Total(Result, frozen=True, kw_only=True):
    """A sum of one currency, with the ids of the facts that it is of.

    `by` are those at the other end, who has most first. Each of `united` are facts of different
    sources that are counted as one. Each of `perhaps_one` may be told twice: then the sum is the
    `least`. Those `listed_twice` stand twice in one source, are counted once and may be two.
    Those `earlier` are over, or known of an earlier time alone, where others are not; `words` are
    those of the relation, in the past where any of them is.
    """

    words: str
    currency: str
    sum: Decimal
    facts: tuple[str, ...]
    by: tuple[Giving, ...]
    united: tuple[tuple[str, ...], ...]
    perhaps_one: tuple[tuple[str, ...], ...]
    least: Decimal
    listed_twice: tuple[str, ...]
    earlier: tuple[str, ...]


class LeftOut(Result, frozen=True, kw_only=True):
    """The ids of facts that are in no sum, and why; `words` are those of the relation, in tense."""

    words: str
    reason: str
    facts: tuple[str, ...]


class Amounts(Result, frozen=True, kw_only=True):
    """The sums of one relation; the actor asked about is its object where they are `received`."""

    relation: str
    received: bool
    totals: tuple[Total, ...]
    left_out: tuple[LeftOut, ...]


class _Gift(NamedTuple):
    """What is counted once: facts that tell of the same, the first of them for all."""

    facts: list[Fact]
    far: str
    size: Decimal


def amounts(graph: Graph, id: str) -> tuple[Amounts, ...]:
    """Return the sums of all ties of an actor that have an amount, by relation and direction."""
    groups: dict[tuple[str, bool], list[Tie]] = defaultdict(list)
    for received, ties in ((False, ties_out(graph, id)), (True, ties_in(graph, id))):
        for tie in ties:
            if not tie.fact.premises and tie.fact.subject != tie.fact.object:
                groups[tie.fact.relation, received].append(tie)
    return tuple(
        _amounts(graph, relation, received, ties)
        for (relation, received), ties in sorted(groups.items())
        if any(AMOUNT in tie.fact.qualifiers for tie in ties)
    )


def _amounts(graph: Graph, relation: str, received: bool, ties: list[Tie]) -> Amounts:
    row = graph.graph["relations"][relation]
    is_of_several = not received and actor_of(graph, ties[0].fact.subject).plural

    def words(tense: str) -> str:
        return tie_words(row, {}, tense=tense, plural=is_of_several)

    counted: dict[str, list[Tie]] = defaultdict(list)
    left_out: dict[tuple[str, str], list[str]] = defaultdict(list)
    for tie in sorted(ties, key=lambda tie: tie.fact.id):
        reason = _why_not(graph, tie)
        if reason:
            left_out[words(wording(tense(graph, tie))), reason].append(tie.fact.id)
        else:
            counted[amount(tie.fact.qualifiers[AMOUNT]).currency].append(tie)
    totals = []
    for currency, found in sorted(counted.items()):
        past = {tie.fact.id for tie in found if wording(tense(graph, tie)) == "former"}
        said = words("former" if past else "")
        totals.append(_total(graph, currency, said, received, found, past))
    return Amounts(
        relation=relation,
        received=received,
        totals=tuple(totals),
        left_out=tuple(
            LeftOut(words=said, reason=why, facts=tuple(ids))
            for (said, why), ids in left_out.items()
        ),
    )


def _why_not(graph: Graph, tie: Tie) -> str:
    """Return why a fact is in no sum, "" where it is in one."""
    fact = tie.fact
    written = fact.qualifiers.get(AMOUNT)
    if fact.status != STATED:
        return fact.status
    if tie.against:
        return "disputed by other facts"
    if fact.retracted:
        return "from a retracted source"
    if fact.according_to:
        return "on the word of somebody"
    if tie.missing:
        return "of no sure time"
    if tense(graph, tie) == "to come":
        return "to come"
    if not written:
        return "without an amount"
    return "" if amount(written).exact is not None else "of no exact amount"


def _total(
    graph: Graph,
    currency: str,
    words: str,
    received: bool,
    ties: list[Tie],
    earlier: Container[str],
) -> Total:
    gifts: list[_Gift] = []
    perhaps: list[tuple[_Gift, _Gift]] = []
    alike: dict[tuple[str, Decimal], list[_Gift]] = defaultdict(list)
    for tie in ties:
        fact = tie.fact
        far = fact.subject if received else fact.object
        size = amount(fact.qualifiers[AMOUNT]).exact or Decimal(0)
        known = alike[far, size]
        same = next((gift for gift in known if _is_one(gift.facts, fact)), None)
        if same:
            same.facts.append(fact)
        else:
            known.append(_Gift([fact], far, size))
            gifts.append(known[-1])
    for known in alike.values():
        perhaps += [pair for pair in combinations(known, 2) if _may_be_one(*pair)]
    doubted = _clusters(perhaps)
    giving: dict[str, list[Decimal]] = defaultdict(list)
    for gift in gifts:
        giving[gift.far].append(gift.size)
    by = [
        Giving(actor=ref(actor_of(graph, far)), sum=sum(sizes, Decimal(0)), facts=len(sizes))
        for far, sizes in giving.items()
    ]
    total = sum((gift.size for gift in gifts), Decimal(0))
    ids = tuple(gift.facts[0].id for gift in gifts)
    past = tuple(id for id in ids if id in earlier)
    return Total(
        words=words,
        currency=currency,
        sum=total,
        facts=ids,
        by=tuple(sorted(by, key=lambda each: (-each.sum, each.actor.name, each.actor.id))),
        united=tuple(
            tuple(fact.id for fact in gift.facts) for gift in gifts if len(gift.facts) > 1
        ),
        perhaps_one=tuple(tuple(gift.facts[0].id for gift in some) for some in doubted),
        least=total - sum(((len(some) - 1) * some[0].size for some in doubted), Decimal(0)),
        listed_twice=tuple(gift.facts[0].id for gift in gifts if _is_listed_twice(gift.facts)),
        earlier=past if past != ids else (),
    )


def _is_one(told: list[Fact], fact: Fact) -> bool:
    """Return whether sources that have none in common tell of the same on the same dates."""
    dates = (fact.since, fact.until, fact.attested)
    return any(dates) and all(
        (one.since, one.until, one.attested) == dates
        and not _sources(one) & _sources(fact)
        and _sources(one)
        and _sources(fact)
        and not _differ(one, fact)
        for one in told
    )


def _may_be_one(one: _Gift, other: _Gift) -> bool:
    """Return whether two of one size may be the same, told twice: at a time that both may be of.

    One source that says of each what it is for tells of two.
    """
    return not any(
        (_differ(a, b) and _sources(a) & _sources(b))
        or surely_before(_start(a), _start(b))
        or surely_before(_start(b), _start(a))
        for a in one.facts
        for b in other.facts
    )


def _start(fact: Fact) -> str:
    return fact.since or fact.attested or fact.until


def _differ(one: Fact, other: Fact) -> bool:
    """Return whether two facts have another qualifier than the amount, and not the same."""
    return any(
        name != AMOUNT and name in other.qualifiers and text != other.qualifiers[name]
        for name, text in one.qualifiers.items()
    )


def _sources(fact: Fact) -> set[str]:
    return {cited.source for cited in fact.evidence}


def _is_listed_twice(facts: Iterable[Fact]) -> bool:
    """Return whether a source lists one fact twice: in two entries, or in two lines of a table."""
    places: dict[tuple[str, str], set[object]] = defaultdict(set)
    for fact in facts:
        for cited in fact.evidence:
            places[cited.source, "entry"].add(cited.origin[:2])
            if cited.at.startswith("line "):
                places[cited.source, "line"].add(cited.at)
    return any(len(each) > 1 for each in places.values())


def _clusters(pairs: Iterable[tuple[_Gift, _Gift]]) -> list[list[_Gift]]:
    """Return what some pairs connect, each once."""
    found: list[list[_Gift]] = []
    for one, other in pairs:
        near = [some for some in found if any(each is one or each is other for each in some)]
        joined = [each for some in near for each in some]
        joined += [new for new in (one, other) if not any(new is each for each in joined)]
        found = [some for some in found if not any(some is each for each in near)] + [joined]
    return found
