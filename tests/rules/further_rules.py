"""A check, a conflict and an inference more, for a test of what applies rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from stakegraph.edtf.spans import possible
from stakegraph.errors import Problem
from stakegraph.model.facts import DERIVED, Actor, Fact
from stakegraph.model.relations import Relation
from stakegraph.rules import RULES as USUAL
from stakegraph.rules.conflicts import clashing
from stakegraph.rules.rule import Clash, Derivation, Group, Join, Rule, Spans, Term, problem


def _secret(group: Group) -> Iterator[Problem]:
    for fact in group.facts:
        if fact.qualifiers.get("on") == "a secret":
            message = f"{fact.subject} works with {fact.object} on a secret"
            yield problem(fact, "on", message, "secret", "warning")


def _owned_through(group: Group) -> Iterator[Derivation]:
    for upper in group.facts:
        for lower in group.joined:
            if lower.subject == upper.object:
                ends = (upper.subject, upper.relation, lower.object)
                yield Derivation(ends, upper.object, (upper, lower))


def _owned(
    premises: tuple[Fact, ...], actors: Mapping[str, Actor], relations: Mapping[str, Relation]
) -> Fact:
    upper, lower = premises
    return Fact(
        id=f"{upper.subject}.owns.{lower.object}.via.{upper.object}",
        subject=upper.subject,
        relation=upper.relation,
        object=lower.object,
        status=DERIVED,
        rule="owned-through",
        premises=(upper.id, lower.id),
        origin=upper.origin,
    )


def _owns(relation: Relation) -> bool:
    return relation.key == "owns"


def _whenever(group: Group, when: Spans) -> Callable[[Fact], Term]:
    return lambda fact: Term((possible(fact.since, fact.until),), frozenset())


_OVER_HALF = Clash(
    side=lambda fact: fact.subject,
    terms=_whenever,
    counts=lambda fact: fact.qualifiers.get("share", "") > "50 %",
)

RULES = (
    *USUAL,
    Rule("secret", _secret, ("n",), lambda relation: relation.key == "works_with"),
    Rule(
        "over-half",
        partial(clashing, _OVER_HALF),
        ("object",),
        _owns,
        least=2,
        clash=_OVER_HALF,
    ),
    Rule(
        "owned-through",
        _owned_through,
        ("n",),
        _owns,
        join=Join(_owns, "subject", ("object",)),
        conclude=_owned,
    ),
)
