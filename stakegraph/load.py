"""Paths -> Facts: find the files, read, merge, check, derive; or raise once with all problems."""

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from stakegraph import formats
from stakegraph.checks import check
from stakegraph.derive import derive
from stakegraph.errors import FactsError, Problem, UsageError
from stakegraph.files import read
from stakegraph.merge import merge
from stakegraph.model import Facts
from stakegraph.readers import Reading

SUFFIXES = (".yaml", ".yml")

_LACKING = ("unknown-relation", "no-relation")

Content = tuple[str, bytes]


def load(paths: Sequence[str]) -> Facts:
    """Read fact files into one set of facts, with what follows from them.

    `paths` are files, folders (their .yaml files, subfolders included) or globs.
    Raises FactsError with every error of every file, UsageError where there is no file to read.
    """
    return load_files(map(_content, files(paths)))


def load_files(contents: Iterable[Content]) -> Facts:
    """Do the same for fact files given as (path, bytes)."""
    facts, problems = inspect_files(contents)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise FactsError(errors)
    return derive(facts)


def inspect(paths: Sequence[str]) -> tuple[Facts, list[Problem]]:
    """Read fact files and give what they state with all of their problems, sorted by place."""
    return inspect_files(map(_content, files(paths)))


def inspect_files(contents: Iterable[Content]) -> tuple[Facts, list[Problem]]:
    """Do the same for fact files given as (path, bytes)."""
    readings = _readings(list(contents))
    facts, problems = merge(readings)
    problems += chain.from_iterable(reading.problems for reading in readings)
    unread = any(problem.severity == "error" for problem in problems)
    problems += check(facts)
    if unread:
        # An entry that could not be read may well be what mentions the actor.
        problems = [problem for problem in problems if problem.rule != "unmentioned-actor"]
    return facts, sorted(problems)


def _readings(contents: list[Content]) -> list[Reading]:
    """Read each file; its facts may state relations that another one of the files declares."""
    reader = formats.load("readers", "yaml")
    readings: list[Reading] = [reader.read(data, path) for path, data in contents]
    relations = {key: row for reading in readings for key, row in reading.relations.items()}
    for place, (path, data) in enumerate(contents):
        lacking = any(each.rule in _LACKING for each in readings[place].problems)
        if lacking and not relations.keys() <= readings[place].relations.keys():
            readings[place] = reader.read(data, path, relations)
    return readings


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
    """Give the fact files of a folder and its subfolders, hidden and linked ones apart."""
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
        return f"the folder holds no fact file ({' or '.join(SUFFIXES)})"
    if glob.has_magic(path):
        return "no file has such a name"
    return "there is no such file or folder"


def _content(path: str) -> Content:
    return path, read(path)
