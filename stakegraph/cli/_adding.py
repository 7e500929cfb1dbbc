"""An entry added to a fact file: checked first, then written, whole or not at all."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from stakegraph.errors import CannotWriteError, FactsError, Problem, UsageError

if TYPE_CHECKING:
    from stakegraph.factfile.fields import Fields

# What may be at fault before: an entry that is added may mend it.
_MENDED = ("unknown-source", "unknown-actor")


class FactFile:
    """The fact file that is to be added to: `into`, or else the only one that `facts` name."""

    def __init__(self, facts: Sequence[str], into: str = "") -> None:
        from stakegraph.factfile.discovery import files, usual_paths

        found = files([*facts] or usual_paths() or ([into] if into else []))
        if not found:
            raise UsageError(
                "there is no fact file here: name the one to write to with --facts FILE"
            )
        self.files = found
        self.path = _one_of(found, into)

    def add(self, section: str, key: str, given: "Fields", *, dry: bool = False) -> str:
        """Add an entry and return its lines; of a `dry` one nothing is written.

        Raises UsageError for an entry that no fact file may have, or whose id is taken, and
        FactsError for facts that are at fault, with the entry or without; but what facts cite or
        name already may be added.
        """
        from stakegraph.factfile.discovery import read
        from stakegraph.factfile.splicing import splice
        from stakegraph.store.loading import inspect_files
        from stakegraph.text.files import save

        _verify(section, key, given)
        contents = {path: read(path) for path in self.files}
        known, before_it = inspect_files(contents.items())
        errors = [problem for problem in before_it if problem.severity == "error"]
        _refuse([problem for problem in errors if problem.rule not in _MENDED])
        if section == "sources" and (taken := known.source(key)):
            path = taken.origin.path
            raise UsageError(f"{path}: there is an entry {key!r} in {section} already")
        before = contents[self.path]
        found = splice(before, self.path, section, key, given)
        contents[self.path] = found.into(before)
        _refuse(_further(before_it, inspect_files(contents.items())[1]))
        if not dry:
            if read(self.path) != before:
                raise CannotWriteError(f"{self.path}: it was changed meanwhile: nothing is written")
            save(self.path, [contents[self.path]])
        return found.text.decode().strip("\r\n")


def _further(known: Iterable[Problem], found: Iterable[Problem]) -> list[Problem]:
    """Return the errors that were not there before, wherever they stand."""
    left = Counter(map(_without_numbers, known))
    further = []
    for problem in found:
        left[_without_numbers(problem)] -= 1
        if problem.severity == "error" and left[_without_numbers(problem)] < 0:
            further.append(problem)
    return further


def _without_numbers(problem: Problem) -> tuple[str, str, str]:
    return problem.path, problem.rule, re.sub("[0-9]+", "", problem.message)


def _refuse(errors: Sequence[Problem]) -> None:
    if errors:
        raise FactsError(errors)


def _one_of(files: Sequence[str], into: str) -> str:
    found = [path for path in files if not into or _is_same(path, into)]
    listed = [f"  {path}" for path in files]
    if not found:
        raise UsageError(f"{into}: this is none of the fact files:", lines=listed)
    if len(found) > 1:
        raise UsageError(
            "there are several fact files: name the one to write to with --into FILE:", lines=listed
        )
    if not os.path.isfile(found[0]):
        raise UsageError(f"{found[0]}: this is no file that can be added to")
    return found[0]


def _is_same(path: str, other: str) -> bool:
    return os.path.exists(other) and os.path.samefile(path, other)


def _verify(section: str, key: str, given: "Fields") -> None:
    """Raise UsageError for what is wrong with an entry alone."""
    from stakegraph.factfile.writer import entry
    from stakegraph.factfile.yaml import read

    text = f"stakegraph: 1\n{section}:\n{entry(key, given)}"
    for problem in read(text.encode(), "").problems:
        if problem.severity == "error":
            raise UsageError(f"nothing is written: {problem.message}")
