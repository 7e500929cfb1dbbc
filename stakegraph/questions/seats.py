"""People and the posts that they hold, seen as one place in a reporting line."""

from collections import defaultdict
from collections.abc import Iterable

from stakegraph.edtf import dates
from stakegraph.graph.neighbourhood import Graph, actor_of, tie_of, ties_out
from stakegraph.model.facts import Actor
from stakegraph.model.relations import PERSON, POST, Relation
from stakegraph.questions.results import Ref, Result, Statement, firmness, ref, statement
from stakegraph.store import EVERYTHING, Tie

_HOLDINGS = "holdings"  # the graph attribute that keeps them


class Seat(Result, frozen=True, kw_only=True):
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


def holdings(graph: Graph, id: str) -> list[Tie]:
    """Return the ties of a person to the posts held, or of a post to its holders."""
    if _HOLDINGS not in graph.graph:
        graph.graph[_HOLDINGS] = _holdings(graph)
    found: list[Tie] = graph.graph[_HOLDINGS].get(id, [])
    return found


def houses(graph: Graph, post: str) -> list[Tie]:
    """Return the ties that say where a post is, the firmest first."""
    places = [tie for tie in ties_out(graph, post) if _row(graph, tie).of_post]
    return sorted((tie for tie in places if tie.fact.status != "denied"), key=firmness)


def is_limited(graph: Graph) -> bool:
    """Return whether a graph leaves facts out, so that a seat may look empty that is not."""
    return bool(graph.graph["scope"] != EVERYTHING)


def holders(graph: Graph, post: str) -> list[str]:
    """Return the people who hold a post."""
    return sorted({tie.fact.subject for tie in holdings(graph, post)})


def latest(held: Iterable[Tie]) -> Tie:
    """Return of several holdings the one that lasts, or that began last."""
    return max(held, key=_recency)


def place(graph: Graph, id: str) -> list[str]:
    """Return the nodes that are one place: a person with posts held, a post with its holders."""
    held = {end for tie in holdings(graph, id) for end in (tie.fact.subject, tie.fact.object)}
    return [id, *sorted(held - {id})]


def seat(graph: Graph, id: str, posts: Iterable[str] = ()) -> Seat:
    """Describe the place of a person or post; of several posts held, one of those named."""
    actor = actor_of(graph, id)
    if actor.kind == POST:
        return _seat(graph, None, actor, None)
    held = [tie for tie in holdings(graph, id) if actor.kind == PERSON]
    wanted = [tie for tie in held if tie.fact.object in set(posts)] or held
    if wanted:
        tie = latest(wanted)
        return _seat(graph, actor, actor_of(graph, tie.fact.object), tie)
    return _seat(graph, actor, None, None)


def _holdings(graph: Graph) -> dict[str, list[Tie]]:
    """Return the holdings of each person and post, in the order of their facts' ids.

    Found once for a graph: a manager of thousands has as many ties that are none.
    """
    rows = graph.graph["relations"]
    ties = [
        tie_of(data)
        for *_, data in graph.edges(data=True)
        if rows[data["fact"].relation].fills and data["fact"].status != "denied"
    ]
    found: dict[str, list[Tie]] = defaultdict(list)
    for tie in sorted(ties, key=lambda tie: tie.fact.id):
        found[tie.fact.subject].append(tie)
        found[tie.fact.object].append(tie)
    return found


def _recency(tie: Tie) -> tuple[object, ...]:
    fact = tie.fact
    return (not tie.missing, not fact.until, dates.order(fact.since or ".."), fact.id)


def _seat(graph: Graph, person: Actor | None, post: Actor | None, held: Tie | None) -> Seat:
    house = None
    facts = [held] if held else []
    if post:
        places = houses(graph, post.id)
        if places:
            house = ref(actor_of(graph, places[0].fact.object))
    return Seat(
        person=ref(person) if person else None,
        post=ref(post) if post else None,
        title=post.name if post else "",
        remit=post.remit if post else "",
        organisation=house,
        since=held.fact.since if held else "",
        until=held.fact.until if held else "",
        holding=tuple(statement(graph, tie) for tie in facts),
        limited=is_limited(graph),
    )


def _row(graph: Graph, tie: Tie) -> Relation:
    row: Relation = graph.graph["relations"][tie.fact.relation]
    return row
