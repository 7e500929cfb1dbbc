"""Fact files -> facts in memory, or every problem of every file at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pkgutil import resolve_name
from typing import Any, Literal, Protocol, TypeVar

import msgspec

from stakegraph.errors import FactsError, Problem
from stakegraph.factfile.discovery import files, pieces, read
from stakegraph.factfile.reading import Reading
from stakegraph.model.facts import Facts, Origin, Part
from stakegraph.model.relations import RELATIONS
from stakegraph.store.build import RULES, File, build, build_of
from stakegraph.store.database import Database
from stakegraph.text.escaping import whole_characters
from stakegraph.text.suggestions import did_you_mean, nearest

Content = tuple[str, bytes]
P = TypeVar("P", bound=Part)
Kind = Literal["actor", "source"]

_CHECKS = "stakegraph.rules.checks.CHECKS"
_MUCH = 10_000_000  # bytes of a fact file
_MANY = 10_000  # ids among which looking for the nearest takes long
_NEAREST = 20  # mistakes for which that is done all the same
_SHOWN = 12  # sources that are named


def load(paths: Sequence[str]) -> Facts:
    """Return what fact files state, with what follows from it.

    `paths` are files, folders (the fact files in them, subfolders included) or globs.
    Raises FactsError with every error of every file, UsageError where there is no file to read.
    """
    return load_files([(path, read(path)) for path in files(paths)])


def load_files(contents: Iterable[Content]) -> Facts:
    """Return the same of fact files given as (path, bytes)."""
    return sound(*inspect_files(contents)).everything()


def inspect(paths: Sequence[str]) -> tuple[Database, list[Problem]]:
    """Return what fact files say, with all of their problems, sorted by place."""
    return inspect_files([(path, read(path)) for path in files(paths)])


def inspect_files(
    contents: Iterable[Content], rules: str = RULES
) -> tuple[Database, list[Problem]]:
    """Return the same of fact files given as (path, bytes)."""
    known = list(contents)
    given = [File(path, len(data), partial(_whole, data)) for path, data in known]
    connection = build(lambda: sqlite3.connect(":memory:", isolation_level=None), given, rules)
    names = [path for path, _ in known]
    database = Database(connection, names, resolve_name(rules), is_filled=False)
    bytes_of = {file.name: file.pieces for file in given}
    return database, problems(database, lambda path: bytes_of[path]())


def errors_in(path: str, size: int, pieces: Callable[[], Iterable[bytes]]) -> list[Problem]:
    """Return the errors of a fact file that is given piece by piece; nothing is derived from it.

    What it says lies in a file meanwhile, where it is large.
    """
    is_large = size > _MUCH
    place = "" if is_large else ":memory:"  # "" is a file that goes with the connection
    given = [File(path, size, pieces)]
    connect = partial(sqlite3.connect, place, isolation_level=None)
    db = build(connect, given, _CHECKS)
    with closing(db):
        found = Database(db, [path], resolve_name(_CHECKS), is_filled=False).problems()
    return [problem for problem in found if problem.severity == "error"]


def database_of(
    reading: Reading, rules: str = RULES, db: sqlite3.Connection | None = None
) -> Database:
    """Return a database of what a reading says, whatever files it comes from.

    It is made in an open one that is empty, in memory unless one is given.
    """
    files: dict[str, Reading] = {}
    for name in ("sources", "actors", "events", "facts"):
        for part in getattr(reading, name):
            of_file = files.setdefault(part.origin.path, Reading(relations=reading.relations))
            getattr(of_file, name).append(_encodable(part))
    first = next(iter(files.values()), reading)
    first.title = whole_characters(reading.title)
    own = reading.relations.keys() - RELATIONS.keys()
    first.declared = {key: Origin(next(iter(files), ""), 1, 1) for key in own}
    db = db or sqlite3.connect(":memory:", isolation_level=None)
    build_of(db, list(files.values()) or [reading], rules)
    return Database(db, list(files) or [""], resolve_name(rules), is_filled=False)


def sound(database: Database, found: Sequence[Problem]) -> Database:
    """Return a database; raises FactsError where any of its problems is an error."""
    errors = [problem for problem in found if problem.severity == "error"]
    if errors:
        raise FactsError(errors)
    return database


class Faulty(Protocol):
    """Facts with what is wrong with them."""

    def problems(self) -> list[Problem]:
        """Return all that is wrong, each problem with the place of its entry."""

    def ids(self, kind: Kind) -> Iterable[str]:
        """Return the ids of the actors, or of the sources."""


def problems(database: Faulty, pieces: Callable[[str], Iterable[bytes]] = pieces) -> list[Problem]:
    """Return the problems of a set of facts where they stand, sorted, with the nearest ids.

    `pieces` yields the bytes of a fact file.
    """
    found = database.problems()
    return sorted(placed(database, sorted(found), pieces)) if found else []


def placed(
    database: Faulty, found: Iterable[Problem], pieces: Callable[[str], Iterable[bytes]]
) -> Iterator[Problem]:
    """Yield problems sorted by file and line where they stand, with the nearest ids."""
    from stakegraph.factfile.places import located  # what has no fault needs no second look

    return located(map(_Nearest(database), found), pieces)


def _encodable(part: P) -> P:
    """Return a part with U+FFFD in the place of what no database can hold: half a character."""
    try:
        msgspec.json.encode(part)
    except UnicodeEncodeError:
        return msgspec.convert(_replaced(msgspec.to_builtins(part)), type(part))
    return part


def _replaced(value: Any) -> Any:
    if isinstance(value, str):
        return whole_characters(value)
    if isinstance(value, dict):
        return {_replaced(key): _replaced(inner) for key, inner in value.items()}
    return [*map(_replaced, value)] if isinstance(value, list | tuple) else value


def _whole(data: bytes) -> list[bytes]:
    return [data]


class _Nearest:
    """Completes problems of ids that nothing has: each may have been meant to be another."""

    def __init__(self, database: Faulty) -> None:
        self._database = database
        self._ids: dict[str, list[str]] = {}
        self._known: dict[tuple[str, str], str] = {}

    def __call__(self, problem: Problem) -> Problem:
        """Return a problem with the nearest id in its message, if there is any."""
        if not problem.unknown:
            return problem
        if problem.rule == "bad-evidence":
            return problem._replace(message=self._placed(problem), unknown="")
        kind: Kind = "source" if problem.rule == "unknown-source" else "actor"
        key = kind, problem.unknown
        if key not in self._known:
            ids = self._listed(kind)
            many = len(ids) > _MANY and len(self._known) > _NEAREST
            self._known[key] = "" if many else did_you_mean(problem.unknown, ids)
        return problem._replace(message=problem.message + self._known[key], unknown="")

    def _placed(self, problem: Problem) -> str:
        """Return the message on a place that is none, with the ids of sources that there are."""
        ids, given = self._listed("source"), problem.unknown
        said, write, advice = problem.message.rpartition(" write ")
        if given in ids or not ids:
            return said + write + advice.replace("'ID ", f"'{given if ids else 'ID'} ")
        near = nearest(given.casefold(), ids[:_MANY]) or ids
        more = ", ..." if len(ids) > _SHOWN else ""
        there = f"; the sources are {', '.join(ids[:_SHOWN])}{more}"
        return said + write + advice.replace("'ID ", f"'{near[0]} ") + there

    def _listed(self, kind: Kind) -> list[str]:
        return self._ids.setdefault(kind, [*self._database.ids(kind)])
