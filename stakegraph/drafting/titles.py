"""Titles of posts found in a sentence: "deputy director for social care", "chief executives"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stakegraph.drafting.vocabulary import either
from stakegraph.drafting.words_of_names import FIELDS, NO_NAMES
from stakegraph.drafting.words_of_posts import (
    BESIDE_POSTS,
    COMING,
    FORMER,
    KINDS_OF_POSTS,
    NO_REMIT,
    OF_COUNTRIES,
    OF_NATIONS,
    OF_PLACES,
    POSTS,
    RANKS,
    SINGULAR,
    SUFFIXES,
)
from stakegraph.model.given_names import GIVEN_NAMES
from stakegraph.model.organisation_names import WORDS as ORGANISATIONS
from stakegraph.model.place_names import PEOPLES
from stakegraph.text.folding import fold


class Title(NamedTuple):
    """A title where it stands in a sentence, with the words beside it (new, former).

    `name` is what the post is called, in the singular, and `is_plural` whether several have it.
    It `was` or `will_be` held where a word beside it says so. `is_political` is one that is held in
    a country or a place, and `stands_alone` one that tells which post it is without saying where:
    as one does that `is_placed`, with the place in its name.
    """

    start: int
    end: int
    name: str
    is_plural: bool = False
    was: bool = False
    will_be: bool = False
    is_political: bool = False
    stands_alone: bool = False
    is_placed: bool = False


BESIDE = rf"(?:(?:{either(BESIDE_POSTS)})[ -])*"
_KIND = either(KINDS_OF_POSTS)
_KINDS = rf"(?:(?:{_KIND})(?:(?: and | & |-| )(?=[\w'])|, (?=(?:{_KIND})\b)))*"
_POST = rf"chief (?:[a-z]+ (?:and )?){{1,3}}officer|{either(POSTS | SINGULAR.keys())}"
_PEOPLES = rf"(?:(?:north|south|east|west)(?:ern)? )?(?:{either(PEOPLES)}) "
_TITLE = re.compile(
    rf"(?<![\w'-])(?P<beside>{BESIDE})"
    rf"(?P<name>(?P<people>{_PEOPLES})?(?P<kinds>{_KINDS})(?P<post>{_POST}))(?![\w-])",
    re.IGNORECASE,
)
_REMIT = re.compile(
    r" (?:responsible )?(?:of|for) (?P<words>[\w'-]+(?:(?:,? and | & |, | )[\w'-]+){0,7})"
)
_BOARD = re.compile(
    r" of the (?:supervisory |management |executive )?board"
    r"(?: of (?:directors|management|trustees|governors))?(?= of| at)",
    re.IGNORECASE,
)
# What ends the name of a body in the words before a post: "Kent County Council Leader".
_BODY = re.compile(r".*\b(?:Board|Council|Court)s? ")
_WORD = re.compile(r"[\w'-]+|&")
_DONE = ("chairs", "heads", "leads")
_DOING = re.compile(r"\b(?:to|will|may|might|would|could|and|now|also) $")
_NAME_GOES_ON = re.compile(r"(?: (?:for|of|and|&))? ([A-Z][\w'-]*)")
_DETERMINERS = frozenset(("a", "an", "the", "his", "her", "its", "their", "all", "this"))
_ENDS = re.compile(rf"\W*$|[,.;:)(']|\s(?:{either(NO_REMIT)})\b| [A-Z\d]")


def titles(sentence: str) -> Iterator[Title]:
    """Yield the titles of a sentence; those in capital letters that are part of a name are not."""
    end = 0
    for found in _TITLE.finditer(sentence):
        match = _without_name(sentence, found)
        is_title = not _is_of_name(sentence, match) and not _is_verb(sentence, match)
        if is_title and match.start() >= end:
            title = _title(sentence, match)
            end = title.end
            yield title


def _without_name(sentence: str, match: re.Match[str]) -> re.Match[str]:
    """Return a title without words before it that end a name: "Forest Service spokesman"."""
    before = re.search(r"(?<![.!?] )\b([A-Z][\w'&-]*) $", sentence[: match.start()])
    if not before or fold(before[1]) in NO_NAMES or not match["kinds"][:1].isupper():
        return match
    body = _BODY.match(match["kinds"])
    end = body.end() if body else 0
    if match["post"][0].islower():
        end = len(match["kinds"])
    return _TITLE.match(sentence, match.start("kinds") + end) or match


def is_former(beside: str) -> bool:
    """Return whether words beside a title say that it is held no longer."""
    return not FORMER.isdisjoint(re.split("[ -]", beside.casefold()))


def is_coming(beside: str) -> bool:
    """Return whether words beside a title say that it is yet to be held."""
    said = beside.casefold()
    return not COMING.isdisjoint([*said.split(), *re.split("[ -]", said)])


def _title(sentence: str, match: re.Match[str]) -> Title:
    post = match["post"].casefold()
    singular = SINGULAR.get(post, post)
    name = match["name"] if post == singular else match["name"][: -len(post)] + singular
    remit = _remit(sentence, match)
    if _is_capital_of_sentence(sentence, match, remit):
        name = name[0].lower() + name[1:]
    kinds = re.findall(r"[\w'-]+", match["kinds"].casefold())
    is_of_nation = name.casefold() in OF_COUNTRIES or (match["people"] and singular in OF_NATIONS)
    return Title(
        match.start(),
        match.end() + len(remit),
        name + remit,
        is_plural=post != singular,
        was=is_former(match["beside"]),
        will_be=is_coming(match["beside"]),
        is_political=singular in OF_PLACES,
        stands_alone=bool(remit or is_of_nation)
        or not (singular in OF_PLACES or RANKS.issuperset(kinds)),
    )


def _is_capital_of_sentence(sentence: str, title: re.Match[str], remit: str) -> bool:
    """Return whether a title begins with a capital letter only since its sentence does."""
    first, _, rest = title["name"].partition(" ")
    begins = not sentence[: title.start("name")].strip("' ")
    is_name = bool(title["people"]) or fold(first) in PEOPLES or first == "European"
    return begins and first.istitle() and f"{first}{rest}{remit}"[1:].islower() and not is_name


def _remit(sentence: str, title: re.Match[str]) -> str:
    """Return what a title goes on with: of which field it is, or that it is of the board."""
    if board := _BOARD.match(sentence, title.end()):
        return board[0]
    match = _REMIT.match(sentence, title.end())
    if not match:
        return ""
    ends = [match.start("words")]
    for word in _WORD.finditer(match["words"]):
        if not _is_of_remit(word[0], is_first=len(ends) == 1):
            if word[0] in _DETERMINERS and len(ends) > 2:  # the last one was a verb
                ends.pop()
            break
        ends.append(match.start("words") + word.end())
    found = sentence[title.end() : ends[-1]]
    if "," in found and " and " not in found.rpartition(",")[2]:  # no list: it is a new clause
        found = found.partition(",")[0]
    for joined in (" and", " &", ","):
        found = found.removesuffix(joined)
    if not _ENDS.match(sentence, title.end() + len(found)):
        found = found.rpartition(" and ")[0]
    is_remit = len(ends) > 1 and re.search(r" (?:of|for) \S", found)
    return found if is_remit and not _is_name(sentence, title.end(), found) else ""


def _is_name(sentence: str, at: int, remit: str) -> bool:
    """Return whether what a title is of is the beginning of a name: "of General Motors"."""
    further = _NAME_GOES_ON.match(sentence, at + len(remit))
    if further is None or not re.search(" [A-Z]", remit):
        return False
    return fold(further[1]) not in GIVEN_NAMES


def _is_of_remit(word: str, *, is_first: bool) -> bool:
    """Return whether a word says what a post is for."""
    is_kind = word.casefold() in KINDS_OF_POSTS | FIELDS
    if not (word[0].islower() or word == "&" or is_kind):
        return False
    is_verb = word.endswith(("ed", "ing")) and not is_kind and not is_first
    return not is_verb and (word not in NO_REMIT or word == "and")


def _is_verb(sentence: str, match: re.Match[str]) -> bool:
    """Return whether what looks like a title is what somebody does: "chairs Port Ltd"."""
    before, after = sentence[: match.start()], sentence[match.end() :]
    is_done = match[0] in _DONE or bool(_DOING.search(before))
    return is_done and bool(re.match(" (?:the )?[A-Z]", after))


def _is_of_name(sentence: str, match: re.Match[str]) -> bool:
    """Return whether a title in capital letters is a part of a name: James Dean, of Directors."""
    name = match["name"]
    if not name[0].isupper():
        return False
    before = re.search(r"([\w.'-]*[\w.]) $", sentence[: match.start()])
    after = re.match(r" (?:of |for )?[A-Z]", sentence[match.end() :])
    is_behind = bool(before and before[1][0].isupper() and fold(before[1]) not in NO_NAMES)
    body = re.match(r"'s? ([A-Z][\w-]*)", sentence[match.end() :])
    if body and fold(body[1]) in ORGANISATIONS:
        return True  # the Governors' Association
    is_suffix = name.casefold() in SUFFIXES  # the letters behind the name of an MP
    if " " not in name and is_behind and not after and (is_suffix or not name.isupper()):
        return True
    joined = re.search(r"[A-Z][\w'-]+ (?:of|for) $", sentence[: match.start()])
    return bool(joined) and name.casefold() in SINGULAR
