"""In what manner something is said: as so, as what may be so, as denied, past or to come."""

import re
from typing import NamedTuple

from stakegraph.drafting.vocabulary import either, words
from stakegraph.evidence.sense import turning_word
from stakegraph.model.facts import STATED, Status

_BE = words("is are was were be been being get gets got")
_WAS = words("was were had")
_MODALS, _FUTURE = words("may might could would can should must"), words("will shall")
# What says that something is so no longer, or was once.
_PAST = words("previously formerly once")
# What stands between "is" and "to", and behind it something that may be so.
_SUPPOSED = either("""
    said believed thought reported understood supposed alleged rumoured rumored claimed feared
""")
# What stands there, and behind it something that may come to be.
_EXPECTED = either("""
    expected set due likely unlikely about planned going tipped scheduled poised considering hoped
    proposed
""")
# What stands before "to", and behind it something that somebody means to do.
_WISHES = either("""
    plan plans planned planning intend intends intended hope hopes hoped want wants wanted aim aims
    seek seeks agree agrees agreed expect expects decided considering offered talks propose proposes
    proposing proposed wishes wished
""")
# What says of a whole clause that it is somebody's word, or a guess.
_RUMOURS = either("""
    reportedly allegedly apparently perhaps possibly probably supposedly presumably rumour rumours
    rumor rumors rumoured rumored speculation suspected claim claims claimed allege alleges alleged
    suspects suggests suggested believes thinks might may could heard according
""")
# What says of a whole clause that somebody would like it to be so.
_HOPES = either("""
    hope hopes hoped want wants wanted expect expects expected wish wishes wished fear fears
""")
# Who says so behind a clause: "it is understood", "people close to the talks said".
_TELLERS = either("people|persons|source|sources|those|somebody|someone|insiders")
_DENIALS = either("""
    denied|denies|denying|denial|dismissed claims|rejected claims|rejects claims|
    dismissed reports|untrue|false that
""")
# What makes no statement of a clause.
_NO_STATEMENT = either("""
    if|unless|whether|should|lest|refused|declined|failed|nobody|neither|pretended|
    pretends|wrongly|falsely|mistakenly|joked|jokes|joking|myth|hoax|blocked|barred|
    prevented|stopped|vetoed|few|doubt|doubts|doubted|imagine|lied|lies|assuming|provided|
    novel|nearly|almost|potentially|theoretically|ostensibly|unsuccessfully|not true|was not|
    no suggestion|no truth|no evidence|no one|no-one|would have|could have|should have
""")
# What takes a clause back that it stands behind, or makes it depend on something.
_BEHIND = either("""
    if|unless|subject to|provided that|falsely|wrongly|joked|jokes|a lie|lied|a joke|
    untrue|unfounded|nor|neither|either
""")
# What undoes again what was done, in a clause behind it: "before cancelling it".
_UNDOING = (
    "cancel|withdr[ae]w|rescind|overturn|overrul|annul|quash|scrap|revers|reject|refus|declin|drop"
    "|reinstat|revok|terminat|collaps|abandon|retract|nullif|void|unw[io]|und[io]d|undo|torn? up"
    "|axed|halt|suspend|block|struck down|set aside|invalid|unlawful|return|reappoint|re-elect"
    r"|(?:back|pull|call)\w* o(?:ut|ff)|(?:turn|thr[eo]w)\w* .{0,30}(?:down|out)"
    r"|f[ae]ll\w* (?:through|apart)|chang\w+ (?:his|her|their|its|my) minds?|u-turn|stay\w* on"
    r"|resum|came out of|(?:agree|persuad|decid|convinc)\w* (?:\w+ )?(?:not )?to (?:stay|remain|go)"
    r"|(?:did not|didn't|never) (?:t[ao]\w+|start|join|accept|complet|go|bec|c[ao]me)"
)

_USED_TO = re.compile(r"\bused to\b")
_IS = r"\b(?:is|are|was|were|been|be) (?:also |now |still )?"
_GUESSED = re.compile(rf"{_IS}(?:{_SUPPOSED}) to |\b(?:claim|claims|claimed) (?:to )?")
_PLANNED = re.compile(rf"{_IS}(?:(?:{_EXPECTED}) )?to |{_IS}considering |\b(?:{_WISHES}) (?:to )?")
_DENIED = re.compile(rf"\b(?:{_DENIALS})\b", re.IGNORECASE)
_OPEN = re.compile(rf"\b(?:{_NO_STATEMENT})\b", re.IGNORECASE)
# A condition that has no "if": "had she become chair".
_CONDITION = re.compile(r"\W*(?:Had|Were|Should|Assuming|Provided) ")
_CLAUSE = re.compile(r"[;:.]|, (?:and|but|while|as) ")
_SAID = rf"(?:is|are|was|were) (?:{_SUPPOSED}|{_EXPECTED})"
_RUMOURED = re.compile(rf"\b(?:{_RUMOURS}|(?:it )?{_SAID})\b", re.IGNORECASE)
_TOLD = re.compile(
    rf",? (?:it {_SAID}|(?:{_TELLERS}) (?:close|familiar|with|said|say|claim)"
    r"|reportedly|allegedly|apparently|according to )"
)
_WISHED = re.compile(rf"\b(?:{_HOPES})\b", re.IGNORECASE)
_UNDONE = re.compile(
    r"[^.;]*\b(?:(?:but(?! also)|only to)\b|(?:then|before|later|which|that|although|though|yet"
    r"|however|until|an? (?:decision|move|vote|sale|deal|award|offer|choice|appointment))\b"
    rf"[^.;]*\b(?:{_UNDOING}))",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(rf"[^.;]*\b(?:{_BEHIND})\b", re.IGNORECASE)


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
    said = _USED_TO.sub("once", said)
    planned = _PLANNED.search(said)
    several = {*re.findall(r"[\w']+", _PLANNED.sub(" ", _GUESSED.sub(" ", said)))}
    may_be = planned or not (_MODALS | {"to"}).isdisjoint(several)  # a headline: "Acme to buy"
    is_guessed = may_be or _GUESSED.search(said) or _RUMOURED.search(said)
    is_denied = _DENIED.search(said) or turning_word(said.replace("no longer", ""))
    return Manner(
        "denied" if is_denied else "hedged" if is_guessed else STATED,
        is_statement=not _OPEN.search(said),
        is_passive=not _BE.isdisjoint(several),
        was=not _WAS.isdisjoint(several),
        is_over="no longer" in said or not _PAST.isdisjoint(several),
        is_to_come=not _FUTURE.isdisjoint(several) or bool(may_be),
    )


def around(found: Manner, before: str, after: str, *, is_act: bool = False) -> Manner:
    """Return the manner of a clause as what stands before and behind it turns it.

    What is an act may be undone again.
    """
    clause = _CLAUSE.split(before)[-1]
    is_undone = is_act and _UNDONE.match(after)
    if is_undone or _OPEN.search(clause) or _CONDITION.match(clause) or "?" in after[-3:]:
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
