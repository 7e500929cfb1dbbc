"""Shares as registers give them: an exact percentage, or a range of them, in words."""

from __future__ import annotations

from typing import Any

from stakegraph.importers._values import text

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
    start = f"more than {above} %" if above else f"{low} %" if low else ""
    end = f"less than {below} %" if below else f"{high} %" if high else ""
    if not start:
        return end if below else f"up to {end}" if end else ""
    if not end or end == "100 %":
        return start if above else f"{start} or more"
    if low and high:
        return f"{low} to {end}"
    return f"{start} to {end}"
