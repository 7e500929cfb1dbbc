"""Who is meant by the names of an addition, and who is made for a name that nobody has."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple, get_args

from stakegraph.changes.additions import Addition
from stakegraph.errors import Unsure, UsageError, shortened
from stakegraph.factfile.fields import Value, of_actor
from stakegraph.factfile.schema import is_id
from stakegraph.factfile.validation import readable_slug
from stakegraph.model.facts import Actor, Origin
from stakegraph.model.names import Named, folded_forms
from stakegraph.model.personal_names import without_titles
from stakegraph.model.relations import ACTOR_KINDS, ORGANISATION, POST, Classification
from stakegraph.model.sentences import enumerated
from stakegraph.store.database import Database
from stakegraph.text.folding import fold
from stakegraph.text.suggestions import did_you_mean

NEW = "new "  # before the kind of an actor that is to be made, among the choices of a question

_CLOSE = 0.85  # how like a name must be to one that is there, to be taken for a mistake
_CLASSES = get_args(Classification)
_NOWHERE = Origin("", 0, 0)


class New(NamedTuple):
    """Which actors may be made for names that nobody has.

    `yes` lets those be made whose kind is sure, `kinds` those of some kind, and `named` those of
    some names. `meant` are the ids that names mean where that was asked, `retyped` the names that
    were typed then in the place of others.
    """

    yes: bool = False
    kinds: tuple[str, ...] = ()
    named: Mapping[str, str] = {}
    meant: Mapping[str, str] = {}
    retyped: Mapping[str, str] = {}

    def with_retyped(self, name: str, other: str) -> "New":
        """Return the same with another name in the place of one, and of what was typed for it."""
        instead = {typed: other if now == name else now for typed, now in self.retyped.items()}
        return self._replace(retyped={**instead, name: other, other: other})


NOBODY = New()


class Cast:
    """The actors of an addition: those that are there, and those that are made."""

    def __init__(self, store: Database, new: New, evidence: Value = ()) -> None:
        self._store = store
        self._new = new
        self._evidence = evidence
        self.made: dict[str, Actor] = {}
        self._places: dict[str, str] = {}
        self._ids: dict[tuple[str, str, str], str] = {}

    @property
    def additions(self) -> list[Addition]:
        """Return the entries of the actors that are made."""
        return [
            Addition(
                ACTOR_KINDS[actor.kind].section,
                id,
                {**of_actor(actor, self._places.get(id, "")), "evidence": self._evidence},
            )
            for id, actor in self.made.items()
        ]

    def kind(self, id: str) -> str:
        """Return the kind of an actor."""
        if id in self.made:
            return self.made[id].kind
        return next((actor.kind for actor in self._store.actors([id])), "")

    def id(self, name: str, kinds: Sequence[str], place: str = "") -> str:
        """Return the id of the actor that a name means, made if it may be.

        It is of one of some kinds; a post is the one at a `place`, if that is given. Raises Unsure
        where it must be known who is meant, and the addition does not say it.
        """
        name = " ".join(name.split())
        name = self._new.retyped.get(name, name)
        if not name:
            raise UsageError("a name is empty: write an id or a name")
        if name in self._new.meant:
            return self._new.meant[name]
        for kind in kinds:
            if made := self._ids.get((name, kind, place if kind == POST else "")):
                return made
        found = self._named(name, kinds, place)
        if len(found) > 1:
            raise self._unsure(name, found, (), f"{name!r} may mean any of these; type one's id:")
        word = self._new.named.get(name, "")
        if len(found) == 1 and not (word and not self.is_called(found[0], name)):
            if self._is_doubtful(found[0], name):
                message = f"{name!r} may be this one, or somebody new:"
                raise self._unsure(name, found, kinds, message)
            return found[0].id
        return self._make(name, word or self._permitted(name, kinds, place), place)

    def is_there(self, name: str) -> str:
        """Return the id of the actor that is called just so, "" where no one alone is."""
        found = [one for one in self._store.named(name) if self.is_called(one, name)]
        return found[0].id if len(found) == 1 else ""

    def _named(self, name: str, kinds: Sequence[str], place: str) -> list[Named]:
        """Return those who may be meant: of the wanted kinds first, a post by its whole title."""
        found: list[Named] = [one for one in self._store.named(name) if self._is_there(one, place)]
        if [one for one in found if self._has_id(one, name)]:
            return found
        wanted = [
            one
            for one in found
            if one.kind in kinds and (one.kind != POST or self.is_called(one, name))
        ]
        # A title may have words of other names; it is one of these only where that is the whole.
        others = [one for one in found if one.kind != POST and self.is_called(one, name)]
        return wanted or (others if POST in kinds else found)

    def _permitted(self, name: str, kinds: Sequence[str], place: str) -> str:
        """Return as what an actor may be made; raises Unsure where it may not, or that is open."""
        alike = [] if self._has(name) else self._store.near(name)
        near = [one for one in alike if self._is_there(one, place)]
        is_close = any(one.kind in kinds and self._is_close(one, name) for one in near)
        if not is_close and (not _is_like_an_id(name) or self._has(name)):
            words = [word for word in self._new.kinds if kind_of(word) in kinds]
            if self._new.yes and not words:
                words = [*kinds]
            if len(words) == 1:
                return words[0]
        told = "has the id" if _is_like_an_id(name) else "is called"
        more = "; the nearest names:" if near else ""
        raise self._unsure(name, near, kinds, f"nobody here {told} {name!r}{more}")

    def _unsure(
        self, name: str, known: Sequence[Named], kinds: Sequence[str], message: str
    ) -> Unsure:
        """Return the question who is meant: one of those known, or somebody new of some kind."""
        told = zip(known, self._store.told_apart(known), strict=True)
        listed = [f"{one.id}: {words}" for one, words in told]
        lines = [f"  {line}" for line in listed]
        if kinds:
            by_name = known or _is_like_an_id(name)
            options = [f"--new {_quoted(f'{name}={kind}' if by_name else kind)}" for kind in kinds]
            if len(kinds) == 1 and not by_name:
                options.insert(0, "--yes")
            lines.append(f"  {enumerated(options, 'or')} makes a new one")
        choices = [*listed, *(f"{NEW}{kind}" for kind in kinds)]
        return Unsure(message, name, choices, lines=lines)

    def _make(self, name: str, word: str, place: str) -> str:
        """Make an actor of a kind, or an organisation of a class, and return its id."""
        kind = kind_of(word)
        place = place if kind == POST else ""
        classification = word if word not in ACTOR_KINDS else ""
        candidates = ids_for(name, kind, place)
        id = next(id for id in candidates if id not in self.made and not self._has(id))
        self.made[id] = Actor(
            id=id, kind=kind, name=name, classification=classification, origin=_NOWHERE
        )
        self._places[id] = place
        self._ids[name, kind, place] = id
        return id

    def _has(self, id: str) -> bool:
        return any(self._has_id(one, id) for one in self._store.named(id))

    def _has_id(self, one: Named, text: str) -> bool:
        return any(text in (actor.id, *actor.also) for actor in self._store.actors([one.id]))

    def _forms(self, one: Named) -> list[str]:
        """Return the names of an actor, without the titles of people."""
        return [
            without_titles(form)
            for actor in self._store.actors([one.id])
            for form in folded_forms(actor)
        ]

    def is_called(self, one: Named, name: str) -> bool:
        """Return whether a name is the id or the whole name of an actor, and no part of it."""
        return self._has_id(one, name) or without_titles(fold(name)) in self._forms(one)

    def _is_there(self, one: Named, place: str) -> bool:
        """Return whether an actor may be a post at a place, or is none, or no place is given."""
        return one.kind != POST or not place or place in self._store.places(one.id)

    def _is_doubtful(self, one: Named, name: str) -> bool:
        """Return whether a whole name, of which an actor's is more, may be that of somebody new."""
        may_be_new = self._new.yes or self._new.kinds
        return (
            bool(may_be_new)
            and " " in without_titles(fold(name))
            and not (self.is_called(one, name))
        )

    def _is_close(self, one: Named, name: str) -> bool:
        """Return whether a name may be that of an actor, mistyped."""
        from difflib import SequenceMatcher  # only what is not there needs it

        typed = without_titles(fold(name))
        return any(
            SequenceMatcher(None, typed, form).ratio() >= _CLOSE
            for form in (*self._forms(one), fold(one.id))
        )


def _is_like_an_id(name: str) -> bool:
    """Return whether a name looks like an id, which nobody has then."""
    return bool(is_id(name)) and not name.isalnum()


def ids_for(name: str, kind: str, place: str = "") -> Iterator[str]:
    """Yield the ids that something of a name may have, a post with the id of its place."""
    base = readable_slug(name) or kind
    longer = f"{place}-{base}" if place else base
    yield from dict.fromkeys((base, longer))
    yield from (f"{longer}-{number}" for number in count(2))


def kind_of(word: str) -> str:
    """Return the kind that a word names: itself, or that of organisations for a class of these.

    Raises UsageError for any other word.
    """
    if word in ACTOR_KINDS:
        return word
    if word in _CLASSES:
        return ORGANISATION
    there = [*ACTOR_KINDS, *_CLASSES]
    near = did_you_mean(word, there) or f"; there are {', '.join(there)}"
    raise UsageError(f"--new: no actor is of kind {shortened(word)!r}{near}")


def _quoted(word: str) -> str:
    return f"'{word}'" if re.search(r"[^\w=-]", word) else word
