"""What a language model is asked, and its answer: the facts of a numbered text, in JSON."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from stakegraph.drafting.actors import Actors, is_id_of
from stakegraph.errors import UsageError
from stakegraph.evidence.excerpts import excerpts, marked
from stakegraph.evidence.passages import Text
from stakegraph.factfile.fields import Bare, Fields, Value
from stakegraph.factfile.json_schema import json_schema
from stakegraph.factfile.schema import ENTRIES, FactRecord, Record
from stakegraph.model.facts import Actor, Source
from stakegraph.model.relations import ACTOR_KINDS, ORGANISATION, PERSON, Relation
from stakegraph.store.database import Database

_FENCE = re.compile(r"\A\s*```\w*\s*\n(.*?)```\s*\Z", re.DOTALL)
_SECTIONS = [kind.section for kind in ACTOR_KINDS.values()]
_HEADER = ("stakegraph", "title", "sources")  # which nothing is made of
_INSTRUCTION = """\
Read the numbered text below, and say in facts what it states about people, organisations, posts
and partnerships: who holds which post, who has which role where, who reports to whom, who owns,
commissioned, funds or works with whom.

Answer with one JSON object and nothing else. It has the keys "people", "organisations", "posts" and
"partnerships", each an object of entries under their ids, and "facts", a list. Its parts have the
shape of the JSON Schema below.

- Each fact has "who", exactly one relation of the schema with the id of the other end, and
  "evidence": {{"source": "{source}", "at": "¶7", "quote": "..."}}.
- The quote stands in that paragraph word for word: copy it, and leave nothing out.
- Both ends are named in that paragraph. Where other words mean one there, such as a pronoun, "the
  trust" or a part of its name, these stand in the evidence as well: "said_as": "the trust".
- "status" is "hedged" where the text says that something may be so ("may", "is said to"), and
  "denied" where it says that it is not so. Leave it out where the text states it.
- What is planned or announced is a fact only where the text dates it ("will join in June 2025"),
  with that date in "since", and "hedged" where it is not sure to come. Leave out what has no date.
- "since" and "until" are dates that the text gives (2007, 2007-03, 2007-03-13). Work out none.
- State nothing that the text does not say, and nothing from what you know besides.
- An entry has a name and "evidence": "{source} ¶7", the paragraph in which it is named. An id is
  made of the name in small letters, digits and hyphens.
"""


def prompt(text: Text, source: Source, store: Database, known: Iterable[Actor]) -> Iterator[str]:
    """Yield the instruction, whoever of the text is known, the schema, and the numbered text."""
    yield _INSTRUCTION.format(source=source.id)
    if listed := [f"  {actor.id}: {actor.name} ({actor.kind})" for actor in known]:
        yield "- These are known: use their ids, and make no entries of them.\n"
        yield "".join(f"{line}\n" for line in listed)
    schema = json.dumps(json_schema(store.relations), ensure_ascii=False)
    yield f"\nThe JSON Schema:\n\n{schema}\n\nThe text, {source.id}: {source.title}\n\n"
    for excerpt in excerpts(text) or ():
        yield f"{marked(excerpt.number, excerpt.text)}\n"


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
