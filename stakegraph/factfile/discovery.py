"""Which files are meant by the paths of facts: files, folders of them, globs."""

import glob
import os
from collections.abc import Iterable, Iterator

from stakegraph.errors import UsageError

SUFFIXES = (".yaml", ".yml", ".jsonl")


def files(paths: Iterable[str]) -> list[str]:
    """List the fact files that paths, folders and globs name, each once however it is named.

    Raises UsageError for one that names none.
    """
    found: dict[str, str] = {}
    for path in paths:
        here = _files(path)
        if not here:
            raise UsageError(f"{path}: {_lacking(path)}")
        for file in here:
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def _files(path: str) -> list[str]:
    if os.path.isdir(path):
        return sorted(_within(path))
    if os.path.exists(path):
        return [path]
    return sorted(name for name in glob.glob(path, recursive=True) if os.path.isfile(name))


def _within(folder: str) -> Iterator[str]:
    """Yield the fact files of a folder and its subfolders, hidden and linked ones apart."""
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        raise UsageError(f"{folder}: {error.strerror or error}") from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _within(entry.path)
        elif entry.name.endswith(SUFFIXES) and not entry.is_dir():
            yield entry.path


def _lacking(path: str) -> str:
    if os.path.isdir(path):
        *others, last = SUFFIXES
        return f"the folder holds no fact file ({', '.join(others)} or {last})"
    if glob.has_magic(path):
        return "no file has such a name"
    return "there is no such file or folder"
