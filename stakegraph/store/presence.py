"""Which of the actors that count are there at the time asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from stakegraph.model.facts import Actor
from stakegraph.model.lifetimes import may_be
from stakegraph.model.relations import POST
from stakegraph.store import Scope, Store

_AT_ONCE = 1000  # actors whose holders are looked up together


def present(store: Store, actors: Iterable[Actor], scope: Scope) -> Iterator[Actor]:
    """Yield those of some actors that are there at the time of a scope, in their order.

    A post is there while a body that it is at is, and while somebody holds it.
    """
    when = scope.as_of
    if when is None:
        yield from actors
        return
    fills = {row.key for row in store.relations.values() if row.fills}
    rest = iter(actors)
    while some := list(islice(rest, _AT_ONCE)):
        posts = (actor.id for actor in some if actor.kind == POST)
        gone = {id for id in posts if not may_be(store.lifetime(id, scope), when)}
        if gone:
            for tie in store.hop(sorted(gone), fills, "in", scope):
                if tie.fact.status != "denied" and not tie.fact.is_designation:
                    gone.discard(tie.fact.object)
        yield from (actor for actor in some if actor.id not in gone)
