"""What can go wrong, as values (`Problem`) and as exceptions (`StakegraphError`)."""

import re
from collections.abc import Iterable
from enum import IntEnum
from typing import Literal, NamedTuple

# Characters that a message repeats of one name or value.
LONGEST = 200

_WHOLE = 2000  # characters of a whole message

# What is quoted, or has no spaces.
_LONG = rf"(?<!\w)(['\"])(.*?)\1(?!\w)|(\S{{{LONGEST + 1},}})"

Severity = Literal["error", "warning"]


class ExitCode(IntEnum):
    """Say to the shell how a command ended."""

    ANSWERED = 0
    FACTS_AT_FAULT = 1
    CALLED_WRONGLY = 2


# Every rule that a problem may name.
RULES = {
    "encoding": "a byte or character that a text file of YAML must not have",
    "yaml-syntax": "not YAML",
    "json-syntax": "not JSON, in a file of JSON Lines",
    "yaml-tag": "a tag: values are plain texts, lists and tables",
    "yaml-alias": "an anchor or alias: every value is written out",
    "yaml-merge": "a merge key: every value is written out",
    "yaml-document": "a second document in one file",
    "yaml-depth": "more levels than a fact file has any use for",
    "yaml-key": "a key that is not one text",
    "duplicate-key": "a key given twice in one table",
    "not-a-fact-file": "nothing in the file",
    "version": "the format version is missing or not known",
    "unknown-key": "a section or field that does not exist",
    "missing-key": "a field that must be given",
    "empty-value": "a field with nothing in it",
    "wrong-type": "a value of the wrong shape, or none of the choices",
    "bad-id": "an id that cannot be one, or that is taken",
    "misread-text": "an unquoted text that other YAML readers take for something else",
    "bad-date": "not a date, or one that does not go with another",
    "bad-evidence": "not a place in a source",
    "no-relation": "a fact that states nothing",
    "several-relations": "a fact that states several things",
    "unknown-relation": "a relation that does not exist",
    "unknown-actor": "an id that no section declares",
    "unknown-source": "a source that is not listed",
    "wrong-kind": "an actor of a kind that the relation does not join",
    "end-before-start": "an end before the start",
    "overlapping-terms": "two terms of one person in one post at once",
    "held-while-empty": "a holder of a post at a time when it is said to have stood empty",
    "outlasting": "a tie that begins or ends after one of the two had ended",
    "no-reason": "an inference that does not say from what",
    "shared-identifier": "two actors that a register calls the same",
    "no-evidence": "an entry for which no source is cited",
    "duplicate-fact": "the same fact twice in one file",
    "duplicate-id": "one id for two facts, or for a fact and an event",
    "bad-share": "a text that is no share",
    "bad-amount": "a text that is no amount of money",
    "more-than-whole": "shares at one time that make more than the whole",
    "clash": "two entries that describe one actor, source or relation differently",
    "plural-title": "a post of several holders whose title is a plural",
    "circle": "a line that leads back to where it began",
    "unmentioned-actor": "an actor that no fact mentions",
}
# The rules by which `verify` checks citations against texts: it may waive them.
WAIVABLE = {
    "missing-place": "a place that the source does not have",
    "quote-moved": "a quotation that stands in another paragraph",
    "quote-cut": "a quotation that leaves out or adds a word that turns the sense",
    "quote-scattered": "a quotation whose pieces stand in no one paragraph, or in another order",
    "quote-not-found": "a quotation that stands nowhere in the source",
    "said-as-not-found": "words that are said to name somebody, and do not stand there",
    "end-not-mentioned": "an actor that the cited places do not mention",
}
RULES |= {"no-text": "the text of a source cannot be read", **WAIVABLE}


class Problem(NamedTuple):
    """One thing that is wrong in one place of one file; lines and columns count from 1.

    Where `field` is given, the place is still that of a whole entry, and what is wrong is one of
    its fields (`until`) or an item of one (`evidence/1`): `located` in `factfile.places` returns
    the place of that. `unknown` is an id that nothing has: the nearest one is still to be named.
    """

    path: str
    line: int
    column: int
    severity: Severity
    message: str
    rule: str
    field: str = ""
    unknown: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}"
        return f"{place}: {self.severity}: {concise(self.message)} [{self.rule}]"


class QuantityError(ValueError):
    """A text is no share or no amount; the message says what is wrong, or what to write."""


class StakegraphError(Exception):
    """Anything that `cli.main` turns into a message and an exit code.

    `lines` are what stands beneath the message. A line break within any of them is none of ours:
    it is made visible, so that no name and no argument can look like a message.
    """

    exit_code = ExitCode.CALLED_WRONGLY

    def __init__(self, message: str, lines: Iterable[str] = ()) -> None:
        super().__init__("\n".join(map(concise, (message, *lines))))


class Candidate(NamedTuple):
    """What may have been meant by a wrong word: its id, and its name where it has one."""

    id: str
    name: str = ""


class UsageError(StakegraphError):
    """The command was called wrongly: an option, a path or a name that cannot be used.

    `candidates` are those that may have been meant.
    """

    def __init__(
        self, message: str, candidates: Iterable[Candidate] = (), lines: Iterable[str] = ()
    ) -> None:
        super().__init__(message, lines)
        self.candidates = tuple(candidates)


class Unsure(UsageError):
    """Something must be known that the input does not say: `option` says it, one of `choices`.

    With no choices it is any text. `answer` is what the option is given for a choice: `role={}`.
    """

    def __init__(
        self,
        message: str,
        option: str,
        choices: Iterable[str] = (),
        answer: str = "{}",
        lines: Iterable[str] = (),
    ) -> None:
        super().__init__(message, lines=lines)
        self.question = message
        self.option = option
        self.choices = tuple(choices)
        self.answer = answer


class UnknownName(UsageError):
    """No actor bears the name that was typed."""


class AmbiguousName(UsageError):
    """Several actors may be meant by the name that was typed."""


class DamagedIndex(StakegraphError):
    """What is kept of the facts is not what was written: it is to be made anew."""

    exit_code = ExitCode.FACTS_AT_FAULT


class DamagedFolder(StakegraphError):
    """A folder of compiled facts is not what was written, and cannot be made anew from itself."""

    exit_code = ExitCode.FACTS_AT_FAULT


class CannotWriteError(StakegraphError):
    """What was asked for cannot be written: too much for the format, or a program is missing."""

    exit_code = ExitCode.FACTS_AT_FAULT


class FactsError(StakegraphError):
    """The facts cannot be used; `problems` holds every reason, sorted by place."""

    exit_code = ExitCode.FACTS_AT_FAULT

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        lines = [*map(str, self.problems)]
        super().__init__("".join(lines[:1]), lines[1:])


def concise(message: str) -> str:
    """Return a message in one line that repeats no more than the beginning of a name or value."""
    line = message.replace("\n", "␊")
    if len(line) > LONGEST:
        line = re.sub(_LONG, _shortened_match, line)
    return line if len(line) <= _WHOLE else f"{line[:_WHOLE]}…"


def shortened(name: str) -> str:
    """Return a name or value as messages repeat it, of a long one the beginning."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def _shortened_match(match: re.Match[str]) -> str:
    quote, quoted, run = match.groups()
    return f"{quote}{shortened(quoted)}{quote}" if quote else shortened(run)
