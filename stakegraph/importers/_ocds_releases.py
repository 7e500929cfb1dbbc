"""The releases in a file of Open Contracting: in packages, in records, or alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from stakegraph.importers._builder import Builder

Record = dict[str, Any]
Placed = tuple[Record, str]  # with its place in the file


def is_released(value: Any) -> bool:
    names = ("releases", "records")
    return isinstance(value, dict) and (
        "ocid" in value or any(isinstance(value.get(name), list) for name in names)
    )


def releases(builder: Builder, values: Iterable[Placed]) -> Iterator[Placed]:
    """Yield the releases; of a record the compiled one, if it has one."""
    for value, at in values:
        place = f"{at}/" if at else ""
        if "ocid" not in value:
            yield from builder.items(value, "releases", place)
            for record, inner in builder.items(value, "records", place):
                yield from _compiled(builder, record, inner)
        elif "compiledRelease" in value or "releases" in value:
            yield from _compiled(builder, value, at or "records/0")
        else:
            yield value, at or "releases/0"


def _compiled(builder: Builder, record: Record, at: str) -> Iterator[Placed]:
    """Yield the compiled release of a record, else its releases."""
    compiled = record.get("compiledRelease")
    if isinstance(compiled, dict):
        yield {"ocid": record.get("ocid"), **compiled}, f"{at}/compiledRelease"
        return
    found = list(builder.items(record, "releases", f"{at}/"))
    linked = [one for one, _ in found if "url" in one and "ocid" not in one]
    if linked or not found:
        words = "a record left out: its releases are links to other files"
        builder.note(words if linked else "a record without a release left out", f"item {at}")
    yield from ((one, place) for one, place in found if one not in linked)
