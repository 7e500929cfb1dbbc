"""The tables of words as they are looked up: folded, in sets, with the plurals of posts."""

import re
from collections.abc import Iterable

from stakegraph.drafting import words_of_names as names
from stakegraph.drafting import words_of_people as people
from stakegraph.drafting import words_of_posts as posts
from stakegraph.text.folding import fold


def words(table: str) -> frozenset[str]:
    """Return the words of a table."""
    return frozenset(table.split())


def phrases(table: str) -> frozenset[str]:
    """Return the phrases of a table, which strokes part."""
    return frozenset(" ".join(each.split()) for each in table.split("|"))


def either(some: Iterable[str]) -> str:
    """Return a regular expression of some phrases, the longest first."""
    return "|".join(map(re.escape, sorted(some, key=lambda each: (-len(each), each))))


def plural(post: str) -> str:
    """Return the title of several who hold a post: secretaries of state, vice-presidents."""
    first, of, rest = post.partition(" of ")
    for end, ending in _PLURALS.items():
        if first.endswith(end):
            return first.removesuffix(end) + ending + of + rest
    return f"{first}s{of}{rest}"


_PLURALS = {
    " general": "s general", "-general": "s-general", "man": "men", "y": "ies", "s": "ses",
    "x": "xes", "ch": "ches", "sh": "shes",
}  # fmt: skip

NO_NAMES, GROUPS = words(names.NO_NAMES), words(names.GROUPS)
GENERIC, BOARDS = words(names.GENERIC) | GROUPS, words(names.BOARDS)
BELONGINGS = words(names.BELONGINGS)
SORTS, SORTED = words(names.SORTS), words(names.SORTED)
ORGANISATIONS = {
    fold(word): kind for kind, table in names.ORGANISATIONS.items() for word in table.split()
}
OPENING, FIELDS = words(names.OPENING), words(names.FIELDS)
SURNAMES_TOO, NO_TITLES = words(names.SURNAMES_TOO), words(names.NO_TITLES)
NO_ORGANISATIONS, PEOPLES = words(names.NO_ORGANISATIONS), words(names.PEOPLES)
GIVEN_NAMES = words(people.GIVEN_NAMES)
PLACES = frozenset(map(fold, words(names.PLACES) | phrases(names.LONG_PLACES)))

POSTS = phrases(posts.POSTS)
SINGULAR = {plural(post): post for post in POSTS}
KINDS_OF_POSTS, RANKS = words(posts.KINDS_OF_POSTS), words(posts.RANKS)
FORMER, COMING = words(posts.FORMER), words(posts.COMING)
BESIDE_POSTS = words(posts.BESIDE_POSTS) | FORMER | COMING
OF_PLACES, OF_NATIONS = phrases(posts.OF_PLACES), phrases(posts.OF_NATIONS)
OF_COUNTRIES = phrases(posts.OF_COUNTRIES)
NO_REMIT, SUFFIXES = words(posts.NO_REMIT), words(posts.SUFFIXES)
