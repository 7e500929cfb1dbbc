"""SQLite: the tables in which facts are kept for questions, with views for others to read.

https://www.sqlite.org/; `docs/kept-facts.md` says what the tables and views hold.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from stakegraph.factfile.reading import Reading
from stakegraph.graph.neighbourhood import followed
from stakegraph.model.facts import Actor, Event
from stakegraph.store.loading import database_of
from stakegraph.store.name_tables import fill

if TYPE_CHECKING:
    from stakegraph.store import Scope, Store

BINARY = True

_PIECE = 1 << 20

Part = TypeVar("Part", Actor, Event)


def write_store(store: Store, families: Collection[str], scope: Scope) -> Iterator[bytes]:
    """Write the stated facts within a scope, and what follows from them, as a database."""
    with TemporaryDirectory(prefix="stakegraph-") as folder:
        path = os.path.join(folder, "facts.db")
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            made = database_of(_stated(store, families, scope), db=db)
            paths = ((n, os.fsencode(path)) for n, path in enumerate(made.files))
            db.executemany("insert into file (n, path) values (?, ?)", paths)
            fill(db)
        with open(path, "rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def _stated(store: Store, families: Collection[str], scope: Scope) -> Reading:
    """Return what is stated within a scope, with the actors that its facts and events join."""

    def left(part: Part) -> Part:
        evidence = tuple(one for one in part.evidence if one.source not in scope.without)
        return replace(part, evidence=evidence)

    ties = store.hop(None, followed(store, families), "out", scope)
    facts = [tie.fact for tie in ties if not tie.fact.rule]
    events = [*map(left, store.events(scope=scope))]
    joined = {id for fact in facts for id in (fact.subject, fact.object)}
    joined.update(id for event in events for id in event.who)
    counting = {actor.id for actor in store.actors(scope=scope)} | joined
    return Reading(
        title=store.title,
        relations=store.relations,
        sources=[source for id, source in store.sources.items() if id not in scope.without],
        actors=[left(actor) for actor in store.actors() if actor.id in counting],
        events=events,
        facts=facts,
    )
