"""A folder of Parquet that `stakegraph compile` wrote: which one is asked, and whether it is whole.

Nothing here needs more than the standard library: completing a name loads this module.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from stakegraph.errors import UsageError
from stakegraph.factfile.discovery import MANIFEST, NAMES, SUFFIXES, is_remote
from stakegraph.store import cache
from stakegraph.store.parquet.layout import FACTS, LAYOUT, SUFFIX, TABLES, Manifest

_AGAIN = "compile the facts again"


class Folder(NamedTuple):
    """A folder of compiled facts: its path, and what was written."""

    path: str
    manifest: Manifest

    @property
    def files(self) -> Sequence[str]:
        """Return the names of the fact files."""
        return self.manifest.files

    def file(self, name: str) -> str:
        """Return the path of one of its files."""
        if is_remote(self.path):
            return f"{self.path.rstrip('/')}/{name}"
        return os.path.join(self.path, *name.split("/"))

    def own_files(self) -> list[str]:
        """Return the paths of all its files."""
        return [self.file(name) for name in (*self.manifest.bytes, MANIFEST)]

    def names(self) -> str:
        """Return the path of the index of names, of a copy of it where the folder is elsewhere."""
        if not is_remote(self.path):
            return self.file(NAMES)
        from stakegraph.store.parquet.remote import copied

        return copied(self.file(NAMES), self.manifest)

    def connect(self) -> sqlite3.Connection:
        """Open the index of names, to read it."""
        return cache.connect(self.names(), "ro")


def folder_of(paths: Sequence[str]) -> Folder | None:
    """Return the folder of compiled facts that paths name; None where they name fact files.

    Raises UsageError where there is anything beside it, or where it is not whole.
    """
    found = [path for path in paths if is_compiled(path)]
    if not found:
        return None
    beside = [*paths, *(name for name in inside(found[0]) if name.endswith(SUFFIXES))]
    if len(beside) > 1:
        raise UsageError(f"{found[0]}: compiled facts are asked without fact files beside them")
    return _whole(found[0])


def is_compiled(path: str) -> bool:
    """Return whether a path is that of a folder of compiled facts, or of what is left of one."""
    if is_remote(path):  # no fact file is read from there
        return not path.endswith(SUFFIXES)
    return not _names().isdisjoint(inside(path))


def may_be_replaced(path: str) -> bool:
    """Return whether a folder is empty, or holds nothing but what `stakegraph compile` writes."""
    there = inside(path)
    imported = inside(os.path.join(path, FACTS)) if FACTS in there else []
    try:
        known = _read_manifest(path).bytes if imported else {}
    except (OSError, ValueError):
        known = {}
    ours = {f"{FACTS}/{name}" for name in imported} <= known.keys()
    return ours and {MANIFEST, FACTS, *_names()}.issuperset(there)


def inside(path: str) -> list[str]:
    """Return the names of what is in a folder, none where there is no folder that can be read."""
    try:
        return os.listdir(path) if os.path.isdir(path) else []
    except OSError:
        return []


def version() -> str:
    """Return the version of this program, of whose relations and rules a folder is."""
    from importlib.metadata import version

    return version("stakegraph")


def _names() -> set[str]:
    """Return what a folder of compiled facts holds beside its manifest."""
    return {NAMES, *(f"{table}{SUFFIX}" for table in TABLES)}


def _whole(path: str) -> Folder:
    """Return a folder of which every file is there, as long as it was when it was written."""
    folder = Folder(path, _manifest(path))
    for name, size in () if is_remote(path) else folder.manifest.bytes.items():
        found = _size(folder.file(name))
        if found < 0:
            raise UsageError(f"{path}: {name} is missing: copy the whole folder, or {_AGAIN}")
        if found != size:
            is_cut = f"{name} has {found:,} bytes, not {size:,}"
            raise UsageError(f"{path}: {is_cut}: copy the whole folder, or {_AGAIN}")
    return folder


def _manifest(path: str) -> Manifest:
    """Return the manifest of a folder that this version of the program can read."""
    try:
        manifest = _read_manifest(path)
    except FileNotFoundError:
        raise UsageError(
            f"{path}: {MANIFEST} is missing: the folder was copied in part, or is none that"
            " 'stakegraph compile' wrote"
        ) from None
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    except ValueError:
        raise UsageError(f"{path}: {MANIFEST} is not what was written: {_AGAIN}") from None
    ours = version()
    if (manifest.layout, manifest.stakegraph) != (LAYOUT, ours):
        told_by = f"stakegraph {manifest.stakegraph}, layout {manifest.layout}"
        raise UsageError(f"{path}: compiled by {told_by}, not {ours}, layout {LAYOUT}: {_AGAIN}")
    return manifest


def _read_manifest(path: str) -> Manifest:
    """Return a manifest; raises OSError or ValueError where it cannot be read."""
    if is_remote(path):
        from stakegraph.store.parquet.remote import content

        return Manifest.read(content(f"{path.rstrip('/')}/{MANIFEST}").decode())
    with open(os.path.join(path, MANIFEST), encoding="utf-8") as file:
        return Manifest.read(file.read())


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except (FileNotFoundError, NotADirectoryError):
        return -1
