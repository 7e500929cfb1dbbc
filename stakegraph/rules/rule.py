"""What a rule is: a row that says which facts it looks at together, and what it finds in them.

A check, a conflict and an inference are such rows. Whoever keeps the facts brings them together in
groups, by sorting or on several machines, and hands each group to the rule: the rule does not know
how many facts there are, nor where they lie.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from stakegraph.edtf.spans import Span
from stakegraph.edtf.validity import Dating
from stakegraph.errors import Problem, Severity
from stakegraph.model.facts import Actor, Event, Fact, Origin, Part
from stakegraph.model.lifetimes import attested, ended_by, span
from stakegraph.model.relations import Relation

Column = Literal["n", "subject", "relation", "object"]


class Over(Enum):
    """What a rule looks at that is no group of facts.

    `PART` is one source, actor, event or fact, when all that is said of it is put together;
    `UNDECLARED` the mentions of an id that no section declares, `UNLISTED` those of a source that
    is not listed, `UNMENTIONED` an actor that no fact and no event mentions, `ENDED` one that has
    an end, with the facts that cannot outlast it, `SHARED` those that bear one identifier. `WHOLE`
    is every line of one relation at once.
    """

    PART = "part"
    UNDECLARED = "undeclared"
    UNLISTED = "unlisted"
    UNMENTIONED = "unmentioned"
    ENDED = "ended"
    SHARED = "shared"
    WHOLE = "whole"


Conclusion = Callable[[tuple[Fact, ...], Mapping[str, Actor], Mapping[str, Relation]], Fact]


class Derivation(NamedTuple):
    """That a fact follows: its subject, relation and object, and the premises.

    `through` is the post that it comes through, which its id names.
    """

    ends: tuple[str, str, str]
    through: str
    premises: tuple[Fact, ...]


class Join(NamedTuple):
    """Facts that come with a group: those of some relations whose `end` is one of its `ends`."""

    of: Callable[[Relation], object]
    end: Literal["subject", "object"]
    ends: tuple[Literal["subject", "object"], ...]


class Term(NamedTuple):
    """When a fact is so, in `spans`, and which sources say it; "" of a source stands for none."""

    spans: tuple[Span, ...]
    sources: frozenset[str]


# Of what is said of a fact's time, the spans in which it counts.
Spans = Callable[[Dating], tuple[Span, ...]]


class Clash(NamedTuple):
    """How two facts of a group cannot both be true.

    They clash where their terms meet, no source states both, they are not on one side, agree in
    `within`, and nothing excuses the two: `excuses` gives for a group what tells that of two facts.
    Facts that do not count are passed over. `terms` gives for a group what the term of a fact is;
    `disputes` says whether those that clash dispute each other, or only differ.
    """

    side: Callable[[Fact], Hashable]
    terms: Callable[[Group, Spans], Callable[[Fact], Term]]
    counts: Callable[[Fact], object] = bool
    within: Callable[[Fact], Hashable] = lambda fact: None
    excuses: Callable[[Group], Callable[[Fact, Fact], bool]] | None = None
    disputes: bool = True


class Rule(NamedTuple):
    """One rule.

    `over` are the columns that the facts of a group have in common ("n" is a fact alone), or what
    else the rule looks at. `of` says of a relation whether the rule looks at its facts; `kinds`, of
    a relation and the kinds of both ends ("" where an end is not declared), whether it looks at
    facts that join such. A group has at least so many facts; facts that deny come with it only if
    `denials` are wanted. `join` are further facts that it needs: where none come, nothing follows
    by an inference. `actors` are the ends whose actors it needs; one that is `dated` needs the
    dates of the sources, as all with a clash do.

    A check finds problems. A conflict finds the facts of a group that clash with any other, as its
    `clash` tells. An inference finds derivations, each of which `conclude` makes a fact of, from
    its premises, the actors by id and the relations.
    """

    name: str
    find: Callable[..., Iterable[Any]]
    over: tuple[Column, ...] | Over
    of: Callable[[Relation], object] = bool
    kinds: Callable[[Relation, str, str], bool] | None = None
    least: int = 1
    denials: bool = False
    join: Join | None = None
    actors: tuple[Literal["subject", "object"], ...] = ()
    dated: bool = False
    clash: Clash | None = None
    conclude: Conclusion | None = None


class Group(Struct):
    """The facts that a rule looks at together, in the order of the files, and what comes with them.

    `actors` are by id, and only those that the rule asked for; `dates` are those of the sources
    that the facts cite, for a rule with a clash; `is_apart` lets it take each fact as told by a
    source of its own.
    """

    relations: Mapping[str, Relation]
    facts: list[Fact]
    joined: list[Fact] = []
    actors: dict[str, Actor] = {}
    is_apart: bool = False
    dates: Mapping[str, str] = {}
    about: dict[tuple[Hashable, ...], list[Fact]] | None = None  # the same two, by these

    def dating(self, fact: Fact) -> Dating:
        """Return what is said of the time of a fact."""
        row = self.relations[fact.relation]
        dates = span(fact.since, fact.until, act=row.act)
        found = Dating(*dates, attested(fact, self.dates), row.act)
        if not fact.ended_elsewhere:
            return found
        if self.about is None:
            self.about = defaultdict(list)
            for each in self.facts:
                self.about[each.ties].append(each)
        return ended_by(found, fact, self.about[fact.ties], row, self.dates)


class Mentions(NamedTuple):
    """Where an id stands that nothing declares: of an actor, or of a source that is cited."""

    id: str
    parts: Iterator[Actor | Event | Fact]


class Ended(NamedTuple):
    """An actor that has an end, and the facts that belong to it and cannot outlast it."""

    actor: Actor
    facts: list[Fact]


class Bearers(NamedTuple):
    """The actors that bear one identifier, the form of which is given, as they stand in files."""

    identifier: str
    actors: list[Actor]


class Lines(NamedTuple):
    """Every line of one relation that is not denied.

    `ends` are the numbers of the actors at both ends of each; `facts` returns those that state one.
    """

    relation: Relation
    ends: Iterable[tuple[int, int]]
    facts: Callable[[int, int], list[Fact]]


def problem(
    part: Part, field: str, message: str, rule: str, severity: Severity = "error"
) -> Problem:
    """Return a problem of one field of a part, or of all of it where the field is ""."""
    return problem_at(part.origin, field, message, rule, severity)


def problem_at(
    origin: Origin, field: str, message: str, rule: str, severity: Severity = "error"
) -> Problem:
    """Return a problem of what stands in one place of a file."""
    return Problem(*origin, severity, message, rule, field)
