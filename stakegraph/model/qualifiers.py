"""The qualifiers of relations that have a type, by their name: a share is one in any relation.

What reads them is imported where there is one to be read.
"""

from __future__ import annotations

from stakegraph.errors import QuantityError

SHARE = "share"


def check(name: str, text: str) -> None:
    """Raise QuantityError where a text is not the quantity that a qualifier of that name is."""
    if name == SHARE:
        from stakegraph.model.shares import share

        share(text)


def is_fit(name: str, text: str) -> bool:
    """Return whether a qualifier may have such a text; one of plain words may have any."""
    try:
        check(name, text)
    except QuantityError:
        return False
    return True
