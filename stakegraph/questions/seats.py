"""Seats as answers show them: who sits where, with the facts that say so."""

from collections.abc import Container, Iterable, Sequence
from functools import partial

from msgspec.structs import replace

from stakegraph.edtf import dates
from stakegraph.edtf.dates import period
from stakegraph.edtf.spans import NEVER
from stakegraph.edtf.validity import validity
from stakegraph.graph.lines import terms_of
from stakegraph.graph.neighbourhood import Graph, actor_of, firmest
from stakegraph.graph.seats import recency, seats_of
from stakegraph.graph.tenses import (
    PRESENT,
    Tense,
    attested,
    dating_of,
    is_present,
    latest,
    long_ago,
    tense,
)
from stakegraph.graph.vacancies import vacancy
from stakegraph.model.facts import Actor
from stakegraph.model.lifetimes import may_be
from stakegraph.model.relations import PERSON, POST
from stakegraph.questions.results import Ref, Result, Statement, Vacant, ref, statement, vacant
from stakegraph.store import EVERYTHING, Tie


class Span(Result, frozen=True, kw_only=True):
    """From when to when; "" is a start or an end that is not given."""

    since: str
    until: str


class Holder(Result, frozen=True, kw_only=True):
    """One who holds a post: how, if only for another (`acting`, `interim`), and in which terms.

    `attested` is the last day on which a source vouches for it, where that is long before now.
    """

    person: Ref
    acting: str
    terms: tuple[Span, ...]
    attested: str


class Occupancy(Result, frozen=True, kw_only=True):
    """Somebody in a post, somebody without one, a body, or a post whose holder is not named.

    Of a post that several hold, `person` is the first and `holders` are all. `title` and `remit`
    are the post's; `acting` says that the person acts for another (`acting`, `interim`) or is to
    come (`designate`). `terms` say how long the person holds it, `since` and `until` from the first
    to the last of them; `tense` is that of the holding, `attested` the last day on which a source
    vouches for it, where that is long before now. `holding` are the facts that say all this; `also`
    are the other posts that the person holds now, where no terms were asked for. Nobody is shown
    in a post that is `empty`, as a source says; where `limited`, a holder may be known and not
    count for the question; where `left`, all that are known have left.
    """

    person: Ref | None
    holders: tuple[Holder, ...]
    post: Ref | None
    title: str
    acting: str
    remit: str
    organisation: Ref | None
    since: str
    until: str
    terms: tuple[Span, ...]
    tense: Tense
    attested: str
    holding: tuple[Statement, ...]
    also: tuple["Occupancy", ...]
    empty: Vacant | None
    limited: bool
    left: bool


def is_limited(graph: Graph) -> bool:
    """Return whether a graph leaves facts out, so that a seat may look empty that is not."""
    return bool(graph.graph["scope"] != EVERYTHING)


def is_timeless(graph: Graph, ends: Iterable[str]) -> bool:
    """Return whether something ends, and no dated source tells whether it has."""
    scope = graph.graph["scope"]
    return not graph.graph["now"] and not scope.as_of and any(ends)


def is_there(graph: Graph, id: str) -> bool:
    """Return whether there may be a post or a body now, or at the time asked for."""
    life = graph.graph["lifetime"](id)
    now: str = graph.graph["now"]
    when = graph.graph["scope"].as_of or (period(now) if now else None)
    return not when or may_be(life, when)


def organisation_of(graph: Graph, post: str) -> Ref | None:
    """Return the organisation that a post is at."""
    places = seats_of(graph).of_post(post).places
    # Of a post that moved, the body of which that can be said, and of which the latest source does.
    sure = [tie for tie in places if not tie.missing] or places
    last = max(sure, key=lambda tie: attested(graph, tie)) if places else None
    return ref(actor_of(graph, last.fact.object)) if last else None


def spans(pairs: Iterable[tuple[str, str]]) -> tuple[Span, ...]:
    """Return spans in the order of their starts; one within another, or without a date, is none.

    Dates in doubt count as they are written.
    """
    given = {
        pair: (dates.order(pair[0] or "..")[0], dates.order(pair[1] or "..")[1])
        for pair in pairs
        if any(pair)
    }
    wider = {
        pair
        for pair, (first, last) in given.items()
        for other, (start, end) in given.items()
        if other != pair and start <= first and last <= end
        if (first, last) != (start, end) or other < pair
    }
    ordered = sorted(given.keys() - wider, key=lambda pair: (given[pair], pair))
    return tuple(Span(since=since, until=until) for since, until in ordered)


def occupancy(
    graph: Graph, id: str, terms: Sequence[Tie] = (), *, first: Container[str] = ()
) -> Occupancy:
    """Describe the seat of a person, a post or a body.

    That of a person is the post of these terms, else the one held now or last, one of the `first`
    where those are several; that of a post is with all who hold it now.
    """
    actor = actor_of(graph, id)
    if actor.kind == POST:
        held = terms_of(graph, id)
        present = [tie for tie in held if is_present(graph, tie)]
        return _occupancy(graph, present, actor, left=bool(held) and not present)
    if actor.kind == PERSON:
        of_all = terms or _last(graph, id)
        of_all = sorted(of_all, key=lambda tie: tie.fact.object not in first)
        if of_all:
            by_post: dict[str, list[Tie]] = {}
            for tie in of_all:
                by_post.setdefault(tie.fact.object, []).append(tie)
            post, *others = (
                _occupancy(graph, own, actor_of(graph, post)) for post, own in by_post.items()
            )
            also = tuple(other for other in others if other.tense in PRESENT)
            return post if terms else replace(post, also=also)
    return _occupancy(graph, (), None, actor)


def _last(graph: Graph, id: str) -> list[Tie]:
    """Return the terms of a person that are now, else those to come, else the former, last first.

    A designate who holds the same post as well, or held it, is not told of as that.
    """
    terms = latest(seats_of(graph).holdings(id), graph)
    held = {tie.fact.object for tie in terms if not tie.fact.is_designation}
    terms = [tie for tie in terms if tie.fact.object not in held or not tie.fact.is_designation]
    if terms and tense(graph, terms[0]) == "former":
        terms.sort(key=partial(_end, graph), reverse=True)
    return terms


def _end(graph: Graph, tie: Tie) -> int:
    """Return the latest possible end of a term, as a number of a span."""
    dating = dating_of(graph, tie)
    return validity(dating).possible.high if dating else NEVER


def unheld(graph: Graph, post: str, *, is_now: bool) -> Occupancy:
    """Describe a post in a line of now, or of another time, of which no holder is named."""
    held = terms_of(graph, post) if is_now else []
    left = bool(held) and not any(is_present(graph, tie) for tie in held)
    return _occupancy(graph, (), actor_of(graph, post), left=left)


def _occupancy(
    graph: Graph,
    terms: Sequence[Tie],
    post: Actor | None,
    alone: Actor | None = None,
    *,
    left: bool = False,
) -> Occupancy:
    """Describe a post in some terms, or somebody without a post."""
    by_holder: dict[str, list[Tie]] = {}
    for tie in terms:
        by_holder.setdefault(tie.fact.subject, []).append(tie)
    by_holder = {id: firmest(own) for id, own in by_holder.items()}
    terms = [tie for tie in terms if tie in by_holder[tie.fact.subject]]
    people = [actor_of(graph, id) for id in by_holder] or ([alone] if alone else [])
    people.sort(key=lambda one: (one.name, one.id))
    if terms:  # the latest first
        people.sort(key=lambda one: recency(by_holder[one.id][0])[:3], reverse=True)
        people.sort(key=lambda one: bool(by_holder[one.id][0].fact.qualifiers.get("as")))
    first = people[0] if people else None
    body = first if first and first.kind not in (PERSON, POST) else None
    holders = tuple(
        Holder(
            person=ref(one),
            acting=by_holder[one.id][0].fact.qualifiers.get("as", "") if by_holder else "",
            terms=_terms(graph, by_holder.get(one.id, ())),
            attested=_attested(graph, by_holder.get(one.id, ())),
        )
        for one in people
        if one is not body
    )
    whole = _terms(graph, terms)
    when = tense(graph, *terms[:1])
    house = organisation_of(graph, post.id) if post else ref(body) if body else None
    ends = [span.until for span in whole]
    empty = vacancy(graph, post.id) if post and not holders else None
    return Occupancy(
        person=ref(first) if first and not body else None,
        holders=holders,
        post=ref(post) if post else None,
        title=post.name if post else "",
        acting=holders[0].acting if len(holders) == 1 else "",
        remit=post.remit if post else "",
        organisation=house,
        since=whole[0].since if whole else "",
        until="" if not all(ends) else max(ends, key=dates.order, default=""),
        terms=whole,
        tense=when,
        attested=_attested(graph, terms),
        holding=tuple(statement(graph, tie) for tie in terms),
        also=(),
        empty=vacant(empty) if empty else None,
        limited=is_limited(graph),
        left=left,
    )


def _attested(graph: Graph, terms: Sequence[Tie]) -> str:
    """Return the last day on which a source vouches for terms, where that is long before now."""
    last = max((tie.fact.attested or attested(graph, tie) for tie in terms), default="")
    is_told = tense(graph, *terms[:1]) == "last attested" or long_ago(graph, last)
    return last if is_told else ""


def _terms(graph: Graph, ties: Iterable[Tie]) -> tuple[Span, ...]:
    datings = (dating_of(graph, tie) for tie in ties)
    return spans(dating.span for dating in datings if dating)
