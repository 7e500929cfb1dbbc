"""Statements found in a sentence, each with the words that make it."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from stakegraph.drafting import patterns_of_roles, patterns_of_ties
from stakegraph.drafting.language import compiled
from stakegraph.drafting.marks import PARTIES, ROLES
from stakegraph.drafting.matches import Match
from stakegraph.drafting.names import SEVERAL
from stakegraph.drafting.patterns import Pattern
from stakegraph.drafting.role_statements import (
    ended,
    only_ended,
    roles,
    succession,
    unless_waiting,
)
from stakegraph.drafting.roles import mark_roles
from stakegraph.drafting.sentences import Sentence
from stakegraph.drafting.statement import Statement
from stakegraph.drafting.vocabulary import words
from stakegraph.model.relations import RELATIONS

_ASIDES = (*patterns_of_roles.ASIDES, *patterns_of_ties.ASIDES)
_STATEMENTS = (*patterns_of_roles.STATEMENTS, *patterns_of_ties.STATEMENTS)
# The comma behind somebody who stands beside another noun: "her sister, Ana Ruiz, is".
_COMMA = re.compile(rf"(?<=[a-z], {PARTIES}),(?= (?:is|are|was|were|has|have|had|will|became)\b)")
# What is said of somebody, and names nobody else: "Port Ltd, which collapsed in 2018, was".
_BESIDE = re.compile(
    rf"(?<={PARTIES}), (?:(?:which|who) (?:(?!{PARTIES}|{ROLES})[^,;.]){{1,80}}"
    r"|(?:led|run|founded|created|backed|based|set up|known|formerly) [^,;.]{1,60}),(?= )"
)
# The groups of a pattern that are the two ends of a tie: the first that it has.
_SUBJECTS = ("owner", "party", "people", "who", "org")
_OBJECTS = ("whole", "winners", "others", "place", "whose", "manager", "orgs", "org")
# What people do as often as firms: of a name of several words nothing else shows which it is.
_OF_PEOPLE_TOO = ("owns", "invested_in", "donated_to", "lent_to")
# What turns what was told before.
_TURNING = [pattern for pattern in _STATEMENTS if pattern.says in ("leaves", "waits")]
_QUALIFIERS = ("share", "for", "as", "amount")
# What says something of a share alone: who holds a firm need not own it.
_OF_SHARES = words("has have had having hold holds held holding take takes took taking")
# What two have from then on, rather than at the time.
_BEGINNING = words("form|forms|formed|launch|launched|set up|created|signed|agreed|concluded")


def statements(sentence: Sentence, told: list[Statement]) -> list[Statement]:
    """Return what a sentence states; what is said aside is taken out of its marks.

    What the sentences before it `told` is changed where this one says that it is over.
    """
    found: list[Statement] = []
    _read_asides(sentence, patterns_of_ties.OF_ORGANISATIONS, found)
    mark_roles(sentence.marked)
    _read_asides(sentence, _ASIDES, found)
    sentence.marked.remove_all(_COMMA)
    for match in _met(sentence, _TURNING):  # also what the next line takes out
        _take_back(match, told)
    sentence.marked.remove_all(_BESIDE)
    met = _met(sentence, _STATEMENTS)
    for match in [match for match in met if not _read(match, found)]:
        _read(match, found)  # what is found may say now where a role is
    for match in met:
        _take_back(match, told)
    return found


def _met(sentence: Sentence, patterns: Sequence[Pattern]) -> list[Match]:
    """Return those of some patterns that a sentence has."""
    return [
        Match(sentence, pattern, match)
        for pattern in patterns
        for match in compiled(pattern.text).finditer(sentence.marked.text)
    ]


def _take_back(match: Match, told: list[Statement]) -> None:
    """Change what was told before as a match has it, where somebody leaves or waits for a role."""
    if match.pattern not in _TURNING or match.is_of_others:
        return
    if match.pattern.says == "waits":
        told[:] = unless_waiting(match, told)
    elif match.manner.is_statement:
        told[:] = only_ended(match, told)


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
    if match.pattern.says == "waits":
        found[:] = unless_waiting(match, found)
        return True
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
    elif match.pattern.says in ("has", "had", "leads", "begins", "ends"):
        said = roles(match, found)
    else:
        said = _ties(match)
    is_to_come = match.manner.is_to_come
    found += [replace(each, is_to_come=is_to_come) for each in said or ()]
    return said is not None


def _ties(match: Match) -> list[Statement] | None:
    """Return the ties that a match states; None where it is not what its pattern is for."""
    subjects, objects = match.names(*_SUBJECTS), match.names(*_OBJECTS)
    if {each.whole for each in subjects} & {each.whole for each in objects}:
        return None
    row = RELATIONS[match.pattern.says]
    if row.key in _OF_PEOPLE_TOO and _is_doubtful(match):
        return []
    verb, time, said = match.given.get("verb", ""), match.time, match.manner
    is_of_shares = verb in _OF_SHARES and "stake" in match.found.groupdict()
    if is_of_shares and {"share", "stake"}.isdisjoint(match.given):
        return None
    is_act = row.act
    since = time.at if is_act else time.since or (time.at if verb in _BEGINNING else "")
    until = "" if is_act else time.until
    is_dated = bool(since or until)
    qualifiers = {
        name: match.marked.written(match.given[name]) for name in _QUALIFIERS if name in match.given
    }
    if "stake" in match.given:
        qualifiers["share"] = f"{match.given['stake']} stake"
    return [
        Statement(
            relation=match.pattern.says, subject=subject, object=object,
            start=match.span[0], end=match.span[1], qualifiers=qualifiers, since=since, until=until,
            attested="" if is_dated or is_act else time.at,
            was=match.was_once and not (is_act or until or time.at),
            is_over=said.is_over and not is_act, status=said.status,
        )
        for subject in subjects
        for object in objects
    ]  # fmt: skip


def _is_doubtful(match: Match) -> bool:
    """Return whether who does it may as well be a person as an organisation."""
    names = match.names("owner", "party") if "verb" in match.given else []
    return any(name.kind == SEVERAL for name in names)
