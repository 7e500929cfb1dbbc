"""From what a person typed to the actor that is meant.

An id, a name, an alias, the initials, a surname or a part of a name will do; case, accents,
apostrophes and hyphens do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from stakegraph.errors import AmbiguousName, Candidate, UnknownName

# The table of relations is imported by what needs it: completing a name does not.
if TYPE_CHECKING:
    from stakegraph.model.facts import Actor

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"))
_SHOWN = 12  # of the actors that an ambiguous name may mean
_LEGAL_FORMS = {"ltd", "limited", "plc", "llp", "inc", "corp", "corporation", "co", "company"}
_LEGAL_FORMS |= {"group", "holdings", "uk", "gmbh", "ag", "sa", "the"}
_SMALL_WORDS = frozenset(("and", "for", "of", "the", "in", "on", "at", "to", "a"))

NEAR = 3  # how many of the nearest names are told
_ALIKE = 700  # how like two words must be, in thousandths, for one to be the other mistyped
_SHARING = 400  # how many of their pairs of letters such words share, in thousandths
ALTERNATIVES = 12  # how many words may be meant by one that was mistyped
_NEAR_ENOUGH = 450  # how like a name must be to what was typed, in thousandths a word


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
        """Return the actors that a text means as `matches` does."""

    def near(self, text: str) -> Sequence[Named]:
        """Return the actors whose names are nearest to a text as `nearest` does."""


N = TypeVar("N", bound=Named)


def fold(text: str) -> str:
    """Return the form in which names are compared: lower case, plain letters, single spaces."""
    letters = text.translate(_APOSTROPHES).casefold()
    if not letters.isascii():
        plain = unicodedata.normalize("NFKD", letters).casefold()
        letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", letters))


def meant(text: str, directory: Directory, kinds: Container[str] = ()) -> Named:
    """Return the one actor that a text means, those of the wanted kinds first.

    `kinds` settles it where actors of several kinds bear the name as well; an actor of another kind
    is given all the same when it alone is meant. Raises AmbiguousName with the candidates and
    UnknownName with the nearest names.
    """
    best = directory.named(text)
    if kinds and len(best) > 1:
        best = [actor for actor in best if actor.kind in kinds] or best
    if len(best) == 1:
        return best[0]
    if best:
        listed = "\n".join(f"  {actor.id}: {described(actor)}" for actor in best[:_SHOWN])
        more = f"\n  and {len(best) - _SHOWN:,} more" if len(best) > _SHOWN else ""
        told = f"{text!r} may mean any of these; type one's id:\n{listed}{more}"
        raise AmbiguousName(told, _candidates(best))
    near = directory.near(text)
    listed = "".join(f"\n  {actor.id}: {described(actor)}" for actor in near)
    told = f"; the nearest names:{listed}" if near else "; 'stakegraph list' shows who is here"
    raise UnknownName(f"nobody here is called {text!r}{told}", _candidates(near))


def _candidates(actors: Iterable[Named]) -> list[Candidate]:
    return [Candidate(actor.id, actor.name) for actor in actors]


def matches(text: str, actors: Iterable[Actor]) -> list[Actor]:
    """Return the actors that match a text best, all in the same way, sorted by id."""
    from stakegraph.model.relations import PERSON

    wanted = fold(text)
    found: dict[int, list[Actor]] = {}
    for actor in actors:
        same = text == actor.id or text in actor.also
        is_person = actor.kind == PERSON
        rank = 0 if same else rank_of(wanted, folded_forms(actor), surnames=is_person)
        if rank is not None:
            found.setdefault(rank, []).append(actor)
    return sorted(found[min(found)], key=lambda actor: actor.id) if found else []


def nearest(text: str, actors: Iterable[Actor]) -> list[Actor]:
    """Return the few actors whose names are nearest to a mistyped one, the nearest first.

    Each word typed may be one of the words here that are most like it; whoever bears such words, in
    whatever order, is near.
    """
    known = {actor.id: actor for actor in actors}
    words = {id: set(" ".join(folded_forms(actor)).split()) for id, actor in known.items()}
    vocabulary = {word for each in words.values() for word in each}
    wanted = fold(text).split()
    alternatives = [alike(word, _sharing(word, vocabulary)) for word in wanted]
    scores = {
        id: sum(max((each.get(word, 0) for word in own), default=0) for each in alternatives)
        for id, own in words.items()
    }
    best = sorted((-score, id) for id, score in scores.items() if is_near(score, len(wanted)))
    return [known[id] for _, id in best[:NEAR]]


def is_near(score: int, words: int) -> bool:
    """Return whether the likenesses of so many words, added up, make a name near."""
    return score >= _NEAR_ENOUGH * max(words, 1)


def alike(word: str, candidates: Iterable[str]) -> dict[str, int]:
    """Return the candidates that a word may have been meant to be, each with how like it is.

    The likeness is difflib's ratio in thousandths; an equal word has 1,000.
    """
    # Only a mistake needs it: difflib costs a tenth of a small command's start.
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=word, autojunk=False)
    found = {}
    for candidate in candidates:
        matcher.set_seq1(candidate)
        likeness = int(1000 * matcher.ratio())
        if likeness >= _ALIKE:
            found[candidate] = likeness
    return found


def sharing(count: int, one: int, other: int) -> int:
    """Return in thousandths how many pairs of letters two words share (Dice's coefficient)."""
    return 2000 * count // (one + other)


def share_enough(thousandths: int) -> bool:
    """Return whether words that share so many pairs of letters may be alike."""
    return thousandths >= _SHARING


def pairs(word: str) -> set[str]:
    """Return the pairs of letters in a word, its ends included."""
    padded = f"^{word}$"
    return {padded[start : start + 2] for start in range(len(padded) - 1)}


def _sharing(word: str, vocabulary: Iterable[str]) -> list[str]:
    """Return the words that share the most pairs of letters with one."""
    own = pairs(word)
    found = []
    for other in vocabulary:
        theirs = pairs(other)
        shared = sharing(len(own & theirs), len(own), len(theirs))
        if share_enough(shared):
            found.append((-shared, other))
    return [other for _, other in sorted(found)[:ALTERNATIVES]]


def begins(typed: str, actor: Actor) -> bool:
    """Return whether a text begins the id of an actor, or some word of a name and goes on as it."""
    folded = fold(typed)
    spaced = (f" {form}" for form in folded_forms(actor))
    return actor.id.startswith(typed) or any(folded and f" {folded}" in form for form in spaced)


def forms(actor: Actor) -> tuple[str, ...]:
    """Return the texts that name an actor; an unnamed one is never matched by name."""
    return () if actor.unnamed else (actor.name, *actor.aliases)


def folded_forms(actor: Actor) -> list[str]:
    """Return the texts that name an actor in the form in which names are compared."""
    return [fold(form) for form in forms(actor)]


def described(actor: Named) -> str:
    """Name an actor with what tells it from others of the same name."""
    kind = actor.classification or actor.kind
    return f"{actor.name} ({kind}{f': {actor.description}' if actor.description else ''})"


def in_sentence(actor: Actor) -> str:
    """Name an actor as a sentence does: a post is "the director", an unnamed person says so."""
    from stakegraph.model.relations import POST

    article = (
        "" if actor.kind != POST or actor.name.casefold().startswith(("the ", "a ")) else "the "
    )
    return f"{article}{actor.name}{' (not named)' if actor.unnamed else ''}"


def bare(folded: str) -> str:
    """Return a folded name without what says which legal form it has."""
    return " ".join(word for word in folded.split() if word not in _LEGAL_FORMS) or folded


def initials(folded: str) -> str:
    """Return the initials of a folded name of three words or more, small words apart; else ""."""
    words = [word for word in folded.split() if word not in _SMALL_WORDS]
    return "".join(word[0] for word in words) if len(words) > 2 else ""


# The ways in which a text may name an actor, the surest first; 0 is its id.
WHOLE, INITIALS, SURNAME, WORDS, BEGINNINGS, JOINED, INSIDE = range(1, 8)


def rank_of(wanted: str, folded: Iterable[str], *, surnames: bool) -> int | None:
    """Tell in which way a folded text names an actor of these folded forms; None is not at all.

    The last word of a form names the actor where it is a surname.
    """
    if not wanted:
        return None
    ranks = [rank for form in folded if (rank := _form_rank(wanted, form, surnames))]
    return min(ranks, default=None)


def _form_rank(wanted: str, folded: str, surnames: bool) -> int:
    joined, words, whole = wanted.replace(" ", ""), folded.split(), folded.replace(" ", "")
    if joined == whole:
        return WHOLE
    if joined == initials(folded):
        return INITIALS
    if surnames and words and joined == words[-1]:
        return SURNAME
    if set(wanted.split()) <= set(words):
        return WORDS
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return BEGINNINGS
    if any(form.startswith(joined) for form in (whole, *words)):  # whatever spaces were typed
        return JOINED
    return INSIDE if len(joined) > 3 and any(joined in word for word in words) else 0
