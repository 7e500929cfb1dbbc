"""Seats: the posts of a graph, each with the terms of its holders and the organisation it is at.

A seat is made of ties, which a drawn graph and a flat one both give, so that questions and
exporters say the same of it. Posts and holding follow W3C ORG.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from stakegraph.edtf import dates
from stakegraph.graph.neighbourhood import Graph, firmness, tie_of
from stakegraph.model.relations import Relation
from stakegraph.store import Tie

_KEPT = "seats"  # the graph attribute that keeps them


class Seat(Struct, frozen=True):
    """A post, the facts that say who holds it, the latest first, and those that say where it is.

    Of several places the one that lasts comes first, then the firmest. What is denied says neither.
    """

    post: str
    holdings: tuple[Tie, ...] = ()
    places: tuple[Tie, ...] = ()

    @property
    def holders(self) -> list[str]:
        """Return the people who hold the post, each once, by id."""
        return sorted({tie.fact.subject for tie in self.holdings})

    @property
    def organisation(self) -> str:
        """Return the organisation that the post is at, or "" where none is given."""
        return self.places[0].fact.object if self.places else ""


class Seats(Struct, frozen=True):
    """The seats of a graph by post, and by person the facts about the posts held, latest first."""

    posts: Mapping[str, Seat]
    held: Mapping[str, tuple[Tie, ...]]

    def of_post(self, id: str) -> Seat:
        """Return the seat of a post; one of which nothing is said has no holder and no place."""
        return self.posts.get(id) or Seat(id)

    def holdings(self, id: str) -> tuple[Tie, ...]:
        """Return the facts about the posts that a person holds, or about the holders of a post."""
        return self.held.get(id) or self.of_post(id).holdings

    def members(self, id: str) -> list[str]:
        """Return who is one place in a line: a person with posts held, a post with its holders."""
        ends = {end for tie in self.holdings(id) for end in (tie.fact.subject, tie.fact.object)}
        return [id, *sorted(ends - {id})]


def seats(ties: Iterable[Tie], relations: Mapping[str, Relation]) -> Seats:
    """Return the seats that some ties make."""
    held: dict[str, list[Tie]] = defaultdict(list)
    holdings: dict[str, list[Tie]] = defaultdict(list)
    places: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        fact, row = tie.fact, relations.get(tie.fact.relation)
        if row is None or fact.status == "denied":
            continue
        if row.fills:
            held[fact.subject].append(tie)
            holdings[fact.object].append(tie)
        elif row.of_post:
            places[fact.subject].append(tie)
    return Seats(
        {
            post: Seat(
                post,
                tuple(sorted(holdings[post], key=recency, reverse=True)),
                tuple(sorted(places[post], key=_permanence)),
            )
            for post in sorted(holdings.keys() | places.keys())
        },
        {person: tuple(sorted(terms, key=recency, reverse=True)) for person, terms in held.items()},
    )


def seats_of(graph: Graph) -> Seats:
    """Return the seats of a drawn graph, found once for it."""
    if _KEPT not in graph.graph:
        ties = (tie_of(data) for *_, data in graph.edges(data=True))
        graph.graph[_KEPT] = seats(ties, graph.graph["relations"])
    found: Seats = graph.graph[_KEPT]
    return found


def recency(tie: Tie) -> tuple[object, ...]:
    """Return the key that sorts holdings: the last is the one that lasts, or that began last."""
    fact = tie.fact
    return (not tie.missing, not fact.until, dates.order(fact.since or ".."), fact.id)


def _permanence(tie: Tie) -> tuple[object, ...]:
    """Return the key that sorts places: what surely holds and has no end, then the firmest."""
    return (len(tie.missing), bool(tie.fact.until), *firmness(tie))
