"""Facts in a database: a question finds what its answer needs, and reads no more.

The database is one that `build` made, in memory or in a file, and never written to by a question.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from itertools import islice
from typing import Any, Literal, TypeVar

import msgspec
from msgspec.structs import replace

from stakegraph.edtf.validity import Dating, sure
from stakegraph.errors import DamagedIndex, Problem
from stakegraph.model.facts import Actor, Event, Fact, Facts, Origin, Source, Vacancy
from stakegraph.model.relations import Relation
from stakegraph.rules import RULES
from stakegraph.rules.conflicts import may_be
from stakegraph.rules.rivals import Rivals
from stakegraph.rules.rule import Group, Rule, Spans
from stakegraph.store import (
    EVERYTHING,
    RIVALS,
    Direction,
    Link,
    Scope,
    Tie,
    rows,
    schema,
    scoping,
    tallies,
)
from stakegraph.store.names import Index, encodable
from stakegraph.store.schema import DENIED, DERIVED, DOUBTFUL, GIVEN, HIDDEN, checksum
from stakegraph.store.tables import concluded, listed

_REMEMBERED = 1 << 13  # how many facts, ends and sources a question is likely to look up again

_LOOKED_AT = 1000  # facts that are looked at for others like one

_COLUMNS = (
    "f.n, s.id, f.relation, o.id, f.flags, f.tail, f.entry, f.file, f.line, f.col, f.sum,"
    " f.key, f.subject, f.object"
)
FACT = (
    f"select {_COLUMNS} from fact f"
    " left join actor s on s.n = f.subject left join actor o on o.n = f.object"
)
_ENDS = ("subject", "object")
_ID = (
    f"case when f.flags & {GIVEN} then f.tail"
    " else s.id || '.' || r.key || '.' || o.id || f.tail end"
)

Row = Sequence[Any]
P = TypeVar("P", Actor, Event, Fact, Vacancy)


class Database(Index):
    """A store over an open database; `files` are the names of the fact files.

    `is_filled` says whether its index of names is made already.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        files: Sequence[str],
        rules: tuple[Rule, ...] = RULES,
        *,
        is_filled: bool = True,
    ) -> None:
        super().__init__(connection, files, is_filled=is_filled)
        # Not when a table is verified: no function can be made while rows are being read.
        connection.create_function("checksum", -1, checksum)
        self.rules = {rule.name: rule for rule in rules}
        self.sources: Mapping[str, Source] = _Sources(self)
        self._stated = lru_cache(_REMEMBERED)(self._read_stated)
        self._fact = lru_cache(_REMEMBERED)(self._read_fact)
        self._actor = lru_cache(_REMEMBERED)(self._read_actor)
        self._number = lru_cache(_REMEMBERED)(self._read_number)
        self._rivals = lru_cache(_REMEMBERED)(self._read_rivals)
        self.lifetime = lru_cache(_REMEMBERED)(partial(scoping.lifetime, self))
        self.now = lru_cache(None)(self._read_now)
        self.source = lru_cache(_REMEMBERED)(self._read_source)
        self._verify = lru_cache(None)(partial(tallies.verify, connection))
        self._count = lru_cache(_REMEMBERED)(self._verify_count)
        self.disputing = lru_cache(_REMEMBERED)(partial(scoping.disputing, self))

    @cached_property
    def title(self) -> str:
        """Return what the facts are about."""
        return str(self._meta("title"))

    @cached_property
    def relations(self) -> Mapping[str, Relation]:
        """Return the relations that the facts may state."""
        self._verify("relation")
        found = self._rows("select row from relation order by n")
        read = [msgspec.json.decode(row, type=Relation) for (row,) in found]
        return {row.key: row for row in read}

    @cached_property
    def retracted(self) -> frozenset[str]:
        """Return the sources that are retracted, as far as anything cites them."""
        self._verify("citing")
        found = self._rows("select source from citing where retracted")
        return frozenset(source for (source,) in found)

    @cached_property
    def speakers(self) -> list[str]:
        """Return whose word any fact or event is: ids of actors, and words."""
        for table in ("fact", "event"):
            self._verify(table)
        told = "json_each(entry, '$.according_to') as e"
        query = f"select e.value from fact, {told} union select e.value from event, {told}"
        return sorted(str(value) for (value,) in self._rows(query))

    @cached_property
    def _keys(self) -> list[str]:
        return [*self.relations]

    def problems(self) -> list[Problem]:
        """Return all that is wrong with the facts, each problem with the place of its entry."""
        found = []
        self._verify("problem")
        for row in self._rows("select * from problem"):
            path, message = (rows.named(text, self.files) for text in (row[0], row[4]))
            found.append(Problem(*row)._replace(path=path, message=message))
        return found

    def size(self) -> int:
        """Return how many facts there are, derived ones included."""
        return int(self._meta("facts"))

    def sizes(self) -> dict[str, int]:
        """Return how much there is, by what `SIZES` counts: `facts`, `kind person`, `error`."""
        self._verify("meta")
        return {key: int(value) for key, value in self._rows("select key, value from meta")
                if key != "title"}  # fmt: skip

    def actors(
        self, ids: Iterable[str] | None = None, scope: Scope = EVERYTHING
    ) -> Iterator[Actor]:
        """Yield the actors of these ids, or all that count by id; unknown ids are passed over."""
        if ids is not None:
            yield from filter(None, map(self._actor, ids))
            return
        for actor in map(self._actor_of, self._all("actor")):
            if scoping.actor_counts(actor, scope):
                yield actor

    def classifications(self) -> list[str]:
        """Return what classifies any of the actors, such as `company`, in order."""
        self._verify("actor")
        query = "select distinct classification from actor where classification <> '' order by 1"
        return [str(one) for (one,) in self._rows(query)]

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
            yield from self._every(wanted, scope)
            return
        end = "subject" if direction == "out" else "object"
        for id in ids:
            yield from self._sorted(self._ties(self._near(id, end, wanted), scope))

    def stated(self, relations: Container[str], scope: Scope) -> Iterator[Tie]:
        """Yield the ties that are stated, without what follows from them."""
        wanted = self._wanted(relations, scope)
        return self._every(f"{wanted} and not f.flags & {DERIVED}", scope)

    def joining(
        self, pairs: Mapping[str, Container[str]], relations: Container[str], scope: Scope
    ) -> Iterator[Tie]:
        """Yield the ties that lead from each of some actors to those named with it."""
        wanted = self._wanted(relations, scope)
        for id, others in pairs.items():
            # Only the facts of a few are read, however many leave an actor.
            found = (row for row in self._near(id, "subject", wanted) if row[3] in others)
            yield from self._sorted(self._ties(found, scope))

    def degrees(self, ids: Iterable[str], relations: Container[str]) -> dict[str, int]:
        """Return how many facts of some relations leave or reach each of some actors."""
        wanted = self._wanted(relations, None)
        count = "select count(*) from fact f"
        return {
            id: sum(n for end in _ENDS for (n,) in self._near(id, end, wanted, count)) for id in ids
        }

    def links(self, ids: Iterable[str], relations: Container[str], scope: Scope) -> Iterator[Link]:
        """Yield whom these actors are tied to, whichever way the facts point, without the facts."""
        if scope != EVERYTHING or self.retracted:
            yield from scoping.links(self, ids, relations, scope)
            return
        wanted = f"{self._wanted(relations, scope)} and not flags & {DENIED}"
        found = f"select far.id, f.flags & {DOUBTFUL} from fact f left join actor far on far.n = f."
        for id in ids:
            for near, end in (_ENDS, _ENDS[::-1]):
                for far, doubtful in self._near(id, near, wanted, found + end):
                    if far is None:
                        raise DamagedIndex("an end of a fact is not there")
                    yield Link(id, far, bool(doubtful))

    def facts(self, ids: Iterable[str], scope: Scope) -> Iterator[Tie]:
        """Yield the facts of these ids that count; ids that no fact has are passed over."""
        for fact, flags in (found for id in ids for found in self._found(id)):
            tie = scoping.tie(self, fact, scope, flags)
            if tie:
                yield tie

    def ids_beside(self, id: str, count: int) -> list[str]:
        """Return the ids of facts of the same subject that come next to an id, so many each way."""
        id = encodable(id)
        near = self.near_ids(id)
        ids = sorted(tie.fact.id for tie in self.hop(near, self.relations, "out", EVERYTHING))
        place = bisect_left(ids, id)
        if id in ids and not any(self._found(id)):
            raise DamagedIndex(f"the index of facts does not find {id}")
        return ids[max(place - count, 0) : place + count]

    def conflicts(
        self, scope: Scope = EVERYTHING, *, possible: bool = False
    ) -> tuple[list[tuple[str, Fact, Fact]], int]:
        """Return the pairs of facts within a scope that clash, each with the first rule to say so.

        Where those that are `possible` are asked for: the pairs that may clash and do not surely.
        Of each conflict only so many pairs are given as RIVALS; the number of facts in those of
        which there are more comes with them.
        """
        found: dict[tuple[str, str], tuple[str, Fact, Fact]] = {}
        crowded = 0
        self._verify("conflict")
        limits = scope._replace(as_of=None)
        wanted = "where disputed" if limits == EVERYTHING else ""
        query = f"select rule, subject, relation, object from conflict {wanted}"
        order = list(self.rules)
        groups = self._possible_groups() if possible else self._rows(query)
        for name, *shared in sorted(groups, key=lambda row: order.index(row[0])):
            rivals = self._rivals(name, limits, *shared)
            clashing = rivals.pairs()
            if possible:
                surely = {frozenset((one.id, other.id)) for one, other in clashing}
                rivals = self._rivals(name, limits, *shared, may_be)
                clashing = (
                    pair
                    for pair in rivals.pairs()
                    if frozenset(fact.id for fact in pair) not in surely
                )
            pairs = list(islice(clashing, RIVALS + 1))
            if len(pairs) > RIVALS:
                crowded += sum(1 for _ in rivals.clashing())
            for one, other in pairs[:RIVALS]:
                found.setdefault((one.id, other.id), (name, one, other))
        return [found[ids] for ids in sorted(found)], crowded

    def _possible_groups(self) -> Iterator[Row]:
        """Yield the groups in which facts may clash: the rule, and what they have in common."""
        for rule in self.rules.values():
            if not rule.clash or not isinstance(rule.over, tuple):
                continue
            shared = ", ".join(
                name if name in rule.over else "-1" for name in ("subject", "relation", "object")
            )
            query = (
                f"select '{rule.name}', {shared} from fact f where not f.flags & {DERIVED}"
                f" and {self._stating(rule.of)}"
                f" group by {', '.join(rule.over)} having count(*) > 1"
            )
            yield from self._rows(query)

    def event(self, id: str) -> Event | None:
        """Return the event of an id, if there is one."""
        query = "select * from event where id = ?"
        return next(map(self._event_of, self._rows(query, encodable(id))), None)

    def events(self, who: str | None = None, scope: Scope = EVERYTHING) -> Iterator[Event]:
        """Yield the events that an actor took part in, or all, as far as they count, by id."""
        if who is None:
            found = self._all("event")
        else:
            number = self._number(who)
            self._count("actor", number)
            taken = "n in (select event from took_part where actor = ?)"
            found = self._rows(f"select * from event where {taken} order by id", number)
        for event in map(self._event_of, found):
            if scoping.event_counts(event, scope):
                yield event

    def fact(self, id: str) -> Fact:
        """Return the fact of an id."""
        return self._fact(id)

    def actor(self, id: str) -> Actor:
        """Return the actor of an id."""
        actor = self._actor(id)
        if actor is None:
            raise DamagedIndex(f"no actor has the id {id}")
        return actor

    def is_one_of_several(self, fact: Fact) -> bool:
        """Return whether others stand in the same relation to the same, with the same qualifiers.

        Of very many, only the first are looked at.
        """
        wanted = f"{self._stating(lambda row: row.key == fact.relation)} and not f.flags & {DENIED}"
        found = map(self._fact_of, islice(self._near(fact.object, "object", wanted), _LOOKED_AT))
        return any(
            one.subject != fact.subject and one.qualifiers == fact.qualifiers for one in found
        )

    def dating(self, fact: Fact, scope: Scope) -> Dating | None:
        """Return what is said of the time of a stated fact; None if it is while its ends are."""
        return scoping.dating_of(self, fact, scope)

    def places(self, post: str) -> list[str]:
        """Return the organisations that a post is at."""
        wanted = f"{self._stating(lambda row: row.of_post)} and not f.flags & {DENIED}"
        return sorted(self._fact_of(row).object for row in self._near(post, "subject", wanted))

    def rivals(self, id: str, limits: Scope = EVERYTHING) -> Iterator[Fact]:
        """Yield the facts that dispute one within a scope, whatever the day, each once."""
        fact = self.fact(id)
        columns = {
            "subject": self._number(fact.subject),
            "relation": self._keys.index(fact.relation),
            "object": self._number(fact.object),
        }
        seen: set[str] = set()
        for rule in self.rules.values():
            if rule.clash and rule.clash.disputes and rule.of(self.relations[fact.relation]):
                over = rule.over if isinstance(rule.over, tuple) else ()
                shared = [columns[name] if name in over else -1 for name in columns]
                for rival in self._rivals(rule.name, limits, *shared).of(fact):
                    if rival.id not in seen:
                        seen.add(rival.id)
                        yield rival

    def ids(self, kind: Literal["actor", "source"]) -> Iterator[str]:
        """Yield the ids of the actors or the sources, in order."""
        return (row[1] for row in self._all(kind) if kind == "source" or row[2])

    def everything(self, *, derived: bool = True) -> Facts:
        """Return all facts in memory, each part under its id."""
        for table in ("fact", "actor", "source"):
            self._verify(table)
        wanted = "true" if derived else f"not f.flags & {DERIVED}"
        found = (self._fact_of(row) for row in self._rows(f"{FACT} where {wanted} order by f.n"))
        actors = self._rows("select * from actor where kind <> '' order by n")
        return Facts(
            title=self.title,
            relations=self.relations,
            sources={
                id: self.sources[id] for (id,) in self._rows("select id from source order by n")
            },
            actors={actor.id: actor for actor in map(self._actor_of, actors)},
            facts={fact.id: fact for fact in found},
            events={event.id: event for event in self.events()},
        )

    def _meta(self, key: str) -> Any:
        self._verify("meta")
        for (value,) in self._rows("select value from meta where key = ?", key):
            return value
        raise DamagedIndex(f"there is no {key}")

    def _read_number(self, id: str) -> int | None:
        row = self._row("actor", encodable(id))
        return int(row[0]) if row else None

    def _row(self, table: str, id: str) -> Row | None:
        """Return the row of an id, if there is one.

        Raises DamagedIndex where the index does not find it, or where it is not what was written.
        """
        for search in ("", "not indexed"):
            for row in self._rows(f"select * from {table} {search} where id = ?", id):
                if search:
                    raise DamagedIndex(f"the index of {table} does not find {id}")
                return _sound(row)
        return None

    def _all(self, table: str) -> Iterator[Row]:
        """Yield all rows of a table by id; raises DamagedIndex where any is missing or changed."""
        count, last = 0, ""
        for row in self._rows(f"select * from {table} order by id"):
            if not _sound(row)[1] > last:
                raise DamagedIndex(f"the index of {table} is not in order")
            last = row[1]
            count += 1
            yield row
        for (known,) in self._rows("select rows from tally where name = ?", table):
            if count != known:
                raise DamagedIndex(f"of {known} rows of {table}, {count} are there")

    def _verify_count(self, column: str, number: int | None) -> None:
        """Raise DamagedIndex where an actor has not as many facts, or events, as it had."""
        table, counts, counted = schema.COUNTS[column]
        query = (
            f"select (select count(*) from {table} where {column} = ?1),"
            f" (select {counted} from {counts} where actor = ?1)"
        )
        for found, known in self._rows(query, number):
            if found != (known or 0):
                raise DamagedIndex(f"of {known} {counted} of an actor, {found} are there")

    def _wanted(self, relations: Container[str], scope: Scope | None) -> str:
        """Return the condition on facts of some relations that may be within a scope."""
        hidden = f" and not f.flags & {HIDDEN}" if scope == EVERYTHING else ""
        if all(key in relations for key in self._keys):
            return f"true{hidden}"
        return f"{self._stating(lambda row: row.key in relations)}{hidden}"

    def _stating(self, of: Callable[[Relation], object]) -> str:
        """Return the condition on facts of the relations that a function holds for."""
        codes = (code for code, row in enumerate(self.relations.values()) if of(row))
        return f"f.relation in ({listed(codes)})"

    def _near(self, id: str, end: str, wanted: str, found: str = FACT) -> Iterator[Row]:
        """Yield what is found of the facts with an actor at one end that a condition holds for."""
        number = self._number(id)
        self._count(end, number)
        return self._rows(f"{found} where f.{end} = ? and {wanted}", number)

    def _every(self, wanted: str, scope: Scope) -> Iterator[Tie]:
        """Yield all ties of facts that a condition holds for, by id."""
        self._verify("fact")
        query = f"{FACT} join relation r on r.n = f.relation where {wanted} order by {_ID}"
        return self._ties(self._rows(query), scope)

    def _sorted(self, ties: Iterable[Tie]) -> Iterator[Tie]:
        return iter(sorted(ties, key=lambda tie: tie.fact.id))

    def _ties(self, found: Iterable[Row], scope: Scope) -> Iterator[Tie]:
        for row in found:
            fact = self._fact_of(row)
            tie = scoping.tie(self, fact, scope, row[4])
            if tie:
                yield tie

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
            fact = rows.fact_of((subject, relation, object), id, entry, origin, self.files)
            return self._with_retractions(fact)
        name, premises, covered_by = rows.derivation_of(entry)
        if name not in self.rules:
            raise DamagedIndex(f"there is no rule {name}")
        known = tuple(map(self._stated, premises))
        fact = concluded(self.rules[name], id, known, self.actor, self.relations)
        if not covered_by:
            return fact
        return replace(fact, covered_by=tuple(sorted(self._stated(n).id for n in covered_by)))

    def _read_stated(self, number: int) -> Fact:
        for row in self._rows(f"{FACT} where f.n = ?", number):
            return self._fact_of(row)
        raise DamagedIndex("a premise is not there")

    def _read_fact(self, id: str) -> Fact:
        for fact, _ in self._found(id):
            return fact
        raise DamagedIndex(f"no fact has the id {id}")

    def _found(self, id: str) -> Iterator[tuple[Fact, int]]:
        """Yield the fact of an id with its flags, if there is one."""
        from stakegraph.store.batch import key_of

        for row in self._rows(f"{FACT} where f.key = ?", key_of(encodable(id))):
            fact = self._fact_of(row)
            if fact.id == id:
                yield fact, row[4]

    def _actor_of(self, row: Row) -> Actor:
        _, *columns, _, entry, file, line, column, _ = _sound(row)
        origin = Origin(self.files[file], line, column)
        actor = self._with_retractions(rows.actor_of(columns, entry, origin, self.files))
        if not self.retracted or not actor.vacant:
            return actor
        return replace(actor, vacant=tuple(map(self._with_retractions, actor.vacant)))

    def _read_actor(self, id: str) -> Actor | None:
        row = self._row("actor", id)
        return self._actor_of(row) if row else None

    def _event_of(self, row: Row) -> Event:
        _, id, entry, file, line, column, _ = _sound(row)
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

    def _read_source(self, id: str) -> Source | None:
        row = self._row("source", id)
        if not row:
            return None
        _, _, entry, file, line, column, _ = row
        return rows.source_of(id, entry, Origin(self.files[file], line, column))

    def _read_now(self, scope: Scope) -> str:
        """Return the day of the latest source that facts within a scope cite."""
        self._verify("citing")
        rows = self._rows(
            "select source, day from citing where firm or not ? order by day desc", scope.firm
        )
        for source, day in rows:
            if source not in scope.without and scope.source in ("", source):
                return str(day)
        return ""

    def _read_rivals(
        self,
        name: str,
        limits: Scope,
        subject: int,
        relation: int,
        object: int,
        when: Spans = sure,
    ) -> Rivals:
        """Return the group of a conflict: facts within a scope that have so much in common."""
        rule = self.rules[name]
        assert rule.clash
        named = [("subject", subject), ("relation", relation), ("object", object)]
        told = [f"f.{column} = {number}" for column, number in named if number >= 0]
        left_out = DERIVED if rule.denials else DERIVED | DENIED
        told += [self._stating(rule.of), f"not f.flags & {left_out}"]
        query = f"{FACT} where {' and '.join(told)}"
        for column, number in named:
            if column in schema.COUNTS and number >= 0:
                self._count(column, number)
        facts = (scoping.admitted(self._fact_of(row), limits) for row in self._rows(query))
        group = Group(self.relations, [fact for fact in facts if fact])
        cited = {one.source for fact in group.facts for one in fact.evidence}
        group.dates = {id: self.sources[id].date for id in cited}
        ends = {getattr(fact, end) for fact in group.facts for end in rule.actors}
        group.actors = {id: self.actor(id) for id in ends}
        if rule.join:
            ends = {getattr(fact, end) for fact in group.facts for end in rule.join.ends}
            wanted = f"{self._stating(rule.join.of)} and not f.flags & {DENIED | DERIVED}"
            for id in sorted(ends):
                group.joined += map(self._fact_of, self._near(id, rule.join.end, wanted))
        return Rivals(rule.clash, group, when)


def _sound(row: Row) -> Row:
    """Return a row; raises DamagedIndex where it is not what was written."""
    *columns, sum = row
    if sum != checksum(*columns):
        raise DamagedIndex("a row is not what was written")
    return row


class _Sources(Mapping[str, Source]):
    """The sources, each read when it is asked for."""

    def __init__(self, store: Database) -> None:
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
