"""A baseline: the problems that are known, in a file of lines as `check` prints them."""

import codecs
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from stakegraph.errors import Problem, UsageError
from stakegraph.text.escaping import visible
from stakegraph.text.files import read

_PROBLEM = re.compile(
    r"(?P<path>.+?):\d+:\d+: (?P<what>(?:error|warning): .+) (?P<rule>\[[a-z-]+\])\s*"
)
# Where something else stands that a problem is about: that moves as well.
_LINE = re.compile(r"(\bin line |\.(?:yaml|yml|jsonl):)\d+")
# What might have been meant: that depends on what else there is.
_ADVICE = re.compile(r"(: did you mean '|: write '|; the sources are |; there are ).*")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def new_problems(problems: Iterable[Problem], path: str) -> list[Problem]:
    """Return the problems that a baseline does not have, in whatever line of its file it has them.

    Of those that are alike in one file it covers as many as it has. Raises UsageError where it
    cannot be read, or has a line that is none of `check`.
    """
    known = Counter(_known(path))
    new = []
    for problem in problems:
        key = _key(visible(str(problem)))
        if known[key]:
            known[key] -= 1
        else:
            new.append(problem)
    return new


def _known(path: str) -> Iterator[str]:
    if not os.path.exists(path):
        told = f"{path}: there is no such file; 'stakegraph check > {path}' makes a baseline"
        raise UsageError(told)
    content = read(path)
    try:  # some shells write what they redirect as UTF-16
        text = content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is no baseline: it is no text in UTF-8") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            key = _key(line)
            if not key:
                told = (
                    f"{path} is no baseline: line {number} is none that 'stakegraph check' prints"
                )
                raise UsageError(told)
            yield key


def _key(line: str) -> str:
    """Return what a line says of which file, however its path is written; "" for another line."""
    found = _PROBLEM.fullmatch(line)
    if not found:
        return ""
    file = os.path.abspath(found["path"].replace("\\", "/"))
    what = _ADVICE.sub("", _LINE.sub(r"\1", found["what"]))
    return f"{file}: {what} {found['rule']}"
