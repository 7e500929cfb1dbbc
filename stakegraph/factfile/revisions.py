"""Fact files as they were in a git revision."""

import glob
import os
import re
import subprocess
from collections.abc import Sequence

from stakegraph.errors import UsageError
from stakegraph.factfile.discovery import SUFFIXES

# What the characters of a glob match, in the order in which they are looked for.
_MAGIC = (
    *(("**/", "(?:[^/.][^/]*/)*"), ("*", "[^/]*"), ("?", "[^/]")),
    *(("[!", "[^"), ("[", "["), ("]", "]"), ("-", "-")),
)


def files_at(revision: str, paths: Sequence[str]) -> list[tuple[str, bytes]]:
    """Return the fact files of some paths as a git revision had them, as (path, bytes).

    Raises UsageError where there is no such revision, or it has none of the files.
    """
    folder, _ = _parted(paths[0])
    if not os.path.isdir(folder):
        raise UsageError(f"{folder}: there is no such folder")
    known = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if known is None:
        raise UsageError(f"{revision}: neither a file or folder nor a git revision of {folder}")
    found = []
    for path in paths:
        base, wanted = _parted(path)
        listed = _git(base, "ls-tree", "-r", "-z", "--name-only", revision, "--", ".")
        for name in sorted((listed or b"").decode("utf-8", "surrogateescape").split("\0")):
            data = _git(base, "show", f"{revision}:./{name}") if wanted.fullmatch(name) else None
            if data is not None:
                found.append((f"{revision}:{os.path.normpath(os.path.join(base, name))}", data))
    if not found:
        raise UsageError(f"{revision} has none of the fact files: {', '.join(paths)}")
    return found


def _parted(path: str) -> tuple[str, re.Pattern[str]]:
    """Return the folder of a path, and what the names within it that the path means look like."""
    if os.path.isdir(path):
        suffixes = "|".join(map(re.escape, SUFFIXES))
        return path, re.compile(rf"(?:[^/.][^/]*/)*[^/.][^/]*(?:{suffixes})")
    folder, name = os.path.split(path)
    while glob.has_magic(folder):
        folder, last = os.path.split(folder)
        name = f"{last}/{name}"
    pattern = re.escape(name)
    if glob.has_magic(path):
        for magic, meant in _MAGIC:
            pattern = pattern.replace(re.escape(magic), meant)
    return folder or ".", re.compile(pattern)


def _git(folder: str, *arguments: str) -> bytes | None:
    """Return what git prints, or None where it fails."""
    try:
        done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=False)  # noqa: S603, S607
    except FileNotFoundError as error:
        raise UsageError("git is not installed: compare files or folders") from error
    return done.stdout if done.returncode == 0 else None
