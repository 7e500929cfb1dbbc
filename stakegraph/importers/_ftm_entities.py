"""The entities of a FollowTheMoney file, those of one id joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from stakegraph.errors import FactsError, Problem
from stakegraph.importers._parsers import json_value, refusal
from stakegraph.importers._values import text


class Entity(Struct):
    """An entity; `properties` are lists of texts, each without repetitions."""

    id: str
    schema: str
    properties: dict[str, list[str]]
    at: str

    def first(self, *names: str) -> str:
        """Return the first value of the first of some properties that has any."""
        return next((self.properties[name][0] for name in names if self.properties.get(name)), "")

    def all(self, *names: str) -> list[str]:
        """Return all values of some properties."""
        return [value for name in names for value in self.properties.get(name, ())]


def entities(document: str, path: str, note: Callable[[str, str], None]) -> dict[str, Entity]:
    """Return the entities of a file by id; `note` gets what is odd, and where.

    Raises FactsError with every line that is none.
    """
    found: dict[str, Entity] = {}
    problems: list[Problem] = []
    for number, line in enumerate(document.split("\n"), 1):
        if line.strip():
            try:
                for entity in _entities(line, path, number, note, problems):
                    _add(found, entity)
            except FactsError as error:
                problems += error.problems
    if problems:
        raise FactsError(problems)
    if not found:
        raise refusal(path, "the file holds no entity", "missing-key")
    return found


def _entities(
    line: str,
    path: str,
    number: int,
    note: Callable[[str, str], None],
    problems: list[Problem],
) -> Iterator[Entity]:
    """Yield the entities of one line; raises FactsError where it is no JSON."""
    repeated: list[str] = []
    parsed = json_value(line, path, repeated, number)
    for record in parsed if isinstance(parsed, list) else [parsed]:
        schema = record.get("schema") if isinstance(record, dict) else None
        id = text(record.get("id")) if isinstance(record, dict) else ""
        if not isinstance(schema, str) or not id.strip():
            message = "no entity: expected an object with 'id' and 'schema'"
            problems.append(Problem(path, number, 1, "error", message, "wrong-type"))
            continue
        given = record.get("properties")
        properties = {
            text(name): list(dict.fromkeys(map(_reference, _values(value))))
            for name, value in (given.items() if isinstance(given, dict) else ())
        }
        for key in repeated:
            note(f"the key {key!r} is given twice: the last counts", f"line {number}")
        yield Entity(id, schema, properties, f"line {number}")


def _add(found: dict[str, Entity], entity: Entity) -> None:
    """Add an entity, or what it says to the one of its id."""
    known = found.setdefault(entity.id, entity)
    if known is entity:
        return
    for name, values in entity.properties.items():
        had = known.properties.setdefault(name, [])
        had.extend(value for value in values if value not in had)
    if known.schema in ("LegalEntity", "Thing"):
        known.schema = entity.schema


def _values(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _reference(value: object) -> str:
    """Return a value as text; an entity within another by its id."""
    if isinstance(value, dict):
        value = value.get("id", value)
    return text(value)
