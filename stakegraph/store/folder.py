"""A folder of Parquet that `stakegraph compile` wrote: its manifest, and whether it is whole.

Nothing here needs more than the standard library: completing a name loads this module.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from stakegraph.errors import UsageError
from stakegraph.factfile.discovery import SUFFIXES
from stakegraph.store import cache

MANIFEST = "manifest.json"
NAMES = "names.db"  # SQLite: the index of names, and what every question needs
SUFFIX = ".parquet"
_FACTS = tuple(f"facts_by_{column}{SUFFIX}" for column in ("subject", "object", "number"))
LAYOUT = 1  # of the files, the columns and what stands in them


class Folder(NamedTuple):
    """A folder of compiled facts: its path, the names of the fact files, its rows by table."""

    path: str
    files: Sequence[str]
    rows: dict[str, int]

    def file(self, name: str) -> str:
        """Return the path of one of its files."""
        return os.path.join(self.path, name)

    def own_files(self) -> list[str]:
        """Return the paths of all its files."""
        return [self.file(name) for name in sorted(os.listdir(self.path))]

    def names(self) -> sqlite3.Connection:
        """Open the index of names, to read it."""
        return cache.connect(self.file(NAMES), "ro")


def is_compiled(path: str) -> bool:
    """Return whether a path is that of a folder of compiled facts, or of what is left of one."""
    return not {NAMES, *_FACTS}.isdisjoint(_inside(path))


def may_be_replaced(path: str) -> bool:
    """Return whether a folder is empty, or holds nothing but what `stakegraph compile` writes."""
    from stakegraph.store.parquet_tables import TABLES

    tables = (f"{file}{SUFFIX}" for table in TABLES.values() for file in table.files)
    return {MANIFEST, NAMES, *tables}.issuperset(_inside(path))


def compiled_folder(paths: Sequence[str]) -> Folder | None:
    """Return the folder of compiled facts that paths name; None where they name fact files.

    Raises UsageError where there is anything beside it, or where it is not whole.
    """
    found = [path for path in paths if is_compiled(path)]
    if not found:
        return None
    beside = [*paths, *(name for name in _inside(found[0]) if name.endswith(SUFFIXES))]
    if len(beside) > 1:
        raise UsageError(f"{found[0]}: compiled facts are asked without fact files beside them")
    return _whole(found[0])


def _whole(path: str) -> Folder:
    """Return a folder of which every file is there, as long as it was when it was written."""
    again = "compile the facts again"
    try:
        with open(os.path.join(path, MANIFEST), encoding="utf-8") as file:
            told: dict[str, Any] = json.load(file)
        layout, program = told["layout"], told["stakegraph"]
        files, rows, sizes = told["files"], told["rows"], told["bytes"]
        present = {name: _size(os.path.join(path, name)) for name in sizes}
    except FileNotFoundError:
        raise UsageError(
            f"{path}: {MANIFEST} is missing: the folder was copied in part, or is none that"
            " 'stakegraph compile' wrote"
        ) from None
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"{path}: {MANIFEST} is not what was written: {again}") from None
    if (layout, program) != (LAYOUT, version()):
        told_by = f"stakegraph {program}, layout {layout}"
        raise UsageError(
            f"{path}: compiled by {told_by}, not {version()}, layout {LAYOUT}: {again}"
        )
    for name, size in sizes.items():
        if present[name] < 0:
            raise UsageError(f"{path}: {name} is missing: copy the whole folder, or {again}")
        if present[name] != size:
            is_cut = f"{name} has {present[name]:,} bytes, not {size:,}"
            raise UsageError(f"{path}: {is_cut}: copy the whole folder, or {again}")
    return Folder(path, files, rows)


def version() -> str:
    """Return the version of this program, by which relations and rules are those of a folder."""
    from importlib.metadata import version

    return version("stakegraph")


def _inside(path: str) -> list[str]:
    try:
        return os.listdir(path) if os.path.isdir(path) else []
    except OSError:
        return []


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except FileNotFoundError:
        return -1
