"""What several entries say of one thing is put together; what cannot be is reported.

Entries of one id in several files are one actor, source or event. Each function takes the entries
that belong together, in the order of the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from msgspec.structs import replace

from stakegraph.errors import Problem
from stakegraph.factfile.reading import Reading
from stakegraph.model.attribution import cite_differently, resolved, told
from stakegraph.model.declarations import paired, strangers
from stakegraph.model.facts import (
    Actor,
    Citation,
    Event,
    Fact,
    Origin,
    Source,
    Vacancy,
    numbered,
    united,
)
from stakegraph.model.identifiers import differing
from stakegraph.model.relations import ACTOR_KINDS, RELATIONS, Relation
from stakegraph.rules.rule import problem, problem_at

Entry = TypeVar("Entry", Actor, Source, Event)


def unite(
    entries: Sequence[Entry], date_of: Callable[[str], str] = lambda source: ""
) -> tuple[Entry, list[Problem]]:
    """Return what the entries of one id say together; what more than one gives must be the same.

    Of an actor, sources of different days may say different things: what the latest says is so, and
    what the others say is kept with them. `date_of` returns the date of a source.
    """
    first = entries[0]
    changes: dict[str, Any] = {}
    problems: list[Problem] = []
    actors = [entry for entry in entries if isinstance(entry, Actor)]
    said = told(actors)
    together = resolved(said, date_of) if actors else {}
    for name in first.__struct_fields__:
        had: Any = value_of(first, name)
        values: list[tuple[Any, Any]] = [(entry, value_of(entry, name)) for entry in entries[1:]]
        given = [(entry, value) for entry, value in values if value]
        if name == "origin" or all(value == had for _, value in given):
            continue
        if together.get(name):
            changes[name] = together[name]
        elif name == "evidence":
            changes[name] = evidence_of(entries)
        elif name == "vacant":
            changes[name] = vacancies_of(entries)
        elif isinstance(given[0][1], tuple):
            if name == "ids":
                problems += differing_identifiers(first, [entry for entry, _ in given])
            items: list[Any] = [item for _, value in given for item in value]
            changes[name] = tuple(dict.fromkeys([*had, *items]))
        else:
            holder = first
            for entry, value in given:
                if not had:
                    had, holder = value, entry
                    changes[name] = value
                    if name == "text":  # a path that starts from the file in which it stands
                        changes["origin"] = entry.origin
                elif value != had:
                    field = field_of(entry, name)
                    there = (holder if name == "text" else first).origin
                    message = f"{entry.id}: {field} is {value!r} here and {had!r} in {there}"
                    problems.append(problem(entry, field, message, "clash"))
    if actors:
        changes |= {"aliases": together["aliases"]}
        changes |= {"told": (said,)} if cite_differently(actors) else {}
    return (replace(first, **changes) if changes else first), problems


def unite_relations(readings: Iterable[Reading]) -> tuple[dict[str, Relation], list[Problem]]:
    """Return our relations and those of the files; what several declare must be the same."""
    relations = dict(RELATIONS)
    declared: dict[str, Origin] = {}
    problems: list[Problem] = []
    for reading in readings:
        for key, origin in reading.declared.items():
            row = reading.relations[key]
            known = relations.setdefault(key, row)
            if key in declared and row != known:
                names = [name for name in row._fields if getattr(row, name) != getattr(known, name)]
                there = declared[key]
                message = f"the relation {key} is declared otherwise in {there}: {', '.join(names)}"
                problems.append(problem_at(origin, "", message, "clash"))
            declared.setdefault(key, origin)
    for key, origin in declared.items():
        for field, message in strangers(relations[key], relations):
            problems.append(problem_at(origin, field, f"{field}: {message}", "unknown-relation"))
            without: Any = {field: ""}
            relations[key] = relations[key]._replace(**without)
    return paired(relations), problems


def differing_identifiers(actor: Any, others: Iterable[Any]) -> Iterator[Problem]:
    """Yield where entries of one actor give it identifiers that only two can have."""
    seen = [actor]
    for other in others:
        known = [each for entry in seen for each in entry.ids]
        for had, each in differing(known, other.ids):
            holder = next(entry for entry in seen if had in entry.ids)
            told = other.id if other.id == actor.id else f"{other.id} is {actor.id}"
            message = f"{told}: {each.scheme} is {each.value!r} here and {had.value!r} in "
            message += str(holder.origin)
            yield problem(other, "ids", message, "clash", "warning")
        seen.append(other)


def evidence_of(parts: Iterable[Source | Actor | Event | Fact]) -> tuple[Citation, ...]:
    """Return what some parts cite, each citation with the entry in which it stands."""
    cited = (numbered(part.evidence, part.origin) for part in parts if not isinstance(part, Source))
    return united(each for some in cited for each in some)


def vacancies_of(entries: Iterable[Any]) -> tuple[Vacancy, ...]:
    """Return when a post stood empty by what some entries say, what several say once."""
    found: dict[Any, Vacancy] = {}
    for entry in entries:
        for empty in numbered(entry.vacant, entry.origin):
            cited = tuple((one.source, one.at, one.quote) for one in empty.evidence)
            found.setdefault((empty.since, empty.until, cited), empty)
    return tuple(found.values())


def value_of(entry: Actor | Source | Event, name: str) -> Any:
    """Return the value of a field; a post of one seat may leave that out."""
    value = getattr(entry, name)
    return "" if name == "seats" and value == 1 else value


def field_of(entry: Actor | Source | Event, name: str) -> str:
    """Return what a fact file calls a field."""
    if name == "name" and isinstance(entry, Actor):
        return ACTOR_KINDS[entry.kind].named_by
    return "kind" if name == "classification" else name
