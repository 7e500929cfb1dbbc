"""Roles found in a marked sentence: a title with the organisation that it is at."""

import re

from stakegraph.drafting.marks import ORGANISATIONS, PLACES, TITLES, Marked, Role
from stakegraph.drafting.names import PLACE, Name
from stakegraph.drafting.titles import BESIDE, Title, is_coming, is_former
from stakegraph.drafting.vocabulary import either
from stakegraph.drafting.words_of_names import FIELDS, SORTS
from stakegraph.drafting.words_of_posts import KINDS_OF_POSTS
from stakegraph.model.relations import ORGANISATION
from stakegraph.text.folding import fold

_SOMEWHERE = f"(?P<place>{PLACES}|{ORGANISATIONS})"
_OF_PLACES = (
    re.compile(rf"(?P<title>{TITLES}) (?P<of>of|for|to) (?P<the>the )?{_SOMEWHERE}"),
    re.compile(rf"(?:the )?{_SOMEWHERE}'s? (?P<title>{TITLES})(?P<of>)(?P<the>)"),
)
_ROLE = re.compile(
    rf"(?:(?P<determiner>the (?:{either(SORTS)})'s|the|a|an|its|their|his|her|our|my"
    r"|one of the|one of its) )?"
    rf"(?P<beside>{BESIDE})"
    rf"(?:(?:the )?(?P<owner>{ORGANISATIONS})(?P<possessive>'s?)? )?"
    rf"(?P<titles>{TITLES}(?: and {TITLES})?)"
    rf"(?: (?P<of>of|at|for|with) (?:the )?(?P<employer>{ORGANISATIONS})(?P<part>'s? [a-z][\w' ]*)?"
    r"|(?P<nobodys> (?!at the time)(?:of|for|at|in|to)"
    r" (?:the|a|an|his|her|its|their|this|that|our) [a-z]))?",
    re.IGNORECASE,
)
_PARTED = re.compile(r" (?:who|which|that|is|was|has|had|said|says|in|at|on|and (?:said|is|was))\b")
_APPOINTING = re.compile(r"\b(?:appoint|nam|elect|hir|promot)(?:ed|ing|s|es)? $")
_OF_PARTIES = re.compile(r"\b(?:mp|msp|mep|senator|councillor|mayor)$", re.IGNORECASE)
_REMIT = re.compile(" (?:of|for|to) ")
_THEIRS = ("its", "their", "one of its")
_SOMEBODYS = ("his", "her", "my", "our")


def mark_roles(marked: Marked) -> None:
    """Put marks in the places of roles; a title that is held in a country has its name with it."""
    for pattern in _OF_PLACES:
        _mark_places(marked, pattern)
    at = 0
    while match := _ROLE.search(marked.text, at):
        at = match.start() + 1
        if _APPOINTING.search(marked.text[: match.start()]) and not match["possessive"]:
            match = (
                _ROLE.match(marked.text, match.start("titles")) or match
            )  # "named Ana Ruiz head"
        role, end = _role(marked, match)
        marked.mark(match.start(), end, "role", role)


def _mark_places(marked: Marked, pattern: re.Pattern[str]) -> None:
    """Put one mark in the places of titles with the places where they are held."""
    at = 0
    while match := pattern.search(marked.text, at):
        at = match.start() + 1
        title, place = marked.thing(match["title"]), _name(marked, match["place"])
        assert isinstance(title, Title)
        assert place
        is_place = place.kind == PLACE or (title.is_political and place.kind != ORGANISATION)
        if is_place:
            of, the = match["of"] or "of", match["the"] or ""
            name = f"{title.name} {of} {the}{place.text}"
            placed = title._replace(name=name, stands_alone=True, is_placed=True)
            marked.mark(*match.span(), "title", placed)


def _role(marked: Marked, match: "re.Match[str]") -> tuple[Role, int]:
    """Return the role that was found, and where it ends in the text."""
    titles = tuple(each for each in marked.all(match["titles"]) if isinstance(each, Title))
    owner = (match["determiner"] or "").casefold()
    employer, end, remit = _name(marked, match["employer"]), match.end(), ""
    is_nobodys = bool(match["nobodys"])
    if len(titles) > 1 and _REMIT.search(titles[0].name):  # two roles: this is the first of them
        titles, end, employer, is_nobodys = titles[:1], match.start("titles") + 1, None, False
    elif match["nobodys"]:
        end = match.start("nobodys")
    elif match["part"]:
        if match["of"] == "for":
            remit = _PARTED.split(match["part"][3:])[0]
        end = match.start("part") + (3 + len(remit) if remit else 0)
        is_nobodys = not remit
    if marked.text[match.end() :].startswith(" of ") or _is_field(employer):
        is_nobodys = True  # it is of something that has a longer name, or none
    if match["owner"] and not employer and _is_employer(marked, match, titles[0]):
        employer = _name(marked, match["owner"])
    if is_former(match["beside"]):
        titles = tuple(title._replace(was=True) for title in titles)
    if is_coming(match["beside"]):
        titles = tuple(title._replace(will_be=True) for title in titles)
    is_somebodys = owner in _SOMEBODYS or marked.text[: match.start()].endswith("'s ")
    role = Role(
        titles,
        " and ".join(title.name for title in titles),
        employer,
        owner if owner in _THEIRS or owner.endswith("'s") else "",
        marked.span(*match.span())[0],
        is_definite=titles[0].is_placed
        or owner in ("the", "its", "their")
        or bool(match["owner"])
        or owner[-2:] == "'s"
        or not (owner or marked.text[: match.start()].strip("' ")),  # "Chair of Port Ltd, Ana Ruiz"
        is_nobodys=is_nobodys or is_somebodys,
        remit=remit,
    )
    return role, end


def _is_field(name: Name | None) -> bool:
    """Return whether what looks like a name is what a post is for: "for Health"."""
    return name is not None and {*fold(name.text).split()} <= FIELDS | KINDS_OF_POSTS


def _is_employer(marked: Marked, match: "re.Match[str]", title: Title) -> bool:
    """Return whether a title is at the organisation before it; a "Labour MP" is not."""
    if match["possessive"]:
        return True
    owner = _name(marked, match["owner"])
    is_place = title.is_political and (owner is None or owner.kind != ORGANISATION)
    return not (is_place or _OF_PARTIES.search(title.name))


def _name(marked: Marked, mark: str | None) -> Name | None:
    thing = marked.thing(mark) if mark else None
    return thing if isinstance(thing, Name) else None
