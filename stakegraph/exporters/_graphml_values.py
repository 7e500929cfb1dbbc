"""The values of GraphML's nodes and edges: their texts, and the types that all of them have."""

from __future__ import annotations

import json
import math
import re
from datetime import date
from typing import Any, NamedTuple

from stakegraph.exporters._attributes import TAKEN
from stakegraph.text.escaping import xml_losses, xml_text

_NMTOKEN = re.compile(
    "[-.0-9:A-Z_a-z\xb7\xc0-\xd6\xd8-\xf6\xf8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]+"
)


class Values:
    """Writes the values of nodes or of edges, and learns their types meanwhile.

    Most have the same few attributes, so that what is known of these is kept for the next.
    `constants` are what those have who have nothing of their own under these names.
    """

    def __init__(self, domain: str, **constants: str) -> None:
        self.replaced = 0
        self._domain = domain
        self._constants = constants
        self._types: dict[str, str | None] = {}
        self._settled: set[tuple[str, ...]] = set()  # names whose values are strings for good
        self._layouts: dict[tuple[str, ...], _Layout] = {}

    def written(self, data: dict[str, Any]) -> str:
        """Write the values of a node or an edge."""
        names = tuple(data)
        if names not in self._settled:
            self._learn(names, data)
        layout = self._layouts.get(names) or self._layout(names, data)
        values = [data[name] for name in layout.names]
        try:
            for place in layout.others:
                values[place] = text_of(values[place])
            whole = "".join(values)  # to look at once: most have nothing to escape
        except TypeError:  # a value is no text here, though it was one before, or is left out
            return self._one_by_one({**self._constants, **data})
        if not whole.isprintable():
            self.replaced += xml_losses(whole)
            values = [xml_text(text) for text in values]
        elif "&" in whole or "<" in whole or ">" in whole or '"' in whole:
            values = [xml_text(text) for text in values]
        pieces = [*layout.around]
        pieces[1::2] = values
        return "".join(pieces)

    def types(self) -> dict[str, str]:
        """Return the types, sorted by name; an attribute without any value has none."""
        return {name: kind for name, kind in sorted(self._types.items()) if kind is not None}

    def _learn(self, names: tuple[str, ...], data: dict[str, Any]) -> None:
        types = self._types
        for name, value in data.items():
            known = types.get(name)
            if known == "string":
                continue
            if known is None:
                _check_name(name)
            kind = _type(value)
            types[name] = known if kind is None else wider(known, kind)
        if all(types[name] == "string" for name in names):
            self._settled.add(names)

    def _layout(self, names: tuple[str, ...], data: dict[str, Any]) -> _Layout:
        own = sorted(names)
        around = [""]
        for name in sorted({*names, *self._constants}):
            start = f'<data key="{key_of(self._domain, name)}">'
            if name in data:
                around[-1] += start
                around += ["", "</data>"]
            else:
                around[-1] += f"{start}{self._constants[name]}</data>"
        others = [place for place, name in enumerate(own) if not isinstance(data[name], str)]
        self._layouts[names] = _Layout(own, others, around)
        return self._layouts[names]

    def _one_by_one(self, data: dict[str, Any]) -> str:
        """Write the values that have a text."""
        pieces = []
        for name in sorted(data):
            text = text_of(data[name])
            if text is not None:
                self.replaced += xml_losses(text)
                pieces.append(f'<data key="{key_of(self._domain, name)}">{xml_text(text)}</data>')
        return "".join(pieces)


class _Layout(NamedTuple):
    """How the values of some attributes are written.

    `others` are the places of those that are no texts, `around` what stands before, between and
    behind the values, with a place for each.
    """

    names: list[str]
    others: list[int]
    around: list[str]


def key_of(domain: str, name: str) -> str:
    """Return the id of the key of an attribute."""
    return f"{domain[0]}_{name}"  # unique where nodes and edges share a name; never d0, d1


def text_of(value: object) -> str | None:
    """Return the text of a value, or None where it is left out."""
    # The unbound methods give an enum's or a numpy scalar's plain value.
    match value:
        case list() | tuple():
            try:
                return "; ".join(value) if value else None
            except TypeError:  # not all of them are texts
                texts = [text for item in value if (text := text_of(item)) is not None]
                return "; ".join(texts) if texts else None
        case None:
            return None
        case str():
            return str.__str__(value)
        case bool():
            return "true" if value else "false"
        case int():
            return int.__repr__(value)
        case float():
            return float.__repr__(value) if math.isfinite(value) else None
        case date():
            return value.isoformat()
        case dict():
            return json.dumps(_finite(value), ensure_ascii=False) if value else None
    raise TypeError(f"GraphML has no form for {type(value).__name__} {value!r}")


def _finite(value: object) -> object:
    match value:
        case float():
            return value if math.isfinite(value) else None
        case date():
            return value.isoformat()
        case list() | tuple():
            return [_finite(item) for item in value]
        case dict():
            return {key: _finite(item) for key, item in value.items()}
    return value


def check_nmtoken(what: str, value: object) -> None:
    """Raise ValueError for what cannot stand in an attribute that is an xs:NMTOKEN."""
    if not (isinstance(value, str) and _NMTOKEN.fullmatch(value)):
        raise ValueError(f"the {what} {value!r} is no xs:NMTOKEN")


def _check_name(name: object) -> None:
    if name in TAKEN:
        raise ValueError(f"programs that read GraphML use the attribute {name!r} for themselves")
    check_nmtoken("attribute name", name)


def _type(value: object) -> str | None:
    match value:
        case str():
            return "string"
        case bool():
            return "boolean"
        case int() if -(2**63) <= value < 2**63:
            return "long"
        case float():
            return "double" if math.isfinite(value) else None
    return None if text_of(value) is None else "string"


def wider(known: str | None, kind: str) -> str:
    """Return the type that holds the values of two."""
    if known is None or known == kind:
        return kind
    return "double" if {known, kind} == {"long", "double"} else "string"
