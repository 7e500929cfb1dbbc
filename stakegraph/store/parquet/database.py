"""Facts in a folder of Parquet, answered from as from any database.

No rule and no query stands here again: before `Database` looks for rows, those that it will need
are fetched, for all actors of a hop at once.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from stakegraph.edtf.validity import sure
from stakegraph.errors import Problem
from stakegraph.model.facts import Actor, Event, Fact
from stakegraph.model.names import Named
from stakegraph.model.relations import POST
from stakegraph.rules import RULES
from stakegraph.rules.rivals import Rivals
from stakegraph.rules.rule import Rule, Spans
from stakegraph.store import EVERYTHING, Direction, Link, Scope, Tie, tallies
from stakegraph.store.database import FACT, Database, Row
from stakegraph.store.names import Entry
from stakegraph.store.parquet.excerpt import Excerpt
from stakegraph.store.parquet.folder import Folder

_ENDS = {"out": "subject", "in": "object"}


class ParquetDatabase(Database):
    """A store over a folder of Parquet."""

    def __init__(self, folder: Folder, rules: tuple[Rule, ...] = RULES) -> None:
        self._excerpt = Excerpt(folder)
        super().__init__(self._excerpt.connection, folder.files, rules)
        self._verify = lru_cache(None)(self._verify_whole)
        # Nothing is remembered of it: what is not here yet may be here later.
        self._count = lru_cache(0)(self._verify_count)
        self._names = self._excerpt.names
        self._need = self._excerpt.fetch

    def problems(self) -> list[Problem]:
        """Return all that is wrong with the facts, each problem with the place where it stands."""
        return sorted(super().problems())

    def named(self, text: str) -> list[Entry]:
        """Return the actors that a text names best, all in the same way, by id."""
        return self._names.named(text)

    def near(self, text: str) -> list[Entry]:
        """Return the few actors whose names are nearest to a mistyped one, the nearest first."""
        return self._names.near(text)

    def beginning(self, typed: str, limit: int) -> list[tuple[str, str]]:
        """Return the (id, name) of whose id, or a word of whose name, a text is the beginning."""
        return self._names.beginning(typed, limit)

    def near_ids(self, id: str) -> list[str]:
        """Return the actor whose id a fact's id begins with, else those that come next to it."""
        return self._names.near_ids(id)

    def told_apart(self, actors: Sequence[Named]) -> list[str]:
        """Return actors in words, of which no two say the same."""
        self._need("actor", "id", [actor.id for actor in actors])
        self._need_ties([actor.id for actor in actors if actor.kind == POST])
        self._excerpt.fetch_ends()
        return super().told_apart(actors)

    def actors(
        self, ids: Iterable[str] | None = None, scope: Scope = EVERYTHING
    ) -> Iterator[Actor]:
        """Yield the actors of these ids, or all that count by id; unknown ids are passed over."""
        if ids is not None:
            ids = list(ids)
            self._need("actor", "id", ids)
        return super().actors(ids, scope)

    def hop(
        self,
        ids: Iterable[str] | None,
        relations: Container[str],
        direction: Direction,
        scope: Scope,
    ) -> Iterator[Tie]:
        """Yield the ties that leave ("out") or reach ("in") these actors, or all there are."""
        if ids is not None:
            ids = list(ids)
            self._need("fact", _ENDS[direction], ids)
        return super().hop(ids, relations, direction, scope)

    def joining(
        self, pairs: Mapping[str, Container[str]], relations: Container[str], scope: Scope
    ) -> Iterator[Tie]:
        """Yield the ties that lead from each of some actors to those named with it."""
        self._need("fact", "subject", pairs)
        return super().joining(pairs, relations, scope)

    def links(self, ids: Iterable[str], relations: Container[str], scope: Scope) -> Iterator[Link]:
        """Yield whom these actors are tied to, whichever way the facts point, without the facts."""
        ids = list(ids)
        self._need_ties(ids)
        return super().links(ids, relations, scope)

    def degrees(self, ids: Iterable[str], relations: Container[str]) -> dict[str, int]:
        """Return how many facts of some relations leave or reach each of some actors."""
        ids = list(ids)
        if not ids or self._excerpt.is_whole("fact"):
            return super().degrees(ids, relations)
        among = [key for key in self._keys if key in relations]
        return self._excerpt.degrees(ids, among)

    def facts(self, ids: Iterable[str], scope: Scope) -> Iterator[Tie]:
        """Yield the facts of these ids that count; ids that no fact has are passed over."""
        ids = list(ids)
        self._excerpt.fetch_named(ids)
        return super().facts(ids, scope)

    def event(self, id: str) -> Event | None:
        """Return the event of an id, if there is one."""
        self._need("event", "id", [id])
        return super().event(id)

    def events(self, who: str | None = None, scope: Scope = EVERYTHING) -> Iterator[Event]:
        """Yield the events that an actor took part in, or all, as far as they count, by id."""
        if who is not None:
            self._excerpt.fetch_participation(who)
        return super().events(who, scope)

    def _possible_groups(self) -> Iterator[Row]:
        self._excerpt.fetch_all("fact")
        return super()._possible_groups()

    def _row(self, table: str, id: str) -> Row | None:
        self._need(table, "id", [id])
        return super()._row(table, id)

    def _all(self, table: str) -> Iterator[Row]:
        self._excerpt.fetch_all(table)
        return super()._all(table)

    def _near(self, id: str, end: str, wanted: str, found: str = FACT) -> Iterator[Row]:
        self._need("fact", end, [id])
        return super()._near(id, end, wanted, found)

    def _read_stated(self, number: int) -> Fact:
        self._need("fact", "number", [number])
        return super()._read_stated(number)

    def _found(self, id: str) -> Iterator[tuple[Fact, int]]:
        self._excerpt.fetch_named([id])
        return super()._found(id)

    def _read_rivals(
        self,
        name: str,
        limits: Scope,
        subject: int,
        relation: int,
        object: int,
        when: Spans = sure,
    ) -> Rivals:
        if subject < 0 and object < 0:
            self._excerpt.fetch_all("fact")
        else:
            end, number = ("subject", subject) if subject >= 0 else ("object", object)
            self._need("fact", end, [id for (id,) in self._names._rows(_ID, number)])
        return super()._read_rivals(name, limits, subject, relation, object, when)

    def _verify_count(self, column: str, number: int | None) -> None:
        # Facts that were found by their other end are counted there.
        if self._excerpt.has_facts(column, number):
            super()._verify_count(column, number)

    def _need_ties(self, ids: Sequence[str]) -> None:
        for end in _ENDS.values():
            self._need("fact", end, ids)

    def _verify_whole(self, table: str) -> None:
        """Raise DamagedIndex where a table is not what was written; all of it is fetched."""
        self._excerpt.fetch_all(table)
        tallies.verify(self.connection, table)


_ID = "select id from actor where n = ?"
