"""Paths -> Facts: find the files, read, merge, check, derive; or raise once with all problems."""

from collections.abc import Iterable, Sequence
from itertools import chain

from stakegraph.errors import FactsError, Problem
from stakegraph.factfile.discovery import files
from stakegraph.factfile.places import located
from stakegraph.factfile.readers import reader
from stakegraph.factfile.reading import Reading
from stakegraph.model.facts import Facts, Origin
from stakegraph.model.relations import RELATIONS
from stakegraph.rules.checks import check
from stakegraph.rules.inference import derive
from stakegraph.rules.merge import merge
from stakegraph.text.files import read

LACKING = ("unknown-relation", "no-relation")

Content = tuple[str, bytes]


def load(paths: Sequence[str]) -> Facts:
    """Read fact files into one set of facts, with what follows from them.

    `paths` are files, folders (the fact files in them, subfolders included) or globs.
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
    contents = list(contents)
    readings = _readings(contents)
    facts, problems = merge(readings)
    problems += chain.from_iterable(reading.problems for reading in readings)
    unread = any(problem.severity == "error" for problem in problems)
    faulty = {
        Origin(path, *place)
        for (path, _), reading in zip(contents, readings, strict=True)
        for place in reading.faulty
    }
    for problem in check(facts):
        # What an entry cites may be what could not be read.
        if problem.rule != "no-evidence" or problem[:3] not in faulty:
            problems.append(problem)
    if unread:
        # An entry that could not be read may well be what mentions the actor.
        problems = [problem for problem in problems if problem.rule != "unmentioned-actor"]
    return facts, sorted(located(problems, dict(contents).__getitem__))


def _readings(contents: list[Content]) -> list[Reading]:
    """Read each file; its facts may state relations that another one of the files declares."""
    readings = [reader(path).read(data, path, RELATIONS) for path, data in contents]
    relations = {key: row for reading in readings for key, row in reading.relations.items()}
    for place, (path, data) in enumerate(contents):
        lacking = any(each.rule in LACKING for each in readings[place].problems)
        if lacking and not relations.keys() <= readings[place].relations.keys():
            readings[place] = reader(path).read(data, path, relations)
    return readings


def _content(path: str) -> Content:
    return path, read(path)
