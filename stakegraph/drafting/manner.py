"""In what manner something is said: as so, as what may be so, as denied, past or to come."""

import re
from typing import NamedTuple

from stakegraph.drafting import words_of_manner as table
from stakegraph.drafting.vocabulary import either, phrases, words
from stakegraph.evidence.sense import turning_word
from stakegraph.model.facts import STATED, Status

_BE = words("is are was were be been being get gets got")
_WAS = frozenset(("was", "were", "had"))
_MODALS, _FUTURE, _PAST = words(table.MODALS), words(table.FUTURE), words(table.PAST)
_GUESSED, _TELLERS = either(words(table.SUPPOSED)), either(phrases(table.TELLERS))
_IS = r"\b(?:is|are|was|were|been|be) (?:also |now |still )?"
_SUPPOSED = re.compile(rf"{_IS}(?:{_GUESSED}) to |\b(?:{either(words(table.CLAIMS))}) (?:to )?")
_EXPECTED = re.compile(
    rf"{_IS}(?:(?:{either(words(table.EXPECTED))}) )?to |{_IS}considering "
    rf"|\b(?:{either(words(table.WISHES))}) (?:to )?"
)
_DENIED = re.compile(rf"\b(?:{either(phrases(table.DENIALS))})\b", re.IGNORECASE)
_OPEN = re.compile(
    rf"\b(?:{either(words(table.OPEN) | phrases(table.NO_STATEMENT))})\b", re.IGNORECASE
)
_CONDITION = re.compile(rf"\W*(?:{either(words(table.CONDITIONS))}) ")
_CLAUSE = re.compile(r"[;:.]|, (?:and|but|while|as) ")
_SAID = rf"(?:is|are|was|were) (?:{either(words(table.SUPPOSED) | words(table.EXPECTED))})"
_RUMOURED = re.compile(rf"\b(?:{either(words(table.RUMOURS))}|(?:it )?{_SAID})\b", re.IGNORECASE)
_TOLD = re.compile(
    rf",? (?:it {_SAID}|(?:{_TELLERS}) (?:close|familiar|with|said|say|claim)"
    r"|reportedly|allegedly|apparently|according to )"
)
_WISHED = re.compile(rf"\b(?:{either(words(table.HOPES))})\b", re.IGNORECASE)
# What stands behind a clause and takes it back, or makes it depend on something.
_TAKEN_BACK = re.compile(rf"[^.;]*\b(?:{either(phrases(table.BEHIND))})\b", re.IGNORECASE)


class Manner(NamedTuple):
    """How something is said.

    `is_statement` is False where nothing is stated; `is_passive` tells the voice of the verb. `was`
    says that it was so, `is_over` that it is so no longer, `is_to_come` that it may be one day: of
    that nothing is stated where no date says when.
    """

    status: Status = STATED
    is_statement: bool = True
    is_passive: bool = False
    was: bool = False
    is_over: bool = False
    is_to_come: bool = False


def manner(auxiliary: str, verb: str = "", beside: str = "") -> Manner:
    """Return the manner of a verb with what stands before it and behind it."""
    said = f"{auxiliary}{verb if verb in _BE else ''}{beside} ".casefold()
    expected = _EXPECTED.search(said)
    several = {*re.findall(r"[\w']+", _EXPECTED.sub(" ", _SUPPOSED.sub(" ", said)))}
    may_be = expected or not (_MODALS | {"to"}).isdisjoint(several)  # a headline: "Acme to buy"
    is_guessed = may_be or _SUPPOSED.search(said) or _RUMOURED.search(said)
    is_denied = _DENIED.search(said) or turning_word(said.replace("no longer", ""))
    return Manner(
        "denied" if is_denied else "hedged" if is_guessed else STATED,
        is_statement=not _OPEN.search(said),
        is_passive=not _BE.isdisjoint(several),
        was=not _WAS.isdisjoint(several),
        is_over="no longer" in said or not _PAST.isdisjoint(several),
        is_to_come=not _FUTURE.isdisjoint(several) or bool(may_be),
    )


def around(found: Manner, before: str, after: str) -> Manner:
    """Return the manner of a clause as what stands before and behind it turns it."""
    clause = _CLAUSE.split(before)[-1]
    if _OPEN.search(clause) or _CONDITION.match(clause) or "?" in after[-3:]:
        return found._replace(is_statement=False)
    if found.status != STATED:
        return found if not _TAKEN_BACK.match(after) else found._replace(is_statement=False)
    if _DENIED.search(clause):
        return found._replace(status="denied")
    if turning_word(clause) or _TAKEN_BACK.match(after):
        return found._replace(is_statement=False)
    if _WISHED.search(clause):
        return found._replace(status="hedged", is_to_come=True)
    if _RUMOURED.search(clause) or _TOLD.match(after):
        return found._replace(status="hedged")
    return found
