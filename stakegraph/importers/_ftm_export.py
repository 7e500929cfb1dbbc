"""What `exporters/ftm.py` puts into words and ids because FollowTheMoney has no field for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from stakegraph.importers._builder import Builder
from stakegraph.importers._evidence import add_sources, citations, split
from stakegraph.importers._ftm_entities import Entity
from stakegraph.importers._identifiers import identifier, identifiers
from stakegraph.importers._ids import is_id
from stakegraph.importers._relations import relation_with_verb
from stakegraph.importers._values import joined, readable_slug
from stakegraph.model import ftm
from stakegraph.model.identifiers import Identifier
from stakegraph.model.relations import RELATIONS

_WORDS = re.compile(r"([a-z_][a-z0-9_ ]*): (.*)", re.DOTALL)
_FIELDS = frozenset(("since", "until", "attested", "status", "because", "note"))
_FOLLOWS = frozenset(("certainty", "rule", "premises", "disputed by", "undetermined", "retracted"))


class OwnExport:
    """Reads the entities of our own export back as the facts that they were."""

    def __init__(self, builder: Builder, entities: Mapping[str, Entity]) -> None:
        self.builder = builder
        self.entities = entities
        # Nobody else names documents, events and facts so.
        self.is_ours = any(
            entity.schema == "Document" and id == f"source.{entity.first('fileName')}"
            for id, entity in entities.items()
        ) or any(
            id.startswith("fact.") and entity.first("recordId") for id, entity in entities.items()
        )
        self.derived = 0
        if self.is_ours:
            builder.keep_ids()

    def source_id(self, entity: Entity) -> str:
        """Return the id of a document as a source."""
        if self.is_ours and entity.id.startswith("source."):
            id = entity.first("fileName") or entity.id.removeprefix("source.")
            return id if is_id(id) else readable_slug(id) or "document"
        name = entity.first("fileName", "title", "name")
        id = readable_slug(entity.id) if re.search("[a-z]{3}", entity.id) else ""
        id = id or readable_slug(name) or "document"
        while id in self.builder.sources:
            id += "-2"
        return id

    def source(self, entity: Entity) -> dict[str, str]:
        """Return what is said of a document in words only, or as it was."""
        if not self.is_ours:
            return {"note": joined([*entity.all("notes", "summary", "description")][:3])}
        words, _ = self.words(entity)
        known = {"published": "date", "accessed": "accessed", **{n: n for n in ftm.OF_DOCUMENT}}
        said = {known[name]: words[name] for name in known if name in words}
        return {"note": entity.first("notes"), **said}

    def add_sources(self) -> None:
        """Add the sources that are only cited."""
        if self.is_ours:
            lines = (line for entity in self.entities.values() for line in entity.all("summary"))
            cited = (
                line.removeprefix("evidence: ") for line in lines if line.startswith("evidence: ")
            )
            add_sources(self.builder, None, cited)

    def is_fact(self, entity: Entity) -> bool:
        """Return whether an undertaking is one of our facts: that one commissioned the other."""
        return self.is_ours and entity.id.startswith("fact.")

    def actor(self, entity: Entity) -> dict[str, Any] | None:
        """Return the fields of an actor as they were; None where the entity is not ours."""
        if not self.is_ours:
            return None
        words, cited = self.words(entity)
        given: dict[str, Any] = {
            "description": entity.first("description"),
            "note": entity.first("notes"),
            "classification": entity.first("classification", "keywords"),
            "evidence": citations(self.builder, cited, entity.at),
            "ids": [*fielded(entity), *identifiers(split(words.get("ids", "")))],
        }
        return given | {
            name: words.pop(name)
            for name in ("since", "until", "unnamed", "remit")
            if name in words
        }

    def read(self, entity: Entity) -> bool:
        """Read an entity that is a fact or an event of ours; return whether it was one."""
        if not self.is_ours:
            return False
        if entity.schema in ("Person", "Organization", "Company", "PublicBody", "Position"):
            return self.places(entity)
        if entity.id.startswith("event."):
            return self.event(entity)
        if not entity.id.startswith("fact."):
            return False
        if entity.schema == "Note":
            return self.note(entity)
        return self.fact(entity)

    def fact(self, entity: Entity) -> bool:
        key, (words, cited) = entity.first("recordId"), self.words(entity)
        if words.get("status") == "derived":
            self.derived += 1
            return True
        if entity.schema == "ProjectParticipant" and f"fact.{key}" in self.entities:
            return True  # the part of one end, which the undertaking itself tells
        ends = self.ends(entity)
        if ends is None:
            return False
        relation, qualifiers = self.relation(entity, key, ends)
        known = RELATIONS[relation].qualifiers if relation in RELATIONS else ()
        for name in words.keys() - _FIELDS - _FOLLOWS - {"according_to"}:
            if relation not in RELATIONS or name in known:
                qualifiers[name] = words[name]
        self.builder.fact(
            ends[0],
            relation,
            ends[1],
            entity.at,
            qualifiers,
            id="" if key.startswith(f"{ends[0]}.{relation}.{ends[1]}") else key,
            evidence=citations(self.builder, cited, entity.at),
            since=words.get("since") or entity.first("startDate"),
            until=words.get("until") or entity.first("endDate"),
            according_to=_speakers(words),
            **{name: words[name] for name in _FIELDS - {"since", "until"} if name in words},
        )
        return True

    def ends(self, entity: Entity) -> tuple[str, str] | None:
        """Return the two ends of a fact; those of what somebody commissioned, by their parts."""
        if entity.schema == "Project":
            parts = [self.entities.get(f"{entity.id}.{role}") for role in ftm.UNDERTAKING_PARTS]
            found = [part.first("participant") for part in parts if part]
            return (found[0], found[1]) if len(found) == 2 else None
        rows = _rows(entity.schema)
        names = rows[0].ends if rows else ftm.ENDS.get(entity.schema, ("", ""))
        one, other = map(entity.first, names)
        return (one, other) if one and other else None

    def relation(
        self, entity: Entity, key: str, ends: tuple[str, str]
    ) -> tuple[str, dict[str, str]]:
        """Return the relation of a fact, as its id names it, and the qualifiers that are fields."""
        role = entity.first("role")
        start, end = f"{ends[0]}.", f".{ends[1]}"
        named = key[len(start) :].partition(end)[0] if key.startswith(start) and end in key else ""
        if entity.schema == "UnknownLink":
            found = relation_with_verb(role)
            if named in RELATIONS:
                return named, found[1] if found and found[0] == named else {}
            if named.isidentifier() or not found:
                label = named or role or "is linked to"
                return self.builder.relations.declare(label, verb="" if named else role), {}
            return found
        if entity.schema == "Project":
            name, words = entity.first("name"), entity.first("description")
            return ftm.UNDERTAKING, {} if name in ("", words) else {ftm.UNDERTAKING_NAME: name}
        rows = _rows(entity.schema)
        if not rows:
            return self.builder.relations.declare(entity.schema), {}
        row = next((row for row in rows if row.relation == named), rows[0])
        value = entity.first(row.field)
        return row.relation, {row.qualifier: value} if row.qualifier and value else {}

    def note(self, entity: Entity) -> bool:
        """Read an opinion or a denial: a sentence about two actors."""
        ends = entity.all("entity")
        sentence = entity.first("description")
        is_denied = entity.first("name").startswith("denied: ")
        if len(ends) != 2 or not all(end in self.builder for end in ends):
            return False
        one, other = (self.builder.name_of(end) for end in ends)
        if not (sentence.startswith(f"{one} ") and sentence.endswith(f" {other}")):
            return False
        verb = sentence[len(one) + 1 : len(sentence) - len(other) - 1]
        found = relation_with_verb(verb) or (self.builder.relations.declare(verb), {})
        qualifiers = dict(found[1])
        for line in entity.all("description")[1:]:
            name, _, value = line.partition(": ")
            qualifiers[name] = value
        words, cited = self.words(entity)
        self.builder.fact(
            ends[0],
            found[0],
            ends[1],
            entity.at,
            qualifiers,
            evidence=citations(self.builder, cited, entity.at),
            since=words.get("since", ""),
            until=words.get("until", ""),
            status="denied" if is_denied else words.get("status", ""),
            because=words.get("because", ""),
            according_to=_speakers(words),
            note=entity.first("notes"),
        )
        return True

    def event(self, entity: Entity) -> bool:
        words, cited = self.words(entity)
        is_denied = entity.schema == "Note"
        self.builder.event(
            entity.first("recordId") or entity.id.removeprefix("event."),
            entity.first("description", "name"),
            [*entity.all("involved", "entity"), *self.also_involved(entity)],
            entity.at,
            on=words.get("on") or entity.first("date"),
            status="denied" if is_denied else words.get("status", ""),
            because=words.get("because", ""),
            according_to=_speakers(words),
            note=entity.first("notes"),
            evidence=citations(self.builder, cited, entity.at),
        )
        return True

    def also_involved(self, entity: Entity) -> list[str]:
        """Return the posts and undertakings that an event names, as far as one bears the name."""
        start = "also involved: "
        names = [
            line.removeprefix(start) for line in entity.all("summary") if line.startswith(start)
        ]
        bearers = {
            name: [
                key
                for key in self.entities
                if key in self.builder and self.builder.name_of(key) == name
            ]
            for name in names
        }
        return [keys[0] for keys in bearers.values() if len(keys) == 1]

    def places(self, entity: Entity) -> bool:
        """Read what an actor is part of, and where a post is, with the evidence in words."""
        for relation, field in ftm.FIELDS.items():
            for other in entity.all(field):
                start = f"{RELATIONS[relation].verb} {self.builder.name_of(other)} ("
                lines = [line for line in entity.all("summary") if line.startswith(start)]
                cited = lines[0][len(start) : -1].split(", ") if lines else []
                evidence = citations(self.builder, cited, entity.at)
                self.builder.fact(entity.id, relation, other, entity.at, evidence=evidence)
        return True

    def words(self, entity: Entity) -> tuple[dict[str, str], list[str]]:
        """Take the summary apart: what it names, and what it cites."""
        words: dict[str, str] = {}
        cited = []
        for line in entity.all("summary"):
            match = _WORDS.fullmatch(line)
            if match and match[1] == "evidence":
                cited.append(match[2])
            elif match:
                words[match[1]] = match[2]
        return words, cited

    def remarks(self) -> None:
        """Say what was left out."""
        if self.derived:
            self.builder.note(f"{self.derived} derived facts left out: they follow from the others")


def fielded(entity: Entity) -> Iterator[Identifier | None]:
    """Yield the identifiers of an entity that have properties of their own."""
    for scheme, (name, _) in ftm.IDS.items():
        yield from (identifier(scheme, value) for value in entity.all(name))


def _rows(schema: str) -> list[ftm.Edge]:
    """Return the relations that our export gives a schema."""
    return [row for row in ftm.EDGES if row.schema == schema]


def _speakers(words: Mapping[str, str]) -> tuple[str, ...]:
    """Return whose word something is."""
    return tuple(split(words.get("according_to", "")))
