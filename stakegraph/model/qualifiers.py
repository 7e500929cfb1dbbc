"""The qualifiers that have a type, by their name: a share and an amount, in any relation.

What reads them is imported where there is one to be read.
"""

from __future__ import annotations

from stakegraph.errors import QuantityError

SHARE, AMOUNT = "share", "amount"


def check(name: str, text: str) -> None:
    """Raise QuantityError where a text is not the quantity that a qualifier of that name is."""
    if name == SHARE:
        from stakegraph.model.shares import share

        share(text)
    elif name == AMOUNT:
        from stakegraph.model.amounts import amount

        amount(text)


def is_fit(name: str, text: str) -> bool:
    """Return whether a qualifier may have such a text; one of plain words may have any."""
    try:
        check(name, text)
    except QuantityError:
        return False
    return True
