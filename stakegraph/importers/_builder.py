"""A reading in the making: actors and facts of another program, under ids and relations of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple, get_args

from msgspec.structs import replace

from stakegraph.errors import shortened
from stakegraph.importers._dates import edtf, is_unknown, may_be_off
from stakegraph.importers._given import set_span, set_status
from stakegraph.importers._relations import OwnRelations
from stakegraph.importers._shares import share_in_words
from stakegraph.importers._sources import Sources
from stakegraph.importers._stored_list import StoredList
from stakegraph.importers._stored_mapping import StoredDict, StoredLists
from stakegraph.importers._values import joined, listed, text
from stakegraph.model.facts import Actor, Citation, Event, Fact, united
from stakegraph.model.identifiers import Identifier
from stakegraph.model.qualifiers import SHARE, is_fit
from stakegraph.model.relations import (
    ORGANISATION,
    PERSON,
    POST,
    RELATIONS,
    Classification,
)

Record = dict[str, Any]

CLASSIFICATIONS = {name.replace(" ", ""): name for name in get_args(Classification)}
# The fields that only some kinds of actor have.
_FIELDS = {
    **dict.fromkeys(("remit", "seats", "shared", "vacant"), (POST,)),
    "unnamed": (PERSON, ORGANISATION),
}
_NO_TEXTS = ("seats", "shared", "vacant", "plural", "alias_dates", "ids")


class Tie(NamedTuple):
    """A fact whose ends still have their foreign ids, with its place."""

    fact: Fact
    at: str


class _Further(NamedTuple):
    """What was said of an actor once it was there."""

    remark: str
    evidence: tuple[Citation, ...]


class Builder(Sources):
    """Collects what a file says, by foreign ids; `resolve` then gives it in our own terms.

    `at` is always the place within the file: `line 7`, or `item persons/12`.
    """

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.title = ""
        self.notes = StoredList[str](str)
        self.first_notes: list[str] = []  # which are said before the others
        self.relations = OwnRelations()
        self.keeps_ids = False
        self.has_unknown_kinds = False
        self.actors = StoredDict[Actor](Actor)
        self._further = StoredLists[_Further](_Further)
        self.ties = StoredList[Tie](Tie)
        self.events: list[Event] = []

    def note(self, sentence: str, at: str = "") -> None:
        """Tell what was skipped or changed, and where."""
        self.notes.append(text(f"{at}: {sentence}" if at else sentence))

    def items(
        self, owner: Mapping[str, Any], name: str, place: str
    ) -> Iterator[tuple[Record, str]]:
        """Yield the objects of one list of an object at a place, each with its own place.

        What is no list or no object is reported.
        """
        found = owner.get(name)
        if found is not None and not isinstance(found, list):
            self.note("left out, because it is no list", f"item {place}{name}")
        for index, record in enumerate(listed(found)):
            at = f"{place}{name}/{index}"
            if isinstance(record, dict):
                yield record, at
            else:
                self.note("left out, because it is no object", f"item {at}")

    def keep_ids(self) -> None:
        """Let every foreign id that can be one of ours stay as it is."""
        self.keeps_ids = True

    def actor(self, key: str, kind: str, name: str, at: str, **given: Any) -> None:
        """Add an actor; of an unknown kind ("") it will be what its facts need it to be.

        What such an actor has no field for goes into its note: a person's dates, an
        organisation's `classification` that is none of ours.
        """
        remarks = [given.pop("note", "")]
        classification = given.pop("classification", "")
        if kind in (PERSON, POST) and classification:
            remarks.append(f"classification: {classification}")
            classification = ""
        elif kind in ("", ORGANISATION) and classification:
            known = CLASSIFICATIONS.get(re.sub(r"[\s_-]", "", classification.casefold()), "")
            remarks += [] if known else [f"classification: {classification}"]
            classification = known
        for field, kinds in _FIELDS.items():
            if given.get(field) and kind not in kinds:
                remarks.append(f"{field}: {given.pop(field)}")
        remarks += set_span(
            given,
            partial(shortened, name or key),
            partial(self.note, at=at),
            dated=kind not in ("", PERSON),
        )
        self.has_unknown_kinds = self.has_unknown_kinds or not kind
        aliases = dict.fromkeys(text(alias) for alias in given.pop("aliases", ()))
        evidence = given.pop("evidence", ()) or self.cite(at)
        given["ids"] = tuple(dict.fromkeys(filter(None, given.get("ids", ()))))
        fields: dict[str, Any] = {
            field: value if field in _NO_TEXTS else text(value) for field, value in given.items()
        }
        self.actors[key] = Actor(
            id="",
            kind=kind,
            name=next(word for word in (text(name), text(key), "unnamed") if word.strip()),
            classification=text(classification),
            aliases=tuple(alias for alias in aliases if alias.strip() and alias != name),
            note=text(joined(remarks)),
            evidence=evidence,
            origin=self.origin(at),
            **fields,
        )

    def __contains__(self, key: str) -> bool:
        return key in self.actors

    def name_of(self, key: str) -> str:
        """Return the name of an actor, or the key where the file has none."""
        return self.actors[key].name if key in self.actors else key

    def kind_of(self, key: str) -> str:
        """Return the kind of an actor, or "" where it is not known (yet)."""
        return self.actors[key].kind if key in self.actors else ""

    def remark(self, key: str, remark: str, evidence: tuple[Citation, ...] = ()) -> None:
        """Add to an actor's note and evidence."""
        self._further.add(key, _Further(text(remark), evidence))

    def complete_actors(self) -> Iterator[tuple[str, Actor]]:
        """Yield the key of each actor, and that with all that was said of it."""
        for key, actor in self.actors.pairs():
            further = self._further.of(key)
            if not further:
                yield key, actor
                continue
            note = joined([actor.note, *(each.remark for each in further)])
            cited = (cited for each in further for cited in each.evidence)
            evidence = united([*actor.evidence, *cited])
            yield key, replace(actor, note=note, evidence=evidence)

    def identify(self, key: str, *ids: Identifier | None) -> None:
        """Add what registers call an actor."""
        actor = self.actors[key]
        known = dict.fromkeys((*actor.ids, *filter(None, ids)))
        self.actors[key] = replace(actor, ids=tuple(known))

    def share(self, key: str) -> None:
        """Let a post have any number of holders at once."""
        self.actors[key] = replace(self.actors[key], shared=True)

    def fact(
        self,
        subject: str,
        relation: str,
        object: str,
        at: str,
        qualifiers: Mapping[str, Any] | None = None,
        **given: Any,
    ) -> None:
        """Add a fact of a relation of ours or of one that `owns` gave.

        Qualifiers that a relation does not take go into the note, and so do shares and amounts
        that are none.
        """

        def name() -> str:
            ends = shortened(self.name_of(subject)), shortened(self.name_of(object))
            return f"{ends[0]} {relation} {ends[1]}"

        remarks = [given.pop("note", "")]
        named = {key: words for key, value in (qualifiers or {}).items() if (words := text(value))}
        if SHARE in named:
            named[SHARE] = share_in_words(named[SHARE])
        takes = RELATIONS[relation].takes if relation in RELATIONS else is_fit
        remarks += [f"{key}: {value}" for key, value in named.items() if not takes(key, value)]
        for key in (key for key, value in named.items() if not is_fit(key, value)):
            self.note(f"this {key} is not understood, and stands in a note", at)
        named = {key: value for key, value in named.items() if takes(key, value)}
        note = partial(self.note, at=at)
        remarks += set_span(given, name, note)
        attested = text(given.pop("attested", ""))
        if attested and edtf(attested) and not (given.get("since") or given.get("until")):
            given["attested"] = edtf(attested)
        elif attested:
            remarks.append(f"in: {attested}")
        remarks += set_status(given, name, note)
        given["note"] = text(joined(remarks))
        given["evidence"] = given.get("evidence") or self.cite(at)
        given = {"id": "", "origin": self.origin(at), **given}
        fact = Fact(subject=subject, relation=relation, object=object, qualifiers=named, **given)
        self.ties.append(Tie(fact, at))

    def event(self, id: str, what: str, who: Iterable[str], at: str, **given: Any) -> None:
        """Add an event; `who` are the foreign ids of those who took part."""
        on = text(given.pop("on", ""))
        remarks = [
            given.pop("note", ""),
            *set_status(given, partial(shortened, what), partial(self.note, at=at)),
        ]
        remarks += [] if edtf(on) or is_unknown(on) else [f"on: {on}"]
        remarks += [f"on, as given: {on}"] if may_be_off(on) else []
        given["evidence"] = given.get("evidence") or self.cite(at)
        given.pop("certainty")
        self.events.append(
            Event(
                id=text(id),
                what=text(what) if what.strip() else "event",
                on=edtf(on),
                who=tuple(who),
                note=text(joined(remarks)),
                origin=self.origin(at),
                **given,
            )
        )
