"""Facts in a folder of Parquet, answered from as from any database.

No rule and no query stands here again: before `Database` looks for rows, those that it will need
are fetched, for all actors of a hop at once.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from stakegraph.errors import Problem
from stakegraph.model.facts import Fact
from stakegraph.model.names import Named
from stakegraph.model.relations import POST
from stakegraph.model.sentences import depends_on_others
from stakegraph.rules import RULES
from stakegraph.rules.rule import Rule
from stakegraph.store import Scope
from stakegraph.store.database import Database
from stakegraph.store.names import Entry, Row
from stakegraph.store.parquet.excerpt import Excerpt
from stakegraph.store.parquet.folder import Folder

_ENDS = ("subject", "object")


class ParquetDatabase(Database):
    """A store over a folder of Parquet."""

    def __init__(self, folder: Folder, rules: tuple[Rule, ...] = RULES) -> None:
        self._excerpt = Excerpt(folder)
        super().__init__(self._excerpt.connection, folder.files, rules)
        # Nothing is remembered of it: what is not here yet may be here later.
        self._count = lru_cache(0)(self._verify_count)
        self._names = self._excerpt.names
        self._shared: set[str] = set()  # what others may hold or have a part in, as a fact says
        self._takers: set[str] = set()  # who take a view, and may take the contrary

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
        for end in _ENDS:
            self._need("fact", end, [actor.id for actor in actors if actor.kind == POST])
        self._excerpt.fetch_ends()
        return super().told_apart(actors)

    def degrees(self, ids: Iterable[str], relations: Container[str]) -> dict[str, int]:
        """Return how many facts of some relations leave or reach each of some actors."""
        ids = list(ids)
        if not ids or self._excerpt.is_whole("fact"):
            return super().degrees(ids, relations)
        if self._excerpt.fetch_few(ids):
            return super().degrees(ids, relations)
        among = [key for key in self._keys if key in relations]
        return self._excerpt.degrees(ids, among)

    def is_one_of_several(self, fact: Fact) -> bool:
        """Return whether others stand in the same relation to the same, with the same qualifiers.

        What one of the drawn facts is asked, the others will be.
        """
        self._expect_others()
        return super().is_one_of_several(fact)

    def is_followed(self, fact: Fact, scope: Scope) -> bool:
        """Return whether a later source names another holder, or nobody, or a contrary view."""
        self._expect_others()
        return super().is_followed(fact, scope)

    def _need(self, table: str, column: str, values: Iterable[Any]) -> None:
        if (table, column) == ("fact", "id"):
            self._excerpt.fetch_named(values)
        elif table == "took_part":
            for who in values:
                self._excerpt.fetch_participation(who)
        else:
            self._excerpt.fetch(table, column, values)

    def _fact_of(self, row: Row) -> Fact:
        fact = super()._fact_of(row)
        self._excerpt.expect("source", "id", (cited.source for cited in fact.evidence))
        relation = self.relations[fact.relation]
        if relation.fills or (fact.qualifiers and depends_on_others(relation)):
            self._shared.add(fact.object)
        if relation.contrary:
            self._takers.add(fact.subject)
        return fact

    def _expect_others(self) -> None:
        self._excerpt.expect_reaching(self._shared)
        self._shared.clear()
        self._excerpt.expect("fact", "subject", self._takers)
        self._takers.clear()

    def _need_all(self, table: str) -> None:
        self._excerpt.fetch_all(table)

    def _sharing(self, shared: Mapping[str, int], wanted: str) -> Iterator[Row]:
        ends = [end for end in _ENDS if end in shared]
        if ends:
            self._need("fact", ends[0], self._excerpt.ids([shared[ends[0]]]))
        else:
            self._need_all("fact")
        return super()._sharing(shared, wanted)

    def _verify_count(self, column: str, number: int | None) -> None:
        # Facts that were found by their other end are counted there.
        if self._excerpt.has_facts(column, number):
            super()._verify_count(column, number)
