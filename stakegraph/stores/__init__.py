"""Facts kept for questions.

A store answers three small questions: the actors of some ids, the actors that a name may mean,
and the facts one hop away from some actors. `memory` keeps them in dictionaries.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple, Protocol

from stakegraph.dates import Day
from stakegraph.model import Actor, Event, Fact, Source
from stakegraph.relations import Relation

Direction = Literal["out", "in"]


class Scope(NamedTuple):
    """Which facts count for a question: those of a day, of firm status, of some sources.

    `source` admits only what is cited from it (any where it is empty); `without` are sources read
    as if they had not been written.
    """

    as_of: Day | None = None
    firm: bool = False
    source: str = ""
    without: frozenset[str] = frozenset()


EVERYTHING = Scope()


class Tie(NamedTuple):
    """A fact within a scope.

    `missing` says why it cannot be said to hold on the day asked for, `against` are the ids of the
    facts that dispute it.
    """

    fact: Fact
    missing: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


class Store(Protocol):
    """What questions ask of the facts."""

    @property
    def title(self) -> str:
        """Give what the facts are about."""

    @property
    def relations(self) -> Mapping[str, Relation]:
        """Give the relations that the facts may state."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """Give the sources."""

    def actors(
        self, ids: Iterable[str] | None = None, scope: Scope = EVERYTHING
    ) -> Iterator[Actor]:
        """Give the actors of these ids, or all that count; ids that nobody has are passed over.

        All are given in the order of their ids, one by one as they are asked for.
        """

    def named(self, text: str) -> Iterator[Actor]:
        """Give at least the actors that a text may mean or be a misspelling of."""

    def hop(
        self,
        ids: Iterable[str] | None,
        relations: Container[str],
        direction: Direction,
        scope: Scope,
    ) -> Iterator[Tie]:
        """Give the ties that leave ("out") or reach ("in") these actors, or all there are.

        All are given in the order of their facts' ids, one by one as they are asked for; so are
        those of each actor.
        """

    def facts(self, ids: Iterable[str], scope: Scope) -> Iterator[Tie]:
        """Give the facts of these ids that count; ids that no fact has are passed over."""

    def size(self) -> int:
        """Count the facts, derived ones included, without going through them."""

    def fact_ids(self) -> Iterator[str]:
        """Give the ids of all facts."""

    def conflicts(self) -> list[tuple[str, Fact, Fact]]:
        """Give the pairs of facts that clash, each with the rule that says so."""

    def events(self, who: str | None = None, scope: Scope = EVERYTHING) -> Iterator[Event]:
        """Give the events that an actor took part in, or all, as far as they count."""
