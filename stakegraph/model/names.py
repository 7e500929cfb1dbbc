"""From what a person typed to the actor that is meant.

An id, a name, an alias, the initials, a surname or a part of a name will do, or what a register
calls it, with or without the register; case, accents,
apostrophes and hyphens do not count.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from stakegraph.errors import AmbiguousName, Candidate, UnknownName
from stakegraph.model.legal_forms import LEGAL_FORMS
from stakegraph.text.folding import fold

# The table of relations is imported by what needs it: completing a name does not.
if TYPE_CHECKING:
    from stakegraph.model.facts import Actor

IDENTIFIER = "#"  # begins a form that is no name: a scheme and what it calls the actor

_SHOWN = 12  # of the actors that an ambiguous name may mean
_BESIDE = "limited incorporated corporation co company ag sa group holdings uk the"
_NO_NAMES = LEGAL_FORMS.union(_BESIDE.split())
_SMALL_WORDS = frozenset(("and", "for", "of", "the", "in", "on", "at", "to", "a"))


class Named(Protocol):
    """What tells an actor from others."""

    @property
    def id(self) -> str:
        """Return its id."""

    @property
    def kind(self) -> str:
        """Return its kind, such as `person`."""

    @property
    def name(self) -> str:
        """Return its name."""

    @property
    def classification(self) -> str:
        """Return what kind of organisation or partnership it is, or ""."""

    @property
    def description(self) -> str:
        """Return what is said of it, or ""."""


class Directory(Protocol):
    """Where names are looked up: a store is one."""

    def named(self, text: str) -> Sequence[Named]:
        """Return the actors that a text names best, all in the same way, by id."""

    def near(self, text: str) -> Sequence[Named]:
        """Return the few actors whose names are nearest to a mistyped one, the nearest first."""

    def told_apart(self, actors: Sequence[Named]) -> Sequence[str]:
        """Return actors in words, of which no two say the same."""


def resolve_name(text: str, directory: Directory, kinds: Container[str] = ()) -> Named:
    """Return the one actor that a text means, those of the wanted kinds first.

    `kinds` decides where actors of several kinds bear the name as well; an actor of another kind is
    returned all the same when it alone is meant. Raises AmbiguousName with the candidates and
    UnknownName with the nearest names.
    """
    best = directory.named(text)
    if kinds and len(best) > 1:
        best = [actor for actor in best if actor.kind in kinds] or best
    if len(best) == 1:
        return best[0]
    if best:
        lines = _lines(best[:_SHOWN], directory)
        if len(best) > _SHOWN:
            lines.append(f"  and {len(best) - _SHOWN:,} more")
        told = f"{text!r} may mean any of these; type one's id:"
        raise AmbiguousName(told, _candidates(best), lines)
    near = directory.near(text)
    advice = "the nearest names:" if near else "'stakegraph list' shows who is here"
    told = f"nobody here is called {text!r}; {advice}"
    raise UnknownName(told, _candidates(near), _lines(near, directory))


def _lines(actors: Sequence[Named], directory: Directory) -> list[str]:
    told = zip(actors, directory.told_apart(actors), strict=True)
    return [f"  {actor.id}: {words}" for actor, words in told]


def _candidates(actors: Iterable[Named]) -> list[Candidate]:
    return [Candidate(actor.id, actor.name) for actor in actors]


def forms(actor: Actor) -> tuple[str, ...]:
    """Return the texts that name an actor; an unnamed one is never matched by name."""
    return () if actor.unnamed else (actor.name, *actor.aliases)


def folded_forms(actor: Actor) -> list[str]:
    """Return the texts that name an actor in the form in which names are compared."""
    return [fold(form) for form in forms(actor)]


def indexed_forms(actor: Actor) -> list[str]:
    """Return the forms by which an actor is found: its names, and behind a mark its identifiers."""
    return [*folded_forms(actor), *(f"{IDENTIFIER}{each.form}" for each in actor.ids)]


def in_sentence(actor: Actor) -> str:
    """Name an actor as a sentence does: a post is "the director", or "a member" of several.

    An unnamed person says so.
    """
    from stakegraph.model.articles import article as indefinite
    from stakegraph.model.articles import has_article
    from stakegraph.model.relations import POST

    article = ""
    if actor.kind == POST and not has_article(actor.name):
        article = "the "
        if actor.is_for_several:
            article = f"{indefinite(actor.name)} "
    return f"{article}{actor.name}{' (not named)' if actor.unnamed else ''}"


def bare(folded: str) -> str:
    """Return a folded name without what says which legal form it has."""
    return " ".join(word for word in folded.split() if word not in _NO_NAMES) or folded


def initials(folded: str) -> str:
    """Return the initials of a folded name of three words or more, small words apart; else ""."""
    words = [word for word in folded.split() if word not in _SMALL_WORDS]
    return "".join(word[0] for word in words) if len(words) > 2 else ""
