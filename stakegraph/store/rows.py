"""The parts of the facts as rows of tables, and back.

What a table has no column for is JSON, in the form of an entry of a JSON Lines fact file: what is
empty is left out, a citation is the text `source place`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import msgspec

from stakegraph.errors import DamagedIndex, Problem
from stakegraph.model.facts import (
    OF_SOURCE,
    STATED,
    Actor,
    Alias,
    Citation,
    Different,
    Event,
    Fact,
    Joined,
    Origin,
    Source,
    Told,
    Vacancy,
)
from stakegraph.model.identifiers import entry_of, read_entry
from stakegraph.model.qualifiers import numbers
from stakegraph.store.schema import checksum

P = TypeVar("P")

_NUMBERS = "#"  # what a fact says in numbers, for others to read: no qualifier is called so

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(dict[str, Any]).decode


def token(number: int) -> str:
    """Return what stands for a file in what is kept: whoever asks may name it otherwise."""
    return f"\0{number}\0"


def named(text: str, files: Sequence[str]) -> str:
    """Return a text with the names of files in the place of what stands for them.

    Without files the text stays as it is.
    """
    if "\0" not in text or not files:
        return text
    return re.sub("\0([0-9]+)\0", lambda match: files[int(match[1])], text)


def problem_of(row: Sequence[Any], files: Sequence[str]) -> Problem:
    """Return the problem of a row, in which files have their names."""
    found = Problem(*row)
    return found._replace(path=named(found.path, files), message=named(found.message, files))


def summed(*columns: object) -> tuple[object, ...]:
    """Return a row with its checksum behind it."""
    return (*columns, checksum(*columns))


def source_entry(source: Source) -> str:
    """Return what a source says, its id apart."""
    return _entry(**{name: getattr(source, name) for name in OF_SOURCE})


def actor_entry(actor: Actor) -> str:
    """Return what an actor's row has no column for."""
    return _entry(
        aliases=actor.aliases,
        alias_dates=[(one.name, one.since, one.until) for one in actor.alias_dates],
        ids=entry_of(actor.ids),
        plural=actor.plural,
        unnamed=actor.unnamed,
        remit=actor.remit,
        seats=actor.seats if actor.seats > 1 else 0,
        shared=actor.shared,
        vacant=[_vacancy(empty) for empty in actor.vacant],
        since=actor.since,
        until=actor.until,
        same_as=actor.same_as,
        different_from=[{"id": one.id, "because": one.because} for one in actor.different_from],
        because=actor.because,
        note=actor.note,
        **_evidence(actor.evidence),
        joined=[(one.id, one.name, one.because) for one in actor.joined],
        told=[[(one.field, one.value, one.sources) for one in some] for some in actor.told],
    )


def event_entry(event: Event) -> str:
    """Return what an event says, its id apart."""
    return _entry(
        what=event.what,
        on=event.on,
        who=event.who,
        status="" if event.status == STATED else event.status,
        because=event.because,
        note=event.note,
        according_to=event.according_to,
        **_evidence(event.evidence),
    )


def fact_entry(fact: Fact) -> str:
    """Return what a stated fact says, without its id, its ends and its relation."""
    given: dict[str, Any] = {**fact.qualifiers}
    if fact.qualifiers and (counted := numbers(fact.qualifiers)):
        given[_NUMBERS] = counted
    for name in ("since", "until", "because", "note"):
        value = getattr(fact, name)
        if value:
            given[name] = value
    if fact.according_to:
        given["according_to"] = fact.according_to
    if fact.attested:
        given["in"] = fact.attested
    if fact.status != STATED:
        given["status"] = fact.status
    if fact.evidence:
        given |= _evidence(fact.evidence)
    return _encode(given).decode()


def derived_entry(rule: str, premises: Iterable[int], covered_by: Sequence[int] = ()) -> str:
    """Return what is kept of a derived fact: its rule, and the numbers of other facts."""
    hidden = {"covered_by": [*covered_by]} if covered_by else {}
    return _encode({"rule": rule, "premises": [*premises], **hidden}).decode()


def source_of(id: str, entry: str, origin: Origin) -> Source:
    """Return the source of a row."""
    return _whole(lambda: Source(id=id, origin=origin, **{"title": "", **_decode(entry)}))


def actor_of(
    columns: Sequence[str], entry: str, origin: Origin, files: Sequence[str] = ()
) -> Actor:
    """Return the actor of a row; `columns` are (id, kind, name, classification, description)."""

    def made() -> Actor:
        given = _decode(entry)
        id, kind, name, classification, description = columns
        return Actor(
            id=id,
            kind=kind,
            name=name,
            classification=classification,
            description=description,
            origin=origin,
            aliases=tuple(given.pop("aliases", ())),
            alias_dates=tuple(Alias(*one) for one in given.pop("alias_dates", ())),
            ids=read_entry(given.pop("ids", {})),
            vacant=tuple(_vacancy_of(one, files) for one in given.pop("vacant", ())),
            evidence=_citations(given, files),
            different_from=tuple(Different(**one) for one in given.pop("different_from", ())),
            joined=tuple(Joined(*one) for one in given.pop("joined", ())),
            told=tuple(
                tuple(Told(field, value, tuple(sources)) for field, value, sources in some)
                for some in given.pop("told", ())
            ),
            **given,
        )

    return _whole(made)


def event_of(id: str, entry: str, origin: Origin, files: Sequence[str] = ()) -> Event:
    """Return the event of a row."""

    def made() -> Event:
        given = _decode(entry)
        evidence, who = _citations(given, files), tuple(given.pop("who", ()))
        given["according_to"] = tuple(given.pop("according_to", ()))
        given.setdefault("what", "")  # of an entry that could not be read
        return Event(id=id, origin=origin, who=who, evidence=evidence, **given)

    return _whole(made)


def fact_of(
    ends: tuple[str, str, str],
    id: str,
    entry: str,
    origin: Origin,
    files: Sequence[str] = (),
    *,
    ended: bool = False,
) -> Fact:
    """Return the stated fact of a row; `ends` are its subject, relation and object."""
    try:
        given = _decode(entry)
        given.pop(_NUMBERS, None)
        status = given.pop("status", STATED)
        return Fact(
            id=id,
            subject=ends[0],
            relation=ends[1],
            object=ends[2],
            since=given.pop("since", ""),
            until=given.pop("until", ""),
            attested=given.pop("in", ""),
            status=status,
            certainty=status,
            because=given.pop("because", ""),
            note=given.pop("note", ""),
            according_to=tuple(given.pop("according_to", ())),
            evidence=_citations(given, files),
            qualifiers=given,
            ended_elsewhere=ended,
            origin=origin,
        )
    except (msgspec.MsgspecError, TypeError, AttributeError, ValueError) as error:
        raise DamagedIndex(str(error)) from error


def derivation_of(entry: str) -> tuple[str, list[int], list[int]]:
    """Return the rule of a derived fact, and the numbers of its premises and of what hides it."""
    given = _whole(lambda: _decode(entry))
    try:
        return given["rule"], given["premises"], given.get("covered_by", [])
    except KeyError as error:
        raise DamagedIndex(str(error)) from error


def cited_in(entry: str) -> set[str]:
    """Return the sources that the entry of a fact or an actor cites."""
    given = _decode(entry)
    parts = [given, *given.get("vacant", ())]
    return {cited.source for part in parts for cited in _citations(part, ())}


def _entry(**given: object) -> str:
    return _encode({name: value for name, value in given.items() if value}).decode()


def _vacancy(empty: Vacancy) -> dict[str, Any]:
    """Return a vacancy as an entry has it; `place` is that of one of several entries."""
    given: dict[str, Any] = {"since": empty.since, "until": empty.until}
    given |= _evidence(empty.evidence) if empty.evidence else {}
    given |= {"place": (*empty.origin, empty.number)} if empty.number else {}
    return {name: value for name, value in given.items() if value}


def _vacancy_of(given: dict[str, Any], files: Sequence[str]) -> Vacancy:
    evidence = _citations(given, files)
    path, line, column, number = given.pop("place", ("", 0, 0, 0))
    origin = Origin(named(path, files), line, column)
    return Vacancy(**given, evidence=evidence, number=number, origin=origin)


def _evidence(evidence: Sequence[Citation]) -> dict[str, Any]:
    """Return evidence as an entry has it; `places` are those of citations of several entries."""
    given = [cited.given for cited in evidence]
    told: dict[str, Any] = {"evidence": given[0] if len(given) == 1 else given}
    if any(cited.number for cited in evidence):
        told["places"] = [(*cited.origin, cited.number) for cited in evidence]
    return told


def _citations(given: dict[str, Any], files: Sequence[str]) -> tuple[Citation, ...]:
    """Return the citations of an entry, which are taken out of it."""
    evidence = given.pop("evidence", None)
    if evidence is None:
        return ()
    found = [*map(_cited, evidence)] if isinstance(evidence, list) else [_cited(evidence)]
    for place, (path, line, column, number) in enumerate(given.pop("places", ())):
        origin = Origin(named(path, files), line, column)
        found[place] = msgspec.structs.replace(found[place], origin=origin, number=number)
    return tuple(found)


def _cited(given: Any) -> Citation:
    if isinstance(given, str):
        source, _, at = given.partition(" ")
        return Citation(source=source, at=at)
    said_as = given.pop("said_as", ())
    said_as = (said_as,) if isinstance(said_as, str) else tuple(said_as)
    waive = tuple(given.pop("waive", {}).items())
    return Citation(**given, said_as=said_as, waive=waive)


def _whole(made: Callable[[], P]) -> P:
    """Return what a row says; raises DamagedIndex where it cannot be what was written."""
    try:
        return made()
    except (msgspec.MsgspecError, TypeError, AttributeError, ValueError) as error:
        raise DamagedIndex(str(error)) from error
