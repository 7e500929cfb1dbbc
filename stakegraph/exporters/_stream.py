"""A flat graph that is never held whole: its nodes and edges are made while they are gone through.

It stands for the graph that `flat` makes of all that a store holds, in the same order, for writers
that go through the nodes and the edges from the first to the last. What is kept of a million facts
is the ids of the actors that do not count, if there are any.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any, Literal, TypeAlias, TypeVar

from stakegraph.exporters._attributes import edge_attributes, graph_attributes, node_attributes
from stakegraph.graph.neighbourhood import Graph, followed
from stakegraph.graph.tenses import Tenses
from stakegraph.model.facts import Actor
from stakegraph.model.relations import FAMILIES
from stakegraph.store import EVERYTHING, Scope, Store, Tie
from stakegraph.store.admission import actor_within
from stakegraph.store.presence import present

_AT_ONCE = 500  # actors whose ties are asked for together
_KEPT = 10_000  # nodes that are at hand again for the names of an edge's ends

Found = TypeVar("Found")
_True = Literal[True]


class StreamedGraph:
    """The flat graph of all that a store holds within a scope, for going through it."""

    def __init__(
        self, store: Store, *, families: Collection[str] = FAMILIES, scope: Scope = EVERYTHING
    ) -> None:
        self.store = store
        self._followed = followed(store, families)
        self._tenses = Tenses(store, scope)
        self.scope = scope
        self._hidden = set() if scope == EVERYTHING else self._not_drawn()
        self.graph = graph_attributes(
            store.title, store.relations, store.sources, store.events(scope=scope)
        )
        self.nodes = _Nodes(store, scope, self.actors)
        self.found: dict[Callable[..., Any], Any] = {}
        self._counts: dict[str, int] = {}

    def __contains__(self, id: str) -> bool:
        return id not in self._hidden and any(True for _ in self.store.actors([id]))

    def edges(self, *, keys: _True, data: _True) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """Yield all edges, subject by subject, made anew each time."""
        count = 0
        ids = (actor.id for actor in self.actors())
        while together := list(islice(ids, _AT_ONCE)):
            for edge in self._edges(together):
                count += 1
                yield edge
        self._counts["edges"] = count

    def out_edges(self, id: str, *, data: _True) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Yield the edges that leave one node."""
        return ((subject, object, data) for subject, object, _, data in self._edges([id]))

    def number_of_nodes(self) -> int:
        """Return how many nodes there are; they are gone through where that was not done yet."""
        if "nodes" not in self._counts:
            self._counts["nodes"] = sum(1 for _ in self.actors())
        return self._counts["nodes"]

    def number_of_edges(self) -> int:
        """Return how many edges there are; they are gone through where that was not done yet."""
        if "edges" not in self._counts:
            self._counts["edges"] = sum(1 for _ in self.ties())
        return self._counts["edges"]

    def ties(self) -> Iterator[Tie]:
        """Yield all that ties two nodes, in the order of the facts' ids."""
        return self._ties(None)

    def actors(self) -> Iterator[Actor]:
        """Yield the actors that are nodes, in the order of their ids."""
        count = 0
        for actor in self.store.actors():
            if actor.id not in self._hidden:
                count += 1
                yield actor_within(self.store.sources, actor, self.scope)
        self._counts["nodes"] = count

    def _ties(self, ids: Iterable[str] | None) -> Iterator[Tie]:
        return self.store.hop(ids, self._followed, "out", self.scope)

    def _edges(self, subjects: list[str]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """Yield the edges of some subjects in networkx' order.

        An object comes with all its ties.
        """
        relations = self.store.relations
        pairs: dict[tuple[str, str], list[Tie]] = {}
        for tie in sorted(self._ties(subjects), key=lambda tie: tie.fact.id):
            pairs.setdefault((tie.fact.subject, tie.fact.object), []).append(tie)
        for subject, object in sorted(pairs, key=itemgetter(0)):
            for tie in pairs[subject, object]:
                fact = tie.fact
                row, tense = relations[fact.relation], self._tenses.of(fact)
                yield subject, object, fact.id, edge_attributes(tie, row, tense)

    def _not_drawn(self) -> set[str]:
        """Return the ids of the actors that are neither within the scope nor an end of a tie."""
        there = present(self.store, self.store.actors(scope=self.scope), self.scope)
        counting = (actor.id for actor in there)
        hidden = set()
        following = next(counting, None)
        for actor in self.store.actors():  # both in the order of their ids
            if actor.id == following:
                following = next(counting, None)
            else:
                hidden.add(actor.id)
        if hidden:
            for tie in self.ties():
                hidden.difference_update((tie.fact.subject, tie.fact.object))
        return hidden


class _Nodes:
    """The nodes of a streamed graph: all of them one by one, or the one of an id."""

    def __init__(self, store: Store, scope: Scope, actors: Callable[[], Iterator[Actor]]) -> None:
        self._actors = actors

        @lru_cache(_KEPT)
        def made(id: str) -> dict[str, Any]:
            return node_attributes(next(iter(store.actors([id], scope))))

        self._made = made

    def __call__(self, *, data: _True) -> Iterator[tuple[str, dict[str, Any]]]:
        return ((actor.id, node_attributes(actor)) for actor in self._actors())

    def __getitem__(self, id: str) -> dict[str, Any]:
        return self._made(id)


# What a writer that streams takes.
FlatGraph: TypeAlias = "Graph | StreamedGraph"


def once(finding: Callable[[FlatGraph], Found], graph: FlatGraph) -> Found:
    """Return what a function finds out by going through a graph.

    A streamed one only the first time.

    What a store holds does not change, a graph of networkx may.
    """
    if not isinstance(graph, StreamedGraph):
        return finding(graph)
    if finding not in graph.found:
        graph.found[finding] = finding(graph)
    found: Found = graph.found[finding]
    return found
