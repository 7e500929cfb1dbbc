"""The nearest of some words to one that is not among them."""

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `: did you mean 'evidence'?` for the nearest known word, or "" when none is near."""
    return "".join(f": did you mean {near!r}?" for near in nearest(word, known))


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Return the nearest known word, if one is near."""
    # Only a mistake needs it: difflib costs a tenth of a small command's start.
    from difflib import get_close_matches

    return get_close_matches(word, list(known), n=1, cutoff=0.7)
