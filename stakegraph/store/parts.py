"""What a database of facts holds, each part read from its row: actors, facts, events, sources."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from typing import Literal, TypeVar, cast

from msgspec.structs import replace

from stakegraph.errors import DamagedIndex, Problem
from stakegraph.model.facts import Actor, Event, Fact, Origin, Source, Vacancy
from stakegraph.model.lifetimes import Lifetime
from stakegraph.model.relations import REPORTING
from stakegraph.rules import RULES
from stakegraph.rules.rule import Rule
from stakegraph.store import EVERYTHING, Scope, rows, scoping
from stakegraph.store.admission import admitted, by_sources
from stakegraph.store.names import Row, encodable
from stakegraph.store.records import FACT, REMEMBERED, Records, sound
from stakegraph.store.schema import DENIED, DERIVED, ENDED, GIVEN, checksum
from stakegraph.store.tables import concluded

P = TypeVar("P", Actor, Event, Fact, Vacancy)


class Parts(Records):
    """The parts that a database holds; `rules` are those by which facts in it follow."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        files: Sequence[str],
        rules: tuple[Rule, ...] = RULES,
        *,
        is_filled: bool = True,
    ) -> None:
        super().__init__(connection, files, is_filled=is_filled)
        self.rules = {rule.name: rule for rule in rules}
        self.sources: Mapping[str, Source] = _Sources(self)
        self.source = lru_cache(REMEMBERED)(self._read_source)
        self._actor = lru_cache(REMEMBERED)(self._read_actor)
        self._fact = lru_cache(REMEMBERED)(self._read_fact)
        self._stated = lru_cache(REMEMBERED)(self._read_stated)

    @cached_property
    def retracted(self) -> frozenset[str]:
        """Return the sources that are retracted, as far as anything cites them."""
        self._verify("citing")
        found = self._rows("select source from citing where retracted")
        return frozenset(source for (source,) in found)

    @cached_property
    def lifetime(self) -> Callable[[str, Scope], Lifetime]:
        """Return what gives the lifetime of an actor, by the sources that count."""
        return lru_cache(REMEMBERED)(partial(scoping.lifetime, cast("scoping.Kept", self)))

    def places(self, post: str, scope: Scope = EVERYTHING) -> list[str]:
        """Return the organisations that a post is at, by the sources that count."""
        wanted = f"{self._stating(lambda row: row.of_post)} and not f.flags & {DENIED}"
        facts = map(self._fact_of, self._near(post, "subject", wanted))
        return sorted(fact.object for fact in facts if admitted(fact, scope.of_sources))

    def problems(self) -> list[Problem]:
        """Return all that is wrong with the facts, each problem with the place of its entry."""
        self._verify("problem")
        return [rows.problem_of(row, self.files) for row in self._rows("select * from problem")]

    def ids(self, kind: Literal["actor", "source"]) -> Iterator[str]:
        """Yield the ids of the actors or the sources, in order."""
        return (row[1] for row in self._all(kind) if kind == "source" or row[2])

    def fact(self, id: str) -> Fact:
        """Return the fact of an id."""
        return self._fact(id)

    def reworded(self, fact: Fact, scope: Scope) -> Fact:
        """Return a derived fact with the words that its premises have within a scope."""
        if not scope.is_by_source:
            return fact
        premises = tuple(map(self.fact, fact.premises))
        seen = partial(self._actor_within, scope=scope)
        anew = concluded(self.rules[fact.rule], fact.id, premises, seen, self.relations)
        return replace(fact, qualifiers=anew.qualifiers)

    def _actor_within(self, id: str, scope: Scope) -> Actor:
        return by_sources(self.sources, self.actor(id), scope)

    def actor(self, id: str) -> Actor:
        """Return the actor of an id."""
        actor = self._actor(id)
        if actor is None:
            raise DamagedIndex(f"no actor has the id {id}")
        return actor

    def event(self, id: str) -> Event | None:
        """Return the event of an id, if there is one."""
        self._need("event", "id", [id])
        query = "select * from event where id = ?"
        return next(map(self._event_of, self._rows(query, encodable(id))), None)

    def _fact_of(self, row: Row) -> Fact:
        """Return the fact of a row, stated or derived."""
        number, subject, code, object, *more, sum, key, near, far = row
        if subject is None or object is None:
            raise DamagedIndex("an end of a fact is not there")
        if sum != checksum(number, key, near, code, far, *more):
            raise DamagedIndex("a fact is not what was written")
        flags, tail, entry, file, line, column = more
        relation = self._keys[code]
        id = tail if flags & GIVEN else f"{subject}.{relation}.{object}{tail}"
        if not flags & DERIVED:
            origin = Origin(self.files[file], line, column)
            ends = subject, relation, object
            is_ended = bool(flags & ENDED)
            fact = rows.fact_of(ends, id, entry, origin, self.files, ended=is_ended)
            return self._with_retractions(fact)
        name, premises, covered_by = rows.derivation_of(entry)
        if name not in self.rules:
            raise DamagedIndex(f"there is no rule {name}")
        known = tuple(map(self._stated, premises))
        fact = concluded(self.rules[name], id, known, self.actor, self.relations)
        if self._is_bounded(fact, known):
            fact = replace(fact, ended_elsewhere=True)
        if not covered_by:
            return fact
        return replace(fact, covered_by=tuple(sorted(self._stated(n).id for n in covered_by)))

    def _actor_of(self, row: Row) -> Actor:
        _, *columns, _, entry, file, line, column, _ = sound(row)
        origin = Origin(self.files[file], line, column)
        actor = self._with_retractions(rows.actor_of(columns, entry, origin, self.files))
        if not self.retracted or not actor.vacant:
            return actor
        return replace(actor, vacant=tuple(map(self._with_retractions, actor.vacant)))

    def _is_bounded(self, fact: Fact, premises: Sequence[Fact]) -> bool:
        """Return whether anything but its own dates tells when a premise of a fact was so.

        Of a line, that may be an end of any of the bodies and posts that its ends belong to.
        """
        if any(each.ended_elsewhere for each in premises):
            return True
        if self.relations[fact.relation].family != REPORTING:
            return False
        ends = {end for each in premises for end in (each.subject, each.object)}
        return any(
            life.since or life.until for life in (self.lifetime(end, EVERYTHING) for end in ends)
        )

    def _event_of(self, row: Row) -> Event:
        _, id, entry, file, line, column, _ = sound(row)
        origin = Origin(self.files[file], line, column)
        return self._with_retractions(rows.event_of(id, entry, origin, self.files))

    def _with_retractions(self, part: P) -> P:
        """Return a part whose citations say which of their sources are retracted."""
        if self.retracted.isdisjoint(cited.source for cited in part.evidence):
            return part
        told = (
            replace(cited, retracted=True) if cited.source in self.retracted else cited
            for cited in part.evidence
        )
        return replace(part, evidence=tuple(told))

    def _read_stated(self, number: int) -> Fact:
        self._need("fact", "number", [number])
        for row in self._rows(f"{FACT} where f.n = ?", number):
            return self._fact_of(row)
        raise DamagedIndex("a premise is not there")

    def _read_fact(self, id: str) -> Fact:
        for fact, _ in self._found(id):
            return fact
        raise DamagedIndex(f"no fact has the id {id}")

    def _read_actor(self, id: str) -> Actor | None:
        row = self._row("actor", id)
        return self._actor_of(row) if row else None

    def _read_source(self, id: str) -> Source | None:
        row = self._row("source", id)
        if not row:
            return None
        _, _, entry, file, line, column, _ = row
        return rows.source_of(id, entry, Origin(self.files[file], line, column))

    def _found(self, id: str) -> Iterator[tuple[Fact, int]]:
        """Yield the fact of an id with its flags, if there is one."""
        from stakegraph.store.batch import key_of

        self._need("fact", "id", [id])
        for row in self._rows(f"{FACT} where f.key = ?", key_of(encodable(id))):
            fact = self._fact_of(row)
            if fact.id == id:
                yield fact, row[4]


class _Sources(Mapping[str, Source]):
    """The sources, each read when it is asked for."""

    def __init__(self, store: Parts) -> None:
        self._store = store

    def __getitem__(self, id: str) -> Source:
        source = self._store.source(id)
        if source is None:
            raise KeyError(id)
        return source

    def __iter__(self) -> Iterator[str]:
        return self._store.ids("source")

    def __len__(self) -> int:
        return sum(1 for _ in self)
