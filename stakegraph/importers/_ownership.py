"""Ownership as registers give it: a share, exact or a range in words, or another interest."""

from __future__ import annotations

from typing import Any

from stakegraph.importers._builder import Builder
from stakegraph.importers._values import text
from stakegraph.model.relations import PARTNERSHIPS

_FIELDS = ("exact", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")


def share_of(given: Any) -> str:
    """Return the share of a statement of beneficial ownership in words, "" where it gives none."""
    share = given if isinstance(given, dict) else {}
    exact, low, above, high, below = (text(share.get(name)).strip() for name in _FIELDS)
    # Before version 0.4 a truth value said whether the bound itself is left out.
    if above in ("true", "false"):
        low, above = ("", low) if above == "true" else (low, "")
    if below in ("true", "false"):
        high, below = ("", high) if below == "true" else (high, "")
    return f"{exact} %" if exact else share_between(low, above, high, below)


def share_between(low: str = "", above: str = "", high: str = "", below: str = "") -> str:
    """Return a range of percentages in words, `above` and `below` bounds that are left out."""
    start = f"more than {above} %" if above else f"at least {low} %" if low else ""
    end = f"less than {below} %" if below else f"up to {high} %" if high not in ("", "100") else ""
    if low and not above and end.startswith("up to"):
        return f"{low} to {high} %"
    return " and ".join(filter(None, (start, end))) or (f"up to {high} %" if high else "")


def interest(builder: Builder) -> str:
    """Return the relation of who has an interest in a body that is neither a share nor a role.

    A register counts votes, rights to income and the benefit of a trust among them: not all of it
    is control.
    """
    return builder.relations.declare(
        "interest_in",
        verb="has an interest in",
        inverse="is subject to an interest of",
        past="had an interest in",
        past_inverse="was subject to an interest of",
        after="[: {what}][ ({share})]",
        family=PARTNERSHIPS,
        templates=True,
    )
