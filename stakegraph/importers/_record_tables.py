"""The tables of events and sources that our own export writes beside nodes and edges."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from stakegraph.importers._evidence import split
from stakegraph.importers._sheet import Sheet
from stakegraph.model.facts import RECORDS

_LISTS = ("who", "according_to", "evidence")


def paths_beside(path: str) -> list[str]:
    """Return where our export writes events and sources that has its edges or nodes at a path."""
    found = re.fullmatch(r"(.*[-/])?(?:edges|nodes)(\.\w+)", path)
    return [f"{found[1] or ''}{kind}{found[2]}" for kind in RECORDS] if found else []


def kind_of(sheet: Sheet) -> str:
    """Return what a table lists, `events` or `sources`; "" for a table of anything else."""
    return next((kind for kind, names in RECORDS.items() if {*sheet.header} == {*names}), "")


def records(sheet: Sheet) -> dict[str, list[dict[str, Any]]]:
    """Return the records of a table under what they are; nothing for a table of anything else."""
    kind = kind_of(sheet)
    return {kind: [*_records(sheet)]} if kind else {}


def _records(sheet: Sheet) -> Iterable[dict[str, Any]]:
    for _, cells in sheet.rows:
        given = {name: cell for name, cell in zip(sheet.header, cells, strict=True) if cell}
        yield {name: split(cell) if name in _LISTS else cell for name, cell in given.items()}
