"""The nearest of some words to one that is not among them."""

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `: did you mean 'evidence'?` for the nearest known word, or "" when none is near."""
    # Only a mistake needs it: difflib costs a tenth of a small command's start.
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=0.7)
    return f": did you mean {near[0]!r}?" if near else ""
