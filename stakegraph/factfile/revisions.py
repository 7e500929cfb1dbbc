"""Fact files as they were in a git revision."""

import glob
import os
import posixpath
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from stakegraph.errors import UsageError
from stakegraph.factfile.discovery import SUFFIXES, are_proposals

# What the characters of a glob match, in the order in which they are looked for.
_MAGIC = (
    *(("**/", "(?:[^/.][^/]*/)*"), ("*", "[^/]*"), ("?", "[^/]")),
    *(("[!", "[^"), ("[", "["), ("]", "]"), ("-", "-")),
)
_LINK, _SUBMODULE = "120000", "160000"
_LINKS = 10  # that lead to one another
_SECONDS = 120


def files_at(
    revision: str, paths: Sequence[str], tell: Callable[[str], None] = lambda _: None
) -> list[tuple[str, bytes]]:
    """Return the fact files of some paths as a git revision had them, as (path, bytes).

    A symbolic link is followed, as it was then. What a submodule holds is in a repository of its
    own: that it is not seen is said to `tell`. Raises UsageError where there is no such revision,
    or it has none of the files, and where git says that it cannot read them.
    """
    found: dict[tuple[str, str], tuple[str, bytes]] = {}
    for path in paths:
        base, wanted = _parted(path)
        tree = _Tree(base, revision)
        for entry in tree.entries(tree.prefix):
            name = entry.name.removeprefix(tree.prefix)
            place = f"{revision}:{os.path.normpath(os.path.join(base, name))}"
            if entry.mode == _SUBMODULE:
                if wanted.fullmatch(f"{name}/facts{SUFFIXES[0]}"):
                    tell(f"{place} is a submodule: its facts are not seen")
            elif wanted.fullmatch(name):
                target = tree.target(entry, place)
                content = tree.content(target)
                if not are_proposals(content):
                    found.setdefault((tree.commit, target), (place, content))
    if not found:
        raise UsageError(f"{revision} has none of the fact files: {', '.join(paths)}")
    return list(found.values())


class _Entry(NamedTuple):
    """A file, a link or a submodule of a tree, with its name from the top."""

    mode: str
    name: str


class _Tree:
    """What a revision has; `prefix` is the name of a folder within it."""

    def __init__(self, folder: str, revision: str) -> None:
        if not os.path.isdir(folder):
            raise UsageError(f"{folder}: there is no such folder")
        self.folder = folder
        done = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        reason = _reason(done)
        if revision.startswith("-") or done.returncode:
            if reason and "not a git repository" not in reason:
                raise UsageError(f"{folder}: git says: {reason}")
            raise UsageError(f"{revision}: neither a file or folder nor a git revision of {folder}")
        self.commit = _decoded(done.stdout).strip()
        self.prefix = _decoded(self._said("rev-parse", "--show-prefix")).removesuffix("\n")

    def entries(self, name: str) -> Iterator[_Entry]:
        """Yield what there is under a name, sorted."""
        names = ["--", name] if name else []
        listed = self._said("ls-tree", "-r", "-z", "--full-tree", self.commit, *names)
        for line in sorted(filter(None, _decoded(listed).split("\0")), key=_name):
            yield _Entry(line.partition(" ")[0], _name(line))

    def target(self, entry: _Entry, place: str) -> str:
        """Return the name of the file that an entry is, or leads to."""
        for _ in range(_LINKS):
            if entry.mode != _LINK:
                return entry.name
            link = _decoded(self.content(entry.name))
            name = posixpath.normpath(posixpath.join(posixpath.dirname(entry.name), link))
            is_outside = posixpath.isabs(link) or name.startswith("..")
            there = [] if is_outside else [each for each in self.entries(name) if each.name == name]
            if not there:
                raise UsageError(f"{place} is a link to {link!r}, which the revision does not have")
            (entry,) = there
        raise UsageError(f"{place} is a link that leads to no file")

    def content(self, name: str) -> bytes:
        """Return what was in a file."""
        return self._said("cat-file", "blob", f"{self.commit}:{name}")

    def _said(self, *arguments: str) -> bytes:
        done = _git(self.folder, *arguments)
        if done.returncode:
            raise UsageError(f"{self.folder}: git says: {_reason(done)}")
        return done.stdout


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


def _git(folder: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git; raises UsageError where it cannot be run."""
    command = ["git", "--literal-pathspecs", "-C", folder, *arguments]
    environment = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
    try:
        return subprocess.run(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise UsageError("git is not installed: compare files or folders") from error
    except OSError as error:
        raise UsageError(f"git cannot be run: {error.strerror or error}") from error
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"{folder}: git did not answer in {_SECONDS} seconds") from error


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return why git failed, in its own words, in one line."""
    lines = (line.strip() for line in _decoded(done.stderr).splitlines())
    said = "; ".join(filter(None, lines)).removeprefix("fatal: ")
    return said if said or done.returncode == 1 else f"exit code {done.returncode}"


def _name(line: str) -> str:
    return line.partition("\t")[2]


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
