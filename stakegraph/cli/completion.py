"""Completion of actor names in the shell.

What is typed may begin an id or any word of a name; the id is what completes it. Reading YAML would
double the time of a keystroke, so the names of each set of files are kept in the user's cache.
"""

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import typer

_VERSION = 1
_QUOTES = "\"'’‘ʼ`´"


class _Typed(str):
    """An id that Typer offers although what was typed begins a name and not the id."""

    __slots__ = ()

    def startswith(self, *args: Any) -> bool:
        """Agree: the choice was made already."""
        return True


def complete_actor(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Give the ids, with names as help, that what was typed may become.

    It never raises and never prints: a completion that fails offers nothing.
    """
    try:
        return [
            (_Typed(id), name)
            for id, name, words in _names(ctx.params.get("facts") or ())
            if id.startswith(incomplete) or _begins(incomplete, words)
        ]
    except Exception:
        return []


def _begins(typed: str, words: str) -> bool:
    """Tell whether a text begins some word of those names, with what follows it.

    It is folded as `names.fold` does, which is too much to load for a keystroke.
    """
    plain = unicodedata.normalize("NFKD", typed).casefold()
    letters = (char for char in plain if not unicodedata.combining(char) and char not in _QUOTES)
    folded = " ".join(re.findall(r"\w+", "".join(letters)))
    return f" {folded}" in words


def _names(facts: Sequence[str]) -> Iterable[tuple[str, str, str]]:
    """Give (id, name, all names folded with a space before each word), from the cache if fresh."""
    import json

    from stakegraph.cli.places import quiet_paths

    paths = [os.path.abspath(path) for path in quiet_paths(facts)]
    stamps = [[path, *_stamp(path)] for path in _files(paths)]
    kept = _cache_file(paths)
    try:
        with open(kept, encoding="utf-8") as file:
            cache = json.load(file)
        if cache["version"] == _VERSION and cache["stamps"] == stamps:
            return [(id, name, words) for id, name, words in cache["names"]]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    names = list(_read(paths))
    _keep(kept, json.dumps({"version": _VERSION, "stamps": stamps, "names": names}))
    return names


def _read(paths: Sequence[str]) -> Iterable[tuple[str, str, str]]:
    from stakegraph.load import inspect
    from stakegraph.names import fold, forms

    facts, _ = inspect(paths)
    for actor in facts.actors.values():
        words = "".join(f" {fold(form)}" for form in forms(actor))
        yield actor.id, actor.name, words


def _files(paths: Sequence[str]) -> list[str]:
    if all(os.path.isfile(path) for path in paths):
        return list(paths)
    from stakegraph.load import files

    return files(paths)


def _stamp(path: str) -> tuple[int, int]:
    status = os.stat(path)
    return status.st_mtime_ns, status.st_size


def _cache_file(paths: Sequence[str]) -> str:
    """Give the cache file of a set of paths, in the user's cache folder."""
    import zlib

    if sys.platform == "win32":
        folder = os.environ.get("LOCALAPPDATA", os.path.expanduser("~"))
    else:
        folder = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    name = f"names-{zlib.crc32(repr(paths).encode('utf-8', 'surrogateescape')):08x}.json"
    return os.path.join(folder, "stakegraph", name)


def _keep(path: str, text: str) -> None:
    from stakegraph.files import write_whole

    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        write_whole(path, [text])
        os.chmod(path, 0o600)
    except OSError:
        pass  # a cache that cannot be written only costs time
