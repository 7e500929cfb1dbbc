"""Several readings -> one set of facts: what is said twice is united, what clashes is reported.

An actor or source of one id in several files is one; the same statement in several files is one
fact with all their evidence. An actor that is `same_as` another one is united with it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, TypeVar

from msgspec.structs import replace

from stakegraph.errors import Problem, Severity
from stakegraph.factfile.reading import Reading
from stakegraph.factfile.validation import slug
from stakegraph.model.facts import (
    Actor,
    Citation,
    Event,
    Fact,
    Facts,
    Joined,
    Origin,
    Source,
    numbered,
    united,
)
from stakegraph.model.relations import ACTOR_KINDS, RELATIONS, Relation
from stakegraph.text.suggestions import did_you_mean

Entry = TypeVar("Entry", Actor, Source, Event)

_PROSE = ("remit", "description", "note")  # of an actor: two of them do not contradict each other


def merge(readings: Sequence[Reading]) -> tuple[Facts, list[Problem]]:
    """Unite what several files say, in their order, with the problems of doing so."""
    problems: list[Problem] = []
    actors = _united([entry for r in readings for entry in r.actors], problems)
    joined = _joined(actors, problems)
    titles = dict.fromkeys(reading.title for reading in readings if reading.title)
    facts = Facts(
        title="; ".join(titles),
        relations=_relations(readings, problems),
        sources=_united([entry for r in readings for entry in r.sources], problems),
        actors=_of_joined(actors, joined, problems),
        events=_united([_event(entry, joined) for r in readings for entry in r.events], problems),
        facts=_named(
            _distinct((_fact(fact, joined) for r in readings for fact in r.facts), problems),
            problems,
        ),
    )
    for event in facts.events.values():
        fact = facts.facts.get(event.id)
        if fact:
            message = f"the id {event.id!r} is taken by the fact in {_place(fact.origin)}"
            problems.append(_problem(event.origin, "", message, "duplicate-id"))
    return facts, problems


def _relations(readings: Iterable[Reading], problems: list[Problem]) -> dict[str, Relation]:
    """Return our relations and those of the files; what several files declare must be the same."""
    relations = dict(RELATIONS)
    declared: dict[str, Origin] = {}
    for reading in readings:
        for key, row in reading.relations.items():
            origin = reading.declared.get(key)
            known = relations.setdefault(key, row)
            if origin is None:
                continue
            if key not in declared:
                relations[key] = row
            elif row != known:
                names = [name for name in row._fields if getattr(row, name) != getattr(known, name)]
                there = _place(declared[key])
                message = f"the relation {key} is declared otherwise in {there}: {', '.join(names)}"
                problems.append(_problem(origin, "", message, "clash"))
            declared.setdefault(key, origin)
    return relations


def _united(entries: list[Entry], problems: list[Problem]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        known = found.get(entry.id)
        found[entry.id] = entry if known is None else _union(known, entry, problems)
    return found


def _union(known: Entry, entry: Entry, problems: list[Problem]) -> Entry:
    """Unite two entries of one id; what both give must be the same."""
    changes: dict[str, object] = {}
    for name in entry.__struct_fields__:
        had: Any = getattr(known, name)
        value: Any = getattr(entry, name)
        if name == "origin" or value == had or not value:
            continue
        if name == "evidence":
            changes[name] = united((*numbered(had, known.origin), *numbered(value, entry.origin)))
        elif isinstance(value, tuple):
            changes[name] = (*had, *(item for item in value if item not in had))
        elif not had:
            changes[name] = value
            if name == "text":  # a path that starts from the file in which it stands
                changes["origin"] = entry.origin
        else:
            field = _field(entry, name)
            message = f"{entry.id}: {field} is {value!r} here and {had!r} in {_place(known.origin)}"
            problems.append(_problem(entry.origin, field, message, "clash"))
    return replace(known, **changes) if changes else known


def _field(entry: Entry, name: str) -> str:
    """Return what a fact file calls a field."""
    if name == "name" and isinstance(entry, Actor):
        return ACTOR_KINDS[entry.kind].named_by
    return "kind" if name == "classification" else name


def _joined(actors: dict[str, Actor], problems: list[Problem]) -> dict[str, str]:
    """Return for each actor that is declared to be another one the id of that one."""
    joined: dict[str, str] = {}
    for actor in actors.values():
        if not actor.same_as:
            continue
        trail = [actor.id]
        while (other := actors.get(trail[-1])) and other.same_as and other.same_as not in trail:
            trail.append(other.same_as)
        same = actors.get(trail[-1])
        if same is None:
            near = did_you_mean(trail[-1], actors)
            message, rule = f"no actor has the id {trail[-1]!r}{near}", "unknown-actor"
        elif same.same_as:
            message, rule = f"{' is '.join((*trail, same.same_as))}: one must stay", "circle"
        elif same.kind != actor.kind:
            message, rule = (
                f"{actor.id} is of kind {actor.kind}, {same.id} of kind {same.kind}",
                "wrong-kind",
            )
        elif not actor.because:
            message, rule = "'same_as' needs 'because: ...', how it is known", "no-reason"
        else:
            joined[actor.id] = same.id
            continue
        problems.append(_problem(actor.origin, "same_as", message, rule))
    return joined


def _of_joined(
    actors: dict[str, Actor], joined: Mapping[str, str], problems: list[Problem]
) -> dict[str, Actor]:
    """Unite each actor that is another one with that one, which keeps its id and its name.

    Where only one of the two is named, the name is kept, and what the other was called describes.
    Descriptions are put together; of two kinds or dates that differ the first stays, with a
    warning.
    """
    kept = {id: actor for id, actor in actors.items() if id not in joined}
    given_by: dict[tuple[str, str], Actor] = {}
    for id, same in joined.items():
        actor, known = actors[id], kept[same]
        changes: dict[str, Any] = {}
        for name in ("classification", "since", "until"):
            had, value = getattr(known, name), getattr(actor, name)
            if value and not had:
                changes[name] = value
                given_by[same, name] = actor
            elif value not in ("", had):
                other = given_by.get((same, name), actors[same])
                field = _field(actor, name)
                message = f"{id} is {same}: {field} is {value!r} here and {had!r} in "
                message += _place(other.origin)
                problems.append(_problem(actor.origin, field, message, "clash", "warning"))
        said = {name: [getattr(known, name), getattr(actor, name)] for name in _PROSE}
        names, kept_name = [known.name, *known.aliases, actor.name, *actor.aliases], known.name
        if known.unnamed and not actor.unnamed:  # now the name is known
            said["description"][:0] = [known.name, *known.aliases]
            names, kept_name = [actor.name, *actor.aliases], actor.name
            changes |= {"name": kept_name, "unnamed": ""}
        elif actor.unnamed and not known.unnamed:
            said["description"][1:1] = [actor.name, *actor.aliases]
            names = [known.name, *known.aliases]
        kept[same] = replace(
            known,
            aliases=tuple(name for name in dict.fromkeys(names) if name != kept_name),
            joined=(*known.joined, Joined(id, actor.name, actor.because)),
            evidence=_evidence(known, actor),
            **{name: "; ".join(dict.fromkeys(filter(None, all))) for name, all in said.items()},
            **changes,
        )
    return kept


def _fact(fact: Fact, joined: Mapping[str, str]) -> Fact:
    if fact.subject not in joined and fact.object not in joined:
        return fact
    subject = joined.get(fact.subject, fact.subject)
    return replace(fact, subject=subject, object=joined.get(fact.object, fact.object))


def _event(event: Event, joined: Mapping[str, str]) -> Event:
    who = tuple(dict.fromkeys(joined.get(id, id) for id in event.who))
    return event if who == event.who else replace(event, who=who)


def _distinct(facts: Iterable[Fact], problems: list[Problem]) -> list[Fact]:
    """Unite the facts that state the same."""
    found: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        identity = fact.identity
        known = found.get(identity)
        if known is None:
            found[identity] = fact
            continue
        if known.origin.path == fact.origin.path:
            message = f"the same fact stands in line {known.origin.line}: remove one of the two"
            problems.append(_problem(fact.origin, "", message, "duplicate-fact", "warning"))
        found[identity] = replace(
            known,
            id=known.id or fact.id,
            because=known.because or fact.because,
            note=known.note or fact.note,
            evidence=_evidence(known, fact),
        )
    return list(found.values())


def _named(facts: list[Fact], problems: list[Problem]) -> dict[str, Fact]:
    """Return each fact its id: what it was given, or one made of what it says.

    Facts of one subject, relation, object and title are told apart by the first thing that differs
    in all of them, so a further such fact may lengthen the ids of the others; neither the order of
    the facts nor where they stand matters.
    """
    given: dict[str, Fact] = {}
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if not fact.id:
            groups[base_id(fact)].append(fact)
        elif fact.id in given:
            message = f"the id {fact.id!r} is taken by {_place(given[fact.id].origin)}"
            problems.append(_problem(fact.origin, "id", message, "duplicate-id"))
        else:
            given[fact.id] = fact
    made = [
        (base + suffix, base, fact)
        for base, group in groups.items()
        for fact, suffix in zip(group, _suffixes(group), strict=True)
    ]
    times = Counter(id for id, _, _ in made)
    named = dict(given)
    for id, base, fact in made:
        unique = base + digest(fact) if id in given or times[id] > 1 else id
        named[unique] = replace(fact, id=unique)
    return named


def base_id(fact: Fact) -> str:
    """Return the id that a fact has when nothing else has it."""
    base = f"{fact.subject}.{fact.relation}.{fact.object}"
    title = fact.qualifiers.get("title")
    return f"{base}.{slug(title)}" if title else base


def _suffixes(group: list[Fact]) -> list[str]:
    """Tell the facts of a group apart, by the first thing that differs in all of them."""
    if len(group) == 1:
        return [""]
    by_since = [f".{slug(fact.since)}" if fact.since else "" for fact in group]
    by_words = [_words(fact) for fact in group]
    by_status = [f".{fact.status}" for fact in group]
    for suffixes in (by_since, by_words, by_status):
        if len(set(suffixes)) == len(group):
            return suffixes
    return [digest(fact) for fact in group]


def _words(fact: Fact) -> str:
    words = " ".join(fact.qualifiers.values())[:40]
    return f".{slug(words)}" if words else ""


def digest(fact: Fact) -> str:
    """Return the end of an id that tells a fact from all others."""
    return f".{sha256(repr(fact.identity).encode()).hexdigest()[:8]}"


def _evidence(*parts: Actor | Fact) -> tuple[Citation, ...]:
    return united(cited for part in parts for cited in numbered(part.evidence, part.origin))


def _place(origin: Origin) -> str:
    return f"{origin.path}:{origin.line}"


def _problem(
    origin: Origin, field: str, message: str, rule: str, severity: Severity = "error"
) -> Problem:
    return Problem(*origin, severity, message, rule, field)
