"""A part of a set of facts, in tables of its own: what a task of the cluster applies rules to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from operator import attrgetter

from stakegraph.errors import Problem
from stakegraph.model.facts import Part
from stakegraph.rules.rule import Rule
from stakegraph.store import driver, rows
from stakegraph.store.batch import Batch
from stakegraph.store.build import SETTINGS
from stakegraph.store.groups import findings, group_batches
from stakegraph.store.intake import Intake
from stakegraph.store.schema import INDEXES, TABLES, VIEWS
from stakegraph.store.spark.records import Record, decode, encode
from stakegraph.store.spark.splits import Job, problem_record, split_at
from stakegraph.store.tables import KINDS, FactColumns, Tables, batches, marks

_AT_ONCE = 500  # records


class ShardTables(Tables):
    """Tables that remember of which parts the problems were taken back."""

    def __init__(self, db: sqlite3.Connection, job: Job) -> None:
        super().__init__(db, job.tokens, job.table)
        self.forgotten: list[tuple[int, int, int]] = []
        self.relations = dict(job.relations)
        for key in job.relations:
            self.code(key)

    def forget(self, parts: Iterable[Part]) -> None:
        """Take back what rules about one part alone found in some parts, which are united now."""
        known = [*parts]
        self.forgotten += [
            (self.file_numbers[part.origin.path], *part.origin[1:3]) for part in known
        ]
        super().forget(known)


class Shard:
    """Tables of some records, which are added kind by kind.

    `joined` are the actors that are others, by what was added of them; `numbers` are those that
    actors have in all shards, by those that they have here.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self.db = sqlite3.connect("", isolation_level=None)
        self.db.executescript(SETTINGS + TABLES + VIEWS)
        self.db.execute("create temp table other_fact (n integer primary key)")
        self.db.execute("begin")
        self.tables = ShardTables(self.db, job)
        self._find = partial(map, partial(findings, rules=self.tables.rules))
        self.intake = Intake(self.tables, job.relations)
        self.joined: dict[str, str] = {}
        self.numbers: dict[int, int] = {-1: -1}
        self.cited: dict[str, None] = {}

    def close(self) -> None:
        """Give up the tables."""
        self.db.close()

    def index(self, *names: str) -> None:
        """Make indexes, which takes less once most rows are there."""
        for name in names:
            self.db.execute(INDEXES[name])

    def add(self, records: Iterable[Record]) -> None:
        """Add records: entries and facts of the shard, and what else its rules look at."""
        for kind, some in groupby(records, attrgetter("kind")):
            getattr(self, f"_add_{kind}")(some)

    def apply(self, rules: tuple[Rule, ...]) -> Iterator[Record]:
        """Apply rules to all that was added; yield the facts that follow."""
        tables = self.tables
        tables.rules = rules
        driver.check(tables, self._find, self.cited, self.intake.sources)
        driver.find_conflicts(tables, self._find)
        for rule in rules:
            if rule.conclude:
                for found in self._find(group_batches(tables, rule)):
                    yield from map(self._derived, found.derived)

    def problems(self) -> Iterator[Record]:
        """Yield the problems found, and of which parts those known are taken back."""
        for row in self.db.execute("select * from problem"):
            problem = Problem(*row)
            file = self.tables.file_numbers[problem.path]
            yield problem_record(problem, file, split_at(self.job, file, problem.line))
        for file, line, col in self.tables.forgotten:
            yield Record("forgotten", file=file, line=line, col=col)

    def facts(self, condition: str = "true") -> Iterator[Record]:
        """Yield the facts of the tables."""
        tables, ids, keys = self.tables, self.tables.ids, self.tables.keys
        query = (
            "select n, key, subject, relation, object, flags, tail, entry, file, line, col"
            f" from fact where {condition} order by n"
        )
        for n, key, subject, code, object, flags, tail, entry, *place in self.db.execute(query):
            yield Record(
                "fact",
                n=n,
                key=key,
                subject=ids[subject],
                relation=keys[code],
                object=ids[object],
                subject_kind=KINDS[tables.kinds[subject]],
                object_kind=KINDS[tables.kinds[object]],
                subject_number=self.numbers[subject],
                object_number=self.numbers[object],
                flags=flags,
                file=place[0],
                line=place[1],
                col=place[2],
                cited=tuple(rows.cited_in(entry)),
                blob=encode((tail, entry)),
            )

    def _add_source(self, records: Iterable[Record]) -> None:
        for file, some in _in_files(records):
            found = [(one.id, *decode(one.blob), one.line, one.col) for one in some]
            self.intake.take(Batch(sources=found), file)

    def _add_actor(self, records: Iterable[Record]) -> None:
        for file, some in _in_files(records):
            found = [(one.id, *decode(one.blob), one.line, one.col) for one in some]
            same_as = {one.id: one.object for one in some if one.object}
            self.intake.take(Batch(actors=found, same_as=same_as), file)

    def _add_event(self, records: Iterable[Record]) -> None:
        for file, some in _in_files(records):
            said = ((one, *decode(one.blob)) for one in some)
            found = [(one.id, tuple(who), entry, one.line, one.col) for one, who, entry in said]
            self.intake.take(Batch(events=found), file)

    def _add_who(self, records: Iterable[Record]) -> None:
        """Add of which kind an actor is, and which one it is."""
        for one in records:
            self._declare(one.id, one.subject_kind)
            self._declare(one.object, one.subject_kind)
            if one.object != one.id:
                self.joined[one.id] = one.object

    def _add_fact(self, records: Iterable[Record]) -> None:
        self._insert(records)

    def _add_other(self, records: Iterable[Record]) -> None:
        """Add facts of other shards, which come with those of this one."""
        known = "insert or ignore into other_fact select ?1 where not exists"
        known += " (select 1 from fact where n = ?1)"

        def noted() -> Iterator[Record]:
            for one in records:
                self.db.execute(known, (one.n,))
                yield one

        self._insert(noted())

    def _insert(self, records: Iterable[Record]) -> None:
        """Add facts, without checksums, which nobody looks at here."""
        put = f"insert or ignore into fact values ({marks(11)}, 0)"
        self.db.executemany(put, map(self._row, records))

    def _row(self, one: Record) -> tuple[object, ...]:
        """Return the row of a fact, after noting what else it says."""
        tables = self.tables
        tail, entry, *base = decode(one.blob)
        subject, object = tables.mentioned(one.subject), tables.mentioned(one.object)
        if base and base[0] is not None:
            self.db.execute("insert into base values (?, ?)", (one.n, base[0]))
        for number, known, kind, id, same in (
            (subject, one.subject_number, one.subject_kind, one.subject, one.same_subject),
            (object, one.object_number, one.object_kind, one.object, one.same_object),
        ):
            self.numbers[number] = known
            if kind:
                tables.kinds[number] = KINDS.index(kind)
            if same and same != id:
                self._declare(same, kind)
                self.numbers[tables.numbers[same]] = known
                self.joined[id] = same
        self.cited |= dict.fromkeys(one.cited)
        row = (one.n, one.key, subject, tables.code(one.relation), object, one.flags)
        return (*row, tail, entry, one.file, one.line, one.col)

    def _declare(self, id: str, kind: str) -> None:
        if kind:
            self.tables.kinds[self.tables.number(id)] = KINDS.index(kind)

    def _add_bearer(self, records: Iterable[Record]) -> None:
        """Add actors with those forms of their identifiers that others bear as well."""
        for file, some in _in_files(records):
            said = ((one, *decode(one.blob)) for one in some)
            found = [
                (one.id, *named, "\n".join(one.words), entry, one.line, one.col)
                for one, *named, _, entry in said
            ]
            self.intake.take(Batch(actors=found), file)

    def _add_end(self, records: Iterable[Record]) -> None:
        """Add actors that facts of the shard lead from or to, as they are."""
        self.db.executemany(
            f"replace into actor values ({marks(12)})",
            (
                rows.summed(
                    self.tables.number(one.id),
                    one.id,
                    *decode(one.blob),
                    one.file,
                    one.line,
                    one.col,
                )
                for one in records
            ),
        )

    def _derived(self, row: FactColumns) -> Record:
        tables = self.tables
        key, subject, code, object, flags, tail, entry, *_ = row
        _, premises, _ = rows.derivation_of(entry)
        query = "select object from fact where n = ?"
        ((post,),) = self.db.execute(query, (premises[0],))
        return Record(
            "fact",
            key=key or 0,
            subject=tables.ids[subject],
            relation=tables.keys[code],
            object=tables.ids[object],
            subject_number=self.numbers[subject],
            object_number=self.numbers[object],
            flags=flags,
            file=-1,
            numbers=tuple(premises),
            words=(tables.ids[post],),
            blob=encode((tail, entry)),
        )


def _in_files(records: Iterable[Record]) -> Iterator[tuple[int, list[Record]]]:
    """Yield some records of one file after another, with the number of the file."""
    for some in batches(records, _AT_ONCE):
        for file, here in groupby(sorted(some, key=attrgetter("file")), attrgetter("file")):
            yield file, [*here]


def in_shards(
    records: Iterable[Record],
    task: Callable[[Shard, int, Iterator[Record]], Iterator[Record]],
    job: Job,
) -> Iterator[Record]:
    """Yield what a task finds in each shard, of records that are sorted by shard and step."""
    for number, some in groupby(records, attrgetter("shard")):
        shard = Shard(job)
        try:
            yield from task(shard, number, some)
        finally:
            shard.close()
