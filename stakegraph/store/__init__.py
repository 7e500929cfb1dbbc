"""Facts kept for questions.

A store answers three small questions: the actors of some ids, the actors that a name may mean,
and the facts one hop away from some actors. `database` is the one there is: in memory for a small
set, in a file of the cache folder for a large one. What comes without being asked for by id comes
in the order of ids, so that the same facts give the same answers wherever they are kept.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from stakegraph.model.names import Directory

if TYPE_CHECKING:
    from stakegraph.edtf.dates import Period
    from stakegraph.edtf.validity import Dating
    from stakegraph.model.facts import Actor, Event, Fact, Source
    from stakegraph.model.lifetimes import Lifetime
    from stakegraph.model.relations import Relation

Direction = Literal["out", "in"]


class Scope(NamedTuple):
    """Which facts count for a question: those of a day or period, of firm status, of some sources.

    `source` admits only what is cited from it (any where it is empty); `without` are sources read
    as if they had not been written; `according_to` admits only what is somebody's word (any where
    it is empty).
    """

    as_of: Period | None = None
    firm: bool = False
    source: str = ""
    without: frozenset[str] = frozenset()
    according_to: str = ""

    @property
    def is_by_source(self) -> bool:
        """Return whether some sources do not count."""
        return bool(self.source or self.without)

    @property
    def of_sources(self) -> Scope:
        """Return the scope of the same sources and nothing else: of any time, whoever says so."""
        return Scope(source=self.source, without=self.without) if self.is_by_source else EVERYTHING


EVERYTHING = Scope()
RIVALS = 100  # of the facts that dispute one: of more, only that there are more is known


class Tie(NamedTuple):
    """A fact within a scope.

    `missing` says why it cannot be said to hold on the day asked for, `against` are the ids of the
    facts that dispute it, of more than `RIVALS` one more than that; `is_part` says that it held for
    a part of the time asked for.
    """

    fact: Fact
    missing: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    is_part: bool = False


class Link(NamedTuple):
    """That some fact within a scope, not denied, ties two actors, one of which was asked about.

    `doubtful` is one that is not stated, is disputed or cannot be said to hold.
    """

    near: str
    far: str
    doubtful: bool


class Store(Directory, Protocol):
    """What questions ask of the facts."""

    @property
    def title(self) -> str:
        """Return what the facts are about."""

    @property
    def relations(self) -> Mapping[str, Relation]:
        """Return the relations that the facts may state."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """Return the sources."""

    @property
    def retracted(self) -> frozenset[str]:
        """Return the sources that are retracted, as far as anything cites them."""

    @property
    def speakers(self) -> list[str]:
        """Return whose word any fact or event is: ids of actors, and words."""

    def size(self) -> int:
        """Return how many facts there are, derived ones included."""

    def actors(
        self, ids: Iterable[str] | None = None, scope: Scope = EVERYTHING
    ) -> Iterator[Actor]:
        """Yield the actors of these ids, or all that count by id, each as the scope sees it.

        Unknown ids are passed over.
        """

    def classifications(self) -> list[str]:
        """Return what classifies any of the actors, such as `company`, in order."""

    def hop(
        self,
        ids: Iterable[str] | None,
        relations: Container[str],
        direction: Direction,
        scope: Scope,
        *,
        derived: bool = True,
    ) -> Iterator[Tie]:
        """Yield the ties that leave ("out") or reach ("in") these actors, or all there are.

        Those of each actor, and all there are, come in the order of their facts' ids; what follows
        from others comes if `derived`.
        """

    def joining(
        self, pairs: Mapping[str, Collection[str]], relations: Container[str], scope: Scope
    ) -> Iterator[Tie]:
        """Yield the ties that lead from each of some actors to those named with it."""

    def degrees(self, ids: Iterable[str], relations: Container[str]) -> dict[str, int]:
        """Return how many facts of some relations leave or reach each of some actors.

        The scope does not matter.
        """

    def links(
        self,
        ids: Iterable[str],
        relations: Container[str],
        scope: Scope,
        *,
        is_exact: bool = False,
    ) -> Iterator[Link]:
        """Yield whom these actors are tied to, whichever way the facts point, without the facts.

        Unless that is to be `is_exact`, what follows may count among them though its premises were
        never so together.
        """

    def facts(self, ids: Iterable[str], scope: Scope) -> Iterator[Tie]:
        """Yield the facts of these ids that count; ids that no fact has are passed over."""

    def ids_beside(self, id: str, count: int) -> list[str]:
        """Return the ids of facts that stand next to an id in their order, so many on each side."""

    def conflicts(
        self, scope: Scope = EVERYTHING, *, possible: bool = False
    ) -> tuple[list[tuple[str, Fact, Fact]], int]:
        """Return the pairs of facts within a scope that clash, each with the rule that says so.

        Where those that are `possible` are asked for: the pairs that may clash and do not surely.

        Of each conflict only so many pairs are given as RIVALS; the number of facts in those of
        which there are more comes with them.
        """

    def fact(self, id: str) -> Fact:
        """Return the fact of an id."""

    def is_one_of_several(self, fact: Fact) -> bool:
        """Return whether others stand in the same relation to the same, with the same qualifiers.

        They may do so at the same time. Of very many, only the first are looked at.
        """

    def about(self, fact: Fact) -> Iterator[Fact]:
        """Yield the facts that tie the same two in the same relation, by the same word."""

    def dating(self, fact: Fact, scope: Scope) -> Dating | None:
        """Return what is said of the time of a stated fact; None if it is while its ends are."""

    def is_followed(self, fact: Fact, scope: Scope) -> bool:
        """Return whether a later source names another holder, or nobody, or a contrary view."""

    def met(self, facts: Iterable[Fact], scope: Scope) -> bool:
        """Return whether some stated facts may have been so on one day, as far as is known."""

    def lifetime(self, id: str, scope: Scope) -> Lifetime:
        """Return from when to when an actor is, by the sources that count."""

    def now(self, scope: Scope) -> str:
        """Return the day of the latest source that facts within a scope cite, "" if none is known.

        Sources of which only the month or the year is known count with its first day.
        """

    def event(self, id: str) -> Event | None:
        """Return the event of an id, if there is one."""

    def events(self, who: str | None = None, scope: Scope = EVERYTHING) -> Iterator[Event]:
        """Yield the events that an actor took part in, or all, as far as they count, by id."""
