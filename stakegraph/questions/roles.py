"""Roles: who holds or held which post or role, where, and when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from stakegraph.edtf import dates
from stakegraph.edtf.spans import common
from stakegraph.edtf.validity import sure
from stakegraph.graph.neighbourhood import Graph, actor_of, doubt, firmness, ties_in, ties_out
from stakegraph.graph.seats import seats_of
from stakegraph.graph.tenses import Tense, attested, dating_of, is_present, long_ago, tense
from stakegraph.graph.vacancies import Empty, vacancies, vacancy
from stakegraph.model.articles import titled
from stakegraph.model.facts import DERIVED
from stakegraph.model.relations import PERSON, POST, ROLE
from stakegraph.questions.results import (
    Cited,
    Ref,
    Result,
    Statement,
    cited,
    ref,
    shown,
    statement,
    until_of,
)
from stakegraph.questions.seats import is_limited, is_there, is_timeless, organisation_of
from stakegraph.store import Tie


class Dated(Result, frozen=True, kw_only=True):
    """The dates that some sources give one role, where others give it others."""

    since: str
    until: str
    sources: tuple[str, ...]


class Role(Result, frozen=True, kw_only=True):
    """What somebody is or was somewhere.

    `holder` is None for a post whose holder is not named, or of which somebody says that it stood
    `empty` then (`missing` says why that cannot be said of the day asked for); `title` is what they
    are called there, `acting` whether they act for another (`acting`, `interim`) or are to come
    (`designate`), `through` the post by which they sit there, `membership` whether they belong
    without holding a role. `once` is when it was so, of a time gone by; `attested` that, or the
    last day on which a source vouches for it, and `old` that this is long before now; where sources
    differ about the dates, `differing` has those of each. `moves` say where a post was that moved.
    """

    holder: Ref | None
    title: str
    acting: str = ""
    through: Ref | None = None
    post: Ref | None
    organisation: Ref | None
    remit: str
    membership: bool = False
    since: str = ""
    until: str = ""
    tense: Tense = ""
    once: str = ""
    attested: str = ""
    old: bool = False
    empty: bool = False
    missing: tuple[str, ...] = ()
    differing: tuple[Dated, ...] = ()
    moves: tuple[str, ...] = ()
    facts: tuple[Statement, ...]
    evidence: tuple[Cited, ...] = ()


class Gap(Result, frozen=True, kw_only=True):
    """Days on which nobody is named as holding a post, from the first to the last."""

    since: str
    until: str


class Roles(Result, frozen=True, kw_only=True):
    """The roles of a person, post or organisation, or all; oldest first, undated last.

    Those of a post are its succession, with the `gaps` in which nobody is named. Where `limited`, a
    holder may be known and not count for the question; where `timeless`, some have an end, and no
    dated source tells whether they are former.
    """

    of: Ref | None
    roles: tuple[Role, ...]
    gaps: tuple[Gap, ...]
    limited: bool
    timeless: bool


def roles(graph: Graph, id: str | None = None) -> Roles:
    """Return the roles of a person over time, the people of an organisation or post, or all."""
    if id is None:
        found = [role for node in graph for role in _held_by(graph, node)]
        found += _without_holder(graph, graph)
    else:
        found = _of(graph, id)
    is_post = bool(id) and actor_of(graph, str(id)).kind == POST
    return Roles(
        of=ref(actor_of(graph, id)) if id else None,
        roles=tuple(sorted(found, key=_start if is_post else _key)),
        gaps=tuple(_gaps(graph, str(id))) if is_post else (),
        limited=is_limited(graph),
        timeless=is_timeless(graph, (role.until for role in found)),
    )


def _of(graph: Graph, id: str) -> list[Role]:
    actor = actor_of(graph, id)
    if actor.kind == POST:
        held = _merged(graph, _role_ties(graph, ties_in(graph, id)))
        empty = [_empty(graph, id, each) for each in vacancies(graph, id)]
        return [*held, *empty] or [_unnamed(graph, id)]
    if actor.kind == PERSON:
        return _held_by(graph, id)
    ties = _role_ties(graph, ties_in(graph, id))
    # Whoever holds a post that sits there sits there by it.
    by_post = {id for tie in ties if is_present(graph, tie) for id in tie.fact.premises}
    shown = [tie for tie in ties if tie.fact.id not in by_post]
    relations = graph.graph["relations"]
    posts = [t.fact.subject for t in ties_in(graph, id) if relations[t.fact.relation].of_post]
    # Who is only designated holds nothing there yet, from which a role would follow.
    to_come = [
        held
        for post in posts
        for held in seats_of(graph).of_post(post).holdings
        if held.fact.is_designation
    ]
    holdings = [each for tie in shown for each in _as_held(graph, tie)]
    people = _merged(graph, [*holdings, *to_come])
    return [*people, *_without_holder(graph, posts)]


def _held_by(graph: Graph, id: str) -> list[Role]:
    """Return the roles of one actor; a role that follows from a post is the post's."""
    ties = _role_ties(graph, ties_out(graph, id))
    posts = {tie.fact.object for tie in ties if _fills(graph, tie)}
    at_posts = {tie.fact.object for post in posts for tie in seats_of(graph).of_post(post).places}
    shown = [
        tie
        for tie in ties
        if not (tie.fact.status == DERIVED and posts and tie.fact.object in at_posts)
    ]
    return _merged(graph, shown)


def _merged(graph: Graph, ties: Iterable[Tie]) -> list[Role]:
    """Return the roles that ties tell of; one of which sources differ about the dates is one."""
    alike: dict[tuple[object, ...], list[list[Tie]]] = defaultdict(list)
    for tie in ties:
        fact = tie.fact
        said = sorted(fact.qualifiers.items())
        same = (fact.subject, fact.relation, fact.object, doubt(tie), fact.according_to, *said)
        for group in alike[same]:
            if any(_at_once(graph, tie, other) for other in group):
                group.append(tie)
                break
        else:
            alike[same].append([tie])
    return [_role(graph, group) for groups in alike.values() for group in groups]


def _at_once(graph: Graph, one: Tie, other: Tie) -> bool:
    """Return whether two terms, each in its own source, were surely at once: they are one."""
    told = [{cited.source for cited in tie.fact.evidence} for tie in (one, other)]
    if one.fact.premises or other.fact.premises or told[0] & told[1]:
        return False
    spans = [sure(dating) if (dating := dating_of(graph, tie)) else () for tie in (one, other)]
    return any(common(a, b) for a in spans[0] for b in spans[1])


def _as_held(graph: Graph, tie: Tie) -> list[Tie]:
    """Return what a tie to an organisation tells of: the holding of the post that it comes by."""
    if tie.fact.status == DERIVED:
        for held in ties_out(graph, tie.fact.subject):
            seats = graph.graph["relations"][tie.fact.relation].key
            if (
                _fills(graph, held)
                and graph.graph["relations"][held.fact.relation].fills == seats
                and held.fact.id in tie.fact.premises
                # Of a post that moved, its holder was at each body while the post was.
                and len(seats_of(graph).of_post(held.fact.object).places) < 2
            ):
                return [held._replace(missing=tie.missing, is_part=tie.is_part)]
    return [tie]


def _role_ties(graph: Graph, ties: Iterable[Tie]) -> list[Tie]:
    relations = graph.graph["relations"]
    kept = (tie for tie in ties if relations[tie.fact.relation].family == ROLE)
    return sorted((tie for tie in kept if tie.fact.status != "denied"), key=firmness)


def _fills(graph: Graph, tie: Tie) -> bool:
    return bool(graph.graph["relations"][tie.fact.relation].fills)


def _role(graph: Graph, ties: Sequence[Tie]) -> Role:
    # Of terms equally firm that end otherwise, the one decides of which a later source tells.
    latest = sorted(ties, key=lambda tie: attested(graph, tie), reverse=True)
    tie, *others = sorted(latest, key=lambda tie: firmness(tie)[:-1])
    fact = tie.fact
    there = actor_of(graph, fact.object)
    post = there if there.kind == POST else None
    places = seats_of(graph).of_post(post.id).places if post else ()
    moves = places if any(each.fact.since or each.fact.until for each in places[1:]) else ()
    title = post.name if post else fact.qualifiers.get("title", fact.qualifiers.get("as", ""))
    premises = [graph.graph["stated"](id) for id in fact.premises]
    through, acting = None, fact.qualifiers.get("as", "") if post else ""
    if premises and not post:
        held = premises[0]
        how = held.qualifiers.get("as", "")
        by = actor_of(graph, held.object) if held.object in graph else None
        if by and title not in (by.name, titled(how, by.name)):
            through, acting = by, how
    dates = {(each.fact.since, until_of(graph, each)): None for each in (tie, *others)}
    (since, until), *differing = dates
    now = tense(graph, tie)
    once = fact.attested or next((each.attested for each in premises if each.attested), "")
    day = attested(graph, tie) if not fact.premises else ""
    return Role(
        holder=ref(actor_of(graph, fact.subject)),
        title=title,
        acting=acting,
        through=ref(through) if through else None,
        post=ref(post) if post else None,
        organisation=organisation_of(graph, post.id) if post else ref(there),
        remit=post.remit if post else fact.qualifiers.get("remit", ""),
        membership="title" not in graph.graph["relations"][fact.relation].qualifiers and not post,
        since=since,
        until=until,
        tense=now,
        once=once,
        attested=once or day,
        old=long_ago(graph, day),
        differing=tuple(_dated(each) for each in (tie, *others)) if differing else (),
        moves=tuple(statement(graph, each).text for each in moves),
        facts=tuple(statement(graph, each) for each in (tie, *others, *places[:1])),
    )


def _dated(tie: Tie) -> Dated:
    sources = dict.fromkeys(cited.source for cited in tie.fact.evidence)
    return shown(Dated, tie.fact, sources=tuple(sources))


def _without_holder(graph: Graph, ids: Iterable[str]) -> Iterator[Role]:
    """Yield the posts that stand empty, and those that are there of which no holder is named."""
    for id in ids:
        if actor_of(graph, id).kind == POST:
            empty = vacancy(graph, id)
            if empty:
                yield _empty(graph, id, empty)
            elif not seats_of(graph).of_post(id).holdings and is_there(graph, id):
                yield _unnamed(graph, id)


def _unnamed(graph: Graph, id: str) -> Role:
    post = actor_of(graph, id)
    return Role(
        holder=None,
        title=post.name,
        post=ref(post),
        organisation=organisation_of(graph, id),
        remit=post.remit,
        facts=tuple(statement(graph, tie) for tie in seats_of(graph).of_post(id).places),
    )


def _empty(graph: Graph, id: str, empty: Empty) -> Role:
    """Return that a post stood empty for some time, as a source says."""
    vacancy = empty.vacancy
    return replace(
        _unnamed(graph, id),
        since=vacancy.since,
        until=vacancy.until,
        tense=empty.tense,
        missing=empty.missing,
        empty=True,
        facts=(),
        evidence=cited(vacancy.evidence),
    )


def _gaps(graph: Graph, post: str) -> Iterator[Gap]:
    """Yield the days between two holders of a post on which surely neither held it."""
    terms = [dating_of(graph, tie) for tie in seats_of(graph).of_post(post).holdings]
    empty = [(each.since, each.until) for each in actor_of(graph, post).vacant]
    spans = sorted(
        (_days(*span) for span in (*(dating.span for dating in terms if dating), *empty)),
        key=lambda days: days[0] or date.min,
    )
    last: date | None = None
    for number, (first, end) in enumerate(spans):
        if number and last and first and first - last > timedelta(1):
            since, until = last + timedelta(1), first - timedelta(1)
            yield Gap(since=since.isoformat(), until=until.isoformat())
        if end is None:
            return
        last = max(last, end) if last else end


def _days(since: str, until: str) -> tuple[date | None, date | None]:
    """Return the first and the last day on which something may have held, as far as known."""
    start = dates.parse(since).surely_from if since else None
    end = dates.parse(until).surely_to if until else None
    known = [date(*day) if day and 1 <= day[0] <= 9998 else None for day in (start, end)]
    return known[0], known[1]


def _start(role: Role) -> tuple[object, ...]:
    """Sort by start, else by the day for which it is attested, else by the end; last what comes."""
    end = dates.order(role.until or "..")
    on = role.since or role.attested
    begun = dates.order(on) if on else (dates.order("..")[0], end[1])
    return (role.tense == "to come", begun, end, role.holder.name if role.holder else "")


def _key(role: Role) -> tuple[object, ...]:
    """Sort by holder, those not named last; then by start, undated last."""
    holder = role.holder
    start = dates.order(role.since) if role.since else dates.order("..")
    named = (holder is None, not role.empty, *((holder.name, holder.id) if holder else ()))
    return (*named, not role.since, start, role.membership, role.title)
