"""Parts of the facts as bytes, without what the tables of a compiled file have columns for.

A part keeps where it was written as the number of its file, so that the file may be named otherwise
by whoever asks; the places of single fields are not kept.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

import msgspec

from stakegraph.model import Actor, Citation, Event, Fact, Joined, Origin, Source, Status

_Cited: TypeAlias = list[tuple[str, str, str]]


class _Packed(msgspec.Struct, array_like=True, frozen=True):
    file: int
    line: int
    column: int


class _Source(_Packed, frozen=True):
    title: str
    publisher: str
    date: str
    url: str
    text: str
    note: str


class _Actor(_Packed, frozen=True):
    aliases: tuple[str, ...]
    remit: str
    unnamed: str
    since: str
    until: str
    note: str
    evidence: _Cited
    joined: tuple[Joined, ...]


class _Fact(_Packed, frozen=True):
    qualifiers: dict[str, str]
    since: str
    until: str
    status: Status
    certainty: Status
    because: str
    note: str
    evidence: _Cited
    rule: str
    premises: tuple[str, ...]
    covered_by: tuple[str, ...]


class _Event(_Packed, frozen=True):
    what: str
    on: str
    who: tuple[str, ...]
    status: Status
    because: str
    note: str
    evidence: _Cited


_encode = msgspec.msgpack.Encoder().encode
_read_source = msgspec.msgpack.Decoder(_Source).decode
_read_actor = msgspec.msgpack.Decoder(_Actor).decode
_read_fact = msgspec.msgpack.Decoder(_Fact).decode
_read_event = msgspec.msgpack.Decoder(_Event).decode

Named: TypeAlias = tuple[str, str, str, str, str]


def pack_source(source: Source, file: int) -> bytes:
    """Pack a source, its id apart; `file` is the number of the file in which it stands."""
    return _encode(
        (
            *_place(source.origin, file),
            source.title,
            source.publisher,
            source.date,
            source.url,
            source.text,
            source.note,
        )
    )


def pack_actor(actor: Actor, file: int) -> bytes:
    """Pack an actor, without what tells it from others."""
    return _encode(
        (
            *_place(actor.origin, file),
            actor.aliases,
            actor.remit,
            actor.unnamed,
            actor.since,
            actor.until,
            actor.note,
            _cited(actor.evidence),
            actor.joined,
        )
    )


def pack_fact(fact: Fact, file: int) -> bytes:
    """Pack a fact, without its id, its ends and its relation."""
    return _encode(
        (
            *_place(fact.origin, file),
            fact.qualifiers,
            fact.since,
            fact.until,
            fact.status,
            fact.certainty,
            fact.because,
            fact.note,
            _cited(fact.evidence),
            fact.rule,
            fact.premises,
            fact.covered_by,
        )
    )


def pack_event(event: Event, file: int) -> bytes:
    """Pack an event, its id apart."""
    return _encode(
        (
            *_place(event.origin, file),
            event.what,
            event.on,
            event.who,
            event.status,
            event.because,
            event.note,
            _cited(event.evidence),
        )
    )


def source_of(id: str, packed: bytes, files: Sequence[str]) -> Source:
    """Give the source that was packed; `files` are the names of the files."""
    kept = _read_source(packed)
    return Source(id=id, origin=_origin(kept, files), **_rest(kept))


def actor_of(named: Named, packed: bytes, files: Sequence[str]) -> Actor:
    """Give the actor that was packed; `named` is (id, kind, name, classification, description)."""
    kept = _read_actor(packed)
    origin = _origin(kept, files)
    id, kind, name, classification, description = named
    return Actor(
        id=id,
        kind=kind,
        name=name,
        aliases=kept.aliases,
        classification=classification,
        remit=kept.remit,
        description=description,
        unnamed=kept.unnamed,
        since=kept.since,
        until=kept.until,
        note=kept.note,
        evidence=_evidence(kept.evidence, origin),
        joined=kept.joined,
        origin=origin,
    )


def fact_of(
    id: str, subject: str, relation: str, object: str, packed: bytes, files: Sequence[str]
) -> Fact:
    """Give the fact that was packed."""
    kept = _read_fact(packed)
    origin = Origin(files[kept.file], kept.line, kept.column)
    return Fact(
        id=id,
        subject=subject,
        relation=relation,
        object=object,
        qualifiers=kept.qualifiers,
        since=kept.since,
        until=kept.until,
        status=kept.status,
        certainty=kept.certainty,
        because=kept.because,
        note=kept.note,
        evidence=_evidence(kept.evidence, origin),
        rule=kept.rule,
        premises=kept.premises,
        covered_by=kept.covered_by,
        origin=origin,
    )


def event_of(id: str, packed: bytes, files: Sequence[str]) -> Event:
    """Give the event that was packed."""
    kept = _read_event(packed)
    origin = _origin(kept, files)
    rest = _rest(kept)
    rest["evidence"] = _evidence(kept.evidence, origin)
    return Event(id=id, origin=origin, **rest)


def _place(origin: Origin, file: int) -> tuple[int, int, int]:
    return file, origin.line, origin.column


def _origin(kept: _Packed, files: Sequence[str]) -> Origin:
    return Origin(files[kept.file], kept.line, kept.column)


def _rest(kept: _Packed) -> dict[str, Any]:
    given = msgspec.structs.asdict(kept)
    return {name: value for name, value in given.items() if name not in ("file", "line", "column")}


def _cited(evidence: Sequence[Citation]) -> _Cited:
    return [(one.source, one.at, one.quote) for one in evidence]


def _evidence(cited: _Cited, origin: Origin) -> tuple[Citation, ...]:
    return tuple(
        [Citation(source=one, at=at, quote=quote, origin=origin) for one, at, quote in cited]
    )
