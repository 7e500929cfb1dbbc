"""What `exporters/ftm.py` puts into words and ids because FollowTheMoney has no field for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from stakegraph.importers._builder import Builder
from stakegraph.importers._evidence import add_sources, citations, split
from stakegraph.importers._ftm_entities import Entity
from stakegraph.importers._ftm_statements import Statements
from stakegraph.importers._identifiers import identifier, identifiers
from stakegraph.importers._ids import is_id
from stakegraph.importers._relations import relation_with_verb
from stakegraph.importers._values import joined, readable_slug
from stakegraph.model import ftm
from stakegraph.model.identifiers import Identifier
from stakegraph.model.relations import RELATIONS

_WORDS = re.compile(r"([a-z_][a-z0-9_ ]*): (.*)", re.DOTALL)
_FIELDS = frozenset(("since", "until", "attested", "status", "because", "note"))
# Actors that say themselves where they are, or of what they are a part.
_PLACED = frozenset(("Person",)).union(*(row.subjects for row in ftm.FIELDS))
_STATED_AS = "stated as"  # what names the relation; no qualifier has a space in its name
_FOLLOWS = frozenset(
    ("certainty", "tense", "rule", "premises", "disputed by", "undetermined", "retracted")
)


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
        self.statements = Statements(builder, entities)
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
        if entity.schema in _PLACED:
            return self.places(entity)
        if entity.id.startswith("event."):
            return self.event(entity)
        if not entity.id.startswith("fact."):
            return False
        if entity.schema == "Note":
            return self.note(entity)
        return self.fact(entity)

    def fact(self, entity: Entity) -> bool:
        parts = self.statements.parts.get(entity.id, [])
        key = next(filter(None, (part.first("recordId") for part in (entity, *parts))), "")
        words, cited = self.words(entity)
        if words.get("status") == "derived":
            self.derived += 1
            return True
        if self.statements.whole(entity).startswith("fact."):
            return True  # the part of one end, which the undertaking itself tells
        found = self.statements.of(entity, key, words.get(_STATED_AS, ""))
        if found is None:
            return False
        relation, ends, qualifiers = found
        known = RELATIONS[relation].qualifiers if relation in RELATIONS else ()
        for name in words.keys() - _FIELDS - _FOLLOWS - {"according_to", _STATED_AS}:
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
            since=words.get("since") or entity.first("startDate", "fileDate"),
            until=words.get("until") or entity.first("endDate", "closeDate"),
            according_to=_speakers(words),
            **{name: words[name] for name in _FIELDS - {"since", "until"} if name in words},
        )
        return True

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
        words, cited = self.words(entity)
        named = words.get(_STATED_AS, "")
        found = (named, {}) if named in RELATIONS else relation_with_verb(verb)
        found = found or (self.builder.relations.declare(named or verb, verb=verb), {})
        qualifiers = dict(found[1])
        for line in entity.all("description")[1:]:
            name, _, value = line.partition(": ")
            qualifiers[name] = value
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
        for row in ftm.FIELDS:
            for other in entity.all(row.name):
                start = f"{RELATIONS[row.relation].verb} {self.builder.name_of(other)} ("
                lines = [line for line in entity.all("summary") if line.startswith(start)]
                cited = lines[0][len(start) : -1].split(", ") if lines else []
                evidence = citations(self.builder, cited, entity.at)
                self.builder.fact(entity.id, row.relation, other, entity.at, evidence=evidence)
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


def _speakers(words: Mapping[str, str]) -> tuple[str, ...]:
    """Return whose word something is."""
    return tuple(split(words.get("according_to", "")))
