"""The rows of a folder of Parquet that a question needs, in a temporary database.

It has the tables of a kept set. The counts of each actor's facts are fetched with the actor: they
tell where anything is missing.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from stakegraph.errors import CannotWriteError, DamagedIndex
from stakegraph.model.relations import POST, Relation
from stakegraph.store import rows
from stakegraph.store.batch import key_of
from stakegraph.store.names import Row, encodable, starts
from stakegraph.store.parquet.blocks import COUNTS, Blocks
from stakegraph.store.parquet.folder import Folder
from stakegraph.store.parquet.layout import WITH_NAMES
from stakegraph.store.parquet.reader import Reader
from stakegraph.store.schema import CONTESTED, DERIVED, DISPUTED, GIVEN, INDEXES, TABLES
from stakegraph.store.tables import batches, marks

FEW = 1_000  # rows of a table that is read whole by the first who needs any of it

_AT_ONCE = 500  # rows that are put down at once
_FEW_ACTORS, _FEW_FACTS = 50, 2_000  # that are fetched where they are to be counted
_FEW_REACHING = 100  # facts that may be fetched though nobody asks for them
_EXPECTED = 500  # values that are looked for with one that was asked for
_SETTINGS = "pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -64000;"

# Where the rows of a table are, and its columns there, then what else must be known of a row.
_FILES = {
    "fact": "facts_by_subject",
    "actor": "actors",
    "source": "sources",
    "event": "events",
    "conflict": "conflicts",
    "problem": "problems",
}
_BY_END = {"subject": "facts_by_subject", "object": "facts_by_object"}
_PLACE = "file_number, line, col, sum"
_COLUMNS = {
    "fact": "number, subject_number, subject, relation, object_number, object, flags, tail, entry,"
    f" {_PLACE}",
    "source": f"number, id, entry, {_PLACE}",
    "event": f"number, id, entry, {_PLACE}",
    "conflict": "rule, subject_number, relation_number, object_number, disputed, subject, object",
    "problem": "path, line, col, severity, message, rule, field, unknown",
}
_COUNTED = tuple(COUNTS.split(", "))  # the last columns of an actor, tables of their own

Values = Iterable[Any]
Rows = list[Row]


class Excerpt:
    """A temporary database of what was fetched of a folder, beside its index of names."""

    def __init__(self, folder: Folder) -> None:
        self.connection = _begun(folder)
        self.names = Blocks(folder.connect(), folder.files)
        self._manifest = folder.manifest
        self._reader = Reader(folder)
        self._whole: set[str] = set()
        self._fetched: dict[tuple[str, str], set[Any]] = defaultdict(set)
        # What was mentioned and not fetched, as far as it is likely to be asked for, in order.
        self._expected: dict[tuple[str, str], dict[Any, None]] = defaultdict(dict)
        self._mentioned: dict[str, None] = {}  # at an end of facts
        self._citing: list[str] = []  # entries whose sources are not among these yet

    def is_whole(self, table: str) -> bool:
        """Return whether all rows of a table are here, or are so few that they soon will be."""
        return table not in _FILES or table in self._whole or self._count(table) <= FEW

    def has_facts(self, end: str, number: int | None) -> bool:
        """Return whether all facts are here that have the actor of a number at one end."""
        if end not in _BY_END or "fact" in self._whole:
            return True
        known = self.connection.execute("select id from actor where n = ?", (number,)).fetchone()
        return bool(known) and known[0] in self._fetched["fact", end]

    def fetch(self, table: str, column: str, values: Values) -> None:
        """Fetch the rows of a table that have some values in a column, those that are not here.

        With a single one come others that are likely to be asked for.
        """
        fetched, expected = self._fetched[table, column], self._expected[table, column]
        wanted = [value for value in dict.fromkeys(values) if value not in fetched]
        if not wanted:
            return
        if self.is_whole(table):
            self.fetch_all(table)
            return
        if len(wanted) == 1:
            while table == "source" and self._citing and len(expected) < _EXPECTED:
                self.expect("source", "id", sorted(rows.cited_in(self._citing.pop())))
            wanted = [*dict.fromkeys([*wanted, *islice(reversed(expected), _EXPECTED)])]
        if column in _BY_END:
            self.fetch("actor", "id", wanted)  # which says how many facts there are
        fetched.update(wanted)
        for some in batches(self._read(table, column, wanted), _AT_ONCE):
            self._take(table, some)
        for value in wanted:
            expected.pop(value, None)

    def expect(self, table: str, column: str, values: Values) -> None:
        """Put down what is likely to be asked for, to be fetched with what is."""
        if not self.is_whole(table):
            fetched = self._fetched[table, column]
            expected = dict.fromkeys(value for value in values if value not in fetched)
            self._expected[table, column].update(expected)

    def expect_reaching(self, ids: Iterable[str]) -> None:
        """Put down what reaches some actors, of whom more is known than a fact says, if it is few.

        Those are drawn who are told of; of others there may be thousands.
        """
        known = (
            "select 1 from actor a left join reaching r on r.actor = a.n"
            " where a.id = ? and a.kind <> '' and coalesce(r.facts, 0) <= ?"
        )
        few = [id for id in ids if self.connection.execute(known, (id, _FEW_REACHING)).fetchone()]
        self.expect("fact", "object", few)

    def fetch_all(self, table: str) -> None:
        """Fetch a table, unless it is here or lies with the names."""
        if table not in _FILES or table in self._whole:
            return
        if table == "fact":
            self.fetch_all("actor")
        self._whole.add(table)
        if self._count(table):
            for some in batches(self._read(table), _AT_ONCE):
                self._take(table, some)

    def ids(self, numbers: Iterable[int]) -> list[str]:
        """Return the ids of the actors of some numbers, which lie with the names."""
        return [self.names.id(number) for number in numbers]

    def fetch_ends(self) -> None:
        """Fetch the actors whom facts mention that were fetched."""
        self.fetch("actor", "id", self._mentioned)

    def fetch_named(self, ids: Iterable[str]) -> None:
        """Fetch the facts of some ids: those of the subjects that they begin with, else alone."""
        wanted = self._absent(ids)
        self.fetch("fact", "subject", {start for id in wanted for start in starts(id)})
        self.fetch("fact", "id", self._absent(wanted))

    def fetch_participation(self, who: str) -> None:
        """Fetch the events that an actor took part in."""
        if who in self._fetched["took_part", "actor"]:
            return
        self._fetched["took_part", "actor"].add(who)
        found = [*self._reader.rows("participants", "actor, event", "actor", [who])]
        self.fetch("actor", "id", [who])
        self.fetch("event", "id", [event for _, event in found])
        self._put(
            "took_part values ((select n from actor where id = ?),"
            " (select n from event where id = ?))",
            found,
        )

    def fetch_few(self, ids: Sequence[str]) -> bool:
        """Fetch the facts of some actors, if they are few; return whether they are here then.

        Those of whom it is asked how many there are, are likely to be asked for next.
        """
        if len(ids) > _FEW_ACTORS:
            return False
        self.fetch("actor", "id", ids)
        if sum(n for id in ids for (n,) in self.connection.execute(_TIED, (id,))) > _FEW_FACTS:
            return False
        for end in _BY_END:
            self.fetch("fact", end, ids)
        return True

    def degrees(self, ids: Sequence[str], relations: Sequence[str]) -> dict[str, int]:
        """Return how many facts of some relations leave or reach each of some actors."""
        known = self._numbered(ids)
        self.fetch("actor", "id", {*ids} - {*known.values()})  # whom no fact mentioned
        known = self._numbered(ids)
        found = dict.fromkeys(ids, 0)
        for end, table in _BY_END.items():
            for number, count in self._reader.counts(table, f"{end}_number", [*known], relations):
                found[known[number]] += count
        return found

    @cached_property
    def _relations(self) -> dict[str, tuple[int, Relation]]:
        """Return the relations by their keys, each with its number."""
        found = self.connection.execute("select n, key, row from relation")
        return {key: (n, Relation(*json.loads(row))) for n, key, row in found}

    def _count(self, table: str) -> int:
        return self._manifest.rows[_FILES[table]]

    def _numbered(self, ids: Iterable[str]) -> dict[int, str]:
        """Return some actors by their numbers, those who are here or whom a fact mentioned."""
        number = "select n from actor where id = ?"
        return {n: id for id in ids for (n,) in self.connection.execute(number, (encodable(id),))}

    def _absent(self, ids: Iterable[str]) -> list[str]:
        there = "select 1 from fact where key = ?"
        return [
            id
            for id in ids
            if not self.connection.execute(there, (key_of(encodable(id)),)).fetchone()
        ]

    def _read(self, table: str, column: str = "", values: Sequence[Any] = ()) -> Iterator[Row]:
        """Yield the rows of a table that have some values in a column, or all there are.

        Actors lie with the names, other rows are read from the file that is sorted so: facts by
        the numbers of their ends, whose actors are here.
        """
        if table == "actor":
            return self.names.counted(values if column else None)
        read, columns = self._reader.rows, _COLUMNS[table]
        if column in _BY_END:
            return read(_BY_END[column], columns, f"{column}_number", [*self._numbered(values)])
        if (table, column) == ("fact", "id"):
            column = _GIVEN  # another one begins with its subject
        if table != "fact" or column != "number":
            return read(_FILES[table], columns, column, values)
        subjects = {n for (n,) in read("facts_by_number", "subject_number", column, values)}
        wanted = set(values)
        found = read("facts_by_subject", columns, "subject_number", sorted(subjects))
        return (row for row in found if row[0] in wanted)

    def _take(self, table: str, some: Rows) -> None:
        take: dict[str, Callable[[Rows], None]] = {
            "fact": self._take_facts,
            "actor": self._take_actors,
            "conflict": self._take_conflicts,
        }
        if table in take:
            take[table](some)
        else:
            self._put(f"{table} values ({marks(len(some[0]))})", some)

    def _take_actors(self, some: Rows) -> None:
        # One that a fact mentioned is here with its id alone.
        self._verify_numbers((row[0], row[1]) for row in some)
        self._put(f"actor values ({marks(12)})", (row[:12] for row in some), "replace")
        for place, counts in enumerate(_COUNTED, 12):
            known = ((row[0], row[place]) for row in some if row[place])
            self._put(f"{counts} values (?, ?, null)", known)
        self.expect("fact", "subject", (row[1] for row in some if row[2] == POST))

    def _take_conflicts(self, some: Rows) -> None:
        self._put(f"conflict values ({marks(5)})", (row[:5] for row in some))
        for *_, subject, object in some:
            end = ("object", object) if subject is None else ("subject", subject)
            self.expect("fact", end[0], filter(None, end[1:]))

    def _take_facts(self, some: Rows) -> None:
        made = []
        ends = {}
        posts: set[str] = set()
        perhaps: set[str] = set()
        for n, near, subject, relation, far, object, flags, tail, entry, *place in some:
            id = tail if flags & GIVEN else f"{subject}.{relation}.{object}{tail}"
            code, row = self._relations.get(relation, (-1, None))
            made.append((n, key_of(id), near, code, far, flags, tail, entry, *place))
            ends[near], ends[far] = subject, object
            for end, kinds in ((subject, row.subjects), (object, row.objects)) if row else ():
                if POST in kinds:
                    (posts if len(kinds) == 1 else perhaps).add(end)
            if flags & DERIVED:
                _, premises, covered_by = rows.derivation_of(entry)
                self.expect("fact", "number", (*premises, *covered_by))
            elif not self.is_whole("source"):
                self._citing.append(entry)
            if flags & (DISPUTED | CONTESTED):
                for end in _BY_END:  # a rival may point the other way
                    self.expect("fact", end, [subject, object])
        self._verify_numbers(ends.items())
        self._put(f"fact values ({marks(12)})", made)
        if "actor" not in self._whole:
            # What else is known of them is fetched when it is asked for, each from a block of its
            # own: but for posts, for where these were tells when what is said of them was so.
            self._put("actor (n, id) values (?, ?)", ends.items())
            self._mentioned |= dict.fromkeys(ends.values())
            self.expect("actor", "id", sorted(perhaps))
            self.expect("fact", "subject", sorted(posts))
        if "fact" not in self._whole:
            taken = [row[0] for row in some]
            self._fetched["fact", "number"].update(taken)
            for number in taken:
                self._expected["fact", "number"].pop(number, None)

    def _verify_numbers(self, some: Iterable[tuple[int, str]]) -> None:
        """Raise DamagedIndex where names and facts do not number actors alike.

        So it is where they were compiled apart: while a question was asked, or before a copy ended.
        """
        known = (
            "select coalesce((select id from actor where n = ?),"
            " (select 'number ' || n from actor where id = ?))"
        )
        for number, id in some:
            ((found,),) = self.connection.execute(known, (number, id))
            if found not in (None, id):
                raise DamagedIndex("names and facts were not written together")

    def _put(self, into: str, some: Iterable[Sequence[Any]], otherwise: str = "ignore") -> None:
        """Put rows down; raises CannotWriteError where there is no room for them."""
        try:
            self.connection.executemany(f"insert or {otherwise} into {into}", some)
        except sqlite3.OperationalError as error:
            told = f"the facts that are asked for cannot be put into a temporary file: {error}"
            raise CannotWriteError(told) from error


_GIVEN = f"case when flags & {GIVEN} <> 0 then tail end"
_TIED = (
    "select coalesce(l.facts, 0) + coalesce(r.facts, 0)"
    " from actor a left join leaving l on l.actor = a.n"
    " left join reaching r on r.actor = a.n where a.id = ?"
)


def _begun(folder: Folder) -> sqlite3.Connection:
    """Return a temporary database with empty tables, beside what lies with the names.

    It is on disk where it is large (https://www.sqlite.org/inmemorydb.html#temp_db). Raises
    DamagedIndex where there are no names.
    """
    db = sqlite3.connect("", isolation_level=None)
    db.executescript(_SETTINGS + TABLES + ";".join(INDEXES.values()))
    for table in WITH_NAMES:
        db.execute(f"drop table {table}")
    try:
        db.execute("attach ? as names", (folder.names(),))
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise DamagedIndex(str(error)) from error
    db.execute("begin")  # once, for a row that is put down alone takes several times as long
    return db
