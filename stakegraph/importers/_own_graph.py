"""What only a graph that we wrote says of its actors and of its relations."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from stakegraph.importers._builder import Builder
from stakegraph.importers._dates import edtf
from stakegraph.importers._evidence import citations, split
from stakegraph.importers._identifiers import identifiers
from stakegraph.importers._nodes_and_edges import Data
from stakegraph.importers._values import text, texts
from stakegraph.model.facts import Alias, Vacancy
from stakegraph.model.relations import MEANINGS, NAMING, WORDINGS

_SPAN = r"(?:since (\S+))? ?(?:until (\S+))?"
_VACANCY = re.compile(rf"{_SPAN}(?: \((.*)\))?")
_DATED_ALIAS = re.compile(rf"(.*) \({_SPAN}\)", re.DOTALL)


def own_fields(builder: Builder, data: Data, at: str) -> dict[str, Any]:
    """Take out of some attributes what only a graph of ours says of an actor."""
    given: dict[str, Any] = {}
    seats = text(data.pop("seats", ""))
    if seats.isdecimal() and 0 < len(seats) < 7 and int(seats):
        given["seats"] = int(seats)
    for name in ("plural", "shared"):
        if text(data.pop(name, "")) == "true":
            given[name] = True
    vacant = [_VACANCY.fullmatch(one) for one in split(data.pop("vacant", None))]
    given["ids"] = identifiers(split(data.pop("ids", None)))
    given["vacant"] = tuple(
        Vacancy(
            since=edtf(match[1] or ""),
            until=edtf(match[2] or ""),
            evidence=citations(builder, (match[3] or "").split(", "), at),
        )
        for match in vacant
        if match and (edtf(match[1] or "") or edtf(match[2] or ""))
    )
    dated = [_DATED_ALIAS.fullmatch(one) for one in split(data.pop("alias_dates", None))]
    given["alias_dates"] = tuple(
        Alias(match[1], edtf(match[2] or ""), edtf(match[3] or ""))
        for match in dated
        if match and (edtf(match[2] or "") or edtf(match[3] or ""))
    )
    return given


def own_wording(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a relation of its own, but for its verb, family and symmetry."""
    return {
        **{name: text(row.get(name)) for name in ("inverse", *WORDINGS[2:], *NAMING)},
        **{name: text(row.get(name)) == "true" for name in MEANINGS if name != "symmetric"},
        "choices": _of_qualifiers(row.get("choices"), lambda value: tuple(texts(value))),
        "examples": _of_qualifiers(row.get("examples"), text),
    }


def _of_qualifiers(given: Any, value: Callable[[Any], Any]) -> tuple[tuple[str, Any], ...]:
    """Return what a column of a relation says of its qualifiers."""
    said = given.items() if isinstance(given, dict) else ()
    return tuple((name, value(each)) for name, each in said)
