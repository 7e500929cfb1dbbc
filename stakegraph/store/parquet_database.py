"""Facts in a folder of Parquet, answered from as from any database.

What a question needs is fetched by DuckDB, for all actors of a hop at once, into a temporary
database with the tables of a kept set, from which `Database` answers: no rule and no query stands
here again. The counts that a kept set has of each actor's facts tell where anything is missing.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from stakegraph.edtf.validity import sure
from stakegraph.errors import CannotWriteError, Problem
from stakegraph.model.facts import Actor, Event, Fact
from stakegraph.model.names import Named
from stakegraph.model.relations import POST
from stakegraph.rules import RULES
from stakegraph.rules.rivals import Rivals
from stakegraph.rules.rule import Rule, Spans
from stakegraph.store import EVERYTHING, Direction, Link, Scope, Tie, rows, tallies
from stakegraph.store.batch import key_of
from stakegraph.store.database import FACT, Database, Row
from stakegraph.store.folder import NAMES, Folder
from stakegraph.store.names import Entry, Index, encodable, near_ids, starts
from stakegraph.store.parquet_reader import Reader
from stakegraph.store.parquet_tables import TABLES
from stakegraph.store.schema import DERIVED, GIVEN, INDEXES
from stakegraph.store.schema import TABLES as KEPT
from stakegraph.store.tables import batches, marks

FEW = 5_000  # rows of a table that is read whole by the first who needs any of it

_AT_ONCE = 500  # values that are looked for at once
_EXPECTED = 100  # rows that are fetched with one that was asked for
_SETTINGS = "pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -64000;"
_KEPT_WITH_NAMES = ("meta", "tally", "relation", "also", "citing")
_ENDS = {"out": "subject", "in": "object"}


class ParquetDatabase(Database):
    """A store over a folder of Parquet."""

    def __init__(self, folder: Folder, rules: tuple[Rule, ...] = RULES) -> None:
        super().__init__(_begun(folder), folder.files, rules)
        self._verify = lru_cache(None)(self._verify_whole)
        self._names = Index(folder.names(), folder.files)
        self._folder = folder
        self._reader = Reader(folder)
        self._whole: set[str] = set()
        self._fetched: dict[tuple[str, str], set[object]] = defaultdict(set)
        # Numbers of what was mentioned and not fetched, as far as it is likely to be asked for.
        self._expected: dict[str, dict[object, None]] = defaultdict(dict)

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

    def told_apart(self, actors: Sequence[Named]) -> list[str]:
        """Return actors in words, of which no two say the same."""
        self._fetch_actors(actor.id for actor in actors)
        for end in _ENDS.values():
            self._fetch_facts(end, (actor.id for actor in actors if actor.kind == POST))
        self._fetch("actor", "number", list(self._expected["actor"]))
        return super().told_apart(actors)

    def actors(
        self, ids: Iterable[str] | None = None, scope: Scope = EVERYTHING
    ) -> Iterator[Actor]:
        """Yield the actors of these ids, or all that count by id; unknown ids are passed over."""
        if ids is not None:
            ids = list(ids)
            self._fetch_actors(ids)
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
            self._fetch_facts(_ENDS[direction], ids)
        return super().hop(ids, relations, direction, scope)

    def links(self, ids: Iterable[str], relations: Container[str], scope: Scope) -> Iterator[Link]:
        """Yield whom these actors are tied to, whichever way the facts point, without the facts."""
        ids = list(ids)
        for end in _ENDS.values():
            self._fetch_facts(end, ids)
        return super().links(ids, relations, scope)

    def degrees(self, ids: Iterable[str], relations: Container[str]) -> dict[str, int]:
        """Return how many facts of some relations leave or reach each of some actors."""
        ids = list(ids)
        if "fact" in self._whole or self._folder.rows["fact"] <= FEW:
            return super().degrees(ids, relations)
        found = dict.fromkeys(ids, 0)
        among = [key for key in self._keys if key in relations]
        for end in _ENDS.values():
            file = "facts_by_object" if end == "object" else "facts_by_subject"
            for some in batches(self._numbers(ids), _AT_ONCE):
                for id, count in self._reader.counts(file, end, some, among):
                    found[id] += count
        return found

    def facts(self, ids: Iterable[str], scope: Scope) -> Iterator[Tie]:
        """Yield the facts of these ids that count; ids that no fact has are passed over."""
        ids = list(ids)
        self._fetch_named(ids)
        return super().facts(ids, scope)

    def event(self, id: str) -> Event | None:
        """Return the event of an id, if there is one."""
        self._fetch("event", "id", [id])
        return super().event(id)

    def events(self, who: str | None = None, scope: Scope = EVERYTHING) -> Iterator[Event]:
        """Yield the events that an actor took part in, or all, as far as they count, by id."""
        if who is not None:
            self._fetch_participation(who)
        return super().events(who, scope)

    def _near_ids(self, id: str) -> list[str]:
        return near_ids(self._names._rows, id)

    def _possible_groups(self) -> Iterator[Row]:
        self._fetch_all("fact")
        return super()._possible_groups()

    def _row(self, table: str, id: str) -> Row | None:
        if table == "actor":
            self._fetch_actors([id])
        else:
            self._fetch(table, "id", [id])
        return super()._row(table, id)

    def _all(self, table: str) -> Iterator[Row]:
        self._fetch_all(table)
        return super()._all(table)

    def _near(self, id: str, end: str, wanted: str, found: str = FACT) -> Iterator[Row]:
        self._fetch_facts(end, [id])
        return super()._near(id, end, wanted, found)

    def _read_stated(self, number: int) -> Fact:
        self._fetch("fact", "number", [number])
        return super()._read_stated(number)

    def _found(self, id: str) -> Iterator[tuple[Fact, int]]:
        self._fetch_named([id])
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
        for end, number in (("subject", subject), ("object", object)):
            if number >= 0:
                self._fetch("actor", "number", [number])
                self._fetch("fact", f"{end}_number", [number])
                break
        else:
            self._fetch_all("fact")
        return super()._read_rivals(name, limits, subject, relation, object, when)

    def _fetch_participation(self, who: str) -> None:
        found = [*self._reader.rows("participants", "actor, event", "actor", [who])]
        self._fetch_actors([who])
        self._fetch("event", "id", (event for _, event in found))
        self.connection.executemany(
            "insert or ignore into took_part"
            " values ((select n from actor where id = ?), (select n from event where id = ?))",
            found,
        )

    def _verify_whole(self, table: str) -> None:
        """Raise DamagedIndex where a table is not what was written; all of it is fetched."""
        self._fetch_all(table)
        tallies.verify(self.connection, table)

    def _fetch_actors(self, ids: Iterable[str]) -> None:
        self._fetch("actor", "number", self._numbers(ids))

    def _fetch_facts(self, end: str, ids: Iterable[str]) -> None:
        """Fetch the facts with some actors at one end, and how many there are of each."""
        numbers = self._numbers(ids)
        self._fetch("actor", "number", numbers)
        self._fetch("fact", f"{end}_number", numbers)

    def _fetch_named(self, ids: Iterable[str]) -> None:
        """Fetch the facts of some ids: those of the subjects that they begin with, else alone."""
        there = "select 1 from fact where key = ?"
        wanted = [id for id in ids if not any(self._rows(there, key_of(encodable(id))))]
        subjects = {start for id in wanted for start in starts(id)}
        self._fetch_facts("subject", subjects)
        given = [id for id in wanted if not any(self._rows(there, key_of(encodable(id))))]
        self._fetch("fact", "id", given)

    def _numbers(self, ids: Iterable[str]) -> list[int]:
        """Return the numbers of the actors of some ids, as far as there are any."""
        found = []
        for some in batches(dict.fromkeys(map(encodable, ids)), _AT_ONCE):
            query = f"select n from actor where id in ({marks(len(some))})"
            found += [number for (number,) in self._names._rows(query, *some)]
        return found

    def _fetch(self, table: str, column: str, values: Iterable[object]) -> None:
        """Fetch the rows of a table that have some values in a column, those that are not here.

        With a single one come others that are likely to be asked for.
        """
        fetched = self._fetched[table, column]
        wanted = [value for value in dict.fromkeys(values) if value not in fetched]
        if not wanted or table in self._whole:
            return
        if self._folder.rows[table] <= FEW:
            self._fetch_all(table)
            return
        if len(wanted) == 1 and column == "number":
            expected = self._expected[table]
            wanted = [*dict.fromkeys([*wanted, *islice(reversed(expected), _EXPECTED)])]
        fetched.update(wanted)
        for some in batches(wanted, _AT_ONCE):
            self._take(table, [*self._read(table, column, some)])
            if column == "number":
                for value in some:
                    self._expected[table].pop(value, None)

    def _fetch_all(self, table: str) -> None:
        """Fetch a table, unless it is here or lies with the names."""
        if table not in TABLES or table in self._whole:
            return
        if table == "fact":
            self._fetch_all("actor")
        self._whole.add(table)
        if not self._folder.rows[table]:
            return
        (file, *_) = TABLES[table].files
        for some in batches(self._reader.rows(file, _FETCHED[table]), _AT_ONCE):
            self._take(table, some)

    def _read(self, table: str, column: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table that have some values in a column, from the file sorted so."""
        read = self._reader.rows
        (file, *_) = TABLES[table].files
        if table != "fact" or column != "number":
            file = "facts_by_object" if column == "object_number" else file
            return read(file, _FETCHED[table], column, values)
        subjects = {
            subject for (subject,) in read("facts_by_number", "subject_number", column, values)
        }
        found = read(file, _FETCHED[table], "subject_number", sorted(subjects))
        wanted = set(values)
        return (row for row in found if row[0] in wanted)

    def _take(self, table: str, some: list[tuple[Any, ...]]) -> None:
        """Put rows into the temporary database; raises CannotWriteError where it has no room."""
        if not some:
            return
        try:
            if table == "fact":
                self._take_facts(some)
            elif table == "actor":
                self._take_actors(some)
            else:
                put = f"insert or ignore into {table} values ({marks(len(some[0]))})"
                self.connection.executemany(put, some)
        except sqlite3.OperationalError as error:
            told = f"the facts that are asked for cannot be put into a temporary file: {error}"
            raise CannotWriteError(told) from error

    def _take_actors(self, some: list[tuple[Any, ...]]) -> None:
        put = self.connection.executemany
        put(f"insert or replace into actor values ({marks(12)})", (row[:12] for row in some))
        for place, counts in enumerate(("leaving", "reaching", "attending"), 12):
            known = ((row[0], row[place]) for row in some if row[place])
            put(f"insert or ignore into {counts} values (?, ?)", known)

    def _take_facts(self, some: list[tuple[Any, ...]]) -> None:
        codes = {key: code for code, key in enumerate(self._keys)}
        made = []
        ends = {}
        for n, near, subject, relation, far, object, flags, tail, entry, *place in some:
            id = tail if flags & GIVEN else f"{subject}.{relation}.{object}{tail}"
            code = codes.get(relation, -1)
            made.append((n, key_of(id), near, code, far, flags, tail, entry, *place))
            ends[near], ends[far] = subject, object
            if flags & DERIVED and "fact" not in self._whole:
                _, premises, covered_by = rows.derivation_of(entry)
                self._expected["fact"].update(dict.fromkeys((*premises, *covered_by)))
        put = self.connection.executemany
        put(f"insert or ignore into fact values ({marks(12)})", made)
        if "actor" not in self._whole:
            # What else is known of them is fetched when it is asked for.
            put("insert or ignore into actor (n, id) values (?, ?)", ends.items())
            known = self._fetched["actor", "number"]
            self._expected["actor"].update({number: None for number in ends if number not in known})
        if "fact" not in self._whole:
            taken = [row[0] for row in some]
            self._fetched["fact", "number"].update(taken)
            for number in taken:
                self._expected["fact"].pop(number, None)


# The columns of a table in the temporary database, then what else must be known of a row.
_PLACE = "file_number, line, col, sum"
_FETCHED = {
    "fact": "number, subject_number, subject, relation, object_number, object, flags, tail, entry,"
    f" {_PLACE}",
    "actor": "number, id, kind, name, classification, description, forms, entry,"
    f" {_PLACE}, leaving, reaching, attending",
    "source": f"number, id, entry, {_PLACE}",
    "event": f"number, id, entry, {_PLACE}",
    "conflict": "rule, subject_number, relation_number, object_number, disputed",
    "problem": "path, line, col, severity, message, rule, field, unknown",
}


def _begun(folder: Folder) -> sqlite3.Connection:
    """Return a temporary database with empty tables, beside what lies with the names.

    It is on disk where it is large (https://www.sqlite.org/inmemorydb.html#temp_db).
    """
    db = sqlite3.connect("", isolation_level=None)
    db.executescript(_SETTINGS + KEPT + ";".join(INDEXES.values()))
    for table in _KEPT_WITH_NAMES:
        db.execute(f"drop table {table}")
    db.execute("attach ? as names", (folder.file(NAMES),))
    return db
