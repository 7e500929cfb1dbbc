"""Evidence as our own exports write it: `cc ¶7`, and `cc ¶7 “the words there”`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from stakegraph.factfile._entries import CITATION
from stakegraph.importers._builder import Builder
from stakegraph.importers._ids import is_id
from stakegraph.importers._values import listed, text, texts
from stakegraph.model.facts import OF_SOURCE, Citation
from stakegraph.model.places import is_place

_QUOTED = re.compile("(.*?) “(.*)”", re.DOTALL)
_ONLY_ID = "the file that this was imported from gives only its id"


def split(value: Any) -> list[str]:
    """Return a list as texts, or a text that a format without lists has joined with `; `."""
    return texts(value) if isinstance(value, list) else [*filter(None, text(value).split("; "))]


def add_sources(builder: Builder, listed: Any, cited: Iterable[str]) -> None:
    """Add the sources that one of our exports lists, and those that it only cites."""
    for source in tables(listed):
        id = text(source.get("id"))
        if _is_source(id):
            given = {name: text(source[name]) for name in OF_SOURCE if source.get(name)}
            builder.add_source(id, **given)
    for written in cited:
        found = _parted(written)
        if found and found[0] not in builder.sources:
            builder.add_source(found[0], note=_ONLY_ID)


def citations(
    builder: Builder, written: list[str], at: str, quotes: Iterable[str] = ()
) -> tuple[Citation, ...]:
    """Read the citations of one of our exports; () if any of them is none."""
    found = [_parted(one) for one in written]
    known = [one for one in found if one and one[0] in builder.sources]
    if len(known) < len(written):
        return ()
    origin, words = builder.origin(at), [*quotes] or [quote for _, _, quote in known]
    return tuple(
        Citation(source=source, at=place, quote=text(quote), origin=origin)
        for (source, place, _), quote in zip(known, words, strict=True)
    )


def tables(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a list, if it is one."""
    return (item for item in listed(value) if isinstance(item, dict))


def _parted(written: str) -> tuple[str, str, str] | None:
    """Part a citation into source, place and quotation; None if it is none."""
    quoted = _QUOTED.fullmatch(written)
    place, quote = (quoted[1], quoted[2]) if quoted else (written, "")
    match = CITATION.fullmatch(place)
    if not match or not is_id(match[1]) or (match[2] and not is_place(match[2])):
        return None
    return match[1], match[2] or "", quote


def _is_source(id: str) -> bool:
    match = CITATION.fullmatch(id)
    return bool(match and not match[2]) and is_id(id)
