"""Facts kept in a file that was compiled from fact files: a question reads what its answer needs.

The file is one of the tables of `schema`, and never written to by a question.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

import msgspec

from stakegraph.model.facts import Actor, Event, Fact, Source
from stakegraph.model.relations import Relation
from stakegraph.store import EVERYTHING, Direction, Link, Scope, Tie, packing, scoping
from stakegraph.store.names import Index, encodable
from stakegraph.store.schema import DENIED, DISPUTED, DOUBTFUL, HIDDEN

Row: TypeAlias = tuple[str, str, int, str, int, bytes]

_NAMED = "id, kind, name, classification, description"
_REMEMBERED = 4096  # how many premises, ends and sources a question is likely to look up again


class SqliteStore(Index):
    """A store over an open file of compiled facts; `files` are the names of the fact files."""

    def __init__(self, connection: sqlite3.Connection, files: Sequence[str]) -> None:
        super().__init__(connection)
        self._files = files
        meta = dict(
            self._execute("select key, value from meta where key in ('title', 'relations')")
        )
        self.title: str = meta["title"]
        rows = msgspec.msgpack.decode(meta["relations"], type=list[Relation])
        self.relations: Mapping[str, Relation] = {row.key: row for row in rows}
        self._keys = list(self.relations)
        self.sources: Mapping[str, Source] = _Sources(self)
        self._fact = lru_cache(_REMEMBERED)(self._read_fact)
        self._actor = lru_cache(_REMEMBERED)(self._read_actor)
        self.source = lru_cache(_REMEMBERED)(self._read_source)

    def size(self) -> int:
        """Return how many facts there are, derived ones included."""
        (count,) = self._execute("select value from meta where key = 'facts'").fetchone()
        return int(count)

    def actors(
        self, ids: Iterable[str] | None = None, scope: Scope = EVERYTHING
    ) -> Iterator[Actor]:
        """Yield the actors of these ids, or all that count by id; unknown ids are passed over."""
        if ids is not None:
            yield from filter(None, map(self._actor, ids))
            return
        for *named, packed in self._execute(f"select {_NAMED}, packed from actor order by id"):
            actor = packing.actor_of(named, packed, self._files)
            if scoping.actor_counts(actor, scope):
                yield actor

    def hop(
        self,
        ids: Iterable[str] | None,
        relations: Container[str],
        direction: Direction,
        scope: Scope,
    ) -> Iterator[Tie]:
        """Yield the ties that leave ("out") or reach ("in") these actors, or all there are."""
        wanted = self._wanted(relations, scope)
        if ids is None:
            rows = self._execute(
                "select f.id, s.id, f.relation, o.id, f.flags, f.packed"
                " from fact f indexed by fact_id cross join actor s on s.n = f.subject"
                f" cross join actor o on o.n = f.object where {wanted} order by f.id"
            )
            yield from self._ties(rows, scope)
            return
        near = "subject" if direction == "out" else "object"
        query = (
            "select f.id, s.id, f.relation, o.id, f.flags, f.packed"
            f" from actor a cross join fact f on f.{near} = a.n join actor s on s.n = f.subject"
            f" join actor o on o.n = f.object where a.id = ? and {wanted} order by f.id"
        )
        for id in ids:
            yield from self._ties(self._execute(query, (id,)), scope)

    def joining(
        self, id: str, others: Container[str], relations: Container[str], scope: Scope
    ) -> Iterator[Tie]:
        """Yield the ties that lead from an actor to one of some others."""
        query = (
            f"{_FACT} where f.subject = (select n from actor where id = ?)"
            f" and {self._wanted(relations, scope)} order by f.id"
        )
        # Only the facts of a few are unpacked, however many leave an actor.
        rows = (row for row in self._execute(query, (id,)) if row[3] in others)
        return self._ties(rows, scope)

    def degree(self, id: str, relations: Container[str]) -> int:
        """Return how many facts of some relations leave or reach an actor, whatever the scope."""
        wanted = self._wanted(relations, None)
        query = (
            f"select (select count(*) from fact f where f.subject = a.n and {wanted})"
            f" + (select count(*) from fact f where f.object = a.n and {wanted})"
            " from actor a where a.id = ?"
        )
        row = self._execute(query, (id,)).fetchone()
        return int(row[0]) if row else 0

    def links(self, ids: Iterable[str], relations: Container[str], scope: Scope) -> Iterator[Link]:
        """Yield whom these actors are tied to, whichever way the facts point, without the facts."""
        if scope != EVERYTHING:
            yield from scoping.links(self, ids, relations, scope)
            return
        wanted = f"{self._wanted(relations, scope)} and not flags & {DENIED}"
        ways = [
            f"select far.id, f.flags & {DOUBTFUL} from actor a cross join fact f on f.{near} = a.n"
            f" join actor far on far.n = f.{end} where a.id = ? and {wanted}"
            for near, end in (("subject", "object"), ("object", "subject"))
        ]
        for id in ids:
            for way in ways:
                for far, doubtful in self._execute(way, (id,)):
                    yield Link(id, far, bool(doubtful))

    def facts(self, ids: Iterable[str], scope: Scope) -> Iterator[Tie]:
        """Yield the facts of these ids that count; ids that no fact has are passed over."""
        rows = (row for id in ids for row in self._execute(_ONE_FACT, (encodable(id),)))
        return self._ties(rows, scope)

    def ids_beside(self, id: str, count: int) -> list[str]:
        """Return the ids of facts that stand next to an id in their order, so many on each side."""
        id = encodable(id)
        before = "select id from fact where id < ? order by id desc limit ?"
        behind = "select id from fact where id >= ? order by id limit ?"
        ids = [found for (found,) in self._execute(before, (id, count))][::-1]
        return ids + [found for (found,) in self._execute(behind, (id, count))]

    def conflicts(self) -> list[tuple[str, Fact, Fact]]:
        """Return the pairs of facts that clash, each with the rule that says so."""
        rows = self._execute("select rule, one, other from conflict order by one, other")
        return [(rule, self.fact(one), self.fact(other)) for rule, one, other in rows]

    def event(self, id: str) -> Event | None:
        """Return the event of an id, if there is one."""
        query = "select packed from event where id = ?"
        row = self._execute(query, (encodable(id),)).fetchone()
        return packing.event_of(id, row[0], self._files) if row else None

    def events(self, who: str | None = None, scope: Scope = EVERYTHING) -> Iterator[Event]:
        """Yield the events that an actor took part in, or all, as far as they count, by id."""
        if who is None:
            rows = self._execute("select id, packed from event order by id")
        else:
            rows = self._execute(
                "select e.id, e.packed from actor a join took_part t on t.actor = a.n"
                " join event e on e.id = t.event where a.id = ? order by e.id",
                (who,),
            )
        for id, packed in rows:
            event = packing.event_of(id, packed, self._files)
            if scoping.event_counts(event, scope):
                yield event

    def fact(self, id: str) -> Fact:
        """Return the fact of an id."""
        return self._fact(id)

    def actor(self, id: str) -> Actor:
        """Return the actor of an id."""
        actor = self._actor(id)
        assert actor is not None
        return actor

    def rivals(self, id: str) -> tuple[str, ...]:
        """Return the ids of the facts that dispute one."""
        rows = self._execute(
            "select other from conflict where one = ?1 union all"
            " select one from conflict where other = ?1 order by 1",
            (id,),
        )
        return tuple(rival for (rival,) in rows)

    def source_ids(self) -> Iterator[str]:
        """Yield the ids of the sources, in order."""
        return (id for (id,) in self._execute("select id from source order by id"))

    def _wanted(self, relations: Container[str], scope: Scope | None) -> str:
        """Return the condition on facts of some relations that may be within a scope."""
        codes = [str(code) for code, key in enumerate(self._keys) if key in relations]
        hidden = f" and not flags & {HIDDEN}" if scope == EVERYTHING else ""
        if len(codes) == len(self._keys):
            return f"true{hidden}"
        return f"f.relation in ({', '.join(codes)}){hidden}"

    def _ties(self, rows: Iterable[Row], scope: Scope) -> Iterator[Tie]:
        for row in rows:
            fact = self._unpacked(row)
            tie = scoping.tie(self, fact, scope, disputed=bool(row[4] & DISPUTED))
            if tie:
                yield tie

    def _unpacked(self, row: Row) -> Fact:
        id, subject, code, object, _, packed = row
        return packing.fact_of(id, subject, self._keys[code], object, packed, self._files)

    def _read_fact(self, id: str) -> Fact:
        return self._unpacked(self._execute(_ONE_FACT, (id,)).fetchone())

    def _read_actor(self, id: str) -> Actor | None:
        query = f"select {_NAMED}, packed from actor where id = ?"
        row = self._execute(query, (id,)).fetchone()
        return packing.actor_of(row[:5], row[5], self._files) if row else None

    def _read_source(self, id: str) -> Source | None:
        row = self._execute("select packed from source where id = ?", (id,)).fetchone()
        return packing.source_of(id, row[0], self._files) if row else None


_FACT = (
    "select f.id, s.id, f.relation, o.id, f.flags, f.packed from fact f"
    " join actor s on s.n = f.subject join actor o on o.n = f.object"
)
_ONE_FACT = f"{_FACT} where f.id = ?"


class _Sources(Mapping[str, Source]):
    """The sources, each read when it is asked for."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store

    def __getitem__(self, id: str) -> Source:
        source = self._store.source(id)
        if source is None:
            raise KeyError(id)
        return source

    def __iter__(self) -> Iterator[str]:
        return self._store.source_ids()

    def __len__(self) -> int:
        return sum(1 for _ in self)
