"""The entries of fact files that say together what is asked about, and where they stand."""

from collections.abc import Callable, Hashable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from stakegraph.changes.files import State
from stakegraph.errors import Candidate, UnknownName, UsageError, shortened
from stakegraph.factfile.mentions import What
from stakegraph.factfile.reading import Reading
from stakegraph.factfile.schema import is_id
from stakegraph.model.facts import Actor, Event, Fact, Origin, Source
from stakegraph.model.names import resolve_name
from stakegraph.model.sentences import enumerated
from stakegraph.store import EVERYTHING
from stakegraph.text.suggestions import did_you_mean, nearest

Part = Source | Actor | Event | Fact

_BESIDE = 100  # ids before and behind a mistyped one that are looked at


class Found(NamedTuple):
    """What was asked about: what it is, its id, and where the entries of it stand.

    A fact that is a field of a post's entry `is_field`.
    """

    what: What
    id: str
    origins: tuple[Origin, ...]
    is_field: bool = False


def find(state: State, text: str, of: str = "") -> Found:
    """Return what a text means: the id of a fact, an event, a source or a relation, or an actor.

    Where it is the id of several, `of` says of which. Raises UsageError where it does not, for a
    fact that no file states, and as names do.
    """
    if of and of not in _LOOKS:
        raise UsageError(f"--of {of!r}: write one of {', '.join(_LOOKS)}")
    found = [each for what in _LOOKS if of in ("", what) and (each := look(state, what, text))]
    if len(found) > 1:
        kinds = enumerated([each.what for each in found], "or")
        raise UsageError(f"{text} is the id of several: say of which with --of {kinds}")
    return found[0] if found else _named(state, text)


def look(state: State, what: What, id: str) -> Found | None:
    """Return what has an id, if it is of such a sort; raises UsageError for a derived fact."""
    return _LOOKS[what](state, id)


def stated(state: State, fact: Fact) -> Fact | None:
    """Return the fact of the store that is what one of a file states, if there is one."""
    wanted = _identities(state, fact)
    ends = sorted({str(subject) for subject, *_ in wanted})
    for tie in state.store.hop(ends, {fact.relation}, "out", EVERYTHING):
        if not tie.fact.premises and tie.fact.identity in wanted:
            return tie.fact
    return None


def _identities(state: State, fact: Fact) -> list[tuple[Hashable, ...]]:
    """Return what makes a fact of a file the same as one of the store, in either direction."""
    subject, object, *speakers = (
        _canonical(state, id) for id in (fact.subject, fact.object, *fact.according_to)
    )
    known = replace(fact, subject=subject, object=object, according_to=tuple(speakers))
    turned = replace(known, subject=object, object=subject)
    row = state.store.relations[fact.relation]
    return [each.identity for each in ((known, turned) if row.symmetric else (known,))]


def _canonical(state: State, id: str) -> str:
    """Return the id of the actor that an id means, or what is no id as it is."""
    known = state.store.actors([one.id for one in state.store.named(id)] if is_id(id) else [])
    return next((actor.id for actor in known if id in (actor.id, *actor.also)), id)


def _fact(state: State, id: str) -> Found | None:
    for tie in state.store.facts([id], EVERYTHING):
        fact = tie.fact
        if fact.premises:
            lines = [f"  {premise}" for premise in fact.premises]
            raise UsageError(f"no file states {id}: it follows from", lines=lines)
        origins, fields = [], []
        for path in state.contents:
            said = state.reading(path)
            entries = {actor.origin for actor in said.actors}
            for one in said.facts:
                if one.relation == fact.relation and fact.identity in _identities(state, one):
                    origins.append(one.origin)
                    fields.append(one.origin in entries)
        return Found("fact", id, tuple(origins), all(fields))
    return None


def _event(state: State, id: str) -> Found | None:
    return _entry(state, "event", id, lambda said: (each for each in said.events if each.id == id))


def _source(state: State, id: str) -> Found | None:
    return _entry(
        state, "source", id, lambda said: (each for each in said.sources if each.id == id)
    )


def _actor(state: State, id: str) -> Found | None:
    return _entry(state, "actor", id, lambda said: (each for each in said.actors if each.id == id))


def _entry(
    state: State, what: What, id: str, parts: Callable[[Reading], Iterator[Part]]
) -> Found | None:
    origins = [part.origin for path in state.contents for part in parts(state.reading(path))]
    return Found(what, id, tuple(origins)) if origins else None


def _relation(state: State, key: str) -> Found | None:
    declared = [state.reading(path).declared for path in state.contents]
    origins = tuple(each[key] for each in declared if key in each)
    return Found("relation", key, origins) if origins else None


_LOOKS: dict[What, Callable[[State, str], Found | None]] = {
    "fact": _fact,
    "event": _event,
    "actor": _actor,
    "source": _source,
    "relation": _relation,
}


def _named(state: State, text: str) -> Found:
    """Return the actor that a name means."""
    beside = state.store.ids_beside(text, _BESIDE) if text.count(".") > 1 else []
    if near := nearest(text, beside):
        message = f"no fact has the id {shortened(text)!r}{did_you_mean(text, beside)}"
        raise UnknownName(message, map(Candidate, near))
    found = _actor(state, resolve_name(text, state.store).id)
    assert found  # the store has it of one of the files
    return found
