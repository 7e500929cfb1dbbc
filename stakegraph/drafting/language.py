"""The language of the patterns: what stands for names, verbs and dates, as regular expressions.

In a pattern `[...]` may be left out, `(a|b)` is one of several, and a name in braces stands for:

    {who} one person, {people} one or several    {org} {orgs}, {party}: organisations, or people too
    {role} a title with where it is              {when} dates
    {verb:appoint name} verbs in any form, with what stands before them: may, was, who is said to
    {be} "is", "was", "has been", "is no longer" {stop} {mark} ... what must follow the clause
"""

import itertools
import re
from functools import cache

from stakegraph.drafting.dates import LATELY
from stakegraph.drafting.marks import (
    DATES,
    ORGANISATIONS,
    PARTIES,
    PERSONS,
    PLACES,
    ROLES,
    SURE_ORGANISATIONS,
    SURE_PERSONS,
)
from stakegraph.model import amounts, quantities, shares

# The forms of the verbs that have others than those in -s, -ed and -ing.
_IRREGULAR = """
    become becomes became becoming|begin begins began begun beginning|buy buys bought buying|
    choose chooses chose chosen choosing|give gives gave given giving|have has had having|
    hold holds held holding|leave leaves left leaving|make makes made making|quit quits quitting|
    lead leads led leading|lend lends lent lending|run runs ran running|sell sells sold selling|
    set sets setting|sit sits sat sitting|stand stands stood standing|step steps stepped stepping|
    swear swears swore sworn swearing|take takes took taken taking|win wins won winning|
    co-operate co-operates co-operated co-operating|die dies died dying
"""
_FORMS = {row.split()[0]: row.split() for row in _IRREGULAR.split("|")}
# What may stand before a verb, in any order.
_BEFORE_VERBS = """
    is are was were be been being will would may might could can shall should must has have had
    having not never also now then since later recently once again jointly both all formally
    previously formerly currently still to set due likely unlikely about going said believed thought
    expected reported understood rumoured rumored alleged supposed claimed planned scheduled tipped
    poised proposed plans plan planning intends intend intended hopes hope hoped wants want wanted
    aims aim seeks agreed agrees denied denies denying refused declined failed decided wishes
    considering in turn no longer until recently for many years from the start
    used did does do talks proposing offered get gets got n't today yesterday tonight
"""
_ADVERB = "(?!family|supply|assembly|ally|rally|monopoly|reply|daily|weekly)[a-z]+ly"
# Whoever denies or says something of "he" is meant: of who is told something it may be another.
_OF_ONESELF = (
    f"(?:denied|denies|denying|said|says|claimed|claims)(?: {LATELY})? (?:that )?(?:it|he|she|they)"
)
_AUXILIARY = (
    rf"(?P<aux>(?:(?:{_OF_ONESELF}|{'|'.join(_BEFORE_VERBS.split())}|{_ADVERB}|\w+n't"
    rf"|{LATELY}) )*)"
    r"(?:(?:majority|wholly|part|partly|jointly)-)?"
)
_RELATIVE = "(?:,? (?:who|which|that))?"
_WHEN = (
    r"(?:,? (?:(?:with effect from|at the (?:end|beginning|start) of|as of|in|on|since|from|until"
    rf"|till|to|between|and|before|after|by|of|effective|during) {DATES}|{LATELY}))"
)
_AGE = (
    rf"(?: of (?:the )?{PLACES}| \({ORGANISATIONS}\))?"
    r"(?:, (?:aged )?\d\d(?:,(?= [a-z]))?| \(\d\d\))?"
)
_BOUND = rf"(?:(?:{quantities.BOUNDED}|some|just over|just under) )?"
_SHARE = f"{_BOUND}(?:{shares.WRITTEN}|most)"
_MONEY = amounts.WRITTEN
_KIN = """
    wife husband son daughter brother sister father mother uncle aunt nephew niece cousin son-in-law
    daughter-in-law brother-in-law sister-in-law widow widower grandson granddaughter grandfather
    grandmother
"""
_WORDS = r"(?:[\w£$€%.,'-]+ )"

# What somebody may do, or says, who has no such post: "as chair, Jack would earn".
_OF_HOPES = (
    "(?:would|could|should|might|must|may|will|shall|cannot|hope|want|plan|expect|promis|pledg|vow"
    "|intend|aim|propos)"
)

_STANDS_FOR = {
    "be": rf"{_AUXILIARY}(?P<verb>is|are|was|were|been|be|remains|remained)"
    r"(?P<beside>(?: (?:now|also|then|currently|still|once|previously|formerly|later|not|never"
    r"|no longer|both|for [\w ]{1,12} years|the|a|an))*)",
    "role": rf"(?P<role>{ROLES})",
    "other_role": rf"(?P<role2>{ROLES})",
    "some_role": ROLES,
    "surely_who": f"(?<!no )(?<!not )(?<!n't )(?<!ormerly )(?P<who>{SURE_PERSONS})",
    "surely_org": f"(?P<org>{SURE_ORGANISATIONS})",
    "some_place": PLACES,
    "when": rf"(?P<whenN>{_WHEN}*)",
    "on": rf"(?P<whenN>{_WHEN}+)",
    "then": "(?P<then>(?:then|now|currently|formerly|previously|once|until recently) )?",
    "at_the_time": "(?P<then_after>,? (?:at the time|until recently))?",
    "few": r"(?:(?!(?:about|over|on|in|of|for|with|to|from|and|or) )[\w£$€.-]+ ){0,3}",
    "sort": "(?:(?!by|in|of|on|to|with|from|at|for|and|as)[a-z-]+ ){0,2}",
    "worth": f"{_WORDS}{{0,5}}",
    "worth_after": "(?: (?:worth|of|valued at|for|to)[^,.;]{0,60}?)?",
    "clause": "[^,.;]{0,60}?",
    "remit": "(?P<for>[a-z][\\w' -]*?)",
    "share": f"(?P<share>{_SHARE})",
    "part": rf"(?:(?:an? |the )?(?:(?P<share>{_SHARE})"
    r"|(?P<stake>(?:\w+ )?(?:majority|minority|controlling)))"
    "(?: stake| share| shareholding| interest)? (?:of|in) )?",
    "amount": f"(?P<amount>{_MONEY})",
    "price": f"(?: for (?P<amount>{_BOUND}{_MONEY})(?= in| on| from|[,.;]|$))?",
    "kin": f"(?P<as>{'|'.join(_KIN.split())})",
    "open": r"\(",
    "close": r"\)",
    "comma": r"(?:,(?= )|(?=[.;)]|$))",
    # What must follow, and is not taken in.
    "mark": "(?=[,.;])",
    "stop": "(?=[,.;]|$| and)",
    "no_list": rf"(?=[,.;]|$)(?!, (?:and )?{PERSONS})",
    "apart": "(?= ?[,.;:)']|$| and| who| whose| has| had| said)",
    "plural_apart": "(?=[,.;:)']|$| who)",
    "present": rf"(?= (?:now )?(?!{_OF_HOPES}|was|has|is (?:to|due|set)\b)\w+s\b)",
    "past": rf"(?= (?:then )?(?!{_OF_HOPES})\w+(?:ed|ld|t|ote|ave|oke)\b)",
    "not_as": "(?! as)",
    "goes_on": r"(?=[,.;:)]|$| (?:and|or|in|on|at|who|whose|which|is|are|was|were|has|have|had|will"
    r"|would|may|might|can|could|said|says|told|tells|also|met|\w+ed)\b)",
    "joined": "(?! as)(?=[,.;]|$| from| after| and)",
    "left": r"(?! as)(?=[,.;]|$| and| after| to\b| for\b)",
    "gone": "(?! as| from)(?=[,.;]|$| after| amid| over| and| last| this| at| because)",
    "waiting": "(?=[,.;]|$| in| on| at| next| from| later| this| when| once| after| as soon)",
    "task": rf"(?=[,.;)]|$| to | for | on )(?! {_WHEN}*as)",
    "contract_ends": "(?=[,.;)]|$| from| in| on| which| that| to)",
}
# What the groups of names are: one, or several as a list.
_NAMES = {
    "who": PERSONS, "other": PERSONS, "whose": PERSONS,
    "org": ORGANISATIONS, "its": ORGANISATIONS, "place": ORGANISATIONS, "whole": ORGANISATIONS,
    "owner": PARTIES, "manager": PARTIES, "by": PARTIES, "by_whom": PARTIES,
}  # fmt: skip
_LISTS = {
    "people": PERSONS, "orgs": ORGANISATIONS, "winners": ORGANISATIONS,
    "party": PARTIES, "others": PARTIES,
}  # fmt: skip
_WITH_AGE = ("people", "who", "other")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return the regular expression of a pattern."""
    parts = re.split(r"(\{[^}]+\})", pattern)
    counter = itertools.count()
    text = "".join(
        _stands_for(part[1:-1]) if part[:1] == "{" else _plain(part, parts[n + 1 : n + 2])
        for n, part in enumerate(parts)
    )
    return re.compile(re.sub("whenN", lambda _: f"when{next(counter)}", text))


def forms(verb: str) -> list[str]:
    """Return the forms of a verb, such as `step_down`."""
    word, _, rest = verb.replace("_", " ").partition(" ")
    return [f"{form} {rest}".rstrip() for form in _FORMS.get(word) or _regular(word)]


def _regular(verb: str) -> list[str]:
    if verb.endswith("e"):
        return [verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    if re.search("[^aeiou]y$", verb):
        return [verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    plural = "es" if verb.endswith(("s", "x", "h")) else "s"
    return [verb, f"{verb}{plural}", f"{verb}ed", f"{verb}ing"]


def _plain(text: str, following: list[str]) -> str:
    """Return a text between two names in braces, `who` or `which` before a verb may be there."""
    text = text.replace("(", "(?:").replace("[", "(?:").replace("]", ")?")
    is_before_verb = following and re.match(r"\{(?:verb:|be\})", following[0])
    return f"{text[:-1]}{_RELATIVE} " if is_before_verb and text.endswith(" ") else text


def _stands_for(name: str) -> str:
    word, _, verbs = name.partition(":")
    if verbs:
        found = "|".join(form for verb in verbs.split() for form in forms(verb))
        return rf"{_AUXILIARY}(?P<verb>{found})(?!\w)"
    if word in _NAMES:
        return f"(?P<{word}>{_NAMES[word]}){_AGE if word in _WITH_AGE else ''}"
    if word in _LISTS:
        one = _LISTS[word]
        listed = f"(?P<{word}>{one}(?:(?:, (?:the )?{one})*,? and (?:the )?{one})?)"
        return listed + (_AGE if word in _WITH_AGE else "")
    return _STANDS_FOR[word]
