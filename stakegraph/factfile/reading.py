"""What one file says, and what is wrong with it."""

import gc
from collections.abc import Iterable, Iterator, Mapping, MutableSequence
from contextlib import contextmanager

from msgspec import Struct, field

from stakegraph.errors import Problem
from stakegraph.model.facts import Actor, Event, Fact, Origin, Place, Source
from stakegraph.model.relations import RELATIONS, Relation


class Reading(Struct, kw_only=True):
    """What one file says, and what is wrong with it.

    Facts without an id of their own have "": `merge` names them once all files are read. `notes`
    say, a sentence each, what an importer skipped or changed, and why. `declared` tells where a
    fact file declares relations of its own, `faulty` where the entries stand that have errors.
    What follows a part that `is_broken` cannot be parsed.
    """

    title: str = ""
    relations: Mapping[str, Relation] = field(default_factory=lambda: RELATIONS)
    declared: dict[str, Origin] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    actors: MutableSequence[Actor] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    facts: MutableSequence[Fact] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    faulty: set[Place] = field(default_factory=set)
    is_broken: bool = False
    notes: MutableSequence[str] = field(default_factory=list)


def joined(readings: Iterable[Reading]) -> Reading:
    """Return the parts of one file put together, in their order."""
    first, *others = readings
    for reading in others:
        first.title = first.title or reading.title
        first.relations = reading.relations
        first.declared |= reading.declared
        first.sources += reading.sources
        first.actors += reading.actors
        first.events += reading.events
        first.facts += reading.facts
        first.problems += reading.problems
        first.faulty |= reading.faulty
    return first


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python from looking for cycles among what is read, where none are: it takes long."""
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.enable()


def given_twice(key: str, first: int) -> str:
    """Return what is said of a key that an earlier line has."""
    return f"the key {key!r} is given twice; first in line {first}"
