"""Entries of one actor or event in several places, and actors who are one: united."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec.structs import replace

from stakegraph.factfile.reading import Reading
from stakegraph.model.facts import Actor, Event
from stakegraph.rules.merge import base_id, merge
from stakegraph.store import packing
from stakegraph.store.compiler.batches import GIVEN, actor_row
from stakegraph.store.compiler.build import Build, batches, listed


def unite(
    build: Build, entries: list[Actor], events: list[Event], first_among: Collection[str]
) -> None:
    """Unite further entries with the first ones, and actors with those that they are.

    `first_among` are the ids of the actors whose first entry is among these.
    """
    if not entries and not events:
        return
    wanted = {actor.id for actor in entries} | {actor.same_as for actor in entries} - {""}
    wanted -= {*first_among}
    first = build.actors_of(build.numbers[id] for id in wanted if id in build.numbers)
    entries = sorted([*first.values(), *entries], key=build.place)
    again = {event.id for event in events}
    renamed = any(actor.same_as for actor in entries)
    events += [event for event in events_of(build) if renamed or event.id in again]
    reading = Reading(actors=entries, events=sorted(events, key=build.place))
    merged, problems = merge([reading])
    build.refuse(problems)
    insert_actors(
        build,
        (
            (build.numbers[id], *actor_row(actor, build.file_numbers[actor.origin.path])[:7])
            for id, actor in merged.actors.items()
        ),
    )
    _insert_events(build, merged.events.values())
    joined = {one.id: actor.id for actor in merged.actors.values() for one in actor.joined}
    if joined:
        _rename(build, joined)


def insert_actors(build: Build, rows: Iterable[tuple[object, ...]]) -> None:
    """Add actors, or put them in the place of those of their numbers."""
    build.db.executemany("replace into actor values (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _rename(build: Build, joined: Mapping[str, str]) -> None:
    """Let every fact of an actor be one of the actor that it is."""
    old = {build.numbers[id]: build.numbers[same] for id, same in joined.items()}
    ends = listed(old)
    found = build.facts_where(f"f.subject in ({ends}) or f.object in ({ends})")
    for batch in batches(list(found)):
        rows = []
        for number, flags, fact in batch:
            subject = joined.get(fact.subject, fact.subject)
            fact = replace(fact, subject=subject, object=joined.get(fact.object, fact.object))
            id = fact.id if flags & GIVEN else base_id(fact)
            rows.append(build.fact_row(number, id, fact, flags & GIVEN))
        build.replace_facts(rows)
    for number in old:
        build.is_mentioned[number] = 1
    build.db.execute(f"delete from actor where n in ({ends})")
    build.db.executemany(
        "insert into also values (?, ?)", [(id, build.numbers[same]) for id, same in joined.items()]
    )
    build.numbers.update({id: build.numbers[same] for id, same in joined.items()})


def events_of(build: Build) -> Iterator[Event]:
    """Yield all events."""
    for id, packed in build.db.execute("select id, packed from event"):
        yield packing.event_of(id, packed, build.files)


def _insert_events(build: Build, events: Iterable[Event]) -> None:
    rows = [
        (event.id, packing.pack_event(event, build.file_numbers[event.origin.path]))
        for event in events
    ]
    build.db.executemany("replace into event values (?, ?)", rows)


def insert_took_part(build: Build) -> None:
    """List who took part in which event."""
    rows = ((build.mentioned(who), event.id) for event in events_of(build) for who in event.who)
    build.db.executemany("insert or ignore into took_part values (?, ?)", rows)
