"""The fields of entries, as a fact file gives them, from the parts of the facts."""

from collections.abc import Iterable, Iterator, Mapping

from stakegraph.factfile.reading import Reading
from stakegraph.factfile.schema import ENTRIES, SourceRecord
from stakegraph.model.facts import OF_SOURCE, STATED, Actor, Citation, Event, Fact, Source, Vacancy
from stakegraph.model.identifiers import entry_of
from stakegraph.model.relations import (
    ACTOR_KINDS,
    MEANINGS,
    NAMING,
    OF_QUALIFIERS,
    RELATIONS,
    WORDINGS,
    Relation,
)

# A value as it will stand in the file: a text, a list, a table. What is empty is not written.
Value = str | tuple["Value", ...] | dict[str, "Value"]
Fields = dict[str, Value]

_OF_POST = next(row.key for row in RELATIONS.values() if row.of_post)


class Bare(str):
    """A date, a count or a truth value: what other readers take it for is what it is."""

    __slots__ = ()


def entries(
    reading: Reading, sections: Iterable[str] = ENTRIES
) -> Iterator[tuple[str, str, Fields]]:
    """Yield the section, the id ("" for a fact) and the fields of each entry, in their order."""
    at, said = _places(reading)
    for section in sections:
        for key, given in _entries(reading, section, at):
            yield section, key, given
    for number, fact in enumerate(reading.facts):
        if number not in said:
            yield "facts", "", of_fact(fact)


def _entries(reading: Reading, section: str, at: Mapping[str, str]) -> Iterator[tuple[str, Fields]]:
    """Yield the entries of a section, as (id, fields)."""
    kinds = [kind.key for kind in ACTOR_KINDS.values() if kind.section == section]
    if kinds:
        actors = (actor for actor in reading.actors if actor.kind in kinds)
        return ((actor.id, of_actor(actor, at.get(actor.id, ""))) for actor in actors)
    if section == "sources":
        return ((source.id, of_source(source)) for source in reading.sources)
    if section == "events":
        return ((event.id, of_event(event)) for event in reading.events)
    own = (row for key, row in reading.relations.items() if key not in RELATIONS)
    return ((row.key, of_relation(row)) for row in own)


def _places(reading: Reading) -> tuple[dict[str, str], set[int]]:
    """Return where the entry of each post says that it is, and the numbers of the facts of that."""
    kinds = RELATIONS[_OF_POST].subjects
    posts = {actor.id: _vouched(actor) for actor in reading.actors if actor.kind in kinds}
    at: dict[str, str] = {}
    said: set[int] = set()
    for number, fact in enumerate(reading.facts) if posts else ():
        id = fact.subject
        if fact.relation != _OF_POST or id not in posts or id in at or _says_more(fact):
            continue
        if _vouched(fact) == posts[id]:
            at[id] = fact.object
            said.add(number)
    return at, said


def _says_more(fact: Fact) -> bool:
    """Return whether a fact says more than where its post is."""
    return bool(fact.id or fact.because or fact.note or fact.qualifiers or fact.status != STATED)


def _vouched(part: Fact | Actor) -> tuple[str, ...]:
    """Return the dates and the evidence of a part."""
    cited = [text for one in part.evidence for text in (one.source, one.at, one.quote)]
    return part.since, part.until, *cited


def of_source(source: Source) -> Fields:
    """Return the fields of a source."""
    given: Fields = {name: getattr(source, name) for name in OF_SOURCE}
    return given | {name: Bare(getattr(source, name)) for name in SourceRecord.DATES}


def of_actor(actor: Actor, place: str = "") -> Fields:
    """Return the fields of an actor; `place` is where a post is."""
    return {
        ACTOR_KINDS[actor.kind].named_by: actor.name,
        "aliases": _aliases(actor),
        "ids": {**entry_of(actor.ids)},
        "plural": _flag(actor.plural),
        "kind": actor.classification,
        "unnamed": actor.unnamed,
        "at": place,
        "remit": actor.remit,
        "seats": Bare(actor.seats if actor.seats > 1 else ""),
        "shared": _flag(actor.shared),
        "vacant": tuple(_vacancy(empty) for empty in actor.vacant),
        "description": actor.description,
        "since": Bare(actor.since),
        "until": Bare(actor.until),
        "same_as": actor.same_as,
        **_differences(actor),
        "note": actor.note,
        "evidence": _evidence(actor.evidence),
    }


def of_event(event: Event) -> Fields:
    """Return the fields of an event."""
    return {
        "what": event.what,
        "on": Bare(event.on),
        "who": event.who,
        "status": "" if event.status == STATED else event.status,
        "because": event.because,
        "according_to": _one_or_several(event.according_to),
        "note": event.note,
        "evidence": _evidence(event.evidence),
    }


def of_relation(row: Relation) -> Fields:
    """Return the fields of a relation."""
    return {
        "from": row.subjects,
        "to": row.objects,
        **{name: getattr(row, name) for name in WORDINGS},
        "family": row.family,
        "qualifiers": row.qualifiers,
        **{name: dict(getattr(row, name)) for name in OF_QUALIFIERS},
        **{name: _flag(getattr(row, name)) for name in MEANINGS},
        **{name: getattr(row, name) for name in NAMING},
    }


def of_fact(fact: Fact) -> Fields:
    """Return the fields of a fact."""
    return {
        "who": fact.subject,
        fact.relation: fact.object,
        **fact.qualifiers,
        "id": fact.id,
        "since": Bare(fact.since),
        "until": Bare(fact.until),
        "in": Bare(fact.attested),
        "status": "" if fact.status == STATED else fact.status,
        "because": fact.because,
        "according_to": _one_or_several(fact.according_to),
        "note": fact.note,
        "evidence": _evidence(fact.evidence),
    }


def _one_or_several(given: tuple[str, ...]) -> Value:
    return given[0] if len(given) == 1 else given


def _aliases(actor: Actor) -> Value:
    """Return the aliases, those that have dates in their place with these."""
    dated: dict[str, list[Value]] = {}
    for each in actor.alias_dates:
        given: Value = {"name": each.name, "since": Bare(each.since), "until": Bare(each.until)}
        dated.setdefault(each.name, []).append(given)
    return tuple(value for name in actor.aliases for value in dated.get(name, [name]))


def _differences(actor: Actor) -> Fields:
    """Return whom an actor is different from, with the reasons: one alone is that of the entry."""
    if len(actor.different_from) == 1 and not actor.same_as:
        (one,) = actor.different_from
        return {"different_from": one.id, "because": one.because}
    told: list[Value] = [{"id": one.id, "because": one.because} for one in actor.different_from]
    return {"different_from": tuple(told), "because": actor.because}


def _vacancy(empty: Vacancy) -> Value:
    return {
        "since": Bare(empty.since),
        "until": Bare(empty.until),
        "evidence": _evidence(empty.evidence),
    }


def _flag(value: bool) -> Bare:
    return Bare("true" if value else "")


def _evidence(citations: tuple[Citation, ...]) -> Value:
    given: list[Value] = [cited.given for cited in citations]
    return given[0] if len(given) == 1 else tuple(given)
