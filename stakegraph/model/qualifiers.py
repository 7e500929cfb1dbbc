"""The qualifiers that have a type, by their name: a share and an amount, in any relation.

What reads them is imported where there is one to be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from stakegraph.errors import QuantityError

if TYPE_CHECKING:
    from decimal import Decimal

    from stakegraph.model.shares import Share

SHARE, AMOUNT = "share", "amount"
_ROUGHLY = 5  # percentage points by which a share may differ that is given roughly
# What `numbers` gives: these as numbers, and the currency.
NUMERIC = (
    *("share_minimum", "share_maximum"),
    *("amount_value", "amount_minimum", "amount_maximum"),
)
NUMBERS = (*NUMERIC, "amount_currency")


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


def share_of(qualifiers: Mapping[str, str]) -> Share | None:
    """Return the share among the qualifiers of a fact, None where there is none."""
    written = qualifiers.get(SHARE)
    if not written:
        return None
    from stakegraph.model.shares import share

    return share(written)


def may_be_one_share(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Return whether a share may be what two facts with such qualifiers say of it."""
    shares = share_of(one), share_of(other)
    least, most = sorted(filter(None, shares))
    room = _ROUGHLY if least.roughly or most.roughly else 0
    if least.maximum + room == most.minimum:
        return not (least.below or most.above)
    return least.maximum + room > most.minimum


def numbers(qualifiers: Mapping[str, str]) -> dict[str, int | float | str]:
    """Return what the share and the amount of a fact are in numbers, for programs that count.

    A share is in percent. What is told roughly has no numbers; what is between two has its bounds.
    """
    found: dict[str, int | float | str] = {}
    share = share_of(qualifiers)
    if share and not share.roughly:
        found |= {"share_minimum": _plain(share.minimum), "share_maximum": _plain(share.maximum)}
    if AMOUNT in qualifiers:
        from stakegraph.model.amounts import amount

        sum = amount(qualifiers[AMOUNT])
        bounds = {"amount_minimum": sum.minimum, "amount_maximum": sum.maximum}
        given = bounds if sum.exact is None else {"amount_value": sum.exact}
        if not sum.roughly:
            found |= {name: _plain(size) for name, size in given.items() if size is not None}
        found["amount_currency"] = sum.currency
    return found


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
