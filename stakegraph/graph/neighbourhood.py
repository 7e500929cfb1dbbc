"""The graph of a question: what lies around some actors, drawn from a store hop by hop.

Nodes are actor ids with an attribute `actor`; edges have the fact's id as key and the attributes
`fact`, `missing` (why it cannot be said to hold on the day asked for), `against` (the facts that
dispute it) and `is_part` (it held for a part of the time asked for); `tie_of` gives the four
together. Of the graph's own attributes `store` is what it is drawn from, `now` the day of the
latest source that counts, and `dating` says when a stated fact held, `lifetime` from when to when
an actor is, `stated` gives a fact by its id, `several` says whether others have the same part in
the same thing, and `speakers` names those whose word it is.
People and the posts that they hold are one place: whoever is drawn comes with their posts, and a
post with its holders and its organisation, without that counting as a hop.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from stakegraph.model.facts import FIRMNESS, Actor
from stakegraph.model.names import in_sentence
from stakegraph.model.relations import FAMILIES, PARTNERSHIP, PARTNERSHIPS, PERSON, POST, REPORTING
from stakegraph.model.sentences import enumerated
from stakegraph.store import EVERYTHING, Direction, Scope, Store, Tie
from stakegraph.store.presence import present

if TYPE_CHECKING:
    import networkx as nx

# A string: what draws no graph should not wait for networkx to be loaded.
Graph: TypeAlias = "nx.MultiDiGraph[str]"

Reach = Literal["out", "in", "both"]

# What the graph of everything takes, roughly: 0.6 kB for nodes and edges, 2.6 kB for the facts and
# actors themselves, 1 kB for the plain copy that is written or laid out (35,000 facts, 2 citations
# to every third, CPython 3.11, tracemalloc).
BYTES_A_FACT = 4_200


def empty_graph(store: Store, scope: Scope) -> Graph:
    """Return a graph of which nothing is drawn yet."""
    import networkx as nx

    return nx.MultiDiGraph(
        title=store.title,
        relations=store.relations,
        store=store,
        scope=scope,
        unwalked={},
        now=store.now(scope._replace(as_of=None)),
        dating=partial(store.dating, scope=scope),
        lifetime=partial(store.lifetime, scope=scope),
        stated=store.fact,
        several=store.is_one_of_several,
        speakers=partial(_speakers, store),
    )


def neighbourhood(
    store: Store,
    start: Iterable[str] | None = None,
    *,
    families: Collection[str] = FAMILIES,
    direction: Reach = "both",
    depth: int | None = None,
    most: int | None = None,
    derived: bool = True,
    scope: Scope = EVERYTHING,
) -> Graph:
    """Draw what lies around some actors, or the whole without any.

    What the limits mean, `add_neighbourhood` tells.
    """
    graph = empty_graph(store, scope)
    if start is None:
        _add(graph, present(store, store.actors(scope=scope), scope))
        keys = followed(store, families)
        _draw(graph, store, store.hop(None, keys, "out", scope, derived=derived))
    else:
        add_neighbourhood(
            graph,
            start,
            families=families,
            direction=direction,
            depth=depth,
            most=most,
            derived=derived,
        )
    return graph


def add_neighbourhood(
    graph: Graph,
    start: Iterable[str],
    *,
    families: Collection[str] = FAMILIES,
    direction: Reach = "both",
    depth: int | None = None,
    most: int | None = None,
    derived: bool = True,
    along: Callable[[Tie], bool] | None = None,
) -> set[str]:
    """Draw what lies within `depth` hops of some actors, with these; return who is reached.

    `families` are the families of relation to follow, `direction` whether along them ("out"),
    against them ("in") or both ways; without a depth all that can be reached is drawn. Whoever has
    more ties than `most` is drawn and not gone on from; partnerships and the start always are. The
    graph's attribute `unwalked` says how many ties those have. With the family of partnerships, who
    has a part in one is followed by whatever relation. What follows from others is drawn if
    `derived`: looking whether it does takes time. Where `along` is given, only ties that it
    admits are followed, and whoever holds a post by another is drawn and not gone on from.
    """
    store, scope = graph.graph["store"], graph.graph["scope"]
    rows = store.relations.values()
    keys = frozenset(row.key for row in rows if row.family in families)
    seats = frozenset(row.key for row in rows if row.seats)
    parts = frozenset(row.key for row in rows if row.partners and PARTNERSHIPS in families) - keys
    ways: tuple[Direction, ...] = ("out", "in") if direction == "both" else (direction,)
    seen: set[str] = set()
    fresh = begun = _draw(graph, store, (), start)
    while fresh:
        fresh |= _seat(graph, store, fresh, seats, scope, along)
        seen |= fresh
        if depth is not None:
            if depth == 0:
                break
            depth -= 1
        if most is not None:
            others = [id for id in fresh - begun if actor_of(graph, id).kind != PARTNERSHIP]
            degrees = store.degrees(others, keys)
            graph.graph["unwalked"] |= {id: ties for id, ties in degrees.items() if ties > most}
        walked = sorted(fresh - graph.graph["unwalked"].keys())
        ties = [tie for way in ways for tie in store.hop(walked, keys, way, scope, derived=derived)]
        if parts:
            ties += _parts(graph, store, walked, parts, scope)
        fresh = _draw(graph, store, filter(along, ties) if along else ties) - seen
    return seen


def followed(store: Store, families: Collection[str]) -> frozenset[str]:
    """Return the relations of some families, as far as all of their facts are drawn."""
    rows = store.relations.values()
    # Whoever holds a post is in the same place of a line, here as everywhere.
    return frozenset(
        row.key for row in rows if row.family in families or (row.fills and REPORTING in families)
    )


def around_facts(
    store: Store, ids: Iterable[str], scope: Scope = EVERYTHING, *, ends: Iterable[str] = ()
) -> Graph:
    """Draw some facts with the premises of those that are derived, and some actors besides."""
    graph = empty_graph(store, scope)
    ties = list(store.facts(ids, scope))
    premises = dict.fromkeys(id for tie in ties for id in tie.fact.premises)
    _draw(graph, store, [*ties, *store.facts(premises, scope)], ends)
    return graph


def joined(
    store: Store,
    pairs: Mapping[str, Collection[str]],
    relations: Collection[str],
    scope: Scope = EVERYTHING,
    *,
    ends: Iterable[str] = (),
) -> Graph:
    """Draw the facts that lead from each actor to those named with it, and some actors besides."""
    graph = empty_graph(store, scope)
    _draw(graph, store, store.joining(pairs, relations, scope), ends)
    return graph


def ids_between(graph: Graph, one: str, other: str) -> list[str]:
    """Return the ids of the facts that join two actors directly, whichever way they point."""
    pairs = ((one, other), (other, one))
    return sorted({str(key) for pair in pairs for key in graph.get_edge_data(*pair, default={})})


def actor_of(graph: Graph, id: str) -> Actor:
    """Return the actor that a node stands for."""
    actor: Actor = graph.nodes[id]["actor"]
    return actor


def tie_of(data: Mapping[str, Any]) -> Tie:
    """Return the tie that an edge stands for, from the edge's attributes."""
    return Tie(data["fact"], data["missing"], data["against"], data["is_part"])


def ties_out(graph: Graph, id: str) -> list[Tie]:
    """Return the ties that leave a node, in the order of their facts' ids."""
    return _ties(graph.out_edges(id, keys=True, data=True))


def ties_in(graph: Graph, id: str) -> list[Tie]:
    """Return the ties that reach a node, in the order of their facts' ids."""
    return _ties(graph.in_edges(id, keys=True, data=True))


def firmness(tie: Tie) -> tuple[int, int, int, bool, str]:
    """Return the key that sorts ties.

    Held ones come first, the firmest, what is nobody's word alone, what is written, by id.
    """
    fact = tie.fact
    rank = FIRMNESS.index(fact.certainty) + len(FIRMNESS) * fact.retracted
    return (len(tie.missing), rank, len(fact.according_to), bool(fact.premises), fact.id)


def doubt(*ties: Tie) -> tuple[int, int]:
    """Return how little firm is what rests on some ties, whatever the day asked for."""
    return max(firmness(tie)[1:3] for tie in ties)


def firmest(ties: Sequence[Tie]) -> list[Tie]:
    """Return those of some ties that are as firm as the first in the order of firmness.

    What less firm ones say of the same, such as other dates, is not told as that one is.
    """
    bar = doubt(min(ties, key=firmness)) if ties else None
    return [tie for tie in ties if bar and doubt(tie) <= bar]


def _speakers(store: Store, ids: tuple[str, ...]) -> str:
    """Name some actors as a sentence does; what is no id of one is words."""
    known = {actor.id: actor for actor in store.actors(ids)} if ids else {}
    return enumerated([in_sentence(known[id]) if id in known else id for id in ids])


def _ties(edges: Iterable[tuple[str, str, str, dict[str, Any]]]) -> list[Tie]:
    return [tie_of(data) for _, _, _, data in sorted(edges, key=lambda edge: edge[2])]


def _draw(graph: Graph, store: Store, ties: Iterable[Tie], start: Iterable[str] = ()) -> set[str]:
    """Add ties and their ends to the graph; return the ends."""
    ends = dict.fromkeys(start)
    for tie in ties:
        fact = tie.fact
        ends[fact.subject] = ends[fact.object] = None
        graph.add_edge(
            fact.subject,
            fact.object,
            key=fact.id,
            fact=fact,
            missing=tie.missing,
            against=tie.against,
            is_part=tie.is_part,
        )
    bare = [id for id in ends if "actor" not in graph.nodes.get(id, ())]
    _add(graph, store.actors(bare, graph.graph["scope"]))
    return set(ends)


def _add(graph: Graph, actors: Iterable[Actor]) -> None:
    """Add actors, as the scope sees them, to the graph."""
    for actor in actors:
        graph.add_node(actor.id, actor=actor)


def _parts(
    graph: Graph, store: Store, ids: list[str], parts: Collection[str], scope: Scope
) -> list[Tie]:
    """Return the ties by which some actors have a part in partnerships, or others in them."""
    whole = [id for id in ids if actor_of(graph, id).kind == PARTNERSHIP]
    taken = list(store.hop(ids, parts, "out", scope))
    kinds = {actor.id: actor.kind for actor in store.actors({tie.fact.object for tie in taken})}
    within = [tie for tie in taken if kinds[tie.fact.object] == PARTNERSHIP]
    return [*within, *store.hop(whole, parts, "in", scope)]


def _seat(
    graph: Graph,
    store: Store,
    ids: set[str],
    seats: Collection[str],
    scope: Scope,
    along: Callable[[Tie], bool] | None,
) -> set[str]:
    """Add the posts of people, and the holders and organisations of posts; return the seated.

    The organisations are not given: a hop leads from a person to a post, not into all of its house.
    Nor is, where `along` is given, who is tied to a post by what it does not admit.
    """
    seated: set[str] = set()
    beside: set[str] = set()  # posts that are not gone on from
    holding = {kind for key in seats for kind in store.relations[key].subjects}
    while ids:
        posts = [id for id in ids if actor_of(graph, id).kind == POST]
        # Bodies are not asked, some of which have thousands of facts.
        holders = [id for id in ids if actor_of(graph, id).kind in holding]
        outward = store.hop(sorted(holders), seats, "out", scope)
        inward = store.hop(sorted(posts), seats, "in", scope)
        ties = [*outward, *inward]
        ends = _draw(graph, store, ties)
        seated |= ids
        if along:
            beside |= {id for id in ends if actor_of(graph, id).kind == POST}
            ends = {id for tie in filter(along, ties) for id in (tie.fact.subject, tie.fact.object)}
        ids = {id for id in ends if actor_of(graph, id).kind in (PERSON, POST)} - seated
    _draw(graph, store, store.hop(sorted(beside - seated), seats, "out", scope))
    return seated
