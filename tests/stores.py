"""Facts that a test has made -> a store of them."""

from __future__ import annotations

from stakegraph.errors import Problem
from stakegraph.factfile.reading import Reading
from stakegraph.model.facts import Facts
from stakegraph.store.database import Database
from stakegraph.store.loading import database_of, inspect_files


def checked(*texts: str | bytes) -> tuple[Facts, list[Problem]]:
    """Return what files called f.yaml, f2.yaml, ... state, with all that is wrong with them."""
    names = ["f.yaml", *(f"f{number}.yaml" for number in range(2, len(texts) + 1))]
    contents = [text if isinstance(text, bytes) else text.encode() for text in texts]
    database, problems = inspect_files(zip(names, contents, strict=True))
    return database.everything(derived=False), problems


def facts_of(reading: Reading) -> tuple[Facts, list[Problem]]:
    """Return what a reading states, with all that is wrong with it."""
    database = database_of(reading)
    return database.everything(derived=False), [*reading.problems, *database.problems()]


def store_of(facts: Facts) -> Database:
    """Return a store of what some facts state, and of what follows from it."""
    return database_of(
        Reading(
            title=facts.title,
            relations=facts.relations,
            sources=[*facts.sources.values()],
            actors=[*facts.actors.values()],
            events=[*facts.events.values()],
            facts=[fact for fact in facts.facts.values() if not fact.rule],
        )
    )
