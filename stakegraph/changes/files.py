"""The fact files that are changed: checked before and after, then written, whole or not at all."""

import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from stakegraph.errors import CannotWriteError, FactsError, Problem, UsageError
from stakegraph.evidence.citations import END_NOT_MENTIONED, verify
from stakegraph.evidence.texts import read_texts
from stakegraph.factfile.discovery import files, read, usual_paths
from stakegraph.factfile.readers import reader
from stakegraph.factfile.reading import Reading
from stakegraph.store.loading import inspect_files
from stakegraph.text.files import save_all
from stakegraph.text.formats import PACKAGE
from stakegraph.text.locking import locked

_SHOWN = 12  # errors that are named
# What may be at fault before a change, which may mend it.
_MENDED = ("unknown-source", "unknown-actor")


class State:
    """What fact files say: the bytes of each, what is made of them, and all that is wrong."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self.contents = contents
        self.store, self.problems = inspect_files(contents.items())
        self._readings: dict[str, Reading] = {}

    def reading(self, path: str) -> Reading:
        """Return what one of the files says by itself."""
        if path not in self._readings:
            read = reader(path).read
            self._readings[path] = read(self.contents[path], path, self.store.relations)
        return self._readings[path]

    def findings(self, cited: Iterable[str]) -> list[Problem]:
        """Return what `verify` finds in the citations of some sources whose texts can be read."""
        sources = {each.id: each for each in filter(None, map(self.store.source, cited))}
        texts, _ = read_texts(sources, {})
        return verify(self.store.everything(), texts).problems if texts else []


class Edit(NamedTuple):
    """What some files are to say: the bytes of each, and the lines that show what is changed.

    What it newly cites of some sources is verified against their texts.
    """

    contents: Mapping[str, bytes]
    lines: Sequence[str] = ()
    cited: Collection[str] = ()


class Change(NamedTuple):
    """A change that was made, or would be: what was said and is, and what `check` warns of now."""

    before: State
    after: State
    edit: Edit
    warnings: Sequence[Problem]


class FactFiles:
    """The fact files of some paths, one of which is written `into` where nothing else says which.

    Without paths they are the usual ones. Raises UsageError where there are none.
    """

    def __init__(self, facts: Sequence[str], into: str = "") -> None:
        paths = [*facts] or usual_paths() or ([into] if into else [])
        if not paths:
            advice = "'stakegraph init' makes one, and --facts FILE names one elsewhere"
            raise UsageError(f"there is no fact file here: {advice}")
        self.paths = files(paths)
        self.into = _one_of(self.paths, into) if into else ""

    def path(self, state: State, sources: Iterable[str] = ()) -> str:
        """Return the file that is written to, by an entry that cites some sources.

        It is the one named, or the only one; else that in which the first of the sources is
        listed. Raises UsageError where none of this says it.
        """
        if self.into or len(self.paths) == 1:
            return self.into or self.paths[0]
        for source in filter(None, map(state.store.source, sources)):
            return source.origin.path
        listed = [f"  {path}" for path in self.paths]
        message = "there are several fact files: name the one to write to with --into FILE:"
        raise UsageError(message, lines=listed)

    def change(
        self, plan: Callable[[State], Edit], *, dry: bool = False, warn: bool = True
    ) -> Change:
        """Make the change that a plan gives for what the files say, unless it is `dry`.

        Raises FactsError for files that are at fault, UsageError for a change with which `check`
        would report an error that it does not now, or `verify` that cited words do not stand where
        they should, and whatever the plan raises.
        """
        with locked(os.path.dirname(os.path.realpath(path)) for path in self.paths):
            before = State({path: read(path) for path in self.paths})
            errors = [one for one in before.problems if one.severity == "error"]
            if any(one.rule not in _MENDED for one in errors):
                raise FactsError(one for one in errors if one.rule not in _MENDED)
            edit = plan(before)
            after = State({**before.contents, **edit.contents})
            further = _further(before.problems, after.problems)
            _refuse("check", [one for one in further if one.severity == "error"], before, after)
            found = after.findings(edit.cited)
            found = _further(before.findings(edit.cited), found) if found else []
            _refuse(
                "verify", [one for one in found if one.rule != END_NOT_MENTIONED], before, after
            )
            further += [one._replace(severity="warning") for one in found]
            if not dry:
                _write(before, after)
        return Change(before, after, edit, [one for one in further if warn])


def refuse_example(path: str) -> None:
    """Raise UsageError for a file of the package, of which others have the same."""
    if os.path.realpath(path).startswith(os.path.realpath(PACKAGE) + os.sep):
        advice = "copy it, or begin one of your own with 'stakegraph init'"
        raise UsageError(f"{path}: this is a part of the program and is not changed: {advice}")


def _write(before: State, after: State) -> None:
    """Write the files that are changed, or none where somebody else changed one meanwhile."""
    changed = {path: data for path, data in after.contents.items() if data != before.contents[path]}
    for path in changed:
        refuse_example(path)
        if not os.path.isfile(path):
            raise UsageError(f"{path}: this is no file that can be written to")
        if read(path) != before.contents[path]:
            raise CannotWriteError(f"{path}: it was changed meanwhile: nothing is written")
    save_all(changed, before.contents)


def _further(known: Iterable[Problem], found: Iterable[Problem]) -> list[Problem]:
    """Return the problems that were not there before, wherever they stand."""
    left = Counter(map(_identity, known))
    further = []
    for problem in found:
        left[_identity(problem)] -= 1
        if left[_identity(problem)] < 0:
            further.append(problem)
    return further


def _identity(problem: Problem) -> tuple[str, str, str]:
    """Return what stays of a problem when lines move and other ids come to be near."""
    message = re.sub(
        r"(?<=\bline )\d+|(?<=:)\d+|: did you mean .*|; the sources are .*", "", problem.message
    )
    return problem.path, problem.rule, message


def _refuse(command: str, errors: Sequence[Problem], before: State, after: State) -> None:
    """Raise UsageError for errors that a change would make, each where it stands before that."""
    lines = []
    for one in errors:
        line = _line_before(before.contents[one.path], after.contents[one.path], one.line)
        place = f"{one.path}:{line}: " if line else ""
        lines.append(f"  {place}{one.message} [{one.rule}]")
    if lines:
        message = f"nothing is written: 'stakegraph {command}' would report"
        told = [*dict.fromkeys(lines)]
        more = [f"  and {len(told) - _SHOWN:,} more"] if len(told) > _SHOWN else []
        raise UsageError(message, lines=[*told[:_SHOWN], *more])


def _line_before(before: bytes, after: bytes, line: int) -> int:
    """Return which line of a file one of it after a change was, 0 for one that is changed."""
    old, new = before.split(b"\n"), after.split(b"\n")
    if line <= _common(old, new):
        return line
    is_behind = line > len(new) - _common(old[::-1], new[::-1])
    return line + len(old) - len(new) if is_behind else 0


def _common(some: Sequence[bytes], others: Sequence[bytes]) -> int:
    """Return how many lines two files begin with together."""
    pairs = zip(some, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _one_of(paths: Sequence[str], into: str) -> str:
    found = [path for path in paths if os.path.exists(into) and os.path.samefile(path, into)]
    if not found:
        listed = [f"  {path}" for path in paths]
        raise UsageError(f"{into}: this is none of the fact files:", lines=listed)
    return found[0]
