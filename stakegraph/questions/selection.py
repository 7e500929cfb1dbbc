"""What a path may go along and through: from the words of `--only` and `--avoid` to what they mean.

A word names a family of relations, a relation, a kind of actor or an actor; one that may mean two
of these is refused, and `family:`, `relation:`, `kind:` or `actor:` before it says which.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, get_args

from stakegraph.errors import Candidate, UnknownName, UsageError
from stakegraph.model.facts import Actor
from stakegraph.model.names import bare, folded_forms, resolve_name
from stakegraph.model.personal_names import surnames, without_titles
from stakegraph.model.relations import ACTOR_KINDS, FAMILIES, PERSON, UNCONNECTING, Classification
from stakegraph.model.sentences import enumerated
from stakegraph.questions.asking import no_such
from stakegraph.store import Store
from stakegraph.text.folding import fold
from stakegraph.text.suggestions import did_you_mean, nearest

_PREFIXED = re.compile(r"(family|relation|kind|actor):(\S.*)", re.DOTALL)


class Selection(NamedTuple):
    """The relations that hops may follow, and whom a route may go through.

    `only` and `avoid` are the words that were given, each with what it means before it.
    """

    relations: frozenset[str]
    families: tuple[str, ...]
    only: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()

    @property
    def is_of_actors(self) -> bool:
        """Return whether it matters whom a route goes through."""
        return any(word.startswith(("kind:", "actor:")) for word in (*self.only, *self.avoid))

    def passes(self, actor: Actor) -> bool:
        """Return whether a route may go through an actor."""
        words = {f"kind:{actor.kind}", f"kind:{actor.classification}", f"actor:{actor.id}"}
        wanted = {word for word in self.only if word.startswith(("kind:", "actor:"))}
        return not words & {*self.avoid} and (not wanted or bool(words & wanted))


def selection(store: Store, only: Iterable[str] = (), avoid: Iterable[str] = ()) -> Selection:
    """Return what some words select; without any, all but what connects nobody.

    Raises UsageError for a word that means nothing here, or several things.
    """
    wanted = tuple(meaning(store, word, "--only") for word in only)
    unwanted = tuple(meaning(store, word, "--avoid") for word in avoid)
    rows = store.relations.values()

    def named(words: Collection[str]) -> set[str]:
        return {
            row.key
            for row in rows
            if f"family:{row.family}" in words or f"relation:{row.key}" in words
        }

    relations = named(wanted) or {row.key for row in rows if row.family not in UNCONNECTING}
    if any(word.startswith("family:") for word in wanted):
        # Whoever holds a post is in the same place.
        relations |= {row.key for row in rows if row.fills}
    relations -= named(unwanted)
    along = {row.family for row in rows if row.key in (named(wanted) or relations) & relations}
    families = tuple(family for family in FAMILIES if family in along)
    return Selection(frozenset(relations), families, wanted, unwanted)


def meaning(store: Store, word: str, option: str) -> str:
    """Return a word with what it means before it, such as `relation:owns`."""
    given = _PREFIXED.fullmatch(word)
    if given:
        sort, word = given.groups()
        if sort == "actor":
            return f"actor:{resolve_name(word, store).id}"
        known = _known(store)[sort]
        if not (found := _match(word, known)):
            raise no_such(f"no {sort} is called", word, known)
        return f"{sort}:{known[found]}"
    words = {
        f"{sort}:{known[found]}": None
        for sort, known in _known(store).items()
        if (found := _match(word, known))
    }
    if not words:
        return _actor(store, word)
    words |= dict.fromkeys(f"actor:{id}" for id in _bearers(store, word))
    if len(words) > 1:
        told = f"{option}: {word!r} may mean several things; say which: "
        raise UsageError(told + enumerated([*words], "or"), map(Candidate, words))
    return next(iter(words))


def kinds(store: Store) -> dict[str, str]:
    """Return the words for kinds of actor, each with the kind, or what classifies one."""
    return {
        **{one: one for one in sorted(store.classifications())},
        **{each: row.key for row in ACTOR_KINDS.values() for each in (f"{row.key}s", row.section)},
        **{key: key for key in ACTOR_KINDS},
    }


def _known(store: Store) -> dict[str, dict[str, str]]:
    """Return the words of each sort, but for the names of actors, each with what it stands for."""
    return {
        "family": {family: family for family in FAMILIES},
        "relation": {key: key for key in store.relations},
        "kind": {**{kind: kind for kind in get_args(Classification)}, **kinds(store)},
    }


def _match(word: str, known: Iterable[str]) -> str:
    """Return the known word that one is, whatever its case and what joins its parts, or ""."""
    folded = fold(word).replace("_", " ")
    return next((one for one in known if fold(one).replace("_", " ") == folded), "")


def _bearers(store: Store, word: str) -> list[str]:
    """Return the ids of the actors that are called by a word, which is no mere part of a name."""
    folded = fold(word)
    ids = [actor.id for actor in store.named(word)]
    return [actor.id for actor in store.actors(ids) if actor.id == word or _bears(actor, folded)]


def _bears(actor: Actor, folded: str) -> bool:
    forms = folded_forms(actor)
    if actor.kind == PERSON:
        untitled = without_titles(folded)
        return any(untitled in (without_titles(form), *surnames(form)) for form in forms)
    return folded in (*forms, *map(bare, forms))


def _actor(store: Store, word: str) -> str:
    """Return the actor that a word means which means nothing else."""
    try:
        return f"actor:{resolve_name(word, store).id}"
    except UnknownName as error:
        known: Sequence[str] = [one for words in _known(store).values() for one in words]
        near = nearest(word, known)
        if not near:
            raise
        told = f"no family, relation, kind or actor is called {word!r}{did_you_mean(word, known)}"
        raise UsageError(told, [*map(Candidate, near), *error.candidates]) from error
