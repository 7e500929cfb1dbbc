"""What several entries say of one thing is put together; what cannot be is reported.

Entries of one id in several files are one actor, source or event; the same statement in several
files is one fact with all their evidence. An actor that is `same_as` another one is united with it.
Each function takes the entries that belong together, in the order of the files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, TypeVar

from msgspec.structs import replace

from stakegraph.edtf.dates import ends, known_day, order
from stakegraph.errors import Problem
from stakegraph.factfile.reading import Reading
from stakegraph.factfile.validation import slug
from stakegraph.model.declarations import paired, strangers
from stakegraph.model.facts import (
    Actor,
    Citation,
    Event,
    Fact,
    Joined,
    Origin,
    Source,
    Told,
    Vacancy,
    numbered,
    united,
)
from stakegraph.model.identifiers import differing
from stakegraph.model.relations import ACTOR_KINDS, RELATIONS, Relation
from stakegraph.rules.rule import problem, problem_at

Entry = TypeVar("Entry", Actor, Source, Event)

_PROSE = ("remit", "description", "note")  # of an actor: two of them do not contradict each other
# Of an actor: what may be so at one time and otherwise at another.
_OF_A_DAY = ("name", "classification", *_PROSE, "since", "until")
_SHOWN = 6  # members of a circle that are named


def unite(
    entries: Sequence[Entry], date_of: Callable[[str], str] = lambda source: ""
) -> tuple[Entry, list[Problem]]:
    """Return what the entries of one id say together; what more than one gives must be the same.

    Of an actor, sources of different days may say different things: what the latest says is so, and
    what the others say is kept with them. `date_of` returns the date of a source.
    """
    first = entries[0]
    changes: dict[str, Any] = {}
    problems: list[Problem] = []
    otherwise: list[Told] = []
    for name in first.__struct_fields__:
        had: Any = _given(first, name)
        values: list[tuple[Any, Any]] = [(entry, _given(entry, name)) for entry in entries[1:]]
        given = [(entry, value) for entry, value in values if value]
        if name == "origin" or all(value == had for _, value in given):
            continue
        told = _told(entries, name, date_of)
        if told:
            changes[name], further = told
            otherwise += further
        elif name == "evidence":
            changes[name] = _evidence(entries)
        elif name == "vacant":
            changes[name] = _vacancies(entries)
        elif isinstance(given[0][1], tuple):
            if name == "ids":
                problems += _differing(first, [entry for entry, _ in given])
            items: list[Any] = [item for _, value in given for item in value]
            changes[name] = tuple(dict.fromkeys([*had, *items]))
        else:
            holder = first
            for entry, value in given:
                if not had:
                    had, holder = value, entry
                    changes[name] = value
                    if name == "text":  # a path that starts from the file in which it stands
                        changes["origin"] = entry.origin
                elif value != had:
                    field = _field(entry, name)
                    there = place((holder if name == "text" else first).origin)
                    message = f"{entry.id}: {field} is {value!r} here and {had!r} in {there}"
                    problems.append(problem(entry, field, message, "clash"))
    if otherwise:
        changes["otherwise"] = tuple(otherwise)
    if isinstance(first, Actor) and "name" in changes:
        names = [first.name, *(one.value for one in otherwise if one.field == "name")]
        names += changes.get("aliases", first.aliases)
        changes["aliases"] = tuple(n for n in dict.fromkeys(names) if n != changes["name"])
    return (replace(first, **changes) if changes else first), problems


def _told(
    entries: Sequence[Source | Actor | Event], name: str, date_of: Callable[[str], str]
) -> tuple[str, list[Told]] | None:
    """Return what the latest sources say of a field of an actor, and what the others say.

    None is where they agree, or nothing tells them apart. Ends of the same day, or of no known one,
    leave the days between them open.
    """
    if name not in _OF_A_DAY or not isinstance(entries[0], Actor):
        return None
    said: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if isinstance(entry, Actor) and getattr(entry, name):
            said[getattr(entry, name)] |= {cited.source for cited in entry.evidence}
    days = {
        value: max((known_day(date_of(source)) for source in sources), default="")
        for value, sources in said.items()
    }
    ordered = sorted(said, key=lambda value: days[value])
    if len(said) < 2:
        return None
    if "" not in days.values() and days[ordered[-1]] > days[ordered[-2]]:
        last = ordered.pop()
    elif (
        name in ("since", "until")
        and all(said.values())
        and not frozenset[str].intersection(*map(frozenset, said.values()))
    ):
        bounds = sorted(said, key=order)
        last = f"{ends(bounds[0])[0]}/{ends(bounds[-1])[1]}"
        ordered = bounds
    else:
        return None
    told = [Told(name, value, tuple(sorted(said[value]))) for value in ordered]
    return last, told


def unite_relations(readings: Iterable[Reading]) -> tuple[dict[str, Relation], list[Problem]]:
    """Return our relations and those of the files; what several declare must be the same."""
    relations = dict(RELATIONS)
    declared: dict[str, Origin] = {}
    problems: list[Problem] = []
    for reading in readings:
        for key, origin in reading.declared.items():
            row = reading.relations[key]
            known = relations.setdefault(key, row)
            if key in declared and row != known:
                names = [name for name in row._fields if getattr(row, name) != getattr(known, name)]
                there = place(declared[key])
                message = f"the relation {key} is declared otherwise in {there}: {', '.join(names)}"
                problems.append(problem_at(origin, "", message, "clash"))
            declared.setdefault(key, origin)
    for key, origin in declared.items():
        for field, message in strangers(relations[key], relations):
            problems.append(problem_at(origin, field, f"{field}: {message}", "unknown-relation"))
            without: Any = {field: ""}
            relations[key] = relations[key]._replace(**without)
    return paired(relations), problems


def resolve_same(actors: Mapping[str, Actor]) -> tuple[dict[str, str], list[Problem]]:
    """Return for each actor that is declared to be another one the id of that one.

    `actors` are those that are the same as others, and those others, as far as they are declared.
    """
    resolved: dict[str, str] = {}
    problems: list[Problem] = []
    for actor in actors.values():
        trail = {actor.id: None}
        last = actor
        while last.same_as and last.id not in resolved and last.same_as in actors:
            last = actors[last.same_as]
            if last.id in trail:
                problems.append(_circle([*trail], last))
                break
            trail[last.id] = None
        end = "" if last.same_as and last.id not in resolved else resolved.get(last.id, last.id)
        if last.same_as and last.same_as not in actors and last.id not in resolved:
            message = f"no actor has the id {last.same_as!r}"
            missing = problem(last, "same_as", message, "unknown-actor")
            problems.append(missing._replace(unknown=last.same_as))
        resolved |= {id: end for id in trail if actors[id].same_as}
    joined: dict[str, str] = {}
    for id, end in resolved.items():
        if end and (reason := _not_joined(actors[id], actors[end])):
            problems.append(reason)
        elif end:
            joined[id] = end
    return joined, problems


def told_apart(
    said: Iterable[tuple[str, str, Origin]], joined: Mapping[str, str], known: Container[str]
) -> Iterator[Problem]:
    """Yield what is wrong with who is said not to be whom, by (actor, other, where it is said).

    `joined` are the actors that are others, as `resolve_same` returns them, `known` the ids that
    are declared.
    """
    for id, other, origin in said:
        if other not in known:
            message = f"no actor has the id {other!r}"
            found = problem_at(origin, "different_from", message, "unknown-actor")
            yield found._replace(unknown=other)
        elif joined.get(id, id) == joined.get(other, other):
            by = "" if id == other else " by 'same_as'"
            message = f"{id} cannot be different from {other}: they are one{by}"
            yield problem_at(origin, "different_from", message, "clash")


def join(actor: Actor, others: Sequence[Actor]) -> tuple[Actor, list[Problem]]:
    """Return an actor united with those that are the same; it keeps its id and its name.

    Where it is not named and another one is, that name is kept, and what it was called describes.
    Descriptions are put together; of two kinds or dates that differ the first stays, with a
    warning.
    """
    problems: list[Problem] = []
    changes: dict[str, Any] = {}
    for name in ("classification", "since", "until", "seats"):
        had, holder = _given(actor, name), actor
        for other in others:
            value = _given(other, name)
            if value and not had:
                had, holder = value, other
                changes[name] = value
            elif value and value != had:
                field = _field(other, name)
                message = f"{other.id} is {actor.id}: {field} is {value!r} here and {had!r} in "
                message += place(holder.origin)
                problems.append(problem(other, field, message, "clash", "warning"))
    prose = {name: [getattr(each, name) for each in (actor, *others)] for name in _PROSE}
    named = next((each for each in (actor, *others) if not each.unnamed), actor)
    names, described = [], []
    for each in (actor, *others):
        if each.unnamed and not named.unnamed:
            described += [each.name, *each.aliases]
        else:
            names += [each.name, *each.aliases]
    if actor.unnamed and not named.unnamed:
        changes |= {"name": named.name, "unnamed": ""}
        prose["description"][:0] = described
    else:
        prose["description"][1:1] = described
    kept = changes.get("name", actor.name)
    changes |= {
        name: "; ".join(dict.fromkeys(filter(None, texts))) for name, texts in prose.items()
    }
    changes["aliases"] = tuple(name for name in dict.fromkeys(names) if name != kept)
    dated = dict.fromkeys(one for each in (actor, *others) for one in each.alias_dates)
    changes["alias_dates"] = tuple(one for one in dated if one.name in changes["aliases"])
    problems += _differing(actor, others)
    changes["ids"] = tuple(dict.fromkeys(one for each in (actor, *others) for one in each.ids))
    different = [one for each in (actor, *others) for one in each.different_from]
    changes["different_from"] = tuple(dict.fromkeys(different))
    changes["joined"] = (
        *actor.joined,
        *(Joined(each.id, each.name, each.because) for each in others),
    )
    for name in ("plural", "shared"):
        changes[name] = any(getattr(each, name) for each in (actor, *others))
    changes["vacant"] = _vacancies((actor, *others))
    changes["evidence"] = _evidence((actor, *others))
    return replace(actor, **changes), problems


def deduplicate(facts: Iterable[Fact]) -> tuple[list[Fact], list[Problem]]:
    """Return the facts with those that state the same united."""
    found: dict[tuple[object, ...], list[Fact]] = {}
    problems: list[Problem] = []
    for fact in facts:
        same = found.setdefault(fact.identity, [])
        if same and same[0].origin.path == fact.origin.path:
            message = f"the same fact stands in line {same[0].origin.line}: remove one of the two"
            if _cited(fact) != _cited(same[0]):
                message += ", and put the evidence of both at the other"
            problems.append(problem(fact, "", message, "duplicate-fact", "warning"))
        same.append(fact)
    return [_one(same) for same in found.values()], problems


def base_id(fact: Fact) -> str:
    """Return the id that a fact has when nothing else has it."""
    base = f"{fact.subject}.{fact.relation}.{fact.object}"
    title = fact.qualifiers.get("title")
    return f"{base}.{slug(title)}" if title else base


def distinct_ids(facts: Sequence[Fact]) -> list[str]:
    """Return an id for each of some facts that would all have the same, whatever their order.

    They are told apart by the first thing that differs in all of them, so a further such fact may
    lengthen the ids of the others.
    """
    base = base_id(facts[0])
    if len(facts) == 1:
        return [base]
    starts = [fact.since or fact.attested for fact in facts]
    by_since = [f".{slug(start)}" if start else "" for start in starts]
    by_words = [_words(fact) for fact in facts]
    by_status = [f".{fact.status}" for fact in facts]
    by_word_of = [
        f".{slug(' '.join(fact.according_to))}" * bool(fact.according_to) for fact in facts
    ]
    for suffixes in (by_since, by_words, by_status, by_word_of):
        if len(set(suffixes)) == len(facts):
            return [base + suffix for suffix in suffixes]
    return [surest_id(fact) for fact in facts]


def surest_id(fact: Fact) -> str:
    """Return an id made of all that a fact states, which no other fact has."""
    return f"{base_id(fact)}.{sha256(repr(fact.identity).encode()).hexdigest()[:8]}"


def taken_id(fact: Fact | Event, other: Fact) -> Problem:
    """Return the problem of a fact or an event that was given the id of another fact."""
    what = "the fact in " if isinstance(fact, Event) else ""
    message = f"the id {fact.id!r} is taken by {what}{place(other.origin)}"
    return problem(fact, "" if isinstance(fact, Event) else "id", message, "duplicate-id")


def _one(same: Sequence[Fact]) -> Fact:
    """Return facts that state the same as one."""
    if len(same) == 1:
        return same[0]
    return replace(
        same[0],
        id=next((fact.id for fact in same if fact.id), ""),
        because=next((fact.because for fact in same if fact.because), ""),
        note=next((fact.note for fact in same if fact.note), ""),
        evidence=_evidence(same),
    )


def _differing(actor: Any, others: Iterable[Any]) -> Iterator[Problem]:
    """Yield where entries of one actor give it identifiers that only two can have."""
    seen = [actor]
    for other in others:
        known = [each for entry in seen for each in entry.ids]
        for had, each in differing(known, other.ids):
            holder = next(entry for entry in seen if had in entry.ids)
            told = other.id if other.id == actor.id else f"{other.id} is {actor.id}"
            message = f"{told}: {each.scheme} is {each.value!r} here and {had.value!r} in "
            message += place(holder.origin)
            yield problem(other, "ids", message, "clash", "warning")
        seen.append(other)


def _cited(fact: Fact) -> set[tuple[str, str, str]]:
    return {(one.source, one.at, one.quote) for one in fact.evidence}


def _evidence(parts: Iterable[Source | Actor | Event | Fact]) -> tuple[Citation, ...]:
    """Return what some parts cite, each citation with the entry in which it stands."""
    cited = (numbered(part.evidence, part.origin) for part in parts if not isinstance(part, Source))
    return united(each for some in cited for each in some)


def _vacancies(entries: Iterable[Any]) -> tuple[Vacancy, ...]:
    """Return when a post stood empty by what some entries say, what several say once."""
    found: dict[Any, Vacancy] = {}
    for entry in entries:
        for empty in numbered(entry.vacant, entry.origin):
            cited = tuple((one.source, one.at, one.quote) for one in empty.evidence)
            found.setdefault((empty.since, empty.until, cited), empty)
    return tuple(found.values())


def _given(entry: Actor | Source | Event, name: str) -> Any:
    """Return the value of a field; a post of one seat may leave that out."""
    value = getattr(entry, name)
    return "" if name == "seats" and value == 1 else value


def _field(entry: Actor | Source | Event, name: str) -> str:
    """Return what a fact file calls a field."""
    if name == "name" and isinstance(entry, Actor):
        return ACTOR_KINDS[entry.kind].named_by
    return "kind" if name == "classification" else name


def _circle(trail: list[str], back: Actor) -> Problem:
    """Return the problem of actors each of whom is the same as the next, and the last as one."""
    members = trail[trail.index(back.id) :]
    shown = [*members[:_SHOWN], "..."] if len(members) > _SHOWN else members
    message = f"{' is '.join([*shown, back.id])}: one must stay"
    return problem(back, "same_as", message, "circle")


def _not_joined(actor: Actor, same: Actor) -> Problem | None:
    """Return why an actor is not united with the one that it is said to be, if it cannot be."""
    if same.kind != actor.kind:
        message = f"{actor.id} is of kind {actor.kind}, {same.id} of kind {same.kind}"
        return problem(actor, "same_as", message, "wrong-kind")
    if not actor.because:
        message = "'same_as' needs 'because: ...', how it is known"
        return problem(actor, "same_as", message, "no-reason")
    return None


def _words(fact: Fact) -> str:
    words = " ".join(fact.qualifiers.values())[:40]
    return f".{slug(words)}" if words else ""


def place(origin: Origin) -> str:
    """Return where something stands, for a message."""
    return f"{origin.path}:{origin.line}"
