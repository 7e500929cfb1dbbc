"""The first step: what the files say goes into the tables, and what they say twice is united."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from stakegraph.errors import Problem
from stakegraph.factfile.reading import Reading
from stakegraph.factfile.schema import ENTRIES
from stakegraph.model.facts import Actor, Event, Origin, Source
from stakegraph.model.relations import ACTOR_KINDS, RELATIONS, Relation
from stakegraph.rules import identities, merge
from stakegraph.rules.checks import unknown_speaker
from stakegraph.store import rows
from stakegraph.store.batch import Batch, part_rules, problems_of
from stakegraph.store.schema import INDEXES
from stakegraph.store.tables import KINDS, Tables, batches, listed, marks

P = TypeVar("P", Source, Actor, Event)

_SECTIONS = {section: number for number, section in enumerate(ENTRIES)}


class OtherRelations(Exception):
    """The files must be read once more: some of them state relations that others declare."""

    def __init__(self, relations: Mapping[str, Relation]) -> None:
        super().__init__()
        self.relations = relations


class Intake:
    """Takes in what the files say, batch after batch, and unites what several say of one thing.

    `known` are the relations that its files may state, `cited` the sources that anything cites,
    with whether any of that is firm.
    """

    def __init__(self, tables: Tables, known: Mapping[str, Relation]) -> None:
        self.tables = tables
        self.cited: dict[str, bool] = {}
        self.sources: dict[str, int] = {}
        self.known = known
        self._titles: dict[str, None] = {}
        self._same_as: set[int] = set()  # actors that are said to be others
        # Who is said not to be whom, and where.
        self._different_from: list[tuple[str, str, Origin]] = []
        self._declaring: list[Reading] = []
        self._is_lacking = False
        self._speakers: dict[str, Origin] = {}
        self._events: dict[str, int] = {}
        # Further entries of one source, actor or event.
        self._sources_again: dict[str, list[Source]] = defaultdict(list)
        self._actors_again: dict[str, list[Actor]] = defaultdict(list)
        self._events_again: dict[str, list[Event]] = defaultdict(list)

    def take(self, batch: Batch, file: int) -> None:
        """Take some entries of a file in."""
        tables = self.tables
        self._is_lacking |= batch.is_lacking
        tables.is_unread |= batch.is_faulty
        if batch.title:
            self._titles[batch.title] = None
        for source, firm in batch.cited.items():
            self.cited[source] = firm or self.cited.get(source, False)
        for id, place in batch.speakers.items():
            self._speakers.setdefault(id, tables.origin(file, *place))
        tables.report(problem._replace(path=tables.files[file]) for problem in batch.problems)
        if batch.declared:
            own = {row.key: row for row, _, _ in batch.declared}
            at = {row.key: tables.origin(file, line, col) for row, line, col in batch.declared}
            self._declaring.append(Reading(relations={**RELATIONS, **own}, declared=at))
        self._take_sources(batch, file)
        self._take_actors(batch, file)
        self._take_facts(batch, file)
        self._take_events(batch, file)

    def unite(self) -> None:
        """Put together what depends on what all files say of one source, actor, event or relation.

        Raises OtherRelations where a file states a relation that only another one declares.
        """
        tables = self.tables
        relations, problems = merge.unite_relations(self._declaring)
        if self._is_lacking and not relations.keys() <= self.known.keys():
            raise OtherRelations(relations)
        self._report(problems)
        self._keep_relations(relations)
        tables.db.execute("insert into meta values ('title', ?)", ("; ".join(self._titles),))
        for name in ("actor_id", "source_id", "event_id"):
            tables.db.execute(INDEXES[name])
        tables.replace_sources(
            (self.sources[source.id], source)
            for source in self._united(self._sources_again, self._first_sources)
        )
        tables.replace_actors(self._united(self._actors_again, self._first_actors))
        tables.replace_events(
            (self._events[event.id], event)
            for event in self._united(self._events_again, self._first_events)
        )
        for id, origin in self._speakers.items():
            number = tables.numbers.get(id)
            if number is not None and tables.kinds[number]:
                tables.is_mentioned[number] = 1
            else:
                tables.report([unknown_speaker(id, origin)])
        joined = self._join_actors() if self._same_as else {}
        self._tell_apart(joined)

    def _take_sources(self, batch: Batch, file: int) -> None:
        made = []
        for id, entry, line, column in batch.sources:
            if id in self.sources:
                origin = self.tables.origin(file, line, column)
                self._sources_again[id].append(rows.source_of(id, entry, origin))
            else:
                self.sources[id] = len(self.sources)
                made.append(rows.summed(self.sources[id], id, entry, file, line, column))
        self.tables.db.executemany(f"insert into source values ({marks(7)})", made)

    def _take_actors(self, batch: Batch, file: int) -> None:
        tables = self.tables
        made = []
        for row in batch.actors:
            id, kind, *_, line, column = row
            number = tables.number(id)
            if tables.kinds[number]:
                origin = tables.origin(file, line, column)
                self._actors_again[id].append(rows.actor_of(row[:5], row[6], origin))
            else:
                tables.kinds[number] = KINDS.index(kind)
                made.append(rows.summed(number, *row[:7], file, line, column))
            if id in batch.same_as:
                self._same_as.add(number)
        for id, other, line, column in batch.different_from:
            self._different_from.append((id, other, tables.origin(file, line, column)))
        tables.db.executemany(f"insert into actor values ({marks(12)})", made)

    def _take_facts(self, batch: Batch, file: int) -> None:
        tables = self.tables
        mentioned, codes = tables.mentioned, tables.codes
        made = []
        for key, subject, relation, object, flags, tail, entry, line, column in batch.facts:
            if relation not in codes:
                tables.code(relation)
            ends = mentioned(subject), codes[relation], mentioned(object)
            made.append((key, *ends, flags, tail, entry, file, line, column))
        bases = ((tables.facts + place, key) for place, key in batch.bases.items())
        tables.db.executemany("insert into base values (?, ?)", bases)
        tables.insert_facts(made)

    def _take_events(self, batch: Batch, file: int) -> None:
        tables = self.tables
        made = []
        took_part = []
        for id, who, entry, line, column in batch.events:
            number = self._events.get(id, len(self._events))
            took_part += [(tables.mentioned(actor), number) for actor in who]
            if id in self._events:
                origin = tables.origin(file, line, column)
                self._events_again[id].append(rows.event_of(id, entry, origin))
            else:
                self._events[id] = number
                made.append(rows.summed(number, id, entry, file, line, column))
        tables.db.executemany(f"insert into event values ({marks(7)})", made)
        tables.db.executemany("insert or ignore into took_part values (?, ?)", took_part)

    def _report(self, problems: list[Problem]) -> None:
        """Put down why entries do not fit together: what they say is then not known."""
        self.tables.report(problems)
        self.tables.is_unread |= any(problem.severity == "error" for problem in problems)

    def _keep_relations(self, relations: dict[str, Relation]) -> None:
        tables = self.tables
        tables.relations = relations
        for key in relations:
            tables.code(key)
        made = (
            (tables.codes[key], key, msgspec.json.encode(row).decode())
            for key, row in relations.items()
        )
        tables.db.executemany("insert into relation values (?, ?, ?)", made)

    def _united(
        self, again: Mapping[str, list[P]], first: Callable[[list[str]], Iterable[P]]
    ) -> Iterator[P]:
        """Yield what all entries of one id say together, for each that has further entries."""
        of_parts = part_rules(self.tables.rules)
        for ids in batches(again, 500):
            for part in list(first(ids)):
                further: list[P] = again[part.id]
                entries: list[P] = [part]
                entries += further
                entries.sort(key=self._order)
                whole, problems = merge.unite(entries, self.tables.date_of)
                self.tables.forget(entries)
                self._report(problems)
                self.tables.report(problems_of(whole, of_parts))
                yield whole

    def _order(self, part: P) -> tuple[int, int, int, int]:
        """Return the key that sorts entries by file, then by section, then as they stand there."""
        section = ACTOR_KINDS[part.kind].section if isinstance(part, Actor) else ""
        file, line, column = self.tables.place(part)
        return file, _SECTIONS.get(section, 0), line, column

    def _first_sources(self, ids: list[str]) -> Iterator[Source]:
        return (source for _, source in self.tables.sources(self.sources[id] for id in ids))

    def _first_actors(self, ids: list[str]) -> Iterator[Actor]:
        return self.tables.actors_of(self.tables.numbers[id] for id in ids)

    def _first_events(self, ids: list[str]) -> Iterator[Event]:
        numbers = listed(self._events[id] for id in ids)
        return (event for _, event in self.tables.events(f"n in ({numbers})"))

    def _tell_apart(self, joined: Mapping[str, str]) -> None:
        """Let who is different from an actor be so from the one that it is joined with."""
        tables, said = self.tables, self._different_from
        declared = {
            id for _, id, _ in said if id in tables.numbers and tables.kinds[tables.numbers[id]]
        }
        self._report([*identities.told_apart(said, joined, declared)])
        renamed = {joined.get(id, id) for id, other, _ in said if other in joined}
        for actor in [*tables.actors_of(tables.numbers[id] for id in renamed)]:
            tables.replace_actors([apart_from(actor, joined)])

    def _join_actors(self) -> dict[str, str]:
        """Unite each actor that is another one with that one, in the facts and events as well.

        Returns for each the one that it is.
        """
        tables = self.tables
        numbers = tables.numbers
        concerned = {actor.id: actor for actor in tables.actors_of(self._same_as)}
        others = {actor.same_as for actor in concerned.values() if actor.same_as in numbers}
        concerned |= {actor.id: actor for actor in tables.actors_of(numbers[id] for id in others)}
        joined, problems = identities.resolve_same(concerned)
        self._report(problems)
        members: dict[str, list[Actor]] = defaultdict(list)
        for actor in sorted(concerned.values(), key=tables.place):
            if actor.id in joined:
                members[joined[actor.id]].append(actor)
        for same, actors in members.items():
            actor, problems = identities.join(concerned[same], actors)
            self._report(problems)
            tables.replace_actors([actor])
        self.rename(joined)
        tables.db.executemany("delete from actor where n = ?", [(numbers[id],) for id in joined])
        tables.db.executemany(
            "insert into also values (?, ?)", [(id, numbers[same]) for id, same in joined.items()]
        )
        return joined

    def rename(self, joined: Mapping[str, str]) -> None:
        """Let every fact and event of an actor be one of the actor that it is."""
        tables = self.tables
        tables.db.execute("create temp table old (n integer primary key)")
        tables.db.executemany(
            "insert into old values (?)", [(tables.numbers[id],) for id in joined]
        )
        among = "in (select n from old)"
        found = tables.numbers_of(f"select n from fact where subject {among} or object {among}")
        for some in batches(found, 1000):
            for number, fact in list(tables.facts_where(f"n in ({listed(some)})")):
                subject = joined.get(fact.subject, fact.subject)
                object = joined.get(fact.object, fact.object)
                tables.replace_fact(number, replace(fact, subject=subject, object=object))
        told = "json_extract(entry, '$.according_to') is not null"
        for number, fact in list(tables.facts_where(told)):
            speakers = _renamed(fact.according_to, joined)
            if speakers != fact.according_to:
                tables.replace_fact(number, replace(fact, according_to=speakers))
        for number, event in list(tables.events()):
            who, speakers = _renamed(event.who, joined), _renamed(event.according_to, joined)
            if (who, speakers) != (event.who, event.according_to):
                event = replace(event, who=who, according_to=speakers)
                tables.replace_events([(number, event)])
                tables.db.execute("delete from took_part where event = ?", (number,))
                tables.db.executemany(
                    "insert into took_part values (?, ?)",
                    [(tables.numbers[actor], number) for actor in who],
                )
        for id, same in joined.items():
            tables.is_mentioned[tables.numbers[same]] |= tables.is_mentioned[tables.numbers[id]]
            tables.is_mentioned[tables.numbers[id]] = 1


def apart_from(actor: Actor, joined: Mapping[str, str]) -> Actor:
    """Return an actor with those that it is not, actors that are others as these."""
    others = (replace(one, id=joined.get(one.id, one.id)) for one in actor.different_from)
    return replace(actor, different_from=tuple(dict.fromkeys(others)))


def _renamed(ids: tuple[str, ...], joined: Mapping[str, str]) -> tuple[str, ...]:
    """Return ids, those of actors that are others as those of these."""
    return tuple(dict.fromkeys(joined.get(id, id) for id in ids))
