"""The answer of a language model: a fact file in JSON, as `prompt` asks for it."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from stakegraph.drafting.actors import Actors, is_id_of
from stakegraph.errors import UsageError
from stakegraph.factfile.fields import Bare, Fields, Value
from stakegraph.factfile.schema import ENTRIES, FactRecord, Record
from stakegraph.model.relations import ACTOR_KINDS, ORGANISATION, PERSON, Relation
from stakegraph.store.database import Database

_FENCE = re.compile(r"\A\s*```\w*\s*\n(.*?)```\s*\Z", re.DOTALL)
_SECTIONS = [kind.section for kind in ACTOR_KINDS.values()]
_HEADER = ("stakegraph", "title", "sources")  # which nothing is made of


class Answer:
    """What a language model answered: entries of actors by section, and facts.

    Whoever is known by the name of an entry is meant by its id. `refused` says why facts are, by
    their numbers from 1.
    """

    def __init__(self, text: str, path: str, store: Database) -> None:
        root = _parsed(text, path)
        self.entries: dict[str, dict[str, Fields]] = {}
        self.facts: list[Fields] = []
        self.refused: dict[int, list[str]] = {}
        self._meant: dict[str, str] = {}
        self._taken: dict[str, str] = {}
        for section in _SECTIONS:
            self._add_entries(section, root.get(section, {}), path, store)
        given = root.get("facts", [])
        if not isinstance(given, list):
            raise UsageError(f"{path}: 'facts' is no list")
        for number, fact in enumerate(given, 1):
            self._add_fact(number, fact, store.relations)

    def _add_entries(self, section: str, given: Any, path: str, store: Database) -> None:
        if not isinstance(given, dict) or not all(isinstance(one, dict) for one in given.values()):
            raise UsageError(f"{path}: {section!r} is no object of entries under their ids")
        actors = Actors(store)
        (kind,) = (kind for kind in ACTOR_KINDS.values() if kind.section == section)
        for id, entry in given.items():
            fields = _fields(entry, ENTRIES[section])
            name = str(fields.get(kind.named_by, ""))
            known = actors.called(name, kind.key) if kind.key in (PERSON, ORGANISATION) else []
            if len(known) == 1:
                self._meant[id] = known[0].id
            elif is_id_of(store, id):
                (taken,) = store.actors([id])
                self._taken[id] = f"the id {id!r} is that of {taken.name}"
            else:
                self.entries.setdefault(section, {})[id] = fields

    def _add_fact(self, number: int, given: Any, relations: Mapping[str, Relation]) -> None:
        if not isinstance(given, dict):
            self.refused[number] = ["it is no object with 'who', a relation and 'evidence'"]
            self.facts.append({})
            return
        named = [key for key in given if key in relations]
        fact = _fields(given, FactRecord)
        for key in ("who", *named, "according_to"):
            if isinstance(id := fact.get(key), str):
                fact[key] = self._meant.get(id, id)
                if id in self._taken:
                    self.refused[number] = [self._taken[id]]
        self.facts.append(fact)


def _parsed(text: str, path: str) -> dict[str, Any]:
    """Return the object of an answer, which may stand between fences."""
    fenced = _FENCE.match(text)
    try:
        root = json.loads(fenced[1] if fenced else text)
    except json.JSONDecodeError as error:
        line = error.lineno + (text[: fenced.start(1)].count("\n") if fenced else 0)
        raise UsageError(f"{path}:{line}:{error.colno}: this is no JSON: {error.msg}") from error
    except RecursionError as error:
        raise UsageError(f"{path}: this has more levels than an answer has any use for") from error
    known = (*_HEADER, *_SECTIONS, "facts")
    if not isinstance(root, dict) or not root.keys() <= {*known}:
        unknown = [key for key in root if key not in known] if isinstance(root, dict) else []
        what = f"unknown key {unknown[0]!r}" if unknown else "this is no object"
        raise UsageError(f"{path}: {what}; there are {', '.join(known)}")
    return root


def _fields(given: dict[str, Any], record: type[Record]) -> Fields:
    """Return the fields of an object of JSON as an entry of a kind has them."""
    fields: Fields = _value(given)
    return {
        name: Bare(value) if name in record.NO_TEXTS and isinstance(value, str) else value
        for name, value in fields.items()
    }


def _value(given: Any) -> Any:
    """Return a value of JSON as entries have it; what is nothing is left out."""
    if isinstance(given, dict):
        return {key: _value(each) for key, each in given.items() if each not in (None, "", [], {})}
    if isinstance(given, list):
        return tuple(map(_value, given))
    return str(given).lower() if isinstance(given, bool) else str(given)


def described(fact: Mapping[str, Value], relations: Mapping[str, Relation]) -> str:
    """Return which fact it is, in a few words: its ends and its relation."""
    return " ".join(_described(fact, relations))


def _described(fact: Mapping[str, Value], relations: Mapping[str, Relation]) -> Iterator[str]:
    yield str(fact.get("who", "?"))
    for key, value in fact.items():
        if key in relations:
            yield f"{key} {value}"
