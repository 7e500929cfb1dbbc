"""Seats as answers show them: who sits where, with the facts that say so."""

from collections.abc import Iterable, Sequence

from stakegraph.edtf import dates
from stakegraph.graph.neighbourhood import Graph, actor_of
from stakegraph.graph.seats import seats_of
from stakegraph.graph.tenses import Tense, attested, latest, long_ago, tense
from stakegraph.model.facts import Actor
from stakegraph.model.relations import ORGANISATION, PERSON, POST
from stakegraph.questions.results import Ref, Result, Statement, ref, statement
from stakegraph.store import EVERYTHING, Tie


class Span(Result, frozen=True, kw_only=True):
    """From when to when; "" is a start or an end that is not given."""

    since: str
    until: str


class Occupancy(Result, frozen=True, kw_only=True):
    """Somebody in a post, somebody without one, a body, or a post whose holder is not named.

    Of a post that several hold, `person` is the first and `holders` are all. `title` and `remit`
    are the post's; `acting` says that the person acts for another (`acting`, `interim`) or is to
    come (`designate`). `terms` say how long the person holds it, `since` and `until` from the first
    to the last of them; `tense` is that of the holding, `attested` the last day on which a source
    vouches for it, where that is long before now. `holding` are the facts that say all this. Where
    `limited`, a holder may be known and not count for the question; where `left`, all that are
    known have left.
    """

    person: Ref | None
    holders: tuple[Ref, ...]
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
    limited: bool
    left: bool


def is_limited(graph: Graph) -> bool:
    """Return whether a graph leaves facts out, so that a seat may look empty that is not."""
    return bool(graph.graph["scope"] != EVERYTHING)


def organisation_of(graph: Graph, post: str) -> Ref | None:
    """Return the organisation that a post is at."""
    id = seats_of(graph).of_post(post).organisation
    return ref(actor_of(graph, id)) if id else None


def spans(pairs: Iterable[tuple[str, str]]) -> tuple[Span, ...]:
    """Return spans in the order of their starts, each once; one without any date is none."""
    given = {pair for pair in pairs if any(pair)}
    ordered = sorted(given, key=lambda pair: (dates.order(pair[0] or "../0000"), pair))
    return tuple(Span(since=since, until=until) for since, until in ordered)


def occupancy(graph: Graph, id: str, terms: Sequence[Tie] = ()) -> Occupancy:
    """Describe the seat of a person, a post or a body.

    That of a person is the post of these terms, else the one held now or last; that of a post is
    with all who hold it now.
    """
    actor = actor_of(graph, id)
    if actor.kind == POST:
        held = seats_of(graph).of_post(id).holdings
        present = [tie for tie in held if tense(graph, tie) in ("", "current")]
        return _occupancy(graph, present, actor, left=bool(held) and not present)
    if actor.kind == PERSON:
        of_all = terms or latest(seats_of(graph).holdings(id), graph)
        if of_all:
            post = of_all[0].fact.object
            own = [tie for tie in of_all if tie.fact.object == post]
            return _occupancy(graph, own, actor_of(graph, post))
    return _occupancy(graph, (), None, actor)


def _occupancy(
    graph: Graph,
    terms: Sequence[Tie],
    post: Actor | None,
    alone: Actor | None = None,
    *,
    left: bool = False,
) -> Occupancy:
    """Describe a post in some terms, or somebody without a post."""
    people = dict.fromkeys(tie.fact.subject for tie in terms)
    holders = [actor_of(graph, id) for id in people] or ([alone] if alone else [])
    first = holders[0] if holders else None
    body = first if first and first.kind not in (PERSON, POST) else None
    datings = [graph.graph["dating"](tie.fact) for tie in terms]
    whole = spans(dating.span for dating in datings if dating)
    days = [attested(graph, tie) for tie in terms]
    last = max(days, default="")
    if post:
        house = organisation_of(graph, post.id)
    else:
        house = ref(body) if body and body.kind == ORGANISATION else None
    return Occupancy(
        person=ref(first) if first and not body else None,
        holders=tuple(map(ref, holders)) if not body else (),
        post=ref(post) if post else None,
        title=post.name if post else "",
        acting=terms[0].fact.qualifiers.get("as", "") if terms else "",
        remit=post.remit if post else "",
        organisation=house,
        since=whole[0].since if whole else "",
        until=max((span.until for span in whole), key=lambda on: dates.order(on or ".."), default=""),
        terms=whole,
        tense=tense(graph, *terms[:1]),
        attested=last if long_ago(graph, last) or tense(graph, *terms[:1]) == "last attested" else "",
        holding=tuple(statement(graph, tie) for tie in terms),
        limited=is_limited(graph),
        left=left,
    )
