"""From what a person typed to the actor that is meant.

An id, a name, an alias, the initials, a surname or a part of a name will do; case, accents,
apostrophes and hyphens do not count.
"""

import re
import unicodedata
from collections.abc import Container, Iterable

from stakegraph.errors import AmbiguousName, UnknownName
from stakegraph.model import Actor
from stakegraph.relations import PERSON, POST

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"))
_SHOWN = 12  # of the actors that an ambiguous name may mean
_LEGAL_FORMS = {"ltd", "limited", "plc", "llp", "inc", "corp", "corporation", "co", "company"}
_LEGAL_FORMS |= {"group", "holdings", "uk", "gmbh", "ag", "sa", "the"}
_SMALL_WORDS = frozenset(("and", "for", "of", "the", "in", "on", "at", "to", "a"))


def fold(text: str) -> str:
    """Give the form in which names are compared: lower case, plain letters, single spaces."""
    letters = text.translate(_APOSTROPHES).casefold()
    if not letters.isascii():
        plain = unicodedata.normalize("NFKD", letters).casefold()
        letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", letters))


def meant(text: str, actors: Iterable[Actor], kinds: Container[str] = ()) -> Actor:
    """Give the one actor that a text means, those of the wanted kinds first.

    `kinds` settles it where actors of several kinds bear the name as well; an actor of another kind
    is given all the same when it alone is meant. Raises AmbiguousName with the candidates and
    UnknownName with the nearest names.
    """
    known = list(actors)
    best = matches(text, known)
    if kinds and len(best) > 1:
        best = [actor for actor in best if actor.kind in kinds] or best
    if len(best) == 1:
        return best[0]
    if best:
        listed = "\n".join(f"  {actor.id}: {described(actor)}" for actor in best[:_SHOWN])
        more = f"\n  and {len(best) - _SHOWN} more" if len(best) > _SHOWN else ""
        raise AmbiguousName(f"{text!r} may mean any of these; type one's id:\n{listed}{more}")
    raise UnknownName(f"nobody here is called {text!r}{_nearest(text, known)}")


def matches(text: str, actors: Iterable[Actor]) -> list[Actor]:
    """Give the actors that match a text best, all in the same way, sorted by id."""
    wanted = fold(text)
    found: dict[int, list[Actor]] = {}
    for actor in actors:
        rank = _rank(text, wanted, actor)
        if rank is not None:
            found.setdefault(rank, []).append(actor)
    return sorted(found[min(found)], key=lambda actor: actor.id) if found else []


def forms(actor: Actor) -> tuple[str, ...]:
    """Give the texts that name an actor; an unnamed one is never matched by name."""
    return () if actor.unnamed else (actor.name, *actor.aliases)


def described(actor: Actor) -> str:
    """Name an actor with what tells it from others of the same name."""
    kind = actor.classification or actor.kind
    return f"{actor.name} ({kind}{f': {actor.description}' if actor.description else ''})"


def in_sentence(actor: Actor) -> str:
    """Name an actor as a sentence does: a post is "the director", an unnamed person says so."""
    article = (
        "" if actor.kind != POST or actor.name.casefold().startswith(("the ", "a ")) else "the "
    )
    return f"{article}{actor.name}{' (not named)' if actor.unnamed else ''}"


def bare(folded: str) -> str:
    """Give a folded name without what says which legal form it has."""
    return " ".join(word for word in folded.split() if word not in _LEGAL_FORMS) or folded


def initials(form: str) -> str:
    """Give the initials of a name of three words or more, small words apart; else ""."""
    words = [word for word in fold(form).split() if word not in _SMALL_WORDS]
    return "".join(word[0] for word in words) if len(words) > 2 else ""


def _rank(text: str, wanted: str, actor: Actor) -> int | None:
    """Tell in which way a text matches an actor: 0 is the surest, None is not at all."""
    if text == actor.id or text in actor.also:
        return 0
    if not wanted:
        return None
    ranks = [rank for form in forms(actor) if (rank := _form_rank(wanted, form, actor))]
    return min(ranks, default=None)


def _form_rank(wanted: str, form: str, actor: Actor) -> int:
    folded = fold(form)
    joined, words = wanted.replace(" ", ""), folded.split()
    if joined == folded.replace(" ", ""):
        return 1
    if joined == initials(form):
        return 2
    if actor.kind == PERSON and words and joined == words[-1]:
        return 3
    if set(wanted.split()) <= set(words):
        return 4
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return 5
    ends = ("".join(words[start:]) for start in range(len(words)))
    if any(end.startswith(joined) for end in ends):
        return 6
    return 7 if len(joined) > 3 and joined in folded.replace(" ", "") else 0


def _nearest(text: str, actors: list[Actor]) -> str:
    """Name the nearest actors to a mistyped name, whatever the order of its words."""
    from difflib import get_close_matches

    by_form: dict[str, Actor] = {}
    for actor in actors:
        for form in forms(actor):
            words = fold(form).split()
            for key in (" ".join(sorted(words)), *words):
                by_form.setdefault(key, actor)
    wanted = " ".join(sorted(fold(text).split()))
    near = dict.fromkeys(
        f"  {by_form[key].id}: {described(by_form[key])}"
        for key in get_close_matches(wanted, by_form, n=5, cutoff=0.7)
    )
    if not near:
        return "; 'stakegraph list' shows who is here"
    return "; the nearest names:\n" + "\n".join(list(near)[:3])
