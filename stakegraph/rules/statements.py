"""Which facts state the same, and the id that each of the others has.

The same statement in several files is one fact with all their evidence.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from hashlib import sha256

from msgspec.structs import replace

from stakegraph.errors import Problem
from stakegraph.factfile.validation import slug
from stakegraph.model.facts import Event, Fact
from stakegraph.model.qualifiers import SHARE
from stakegraph.rules.merge import evidence_of
from stakegraph.rules.rule import problem


def deduplicate(facts: Iterable[Fact]) -> tuple[list[Fact], list[Problem]]:
    """Return the facts with those that state the same united."""
    found: dict[tuple[object, ...], list[Fact]] = {}
    problems: list[Problem] = []
    for fact in facts:
        same = found.setdefault(fact.identity, [])
        if same and same[0].origin.path == fact.origin.path:
            message = f"the same fact stands in line {same[0].origin.line}: remove one of the two"
            if _cited(fact) != _cited(same[0]):
                message += ", and put the evidence of both at the other"
            problems.append(problem(fact, "", message, "duplicate-fact", "warning"))
        same.append(fact)
    return _with_ends([_one(same) for same in found.values()]), problems


def _with_ends(facts: list[Fact]) -> list[Fact]:
    """Return facts, of those without an end saying where another one tells it."""
    ended = {fact.alike for fact in facts if fact.is_end}
    taken = {fact.ties for fact in facts if fact.is_for_good}
    shares: dict[tuple[Hashable, ...], list[Fact]] = {}
    for fact in facts:
        if SHARE in fact.qualifiers or fact.is_end:
            shares.setdefault(fact.ties, []).append(fact)

    def is_ended(fact: Fact) -> bool:
        return (
            fact.alike in ended
            or (fact.is_provisional and fact.ties in taken)
            or any(
                each.has_another_share(fact) or each.ends_any_share(fact)
                for each in shares.get(fact.ties, ())
            )
        )

    return [
        replace(fact, ended_elsewhere=True)
        if not (fact.until or fact.attested) and is_ended(fact)
        else fact
        for fact in facts
    ]


def base_id(fact: Fact) -> str:
    """Return the id that a fact has when nothing else has it."""
    base = f"{fact.subject}.{fact.relation}.{fact.object}"
    title = fact.qualifiers.get("title")
    return f"{base}.{slug(title)}" if title else base


def distinct_ids(facts: Sequence[Fact]) -> list[str]:
    """Return an id for each of some facts that would all have the same, whatever their order.

    They are told apart by the first thing that differs in all of them, so a further such fact may
    lengthen the ids of the others.
    """
    base = base_id(facts[0])
    if len(facts) == 1:
        return [base]
    starts = [fact.since or fact.attested for fact in facts]
    by_since = [f".{slug(start)}" if start else "" for start in starts]
    by_words = [_words(fact) for fact in facts]
    by_status = [f".{fact.status}" for fact in facts]
    by_word_of = [
        f".{slug(' '.join(fact.according_to))}" * bool(fact.according_to) for fact in facts
    ]
    for suffixes in (by_since, by_words, by_status, by_word_of):
        if len(set(suffixes)) == len(facts):
            return [base + suffix for suffix in suffixes]
    return [surest_id(fact) for fact in facts]


def surest_id(fact: Fact) -> str:
    """Return an id made of all that a fact states, which no other fact has."""
    return f"{base_id(fact)}.{sha256(repr(fact.identity).encode()).hexdigest()[:8]}"


def taken_id(fact: Fact | Event, other: Fact) -> Problem:
    """Return the problem of a fact or an event that was given the id of another fact."""
    what = "the fact in " if isinstance(fact, Event) else ""
    message = f"the id {fact.id!r} is taken by {what}{other.origin}"
    return problem(fact, "" if isinstance(fact, Event) else "id", message, "duplicate-id")


def _one(same: Sequence[Fact]) -> Fact:
    """Return facts that state the same as one."""
    if len(same) == 1:
        return same[0]
    return replace(
        same[0],
        id=next((fact.id for fact in same if fact.id), ""),
        because=next((fact.because for fact in same if fact.because), ""),
        note=next((fact.note for fact in same if fact.note), ""),
        evidence=evidence_of(same),
    )


def _cited(fact: Fact) -> set[tuple[str, str, str]]:
    return {(one.source, one.at, one.quote) for one in fact.evidence}


def _words(fact: Fact) -> str:
    words = " ".join(fact.qualifiers.values())[:40]
    return f".{slug(words)}" if words else ""
