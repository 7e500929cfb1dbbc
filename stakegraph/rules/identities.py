"""Who is the same as whom, by `same_as`, and who is not: an actor and those united with it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from stakegraph.errors import Problem
from stakegraph.model.attribution import cite_differently, combined, fields_of, told
from stakegraph.model.facts import Actor, Joined, Origin
from stakegraph.rules.merge import (
    differing_identifiers,
    evidence_of,
    field_of,
    vacancies_of,
    value_of,
)
from stakegraph.rules.rule import problem, problem_at

_SHOWN = 6  # members of a circle that are named


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
        had, holder = value_of(actor, name), actor
        for other in others:
            value = value_of(other, name)
            if value and not had:
                had, holder = value, other
                changes[name] = value
            elif value and value != had:
                field = field_of(other, name)
                message = f"{other.id} is {actor.id}: {field} is {value!r} here and {had!r} in "
                message += str(holder.origin)
                problems.append(problem(other, field, message, "clash", "warning"))
    changes |= combined([fields_of(each) for each in (actor, *others)])
    dated = dict.fromkeys(one for each in (actor, *others) for one in each.alias_dates)
    changes["alias_dates"] = tuple(one for one in dated if one.name in changes["aliases"])
    problems += differing_identifiers(actor, others)
    changes["ids"] = tuple(dict.fromkeys(one for each in (actor, *others) for one in each.ids))
    different = [one for each in (actor, *others) for one in each.different_from]
    changes["different_from"] = tuple(dict.fromkeys(different))
    changes["joined"] = (
        *actor.joined,
        *(Joined(each.id, each.name, each.because) for each in others),
    )
    for name in ("plural", "shared"):
        changes[name] = any(getattr(each, name) for each in (actor, *others))
    if cite_differently((actor, *others)):
        changes["told"] = tuple(
            some for each in (actor, *others) for some in each.told or (told([each]),)
        )
    changes["vacant"] = vacancies_of((actor, *others))
    changes["evidence"] = evidence_of((actor, *others))
    return replace(actor, **changes), problems


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
