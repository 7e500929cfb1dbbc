"""People, organisations, posts, partnerships and events, each put into a fact file by itself."""

from collections.abc import Mapping

from stakegraph.changes.additions import Added, Addition, add
from stakegraph.changes.entries import look
from stakegraph.changes.files import FactFiles, State
from stakegraph.changes.names import NOBODY, Cast, New, ids_for
from stakegraph.changes.statements import places_of, with_speakers
from stakegraph.errors import Candidate, UsageError
from stakegraph.factfile.fields import Fields, Value
from stakegraph.factfile.mentions import what_of
from stakegraph.model.names import resolve_name
from stakegraph.model.relations import ACTOR_KINDS, ORGANISATION

EVENT = "event"

# Fields that name actors who must be there, and those in which new ones may stand, with the kinds.
_KNOWN = ("same_as", "different_from")
_NAMING = {"at": (ORGANISATION,), "who": (*ACTOR_KINDS,)}


def section_of(kind: str) -> str:
    """Return the section in which the entries of a kind of actor stand, or events."""
    return ACTOR_KINDS[kind].section if kind in ACTOR_KINDS else "events"


def named_by(kind: str) -> str:
    """Return the field that says what an actor of a kind, or an event, is called."""
    return ACTOR_KINDS[kind].named_by if kind in ACTOR_KINDS else "what"


def add_declaration(
    files: FactFiles,
    kind: str,
    name: str,
    given: Mapping[str, Value],
    new: New = NOBODY,
    *,
    id: str = "",
    dry: bool = False,
) -> Added:
    """Add an actor of a kind, or an event, under an `id` or under one that is made of its name.

    The actors that it names are given as they are typed. Raises UsageError where one of the kind is
    called so already, unless `new` lets another one be made, and as `add` does.
    """

    def plan(state: State) -> list[Addition]:
        cast = Cast(state.store, new, places_of(given.get("evidence", ())))
        if kind in ACTOR_KINDS and not new.yes:
            _refuse_namesake(kind, name, given, state, cast)
        section = section_of(kind)
        named = {field: _ids(field, value, state, cast) for field, value in given.items()}
        fields: Fields = {named_by(kind): name, **with_speakers(named, cast)}
        candidates = ids_for(name, kind, str(named.get("at", "")))
        what = what_of(section)
        key = id or next(
            each for each in candidates if each not in cast.made and not look(state, what, each)
        )
        return [*cast.additions, Addition(section, key, fields)]

    return add(files, plan, dry=dry)


def _refuse_namesake(
    kind: str, name: str, given: Mapping[str, Value], state: State, cast: Cast
) -> None:
    """Raise UsageError where somebody of a kind is called so; a post, where it is at the same."""
    place = given.get("at")
    for one in state.store.named(name):
        if one.kind == kind and cast.is_called(one, name):
            at = state.store.places(one.id)
            if not place or cast.id(str(place), _NAMING["at"]) in at:
                message = f"{name!r} is here already, as {one.id}: --yes makes another one"
                raise UsageError(message, [Candidate(one.id, one.name)])


def _ids(field: str, value: Value, state: State, cast: Cast) -> Value:
    """Return the value of a field with ids for the names that it has."""
    if field not in _KNOWN and field not in _NAMING:
        return value
    if isinstance(value, tuple):
        return tuple(_ids(field, each, state, cast) for each in value)
    if isinstance(value, dict):
        return {**value, "id": _ids(field, value.get("id", ""), state, cast)}
    if field in _NAMING:
        return cast.id(value, _NAMING[field])
    return resolve_name(value, state.store).id
