"""Those whom statements are about: actors that the facts have already, and new ones."""

from collections.abc import Iterable, Iterator
from functools import cache

from stakegraph.changes.names import ids_for
from stakegraph.drafting.names import Name, Names, sort_of
from stakegraph.errors import UsageError
from stakegraph.evidence.passages import Text
from stakegraph.evidence.typography import plain_marks
from stakegraph.factfile.fields import Bare, Fields
from stakegraph.model.facts import Actor
from stakegraph.model.names import bare, folded_forms
from stakegraph.model.personal_names import surnames, without_titles
from stakegraph.model.relations import ACTOR_KINDS, ORGANISATION, PERSON, POST
from stakegraph.store.database import Database
from stakegraph.text.folding import fold


class Actors:
    """The actors of some statements, each under its id; `new` are their entries by section.

    `named_in` are the places where names stand first, by these, folded.
    """

    def __init__(self, store: Database) -> None:
        self._store = store
        self.new: dict[str, dict[str, Fields]] = {}
        self.named_in: dict[str, str] = {}
        self._ids: dict[tuple[str, str], str] = {}
        self.called = cache(self._called)

    def known(self, text: str) -> tuple[str, str] | None:
        """Return the kind and the name of the person or organisation that a text names.

        None where nobody is called so, or several are; one word may be the surname of a person.
        """
        found = [one for kind in (PERSON, ORGANISATION) for one in self.called(text, kind)]
        if not found and " " not in text:
            found = [one for one in self._named(text, PERSON) if _has_surname(one, text)]
        return (found[0].kind, found[0].name) if len(found) == 1 else None

    def mentioned(self, text: Text) -> list[Actor]:
        """Return the people and organisations of the facts that a text names, in its order."""
        names = Names(self.known)
        found: dict[str, Actor] = {}
        for paragraph in text.paragraphs.values():
            for name in names.names(plain_marks(" ".join(paragraph.split()))):
                for one in self.called(name.whole, name.kind):
                    found.setdefault(one.id, one)
        return [*found.values()]

    def id(self, name: Name, kind: str, cited: str) -> str:
        """Return the id of whom a name means, somebody new being mentioned in a place.

        Raises UsageError where several may be meant.
        """
        whole = name.whole
        id = self._known_id(whole, kind)
        if not id:
            classification = sort_of(whole) if kind == ORGANISATION else ""
            place = self.named_in.get(fold(whole), cited)
            given: Fields = {"aliases": (), "kind": classification, "evidence": place}
            id = self._make(kind, whole, given)
        if kind == ORGANISATION and id in self.new.get(ACTOR_KINDS[kind].section, {}):
            self._add_alias(id, name)
        return id

    def _add_alias(self, id: str, name: Name) -> None:
        """Add to the entry of a new organisation what it is called as well."""
        given = self.new[ACTOR_KINDS[ORGANISATION].section][id]
        aliases = given["aliases"]
        is_short = fold(name.text) != fold(name.whole) and name.text[:1].isupper()
        is_short &= not name.is_description
        if is_short and name.text not in aliases and isinstance(aliases, tuple):
            given["aliases"] = (*aliases, name.text)

    def post(self, title: str, place: str, cited: str, *, is_shared: bool = False) -> str:
        """Return the id of the post that a title means: that at a place, or anywhere for "".

        Of a place only a known one is returned, else ""; without any a new one is made.
        """
        posts = self.called(title, POST)
        if place:
            there = [one.id for one in posts if place in self._store.places(one.id)]
            return there[0] if len(there) == 1 else ""
        if len(posts) == 1:
            return posts[0].id
        shared = Bare("true" if is_shared else "")
        return self._make(POST, title, {"shared": shared, "evidence": cited})

    def _known_id(self, text: str, kind: str) -> str:
        found = self.called(text, kind)
        if len(found) > 1:
            ids = " or ".join(sorted(one.id for one in found))
            raise UsageError(f"{text!r} may be {ids}")
        return found[0].id if found else ""

    def _called(self, text: str, kind: str) -> list[Actor]:
        """Return the actors of a kind that are called so, and not only in a part of their names."""
        wanted = _compared(fold(text), kind)
        return [
            one
            for one in self._named(text, kind)
            if wanted in (_compared(form, kind) for form in folded_forms(one))
        ]

    def _named(self, text: str, kind: str) -> Iterator[Actor]:
        ids = [one.id for one in self._store.named(text) if one.kind == kind]
        return self._store.actors(ids) if ids else iter(())

    def _make(self, kind: str, name: str, given: Fields) -> str:
        key = kind, fold(name)
        if key not in self._ids:
            taken = {*self._ids.values()}
            candidates = ids_for(name.replace(".", ""), kind)
            id = next(
                one for one in candidates if one not in taken and not is_id_of(self._store, one)
            )
            self._ids[key] = id
            section = self.new.setdefault(ACTOR_KINDS[kind].section, {})
            section[id] = {ACTOR_KINDS[kind].named_by: name, **given}
        return self._ids[key]


def is_id_of(store: Database, id: str) -> bool:
    """Return whether somebody in a store has an id."""
    return any(id in (actor.id, *actor.also) for actor in store.actors([id]))


def _compared(folded: str, kind: str) -> str:
    if kind == PERSON:
        return without_titles(folded)
    return bare(folded.removeprefix("the ")) if kind == ORGANISATION else folded


def _has_surname(actor: Actor, text: str) -> bool:
    forms: Iterable[str] = folded_forms(actor)
    return any(fold(text) in surnames(form)[-1:] for form in forms)
