"""What the ties of our own export to FollowTheMoney state: relation, ends and qualifiers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from stakegraph.importers._builder import Builder
from stakegraph.importers._ftm_entities import Entity
from stakegraph.importers._relations import relation_with_verb
from stakegraph.model import ftm
from stakegraph.model.relations import RELATIONS


class Statements:
    """The ties of an export; those that one schema cannot hold are an undertaking and its parts."""

    def __init__(self, builder: Builder, entities: Mapping[str, Entity]) -> None:
        self._builder, self._entities = builder, entities

    def whole(self, entity: Entity) -> str:
        """Return the id of the undertaking that an entity is a part in, or ""."""
        parties = {row.party for row in ftm.UNDERTAKINGS}
        return entity.first(ftm.ENDS[entity.schema][1]) if entity.schema in parties else ""

    @cached_property
    def parts(self) -> dict[str, list[Entity]]:
        """Return the parts in each undertaking, by its id."""
        found: dict[str, list[Entity]] = {}
        for entity in self._entities.values():
            if whole := self.whole(entity):
                found.setdefault(whole, []).append(entity)
        return found

    def of(
        self, entity: Entity, key: str, named: str
    ) -> tuple[str, tuple[str, str], dict[str, str]] | None:
        """Return the relation of a fact, its ends, and the qualifiers that are fields.

        The relation is the one that is `named` in words, else the one that the fact's id names.
        """
        undertaking = next((u for u in ftm.UNDERTAKINGS if u.schema == entity.schema), None)
        if undertaking:
            parts = {part.first("role"): part for part in self.parts.get(entity.id, ())}
            if not parts.keys() >= {*undertaking.parts}:
                return None
            end = ftm.ENDS[undertaking.party][0]
            one, other = (parts[role].first(end) for role in undertaking.parts)
            said = {undertaking.qualifier: entity.first(undertaking.field)}
            name, words = entity.first("name"), entity.first("description")
            said[undertaking.name] = "" if name in ("", words) else name
            kept = {name: value for name, value in said.items() if name and value}
            return undertaking.relation, (one, other), kept
        rows = _rows(entity.schema)
        if not rows:
            return self._link(entity, key, named)
        starts = [f"{entity.first(r.ends[0])}.{r.relation}.{entity.first(r.ends[1])}" for r in rows]
        row = next(
            (
                row
                for row, start in zip(rows, starts, strict=True)
                if named == row.relation or (not named and key.startswith(start))
            ),
            rows[0],
        )
        one, other = map(entity.first, row.ends)
        value = entity.first(row.field) if row.qualifier else ""
        qualifiers = {row.qualifier: value} if value else {}
        return (row.relation, (one, other), qualifiers) if one and other else None

    def _link(
        self, entity: Entity, key: str, named: str
    ) -> tuple[str, tuple[str, str], dict[str, str]] | None:
        """Return the same of a tie for which there is no schema of its own."""
        one, other = map(entity.first, ftm.ENDS.get(entity.schema, ("", "")))
        if not (one and other):
            return None
        if entity.schema != "UnknownLink":
            return self._builder.relations.declare(entity.schema), (one, other), {}
        role, start, end = entity.first("role"), f"{one}.", f".{other}"
        if not named and key.startswith(start) and end in key:
            named = key[len(start) :].partition(end)[0]
        found = relation_with_verb(role)
        if named in RELATIONS:
            return named, (one, other), found[1] if found and found[0] == named else {}
        if named.isidentifier() or not found:
            label = named or role or "is linked to"
            relation = self._builder.relations.declare(label, verb="" if named else role)
            return relation, (one, other), {}
        return found[0], (one, other), found[1]


def _rows(schema: str) -> list[ftm.Edge]:
    """Return the relations that our export gives a schema."""
    return [row for row in ftm.EDGES if row.schema == schema]
