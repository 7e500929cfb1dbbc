"""Values of other programs' files, as texts that a fact file can hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from stakegraph.factfile.validation import readable_slug as readable_slug
from stakegraph.importers._dates import edtf as edtf
from stakegraph.text.escaping import REPLACEMENT

_UNSURE = re.compile(r"\d{1,3}\.\d{3}")
_SURROGATE = re.compile("[\ud800-\udfff]")


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


class Number(str):
    """A number of a JSON file, as it was typed."""

    __slots__ = ()


def text(value: Any) -> str:
    """Return a scalar as text, what holds others as JSON, and nothing (None) as "".

    What no file in UTF-8 can hold, half of a surrogate pair, becomes U+FFFD.
    """
    if isinstance(value, str):
        plain = str(value)
    elif value is None:
        plain = ""
    elif isinstance(value, bool):
        plain = "true" if value else "false"
    else:
        plain = json.dumps(value, ensure_ascii=False)
    return plain if plain.isprintable() else _SURROGATE.sub(REPLACEMENT, plain)


def texts(value: Any) -> list[str]:
    """Return a value, or each item of a list, as text; what is empty is left out."""
    items = value if isinstance(value, list) else [value]
    return [found for item in items if (found := text(item)).strip()]


def listed(value: Any) -> list[Any]:
    """Return a list as it is, and of anything else none."""
    return value if isinstance(value, list) else []


def joined(parts: Iterable[str]) -> str:
    """Join what there is of some remarks."""
    return "; ".join(dict.fromkeys(part for part in parts if part.strip()))


def money(number: Any, currency: Any) -> str:
    """Return a number, as programs write it, of a currency, as the words of an amount."""
    written = text(number).strip()
    if _UNSURE.fullmatch(written):  # in words, a point may part thousands
        written += "0"
    return " ".join(filter(None, (written, text(currency).strip())))


def remark(values: dict[str, Any]) -> str:
    """Return some fields with their values, as a remark."""
    pairs = ((name, ", ".join(texts(value))) for name, value in values.items())
    return joined(f"{text(name)}: {words}" for name, words in pairs if words)
