"""Seats as answers show them: who sits where, with the facts that say so."""

from collections.abc import Iterable

from stakegraph.graph.neighbourhood import Graph, actor_of
from stakegraph.graph.seats import seats_of
from stakegraph.model.facts import Actor
from stakegraph.model.relations import PERSON, POST
from stakegraph.questions.results import Ref, Result, Statement, ref, statement
from stakegraph.store import EVERYTHING, Tie


class Occupancy(Result, frozen=True, kw_only=True):
    """Somebody in a post, somebody without one, or a post whose holder is not named.

    `title` and `remit` are the post's, else those of the person's role; `since` and `until` say how
    long the person holds it; `holding` are the facts that say all this. Where `limited`, a holder
    may be known and not count for the question.
    """

    person: Ref | None
    post: Ref | None
    title: str
    remit: str
    organisation: Ref | None
    since: str
    until: str
    holding: tuple[Statement, ...]
    limited: bool


def is_limited(graph: Graph) -> bool:
    """Return whether a graph leaves facts out, so that a seat may look empty that is not."""
    return bool(graph.graph["scope"] != EVERYTHING)


def organisation_of(graph: Graph, post: str) -> Ref | None:
    """Return the organisation that a post is at."""
    id = seats_of(graph).of_post(post).organisation
    return ref(actor_of(graph, id)) if id else None


def occupancy(graph: Graph, id: str, posts: Iterable[str] = ()) -> Occupancy:
    """Describe the seat of a person or post; of several posts held, one of those named."""
    actor = actor_of(graph, id)
    if actor.kind == POST:
        return _occupancy(graph, None, actor, None)
    held = seats_of(graph).holdings(id) if actor.kind == PERSON else ()
    wanted = [tie for tie in held if tie.fact.object in set(posts)] or held
    if wanted:
        return _occupancy(graph, actor, actor_of(graph, wanted[0].fact.object), wanted[0])
    return _occupancy(graph, actor, None, None)


def _occupancy(
    graph: Graph, person: Actor | None, post: Actor | None, held: Tie | None
) -> Occupancy:
    return Occupancy(
        person=ref(person) if person else None,
        post=ref(post) if post else None,
        title=post.name if post else "",
        remit=post.remit if post else "",
        organisation=organisation_of(graph, post.id) if post else None,
        since=held.fact.since if held else "",
        until=held.fact.until if held else "",
        holding=(statement(graph, held),) if held else (),
        limited=is_limited(graph),
    )
