"""Gaps: what the facts do not say yet, each with the next question to ask."""

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from stakegraph.graph.neighbourhood import Graph, actor_of
from stakegraph.model.facts import Source
from stakegraph.questions.missing import RULES, Known, Missing, Rule
from stakegraph.questions.results import Cited, Ref, Result, Statement, cited, ref, statement
from stakegraph.questions.seats import organisation_of


class Gap(Result, frozen=True, kw_only=True):
    """Something that is not said: by which rule, about whom or which fact, and what to ask next.

    Of a post, `organisation` is where that is.
    `detail` is what differs from one gap of a rule to another, such as "no end", else "". `source`
    is the id of one that the gap is about. `hangs` is how many facts touch the actor, or rest on
    the fact: how much the gap weighs; `evidence` is where the actor or fact was read.
    """

    rule: str
    text: str
    ask: str
    detail: str
    actor: Ref | None
    organisation: Ref | None
    fact: Statement | None
    source: str
    hangs: int
    evidence: tuple[Cited, ...] = ()


class Gaps(Result, frozen=True, kw_only=True):
    """All gaps, those that most hangs on first.

    `looked_at` says of how many actors, facts or sources each rule might have found one.
    """

    gaps: tuple[Gap, ...]
    looked_at: dict[str, int]


def gaps(
    graph: Graph,
    sources: Mapping[str, Source],
    events: Iterable[Iterable[str]] = (),
    *,
    older_than: str = "",
    ignore: Container[str] = (),
) -> Gaps:
    """Return what is not said yet, by every rule but those ignored.

    `events` are the sources that each event cites.
    """
    known = Known(graph, sources, frozenset(chain.from_iterable(events)), older_than)
    rules = [rule for rule in RULES if rule.name not in ignore]
    looked_at = {rule.name: list(rule.looks_at(known)) for rule in rules}
    found = [
        _gap(known, rule, one, missing)
        for rule in rules
        for one in looked_at[rule.name]
        if (missing := rule.missing(known, one))
    ]
    if "one-source" in looked_at:
        found += _everything(known)
    found.sort(key=lambda gap: (-gap.hangs, gap.rule, gap.text))
    return Gaps(gaps=tuple(found), looked_at={name: len(all) for name, all in looked_at.items()})


def names() -> list[str]:
    """Return the names of the rules."""
    return [rule.name for rule in RULES]


def _gap(known: Known, rule: Rule, one: Any, missing: Missing) -> Gap:
    actor = actor_of(known.graph, one) if rule.of == "actor" else None
    fact = statement(known.graph, one) if rule.of == "fact" else None
    text, ask, detail = missing
    return Gap(
        rule=rule.name,
        text=f"{fact.text}: {text}" if fact else text,
        ask=ask,
        detail=detail,
        actor=ref(actor) if actor else None,
        organisation=organisation_of(known.graph, actor.id) if actor else None,
        fact=fact,
        source=one if rule.of == "source" else "",
        hangs=1 + known.resting[fact.id] if fact else known.touching[actor.id] if actor else 0,
        evidence=fact.evidence if fact else cited(actor.evidence) if actor else (),
    )


def _everything(known: Known) -> Iterator[Gap]:
    """Yield, where there is one source only, that everything rests on it."""
    ties = [tie for tie in known.ties if tie.fact.evidence]
    if len(known.sources) == 1 and ties:
        (source,) = known.sources
        yield Gap(
            rule="one-source",
            text=f"everything rests on one source, {source}",
            ask="who else can confirm it?",
            detail="",
            actor=None,
            organisation=None,
            fact=None,
            source=source,
            hangs=len(ties),
        )
