"""Which files are meant by the paths of facts: files, folders of them, globs; or by none."""

import glob
import os
import re
from collections.abc import Iterable, Iterator

from stakegraph.errors import UsageError
from stakegraph.text.files import pieces as contents
from stakegraph.text.formats import PACKAGE

_LINES = ".jsonl"
SUFFIXES = (".yaml", ".yml", _LINES)

VARIABLE = "STAKEGRAPH_FACTS"
# They stand in a folder of compiled facts.
MANIFEST = "manifest.json"
NAMES = "names.db"
_LINE = 16 << 20  # bytes
_BEGINNING = 4096  # bytes in which a file says of what kind it is
_PROPOSALS = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[^\S\n]*(?:#[^\n]*)?\n|---\s)*[\"']?proposals[\"']?\s*:"
)

USUAL = (*(f"stakegraph{suffix}" for suffix in SUFFIXES), "facts")


def usual_paths() -> list[str]:
    """Return the paths of the facts when nobody names any, if there are some.

    These are those of $STAKEGRAPH_FACTS, else `stakegraph.yaml` (or `.yml`, or `.jsonl`) or
    `facts/` in the working folder.
    """
    variable = os.environ.get(VARIABLE, "")
    if variable:
        return re.split(f"{os.pathsep}(?!//)", variable)  # s3://... is one path
    return [path for path in USUAL if os.path.exists(path)][:1]


def is_remote(path: str) -> bool:
    """Return whether a path is an address, such as `s3://BUCKET/FOLDER`."""
    return "://" in path


def example() -> str:
    """Return the path of the example: in the wheel inside the package, in a checkout beside it."""
    places = (os.path.join(PACKAGE, "bundled"), os.path.dirname(PACKAGE))
    files = [os.path.join(place, "data", "stoke.yaml") for place in places]
    return next(filter(os.path.exists, files), files[0])


def files(paths: Iterable[str]) -> list[str]:
    """List the fact files that paths, folders and globs name, each once however it is named.

    Files of proposals are passed over. Raises UsageError for a path that names none.
    """
    found: dict[str, str] = {}
    for path in paths:
        here = _files(path)
        if here == [path] and is_proposals(path):
            raise UsageError(f"{path}: these are {_unaccepted(path)}")
        if not here:
            raise UsageError(f"{path}: {_lacking(path)}")
        for file in here:
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def is_without_facts(path: str) -> bool:
    """Return whether a path is that of a folder in which there is no fact file."""
    return os.path.isdir(path) and not _files(path)


def is_proposals(path: str) -> bool:
    """Return whether a file is one of proposals: facts that nobody has accepted."""
    if path.endswith(_LINES) or not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            return are_proposals(file.read(_BEGINNING))
    except OSError:  # who reads it says why it cannot be read
        return False


def are_proposals(data: bytes) -> bool:
    """Return whether a file that begins so is one of proposals."""
    return bool(_PROPOSALS.match(data))


def read(path: str) -> bytes:
    """Return what is in a fact file; raises UsageError as `pieces` does."""
    return b"".join(pieces(path))


def pieces(path: str) -> Iterator[bytes]:
    """Yield what is in a fact file piece by piece.

    Raises UsageError where it cannot be read, or has a line that no fact file has.
    """
    length = 0  # of the line that the last piece ends in
    try:
        for piece in contents(path):
            end = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
            length = length + len(piece) if end < 0 else len(piece) - end - 1
            if length > _LINE:
                raise UsageError(f"{path}: a line of more than {_LINE >> 20} MB: no fact file")
            yield piece
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error


def _files(path: str) -> list[str]:
    if os.path.isdir(path):
        return sorted(name for name in _within(path) if not is_proposals(name))
    if os.path.exists(path):
        return [path]
    found = filter(os.path.isfile, glob.glob(path, recursive=True))
    return sorted(name for name in found if not is_proposals(name))


def _within(folder: str) -> Iterator[str]:
    """Yield the files of facts or proposals of a folder and its subfolders.

    Those that are hidden, or hold facts that were compiled, are passed over.
    """
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        raise UsageError(f"{folder}: {error.strerror or error}") from error
    if {MANIFEST, NAMES} <= {entry.name for entry in entries}:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _within(entry.path)
        elif entry.name.endswith(SUFFIXES) and not entry.is_dir():
            yield entry.path


def _unaccepted(path: str) -> str:
    """Return what is said of a file of proposals."""
    return f"proposals, which nobody has accepted yet: 'stakegraph review {path}' goes through them"


def _lacking(path: str) -> str:
    if os.path.isfile(os.path.join(path, MANIFEST)):
        return "these are compiled facts: name the fact files that they were made from"
    if os.path.isdir(path):
        if drafts := sorted(filter(is_proposals, _within(path))):
            return f"the folder holds no facts but {_unaccepted(drafts[0])}"
        *others, last = SUFFIXES
        suffixes = f"{', '.join(others)} or {last}"
        return f"the folder holds no fact file ({suffixes}): 'stakegraph init {path}' begins one"
    if glob.has_magic(path):
        return "no file has such a name"
    return "there is no such file or folder"
