"""The nearest of some words to one that is not among them."""

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `: did you mean 'evidence'?` for the nearest known word, or "" when none is near."""
    return "".join(f": did you mean {near!r}?" for near in nearest(word, known))


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Return the nearest known word, if one is near: as it was typed, else in small letters."""
    # Only a mistake needs it: difflib costs a tenth of a small command's start.
    from difflib import get_close_matches

    words, plain = list(known), "-".join(word.casefold().split())
    return get_close_matches(word, words, 1, 0.7) or get_close_matches(plain, words, 1, 0.7)
