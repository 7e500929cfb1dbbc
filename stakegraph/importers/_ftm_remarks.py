"""What entities of FollowTheMoney say of others that is no tie: events, notes, documents."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from stakegraph.importers._builder import Builder
from stakegraph.importers._ftm_entities import Entity
from stakegraph.importers._values import joined, remark
from stakegraph.model import ftm as schemata


class Remarks:
    """Adds them to the actors that are there."""

    def __init__(self, builder: Builder, entities: Mapping[str, Entity]) -> None:
        self._builder, self._entities = builder, entities

    def event(self, entity: Entity, who: list[str], what: str = "") -> None:
        """Add an event of some."""
        read = {"name", "involved", "organizer", "entity", "date", "startDate", *schemata.RECORD}
        rest = {name: values for name, values in entity.properties.items() if name not in read}
        self._builder.event(
            entity.id,
            what or entity.first("name", "title") or entity.schema,
            who,
            entity.at,
            on=entity.first("date", "startDate", "listingDate"),
            note=remark(dict(rest)),
        )

    def note(self, entity: Entity) -> str:
        """Add a note to those whom it is about; return its words where nobody is."""
        words = joined(entity.all("name", "description"))
        known = [id for id in entity.all("entity") if id in self._builder]
        for id in known:
            self._builder.remark(id, words, self._builder.cite(entity.at))
        return "" if known else words or "note"

    def documentation(self, entity: Entity) -> None:
        """Add to those whom a document is about that it is."""
        for id, document in product(entity.all("entity"), entity.all("document")):
            if id in self._builder:
                title = (
                    self._entities[document].first("title", "name", "fileName")
                    if document in self._entities
                    else document
                )
                role = entity.first("role")
                words = f"documented in {title}" + (f" ({role})" if role else "")
                self._builder.remark(id, words, self._builder.cite(entity.at))
            else:
                self._builder.note(f"documents {id!r}, which is no actor here", entity.at)
