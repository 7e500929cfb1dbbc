"""Statements found in a sentence, each with the words that make it."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from stakegraph.drafting.language import compiled
from stakegraph.drafting.marks import PARTIES, ROLES
from stakegraph.drafting.matches import Match
from stakegraph.drafting.patterns import ASIDES, OF_ORGANISATIONS, STATEMENTS, Pattern
from stakegraph.drafting.role_statements import ended, roles, succession
from stakegraph.drafting.roles import mark_roles
from stakegraph.drafting.sentences import Sentence
from stakegraph.drafting.statement import Statement
from stakegraph.drafting.ties import ties

# The comma behind somebody who stands beside another noun: "her sister, Ana Ruiz, is".
_COMMA = re.compile(rf"(?<=[a-z], {PARTIES}),(?= (?:is|are|was|were|has|have|had|will|became)\b)")
# What is said of somebody, and names nobody else: "Port Ltd, which collapsed in 2018, was".
_BESIDE = re.compile(
    rf"(?<={PARTIES}), (?:(?:which|who) (?:(?!{PARTIES}|{ROLES})[^,;.]){{1,80}}"
    r"|(?:led|run|founded|created|backed|based|set up|known|formerly) [^,;.]{1,60}),(?= )"
)


def statements(sentence: Sentence) -> list[Statement]:
    """Return what a sentence states; what is said aside is taken out of its marks."""
    found: list[Statement] = []
    _read_asides(sentence, OF_ORGANISATIONS, found)
    mark_roles(sentence.marked)
    _read_asides(sentence, ASIDES, found)
    sentence.marked.remove_all(_COMMA)
    sentence.marked.remove_all(_BESIDE)
    met = [
        Match(sentence, pattern, match)
        for pattern in STATEMENTS
        for match in compiled(pattern.text).finditer(sentence.marked.text)
    ]
    for match in [match for match in met if not _read(match, found)]:
        _read(match, found)  # what is found may say now where a role is
    return found


def _read_asides(sentence: Sentence, asides: Sequence[Pattern], found: list[Statement]) -> None:
    for aside in asides:
        at = 0
        while match := compiled(aside.text).search(sentence.marked.text, at):
            at = match.start() + 1
            if _read(Match(sentence, aside, match), found):
                at = _leave_out(sentence, aside, match)


def _leave_out(sentence: Sentence, aside: Pattern, match: "re.Match[str]") -> int:
    """Take what is said aside out of a sentence; return where what is kept ends then."""
    start, end = match.span(aside.keeps)
    stop = match.end()
    is_between_commas = "," in match[0].replace(match[aside.keeps], "")
    if is_between_commas and sentence.marked.text[stop : stop + 1] == ",":
        stop += 1
    sentence.marked.remove(end, stop)
    sentence.marked.remove(match.start(), start)
    return match.start() + end - start


def _read(match: Match, found: list[Statement]) -> bool:
    """Add what a match states to what was found; return whether it is what its pattern is for."""
    if match.is_of_others or not match.manner.is_statement:
        return False
    if match.pattern.says == "leaves":
        found[:] = ended(match, found)
        return True
    if match.pattern.says == "follows":
        said = succession(match, found)
        before = [each.subject.whole for each in said or ()]
        found[:] = [
            each for each in found if match.roles or not said or each.subject.whole not in before
        ]
    elif match.pattern.says in ("has", "had", "begins", "ends"):
        said = roles(match, found)
    else:
        said = ties(match)
    is_to_come = match.manner.is_to_come
    found += [replace(each, is_to_come=is_to_come) for each in said or ()]
    return said is not None
