"""Parts of the facts as bytes, without what the tables of a compiled file have columns for.

A part keeps where it was written as the number of its file, so that the file may be named otherwise
by whoever asks; the places of its fields and citations are not kept.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

import msgspec

from stakegraph.model.facts import Actor, Citation, Event, Fact, Joined, Origin, Source, Status

_Evidence: TypeAlias = tuple[Citation, ...]


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
    evidence: _Evidence
    joined: tuple[Joined, ...]


class _Fact(_Packed, frozen=True):
    qualifiers: dict[str, str]
    since: str
    until: str
    status: Status
    certainty: Status
    because: str
    note: str
    evidence: _Evidence
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
    evidence: _Evidence


_encode = msgspec.msgpack.Encoder().encode
_read_source = msgspec.msgpack.Decoder(_Source).decode
_read_actor = msgspec.msgpack.Decoder(_Actor).decode
_read_fact = msgspec.msgpack.Decoder(_Fact).decode
_read_event = msgspec.msgpack.Decoder(_Event).decode

Named: TypeAlias = tuple[str, str, str, str, str]


def pack_source(source: Source, file: int) -> bytes:
    """Pack a source, its id apart; `file` is the number of the file in which it stands."""
    _, line, column = source.origin
    said = (source.title, source.publisher, source.date, source.url, source.text, source.note)
    return _encode((file, line, column, *said))


def pack_actor(actor: Actor, file: int) -> bytes:
    """Pack an actor, without what tells it from others."""
    _, line, column = actor.origin
    cited = [(one.source, one.at, one.quote) for one in actor.evidence]
    dates = (actor.since, actor.until)
    said = (actor.aliases, actor.remit, actor.unnamed, *dates, actor.note, cited, actor.joined)
    return _encode((file, line, column, *said))


def pack_fact(fact: Fact, file: int) -> bytes:
    """Pack a fact, without its id, its ends and its relation."""
    _, line, column = fact.origin
    return _encode(
        (
            file,
            line,
            column,
            fact.qualifiers,
            fact.since,
            fact.until,
            fact.status,
            fact.certainty,
            fact.because,
            fact.note,
            [(one.source, one.at, one.quote) for one in fact.evidence],
            fact.rule,
            fact.premises,
            fact.covered_by,
        )
    )


def pack_event(event: Event, file: int) -> bytes:
    """Pack an event, its id apart."""
    _, line, column = event.origin
    cited = [(one.source, one.at, one.quote) for one in event.evidence]
    said = (event.what, event.on, event.who, event.status, event.because, event.note, cited)
    return _encode((file, line, column, *said))


def source_of(id: str, packed: bytes, files: Sequence[str]) -> Source:
    """Return the source that was packed; `files` are the names of the files."""
    kept = _read_source(packed)
    return Source(id=id, origin=_origin(kept, files), **_rest(kept))


def actor_of(named: Named, packed: bytes, files: Sequence[str]) -> Actor:
    """Return the actor that was packed.

    `named` is (id, kind, name, classification, description).
    """
    kept = _read_actor(packed)
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
        evidence=kept.evidence,
        joined=kept.joined,
        origin=_origin(kept, files),
    )


def fact_of(
    id: str, subject: str, relation: str, object: str, packed: bytes, files: Sequence[str]
) -> Fact:
    """Return the fact that was packed."""
    kept = _read_fact(packed)
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
        evidence=kept.evidence,
        rule=kept.rule,
        premises=kept.premises,
        covered_by=kept.covered_by,
        origin=Origin(files[kept.file], kept.line, kept.column),
    )


def event_of(id: str, packed: bytes, files: Sequence[str]) -> Event:
    """Return the event that was packed."""
    kept = _read_event(packed)
    return Event(id=id, origin=_origin(kept, files), **_rest(kept))


def _origin(kept: _Packed, files: Sequence[str]) -> Origin:
    return Origin(files[kept.file], kept.line, kept.column)


def _rest(kept: _Packed) -> dict[str, Any]:
    given = msgspec.structs.asdict(kept)
    return {name: value for name, value in given.items() if name not in ("file", "line", "column")}
