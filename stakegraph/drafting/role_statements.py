"""Who has a role, who begins and who leaves one, who follows whom in it."""

import re
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from stakegraph.drafting.employers import bodies, employer_of
from stakegraph.drafting.marks import Role
from stakegraph.drafting.matches import Match
from stakegraph.drafting.names import Name
from stakegraph.drafting.statement import ROLE, Statement
from stakegraph.drafting.words_of_names import ADDRESSES
from stakegraph.model.facts import STATED
from stakegraph.text.folding import fold

# Verbs of what somebody begins again who had it: since when is not said.
_AGAIN = ("reappoint", "re-appoint", "reelect", "re-elect")


def roles(match: Match, before: Sequence[Statement]) -> list[Statement] | None:
    """Return the roles that a match states; None where it is not what its pattern is for.

    A role of which it is not said where may be where those `before` are, if it is there alone.
    """
    people = match.people
    said = match.manner
    if match.pattern.says == "leads" and (said.status == "denied" or said.is_over):
        return []  # who leads nothing may have a role
    if not all(_is_of(role, people, match) for role in match.roles):
        return None
    if len(people) > 1 and any(len(role.titles) > 1 for role in match.roles):
        return None  # who of them has which
    if match.pattern.is_aside and match.roles and not match.roles[0].is_plural:
        people = people[:1]
    found: list[Statement] = []
    for role in match.roles:
        organisation = match.name("org", "its")
        employer = organisation or employer_of(match, role) or match.appointer
        if not (employer or role.stands_alone or match.pattern.is_aside):
            employer = _only_employer(match, before)
        is_somewhere = employer or (role.stands_alone and not role.owner)
        if is_somewhere and (organisation or not role.is_nobodys):
            found += _held(match, people, role.name, employer, role)
    if not match.roles and match.pattern.title is not None:
        place = match.name("org", "its") or match.by
        if match.pattern.is_aside and place and fold(place.text).split()[-1] in ADDRESSES:
            return None  # they live there
        found += _held(match, people, match.pattern.title, place)
    other = match.name("other")
    if found and other and match.pattern.says in ("begins", "ends"):
        found.append(_successor(found[0], other, match))
    return found if found or match.pattern.is_aside else None


def succession(match: Match, found: Sequence[Statement]) -> list[Statement] | None:
    """Return what a match states that says who follows whom, in a role or in one found before."""
    who, other = match.name("who"), match.name("other")
    assert who
    assert other
    own = [each for each in found if each.relation == ROLE and each.subject.whole == other.whole]
    said = match.manner
    if match.roles:
        (role,) = match.roles
        employer = employer_of(match, role)
        if role.is_nobodys or not (employer or role.stands_alone):
            return None
        made = Statement(
            relation=ROLE, subject=who, object=employer, start=match.span[0], end=match.span[1],
            title=role.name, remit=role.remit, status=said.status,
        )  # fmt: skip
    elif len(own) == 1:
        start = min(match.span[0], own[0].start)
        made = replace(own[0], subject=who, start=start, end=match.span[1], status=said.status)
    else:
        return None
    on = match.time.since or match.time.at
    is_over = said.status == STATED and not said.is_to_come and not on
    made = replace(made, since=on, until="", attested="", was=False, is_over=False)
    return [made, replace(made, subject=other, since="", until=on, is_over=is_over)]


def unless_waiting(match: Match, found: Sequence[Statement]) -> list[Statement]:
    """Return what was found before, without roles that a match says somebody has yet to begin."""
    verb = match.given["verb"].split(" ")[0]
    is_yet = match.manner.is_to_come or verb.endswith(("s", "ing"))
    people = {name.whole for name in match.people}
    return [
        each
        for each in found
        if not is_yet or each.relation != ROLE or each.is_dated or each.subject.whole not in people
    ]


def only_ended(match: Match, told: Sequence[Statement]) -> list[Statement]:
    """Return what sentences before told, a role ended that somebody leaves, none of several."""
    of_people: dict[str, list[Statement]] = {name.whole: [] for name in match.people}
    for each in told:
        if each.relation == ROLE and not (each.until or each.is_over):
            of_people.get(each.subject.whole, []).append(each)
    several = [each for some in of_people.values() if len(some) > 1 for each in some]
    return ended(match, [each for each in told if each not in several])


def ended(match: Match, found: Sequence[Statement]) -> list[Statement]:
    """Return the roles found before, those ended of the people whom a match says to leave."""
    people = {name.whole for name in match.people}
    said, on = match.manner, match.time.at or match.time.since
    if said.status != STATED or said.is_to_come:
        return [*found]
    return [
        replace(
            each, until=on, is_over=not on, was=False, attested="", end=max(match.span[1], each.end)
        )
        if each.relation == ROLE and each.subject.whole in people and not each.until
        else each
        for each in found
    ]


def _successor(held: Statement, other: Name, match: Match) -> Statement:
    """Return that one person had a role before the other, or has it after them."""
    time, said = match.time, match.manner
    on = time.since or time.until or time.at
    if match.pattern.says == "ends":
        return replace(held, subject=other, since=on, until="", is_over=False)
    is_over = said.status == STATED and not said.is_to_come and not on
    return replace(held, subject=other, since="", until=on, is_over=is_over)


def _held(
    match: Match,
    people: Sequence[Name],
    title: str,
    employer: Name | None,
    role: Role | None = None,
) -> list[Statement]:
    """Return that some people have a role, and who appointed them, if that is somebody else."""
    found = []
    for person in people:
        found.append(
            Statement(
                relation=ROLE, subject=person, object=employer, title=title,
                start=match.span[0], end=match.span[1],
                remit=role.remit if role else "", status=match.manner.status,
                is_shared=len(people) > 1, **_time(match, role),
            )
        )  # fmt: skip
        if match.by and not (employer and match.by.whole == employer.whole):
            since = match.time.since or match.time.at
            found.append(
                Statement(
                    relation="appointed", subject=match.by, object=person, start=match.span[0],
                    end=match.span[1], qualifiers={"as": title}, since=since,
                    status=match.manner.status,
                )
            )  # fmt: skip
    return found


def _only_employer(match: Match, before: Sequence[Statement]) -> Name | None:
    """Return where the roles found before are, if no other organisation is in the sentence."""
    there = {each.whole for each in bodies(match.sentence.names)}
    found = [each.object for each in before if each.title and each.object]
    is_before = bool(found) and found[0].end <= match.span[0]
    return found[0] if is_before and there == {each.whole for each in found} else None


def _time(match: Match, role: Role | None) -> dict[str, Any]:
    """Return the dates of a role, and what is known of its time where there are none."""
    said, time = match.manner, match.time
    if match.pattern.says == "begins":
        if match.given.get("verb", "").startswith(_AGAIN):
            return {"attested": time.at or time.since, "until": time.until}
        return {"since": time.since or time.at, "until": time.until}
    if match.pattern.says == "ends":
        until = time.until or time.at or time.since
        is_over = not until and said.status == STATED and not said.is_to_come
        return {"until": until, "is_over": is_over}
    is_over = (said.is_over or bool(role and role.was)) and not time.until
    is_dated = bool(time.since or time.until)
    return {
        "since": time.since,
        "until": time.until,
        "attested": "" if is_over or is_dated else time.at,
        "is_over": is_over,
        "was": (match.was_once or match.pattern.says == "had")
        and not (time.until or time.at or is_over),
    }


def _is_of(role: Role, people: Sequence[Name], match: Match) -> bool:
    """Return whether a role said aside may be that of some people, by number and place."""
    if not match.pattern.is_aside:
        return True
    is_listed = "," in match.text
    if role.is_plural and len(people) == 1:
        return False
    if not role.is_plural and len(people) > 1 and is_listed:
        return False
    if "org" in match.given and role.employer:
        return False
    is_before = match.found.start("role") < match.found.start(match.pattern.keeps)
    return not (is_before and is_listed) or role.is_definite or bool(re.match("[Aa]s ", match.text))
