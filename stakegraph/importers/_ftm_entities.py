"""The entities of a FollowTheMoney file, those of one id joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from stakegraph.errors import FactsError, Problem
from stakegraph.importers._content import Content
from stakegraph.importers._parsers import placed_values, refusal
from stakegraph.importers._stored_mapping import StoredDict
from stakegraph.importers._values import text
from stakegraph.model.ftm import ENDS, TIES

_MANY = 100  # problems, after which the rest of a file is not looked at


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


def entities(data: Content, path: str, note: Callable[[str, str], None]) -> StoredDict[Entity]:
    """Return the entities of a file by id; `note` gets what is odd, and where.

    Raises FactsError with every line that is none, the first hundred of them.
    """
    found = StoredDict[Entity](Entity)
    problems: list[Problem] = []
    for at, line, column, value in placed_values(data, path, note, problems):
        for record in value if isinstance(value, list) else [value]:
            if not _is_entity(record):
                message = "no entity: expected an object with 'id' and 'schema'"
                problems.append(Problem(path, line, column, "error", message, "wrong-type"))
                continue
            for entity in _entities(record, at):
                _add(found, entity)
        if len(problems) >= _MANY:
            break
    if problems:
        raise FactsError(dict.fromkeys(problems))
    if not found:
        raise refusal(path, "the file holds no entity", "missing-key")
    return found


def _is_entity(value: object) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("schema"), str)
        and bool(text(value.get("id")).strip())
    )


def _entities(record: dict[str, Any], at: str) -> Iterator[Entity]:
    """Yield an entity, and those that stand within it.

    A tie within an entity is one of that entity, whether or not it says so itself.
    """
    given = record.get("properties")
    properties = given if isinstance(given, dict) else {}
    entity = Entity(text(record["id"]), record["schema"], {}, at)
    for name, value in properties.items():
        listed = value if isinstance(value, list) else [value]
        for one in filter(_is_entity, listed):
            *within, inner = _entities(one, at)
            if inner.schema in TIES:
                lacking = [end for end in ENDS[inner.schema] if not inner.properties.get(end)]
                if len(lacking) == 1:
                    inner.properties[lacking[0]] = [entity.id]
            yield from (*within, inner)
        said = [one for one in listed if not (_is_entity(one) and one["schema"] in TIES)]
        if said or not listed:
            entity.properties[text(name)] = list(dict.fromkeys(map(_reference, said)))
    yield entity


def _add(found: StoredDict[Entity], entity: Entity) -> None:
    """Add an entity, or what it says to the one of its id."""
    known = found.get(entity.id)
    if known is None:
        found[entity.id] = entity
        return
    for name, values in entity.properties.items():
        had = known.properties.setdefault(name, [])
        had.extend(value for value in values if value not in had)
    if known.schema in ("LegalEntity", "Thing"):
        known.schema = entity.schema
    found[entity.id] = known


def _reference(value: object) -> str:
    """Return a value as text; an entity within another by its id."""
    if isinstance(value, dict):
        value = value.get("id", value)
    return text(value)
