"""When facts hold: their own dates, those of what they cannot outlast, and their sources' days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from stakegraph.edtf.dates import Period, ends, order, parse, surely_before
from stakegraph.edtf.standing import HELD, NOT_HELD, standing
from stakegraph.edtf.validity import Dating
from stakegraph.edtf.words import span_in_words
from stakegraph.model.facts import Actor, Alias, Fact
from stakegraph.model.relations import ACTOR_KINDS, Relation

_OPEN = ("0000-01-01", "9999-12-31")  # of what has no start, or no end


class Lifetime(NamedTuple):
    """From when to when an actor of a kind was; "" is what is not known."""

    kind: str = ""
    since: str = ""
    until: str = ""


def of_post(own: Lifetime, places: Iterable[Lifetime]) -> Lifetime:
    """Return the lifetime of a post: from the first body that it is at, to the end of the last."""
    places = list(places)
    begun, left = [place.since for place in places], [place.until for place in places]
    if begun and all(begun) and not own.since:
        own = own._replace(since=min(begun, key=order))
    if left and all(left) and not own.until:
        own = own._replace(until=max(left, key=order))
    return own


def place(life: Lifetime, days: tuple[str, ...] = ()) -> Dating:
    """Return when a post that never moved is where it is: for as long as there is one."""
    return Dating(life.since or _OPEN[0], life.until or _OPEN[1], days)


def may_be(life: Lifetime, when: Period) -> bool:
    """Return whether an actor may be there at some time of a period."""
    return standing(when, [Dating(life.since, life.until)]).held != NOT_HELD


def begins_after(life: Lifetime, when: Period) -> bool:
    """Return whether an actor is surely not there yet at any time of a period."""
    return not may_be(life._replace(until=""), when)


def is_first(post: Lifetime, body: Lifetime) -> bool:
    """Return whether a post may be at a body from its start: one that moved comes to others later.

    Who is designated to a post is to come to where it is first.
    """
    begins = bool(post.since and body.since)
    return not (begins and surely_before(post.since, body.since))


def named_at(actor: Actor, when: Period) -> Actor:
    """Return an actor under the name that it surely bore in all of a period, if that is another.

    Of several the one that ended first is meant: the next followed it. The name that the actor
    bears otherwise becomes an alias, and `later` says which followed, and when.
    """
    in_turn = sorted(actor.alias_dates, key=lambda alias: order(_borne(alias).until))
    for place, alias in enumerate(in_turn):
        if standing(when, [_borne(alias)]).held == HELD:
            if alias.name == actor.name:
                return actor
            others = (actor.name, *(name for name in actor.aliases if name != alias.name))
            kept = tuple(one for one in actor.alias_dates if one != alias)
            following = (one.name for one in in_turn[place + 1 :] if one.until)
            since = _day_beside(alias.until, 1) or alias.until
            later = f"{next(following, actor.name)} {span_in_words(since, '')}".strip()
            return replace(actor, name=alias.name, aliases=others, alias_dates=kept, later=later)
    return actor


def ended_by(
    dating: Dating, fact: Fact, others: Iterable[Fact], row: Relation, issued: Mapping[str, str]
) -> Dating:
    """Return what is said of the time of a fact of which others about the same tell the end.

    What was so before such an end, and is not said to have been so after it, lasted no longer. Who
    took up a post, and has not left it since, is no more to hold it, nor holds it for a time; and
    who came to have another share has the one before no more.
    `issued` are the dates of the sources, by id.
    """
    if dating.until or dating.act:
        return dating
    known = [*filter(None, (dating.since, *dating.attested))]
    bounds = [dating.within[1]] if dating.within[1] else []
    for other in others:
        end = end_told(fact, other, row, issued)
        if not other.takes_up(fact):
            is_after = bool(known) and all(surely_before(day, end) for day in known if end)
        else:
            is_after = not (dating.since and surely_before(end or "..", dating.since)) and not any(
                other.until and surely_before(other.until, day) for day in known
            )
        bounds += [end] if end and is_after else []
    return dating._replace(within=(dating.within[0], min(bounds, key=order, default="")))


def tells_end(fact: Fact, other: Fact, row: Relation) -> bool:
    """Return whether another fact about the same says that one had ended which gives no end."""
    if other.alike == fact.alike:
        return other.is_end
    shares = other.has_another_share(fact) or other.ends_any_share(fact)
    return other.takes_up(fact) or (row.divides and shares)


def end_told(fact: Fact, other: Fact, row: Relation, issued: Mapping[str, str]) -> str:
    """Return by when a fact had ended that gives no end, as another says; "" if it says nothing."""
    if not tells_end(fact, other, row):
        return ""
    if other.alike == fact.alike or other.ends_any_share(fact):
        return other.until
    begun = other.since or min(attested(other, issued), key=order, default="")
    return _day_beside(begun, -1) or begun


def _day_beside(text: str, days: int) -> str:
    """Return the day before or after one; "" for what is no one day, or is the last there is."""
    day = parse(text).earliest if text else None
    is_exact = day and day == parse(text).latest and (1, 1, 1) < day < (9999, 12, 31)
    return (date(*day) + timedelta(days)).isoformat() if day and is_exact else ""


def _borne(alias: Alias) -> Dating:
    """Return from when to when a name was borne; a side that is not given has no end."""
    return Dating(alias.since or _OPEN[0], alias.until or _OPEN[1])


def span(since: str, until: str, *, act: bool) -> tuple[str, str]:
    """Return the dates of a fact; an act of which an end alone is given was done by then."""
    if act and until and not since:
        return f"../{ends(until)[1]}" if ends(until)[1] else until, ""
    return since, until


def attested(fact: Fact, dates: Mapping[str, str]) -> tuple[str, ...]:
    """Return the dates of the sources that state a fact; `dates` are those of all, by id.

    What a fact says of a time gone by, its sources do not vouch for on their own day.
    """
    if fact.attested:
        return (fact.attested,)
    return tuple(sorted({dates.get(cited.source, "") for cited in fact.evidence} - {""}))


def dating(
    row: Relation,
    own: tuple[str, str],
    days: tuple[str, ...] = (),
    subject: Lifetime | None = None,
    object: Lifetime | None = None,
    *,
    moves: bool = False,
    once: bool = False,
) -> Dating | None:
    """Return what is said of the time of a fact: by itself, by its sources' days, by its ends.

    A part in a partnership lasts as long as that, unless it is dated itself or was so `once`. What
    else is done for one, a role, a line, where a post is and what bodies have to do with each other
    last no longer than there are their ends, and begin no sooner; a view, or where something is, no
    longer than its subject. What begins after that end or ends after it, and what ended before that
    start, says otherwise itself, and an act was done whatever became of them, in the time that it
    was done in `once`. None is a tie of which nothing is said: a post that does not move is where
    it is.
    """
    since, until = own = (days[0], "") if once and row.act else span(*own, act=row.act)
    limits = []
    for end, is_subject in ((subject, True), (object, False)):
        kind = ACTOR_KINDS.get(end.kind) if end else None
        limits_it = kind and (kind.limits(row, is_subject=is_subject) or row.of_post)
        if not end or not kind or not limits_it:
            continue
        if kind.gives_dates and end is object and row.partners and not once:
            is_before = bool(own[1] and end.since) and surely_before(own[1], end.since)
            is_after = bool(own[0] and end.until) and surely_before(end.until, own[0])
            since = since or ("" if is_before else end.since)
            until = until or ("" if is_after else end.until)
        else:
            limits.append(end)
    ended = [end.until for end in limits if end.until]
    if own[1] or any(own[0] and surely_before(end, own[0]) for end in ended):
        ended = []
    # What ends after the partnership bounds no part in it.
    ended = [end for end in ended if not (until and surely_before(until, end))]
    begun = [end.since for end in limits if end.since]
    if own[0] or any(own[1] and surely_before(own[1], start) for start in begun):
        begun = []
    within = (max(begun, key=order, default=""), min(ended, key=order, default=""))
    if row.of_post and not (since or until or moves):
        # It is there until one of the two ended.
        return Dating(within[0] or _OPEN[0], within[1], days, within=within) if within[1] else None
    return Dating(since, until, days, row.act, within)
